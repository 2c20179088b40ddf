"""The end of a project: everything that is open is listed, settled, moved or dropped, and nothing ends by itself."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from json import dumps

import pytest

from domain.changes import ChangeState
from domain.closing import OpenKind, Settled
from domain.closing_living import OpenWorkList
from domain.closing_notices import ReadyToClose
from domain.difficulties import DifficultyState
from domain.errands import ErrandState
from domain.history import Act, HistoryFilter
from domain.living import StageVoteCard
from domain.moves import Move
from domain.notices import ErrandAnswered, ToPerson
from domain.permissions import Forbidden
from domain.plans import PlanVerdict
from domain.projects import Lifecycle
from domain.refusals import Refused, SoByNow
from domain.scope import Scope
from domain.states import State
from domain.tasks import TaskState
from domain.viability import StageVote
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, HEAD, NOBODY, NOON, PM, TOMORROW
from tests.storage.queries import statements_of
from tests.storage.rows import tx_of
from tests.use_cases.refusals import refused
from tests.use_cases.test_errands import asked
from tests.use_cases.test_handovers import ask as handed_to
from use_cases.dropped_work import DropWork, PrepareDropping, drop_work, prepare_dropping
from use_cases.edits import DropTask, drop_task
from use_cases.handover_answers import AcceptHandover, accept_handover
from use_cases.history import ShowHistory, show_history
from use_cases.moved_work import MoveWork, move_work
from use_cases.moves import AskToClose, Moved, MoveProject, ask_to_close, move_project
from use_cases.open_work import (
    LINES_SHOWN,
    OpenChecklist,
    OpenWork,
    ShowOpenWork,
    open_checklist,
    read_open_work,
    show_open_work,
)
from use_cases.outcome_cards import left_behind
from use_cases.progress import ReopenTask, ReportProgress, reopen_task, report_progress
from use_cases.reading import Read
from use_cases.stages_unbegun import ExplainUnbegun, PrepareUnbegun, explain_unbegun, prepare_unbegun

SECRET = make.private_channel()


@pytest.fixture
def net(tx):
    """A running project that hands over no service: that is asked elsewhere."""
    return make.project(tx, started=True, scope=Scope(120, (), make.COMPLETION))


def complete(tx, move=Move.COMPLETE, person=PM):
    return move_project(MoveProject(make.actor(person), move, "NET"), tx, NOON).facts


def listed(tx):
    return show_open_work(ShowOpenWork(make.actor(), "NET"), tx, NOON).facts


def checklist(tx, person=PM):
    """The checklist as it stands in somebody's messages."""
    (wanted,) = [one for one in saved.waiting(tx) if isinstance(one, OpenWorkList) and one.to == ToPerson(person)]
    return read_open_work(Read(make.clock(), wanted.about, wanted.to), tx, NOON)


def everything_open(tx, net):
    """One of each that can be open at the end; gives the signs by kind."""
    signs = {
        OpenKind.TASK: make.task(tx, net, TaskState.ACCEPTED).id,
        OpenKind.DIFFICULTY: make.difficulty(tx, net).id,
        OpenKind.CHANGE: make.change(tx, net).id,
        OpenKind.NOTE: make.scope_note(tx, net).id,
        OpenKind.PLAN: make.plan_version(tx, net).id,
        OpenKind.STAGE: make.running_stage(tx, net).id,
        OpenKind.VOTE: voted_on(tx, net),
        OpenKind.VERDICT: net.id,
        OpenKind.ERRAND: asked(tx, net),
    }
    tx.viabilities.keep(replace(tx.viabilities.get(net.id), asked_for="NET-C9"))
    return {kind: f"{kind.name.lower()}:{id}" for kind, id in signs.items()}


def voted_on(tx, net):
    stage = make.running_stage(tx, net, "Survey")
    tx.stages.change(stage.ended(NOON))
    tx.votes.keep(StageVote(stage.id, net.id, NOON, Decimal(0), Decimal(0)))
    return stage.id


