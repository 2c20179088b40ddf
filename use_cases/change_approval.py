"""What follows when both agree to a change: the customer's word where it concerns them, then scope, plan, baseline."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.change_notices import ChangeAsked, ChangeCard, ChangeDecided
from domain.change_terms import Reader, Terms, terms_changes
from domain.changes import ChangeRequest, ChangeState
from domain.cost_history import SAID
from domain.customer_plan import CustomerPlan, PromisedChange, PromisedMove, also_new
from domain.deciding import Deciding
from domain.history import Act, Change
from domain.identity import UserId, new_id
from domain.measures import Moved
from domain.notices import ToPerson, ToProject
from domain.plans import PlanAnswer, PlanVerdict, PlanVersion
from domain.projects import Project
from domain.refusals import Refused
from domain.roles import Role
from domain.scope import ScopeStatement
from storage.transactions import Transaction
from use_cases.approved import CHANGES_READ, refuse_unless_approved
from use_cases.baselines import freeze_baseline
from use_cases.change_cards import changes_of, redraw_change
from use_cases.cost_watches import measure_by
from use_cases.costing import currency_of
from use_cases.gate import settle_gate
from use_cases.plan_sheets import plan_now, redraw_offer
from use_cases.presenting import keep_version
from use_cases.scope import freeze_scope, keep_scope
from use_cases.verdict_questions import ask_verdict_again

NOT_ASKED = "{key}: {what}. Price and completion date stay, so the customer was not asked again."


def save_turn(
    act: Act, after: ChangeRequest, project: Project, by: UserId | None, tx: Transaction, now: datetime
) -> None:
    """Save what was done with a change, with its line of the history, and redraw it; the project is held."""
    tx.changes.change(after)
    turn = after.turns[-1]
    words = (Change(SAID, "", turn.words),) if turn.words else ()
    offered = changes_of(after, turn.terms, project, tx) if turn.terms else ()
    tx.history.add(by, now, act, project.id, after.key, (*offered, *words))
    redraw_change(after, project, tx, now)


def ask_deciders(
    change: ChangeRequest,
    project: Project,
    but: Collection[UserId],
    tx: Transaction,
    now: datetime,
    *,
    handed_over: bool = False,
) -> None:
    """Tell everybody who must still agree to the newest offer, but those who know, with the buttons that answer it.

    Where a role was `handed_over` that is a message of its own, to somebody who had the role before too.
    """
    for person in change.waits_for(Deciding(project)):
        if person not in but:
            tx.outbox.add(ChangeAsked.of(change, person, now if handed_over else None), now)


def settle_change(change: ChangeRequest, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Go on where both agree: to the customer when price or date move, else at once into scope, plan and baseline."""
    if not change.is_agreed(Deciding(project)):
        return
    _refuse_while_customer_reads(change, project, tx)
    if change.concerns_customer:
        _present(change, project, by, tx, now)
    else:
        _approve_unasked(change, project, by, tx, now)


def _refuse_while_customer_reads(change: ChangeRequest, project: Project, tx: Transaction) -> None:
    for other in tx.changes.open_in([project.id], CHANGES_READ):
        if other.state is ChangeState.WITH_CUSTOMER and other.id != change.id:
            raise Refused(
                f"{other.key} is with the customer, and {change.key} would change what they are answering. "
                "Agree when they have answered."
            )


