"""Who was asked to maintain which delivered service, and who does."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.handover_terms import Support
from domain.handovers import ClosedOver, Handover, HandoverState, MaintainedSearch, no_such_handover, service_sign
from domain.identity import UserId
from domain.listing import MOST_WORDS, search_words
from domain.projects import Lifecycle
from storage.listing import LAST_SIGN
from storage.roles import on_it
from storage.statements import ESCAPE, MINE, Gateway, as_new, columns_to_change, pattern_of
from storage.tables.handovers import IS_ACCEPTED, IS_IN_FORCE, IS_OFFERED, closings_over, handovers
from storage.tables.projects import IS_PUBLIC, project_words, projects
from storage.types import UtcDateTime

SUPPORT = TypeAdapter(Support)
HANDOVER: sa.BindParameter[str] = sa.bindparam("handover")
PROJECT: sa.BindParameter[str] = sa.bindparam("project")
PERSON: sa.BindParameter[str] = sa.bindparam("person")
MOST: sa.BindParameter[int] = sa.bindparam("most")
OURS = sa.select(handovers).where(handovers.c.workspace_id == MINE)
BY_ID = OURS.where(handovers.c.id == HANDOVER)
BY_ID_LOCKED = BY_ID.with_for_update(of=handovers)
IN_PROJECT = OURS.where(handovers.c.project_id == PROJECT).order_by(handovers.c.number)
NOW: sa.BindParameter[Any] = sa.bindparam("now", type_=UtcDateTime)
IS_RELIEVED_LATER = sa.and_(handovers.c.state == HandoverState.ENDED.value, handovers.c.ended_at > NOW)
"""Somebody else accepted it, from a later day on."""
COUNTS = sa.or_(sa.text(IS_IN_FORCE), IS_RELIEVED_LATER)
IN_FORCE_IN = IN_PROJECT.where(COUNTS)
NEWEST = sa.select(sa.func.max(handovers.c.number)).where(
    handovers.c.workspace_id == MINE, handovers.c.project_id == PROJECT
)
OFFERED_TO = (
    OURS.where(handovers.c.maintainer == PERSON, sa.text(IS_OFFERED))
    .order_by(handovers.c.offered_at, handovers.c.id)
    .limit(MOST)
)
PROJECTS_OF = (
    sa.select(handovers.c.project_id)
    .distinct()
    .where(handovers.c.workspace_id == MINE, handovers.c.maintainer == PERSON, COUNTS)
)
STILL_HELD = OURS.where(
    handovers.c.project_id.in_(sa.bindparam("projects", expanding=True)), IS_RELIEVED_LATER
).order_by(handovers.c.ended_at, handovers.c.id)
READER: sa.BindParameter[str] = sa.bindparam("reader")
IS_ON_IT = handovers.c.project_id.in_(on_it("reader"))
earlier = handovers.alias("earlier")
IS_THEIRS_STILL = sa.exists().where(
    earlier.c.workspace_id == MINE,
    earlier.c.project_id == handovers.c.project_id,
    earlier.c.sign == handovers.c.sign,
    earlier.c.maintainer == READER,
    earlier.c.state == HandoverState.ENDED.value,
    earlier.c.ended_at > NOW,
)
IS_THEIRS = sa.or_(handovers.c.maintainer == READER, IS_THEIRS_STILL)
MAY_BE_READ = sa.or_(sa.text(IS_PUBLIC), IS_THEIRS, IS_ON_IT)
"""What a private project delivered is for those on it, and for whoever maintains it."""
MAINTAINED = (
    sa.text(f"handovers.{IS_ACCEPTED}"),
    handovers.c.workspace_id == MINE,
    projects.c.lifecycle != Lifecycle.CANCELLED.value,
    MAY_BE_READ,
)
"""Of a project that was cancelled nothing was delivered, so that nobody maintains it."""
CHANGE = (
    sa.update(handovers)
    .where(handovers.c.workspace_id == MINE, handovers.c.id == HANDOVER)
    .values(**columns_to_change(handovers))
)
CLOSED_OVER = sa.select(closings_over).where(
    closings_over.c.workspace_id == MINE, closings_over.c.project_id == PROJECT
)


class Handovers(Gateway):
    """Reads and keeps who maintains what one workspace's projects delivered."""

    def next_number(self, project: str) -> int:
        """The number of a project's next offer; the project is held for change."""
        return (self.run(NEWEST, project=project).scalar() or 0) + 1

    def add(self, one: Handover) -> None:
        """Save a new offer."""
        self.insert(handovers, id=one.id, **_columns(one))

    def change(self, one: Handover) -> None:
        """Save what became of an offer."""
        self.run(CHANGE, handover=one.id, **as_new(_columns(one)))

    def get(self, handover: str) -> Handover:
        """The handover with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, handover)

    def for_change(self, handover: str) -> Handover:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, handover)

    def _one(self, statement: Any, handover: str) -> Handover:
        row = self.run(statement, handover=handover).one_or_none()
        if row is None:
            raise no_such_handover()
        return handover_from(row)

    def in_project(self, project: str) -> list[Handover]:
        """Everything that was ever offered in a project, the oldest first."""
        return [handover_from(row) for row in self.run(IN_PROJECT, project=project)]

    def in_force_in(self, project: str, now: datetime) -> list[Handover]:
        """What waits for an answer in a project and what is maintained, the oldest offer first.

        What somebody is relieved of on a later day is maintained by them until then.
        """
        return [handover_from(row) for row in self.run(IN_FORCE_IN, project=project, now=now)]

    def still_held(self, of_projects: list[str], now: datetime) -> list[Handover]:
        """What somebody maintains until a later day, on which whoever accepted it begins; who ends first, first."""
        return [handover_from(row) for row in self.run(STILL_HELD, projects=of_projects, now=now)]

    def offered_to(self, person: str, most: int) -> list[Handover]:
        """What a person was asked to maintain and has not answered, the oldest first."""
        return [handover_from(row) for row in self.run(OFFERED_TO, person=person, most=most)]

    def projects_of(self, person: str, now: datetime) -> list[str]:
        """The projects of which a person maintains something, or was asked to, over or not."""
        return list(self.run(PROJECTS_OF, person=person, now=now).scalars())

    def page(
        self, wanted: MaintainedSearch, now: datetime, most: int, after: tuple[str, str] | None = None
    ) -> list[Handover]:
        """So many maintained services that are wanted, as far as the reader may know of them.

        In the order of their names; after the sign and the id of the last one that was shown, if any.
        """
        query = _page(*_asked(wanted), after is not None)
        return [handover_from(row) for row in self.run(query, most=most, **_named(wanted, now, after))]

    def counted(self, wanted: MaintainedSearch, now: datetime, after: tuple[str, str] | None = None) -> int:
        """How many services a page and those after it have; all that are wanted where it is the first."""
        found: int = self.run(_count(*_asked(wanted), after is not None), **_named(wanted, now, after)).scalar_one()
        return found

    def close_over(self, one: ClosedOver) -> None:
        """Keep that a project was closed although something of it was not handed over."""
        self.insert(closings_over, **{**vars(one), "services": list(one.services)})

    def closed_over(self, project: str) -> ClosedOver | None:
        """How a project was closed over what was not handed over, if it was."""
        row = self.run(CLOSED_OVER, project=project).one_or_none()
        if row is None:
            return None
        made_for = UserId(row.made_for) if row.made_for else None
        return ClosedOver(row.project_id, UserId(row.made_by), row.made_at, row.grounds, tuple(row.services), made_for)


def _asked(wanted: MaintainedSearch) -> tuple[bool, int, bool]:
    return bool(wanted.words), len(search_words(wanted.words)[:MOST_WORDS]), wanted.mine


def _named(wanted: MaintainedSearch, now: datetime, after: tuple[str, str] | None) -> dict[str, Any]:
    names: dict[str, Any] = {"reader": wanted.reader, "now": now}
    names |= {"like": pattern_of(service_sign(wanted.words))} if wanted.words else {}
    names |= {"sign": after[0], "last": after[1]} if after else {}
    for number, word in enumerate(search_words(wanted.words)[:MOST_WORDS]):
        names |= {f"word{number}": word, f"beyond{number}": word + LAST_SIGN}
    return names


@cache
def _page(has_words: bool, customers: int, mine: bool, goes_on: bool) -> sa.Select[Any]:
    found = _fitting(sa.select(handovers), has_words, customers, mine, goes_on)
    return found.order_by(handovers.c.sign, handovers.c.id).limit(MOST)


@cache
def _count(has_words: bool, customers: int, mine: bool, goes_on: bool) -> sa.Select[Any]:
    return _fitting(sa.select(sa.func.count(handovers.c.id)), has_words, customers, mine, goes_on)


def _fitting(what: sa.Select[Any], has_words: bool, customers: int, mine: bool, goes_on: bool) -> sa.Select[Any]:
    found = what.select_from(handovers.join(projects, projects.c.id == handovers.c.project_id)).where(*MAINTAINED)
    if has_words:
        named = handovers.c.sign.like(sa.bindparam("like"), escape=ESCAPE)
        found = found.where(sa.or_(named, _of_customer(customers)) if customers else named)
    if mine:
        found = found.where(IS_THEIRS)
    if goes_on:
        sign: sa.BindParameter[Any] = sa.bindparam("sign", type_=handovers.c.sign.type)
        same = sa.and_(handovers.c.sign == sign, handovers.c.id > sa.bindparam("last"))
        found = found.where(sa.or_(handovers.c.sign > sign, same))
    return found


def _of_customer(words: int) -> sa.ColumnElement[bool]:
    """Whether the customer of the project has each of so many words."""
    return sa.and_(*(handovers.c.project_id.in_(_with_word(number)) for number in range(words)))


def _with_word(number: int) -> sa.Select[Any]:
    return sa.select(project_words.c.project_id).where(
        project_words.c.workspace_id == MINE,
        project_words.c.of_customer,
        project_words.c.word >= sa.bindparam(f"word{number}"),
        project_words.c.word < sa.bindparam(f"beyond{number}"),
    )


def handover_from(row: Any) -> Handover:
    """The handover in a row."""
    return Handover(
        row.id,
        row.project_id,
        row.number,
        row.service,
        UserId(row.maintainer),
        row.starts_on,
        SUPPORT.validate_python(row.support),
        UserId(row.offered_by),
        row.offered_at,
        row.why,
        HandoverState(row.state),
        row.answered_at,
        row.reason,
        row.ended_at,
    )


def _columns(one: Handover) -> dict[str, Any]:
    plain = {name: value for name, value in vars(one).items() if name != "id"}
    support = SUPPORT.dump_python(one.support, mode="json")
    return {**plain, "sign": one.sign, "support": support, "state": one.state.value}
