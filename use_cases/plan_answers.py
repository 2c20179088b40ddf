"""What a customer says to a plan: by a button of their own, or written down by the project manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.customer_plan import PromisedChange
from domain.history import Act, Change
from domain.living import ProjectCard
from domain.notices import ToProject
from domain.plan_notices import PlanAnswered
from domain.plans import PlanAnswer, PlanVerdict, PlanVersion, RecordedAnswer, no_such_plan, recording_problems
from domain.projects import Project, refuse_if_over
from domain.refusals import Refused, refuse_if_any
from domain.roles import Role
from domain.states import State
from storage.transactions import Transaction, read_only
from use_cases.baselines import freeze_baseline
from use_cases.change_approval import customer_answered
from use_cases.customers import for_customers
from use_cases.finding import find_project
from use_cases.gate import settle_gate
from use_cases.plan_sheets import in_short, presented_on, redraw_offer
from use_cases.requests import tell_requester


@dataclass(frozen=True)
class PrepareAnswer:
    """Open the form in which a customer accepts or rejects the version that their button names."""

    actor: Actor
    version_id: str
    verdict: PlanVerdict


@dataclass(frozen=True)
class AnswerForm:
    """The version that is answered, with what it promises at what price."""

    version_id: str
    number: int
    project_name: str
    verdict: PlanVerdict
    change: PromisedChange | None
    price: str
    completion_date: date | None


@dataclass(frozen=True)
class AnswerPlan:
    """A customer contact accepts or rejects one version."""

    actor: Actor
    version_id: str
    verdict: PlanVerdict
    comment: str = ""


@dataclass(frozen=True)
class PrepareRecording:
    """Open the form for an answer that reached us outside of Slack."""

    actor: Actor
    key: str | None = None
    channel: str | None = None


@dataclass(frozen=True)
class RecordingForm:
    """The version that waits for an answer, and who is to give it."""

    version_id: str
    number: int
    project_key: str
    project_name: str
    contact_name: str
    change: PromisedChange | None
    presented_on: date
    today: date


@dataclass(frozen=True)
class RecordAnswer:
    """The project manager writes down what the customer said to a version, and where that can be seen."""

    actor: Actor
    version_id: str
    recorded: RecordedAnswer


@for_customers
@read_only
def prepare_answer(order: PrepareAnswer, tx: Transaction, now: datetime) -> AnswerForm:
    """The form that asks for a comment, and shows once more what is agreed to."""
    version, project = _answerable(order.actor, order.version_id, tx)
    short = in_short(version.plan, tx.workspaces.get().country)
    return AnswerForm(
        version.id,
        version.shown_as,
        project.name,
        order.verdict,
        version.change,
        short.price,
        version.plan.completion_date,
    )


@for_customers
def answer_plan(order: AnswerPlan, tx: Transaction, now: datetime) -> None:
    """Keep what the customer pressed; an acceptance freezes what was agreed, a rejection sends us planning again."""
    found, _ = _answerable(order.actor, order.version_id, tx)
    # Whoever answers at the same moment has been heard when the project is held.
    tx.projects.for_change(found.project_id)
    version, project = _answerable(order.actor, order.version_id, tx)
    answer = PlanAnswer(order.verdict, order.actor.user_id, now, order.comment.strip())
    _keep(Act.ANSWERED_PLAN, version, answer, project, tx, now)


def _answerable(actor: Actor, version_id: str, tx: Transaction) -> tuple[PlanVersion, Project]:
    """The version, for its contact, while it can still be answered; for others there may be no such plan."""
    version = tx.plans.find(version_id)
    if version is None or not permissions.allowed(actor, Action.ANSWER_PLAN, version):
        permissions.refuse_stranger(actor)
    if version is None:
        raise no_such_plan()
    project = tx.projects.get(version.project_id)
    if actor.user_id != version.contact and project.is_hidden_from(actor):
        raise no_such_plan()
    permissions.require(actor, Action.ANSWER_PLAN, version)
    _refuse_too_late(version, project, tx)
    return version, project


def _refuse_too_late(version: PlanVersion, project: Project, tx: Transaction) -> None:
    newest = tx.plans.newest_of(project.id) or version
    version.refuse_unless_newest(newest, presented_on(newest, project))
    version.refuse_if_answered()
    if project.is_over:
        raise Refused(f"{project.name} has ended, so its plan is not answered any more.")


@read_only
def prepare_recording(order: PrepareRecording, tx: Transaction, now: datetime) -> RecordingForm:
    """The form for writing down an answer to the version that waits for one."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.PRESENT_PLAN, project)
    version = tx.plans.newest_of(project.id)
    if version is None:
        raise Refused(f"No plan of {project.key} was presented yet. Present it first:", to_type=f"plan {project.key}")
    _refuse_too_late(version, project, tx)
    on, today = presented_on(version, project), local_date(now, zone_of(project.zone))
    named = (version.id, version.shown_as, project.key, project.name, version.contact_name)
    return RecordingForm(*named, version.change, on, today)


