"""The stages of a project whose work never began, among what is still to be said at its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.actions import Action
from domain.closing import NAMED, EndQuestion
from domain.figures import first_of
from domain.moves import Move
from domain.projects import PUT_AWAY, Project
from domain.stages import Stage, StageState
from storage.transactions import Transaction


def stages_not_begun(project: Project, tx: Transaction, now: datetime) -> Iterable[EndQuestion]:
    """The stages whose work never began: nobody has to end them, but before the close somebody says why."""
    left = unexplained(project, tx) if project.lifecycle not in PUT_AWAY else []
    if left:
        named = first_of([f"{one.number} {one.name}" for one in left], NAMED)
        said = "Never took place" if project.is_over else "Never begun"
        asked = ("explain_unbegun", "Say why", project.key, (Move.CLOSE,))
        yield EndQuestion(f"{said}: {named}", *asked, right=Action.MOVE_PROJECT)


def unexplained(project: Project, tx: Transaction) -> list[Stage]:
    """The stages that never began and of which nobody has said yet why they do not take place."""
    planned = [one for one in tx.stages.in_project(project.id) if one.state is StageState.PLANNED]
    kept = {one.thing_id for one in tx.closings.settled_in(project.id)} if planned else set()
    return [one for one in planned if one.id not in kept]
