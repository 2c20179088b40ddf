"""The tools and methods that projects need in place, in the order in which they were listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from domain.identity import UserId
from domain.tools import Tool, ToolState, no_such_tool
from storage.statements import MINE, Gateway, as_new, columns_to_change
from storage.tables.gate import tools

OURS = sa.select(tools).where(tools.c.workspace_id == MINE)
BY_ID = OURS.where(tools.c.id == sa.bindparam("tool"))
OF_PROJECT = OURS.where(tools.c.project_id == sa.bindparam("project")).order_by(tools.c.number)
OPEN_OF = (
    OURS.where(tools.c.owner == sa.bindparam("person"), tools.c.state == ToolState.OPEN.value)
    .order_by(tools.c.given_at, tools.c.project_id, tools.c.number)
    .limit(sa.bindparam("most"))
)
THIS = (tools.c.workspace_id == MINE, tools.c.id == sa.bindparam("tool"))
CHANGE = sa.update(tools).where(*THIS).values(**columns_to_change(tools))
REMOVE = sa.delete(tools).where(*THIS)


class Tools(Gateway):
    """Reads and keeps the tools and methods of one workspace's projects."""

    def get(self, tool: str) -> Tool:
        """The tool with this id; refuses one that is on no list of this workspace."""
        row = self.run(BY_ID, tool=tool).one_or_none()
        if row is None:
            raise no_such_tool()
        return tool_from(row)

    def of_project(self, project: str) -> list[Tool]:
        """What a project needs in place, in the order in which it was listed."""
        return [tool_from(row) for row in self.run(OF_PROJECT, project=project)]

    def open_of(self, person: str, most: int) -> list[Tool]:
        """What a person still has to see to, in any project, the oldest first."""
        return [tool_from(row) for row in self.run(OPEN_OF, person=person, most=most)]

    def add(self, wanted: Iterable[Tool]) -> None:
        """Put these on the lists of their projects."""
        for one in wanted:
            self.insert(tools, id=one.id, **_columns(one))

    def change(self, tool: Tool) -> None:
        """Save how a tool stands and who sees to it."""
        self.run(CHANGE, tool=tool.id, **as_new(_columns(tool)))

    def remove(self, tool: str) -> None:
        """Take a tool off its list."""
        self.run(REMOVE, tool=tool)


def tool_from(row: Any) -> Tool:
    """A row of the tools as the domain knows it."""
    owner = UserId(row.owner) if row.owner else None
    return Tool(row.id, row.project_id, row.number, row.what, owner, row.given_at, ToolState(row.state), row.why)


def _columns(one: Tool) -> dict[str, Any]:
    return {
        "project_id": one.project_id,
        "number": one.number,
        "what": one.what,
        "owner": one.owner,
        "given_at": one.given_at,
        "state": one.state.value,
        "why": one.why,
    }