def drop(tx, sign, reason="Nobody needs it", person=None):
    """Drop it as whoever may: what the department head decides as the head, everything else as the project manager."""
    person = person or (HEAD if sign.startswith(("vote:", "verdict:")) else PM)
    drop_work(DropWork(make.actor(person), sign, reason), tx, NOON)


def test_everything_that_is_open_keeps_a_project_from_its_end_until_each_is_settled(tx, net):
    signs = everything_open(tx, net)

    kept = complete(tx)
    report_progress(ReportProgress(make.actor(), "NET-1", 100), tx, NOON)
    tx.stages.change(tx.stages.get(signs[OpenKind.STAGE].partition(":")[2]).ended(NOON))
    for kind in set(signs) - {OpenKind.TASK, OpenKind.STAGE}:
        assert isinstance(complete(tx), OpenWork)
        drop(tx, signs[kind])

    assert [one.kind for one in kept.lines] == list(OpenKind)[:LINES_SHOWN]
    assert (kept.left, kept.following) == (len(OpenKind), LINES_SHOWN)
    assert isinstance(complete(tx), Moved)
    assert tx.projects.get(net.id).state is State.COMPLETED


@pytest.mark.parametrize("kind", [OpenKind.VOTE, OpenKind.VERDICT])
def test_what_the_head_decides_nobody_else_takes_off_the_table(tx, net, kind):
    sign = everything_open(tx, net)[kind]

    with pytest.raises(Refused, match="waits for the department head's decision"):
        drop(tx, sign, person=PM)
    with pytest.raises(Refused, match="waits for the department head's decision"):
        prepare_dropping(PrepareDropping(make.actor(PM), sign), tx, NOON)

    shown = {one.kind: one.may_drop for one in complete(tx).lines}
    assert not shown[kind]


def test_what_is_dropped_ends_where_it_waited_and_keeps_its_reason(tx, net):
    signs = everything_open(tx, net)
    saved.delivered(tx, StageVoteCard.of(signs[OpenKind.VOTE].partition(":")[2], HEAD))

    for kind in set(signs) - {OpenKind.TASK, OpenKind.STAGE}:
        drop(tx, signs[kind], "They *sold* it")

    ids = {kind: sign.partition(":")[2] for kind, sign in signs.items()}
    difficulty = tx.difficulties.get(ids[OpenKind.DIFFICULTY])
    assert (difficulty.state, difficulty.resolution) == (DifficultyState.RESOLVED, "Dropped: They *sold* it")
    change = tx.changes.get(ids[OpenKind.CHANGE])
    assert (change.state, change.turns[-1].words) == (ChangeState.WITHDRAWN, "They *sold* it")
    assert not tx.scope_notes.get(ids[OpenKind.NOTE]).is_open
    plan = tx.plans.get(ids[OpenKind.PLAN]).answer
    assert (plan.verdict, "sold" in plan.comment) == (PlanVerdict.WITHDRAWN, False)
    vote = tx.votes.get(ids[OpenKind.VOTE])
    assert (vote.is_open, vote.vote, vote.reason) == (False, None, "They *sold* it")
    assert StageVoteCard.of(vote.stage_id, HEAD).mark in saved.marks(tx)
    assert tx.viabilities.get(net.id).asked_for == ""
    assert tx.errands.get(ids[OpenKind.ERRAND]).state is ErrandState.DECLINED
    assert [one.reason for one in saved.said(tx, ErrandAnswered)] == ["They *sold* it"]
    kept = tx.closings.settled_in(net.id)
    assert {(one.kind, one.how, one.reason) for one in kept} == {
        (kind, Settled.DROPPED, "They *sold* it") for kind in set(signs) - {OpenKind.TASK, OpenKind.STAGE}
    }
    said = [one for one in tx.history.of_project(net.id, 50) if one.act is Act.DROPPED_WORK]
    assert {one.changes[0].after for one in said} == {"They *sold* it"}
    assert len(said) == len(kept)
    read_by_nobody = show_history(ShowHistory(make.actor(NOBODY), HistoryFilter(key="NET")), tx, NOON).facts.entries
    told = {one.about.partition(":")[0]: len(one.changes) for one in read_by_nobody if one.act is Act.DROPPED_WORK}
    assert told == {one.called.partition(":")[0]: int(one.kind is not OpenKind.CHANGE) for one in kept}


