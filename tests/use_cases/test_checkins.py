from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.checkins import RoundState
from domain.difficulties import Severity
from domain.living import CheckInPrompt, Home, ProjectCard, RoundAnswer, RoundParent
from domain.moves import Move
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.task_notices import TaskFinished
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, NOBODY, NOON, PM, RESP, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.refusals import refused
from use_cases.checkins import (
    SECTIONS_IN_A_STEP,
    AnswerCheckIn,
    PrepareCheckIn,
    SectionAnswer,
    TaskProgress,
    answer_checkin,
    prepare_checkin,
)
from use_cases.moves import MoveProject, move_project
from use_cases.sections import OwnQuestion


@pytest.fixture
def project(tx):
    """A running project with an open round of today."""
    made = make.project(tx, started=True)
    make.round_of(tx, made)
    return made


def answer_of(tx, project, person=ANA, day=TODAY):
    return tx.answers.of_person(project.id, day, person)


def form(tx, person=ANA, now=NOON, **more):
    return prepare_checkin(PrepareCheckIn(make.actor(person), **more), tx, now)


def test_an_answer_in_time_is_saved_with_its_hours_and_redraws_what_shows_it(tx, project):
    answer_checkin(make.checkin(project, done="Two", next="Three", difficulties="Rain", hours="7,5"), tx, NOON)

    answer = answer_of(tx, project)
    assert (answer.done, answer.next, answer.difficulties, answer.minutes) == ("Two", "Three", "Rain", 450)
    assert (answer.answered_at, answer.edited_at, answer.late, answer.worked_on) == (NOON, None, False, TODAY)
    assert [(row.person_id, row.day, row.minutes) for row in saved.work_rows(tx)] == [(ANA, TODAY, 450)]
    one, prompt = tx.rounds.of_day(project.id, TODAY), tx.prompts.of_day(ANA, TODAY)
    assert saved.waiting(tx) == [
        RoundAnswer.of(answer.id, one.id, project.id),
        RoundParent.of(one.id, project.id),
        ProjectCard.of(project.id),
        CheckInPrompt(ToPerson(ANA), prompt.id, edit_only=True),
        Home.of(ANA),
    ]


def test_answering_again_edits_the_answer_its_hours_and_the_same_post(tx, project):
    answer_checkin(make.checkin(project, hours="8"), tx, NOON)
    first = answer_of(tx, project)

    answer_checkin(make.checkin(project, done="Better", hours="1"), tx, NOON + timedelta(hours=1))

    answer = answer_of(tx, project)
    assert (answer.id, answer.done, answer.answered_at) == (first.id, "Better", NOON)
    assert answer.edited_at == NOON + timedelta(hours=1)
    assert [row.minutes for row in saved.work_rows(tx)] == [60]
    assert len(saved.said(tx, RoundAnswer)) == 1


def test_an_answer_after_the_round_closed_is_kept_and_labelled(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project, state=RoundState.CLOSED)

    answer_checkin(make.checkin(project), tx, NOON)

    assert answer_of(tx, project).late
    assert len(saved.said(tx, RoundAnswer)) == 1


def test_an_answer_that_was_in_time_is_not_late_when_it_is_edited_later(tx, project):
    answer_checkin(make.checkin(project), tx, NOON)
    tx.rounds.close(tx.rounds.of_day(project.id, TODAY).id)

    answer_checkin(make.checkin(project, done="More"), tx, NOON)

    assert not answer_of(tx, project).late


def test_an_early_answer_counts_for_the_round_that_opens_later(days, inside):
    project = inside(make.project, started=True)

    days.run(answer_checkin, make.checkin(project, day=TOMORROW, hours="3"))
    before = inside(saved.kinds)
    days.to(2026, 12, 3, 10, 0)

    line = inside(lambda tx: tx.rounds.last_standing(project.id))
    assert before == ["home"]
    assert [(one.person, one.presence) for one in line.people] == [
        (ANA, "answered"),
        (BEN, "missing"),
        (RESP, "missing"),
    ]
    assert [one.to.person for one in inside(saved.said, CheckInPrompt)] == [BEN, RESP]


