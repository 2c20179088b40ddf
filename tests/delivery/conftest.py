from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from delivery import messages, points
from sandbox import Sandbox
from storage.tables.base import metadata
from tests.databases import PostgreSQL
from tests.delivery.offices import SEED, Office, Slack, home, project, words


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Sandbox(SEED) as box:
        yield Slack(box, WebClient)


@pytest.fixture(scope="session")
def delivery_address(postgresql: PostgreSQL) -> str:
    """One PostgreSQL database for all deliveries, empty before and after each."""
    return postgresql.make()


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path, slack: Slack) -> Iterator[Office]:
    """On SQLite, or on what `on_both` asks for."""
    on_postgres = getattr(request, "param", "sqlite") == "postgresql"
    url = request.getfixturevalue("delivery_address") if on_postgres else f"sqlite:///{tmp_path / 'steward.db'}"
    office = Office(url, slack)
    metadata.create_all(office.database.engine)
    office.change(lambda tx: tx.projects.add(project()))
    yield office
    metadata.drop_all(office.database.engine)
    office.database.close()


@pytest.fixture
def plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Delivery as it is, whatever the templates say today."""
    monkeypatch.setattr(messages, "draw_message", words)
    monkeypatch.setattr(messages, "draw_view", home)


@pytest.fixture(autouse=True)
def nothing_at_the_points() -> Iterator[None]:
    yield
    points.hook = points.go_on
