"""Levels count when somebody else confirmed them within a year."""

from datetime import timedelta

import pytest

from domain.refusals import Refused
from domain.skills import (
    CURRENT_FOR,
    LEVELS,
    SEEDS,
    PersonSkill,
    Skill,
    SkillKind,
    offered_skills,
    skill_problems,
)
from domain.stock import Thing, ThingKind
from tests.make import ANA, HEAD, NOON, TODAY

NEW = PersonSkill(ANA, "networking")
CONFIRMED = NEW.confirmed(4, HEAD, NOON)


def test_every_seed_has_an_id_and_a_name_of_its_own():
    assert len({one.id for one in SEEDS}) == len({one.name for one in SEEDS}) == len(SEEDS)


def test_a_level_counts_to_the_last_moment_of_its_year():
    assert CONFIRMED.level_at(NOON + CURRENT_FOR) == 4
    assert CONFIRMED.level_at(NOON + CURRENT_FOR + timedelta(seconds=1)) is None


@pytest.mark.parametrize(("days", "months"), [(0, 0), (30, 0), (31, 1), (426, 13)])
def test_the_age_of_a_level_is_said_in_whole_months(days, months):
    assert CONFIRMED.months_old(NOON + timedelta(days=days)) == months


def test_what_was_never_confirmed_has_no_age_and_is_not_outdated():
    assert (NEW.months_old(NOON), NEW.is_outdated(NOON), NEW.level_at(NOON)) == (0, False, None)


def test_proposing_another_level_leaves_what_counts():
    proposed = CONFIRMED.proposed(5, " A course ", NOON, NOON)

    assert (proposed.level_at(NOON), proposed.proposed_level, proposed.evidence) == (4, 5, "A course")


@pytest.mark.parametrize("act", ["confirmed", "declined"])
def test_nobody_judges_themselves(act):
    proposed = NEW.proposed(5, "", NOON, NOON)

    with pytest.raises(Refused, match="Nobody confirms their own"):
        proposed.confirmed(5, ANA, NOON) if act == "confirmed" else proposed.declined(ANA)


def test_what_nobody_proposed_cannot_be_declined():
    with pytest.raises(Refused, match="Nothing waits"):
        CONFIRMED.declined(HEAD)


def test_there_are_five_levels_with_a_meaning_each():
    assert list(LEVELS) == [1, 2, 3, 4, 5]
    assert all(LEVELS.values())


def test_tools_are_offered_after_skills_and_what_was_taken_out_not_at_all():
    some = [Skill("t", "Ansible", SkillKind.TOOL), Skill("b", "voice"), Skill("a", "Cabling"), Skill("x", "Old")]
    some[3] = Skill("x", "Old", is_retired=True)

    assert [one.id for one in offered_skills(some)] == ["a", "b", "t"]


def test_a_name_that_was_taken_out_is_brought_back_rather_than_made_again():
    problem = skill_problems(" fax ", SkillKind.SKILL, [Skill("f", "Fax", is_retired=True)])[0]

    assert "bring it back" in problem.message


def test_what_is_on_order_counts_from_the_day_on_which_it_arrives():
    thing = Thing("s", "Switch", ThingKind.HARDWARE, 4, 20, TODAY)
    counted = thing.pieces(TODAY - timedelta(days=1))

    assert (counted.on(TODAY - timedelta(days=1)), counted.on(TODAY)) == (4, 24)
    assert (thing.is_late(TODAY), thing.is_late(TODAY + timedelta(days=1))) == (False, True)
