"""Taking along what one may see of projects, as files: asked for in a form, drawn when they are delivered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.commands import likely_project_key
from domain.exports import ExportFormat, ExportSheet, Extent, Portion, portions
from domain.handouts import ExportFile
from domain.listing import ProjectFilter
from domain.notices import ToPerson
from domain.projects import Project, no_such_project
from domain.refusals import Refused
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.export_pages import seen_by
from use_cases.member_contacts import find_or_own, plans_instead
from use_cases.own_plans import OwnPlan, OwnPlans
from use_cases.reading import Read

PROJECTS_COUNTED = 500
WAITED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class PrepareExport:
    """Open the form: for the project or the filter that was typed, or for those of the button that was pressed."""

    actor: Actor
    typed: tuple[str, ...] = ()
    key: str = ""
    wanted: str = ""
    channel: str | None = None
    """Where nothing was typed, the project that lives there."""


@dataclass(frozen=True)
class ExportForm:
    """What would be taken along: one project, or how many that fit a filter."""

    key: str
    name: str
    wanted: str
    projects: int


@dataclass(frozen=True)
class OrderExport:
    """Take along this project, or those that fit this filter, in these formats."""

    actor: Actor
    key: str
    wanted: str
    formats: tuple[ExportFormat, ...]


@dataclass(frozen=True)
class ExportOrdered:
    """What is on its way: one project or several, in how many parts, and about how many lines of all tables."""

    key: str
    projects: int
    parts: int
    lines: int


@read_only
def prepare_export(order: PrepareExport, tx: Transaction, now: datetime) -> Named[ExportForm | OwnPlan | OwnPlans]:
    """The form, with how much it is about; what a contact without a role was shown, who sees nothing else."""
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    meant = _meant(order, tx, now)
    if isinstance(meant, (OwnPlan, OwnPlans)):
        return tx.people.named(meant)
    if isinstance(meant, Project):
        permissions.require(order.actor, Action.SEE_PROJECT, meant)
        return tx.people.named(ExportForm(meant.key, meant.name, "", 1))
    many = sum(1 for _ in _extents(order.actor, meant, tx))
    if not many:
        return tx.people.named(_nothing(order.actor, meant, tx, now))
    return tx.people.named(ExportForm("", "", str(meant), many))


def _meant(order: PrepareExport, tx: Transaction, now: datetime) -> Project | OwnPlan | OwnPlans | ProjectFilter:
    """The project of a key or of the channel, or a filter; one word that is no key of theirs is looked for."""
    if order.key:
        return find_or_own(order.actor, order.key, None, tx, now)
    here = tx.projects.in_channel(order.channel) if order.channel and not order.typed else None
    if here is not None and not here.is_hidden_from(order.actor):
        return find_or_own(order.actor, here.key, None, tx, now)
    if len(order.typed) == 1 and (key := likely_project_key(order.typed[0])):
        try:
            return find_or_own(order.actor, key, None, tx, now)
        except Refused:
            return ProjectFilter.typed(order.typed[0])
    return ProjectFilter.typed(" ".join(order.typed) or order.wanted)


def _nothing(actor: Actor, wanted: ProjectFilter, tx: Transaction, now: datetime) -> OwnPlan | OwnPlans:
    """The plans of whoever sees nothing but those; for others a refusal that says what to try."""
    if str(wanted):
        words = "No project that you may see fits that, so there is nothing to export. To see which there are:"
        raise Refused(words, to_type="list")
    own = plans_instead(actor, tx, now)
    if own is None:
        raise Refused(
            "There is no project yet that you may see, so there is nothing to export. To see your work:", to_type="mine"
        )
    return own


def _extents(actor: Actor, wanted: ProjectFilter, tx: Transaction) -> Iterator[Extent]:
    """About how much there is of every project that fits and that the person sees, some hundred at a time."""
    after = ""
    while True:
        page = tx.listing.page(wanted, actor.user_id, PROJECTS_COUNTED, after)
        extents = tx.exports.extents(page.ids)
        theirs = tx.projects.several(tx.plans.presented_to(actor.user_id, page.ids))
        seen = seen_by(actor, theirs, tx)
        hidden = {one.key for one in theirs if one.id not in seen}
        yield from (one for one in extents if one.key not in hidden)
        if not page.has_later:
            return
        after = extents[-1].key


def order_export(order: OrderExport, tx: Transaction, now: datetime) -> tuple[int, int, int]:
    """Have the files drawn and handed over, in as many parts as it takes; refuses to hand over nothing.

    Returns how many projects are in it, how many parts it has, and about how many lines.
    """
    permissions.require(order.actor, Action.SEE_OWN_WORK)
    if not order.formats:
        raise Refused("Choose at least one: tables, JSON or the calendar.", "formats")
    whole = Portion(order.formats, order.key, order.wanted)
    today = local_date(now, zone_of(tx.workspaces.get().zone))
    extents = _one(order, tx) if order.key else list(_extents(order.actor, ProjectFilter.typed(order.wanted), tx))
    if not extents:
        raise Refused("By now there is no project that you may see among these, so there is nothing to export.")
    cut = portions(whole, extents, today)
    for portion in cut:
        tx.outbox.add(ExportFile.of(portion, order.actor.user_id), now, useless_after=now + WAITED_FOR)
    return len(extents), len(cut), sum(one.lines(today) for one in extents)


def _one(order: OrderExport, tx: Transaction) -> list[Extent]:
    """How much there is of the one project; refuses one that the person does not see."""
    project = tx.projects.by_key(order.key)
    if project.id not in seen_by(order.actor, [project], tx):
        raise no_such_project(order.key)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    return tx.exports.extents([project.id])


@read_only
def read_export_file(order: Read, tx: Transaction, now: datetime) -> ExportSheet | None:
    """What is to be drawn, for whom, and as of when; what it holds is read page by page when it is drawn.

    None for somebody whom nobody knows here.
    """
    permissions.require(order.actor, Action.DELIVER)
    assert isinstance(order.to, ToPerson)
    if tx.people.get(order.to.person) is None:
        return None
    return ExportSheet(Portion.read(order.about), order.to.person, tx.workspace, tx.workspaces.get().name, now)
