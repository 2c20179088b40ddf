"""Reporting a difficulty by command, button and message, through Bolt."""

import pytest

from domain.difficulties import Severity
from domain.living import DifficultyCard
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import report, send
from tests.make import ANA, BEN, NOBODY, PM, TOMORROW, YESTERDAY


def kept(office, key="NET-D1"):
    return office.inside(lambda tx: tx.difficulties.by_key(key))


def initial(view, block):
    element = next(one["element"] for one in view["blocks"] if one["block_id"] == block)
    return element.get("initial_value") or (element.get("initial_option") or {}).get("value")


def test_what_was_typed_after_the_key_is_filled_in(office, net):
    office.phone(ANA).command("difficulty net no ladder")

    assert initial(office.opened(), "what") == "no ladder"


def test_a_report_from_elsewhere_is_saved_and_says_where_its_card_is(office, net):
    task = office.inside(make.task, net)
    given = {"category": "supplier", "impact": "1,5", "needed_by": str(TOMORROW), f"task_id__{net.id}": task.id}

    heard = send(office, report(office, **given))

    saved = kept(office)
    assert "NET-D1 is reported; its card is in the project's channel." in words_in(heard.said)
    assert (saved.what, saved.severity, saved.impact_minutes) == ("No ladder", Severity.HIGH, 90)
    assert (saved.needed_by, saved.task_id) == (TOMORROW, task.id)


def test_a_card_that_cannot_be_posted_yet_is_promised_for_when_the_channel_is_back(office):
    office.inside(make.project, started=True, channel=make.broken_channel("is_archived", "C_NET"))

    heard = send(office, report(office))

    assert "NET-D1 is reported; its card follows when the project's channel is back." in words_in(heard.said)


def test_in_the_projects_channel_the_card_says_it(office, net):
    office.phone(ANA).command("difficulty", channel_id="C_NET")
    form = ANA, filled(office.opened(), what="No ladder", severity="low")

    heard = send(office, form)

    assert heard.said == {}
    assert len(office.waiting(DifficultyCard)) >= 1


def test_everything_wrong_stands_beside_its_field(office, net):
    heard = send(office, report(office, what="", severity=None, impact="-1", needed_by=str(YESTERDAY)))

    assert set(heard.said["errors"]) == {"what", "severity", "impact", "needed_by"}
    assert office.is_silent()


def test_a_message_is_reported_with_its_words_and_a_link_to_it(office, net):
    message = {"ts": "1608093938.001200", "user": BEN, "text": f"<@{ANA}> no ladder &amp; no lift"}
    office.phone(ANA)._interact(
        "message_action",
        callback_id="report_difficulty_shortcut",
        message=message,
        team={"id": "T1", "domain": "nordlicht"},
        channel={"id": "C_NET", "name": "net-rollout"},
    )
    view = office.opened()

    send(office, (ANA, filled(view, severity="low")))

    assert kept(office).what == "@Ana no ladder & no lift"
    assert kept(office).source == "https://nordlicht.slack.com/archives/C_NET/p1608093938001200"
    assert kept(office).source_by == BEN


def test_from_a_message_elsewhere_the_project_is_chosen_and_what_was_typed_stays(office, net):
    ops = office.inside(make.project, "OPS", started=True)
    office.phone(ANA).message_shortcut("report_difficulty_shortcut")
    assert initial(office.opened(), "project") is None
    view = filled(office.opened(), what="Changed words", project=ops.id)

    office.phone(ANA).press(
        "value", "project", {"type": "static_select", "selected_option": {"value": ops.id}}, view=view
    )
    changed = office.opened("views.update")

    assert initial(changed, "project") == ops.id
    assert initial(changed, "what") == "Changed words"
    assert f"task_id@{ops.id}" in [one["block_id"] for one in changed["blocks"]]


def test_the_project_that_is_chosen_counts_even_when_the_form_was_not_redrawn(office, net):
    ops = office.inside(make.project, "OPS", started=True)
    office.phone(ANA).message_shortcut("report_difficulty_shortcut")

    for chosen in (ops, net):
        form = filled(office.opened(), what="No ladder", severity="low", project=chosen.id)
        send(office, (ANA, {**form, "id": f"V{chosen.key}"}))

    assert kept(office, "OPS-D1").project_id == ops.id
    assert kept(office, "NET-D1").project_id == net.id


def test_a_button_opens_the_form_of_its_project(office, net):
    office.phone(ANA).press("report_difficulty", element={"value": "NET"})

    assert "Net rollout" in words_in(office.opened())


@pytest.mark.parametrize(("typed", "found"), [("", 2), ("mount", 2), ("NET-2", 1), ("zzz", 0)])
def test_tasks_are_offered_while_somebody_types(office, net, typed, found):
    office.inside(make.task, net)
    office.inside(make.task, net, title="Mount" + " x" * 60)
    _, view = report(office)

    heard = office.phone(ANA).suggest(typed, view, f"task_id@{net.id}")

    assert len(heard.said["options"]) == found
    assert all(len(one["text"]["text"]) <= 75 for one in heard.said["options"])


def test_nobody_without_a_role_gets_the_form_or_the_tasks_of_a_private_project(office):
    secret = office.inside(make.project, "SEC", channel=make.private_channel())
    office.inside(make.task, secret)
    _, view = report(office, PM, "SEC")

    heard = office.phone(NOBODY).suggest("", view, f"task_id@{secret.id}")
    office.phone(NOBODY).command("difficulty SEC")

    assert heard.said == {"options": []}
    assert len(office.slack.told("views.open")) == 1


def test_a_key_shows_one_difficulty_to_nobody_but_who_asked(office, net):
    office.inside(make.difficulty, net)

    heard = office.phone(ANA).command("difficulty net-d1")

    assert "The ladder has not come" in words_in(heard.said)
    assert heard.said["response_type"] == "ephemeral"
    assert "There is no difficulty NET-D9." in words_in(office.phone(ANA).command("difficulty NET-D9").said)
