"""What a project learned: kept from a retrospective or from a message, with what brings it up in later projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.difficulties import link_or_nothing
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.lesson_living import LessonCard
from domain.lessons import MOST_TRIGGERS, Lesson, Origin, Trigger, TriggerKind, Typed, lesson_problems
from domain.projects import ChannelKind, Project, WhichProject
from domain.refusals import Problem, Refused, refuse_if_any
from domain.roles import Role
from domain.services import catalogue_of, unknown_in
from domain.skills import offered_skills
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import OfferedProject, account_problems, find_project, offered, project_here, visible
from use_cases.lesson_cards import seen_lesson
from use_cases.reminders import remind_again

USUAL_DAYS = 28
PROJECTS_READ = 50
TRIGGERS_OFFERED = 100
TriggerGroups = list[tuple[str, list[tuple[str, str]]]]
"""What a lesson can be shown with: the name of a group, and its values with their labels."""


@dataclass(frozen=True)
class PrepareLesson:
    """Open the form for a lesson of the project of this key, or of the one in this channel.

    With `may_choose`, where there is no such project, one is chosen in the form; `words` stand in it already.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    words: str = ""
    source: str = ""
    may_choose: bool = False


@dataclass(frozen=True)
class LessonForm:
    """The project it will belong to, or those to choose from, and what is sensible to begin with."""

    project_id: str
    project_key: str
    project_name: str
    what: str
    owner: UserId
    due: date
    is_private: bool
    source: str
    came_out: tuple[str, ...] = ()
    """How the project came out, so that people remember what to write about."""
    choices: tuple[OfferedProject, ...] = ()


@dataclass(frozen=True)
class KeepLesson:
    """Keep what was typed as a lesson of this project."""

    actor: Actor
    project_id: str
    typed: Typed
    is_shared: bool = False
    source: str = ""


@dataclass(frozen=True)
class ShowKept:
    """The lesson with this id, which was just kept."""

    actor: Actor
    lesson_id: str


@dataclass(frozen=True)
class KeptLesson:
    """The lesson that was kept, for whoever kept it."""

    key: str
    project_key: str
    owner: UserId
    due: date
    triggers: tuple[str, ...]


@dataclass(frozen=True)
class FindTriggers:
    """Which triggers of a lesson of this project contain these words?"""

    actor: Actor
    words: str
    project_id: str


@read_only
def prepare_lesson(order: PrepareLesson, tx: Transaction, now: datetime) -> LessonForm:
    """The form for whoever has a role in the project; with the projects to choose from where none is meant."""
    choices = _choices(order, tx)
    project = choices[0] if choices else find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.KEEP_LESSON, project)
    return LessonForm(
        project.id,
        project.key,
        project.name,
        order.words,
        order.actor.user_id,
        _usual_due(project, tx, now),
        any(one.channel.kind is ChannelKind.PRIVATE for one in choices or (project,)),
        order.source,
        _came_out(project, tx),
        offered(choices),
    )


def _choices(order: PrepareLesson, tx: Transaction) -> list[Project]:
    if not order.may_choose or project_here(order.actor, order.channel, tx) is not None:
        return []
    person = order.actor.user_id
    held = (*tx.projects.of_person(person, PROJECTS_READ), *tx.projects.of_person(person, PROJECTS_READ, True))
    found = {one.id: one for one in held if permissions.allowed(order.actor, Action.KEEP_LESSON, one)}
    if not found:
        raise WhichProject("NET")
    return list(found.values())


def _usual_due(project: Project, tx: Transaction, now: datetime) -> date:
    """A working day some weeks from now."""
    day = local_date(now, zone_of(project.zone)) + timedelta(days=USUAL_DAYS)
    return next(tx.workspaces.get().calendar.working_days_from(day), day)


def _came_out(project: Project, tx: Transaction) -> tuple[str, ...]:
    """The three figures that everybody may know: time, effort and what was difficult."""
    frozen = tx.outcomes.of_project(project.id)
    if frozen is None:
        return ()
    past = frozen.as_finished
    said = [] if past.days_late is None else [f"{past.days_late:+d} days"]
    if past.effort is not None:
        said.append(f"{round((past.effort - 1) * 100):+d} % effort")
    kinds = list(dict.fromkeys(frozen.difficulties))
    return (*said, f"difficulties ({', '.join(kinds)})") if kinds else tuple(said)


