"""Every template, with the shortest, the longest and hostile facts made from the types of its facts."""

import html
import json
from dataclasses import replace
from itertools import product

import pytest
from jinja2 import nodes

import handlers
from domain.effects import announcements
from domain.living import living
from handlers.routing import Kind
from message_templates.drawing import ENVIRONMENT, HOMES
from sandbox.block_kit import check_message_blocks, check_view
from tests.message_templates.drawn import FOLDER, draw, source, speeches, templates, turns
from tests.message_templates.made import HOSTILES, LONGEST, SEEN, SHORTEST, parts, typed_words

SPEECHES = speeches()
ROUTES = handlers.route_book()
DRAWN = [SPEECHES[place] for place in templates() if place in SPEECHES]
EVERY_TEMPLATE = pytest.mark.parametrize("speech", DRAWN, ids=lambda one: one.place)
STYLES = {"shortest": SHORTEST, "longest": LONGEST, "hostile": HOSTILES}
FORMATTED = {"link", "broadcast", "usergroup", "mrkdwn", "markdown"}
OPENING = SEEN[0]
# A list of any length has its things cut, as services and the lines of a history; people's sentences never are.
LISTS = {"role_briefing", "project_card", "status", "shared_status", "history", "difficulty_report", "check_in"}
LISTS |= {"difficulties", "requests", "scope_card", "customer_plan", "plan_offer", "answer_plan", "own_plan"}
LISTS |= {"options", "resources", "project_template", "template_used"}
LISTS |= {"change_card", "places_open", "change_turn", "change_asked", "change_decided"}
LISTS |= {"places_added", "places_given", "outcome", "close_question", "back_at_work", "name_deputy", "weekly_digest"}
MAY_START = ("feasibility", "state_reached", "viability_decided")
# Their facts name what is pressed, too, but only what is open before a start: the start has words of its own there.
OPEN_BEFORE_A_START = {
    "_end_question",
    "_open_fact",
    "_waiting_button",
    "nudge",
    "open_work",
    "project_card",
    "role_briefing",
    "status",
    "turn",
}
MENTION = {"plan_answered", "task_delegated", "task_answered", "change_turn", "weekly_digest", "digest_discussed"}


def test_every_template_is_drawn_by_these_tests():
    assert set(templates()) <= set(SPEECHES)


def test_every_announcement_and_every_living_message_has_its_template():
    wanted = {f"messages/{name}.j2" for name in announcements()}
    wanted |= {f"{name}.j2" if name in HOMES else f"messages/{name}.j2" for name in living()}

    assert wanted <= set(templates())


@EVERY_TEMPLATE
def test_slack_takes_what_is_drawn(speech, case):
    for name, turn in product(STYLES, turns(speech)):
        with case(f"{name} {turn}"):
            text, blocks, view = draw(speech, replace(STYLES[name], turn=turn))

            assert (check_view(view, ("modal", "home")) if view else check_message_blocks(blocks)) == []
            assert blocks
            assert view or 0 < len(text) <= 3000


@pytest.mark.parametrize("place", [place for place in templates() if place.startswith("modals/")])
def test_no_form_asks_more_than_seven_things_at_once(place):
    speech, most = SPEECHES[place], 0
    for turn in turns(speech):
        view = draw(speech, replace(LONGEST, turn=turn))[2]
        # What is asked once for each of several, such as people or projects, counts once.
        asked = {one["block_id"].partition("@")[0] for one in view["blocks"] if one["type"] == "input"}
        most = max(most, len(asked))

    assert most <= 7


@EVERY_TEMPLATE
def test_nothing_that_people_type_is_more_than_words(speech, case):
    for turn in turns(speech):
        with case(turn):
            text, blocks, view = draw(speech, replace(HOSTILES, turn=turn))

            kinds = {one["type"] for one in parts(view or blocks)}
            assert kinds & FORMATTED == set()
            assert {one["user_id"] for one in parts(blocks) if one["type"] == "user"} <= {"U1", "U2"}
            assert not any(one.get("emoji") for one in parts(view or blocks) if one["type"] == "plain_text")
            assert "<" not in text
            assert ">" not in text
            assert "&amp;lt;" in text or OPENING not in text


@EVERY_TEMPLATE
def test_what_people_type_is_seen_again_as_typed(speech, case):
    for turn in turns(speech):
        with case(turn):
            text, blocks, view = draw(speech, replace(HOSTILES, turn=turn))

            seen = [words for words in typed_words(view or blocks) if OPENING in words]
            assert [words for words in seen if not _is_whole(words, SEEN)] == []
            assert _is_whole(html.unescape(text), " ".join(SEEN.split()))


