"""Stages whose hours were reckoned for a number of IT users that is another one by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.identity import new_id
from domain.project_templates import StageOutline
from domain.scaling import Kept, Scaling
from domain.stages import SkillNeed, Stage, StageState


def scaling_of(outline: StageOutline, users: int) -> Scaling | None:
    """What of a template's stage grows with the users, reckoned for so many; nothing where its hours are fixed."""
    growing = tuple(one for one in outline.work if one.minutes_each_user)
    return Scaling(users, growing) if growing else None


def unscaled(stages: Iterable[Stage], users: int | None) -> list[Stage]:
    """The stages that have not ended and wait for a word, because there are more or fewer users than reckoned with."""
    open_ones = (one for one in stages if one.state is not StageState.ENDED)
    return [one for one in open_ones if one.scaling is not None and one.scaling.waits_for_answer(users)]


def scaled(stage: Stage, users: int) -> Stage:
    """The stage with the hours of its template for so many users, in whole minutes; what was typed stays as it is."""
    if stage.scaling is None:
        return stage
    minutes = {(one.skill_id, one.level): one.for_users(users) for one in stage.scaling.work}
    known = tuple(
        replace(one, minutes=minutes.get((one.skill_id, one.level), one.minutes))
        for one in stage.needs
        if minutes.get((one.skill_id, one.level), one.minutes)
    )
    held = {(one.skill_id, one.level) for one in stage.needs}
    new = tuple(SkillNeed(new_id(), *one, minutes[one]) for one in minutes if minutes[one] and one not in held)
    return replace(stage, needs=known + new, scaling=Scaling(users, stage.scaling.work))


def kept_as_it_is(stage: Stage, kept: Kept) -> Stage:
    """The stage whose hours stay as they are for this number of users."""
    return replace(stage, scaling=replace(stage.scaling, kept=kept) if stage.scaling else None)
