"""Whatever people type into any field is seen again exactly so, and is never more than words."""

import html
import re

import pytest

from tests.stories.offices import Scene
from tests.stories.wording import LONG, SAYING, TYPED, more_than_words, payload_of, seen_as, shows, words_in

KEYS = {what: f"W{chr(65 + number)}" for number, what in enumerate([*TYPED, "3,000 characters"])}
TEXTS = TYPED | {"3,000 characters": LONG}
NAME_LENGTH, SERVICE_LENGTH, TITLE_LENGTH = 80, 75, 200


@pytest.fixture(scope="module")
def told(scene) -> Scene:
    """Every text typed into every field: projects, tasks, questions, reasons, and one check-in for all of them."""
    for what, key in KEYS.items():
        text = TEXTS[what]
        short = text[:NAME_LENGTH]
        assert scene.creates(
            key, **{"Project name": short, "Customer": short, "Services that are not in the catalogue": services(text)}
        ).ok
        task = {"Why": text, "What done means": text}
        for _ in range(2):
            assert scene.delegates(key, text[:TITLE_LENGTH], **task).ok
        answer(scene, "Ask", f"{key}-1", {"What do you want to know?": text})
        answer(scene, "Decline", f"{key}-2", {"Why do you decline?": text})
        scene.starts(key)
    scene.who("tom").open_home()
    scene.driver.jump(to=scene.driver.clock().replace(day=19, hour=8, minute=31))
    check_in(scene)
    return scene


def services(text: str) -> str:
    """The text as one service: at commas and semicolons the field begins another one."""
    return re.sub("[,;\n]", " ", text)[:SERVICE_LENGTH]


def answer(scene: Scene, button: str, key: str, words: dict[str, str]) -> None:
    """Tom answers a task's offer in a form."""
    tom = scene.who("tom")
    tom.press(button, containing=f"{key} ")
    assert tom.modal().fill(words).submit().ok
    scene.settle()


def check_in(scene: Scene) -> None:
    """Tom answers for every project, step by step, each in its own words."""
    tom = scene.who("tom")
    tom.press("Answer")
    while tom.modals():
        form = tom.modal()
        words = {block: TEXTS[what] for what, key in KEYS.items() for block in text_blocks(form, key)}
        assert form.fill(words).submit().ok
        scene.settle()


def text_blocks(form, key: str) -> list[str]:
    """The fields for words in the section of one project."""
    section, blocks = "", []
    for block in form.blocks:
        if block["type"] == "header":
            section = block["text"]["text"].partition(" ")[0]
        elif section == key and block["block_id"].partition("@")[0] in ("done", "next", "difficulties"):
            blocks.append(block["block_id"])
    return blocks


def payloads(told: Scene) -> list[dict]:
    return [payload_of(call["arguments"]) for call in told.driver.calls() if call["method"] in SAYING]


def test_nothing_that_was_typed_is_more_than_words(told):
    wrong = [each for payload in payloads(told) for each in more_than_words(payload)]
    refused = [call for call in told.driver.calls() if not call["answer"].get("ok")]

    assert wrong == []
    assert refused == []
    assert told.driver.problems() == []


def newest(told: Scene, who: str, channel: str | None, containing: str) -> list[dict]:
    """The messages of a place whose words name a key; threads count as in their channel."""
    person = told.who(who)
    top = person.messages(channel) if channel else person.dm()
    threads = [reply for one in top if one["reply_count"] for reply in person.thread(channel, one["ts"])[1:]]
    return [one for one in (*top, *threads) if containing in " ".join([*words_in(one), one["text"]])]


def channel_of(told: Scene, what: str) -> str:
    """The channel of the project that has this text for its name."""
    key = KEYS[what].lower()
    return next(one["id"] for one in told.channels("ana") if re.fullmatch(f"{key}(-.*)?", one["name"]))


every_text = pytest.mark.parametrize("what", list(TEXTS))


@every_text
def test_the_card_shows_name_customer_and_services_as_typed(told, what):
    [card] = newest(told, "ana", channel_of(told, what), "This card stays up to date")
    text = seen_as(TEXTS[what][:NAME_LENGTH])

    assert card["blocks"][0]["text"]["text"] == text.strip()
    assert sum(text.strip() in one for one in words_in(card)) >= 2
    assert any(seen_as(services(TEXTS[what])).strip() in one for one in words_in(card))
    assert text.strip() in html.unescape(card["notification"])


@every_text
def test_the_topic_shows_the_name_as_typed(told, what):
    topic = next(one for one in told.channels("ana") if one["id"] == channel_of(told, what))["topic"]
    typed = " ".join(seen_as(TEXTS[what][:NAME_LENGTH]).split())

    assert html.unescape(topic).startswith(f"{KEYS[what]} · {typed}"[:200])


@every_text
def test_the_offer_shows_title_why_and_done_means_as_typed(told, what):
    offers = [one for one in newest(told, "tom", None, f"{KEYS[what]}-") if "Why" in words_in(one)]
    text = seen_as(TEXTS[what])

    assert len(offers) == 2
    for offer, last in zip(offers, ("asked", "declined"), strict=True):
        assert text[:TITLE_LENGTH].strip() in words_in(offer)
        assert words_in(offer).count(text) == (2 if text != text[:TITLE_LENGTH].strip() else 3) + 1
        assert last in " ".join(words_in(offer))


@every_text
def test_the_announcement_and_the_answers_show_the_title_and_the_words(told, what):
    text = seen_as(TEXTS[what])
    announced = newest(told, "ana", channel_of(told, what), "now belongs to")
    answered = newest(told, "dana", None, f"{KEYS[what]}-")

    assert [text[:TITLE_LENGTH].strip() in words_in(one) for one in announced] == [True, True]
    assert [text in words_in(one) for one in answered] == [True, True]
    assert [text[:TITLE_LENGTH].strip() in html.unescape(one["notification"]) for one in answered] == [True, True]


@every_text
def test_the_thread_and_the_round_show_the_answer_as_typed(told, what):
    text = seen_as(TEXTS[what])
    channel = channel_of(told, what)
    [reply] = [one for one in newest(told, "ana", channel, "Difficulties") if one["thread_ts"]]
    [parent] = newest(told, "ana", channel, "The answers are in the thread")

    assert words_in(reply).count(text) == 3
    assert any(text[:249].strip() in one for one in words_in(parent))


@every_text
def test_status_shows_name_and_titles_as_typed(told, what):
    seen = told.types("ana", f"/project status {KEYS[what]}")
    wrong = more_than_words({"text": seen.ephemeral["text"], "blocks": seen.blocks})

    assert seen.blocks[0]["text"]["text"] == seen_as(TEXTS[what][:NAME_LENGTH]).strip()
    assert shows({"blocks": seen.blocks}, seen_as(TEXTS[what][:TITLE_LENGTH]).strip())
    assert wrong == []


def test_home_and_the_list_of_projects_show_the_words_as_typed(told):
    published = payload_of(told.driver.calls("views.publish")[-1]["arguments"])
    listed = told.types("tom", "/project")
    newest_names = [seen_as(TEXTS[what][:NAME_LENGTH]).strip() for what in list(TEXTS)[-8:]]

    assert [name for name in newest_names if not shows(published, name)] == []
    assert [name for name in newest_names if not shows({"blocks": listed.blocks}, name)] == []
    assert more_than_words({"blocks": listed.blocks}) == []
