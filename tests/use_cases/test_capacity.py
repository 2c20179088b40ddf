"""How much time people have, who is booked, and what becomes of too full weeks."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.capacity import Leave, monday_of
from domain.notices import PersonBooked
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from message_templates import draw_message
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON, PM, TODAY, TOMORROW
from use_cases.bookings import BookPerson, PrepareBooking, book_person, look_at_booking, prepare_booking
from use_cases.capacity import ShowTeam, ShowTime, show_team, show_time, weeks_of
from use_cases.leave import (
    AddLeave,
    ChangeHours,
    DropLeave,
    PrepareTime,
    add_leave,
    change_hours,
    drop_leave,
    prepare_time,
)

WEEK = timedelta(days=7)
NEXT = monday_of(TODAY) + WEEK


@pytest.fixture
def net(tx):
    make.office(tx)
    return make.project(tx, started=True, team=[ANA, BEN])


def booking(project, hours="16", person=ANA, first=NEXT, last=NEXT, actor=PM):
    return BookPerson(make.actor(actor), project.id, person, first, last, hours)


def book(tx, project, hours="16", **more):
    return book_person(booking(project, hours, **more), tx, NOON)


def weeks(tx, person=ANA, last=NEXT):
    return weeks_of([person], NEXT, last, tx)[person]


def test_whoever_leads_books_somebody_who_is_told_and_has_less_time(tx, net):
    assert book(tx, net, last=NEXT + WEEK) == "NET"

    told = saved.said(tx, PersonBooked)
    assert [one.free for one in weeks(tx, last=NEXT + WEEK)] == [24 * 60, 24 * 60]
    assert [(one.to.person, one.minutes, one.first_week, one.last_week) for one in told] == [
        (ANA, 16 * 60, NEXT, NEXT + WEEK)
    ]


def test_booking_again_replaces_and_nothing_takes_it_back(tx, net):
    book(tx, net, "16")
    book(tx, net, "4,5")
    after_two = weeks(tx)[0].booked

    book(tx, net, "0")

    assert (after_two, weeks(tx)[0].booked) == (270, 0)


@pytest.mark.parametrize("actor", [ANA, BEN, NOBODY, ADMIN])
def test_only_those_who_lead_book(tx, net, actor):
    with pytest.raises(Forbidden):
        book(tx, net, actor=actor)


def test_what_would_be_too_full_is_shown_with_what_every_project_booked(tx, net):
    other = make.project(tx, "OPS", started=True)
    book(tx, other, "30")

    full = look_at_booking(booking(net, "16", last=NEXT + WEEK), tx, NOON).facts

    assert [(one.week, one.booked, one.capacity, one.over) for one in full.weeks] == [(NEXT, 46 * 60, 40 * 60, 6 * 60)]
    assert weeks(tx)[0].booked == 30 * 60  # nothing was saved


def test_the_same_booking_again_counts_once(tx, net):
    book(tx, net, "30")

    assert look_at_booking(booking(net, "40"), tx, NOON).facts.weeks == ()


@pytest.mark.parametrize("hours", ["", "many", "-4", "200", "1e9"])
def test_odd_hours_are_refused_beside_their_field(tx, net, hours):
    with pytest.raises(Refused) as refused:
        book(tx, net, hours)

    assert refused.value.field == "hours"


def test_somebody_who_left_is_not_booked(tx, net):
    make.person(tx, BEN, standing=Standing.DEACTIVATED)

    with pytest.raises(Refused, match="deactivated") as refused:
        book(tx, net, person=BEN)

    assert refused.value.field == "who"


def test_a_private_project_books_only_its_own_people(tx):
    make.office(tx)
    secret = make.project(tx, "SEC", started=True, team=[ANA], channel=make.private_channel("C_SEC"))

    book(tx, secret, person=ANA)
    with pytest.raises(Refused, match="private"):
        book(tx, secret, person=BEN)


def test_what_is_over_books_nobody_and_gives_the_time_back(tx, net):
    book(tx, net)
    over = tx.projects.for_change(net.id)
    tx.projects.change(replace(over, lifecycle=Lifecycle.CANCELLED))

    with pytest.raises(Refused, match="books nobody"):
        prepare_booking(PrepareBooking(make.actor(PM), "NET"), tx, NOON)

    assert weeks(tx)[0].free == 40 * 60


def test_a_project_may_use_what_is_promised_to_it(tx, net):
    book(tx, net, "30")

    assert weeks_of([ANA], NEXT, NEXT, tx, besides=net.id)[ANA][0].free == 40 * 60


def test_the_team_shows_who_is_booked_too_much_first(tx, net):
    other = make.project(tx, "OPS", started=True)
    book(tx, other, "30", person=BEN)
    book(tx, net, "16", person=BEN)

    seen = show_team(ShowTeam(make.actor(ANA), "NET"), tx, NOON).facts

    first, week = seen.lines[0], seen.lines[0].weeks[1]
    assert (first.person, week.booked, week.here, week.over) == (BEN, 46 * 60, 16 * 60, 6 * 60)
    assert [one.person for one in seen.lines[1:]] == sorted([ANA, HEAD, IT, PM, make.RESP])


def test_somebody_who_is_booked_without_a_role_is_in_the_team(tx, net):
    book(tx, net, person=NOBODY)

    assert NOBODY in [one.person for one in show_team(ShowTeam(make.actor(PM), "NET"), tx, NOON).facts.lines]


def test_a_member_without_a_part_does_not_see_the_team(tx, net):
    with pytest.raises(Forbidden):
        show_team(ShowTeam(make.actor(NOBODY), "NET"), tx, NOON)


def test_who_is_off_in_weeks_without_bookings_is_said_to_be_off_and_not_only_without_time(tx, net):
    tx.capacity.add_leave(Leave("month", BEN, monday_of(TODAY), monday_of(TODAY) + timedelta(days=27)))
    tx.capacity.add_leave(Leave("week", ANA, monday_of(TODAY), monday_of(TODAY) + timedelta(days=6)))
    book(tx, net, "0", person=BEN)

    drawn = json.dumps(draw_message("team", show_team(ShowTeam(make.actor(PM), "NET"), tx, NOON)).blocks)

    assert "off in all of these weeks (leave)" in drawn
    assert "free 0 h (off: leave), 40 h, 40 h and 40 h" in drawn


def test_a_week_without_time_names_holidays_and_the_projects_that_booked_it_but_not_those_one_must_not_know(tx, net):
    secret = make.project(tx, "SEC", started=True, team=[ANA], channel=make.private_channel("C_SEC"))
    tx.workspaces.keep(replace(tx.workspaces.get(), country="DE"))
    christmas = NEXT + 2 * WEEK
    for one, hours in ((make.project(tx, "OPS", started=True), "30"), (secret, "10"), (net, "2")):
        book(tx, one, hours, first=christmas, last=christmas)

    team = show_team(ShowTeam(make.actor(BEN), "NET"), tx, NOON)

    week = next(one for one in team.facts.lines if one.person == ANA).weeks[3]
    drawn = json.dumps(draw_message("team", team).blocks)
    assert (week.others, week.away, week.holiday) == (("OPS", ""), 480, 480)
    assert "8 h off (public holidays); booked by OPS, another project" in drawn


def test_weeks_that_have_passed_are_not_shown(tx, net):
    seen = show_team(ShowTeam(make.actor(PM), "NET", week=TODAY - timedelta(days=90)), tx, NOON).facts

    assert (seen.week, seen.earlier) == (monday_of(TODAY), None)


def test_ones_own_time_shows_every_booking_and_only_hours_of_projects_that_the_reader_must_not_know(tx, net):
    secret = make.project(tx, "SEC", started=True, team=[ANA], channel=make.private_channel("C_SEC"))
    book(tx, net, "10")
    book(tx, secret, "20")

    mine = show_time(ShowTime(make.actor(ANA)), tx, NOON).facts.weeks[1]
    seen = show_time(ShowTime(make.admin(), ANA), tx, NOON).facts.weeks[1]

    assert [(one.project_key, one.minutes) for one in mine.bookings] == [("NET", 600), ("SEC", 1200)]
    assert [(one.project_key, one.minutes) for one in seen.bookings] == [("NET", 600), ("", 1200)]
    assert seen.week.free == 10 * 60


@pytest.mark.parametrize("reader", [PM, BEN])
def test_the_time_of_others_is_for_those_who_look_after_it(tx, net, reader):
    with pytest.raises(Forbidden):
        show_time(ShowTime(make.actor(reader), ANA), tx, NOON)


def test_leave_takes_the_week_and_taken_out_gives_it_back(tx, net):
    add_leave(AddLeave(make.actor(ANA), ANA, NEXT, NEXT + timedelta(days=4)), tx, NOON)
    gone = weeks(tx)[0]
    leave = show_time(ShowTime(make.actor(ANA)), tx, NOON).facts.leave[0]

    assert drop_leave(DropLeave(make.actor(ANA), leave.id), tx, NOON) == ANA

    assert (gone.capacity, weeks(tx)[0].capacity) == (0, 40 * 60)


def test_leave_over_leave_is_refused(tx, net):
    tx.capacity.add_leave(Leave("l", ANA, NEXT, NEXT))

    with pytest.raises(Refused, match="overlaps"):
        add_leave(AddLeave(make.actor(HEAD), ANA, TOMORROW, NEXT), tx, NOON)


def test_others_take_out_no_leave(tx, net):
    tx.capacity.add_leave(Leave("l", ANA, NEXT, NEXT))

    with pytest.raises(Forbidden):
        drop_leave(DropLeave(make.actor(BEN), "l"), tx, NOON)

    assert tx.capacity.one_leave("l").person == ANA


def test_a_part_time_week_counts_on_its_own_days(tx, net):
    change_hours(ChangeHours(make.actor(ANA), ANA, "19,5", (0, 2, 3)), tx, NOON)

    days = dict(weeks(tx)[0].days)
    assert [days[NEXT + timedelta(days=n)] for n in range(5)] == [390, 0, 390, 390, 0]
    assert prepare_time(PrepareTime(make.actor(ANA), ANA), tx, NOON).facts.is_usual is False


@pytest.mark.parametrize(("hours", "days", "field"), [("0", (0,), "hours"), ("200", (0,), "hours"), ("40", (), "days")])
def test_an_odd_week_is_refused_beside_its_field(tx, net, hours, days, field):
    with pytest.raises(Refused) as refused:
        change_hours(ChangeHours(make.actor(ANA), ANA, hours, days), tx, NOON)

    assert refused.value.field == field
