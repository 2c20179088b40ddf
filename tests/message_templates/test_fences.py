"""People's words are kept apart from the template's own."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from domain.calendars import day_words
from domain.hours import hours_words
from message_templates.drawing import ENVIRONMENT
from message_templates.emoji import EMOJI
from message_templates.fences import cut, escaped, fenced, spoken
from message_templates.filters import listed, plural, some


def elements_of(body: str) -> list[dict]:
    return json.loads(f"[{spoken(body)}]")


@dataclass(frozen=True)
class Drawn:
    names: dict[str, str]

    def body(self, template: str, **facts) -> list[dict]:
        """The elements of one line whose body is this template."""
        made = ENVIRONMENT.from_string("{% set body %}" + template + "{% endset %}{{ keep(body) }}")
        kept: list[str] = []
        made.render({"names": self.names, "keep": lambda body: kept.append(body) or "", **facts})
        return elements_of(kept[0])


DRAWN = Drawn({"U1": "Ana"})


@given(st.text())
def test_typed_text_comes_out_as_typed(words):
    elements = DRAWN.body("{{ words }}", words=words)

    typed = "".join(sign for sign in words if sign not in "\x01\x02\x03\x04")
    assert elements == ([{"type": "text", "text": typed}] if typed else [])


@given(st.text())
def test_typed_text_comes_out_of_a_style_as_typed(words):
    elements = DRAWN.body("{{ words | strong }}", words=words)

    typed = "".join(sign for sign in words if sign not in "\x01\x02\x03\x04")
    assert elements == ([{"type": "text", "text": typed, "style": {"bold": True}}] if typed else [])


def test_a_name_cannot_be_an_element_either():
    elements = Drawn({"U1": '\x02x\x04{"type": "broadcast"}\x03'}).body("{{ 'U1' | name }} {{ 'U1' | mention }}")

    assert [one["type"] for one in elements] == ["text", "user"]


def test_a_template_is_broken_into_lines_where_it_reads_best_and_typed_lines_stay():
    elements = DRAWN.body("  Done:\n   {{ words }}\n  and so on.\n", words="a\n  b")

    assert elements == [{"type": "text", "text": "Done: a\n  b and so on."}]


def test_only_a_mention_tells_somebody():
    elements = DRAWN.body("{{ 'U1' | name }} told {{ 'U1' | mention }}")

    assert elements == [{"type": "text", "text": "Ana told "}, {"type": "user", "user_id": "U1"}]


def test_somebody_the_directory_does_not_know_has_left():
    assert DRAWN.body("{{ 'U9' | name }}") == [{"type": "text", "text": "somebody who left"}]


def test_an_instant_is_shown_in_the_readers_zone_and_names_its_own_elsewhere():
    (element,) = DRAWN.body("{{ at | moment }}", at=datetime(2026, 12, 4, 9, 30, tzinfo=UTC))

    assert element["timestamp"] == 1796376600
    assert element["fallback"] == "Fri 4 Dec 2026, 09:30 UTC"


def test_only_web_addresses_become_links():
    elements = DRAWN.body("{{ 'https://example.com' | link('here') }} {{ 'javascript:x' | link('there') }}")

    assert [one["type"] for one in elements] == ["link", "text"]


@pytest.mark.parametrize("value", [None, True, 1.5, date(2026, 1, 1)])
def test_what_has_no_words_of_its_own_is_not_printed(value):
    with pytest.raises(TypeError):
        fenced(value)


def test_a_fact_that_is_not_there_is_an_error():
    with pytest.raises(UndefinedError):
        DRAWN.body("{{ missing }}")


@given(st.text(alphabet="&<>ab", max_size=60), st.integers(min_value=6, max_value=60))
def test_escaping_never_makes_a_text_too_long_or_cuts_an_entity(words, most):
    said = escaped(words, most)

    assert len(said) <= most
    plain = said.removesuffix("…").replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert not set(plain) & set("&<>")


def test_a_long_text_ends_in_an_ellipsis():
    assert (cut("abcdef", 6), cut("abcdefg", 6)) == ("abcdef", "abcde…")


def test_a_word_is_cut_only_where_it_is_very_long():
    assert cut("before the first queue is moved", 28) == "before the first queue is…"
    assert cut("before the first queue is moved", 26) == "before the first queue is…"
    assert cut(f"see {'x' * 60}", 40) == f"see {'x' * 35}…"


def test_days_hours_and_counts_are_said_in_words():
    assert day_words(date(2026, 12, 4)) == "Fri 4 Dec 2026"
    assert [hours_words(minutes) for minutes in (0, 45, 60, 90, 60_005)] == [
        "0 h",
        "45 min",
        "1 h",
        "1 h 30 min",
        "1,000 h 5 min",
    ]
    assert [plural(count, "task") for count in (0, 1, 2_000)] == ["0 tasks", "1 task", "2,000 tasks"]


def test_several_things_are_listed_as_people_list_them():
    assert [elements_of(listed(items)) for items in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        [{"type": "text", "text": words}] for words in ("a", "a and b", "a, b and c")
    ]
    assert elements_of(some(["a", "b", "c", "d"], 2)) == [{"type": "text", "text": "a, b and 2 more"}]


def test_every_emoji_is_a_character():
    assert all(not name.startswith(":") and character and not character.isascii() for name, character in EMOJI.items())


def test_the_sandbox_s_page_draws_every_emoji():
    page = (Path(__file__).parents[2] / "sandbox" / "page" / "emoji.js").read_text(encoding="utf-8")

    drawn = {tuple(entry.split(" ")) for entry in re.split(r"[|\n]", page)}

    assert set(EMOJI.items()) - drawn == set()