def test_an_answer_to_a_skipped_round_is_kept_and_posted_nowhere(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project, asked=[], state=RoundState.SKIPPED)

    answer_checkin(make.checkin(project), tx, NOON)

    assert answer_of(tx, project).late
    assert saved.waiting(tx) == [Home.of(ANA)]


def two_projects(tx):
    made = make.project(tx, "NET", started=True), make.project(tx, "WEB", started=True)
    for project in made:
        make.round_of(tx, project)
    return made


def both(net, web, *hours):
    sections = (SectionAnswer(net.id, TODAY, "a", hours=hours[0]), SectionAnswer(web.id, TODAY, "b", hours=hours[1]))
    return AnswerCheckIn(make.actor(ANA), sections)


def test_a_day_has_24_hours_across_projects(tx):
    net, web = two_projects(tx)

    with refused(tx, f"hours@{web.id}", words="24.5 hours"):
        answer_checkin(both(net, web, "12", "12.5"), tx, NOON)
    answer_checkin(both(net, web, "12", "12"), tx, NOON)

    assert [row.minutes for row in saved.work_rows(tx)] == [720, 720]


def test_hours_of_another_submission_on_that_day_count_and_edited_ones_are_replaced(tx):
    net, web = two_projects(tx)
    answer_checkin(make.checkin(net, hours="20"), tx, NOON)

    with refused(tx, f"hours@{web.id}"):
        answer_checkin(make.checkin(web, hours="5"), tx, NOON)
    answer_checkin(both(net, web, "19", "5"), tx, NOON)

    assert sum(row.minutes for row in saved.work_rows(tx)) == 24 * 60


@pytest.mark.parametrize("hours", ["a lot", "-1", "24.1", "1e5", "10001"])
def test_impossible_hours_are_refused_beside_their_project_and_nothing_is_saved(tx, project, hours):
    with refused(tx, f"hours@{project.id}"):
        answer_checkin(make.checkin(project, hours=hours), tx, NOON)

    assert (saved.answer_rows(tx), saved.work_rows(tx)) == ([], [])


@pytest.mark.parametrize("hours", ["", "0", "0.0", "0,00"])
def test_no_hours_are_no_work_entry(tx, project, hours):
    answer_checkin(make.checkin(project, hours=hours), tx, NOON)

    assert saved.work_rows(tx) == []


def test_an_empty_answer_is_refused_beside_its_first_line(tx, project):
    with refused(tx, f"done@{project.id}", words="Write at least one line"):
        answer_checkin(make.checkin(project, done=" ", hours="0"), tx, NOON)


def test_a_project_without_news_may_be_left_empty_when_another_has_some(tx):
    net, web = two_projects(tx)
    sections = (SectionAnswer(net.id, TODAY), SectionAnswer(web.id, TODAY, "b"))

    answer_checkin(AnswerCheckIn(make.actor(ANA), sections), tx, NOON)

    assert (answer_of(tx, net), answer_of(tx, web).done) == (None, "b")


def test_an_answer_that_was_given_cannot_be_emptied(tx, project):
    answer_checkin(make.checkin(project), tx, NOON)

    with refused(tx, f"done@{project.id}"):
        answer_checkin(make.checkin(project, done=""), tx, NOON)

    assert answer_of(tx, project).done == "Mounted two"


def test_every_wrong_project_is_named_at_once(tx):
    net, web = two_projects(tx)

    with refused(tx, f"hours@{net.id}", f"hours@{web.id}"):
        answer_checkin(both(net, web, "x", "25"), tx, NOON)


def test_progress_on_tasks_is_saved_and_only_finished_ones_are_told(tx, project):
    one, two, same = (make.task(tx, project) for _ in range(3))
    progress = (TaskProgress(one.id, 100), TaskProgress(two.id, 40), TaskProgress(same.id, 0))

    answer_checkin(make.checkin(project, tasks=progress), tx, NOON)

    assert [(task.state, task.percent) for task in tx.tasks.all_in(project.id)] == [
        ("done", 100),
        ("accepted", 40),
        ("offered", 0),
    ]
    assert [told.task_key for told in saved.said(tx, TaskFinished)] == ["NET-1"]
    assert tx.projects.get(project.id).progress.open == 2


