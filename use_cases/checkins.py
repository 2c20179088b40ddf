"""Answering check-ins: the form with a section per project, and what its submission saves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.checkins import Answer, RoundState, hours_problems, not_moved_in
from domain.difficulties import Severity
from domain.hours import typed_minutes, worked_minutes
from domain.identity import UserId, new_id
from domain.living import CheckInPrompt, Home, ProjectCard, RoundAnswer, RoundParent
from domain.notices import ToPerson
from domain.projects import Project
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Role
from domain.tasks import no_such_task
from storage.transactions import Transaction, read_only
from use_cases.cost_watches import look_at_costs
from use_cases.costing import charge_of
from use_cases.finding import project_here, visible
from use_cases.progress import advance_task
from use_cases.reporting import follow_up, would_move
from use_cases.sections import Section, Slot, any_slots_of, current_day, section_of, slots_of

SECTIONS_IN_A_STEP = 4
NOTHING_SAID = "Write at least one line: what you did, or what is next."


@dataclass(frozen=True)
class PrepareCheckIn:
    """Open the form; for one prompt, or for whatever is current; leaving out projects of earlier steps.

    The project of the `channel` comes first; `of_round`, it was asked for under a round in that channel. What was not
    moved by the step before is said first.
    """

    actor: Actor
    prompt_id: str | None = None
    besides: tuple[str, ...] = ()
    channel: str = ""
    of_round: bool = False
    not_moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeptAnswer:
    """An answer that stands nowhere in Slack: nobody asks for it, or its round opens later."""

    project_key: str
    project_name: str
    round_day: date
    minutes: int
    opens_at: datetime | None


@dataclass(frozen=True)
class CheckInForm:
    """One step of the form; `more` projects follow in the next, and after the last one is said what was `kept`."""

    prompt_id: str | None
    besides: tuple[str, ...]
    sections: tuple[Section, ...]
    more: int
    kept: tuple[KeptAnswer, ...] = ()
    not_moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskProgress:
    """A task of the section, at this percent now; `shown` is what stood in the form before."""

    task_id: str
    percent: int
    shown: int | None = None

    @property
    def was_moved(self) -> bool:
        """Whether somebody touched it in the form: that is news, though nothing else was said."""
        return self.percent != self.shown


@dataclass(frozen=True)
class SectionAnswer:
    """What was typed for one project; `hours` as typed, `replies` to its own questions as they stood in the form.

    With a `severity` what is difficult is followed up as a difficulty of the project.
    """

    project_id: str
    round_day: date
    done: str = ""
    next: str = ""
    difficulties: str = ""
    hours: str = ""
    replies: tuple[tuple[str, str], ...] = ()
    severity: Severity | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed; no hours are nothing too."""
        no_time = not self.hours.strip() or typed_minutes(self.hours) == 0
        said = (self.done, self.next, self.difficulties, *(answer for _, answer in self.replies))
        return no_time and not any(words.strip() for words in said)


@dataclass(frozen=True)
class AnswerCheckIn:
    """One submitted step."""

    actor: Actor
    sections: tuple[SectionAnswer, ...]
    tasks: tuple[TaskProgress, ...] = ()


