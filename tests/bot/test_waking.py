"""Wake-ups across processes, on PostgreSQL."""

import threading
import time
from collections.abc import Iterator

import pytest

from bot.composition import Steward
from bot.settings import Settings, read_settings
from domain.actors import Actor
from domain.identity import UserId
from domain.notices import ToPerson
from domain.task_notices import TaskFinished
from sandbox import Driver
from storage.database import Database
from storage.migrating import migrate
from storage.waking import Listener
from tests.bot.running import free_port, started, status_of
from tests.databases import PostgreSQL
from use_cases.directory import FindWorkspace

pytestmark = pytest.mark.postgres
WORDS = "Order the switches"


@pytest.fixture(scope="module")
def postgres(postgresql: PostgreSQL) -> str:
    return postgresql.make()


@pytest.fixture
def steward(environment, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Steward]:
    monkeypatch.setenv("DATABASE_URL", postgres)
    steward = Steward(read_settings(Settings))
    migrate(steward.database)
    yield steward
    steward.close()


def announce(steward: Steward) -> None:
    notice = TaskFinished(ToPerson(UserId("U0ANA")), "NET-1", WORDS, "Network", UserId("U0BEN"))
    steward.run(lambda order, tx, now: tx.outbox.add(notice, now), FindWorkspace(Actor.clock("T0SANDBOX")))


def test_a_commit_in_another_connection_wakes_the_listener(steward):
    woken = threading.Event()
    listener = Listener(Database(steward.settings.database_url.get_secret_value()), woken.set)
    listener.start()
    assert listener.listening.wait(5)
    woken.clear()

    announce(steward)

    heard = woken.wait(1)
    listener.stop()
    assert heard
    assert not listener.listening.is_set()


def test_a_listener_that_was_cut_off_listens_again(steward, monkeypatch):
    monkeypatch.setattr("storage.waking.PAUSE_SECONDS", 0.05)
    woken = threading.Event()
    listener = Listener(steward.database, woken.set)
    listener.start()
    assert listener.listening.wait(5)
    with steward.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%%' AND pid <> pg_backend_pid()"
        )
    deadline = time.monotonic() + 5
    while listener.listening.is_set() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert listener.listening.wait(5)
    woken.clear()

    announce(steward)

    heard = woken.wait(1)
    listener.stop()
    assert heard


def test_what_a_web_process_commits_is_delivered_at_once_by_a_worker(box, steward, tmp_path):
    port = free_port()
    driver = Driver(box.url)
    ana = driver.person("ana")
    box.register_http_app(f"http://127.0.0.1:{port}/slack/events", verify=False)  # nobody listens there yet

    with (
        started(tmp_path / "web.log", "web", "--bind", f"127.0.0.1:{port}") as web,
        started(tmp_path / "worker.log", "worker") as worker,
    ):
        web.wait_for(lambda: status_of(f"http://127.0.0.1:{port}/readyz") == 200)
        worker.wait_for(lambda: "the directory is as Slack shows it" in worker.said)
        seen = ana.command("general", "/project help")
        begun = time.monotonic()
        announce(steward)
        worker.wait_for(lambda: [one for one in ana.dm() if WORDS in ana.plain(one)], 5)
        took = time.monotonic() - begun
        codes = web.stop(), worker.stop()

    assert (seen.failure, codes) == (None, (0, 0))
    assert took < 1.5
    assert "Traceback" not in web.said + worker.said
