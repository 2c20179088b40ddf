"""Logging hours and costs against a task, a stage or the whole project, and taking an entry back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.checkins import hours_problems
from domain.commands import STAGE_KEY, TASK_KEY, bare_key
from domain.cost_history import FIGURES
from domain.history import Act, Change
from domain.hours import hours_words, minutes_from_hours
from domain.identity import new_id
from domain.money import typed_money
from domain.projects import Project, refuse_if_over
from domain.refusals import Problem, Refused, refuse_if_any
from domain.stages import Stage, no_such_stage
from domain.tasks import Task, no_such_task
from domain.work import WORDS_LENGTH, CostEntry, TypedWork, WorkEntry, day_problems
from storage.transactions import Transaction, read_only
from use_cases.cost_watches import look_at_costs
from use_cases.costing import charge_of, currency_of, ran_alone
from use_cases.finding import find_project, find_project_and_rest, offered, projects_for, visible
from use_cases.stages import Choice
from use_cases.tasks import visible_task
from use_cases.work_stages import Counted, counted_for, stage_words

TASKS_OFFERED = 60
TASKS_LOOKED_AT = 3
OVER = ", so no work is logged in it any more"


@dataclass(frozen=True)
class PrepareLog:
    """Open the form: of the project, task or stage that was typed, of this channel's project, or of one's newest."""

    actor: Actor
    typed: tuple[str, ...] = ()
    channel: str | None = None
    project_id: str = ""


@dataclass(frozen=True)
class LogForm:
    """Where work can be logged in a project, and what is chosen already."""

    project_id: str
    project_key: str
    project_name: str
    projects: tuple[Choice, ...]
    places: tuple[Choice, ...]
    place: str
    currency: str
    today: date


@dataclass(frozen=True)
class LogTyped:
    """What was typed after the command, such as 3h NET-12 patched the switch."""

    actor: Actor
    typed: TypedWork
    channel: str | None = None


@dataclass(frozen=True)
class LogWork:
    """What was typed into the form; `place` is task:id or stage:id, or nothing for the whole project."""

    actor: Actor
    project_id: str
    hours: str = ""
    amount: str = ""
    what: str = ""
    place: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Logged:
    """What was kept: hours, money or both, where it belongs, and the ids by which each is taken back."""

    project_key: str
    place: str
    day: date
    minutes: int
    amount: str
    what: str
    hours_id: str
    cost_id: str
    day_minutes: int
    counted: Counted

    def remembered(self) -> dict[str, Any]:
        """The same in plain words and numbers, for a form that is sent twice."""
        return {**asdict(self), "day": self.day.isoformat()}

    @classmethod
    def of(cls, remembered: dict[str, Any]) -> Logged:
        """What was remembered."""
        counted = remembered["counted"]
        offered = tuple(Choice(**one) for one in counted["offered"])
        day = date.fromisoformat(remembered["day"])
        return cls(**{**remembered, "day": day, "counted": Counted(**{**counted, "offered": offered})})


@dataclass(frozen=True)
class _Place:
    """What work is logged on, and how that is called."""

    project: Project
    task: Task | None = None
    stage: Stage | None = None

    @property
    def words(self) -> str:
        if self.task is not None:
            return f"{self.task.key} {self.task.title}"
        return f"{self.project.key} {stage_words(self.stage)}" if self.stage else self.project.key

    @property
    def stage_id(self) -> str | None:
        return self.stage.id if self.stage else self.task.stage_id if self.task else None


@read_only
def prepare_log(order: PrepareLog, tx: Transaction, now: datetime) -> LogForm:
    """The form for logging work, with the tasks and stages of one project to choose from."""
    place = _place_of_form(order, tx)
    project = place.project
    _require(order.actor, place, tx)
    today, stages = local_date(now, zone_of(project.zone)), tx.stages.in_project(project.id)
    tasks = tx.tasks.open_in(project.id, today, TASKS_OFFERED).first
    mine = sorted(tasks, key=lambda one: order.actor.user_id not in (one.assignee, *one.helpers))
    places = [Choice(f"stage:{one.id}", stage_words(one)) for one in stages]
    places += [Choice(f"task:{one.id}", f"{one.key} {one.title}") for one in mine]
    stage = place.stage or ran_alone(today, stages, project)
    chosen = f"task:{place.task.id}" if place.task else f"stage:{stage.id}" if stage else ""
    if place.task and all(one.id != chosen for one in places):
        places.append(Choice(chosen, place.words))
    others = () if order.typed else offered(projects_for(order.actor, Action.LOG_WORK, tx))
    return LogForm(
        project.id,
        project.key,
        project.name,
        tuple(Choice(one.id, f"{one.key} · {one.name}") for one in others),
        tuple(places),
        chosen,
        project.currency,
        today,
    )


def _place_of_form(order: PrepareLog, tx: Transaction) -> _Place:
    if order.project_id:
        return _Place(visible(tx.projects.get(order.project_id), order.actor))
    if order.typed:
        return _place_typed(order.actor, order.typed, order.channel, tx)[0]
    try:
        return _Place(find_project(order.actor, None, order.channel, tx))
    except Refused:
        mine = projects_for(order.actor, Action.LOG_WORK, tx)
        if not mine:
            raise
        return _Place(mine[0])


def _place_typed(
    actor: Actor, typed: tuple[str, ...], channel: str | None, tx: Transaction
) -> tuple[_Place, tuple[str, ...]]:
    """The task, stage or project that the first word names, and the words after it."""
    key = bare_key(typed[0]) if typed else ""
    if TASK_KEY.fullmatch(key):
        task = tx.tasks.by_key(key)
        return _Place(visible_task(actor, task, tx, key), task), typed[1:]
    if found := STAGE_KEY.fullmatch(key):
        project = visible(tx.projects.by_key(found[1]), actor, found[1])
        stage = next((one for one in tx.stages.in_project(project.id) if one.number == int(found[2])), None)
        if stage is None:
            raise Refused(f"{project.key} has no stage {found[2]}.")
        return _Place(project, stage=stage), typed[1:]
    project, rest = find_project_and_rest(actor, key or None, channel, typed, tx)
    return _Place(project), rest


def _require(actor: Actor, place: _Place, tx: Transaction) -> None:
    permissions.require(actor, Action.LOG_WORK, *work_concerned(actor, place.project, tx, place.task))
    refuse_if_over(place.project, OVER)


def work_concerned(
    actor: Actor, project: Project, tx: Transaction, task: Task | None = None
) -> tuple[permissions.Concerned, ...]:
    """What decides whether somebody may log work: their role in the project, or a task of theirs in it."""
    theirs = tx.tasks.waiting_for(actor.user_id, project.id, TASKS_LOOKED_AT)
    return (project, *theirs, *((task,) if task else ()))


def log_typed(order: LogTyped, tx: Transaction, now: datetime) -> Logged:
    """Keep the hours or the cost that was typed after the command."""
    place, rest = _place_typed(order.actor, order.typed.rest, order.channel, tx)
    place = _Place(tx.projects.for_change(place.project.id), place.task, place.stage)
    typed = LogWork(order.actor, place.project.id, order.typed.hours, order.typed.amount, " ".join(rest))
    return _log(typed, place, tx, now)


def log_work(order: LogWork, tx: Transaction, now: datetime) -> dict[str, Any]:
    """Keep the hours and the cost that were typed into the form; what was kept, so that it can be remembered."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    return _log(order, _place_chosen(order.place, project, tx), tx, now).remembered()


