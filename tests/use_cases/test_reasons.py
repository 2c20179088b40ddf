"""Every reason that can be given, arranged by what really causes it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.actors import Standing
from domain.checkins import PromptState
from domain.effects import Delivered, NotDelivered, Posted
from domain.holders import Holder
from domain.identity import ChannelId
from domain.living import CheckInPrompt, RoundParent
from domain.moves import Move
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.reasons import UNCERTAIN, Reason, Sending
from domain.refusals import Refused
from domain.roles import Role
from domain.schedules import Quiet, Timing
from tests import make, saved
from tests.make import ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.examples import LEASE, SETTINGS, UPTIME
from use_cases.checkins import answer_checkin
from use_cases.deliveries import ClaimEffect, RecordDelivery, claim_effect, record_delivery
from use_cases.directory import KeepPeople, keep_people
from use_cases.moves import MoveProject, move_project
from use_cases.prompts import MarkAway, mark_away
from use_cases.reasons import ExplainCheckIns, explain_checkins
from use_cases.schedules import ChangeSchedule, change_schedule
from use_cases.workspaces import SaveSettings, save_settings

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 12, 3) + timedelta(days=n) for n in range(5))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


@pytest.fixture
def net(inside):
    inside(make.office)
    return inside(make.project, started=True)


@pytest.fixture
def why(run):
    """What is explained about one person's date: the message and the reason of the only project."""

    def ask(day, person=ANA, by=None):
        order = ExplainCheckIns(make.actor(by or person), person, day.isoformat())
        (found,) = run(explain_checkins, order).facts.days
        assert found.day == day
        return found

    return ask


def only(found):
    (reason,) = found.projects
    return reason


def deliver(inside, clock, kind, outcome=None):
    """Deliver everything that waits, each in its turn; of this kind record what came back instead."""

    def act(tx):
        arrived = Delivered(Posted(ChannelId("D1"), f"{clock().timestamp():.6f}"))
        for row in saved.effect_rows(tx):
            prepared = claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + LEASE), tx, clock())
            if prepared is not None:
                came = outcome if outcome and isinstance(prepared.effect.wanted, kind) else arrived
                record_delivery(RecordDelivery(make.clock(), row.id, prepared.effect, came, UPTIME), tx, clock())

    inside(act)


def test_an_open_round_and_its_message(days, inside, clock, net, why):
    days.until(at(THURSDAY, 10))
    deliver(inside, clock, CheckInPrompt)

    found = why(THURSDAY)

    assert (only(found).reason, only(found).at, only(found).zone) == (Reason.OPEN, time(9, 30), "UTC")
    assert only(found).closes_at == at(THURSDAY, 15, 30)
    assert (found.message.sending, found.message.said_at) == (Sending.SENT, at(THURSDAY, 10))


def test_an_answer_with_its_change_and_a_late_one(days, inside, run, net, why):
    days.until(at(THURSDAY, 10))
    run(answer_checkin, make.checkin(net, day=THURSDAY))
    days.until(at(THURSDAY, 11))
    run(answer_checkin, make.checkin(net, day=THURSDAY, done="More"))
    days.until(at(THURSDAY, 20))
    run(answer_checkin, make.checkin(net, make.actor(BEN), day=THURSDAY))

    mine, late = only(why(THURSDAY)), only(why(THURSDAY, BEN))

    assert (mine.reason, mine.answered_at, mine.edited_at, mine.is_late) == (
        Reason.ANSWERED,
        at(THURSDAY, 10),
        at(THURSDAY, 11),
        False,
    )
    assert (late.reason, late.is_late) == (Reason.ANSWERED, True)


def test_a_closed_round_that_nobody_answered(days, net, why):
    days.until(at(THURSDAY, 20))

    assert only(why(THURSDAY)).reason is Reason.MISSED


def test_being_away(days, inside, run, net, why):
    days.until(at(THURSDAY, 10))
    prompt = inside(lambda tx: tx.prompts.of_day(ANA, THURSDAY))
    run(mark_away, MarkAway(make.actor(ANA), prompt.id))

    assert only(why(THURSDAY)).reason is Reason.AWAY


