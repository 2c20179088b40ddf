"""Pages of projects in the order of their keys, whatever is looked for, from indexes alone.

Each thing that is looked for is first counted by itself, and no further than a few hundred projects. What few have is
looked up one by one; what many have is soon met on the way along the keys. So a page costs about the same in a
workspace of a hundred projects and in one of ten thousand. Public projects and the reader's own private ones are two
walks, so that the private ones of others cost nothing and are never met.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.listing import MOST_WORDS, ProjectFilter, search_words
from domain.projects import Project
from domain.states import State
from storage.statements import MINE, Gateway, insert_of
from storage.tables.deputies import stand_ins
from storage.tables.projects import IN_PLANNING, IS_PRIVATE, IS_PUBLIC, project_roles, project_words, projects

FEW = 300
"""How many projects are looked up one by one; more of them are met sooner on the way along the keys."""
BEFORE = "listed_as"
"""The column with the state of a project that has not begun; of one that has it says what was before."""
LAST_SIGN = "\U0010ffff"
EDGE: sa.BindParameter[Any] = sa.bindparam("edge")
UNINDEXED = sa.case((sa.true(), projects.c.workspace_id))
"""The workspace, hidden from SQLite's indexes: it counts no rows, so it walks all keys rather than look up and sort a
few. PostgreSQL counts, reads this as the bare column and chooses by itself."""
FORGET = sa.delete(project_words).where(
    project_words.c.workspace_id == MINE, project_words.c.project_id == sa.bindparam("project")
)


@dataclass(frozen=True)
class Page:
    """The projects of a page, and whether there are more beyond either end of it."""

    ids: tuple[str, ...]
    has_earlier: bool
    has_later: bool


@dataclass(frozen=True)
class Having:
    """What a project has to have, under the names of its parameters; `few`, whether few projects have it."""

    what: str
    few: bool = False
    in_role: bool = False
    of_customer: bool = False


@dataclass(frozen=True)
class Walk:
    """What a walk along the keys asks of each project that it meets; `state_in` is the column that says its state."""

    is_private: bool = False
    is_backwards: bool = False
    state_in: str = ""
    having: tuple[Having, ...] = ()


@cache
def _along(walk: Walk) -> sa.Select[Any]:
    """The statement of a walk, made the first time it is needed."""
    key = projects.c.key
    ours = (UNINDEXED if any(one.few for one in walk.having) else projects.c.workspace_id) == MINE
    found = sa.select(key, projects.c.id).where(ours, sa.text(IS_PRIVATE if walk.is_private else IS_PUBLIC))
    found = found.where(key < EDGE).order_by(key.desc()) if walk.is_backwards else found.where(key > EDGE).order_by(key)
    if walk.state_in:
        found = found.where(projects.c[walk.state_in] == sa.bindparam("state"))
    if walk.state_in == BEFORE:
        found = found.where(sa.text(IN_PLANNING))
    for one in walk.having:
        has_it = _those(one)
        met = sa.exists(has_it.where(has_it.selected_columns.project_id == projects.c.id))
        found = found.where(projects.c.id.in_(has_it) if one.few else met)
    return found.limit(sa.bindparam("most"))


@cache
def _counted(one: Having) -> sa.Select[Any]:
    """How many projects have it, counted no further than matters."""
    return sa.select(sa.func.count()).select_from(_those(one).limit(FEW + 1).subquery())


@cache
def _those(one: Having) -> sa.Select[Any]:
    """The projects that have it; whoever stands in for somebody in a role is in it for the time."""
    if one.what in ("person", "reader"):
        held = sa.select(project_roles.c.project_id).where(
            project_roles.c.workspace_id == MINE, project_roles.c.person_id == sa.bindparam(one.what)
        )
        lent = sa.select(stand_ins.c.project_id).where(
            stand_ins.c.workspace_id == MINE,
            stand_ins.c.deputy_id == sa.bindparam(one.what),
            stand_ins.c.acting == sa.bindparam(one.what),
            stand_ins.c.role.is_not(None),
        )
        if one.in_role:
            held = held.where(project_roles.c.role == sa.bindparam("held"))
            lent = lent.where(stand_ins.c.role == sa.bindparam("held"))
        both = sa.union_all(held, lent).subquery()
        return sa.select(both.c.project_id)
    said = sa.select(project_words.c.project_id).where(
        project_words.c.workspace_id == MINE,
        project_words.c.word >= sa.bindparam(one.what),
        project_words.c.word < sa.bindparam(f"beyond_{one.what}"),
    )
    return said.where(project_words.c.of_customer) if one.of_customer else said


class Listing(Gateway):
    """Reads pages of the projects that somebody may see, and keeps the words by which each is found."""

    def keep(self, project: Project) -> None:
        """Remember the words of a project, in place of those before: its key, its name's and its customer's."""
        self.run(FORGET, project=project.id)
        ours = [(word, False) for word in search_words(f"{project.key} {project.name}")]
        theirs = [(word, True) for word in search_words(project.customer)]
        rows = [{"workspace_id": self.workspace, "project_id": project.id} | _word(*one) for one in ours + theirs]
        self.connection.execute(insert_of(project_words), rows)

    def page(
        self,
        wanted: ProjectFilter,
        reader: UserId,
        most: int,
        after: str = "",
        before: str | None = None,
    ) -> Page:
        """So many projects that fit and that the reader may see, after a key, or the last ones before one."""
        having, names = _asked(wanted, reader)
        names |= {"reader": reader, "edge": after if before is None else before, "most": most + 1}
        counted = tuple(self._with_count(one, names) for one in having)
        walk = Walk(False, before is not None, _state_in(wanted), counted)
        own = replace(walk, is_private=True, having=(self._with_count(Having("reader"), names), *counted))
        met = sorted([*self._met(walk, names), *self._met(own, names)], reverse=walk.is_backwards)
        shown, is_more = met[:most], len(met) > most
        if walk.is_backwards:
            return Page(tuple(id for _, id in reversed(shown)), is_more, has_later=True)
        return Page(tuple(id for _, id in shown), bool(after), is_more)

    def _with_count(self, one: Having, names: dict[str, Any]) -> Having:
        return replace(one, few=self.run(_counted(one), **names).scalar_one() <= FEW)

    def _met(self, walk: Walk, names: dict[str, Any]) -> list[tuple[str, str]]:
        return [(row.key, row.id) for row in self.run(_along(walk), **names)]


def _state_in(wanted: ProjectFilter) -> str:
    if wanted.state is None:
        return ""
    return BEFORE if isinstance(wanted.state, State) else "lifecycle"


def _asked(wanted: ProjectFilter, reader: UserId) -> tuple[list[Having], dict[str, Any]]:
    """What a project has to have to fit, and the values of its parameters."""
    names: dict[str, Any] = {"state": wanted.state.value} if wanted.state else {}
    having = []
    if (person := wanted.whose(reader)) is not None:
        having.append(Having("person", in_role=wanted.role is not None))
        names |= {"person": person} | ({"held": wanted.role.value} if wanted.role else {})
    words = [(word, False) for word in search_words(wanted.text)[:MOST_WORDS]]
    words += [(word, True) for word in search_words(wanted.customer)[:MOST_WORDS]]
    for number, (word, of_customer) in enumerate(words):
        having.append(Having(f"word{number}", of_customer=of_customer))
        names |= {f"word{number}": word, f"beyond_word{number}": word + LAST_SIGN}
    return having, names


def _word(word: str, of_customer: bool) -> dict[str, Any]:
    return {"word": word, "of_customer": of_customer}
