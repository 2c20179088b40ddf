"""What people say of a completed project is asked once, summed up once, and shown without anybody being singled out."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from domain.actors import Standing
from domain.capacity import Leave
from domain.effects import Delivered
from domain.feedback import Aspect, FeedbackAnswer, SaidWords
from domain.feedback_living import FeedbackAsk
from domain.feedback_notices import FeedbackIn
from domain.history import Act, Change
from domain.moves import Move
from domain.outcome_living import OutcomeInShort
from domain.permissions import Forbidden
from domain.plans import PlanAnswer, PlanVerdict
from domain.refusals import Refused
from domain.tasks import TaskState
from message_templates import draw_message, draw_view
from storage.tables.base import metadata
from tests import make, saved
from tests.make import ANA, BEN, CONTACT, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.examples import LEASE, UPTIME
from tests.use_cases.taken import files_of
from use_cases.deliveries import ClaimEffect, RecordDelivery, claim_effect, record_delivery
from use_cases.end_questions import end_questions
from use_cases.feedback import (
    AnswerFeedback,
    EraseFeedback,
    PrepareFeedback,
    ShowFeedback,
    answer_feedback,
    erase_feedback,
    prepare_feedback,
    show_feedback,
)
from use_cases.feedback_kept import feedback_figures
from use_cases.feedback_rounds import FollowFeedback, follow_feedback, read_feedback_ask
from use_cases.moves import CancelProject, MoveProject, cancel_project, move_project
from use_cases.outcome_cards import ShowOutcome, show_outcome
from use_cases.reading import Read

TEAM = {PM, HEAD, IT, RESP, ANA, BEN}
CLOSES = datetime(2026, 12, 16, 17, 30, tzinfo=UTC)
REMINDS = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
GUEST = make.actor(CONTACT, standing=Standing.GUEST)
MARK = "Zyx wording <!here>"


def complete(tx, project, now=NOON):
    move_project(MoveProject(make.actor(PM), Move.COMPLETE, project.key), tx, now)
    return tx.feedback.of_project(project.id)[0]


def say(tx, one, by=ANA, result=4, together=5, went_well="", otherwise="", is_named=False):
    said = FeedbackAnswer(result, together, went_well, otherwise, is_named)
    answer_feedback(AnswerFeedback(make.actor(by) if isinstance(by, str) else by, one.id, said), tx, NOON)


def follow(tx, one, at):
    follow_feedback(FollowFeedback(make.clock(), one.id), tx, at)


def shown(tx, project, by=PM, **more):
    return show_feedback(ShowFeedback(make.actor(by), project.key, **more), tx, NOON)


def asked(tx):
    return {one.to.person for one in saved.said(tx, FeedbackAsk) if not one.edit_only}


def card(tx, one, person=ANA, again=False):
    wanted = FeedbackAsk.of(one.id, person, again=again)
    return read_feedback_ask(Read(make.clock(), wanted.about, wanted.to), tx, NOON)


def words_of(page):
    message = draw_message("feedback", page)
    return json.dumps((message.text, message.blocks), ensure_ascii=False)


@pytest.fixture
def project(tx):
    return make.project(tx, started=True)


def test_everybody_who_took_part_and_the_customers_contact_are_asked_once_in_their_own_messages(tx, project):
    make.person(tx, CONTACT, standing=Standing.GUEST)
    make.plan_version(tx, project, answer=PlanAnswer(PlanVerdict.ACCEPTED, CONTACT, NOON))
    make.task(tx, project, assignee=NOBODY, state=TaskState.DONE)
    make.person(tx, "U_EARLIER")
    make.person(tx, "U_GONE", standing=Standing.DEACTIVATED)
    named = (Change("team member", people_before=("U_EARLIER", "U_GONE")), Change("why", people_after=("U_ADMIN",)))
    tx.history.add(PM, NOON, Act.CHANGED_TEAM, project.id, changes=named)

    one = complete(tx, project)

    assert asked(tx) == TEAM | {NOBODY, CONTACT, "U_EARLIER"}
    assert one.closes_at == CLOSES
    assert card(tx, one).project_name == "Net rollout"
    assert card(tx, one, "U_ADMIN") is None


def test_of_a_private_project_nobody_is_asked_who_is_not_on_it_any_more(tx):
    secret = make.project(tx, "SEC", started=True, channel=make.private_channel())
    make.person(tx, "U_EARLIER")
    named = (Change("team member", people_before=("U_EARLIER",)),)
    tx.history.add(PM, NOON, Act.CHANGED_TEAM, secret.id, changes=named)

    one = complete(tx, secret)

    assert asked(tx) == TEAM
    with pytest.raises(Refused, match="Nobody is asked about this any more") as refused:
        prepare_feedback(PrepareFeedback(make.actor(NOBODY), one.id), tx, NOON)
    assert type(refused.value) is Refused


def test_what_was_said_can_be_corrected_until_it_is_summed_up_and_stands_in_the_form_again(tx, project):
    one = complete(tx, project)
    say(tx, one, went_well=MARK, is_named=True)

    form = prepare_feedback(PrepareFeedback(make.actor(ANA), one.id), tx, NOON)
    say(tx, one, result=2, went_well="Less")

    assert (form.is_first, form.said) == (False, FeedbackAnswer(4, 5, MARK, "", True))
    assert tx.feedback.answers(one.id) == [(ANA, FeedbackAnswer(2, 5, "Less", "", False))]
    assert card(tx, one).has_answered
    assert draw_view("give_feedback", tx.people.named(form))["blocks"][1]["element"]["initial_option"]["value"] == "4"
    follow(tx, one, CLOSES)
    with pytest.raises(Refused, match="closed and summed up"):
        say(tx, one)
    with pytest.raises(Refused, match="closed and summed up"):
        prepare_feedback(PrepareFeedback(make.actor(ANA), one.id), tx, NOON)


def test_what_is_wrong_is_said_beside_its_field(tx, project):
    one = complete(tx, project)

    with pytest.raises(Refused) as nothing:
        say(tx, one, result=None, together=None)
    with pytest.raises(Refused, match="at most 500 characters") as long:
        say(tx, one, otherwise="x" * 501)
    with pytest.raises(Forbidden, match="You were not asked about NET: only whoever held a role"):
        say(tx, one, NOBODY)

    assert [one.field for one in nothing.value.problems] == ["result", "together"]
    assert long.value.field == "otherwise"


def test_a_customer_from_outside_answers_their_own_and_reads_nothing_else(tx, project):
    make.person(tx, CONTACT, standing=Standing.GUEST)
    make.plan_version(tx, project, answer=PlanAnswer(PlanVerdict.ACCEPTED, CONTACT, NOON))
    one = complete(tx, project)

    say(tx, one, GUEST, went_well=MARK)
    said = prepare_feedback(PrepareFeedback(GUEST, one.id), tx, NOON)

    assert tx.feedback.answer_of(one.id, CONTACT).went_well == MARK
    assert said.project_name == "Net rollout"
    with pytest.raises(Forbidden, match="Guests cannot use Steward"):
        show_feedback(ShowFeedback(GUEST, "NET"), tx, NOON)
    with pytest.raises(Forbidden, match="Guests cannot use Steward"):
        prepare_feedback(PrepareFeedback(make.actor(NOBODY, standing=Standing.GUEST), one.id), tx, NOON)


def test_nobody_is_singled_out_by_looking_before_and_after_somebody_answers(tx, project):
    one = complete(tx, project)
    seen = [words_of(shown(tx, project))]
    for person, result in ((ANA, 1), (BEN, 5), (RESP, 5), (IT, 5)):
        say(tx, one, person, result, went_well=f"{MARK} of {person}")
        seen.append(words_of(shown(tx, project)))
    follow(tx, one, CLOSES)
    before = shown(tx, project).facts
    erase_feedback(EraseFeedback(make.actor(ANA), one.id), tx, CLOSES)
    after = shown(tx, project).facts

    assert [said for said in seen if MARK in said or "verage" in said or "1.0" in said] == []
    assert (before.figures.result, before.figures.together) == (4, 5)
    assert "working together 5.0 of 5" in words_of(shown(tx, project))
    assert after.figures == before.figures
    assert len(before.words) - len(after.words) == 1


@pytest.mark.parametrize(
    ("named", "unnamed", "averages", "nameless", "kept"),
    [(0, 2, False, 0, 2), (1, 2, True, 0, 2), (2, 0, False, 0, 0), (0, 3, True, 3, 0), (1, 3, True, 3, 0)],
)
def test_words_without_a_name_and_averages_take_three(tx, project, named, unnamed, averages, nameless, kept):
    one = complete(tx, project)
    people = (ANA, BEN, RESP, IT)
    for n, person in enumerate(people[: named + unnamed]):
        say(tx, one, person, otherwise=f"{9 - n} said", is_named=n < named)
    follow(tx, one, CLOSES)

    page = shown(tx, project).facts

    assert (page.figures.result is not None, page.unnamed_kept) == (averages, kept)
    by_name = {said.person: said.quoted for said in page.words if said.person}
    assert by_name == {person: f"{9 - n} said" for n, person in enumerate(people[:named])}
    alone = [said.quoted for said in page.words if not said.person]
    assert alone == sorted(f"{9 - n} said" for n in range(named, named + nameless))


def test_who_wrote_nothing_hides_nobody(tx, project):
    one = complete(tx, project)
    say(tx, one, ANA, went_well="Friendly", otherwise="Finish it!")
    for person in (BEN, RESP):
        say(tx, one, person, went_well="Quick")
    follow(tx, one, CLOSES)

    page = shown(tx, project).facts

    assert [said.quoted for said in page.words] == ["Friendly", "Quick", "Quick"]
    assert page.unnamed_kept == 1


def test_a_private_project_asks_nobody_who_is_not_on_it(tx):
    secret = make.project(tx, "SEC", started=True, channel=make.private_channel())
    make.task(tx, secret, TaskState.DONE, assignee=NOBODY)

    complete(tx, secret)

    assert NOBODY not in {request.person for request in tx.feedback.requests(tx.feedback.of_project(secret.id)[0].id)}


def test_too_few_ratings_are_not_even_kept_as_a_sum(tx, project):
    one = complete(tx, project)
    say(tx, one, ANA, 1)
    say(tx, one, BEN, 2)

    follow(tx, one, CLOSES)

    kept = feedback_figures(project.id, tx)
    assert (kept.answered, kept.asked, kept.result_sum, kept.together_sum) == (2, 6, None, None)
    assert "With fewer than three answers there are no averages" in words_of(shown(tx, project))


def test_nobody_but_the_author_finds_what_was_said_anywhere(tx, project):
    one = complete(tx, project)
    say(tx, one, went_well=MARK, otherwise=MARK)
    say(tx, one, BEN)
    follow(tx, one, CLOSES)

    held = {table.name: str(list(tx.connection.execute(sa.select(table)))) for table in metadata.sorted_tables}

    assert {table for table, rows in held.items() if MARK in rows} == {"feedback_answers"}
    assert [line for line in saved.history_rows(tx) if line.by == ANA] == []
    assert MARK not in json.dumps([draw_message("feedback_ask", tx.people.named(card(tx, one))).blocks])
    erase_feedback(EraseFeedback(make.actor(ANA), one.id), tx, CLOSES)
    assert tx.feedback.answer_of(one.id, ANA) is None
    with pytest.raises(Refused, match="nothing to erase"):
        erase_feedback(EraseFeedback(make.actor(ANA), one.id), tx, CLOSES)


def test_no_row_keeps_the_minute_in_which_somebody_answered(tx, project):
    one = complete(tx, project)
    saved.delivered(tx, FeedbackAsk.of(one.id, ANA))
    say(tx, one)
    (row,) = (row for row in saved.effect_rows(tx) if row.kind == "feedback_ask")

    told = claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + LEASE), tx, NOON)
    record_delivery(RecordDelivery(make.clock(), row.id, told.effect, Delivered(told.posted), UPTIME), tx, NOON)

    assert [row.kind for row in saved.effect_rows(tx) if row.kind == "feedback_ask"] == []


def test_a_reminder_that_fell_into_the_time_in_which_a_project_went_on_comes_after_all(tx, project):
    one = complete(tx, project)
    say(tx, one)
    move_project(MoveProject(make.actor(PM), Move.REOPEN, "NET"), tx, NOON)
    follow(tx, one, REMINDS)
    complete(tx, project, REMINDS)
    next_reminder = REMINDS + timedelta(days=3)

    follow(tx, one, next_reminder - timedelta(minutes=1))
    early = [ask for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")]
    follow(tx, one, next_reminder)

    reminded = [ask.to.person for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")]
    assert (early, sorted(reminded)) == ([], sorted(TEAM - {ANA}))


def test_who_was_reminded_before_the_project_went_on_is_not_reminded_again(tx, project):
    one = complete(tx, project)
    follow(tx, one, REMINDS)
    for person in TEAM:
        saved.delivered(tx, FeedbackAsk.of(one.id, person, again=True))
    move_project(MoveProject(make.actor(PM), Move.REOPEN, "NET"), tx, REMINDS)
    complete(tx, project, REMINDS)

    follow(tx, one, REMINDS + timedelta(days=3))

    assert [ask for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again") and not ask.edit_only] == []


def test_no_row_is_kept_of_an_asking_that_had_nobody_to_show_it_to(tx, project):
    one = complete(tx, project)
    tx.outbox.add(FeedbackAsk.of(one.id, NOBODY), NOON)
    (row,) = (row for row in saved.effect_rows(tx) if row.kind == "feedback_ask" and NOBODY in str(row.facts))

    told = claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + LEASE), tx, NOON)

    assert (told, [each for each in saved.effect_rows(tx) if each.id == row.id]) == (None, [])


def test_who_has_not_answered_is_reminded_once_after_three_working_days(tx, project):
    one = complete(tx, project)
    say(tx, one, ANA)
    assert tx.feedback.get(one.id).next_at == REMINDS

    follow(tx, one, REMINDS - timedelta(minutes=1))
    early = [ask for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")]
    follow(tx, one, REMINDS)
    follow(tx, one, REMINDS + timedelta(days=1))

    reminded = [ask.to.person for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")]
    assert early == []
    assert sorted(reminded) == sorted(TEAM - {ANA})
    assert tx.feedback.get(one.id).next_at == CLOSES
    assert card(tx, one, BEN, again=True).is_reminder
    saved.delivered(tx, FeedbackAsk.of(one.id, BEN, again=True))
    say(tx, one, BEN)
    assert saved.marks(tx) == {FeedbackAsk.of(one.id, BEN, again=again).mark for again in (False, True)}


def test_who_is_on_leave_is_reminded_when_they_are_back_and_who_has_gone_never(tx, project):
    one = complete(tx, project)
    tx.capacity.add_leave(Leave("leave", ANA, REMINDS.date(), REMINDS.date() + timedelta(days=1)))
    make.person(tx, BEN, standing=Standing.DEACTIVATED)

    follow(tx, one, REMINDS)
    away = {ask.to.person for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")}
    for day in (1, 2):
        follow(tx, one, REMINDS + timedelta(days=day))

    back = {ask.to.person for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")}
    assert back - away == {ANA}
    assert BEN not in back


def test_it_ends_when_the_project_is_closed_and_the_project_manager_hears_how_many_answered(tx, project):
    one = complete(tx, project)
    say(tx, one)
    make.handed_over(tx, project)

    move_project(MoveProject(make.actor(PM), Move.CLOSE, "NET"), tx, NOON)

    assert tx.feedback.get(one.id).ended_at == NOON
    assert saved.said(tx, FeedbackIn) == [FeedbackIn.about(project, PM, 6, 1)]
    with pytest.raises(Refused, match="closed and summed up"):
        say(tx, one, BEN)
    assert "is summed up; you need not answer" in draw_message("feedback_ask", tx.people.named(card(tx, one, BEN))).text


def test_completed_again_nobody_is_asked_twice_and_what_was_said_stays(tx, project):
    one = complete(tx, project)
    say(tx, one, went_well=MARK)
    move_project(MoveProject(make.actor(PM), Move.REOPEN, "NET"), tx, NOON)
    make.task(tx, tx.projects.get(project.id), assignee=NOBODY, state=TaskState.DONE)
    saved.delivered(tx, FeedbackAsk.of(one.id, ANA))

    again = complete(tx, project, NOON + timedelta(days=1))

    assert again.id == one.id
    assert again.closes_at == CLOSES + timedelta(days=1)
    assert asked(tx) == {NOBODY}
    assert tx.feedback.request(one.id, ANA).remind_at is None
    assert tx.feedback.answer_of(one.id, ANA).went_well == MARK


def test_completed_again_after_it_was_summed_up_it_is_another_asking_and_the_first_stays_to_be_read(tx, project):
    one = complete(tx, project)
    say(tx, one, went_well=MARK, is_named=True)
    follow(tx, one, CLOSES)
    move_project(MoveProject(make.actor(PM), Move.REOPEN, "NET"), tx, CLOSES)

    second = complete(tx, project, CLOSES)

    assert (second.number, second.is_open) == (2, True)
    page = shown(tx, project).facts
    assert (page.is_open, page.earlier, page.own) == (True, 1, second.id)
    assert shown(tx, project, number=1).facts.words == (SaidWords(Aspect.WENT_WELL, MARK, ANA),)


def test_a_project_that_goes_on_reminds_nobody_and_one_that_is_cancelled_after_all_sums_up(tx, project):
    one = complete(tx, project)
    move_project(MoveProject(make.actor(PM), Move.REOPEN, "NET"), tx, NOON)

    follow(tx, one, REMINDS)
    cancel_project(CancelProject(make.actor(PM), "NET", "No budget"), tx, REMINDS)

    assert [ask for ask in saved.said(tx, FeedbackAsk) if ask.about.endswith("again")] == []
    assert not tx.feedback.get(one.id).is_open


def test_more_words_come_page_by_page_and_none_is_lost(tx, project):
    one = complete(tx, project)
    for person in (ANA, BEN, RESP, IT, HEAD):
        say(tx, one, person, went_well=f"Well {person}", otherwise=f"Otherwise {person}")
    follow(tx, one, CLOSES)

    first = shown(tx, project).facts
    rest = shown(tx, project, number=1, after=first.following).facts

    assert (len(first.words), len(rest.words), rest.following) == (8, 2, None)
    assert len({said.quoted for said in (*first.words, *rest.words)}) == 10


def test_how_it_came_out_says_what_people_said_once_it_is_summed_up_and_the_close_says_what_it_ends(tx, project):
    one = complete(tx, project)
    for person in (ANA, BEN, RESP):
        say(tx, one, person)
    before = show_outcome(ShowOutcome(make.actor(PM), "NET"), tx, NOON).facts.said
    warned = [said.what for said in end_questions(tx.projects.get(project.id), make.actor(PM), tx, NOON)]
    saved.delivered(tx, OutcomeInShort.of(tx.projects.get(project.id)))

    follow(tx, one, CLOSES)

    told = show_outcome(ShowOutcome(make.actor(PM), "NET"), tx, NOON)
    assert before is None
    assert "Until Wed 16 Dec 2026 people can say how it was; closing ends that" in warned
    assert (told.facts.said.result, told.facts.said.together) == (4, 5)
    assert "what came of it is 4.0 of 5" in json.dumps(draw_message("outcome", told).blocks)
    assert show_outcome(ShowOutcome(make.actor(NOBODY), "NET"), tx, NOON).facts.said is None
    assert OutcomeInShort.of(tx.projects.get(project.id)).mark in saved.marks(tx)


def test_an_export_takes_the_figures_along_for_those_in_the_project_and_nobodys_words(tx, project):
    one = complete(tx, project)
    for person in (ANA, BEN, RESP):
        say(tx, one, person, went_well=MARK, is_named=True)
    before = files_of(tx, PM)
    follow(tx, one, CLOSES)

    after, others = files_of(tx, PM), files_of(tx, NOBODY)

    # A table without a line is no file.
    assert ["feedback.csv" in files for files in (before, others)] == [False, False]
    assert after["feedback.csv"].decode().splitlines()[1].endswith(",6,3,4.00,5.00")
    assert [name for name, held in after.items() if MARK in held.decode("utf-8-sig")] == []


def test_before_it_is_complete_it_says_who_will_be_asked(tx, project):
    assert "When the project is complete, everybody who held a role" in words_of(shown(tx, project))