@pytest.mark.parametrize("kind", [kind for kind in OpenKind if kind not in (OpenKind.TASK, OpenKind.STAGE)])
def test_what_was_dropped_is_not_dropped_again_and_nothing_is_dropped_without_a_reason(tx, net, kind):
    sign = everything_open(tx, net)[kind]
    with refused(tx, "reason", words="Say why"):
        drop(tx, sign, "  ")
    drop(tx, sign)

    with refused(tx):
        drop(tx, sign)
    with refused(tx, words="not open any more"):
        prepare_dropping(PrepareDropping(make.actor(), sign), tx, NOON)
    assert len(tx.closings.settled_in(net.id)) == 1


@pytest.mark.parametrize(
    "sign", ["task:x", "stage:x", "moon:x", "", "difficulty:", "change:nowhere", "verdict:nowhere"]
)
def test_what_there_is_not_or_ends_another_way_is_not_dropped(tx, net, sign):
    with refused(tx):
        drop(tx, sign)


@pytest.mark.parametrize("person", [ANA, NOBODY])
def test_who_may_not_finish_the_project_neither_moves_nor_drops_nor_keeps_a_list(tx, net, person):
    ops, task = make.project(tx, "OPS", started=True), make.task(tx, net)
    signs = f"task:{task.id}", f"difficulty:{make.difficulty(tx, net).id}"

    with pytest.raises(Forbidden):
        move_work(MoveWork(make.actor(person), signs[0], ops.id), tx, NOON)
    with pytest.raises(Forbidden):
        drop(tx, signs[1], person=person)
    with pytest.raises(Forbidden):
        open_checklist(OpenChecklist(make.actor(person), "NET"), tx, NOON)


def test_the_checklist_follows_what_anybody_settles_and_what_comes_up_meanwhile(tx, net):
    first, second = make.task(tx, net, TaskState.ACCEPTED), make.task(tx, net, TaskState.ACCEPTED)
    make.difficulty(tx, net)
    open_checklist(OpenChecklist(make.actor(), "NET"), tx, NOON)
    open_checklist(OpenChecklist(make.actor(HEAD), "NET"), tx, NOON)

    begun = checklist(tx)
    report_progress(ReportProgress(make.actor(ANA), first.key, 100), tx, NOON)
    drop_task(DropTask(make.actor(HEAD), second.id, "Not needed"), tx, NOON)
    tx.closings.keep(tx.closings.of_project(net.id))
    settled = checklist(tx, HEAD)

    assert (begun.settled, begun.in_all, begun.is_kept) == (0, 3, True)
    assert (settled.settled, settled.in_all, settled.left) == (2, 3, 1)
    assert {OpenWorkList.of(tx.closings.of_project(net.id), one).mark for one in (PM, HEAD)} <= saved.marks(tx)


def test_something_new_joins_the_checklist_and_counts_as_settled_once_it_is(tx, net):
    make.task(tx, net, TaskState.ACCEPTED)
    open_checklist(OpenChecklist(make.actor(), "NET"), tx, NOON)
    make.task(tx, net, TaskState.ACCEPTED, due=TOMORROW + timedelta(days=1))

    report_progress(ReportProgress(make.actor(ANA), "NET-1", 100), tx, NOON)
    one_done = checklist(tx)
    report_progress(ReportProgress(make.actor(ANA), "NET-2", 100), tx, NOON)
    all_done = checklist(tx)

    assert (one_done.settled, one_done.in_all) == (1, 2)
    assert (all_done.settled, all_done.in_all, all_done.keeps_open) == (2, 2, False)