def test_a_hold_while_the_round_was_open_and_the_days_after_it(days, run, net, why):
    days.until(at(THURSDAY, 10))
    run(move_project, MoveProject(make.actor(), Move.HOLD, "NET"))
    days.until(at(MONDAY, 8))

    assert only(why(THURSDAY)).reason is Reason.STOPPED
    assert [only(why(day)).quiet for day in (FRIDAY, MONDAY)] == [Quiet.ON_HOLD, Quiet.ON_HOLD]

    run(move_project, MoveProject(make.actor(), Move.RESUME, "NET"))
    days.until(at(MONDAY, 20))

    assert [only(why(day)).quiet for day in (FRIDAY, MONDAY)] == [Quiet.ON_HOLD, Quiet.ON_HOLD]
    assert only(why(MONDAY + timedelta(days=1))).reason is Reason.TO_COME


def test_a_hold_before_the_message_was_due(days, inside, run, net, why):
    inside(make.person, ANA, zone="America/New_York")
    days.until(at(THURSDAY, 10))
    run(move_project, MoveProject(make.actor(), Move.HOLD, "NET"))

    assert why(THURSDAY).message is None

    days.until(at(THURSDAY, 20))

    assert why(THURSDAY).message.sending is Sending.ON_HOLD


def test_a_weekend_and_a_public_holiday_by_its_name(days, inside, net, why, run):
    inside(make.workspace, country="DE")
    days.until(at(date(2026, 12, 27), 12))

    christmas, weekend = why(date(2026, 12, 25)), why(date(2026, 12, 27))

    assert (only(christmas).quiet, only(christmas).holiday) == (Quiet.HOLIDAY, "Christmas Day")
    assert (only(weekend).quiet, weekend.is_off, christmas.is_off) == (Quiet.NOT_WORKED, True, False)


def test_what_was_a_day_off_stays_one_when_the_settings_change_later(days, inside, run, net, why):
    days.until(at(MONDAY, 10))
    everyday = replace(SETTINGS, working_days=tuple(range(7)), country="", region="")

    run(save_settings, SaveSettings(make.admin(), everyday, frozenset({"EUR"})))

    assert only(why(SATURDAY)).quiet is Quiet.NOT_WORKED


def test_a_day_lost_to_a_change_of_the_times(days, run, net, why):
    days.until(at(THURSDAY, 9))
    earlier = Timing("UTC", time(8), (0, 1, 2, 3, 4), "6")
    run(change_schedule, ChangeSchedule(make.actor(), net.id, earlier))

    assert only(why(THURSDAY)).quiet is Quiet.CHANGED
    days.until(at(FRIDAY, 12))
    assert only(why(THURSDAY)).quiet is Quiet.CHANGED


def test_the_day_of_the_start(net, why):
    assert only(why(NOON.date())).quiet is Quiet.NOT_STARTED


def test_a_project_that_has_not_started_and_one_that_is_over(inside, why):
    inside(make.project, "NET")
    assert only(why(THURSDAY)).quiet is Quiet.NOT_STARTED

    inside(lambda tx: tx.projects.change(replace(tx.projects.by_key("NET"), lifecycle=Lifecycle.CLOSED)))
    assert only(why(THURSDAY)).quiet is Quiet.OVER


def test_a_round_that_came_too_late_and_the_days_without_steward(days, clock, net, why):
    clock.set(at(MONDAY, 20))
    days.tick()

    assert only(why(THURSDAY)).reason is Reason.TOO_LATE
    assert only(why(FRIDAY)).quiet is Quiet.TOO_LATE
    assert only(why(SUNDAY)).quiet is Quiet.NOT_WORKED


def test_a_message_whose_day_was_over_before_it_could_be_sent(days, inside, clock, net, why):
    inside(make.person, ANA, zone="America/New_York")
    days.until(at(THURSDAY, 10))
    clock.set(at(FRIDAY, 6))
    days.tick()

    assert why(THURSDAY).message.sending is Sending.TOO_LATE


def test_a_day_on_which_nobody_could_be_asked(days, inside, run, net, why):
    gone = [inside(lambda tx, one=one: tx.people.get(one)) for one in (ANA, BEN, RESP)]
    run(keep_people, KeepPeople(make.clock(), tuple(replace(one, standing=Standing.DEACTIVATED) for one in gone)))
    days.until(at(THURSDAY, 10))
    run(keep_people, KeepPeople(make.clock(), tuple(gone)))

    assert only(why(THURSDAY)).quiet is Quiet.NOBODY


def test_somebody_who_joined_while_the_round_was_open(days, inside, net, why):
    days.until(at(THURSDAY, 10))
    joined = Holder(Role.TEAM_MEMBER, NOBODY, at(THURSDAY, 10))
    inside(lambda tx: tx.roles.keep(replace(net, staff=(*net.staff, joined))))
    days.until(at(FRIDAY, 10))

    assert (only(why(THURSDAY, NOBODY)).reason, only(why(THURSDAY, NOBODY)).joined_at) == (
        Reason.NOT_THEN,
        at(THURSDAY, 10),
    )
    assert only(why(FRIDAY, NOBODY)).reason is Reason.OPEN


