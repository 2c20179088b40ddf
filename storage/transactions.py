"""The two openers and no third: `run` for one use case of one workspace, `sweep` for what is due anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from domain.actors import Actor
from storage.answers import Answers
from storage.baselines import Baselines
from storage.blocks import Blocks
from storage.calibration import ReserveAnswers
from storage.capacity import Capacity
from storage.changes import Changes
from storage.channels import Channels
from storage.closing import Closings
from storage.cost_watches import CostWatches
from storage.database import Collided, Database
from storage.departures import Departures
from storage.deputies import Deputies
from storage.difficulties import Difficulties
from storage.difficulty_reports import Reports
from storage.digests import Digests
from storage.errands import Errands
from storage.estimates import Estimates
from storage.exports import Exports
from storage.feedback import FeedbackKept
from storage.handovers import Handovers
from storage.history import History
from storage.lesson_lists import LessonLists
from storage.lessons import Lessons
from storage.listing import Listing
from storage.once import remember, remembered
from storage.opinions import Opinions
from storage.options import Options
from storage.outbox import Outbox
from storage.outcomes import Outcomes
from storage.overrides import Overrides
from storage.people import People
from storage.pictures import Pictures
from storage.plans import Plans
from storage.portfolio import Portfolio
from storage.progress_days import ProgressDays
from storage.project_templates import ProjectTemplates
from storage.projects import Projects
from storage.prompts import Prompts
from storage.reminders import Reminders
from storage.requests import Requests
from storage.resources import Resources
from storage.roles import Roles
from storage.rounds import Rounds
from storage.schedules import Schedules
from storage.scope import Scopes
from storage.scope_notes import ScopeNotes
from storage.services import Services
from storage.skills import Skills
from storage.spending import Spending
from storage.stage_courses import StageCourses
from storage.stages import Stages
from storage.statements import Gateway
from storage.stock import Stock
from storage.task_lists import TaskLists
from storage.tasks import Tasks
from storage.tools import Tools
from storage.undelivered import Undelivered
from storage.unsettled import Unsettled
from storage.viability import Viabilities
from storage.votes import Votes
from storage.work import Work
from storage.workspaces import Workspaces

WAKE_CHANNEL = "steward_outbox"
AFTER_YOU_SECONDS = 0.05


class Order(Protocol):
    """What a use case is asked to do, and by whom."""

    @property
    def actor(self) -> Actor: ...


A = TypeVar("A", bound=Order)
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
G = TypeVar("G", bound=Gateway)
UseCase = Callable[[A, "Transaction", datetime], R]
Due = tuple[str, str]


def read_only(use_case: F) -> F:
    """Mark a use case that changes nothing: it reads one snapshot and takes no lock."""
    use_case.reads_only = True  # type: ignore[attr-defined]
    return use_case


def _gateway(kind: type[G]) -> cached_property[G]:
    """The rows of one noun, opened when somebody first asks for them."""
    return cached_property(lambda tx: kind(tx.connection, tx.workspace))


class Transaction:
    """Everything of one workspace, and nothing of any other."""

    def __init__(self, connection: sa.Connection, workspace: str, now: datetime, actor: Actor | None = None) -> None:
        self.connection = connection
        self.workspace = workspace
        self.outbox = Outbox(connection, workspace, actor)
        self.now = now
        self.actor = actor

    workspaces = _gateway(Workspaces)
    people = _gateway(People)
    departures = _gateway(Departures)
    deputies = _gateway(Deputies)
    channels = _gateway(Channels)
    projects = _gateway(Projects)
    roles = _gateway(Roles)
    scopes = _gateway(Scopes)
    services = _gateway(Services)
    opinions = _gateway(Opinions)
    requests = _gateway(Requests)
    listing = _gateway(Listing)
    history = cached_property(lambda tx: History(tx.connection, tx.workspace, tx.actor))
    errands = _gateway(Errands)
    overrides = _gateway(Overrides)
    unsettled = _gateway(Unsettled)
    tools = _gateway(Tools)
    tasks = _gateway(Tasks)
    difficulties = _gateway(Difficulties)
    plans = _gateway(Plans)
    baselines = _gateway(Baselines)
    changes = _gateway(Changes)
    outcomes = _gateway(Outcomes)
    closings = _gateway(Closings)
    handovers = _gateway(Handovers)
    lessons = _gateway(Lessons)
    lesson_lists = _gateway(LessonLists)
    feedback = _gateway(FeedbackKept)
    reserve_answers = _gateway(ReserveAnswers)
    scope_notes = _gateway(ScopeNotes)
    task_lists = _gateway(TaskLists)
    reminders = _gateway(Reminders)
    blocks = _gateway(Blocks)
    reports = _gateway(Reports)
    schedules = _gateway(Schedules)
    rounds = _gateway(Rounds)
    prompts = _gateway(Prompts)
    undelivered = _gateway(Undelivered)
    skills = _gateway(Skills)
    capacity = _gateway(Capacity)
    stock = _gateway(Stock)
    answers = _gateway(Answers)
    stages = _gateway(Stages)
    stage_courses = _gateway(StageCourses)
    options = _gateway(Options)
    resources = _gateway(Resources)
    project_templates = _gateway(ProjectTemplates)
    estimates = _gateway(Estimates)
    work = _gateway(Work)
    spending = _gateway(Spending)
    viabilities = _gateway(Viabilities)
    votes = _gateway(Votes)
    cost_watches = _gateway(CostWatches)
    progress_days = _gateway(ProgressDays)
    portfolio = _gateway(Portfolio)
    digests = _gateway(Digests)
    exports = _gateway(Exports)
    pictures = _gateway(Pictures)


class Runner:
    """Runs one use case in one transaction, once when asked to, and wakes delivery after the commit."""

    def __init__(self, database: Database, clock: Callable[[], datetime], wake: Callable[[], None]) -> None:
        self.database = database
        self.clock = clock
        self._wake = wake

    def __call__(self, use_case: UseCase[A, R], order: A, once: str | None = None) -> R:
        """The use case's result; with `once`, a repeat waits for the first and gets its answer."""
        try:
            return self._in_one_transaction(use_case, order, once)
        except (Collided, IntegrityError):
            # Nothing of it was saved; whoever it collided with, or who added the same, goes first this time.
            time.sleep(AFTER_YOU_SECONDS)
            return self._in_one_transaction(use_case, order, once)

    def _in_one_transaction(self, use_case: UseCase[A, R], order: A, once: str | None) -> R:
        now = self.clock()
        order.actor.stands_for.clear()
        if getattr(use_case, "reads_only", False):
            with self.database.reading() as connection:
                return use_case(order, Transaction(connection, order.actor.workspace, now), now)
        with self.database.writing() as connection:
            tx = Transaction(connection, order.actor.workspace, now, order.actor)
            if once is not None and (first := remembered(tx.connection, tx.workspace, once, now)) is not None:
                return first.answer  # type: ignore[no-any-return]
            result = use_case(order, tx, now)
            if once is not None:
                remember(tx.connection, tx.workspace, once, result)
            if tx.outbox.added and not self.database.is_sqlite:
                connection.execute(sa.select(sa.func.pg_notify(WAKE_CHANNEL, "")))
        if tx.outbox.added:
            self._wake()
        return result


class Sweeper:
    """Asks one of the due-queries across all workspaces."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.clock = clock

    def __call__(self, query: Callable[[sa.Connection, datetime], Iterable[Due]]) -> list[Due]:
        """What is due now, each as (workspace, id)."""
        with self.database.reading() as connection:
            return list(query(connection, self.clock()))
