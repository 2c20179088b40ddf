"""A workspace's settings: its calendar, its departments and who leads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from domain.calendars import WorkingCalendar, holiday_problem, zone_names
from domain.identity import UserId
from domain.refusals import Problem
from domain.roles import Party


class Creators(StrEnum):
    """Who may create projects."""

    EVERYBODY = "everybody"
    LEADERS = "leaders"


@dataclass(frozen=True)
class Department:
    """A department and the head who answers for it."""

    name: str
    head: UserId


@dataclass(frozen=True)
class Workspace:
    """One Slack workspace; until an administrator saves them its settings are sensible defaults."""

    id: str
    name: str = ""
    bot_user: UserId | None = None
    zone: str = "UTC"
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    work_start: time = time(9, 0)
    work_end: time = time(17, 30)
    country: str = ""
    region: str = ""
    currency: str = "EUR"
    departments: tuple[Department, ...] = ()
    it_managers: tuple[UserId, ...] = ()
    creators: Creators = Creators.EVERYBODY
    settings_saved: bool = False

    @property
    def calendar(self) -> WorkingCalendar:
        return WorkingCalendar(frozenset(self.working_days), self.work_start, self.work_end, self.country, self.region)

    @property
    def heads(self) -> frozenset[UserId]:
        return frozenset(one.head for one in self.departments)

    def parties_of(self, person: UserId) -> frozenset[Party]:
        parts = ((Party.LISTED_HEAD, person in self.heads), (Party.LISTED_IT_MANAGER, person in self.it_managers))
        return frozenset(party for party, holds in parts if holds)

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        heads = tuple(one.head for one in self.departments) if Party.LISTED_HEAD in parties else ()
        return heads + (self.it_managers if Party.LISTED_IT_MANAGER in parties else ())


@dataclass(frozen=True)
class SettingsForm:
    """What an administrator typed into the first step of the settings: when people work, and in which currency."""

    zone: str
    working_days: tuple[int, ...]
    work_start: time
    work_end: time
    country: str
    region: str
    currency: str


@dataclass(frozen=True)
class LeadershipForm:
    """What an administrator typed into the second step: who leads, and who may create projects."""

    departments: tuple[Department, ...] = ()
    it_managers: tuple[UserId, ...] = ()
    creators: Creators = Creators.EVERYBODY


def settings_problems(form: SettingsForm, currencies: frozenset[str]) -> list[Problem]:
    """Everything wrong with the working time and the currency, beside their fields."""
    problems = []
    if form.zone not in zone_names():
        problems.append(Problem("Use the name of a time zone, such as Europe/Berlin.", "zone"))
    if not form.working_days:
        problems.append(Problem("Choose at least one working day.", "working_days"))
    if form.work_end <= form.work_start:
        problems.append(Problem("The working day must end after it starts.", "work_end"))
    if why := holiday_problem(form.country, form.region):
        problems.append(Problem(why, "country" if "country code" in why else "region"))
    if form.currency not in currencies:
        problems.append(Problem("Use a currency's three letters, such as EUR.", "currency"))
    return problems