def test_what_nobody_touched_in_the_form_does_not_undo_what_was_reported_meanwhile(tx, project):
    task = make.task(tx, project, TaskState.ACCEPTED, percent=80)

    answer_checkin(make.checkin(project, tasks=[TaskProgress(task.id, 20, shown=20)]), tx, NOON)

    assert tx.tasks.get(task.id).percent == 80


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DECLINED, TaskState.DROPPED])
def test_a_task_that_is_over_since_the_form_was_opened_does_not_lose_the_answer(tx, project, state):
    task = make.task(tx, project, state)

    answer_checkin(make.checkin(project, tasks=[TaskProgress(task.id, 70)]), tx, NOON)

    assert answer_of(tx, project) is not None
    assert tx.tasks.get(task.id) == task


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETED, Lifecycle.CLOSED, Lifecycle.CANCELLED])
def test_a_project_that_is_over_meanwhile_keeps_the_words_moves_nothing_and_holds_back_no_other(tx, project, lifecycle):
    web = make.project(tx, "WEB", started=True)
    ours, theirs = (make.task(tx, one, TaskState.ACCEPTED, percent=20) for one in (project, web))
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=lifecycle))
    difficult = SectionAnswer(project.id, TODAY, "Two", difficulties="Rain", severity=Severity.HIGH)
    tasks = tuple(TaskProgress(one.id, 70, 20) for one in (ours, theirs))

    told = answer_checkin(
        AnswerCheckIn(make.actor(ANA), (difficult, SectionAnswer(web.id, TODAY, "Five")), tasks), tx, NOON
    )

    over = f"{ours.key} stays as it was and what is difficult is told and not followed up. What you wrote is kept."
    assert told == [f"NET is {lifecycle.value}, so {over}"]
    assert (tx.tasks.get(ours.id).percent, tx.tasks.get(theirs.id).percent) == (20, 70)
    assert tx.difficulties.all_in(project.id, 9) == []
    assert (answer_of(tx, project).difficulties, answer_of(tx, project).late) == ("Rain", True)
    assert answer_of(tx, web).done == "Five"


def test_only_a_task_of_a_project_that_is_over_was_moved_and_that_is_said(tx, project):
    task = make.task(tx, project, TaskState.ACCEPTED, percent=20)
    tx.projects.change(replace(tx.projects.get(project.id), lifecycle=Lifecycle.CANCELLED))

    told = answer_checkin(
        AnswerCheckIn(make.actor(ANA), (SectionAnswer(project.id, TODAY),), (TaskProgress(task.id, 70, 20),)), tx, NOON
    )

    assert told == [f"NET is cancelled, so {task.key} stays as it was. What you wrote is kept."]
    assert answer_of(tx, project) is None


def test_nobody_moves_somebody_elses_task_by_a_check_in_and_nothing_of_it_is_saved(run, inside):
    project = inside(make.project, started=True)
    task = inside(make.task, project, assignee=BEN)

    with pytest.raises(Forbidden) as refusal:
        run(answer_checkin, make.checkin(project, tasks=[TaskProgress(task.id, 70)]))

    assert BEN in refusal.value.who_may
    assert (inside(saved.answer_rows), inside(saved.effect_rows)) == ([], [])


@pytest.mark.parametrize("person", [PM, NOBODY, make.HEAD, make.IT])
def test_who_is_not_asked_in_a_project_does_not_answer_for_it(tx, project, person):
    with pytest.raises(Forbidden) as refusal:
        answer_checkin(make.checkin(project, by=make.actor(person)), tx, NOON)

    assert set(refusal.value.who_may) == {RESP, ANA, BEN}


def test_an_answer_given_during_a_hold_is_kept_and_the_project_is_not_asked_about(tx, project):
    move_project(MoveProject(make.actor(PM), Move.HOLD, "NET"), tx, NOON)

    answer_checkin(make.checkin(project), tx, NOON)

    assert answer_of(tx, project) is not None
    with refused(tx, words="asked in no active project"):
        form(tx)