def test_a_second_ask_keeps_one_list_and_a_reopened_project_has_another(tx, net):
    make.task(tx, net, TaskState.ACCEPTED)
    for _ in range(2):
        open_checklist(OpenChecklist(make.actor(), "NET"), tx, NOON)
    first = tx.closings.of_project(net.id)
    report_progress(ReportProgress(make.actor(ANA), "NET-1", 100), tx, NOON)
    complete(tx)
    completed = checklist(tx)

    complete(tx, Move.REOPEN)

    assert (first.readers, completed.state, completed.move) == ((PM,), State.COMPLETED, Move.CLOSE)
    assert tx.closings.of_project(net.id) is None
    over = read_open_work(Read(make.clock(), f"{net.id}/{first.opened_at.isoformat()}", ToPerson(PM)), tx, NOON)
    assert (over.is_current, over.lines) == (False, ())


def test_who_does_not_lead_any_more_is_shown_nothing_of_the_checklist(tx, net):
    make.task(tx, net)
    open_checklist(OpenChecklist(make.actor(), "NET"), tx, NOON)
    about = f"{net.id}/{NOON.isoformat()}"

    shown = read_open_work(Read(make.clock(), about, ToPerson(ANA)), tx, NOON)

    assert (shown.may_finish, shown.lines) == (False, ())


def test_stages_that_never_began_are_told_and_keep_nobody(tx, net):
    make.stage(tx, net, "Roll-out")

    done = complete(tx)

    assert isinstance(done, Moved)
    assert done.questions[0].what == "Never took place: 1 Roll-out"


def test_before_the_close_somebody_says_once_why_stages_never_began_and_the_outcome_tells_it(tx, net):
    for name in ("Roll-out", "Training"):
        make.stage(tx, net, name)
    complete(tx)

    kept = complete(tx, Move.CLOSE)
    with refused(tx, "reason", words="Say why"):
        explain_unbegun(ExplainUnbegun(make.actor(), "NET", " "), tx, NOON)
    explain_unbegun(ExplainUnbegun(make.actor(), "NET", "They *sold* the house"), tx, NOON)
    with pytest.raises(SoByNow):
        prepare_unbegun(PrepareUnbegun(make.actor(), "NET"), tx, NOON)

    assert (kept.waiting, kept.questions[0].what) == (1, "Never took place: 1 Roll-out, 2 Training")
    assert listed_questions(tx, net) == ["Until Wed 16 Dec 2026 people can say how it was; closing ends that"]
    left = left_behind(tx.projects.get(net.id), make.actor(), tx)
    assert {(one.named, one.became, one.why) for one in left} == {
        (f"Stage {number}: {name}", "did not take place", "They *sold* the house")
        for number, name in ((1, "Roll-out"), (2, "Training"))
    }
    assert isinstance(complete(tx, Move.CLOSE), Moved)


def listed_questions(tx, net):
    """After its end, and once that is answered, a project asks nothing that only its work could answer."""
    return [one.what for one in ask_to_close(AskToClose(make.actor(), "NET"), tx, NOON).facts.questions]


def test_before_the_end_it_says_which_stages_never_began(tx, net):
    make.stage(tx, net, "Roll-out")
    make.task(tx, net)

    kept = complete(tx)

    assert [one.what for one in kept.questions] == ["Never begun: 1 Roll-out"]
    assert kept.waiting == 0


