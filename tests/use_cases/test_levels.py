"""People say what they master, heads and IT managers confirm it, and nobody confirms their own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.living import LevelProposals
from domain.notices import LevelJudged
from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.urgency import Why
from tests import make, saved
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON
from use_cases.levels import (
    DeclineLevel,
    JudgeLevel,
    PrepareLevel,
    PrepareProposal,
    ProposeLevel,
    decline_level,
    judge_level,
    judges,
    prepare_level,
    prepare_proposal,
    propose_level,
    read_level_proposals,
)
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read
from use_cases.skills import ShowSkills, show_skills

LATER = NOON + timedelta(hours=1)
YEARS_LATER = NOON + timedelta(days=426)


@pytest.fixture
def office(tx):
    make.office(tx)
    return tx


def propose(tx, skill="networking", level=4, person=ANA, now=NOON, **more):
    return propose_level(ProposeLevel(make.actor(person), skill, level, **more), tx, now)


def judge(tx, level=4, by=HEAD, person=ANA, skill="networking", now=NOON, **more):
    judge_level(JudgeLevel(make.actor(by), person, skill, level, **more), tx, now)


def level_of(tx, person=ANA, skill="networking", now=NOON):
    return tx.skills.for_change(person, skill).level_at(now)


def test_what_somebody_says_of_themselves_counts_once_a_head_confirms_it(office):
    asked = propose(office, evidence="The campus")

    before, (told_head, told_it) = level_of(office), saved.said(office, LevelProposals)
    judge(office, seen=4)

    assert asked == (HEAD, IT)
    assert (told_head.to.person, told_it.to.person) == (HEAD, IT)
    assert (before, level_of(office)) == (None, 4)
    assert [one.level for one in saved.said(office, LevelJudged)] == [4]


@pytest.mark.parametrize("stranger", [ANA, BEN, NOBODY])
def test_only_those_on_the_lists_confirm(office, stranger):
    propose(office)

    with pytest.raises(Forbidden):
        judge(office, by=stranger)

    assert level_of(office) is None


def test_nobody_confirms_their_own_level(office):
    asked = propose(office, person=HEAD)

    with pytest.raises(Refused, match="Nobody confirms their own"):
        judge(office, by=HEAD, person=HEAD)

    assert asked == (IT,)


def test_where_nobody_else_is_listed_the_administrators_are_asked(office):
    make.workspace(office, departments=(), it_managers=(HEAD,))

    assert propose(office, person=HEAD) == (ADMIN,)
    assert [one.why for one in show_my_work(ShowMyWork(make.admin()), office, NOON).facts.waiting] == [Why.LEVEL]


def test_a_level_that_was_proposed_anew_is_not_confirmed_by_an_older_button(office):
    propose(office, level=3)
    propose(office, level=5, now=LATER)

    with pytest.raises(Refused, match="changed meanwhile"):
        judge(office, level=3, seen=3)

    assert level_of(office) is None


def test_two_who_judge_at_once_do_not_act_twice(office):
    propose(office)
    judge(office, seen=4)

    with pytest.raises(Refused, match="answered or changed"):
        judge(office, by=IT, seen=4)

    assert len(saved.said(office, LevelJudged)) == 1


def test_a_head_sets_a_level_that_nobody_proposed(office):
    judge(office, level=2, skill="cloud")

    assert level_of(office, skill="cloud") == 2


def test_what_is_declined_leaves_what_counted_before(office):
    judge(office, level=2)
    propose(office, level=4, now=LATER)

    decline_level(DeclineLevel(make.actor(IT), ANA, "networking", "Not alone yet"), office, LATER)

    told = saved.said(office, LevelJudged)[-1]
    assert (level_of(office), told.is_declined, told.reason, told.level) == (2, True, "Not alone yet", 2)


def test_declining_says_why(office):
    propose(office)

    with pytest.raises(Refused, match="Say why") as refused:
        decline_level(DeclineLevel(make.actor(HEAD), ANA, "networking", "  "), office, NOON)

    assert refused.value.field == "reason"


def test_what_is_proposed_while_a_message_waits_joins_it_and_later_is_a_new_one(office):
    propose(office)
    propose(office, "cloud", now=LATER)
    judge(office, now=LATER)
    judge(office, skill="cloud", now=LATER)
    propose(office, "security", now=LATER)

    marks = [one.about for one in saved.said(office, LevelProposals) if one.to.person == IT]

    assert list(dict.fromkeys(marks)) == [f"{ANA}/{NOON.isoformat()}", f"{ANA}/{LATER.isoformat()}"]


def test_the_message_shows_what_waits_and_what_became_of_the_rest(office):
    propose(office, level=4)
    propose(office, "cloud", 2)
    propose(office, "security", 1)
    judge(office, level=3)
    decline_level(DeclineLevel(make.actor(HEAD), ANA, "cloud", "Not yet"), office, NOON)

    order = Read(make.clock(), f"{ANA}/{NOON.isoformat()}", make.actor(HEAD))
    lines = {one.skill_id: one for one in read_level_proposals(order, office, NOON).lines}

    assert (lines["networking"].proposed_level, lines["networking"].level) == (None, 3)
    assert (lines["cloud"].proposed_level, lines["cloud"].level) == (None, None)
    assert lines["security"].proposed_level == 1


def test_a_level_ages_out_after_a_year_and_says_how_old_it_is(office):
    judge(office)

    line = show_skills(ShowSkills(make.actor(ANA)), office, YEARS_LATER).facts.lines[0]

    assert level_of(office, now=YEARS_LATER) is None
    assert (line.level, line.is_outdated, line.months_old) == (4, True, 13)


def test_an_aged_level_is_confirmed_again(office):
    judge(office)
    propose(office, now=YEARS_LATER)

    judge(office, now=YEARS_LATER)

    assert level_of(office, now=YEARS_LATER) == 4


@pytest.mark.parametrize("level", [0, 6, -1])
def test_an_odd_level_is_refused_beside_its_field(office, level):
    with pytest.raises(Refused, match="from 1 to 5") as refused:
        propose(office, level=level)

    assert refused.value.field == "level"


@pytest.mark.parametrize("skill", ["", "gone", "networking@"])
def test_an_unknown_skill_is_refused(office, skill):
    with pytest.raises(Refused, match="not in the catalogue"):
        propose(office, skill)


def test_a_skill_that_was_taken_out_cannot_be_proposed(office):
    office.skills.keep(replace(office.skills.catalogue()["networking"], is_retired=True))

    with pytest.raises(Refused, match="not in the catalogue"):
        propose(office)


def test_what_is_confirmed_already_is_not_proposed_again(office):
    judge(office)

    with pytest.raises(Refused, match="confirmed already"):
        propose(office)


def test_the_form_begins_with_what_was_said_before(office):
    propose(office, level=4, evidence="The campus")

    form = prepare_proposal(PrepareProposal(make.actor(ANA), "networking"), office, NOON).facts

    assert (form.skill_id, form.level, form.evidence) == ("networking", 4, "The campus")


def test_whoever_decides_reads_what_they_say_and_what_counts(office):
    judge(office, level=2)
    propose(office, level=4, evidence="The campus")

    form = prepare_level(PrepareLevel(make.actor(IT), ANA, "networking"), office, NOON).facts

    assert (form.level, form.proposed_level, form.evidence) == (2, 4, "The campus")


def test_somebody_who_left_is_judged_no_more_and_waits_for_nobody(office):
    propose(office)
    make.person(office, ANA, standing=Standing.DEACTIVATED)

    with pytest.raises(Refused, match="deactivated"):
        judge(office)

    assert show_my_work(ShowMyWork(make.actor(HEAD)), office, NOON).facts.waiting == ()


def test_heads_who_left_are_not_asked(office):
    make.person(office, HEAD, standing=Standing.DEACTIVATED)

    assert judges(office) == (IT,)
