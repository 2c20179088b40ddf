"""Weeks of check-ins, lived through the use cases by people and projects all over the world, across clock changes."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from domain.calendars import WorkingCalendar
from domain.moves import Move
from storage.tables.checkins import prompts, round_people, rounds
from tests import make, saved
from tests.use_cases.days import Days
from use_cases.moves import MoveProject, move_project

CALENDAR = WorkingCalendar()
SOUTH = ("Pacific/Auckland", "Australia/Lord_Howe", "Pacific/Apia", "America/Los_Angeles")
NORTH = ("Europe/London", "Africa/Casablanca", "Asia/Kathmandu", "America/St_Johns")
TIMES = (time(9, 30), time(0, 15), time(2, 30), time(23, 50))
WEEKS = {
    "samoa loses a friday": (date(2011, 12, 26), SOUTH),
    "the south goes back": (date(2026, 4, 1), SOUTH),
    "the south goes forward": (date(2026, 9, 24), SOUTH),
    "america goes forward": (date(2026, 3, 4), NORTH),
    "europe goes forward and ramadan has ended": (date(2026, 3, 18), NORTH),
    "europe and america go back": (date(2026, 10, 21), NORTH + SOUTH[:1]),
    "29 february": (date(2028, 2, 24), NORTH),
    "over a new year": (date(2036, 12, 26), SOUTH),
}


@dataclass
class World:
    """A project and a person in each zone; everybody is on the projects of the neighbours too."""

    days: Days
    zones: tuple[str, ...]
    zone_of_project: dict[str, str] = field(default_factory=dict)
    zone_of_person: dict[str, str] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    sent: dict[str, datetime] = field(default_factory=dict)

    def begin(self, tx) -> None:
        for number, zone in enumerate(self.zones):
            person = make.person(tx, f"U_{number}", zone=zone)
            self.zone_of_person[person.id] = zone
        for number, zone in enumerate(self.zones):
            team = [f"U_{(number + n) % len(self.zones)}" for n in range(3)]
            schedule = {"at": TIMES[number % len(TIMES)], "open_minutes": 360}
            project = make.project(
                tx, f"P{number}", started=True, team=team, zone=zone, schedule=schedule, now=self.days.clock()
            )
            self.zone_of_project[project.id] = zone
            self.zone_of_person.setdefault(make.RESP, "UTC")
            self.asked[project.id] = {*team, make.RESP}

    def tick(self) -> None:
        """One tick, and who was sent a prompt in it."""
        Days.tick(self.days)
        with self.days.run.database.reading() as connection:
            for row in connection.execute(sa.select(prompts.c.id).where(prompts.c.state == "sent")):
                self.sent.setdefault(row.id, self.days.clock())


def lived(days: Days, inside, start: date, zones: tuple[str, ...], length: int) -> World:
    """Live through so many days from midnight UTC."""
    world = World(days, zones)
    days.clock.set(datetime.combine(start, time.min, UTC))
    inside(world.begin)
    days.tick = world.tick
    days.days(length)
    return world


def weeks(*names: str):
    return pytest.mark.parametrize(("start", "zones"), [pytest.param(*WEEKS[name], id=name) for name in names])


@weeks(*WEEKS)
def test_days_around_a_clock_change_are_lived_by_the_rules(days, inside, start, zones):
    world = lived(days, inside, start, zones, 7)

    assert broken_rules(world, inside, start) == []


@pytest.mark.proof
@weeks(*WEEKS)
def test_four_weeks_around_a_clock_change_are_lived_by_the_rules(days, inside, start, zones):
    world = lived(days, inside, start, tuple(dict.fromkeys((*zones, *SOUTH, *NORTH))), 28)

    assert broken_rules(world, inside, start) == []


def broken_rules(world: World, inside, start: date) -> list[str]:
    """Every rule that a world broke, in words."""
    held = inside(lambda tx: list(tx.connection.execute(sa.select(rounds))))
    people = inside(lambda tx: list(tx.connection.execute(sa.select(round_people))))
    prompted = {row.id: row for row in inside(saved.prompt_rows)}
    return [
        *_one_round_a_working_day(world, held, start),
        *_everybody_asked_once(world, held, people, prompted),
        *_at_most_one_prompt_a_day(world, prompted),
        *_prompted_at_the_right_time(world, held, people, prompted),
    ]


def _one_round_a_working_day(world, held, start):
    now = world.days.clock()
    for project, name in world.zone_of_project.items():
        zone = ZoneInfo(name)
        first = datetime.combine(start, time.min, UTC).astimezone(zone).date()
        local = [(first + timedelta(days=n)) for n in range(1, 40)]
        begun = {(now - timedelta(minutes=15 * n)).astimezone(zone).date() for n in range(4 * 24 * 40)}
        wanted = [day for day in local if CALENDAR.is_working_day(day) and day in begun]
        found = sorted(row.day for row in held if row.project_id == project)
        opened_today = wanted[-1:] if wanted and wanted[-1] == now.astimezone(zone).date() else []
        if found not in (wanted, [day for day in wanted if day not in opened_today]):
            yield f"{name} had rounds on {found}, not on {wanted}"


def _everybody_asked_once(world, held, people, prompted):
    asked = defaultdict(list)
    for row in people:
        asked[row.round_id].append(row.person_id)
        if prompted[row.prompt_id].person_id != row.person_id:
            yield f"{row.person_id} is asked by the prompt of {prompted[row.prompt_id].person_id}"
    for row in held:
        if sorted(asked[row.id]) != sorted(world.asked[row.project_id]):
            yield f"in the round of {row.day} {asked[row.id]} were asked, not {world.asked[row.project_id]}"


def _at_most_one_prompt_a_day(world, prompted):
    local = Counter(
        (row.person_id, world.sent[row.id].astimezone(ZoneInfo(world.zone_of_person[row.person_id])).date())
        for row in prompted.values()
        if row.id in world.sent
    )
    yield from (f"{person} was prompted {times} times on {day}" for (person, day), times in local.items() if times > 1)


def _prompted_at_the_right_time(world, held, people, prompted):
    opens = {row.id: row.opens_at for row in held}
    openings = defaultdict(list)
    for row in people:
        openings[row.prompt_id].append(opens[row.round_id])
    for row in prompted.values():
        zone = ZoneInfo(world.zone_of_person[row.person_id])
        begins = datetime.combine(row.day, CALENDAR.start, zone)
        wanted = max(min(openings[row.id]), begins)
        sent = world.sent.get(row.id)
        if sent is not None and sent != wanted:
            yield f"{row.person_id} was prompted at {sent}, not at {wanted}"
        if sent is None and wanted <= world.days.clock():
            yield f"{row.person_id} was not prompted at {wanted}"
        if sent is not None and (sent.astimezone(zone).date() != row.day or not CALENDAR.is_working_day(row.day)):
            yield f"{row.person_id} was prompted for {row.day} at {sent.astimezone(zone)}"


def test_a_hold_and_a_resume_in_the_middle_of_things_ask_nobody_twice(days, inside):
    zones = ("Pacific/Auckland", "Europe/London", "America/Los_Angeles")
    world = lived(days, inside, date(2026, 3, 25), zones, 2.4)

    days.run(move_project, MoveProject(make.actor(), Move.HOLD, "P0"))
    days.days(1.1)
    days.run(move_project, MoveProject(make.actor(), Move.RESUME, "P0"))
    days.days(3)

    prompted = {row.id: row for row in inside(saved.prompt_rows)}
    assert list(_at_most_one_prompt_a_day(world, prompted)) == []
    assert max(Counter((row.project_id, row.day) for row in inside(saved.round_rows)).values()) == 1
