"""What the stages of a project still ask for: hours of skills and pieces of things, each in the days that are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate

from domain.feasibility import SkillDemand
from domain.stages import Stage, StageState
from domain.thing_shortages import ThingDemand


def open_stages(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """The stages whose work is not over."""
    return tuple(one for one in stages if one.state is not StageState.ENDED)


def skill_demands(stages: Iterable[Stage], left: Mapping[str, int], today: date) -> tuple[SkillDemand, ...]:
    """The minutes that the open stages still need of each skill, from today on.

    `left` are the minutes that remain of a stage whose work has begun; its needs share them as they share the plan.
    """
    return tuple(
        SkillDemand(
            stage.ends_on,
            need.skill_id,
            max(stage.starts_on, today),
            need.level,
            minutes,
            need.id,
            stage_label(stage),
            stage.id,
        )
        for stage in open_stages(stages)
        for need, minutes in zip(stage.needs, _shares(stage, left.get(stage.id, stage.minutes)), strict=True)
    )


def _shares(stage: Stage, left: int) -> Iterable[int]:
    """What is left of each need: running totals are rounded, so that no minute is lost."""
    whole = stage.minutes or 1
    totals = [total * left // whole for total in accumulate(need.minutes for need in stage.needs)]
    return (now - before for before, now in zip([0, *totals], totals, strict=False))


def thing_demands(stages: Iterable[Stage], today: date) -> tuple[ThingDemand, ...]:
    """The pieces that the open stages need from today on."""
    return tuple(
        ThingDemand(
            max(need.first_day, today),
            need.thing_id,
            need.last_day,
            need.quantity,
            need.id,
            stage_label(stage),
            stage=stage.id,
        )
        for stage in open_stages(stages)
        for need in stage.things
        if need.last_day >= today
    )


def stage_label(stage: Stage) -> str:
    """A stage as people name it: 2 Install."""
    return f"{stage.number} {stage.name}"
