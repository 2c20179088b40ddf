"""Which services are maintained by whom, across projects: found by words, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.commands import likely_project_key, means_all, straighten
from domain.handover_terms import Support
from domain.handovers import Handover, MaintainedSearch, still_before
from domain.identity import UserId
from domain.projects import Project
from domain.refusals import Refused
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import find_project, gone_among, project_here
from use_cases.handover_lists import ProjectServices, may_name_for, seen_handover, services_of

LINES_SHOWN = 5
MINE = "mine"
WORDS_LENGTH = 60


@dataclass(frozen=True)
class ListServices:
    """Who maintains the services with these words? Or those of the project whose key is typed, or of this channel.

    `after` is the handover after which the page begins; with `is_search` a word is never a key.
    """

    actor: Actor
    typed: tuple[str, ...] = ()
    channel: str | None = None
    after: str = ""
    is_search: bool = False


@dataclass(frozen=True)
class Maintained:
    """A service that somebody maintains, and the project that delivered it; `before` does until they begin."""

    handover_id: str
    service: str
    maintainer: UserId
    since: date
    is_to_come: bool
    has_gone: bool
    before: UserId | None
    support: Support
    project_key: str
    project_name: str
    customer: str
    may_name: bool


@dataclass(frozen=True)
class MaintainedPage:
    """One page of maintained services; `following` is the handover after which the next one begins, if there is one.

    It begins after `beginning` of the `in_all` that fit.
    """

    search: str
    mine: bool
    filter_key: str
    lines: tuple[Maintained, ...]
    beginning: int
    in_all: int
    following: str | None


@read_only
def list_services(order: ListServices, tx: Transaction, now: datetime) -> Named[MaintainedPage | ProjectServices]:
    """Who maintains what since when, as far as this person may know of it; of one project when its key is typed."""
    permissions.require(order.actor, Action.SEE_PROJECT)
    if (project := _project_meant(order, tx)) is not None:
        return tx.people.named(services_of(project, order.actor, tx, now))
    wanted, after = _search(order), _place(order, tx)
    found = tx.handovers.page(wanted, now, LINES_SHOWN + 1, after)
    shown = found[:LINES_SHOWN]
    in_all = tx.handovers.counted(wanted, now)
    page = MaintainedPage(
        wanted.words,
        wanted.mine,
        f"{MINE if wanted.mine else ''} {wanted.words}".strip(),
        _maintained(shown, order.actor, tx, now),
        in_all - tx.handovers.counted(wanted, now, after) if after else 0,
        in_all,
        shown[-1].id if len(found) > LINES_SHOWN else None,
    )
    return tx.people.named(page)


def _search(order: ListServices) -> MaintainedSearch:
    """What is looked for: every word but “mine”, and but “all” where nothing else says what."""
    plain = [word for word in order.typed if straighten(word).casefold() != MINE]
    mine, words = len(plain) < len(order.typed), " ".join(plain)[:WORDS_LENGTH].strip()
    return MaintainedSearch(order.actor.user_id, "" if means_all(words) else words, mine)


def _project_meant(order: ListServices, tx: Transaction) -> Project | None:
    """The project whose key is all that was typed, as it is written, or where nothing was, the one in this channel.

    Any other word is looked for among names.
    """
    if not order.typed and not order.is_search:
        return project_here(order.actor, order.channel, tx)
    key = likely_project_key(order.typed[0]) if len(order.typed) == 1 and not order.is_search else None
    if key is None or order.typed[0] != order.typed[0].upper():
        return None
    try:
        return find_project(order.actor, key, None, tx)
    except Refused:
        return None


def _place(order: ListServices, tx: Transaction) -> tuple[str, str] | None:
    """Where the page begins; from the first one for a handover that there is not, or that one must not know of."""
    if not order.after:
        return None
    try:
        last = tx.handovers.get(order.after)
        seen_handover(last, order.actor, tx)
    except Refused:
        return None
    return last.sign, last.id


def _maintained(shown: list[Handover], actor: Actor, tx: Transaction, now: datetime) -> tuple[Maintained, ...]:
    projects = {one.id: one for one in tx.projects.several(list({one.project_id for one in shown}))}
    held = tx.handovers.still_held(list(projects), now)
    gone, workspace = gone_among({one.maintainer for one in (*shown, *held)}, tx), tx.workspaces.get()
    there = [one for one in held if one.maintainer not in gone]
    return tuple(
        Maintained(
            one.id,
            one.service,
            one.maintainer,
            one.starts_on,
            one.starts_on > local_date(now, zone_of(projects[one.project_id].zone)),
            one.maintainer in gone,
            _before(one, there, now),
            one.support,
            projects[one.project_id].key,
            projects[one.project_id].name,
            projects[one.project_id].customer,
            may_name_for(one, projects[one.project_id], actor, workspace),
        )
        for one in shown
    )


def _before(one: Handover, held: list[Handover], now: datetime) -> UserId | None:
    found = still_before((each for each in held if (each.project_id, each.sign) == (one.project_id, one.sign)), now)
    return found.maintainer if found else None
