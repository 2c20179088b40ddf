"""What finished projects of the kind say of this one's estimates, and the reserve that was taken of it or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calibration import Calibration, Factor, Finished, calibrate
from domain.cost_history import NOT_TAKEN, RESERVE, SUGGESTED
from domain.history import LENGTH_IN_HISTORY, Act, Change
from domain.identity import UserId
from domain.projects import ChannelKind, Project, refuse_if_over
from domain.refusals import Refused, SoByNow, refuse_if_any
from domain.reserves import ReserveAnswer, suggestion_of
from storage.transactions import Transaction, read_only
from use_cases.finding import visible
from use_cases.gate import settle_gate
from use_cases.vote_questions import redraw_votes

PAST_READ = 60
DURATION = "time from the first day to the last"
OVER = ", so its reserve stays what it is"


@dataclass(frozen=True)
class Learned:
    """What finished projects say, in figures that are read; `kind` is empty where it has no name of its own.

    `suggested` is the reserve in percent, None where none is; `already` by how many percent the plan's hours were
    changed when they were taken over.

    `keys` are those of the projects behind it that the reader may know of, `hidden` counts the others.
    """

    project_id: str
    kind: str
    of_customer: str
    count: int
    keys: tuple[str, ...]
    hidden: int
    figures: tuple[str, ...]
    difficulty: str
    suggested: int | None
    already: int
    may_answer: bool
    is_taken: bool
    answered_by: UserId | None
    reserve_reason: str


@dataclass(frozen=True)
class TakeReserve:
    """Put aside what finished projects suggest; `suggested` is the percentage that was read."""

    actor: Actor
    project_id: str
    suggested: int | None


@dataclass(frozen=True)
class PrepareRefusingReserve:
    """Open the form that asks why the suggested reserve is not taken."""

    actor: Actor
    project_id: str


@dataclass(frozen=True)
class RefusingForm:
    """The suggestion that would be refused."""

    project_id: str
    project_key: str
    suggested: int


@dataclass(frozen=True)
class RefuseReserve:
    """Do not put aside what finished projects suggest, for this reason; `suggested` is the percentage that was read."""

    actor: Actor
    project_id: str
    suggested: int | None
    reason: str


def calibration_of(project: Project, tx: Transaction) -> Calibration | None:
    """What the finished projects of this one's kind say, its own left out; None where there are none."""
    kind = tx.project_templates.kind_of(project.id)
    if kind is None:
        return None
    past = [one for one, _ in finished_of(kind.id, tx) if one.project_id != project.id]
    found = calibrate(past, kind.id, project.customer)
    return replace(found, already=kind.hours_percent) if found else None


def finished_of(kind: str, tx: Transaction) -> list[tuple[Finished, Project]]:
    """The finished projects of a kind as the next plan sees them, the newest first, each with what it is by now."""
    past = [one.as_finished for one in tx.outcomes.of_kind(kind, PAST_READ)]
    there = {one.id: one for one in tx.projects.several(one.project_id for one in past)}
    return [(replace(one, is_private=_is_private(there[one.project_id])), there[one.project_id]) for one in past]


def _is_private(project: Project) -> bool:
    return project.channel.kind is ChannelKind.PRIVATE


def learned_for(project: Project, reader: Actor, tx: Transaction) -> Learned | None:
    """The same as one reader may know it, with what was answered to it; None where nothing was measured."""
    calibration, kind = calibration_of(project, tx), tx.project_templates.kind_of(project.id)
    if calibration is None or kind is None or project.is_over or not _figures(calibration):
        return None
    hidden = {one.key for _, one in finished_of(kind.id, tx) if one.is_hidden_from(reader)}
    keys = tuple(key for key in calibration.projects if key not in hidden)
    stands = _answer_to(calibration, project, tx)
    may_answer = permissions.allowed(reader, Action.SET_PRICE, project)
    return Learned(
        project.id,
        kind.words,
        calibration.customer,
        len(calibration.projects),
        keys,
        len(calibration.projects) - len(keys),
        _figures(calibration),
        calibration.top_difficulty,
        calibration.contingency,
        calibration.already,
        may_answer and bool(calibration.contingency) and stands is None,
        bool(stands and stands.is_taken),
        stands.by if stands else None,
        stands.reason if stands else "",
    )


def _answer_to(calibration: Calibration, project: Project, tx: Transaction) -> ReserveAnswer | None:
    """What was answered to this suggestion; None where it was taken and somebody set another reserve since."""
    answered = tx.reserve_answers.newest(project.id)
    if answered is None or answered.suggestion != suggestion_of(calibration):
        return None
    is_kept = not answered.is_taken or tx.viabilities.get(project.id).contingency == answered.percent
    return answered if is_kept else None