def test_the_same_submission_twice_is_one_answer(run, inside):
    project = inside(make.project, started=True)
    inside(make.round_of, project)

    for _ in range(2):
        run(answer_checkin, make.checkin(project, hours="8"), once="V1/checkin/1")

    assert [row.edited_at for row in inside(saved.answer_rows)] == [None]


def test_the_form_has_a_section_for_each_project_with_open_tasks_prefilled(tx):
    net, _ = two_projects(tx)
    task = make.task(tx, net, percent=30)
    for over in (TaskState.DECLINED, TaskState.DONE):
        make.task(tx, net, over)

    sections = {one.project_key: one for one in form(tx).sections}

    assert set(sections) == {"NET", "WEB"}
    assert [(line.id, line.percent) for line in sections["NET"].tasks] == [(task.id, 30)]
    assert (sections["NET"].round_day, sections["NET"].is_open, sections["NET"].is_late) == (TODAY, True, False)


def test_the_form_is_filled_with_what_was_answered_and_else_shows_the_last_plan_without_claiming_it_done(tx):
    net, web = two_projects(tx)
    answer_checkin(make.checkin(net, done="a", next="b", difficulties="c", hours="1"), tx, NOON)
    make.round_of(tx, web, YESTERDAY, asked=[ANA], state=RoundState.CLOSED)
    answer_checkin(make.checkin(web, done="x", next="then", day=YESTERDAY), tx, NOON)

    sections = {one.project_key: one for one in form(tx).sections}

    mine, planned = sections["NET"], sections["WEB"]
    assert (mine.answered, mine.done, mine.next, mine.difficulties, mine.minutes) == (True, "a", "b", "c", 60)
    assert (planned.answered, planned.planned, planned.done, planned.next) == (False, "then", "", "")
    assert mine.planned == ""


def test_an_untouched_form_with_a_plan_publishes_nothing_as_done(tx, project):
    answer_checkin(make.checkin(project, next="Three", day=YESTERDAY), tx, NOON)
    (shown,) = form(tx).sections

    with refused(tx, f"done@{project.id}", words="Write at least one line"):
        answer_checkin(make.checkin(project, done=shown.done, next=shown.next), tx, NOON)


@pytest.mark.parametrize(
    ("now", "unasked"), [(NOON + timedelta(days=3), "not worked"), (NOON, "no round")], ids=["Saturday", "the start"]
)
def test_the_form_of_a_day_without_a_round_says_why_nobody_asks(tx, now, unasked):
    make.project(tx, started=True, now=now)

    (section,) = form(tx, now=now).sections

    assert (section.round_day, section.unasked) == (now.date(), unasked)


def test_after_the_last_step_it_is_said_what_was_kept_and_is_shown_nowhere(tx):
    saturday = NOON + timedelta(days=3)
    asked = [make.project(tx, key, started=True, now=saturday) for key in ("NET", "WEB", "NEW")]
    for one in asked[:2]:
        answer_checkin(make.checkin(one, day=saturday.date(), hours="2"), tx, saturday)

    after = form(tx, besides=tuple(one.id for one in asked), now=saturday)

    told = {(one.project_key, one.round_day, one.minutes, one.opens_at) for one in after.kept}
    assert told == {(key, saturday.date(), 120, None) for key in ("NET", "WEB")}


def test_an_early_answer_is_kept_until_its_round_opens_and_a_posted_one_needs_no_word(tx, project):
    early = datetime(2026, 12, 3, 7, 0, tzinfo=UTC)
    tx.rounds.close(tx.rounds.of_day(project.id, TODAY).id)
    answer_checkin(make.checkin(project, day=TOMORROW), tx, early)
    before = form(tx, besides=(project.id,), now=early).kept
    make.round_of(tx, project, TOMORROW)

    after = form(tx, besides=(project.id,), now=early).kept

    assert [one.opens_at for one in before] == [datetime(2026, 12, 3, 9, 30, tzinfo=UTC)]
    assert after == ()


def test_the_project_of_the_channel_comes_first(tx):
    two_projects(tx)

    assert [one.project_key for one in form(tx, channel="C_WEB").sections] == ["WEB", "NET"]
    assert [one.project_key for one in form(tx, channel="C_ELSE").sections] == ["NET", "WEB"]


