"""A project whose plan a customer accepted, and changes of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.gate import Fact
from domain.plans import PlanVerdict
from domain.projects import Lifecycle
from tests import make
from tests.make import CONTACT, IT, NOON, PM
from tests.use_cases.plan_scenes import manager, planned
from use_cases.change_decisions import AgreeChange, agree_change
from use_cases.changes import AskChange, TypedTerms, ask_change
from use_cases.plan_answers import AnswerPlan, answer_plan
from use_cases.presenting import PresentPlan, present_plan

JULY = date(2027, 7, 15)
FIRST_PRICE = Decimal("84250.00")


def approved(tx, started=False, **changes):
    """Everything is decided, and the customer accepted it."""
    project = planned(tx, **changes)
    make.people(tx, [CONTACT])
    tx.projects.settle(replace(project, decided=tuple(Fact)))
    present_plan(PresentPlan(manager(), project.id, CONTACT), tx, NOON)
    answered(tx, project)
    if started:
        tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.ACTIVE, started_at=NOON))
    return tx.projects.get(project.id)


def answered(tx, project, verdict=PlanVerdict.ACCEPTED, comment="", now=NOON):
    """What the contact says to the newest version."""
    newest = tx.plans.newest_of(project.id)
    answer_plan(AnswerPlan(make.actor(CONTACT), newest.id, verdict, comment), tx, now)


def typed(**figures):
    """What is approved as it is typed, but for these figures."""
    usual = {
        "users_count": 120,
        "services": ("Wi-Fi", "Service desk"),
        "completion_date": make.COMPLETION,
        "price": "84250",
        "effort": "",
    }
    return TypedTerms(**{**usual, **figures})


def ask(tx, project, by=PM, note_id="", what="A second site", why="They bought it", now=NOON, **figures):
    """A change, by default of the users alone."""
    figures = figures or {"users_count": 150}
    key = ask_change(AskChange(make.actor(by), project.id, what, why, typed(**figures), note_id), tx, now)
    return tx.changes.by_key(key)


def agree(tx, change, by=IT, now=NOON):
    """Agree to the newest offer."""
    agree_change(AgreeChange(make.actor(by), change.id, tx.changes.get(change.id).offer.number), tx, now)
    return tx.changes.get(change.id)
