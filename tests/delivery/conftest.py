from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from delivery import messages, points
from sandbox import Sandbox
from storage.tables.base import metadata
from tests.delivery.offices import SEED, Office, Slack, home, project, words


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Sandbox(SEED) as box:
        yield Slack(box, WebClient)


@pytest.fixture
def office(tmp_path: Path, slack: Slack) -> Iterator[Office]:
    office = Office(f"sqlite:///{tmp_path / 'steward.db'}", slack)
    metadata.create_all(office.database.engine)
    office.change(lambda tx: tx.projects.add(project()))
    yield office
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
