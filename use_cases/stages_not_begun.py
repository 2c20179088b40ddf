"""The stages of a project whose work never began, among what is still to be said at its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.actions import Action
from domain.closing import EndQuestion
from domain.moves import Move
from domain.projects import Lifecycle, Project
from domain.stages import Stage, StageState
from storage.transactions import Transaction

NAMED = 5
ENDED = (Lifecycle.CLOSED, Lifecycle.CANCELLED)


def stages_not_begun(project: Project, tx: Transaction, now: datetime) -> Iterable[EndQuestion]:
    """The stages whose work never began: nobody has to end them, but before the close somebody says why."""
    left = unexplained(project, tx) if project.lifecycle not in ENDED else []
    if left:
        named = ", ".join(f"{one.number} {one.name}" for one in left[:NAMED])
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        said = "Never took place" if project.is_over else "Never begun"
        asked = ("explain_unbegun", "Say why", project.key, (Move.CLOSE,))
        yield EndQuestion(f"{said}: {named}{more}", *asked, right=Action.MOVE_PROJECT)


def unexplained(project: Project, tx: Transaction) -> list[Stage]:
    """The stages that never began and of which nobody has said yet why they do not take place."""
    planned = [one for one in tx.stages.in_project(project.id) if one.state is StageState.PLANNED]
    kept = {one.thing_id for one in tx.closings.settled_in(project.id)} if planned else set()
    return [one for one in planned if one.id not in kept]