def test_an_account_that_could_not_be_given_work_when_the_round_opened(days, inside, run, net, why):
    ana = inside(lambda tx: tx.people.get(ANA))
    run(keep_people, KeepPeople(make.clock(), (replace(ana, standing=Standing.GUEST),)))
    days.until(at(THURSDAY, 10))
    run(keep_people, KeepPeople(make.clock(), (ana,)))

    assert only(why(THURSDAY)).reason is Reason.ACCOUNT


def test_a_resume_on_the_persons_own_date_though_not_on_the_projects(days, inside, run, why):
    inside(make.person, ANA, zone="America/Los_Angeles")
    inside(make.person, BEN, zone="Pacific/Auckland")
    inside(make.project, started=True, zone="Pacific/Auckland")
    for move in (Move.HOLD, Move.RESUME):
        days.until(at(THURSDAY, 10, 30))
        run(move_project, MoveProject(make.actor(), move, "NET"))
    days.until(at(FRIDAY, 0))

    spared = why(THURSDAY)

    assert [(one.reason, one.day) for one in spared.projects] == [(Reason.RESUMED, FRIDAY)]


def test_a_message_that_waits_for_working_hours(days, inside, net, why):
    inside(make.person, ANA, zone="America/New_York")
    days.until(at(THURSDAY, 10))

    message = why(THURSDAY).message

    assert (message.sending, message.due_at) == (Sending.WAITING, at(THURSDAY, 14))


def test_everything_answered_before_the_message_was_due(days, inside, run, net, why):
    inside(make.person, ANA, zone="America/New_York")
    days.until(at(THURSDAY, 10))
    run(answer_checkin, make.checkin(net, day=THURSDAY))
    days.until(at(THURSDAY, 15))

    assert why(THURSDAY).message.sending is Sending.ANSWERED


def test_a_message_that_is_tried_again_with_slacks_last_word(days, inside, clock, net, why):
    days.until(at(THURSDAY, 10))
    deliver(inside, clock, CheckInPrompt, NotDelivered("timeout", retry_in=5, uncertain=True))

    message = why(THURSDAY).message

    assert (message.sending, message.attempts, message.error) == (Sending.TRYING, 1, "timeout")
    assert (message.since, message.is_uncertain) == (at(THURSDAY, 9, 30), True)


def test_a_message_that_slack_refused_for_good(days, inside, clock, net, why):
    days.until(at(THURSDAY, 10))
    deliver(inside, clock, CheckInPrompt, NotDelivered("messages_tab_disabled"))

    assert (why(THURSDAY).message.sending, why(THURSDAY).message.error) == (Sending.FAILED, "messages_tab_disabled")


def test_a_message_of_which_slack_cannot_tell_whether_it_arrived_shows_the_rule(days, inside, clock, net, why):
    days.until(at(THURSDAY, 10))
    deliver(inside, clock, CheckInPrompt, NotDelivered(UNCERTAIN))

    assert why(THURSDAY).message.sending is Sending.UNCERTAIN


def test_a_message_that_was_delivered_nowhere_before_the_day_was_over(days, inside, clock, net, why):
    days.until(at(THURSDAY, 10))
    clock.set(at(FRIDAY, 1))
    deliver(inside, clock, CheckInPrompt)

    message = why(THURSDAY).message

    assert (message.sending, message.error) == (Sending.FAILED, "came too late to be of use")


@pytest.mark.parametrize("error", ["not_in_channel", "is_archived"])
def test_a_channel_that_cannot_be_reached(days, inside, clock, net, why, error):
    days.until(at(THURSDAY, 10))
    deliver(inside, clock, RoundParent, NotDelivered(error, needs_repair=True))

    assert only(why(THURSDAY)).channel_error == error


def test_a_channel_message_that_is_tried_again_and_one_that_stands(days, inside, clock, net, why):
    days.until(at(THURSDAY, 10))
    deliver(inside, clock, RoundParent, NotDelivered("ratelimited", retry_in=30))
    assert only(why(THURSDAY)).channel_error == "ratelimited"

    days.until(at(FRIDAY, 10))
    deliver(inside, clock, RoundParent)
    assert only(why(FRIDAY)).channel_error == ""


