"""Which projects a person answers for now, and on which round date each answer counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.calendars import end_of_day, local_date, zone_of
from domain.checkins import Prompt, Round, RoundState
from domain.difficulties import Severity
from domain.identity import UserId
from domain.projects import Project
from domain.schedules import Schedule
from storage.transactions import Transaction
from use_cases.project_facts import TaskLine

PROJECTS_ASKED = 40
TASKS_IN_A_SECTION = 5
DIFFICULTIES_IN_A_SECTION = 3


class Unasked(StrEnum):
    """Why no round asks for this day."""

    NOT_WORKED = "not worked"
    NO_ROUND = "no round"


@dataclass(frozen=True)
class OwnQuestion:
    """A question that only this project asks, and what was answered to it."""

    asked: str
    reply: str = ""


@dataclass(frozen=True)
class OwnDifficulty:
    """Something that the person reported before and that is still open."""

    key: str
    what: str


@dataclass(frozen=True)
class Section:
    """One project of a check-in; an instant that is None has no round behind it yet.

    `planned` is what the last answer before this one called next; of a day on which nobody asks, `unasked` says why.
    Without a `severity` what is difficult is only told in the round.
    """

    project_id: str
    project_key: str
    project_name: str
    round_day: date
    opens_at: datetime | None
    closes_at: datetime | None
    is_open: bool
    is_late: bool
    answered: bool
    done: str = ""
    next: str = ""
    difficulties: str = ""
    minutes: int = 0
    planned: str = ""
    unasked: Unasked | None = None
    tasks: tuple[TaskLine, ...] = ()
    questions: tuple[OwnQuestion, ...] = ()
    severity: Severity | None = Severity.MEDIUM
    still_difficult: tuple[OwnDifficulty, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A project and the round date that an answer given now counts for."""

    project: Project
    day: date
    round: Round | None = None
    opens_at: datetime | None = None

    @property
    def is_posted(self) -> bool:
        """Whether an answer given now is shown in a round."""
        return self.round is not None and self.round.state is not RoundState.SKIPPED


def sections_of(person: UserId, prompt: Prompt | None, tx: Transaction, now: datetime) -> list[Section]:
    """The person's sections: open rounds, those of the prompt, and rounds that open before their day ends."""
    return [_section(slot, person, tx, now) for slot in slots_of(person, prompt, tx, now)]


def slots_of(person: UserId, prompt: Prompt | None, tx: Transaction, now: datetime) -> list[Slot]:
    """Where an answer counts, a slot for each active project: open rounds, then closed ones, then those to come.

    A prompt whose day is over is only about its own rounds: what is asked today has a message of its own.
    """
    projects = _asked_in(person, tx)
    own = [one for one in tx.rounds.of_prompt(prompt.id) if not one.was_stopped] if prompt else []
    is_over = prompt is not None and prompt.ends_at <= now
    slots: dict[str, Slot] = {}
    for one in own if is_over else tx.rounds.open_of(person) + own:
        if one.project_id in projects:
            slots.setdefault(one.project_id, Slot(projects[one.project_id], one.day, one, one.opens_at))
    for slot in () if is_over else _coming(person, projects, tx, now):
        slots.setdefault(slot.project.id, slot)
    return sorted(slots.values(), key=_urgency)


def _urgency(slot: Slot) -> tuple[bool, bool, str]:
    is_open = slot.round is not None and slot.round.state is RoundState.OPEN
    return not is_open, slot.round is None, slot.project.key


def any_slots_of(person: UserId, tx: Transaction, now: datetime) -> list[Slot]:
    """The same for somebody who answers unasked: without a round, the person's current day counts."""
    today = current_day(person, tx, now)
    slots = {slot.project.id: slot for slot in slots_of(person, tx.prompts.of_day(person, today), tx, now)}
    for project in _asked_in(person, tx).values():
        slots.setdefault(project.id, Slot(project, today, tx.rounds.of_day(project.id, today)))
    return list(slots.values())