def _present(change: ChangeRequest, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Show the customer what the plan would be with the change, in the version that the acceptance names."""
    before = tx.plans.newest_of(project.id)
    version = _version(change, project, by, tx, now)
    after = change.presented(by, version.id, now)
    keep_version(version, before, project, tx, now)
    save_turn(Act.PRESENTED_CHANGE, after, project, by, tx, now)
    _tell(after, project, by, tx, now)


def _approve_unasked(change: ChangeRequest, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    answer = PlanAnswer(PlanVerdict.ACCEPTED, by, now, NOT_ASKED.format(key=change.key, what=change.what.rstrip(".")))
    version = replace(_version(change, project, by, tx, now), answer=answer)
    tx.plans.add(version)
    approve(change, version, project, by, tx, now)
    settle_gate(project.id, tx, now)


def _version(change: ChangeRequest, project: Project, by: UserId, tx: Transaction, now: datetime) -> PlanVersion:
    """The next version of the plan, as it is with the change, for whoever was shown the last.

    To the customer its project manager speaks for the project, whoever of the two agreed last.
    """
    before, scope = tx.plans.newest_of(project.id), tx.scopes.newest(project.id)
    plan = _changed_plan(change, scope.statement, plan_now(project, tx))
    return PlanVersion(
        new_id(),
        project.id,
        before.number + 1 if before else 1,
        plan,
        scope.number + 1,
        project.holder(Role.PROJECT_MANAGER) or by,
        now,
        before.contact if before else None,
        before.contact_name if before else project.customer,
        change=_promised(change, plan, project, tx),
        shown_as=before.next_shown_as if before else 1,
    )


def _promised(change: ChangeRequest, plan: CustomerPlan, project: Project, tx: Transaction) -> PromisedChange:
    """A change as its customer reads it: without hours, and without the reasons that we gave each other.

    It names all that differs from what they last accepted, also what was agreed since without asking them.
    """
    told, minutes = _last_told(project, tx), change.approved.minutes
    before = Terms(told.users_count, told.services, told.completion_date, told.price, minutes) if told else None
    said = terms_changes(before or change.approved, change.offer.terms, currency_of(project, tx), Reader.CUSTOMER)
    moves = tuple(PromisedMove(one.field, one.before, one.after) for one in said)
    # What the change itself adds to the scope, its last line, is the headline.
    others = also_new(told, replace(plan, in_scope=plan.in_scope[:-1])) if told else ()
    return PromisedChange(change.key, change.what, (*moves, *others))


def _last_told(project: Project, tx: Transaction) -> CustomerPlan | None:
    """The plan that the customer last accepted themselves; a change that left price and date was not shown to them."""
    for one in tx.plans.of_project(project.id):
        if one.is_accepted and (one.change is None or tx.changes.of_plan(one.id) is not None):
            return one.plan
    return None


def _changed_plan(change: ChangeRequest, statement: ScopeStatement, plan: CustomerPlan) -> CustomerPlan:
    terms, after = change.offer.terms, _statement(change, statement)
    return replace(
        plan,
        users_count=after.users_count,
        services=after.services,
        completion_date=after.completion_date,
        in_scope=after.in_scope,
        price=terms.price,
    )


def _statement(change: ChangeRequest, statement: ScopeStatement) -> ScopeStatement:
    return change.offer.terms.applied(statement, f"{change.what} ({change.key})")


def customer_answered(version: PlanVersion, project: Project, tx: Transaction, now: datetime) -> bool:
    """Let a change follow what its customer said to the version that shows it; returns whether it shows one.

    The project is held for change.
    """
    change, answer = tx.changes.of_plan(version.id), version.answer
    if change is None or answer is None or change.state is not ChangeState.WITH_CUSTOMER:
        return False
    if version.is_accepted:
        approve(change, version, project, answer.by, tx, now)
        return True
    after = change.declined(answer.by, answer.comment, now)
    save_turn(Act.DECLINED_CHANGE, after, project, answer.by, tx, now)
    _tell(after, project, answer.by, tx, now, answer)
    ask_deciders(after, project, (), tx, now)
    return True


def approve(
    change: ChangeRequest, version: PlanVersion, project: Project, by: UserId, tx: Transaction, now: datetime
) -> None:
    """Make a change count: a new version of the scope, the price, and a new baseline; other changes follow it.

    Whoever calls settles the gate when all is said.
    """
    after, terms = change.approved_by(by, now), change.offer.terms
    _keep_scope(change, version, project, tx, now)
    changed = replace(project, scope=terms.scope, price=terms.price)
    tx.projects.change(changed)
    measure_by(Moved.between(change.approved, terms), changed, tx, now)
    freeze_baseline(version, changed, tx, now, change.key)
    save_turn(Act.APPROVED_CHANGE, after, changed, by, tx, now)
    ask_verdict_again(change.key, change.approved, terms, changed, tx, now)
    _tell(after, changed, by, tx, now, version.answer if change.state is ChangeState.WITH_CUSTOMER else None)
    _let_others_follow(after, changed, tx, now)


def _keep_scope(change: ChangeRequest, version: PlanVersion, project: Project, tx: Transaction, now: datetime) -> None:
    """Write the scope's next version as whoever asked for the change, and say who accepted it for the customer."""
    before, answer = freeze_scope(project.id, tx), version.answer
    why = change.key
    if change.state is ChangeState.WITH_CUSTOMER and answer is not None:
        why = f"{change.key}, accepted by {answer.said_by or version.contact_name} for the customer"
    after = before.edited(_statement(change, before.statement), change.asked_by, now, why)
    keep_scope(project, before, replace(after, is_frozen=True), tx, now)


def _let_others_follow(approved: ChangeRequest, project: Project, tx: Transaction, now: datetime) -> None:
    """Bring what else is in discussion up to what is approved by now, to be agreed to again."""
    terms: Terms = refuse_unless_approved(project, tx)
    for other in tx.changes.open_in([project.id], CHANGES_READ):
        after = other.following(terms, approved.key, now)
        if after != other:
            save_turn(Act.FOLLOWED_CHANGE, after, project, None, tx, now)
            ask_deciders(after, project, (), tx, now)


def _tell(
    change: ChangeRequest,
    project: Project,
    by: UserId | None,
    tx: Transaction,
    now: datetime,
    answer: PlanAnswer | None = None,
) -> None:
    """Say what became of a change in the channel, and to whoever asked for it; with what its customer answered.

    Figures and the reasons that we give each other are for whoever asked.
    """
    named = (change.id, change.key, project.name, change.what, change.state, by, answer.said_by if answer else "")
    ours, terms = "" if answer else change.turns[-1].words, change.offer.terms
    words = answer.comment if answer else ""
    told = changes_of(change, terms, project, tx, Reader.CHANNEL)
    tx.outbox.add(ChangeDecided(ToProject(project.id), *named, words, told), now)
    if change.asked_by != by:
        whole = changes_of(change, terms, project, tx)
        tx.outbox.add(ChangeDecided(ToPerson(change.asked_by), *named, words or ours, whole), now)


def tell_end(change: ChangeRequest, project: Project, by: UserId, tx: Transaction, now: datetime) -> None:
    """Say that a change was rejected or withdrawn, with the reason."""
    _tell(change, project, by, tx, now)
    tx.outbox.add(ChangeCard.of(project.id, change.id), now)


def close_version(change: ChangeRequest, by: UserId, tx: Transaction, now: datetime) -> None:
    """Let nobody answer any more what a withdrawn change showed the customer."""
    version = tx.plans.get(change.plan_id or "")
    words = f"{change.key} was withdrawn, so nothing of it is to be answered."
    closed = version.answered(PlanAnswer(PlanVerdict.WITHDRAWN, by, now, words))
    tx.plans.answer(closed)
    redraw_offer(closed, tx, now)