@pytest.mark.parametrize("kind", [make.task, make.difficulty, make.change, make.scope_note])
def test_a_page_of_the_checklist_is_read_in_as_many_statements_however_long_it_is(database, kind):
    def read(key, many):
        with tx_of(database, make.WORKSPACE) as tx:
            make.office(tx)
            project = make.project(tx, key, started=True)
            for _ in range(many):
                kind(tx, tx.projects.get(project.id))
        with statements_of(database) as sent, tx_of(database, make.WORKSPACE) as tx:
            shown = show_open_work(ShowOpenWork(make.actor(), key), tx, NOON).facts
        return len(shown.lines), len(sent)

    (one, sent_for_one), (eight, sent_for_eight) = read("PXA", 1), read("PXB", LINES_SHOWN)

    assert (one, eight) == (1, LINES_SHOWN)
    assert sent_for_one == sent_for_eight


def test_what_somebody_was_asked_in_confidence_is_told_to_no_other_leader(tx, net):
    errand = tx.errands.get(asked(tx, net))

    line = next(one for one in listed(tx).lines if one.kind is OpenKind.ERRAND)

    assert errand.said
    assert line.words == errand.what


def test_a_button_of_the_checklist_stays_with_its_thing_while_the_list_is_drawn_again(tx, net):
    for _ in range(3):
        make.difficulty(tx, net)

    before = buttons_of(tx)
    report = next(iter(before.values()))
    drop(tx, report)

    assert report not in buttons_of(tx).values()
    assert {place: before[place] for place in buttons_of(tx)} == buttons_of(tx)


def buttons_of(tx):
    """What each *Drop* means by the name of its row: Slack knows a pressed button by that name."""
    drawn = draw_message("open_work", show_open_work(ShowOpenWork(make.actor(), "NET"), tx, NOON))
    menus = [(row["block_id"], one) for row in drawn.blocks if row["type"] == "actions" for one in row["elements"]]
    chosen = [(place, choice["value"]) for place, one in menus for choice in one.get("options", ())]
    return {place: value.partition(" ")[2] for place, value in chosen if value.startswith("drop_work ")}


def test_a_page_that_is_not_there_any_more_is_the_first_one(tx, net):
    for _ in range(LINES_SHOWN + 2):
        make.task(tx, net)

    second = show_open_work(ShowOpenWork(make.actor(), "NET", LINES_SHOWN), tx, NOON).facts
    beyond = show_open_work(ShowOpenWork(make.actor(), "NET", 500), tx, NOON).facts

    assert (len(second.lines), second.following) == (2, None)
    assert (len(beyond.lines), beyond.beginning) == (LINES_SHOWN, 0)


def test_a_task_that_is_dropped_at_the_end_is_left_undone_with_its_reason_unless_it_is_taken_up_again(tx, net):
    early, late, back = (make.task(tx, tx.projects.get(net.id), TaskState.ACCEPTED) for _ in range(3))
    drop_task(DropTask(make.actor(), early.id, "In the middle"), tx, NOON)
    open_checklist(OpenChecklist(make.actor(), "NET"), tx, NOON)

    drop_task(DropTask(make.actor(), late.id, "NET-1 is the *same*"), tx, NOON)
    drop_task(DropTask(make.actor(), back.id, "Too early"), tx, NOON)
    reopen_task(ReopenTask(make.actor(), back.key), tx, NOON)

    left = left_behind(tx.projects.get(net.id), make.actor(), tx)
    assert [(one.named, one.became, one.why) for one in left] == [
        ("NET-2 Mount the access points", "dropped", "NET-1 is the *same*")
    ]


