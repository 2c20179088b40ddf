"""A help desk written with Bolt for JavaScript, as a process beside the sandbox."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox import Driver, Sandbox
from sandbox.driver import PersonAtKeyboard
from sandbox.workspace.seeds import DEFAULT_SEED

HERE = Path(__file__).parent
STOP_SECONDS = 5
SEED = DEFAULT_SEED | {
    "channels": [
        {"id": "C0GENERAL", "name": "general", "is_general": True},
        {"id": "C0DESK", "name": "desk", "members": ["U0APP", "U0ANA", "U0BEN"]},
    ],
}


@contextmanager
def desk_on(transport: str, box: Sandbox) -> Iterator[None]:
    """The desk until the end of the block; it is there once it has said so."""
    words = ["node", "app.js", transport, box.api_url]
    with subprocess.Popen(words, cwd=HERE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said, "the desk ended before it listened"
            port = json.loads(said)["listening"]
            if port:
                box.register_http_app(f"http://127.0.0.1:{port}/slack/events")
            yield
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


@pytest.fixture(scope="module", params=["socket", "http"])
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(SEED) as sandbox, desk_on(request.param, sandbox):
        yield sandbox


@pytest.fixture
def driver(box: Sandbox) -> Driver:
    return Driver(box.url)


@pytest.fixture
def ana(driver: Driver) -> PersonAtKeyboard:
    return driver.person("ana")
