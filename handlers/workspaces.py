"""The workspace's settings, in App Home for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cache

from babel import Locale
from slack_bolt import Ack

from domain.actors import Actor
from domain.identity import UserId
from domain.refusals import Problem, refuse_if_any
from domain.workspaces import Creators, Department, LeadershipForm, SettingsForm, Workspace
from handlers.answering import OpenModal, UpdateModal
from handlers.forms import group, read_form
from handlers.incoming import View
from handlers.routing import Routes
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Runner
from use_cases.workspaces import (
    SaveLeadership,
    SaveSettings,
    ShowSettings,
    save_leadership,
    save_settings,
    show_settings,
)

COMMON_CURRENCIES = (
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "JPY",
    "CNY",
    "INR",
    "CAD",
    "AUD",
    "NZD",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "TRY",
    "UAH",
    "ILS",
    "AED",
    "SAR",
    "QAR",
    "EGP",
    "MAD",
    "TND",
    "NGN",
    "KES",
    "ZAR",
    "GHS",
    "PKR",
    "BDT",
    "LKR",
    "NPR",
    "SGD",
    "MYR",
    "THB",
    "IDR",
    "PHP",
    "VND",
    "KRW",
    "TWD",
    "HKD",
    "BRL",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "UYU",
    "MXN",
    "CRC",
    "DOP",
    "GEL",
    "AMD",
    "AZN",
    "KZT",
    "UZS",
    "RSD",
    "ALL",
    "MKD",
    "BAM",
    "MDL",
)
MOST_DEPARTMENTS = 40
routes = Routes()


@dataclass(frozen=True)
class SettingsFields:
    """What the first step asks for."""

    zone: str
    working_days: tuple[int, ...]
    work_start: time
    work_end: time
    currency: str
    country: str = ""
    region: str = ""


@dataclass(frozen=True)
class LeaderFields:
    """What the second step asks for, but for the departments."""

    creators: Creators
    it_managers: tuple[UserId, ...] = ()


@dataclass(frozen=True)
class DepartmentFields:
    """One row of the departments; a row without both is left out."""

    department: str = ""
    head: UserId | None = None


@cache
def currencies() -> tuple[tuple[str, str], ...]:
    """The currencies that can be chosen, with their English names."""
    names = Locale("en").currencies
    return tuple((code, f"{code} · {names.get(code, code)}") for code in COMMON_CURRENCIES)


def leadership_view(workspace: Workspace, rows: int) -> View:
    """The second step with so many rows for departments, as far as a modal can hold them."""
    held = dict(enumerate(workspace.departments, start=1))
    numbers = range(1, min(rows, MOST_DEPARTMENTS) + 1)
    return draw_view("leadership", Named(workspace, {}), rows=[(number, held.get(number)) for number in numbers])


@routes.action("open_settings")
def settings_opened(actor: Actor, run: Runner, open_modal: OpenModal) -> None:
    """Open the settings with when people work."""
    workspace = run(show_settings, ShowSettings(actor))
    open_modal(draw_view("settings", Named(workspace, {}), currencies=currencies()))


@routes.view("settings")
def settings_submitted(actor: Actor, view: View, run: Runner, once: str, update_modal: UpdateModal) -> None:
    """Save when people work, and ask who leads, with one empty row for another department."""
    fields = read_form(SettingsFields, view)
    typed = {**vars(fields), "country": fields.country.strip().upper(), "region": fields.region.strip().upper()}
    run(save_settings, SaveSettings(actor, SettingsForm(**typed), frozenset(COMMON_CURRENCIES)), once=once)
    workspace = run(show_settings, ShowSettings(actor))
    update_modal(leadership_view(workspace, len(workspace.departments) + 1))


@routes.action("leadership.add_department")
def department_added(actor: Actor, view: View, run: Runner, update_modal: UpdateModal) -> None:
    """Show one more row; what was typed stays."""
    shown = sum(block.get("block_id", "").startswith("head@") for block in view["blocks"])
    update_modal(leadership_view(run(show_settings, ShowSettings(actor)), shown + 1))


@routes.view("leadership")
def leadership_submitted(ack: Ack, actor: Actor, view: View, run: Runner, once: str) -> None:
    """Save who leads."""
    departments = _departments(group(DepartmentFields, view, by="row"))
    form = LeadershipForm(tuple(departments.values()), **vars(read_form(LeaderFields, view)))
    run(save_leadership, SaveLeadership(actor, form, tuple(departments)), once=once)
    ack()


def _departments(rows: dict[str, DepartmentFields]) -> dict[str, Department]:
    problems = []
    for row, fields in rows.items():
        if fields.head is not None and not fields.department.strip():
            problems.append(Problem("Name the department this head leads.", f"department@{row}"))
        if fields.head is None and fields.department.strip():
            problems.append(Problem("Choose the head of this department.", f"head@{row}"))
    refuse_if_any(problems)
    return {row: Department(one.department.strip(), one.head) for row, one in rows.items() if one.head is not None}
