"""The skills and things that a template needs, as the catalogue and the stock of the workspace have them now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.history import Act, Change
from domain.identity import UserId
from domain.project_templates import ProjectTemplate, StageOutline, WorkOutline
from domain.skills import MOST_SKILLS, Skill
from storage.transactions import Transaction


@dataclass(frozen=True)
class Matched:
    """Which skill of the catalogue stands for each that a template needs, and what became of the others."""

    skills: dict[str, str]
    things: frozenset[str]
    brought_back: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def work_of(self, stage: StageOutline) -> tuple[WorkOutline, ...]:
        """The work of a stage by skills that can be chosen; what now is one skill at one level is one line."""
        minutes: Counter[tuple[str, int]] = Counter()
        each: Counter[tuple[str, int]] = Counter()
        for one in stage.work:
            if one.skill_id in self.skills:
                minutes[self.skills[one.skill_id], one.level] += one.minutes
                each[self.skills[one.skill_id], one.level] += one.minutes_each_user
        return tuple(WorkOutline(*needed, minutes[needed], each[needed]) for needed in minutes)


def match(template: ProjectTemplate, by: UserId, tx: Transaction, now: datetime) -> Matched:
    """Find what a template needs: by its id, else by its name; a skill that was taken out is brought back.

    Where the catalogue is full it stays out, and its hours with it, as do things that the stock does not hold any more.
    """
    catalogue = tx.skills.catalogue()
    found, lacking = _current(_needed(template), catalogue)
    free = MOST_SKILLS - sum(not one.is_retired for one in catalogue.values())
    back = lacking[: max(0, free)]
    for one in back:
        tx.skills.keep(replace(one, is_retired=False))
        changes = (Change("state", "taken out", ""),)
        tx.history.add(by, now, Act.CHANGED_CATALOGUE, None, one.name, changes)
    wanted = sorted({thing.thing_id for stage in template.stages for thing in stage.things})
    things = tx.stock.several(wanted)
    return Matched(
        found | {one.id: one.id for one in back},
        frozenset(one.id for one in things.values() if not one.is_retired),
        tuple(one.name for one in back),
        tuple(one.name for one in lacking[len(back) :]) + tuple(one.name for one in things.values() if one.is_retired),
    )


def _needed(template: ProjectTemplate) -> list[str]:
    return list(dict.fromkeys(one.skill_id for stage in template.stages for one in stage.work))


def _current(needed: Iterable[str], catalogue: dict[str, Skill]) -> tuple[dict[str, str], list[Skill]]:
    """The skills that can be chosen for those that are needed, and those for which there is none."""
    by_name = {one.name.casefold(): one.id for one in catalogue.values() if not one.is_retired}
    known = [catalogue[one] for one in needed if one in catalogue]
    found = {one.id: one.id if not one.is_retired else by_name.get(one.name.casefold(), "") for one in known}
    return {id: same for id, same in found.items() if same}, [one for one in known if not found[one.id]]
