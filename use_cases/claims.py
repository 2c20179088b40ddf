"""Who else counts on the people of a project without having booked them: said wherever its feasibility is judged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from domain.actors import Actor
from domain.capacity import monday_of
from domain.claims import rival_claims
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
    """On whom of these people other projects count at the same time, though they have booked nothing of them."""
    if not demands.skills or not crew:
        return ()
    people, last = [one.person for one in crew], max(one.last_day for one in demands.skills)
    claims = [one for one in tx.stages.claims(people, AT_WORK, demands.today, last) if one.project_id != project.id]
    if not claims:
        return ()
    booked: dict[tuple[UserId, str], list[date]] = defaultdict(list)
    ends = max(one.last_day for one in claims)
    for one in tx.capacity.bookings(people, monday_of(min(one.first_day for one in claims)), monday_of(ends)):
        booked[one.person, one.project_id].append(one.week)
    rivals = rival_claims(claims, demands.skills, crew, booked)
    known = {one.id: one for one in tx.projects.several({id for ids in rivals.values() for id in ids})}
    return tuple(_line(person, [known[id] for id in rivals[person]], actor) for person in people if person in rivals)


def _line(person: UserId, projects: list[Project], actor: Actor) -> AlsoCounted:
    seen = sorted(one.key for one in projects if not one.is_hidden_from(actor))
    return AlsoCounted(person, tuple(seen), len(seen) < len(projects))


def also_counted_in(project: Project, actor: Actor, tx: Transaction, now: datetime) -> tuple[AlsoCounted, ...]:
    """The same of a project whose needs and people are not at hand."""
    demands = demands_of(project, tx, now)
    return also_counted(project, demands, crew_of(project, demands, tx, now), actor, tx)