def record_answer(order: RecordAnswer, tx: Transaction, now: datetime) -> str:
    """Keep an answer given elsewhere, with who gave it and where that can be seen; returns the project's key."""
    project = tx.projects.for_change(tx.plans.get(order.version_id).project_id)
    if project.is_hidden_from(order.actor):
        raise no_such_plan()
    permissions.require(order.actor, Action.PRESENT_PLAN, project)
    refuse_if_over(project, ", so its plan is not answered any more")
    version, said = tx.plans.get(order.version_id), order.recorded
    _refuse_too_late(version, project, tx)
    answer = PlanAnswer(
        said.verdict,
        order.actor.user_id,
        now,
        said.comment.strip(),
        said.said_by.strip(),
        said.said_on,
        said.medium,
        said.evidence.strip(),
    )
    problems = recording_problems(said, presented_on(version, project), local_date(now, zone_of(project.zone)))
    refuse_if_any([*problems, *answer.problems])
    _keep(Act.RECORDED_ANSWER, version, answer, project, tx, now)
    return project.key


def _keep(act: Act, before: PlanVersion, answer: PlanAnswer, project: Project, tx: Transaction, now: datetime) -> None:
    after = before.answered(answer)
    tx.plans.answer(after)
    is_of_change = customer_answered(after, project, tx, now)
    if not is_of_change and after.is_accepted:
        freeze_baseline(after, project, tx, now)
    changes = (
        Change("version", "", str(after.shown_as)),
        Change("answer", "", answer.verdict.value),
        *((Change("comment", "", answer.comment),) if answer.comment else ()),
        *((Change("said by", "", answer.said_by), Change("evidence", "", answer.evidence)) if answer.said_by else ()),
    )
    tx.history.add(answer.by, now, act, project.id, project.key, changes)
    redraw_offer(after, tx, now)
    if after.is_accepted:
        _redraw_replaced(after, tx, now)
    tx.outbox.add(ProjectCard.of(project.id), now)
    settled = settle_gate(project.id, tx, now, is_told=not is_of_change)
    if not is_of_change:
        tx.outbox.add(_announcement(after, answer, settled), now)
        if after.is_rejected:
            tell_requester(settled, tx, now, answer.verdict.value)


def _announcement(version: PlanVersion, answer: PlanAnswer, project: Project) -> PlanAnswered:
    return PlanAnswered(
        ToProject(project.id),
        project.id,
        project.key,
        project.name,
        version.shown_as,
        version.is_accepted,
        answer.by,
        answer.said_by,
        answer.comment,
        project.acting(Role.PROJECT_MANAGER),
        project.state is State.APPROVED,
        project.scope.completion_date,
    )


def _redraw_replaced(accepted: PlanVersion, tx: Transaction, now: datetime) -> None:
    """Say of what counted until now that it was replaced."""
    before = (one for one in tx.plans.of_project(accepted.project_id) if one.number < accepted.number)
    if replaced := next((one for one in before if one.is_accepted), None):
        redraw_offer(replaced, tx, now)
