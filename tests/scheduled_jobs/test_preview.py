"""What the preview promises is what the scheduled jobs do in the weeks that follow, in every zone."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from domain.people import Person
from domain.schedules import Timing
from scheduled_jobs import JOBS, tick
from storage.due import next_moment
from storage.tables.checkins import prompts, round_people, rounds
from storage.tables.projects import projects
from tests import make
from tests.make import PM
from use_cases.schedules import ChangeSchedule, PreviewSchedule, change_schedule, preview_schedule

ZONES = ("Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "America/St_Johns")
WEEKS = {
    "europe goes forward": datetime(2026, 3, 24, 7, 10, tzinfo=UTC),
    "christmas": datetime(2026, 12, 21, 23, 50, tzinfo=UTC),
    "america goes back in the middle of a round": datetime(2026, 10, 29, 20, 45, tzinfo=UTC),
    "the south goes back, asked early": datetime(2026, 4, 2, 13, 0, tzinfo=UTC),
}
NEW = {
    "at noon": Timing("Europe/Berlin", time(12), (0, 1, 2, 3, 4), "6"),
    "in the night of a clock change, elsewhere": Timing("America/Los_Angeles", time(2, 30), (0, 4, 5, 6), "24"),
    "in a zone ahead of everybody": Timing("Pacific/Auckland", time(23, 45), (1, 2, 6), "0.5"),
}
SENT = sa.select(prompts.c.id).where(prompts.c.state == "sent")


def arrange(tx, now):
    make.workspace(tx, country="DE", region="BY")
    for number, zone in enumerate(ZONES):
        make.person(tx, f"U_{number}", zone=zone)
    for number, zone in enumerate(ZONES[:3]):
        team = [f"U_{(number + n) % len(ZONES)}" for n in range(4)]
        make.project(tx, f"P{number}", started=True, team=team, zone=zone, now=now, schedule={"at": time(9 + number)})


def lived(run, sweep, clock, until) -> None:
    """Jump from one moment at which something is due to the next, and let every job have its turn."""
    while True:
        tick(JOBS, sweep, run)
        with run.database.reading() as connection:
            due = next_moment(connection, clock())
        if due is None or due > until:
            return
        clock.set(due)


def promised(run, project_id: str, typed: Timing, person: Person):
    shown = run(preview_schedule, PreviewSchedule(make.actor(PM), project_id, typed, person.id))
    assert shown.person == person.id
    return [(one.day, one.at, set(one.project_keys)) for one in shown.prompts]


def prompted(tx, person: Person, already: set[str]):
    """The first ten prompts that were sent to somebody, as their own clock showed them."""
    found = []
    mine = sa.select(prompts).where(prompts.c.person_id == person.id, prompts.c.state == "sent").order_by(prompts.c.day)
    for row in tx.connection.execute(mine):
        held = (
            sa.select(projects.c.key)
            .join(rounds, rounds.c.project_id == projects.c.id)
            .join(round_people, round_people.c.round_id == rounds.c.id)
            .where(round_people.c.prompt_id == row.id)
        )
        at = row.due_at.astimezone(ZoneInfo(person.zone)).time()
        if row.id not in already:
            found.append((row.day, at, set(tx.connection.execute(held).scalars())))
    return found[:10]


@pytest.mark.parametrize(
    ("now", "typed"),
    [
        pytest.param(now, typed, id=f"{week}, {how}")
        for (week, now), (how, typed) in zip(WEEKS.items(), cycle(NEW.items()), strict=False)
    ],
)
def test_everybody_is_prompted_as_the_preview_said(run, sweep, clock, inside, now, typed):
    clock.set(now - timedelta(days=2))
    inside(arrange, now - timedelta(days=2))
    lived(run, sweep, clock, now)
    clock.set(now)
    tick(JOBS, sweep, run)
    project = inside(lambda tx: tx.projects.by_key("P0"))
    people = inside(lambda tx: tx.people.known(project.asked))
    sent = inside(
        lambda tx: set(tx.connection.execute(sa.select(prompts.c.id).where(prompts.c.state == "sent")).scalars())
    )

    wanted = {one.id: promised(run, project.id, typed, one) for one in people}
    run(change_schedule, ChangeSchedule(make.actor(PM), project.id, typed))
    lived(run, sweep, clock, now + timedelta(days=45))

    assert {one.id: inside(prompted, one, sent) for one in people} == wanted
    assert all(len(one) == 10 for one in wanted.values())
    assert all(day >= date(now.year, now.month, 1) for one in wanted.values() for day, _, _ in one)
