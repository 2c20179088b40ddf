"""Who could do what a stage needs: for each of its skills everybody who masters it, ranked for the stage's days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.candidates import Candidate
from domain.demands import stage_label
from domain.projects import Project, refuse_if_over
from domain.stages import SkillNeed, Stage, StageState
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.candidates import LONGEST_WINDOW, ranked
from use_cases.stages import OVER, names_in, seen_stage

NEEDS_SHOWN = 5
CANDIDATES_OF_A_NEED = 4


@dataclass(frozen=True)
class FindForStage:
    """Who could do what the stage with this id needs?"""

    actor: Actor
    stage_id: str


@dataclass(frozen=True)
class NeedCandidates:
    """Hours of a skill that a stage needs, the best who could do all of them, and how many more there are."""

    id: str
    skill_name: str
    level: int
    minutes: int
    lines: tuple[Candidate, ...]
    beyond: int


@dataclass(frozen=True)
class StageCandidates:
    """Who could do each thing that a stage needs between two days, both included."""

    project_key: str
    project_name: str
    stage_id: str
    stage_words: str
    first_day: date
    last_day: date
    needs: tuple[NeedCandidates, ...]
    more_needs: int
    may_book: bool


@read_only
def find_for_stage(order: FindForStage, tx: Transaction, now: datetime) -> Named[StageCandidates]:
    """Who masters each skill that a stage needs and has time while it lasts; days that have passed count no more."""
    stage, project = seen_stage(order.stage_id, order.actor, tx)
    permissions.require(order.actor, Action.SEE_FEASIBILITY, project)
    refuse_if_over(project, OVER)
    stage.refuse_unless_open()
    days = window_of(stage, local_date(now, zone_of(project.zone)))
    found = StageCandidates(
        project.key,
        project.name,
        stage.id,
        stage_label(stage),
        *days,
        tuple(_for_need(one, stage, days, project, tx, now) for one in stage.needs[:NEEDS_SHOWN]),
        len(stage.needs[NEEDS_SHOWN:]),
        permissions.allowed(order.actor, Action.BOOK_PEOPLE, project),
    )
    return tx.people.named(found)


def candidates_of_need(
    stage_id: str, need_id: str, project: Project, tx: Transaction, now: datetime
) -> tuple[Stage, NeedCandidates] | None:
    """The open stage of this project with who could do one of its needs; None where it has none of it any more."""
    stage = next((one for one in tx.stages.in_project(project.id) if one.id == stage_id), None)
    if stage is None or stage.state is StageState.ENDED:
        return None
    days = window_of(stage, local_date(now, zone_of(project.zone)))
    return next(
        ((stage, _for_need(one, stage, days, project, tx, now)) for one in stage.needs if one.id == need_id), None
    )


def window_of(stage: Stage, today: date) -> tuple[date, date]:
    """The days of a stage that are still to come, at least today and at most a year of them."""
    first = max(today, stage.starts_on)
    return first, min(max(first, stage.ends_on), first + LONGEST_WINDOW)


def _for_need(
    need: SkillNeed, stage: Stage, days: tuple[date, date], project: Project, tx: Transaction, now: datetime
) -> NeedCandidates:
    name = names_in((stage,), tx).get(need.skill_id, need.skill_id)
    lines = ranked(need.skill_id, need.level, need.minutes, *days, project, tx, now)
    return NeedCandidates(
        need.id, name, need.level, need.minutes, lines[:CANDIDATES_OF_A_NEED], len(lines[CANDIDATES_OF_A_NEED:])
    )
