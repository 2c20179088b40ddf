"""Projects and their roles, rows to frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.exc import IntegrityError

from domain.gate import Fact
from domain.holders import Holder
from domain.identity import ChannelId
from domain.progress import Progress
from domain.projects import ChannelKind, Lifecycle, Project, ProjectChannel, no_such_project
from domain.refusals import Refused
from domain.scope import Scope
from domain.states import State
from storage.listing import Listing
from storage.project_statements import (
    ACTIVE_OF_PERSON,
    ASKING,
    BY_CHANNEL,
    BY_CHANNELS,
    BY_ID,
    BY_ID_LOCKED,
    BY_IDS,
    BY_KEY,
    CHANGE,
    ENDED_OF_PERSON,
    HOMES,
    KEYS,
    OF_PERSON,
    RUNNING_OF_PERSON,
    SETTLE,
    UNCONFIRMED,
)
from storage.roles import Roles
from storage.scope import Scopes
from storage.statements import Gateway, as_new
from storage.tables.projects import projects


class Projects(Gateway):
    """Reads and keeps the projects of one workspace."""

    def get(self, project: str) -> Project:
        """The project with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, no_such_project(), project=project)

    def for_change(self, project: str) -> Project:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, no_such_project(), project=project)

    def by_key(self, key: str) -> Project:
        """The project with this key; refuses a key nobody uses."""
        return self._one(BY_KEY, no_such_project(key), key=key)

    def in_channel(self, channel: str) -> Project | None:
        """The project that lives in this channel, if any."""
        return next(iter(self._many(self.run(BY_CHANNEL, channel=channel).all())), None)

    def several(self, ids: Iterable[str]) -> list[Project]:
        """The projects with these ids, in the order of their keys."""
        wanted = list(ids)
        return self._many(self.run(BY_IDS, ids=wanted).all()) if wanted else []

    def in_channels(self, channels: list[str]) -> list[Project]:
        """The projects that live in any of these channels."""
        return self._many(self.run(BY_CHANNELS, channels=channels).all())

    def of_person(self, person: str, most: int, only_active: bool = False, only_ended: bool = False) -> list[Project]:
        """The newest projects, or the newest active or completed ones, closed or not, in which a person has a role."""
        several = ACTIVE_OF_PERSON if only_active else ENDED_OF_PERSON if only_ended else OF_PERSON
        return self._many(self.run(several, person=person, most=most).all())

    def running_of(self, person: str, most: int) -> list[Project]:
        """The newest projects that are not over in which a person has a role."""
        return self._many(self.run(RUNNING_OF_PERSON, person=person, most=most).all())

    def with_unconfirmed_head(self, most: int) -> list[Project]:
        """The projects whose department head has waited longest to be confirmed."""
        return self._many(self.run(UNCONFIRMED, most=most).all())

    def asking(self, person: str, most: int) -> list[Project]:
        """The running projects in which somebody waits for an answer of the person who gave them a role."""
        return self._many(self.run(ASKING, person=person, most=most).all())

    def homes(self) -> list[tuple[str, ChannelId, str]]:
        """The key of every project that has a channel, in their order, with the channel's id and name."""
        return [(row.key, ChannelId(row.channel_id), row.channel_name) for row in self.run(HOMES)]

    def keys(self) -> frozenset[str]:
        """Every key in use."""
        return frozenset(self.run(KEYS).scalars())

    def add(self, project: Project) -> None:
        """Save a new project with its roles and its first scope; refuses a key or channel that somebody took."""
        try:
            self.insert(projects, id=project.id, **_columns(project))
        except IntegrityError as error:
            raise _taken(project, str(error.orig)) from error
        Roles(self.connection, self.workspace).keep(project)
        Listing(self.connection, self.workspace).keep(project)
        Scopes(self.connection, self.workspace).begin(project)

    def change(self, project: Project) -> None:
        """Save a project as it is now, but for its key, its name and its customer, by which it is found.

        Roles, and what is decided before the start, are saved by their own functions.
        """
        try:
            self.run(CHANGE, project=project.id, **as_new(_columns(project)))
        except IntegrityError as error:
            raise _taken(project, str(error.orig)) from error

    def settle(self, project: Project) -> None:
        """Save what is decided before a project starts, the state it is in, and the one its channel was told of."""
        self.run(SETTLE, project=project.id, **as_new(_settled(project)))

    def _one(self, statement: Any, refusal: Refused, **names: Any) -> Project:
        rows = self.run(statement, **names).all()
        if not rows:
            raise refusal
        return self._many(rows)[0]

    def _many(self, rows: Any) -> list[Project]:
        if not rows:
            return []
        staff = Roles(self.connection, self.workspace).of([row.id for row in rows])
        return [_project(row, staff.get(row.id, ())) for row in rows]


