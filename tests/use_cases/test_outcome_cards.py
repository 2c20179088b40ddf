"""How a project came out is told as far as each reader may see it, follows its goals, and is frozen when it closes."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.closing import OpenKind, Settled, Settlement
from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.handouts import OutcomeFile
from domain.identity import new_id
from domain.moves import Move
from domain.notices import ToPerson
from domain.outcome_living import OutcomeCard, OutcomeInShort
from domain.outcome_sheets import LeftBehind
from domain.outcomes import Basis
from domain.pictures import Picture
from domain.refusals import Refused
from domain.roles import Role
from domain.work import WorkEntry
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, CONTACT, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.change_scenes import agree, answered, approved, ask
from tests.use_cases.plan_scenes import INTERNAL
from use_cases.goal_answers import AnswerGoals, answer_goals
from use_cases.moves import CancelProject, MoveProject, cancel_project, move_project
from use_cases.outcome_cards import ShowOutcome, read_outcome_card, read_outcome_in_short, show_outcome
from use_cases.outcome_sheets import SendOutcome, read_outcome_file, send_outcome
from use_cases.own_plans import AskAsCustomer, ask_as_customer
from use_cases.reading import Read
from use_cases.stages_unbegun import ExplainUnbegun, explain_unbegun

END = NOON + timedelta(days=30)


@pytest.fixture
def project(tx):
    """A running project with 120 hours worked of the 200 that were agreed."""
    make.office(tx)
    project = approved(tx, started=True)
    stage = min(tx.stages.in_project(project.id), key=lambda one: one.starts_on)
    for _ in range(5):
        tx.work.add(WorkEntry(new_id(), project.id, ANA, NOON.date(), 1440, stage.id, rate=Decimal("77.77")))
    return project


def move(tx, kind, now=END):
    move_project(MoveProject(make.actor(PM), kind, "NET"), tx, now)
    return tx.projects.by_key("NET")


def reach(tx, project, verdict=GoalVerdict.REACHED, words=""):
    answer = GoalAnswer("g1", verdict, "2 a month", words)
    answer_goals(AnswerGoals(make.actor(PM), project.id, (answer,)), tx, END)


def shown(tx, person=PM, key="NET"):
    return show_outcome(ShowOutcome(make.actor(person), key), tx, END)


def words(template, facts):
    drawn = draw_message(template, facts)
    return f"{drawn.text} {drawn.blocks}"


def read(tx, living, reader):
    return reader(Read(make.clock(), living.about, living.to), tx, END)


def test_a_complete_project_is_told_whole_to_who_answers_for_it_and_in_short_to_its_channel(tx, project):
    over = move(tx, Move.COMPLETE)

    short = OutcomeInShort.of(over)
    cards = [OutcomeCard.of(over, one) for one in (HEAD, PM, IT, RESP)]
    told = words("outcome_in_short", tx.people.named(read(tx, short, read_outcome_in_short)))
    whole = words("outcome_card", tx.people.named(read(tx, cards[1], read_outcome_card)))
    assert {short, *cards} <= set(saved.waiting(tx))
    assert "180 days early" in told
    assert "1 goal, not answered yet" in told
    assert not any(one in told for one in ("€", "77", " h", INTERNAL))
    assert all(one in whole for one in ("40 % less work than agreed", "less cost than agreed", "1 goal waits"))


@pytest.mark.parametrize(
    ("person", "figures", "sights"),
    [(PM, 3, (True, True)), (HEAD, 3, (True, True)), (ANA, 2, (True, False)), (NOBODY, 1, (False, False))],
)
def test_everybody_sees_what_they_may(tx, project, person, figures, sights):
    reach(tx, project, words="Ours alone")

    sheet = shown(tx, person).facts.sheet

    assert len(sheet.figures) == figures
    assert (sheet.has_effort, sheet.has_cost) == sights
    assert (sheet.goals[0].words == "Ours alone") is sights[0]


def test_nobody_is_shown_a_private_project_of_others(tx):
    make.office(tx)
    secret = make.project(tx, started=True, channel=make.private_channel("C_SEC"))
    card = OutcomeCard.of(replace(secret, ended_at=END), NOBODY)
    file = OutcomeFile.of(secret, NOBODY)

    with pytest.raises(Refused, match="There is no project NET"):
        shown(tx, NOBODY)
    with pytest.raises(Refused, match="There is no project NET"):
        send_outcome(SendOutcome(make.actor(NOBODY), "NET"), tx, END)
    assert read(tx, card, read_outcome_card) is None
    assert read(tx, file, read_outcome_file) is None


def test_what_was_never_started_has_nothing_to_compare_and_what_runs_stands_so_far(tx):
    make.office(tx)
    make.project(tx)
    make.project(tx, key="OPS", started=True)

    with pytest.raises(Refused, match="NET has not started yet, so there is nothing to compare"):
        shown(tx)
    cancel_project(CancelProject(make.actor(PM), "NET", "No money"), tx, NOON)
    with pytest.raises(Refused, match="NET was cancelled before it started"):
        send_outcome(SendOutcome(make.actor(PM), "NET"), tx, END)
    so_far = shown(tx, key="OPS").facts.sheet
    assert (so_far.is_so_far, so_far.basis) == (True, Basis.NOTHING)
    assert so_far.figures == ("due Wed 30 Jun 2027", "no hours were logged", "nothing was spent")


def test_a_cancelled_project_is_shown_with_its_reason(tx, project):
    cancel_project(CancelProject(make.actor(PM), "NET", "They went bankrupt"), tx, END)

    told = words("outcome", shown(tx))

    assert "They went bankrupt" in told
    assert "answer_goals" not in told


def test_what_came_and_went_is_told_by_the_change_that_did_it_without_money_to_who_must_not_see_it(tx, project):
    change = agree(tx, ask(tx, project, users_count=150, services=("Wi-Fi",), price="90000", effort="220"))
    answered(tx, project)

    ours, others = shown(tx).facts.sheet.steps, shown(tx, NOBODY).facts.sheet.steps

    assert [(one.key, one.what) for one in ours] == [(change.key, "A second site")]
    assert [one.field for one in ours[0].moves] == ["Price", "IT users", "Effort", "Service removed"]
    assert [one.field for one in others[0].moves] == ["IT users", "Service removed"]


def test_what_was_left_undone_is_told_to_who_works_in_it_and_no_private_project_is_named(tx, project):
    private = {"channel": make.private_channel("C_SEC"), "staff": {Role.PROJECT_MANAGER: NOBODY}}
    secret = make.project(tx, key="SEC", **private)
    for called, how, at, reason, *to in (
        ("NET-C1: A bigger room", Settled.DROPPED, NOON, "Nobody pays"),
        ("NET-9 Label the ports", Settled.MOVED, NOON + timedelta(minutes=1), "", secret.id, "t9", "SEC-1"),
    ):
        tx.closings.settle(Settlement(new_id(), project.id, OpenKind.TASK, new_id(), called, how, PM, at, reason, *to))

    told, of_nobody = shown(tx).facts.sheet.left, shown(tx, NOBODY).facts.sheet.left

    assert told == (
        LeftBehind("NET-C1: A bigger room", "dropped", "Nobody pays"),
        LeftBehind("NET-9 Label the ports", "moved to another project"),
    )
    assert of_nobody == ()
    assert "Nobody pays" in words("outcome", shown(tx))


def test_what_was_told_follows_its_goals_and_says_so_when_the_project_goes_on(tx, project):
    over = move(tx, Move.COMPLETE)
    short, card = OutcomeInShort.of(over), OutcomeCard.of(over, PM)
    saved.delivered(tx, card)
    reach(tx, over, words="Ours alone")
    answered_card = read(tx, card, read_outcome_card)
    told = words("outcome_in_short", tx.people.named(read(tx, short, read_outcome_in_short)))
    again = move(tx, Move.REOPEN)
    goes_on = words("outcome_card", tx.people.named(read(tx, card, read_outcome_card)))
    anew = move(tx, Move.COMPLETE, END + timedelta(days=1))

    assert (answered_card.unanswered, answered_card.answered) == (0, 1)
    assert "1 of 1 goal reached" in told
    assert "Ours alone" not in told
    assert again.ended_at is None
    assert "was complete and is active now" in goes_on
    assert OutcomeCard.of(anew, PM) != card
    assert read(tx, card, read_outcome_card).has_moved_on


def test_at_the_close_it_is_frozen_whatever_is_changed_behind_its_back(tx, project):
    make.handed_over(tx, project)
    move(tx, Move.COMPLETE)
    explain_unbegun(ExplainUnbegun(make.actor(), project.key, "Not needed"), tx, NOON)
    move(tx, Move.CLOSE)
    before = shown(tx).facts
    tx.work.add(WorkEntry(new_id(), project.id, ANA, NOON.date(), 1440, rate=Decimal("77.77")))

    after = shown(tx).facts

    assert after == before
    assert not after.may_answer


def test_the_document_says_what_its_reader_may_see_and_has_its_pictures(tx, project):
    said = send_outcome(SendOutcome(make.actor(ANA), "NET"), tx, END)
    (file,) = saved.said(tx, OutcomeFile)
    ours = read(tx, OutcomeFile.of(project, PM), read_outcome_file)
    team = read(tx, file, read_outcome_file)

    assert said == "How NET came out comes as a PDF to your direct messages with Steward."
    assert file.to == ToPerson(ANA)
    assert team.sheet == shown(tx, ANA).facts.sheet
    assert Picture.BUDGET in [one.picture for one in ours.pictures]
    assert Picture.BUDGET not in [one.picture for one in team.pictures]
    assert ours.file_name == "NET-outcome.pdf"


def test_its_customer_reads_dates_goals_and_what_they_changed_and_nothing_of_ours(tx, project):
    agree(tx, ask(tx, project, price="90000"))
    answered(tx, project)
    guest = make.actor(CONTACT)
    before = ask_as_customer(AskAsCustomer(guest, "plan", "NET"), tx, END)
    over = move(tx, Move.COMPLETE)
    reach(tx, over, GoalVerdict.PARTLY, f"{INTERNAL} words")

    seen = ask_as_customer(AskAsCustomer(guest, "plan", "NET"), tx, END)
    told = words("own_plan", seen)

    assert before.facts.outcome is None
    came = seen.facts.outcome
    assert (came.ended_on, came.promised_on, came.days) == (END.date(), make.COMPLETION, "180 days early")
    assert [(one.verdict, one.measured) for one in came.goals] == [(GoalVerdict.PARTLY, "2 a month")]
    assert [one.what for one in came.changes] == ["A second site"]
    assert "partly reached" in told
    assert not any(one in told for one in (INTERNAL, "less work", "40 %"))
