"""The weekly digest: what waits for two people who see to the same projects, in one conversation, and kept true."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.actors import Standing
from domain.capacity import Leave
from domain.difficulties import Severity
from domain.digest_living import WeeklyDigest
from domain.digest_notices import DigestDiscussed
from domain.digests import DigestPlan
from domain.effects import Posted
from domain.history import Act
from domain.holders import Holder
from domain.identity import ChannelId, UserId
from domain.notices import ToPair, ToPerson, ToThread
from domain.permissions import Forbidden
from domain.refusals import Refused, SoByNow
from domain.roles import Role
from domain.urgency import Why
from message_templates import draw_message
from storage.due import stand_ins_due
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM
from use_cases.catalogue_entries import KeepSkill, keep_skill
from use_cases.difficulties import AcknowledgeDifficulty, acknowledge_difficulty
from use_cases.digest_answers import AnswerDigest, agree_in_digest, discuss_in_digest
from use_cases.digest_plans import plan_digests
from use_cases.digests import FollowDigest, PostDigests, follow_digest, post_digests, read_weekly_digest
from use_cases.leave import AddLeave, add_leave
from use_cases.levels import ProposeLevel, propose_level
from use_cases.portfolio import decisions_of
from use_cases.reading import Read
from use_cases.standing_in import FollowStandIns, follow_stand_ins

MONDAY = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
NEXT_MONDAY = MONDAY + timedelta(days=7)
BOXING_MONDAY = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
LAST_WEEK = date(2026, 11, 30)
ELSE = UserId("U_ELSE")


@pytest.fixture(autouse=True)
def at_work(tx):
    make.office(tx)


def post(tx, at=MONDAY, head=HEAD):
    post_digests(PostDigests(make.clock(), head), tx, at)


def due(tx, head=HEAD):
    return tx.digests.plan(head)


def posted(tx):
    return [one for one in saved.said(tx, WeeklyDigest) if not one.edit_only]


def shown(tx, digest=None, now=MONDAY):
    one = digest or tx.digests.last_of(HEAD, IT)
    message = WeeklyDigest.of(one)
    return read_weekly_digest(Read(make.clock(), message.about, message.to), tx, now)


def words_of(named):
    message = draw_message("weekly_digest", named)
    return f"{message.text} {message.blocks}"


def troubled(tx, key="NET", **more):
    """A project in which a critical difficulty waits for whoever leads it."""
    project = make.project(tx, key, started=True, **more)
    return project, make.difficulty(tx, project, Severity.CRITICAL)


def planned(tx, now=NOON):
    plan_digests(tx, now)


def test_a_pair_is_told_together_what_waits_in_the_projects_that_both_see_to_and_of_no_other(tx):
    make.people(tx, [ELSE])
    troubled(tx)
    troubled(tx, "SEC", channel=make.private_channel())
    troubled(tx, "OPS", channel=make.private_channel("C_OPS"), staff={Role.IT_MANAGER: ELSE})
    make.request(tx)
    planned(tx)

    post(tx)

    by_pair = {one.to: shown(tx, tx.digests.get(one.about)) for one in posted(tx)}
    assert {to: {one.key for one in facts.waiting} for to, facts in by_pair.items()} == {
        ToPair(HEAD, IT): {"NET-D1", "SEC-D1"},
        ToPair(HEAD, ELSE): {"OPS-D1"},
    }
    first = by_pair[ToPair(HEAD, IT)].waiting[0]
    assert (first.people, first.waiting.why, first.since, first.days) == ((HEAD, IT), Why.DIFFICULT, NOON, 4)


def test_a_skill_that_is_called_like_a_project_is_no_decision_of_both(tx):
    make.project(tx, started=True)
    keep_skill(KeepSkill(make.admin(), "networking", "NET"), tx, NOON)
    propose_level(ProposeLevel(make.actor(ANA), "networking", 4), tx, NOON)
    planned(tx)

    post(tx)

    assert [one.key for one in decisions_of(tx.people.get(IT), [], tx, MONDAY)] == ["NET"]
    assert posted(tx) == []


def test_who_left_a_private_project_takes_its_entries_out_of_the_conversation(tx):
    make.people(tx, [ELSE])
    project, _ = troubled(tx, "SEC", channel=make.private_channel())
    planned(tx)
    post(tx)
    others = (one for one in project.staff if one.role is not Role.IT_MANAGER)

    tx.roles.keep(replace(project, staff=(*others, Holder(Role.IT_MANAGER, ELSE, NOON))))
    facts = shown(tx)

    assert (facts.waiting, facts.settled) == ((), ())


def test_a_second_tick_posts_nothing_and_plans_the_next_monday(tx):
    troubled(tx)
    planned(tx)

    post(tx, MONDAY - timedelta(seconds=1))
    early = posted(tx)
    post(tx)
    post(tx)
    planned(tx, MONDAY)

    assert (early, len(posted(tx))) == ([], 1)
    assert (due(tx).next_date, due(tx).next_at) == (NEXT_MONDAY.date(), NEXT_MONDAY)


def test_what_is_decided_is_settled_in_the_message_and_a_newer_digest_takes_its_place(tx):
    _, difficulty = troubled(tx)
    troubled(tx, "OPS")
    planned(tx)
    post(tx)
    digest = tx.digests.last_of(HEAD, IT)
    saved.delivered(tx, WeeklyDigest.of(digest))

    acknowledge_difficulty(AcknowledgeDifficulty(make.actor(HEAD), difficulty.id), tx, MONDAY)
    follow_digest(FollowDigest(make.clock(), digest.id), tx, MONDAY)
    facts = shown(tx)
    post(tx, NEXT_MONDAY)
    closed = shown(tx, tx.digests.get(digest.id))

    assert WeeklyDigest.of(digest, edit_only=True) in saved.said(tx, WeeklyDigest)
    assert ([one.key for one in facts.settled], [one.key for one in facts.waiting]) == (["NET-D1"], ["OPS-D1"])
    assert facts.settled[0].settled_at == MONDAY
    assert [one.key for one in shown(tx, now=NEXT_MONDAY).waiting] == ["OPS-D1"]
    assert closed.is_closed
    assert closed.waiting[0].waiting is None


def test_nothing_to_decide_is_said_once_after_something_was_and_never_else(tx):
    make.project(tx, "OPS", started=True)
    planned(tx)
    post(tx)
    before = posted(tx)
    _, difficulty = troubled(tx)
    told = []

    for week in (1, 2, 3):
        post(tx, MONDAY + week * timedelta(days=7))
        told.append(len(posted(tx)))
        if week == 1:
            acknowledge_difficulty(AcknowledgeDifficulty(make.actor(HEAD), difficulty.id), tx, NEXT_MONDAY)

    assert (before, told) == ([], [1, 2, 2])
    assert "Nothing waits for a decision." in words_of(tx.people.named(shown(tx)))


def test_one_person_in_both_roles_is_told_alone_and_has_nobody_to_agree(tx):
    troubled(tx, staff={Role.IT_MANAGER: HEAD})
    planned(tx)

    post(tx)

    assert [one.to for one in posted(tx)] == [ToPerson(HEAD)]
    one = tx.digests.last_of(HEAD, HEAD)
    assert "digest_agree" not in words_of(tx.people.named(shown(tx, one)))
    with pytest.raises(Refused, match="Nobody else reads this digest"):
        discuss_in_digest(AnswerDigest(make.actor(HEAD), one.id, 1), tx, MONDAY)


def _holiday(tx):
    make.workspace(tx, country="GB", region="ENG")


def _leave(last):
    return lambda tx: tx.capacity.add_leave(Leave("l1", HEAD, BOXING_MONDAY.date() - timedelta(days=1), last))


@pytest.mark.parametrize("is_known", [True, False], ids=["known before", "entered since"])
@pytest.mark.parametrize(
    ("enter", "day"),
    [(_holiday, 29), (_leave(date(2026, 12, 29)), 30), (_leave(date(2027, 1, 3)), 35)],
    ids=["a holiday", "leave", "a week of leave"],
)
def test_a_holiday_and_leave_move_it_to_the_next_day_at_work(tx, enter, day, is_known):
    troubled(tx)
    now = BOXING_MONDAY - timedelta(days=5)

    if is_known:
        enter(tx)
        planned(tx, now)
    else:
        planned(tx, now)
        enter(tx)
        post(tx, BOXING_MONDAY)

    assert due(tx).next_date == date(2026, 12, 1) + timedelta(days=day - 1)
    assert posted(tx) == []


def test_it_comes_when_work_begins_where_its_head_is(tx):
    make.person(tx, HEAD, zone="America/New_York")
    troubled(tx)

    planned(tx)

    assert due(tx).next_at == MONDAY + timedelta(hours=5)


def test_one_whose_day_is_over_is_skipped_and_the_next_says_so(tx):
    troubled(tx)
    planned(tx)

    post(tx, MONDAY + timedelta(hours=8, minutes=30))
    late = posted(tx)
    post(tx, NEXT_MONDAY)

    assert (late, shown(tx).missed_on) == ([], MONDAY.date())
    assert "Mon 7 Dec 2026 was skipped" in words_of(tx.people.named(shown(tx)))


def test_who_does_not_decide_agrees_once_and_decides_nothing_by_it(tx):
    project = make.project(tx)
    one = make.digest(tx, project)
    agree = AnswerDigest(make.actor(HEAD), one.id, 1)

    agree_in_digest(agree, tx, MONDAY)

    entry = tx.digests.get(one.id).entries[0]
    assert (entry.agreed_by, entry.agreed_at, entry.settled_at) == (HEAD, MONDAY, None)
    assert [row.by for row in saved.history_rows(tx) if row.act == Act.AGREED_BEFOREHAND.value] == [HEAD]
    with pytest.raises(SoByNow, match="You have agreed about NET already"):
        agree_in_digest(agree, tx, MONDAY)
    with pytest.raises(Refused, match="NET waits for you: decide it with its own button"):
        agree_in_digest(AnswerDigest(make.actor(IT), one.id, 1), tx, MONDAY)


def test_discussing_begins_one_thread_under_the_digest_that_tells_the_other(tx):
    one = make.digest(tx, make.project(tx))
    tx.outbox.keep_posted(WeeklyDigest.of(one).mark, Posted(ChannelId("G_PAIR"), "7.1"))

    discuss_in_digest(AnswerDigest(make.actor(IT), one.id, 1), tx, MONDAY)

    (said,) = saved.said(tx, DigestDiscussed)
    assert (said.to, said.asked_by, said.other) == (ToThread(ChannelId("G_PAIR"), "7.1"), IT, HEAD)
    with pytest.raises(SoByNow, match="There is a thread about NET already"):
        discuss_in_digest(AnswerDigest(make.actor(HEAD), one.id, 1), tx, MONDAY)


@pytest.mark.parametrize("answer", [agree_in_digest, discuss_in_digest])
def test_nobody_but_the_two_answers_and_who_must_not_know_of_the_project_finds_nothing(tx, answer):
    open_one = make.digest(tx, make.project(tx))
    secret = make.digest(tx, make.project(tx, "SEC", channel=make.private_channel()), (PM, IT))

    with pytest.raises(Forbidden):
        answer(AnswerDigest(make.actor(ANA), open_one.id, 1), tx, MONDAY)
    with pytest.raises(Refused, match="That digest does not exist any more") as refused:
        answer(AnswerDigest(make.actor(NOBODY), secret.id, 1), tx, MONDAY)
    assert type(refused.value) is Refused


def test_an_entry_that_is_settled_or_whose_digest_is_replaced_is_answered_in_words(tx):
    project = make.project(tx)
    one = make.digest(tx, project)
    tx.digests.change(one.looked_through({}, MONDAY))
    old = make.digest(tx, project, day=LAST_WEEK, closed_at=MONDAY)

    with pytest.raises(SoByNow, match="NET is decided by now"):
        agree_in_digest(AnswerDigest(make.actor(HEAD), one.id, 1), tx, MONDAY)
    with pytest.raises(Refused, match="newer digest has taken this one's place"):
        agree_in_digest(AnswerDigest(make.actor(HEAD), old.id, 1), tx, MONDAY)


def test_whoever_stands_in_for_the_head_has_the_digest_meanwhile(tx):
    troubled(tx)
    add_leave(AddLeave(make.actor(HEAD), HEAD, MONDAY.date(), MONDAY.date() + timedelta(days=4), BEN), tx, NOON)
    for _, project_id in stand_ins_due(tx.connection, MONDAY):
        follow_stand_ins(FollowStandIns(make.clock(), project_id), tx, MONDAY)

    planned(tx, MONDAY - timedelta(seconds=1))
    post(tx, head=BEN)
    post(tx)

    assert [one.to for one in posted(tx)] == [ToPair(BEN, IT)]


def test_who_has_gone_is_told_nothing_and_stops_no_other_digest(tx):
    make.people(tx, [ELSE])
    troubled(tx)
    troubled(tx, "OPS", staff={Role.IT_MANAGER: ELSE})
    planned(tx)
    make.person(tx, IT, standing=Standing.DEACTIVATED)

    post(tx)

    assert [one.to for one in posted(tx)] == [ToPair(HEAD, ELSE)]
    tx.digests.keep_plan(DigestPlan(HEAD, NEXT_MONDAY.date(), NEXT_MONDAY))
    make.person(tx, HEAD, standing=Standing.DEACTIVATED)
    post(tx, NEXT_MONDAY)
    assert due(tx).next_at is None


def test_every_decision_is_counted_however_many_wait(tx):
    project = make.project(tx, started=True)
    for _ in range(45):
        make.difficulty(tx, project, Severity.CRITICAL)
    planned(tx)

    post(tx)

    facts = shown(tx)
    assert len(facts.waiting) + facts.more == 45