@EVERY_TEMPLATE
def test_only_lists_and_labels_are_cut(speech, case):
    for turn in turns(speech):
        with case(turn):
            _, blocks, _ = draw(speech, replace(HOSTILES, turn=turn))

            paragraphs = [block for block in blocks if block["type"] == "rich_text"]
            cut = any("…" in words for words in typed_words(paragraphs))
            assert cut == (speech.name in LISTS)


@EVERY_TEMPLATE
def test_nobody_is_mentioned_who_need_not_act(speech, case):
    for turn in turns(speech):
        with case(turn):
            _, blocks, _ = draw(speech, replace(HOSTILES, turn=turn))

            mentioned = any(one["type"] == "user" for one in parts(blocks))
            assert not mentioned or speech.name in MENTION


def _is_whole(words: str, expected: str) -> bool:
    """Whatever opens as the typed text goes on as the typed text, up to its end or to an ellipsis."""
    rest = [OPENING + part for part in words.split(OPENING)[1:]]
    return all(part.startswith(expected) or _is_beginning(part, expected) for part in rest)


def _is_beginning(part: str, expected: str) -> bool:
    beginning, ellipsis, _ = part.partition("…")
    return bool(ellipsis) and expected.startswith(beginning.rstrip())


@EVERY_TEMPLATE
def test_what_is_drawn_holds_more_than_the_last_resort_would_cut(speech, case):
    for turn in turns(speech):
        with case(turn):
            _, blocks, view = draw(speech, replace(LONGEST, turn=turn))

            assert len(blocks) < (100 if view else 50)
            assert len(json.dumps(view)) < 250_000 if view else len("".join(typed_words(blocks))) < 16_000


@EVERY_TEMPLATE
def test_everything_that_can_be_pressed_is_answered(speech):
    seen = [draw(speech, replace(LONGEST, turn=turn)) for turn in turns(speech)]

    pressed = {
        # In a modal a button that has no name of its own is called by where it stands.
        (f"{view['callback_id']}.{block['block_id']}" if view and one["action_id"] == "value" else one["action_id"])
        for _, blocks, view in seen
        for block in blocks
        for one in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        if one["type"] == "button"
    }
    elements = [one for _, blocks, _ in seen for block in blocks for one in block.get("elements", [])]
    menus = [one for one in elements if one["type"] == "overflow"]
    pressed |= {choice["value"].partition(" ")[0] for one in menus for choice in one["options"]}
    assert [name for name in sorted(pressed) if (Kind.ACTION, name.partition("@")[0]) not in ROUTES] == []


@pytest.mark.parametrize("name", MAY_START)
def test_where_the_next_step_is_the_start_it_asks_once_before_it_starts(name):
    drawn = [draw(SPEECHES[f"messages/{name}.j2"], replace(LONGEST, turn=turn)) for turn in (2, 5, 8, 11)]

    starts = [one for _, blocks, _ in drawn for one in parts(blocks) if one.get("action_id") == "start_project"]
    assert starts
    assert [one for one in starts if "confirm" not in one] == []


def test_no_template_has_a_button_of_its_own_that_starts_a_project():
    own, named_by_facts = set(), set()
    for path in sorted(FOLDER.rglob("*.j2")):
        words = path.read_text(encoding="utf-8")
        for one in ENVIRONMENT.parse(words).find_all(nodes.Call):
            if getattr(one.node, "name", "") == "button":
                own |= {path.stem for said in [one.args[1]] if said == nodes.Const("start_project")}
                asks = '== "start_project" %}' in words and "_start.j2" in words
                is_named = isinstance(one.args[1], nodes.Getattr | nodes.Name) and not asks
                named_by_facts |= {path.stem} if is_named else set()

    assert own == {"_start"}
    assert named_by_facts == OPEN_BEFORE_A_START


@pytest.mark.parametrize("place", [place for place in templates() if place.startswith("modals/")])
def test_every_modal_that_can_be_sent_is_answered(place):
    _, _, view = draw(SPEECHES[place], LONGEST)

    assert not view.get("submit") or (Kind.VIEW, view["callback_id"]) in ROUTES


@pytest.mark.parametrize("place", templates())
def test_a_template_puts_no_words_together_by_hand(place):
    """`~`, `%` and `+` on what a filter made would escape it, or let typed fences through."""
    found = ENVIRONMENT.parse(source(place)).find_all((nodes.Concat, nodes.Mod))

    assert [f"line {one.lineno}" for one in found] == []


@pytest.mark.parametrize("place", templates())
def test_a_macro_hides_no_fact(place):
    speech = SPEECHES[place]
    imported = {name for one in ENVIRONMENT.parse(source(place)).find_all(nodes.FromImport) for name in one.names}

    assert (
        imported & (set(getattr(speech.facts, "__dataclass_fields__", {})) | {name for name, _ in speech.more}) == set()
    )
