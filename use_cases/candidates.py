"""Who could do a task, while it is being delegated; and whether whoever got it has the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import day_words, local_date, zone_of
from domain.candidates import Candidate, TimeLeft, best_first, candidate_for, delegated_minutes
from domain.capacity import PersonWeek, monday_of
from domain.hours import hours_words, minutes_or_problems
from domain.identity import UserId
from domain.money import Currency, cost_of
from domain.projects import Project
from domain.skills import LOWEST, Skill, offered_skills
from domain.staffing import workers
from domain.tasks import Task
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.capacity import weeks_of
from use_cases.catalogue import OfferedSkill, chosen_skill
from use_cases.difficulty_cards import project_of_difficulty, refuse_unless_in
from use_cases.finding import gone_among, visible

CANDIDATES_SHOWN = 6
USUAL_WINDOW = timedelta(days=27)
LONGEST_WINDOW = timedelta(days=364)


@dataclass(frozen=True)
class FindCandidates:
    """Who masters this skill well enough and has time? `estimate` is in hours as typed; without a date four weeks."""

    actor: Actor
    project_id: str
    skill_id: str
    level: int = LOWEST
    due: date | None = None
    estimate: str = ""
    difficulty_id: str | None = None


@dataclass(frozen=True)
class FoundCandidates:
    """The best of them, what is needed of them by when, and what the estimated hours cost, in words."""

    skill_id: str
    skill_name: str
    level: int
    minutes: int
    until: date
    cost: str
    lines: tuple[Candidate, ...]
    beyond: int


@read_only
def find_candidates(order: FindCandidates, tx: Transaction, now: datetime) -> Named[FoundCandidates]:
    """Everybody who masters the skill, ranked for this need, for whoever may delegate it."""
    project = visible(tx.projects.get(order.project_id), order.actor)
    _require(order, project, tx)
    skill = chosen_skill(order.skill_id, tx)
    today = local_date(now, zone_of(project.zone))
    until = min(max(order.due or today + USUAL_WINDOW, today), today + LONGEST_WINDOW)
    minutes = minutes_or_problems(order.estimate, "estimate")[0] or 0
    every = ranked(skill.id, order.level, minutes, today, until, project, tx, now)
    found = FoundCandidates(
        skill.id,
        skill.name,
        order.level,
        minutes,
        until,
        _cost(skill, minutes, tx),
        every[:CANDIDATES_SHOWN],
        max(0, len(every) - CANDIDATES_SHOWN),
    )
    return tx.people.named(found)


def _require(order: FindCandidates, project: Project, tx: Transaction) -> None:
    if order.difficulty_id is None:
        permissions.require(order.actor, Action.DELEGATE, project)
        return
    difficulty = tx.difficulties.get(order.difficulty_id)
    permissions.require(order.actor, Action.HANDLE_DIFFICULTY, project_of_difficulty(difficulty, order.actor, tx))
    refuse_unless_in(difficulty, project)


def ranked(
    skill_id: str,
    level: int,
    minutes: int,
    first: date,
    until: date,
    project: Project,
    tx: Transaction,
    now: datetime,
) -> tuple[Candidate, ...]:
    """Everybody who masters a skill, the best first for these minutes of it at this level between two days."""
    levels = {one.person: one.level_at(now) for one in tx.skills.holders([skill_id])}
    gone = gone_among(levels, tx)
    counted = {person: held for person, held in levels.items() if held is not None and person not in gone}
    left, here = times_left(counted, first, until, project, tx), set(workers(project))
    return best_first(
        candidate_for(person, held, left[person], person in here, level, minutes) for person, held in counted.items()
    )


def times_left(
    people: Collection[UserId], first: date, until: date, project: Project, tx: Transaction, besides: str = ""
) -> dict[UserId, TimeLeft]:
    """What each has free between two days, both included, and what the tasks they have already will take of it.

    Free is what no other project has booked; of the tasks all count that are due by then but the one `besides`.
    """
    weeks = weeks_of(people, first, until, tx, besides=project.id)
    tasks = tx.tasks.minutes_left(people, until, besides)
    booked = _booked_between(weeks, first, until, tx)
    return {
        person: TimeLeft(
            sum(one.free_between(first, until) for one in weeks[person]),
            delegated_minutes(tasks.get(person, {}), booked[person], project.id),
        )
        for person in people
    }


def _booked_between(
    weeks: Mapping[UserId, tuple[PersonWeek, ...]], first: date, until: date, tx: Transaction
) -> dict[UserId, Counter[str]]:
    """What each project has booked of each person between two days: of a week that lies in part between, a share."""
    booked: dict[UserId, Counter[str]] = {person: Counter() for person in weeks}
    by_week = {(person, one.week): one for person, several in weeks.items() for one in several}
    for one in tx.capacity.bookings(weeks, monday_of(first), monday_of(until)):
        share = by_week[one.person, one.week].share_between(one.minutes, first, until)
        booked[one.person][one.project_id] += share
    return booked


def _cost(skill: Skill, minutes: int, tx: Transaction) -> str:
    if skill.hourly_rate is None or not minutes:
        return ""
    workspace = tx.workspaces.get()
    currency = Currency(workspace.currency, workspace.country)
    return currency.words(cost_of(minutes, skill.hourly_rate, currency))


def skills_offered(tx: Transaction) -> tuple[OfferedSkill, ...]:
    """The skills that a task may need; none where the catalogue is empty."""
    return tuple(OfferedSkill(one.id, one.name) for one in offered_skills(tx.skills.catalogue().values()))


def time_warnings(task: Task, project: Project, tx: Transaction, now: datetime) -> tuple[str, ...]:
    """A sentence when whoever has a task has less time until it is due than it is estimated at; allowed all the same.

    Nothing is said of a task without an estimate, nor of one that is due more than a year from now.
    """
    today = local_date(now, zone_of(project.zone))
    if task.estimate_minutes is None or not today <= task.due <= today + LONGEST_WINDOW:
        return ()
    left = times_left((task.assignee,), today, task.due, project, tx, task.id)[task.assignee]
    if left.minutes >= task.estimate_minutes:
        return ()
    person = tx.people.get(task.assignee)
    name = person.name if person else "Whoever has it"
    has = f"{name} has {hours_words(left.free_minutes)} free until {day_words(task.due)}"
    if left.delegated_minutes:
        has += f" and other tasks of {hours_words(left.delegated_minutes)} to do by then"
    return (f"{has}, and {task.key} is estimated at {hours_words(task.estimate_minutes)}.",)
