"""Reading what an export holds, a page of projects at a time, as its reader may see them at that moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import zone_of
from domain.demands import stage_label
from domain.export_tables import Taken
from domain.export_views import Contents, Sight, View, sights_of
from domain.exports import Portion
from domain.identity import UserId
from domain.listing import ProjectFilter
from domain.projects import Project
from domain.refusals import Refused
from storage.transactions import Transaction, read_only
from use_cases.finding import visible
from use_cases.stages import names_in

PROJECTS_AT_ONCE = 10
"""So few that who reads something else meanwhile waits for none of it as long as they would notice."""


@dataclass(frozen=True)
class ReadExportPage:
    """The next projects of a portion, after this key, for the one who takes them along."""

    actor: Actor
    reader: UserId
    portion: Portion
    after: str = ""


@dataclass(frozen=True)
class ExportPage:
    """Some projects of an export, and the key after which it goes on; None at its end."""

    taken: Taken
    following: str | None = None


@read_only
def read_export_page(order: ReadExportPage, tx: Transaction, now: datetime) -> ExportPage:
    """The next projects as far as the reader sees them now: who cannot work here any more sees none."""
    permissions.require(order.actor, Action.DELIVER)
    person = tx.people.get(order.reader)
    if person is None:
        raise Refused("Nobody knows this account here any more.")
    reader = Actor(tx.workspace, person.id, person.standing, person.is_admin)
    found, following = _projects(order, reader, tx)
    sights = seen_by(reader, found, tx)
    seen = [one for one in found if one.id in sights]
    views = _views(reader, seen, sights, tx, now)
    return ExportPage(Taken.together(Taken.of(contents, view) for contents, view in views), following)


def _projects(order: ReadExportPage, reader: Actor, tx: Transaction) -> tuple[list[Project], str | None]:
    """The next projects of a portion, and the last key where there may be more."""
    portion = order.portion
    if portion.key:
        try:
            return [visible(tx.projects.by_key(portion.key), reader)], None
        except Refused:
            return [], None
    after, wanted = order.after or portion.after, ProjectFilter.typed(portion.wanted)
    page = tx.listing.page(wanted, reader.user_id, PROJECTS_AT_ONCE, after)
    found = tx.projects.several(page.ids)
    inside = [one for one in found if not portion.ends_before(one.key)]
    goes_on = page.has_later and len(inside) == len(found)
    return inside, found[-1].key if goes_on else None


def seen_by(reader: Actor, found: Iterable[Project], tx: Transaction) -> dict[str, frozenset[Sight]]:
    """What somebody sees of each of these projects, by its id; a project of which they see nothing is left out."""
    every = list(found)
    theirs = tx.plans.presented_to(reader.user_id, [one.id for one in every])
    sights = {one.id: sights_of(reader, one, one.id in theirs) for one in every}
    return {id: seen for id, seen in sights.items() if seen}


def _views(
    reader: Actor, found: list[Project], sights: Mapping[str, frozenset[Sight]], tx: Transaction, now: datetime
) -> list[tuple[Contents, View]]:
    """Everything of these projects, each with what its reader sees and how things in it are called."""
    every = tx.exports.contents(found)
    names = dict(tx.people.named(every).names) | names_in((one for each in every for one in each.stages), tx)
    blocked_by = tx.exports.blocked_by(one.id for one in found)
    return [(each, _view(each, reader, sights[each.project.id], names, blocked_by, now)) for each in every]


def _view(
    contents: Contents,
    reader: Actor,
    sights: frozenset[Sight],
    names: Mapping[str, str],
    blocked_by: Mapping[str, list[str]],
    now: datetime,
) -> View:
    keys = {one.id: one.key for one in contents.tasks} | {one.id: one.key for one in contents.changes}
    waits = {one.id: tuple(keys[each] for each in blocked_by.get(one.id, ()) if each in keys) for one in contents.tasks}
    return View(
        reader.user_id,
        sights,
        zone_of(contents.project.zone),
        now,
        names,
        keys,
        {one.id: stage_label(one) for one in contents.stages},
        waits,
    )
