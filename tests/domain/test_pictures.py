"""What the pictures of a project are drawn from, by hand-computed examples."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.calendars import WorkingCalendar
from domain.pictures import named_some
from domain.progress_pictures import (
    PlannedWork,
    Point,
    done_lines,
    end_at_this_pace,
    percent_words,
    plan_line,
    share_on,
    target_line,
)
from domain.stages import StageState
from domain.timeline_pictures import ROWS_SHOWN, StageSpan
from tests.documents import looked_at
from tests.documents.looked_at import DAY, MONDAY, TODAY, WEEK, WORKS, seen

CALENDAR = WorkingCalendar()
PLAN = plan_line(WORKS, CALENDAR)


def test_a_plan_rises_on_working_days_by_what_each_stage_weighs():
    days = (0, 1, 5, 7, 8, 12, 14, 25, 26)

    shares = [share_on(PLAN, MONDAY + day * DAY) for day in days]

    # 100 in the first week, 200 in the second, 100 in the two after it: 5, 10 and 2.5 % a working day.
    assert [round(share, 4) for share in shares] == [0, 0.05, 0.25, 0.25, 0.35, 0.75, 0.75, 0.975, 1]


def test_stages_that_weigh_nothing_weigh_the_same_and_one_without_a_working_day_is_spread_over_its_days():
    weekend = PlannedWork(MONDAY + 5 * DAY, MONDAY + 6 * DAY, Decimal(0))
    week = PlannedWork(MONDAY, MONDAY + 4 * DAY, Decimal(0))

    line = plan_line([week, weekend], CALENDAR)

    assert [round(share_on(line, MONDAY + day * DAY), 4) for day in (0, 5, 6, 7)] == [0, 0.5, 0.75, 1]


def test_at_half_the_pace_the_plan_takes_twice_as_long():
    plan = plan_line([PlannedWork(MONDAY, MONDAY + 9 * DAY, Decimal(1))], WorkingCalendar(frozenset(range(7))))

    # Ten days planned, 10 % a day. After six days 30 % are done, which was to take three: 10 × 6 ÷ 3 = 20 days.
    assert end_at_this_pace(plan, 0.3, MONDAY + 6 * DAY) == MONDAY + 19 * DAY
    # Half a day more is planned by 35 %: 10 × 6 ÷ 3.5 = 17.1, so that it ends on the eighteenth day.
    assert end_at_this_pace(plan, 0.35, MONDAY + 6 * DAY) == MONDAY + 17 * DAY


@pytest.mark.parametrize(
    ("done", "today"),
    [(0.09, MONDAY + 6 * DAY), (1.0, MONDAY + 6 * DAY), (0.5, MONDAY), (0.11, MONDAY + 300 * DAY)],
    ids=["less than a tenth", "all of it", "on the first day", "further than can be said"],
)
def test_a_pace_that_says_nothing_leads_nowhere(done, today):
    assert end_at_this_pace(PLAN, done, today) is None


def test_a_day_on_which_nobody_looked_is_a_gap_and_so_is_one_that_nobody_could_tell():
    days = (seen(0, "0"), seen(1, "40"), seen(3, "80"), seen(4, None), seen(5, "100"))

    runs = done_lines(days, Decimal(400))

    found = [[((one.day - MONDAY).days, one.share) for one in run] for run in runs]
    assert found == [[(0, 0.0), (1, 0.1)], [(3, 0.2)], [(5, 0.25)]]


def test_without_a_budget_the_tasks_say_what_is_done():
    runs = done_lines((seen(0, "0", 0, percent=0), seen(1, "0", 0, percent=31)), Decimal(0))

    assert [one.share for one in runs[0]] == [0, 0.31]


def test_what_was_agreed_in_all_is_measured_by_what_is_agreed_now():
    days = (seen(0, "0", 300), seen(1, "0", 300), seen(2, "0", 400))

    assert target_line(days, Decimal(400)) == (Point(MONDAY, 0.75), Point(MONDAY + 2 * DAY, 1.0))


def test_a_share_is_cut_so_that_a_hundred_percent_is_all_of_it():
    assert [percent_words(share) for share in (0.31, 0.999, 0.29, 1.0)] == ["31 %", "99 %", "29 %", "100 %"]


def test_progress_is_said_with_its_figures_and_where_it_leads_to():
    sheet = looked_at.progress()

    # 160 of 400 are done, which was to be so after 5 + 2 (weekend) + 1.5 days; 26 × 14 ÷ 8.5 is 42.8 days.
    assert sheet.words == (
        "By Mon 21 Dec 2026 75 % was to be done, and 40 % is done; at this pace it ends on Mon 18 Jan 2027, "
        "and the plan says Fri 1 Jan 2027."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"is_agreed": False}, "75 % was to be done by the plan it started with, and 40 % is done;"),
        ({"by_tasks": True}, "and 40 % is done, by its tasks;"),
        (
            {"today": TODAY + 2 * DAY},
            "and 40 % was done on Mon 21 Dec 2026, the last day of which anybody can say; at this pace",
        ),
        (
            {"ended_on": TODAY},
            "It ended on Mon 21 Dec 2026: 40 % was done; the plan said Fri 1 Jan 2027.",
        ),
    ],
)
def test_progress_says_what_it_is_measured_by(changed, said):
    assert said in replace(looked_at.progress(), **changed).words


def test_stages_are_said_with_what_runs_and_what_should_have_begun():
    assert looked_at.timeline().words == (
        "On Mon 21 Dec 2026 2 of 5 stages have ended; running: 3 Hardware (2 days late); "
        "should have begun: 4 Roll-out (1 day); all is to be completed by Mon 11 Jan 2027."
    )
    assert [one.standing(TODAY) for one in looked_at.timeline().stages] == [
        "ended 1 day early",
        "ended 2 days late",
        "running, 2 days late",
        "not begun, 1 day late",
        "begins Sat 2 Jan",
    ]


def test_a_stage_that_had_not_begun_at_the_end_did_not_take_place():
    stages = tuple(replace(one, is_over=True) for one in looked_at.timeline().stages)
    sheet = looked_at.timeline(stages=stages, is_over=True)

    assert [one.standing(TODAY) for one in stages][2:] == ["was not ended", "did not take place", "did not take place"]
    assert sheet.words == "In the end 2 of 5 stages have ended; 2 did not take place."


def test_of_many_stages_those_that_ended_first_are_left_out():
    ended, to_come = StageState.ENDED, StageState.PLANNED
    stages = tuple(
        StageSpan(f"{n}", ended if n < 10 else to_come, MONDAY, MONDAY + DAY, MONDAY, MONDAY + DAY) for n in range(16)
    )

    sheet = looked_at.timeline(stages=stages)

    assert [one.label for one in sheet.shown] == [str(n) for n in range(4, 16)]
    assert len(sheet.shown) == ROWS_SHOWN
    assert sheet.words.endswith("4 stages more not drawn.")


def test_money_is_said_with_what_is_over():
    assert looked_at.budget().words == (
        "€34,850.50 of a budget of €84,250.00 are spent; €87,100.50 are expected in the end, €2,850.50 too much; "
        "over budget: 2 Design (€2,250.50) and 3 Hardware (€1,000.00)."
    )


def test_a_teams_time_is_said_of_this_week_and_of_every_week_with_too_much():
    assert looked_at.load().words == (
        "Booked in the week of 21 Dec: Ben Brandt 46 h of 40 h, Ana Alves 24 h of 40 h and "
        "Maximiliane von Hohenstein 8 h of 20 h. Booked too much: Ben Brandt in the week of 21 Dec (6 h)."
    )


def test_who_is_not_booked_is_said_by_name():
    sheet = looked_at.load()
    idle = tuple(replace(one, weeks=sheet.people[2].weeks[2:]) for one in sheet.people[:2])

    assert replace(sheet, people=(sheet.people[2], *idle)).words == (
        "Booked in the week of 21 Dec: Maximiliane von Hohenstein 8 h of 20 h; not booked: Ben Brandt and Ana Alves."
    )


def test_names_are_listed_as_far_as_there_is_room():
    assert [named_some(["A", "B", "C"][:n], 2) for n in (1, 2, 3)] == ["A", "A and B", "A, B and 1 more"]


def test_a_date_stays_where_it_is_on_a_line_that_begins_later():
    assert share_on(PLAN, date(2020, 1, 1)) == 0
    assert share_on(PLAN, MONDAY + 50 * WEEK + timedelta()) == 1
