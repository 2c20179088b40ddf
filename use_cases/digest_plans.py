"""Seeing that every department head who has running projects has their next digest planned."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.calendars import local_date, zone_of
from domain.digests import DigestPlan
from domain.people import Person
from domain.roles import Role
from storage.transactions import Transaction
from use_cases.capacity import LEAVE_AHEAD

LEAVE_BEFORE = timedelta(days=7)
"""The week of a digest begins before today."""


def plan_digests(tx: Transaction, now: datetime) -> None:
    """Plan the next digest of everybody who acts as a department head by now and has none to come."""
    projects = tx.projects.several(tx.digests.running())
    acting = ((one.acting(Role.DEPARTMENT_HEAD), one) for one in projects)
    heads = {person for person, one in acting if person and Role.DEPARTMENT_HEAD in one.roles_of(person)}
    planned = {plan.head for plan in tx.digests.plans() if plan.next_at is not None}
    for person in tx.people.known(heads - planned):
        if person.can_work:
            tx.digests.keep_plan(following(tx.digests.plan(person.id), person, tx, now))


def following(plan: DigestPlan, person: Person, tx: Transaction, now: datetime) -> DigestPlan:
    """The plan with the next morning for a digest that comes after now, by its head's clock, holidays and leave."""
    zone = zone_of(person.zone)
    today = local_date(now, zone)
    leave = tx.capacity.leave((person.id,), today - LEAVE_BEFORE, today + LEAVE_AHEAD)
    return plan.after(now, zone, tx.workspaces.get().calendar, leave)
