"""What nobody could do of a plan, whoever is asked."""

from datetime import date, timedelta

from domain.feasibility import SkillDemand
from domain.skill_gaps import skill_gaps
from domain.skills import CURRENT_FOR, PersonSkill
from tests.make import ANA, BEN, HEAD, NOON

MONDAY = date(2026, 12, 7)


def need(level, skill="cloud", minutes=60):
    return SkillDemand(MONDAY, skill, MONDAY, level, minutes, f"{skill} {level}")


def held(person, level, skill="cloud", when=NOON):
    return PersonSkill(person, skill, level, HEAD, when)


def test_a_level_that_counts_closes_the_needs_up_to_it_and_no_other():
    gaps = skill_gaps((need(3), need(4), need(5, minutes=30), need(4)), (held(ANA, 3), held(BEN, 2)), NOON)

    assert [(gap.skill, gap.level, gap.minutes, gap.best.person) for gap in gaps] == [
        ("cloud", 4, 120, ANA),
        ("cloud", 5, 30, ANA),
    ]


def test_who_would_be_enough_once_confirmed_is_named_and_who_would_not_is_left_out():
    long_ago = NOON - CURRENT_FOR - timedelta(days=1)
    people = (
        held(ANA, 4, when=long_ago),
        PersonSkill(BEN, "cloud", proposed_level=4, proposed_at=NOON),
        PersonSkill(HEAD, "cloud", proposed_level=3, proposed_at=NOON),
    )

    nearer, farther = skill_gaps((need(4), need(5)), people, NOON)

    assert (nearer.best, [one.person for one in nearer.hopeful]) == (None, [ANA, BEN])
    assert farther.hopeful == ()
