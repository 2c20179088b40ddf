"""What a verdict on viability is weighed by: what the chosen solution costs, and what has moved since it was given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.actors import Actor
from domain.calendars import day_words
from domain.cost_history import PRICE, RESERVE
from domain.projects import Lifecycle, Project
from domain.refusals import Refused
from domain.viability import Terms, Viability
from storage.transactions import Transaction
from use_cases.costing import currency_of


@dataclass(frozen=True)
class SolutionCost:
    """The chosen solution's cost beside what the stages plan besides hours; amounts as words.

    With `is_missing` the solution costs more at once than all of that, so that the expected cost is too low.
    """

    name: str
    once: str
    monthly: str
    over_months: str
    months: int
    other_costs: str
    is_missing: bool


@dataclass(frozen=True)
class Moved:
    """One figure that a verdict was given on and that is another by now; both as words."""

    figure: str
    at_verdict: str
    by_now: str


def solution_cost(project: Project, tx: Transaction) -> SolutionCost | None:
    """What the chosen solution costs beside what is planned; None while none is chosen."""
    sheet, currency = tx.options.sheet(project.id), currency_of(project, tx)
    chosen = sheet.chosen
    if chosen is None:
        return None
    others = sum((one.other_costs for one in tx.stages.in_project(project.id)), Decimal(0))
    return SolutionCost(
        chosen.name,
        currency.words(chosen.one_off),
        currency.words(chosen.monthly),
        currency.words(chosen.cost_over(sheet.months)),
        sheet.months,
        currency.words(others),
        chosen.one_off > others,
    )


def moved_since(held: Viability, terms: Terms | None, project: Project, tx: Transaction) -> tuple[Moved, ...]:
    """The figures that a verdict was given on and that are others now; none without a verdict."""
    was = held.decided_on
    if held.verdict is None or was is None or terms is None:
        return ()
    words = currency_of(project, tx).words
    found = [
        Moved("price", words(was.price), words(terms.price)),
        Moved("planned cost", words(was.cost), words(terms.cost)),
        Moved("reserve", f"{was.contingency} %", f"{terms.contingency} %"),
    ]
    until = project.scope.completion_date
    if project.lifecycle is not Lifecycle.PLANNING and held.decided_until is not None and until is not None:
        found.append(Moved("completion date", day_words(held.decided_until), day_words(until)))
    return tuple(one for one in found if one.at_verdict != one.by_now)


def is_outdated(held: Viability, terms: Terms | None, project: Project) -> bool:
    """Whether a verdict is to be given, or given again: none counts of what it cost and was sold for before."""
    is_of_now = project.lifecycle is Lifecycle.PLANNING or (held.verdict is not None and not project.is_over)
    return is_of_now and (bool(held.asked_for) or not held.is_current(terms))


def refuse_who_priced(project: Project, actor: Actor, tx: Transaction) -> None:
    """Refuse whoever would judge, in somebody's place, a price or a reserve of now that they set themselves.

    What somebody else has set since is theirs: only who moved it last counts.
    """
    if not actor.stands_for.get(project.id):
        return
    for figure in (PRICE, RESERVE):
        last = tx.history.newest_of_figure(project.id, project.key, figure)
        if last is not None and last.by == actor.user_id:
            raise Refused(
                f"You set the {figure} of {project.key}, so somebody else decides whether it is viable: whoever is"
                " away, or another deputy whom they name."
            )
