"""Who else counts on the people of a project for more than is booked: said wherever its feasibility is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.actors import Actor
from domain.capacity import Booking, monday_of
from domain.claims import Claim, rival_claims
from domain.feasibility import AvailablePerson
from domain.identity import UserId
from domain.projects import Project
from storage.transactions import Transaction
from use_cases.demands import AT_WORK, Demands, crew_of, demands_of


@dataclass(frozen=True)
class AlsoCounted:
    """Somebody on whom other projects count too, by key; `has_unseen` where the reader must not know some of them."""

    person: UserId
    project_keys: tuple[str, ...]
    has_unseen: bool


def also_counted(
    project: Project, demands: Demands, crew: tuple[AvailablePerson, ...], actor: Actor, tx: Transaction
) -> tuple[AlsoCounted, ...]:
    """On whom of these people other projects count at the same time, for more than they have booked."""
    if not demands.skills or not crew:
        return ()
    people, last = [one.person for one in crew], max(one.last_day for one in demands.skills)
    claims = [one for one in tx.stages.claims(people, AT_WORK, demands.today, last) if one.project_id != project.id]
    if not claims:
        return ()
    known = {one.id: one for one in tx.projects.several({one.project_id for one in claims})}
    rivals = rival_claims(claims, demands.skills, crew, _booked_for(claims, known.values(), tx))
    return tuple(_line(person, [known[id] for id in rivals[person]], actor) for person in people if person in rivals)


def _booked_for(claims: list[Claim], projects: Iterable[Project], tx: Transaction) -> list[Booking]:
    # What a stage needs may be booked of colleagues who are not wanted here.
    people = {one.person for project in projects for one in project.staff}
    first, last = min(one.first_day for one in claims), max(one.last_day for one in claims)
    return tx.capacity.bookings(people, monday_of(first), monday_of(last))


def _line(person: UserId, projects: list[Project], actor: Actor) -> AlsoCounted:
    seen = sorted(one.key for one in projects if not one.is_hidden_from(actor))
    return AlsoCounted(person, tuple(seen), len(seen) < len(projects))


def also_counted_in(project: Project, actor: Actor, tx: Transaction, now: datetime) -> tuple[AlsoCounted, ...]:
    """The same of a project whose needs and people are not at hand."""
    demands = demands_of(project, tx, now)
    return also_counted(project, demands, crew_of(project, demands, tx, now), actor, tx)
