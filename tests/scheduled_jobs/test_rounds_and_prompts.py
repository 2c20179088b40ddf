"""A day of check-ins as the clock sets it off: once, in time, and one broken project does not stop the others."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.checkins import PromptState, RoundState
from domain.living import CheckInPrompt, RoundParent
from domain.moves import Move
from domain.notices import CheckInSkipped
from scheduled_jobs import JOBS, tick
from scheduled_jobs.close_rounds import close_rounds
from scheduled_jobs.open_rounds import open_rounds
from scheduled_jobs.send_prompts import send_prompts
from storage.transactions import Runner, Sweeper
from tests import make, saved
from tests.make import ANA, BEN, RESP, TOMORROW
from tests.storage.together import together
from use_cases.moves import MoveProject, move_project

OPENS = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=6)
ASKED = {ANA, BEN, RESP}


@pytest.fixture
def net(inside):
    return inside(make.project, started=True)


@pytest.fixture
def ticking(sweep, run, clock):
    """One tick at a moment."""

    def at(moment):
        clock.set(moment)
        tick(JOBS, sweep, run)

    return at


def round_of(inside, project, day=TOMORROW):
    return inside(lambda tx: tx.rounds.of_day(project.id, day))


def said(inside, kind):
    return inside(saved.said, kind)


@pytest.mark.parametrize("job", [open_rounds, close_rounds, send_prompts])
def test_nothing_happens_before_it_is_due(inside, net, clock, sweep, run, job):
    clock.set(OPENS - timedelta(seconds=1))

    job(sweep, run)

    assert round_of(inside, net) is None
    assert inside(saved.waiting) == []


def test_a_round_opens_and_everybody_is_asked_in_the_same_tick(inside, net, ticking):
    ticking(OPENS)

    held = round_of(inside, net)
    prompts = said(inside, CheckInPrompt)
    assert (held.state, held.opens_at, held.closes_at) == (RoundState.OPEN, OPENS, CLOSES)
    assert {one.to.person for one in prompts} == ASKED
    assert len(prompts) == 3
    assert len(said(inside, RoundParent)) == 1


def test_the_next_ticks_open_and_ask_nothing_again(inside, net, ticking):
    for minutes in range(5):
        ticking(OPENS + timedelta(minutes=minutes))

    assert len(said(inside, CheckInPrompt)) == 3
    assert inside(lambda tx: tx.schedules.get(net.id)).next_at == OPENS + timedelta(days=1)


def test_a_prompt_waits_for_the_working_hours_of_its_person(inside, net, ticking):
    inside(make.person, ANA, zone="America/New_York")
    ticking(OPENS)
    before = {one.to.person for one in said(inside, CheckInPrompt)}

    ticking(datetime(2026, 12, 3, 14, 0, tzinfo=UTC))

    assert before == ASKED - {ANA}
    assert {one.to.person for one in said(inside, CheckInPrompt)} == ASKED


def test_a_round_closes_when_its_window_has_passed(inside, net, ticking):
    ticking(OPENS)
    ticking(CLOSES - timedelta(seconds=1))
    before = round_of(inside, net).state

    ticking(CLOSES)

    assert before is RoundState.OPEN
    assert round_of(inside, net).state is RoundState.CLOSED


def test_a_tick_after_a_short_pause_still_opens_the_round(inside, net, ticking):
    ticking(CLOSES - timedelta(minutes=1))

    assert round_of(inside, net).state is RoundState.OPEN


def test_a_tick_after_a_long_pause_skips_what_is_too_late_says_so_and_goes_on(inside, net, ticking):
    ticking(OPENS + timedelta(days=4))

    skipped = said(inside, CheckInSkipped)
    assert round_of(inside, net).state is RoundState.SKIPPED
    assert [one.day for one in skipped] == [TOMORROW]
    assert said(inside, CheckInPrompt) == []
    assert inside(lambda tx: tx.schedules.get(net.id)).next_at >= OPENS + timedelta(days=4)


def test_closing_and_asking_in_one_tick_loses_no_prompt(inside, net, ticking):
    """After a pause one project's round is over just when the day's message is sent for another's."""
    inside(make.project, "OPS", started=True, schedule={"open_minutes": 600})
    for person in ASKED:
        inside(make.person, person, zone="America/New_York")
    ticking(OPENS)

    ticking(CLOSES + timedelta(minutes=5))

    prompts = said(inside, CheckInPrompt)
    assert round_of(inside, net).state is RoundState.CLOSED
    assert {one.to.person for one in prompts if not one.edit_only} == ASKED


class BreaksFor:
    """A runner for which one project always fails."""

    def __init__(self, run, project):
        self.run, self.project = run, project

    def __call__(self, use_case, order):
        if getattr(order, "project_id", None) == self.project.id:
            raise RuntimeError("broken")
        return self.run(use_case, order)


def test_one_broken_project_does_not_stop_the_others(inside, net, sweep, run, clock, caplog):
    others = [inside(make.project, key, started=True) for key in ("AAA", "ZZZ")]
    clock.set(OPENS)

    tick(JOBS, sweep, BreaksFor(run, net))

    assert [round_of(inside, one) is not None for one in (*others, net)] == [True, True, False]
    assert [record.about for record in caplog.records if record.exc_info] == [net.id]


def test_what_was_broken_is_opened_by_the_next_tick(inside, net, sweep, run, clock, ticking):
    clock.set(OPENS)
    tick(JOBS, sweep, BreaksFor(run, net))

    ticking(OPENS + timedelta(minutes=1))

    assert round_of(inside, net).state is RoundState.OPEN


def test_four_processes_that_tick_at_once_open_and_ask_once(inside, net, database, caplog):
    for key in ("AAA", "BBB", "CCC"):
        inside(make.project, key, started=True)
    run, sweep = Runner(database, lambda: OPENS, lambda: None), Sweeper(database, lambda: OPENS)

    for _ in range(2):
        together(lambda _: tick(JOBS, sweep, run), 4)

    opened = inside(lambda tx: [round_of_key(tx, key) for key in ("NET", "AAA", "BBB", "CCC")])
    prompts = said(inside, CheckInPrompt)
    assert [one.state for one in opened] == [RoundState.OPEN] * 4
    assert sorted(one.to.person for one in prompts) == sorted(ASKED)
    assert [record for record in caplog.records if record.exc_info] == []


def round_of_key(tx, key):
    return tx.rounds.of_day(tx.projects.by_key(key).id, TOMORROW)


def test_each_workspace_is_asked_in_its_own_name(inside, ticking):
    inside(make.project, started=True)
    inside(make.project, started=True, workspace=make.ELSEWHERE)

    ticking(OPENS)

    states = [
        inside(lambda tx: tx.prompts.of_day(ANA, TOMORROW).state, workspace=one)
        for one in (make.WORKSPACE, make.ELSEWHERE)
    ]
    assert states == [PromptState.SENT, PromptState.SENT]


@pytest.mark.parametrize("before", ["never started", "on hold"])
def test_a_project_that_is_not_active_is_not_asked(inside, run, ticking, before):
    project = inside(make.project, started=before == "on hold")
    if before == "on hold":
        run(move_project, MoveProject(make.actor(), Move.HOLD, "NET"))

    ticking(OPENS)

    assert round_of(inside, project) is None
    assert said(inside, CheckInPrompt) == []