def current_day(person: UserId, tx: Transaction, now: datetime) -> date:
    """The date on the person's own calendar."""
    known = tx.people.get(person)
    return local_date(now, zone_of(known.zone if known else "UTC"))


def _asked_in(person: UserId, tx: Transaction) -> dict[str, Project]:
    return {
        one.id: one for one in tx.projects.of_person(person, PROJECTS_ASKED, only_active=True) if person in one.asked
    }


def _coming(person: UserId, projects: dict[str, Project], tx: Transaction, now: datetime) -> list[Slot]:
    known = tx.people.get(person)
    zone = zone_of(known.zone if known else "UTC")
    ends = end_of_day(local_date(now, zone), zone)
    return [
        Slot(projects[one.project_id], one.next_date, None, one.next_at)
        for one in tx.schedules.of(list(projects))
        if one.next_date is not None and one.next_at is not None and one.next_at < ends
    ]


def section_of(slot: Slot, person: UserId, tx: Transaction, now: datetime) -> Section:
    """The section with what was answered before, the person's open tasks and the project's own questions."""
    section = _section(slot, person, tx, now)
    tasks = tx.tasks.in_hand_of(person, TASKS_IN_A_SECTION, slot.project.id)
    today = local_date(now, zone_of(slot.project.zone))
    lines = tuple(TaskLine.of(task, today) for task in tasks)
    schedule = tx.schedules.get(slot.project.id)
    questions = _questions(slot, person, schedule.questions, tx)
    return replace(
        section,
        unasked=_unasked(slot, schedule, tx),
        tasks=lines,
        questions=questions,
        severity=_severity(slot, person, tx),
        still_difficult=_still_difficult(slot, person, tx),
    )


def _severity(slot: Slot, person: UserId, tx: Transaction) -> Severity | None:
    """Of an answer that is changed, what was chosen for it; of a new one the middle."""
    mine = tx.answers.of_person(slot.project.id, slot.day, person)
    if mine is None or not mine.has_difficulty:
        return Severity.MEDIUM
    told = tx.difficulties.of_answers([mine.id]).get(mine.id)
    return told.severity if told else None


def _still_difficult(slot: Slot, person: UserId, tx: Transaction) -> tuple[OwnDifficulty, ...]:
    found = tx.difficulties.open_by(person, slot.project.id, DIFFICULTIES_IN_A_SECTION)
    return tuple(OwnDifficulty(one.key, one.what) for one in found)


def _questions(slot: Slot, person: UserId, asked: tuple[str, ...], tx: Transaction) -> tuple[OwnQuestion, ...]:
    mine = tx.answers.of_person(slot.project.id, slot.day, person) if asked else None
    return tuple(OwnQuestion(words, mine.extra.get(words, "") if mine else "") for words in asked)


def _unasked(slot: Slot, schedule: Schedule, tx: Transaction) -> Unasked | None:
    if slot.round is not None or slot.opens_at is not None:
        return None
    is_worked = schedule.asks_on(slot.day, tx.workspaces.get().calendar)
    return Unasked.NO_ROUND if is_worked else Unasked.NOT_WORKED


def _section(slot: Slot, person: UserId, tx: Transaction, now: datetime) -> Section:
    project, held = slot.project, slot.round
    mine = tx.answers.of_person(project.id, slot.day, person)
    given = (
        {"done": mine.done, "next": mine.next, "difficulties": mine.difficulties, "minutes": mine.minutes}
        if mine
        else {"planned": _planned(slot, person, tx)}
    )
    is_open = held is not None and held.state is RoundState.OPEN
    return Section(
        project.id,
        project.key,
        project.name,
        slot.day,
        slot.opens_at,
        held.closes_at if held else None,
        is_open,
        held is not None and not is_open and not held.was_stopped,
        mine is not None,
        **given,
    )


def _planned(slot: Slot, person: UserId, tx: Transaction) -> str:
    last = tx.answers.last_of(slot.project.id, person)
    return last.next if last and last.round_day < slot.day else ""
