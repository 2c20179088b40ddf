"""Exports as their readers get them, and projects full of words that can be looked for in them."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

from delivery.exports import draw_export
from domain.checkins import Answer
from domain.closing import OpenKind, Settled, Settlement
from domain.exports import ExportFormat, ExportSheet, Portion
from domain.feedback import FeedbackFigures
from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.history import Act, Change
from domain.identity import new_id
from domain.lessons import LessonAnswer, LessonVerdict
from domain.opinions import Opinion, Verdict
from domain.options import Choice, OptionSheet
from domain.outcomes import Basis, Outcome, StageOutcome
from domain.scope import FinancialRequirements, Goal, TechnicalKind, TechnicalRequirement
from domain.stages import CostKind, OtherCost, ThingNeed
from domain.stock import Thing, ThingKind
from domain.work import CostEntry, Estimate, WorkEntry
from storage.transactions import Transaction
from tests import make
from tests.make import ANA, BEN, IT, NOON, PM, TODAY

EVERY_FORMAT = tuple(ExportFormat)


def drawn(tx: Transaction, reader: str, portion: Portion | None = None):
    """The sheet and the files that this reader would get of everything, or of one portion."""
    sheet = ExportSheet(portion or Portion(EVERY_FORMAT), reader, tx.workspace, "Provider", NOON)
    return draw_export(sheet, lambda use_case, order: use_case(order, tx, NOON))


def files_of(tx: Transaction, reader: str, portion: Portion | None = None) -> dict[str, bytes]:
    """What is in the files by their names, archives unpacked."""
    found = {}
    for file in drawn(tx, reader, portion)[1]:
        if file.name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
                found |= {name: archive.read(name) for name in archive.namelist()}
        else:
            # A long line of a calendar goes on in the next one, after a space.
            found[file.name] = file.content.replace(b"\r\n ", b"")
    return found


def everything_of(tx: Transaction, reader: str, portion: Portion | None = None) -> str:
    """All words of all files."""
    return "\n".join(content.decode("utf-8-sig") for content in files_of(tx, reader, portion).values())


def full(tx: Transaction, key: str, mark: str, **changes):
    """A project in which every word that somebody typed begins with this mark and says what it is."""
    project = make.project(
        tx, key, started=True, name=f"{mark}name", customer=f"{mark}customer", price=Decimal("70707.07"), **changes
    )
    task = make.task(tx, project, title=f"{mark}title", why=f"{mark}why", done_means=f"{mark}done")
    make.difficulty(tx, project, what=f"{mark}difficulty", needed_by=TODAY)
    tool = make.tool(tx, project)
    tx.tools.change(replace(tool, what=f"{mark}tool"))
    note = make.scope_note(tx, project)
    tx.scope_notes.change(replace(note, what=f"{mark}note"))
    asked = make.change(tx, project)
    tx.changes.change(replace(asked, what=f"{mark}change", why=f"{mark}ours-why", turns=(said_by_us(asked, mark),)))
    money = FinancialRequirements(Decimal("80808.08"), f"{mark}plan-terms", (f"{mark}plan-point",))
    make.decide_scope(
        tx, project, in_scope=(f"{mark}in",), goals=(Goal("g", f"{mark}goal", "Calls", "40"),), financial=money
    )
    said = GoalAnswer("g", GoalVerdict.PARTLY, f"{mark}measured", f"{mark}ours-goal")
    tx.outcomes.answer(project.id, said, PM, NOON)
    learned = make.lesson(tx, project, what=f"{mark}lesson")
    ended(tx, project, mark, learned.id)
    make.feedback(tx, project, ended_at=NOON, figures=FeedbackFigures(4, 3, 10, 15))
    called, reason = f"{mark}settled", f"{mark}ours-settled"
    tx.closings.settle(Settlement(new_id(), project.id, OpenKind.NOTE, "n", called, Settled.DROPPED, PM, NOON, reason))
    worked(tx, project, mark, task.id)
    decided(tx, project, mark)
    return tx.projects.get(project.id)


def ended(tx: Transaction, project, mark: str, lesson: str) -> None:
    """How it came out, who maintains what, what became of a lesson, and who stands in."""
    named = (project.id, project.key, project.name, project.customer, "k" * 32, project.currency)
    stage = StageOutcome("s", 1, f"{mark}outcome", make.compared("65.65"))
    tx.outcomes.freeze(Outcome(*named, Basis.AGREED, make.compared("65.65"), stages=(stage,)), NOON)
    make.handover(tx, project, f"{mark}service", why=f"{mark}ours-handover")
    tx.lessons.answer(LessonAnswer(lesson, project.id, LessonVerdict.IGNORED, f"{mark}ours-ignored", PM, NOON))


def said_by_us(change, mark: str):
    """The first turn of a change with words that are none of a channel's business."""
    return replace(change.turns[0], words=f"{mark}ours-words")


def worked(tx: Transaction, project, mark: str, task: str) -> None:
    """Stages with costs, hours and money of Ana and Ben, and an answer of each."""
    stage = make.stage(tx, project, f"{mark}stage", hours=10)
    tx.stock.keep(Thing(f"rack-{project.key}", f"{mark}thing", ThingKind.HARDWARE, 4))
    holding = stage.holding(ThingNeed(new_id(), f"rack-{project.key}", 2, stage.starts_on, stage.ends_on))
    planned = OtherCost(new_id(), f"{mark}costs-planned", CostKind.HARDWARE, Decimal("90909.09"))
    tx.stages.change(holding.costing(planned))
    for person, whose in ((ANA, "ana"), (BEN, "ben")):
        said = {"done": f"{mark}{whose}-did", "next": f"{mark}{whose}-next", "extra": {"Fine?": f"{mark}{whose}-fine"}}
        tx.answers.keep(Answer(new_id(), project.id, TODAY, person, TODAY, NOON, **said))
        hours = {"rate": Decimal("61.61"), "words": f"{mark}{whose}-worked", "logged_at": NOON, "task_id": task}
        tx.work.add(WorkEntry(new_id(), project.id, person, TODAY, 30, stage.id, **hours))
        tx.spending.add(
            CostEntry(new_id(), project.id, person, TODAY, Decimal("62.62"), f"{mark}{whose}-spent", NOON, stage.id)
        )
    tx.history.add(PM, NOON, Act.PRICED, project.id, f"{mark}about", (Change("price", "", f"{mark}costs-moved"),))


def decided(tx: Transaction, project, mark: str) -> None:
    """An opinion, a solution, a plan that was presented, and what is thought to be left of the stage."""
    asked = TechnicalRequirement("t", TechnicalKind.NETWORK, f"{mark}technical")
    tx.opinions.give(Opinion(project.id, asked, Verdict.NOT_POSSIBLE, f"{mark}opinion", IT, NOON))
    way = make.solution(tx, project, name=f"{mark}solution", one_off=Decimal("63.63"))
    tx.options.keep_sheet(OptionSheet(project.id, choice=Choice(way.id, PM, NOON, f"{mark}because", way.ratings)))
    make.plan_version(tx, project, words=f"{mark}plan-words")
    stage = tx.stages.in_project(project.id)[0]
    tx.estimates.add(Estimate(new_id(), project.id, stage.id, PM, NOON, 60, Decimal("64.64"), f"{mark}costs-estimated"))
