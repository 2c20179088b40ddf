"""App Home: what waits for a person, their projects, and the settings for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.effects import Posted
from domain.identity import ChannelId, UserId
from domain.living import Home
from domain.urgency import Waiting
from storage.transactions import Transaction, read_only
from use_cases.creators import may_create
from use_cases.member_contacts import own_lines
from use_cases.my_work import waiting_for
from use_cases.own_plans import OwnPlanLine
from use_cases.portfolio import PortfolioInShort, portfolio_in_short
from use_cases.reading import Read
from use_cases.status import PROJECTS_SHOWN, ProjectLine, project_lines

WAITING_SHOWN = 11
WORKING_SHOWN = 6


@dataclass(frozen=True)
class OpenHome:
    """A person opened their App Home."""

    actor: Actor


@dataclass(frozen=True)
class HomeFacts:
    """Everything on a person's App Home: what waits and what is worked on, most urgent first, and the projects."""

    person: UserId
    waiting: tuple[Waiting, ...]
    working_on: tuple[Waiting, ...]
    more: int
    projects: tuple[ProjectLine, ...]
    portfolio: PortfolioInShort | None
    """How the projects fare that they oversee; None for those who oversee none."""
    plans: tuple[OwnPlanLine, ...]
    """What they were presented as the customer, in projects in which they have no role."""
    may_create: bool
    is_admin: bool
    settings_saved: bool


def open_home(order: OpenHome, tx: Transaction, now: datetime) -> None:
    """Publish a person's Home, and keep it true from now on."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    home = Home.of(order.actor.user_id)
    tx.outbox.keep_posted(home.mark, Posted(ChannelId(order.actor.user_id), "0"))
    tx.outbox.add(home, now)


@read_only
def read_home(order: Read, tx: Transaction, now: datetime) -> HomeFacts | None:
    """What a person's Home shows now."""
    permissions.require(order.actor, Action.DELIVER)
    person = tx.people.get(order.about)
    if person is None:
        return None
    workspace = tx.workspaces.get()
    actor = Actor(order.actor.workspace, person.id, person.standing, person.is_admin)
    every = waiting_for(person, tx, now)
    waiting = tuple(one for one in every if not one.is_under_way)
    working = tuple(one for one in every if one.is_under_way)
    shown = waiting[:WAITING_SHOWN], working[:WORKING_SHOWN]
    return HomeFacts(
        person.id,
        *shown,
        len(every) - sum(map(len, shown)),
        project_lines(tx.projects.of_person(person.id, PROJECTS_SHOWN), tx, now),
        portfolio_in_short(actor, workspace, tx, now),
        own_lines(person.id, tx),
        may_create(actor, workspace),
        person.is_admin,
        workspace.settings_saved,
    )
