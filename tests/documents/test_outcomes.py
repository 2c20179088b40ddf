"""How a project came out as a document: rich, poor, and whatever people typed."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from documents.outcomes import draw_outcome
from domain.export_views import Sight
from domain.goal_answers import GoalOutcome, GoalVerdict
from domain.history import Change
from domain.money import Currency
from domain.outcome_sheets import LeftBehind, OutcomeDocument, sheet_of
from domain.outcomes import (
    NONE_TAKEN,
    Basis,
    Compared,
    Outcome,
    ScopeOutcome,
    ScopeStep,
    StageOutcome,
    Taken,
)
from domain.scope import Goal
from domain.states import State
from tests.documents import looked_at
from tests.documents.test_plans import LIKE_CODE

MARCH, MAY = date(2027, 3, 1), date(2027, 5, 12)
EVERY = frozenset(Sight)


def taken(first, last, hours, cost):
    return Taken(first, last, hours * 60, Decimal(cost))


SURVEYED = Compared(taken(MARCH, date(2027, 3, 5), 100, "7777"), taken(MARCH, date(2027, 3, 4), 90, "7000.50"))
STAGES = (
    StageOutcome("1", 1, "Survey", SURVEYED),
    StageOutcome("2", 2, "Training", Compared(taken(MARCH, MAY, 20, "1000"), NONE_TAKEN)),
    StageOutcome("3", 3, "Second site", Compared(NONE_TAKEN, taken(MARCH, MAY, 15, "1200")), True),
)
OUTAGES = Goal("g1", "Fewer outages", "Outages per month", "at most 1")
GOALS = (
    GoalOutcome(OUTAGES, GoalVerdict.PARTLY, "2 a month", "One site left"),
    GoalOutcome(Goal("g2", "Everybody is trained", "Share of staff", "100 %")),
)
MOVES = (Change("Price", "€84,250.50", "€90,000.00"), Change("Service added", after="Telephony"))
RICH = Outcome(
    "p",
    "NET",
    "Network renewal",
    "Nordlicht GmbH",
    "roll-out",
    "EUR",
    Basis.AGREED,
    Compared(taken(MARCH, date(2027, 5, 7), 120, "8777"), taken(MARCH, MAY, 109, "8300.50")),
    taken(None, date(2027, 4, 30), 100, "8000"),
    STAGES,
    taken(None, None, 4, "100"),
    120,
    ScopeOutcome(steps=(ScopeStep("NET-C1", "A second site", MOVES),)),
    GOALS,
    ("licences", "licences", "people", "hardware", "network"),
)
POOR = Outcome("p", "OPS", "Ops", "Acme", "p", "EUR", Basis.NOTHING, Compared(NONE_TAKEN, taken(MARCH, MAY, 0, "0")))


LEFT = (
    LeftBehind("NET-9 Label the ports", "moved to OPS-3"),
    LeftBehind("NET-C2: A bigger room", "dropped", "No money"),
)


def document(outcome=RICH, state=State.CLOSED, sights=EVERY, pictures=(), left=()):
    return OutcomeDocument(sheet_of(outcome, state, sights, Currency("EUR"), left), "Ana Torres", MAY, pictures)


def text(one):
    pages = PdfReader(io.BytesIO(draw_outcome(one))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def test_it_says_the_figures_that_matter_before_any_table_and_then_everything():
    said = text(document(left=LEFT))

    assert said.index("9 % less work than agreed") < said.index("Planned against actual")
    for words in (
        "5 days late (Fri 7 May 2027 was agreed)",
        "5 % less cost than agreed",
        "0 of 2 goals reached, 1 partly, 1 not answered yet.",
        "The first agreement was: Fri 30 Apr 2027 · 100 h of work · €8,000.00 of cost.",
        "these figures were frozen",
        "2 h were worked of which nobody knows the rate",
        "1 Survey Thu 4 Mar 2027 agreed Fri 5 Mar 2027 · 1 day early 90 h agreed 100 h · −10 % €7,000.50",
        "2 Training did not take place",
        "3 Second site not agreed, added later",
        "In no stage — 4 h €100.00",
        "Fewer outages One site left Outages per month at most 1 2 a month Partly reached",
        "Everybody is trained Share of staff 100 % — Not answered",
        "NET-C1 A second site",
        "Price €84,250.50 €90,000.00",
        "1 of 3 stages never began",
        "NET-9 Label the ports Moved to OPS-3",
        "NET-C2: A bigger room Dropped No money",
        "Most often: licences (2), people (1), hardware (1), others (1).",
        "internal, not for the customer",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("sights", "seen"),
    [
        ({Sight.PROJECT}, (False, False)),
        ({Sight.PROJECT, Sight.PLAN, Sight.OURS}, (True, False)),
    ],
)
def test_who_may_not_see_hours_or_money_finds_none(sights, seen):
    said = text(document(sights=sights))

    assert ("109 h" in said, "8,300.50" in said or "8,777" in said) == seen
    assert ("90,000" in said) is (Sight.PLAN in sights)


def test_a_project_of_which_nothing_was_planned_says_so_in_a_sentence_and_has_no_empty_tables():
    said = text(document(POOR, State.COMPLETED))

    assert "No customer accepted a plan and no stage was planned" in said
    assert "No goals were set." in said
    assert not any(head in said for head in ("Planned against actual", "Measured by", "In pictures", "came and went"))


def test_pictures_stand_in_it_with_their_words():
    sheet = looked_at.timeline()

    drawn = document(pictures=(sheet, looked_at.progress()))

    assert sheet.words[:40] in text(drawn)


def test_what_people_typed_is_set_as_it_was_typed_and_never_evaluated():
    goal = replace(GOALS[0], goal=replace(OUTAGES, text=LIKE_CODE), words=LIKE_CODE)

    said = text(document(replace(RICH, goals=(goal,), project_name=LIKE_CODE)))

    assert said.replace(" ", "").count(LIKE_CODE.replace(" ", "")) >= 3
