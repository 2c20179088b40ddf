"""Answering check-ins from the day's message, the channel or the command."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.living import CheckInPrompt, RoundAnswer, RoundParent
from domain.projects import Lifecycle
from domain.tasks import TaskState
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import checkin, send, things
from tests.make import ANA, NOBODY, NOON, PM, TODAY


@pytest.fixture
def seen(office):
    return things(office)


def answer_of(office, project, person=ANA):
    return office.inside(lambda tx: tx.answers.of_person(project, TODAY, person))


@pytest.mark.parametrize("value", ["prompt", ""])
def test_the_form_opens_from_the_message_of_the_day_and_from_the_round(office, seen, value):
    office.phone(ANA).press("checkin_answer", element={"value": value and seen.prompt})

    assert "NET · Net rollout" in words_in(office.opened())
    assert f"done@{seen.project}" in [block.get("block_id") for block in office.opened()["blocks"]]


def test_an_answer_is_saved_shown_and_counted(office, seen):
    more = {
        f"next__{seen.project}": "Three",
        f"difficulties__{seen.project}": "*Ladder*",
        f"hours__{seen.project}": "1,5",
    }

    heard = send(office, checkin(office, seen.project, **more, **{f"percent__{seen.task}": "40"}))

    answer = answer_of(office, seen.project)
    assert heard.said == {}
    assert (answer.done, answer.next, answer.difficulties, answer.minutes) == ("Mounted two", "Three", "*Ladder*", 90)
    assert office.inside(lambda tx: tx.tasks.get(seen.task)).percent == 40
    assert {type(one) for one in office.waiting()} >= {RoundAnswer, RoundParent}


def test_the_projects_own_questions_are_asked_and_kept_by_their_words(office, seen):
    def ask(tx):
        tx.schedules.keep(replace(tx.schedules.get(seen.project), questions=("Ladders?", "R&D & keys?")))

    office.inside(ask)

    send(office, checkin(office, seen.project, **{f"reply__{seen.project}.2": "Both"}))

    assert answer_of(office, seen.project).extra == {"R&D & keys?": "Both"}
    assert "Both" in words_in(checkin(office, seen.project)[1]["blocks"])


def test_answering_again_changes_the_answer(office, seen):
    send(office, checkin(office, seen.project))

    send(office, checkin(office, seen.project, **{f"done__{seen.project}": "Mounted three"}))

    answer = answer_of(office, seen.project)
    assert answer.done == "Mounted three"
    assert answer.edited_at is not None


def test_what_was_not_moved_in_a_project_that_ended_while_the_form_was_open_is_said(office, seen):
    sent = checkin(office, seen.project, **{f"percent__{seen.task}": "40"})
    over = replace(office.inside(lambda tx: tx.projects.get(seen.project)), lifecycle=Lifecycle.CANCELLED)
    office.inside(lambda tx: tx.projects.change(over))

    heard = send(office, sent)

    assert "NET is cancelled, so" in words_in(heard.said)
    assert "Thank you, your check-in is kept." in words_in(heard.said)
    assert answer_of(office, seen.project).done == "Mounted two"
    assert office.inside(lambda tx: tx.tasks.get(seen.task)).percent != 40


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"hours": "a lot"}, "hours"),
        ({"hours": "25"}, "hours"),
        ({"done": " "}, "done"),
        ({"percent": "101"}, "percent"),
        ({"percent": "half"}, "percent"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(office, seen, given, refused):
    about = {"percent": seen.task}
    typed = {f"{name}__{about.get(name, seen.project)}": value for name, value in given.items()}
    office.forget_what_waits()

    heard = send(office, checkin(office, seen.project, **typed))

    assert set(heard.said["errors"]) == {f"{refused}@{about.get(refused, seen.project)}"}
    assert answer_of(office, seen.project) is None
    assert office.is_silent()


def test_more_projects_than_a_form_holds_come_in_steps_each_saved_as_it_is_sent(office, seen):
    def arrange(tx):
        for number in range(5):
            project = make.project(tx, f"MORE{number}", started=True)
            make.round_of(tx, project)

    office.inside(arrange)
    form = checkin(office, seen.project) if False else first_step(office)
    first = send(office, form)
    view = {**first.said["view"], "id": form[1]["id"], "hash": "h2"}

    second = send(office, (ANA, with_words(view)))

    answered = office.inside(lambda tx: sum(bool(tx.answers.of_round(one, TODAY)) for one in all_projects(tx)))
    assert first.said["response_action"] == "update"
    assert second.said == {}
    assert answered == 6


def first_step(office):
    office.phone(ANA).command("checkin")
    return ANA, with_words(office.opened())


def with_words(view):
    """Something done in every project of this step."""
    blocks = [{"block_id": f"made{number}", **block} for number, block in enumerate(view["blocks"])]
    asked = [block["block_id"] for block in blocks if block["block_id"].startswith("done@")]
    return filled({**view, "blocks": blocks}, **{block.replace("@", "__"): "Something" for block in asked})


def all_projects(tx):
    return [tx.projects.by_key(key).id for key in tx.projects.keys()]


def test_away_shows_in_the_round_and_the_message_of_the_day(office, seen):
    office.phone(ANA).press("checkin_away", element={"value": seen.prompt})

    assert office.inside(lambda tx: tx.prompts.get(seen.prompt)).is_away
    assert {type(one) for one in office.waiting()} >= {RoundParent, CheckInPrompt}


def test_a_form_sent_after_the_round_closed_is_kept_as_late(office, seen):
    form = checkin(office, seen.project)
    office.inside(lambda tx: tx.rounds.close(tx.rounds.of_day(seen.project, TODAY).id))
    office.now += timedelta(hours=5)

    send(office, form)

    assert answer_of(office, seen.project).late


@pytest.mark.parametrize("person", [PM, NOBODY])
def test_who_is_asked_nowhere_is_told_so(office, seen, person):
    heard = office.phone(person).command("checkin")

    assert "nothing to answer" in words_in(heard.said)
    assert office.slack.told("views.open") == []


def test_nobody_answers_with_a_form_that_was_made_for_somebody_else(office, seen):
    heard = send(office, (NOBODY, checkin(office, seen.project)[1]))

    assert heard.said["response_action"] == "errors"
    assert answer_of(office, seen.project, NOBODY) is None


def test_only_a_percent_that_was_changed_in_the_form_is_reported(office, net):
    moved, same = (office.inside(make.task, net, TaskState.ACCEPTED, percent=20) for _ in range(2))
    form = checkin(office, net.id, **{f"percent__{moved.id}": "50"})
    office.inside(lambda tx: tx.tasks.change(same, same.progressed(80, ANA, NOON), tx.projects.for_change(net.id)))

    heard = send(office, form)

    assert "errors" not in heard.said
    assert [office.inside(lambda tx, one=one: tx.tasks.get(one.id).percent) for one in (moved, same)] == [50, 80]


def test_what_nobody_asked_for_is_kept_and_said_so(office):
    office.now += timedelta(days=3)
    net = office.inside(make.project, started=True, now=office.now)
    form = checkin(office, net.id, **{f"hours__{net.id}": "1h30"})

    heard = send(office, form)

    asked, receipt = words_in(form[1]), words_in(heard.said["view"])
    assert "not a working day here; what you send is kept" in asked
    assert "your check-in is kept" in receipt
    assert "Net rollout, Sat 5 Dec 2026, 1 h 30 min: no round asks for it" in receipt
    assert "submit" not in heard.said["view"]


def test_the_last_plan_is_quoted_and_no_field_is_filled_in(office, seen):
    planned = {f"next__{seen.project}": "Mount the third"}
    send(office, checkin(office, seen.project, **planned))
    office.inside(lambda tx: make.round_of(tx, tx.projects.get(seen.project), make.TOMORROW))
    office.inside(lambda tx: tx.rounds.close(tx.rounds.of_day(seen.project, TODAY).id))

    office.phone(ANA).command("checkin")

    typed = [block["element"].get("initial_value") for block in office.opened()["blocks"] if block["type"] == "input"]
    assert "You planned: Mount the third" in words_in(office.opened())
    assert "Mount the third" not in typed


def test_only_with_another_project_beside_it_a_project_may_be_left_empty_and_the_form_says_so(office, seen):
    office.phone(ANA).command("checkin")
    alone = words_in(office.opened())
    office.inside(lambda tx: make.round_of(tx, make.project(tx, "WEB", started=True)))

    office.phone(ANA).command("checkin")

    hint = "Leave it empty if there is no news; it then stays open."
    assert (alone.count(hint), words_in(office.opened()).count(hint)) == (0, 2)


def test_answer_in_a_projects_channel_is_about_that_project(office, seen):
    office.inside(lambda tx: make.round_of(tx, make.project(tx, "ALPHA", started=True)))
    here = {"channel": {"id": seen.channel, "name": "net-rollout"}}

    office.phone(ANA).press("checkin_answer", element={"value": ""}, **here)
    office.phone(NOBODY).press("checkin_answer", element={"value": ""}, **here)

    headings = [block["text"]["text"] for block in office.opened()["blocks"] if block["type"] == "header"]
    assert headings == ["NET · Net rollout", "ALPHA · Alpha rollout"]
    assert "not on the team of NET" in office.told()


@pytest.mark.parametrize(("chosen", "severity"), [(..., "medium"), ("critical", "critical"), ("mention", None)])
def test_what_is_difficult_is_followed_up_as_it_was_chosen(office, seen, chosen, severity):
    typed = {f"difficulties__{seen.project}": "No key"} | (
        {} if chosen is ... else {f"severity__{seen.project}": chosen}
    )

    heard = send(office, checkin(office, seen.project, **typed))

    told = [one for one in office.inside(lambda tx: tx.difficulties.all_in(seen.project, 9)) if one.what == "No key"]
    assert heard.said.get("response_action") != "errors"
    assert [one.severity for one in told] == ([severity] if severity else [])