def test_who_presses_answer_under_a_round_of_another_team_hears_whom_to_ask(tx, project):
    make.project(tx, "WEB", started=True, team=[NOBODY])

    with refused(tx, words="not on the team of NET, so nothing is asked of you. Ask the project manager, Pm, to add"):
        form(tx, NOBODY, channel="C_NET", of_round=True)
    assert [one.project_key for one in form(tx, NOBODY, channel="C_NET").sections] == ["WEB"]


def test_the_manager_who_presses_answer_is_not_sent_to_themselves(tx, project):
    with pytest.raises(Refused) as refusal:
        form(tx, PM, channel="C_NET", of_round=True)

    assert refusal.value.message == "You are not on the team of NET, so nothing is asked of you."


def test_many_projects_are_asked_in_steps(tx):
    for n in range(SECTIONS_IN_A_STEP + 2):
        make.round_of(tx, make.project(tx, f"P{n}", started=True))

    first = form(tx)
    second = form(tx, besides=tuple(one.project_id for one in first.sections))

    assert (len(first.sections), first.more) == (SECTIONS_IN_A_STEP, 2)
    assert (len(second.sections), second.more) == (2, 0)
    assert {one.project_key for one in first.sections + second.sections} == {f"P{n}" for n in range(6)}


def test_a_prompts_form_holds_its_rounds_even_when_they_are_closed(tx):
    project = make.project(tx, started=True)
    make.round_of(tx, project, YESTERDAY, state=RoundState.CLOSED)
    prompt = tx.prompts.of_day(ANA, YESTERDAY)

    (section,) = form(tx, prompt_id=prompt.id).sections

    assert (section.round_day, section.is_late, section.is_open) == (YESTERDAY, True, False)


def test_from_a_prompt_whose_day_is_over_that_day_is_answered_late_though_todays_round_is_open(tx, project):
    make.round_of(tx, project, YESTERDAY, state=RoundState.CLOSED)
    prompt = tx.prompts.of_day(ANA, YESTERDAY)

    (section,) = form(tx, prompt_id=prompt.id).sections

    assert (section.round_day, section.is_late) == (YESTERDAY, True)


def test_a_later_plan_is_not_shown_as_the_plan_for_an_earlier_day(tx, project):
    make.round_of(tx, project, YESTERDAY, state=RoundState.CLOSED)
    answer_checkin(make.checkin(project, next="Tomorrow's"), tx, NOON)

    (section,) = form(tx, prompt_id=tx.prompts.of_day(ANA, YESTERDAY).id, now=NOON).sections

    assert (section.round_day, section.planned) == (YESTERDAY, "")


def test_unasked_the_persons_own_current_day_is_answered(tx):
    make.project(tx, started=True)
    make.person(tx, ANA, zone="America/Los_Angeles")

    (section,) = form(tx, now=datetime(2026, 12, 3, 7, 0, tzinfo=UTC)).sections

    assert (section.round_day, section.opens_at) == (date(2026, 12, 2), None)


def test_a_round_that_opens_later_today_can_be_answered_now(tx):
    make.project(tx, started=True)

    (section,) = form(tx, now=datetime(2026, 12, 3, 7, 0, tzinfo=UTC)).sections

    assert (section.round_day, section.opens_at) == (TOMORROW, datetime(2026, 12, 3, 9, 30, tzinfo=UTC))
    assert not section.is_open


def test_an_old_active_project_is_still_asked_about_behind_forty_newer_ones_that_are_not(tx):
    old = make.project(tx, "OLD", started=True, team=[ANA])
    for number in range(40):
        make.project(tx, f"N{number:03}", team=[ANA], now=NOON + timedelta(days=1))
    make.round_of(tx, old, asked=[ANA])

    assert [section.project_key for section in form(tx).sections] == ["OLD"]


@pytest.mark.parametrize("lifecycle", [one for one in Lifecycle if one is not Lifecycle.ACTIVE])
def test_projects_that_are_not_active_are_not_asked_about(tx, lifecycle):
    made = make.project(tx, started=True)
    tx.projects.change(replace(made, lifecycle=lifecycle))

    with refused(tx, words="asked in no active project"):
        form(tx)


