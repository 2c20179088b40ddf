"""Whether a plan can be worked, for a department of fifty and a year."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from bench.figures import Figure, ratio
from bench.rounds import take_turns
from domain.feasibility import AvailablePerson, SkillDemand, shortages
from domain.identity import UserId
from domain.repairs import repairs

MONDAY = date(2026, 12, 7)
SKILLS = [f"skill {number}" for number in range(12)]
WEEK_MINUTES = 2400
HALF, WHOLE = (25, 26, 20), (50, 52, 40)
"""People, weeks and needs: twice of each is eight times the work."""
STAGES = 20
NOBODY_HAS = 6
"""One level above the best that there is."""
Case = tuple[list[SkillDemand], list[AvailablePerson]]


def plan_of(people: int, weeks: int, needs: int) -> Case:
    """A plan that falls short here and there, always the same: people with four skills, needs of one to eight weeks."""
    dice = random.Random(people)
    crew = [_person(number, weeks, dice) for number in range(people)]
    each = sum(sum(one.free.values()) for one in crew) // (2 * needs)
    return [_need(number, weeks, each, dice) for number in range(needs)], crew


def _person(number: int, weeks: int, dice: random.Random) -> AvailablePerson:
    free: dict[date, int] = {}
    for week in range(weeks):
        monday = MONDAY + timedelta(weeks=week)
        each, left = divmod(dice.randint(0, WEEK_MINUTES), 5)
        free |= {monday + timedelta(days=on): each + (on < left) for on in range(5)}
    levels = {skill: dice.randint(1, 5) for skill in dice.sample(SKILLS, 4)}
    return AvailablePerson(UserId(f"U{number}"), levels, free)


def _need(number: int, weeks: int, minutes: int, dice: random.Random) -> SkillDemand:
    first = dice.randrange(weeks * 7)
    last = min(weeks * 7 - 1, first + dice.randint(7, 56))
    days = [MONDAY + timedelta(days=on) for on in (first, last)]
    asked = round(minutes * dice.uniform(0.1, 1))
    return SkillDemand(
        days[1], dice.choice(SKILLS), days[0], dice.randint(1, 3), asked, f"n{number}", stage=f"s{number}"
    )


def in_a_row(case: Case) -> tuple[Case, dict[str, tuple[str, ...]]]:
    """The same plan as twenty stages, each after the one before, of which the first needs what nobody can do."""
    needs, crew = case
    staged = [replace(one, stage=f"s{number % STAGES}") for number, one in enumerate(needs)]
    staged[0] = replace(staged[0], level=NOBODY_HAS)
    return (staged, crew), {f"s{number}": (f"s{number - 1}",) for number in range(1, STAGES)}


def measure_feasibility() -> list[Figure]:
    """Target: fifty people, a year and forty needs within the time that a person waits, and growing as its facts do."""
    half, whole = plan_of(*HALF), plan_of(*WHOLE)
    horizon = MONDAY + timedelta(weeks=WHOLE[1] + 26)
    row, after = in_a_row(whole)
    acts = {
        "half": lambda: shortages(*half),
        "whole": lambda: shortages(*whole),
        "repaired": lambda: repairs(*whole, [], horizon),
        "in a row": lambda: repairs(*row, [], horizon, after),
    }
    rounds = take_turns(acts, rounds=15)
    return [
        ratio(
            "Feasibility of 50 people, 52 weeks, 40 needs / of half of each", rounds.ratios("whole", "half"), at_most=12
        ),
        Figure("  the verdict", rounds.milliseconds("whole"), "ms"),
        Figure("  with its repairs, each computed again", rounds.milliseconds("repaired"), "ms"),
        ratio("  repairs of twenty stages in a row / the verdict", rounds.ratios("in a row", "whole"), at_most=12),
    ]