def keep_lesson(order: KeepLesson, tx: Transaction, now: datetime) -> str:
    """Keep a lesson, tell its owner and remind them from its due date on; returns its id.

    Refuses one that nothing brings up.
    """
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    permissions.require(order.actor, Action.KEEP_LESSON, project)
    today, typed = local_date(now, zone_of(project.zone)), order.typed
    triggers, problems = _chosen(typed.triggers, project, tx)
    owners = account_problems("owner", [typed.owner] if typed.owner else [], tx)
    refuse_if_any([*lesson_problems(typed, today), *owners, *problems])
    origin = Origin(project.id, project.key, project.name, project.channel.kind is ChannelKind.PRIVATE)
    number, source, by = tx.lessons.next_number(project.id), link_or_nothing(order.source), order.actor.user_id
    lesson = Lesson.learned(origin, number, typed, triggers, by, now, is_shared=order.is_shared, source=source)
    tx.lessons.add(lesson)
    said = Change("next time", "", lesson.next_time[:LENGTH_IN_HISTORY])
    tx.history.add(by, now, Act.KEPT_LESSON, project.id, lesson.key, (said,))
    if lesson.owner != by:
        tx.outbox.add(LessonCard.of(lesson), now)
    remind_again([lesson.owner], tx, now)
    return lesson.id


@read_only
def show_kept(order: ShowKept, tx: Transaction, now: datetime) -> Named[KeptLesson]:
    """The lesson in short, for whoever kept it."""
    lesson = tx.lessons.get(order.lesson_id)
    origin = seen_lesson(lesson, order.actor, tx)
    permissions.require(order.actor, Action.KEEP_LESSON, origin)
    named = tuple(one.words for one in lesson.triggers)
    return tx.people.named(KeptLesson(lesson.key, origin.key, lesson.owner, lesson.due, named))


@read_only
def find_triggers(order: FindTriggers, tx: Transaction, now: datetime) -> TriggerGroups:
    """What can bring a lesson of a project up, by groups of (value, label): only what the project has, or a later one
    may have."""
    permissions.require(order.actor, Action.SEE_LESSONS)
    project = visible(tx.projects.get(order.project_id), order.actor)
    typed, left, found = order.words.strip().casefold(), TRIGGERS_OFFERED, []
    for called, offered_here in _triggers_of(project, tx):
        fitting = [one for one in offered_here if typed in one[1].casefold() or typed in called.casefold()][:left]
        left -= len(fitting)
        found += [(called, fitting)] if fitting else []
    return found


def _triggers_of(project: Project, tx: Transaction) -> TriggerGroups:
    theirs = project.scope.services
    others = unknown_in(catalogue_of(tx.services.names()), theirs)
    kind = tx.project_templates.kind_of(project.id)
    alike = [(TriggerKind.KIND.value, f"The same kind of project: {kind.name}")] if kind else []
    alike += [(TriggerKind.CUSTOMER.value, "The same customer")] if project.customer.strip() else []
    skills = offered_skills(tx.skills.catalogue().values())
    return [
        ("Projects like this one", alike),
        (f"Services of {project.key}", [(f"{TriggerKind.SERVICE}:{name}", name) for name in theirs]),
        ("Other IT services", [(f"{TriggerKind.SERVICE}:{name}", name) for name in others]),
        ("Roles", [(f"{TriggerKind.ROLE}:{role}", role.words) for role in Role]),
        ("Skills", [(f"{TriggerKind.SKILL}:{one.id}", one.name) for one in skills]),
    ]


def _chosen(values: tuple[str, ...], project: Project, tx: Transaction) -> tuple[tuple[Trigger, ...], list[Problem]]:
    """The triggers that were chosen, in words, and what is wrong with those that are none."""
    if len(values) > MOST_TRIGGERS:
        return (), [Problem(f"Choose at most {MOST_TRIGGERS} triggers.", "triggers")]
    found: list[Trigger] = []
    problems: list[Problem] = []
    for value in dict.fromkeys(values):
        try:
            found.append(_trigger(value, project, tx))
        except Refused as refused:
            problems.append(Problem(refused.message, "triggers"))
    return tuple(found), problems[:1]


def _trigger(value: str, project: Project, tx: Transaction) -> Trigger:
    named, _, what = value.partition(":")
    if named == TriggerKind.CUSTOMER:
        if not project.customer.strip():
            raise Refused(f"{project.key} has no customer. Choose another trigger.")
        return Trigger(TriggerKind.CUSTOMER, project.customer, project.customer)
    if named == TriggerKind.KIND:
        kind = tx.project_templates.kind_of(project.id)
        if kind is None:
            raise Refused(f"{project.key} began as no kind of project. Choose another trigger.")
        return Trigger(TriggerKind.KIND, kind.id, kind.name)
    if named == TriggerKind.ROLE and what in ROLES:
        return Trigger(TriggerKind.ROLE, what, ROLES[what].words)
    if named == TriggerKind.SKILL and (skill := tx.skills.catalogue().get(what)):
        return Trigger(TriggerKind.SKILL, what, skill.name)
    if named == TriggerKind.SERVICE and what in (*project.scope.services, *catalogue_of(tx.services.names())):
        return Trigger(TriggerKind.SERVICE, what, what)
    raise Refused("One of these triggers does not exist any more. Choose another one.")


ROLES = {role.value: role for role in Role}
