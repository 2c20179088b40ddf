"""The people of a workspace, and who of them can be given work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.actors import Standing
from domain.identity import UserId
from domain.refusals import Problem

CANNOT_WORK = {
    Standing.GUEST: "{name} is a guest in this workspace. Choose a full member.",
    Standing.OUTSIDER: "{name} is from another organisation. Choose a member of this workspace.",
    Standing.BOT: "{name} is an app, not a person. Choose a person.",
    Standing.DEACTIVATED: "{name}'s account is deactivated. Choose somebody who is still here.",
}


@dataclass(frozen=True)
class Person:
    """A Slack account as the directory knows it; `zone` is an IANA name."""

    id: UserId
    name: str
    title: str = ""
    zone: str = "UTC"
    standing: Standing = Standing.MEMBER
    is_admin: bool = False

    @property
    def can_work(self) -> bool:
        return self.standing is Standing.MEMBER


@dataclass(frozen=True)
class Departure:
    """Somebody who came or went, and whether they could work before; what they can now stands in the directory."""

    person: UserId
    could_work: bool


def shown_name(name: str, standing: Standing) -> str:
    """A name as messages show it; who has gone is called so, as Slack itself does."""
    return f"{name} (deactivated)" if standing is Standing.DEACTIVATED else name


def why_not_given_work(person: Person) -> str | None:
    """The sentence that refuses to give this account work, or None when it may be given some."""
    refusal = CANNOT_WORK.get(person.standing)
    return refusal.format(name=person.name) if refusal else None


def staffing_problems(field: str, people: list[Person]) -> list[Problem]:
    """A problem beside the field for each chosen account that cannot be given work."""
    return [Problem(why, field) for person in people if (why := why_not_given_work(person))]


def contact_problems(
    field: str, contact: UserId | None, person: Person | None, team: Iterable[UserId]
) -> list[Problem]:
    """Why this account cannot answer for the customer: it is unknown, no person who is here, or one of our own team."""
    if contact is None:
        return []
    if person is None:
        return [Problem("Steward does not know this account. Choose somebody else, or write their name below.", field)]
    if person.standing in (Standing.BOT, Standing.DEACTIVATED):
        return [Problem(CANNOT_WORK[person.standing].format(name=person.name), field)]
    if contact in team:
        return [Problem(f"{person.name} works on this project. Choose somebody of the customer.", field)]
    return []