def test_a_task_that_is_dropped_long_after_an_end_that_did_not_come_is_not_left_undone_until_it_is_asked_for_again(
    tx, net
):
    midway, late = (make.task(tx, tx.projects.get(net.id), TaskState.ACCEPTED) for _ in range(2))
    open_checklist(OpenChecklist(make.actor(), "NET"), tx, NOON)
    much_later = NOON + timedelta(days=90)

    drop_task(DropTask(make.actor(), midway.id, "Twice there"), tx, much_later)
    open_checklist(OpenChecklist(make.actor(), "NET"), tx, much_later)
    drop_task(DropTask(make.actor(), late.id, "Too late"), tx, much_later)

    assert [one.why for one in left_behind(tx.projects.get(net.id), make.actor(), tx)] == ["Too late"]
    lists = {one.about: one for one in saved.waiting(tx) if isinstance(one, OpenWorkList)}
    old, new = (lists[f"{net.id}/{at.isoformat()}"] for at in (NOON, much_later))
    stand = [read_open_work(Read(make.clock(), one.about, one.to), tx, much_later).is_current for one in (old, new)]
    assert stand == [False, True]


def test_of_a_stage_that_ended_only_the_decision_after_it_is_dropped(tx, net):
    drop(tx, everything_open(tx, net)[OpenKind.VOTE])

    (left,) = left_behind(tx.projects.get(net.id), make.actor(), tx)
    assert left.named.startswith("Decision after Stage")


def test_a_completed_project_that_waits_for_a_handover_says_that_it_cannot_be_closed_yet_and_why(tx, net):
    tx.projects.change(replace(tx.projects.get(net.id), scope=Scope(120, ("Wi-Fi",), make.COMPLETION)))
    complete(tx)

    kept = ask_to_close(AskToClose(make.actor(), "NET"), tx, NOON)
    said = draw_message("open_work", kept)

    shown = dumps(said.blocks)
    assert said.text.startswith("NET cannot be closed yet. Still to be handed over: Wi-Fi")
    assert "white_check_mark" not in shown
    assert shown.index("Missing before it can be closed") < shown.index("Wi-Fi") < shown.index("Not needed for that")
    assert shown.index("Not needed for that") < shown.index("people can say how it was")


def test_who_leads_is_told_as_soon_as_the_last_handover_lets_a_completed_project_close(tx, net):
    tx.projects.change(replace(tx.projects.get(net.id), scope=Scope(120, ("Wi-Fi", "LAN"), make.COMPLETION)))
    offers = [handed_to(tx, net, ANA, service) for service in ("Wi-Fi", "LAN")]
    complete(tx)

    told = []
    for one in offers:
        accept_handover(AcceptHandover(make.actor(ANA), one.id), tx, NOON)
        told.append([each.to for each in saved.said(tx, ReadyToClose)])

    assert told == [[], [ToPerson(PM)]]


def test_nobody_is_told_that_it_can_be_closed_while_anything_is_open(tx, net):
    tx.projects.change(replace(tx.projects.get(net.id), scope=Scope(120, ("Wi-Fi",), make.COMPLETION)))
    offer = handed_to(tx, net, ANA, "Wi-Fi")
    make.difficulty(tx, net)
    over = replace(tx.projects.get(net.id), lifecycle=Lifecycle.COMPLETED, ended_at=NOON)
    tx.projects.change(over)

    accept_handover(AcceptHandover(make.actor(ANA), offer.id), tx, NOON)

    assert saved.said(tx, ReadyToClose) == []


@pytest.mark.parametrize(("by", "told"), [(HEAD, [ToPerson(PM)]), (PM, [])])
def test_who_leads_is_told_that_a_completed_project_can_close_when_somebody_else_says_why_the_last_stage_never_began(
    tx, net, by, told
):
    make.stage(tx, net, "Roll-out")
    complete(tx)

    explain_unbegun(ExplainUnbegun(make.actor(by), "NET", "Not wanted"), tx, NOON)

    assert [one.to for one in saved.said(tx, ReadyToClose)] == told


def test_completing_or_closing_twice_says_that_it_is_so(tx, net):
    complete(tx)
    with pytest.raises(SoByNow, match="NET is already completed") as again:
        complete(tx)
    assert again.value.problems[0].to_type == "close NET"
    complete(tx, Move.CLOSE)
    with refused(tx, words="closed for good"):
        complete(tx, Move.CLOSE)
