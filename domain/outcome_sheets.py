"""How a project came out as one reader sees it: every figure in words, and empty where it is not theirs to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from domain.budget_pictures import BudgetSheet
from domain.calendars import day_words
from domain.change_terms import EFFORT, PRICE
from domain.export_views import Sight
from domain.figures import count_words
from domain.goal_answers import GoalOutcome, goals_in_words
from domain.hours import hours_words
from domain.money import Currency
from domain.outcomes import Basis, Compared, Outcome, ScopeStep, StageOutcome, Taken
from domain.progress_pictures import ProgressSheet
from domain.scope_differences import FINANCIAL
from domain.states import State
from domain.timeline_pictures import TimelineSheet

CATEGORIES_NAMED = 3
HUNDRED = Decimal(100)
CALLED = {Basis.AGREED: "agreed", Basis.PLANNED: "planned", Basis.NOTHING: "planned"}


@dataclass(frozen=True)
class Beside:
    """One thing as it was planned and as it came, and how far the two are apart; all in words."""

    planned: str = ""
    actual: str = ""
    apart: str = ""


NOTHING_BESIDE = Beside()


@dataclass(frozen=True)
class OutcomeRow:
    """A stage, or the whole: its last day, its work and its cost; `note` where the plan did not know it."""

    called: str
    days: Beside
    effort: Beside
    cost: Beside
    note: str = ""


@dataclass(frozen=True)
class LeftBehind:
    """Something that was not done when the project ended: what became of it, and why it was dropped."""

    named: str
    became: str
    why: str = ""


@dataclass(frozen=True)
class OutcomeSheet:
    """Everything that one reader may know of how a project came out, the three figures that matter before all else."""

    project_key: str
    project_name: str
    customer: str
    state: State
    basis: Basis
    figures: tuple[str, ...]
    goals_words: str
    began_on: date | None
    ended_on: date | None
    rows: tuple[OutcomeRow, ...]
    whole: OutcomeRow
    first: tuple[str, ...]
    """What the very first agreement said, where a later one counts."""
    unpriced: str
    goals: tuple[GoalOutcome, ...]
    steps: tuple[ScopeStep, ...]
    difficulties: tuple[str, ...]
    left: tuple[LeftBehind, ...] = ()
    unbegun: int = 0
    """How many stages never began, of a project whose work is over."""

    @property
    def lines(self) -> tuple[OutcomeRow, ...]:
        """The whole, and its stages after it: the whole is read first."""
        return (self.whole, *self.rows)

    @property
    def is_so_far(self) -> bool:
        """Whether the work goes on, so that nothing has come out yet."""
        return self.state in (State.ACTIVE, State.ON_HOLD)

    @property
    def has_effort(self) -> bool:
        """Whether its reader sees hours, and there are any."""
        return any(one.effort != NOTHING_BESIDE for one in self.lines)

    @property
    def has_cost(self) -> bool:
        """Whether its reader sees money, and there is any."""
        return any(one.cost != NOTHING_BESIDE for one in self.lines)


@dataclass(frozen=True)
class OutcomeDocument:
    """The same as a document: who managed the project, on which day it is drawn, and its pictures."""

    sheet: OutcomeSheet
    manager: str
    drawn_on: date
    pictures: tuple[ProgressSheet | TimelineSheet | BudgetSheet, ...] = ()

    @property
    def file_name(self) -> str:
        """The name under which the document is kept."""
        return f"{self.sheet.project_key}-outcome.pdf"

    @property
    def title(self) -> str:
        """How the document is called where files are listed."""
        return f"How {self.sheet.project_name} came out"


def sheet_of(
    outcome: Outcome,
    state: State,
    sights: Collection[Sight],
    currency: Currency,
    left: tuple[LeftBehind, ...] = (),
) -> OutcomeSheet:
    """The outcome of a project for a reader with these sights; who works in it reads what was left undone."""
    said = _Said(outcome, state in (State.ACTIVE, State.ON_HOLD), sights, currency)
    rows = tuple(map(said.row, outcome.stages))
    elsewhere = said.elsewhere(outcome.elsewhere)
    return OutcomeSheet(
        outcome.project_key,
        outcome.project_name,
        outcome.customer,
        state,
        outcome.basis,
        tuple(said.figures(outcome.whole)),
        goals_in_words(outcome.goals),
        outcome.whole.actual.starts_on,
        None if said.is_so_far else outcome.whole.actual.ends_on,
        (*rows, elsewhere) if elsewhere and rows else rows,
        said.beside("In all", outcome.whole),
        said.first(outcome.first),
        hours_words(outcome.unpriced) if outcome.unpriced and Sight.COSTS in sights else "",
        tuple(_seen_goal(one, sights) for one in outcome.goals),
        tuple(_seen_step(one, sights) for one in outcome.scope.steps),
        _main(outcome.difficulties),
        left if Sight.OURS in sights else (),
        0 if said.is_so_far else outcome.unbegun,
    )


@dataclass(frozen=True)
class _Said:
    """How the figures of one outcome are said to one reader."""

    outcome: Outcome
    is_so_far: bool
    sights: Collection[Sight]
    currency: Currency

    @property
    def called(self) -> str:
        return CALLED[self.outcome.basis]

    def figures(self, whole: Compared) -> Iterator[str]:
        """The few figures that matter: what never began, when it ended, the work it took, and what it cost."""
        if self.outcome.unbegun and not self.is_so_far:
            yield f"{self.outcome.unbegun} of {len(self.outcome.stages)} stages never began"
        yield self._end(whole)
        if Sight.OURS in self.sights:
            minutes = (whole.planned.minutes, whole.actual.minutes)
            yield self._part(*minutes, whole.effort, hours_words, "work") or "no hours were logged"
        if Sight.COSTS in self.sights:
            amounts = (whole.planned.cost, whole.actual.cost)
            yield self._part(*amounts, whole.money, self.currency.words, "cost") or "nothing was spent"

    def _end(self, whole: Compared) -> str:
        due, late = whole.planned.ends_on, whole.days_late
        if due is None or late is None:
            ended = None if self.is_so_far else whole.actual.ends_on
            return f"ended {day_words(ended)}" if ended else f"no completion date was {self.called}"
        if self.is_so_far and late <= 0:
            return f"due {day_words(due)}"
        return f"{_late(late)} ({day_words(due)} was {self.called})" if late else f"on the day that was {self.called}"

    def _part(
        self, planned: Decimal | int, actual: Decimal | int, ratio: Decimal | None, words: Callable[..., str], noun: str
    ) -> str:
        """How much was used of what was planned; empty where nothing was used."""
        if not actual:
            return ""
        if ratio is None:
            return f"{words(actual)} of {noun}, none was {self.called}"
        if self.is_so_far:
            return f"{words(actual)} of {noun} so far, {words(planned)} {self.called}"
        share = _percent(ratio)
        if not share:
            return f"as much {noun} as {self.called}"
        return f"{count_words(abs(share))} % {'more' if share > 0 else 'less'} {noun} than {self.called}"

    def row(self, stage: StageOutcome) -> OutcomeRow:
        """One stage beside its plan."""
        is_gone = not stage.was_added and stage.compared.actual.starts_on is None and not stage.compared.actual.minutes
        note = f"not {self.called}, added later" if stage.was_added else "did not take place" if is_gone else ""
        return self.beside(f"{stage.number} {stage.name}", stage.compared, "" if self.is_so_far and is_gone else note)

    def beside(self, called: str, compared: Compared, note: str = "") -> OutcomeRow:
        """Planned beside actual, as far as it is seen."""
        planned, actual = compared.planned, compared.actual
        ended = None if self.is_so_far and called == "In all" else actual.ends_on
        late = compared.days_late if ended else None
        days = Beside(_day(planned.ends_on), _day(ended), "" if late is None else _late(late) or "on time")
        effort = cost = NOTHING_BESIDE
        if Sight.OURS in self.sights and (planned.minutes or actual.minutes):
            due = hours_words(planned.minutes) if planned.minutes else ""
            effort = Beside(due, hours_words(actual.minutes), self._share(compared.effort))
        if Sight.COSTS in self.sights and (planned.cost or actual.cost):
            words = self.currency.words
            due = words(planned.cost) if planned.cost else ""
            cost = Beside(due, words(actual.cost), self._share(compared.money))
        return OutcomeRow(called, days, effort, cost, note)

    def _share(self, ratio: Decimal | None) -> str:
        """How far work or cost went beyond the plan; empty while it goes on, when less only means not yet."""
        if ratio is None or self.is_so_far:
            return ""
        share = _percent(ratio)
        return f"{'+' if share > 0 else '−' if share < 0 else '±'}{count_words(abs(share))} %"

    def elsewhere(self, taken: Taken) -> OutcomeRow | None:
        """What was worked and spent in no stage, which nobody had planned there."""
        effort = Beside("", hours_words(taken.minutes)) if taken.minutes and Sight.OURS in self.sights else None
        cost = Beside("", self.currency.words(taken.cost)) if taken.cost and Sight.COSTS in self.sights else None
        if effort is None and cost is None:
            return None
        return OutcomeRow("In no stage", NOTHING_BESIDE, effort or NOTHING_BESIDE, cost or NOTHING_BESIDE)

    def first(self, first: Taken | None) -> tuple[str, ...]:
        """The figures of the first agreement."""
        if first is None:
            return ()
        effort = f"{hours_words(first.minutes)} of work" if Sight.OURS in self.sights else ""
        cost = f"{self.currency.words(first.cost)} of cost" if Sight.COSTS in self.sights else ""
        return tuple(one for one in (_day(first.ends_on), effort, cost) if one)


def _seen_goal(goal: GoalOutcome, sights: Collection[Sight]) -> GoalOutcome:
    return goal if Sight.OURS in sights else replace(goal, words="")


def _seen_step(step: ScopeStep, sights: Collection[Sight]) -> ScopeStep:
    money = set() if Sight.PLAN in sights else {PRICE, *FINANCIAL}
    kept_back = money | (set() if Sight.OURS in sights else {EFFORT})
    return ScopeStep(step.key, step.what, tuple(one for one in step.moves if one.field not in kept_back))


def _main(categories: tuple[str, ...]) -> tuple[str, ...]:
    """What was difficult most often, with how often: licences (3), people (1) and others (2)."""
    counted = Counter(categories).most_common()
    named = tuple(f"{what} ({count_words(times)})" for what, times in counted[:CATEGORIES_NAMED])
    others = sum(times for _, times in counted[CATEGORIES_NAMED:])
    return (*named, f"others ({count_words(others)})") if others else named


def late_words(days: int) -> str:
    """How far a day is from the one that was agreed: 5 days late, 1 day early, on the agreed day."""
    return _late(days) or "on the agreed day"


def _late(days: int) -> str:
    if not days:
        return ""
    return f"{count_words(abs(days))} day{'' if abs(days) == 1 else 's'} {'late' if days > 0 else 'early'}"


def _percent(ratio: Decimal) -> int:
    return int(((ratio - 1) * HUNDRED).quantize(Decimal(1), ROUND_HALF_EVEN))


def _day(day: date | None) -> str:
    return "" if day is None else day_words(day)
