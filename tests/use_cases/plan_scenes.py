"""A project in which everything that a customer's plan says is decided, and our own words and figures besides."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.identity import UserId, new_id
from domain.options import Choice, OptionSheet, Rating, Solution
from domain.projects import Project
from domain.scope import (
    FinancialRequirements,
    Goal,
    PickedResource,
    Requirement,
    ScopeStatement,
    TechnicalKind,
    TechnicalRequirement,
    Weight,
)
from domain.skills import Skill, SkillKind
from domain.stages import CostKind, OtherCost, SkillNeed, Stage
from storage.transactions import Transaction
from tests import make
from tests.make import COMPLETION, NOON, PM, RESP

PRICE = Decimal("84250.00")
INTERNAL = "INTERNAL"
"""A marker: whatever has it must never leave the house."""
STATEMENT = ScopeStatement(
    120,
    ("Wi-Fi", "Service desk"),
    COMPLETION,
    ("Access switches",),
    ("Cabling inside the walls",),
    (Requirement("r1", "Every office has Wi-Fi"), Requirement("r2", "Guests are kept apart", Weight.SHOULD)),
    (Goal("g1", "Fewer interruptions", "Outages per month", "at most 1"),),
    (TechnicalRequirement("t1", TechnicalKind.SECURITY, "802.1X on every port", Weight.MUST, "LAN"),),
    FinancialRequirements(Decimal(90000), "30 days net", ("Half at the start",)),
    (PickedResource("s1", "Core switch × 4 (device, Kiel)"),),
)


def planned(tx: Transaction, **changes) -> Project:
    """Everything decided; what is internal is marked, and its figures stand nowhere else."""
    project = make.project(tx, **changes)
    tx.projects.change(replace(project, price=PRICE))
    tx.scopes.keep(replace(tx.scopes.newest(project.id), statement=STATEMENT, reason=f"{INTERNAL} reason"))
    tx.skills.keep(Skill(f"{INTERNAL}-skill", f"{INTERNAL} networking", SkillKind.SKILL, Decimal("77.77")))
    for number, (name, first, last) in enumerate(
        (("Roll-out", date(2027, 2, 1), date(2027, 6, 30)), ("Survey", date(2027, 1, 11), date(2027, 1, 29))), 1
    ):
        tx.stages.add(stage(project, number, name, first, last))
    compared(tx, project)
    return tx.projects.get(project.id)


def stage(project: Project, number: int, name: str, first: date, last: date) -> Stage:
    """One hundred hours, and cables that nobody outside may know the price of."""
    need = SkillNeed(new_id(), f"{INTERNAL}-skill", 3, 6000)
    cost = OtherCost(new_id(), f"{INTERNAL} cables", CostKind.HARDWARE, Decimal("3333.33"))
    return Stage(new_id(), project.id, number, name, first, last, UserId(RESP), needs=(need,), costs=(cost,))


def compared(tx: Transaction, project: Project) -> None:
    """Two solutions, the second of them chosen."""
    ratings = {"r1": Rating.MET, "r2": Rating.PARTLY}
    rent, buy = (
        Solution(new_id(), project.id, number, name, words, Decimal("55555.55"), Decimal("666.66"), ratings)
        for number, (name, words) in enumerate(
            ((f"{INTERNAL} rent", f"{INTERNAL} words"), ("Managed switches", "One supplier for all of it.")), 1
        )
    )
    for one in (rent, buy):
        tx.options.keep(one)
    choice = Choice(buy.id, RESP, NOON, f"{INTERNAL} reason", ratings, {rent.id: f"{INTERNAL} against"}, rent.id)
    tx.options.keep_sheet(OptionSheet(project.id, (rent, buy), 36, choice))


def manager():
    return make.actor(PM)