def test_who_leads_and_is_not_on_the_team_has_nothing_to_answer(tx, project):
    with refused(tx, words="nothing to answer"):
        form(tx, PM)


@pytest.mark.parametrize("text", ["<!channel> <@U1>", "😀", "مرحبا", "{{ 7*7 }}", "x" * 3000, "*a* `b` &lt;"])
def test_what_was_typed_is_kept_to_the_letter(tx, project, text):
    answer_checkin(make.checkin(project, done=text, next=text, difficulties=text), tx, NOON)

    answer = answer_of(tx, project)
    assert (answer.done, answer.next, answer.difficulties) == (text, text, text)


def ask(tx, project, *questions):
    tx.schedules.keep(replace(tx.schedules.get(project.id), questions=questions))


def replied(tx, project, *replies, now=NOON):
    answer_checkin(make.checkin(project, replies=replies), tx, now)
    return answer_of(tx, project).extra


def test_a_projects_own_questions_follow_in_its_section_filled_with_what_was_answered(tx, project):
    ask(tx, project, "Ladders enough?", "Who was on site?")
    replied(tx, project, ("Ladders enough?", "Two"))

    (section,) = form(tx).sections

    assert section.questions == (OwnQuestion("Ladders enough?", "Two"), OwnQuestion("Who was on site?"))


def test_a_reply_to_a_question_of_its_own_is_an_answer(tx, project):
    ask(tx, project, "Ladders enough?")

    answer_checkin(make.checkin(project, done="", replies=(("Ladders enough?", "No"),)), tx, NOON)

    assert answer_of(tx, project).extra == {"Ladders enough?": "No"}


def test_a_question_that_was_dropped_or_reworded_keeps_what_was_answered_to_it(tx, project):
    ask(tx, project, "Ladders enough?")
    replied(tx, project, ("Ladders enough?", "Two"))
    ask(tx, project, "How many ladders?")

    assert replied(tx, project, ("How many ladders?", "3")) == {"Ladders enough?": "Two", "How many ladders?": "3"}


def test_a_reply_that_was_emptied_is_taken_back(tx, project):
    ask(tx, project, "Ladders enough?")
    replied(tx, project, ("Ladders enough?", "Two"))

    assert replied(tx, project, ("Ladders enough?", " ")) == {}


@pytest.mark.parametrize("shown", ["R&D <ok>?", "R&amp;D &lt;ok&gt;?"])
def test_a_question_is_known_again_however_slack_hands_it_back(tx, project, shown):
    ask(tx, project, "R&D <ok>?")

    assert replied(tx, project, (shown, "Yes")) == {"R&D <ok>?": "Yes"}


def test_the_reply_to_a_question_that_changed_while_the_form_was_open_is_kept_under_what_was_asked(tx, project):
    ask(tx, project, "How many ladders?")

    assert replied(tx, project, ("Ladders enough?", "Two")) == {"Ladders enough?": "Two"}


def test_a_task_that_moved_on_is_an_answer_though_nothing_was_typed(tx, project):
    other = make.project(tx, "WEB", started=True)
    task = make.task(tx, project, TaskState.ACCEPTED, 20)
    sections = tuple(SectionAnswer(one.id, TODAY) for one in (project, other))

    answer_checkin(AnswerCheckIn(make.actor(ANA), sections, (TaskProgress(task.id, 60, 20),)), tx, NOON)

    assert [(row.project_id, row.done) for row in saved.answer_rows(tx)] == [(project.id, "")]
    assert tx.tasks.get(task.id).percent == 60


def test_a_task_that_nobody_touched_is_no_answer(tx, project):
    task = make.task(tx, project, TaskState.ACCEPTED, 20)
    nothing = AnswerCheckIn(make.actor(ANA), (SectionAnswer(project.id, TODAY),), (TaskProgress(task.id, 20, 20),))

    with refused(tx, f"done@{project.id}"):
        answer_checkin(nothing, tx, NOON)
