"""The workspace's settings: shown to and saved by administrators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act
from domain.refusals import Problem, refuse_if_any
from domain.workspaces import LeadershipForm, SettingsForm, Workspace, settings_problems
from storage.transactions import Transaction, read_only
from use_cases.finding import account_problems
from use_cases.heads import confirm_listed_heads, redraw_homes_that_ask
from use_cases.moved_places import follow_days
from use_cases.schedules import replan_all


@dataclass(frozen=True)
class ShowSettings:
    """Open the settings form."""

    actor: Actor


@dataclass(frozen=True)
class SaveSettings:
    """When people work, and the currency; `currencies` are the codes that can be chosen."""

    actor: Actor
    form: SettingsForm
    currencies: frozenset[str]


@dataclass(frozen=True)
class SaveLeadership:
    """Who leads, and who may create projects; `rows` are the rows of the departments, from 1 when none is given."""

    actor: Actor
    form: LeadershipForm
    rows: tuple[str, ...] = ()


@read_only
def show_settings(order: ShowSettings, tx: Transaction, now: datetime) -> Workspace:
    """The settings as they are, or the defaults."""
    workspace = tx.workspaces.get()
    permissions.require(order.actor, Action.SEE_SETTINGS, workspace)
    return workspace


def save_settings(order: SaveSettings, tx: Transaction, now: datetime) -> None:
    """Save when the whole workspace works and what it reckons in; who is asked when is planned anew.

    What is planned counts on both, and is found decided or not again by the clock.
    """
    workspace = _held(order, tx)
    refuse_if_any(settings_problems(order.form, order.currencies))
    _keep(order, workspace, tx, now)
    after = tx.workspaces.get()
    if after.calendar != workspace.calendar:
        replan_all(tx, now)
        follow_days(tx.deputies.away_after(now), tx, now)
    if (after.calendar, after.currency) != (workspace.calendar, workspace.currency):
        tx.unsettled.note_planned()
    redraw_homes_that_ask(tx, now)


def save_leadership(order: SaveLeadership, tx: Transaction, now: datetime) -> None:
    """Save who leads in the whole workspace; a head who is listed now is confirmed wherever they are named."""
    workspace = _held(order, tx)
    refuse_if_any(_people_problems(order, tx))
    _keep(order, workspace, tx, now)
    confirm_listed_heads(order.actor.user_id, tx, now)
    redraw_homes_that_ask(tx, now)


def _held(order: SaveSettings | SaveLeadership, tx: Transaction) -> Workspace:
    workspace = tx.workspaces.for_change()
    permissions.require(order.actor, Action.CHANGE_SETTINGS, workspace)
    return workspace


def _keep(order: SaveSettings | SaveLeadership, workspace: Workspace, tx: Transaction, now: datetime) -> None:
    tx.workspaces.keep(replace(workspace, **vars(order.form), settings_saved=True))
    tx.history.add(order.actor.user_id, now, Act.SAVED_SETTINGS, None)


def _people_problems(order: SaveLeadership, tx: Transaction) -> list[Problem]:
    problems = account_problems("it_managers", order.form.it_managers, tx)
    departments = order.form.departments
    rows = order.rows or tuple(str(number) for number in range(1, len(departments) + 1))
    named: set[str] = set()
    for row, department in zip(rows, departments, strict=True):
        if department.name.casefold() in named:
            problems.append(
                Problem(f"{department.name} stands here twice. Give each department one head.", f"department@{row}")
            )
        named.add(department.name.casefold())
        problems += account_problems(f"head@{row}", (department.head,), tx)
    return problems
