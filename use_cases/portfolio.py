"""The portfolio of whoever leads or looks after projects: decisions first, then projects by health, then capacity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.health import Colour, reports_count_after
from domain.identity import UserId
from domain.people import Person
from domain.portfolio import (
    NextDate,
    PortfolioFilter,
    department_meant,
    department_word,
    department_words,
    narrowed_to,
    oversees,
)
from domain.projects import Lifecycle, Project
from domain.roles import Role
from domain.staffing import workers
from domain.states import State
from domain.urgency import Waiting, longest_waiting_first
from domain.workspaces import Workspace
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.decisions_owed import decisions_owed
from use_cases.errands import errands_waiting
from use_cases.fares import Fare, Reported, fares_of
from use_cases.my_work import difficulties_told
from use_cases.weeks_together import CapacityWeek, weeks_together

PROJECTS_READ = 1_000
PROJECTS_ON_A_PAGE = 6
DECISIONS_SHOWN = 4
WORST_SHOWN = 3
ONLY_THOSE = (
    "Department heads and IT managers may see how all projects fare: those on the workspace's lists, which "
    "administrators keep, and those of a running project."
)
LOOKED_AT = 20
"""On Home; the portfolio itself looks at all of them."""


@dataclass(frozen=True)
class ShowPortfolio:
    """How do the projects fare that I lead or look after? Those that fit this filter, after so many that were shown."""

    actor: Actor
    wanted: PortfolioFilter = field(default_factory=PortfolioFilter)
    beginning: int = 0


@dataclass(frozen=True)
class PortfolioLine:
    """One project: how it fares and why, when it was last heard of, and its next date."""

    key: str
    name: str
    customer: str
    state: State
    manager: UserId | None
    colour: Colour | None
    reasons: tuple[str, ...]
    reported: Reported | None
    heard_on: date | None
    heard_days_ago: int
    next_date: NextDate | None
    today: date


@dataclass(frozen=True)
class PortfolioFacts:
    """A page of a portfolio; `wanted` is the filter as it could be typed, then its parts, then where pages go on."""

    wanted: str
    whose: str
    state: str
    health: str
    department: str
    search: str
    person: UserId | None
    departments: tuple[tuple[str, str], ...]
    """How each is typed, and its name."""
    decisions: tuple[Waiting, ...]
    more_decisions: int
    in_all: int
    is_cut: bool
    """Whether there are more projects than are looked at."""
    colours: tuple[tuple[Colour, int], ...]
    lines: tuple[PortfolioLine, ...]
    beginning: int
    earlier: int | None
    later: int | None
    people: int
    weeks: tuple[CapacityWeek, ...]


@dataclass(frozen=True)
class PortfolioInShort:
    """How many projects somebody oversees, the colours of those that were looked at, and those that fare worst."""

    in_all: int
    looked_at: int
    colours: tuple[tuple[Colour, int], ...]
    worst: tuple[PortfolioLine, ...]


@dataclass(frozen=True)
class Overseen:
    """The projects that somebody oversees and that fit a filter, by how they fare."""

    fares: tuple[Fare, ...]
    is_cut: bool


@read_only
def show_portfolio(order: ShowPortfolio, tx: Transaction, now: datetime) -> Named[PortfolioFacts]:
    """What waits for the reader's decision, a page of their projects by health, and the time of the people in them."""
    person = tx.people.get(order.actor.user_id) or Person(order.actor.user_id, "")
    workspace = tx.workspaces.get()
    own = _running_of(order.actor, tx)
    _require(order.actor, workspace, own, tx)
    order = replace(order, wanted=meant(order.wanted, workspace))
    found = overseen(order.actor, order.wanted, workspace, tx, now, own)
    decisions = decisions_of(person, own, tx, now)
    people = _people_of(found)
    return tx.people.named(_facts(order, workspace, found, decisions, people, weeks_together(people, person, tx, now)))


def _require(actor: Actor, workspace: Workspace, own: list[Project], tx: Transaction) -> None:
    """Refuse whoever oversees nothing, and name who could put them on a list rather than who sees it already."""
    try:
        permissions.require(actor, Action.SEE_PORTFOLIO, workspace, *own)
    except permissions.NotForStrangers:
        raise
    except permissions.Forbidden:
        keepers = tuple(one.id for one in tx.people.administrators())
        raise permissions.Forbidden(ONLY_THOSE, keepers, Action.SEE_PORTFOLIO) from None


def _running_of(actor: Actor, tx: Transaction) -> list[Project]:
    """The running projects in which somebody has a role: what waits for them waits in these."""
    return tx.projects.running_of(actor.user_id, PROJECTS_READ)


def is_listed(person: UserId, workspace: Workspace) -> bool:
    """Whether somebody stands on a list of the workspace, and so oversees every project that they may know of."""
    return person in workspace.heads or person in workspace.it_managers


def meant(wanted: PortfolioFilter, workspace: Workspace) -> PortfolioFilter:
    """The filter with the department by its whole name; refuses one that there is not."""
    if not wanted.department:
        return wanted
    return replace(wanted, department=department_word(department_meant(wanted.department, workspace).name))