def _place_chosen(place: str, project: Project, tx: Transaction) -> _Place:
    kind, _, id = place.partition(":")
    if kind == "stage":
        stage = tx.stages.get(id)
        if stage.project_id != project.id:
            raise no_such_stage()
        return _Place(project, stage=stage)
    if kind == "task":
        task = tx.tasks.get(id)
        if task.project_id != project.id:
            raise no_such_task()
        return _Place(project, task)
    return _Place(project)


def _log(order: LogWork, place: _Place, tx: Transaction, now: datetime) -> Logged:
    _require(order.actor, place, tx)
    project, person = place.project, order.actor.user_id
    today = local_date(now, zone_of(project.zone))
    day = order.day or today
    minutes, amount, before = _read(order, place, day, today, tx)
    hours_id, cost_id = new_id() if minutes else "", new_id() if amount else ""
    task_id, charge = place.task.id if place.task else None, charge_of(project, person, day, place.stage_id, tx, now)
    if minutes:
        named = (order.what.strip(), now)
        tx.work.add(
            WorkEntry(hours_id, project.id, person, day, minutes, charge.stage_id, task_id, charge.rate, *named)
        )
    if amount:
        paid = (order.what.strip(), now, charge.stage_id, task_id)
        tx.spending.add(CostEntry(cost_id, project.id, person, day, amount, *paid))
    words = currency_of(project, tx).words(amount) if amount else ""
    note_work(Act.LOGGED_WORK, order.actor, place.words, project, (minutes, words), tx, now)
    kept = (day, minutes, words, order.what.strip(), hours_id, cost_id, before + minutes)
    return Logged(project.key, place.words, *kept, counted_for(charge.stage_id, project, tx))


def _read(order: LogWork, place: _Place, day: date, today: date, tx: Transaction) -> tuple[int, Decimal | None, int]:
    """The minutes and the amount that were typed, and the minutes of that day before; refuses everything wrong."""
    project = place.project
    problems: list[Problem] = []
    minutes, amount = 0, None
    try:
        minutes = minutes_from_hours(order.hours, "hours") or 0
    except Refused as refused:
        problems += refused.problems
    try:
        amount = typed_money(order.amount, currency_of(project, tx), "amount", "above 0")
    except Refused as refused:
        problems += refused.problems
    problems += day_problems(day, today, local_date(project.created_at, zone_of(project.zone)))
    before = tx.answers.minutes_on(order.actor.user_id, day, [])
    if minutes:
        problems += hours_problems(before + minutes, "hours")
    if not problems and not minutes and not amount:
        problems.append(Problem("Enter the hours or an amount above 0.", "hours"))
    if amount and not order.what.strip():
        problems.append(Problem("Say what was paid for.", "what"))
    if len(order.what) > WORDS_LENGTH:
        problems.append(Problem(f"Use at most {WORDS_LENGTH} characters.", "what"))
    refuse_if_any(problems)
    return minutes, amount, before


def note_work(
    act: Act, actor: Actor, about: str, project: Project, what: tuple[int, str], tx: Transaction, now: datetime
) -> None:
    """Write an entry, or its end, into the history, and see whether the cost has crossed anything."""
    minutes, amount = what
    changes = [Change("hours", "", hours_words(minutes))] if minutes else []
    changes += [Change(FIGURES, "", amount)] if amount else []
    tx.history.add(actor.user_id, now, act, project.id, about[:80], tuple(changes))
    look_at_costs(project, tx, now)
