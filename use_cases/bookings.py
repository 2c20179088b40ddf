"""Booking people's hours for a project, with what becomes of their weeks said before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import day_words, local_date, zone_of
from domain.capacity import Booking, booking_problems, monday_of, weeks_between
from domain.demands import stage_label
from domain.history import Act, Change
from domain.hours import hours_words, typed_minutes
from domain.identity import UserId
from domain.notices import PersonBooked, ToPerson
from domain.projects import ChannelKind, Project, refuse_if_over
from domain.refusals import Problem, refuse_if_any
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import WeekLine, weeks_of
from use_cases.finding import account_problems, find_project, visible
from use_cases.gate import settle_gate
from use_cases.means import note_those_using
from use_cases.stage_candidates import NeedCandidates, candidates_of_need, window_of

NOT_ON_IT = "This project is private, and they are not on it. Give them a role in it first: see assign."
SO = " and books nobody any more"


@dataclass(frozen=True)
class PrepareBooking:
    """Open the form for the project of this key; from what a stage needs, named by ids, with who could do it."""

    actor: Actor
    key: str
    stage_id: str = ""
    need_id: str = ""


@dataclass(frozen=True)
class NeedToBook:
    """What a stage needs and who could do it, best first, between two days, both included."""

    stage_id: str
    stage_words: str
    first_day: date
    last_day: date
    found: NeedCandidates


@dataclass(frozen=True)
class BookingForm:
    """For which project, and the week to begin with; for what somebody is booked, where it was opened from a need."""

    project_id: str
    project_key: str
    project_name: str
    first_week: date
    need: NeedToBook | None


@dataclass(frozen=True)
class BookPerson:
    """So many hours a week, as typed, of one person from the week of one day to the week of another; 0 takes back."""

    actor: Actor
    project_id: str
    person: UserId
    first_week: date
    last_week: date
    hours: str


@dataclass(frozen=True)
class Overbooked:
    """The weeks in which a person would be booked for more than they work, as they would be then."""

    person: UserId
    weeks: tuple[WeekLine, ...]


@read_only
def prepare_booking(order: PrepareBooking, tx: Transaction, now: datetime) -> Named[BookingForm]:
    """The form, for whoever may book people for the project."""
    project = find_project(order.actor, order.key, None, tx)
    permissions.require(order.actor, Action.BOOK_PEOPLE, project)
    refuse_if_over(project, SO)
    need = _need_to_book(order, project, tx, now)
    first = need.first_day if need else local_date(now, zone_of(project.zone))
    return tx.people.named(BookingForm(project.id, project.key, project.name, monday_of(first), need))


def _need_to_book(order: PrepareBooking, project: Project, tx: Transaction, now: datetime) -> NeedToBook | None:
    needed = candidates_of_need(order.stage_id, order.need_id, project, tx, now) if order.need_id else None
    if needed is None:
        return None
    stage, found = needed
    days = window_of(stage, local_date(now, zone_of(project.zone)))
    return NeedToBook(stage.id, stage_label(stage), *days, found)


@read_only
def look_at_booking(order: BookPerson, tx: Transaction, now: datetime) -> Named[Overbooked]:
    """The weeks that this booking would make too full; refuses what cannot be booked at all."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    wanted = _wanted(order, project, tx, now)
    full = _overbooked(order.person, wanted, project, tx)
    return tx.people.named(Overbooked(order.person, full))


def book_person(order: BookPerson, tx: Transaction, now: datetime) -> str:
    """Book a person for these weeks in place of what the project had of them there, and tell them; returns its key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    wanted = _wanted(order, project, tx, now)
    first, last, minutes = wanted[0].week, wanted[-1].week, wanted[0].minutes
    before = [one for one in tx.capacity.bookings((order.person,), first, last) if one.project_id == project.id]
    if minutes:
        tx.capacity.book(wanted)
    else:
        tx.capacity.unbook(project.id, order.person, first, last)
    if wanted != before and (minutes or before):
        _write(order, before, wanted, project, tx, now)
    return project.key


def _write(
    order: BookPerson, before: list[Booking], wanted: list[Booking], project: Project, tx: Transaction, now: datetime
) -> None:
    first, last, minutes = wanted[0].week, wanted[-1].week, wanted[0].minutes
    weeks = f"week of {day_words(first)}" if first == last else f"weeks of {day_words(first)} to {day_words(last)}"
    was = hours_words(sum(one.minutes for one in before)) + " in all" if before else ""
    change = Change(weeks, was, f"{hours_words(minutes)} a week" if minutes else "")
    by = order.actor.user_id
    tx.history.add(by, now, Act.BOOKED, project.id, "", (Change("of", people_after=(order.person,)), change))
    if order.person != by:
        told = PersonBooked(ToPerson(order.person), project.key, project.name, first, last, minutes, by)
        tx.outbox.add(told, now)
    settle_gate(project.id, tx, now)
    note_those_using(order.person, tx, besides=project.id)


def _wanted(order: BookPerson, project: Project, tx: Transaction, now: datetime) -> list[Booking]:
    permissions.require(order.actor, Action.BOOK_PEOPLE, project)
    refuse_if_over(project, SO)
    typed = typed_minutes(order.hours)
    minutes = None if typed is None else round(typed)
    today = local_date(now, zone_of(project.zone))
    problems = booking_problems(order.first_week, order.last_week, minutes, today)
    problems += account_problems("who", (order.person,), tx)
    if project.channel.kind is ChannelKind.PRIVATE and order.person not in project.people:
        problems.append(Problem(NOT_ON_IT, "who"))
    refuse_if_any(problems)
    weeks = weeks_between(order.first_week, order.last_week)
    return [Booking(project.id, order.person, week, minutes or 0) for week in weeks]


def _overbooked(person: UserId, wanted: list[Booking], project: Project, tx: Transaction) -> tuple[WeekLine, ...]:
    elsewhere = weeks_of((person,), wanted[0].week, wanted[-1].week, tx, besides=project.id)[person]
    found = []
    for week, booking in zip(elsewhere, wanted, strict=True):
        booked = week.booked + booking.minutes
        if booking.minutes and booked > week.capacity:
            over = booked - week.capacity
            found.append(WeekLine(week.week, week.capacity, booked, booking.minutes, week.away, 0, over))
    return tuple(found)
