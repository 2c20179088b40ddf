"""A provider with its people, and projects with the tasks and the check-ins that a bench needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import SecretStr

from bench.requests import SECRET, WORKSPACE
from bot.composition import Steward
from bot.demo.seed import workspace_seed
from bot.settings import Settings
from domain.briefs import Priority
from domain.checkins import Answer, Asked, Prompt, PromptState, Round, RoundState
from domain.holders import Holder
from domain.identity import ChannelId, UserId, new_id
from domain.people import Person
from domain.progress import Progress, median_estimate
from domain.projects import ChannelKind, Lifecycle, Project, ProjectChannel
from domain.roles import Role
from domain.schedules import Schedule
from domain.scope import Scope
from domain.tasks import Task, TaskState
from domain.workspaces import Workspace
from storage.migrating import migrate
from storage.tables.tasks import tasks
from storage.transactions import Transaction

BOT, HOME = UserId("U0STEWARD"), ChannelId("C0NET")
NOWHERE = "http://127.0.0.1:9/api/"
MANAGER, HEAD, IT_MANAGER, RESPONSIBLE = (UserId(f"U0LEADER{number}") for number in range(4))
LEADING = {
    Role.PROJECT_MANAGER: MANAGER,
    Role.DEPARTMENT_HEAD: HEAD,
    Role.IT_MANAGER: IT_MANAGER,
    Role.RESPONSIBLE: RESPONSIBLE,
}
TEAM = 8


def team_of(many: int = TEAM) -> tuple[UserId, ...]:
    """The ids of so many people who do the work."""
    return tuple(UserId(f"U0WORKER{number:03}") for number in range(many))


def settings_of(database_url: str, api_url: str = NOWHERE) -> Settings:
    """What a Steward needs here, whatever stands in the environment."""
    return Settings(
        _env_file=None,
        slack_bot_token=SecretStr("xoxb-sandbox"),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api_url,
        database_url=SecretStr(database_url),
        steward_command="/project",
    )


@contextmanager
def steward_on(database_url: str, api_url: str = NOWHERE) -> Iterator[Steward]:
    """A Steward in this process with its migrated database."""
    steward = Steward(settings_of(database_url, api_url))
    migrate(steward.database)
    try:
        yield steward
    finally:
        steward.close()


@contextmanager
def arranging(steward: Steward) -> Iterator[Transaction]:
    """One transaction in the provider's workspace."""
    with steward.database.writing() as connection:
        yield Transaction(connection, WORKSPACE, datetime.now(UTC))


def seed_of(team: tuple[UserId, ...]) -> dict[str, object]:
    """The provider as the sandbox reads it; everybody is in the project's channel, and so is the bot."""
    people = [{"id": one, "name": one.lower(), "real_name": name_of(one)} for one in (*LEADING.values(), *team)]
    home = {"id": HOME, "name": "net-rollout", "members": [BOT, *(one["id"] for one in people)]}
    general = {"id": "C0GENERAL", "name": "general", "is_general": True}
    return workspace_seed(datetime.now(UTC)) | {"people": people, "channels": [general, home]}


def name_of(person: UserId) -> str:
    """What somebody is called."""
    return f"Robin {person.removeprefix('U0').capitalize()}"


def add_people(tx: Transaction, team: tuple[UserId, ...]) -> None:
    """Keep the workspace and everybody in it."""
    tx.workspaces.keep(Workspace(WORKSPACE, "Nordlicht IT", BOT, settings_saved=True))
    for one in (*LEADING.values(), *team):
        tx.people.keep(Person(one, name_of(one), "Engineer", "Europe/Berlin"))


def add_project(
    tx: Transaction, team: tuple[UserId, ...], key: str = "NET", home: ChannelId | None = HOME, **changes: Any
) -> Project:
    """A project that is under way, with its next check-in tomorrow; `changes` are fields of Project."""
    now, tomorrow = tx.now, tx.now + timedelta(days=1)
    holders = [Holder(role, person, now) for role, person in LEADING.items()]
    usual = Project(
        new_id(),
        WORKSPACE,
        key,
        "Network renewal",
        "Rhein Logistik",
        Scope(420, ("Wi-Fi", "Wired network", "Remote access"), (now + timedelta(days=90)).date()),
        ProjectChannel(ChannelKind.PUBLIC, f"{key.lower()}-rollout", home),
        "Europe/Berlin",
        now,
        Lifecycle.ACTIVE,
        now,
        (*holders, *(Holder(Role.TEAM_MEMBER, one, now) for one in team)),
    )
    project = replace(usual, **changes)
    tx.projects.add(project)
    tx.schedules.keep(Schedule(project.id, project.zone, next_date=tomorrow.date(), next_at=tomorrow))
    return project


def add_tasks(tx: Transaction, project: Project, many: int, team: tuple[UserId, ...]) -> None:
    """So many tasks, half of them done, a tenth of the others overdue; the counters as if each had been delegated."""
    counted, estimates = Progress(), list[int]()
    for number in range(1, many + 1):
        one = _task(tx, project, number, team)
        plain = {"helpers": list(one.helpers), "priority": one.priority.value, "state": one.state.value}
        tx.tasks.insert(tasks, **vars(one) | plain)
        counted = counted.replaced(None, one)
        estimates += [one.estimate_minutes] if one.estimate_minutes else []
    counted = replace(counted, median_minutes=median_estimate(estimates))
    tx.projects.change(replace(project, last_task_number=many, progress=counted))


def _task(tx: Transaction, project: Project, number: int, team: tuple[UserId, ...]) -> Task:
    overdue = number % 20 == 1
    due: date = tx.now.date() + timedelta(days=-3 if overdue else number % 60)
    return Task(
        new_id(),
        project.id,
        f"{project.key}-{number}",
        number,
        f"Survey the access switches in building {number}",
        "We cannot order before we know what hangs where.",
        "A list with port, device and age.",
        team[number % len(team)],
        (),
        due,
        None if number % 7 == 0 else 60 * (number % 9 + 1),
        Priority.NORMAL,
        HEAD,
        tx.now,
        TaskState.ACCEPTED if number % 2 else TaskState.DONE,
        40 if number % 2 else 100,
    )


def add_round(tx: Transaction, project: Project, team: tuple[UserId, ...], is_open: bool) -> list[Prompt]:
    """A round that asks the team; a closed one with answers of most. Nothing is to be said about it yet."""
    now = tx.now
    held = Round(new_id(), project.id, now.date(), now - timedelta(hours=1), now + timedelta(hours=5))
    tx.rounds.add(held if is_open else replace(held, state=RoundState.CLOSED))
    prompts = []
    for number, person in enumerate(team):
        ends = now + timedelta(hours=5)
        prompt, _ = tx.prompts.put(Prompt(new_id(), person, now.date(), now, ends, PromptState.SENT))
        tx.rounds.ask(held.id, Asked(person, prompt.id))
        prompts.append(prompt)
        if not is_open and number % 4:
            words = ("Walked floor 2", "Floor 3", "" if number % 3 else "There is no ladder.")
            tx.answers.keep(Answer(new_id(), project.id, held.day, person, held.day, now, *words, minutes=90))
    return prompts