def test_a_round_that_is_due_and_not_open_yet(clock, net, why):
    clock.set(at(THURSDAY, 9, 31))

    assert only(why(THURSDAY)).reason is Reason.OVERDUE


def test_a_date_older_than_what_is_kept(days, inside, net, why):
    days.until(at(THURSDAY, 10))
    inside(lambda tx: tx.schedules.keep(replace(tx.schedules.get(net.id), quiet=())))

    assert only(why(NOON.date())).reason is Reason.NOT_KEPT


def test_today_and_five_days_before_are_explained_and_what_comes_next(days, run, net):
    days.until(at(MONDAY, 20))

    facts = run(explain_checkins, ExplainCheckIns(make.actor(ANA))).facts

    assert [one.day for one in facts.days] == [MONDAY - timedelta(days=n) for n in range(6)]
    assert [one.is_off for one in facts.days] == [False, True, True, False, False, False]
    assert (facts.next_at, facts.next_keys) == (at(MONDAY, 9, 30) + timedelta(days=1), ("NET",))


def test_a_hold_that_lasts_is_said_once(days, run, net):
    run(move_project, MoveProject(make.actor(), Move.HOLD, "NET"))
    days.until(at(MONDAY, 20))

    facts = run(explain_checkins, ExplainCheckIns(make.actor(ANA))).facts

    assert [[one.quiet for one in day.projects] for day in facts.days] == [[Quiet.ON_HOLD], [], [], [], [], []]


def test_a_round_stands_on_the_persons_day_on_which_it_asks(days, inside, why):
    inside(make.person, ANA, zone="Pacific/Auckland")
    inside(make.project, started=True, schedule={"at": time(20)})
    days.until(at(THURSDAY, 21))

    assert [(one.day, one.reason) for one in why(FRIDAY).projects] == [(THURSDAY, Reason.OPEN)]


def test_who_only_leads_is_told_in_which_projects_nobody_asks_them(run, net):
    facts = run(explain_checkins, ExplainCheckIns(make.actor(PM))).facts

    assert (facts.only_reads, facts.next_at) == (("NET",), None)


@pytest.mark.parametrize("leader", [PM, HEAD])
def test_who_leads_sees_their_people_in_their_projects_only(inside, run, net, leader):
    others = dict.fromkeys((Role.PROJECT_MANAGER, Role.DEPARTMENT_HEAD), BEN)
    inside(make.project, "OPS", started=True, staff=others)

    facts = run(explain_checkins, ExplainCheckIns(make.actor(leader), ANA)).facts

    assert {one.project_key for day in facts.days for one in day.projects} == {"NET"}
    assert facts.next_keys == ("NET",)


@pytest.mark.parametrize("person", [IT, RESP, BEN, NOBODY])
def test_nobody_else_sees_why_others_are_asked(run, net, person):
    with pytest.raises(Forbidden):
        run(explain_checkins, ExplainCheckIns(make.actor(person), ANA))


def test_a_private_project_is_not_named_to_those_who_are_not_on_it(inside, run):
    hidden = {"channel": make.private_channel(), "staff": dict.fromkeys(make.LEADERS, BEN)}
    inside(make.project, "KEY", started=True, **hidden)

    with pytest.raises(Forbidden) as refusal:
        run(explain_checkins, ExplainCheckIns(make.actor(PM), ANA))

    assert refusal.value.who_may == ()


@pytest.mark.parametrize(
    ("when", "day"), [("today", NOON.date()), ("Yesterday", date(2026, 12, 1)), ("2026-12-03", THURSDAY)]
)
def test_one_date_can_be_asked_about(run, net, when, day):
    facts = run(explain_checkins, ExplainCheckIns(make.actor(ANA), when=when)).facts

    assert [one.day for one in facts.days] == [day]


def test_what_is_no_date_and_whom_nobody_knows(run, net):
    with pytest.raises(Refused, match="no date"):
        run(explain_checkins, ExplainCheckIns(make.actor(ANA), when="soon"))
    with pytest.raises(Refused, match="does not know this account"):
        run(explain_checkins, ExplainCheckIns(make.actor(PM), "U_WHO"))


def test_a_skipped_message_of_before_this_was_kept_is_still_explained(inside, net, why):
    def arrange(tx):
        make.round_of(tx, net, asked=[ANA])
        tx.prompts.change(replace(tx.prompts.of_day(ANA, NOON.date()), state=PromptState.SKIPPED, reason="?"))

    inside(arrange)

    assert why(NOON.date()).message.sending is Sending.SKIPPED
