import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.composition import Steward
from bot.settings import Settings
from sandbox import Sandbox
from storage.migrating import migrate

OURS = ("SLACK_", "STEWARD_", "DATABASE_URL")


@pytest.fixture(autouse=True)
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests, and no `.env` of theirs."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def environment(box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Settings that fit the sandbox, in the environment."""
    ours = {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_SIGNING_SECRET": "sandbox",
        "SLACK_API_URL": box.api_url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'steward.db'}",
    }
    for name, value in ours.items():
        monkeypatch.setenv(name, value)
    return ours


@pytest.fixture
def make_steward(tmp_path: Path) -> Iterator[Callable[..., Steward]]:
    """Makes a Steward on an empty, migrated database."""
    made: list[Steward] = []

    def make(**settings: Any) -> Steward:
        given = {
            "slack_bot_token": "xoxb-sandbox",
            "slack_signing_secret": "sandbox",
            "slack_api_url": "http://127.0.0.1:9/api/",
            "database_url": f"sqlite:///{tmp_path / 'steward.db'}",
        }
        steward = Steward(Settings(**(given | settings)))
        migrate(steward.database)
        made.append(steward)
        return steward

    yield make
    for steward in made:
        steward.close()
