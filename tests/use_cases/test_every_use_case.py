"""What holds for every use case: it asks the permission table, and it sees one workspace only."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from domain import permissions
from domain.actors import Standing
from domain.permissions import Forbidden
from domain.refusals import Refused
from storage.transactions import Transaction
from tests import make, saved
from tests.make import ELSEWHERE, NOON
from tests.use_cases.examples import ABOUT_NOTHING_SAVED, EXAMPLES, use_cases

ALL = use_cases()


def name_of(use_case) -> str:
    return f"{use_case.__module__.removeprefix('use_cases.')}.{use_case.__name__}"


@pytest.fixture
def asked(monkeypatch):
    """Every question to the permission table, as it was answered."""
    questions = []
    really = permissions.require

    def require(actor, action, *about):
        questions.append(action)
        return really(actor, action, *about)

    monkeypatch.setattr(permissions, "require", require)
    return questions


def test_every_use_case_has_an_example():
    assert {name_of(one) for one in ALL} == {name_of(one) for one in EXAMPLES}


@pytest.mark.parametrize("use_case", ALL, ids=name_of)
def test_every_use_case_asks_who_may_do_it(use_case, tx, asked):
    order = EXAMPLES[use_case](tx)
    asked.clear()

    use_case(order, tx, NOON)

    assert asked, f"{name_of(use_case)} never called permissions.require"


@pytest.mark.parametrize("use_case", ALL, ids=name_of)
def test_no_use_case_is_done_for_a_stranger_whatever_they_are(use_case, tx, case):
    order = EXAMPLES[use_case](tx)
    before = len(saved.effect_rows(tx))
    for standing in (Standing.GUEST, Standing.DEACTIVATED):
        stranger = replace(order.actor, is_clock=False, is_admin=True, standing=standing)
        if getattr(use_case, "for_customers", False):
            stranger = replace(stranger, user_id=make.NOBODY)

        with case(standing):
            with pytest.raises(Forbidden):
                use_case(replace(order, actor=stranger), tx, NOON)

            assert len(saved.effect_rows(tx)) == before


@pytest.mark.parametrize("use_case", ALL, ids=name_of)
def test_the_clock_does_nothing_that_people_do_and_people_nothing_that_the_clock_does(use_case, tx):
    order = EXAMPLES[use_case](tx)
    other = make.admin() if order.actor.is_clock else make.clock()

    with pytest.raises(Forbidden):
        use_case(replace(order, actor=other), tx, NOON)


@pytest.mark.parametrize("use_case", [one for one in ALL if one not in ABOUT_NOTHING_SAVED], ids=name_of)
def test_nothing_is_found_by_the_ids_and_keys_of_another_workspace(use_case, tx):
    order = EXAMPLES[use_case](tx)
    before = saved.effect_rows(tx)
    elsewhere = Transaction(tx.connection, ELSEWHERE, NOON)
    order = replace(order, actor=replace(order.actor, workspace=ELSEWHERE))

    answer = _answer_or_refusal(use_case, order, elsewhere)

    assert answer is None or type(answer) is Refused  # Forbidden would say that there is something
    assert saved.effect_rows(elsewhere) == []
    assert saved.effect_rows(tx) == before


def _answer_or_refusal(use_case, order, tx):
    try:
        return use_case(order, tx, NOON)
    except Refused as refused:
        return refused


# What changes something and leaves no line, and why that is right.
NO_LINE = {
    "checkins.answer_checkin": "an answer is a record of its own, with when it was edited; a task it moves has a line",
    "cost_watches.watch_costs": "looking changes nothing of what it looks at",
    "deliveries.claim_effect": "what is said changes nothing that was decided",
    "deliveries.postpone_effect": "the same",
    "deliveries.record_delivery": "the same",
    "progress_days.keep_progress_day": "looking changes nothing of what it looks at",
    "difficulty_reports.post_difficulty_report": "a report is a record of its own",
    "digests.post_digests": "a digest is a record of its own",
    "digests.follow_digest": "what is decided was found, not changed; what decided it has a line",
    "digest_answers.discuss_in_digest": "who wants to talk about something changes nothing of it",
    "directory.install_workspace": "the workspace begins here, and what Slack says of it is no decision in it",
    "directory.keep_channels": "the directory repeats what Slack says",
    "directory.keep_people": "the same",
    "directory.note_bot_presence": "the same",
    "errands.ask_them": "a request is a record of its own; what is done by it has a line with both names",
    "errands.decline_errand": "the same",
    "errands.keep_errand": "the same",
    "errands.note_so_by_now": "the same",
    "exports.order_export": "who takes along what they see changes nothing of it",
    "feedback.answer_feedback": "whose words they are could show by when somebody answered",
    "feedback.erase_feedback": "the same",
    "home.open_home": "looking changes nothing for anybody else",
    "means.look_at_plans": "nothing is changed by it",
    "means.settle_again": "what is decided was found, not changed; what changed it has a line",
    "open_work.open_checklist": "who is shown what is open changes nothing of it",
    "own_plans.open_customer_home": "looking changes nothing for anybody else",
    "own_plans.send_own_plan": "who looks at a plan changes nothing of it",
    "outcome_sheets.send_outcome": "who looks at how a project came out changes nothing of it",
    "pictures.show_pictures": "who looks at pictures changes nothing of what they show",
    "plans.send_plan": "who looks at a plan changes nothing of it",
    "prompts.mark_away": "who was away stands in the round",
    "prompts.send_prompt": "a prompt is a record of its own",
    "reminders.send_reminder": "a reminder changes nothing of what it reminds of",
    "rounds.close_round": "a round is a record of its own",
    "rounds.open_round": "the same",
    "status.share_status": "what is shown is in the channel, and nothing was changed",
    "upkeep.forget_old_keys": "nobody ever saw them",
}


@pytest.mark.parametrize("use_case", [one for one in ALL if not getattr(one, "reads_only", False)], ids=name_of)
def test_whatever_changes_something_leaves_a_line_in_the_history(use_case, tx):
    order = EXAMPLES[use_case](tx)
    before = len(saved.history_rows(tx))

    use_case(order, tx, NOON)

    line = saved.history_rows(tx)[before:]
    assert bool(line) == (name_of(use_case) not in NO_LINE)
    assert [one.by for one in line if one.by != (order.actor.user_id or None)] == []


def test_every_use_case_is_called_by_a_test_of_its_own():
    here = Path(__file__)
    files = [path for path in here.parent.glob("test_*.py") if path != here]
    named = {node.id for path in files for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}

    assert {one.__name__ for one in ALL} - named == set()
