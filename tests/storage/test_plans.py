"""What is asked all day is answered from an index, never by reading a table through."""

import re
from datetime import timedelta

import pytest

from domain.listing import ProjectFilter
from domain.task_lists import Place, TaskFilter, Which
from storage.due import (
    closings_due,
    costs_due,
    digests_due,
    digests_moved,
    effects_due,
    feedback_due,
    progress_due,
    prompts_due,
    reminders_due,
    reports_due,
    rounds_due,
)
from storage.migrating import migrate
from storage.transactions import Sweeper
from tests.databases import BOTH, opened
from tests.storage.crowd import crowd
from tests.storage.queries import plan_of, statements_of
from tests.storage.rows import FRIDAY, NOON, tx_of

DUE = {
    "rounds": (rounds_due, {"ix_schedules_due"}),
    "closings": (closings_due, {"ix_rounds_closing"}),
    "reports": (reports_due, {"ix_report_schedules_due"}),
    "reminders": (reminders_due, {"ix_reminders_due"}),
    "costs": (costs_due, {"ix_cost_watches_due"}),
    "progress": (progress_due, {"ix_progress_watches_due"}),
    "digests": (digests_due, {"ix_digest_plans_due"}),
    "moved digests": (digests_moved, {"ix_digests_open", "ix_history_project"}),
    "feedback": (feedback_due, {"ix_feedback_due"}),
    "prompts": (prompts_due, {"ix_prompts_due"}),
    "effects": (effects_due(NOON), {"ix_effects_lane"}),
}
ASKED = {
    "open tasks of a project": (lambda tx: tx.tasks.open_in("P7", FRIDAY, 8), {"ix_tasks_open_in_project"}),
    "a page of a project's tasks": (
        lambda tx: tx.task_lists.page("P7", TaskFilter(), FRIDAY, 11),
        {"ix_tasks_open_in_project"},
    ),
    "a page of what ended": (
        lambda tx: tx.task_lists.page("P7", TaskFilter(Which.DONE), FRIDAY, 11, Place(NOON, 3)),
        {"ix_tasks_ended"},
    ),
    "who asks a person": (lambda tx: tx.tasks.asking("U7", 8), {"ix_tasks_asking"}),
    "what a task waits for": (lambda tx: tx.blocks.open_blockers(["P7-1", "P7-2"]), {"pk_task_blocks"}),
    "what waits for a task": (lambda tx: tx.blocks.waiting_for(["P7-1"]), {"ix_task_blocks_blocked_by"}),
    "open tasks of a person": (lambda tx: tx.tasks.open_of("U7", 8), {"ix_tasks_open_of_person"}),
    "projects of a person": (
        lambda tx: tx.projects.of_person("U7", 8),
        {"ix_project_roles_person", "ix_stand_ins_deputy"},
    ),
    "who needs something of a person": (lambda tx: tx.projects.asking("U7", 8), {"ix_project_roles_asking"}),
    "a project by its key": (lambda tx: tx.projects.by_key("K7"), {"uq_projects_workspace_id_key"}),
    "the project of a channel": (lambda tx: tx.projects.in_channel("C7"), {"uq_projects_workspace_id_channel_id"}),
    "a task by its key": (lambda tx: tx.tasks.by_key("K7-3"), {"uq_tasks_workspace_id_key"}),
    "open difficulties of a project": (lambda tx: tx.difficulties.open_in("P7", 8), {"ix_difficulties_open"}),
    "open difficulties by severity": (lambda tx: tx.difficulties.tally("P7"), {"ix_difficulties_open"}),
    "difficulties of a leader": (lambda tx: tx.difficulties.not_taken_on("U7", 8), {"ix_difficulties_open"}),
    "steps of a difficulty": (lambda tx: tx.tasks.of_difficulty("P7-D0"), {"ix_tasks_difficulty"}),
    "open rounds of a person": (lambda tx: tx.rounds.open_of("U7"), {"ix_round_people_person"}),
    "rounds of a prompt": (lambda tx: tx.rounds.of_prompt("T3-U7-2"), {"ix_round_people_prompt"}),
    "stages of a project": (lambda tx: tx.stages.in_project("P7"), {"uq_stages_project_id_number"}),
    "stages to estimate": (
        lambda tx: tx.stages.unestimated("U7", ["P7", "P8"], ["P8"], 9),
        {"uq_stages_project_id_number", "ix_stage_estimates_project"},
    ),
    "estimates of a project": (lambda tx: tx.estimates.in_project("P7"), {"ix_stage_estimates_project"}),
    "days of a project": (lambda tx: tx.progress_days.of_project("P7"), {"pk_progress_days"}),
    "hours of a project": (lambda tx: tx.work.sums("P7"), {"ix_work_entries_project"}),
    "the latest hours of a project": (lambda tx: tx.work.latest_in("P7", 9), {"ix_work_entries_project"}),
    "money of a project": (lambda tx: tx.spending.sums("P7"), {"ix_cost_entries_project"}),
    "who holds a thing": (lambda tx: tx.stages.holding(["thing7"], FRIDAY), {"ix_stage_things_thing"}),
    "minutes of a day": (lambda tx: tx.answers.minutes_on("U7", FRIDAY, []), {"ix_work_entries_person"}),
    "a history": (lambda tx: tx.history.of_project("P7", 10), {"ix_history_project"}),
    "a history of a task": (lambda tx: tx.history.of_project("P7", 10, about="K7-3"), {"ix_history_about"}),
    "who moved a figure last": (lambda tx: tx.history.newest_of_figure("P7", "K7", "price"), {"ix_history_about"}),
    "a history by a person": (lambda tx: tx.history.of_project("P7", 10, after=3, by="U3"), {"ix_history_by"}),
    "the plans of a contact": (lambda tx: tx.plans.of_contact("G_NEW", 9), {"ix_plan_versions_contact"}),
    "what is asked in a project": (lambda tx: tx.errands.open_named_in("P7", ["hold"]), {"ix_errands_open"}),
    "what needs a failed effect": (lambda tx: tx.outbox.fail_dependants("P7-0", "x"), {"ix_effects_after"}),
}


