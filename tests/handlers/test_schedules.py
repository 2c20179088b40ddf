"""Changing when a project checks in, with a look at what that would mean."""

from datetime import time

import pytest

from domain.notices import ScheduleChanged
from tests import make
from tests.handlers.office import filled, words_in
from tests.handlers.requests import previewed, schedule, send
from tests.make import ANA, PM, RESP

pytestmark = pytest.mark.usefixtures("net")


def saved(office, net):
    return office.inside(lambda tx: tx.schedules.get(net.id))


def test_the_form_is_opened_with_the_check_ins_as_they_are(office, net):
    _, view = schedule(office)

    drawn = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert [one["value"] for one in drawn["days"]["initial_options"]] == ["0", "1", "2", "3", "4"]
    assert (drawn["at"]["initial_time"], drawn["zone"]["initial_option"]["value"]) == ("09:30", "UTC")
    assert drawn["open_for"]["initial_value"] == "6"


def test_what_was_filled_in_is_saved_and_said(office, net):
    more = {"days": ["0", "6"], "zone": "Asia/Kathmandu", "open_for": "1h30", "questions": "Keys & ladders?"}

    heard = send(office, schedule(office, at="16:45", **more))

    kept = saved(office, net)
    assert (kept.at, kept.zone, kept.days, kept.open_minutes) == (time(16, 45), "Asia/Kathmandu", (0, 6), 90)
    assert kept.questions == ("Keys & ladders?",)
    assert "its channel is told" in words_in(heard.said)
    assert len(office.waiting(ScheduleChanged)) == 1


def test_in_the_projects_own_channel_the_form_only_closes(office, net):
    office.phone(PM).command("schedule", channel_id=net.channel.id)

    heard = send(office, (PM, filled(office.opened(), at="16:45")))

    assert heard.said == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"days": []}, "days"),
        ({"zone": None}, "zone"),
        ({"open_for": "25"}, "open_for"),
        ({"open_for": ""}, "open_for"),
        ({"at": None}, "at"),
        ({"questions": "a\nb\nc\nd"}, "questions"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(office, net, given, field):
    before = saved(office, net)

    heard = send(office, schedule(office, **given))

    assert list(heard.said["errors"]) == [field]
    assert saved(office, net) == before
    assert office.is_silent()


def test_the_preview_lies_on_the_form_and_the_form_can_be_sent_as_it_was_typed(office, net):
    form = schedule(office, at="16:45", questions="Keys?")

    seen = previewed(office, form)

    assert "Thu 3 Dec 2026 at 16:45" in _spoken(seen)
    assert saved(office, net).at == time(9, 30)
    send(office, form)
    assert (saved(office, net).at, saved(office, net).questions) == (time(16, 45), ("Keys?",))


def test_another_person_can_be_looked_at_with_what_was_typed(office, net):
    office.inside(make.person, RESP, zone="America/New_York")
    seen = previewed(office, schedule(office, at="16:45"))
    assert "Ana" in _spoken(seen)

    chosen = {"type": "static_select", "selected_option": {"value": RESP}}
    office.phone(PM).press("value", "person", chosen, view=seen, container={"type": "view", "view_id": seen["id"]})

    after = _spoken(office.opened("views.update"))
    assert "Resp" in after
    assert "Thu 3 Dec 2026 at 11:45" in after
    assert "opens at 16:45, UTC" in after


def test_a_preview_of_something_wrong_says_what_and_the_form_stays(office, net):
    seen = previewed(office, schedule(office, open_for="a while"))

    assert "15 minutes to 24 hours" in words_in(seen)
    assert office.is_silent()


def test_the_status_of_those_who_lead_has_the_button(office, net):
    shown = [words_in(office.phone(person).command("status NET").said) for person in (PM, ANA)]

    assert ["Check-in times" in one for one in shown] == [True, False]


def _spoken(view):
    return " ".join(words_in(view).split())
