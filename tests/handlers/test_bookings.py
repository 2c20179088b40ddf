"""Booking by a form that shows too full weeks before it books all the same; leave and the team by commands."""

from datetime import date

import pytest

from domain.capacity import Booking, monday_of
from domain.notices import PersonBooked
from tests import make
from tests.handlers.office import filled, read, words_in
from tests.handlers.requests import BOOKING, by_admin, opened_by, send
from tests.make import ADMIN, ANA, BEN, NOBODY, NOON, PM
from use_cases.levels import JudgeLevel, judge_level

MONDAY = date(2026, 12, 7)
TOO_FULL = {**BOOKING, "first_week": "2026-12-07", "last_week": "2026-12-08", "hours": "46"}


@pytest.fixture
def net(office):
    return office.inside(lambda tx: make.project(tx, started=True))


def booked(office):
    return office.inside(lambda tx: tx.capacity.bookings([ANA], MONDAY, MONDAY))


def form(office, person=PM, **given):
    return opened_by(office, "book_person", "NET", person, **{**TOO_FULL, **given})


def test_too_full_weeks_are_shown_first_and_booked_when_it_is_sent_again(office, net):
    person, view = form(office)

    shown = send(office, (person, view)).said["view"]
    before = booked(office)
    again = {**view, "private_metadata": shown["private_metadata"], "hash": "h2"}
    sent = send(office, (person, again))

    assert "Ana would be over-booked" in read(shown)
    assert "46 h of 40 h, 6 h too much" in read(shown)
    assert before == []
    assert booked(office) == [Booking(net.id, ANA, MONDAY, 46 * 60)]
    assert "over-booked" in read(sent.said)
    assert len(office.waiting(PersonBooked)) == 1


def test_what_a_stage_needs_is_booked_with_who_could_do_it_in_sight_also_beside_the_warning(office, net):
    stage = office.inside(make.stage, net)
    office.inside(lambda tx: judge_level(JudgeLevel(make.admin(), ANA, "networking", 3), tx, NOON))
    office.phone(PM).press("stage_candidates", element={"value": stage.id})
    asked = office.slack.told("answer")[-1]
    (book,) = [one["accessory"] for one in asked["blocks"] if "accessory" in one]

    office.phone(PM).press(book["action_id"], element={"value": book["value"]})
    opened = office.opened()
    warned = send(office, (PM, filled(opened, **TOO_FULL))).said["view"]

    for shown in (opened, warned):
        assert "Ana · Networking 3" in read(shown)
    assert str(monday_of(stage.starts_on)) in str(opened)
    assert str(stage.ends_on) in str(opened)
    assert "Ana would be over-booked" in read(warned)


def test_other_hours_after_the_warning_are_shown_anew(office, net):
    person, view = form(office)
    shown = send(office, (person, view)).said["view"]
    more = filled(view, **{**TOO_FULL, "hours": "50"})

    heard = send(office, (person, {**more, "private_metadata": shown["private_metadata"], "hash": "h2"}))

    assert "50 h of 40 h, 10 h too much" in read(heard.said)
    assert booked(office) == []


def test_what_fits_is_booked_at_once_and_the_team_is_shown(office, net):
    heard = send(office, form(office, hours="16"))

    assert "7 Dec: 24 h free, 16 h booked, all here" in read(heard.said)
    assert [one.minutes for one in booked(office)] == [16 * 60]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"hours": "200"}, "hours"),
        ({"hours": "x"}, "hours"),
        ({"last_week": "2026-11-30"}, "last_week"),
        ({"first_week": "2026-11-02"}, "first_week"),
    ],
)
def test_what_cannot_be_booked_is_refused_beside_its_field(office, net, given, field):
    heard = send(office, form(office, **given))

    assert list(heard.said["errors"]) == [field]
    assert booked(office) == []


def test_leave_is_entered_for_somebody_and_taken_out_from_the_list(office, net):
    days = {"first_day": "2026-12-07", "last_day": "2026-12-09"}
    entered = send(office, by_admin(office, "add_leave", ANA, **days))
    leave = office.inside(lambda tx: tx.capacity.leave([ANA], MONDAY, MONDAY))[0]

    office.phone(ANA).press("drop_leave", element={"value": leave.id})

    assert "is away from Mon 7 Dec 2026 to Wed 9 Dec 2026" in read(entered.said)
    assert "No leave is entered" in office.told()


def test_a_usual_week_is_saved_and_shown(office):
    heard = send(office, by_admin(office, "set_hours", ANA, hours="19.5", days=["0", "1", "3"]))

    assert "usual week: 19 h 30 min on Mon, Tue, Thu." in read(heard.said)


@pytest.mark.parametrize("verb", ["leave", "team"])
def test_somebody_elses_time_is_not_for_everybody(office, net, verb):
    heard = office.phone(NOBODY).command(f"{verb} <@{ANA}|ana>")

    assert "may see the hours and leave of somebody else" in read(heard.said)
    assert "ask_them" not in str(heard.said)


@pytest.mark.parametrize("verb", ["leave", "team"])
def test_those_who_look_after_peoples_time_see_that_of_others(office, net, verb):
    heard = office.phone(ADMIN).command(f"{verb} <@{BEN}|ben>")

    assert "Ben's usual week: 40 h on Mon to Fri" in read(heard.said)


def test_a_word_that_is_nobody_is_told(office):
    assert "“tomorrow” is not a person" in words_in(office.phone(ANA).command("leave tomorrow").said)


@pytest.mark.parametrize("value", ["NET 2027-13-77 0", "NET", "NET x y", "NET 2026-12-07 99999"])
def test_odd_values_of_a_button_show_the_team_from_its_beginning(office, net, value):
    office.phone(PM).press("show_team@later", element={"value": value})

    assert "The team's time" in office.told()