WALKS = {"ix_projects_public", "ix_projects_private"}
LISTED = {
    "all": ("", WALKS),
    "mine, which are few": ("mine", {"ix_project_roles_person"}),
    "somebody's who is everywhere": ("<@U_ALL> it-manager", WALKS),
    "in a state": ("active", {"ix_projects_public_in_state"}),
    "in a state before the start": ("scoped", {"ix_projects_public_in_planning"}),
    "a word that few have": ("town3", {"ix_project_words_word"}),
    "a word that all have": ("renewal", WALKS),
    "a customer that all have": ("customer:coun", WALKS),
    "several at once": ("active renewal customer:council town", {"ix_projects_public_in_state"}),
    # Two in three are closed: PostgreSQL may take all of the workspace from any of its indexes.
    "several that many have": (
        "closed renewal customer:council town",
        {"ix_projects_public_in_state", "uq_projects_workspace_id_channel_id"},
    ),
}


@pytest.fixture(scope="module", params=BOTH)
def filled(request, tmp_path_factory):
    """A database after a year, made once."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql").make()
    else:
        address = f"sqlite:///{tmp_path_factory.mktemp('plans')}/steward.db"
    with opened(address) as database:
        migrate(database)
        with database.writing() as connection:
            crowd(connection)
        yield database


@pytest.mark.parametrize("question", DUE)
def test_a_tick_finds_what_is_due_by_its_partial_index(filled, question):
    query, indexes = DUE[question]
    with statements_of(filled) as sent:
        Sweeper(filled, lambda: NOON + timedelta(minutes=5))(query)

    (asked,) = sent
    plan = plan_of(filled, *asked)

    assert indexes <= set(re.findall(r"\w+", plan)), plan
    assert reads_through(plan) == []


@pytest.mark.parametrize("question", ASKED)
def test_a_screen_is_read_by_indexes(filled, question):
    ask, indexes = ASKED[question]
    with statements_of(filled) as sent, tx_of(filled, "T3") as tx:
        ask(tx)

    plan = plan_of(filled, *sent[0])

    assert indexes <= set(re.findall(r"\w+", plan)) or is_unnamed(plan, filled), plan
    assert reads_through(plan) == []


def test_the_overdue_are_counted_from_the_index_alone(filled):
    with statements_of(filled) as sent, tx_of(filled, "T3") as tx:
        tx.tasks.open_in("P7", FRIDAY, 8)

    plan = plan_of(filled, *sent[0])

    assert plan.count("ix_tasks_open_in_project") == 2, plan


def reads_through(plan):
    """Where a table is read from end to end: what SQLite calls SCAN and PostgreSQL Seq Scan."""
    found = re.findall(r"^SCAN \w+$|Seq Scan on \w+", plan, re.MULTILINE)
    return [one for one in found if one != "SCAN anon_1"]  # what another part of the plan has found


def is_unnamed(plan, database):
    """SQLite numbers the indexes of its constraints and does not know their names."""
    return database.is_sqlite and "sqlite_autoindex" in plan


@pytest.mark.parametrize("edge", [{}, {"after": "K2"}, {"before": "K5"}], ids=["first", "next", "back"])
@pytest.mark.parametrize("wanted", LISTED)
@pytest.mark.parametrize("reader", ["U7", "U_ALL"])
def test_a_page_of_projects_is_read_by_indexes(filled, wanted, edge, reader):
    words, indexes = LISTED[wanted]
    with statements_of(filled) as sent, tx_of(filled, "T3") as tx:
        tx.listing.page(ProjectFilter.typed(words), reader, 10, **edge)

    plans = {one[0]: plan_of(filled, *one) for one in sent}

    everything = "\n".join(plans.values())
    # Counting stops at a few hundred: where PostgreSQL finds them soonest is its own affair.
    walks = [plan for asked, plan in plans.items() if filled.is_sqlite or "count" not in asked]
    assert [plan for plan in walks if reads_through(plan)] == []
    assert indexes & set(re.findall(r"\w+", everything)), everything


@pytest.mark.parametrize("filled", ["sqlite"], indirect=True)
@pytest.mark.parametrize("wanted", ["mine", "town3", "closed renewal town3"])
def test_projects_of_which_few_fit_are_looked_up_and_the_others_never_met(filled, wanted):
    with statements_of(filled) as sent, tx_of(filled, "T3") as tx:
        tx.listing.page(ProjectFilter.typed(wanted), "U7", 10)

    plans = [plan_of(filled, *one) for one in sent if "count" not in one[0]]

    assert [len(re.findall(r"SEARCH projects USING INDEX \w+ \(id=\?\)", plan)) for plan in plans] == [1, 1], plans


@pytest.mark.parametrize("filled", ["sqlite"], indirect=True)
def test_private_projects_of_others_are_never_met_by_who_is_on_few(filled):
    with statements_of(filled) as sent, tx_of(filled, "T3") as tx:
        tx.listing.page(ProjectFilter(), "U7", 10)

    plan = plan_of(filled, *sent[-1])

    assert "SEARCH projects USING INDEX sqlite_autoindex_projects_1 (id=?)" in plan
