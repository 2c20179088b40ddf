"""Opening and closing rounds of check-ins, and drawing their parent and answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import WorkingCalendar, local_date, zone_of
from domain.capacity import last_day_away
from domain.checkins import (
    Answer,
    Asked,
    Presence,
    Prompt,
    PromptState,
    Round,
    RoundState,
    Spared,
    presence,
    prompt_day,
    why_spared,
)
from domain.difficulties import Difficulty
from domain.identity import UserId
from domain.living import CheckInPrompt, Home, ProjectCard, RoundAnswer, RoundParent
from domain.notices import CheckInSkipped, ToPerson, ToProject
from domain.people import Person
from domain.projects import Project
from domain.schedules import Quiet, Schedule
from storage.transactions import Transaction, read_only
from use_cases.leave import leave_around
from use_cases.reading import Read
from use_cases.sections import OwnQuestion


@dataclass(frozen=True)
class OpenRound:
    """The round of this project is due."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class CloseRound:
    """The window of this round has passed."""

    actor: Actor
    round_id: str


@dataclass(frozen=True)
class DifficultWords:
    """What somebody finds difficult, in their words; with a key when it is followed up."""

    person: UserId
    words: str
    key: str = ""


@dataclass(frozen=True)
class OnLeave:
    """Somebody who is not asked because of leave, and its last day as far as it is still entered."""

    person: UserId
    until: date | None


@dataclass(frozen=True)
class RoundParentFacts:
    """A round as its channel sees it: who is in, who is away, who is missing."""

    project_key: str
    project_name: str
    day: date
    is_open: bool
    was_stopped: bool
    closes_at: datetime
    answered: tuple[UserId, ...]
    away: tuple[UserId, ...]
    on_leave: tuple[OnLeave, ...]
    missing: tuple[UserId, ...]
    difficulties: tuple[DifficultWords, ...]
    minutes: int


@dataclass(frozen=True)
class RoundAnswerFacts:
    """One person's answer as the thread sees it."""

    project_key: str
    day: date
    person: UserId
    done: str
    next: str
    difficulties: str
    minutes: int
    late: bool
    edited_at: datetime | None
    own: tuple[OwnQuestion, ...] = ()
    is_difficult: bool = False
    difficulty_key: str = ""


def open_round(order: OpenRound, tx: Transaction, now: datetime) -> None:
    """Open the round that is due, ask everybody in it, and move the schedule to the next working day.

    After a pause of days only the first missed round is kept and told, not one a day.
    """
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    project = tx.projects.for_change(order.project_id)
    schedule = tx.schedules.for_change(project.id)
    if schedule.next_at is None or schedule.next_date is None or schedule.next_at > now:
        return
    calendar = tx.workspaces.get().calendar
    was_held = tx.rounds.of_day(project.id, schedule.next_date) is not None
    if was_held or not schedule.asks_on(schedule.next_date, calendar):
        # Since that day was chosen the settings changed, or before it was, the clock was set back.
        tx.schedules.keep(schedule.passed_over(schedule.next_date, calendar, Quiet.CHANGED))
        return
    one = Round.opened(schedule, now)
    people = sorted(tx.people.known(project.asked), key=lambda person: person.id)
    leave = leave_around([person.id for person in people], one.opens_at, tx)
    spared = {person.id: why_spared(person, one.opens_at, calendar, project.active_since, leave) for person in people}
    asked = [person for person in people if spared[person.id] is None]
    if one.state is RoundState.SKIPPED:
        _skip(one, project, schedule, tx, now)
    elif asked:
        tx.schedules.keep(schedule.after(one.day, calendar))
        kept = replace(one, spared=tuple((person, why) for person, why in spared.items() if why))
        _hold(kept, project, asked, calendar, tx, now)
    else:
        tx.schedules.keep(schedule.passed_over(one.day, calendar, Quiet.NOBODY))


def _skip(one: Round, project: Project, schedule: Schedule, tx: Transaction, now: datetime) -> None:
    calendar = tx.workspaces.get().calendar
    yesterday = local_date(now, zone_of(schedule.zone)) - timedelta(days=1)
    tx.schedules.keep(schedule.after(one.day, calendar).passed_over(yesterday, calendar, Quiet.TOO_LATE))
    tx.rounds.add(one)
    tx.outbox.add(CheckInSkipped(ToProject(project.id), project.name, one.day, one.opens_at), now)


