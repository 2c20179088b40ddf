"""Pages of projects in the order of their keys, whatever is looked for, from indexes alone.

Each thing that is looked for is first asked for by itself, and no further than a few hundred projects. What few have
is looked up one by one; what many have is soon met on the way along the keys. So a page costs about the same in a
workspace of a hundred projects and in one of ten thousand. Public projects and the reader's own private ones are two
walks, so that the private ones of others cost nothing and are never met.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.listing import MOST_WORDS, ProjectFilter, search_words
from domain.projects import Project
from storage.statements import MINE, Gateway, insert_of
from storage.tables.projects import IS_PRIVATE, IS_PUBLIC, project_roles, project_words, projects

FEW = 300
"""How many projects are looked up one by one; more of them are met sooner on the way along the keys."""
LAST_SIGN = "\U0010ffff"
EDGE: sa.BindParameter[Any] = sa.bindparam("edge")
HAS_ROLE = sa.and_(project_roles.c.workspace_id == MINE, project_roles.c.person_id == sa.bindparam("person"))
OF_PERSON = sa.select(project_roles.c.project_id).where(HAS_ROLE).limit(FEW + 1)
IN_ROLE = OF_PERSON.where(project_roles.c.role == sa.bindparam("held"))
WITH_WORD = (
    sa.select(project_words.c.project_id)
    .where(
        project_words.c.workspace_id == MINE,
        project_words.c.word >= sa.bindparam("word"),
        project_words.c.word < sa.bindparam("beyond"),
    )
    .limit(FEW + 1)
)
FORGET = sa.delete(project_words).where(
    project_words.c.workspace_id == MINE, project_words.c.project_id == sa.bindparam("project")
)
WITH_CUSTOMER = WITH_WORD.where(project_words.c.of_customer)


@dataclass(frozen=True)
class Page:
    """The projects of a page, and whether there are more beyond either end of it."""

    ids: tuple[str, ...]
    has_earlier: bool
    has_later: bool


@dataclass(frozen=True)
class Walk:
    """What a walk along the keys asks of each project it meets."""

    is_private: bool = False
    is_backwards: bool = False
    is_narrow: bool = False
    in_state: bool = False
    in_role: bool = False
    of_person: bool = False
    words: tuple[tuple[int, bool], ...] = ()


@cache
def _along(walk: Walk) -> sa.Select[Any]:
    """The statement of a walk, made the first time it is needed."""
    key, edge = projects.c.key, EDGE
    found = sa.select(projects.c.key, projects.c.id).where(
        projects.c.workspace_id == MINE, sa.text(IS_PRIVATE if walk.is_private else IS_PUBLIC)
    )
    found = found.where(key < edge).order_by(key.desc()) if walk.is_backwards else found.where(key > edge).order_by(key)
    if walk.is_narrow:
        found = found.where(projects.c.id.in_(sa.bindparam("ids", expanding=True)))
    if walk.in_state:
        found = found.where(projects.c.lifecycle == sa.bindparam("lifecycle"))
    if walk.of_person:
        found = found.where(_holds("person", walk.in_role))
    if walk.is_private:
        found = found.where(_holds("reader", in_role=False))
    for number, of_customer in walk.words:
        found = found.where(_says(number, of_customer))
    return found.limit(sa.bindparam("most"))


def _holds(who: str, in_role: bool) -> sa.Exists:
    held = sa.exists().where(
        project_roles.c.project_id == projects.c.id, project_roles.c.person_id == sa.bindparam(who)
    )
    return held.where(project_roles.c.role == sa.bindparam("held")) if in_role else held


def _says(number: int, of_customer: bool) -> sa.Exists:
    said = sa.exists().where(
        project_words.c.project_id == projects.c.id,
        project_words.c.word >= sa.bindparam(f"word{number}"),
        project_words.c.word < sa.bindparam(f"beyond{number}"),
    )
    return said.where(project_words.c.of_customer) if of_customer else said


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
        self, wanted: ProjectFilter, reader: UserId, most: int, after: str = "", before: str | None = None
    ) -> Page:
        """So many projects that fit and that the reader may see, after a key, or the last ones before one."""
        walk, names = self._narrowed(wanted, reader)
        walk |= {"is_backwards": before is not None, "in_state": wanted.lifecycle is not None}
        names |= {"edge": before if before is not None else after, "most": most + 1}
        names |= {"lifecycle": wanted.lifecycle.value} if wanted.lifecycle else {}
        met = sorted([*self._walk(Walk(**walk), names), *self._own(walk, names, reader)], reverse=before is not None)
        shown, is_more = met[:most], len(met) > most
        if before is not None:
            return Page(tuple(id for _, id in reversed(shown)), is_more, has_later=True)
        return Page(tuple(id for _, id in shown), bool(after), is_more)

    def _narrowed(self, wanted: ProjectFilter, reader: UserId) -> tuple[dict[str, Any], dict[str, Any]]:
        """What to ask on the way, and what few projects to look at if something is found in few."""
        walk: dict[str, Any] = {}
        names: dict[str, Any] = {}
        if (person := wanted.whose(reader)) is not None:
            held = {"held": wanted.role.value} if wanted.role else {}
            few = self._few(IN_ROLE if held else OF_PERSON, person=person, **held)
            if few is None:
                walk |= {"of_person": True, "in_role": bool(held)}
                names |= {"person": person} | held
            else:
                names["ids"] = few
        said = [(word, False) for word in search_words(wanted.text)[:MOST_WORDS]]
        said += [(word, True) for word in search_words(wanted.customer)[:MOST_WORDS]]
        for number, (word, of_customer) in enumerate(said):
            few = self._few(WITH_CUSTOMER if of_customer else WITH_WORD, word=word, beyond=word + LAST_SIGN)
            if few is None:
                walk["words"] = (*walk.get("words", ()), (number, of_customer))
                names |= {f"word{number}": word, f"beyond{number}": word + LAST_SIGN}
            else:
                names["ids"] = few & names.get("ids", few)
        return walk | {"is_narrow": "ids" in names}, names

    def _own(self, walk: dict[str, Any], names: dict[str, Any], reader: UserId) -> Iterable[tuple[str, str]]:
        """The private projects among those that the reader is on."""
        few = self._few(OF_PERSON, person=reader)
        if few is not None:
            names = names | {"ids": few & names.get("ids", few)}
        return self._walk(Walk(**walk | {"is_private": True, "is_narrow": "ids" in names}), names | {"reader": reader})

    def _walk(self, walk: Walk, names: dict[str, Any]) -> list[tuple[str, str]]:
        if walk.is_narrow and not names["ids"]:
            return []
        ids = {"ids": sorted(names["ids"])} if walk.is_narrow else {}
        return [(row.key, row.id) for row in self.run(_along(walk), **names | ids)]

    def _few(self, statement: sa.Select[Any], **names: Any) -> frozenset[str] | None:
        """The projects of this statement, or None when there are too many to look at one by one."""
        found = list(self.run(statement, **names).scalars())
        return None if len(found) > FEW else frozenset(found)


def _word(word: str, of_customer: bool) -> dict[str, Any]:
    return {"word": word, "of_customer": of_customer}
