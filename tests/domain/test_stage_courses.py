from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import WorkingCalendar
from domain.stage_courses import StageDays, course_of
from domain.stages import StageState

MONDAY = date(2026, 11, 30)
BERLIN, CALENDAR = ZoneInfo("Europe/Berlin"), WorkingCalendar()
RUNNING, ENDED = StageState.RUNNING, StageState.ENDED


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days(number, first=0, last=4, **changes):
    """A stage from so many days after the first Monday to so many days after it, planned as it was agreed."""
    begin, end = MONDAY + timedelta(first), MONDAY + timedelta(last)
    made = StageDays(f"s{number}", "p", number, f"Stage {number}", begin, end, begin, end, None)
    return replace(made, **changes)


def course(*stages, now, due=None):
    return course_of(stages, due, at(MONDAY + timedelta(now)), BERLIN, CALENDAR)


def test_a_project_without_stages_has_no_course():
    assert course(now=0) is None


def test_a_stage_that_runs_as_agreed_is_not_late_and_over_the_weekend_it_is_not_either():
    running = days(1, state=RUNNING, started_at=at(MONDAY))

    seen = [course(running, now=day).current[0] for day in (4, 5, 6, 7, 8)]

    assert [one.late for one in seen] == [0, 0, 0, 1, 2]


def test_a_stage_begun_three_working_days_late_ends_as_late_unless_somebody_planned_another_end():
    begun = days(1, state=RUNNING, started_at=at(MONDAY + timedelta(3)))
    planned_anew = replace(begun, ends_on=MONDAY + timedelta(7))

    assert [(one.late, one.expected_end) for one in course(begun, now=3).current] == [(3, MONDAY + timedelta(9))]
    assert [(one.late, one.expected_end) for one in course(planned_anew, now=3).current] == [(1, planned_anew.ends_on)]


def test_what_should_have_begun_is_late_by_working_days_and_waits_for_what_comes_before_it():
    first, second = days(1), days(2, 3, 7, after=("s1",))

    seen = course(first, second, now=8, due=MONDAY + timedelta(11))

    assert [(one.stage.id, one.is_due, one.late) for one in seen.current] == [("s1", True, 6)]
    assert seen.next is None
    # Six working days late, the first ends on Monday 14, and the second takes its three days after that.
    assert (seen.expected_end, seen.late) == (date(2026, 12, 17), 4)


def test_where_nothing_runs_the_next_stage_is_shown_and_once_all_have_ended_none():
    over, coming = days(1, state=ENDED), days(2, 7, 11)

    between, finished = course(over, coming, now=4), course(over, replace(coming, state=ENDED), now=12)

    assert (between.next.stage.id, between.current, between.stages) == ("s2", (), 2)
    assert (finished.next, finished.expected_end, finished.worst) == (None, None, None)


def test_a_number_is_one_of_how_many_only_while_no_stage_was_taken_out():
    assert course(days(1), days(2), now=0).is_numbered
    assert not course(days(1), days(3), now=0).is_numbered


def test_the_latest_stage_speaks_for_its_project():
    running, due = days(1, 0, 1, state=RUNNING, started_at=at(MONDAY)), days(2, 2, 4)

    assert course(running, due, now=4).worst.stage.id == "s1"