@read_only
def prepare_checkin(order: PrepareCheckIn, tx: Transaction, now: datetime) -> CheckInForm:
    """The form's next step, with the person's open tasks and what they answered before."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    person = order.actor.user_id
    if order.prompt_id is None:
        slots = any_slots_of(person, tx, now)
    else:
        slots = slots_of(person, tx.prompts.get(order.prompt_id).asking(person), tx, now)
    here = project_here(order.actor, order.channel, tx)
    if order.of_round and here is not None:
        _require_asked(order.actor, here, tx)
    left = [slot for slot in slots if slot.project.id not in order.besides]
    if not left and not order.besides:
        raise Refused("You are asked in no active project now, so there is nothing to answer.")
    left.sort(key=lambda slot: here is None or slot.project.id != here.id)
    sections = tuple(section_of(slot, person, tx, now) for slot in left[:SECTIONS_IN_A_STEP])
    kept = () if left else tuple(_kept(slots, person, tx))
    more = max(0, len(left) - SECTIONS_IN_A_STEP)
    return CheckInForm(order.prompt_id, order.besides, sections, more, kept, order.not_moved)


def _require_asked(actor: Actor, project: Project, tx: Transaction) -> None:
    if actor.user_id in project.asked:
        return
    manager = project.acting(Role.PROJECT_MANAGER)
    known = tx.people.get(manager) if manager and manager != actor.user_id else None
    ask = f" Ask the project manager, {known.name}, to add you." if known else ""
    raise Refused(f"You are not on the team of {project.key}, so nothing is asked of you.{ask}")


def _kept(slots: list[Slot], person: UserId, tx: Transaction) -> Iterator[KeptAnswer]:
    for slot in slots:
        answer = None if slot.is_posted else tx.answers.of_person(slot.project.id, slot.day, person)
        if answer is not None:
            opens_at = slot.opens_at if slot.round is None else None
            yield KeptAnswer(slot.project.key, slot.project.name, slot.day, answer.minutes, opens_at)


def answer_checkin(order: AnswerCheckIn, tx: Transaction, now: datetime) -> list[str]:
    """Save the answers of one step, their hours and their tasks' progress, and redraw the rounds.

    In a project that is over the words are kept and nothing is moved; returns a sentence for each such project in
    which something would have been.
    """
    projects = {
        one.id: one
        for one in (
            visible(tx.projects.for_change(key), order.actor)
            for key in sorted(section.project_id for section in order.sections)
        )
    }
    for project in projects.values():
        permissions.require(order.actor, Action.CHECK_IN, project)
    answers = _answers(order, projects, tx, now)
    severities = {section.project_id: section.severity for section in order.sections}
    for answer in answers:
        _keep(answer, projects[answer.project_id], tx, now)
        _redraw(answer, tx, now)
        if not projects[answer.project_id].is_over:
            follow_up(answer, severities[answer.project_id], tx.projects.get(answer.project_id), tx, now)
    left = _advance(order, projects, tx, now)
    tx.outbox.add(Home.of(order.actor.user_id), now)
    unsettled = {one.project_id for one in answers if would_move(one, severities[one.project_id], tx)}
    over = (one for one in projects.values() if one.is_over)
    return [not_moved_in(one, left[one.id], one.id in unsettled) for one in over if left[one.id] or one.id in unsettled]


def _keep(answer: Answer, project: Project, tx: Transaction, now: datetime) -> None:
    if not answer.minutes:
        tx.answers.keep(answer)
        return
    tx.answers.keep(answer, charge_of(project, answer.person, answer.worked_on, None, tx, now))
    look_at_costs(project, tx, now)


def _answers(order: AnswerCheckIn, projects: dict[str, Project], tx: Transaction, now: datetime) -> list[Answer]:
    """The answers that were given; a project left empty, its tasks too, is not answered as long as another one is."""
    problems: list[Problem] = []
    answers: list[Answer] = []
    moved = {one.project_id for one in tx.tasks.of_ids(one.task_id for one in order.tasks if one.was_moved)}
    for section in order.sections:
        project, day = projects[section.project_id], section.round_day
        before = tx.answers.of_person(project.id, day, order.actor.user_id)
        says_nothing = section.is_empty and (project.is_over or project.id not in moved)
        if says_nothing and before is None:
            continue
        try:
            minutes = worked_minutes(section.hours, f"hours@{project.id}")
        except Refused as refused:
            problems += refused.problems
            continue
        if says_nothing:
            problems.append(Problem(NOTHING_SAID, f"done@{project.id}"))
        first = replace(before, edited_at=now) if before else _first_answer(project, day, order.actor, tx, now)
        answers.append(_filled(first, section, minutes, tx))
    if not answers and not problems and not any(projects[one].is_over for one in moved if one in projects):
        problems.append(Problem(NOTHING_SAID, f"done@{order.sections[0].project_id}" if order.sections else None))
    refuse_if_any(problems + _hours_problems(answers, order.actor, tx))
    return answers


def _first_answer(project: Project, day: date, actor: Actor, tx: Transaction, now: datetime) -> Answer:
    held = tx.rounds.of_day(project.id, day)
    asked_on = tx.rounds.day_asked(held.id, actor.user_id) if held else None
    is_closed = held is not None and held.state is not RoundState.OPEN and not held.was_stopped
    late = is_closed or project.is_over
    worked_on = asked_on or current_day(actor.user_id, tx, now)
    return Answer(new_id(), project.id, day, actor.user_id, worked_on, now, late=late)


def _filled(answer: Answer, section: SectionAnswer, minutes: int, tx: Transaction) -> Answer:
    asked = tx.schedules.get(section.project_id).questions if section.replies else ()
    filled = answer.with_replies(section.replies, asked)
    return replace(filled, done=section.done, next=section.next, difficulties=section.difficulties, minutes=minutes)


def _hours_problems(answers: list[Answer], actor: Actor, tx: Transaction) -> list[Problem]:
    problems: list[Problem] = []
    besides = [answer.id for answer in answers]
    totals = {day: tx.answers.minutes_on(actor.user_id, day, besides) for day in {one.worked_on for one in answers}}
    for answer in answers:
        totals[answer.worked_on] += answer.minutes
        problems += hours_problems(totals[answer.worked_on], f"hours@{answer.project_id}")
    return problems


def _advance(
    order: AnswerCheckIn, projects: dict[str, Project], tx: Transaction, now: datetime
) -> dict[str, list[str]]:
    """Move the tasks; returns the keys of those that stay, because their project is over, by project."""
    left: dict[str, list[str]] = {one: [] for one in projects}
    # What nobody touched says nothing: somebody may have moved the task while the form was open.
    for one in (one for one in order.tasks if one.was_moved):
        task = tx.tasks.for_change(one.task_id)
        if task.project_id not in projects:
            raise no_such_task()
        if task.is_worked_on and task.percent != one.percent:
            project = tx.projects.get(task.project_id)
            permissions.require(order.actor, Action.WORK_ON_TASK, task, project)
            if project.is_over:
                left[project.id].append(task.key)
            else:
                advance_task(task, one.percent, order.actor.user_id, project, tx, now)
    return left


def _redraw(answer: Answer, tx: Transaction, now: datetime) -> None:
    held = tx.rounds.of_day(answer.project_id, answer.round_day)
    if held is None or held.state is RoundState.SKIPPED:
        return
    tx.outbox.add(RoundAnswer.of(answer.id, held.id, answer.project_id), now)
    tx.outbox.add(RoundParent.of(held.id, answer.project_id), now)
    tx.outbox.add(ProjectCard.of(answer.project_id), now)
    for asked in tx.rounds.asked(held.id):
        if asked.person == answer.person:
            tx.outbox.add(CheckInPrompt(ToPerson(asked.person), asked.prompt_id, edit_only=True), now)