def _figures(calibration: Calibration) -> tuple[str, ...]:
    measured = (("effort", calibration.effort), ("cost", calibration.cost), (DURATION, calibration.duration))
    said = [f"{_words(factor)} {called}{_spread(factor)}" for called, factor in measured if factor is not None]
    late = calibration.days_late
    return tuple(said) if late is None else (*said, _late_words(late))


def _late_words(days: int) -> str:
    """When they were done, beside the agreed date; of several the one in the middle."""
    if not days:
        return "done on the agreed date"
    return f"done {abs(days)} day{'' if abs(days) == 1 else 's'} {'after' if days > 0 else 'before'} the agreed date"


def _words(factor: Factor) -> str:
    return f"{factor.measured:+d} %"


def _spread(factor: Factor) -> str:
    """Between which ratios they lie; of one project there is nothing between."""
    low, high = factor.spread
    return f" ({low:+d} to {high:+d} % in {factor.count})" if factor.count > 1 else ""


def take_reserve(order: TakeReserve, tx: Transaction, now: datetime) -> str:
    """Set the reserve to what finished projects suggest, and keep who took it; returns the project's key."""
    project, calibration, percent = _answerable(order, tx, is_taken=True)
    before = tx.viabilities.get(project.id)
    tx.viabilities.keep(replace(before, contingency=percent))
    moved = Change(RESERVE, f"{before.contingency} %", f"{percent} %")
    _keep(project, calibration, percent, order.actor.user_id, "", tx, now)
    tx.history.add(order.actor.user_id, now, Act.TOOK_RESERVE, project.id, project.key, (moved,))
    settle_gate(project.id, tx, now)
    redraw_votes(project, tx, now)
    return project.key


@read_only
def prepare_refusing_reserve(order: PrepareRefusingReserve, tx: Transaction, now: datetime) -> RefusingForm:
    """The form, for whoever sets the reserve."""
    project, _, percent = _suggested(order.actor, order.project_id, tx)
    return RefusingForm(project.id, project.key, percent)


def refuse_reserve(order: RefuseReserve, tx: Transaction, now: datetime) -> str:
    """Keep who did not take the suggested reserve and why; returns the project's key."""
    project, calibration, percent = _answerable(order, tx, is_taken=False)
    _keep(project, calibration, percent, order.actor.user_id, order.reason, tx, now, is_taken=False)
    said = (Change(SUGGESTED, "", f"{percent} %"), Change(NOT_TAKEN, "", order.reason.strip()[:LENGTH_IN_HISTORY]))
    tx.history.add(order.actor.user_id, now, Act.REFUSED_RESERVE, project.id, project.key, said)
    return project.key


def _answerable(
    order: TakeReserve | RefuseReserve, tx: Transaction, *, is_taken: bool
) -> tuple[Project, Calibration, int]:
    """The suggestion that is answered; refuses one that was not read as it is by now, or was answered meanwhile."""
    project, calibration, percent = _suggested(order.actor, order.project_id, tx, held=True)
    again = f"stages {project.key}"
    answered = _answer_to(calibration, project, tx)
    if answered is not None:
        kind = SoByNow if answered.is_taken is is_taken else Refused
        raise kind("Somebody answered this suggestion meanwhile. To see what stands there now:", to_type=again)
    if order.suggested != percent:
        raise Refused(f"By now {percent} % are suggested, not what you read. To look at it again:", to_type=again)
    return project, calibration, percent


def _suggested(
    actor: Actor, project_id: str, tx: Transaction, *, held: bool = False
) -> tuple[Project, Calibration, int]:
    read = tx.projects.for_change if held else tx.projects.get
    project = visible(read(project_id), actor)
    permissions.require(actor, Action.SET_PRICE, project)
    refuse_if_over(project, OVER)
    calibration = calibration_of(project, tx)
    if calibration is None or calibration.contingency is None:
        raise Refused(f"No finished project of this kind was measured, so nothing is suggested for {project.key}.")
    return project, calibration, calibration.contingency


def _keep(
    project: Project,
    calibration: Calibration,
    percent: int,
    by: UserId,
    reason: str,
    tx: Transaction,
    now: datetime,
    *,
    is_taken: bool = True,
) -> None:
    answer = ReserveAnswer(project.id, suggestion_of(calibration), percent, is_taken, reason.strip(), by, now)
    refuse_if_any(answer.problems())
    tx.reserve_answers.keep(answer)