def _hold(
    one: Round, project: Project, asked: list[Person], calendar: WorkingCalendar, tx: Transaction, now: datetime
) -> None:
    tx.rounds.add(one)
    parent = tx.outbox.add(RoundParent.of(one.id, project.id), now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    for answer in tx.answers.of_round(project.id, one.day):
        tx.outbox.add(RoundAnswer.of(answer.id, one.id, project.id), now, after=parent)
    for person in asked:
        prompt = _prompt(person, one, calendar, tx, now)
        tx.rounds.ask(one.id, Asked(person.id, prompt.id, prompt.is_away))
        tx.outbox.add(Home.of(person.id), now)


def _prompt(person: Person, one: Round, calendar: WorkingCalendar, tx: Transaction, now: datetime) -> Prompt:
    """The person's one prompt of the day: made, brought forward, or edited when it was sent already."""
    zone = zone_of(person.zone)
    day = prompt_day(one.opens_at, zone, calendar)
    wanted = Prompt.for_day(person.id, day, one.opens_at, zone, calendar)
    prompt, is_new = tx.prompts.put(wanted)
    if is_new:
        return prompt
    if prompt.state is PromptState.SENT:
        tx.outbox.add(CheckInPrompt(ToPerson(person.id), prompt.id, edit_only=True), now, useless_after=prompt.ends_at)
        return prompt
    due = min(prompt.due_at, wanted.due_at) if prompt.state is PromptState.WAITING else wanted.due_at
    reason = prompt.reason if prompt.is_away else ""
    asked_again = replace(prompt, state=PromptState.WAITING, due_at=due, reason=reason)
    tx.prompts.change(asked_again)
    return asked_again


def close_round(order: CloseRound, tx: Transaction, now: datetime) -> None:
    """Close a round whose window has passed, and show who answered, who is away and who is missing."""
    permissions.require(order.actor, Action.RUN_SCHEDULE)
    one = tx.rounds.get(order.round_id)
    if one.closes_at > now or not tx.rounds.close(one.id):
        return
    _redraw(one, tx, now)


def stop_rounds(project: Project, tx: Transaction, now: datetime) -> None:
    """Stop what is open in a project that asks nobody any more; its message says why, and nobody is missing."""
    for one in tx.rounds.open_in(project.id):
        if tx.rounds.stop(one.stopped()):
            _redraw(one, tx, now)


def excuse(project: Project, people: Iterable[UserId], tx: Transaction, now: datetime) -> None:
    """Take these people out of the project's open rounds, so that nobody waits for what they cannot answer any more."""
    leaving = set(people)
    for one in tx.rounds.open_in(project.id) if leaving else ():
        for asked in tx.rounds.asked(one.id):
            if asked.person in leaving and not tx.answers.of_person(project.id, one.day, asked.person):
                tx.rounds.unask(one.id, asked.person)
                tx.outbox.add(CheckInPrompt(ToPerson(asked.person), asked.prompt_id, edit_only=True), now)
                _redraw(one, tx, now)


def _redraw(one: Round, tx: Transaction, now: datetime) -> None:
    tx.outbox.add(RoundParent.of(one.id, one.project_id), now)
    tx.outbox.add(ProjectCard.of(one.project_id), now)
    for asked in tx.rounds.asked(one.id):
        tx.outbox.add(CheckInPrompt(ToPerson(asked.person), asked.prompt_id, edit_only=True), now)
        tx.outbox.add(Home.of(asked.person), now)


@read_only
def read_round_parent(order: Read, tx: Transaction, now: datetime) -> RoundParentFacts:
    """What the parent message of a round shows now."""
    permissions.require(order.actor, Action.DELIVER)
    one = tx.rounds.get(order.about)
    project = tx.projects.get(one.project_id)
    answers = tx.answers.of_round(project.id, one.day)
    answered = tuple(answer.person for answer in answers)
    standing = {asked.person: presence(asked, frozenset(answered)) for asked in tx.rounds.asked(one.id)}
    return RoundParentFacts(
        project.key,
        project.name,
        one.day,
        one.state is RoundState.OPEN,
        one.was_stopped,
        one.closes_at,
        answered,
        _those(standing, Presence.AWAY),
        _on_leave(one, answered, tx),
        () if one.was_stopped else _those(standing, Presence.MISSING),
        _difficulties(answers, tx),
        sum(answer.minutes for answer in answers),
    )


def _on_leave(one: Round, answered: tuple[UserId, ...], tx: Transaction) -> tuple[OnLeave, ...]:
    away = [person for person, why in one.spared if why is Spared.LEAVE and person not in answered]
    leave = leave_around(away, one.opens_at, tx)
    return tuple(OnLeave(person, last_day_away(person, one.day, leave)) for person in away)


def _those(standing: dict[UserId, Presence], wanted: Presence) -> tuple[UserId, ...]:
    return tuple(person for person, presence in standing.items() if presence is wanted)


def _difficulties(answers: list[Answer], tx: Transaction) -> tuple[DifficultWords, ...]:
    told = [one for one in answers if one.has_difficulty]
    kept = tx.difficulties.of_answers([one.id for one in told])
    return tuple(DifficultWords(one.person, one.difficulties, _key_of(kept.get(one.id))) for one in told)


def _key_of(difficulty: Difficulty | None) -> str:
    return difficulty.key if difficulty else ""


@read_only
def read_round_answer(order: Read, tx: Transaction, now: datetime) -> RoundAnswerFacts:
    """What one answer in the thread shows now."""
    permissions.require(order.actor, Action.DELIVER)
    one = tx.answers.get(order.about)
    key = tx.projects.get(one.project_id).key
    return RoundAnswerFacts(
        key,
        one.round_day,
        one.person,
        one.done,
        one.next,
        one.difficulties,
        one.minutes,
        one.late,
        one.edited_at,
        tuple(OwnQuestion(words, answer) for words, answer in one.extra.items()),
        one.has_difficulty,
        _key_of(tx.difficulties.of_answers([one.id]).get(one.id)),
    )
