"""Whether a project can be done with what is there: from its stages, people's weeks and the stock to the verdict."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.actors import Standing
from domain.capacity import Booking, Leave, WeeklyHours
from domain.gate import Fact
from domain.people import Person
from domain.permissions import Forbidden
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.roles import Role
from domain.skills import PersonSkill
from domain.stages import SkillNeed, Stage, StageState, ThingNeed
from domain.stock import Thing, ThingKind
from domain.work import Estimate, WorkEntry
from message_templates import draw_message, draw_view
from tests import make
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.bookings import BookPerson, book_person
from use_cases.claims import AlsoCounted
from use_cases.demands import is_feasible
from use_cases.feasibility import ShowFeasibility, show_feasibility
from use_cases.leave import AddLeave, add_leave
from use_cases.means import SettleAgain, settle_again
from use_cases.viability import PrepareVerdict, prepare_verdict

MONDAY = date(2026, 12, 7)
HOUR = 60
LI = "U_LI"


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture
def net(tx):
    """Ana is in the team and masters networking at level 4; everybody works eight hours from Monday to Friday."""
    make.office(tx)
    project = make.project(tx, team=[ANA])
    masters(tx, ANA, 4)
    return project


def masters(tx, person, level, skill="networking", when=NOON):
    make.people(tx, [person])
    works(tx, person)
    tx.skills.master(PersonSkill(person, skill, level, HEAD, when))


def works(tx, person, hours=40):
    tx.capacity.keep_hours(WeeklyHours(person, hours * HOUR, (0, 1, 2, 3, 4)))


def stage(tx, project, hours=60, first=0, last=4, number=1, level=3, after=(), **more):
    needs = (SkillNeed(f"need {project.key} {number}", "networking", level, hours * HOUR),) if hours else ()
    made = Stage(
        f"{project.key} {number}", project.id, number, f"Part {number}", day(first), day(last), RESP, after, needs
    )
    tx.stages.add(replace(made, **more))
    return made.id


def seen(tx, person=PM, now=NOON, **more):
    return show_feasibility(ShowFeasibility(make.actor(person, **more), "NET"), tx, now).facts


def short(tx, **more):
    """What is short, in hours, of the first shortage; 0 when nothing is."""
    found = seen(tx, **more).short_skills
    return found[0].short / HOUR if found else 0


def phone(tx):
    return draw_message("feasibility", show_feasibility(ShowFeasibility(make.actor(PM), "NET"), tx, NOON)).text


def test_the_sentence_names_what_is_needed_by_when_who_is_free_and_what_is_short(tx, net):
    masters(tx, RESP, 3)
    tx.capacity.book([Booking(make.project(tx, "WEB").id, RESP, MONDAY, 24 * HOUR)])
    stage(tx, net, 78)

    said = phone(tx)

    assert said == (
        "NET Net rollout: not feasible: needs 78 h of Networking level 3 or better by Fri 11 Dec 2026; "
        "free: Ana 40 h, Resp 16 h; short 22 h"
    )


def test_a_plan_that_fits_is_feasible_and_says_how_much_work_it_is(tx, net):
    stage(tx, net, 40)

    facts = seen(tx)

    assert (facts.is_feasible, facts.short_skills, facts.less, facts.needed) == (True, (), (), 40 * HOUR)


def test_what_is_feasible_leads_on_to_what_is_decided_next_and_nowhere_once_the_project_runs(tx, net):
    planned = make.project(tx, "WEB", decided=tuple(one for one in Fact if one is not Fact.TOOLS), team=[ANA])
    stage(tx, planned, 4)
    stage(tx, net, 4)
    orders = [ShowFeasibility(make.actor(PM), key) for key in ("WEB", "NET")]

    drawn = [json.dumps(draw_message("feasibility", show_feasibility(one, tx, NOON)).blocks) for one in orders]

    assert ["Tools and methods" in one for one in drawn] == [True, False]
    assert "show_gate" not in drawn[1]


@pytest.mark.parametrize(
    ("change", "hours"),
    [
        (lambda tx, net: tx.capacity.add_leave(Leave("away", ANA, day(0), day(1))), 16),
        (lambda tx, net: tx.capacity.book([Booking(make.project(tx, "WEB").id, ANA, MONDAY, 600)]), 10),
        (lambda tx, net: tx.capacity.book([Booking(net.id, ANA, MONDAY, 600)]), 0),
        (lambda tx, net: works(tx, ANA, 30), 10),
        (lambda tx, net: masters(tx, ANA, 2), 40),
        (lambda tx, net: masters(tx, ANA, 4, when=NOON - timedelta(days=366)), 40),
        (lambda tx, net: tx.people.keep(replace(tx.people.get(ANA), standing=Standing.DEACTIVATED)), 40),
    ],
    ids=["leave", "booked elsewhere", "booked here", "fewer hours", "lower level", "confirmed long ago", "gone"],
)
def test_what_people_have_is_what_leave_bookings_elsewhere_and_levels_leave(tx, net, change, hours):
    stage(tx, net, 40)
    change(tx, net)

    assert short(tx) == hours


def test_who_only_oversees_a_project_works_in_it_when_they_are_booked(tx, net):
    stage(tx, net, 80)
    masters(tx, HEAD, 5)

    before = short(tx)
    tx.capacity.book([Booking(net.id, HEAD, MONDAY, HOUR)])

    assert (before, short(tx)) == (40, 0)


def test_days_that_have_passed_are_worked_by_nobody(tx, net):
    stage(tx, net, 40)

    assert [short(tx, now=NOON + timedelta(days=gone)) for gone in (5, 7, 12)] == [0, 16, 40]


def test_a_running_stage_needs_what_is_left_of_it(tx, net):
    here = stage(tx, net, 60, state=StageState.RUNNING)
    before = short(tx)
    tx.estimates.add(Estimate("left", net.id, here, RESP, NOON, 50 * HOUR, Decimal(0)))

    assert (before, short(tx)) == (20, 10)


def test_what_was_worked_comes_off_the_plan_and_off_an_estimate_only_what_was_worked_since(tx, net):
    planned = stage(tx, net, 20, state=StageState.RUNNING)
    estimated = stage(tx, net, 20, number=2, state=StageState.RUNNING)
    tx.estimates.add(Estimate("left", net.id, estimated, RESP, NOON, 60 * HOUR, Decimal(0)))
    for minutes, at in ((5 * HOUR, NOON - timedelta(hours=1)), (3 * HOUR, NOON + timedelta(hours=1))):
        for one in (planned, estimated):
            tx.work.add(WorkEntry(f"{one} {minutes}", net.id, ANA, TODAY, minutes, one, logged_at=at))

    asked = [sum(one.minutes for one in line.needs) / HOUR for line in seen(tx).short_skills]

    assert asked == [(20 - 8) + (60 - 3)]


def test_an_ended_stage_needs_nothing(tx, net):
    stage(tx, net, 60, state=StageState.ENDED)
    stage(tx, net, 40, number=2)

    assert seen(tx).is_feasible


def test_the_repairs_are_a_later_date_the_best_other_person_and_less_scope(tx, net):
    stage(tx, net, 60)
    masters(tx, LI, 3)
    masters(tx, BEN, 4)
    tx.capacity.add_leave(Leave("away", BEN, day(0), day(3)))
    tx.capacity.book([Booking(make.project(tx, "WEB").id, ANA, day(7), 1200)])

    facts = seen(tx)

    assert (facts.later.days, facts.later.until, facts.later.is_too_late) == (7, day(11), False)
    assert (facts.another.person, [(one.skill, one.level) for one in facts.another.skills]) == (LI, [("Networking", 3)])
    assert [(one.stage, one.minutes) for one in facts.less] == [("1 Part 1", 20 * HOUR)]


def test_each_repair_makes_it_feasible(tx, net):
    id = stage(tx, net, 60)
    masters(tx, LI, 3)
    facts, planned = seen(tx), tx.stages.get(id)

    verdicts = []
    for repaired in (
        replace(planned, ends_on=facts.later.until),
        replace(planned, needs=(replace(planned.needs[0], minutes=60 * HOUR - facts.less[0].minutes),)),
    ):
        tx.stages.change(repaired)
        verdicts.append(seen(tx).is_feasible)
    tx.stages.change(planned)
    tx.capacity.book([Booking(net.id, facts.another.person, MONDAY, HOUR)])

    assert [*verdicts, seen(tx).is_feasible] == [True, True, True]


def test_what_comes_after_a_longer_stage_moves_and_an_end_after_the_completion_date_is_said(tx, net):
    late = replace(net, scope=replace(net.scope, completion_date=day(11)))
    tx.projects.change(late)
    first = stage(tx, net, 48)
    stage(tx, net, 32, first=7, last=11, number=2, after=(first,))

    later = seen(tx).later

    assert (later.stages, later.days, later.until) == (("1 Part 1",), 6, day(10))
    assert (later.others_move, later.whole_until, later.is_too_late) == (True, day(17), True)


def test_a_later_date_leaves_its_things_to_the_projects_that_hold_them(tx, net):
    tx.stock.keep(Thing("rig", "Test rig", ThingKind.HARDWARE, 1))
    first = stage(tx, net, 48)
    stage(
        tx, net, 32, first=7, last=11, number=2, after=(first,), things=(ThingNeed("ours", "rig", 1, day(7), day(8)),)
    )
    alone = seen(tx).later.days
    stage(tx, make.project(tx, "WEB"), 0, things=(ThingNeed("theirs", "rig", 1, day(13), day(14)),))

    assert (alone, seen(tx).later.days) == (6, 8)


def test_nobody_with_the_skill_is_said_and_what_one_more_person_would_need(tx, net):
    stage(tx, net, 10, level=5)

    facts = seen(tx)

    (found,) = facts.short_skills
    assert (found.free, found.able, facts.another, facts.later) == ((), (), None, None)
    assert [(one.skill, one.level, one.minutes) for one in facts.someone] == [("Networking", 5, 10 * HOUR)]
    assert "level 5 by Fri 11 Dec 2026; free: nobody; short 10 h" in phone(tx)


def test_who_could_do_it_and_has_no_time_is_named(tx, net):
    stage(tx, net, 10)
    tx.capacity.add_leave(Leave("away", ANA, TODAY, day(200)))

    assert [one.person for one in seen(tx).short_skills[0].able] == [ANA]


def test_why_somebody_has_no_time_is_said_by_what_one_may_know(tx, net):
    led = dict.fromkeys((Role.PROJECT_MANAGER, Role.IT_MANAGER, Role.DEPARTMENT_HEAD, Role.RESPONSIBLE), NOBODY)
    secret = make.project(tx, "SEC", team=[ANA], staff=led, channel=make.private_channel("C_SEC"))
    masters(tx, BEN, 4)
    lan = make.project(tx, "LAN", team=[ANA, BEN])
    tx.capacity.add_leave(Leave("away", ANA, day(0), day(1)))
    tx.capacity.book([Booking(secret.id, ANA, MONDAY, 40 * HOUR)])
    tx.capacity.book([Booking(net.id, BEN, MONDAY, 40 * HOUR)])
    stage(tx, lan, 10)

    found = show_feasibility(ShowFeasibility(make.actor(PM), "LAN"), tx, NOON)

    drawn = json.dumps(draw_message("feasibility", found).blocks)

    assert "Ana (on leave, booked by another project), Ben (booked by NET) could do it" in drawn


def thing(tx, project, quantity, in_stock=10, number=1, **more):
    kept = Thing("ap", "Access point", ThingKind.HARDWARE, in_stock, **more)
    tx.stock.keep(kept)
    need = ThingNeed(f"{project.key} {number}", kept.id, quantity, day(0), day(4))
    return stage(tx, project, 0, number=number, things=(need,))


def test_a_short_thing_is_named_with_what_is_there_and_what_others_use(tx, net):
    web = make.project(tx, "WEB")
    stage(tx, web, 0, things=(ThingNeed("theirs", "ap", 4, day(2), day(3)),))
    thing(tx, net, 8, on_order=5, arrives_on=day(8))

    said, (found,) = phone(tx), seen(tx).short_things

    assert said == (
        "NET Net rollout: not feasible: needs 8 × Access point on Wed 9 Dec 2026; "
        "there: 10, of which other projects use 4; short 2"
    )
    assert found.later_days == 4


def test_what_is_ordered_counts_from_its_arrival_and_what_is_late_does_not(tx, net):
    thing(tx, net, 12, on_order=2, arrives_on=day(0))
    in_time = seen(tx).is_feasible
    tx.stock.keep(Thing("ap", "Access point", ThingKind.HARDWARE, 10, 2, TODAY - timedelta(days=1)))

    facts = seen(tx)

    assert (in_time, facts.is_feasible) == (True, False)
    assert (facts.short_things[0].late, facts.short_things[0].short) == (2, 2)


def test_who_is_counted_on_by_a_project_that_has_booked_less_than_it_needs_is_named_with_it(tx, net):
    stage(tx, net, 40)
    ops = make.project(tx, "OPS", team=[ANA])
    stage(tx, ops, 40)
    tx.capacity.book([Booking(ops.id, ANA, day(70), HOUR)])  # says nothing of these weeks
    words = "is also counted on by OPS, which has booked less than it needs."

    alike = show_feasibility(ShowFeasibility(make.actor(PM), "NET"), tx, NOON)
    make.priced(tx, tx.projects.get(net.id))
    verdict = prepare_verdict(PrepareVerdict(make.actor(HEAD), "NET"), tx, NOON)
    tx.capacity.book([Booking(ops.id, ANA, MONDAY, 15 * HOUR)])
    partly = seen(tx).shared
    tx.capacity.book([Booking(ops.id, HEAD, MONDAY, 25 * HOUR)])  # what a colleague works of it nobody else has to

    assert alike.facts.is_feasible
    assert partly == alike.facts.shared
    assert alike.facts.shared == verdict.facts.shared == (AlsoCounted(ANA, ("OPS",), has_unseen=False),)
    assert words in json.dumps(draw_message("feasibility", alike).blocks)
    assert words in json.dumps(draw_view("decide_viability", verdict))
    assert seen(tx).shared == ()


def test_only_who_can_do_it_at_the_same_time_is_counted_on_twice_and_no_hidden_project_is_named(tx, net):
    stage(tx, net, 8)
    private = ProjectChannel(ChannelKind.PRIVATE, "ops")
    hidden = make.project(tx, "OPS", team=[ANA], staff={Role.IT_MANAGER: NOBODY}, channel=private)
    counted = []
    for more in ({"level": 5}, {"first": 7, "last": 11}, {"state": StageState.ENDED}, {}):
        made = stage(tx, hidden, 8, **more)
        counted.append(seen(tx, IT).shared)
        tx.stages.remove(made)

    assert counted == [(), (), (), (AlsoCounted(ANA, (), has_unseen=True),)]


def test_a_project_without_stages_is_neither(tx, net):
    facts = seen(tx)

    assert (facts.is_feasible, facts.stages) == (False, 0)
    assert "nothing is planned yet" in phone(tx)


def test_a_stage_about_which_nothing_is_said_is_named(tx, net):
    stage(tx, net, 0)

    assert (seen(tx).is_feasible, seen(tx).without_needs) == (True, ("1 Part 1",))


def test_a_stage_in_a_far_century_is_not_worked_by_anybody_known(tx, net):
    stage(tx, net, 1, first=365 * 600, last=365 * 600 + 5)

    facts = seen(tx)

    assert (facts.is_feasible, facts.beyond) == (False, ("1 Part 1",))


@pytest.mark.parametrize("person", [ANA, NOBODY, ADMIN])
def test_only_those_who_answer_for_a_project_see_it(tx, net, person):
    with pytest.raises(Forbidden):
        seen(tx, person)
    assert [seen(tx, one).project_key for one in (PM, IT, HEAD, RESP)] == ["NET"] * 4


def test_a_project_that_is_over_is_not_looked_at(tx, net):
    tx.projects.change(replace(net, lifecycle=Lifecycle.CANCELLED, ended_at=NOON))

    with refused(tx, words="nothing of it is left to do"):
        seen(tx)


def test_the_fact_of_the_gate_falls_when_leave_or_a_booking_elsewhere_takes_the_time_and_comes_back(tx, net):
    stage(tx, net, 40)
    web = make.project(tx, "WEB")
    decided = []

    for hours in ("16", "0"):
        book_person(BookPerson(make.actor(PM), web.id, ANA, MONDAY, MONDAY, hours), tx, NOON)
        settle_again(SettleAgain(make.clock(), net.id), tx, NOON)
        decided.append(Fact.FEASIBLE in tx.projects.get(net.id).decided)
    add_leave(AddLeave(make.actor(ANA), ANA, day(4), day(4)), tx, NOON)
    settle_again(SettleAgain(make.clock(), net.id), tx, NOON)

    assert [*decided, Fact.FEASIBLE in tx.projects.get(net.id).decided] == [False, True, False]


def test_the_gate_and_the_verdict_agree(tx, net):
    before = is_feasible(net, tx, NOON)
    stage(tx, net, 41)
    short = is_feasible(net, tx, NOON)
    tx.capacity.book([Booking(net.id, HEAD, MONDAY, HOUR)])
    masters(tx, HEAD, 3)

    assert (before, short, is_feasible(net, tx, NOON), seen(tx).is_feasible) == (False, False, True, True)


def pressable(tx, person=PM):
    """What each button of the answer is about, by its action."""
    order = ShowFeasibility(make.actor(person), "NET")
    blocks = draw_message("feasibility", show_feasibility(order, tx, NOON)).blocks
    rows = (block["elements"] for block in blocks if block["type"] == "actions")
    return {
        one["action_id"]: one.get("value") or [each["value"] for each in one["options"]] for row in rows for one in row
    }


def test_each_repair_has_the_button_of_the_form_that_makes_it_for_who_may(tx, net):
    mount = stage(tx, net, 60)
    thing(tx, net, 12, number=2)

    of_manager, of_head = pressable(tx, PM), pressable(tx, HEAD)

    assert (of_manager["stage_edit"], of_manager["stage_needs"], of_head["edit_thing@ap"]) == (mount, mount, "ap")
    assert "edit_thing@ap" not in of_manager
    assert not {"stage_edit", "stage_needs"} & of_head.keys()


def test_a_plan_that_can_be_done_offers_no_repair(tx, net):
    stage(tx, net, 40)

    assert not {"stage_edit", "stage_needs", "edit_thing@ap"} & pressable(tx).keys()


def test_what_nobody_masters_is_the_first_thing_said_with_who_could_be_confirmed_and_the_shortages_of_a_skill_are_one(
    tx, net
):
    for number in range(1, 5):
        stage(tx, net, 10, number=number, level=5, first=7 * number, last=7 * number + 4)
    tx.skills.master(PersonSkill(BEN, "networking", proposed_level=5, proposed_at=NOON))
    make.people(tx, [BEN])

    facts, said, of_manager, of_head = seen(tx), phone(tx), pressable(tx), pressable(tx, HEAD)

    assert said.startswith(
        "NET Net rollout: not feasible: nobody has level 5 in Networking: Ana comes nearest with 4; "
    )
    assert [(len(one.needs), one.short) for one in facts.short_skills] == [(4, 40 * HOUR)]
    assert [(one.person, one.level, one.is_again) for one in facts.gaps.lines[0].hopeful] == [(BEN, 5, False)]
    assert of_manager["propose_level"] == "networking"
    assert of_manager["nudge@override"] == f"NET {net.id}/override {HEAD}"
    assert of_manager["nudge@level"].startswith(f"NET level/{BEN}/networking ")
    assert (of_head["set_level@level"], of_head["override_gate"]) == (f"{BEN}/networking", "NET")
    assert "book_person" not in of_manager
    assert "set_level@level" not in of_manager


def test_everything_short_is_opened_where_the_answer_has_no_room_for_it(tx, net):
    stage(tx, net, 10)
    skills = ("cloud", "databases", "security", "hardware")
    needs = tuple(SkillNeed(one, one, 3, HOUR) for one in skills)
    stage(tx, net, 0, number=2, needs=needs)

    view = draw_view("shortages", show_feasibility(ShowFeasibility(make.actor(PM), "NET"), tx, NOON))

    assert pressable(tx)["show_shortages"] == "NET"
    assert str(view["blocks"]).count("of Databases level 3 or better") == str(view["blocks"]).count("of Hardware level")
    assert all(word in str(view["blocks"]) for word in ("Cloud", "Databases", "Security", "Hardware"))


def test_a_level_is_confirmed_once_for_all_that_it_would_cover_and_for_nothing_above_it(tx, net):
    stage(tx, net, 10, level=5)
    stage(tx, net, 4, number=2, needs=(SkillNeed("n3", "cloud", 3, HOUR), SkillNeed("n4", "cloud", 4, HOUR)))
    for person, level in ((BEN, 4), (LI, 3)):
        tx.skills.master(PersonSkill(person, "cloud", proposed_level=level, proposed_at=NOON))
    make.people(tx, [BEN, LI])

    offered, lines = pressable(tx, HEAD), seen(tx, HEAD).gaps.lines

    hopeful = {(one.skill_id, one.level): [each.person for each in one.hopeful] for one in lines}
    assert hopeful == {("networking", 5): [], ("cloud", 3): [BEN, LI], ("cloud", 4): [BEN]}
    assert (offered["set_level@level"], offered["set_level@others"]) == (f"{BEN}/cloud", [f"{LI}/cloud"])


def test_only_who_is_still_here_and_is_not_the_reader_is_offered_and_booking_stays_while_hours_are_short_too(tx, net):
    stage(tx, net, 10, level=5)
    stage(tx, net, 90, number=2)
    for person in (BEN, LI, HEAD):
        tx.skills.master(PersonSkill(person, "networking", proposed_level=5, proposed_at=NOON))
    make.people(tx, [BEN, HEAD])
    tx.people.keep(Person(LI, "Li", standing=Standing.DEACTIVATED))

    gaps = seen(tx, HEAD).gaps

    assert [[each.person for each in one.hopeful] for one in gaps.lines] == [[BEN]]
    assert (gaps.is_all, "book_person" in pressable(tx)) == (False, True)
