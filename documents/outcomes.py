"""How a project came out as a PDF: the figures that matter, then stages, goals, scope and pictures. Internal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from documents.drawing import drawn
from documents.pictures import draw_vectors
from documents.plans import STAMP
from domain.calendars import day_words
from domain.history import Change
from domain.outcome_sheets import CALLED, Beside, OutcomeDocument, OutcomeRow, OutcomeSheet
from domain.outcomes import Basis
from domain.pictures import Ground
from domain.states import State

SOURCE = Path(__file__).with_name("outcome.typ")
AGAINST = {
    Basis.AGREED: "Compared with what the customer agreed to last.",
    Basis.PLANNED: "No customer accepted a plan, so it is compared with what was planned at the start.",
    Basis.NOTHING: (
        "No customer accepted a plan and no stage was planned, so its work and cost cannot be compared with anything."
    ),
}
STANDS = {
    State.CLOSED: "Closed: these figures were frozen and stay as they are.",
    State.CANCELLED: "It was cancelled before it was done.",
}


def draw_outcome(document: OutcomeDocument) -> bytes:
    """The outcome as a PDF of A4 pages."""
    made = drawn(SOURCE, "outcome", words_of(document), format="pdf", timestamp=STAMP)
    assert isinstance(made, bytes)
    return made


def words_of(document: OutcomeDocument) -> dict[str, Any]:
    """Everything that the document says, as it is handed to its source: words, and pictures as SVG."""
    sheet = document.sheet
    return {
        "key": sheet.project_key,
        "title": sheet.project_name,
        "customer": sheet.customer,
        "manager": document.manager,
        "stands": _stands(sheet),
        "drawn_on": day_words(document.drawn_on),
        "figures": [_capital(one) for one in sheet.figures],
        "goals_words": sheet.goals_words,
        "against": AGAINST[sheet.basis],
        "first": " · ".join(sheet.first),
        "days": _days(sheet),
        "unpriced": sheet.unpriced,
        **_table(sheet),
        "goals": [_goal(sheet, n) for n in range(len(sheet.goals))],
        "is_agreed": sheet.basis is Basis.AGREED,
        "steps": [
            {"key": one.key or "A new plan was accepted", "what": one.what, "moves": _moves(one.moves)}
            for one in sheet.steps
        ],
        "left": [[one.named, _capital(one.became), one.why or "—"] for one in sheet.left],
        "difficulties": ", ".join(sheet.difficulties),
        "pictures": [{"svg": draw_vectors(one, Ground.LIGHT), "words": one.words} for one in document.pictures],
    }


def _stands(sheet: OutcomeSheet) -> str:
    if sheet.state is State.COMPLETED:
        return "It is complete; what is said of its goals can be corrected until it is closed." if sheet.goals else ""
    return STANDS.get(sheet.state, "The work goes on: this is how it stands so far.")


def _days(sheet: OutcomeSheet) -> str:
    if sheet.began_on is None:
        return ""
    began = f"Work began on {day_words(sheet.began_on)}"
    return f"{began} and ended on {day_words(sheet.ended_on)}." if sheet.ended_on else f"{began}."


def _table(sheet: OutcomeSheet) -> dict[str, Any]:
    """The rows under the heads of what their reader may see; none where there is nothing but a last day."""
    heads = ["Last day"] + ["Work"] * sheet.has_effort + ["Cost"] * sheet.has_cost
    is_table = bool(sheet.rows) or sheet.has_effort or sheet.has_cost
    rows = [_row(one, sheet) for one in sheet.lines] if is_table else []
    return {"heads": heads, "rows": rows, "called": CALLED[sheet.basis]}


def _row(row: OutcomeRow, sheet: OutcomeSheet) -> dict[str, Any]:
    shown = [row.days] + [row.effort] * sheet.has_effort + [row.cost] * sheet.has_cost
    return {"called": row.called, "note": row.note, "cells": [_cell(one) for one in shown]}


def _cell(one: Beside) -> dict[str, str]:
    return {"actual": one.actual or "—", "planned": one.planned, "apart": one.apart}


def _goal(sheet: OutcomeSheet, number: int) -> list[str]:
    one = sheet.goals[number]
    verdict = _capital(one.verdict.value) if one.verdict else "Not answered"
    return [one.goal.text, one.goal.measure, one.goal.target, one.measured or "—", verdict, one.words]


def _moves(changes: Iterable[Change]) -> list[list[str]]:
    return [[one.field, one.before or "—", one.after or "—"] for one in changes]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
