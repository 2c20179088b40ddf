"""What a project manager says of how their project fares, beside what its figures say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.health import Colour, Health, HealthReport, report_problems
from domain.history import Act, Change
from domain.projects import Project, refuse_if_over
from domain.refusals import refuse_if_any
from storage.transactions import Transaction, read_only
from use_cases.fares import fares_of
from use_cases.finding import find_project, visible

OVER = ", so nobody asks how it fares"


@dataclass(frozen=True)
class PrepareHealthReport:
    """Open the form that asks how the project of this key fares, or the one of this channel."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class HealthForm:
    """The project with what its figures say, and what was said of it before."""

    project_id: str
    project_key: str
    project_name: str
    computed: Colour
    reasons: tuple[str, ...]
    colour: str
    words: str


@dataclass(frozen=True)
class ReportHealth:
    """The project fares like this, and why."""

    actor: Actor
    project_id: str
    colour: Colour | None
    words: str = ""


@dataclass(frozen=True)
class ShowHealth:
    """What was said of the project of this key, beside what its figures say?"""

    actor: Actor
    key: str


@dataclass(frozen=True)
class HealthKept:
    """What was said, and what the figures say."""

    project_key: str
    project_name: str
    said: Colour
    computed: Colour
    reasons: tuple[str, ...]


@read_only
def prepare_health_report(order: PrepareHealthReport, tx: Transaction, now: datetime) -> HealthForm:
    """The form, with the colour that the figures come to until somebody has said another."""
    project = find_project(order.actor, order.key, order.channel, tx)
    computed = _computed(project, order.actor, tx, now)
    report = tx.portfolio.reports([project.id]).get(project.id)
    # Grey cannot be said: whoever reports is heard of.
    colour = report.colour.value if report else computed.colour.value.replace("grey", "green")
    words = report.words if report else ""
    return HealthForm(project.id, project.key, project.name, computed.colour, computed.reasons, colour, words)


def report_health(order: ReportHealth, tx: Transaction, now: datetime) -> str:
    """Keep what the project manager says of a project, with its colour and why; returns its key."""
    project = visible(tx.projects.for_change(order.project_id), order.actor)
    computed = _computed(project, order.actor, tx, now)
    refuse_if_any(report_problems(order.colour, order.words, computed))
    colour = order.colour or computed.colour
    before = tx.portfolio.reports([project.id]).get(project.id)
    tx.portfolio.keep(HealthReport(project.id, colour, order.words.strip(), order.actor.user_id, now))
    changes = (
        Change("colour", before.colour.value if before else "", colour.value),
        Change("words", before.words if before else "", order.words.strip()),
    )
    tx.history.add(order.actor.user_id, now, Act.REPORTED_HEALTH, project.id, project.key, changes)
    return project.key


@read_only
def show_health(order: ShowHealth, tx: Transaction, now: datetime) -> HealthKept:
    """What the project manager said last of a project, beside what its figures say."""
    project = find_project(order.actor, order.key, None, tx)
    computed = _computed(project, order.actor, tx, now)
    report = tx.portfolio.reports([project.id]).get(project.id)
    said = report.colour if report else computed.colour
    return HealthKept(project.key, project.name, said, computed.colour, computed.reasons)


def _computed(project: Project, actor: Actor, tx: Transaction, now: datetime) -> Health:
    """What the figures say, for whoever may say otherwise."""
    permissions.require(actor, Action.REPORT_HEALTH, project)
    refuse_if_over(project, OVER)
    (fare,) = fares_of([project], actor, tx, now)
    return fare.health or Health(Colour.GREY)