def overseen(
    reader: Actor,
    wanted: PortfolioFilter,
    workspace: Workspace,
    tx: Transaction,
    now: datetime,
    read: Iterable[Project] = (),
) -> Overseen:
    """The projects that the reader oversees and that fit, the worst first; never a private one of others.

    Without a state those that go on: neither what has not started nor what is on hold. `read` are projects that need
    not be read again.
    """
    person = reader.user_id
    listed = is_listed(person, workspace)
    chosen = wanted if listed else narrowed_to(wanted, person)
    head = department_meant(wanted.department, workspace).head if wanted.department else None
    asked = replace(chosen.projects, state=chosen.projects.state or Lifecycle.ACTIVE)
    page = tx.listing.page(asked, person, PROJECTS_READ)
    asked_for = set(page.ids)
    known = {one.id: one for one in read if one.id in asked_for}
    fitting = [
        one
        for one in (*known.values(), *tx.projects.several(asked_for - known.keys()))
        if (listed or oversees(person, one)) and (head is None or one.holder(Role.DEPARTMENT_HEAD) == head)
    ]
    fares = [one for one in fares_of(fitting, reader, tx, now) if wanted.health in (None, _colour_in_list(one))]
    return Overseen(tuple(fares), page.has_later)


def _colour_in_list(one: Fare) -> Colour | None:
    return one.worst if one.health else None


def decisions_of(person: Person, running: list[Project], tx: Transaction, now: datetime) -> tuple[Waiting, ...]:
    """What others need this person's word for, in these projects and besides, the most urgent and oldest first."""
    today = local_date(now, zone_of(person.zone))
    every = (
        *decisions_owed(person, running, tx, now),
        *difficulties_told(person, today, tx),
        *errands_waiting(person.id, tx),
    )
    return longest_waiting_first((one for one in every if one.is_decision), now)


def portfolio_in_short(reader: Actor, workspace: Workspace, tx: Transaction, now: datetime) -> PortfolioInShort | None:
    """How the projects fare that somebody oversees; None for whoever oversees none.

    A Home is drawn often: however many there are, only those that their rows say most against are looked at.
    """
    if not is_listed(reader.user_id, workspace) and not tx.roles.oversees(reader.user_id):
        return None
    today, listed = local_date(now, zone_of(workspace.zone)), is_listed(reader.user_id, workspace)
    since = reports_count_after(now)
    ids, in_all = tx.portfolio.most_against(reader.user_id, today, since, LOOKED_AT, is_listed=listed)
    read = tx.projects.several(ids)
    fares = fares_of((one for one in read if listed or oversees(reader.user_id, one)), reader, tx, now)
    troubled = [one for one in fares if one.worst is not Colour.GREEN]
    return PortfolioInShort(in_all, len(fares), colours_of(fares), tuple(map(portfolio_line, troubled[:WORST_SHOWN])))


def _people_of(found: Overseen) -> tuple[UserId, ...]:
    """Everybody who works in these projects, as long as they run."""
    running = (one.project for one in found.fares if not one.project.is_over)
    return tuple(dict.fromkeys(person for one in running for person in workers(one)))


def _facts(
    order: ShowPortfolio,
    workspace: Workspace,
    found: Overseen,
    decisions: tuple[Waiting, ...],
    people: tuple[UserId, ...],
    weeks: tuple[CapacityWeek, ...],
) -> PortfolioFacts:
    wanted, many = order.wanted, len(found.fares)
    beginning = order.beginning if 0 <= order.beginning < many else 0
    shown = found.fares[beginning : beginning + PROJECTS_ON_A_PAGE]
    later = beginning + PROJECTS_ON_A_PAGE
    return PortfolioFacts(
        str(wanted),
        wanted.projects.whose_words,
        wanted.projects.state_word,
        wanted.health.value if wanted.health else "",
        wanted.department_words,
        wanted.search,
        wanted.projects.person,
        tuple(dict.fromkeys((department_words(one.name), one.name) for one in workspace.departments)),
        decisions[:DECISIONS_SHOWN],
        max(0, len(decisions) - DECISIONS_SHOWN),
        many,
        found.is_cut,
        colours_of(found.fares),
        tuple(portfolio_line(one) for one in shown),
        beginning,
        max(0, beginning - PROJECTS_ON_A_PAGE) if beginning else None,
        later if later < many else None,
        len(people),
        weeks,
    )


def colours_of(fares: Iterable[Fare]) -> tuple[tuple[Colour, int], ...]:
    """How many of these projects have each colour, the worst first; what is over has none."""
    every = [one.worst for one in fares if one.health]
    return tuple((colour, every.count(colour)) for colour in Colour if colour in every)


def portfolio_line(one: Fare) -> PortfolioLine:
    """One project as a line of a portfolio."""
    project = one.project
    return PortfolioLine(
        project.key,
        project.name,
        project.customer,
        project.state,
        project.holder(Role.PROJECT_MANAGER),
        one.health.colour if one.health else None,
        one.health.reasons if one.health else (),
        one.reported,
        one.heard_on,
        one.heard_days_ago,
        one.next_date,
        one.today,
    )