def _taken(project: Project, detail: str) -> Refused:
    if "channel_id" in detail:
        return Refused("Another project already lives in that channel. Choose a different one.", "existing_channel")
    return Refused(f"The key {project.key} is already used by another project. Choose a different one.", "key")


def _channel(row: Any) -> ProjectChannel:
    id = ChannelId(row.channel_id) if row.channel_id else None
    return ProjectChannel(ChannelKind(row.channel_kind), row.channel_name, id, row.channel_problem)


def _progress(row: Any) -> Progress:
    return Progress(
        row.tasks,
        row.open_tasks,
        row.estimated_minutes,
        row.earned,
        row.unestimated,
        row.unestimated_percent,
        row.median_minutes,
    )


def _project(row: Any, staff: tuple[Holder, ...]) -> Project:
    return Project(
        row.id,
        row.workspace_id,
        row.key,
        row.name,
        row.customer,
        Scope(row.users_count, tuple(row.services), row.completion_date),
        _channel(row),
        row.zone,
        row.created_at,
        Lifecycle(row.lifecycle),
        row.started_at,
        staff,
        _progress(row),
        row.last_task_number,
        row.next_at,
        row.last_difficulty_number,
        row.open_difficulties,
        row.ended_at,
        row.end_reason,
        row.active_since,
        row.currency,
        row.price,
        tuple(Fact(one) for one in row.decided),
        State(row.reached),
        State(row.listed_as),
        bool(row.is_approved),
        row.requested_by,
        bool(row.is_overridden),
        bool(row.has_stages),
    )


def _columns(one: Project) -> dict[str, Any]:
    counted = one.progress
    return {
        "key": one.key,
        "name": one.name,
        "customer": one.customer,
        "users_count": one.scope.users_count,
        "services": list(one.scope.services),
        "completion_date": one.scope.completion_date,
        "lifecycle": one.lifecycle.value,
        "zone": one.zone,
        "channel_kind": one.channel.kind.value,
        "channel_name": one.channel.name,
        "channel_id": one.channel.id,
        "channel_problem": one.channel.problem,
        "created_at": one.created_at,
        "started_at": one.started_at,
        "last_task_number": one.last_task_number,
        "last_difficulty_number": one.last_difficulty_number,
        "open_difficulties": one.open_difficulties,
        "ended_at": one.ended_at,
        "end_reason": one.end_reason,
        "active_since": one.active_since,
        "currency": one.currency,
        "price": one.price,
        "tasks": counted.tasks,
        "open_tasks": counted.open,
        "estimated_minutes": counted.estimated_minutes,
        "earned": counted.earned,
        "unestimated": counted.unestimated,
        "unestimated_percent": counted.unestimated_percent,
        "median_minutes": counted.median_minutes,
        **_settled(one),
    }


def _settled(one: Project) -> dict[str, Any]:
    decided = [fact.value for fact in one.decided]
    return {"decided": decided, "reached": one.reached.value, "listed_as": one.standing.value}
