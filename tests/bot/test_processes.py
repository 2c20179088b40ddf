import signal
import sqlite3
from collections.abc import Callable

import pytest

from bot.composition import Steward
from bot.settings import Settings, read_settings
from domain.actors import Actor
from domain.identity import UserId
from domain.notices import ToPerson
from domain.task_notices import TaskFinished
from sandbox import Driver, Sandbox
from storage.migrating import migrate
from tests.bot.running import Process, free_port, started, status_of
from use_cases.directory import FindWorkspace

CLOCK = Actor.clock("T0SANDBOX")
WORDS = "Order the switches"


@pytest.fixture
def steward(environment) -> Steward:
    """What the processes share with this test: the settings, and so the database."""
    steward = Steward(read_settings(Settings))
    yield steward
    steward.close()


def announce(steward: Steward) -> None:
    """Commit something that delivery has to tell, from this process."""
    notice = TaskFinished(ToPerson(UserId("U0ANA")), "NET-1", WORDS, "Network", UserId("U0BEN"))
    steward.run(lambda order, tx, now: tx.outbox.add(notice, now), FindWorkspace(CLOCK))


def seen_by_ana(box: Sandbox) -> Callable[[], list[str]]:
    ana = Driver(box.url).person("ana")
    return lambda: [ana.plain(message) for message in ana.dm() if WORDS in ana.plain(message)]


def is_ticking(process: Process) -> bool:
    return '"running"' in process.said


def test_run_hears_answers_delivers_and_ends_cleanly(box, steward, tmp_path):
    ana = Driver(box.url).person("ana")

    with started(tmp_path / "log", "run") as process:
        process.wait_for(lambda: "Slack is heard" in process.said)
        process.wait_for(lambda: "the directory is as Slack shows it" in process.said)
        seen = ana.command("general", "/project help")
        announce(steward)
        process.wait_for(seen_by_ana(box), 5)
        code = process.stop()

    assert (seen.failure, code) == (None, 0)
    assert "status" in seen.text
    assert '"stopped"' in process.said
    assert "Traceback" not in process.said
    assert len(seen_by_ana(box)()) == 1


def test_an_interrupt_ends_it_as_cleanly(box, environment, tmp_path):
    with started(tmp_path / "log", "run") as process:
        process.wait_for(lambda: "Slack is heard" in process.said)
        code = process.stop(signal.SIGINT)

    assert code == 0
    assert "Traceback" not in process.said


def test_run_brings_a_sqlite_file_up_to_date_by_itself(box, environment, tmp_path):
    with started(tmp_path / "log", "run") as process:
        process.wait_for(lambda: is_ticking(process))
        process.stop()

    tables = sqlite3.connect(tmp_path / "steward.db").execute("SELECT count(*) FROM workspaces").fetchone()
    assert tables == (1,)


def test_a_refused_app_token_ends_it_with_a_sentence(box, environment, tmp_path, monkeypatch):
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-others")

    with started(tmp_path / "log", "run") as process:
        code = process.end()

    assert code == 1
    assert "Steward stops, because Slack refuses SLACK_APP_TOKEN (invalid_auth): copy it (xapp-…)" in process.said
    assert "Traceback" not in process.said
    assert "xapp-others" not in process.said


@pytest.mark.parametrize("command", ["run", "worker"])
def test_a_refused_bot_token_ends_it_with_the_doctors_sentence(box, steward, tmp_path, monkeypatch, command):
    migrate(steward.database)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-others")

    with started(tmp_path / "log", command) as process:
        code = process.end()

    assert code == 1
    assert "Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy the Bot User OAuth Token" in process.said
    assert "Traceback" not in process.said


def test_slack_out_of_reach_is_waited_for(environment, tmp_path, monkeypatch):
    port = free_port()
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{port}/api/")

    with started(tmp_path / "log", "run") as process:
        process.wait_for(lambda: "Socket Mode is not connected" in process.said)
        with Sandbox(port=port):
            process.wait_for(lambda: "Slack is heard" in process.said)
            code = process.stop()

    assert code == 0
    assert "Traceback" not in process.said


def test_a_lost_connection_is_made_again(box, environment, tmp_path):
    driver = Driver(box.url)

    with started(tmp_path / "log", "run") as process:
        process.wait_for(lambda: "the directory is as Slack shows it" in process.said)
        driver.app("disconnect")
        process.wait_for(lambda: driver.person("ana").command("general", "/project help").failure is None)


def test_web_and_worker_share_one_sqlite_file(box, steward, tmp_path):
    port = free_port()
    migrate(steward.database)
    box.register_http_app(f"http://127.0.0.1:{port}/slack/events", verify=False)  # nobody listens there yet
    ana = Driver(box.url).person("ana")

    with (
        started(tmp_path / "web.log", "web", "--bind", f"127.0.0.1:{port}") as web,
        started(tmp_path / "worker.log", "worker") as worker,
    ):
        web.wait_for(lambda: status_of(f"http://127.0.0.1:{port}/readyz") == 200)
        worker.wait_for(lambda: "the directory is as Slack shows it" in worker.said)
        seen = ana.command("general", "/project help")
        announce(steward)
        worker.wait_for(seen_by_ana(box), 3)
        codes = web.stop(), worker.stop()

    assert (seen.failure, codes) == (None, (0, 0))
    assert "status" in seen.text
    assert "Traceback" not in web.said + worker.said
    assert "quite high" not in web.said  # the server's advice on threads, which does not know that ours wait for Slack


def test_web_and_worker_refuse_a_database_that_is_behind(environment, tmp_path):
    port = free_port()

    with (
        started(tmp_path / "web.log", "web", "--bind", f"127.0.0.1:{port}") as web,
        started(tmp_path / "worker.log", "worker") as worker,
    ):
        codes = web.end(), worker.end()

    assert codes == (1, 1)
    for process in (web, worker):
        assert process.said.strip() == "The database is not at this version's revision: run `steward migrate` first."


def test_migrate_makes_them_start(environment, tmp_path):
    with started(tmp_path / "log", "migrate") as process:
        code = process.end()

    steward = Steward(read_settings(Settings))
    assert code == 0
    assert steward.is_migrated
    steward.close()


def test_wrong_settings_are_said_without_a_traceback(tmp_path):
    with started(tmp_path / "log", "run") as process:
        code = process.end()

    assert code == 2
    assert [line.split()[0] for line in process.said.splitlines()] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_an_unknown_option_of_the_database_is_said_without_a_traceback(environment, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@127.0.0.1:9/db?colour=red")

    with started(tmp_path / "log", "run") as process:
        code = process.end()

    assert code == 2
    assert process.said == "DATABASE_URL has options that this database does not know: leave out colour\n"


def test_the_sandbox_alone_says_where_it_is(tmp_path):
    with started(tmp_path / "log", "sandbox", "--port", "0") as process:
        process.wait_for(lambda: "open at http://127.0.0.1:" in process.said)
        code = process.stop()

    assert code == 0


def test_an_address_that_is_taken_is_said_without_a_traceback(box, steward, tmp_path):
    migrate(steward.database)

    with started(tmp_path / "log", "web", "--bind", box.url.removeprefix("http://")) as process:
        code = process.end()

    assert code == 1
    port = int(box.url.rpartition(":")[2])
    assert f"Port {port} is in use. Try --bind 127.0.0.1:{port + 1}." in process.said
    assert "Traceback" not in process.said


@pytest.mark.parametrize("command", ["sandbox", "demo"])
def test_a_port_in_use_is_said_with_one_to_try(box, tmp_path, command):
    port = int(box.url.rpartition(":")[2])

    with started(tmp_path / "log", command, "--port", str(port)) as process:
        code = process.end()

    assert code == 1
    assert process.said == f"Port {port} is in use. Try --port {port + 1}.\n"


def test_the_sandbox_opens_with_a_seed_of_ones_own(tmp_path):
    seed = tmp_path / "seed.json"
    seed.write_text('{"people": [{"id": "U0ZOE", "name": "zoe"}]}')

    with started(tmp_path / "log", "sandbox", "--port", "0", "--seed", str(seed)) as process:
        process.wait_for(lambda: "Web API" in process.said)
        zoe = Driver(process.said.splitlines()[0].rpartition(" ")[2]).person("zoe")
        process.stop()

    assert zoe.id == "U0ZOE"


def test_a_seed_that_is_none_is_said_without_a_traceback(tmp_path):
    with started(tmp_path / "log", "sandbox", "--port", "0", "--seed", "none.json") as process:
        code = process.end()

    assert code == 1
    assert process.said.startswith("The seed file none.json cannot be read")
    assert "Traceback" not in process.said


def test_a_demo_that_is_still_playing_can_be_ended(tmp_path):
    with started(tmp_path / "log", "demo", "--port", "0", "--no-open") as process:
        process.wait_for(lambda: "Playing" in process.said)
        code = process.stop(signal.SIGINT)

    assert code == 130
    assert "Open http" not in process.said
    assert "Traceback" not in process.said


def test_a_database_out_of_reach_is_said_without_a_traceback(environment, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://steward:hidden@127.0.0.1:9/steward")

    with started(tmp_path / "log", "worker") as process:
        code = process.end()

    assert code == 1
    assert process.said.startswith("The database of DATABASE_URL cannot be reached")
    assert "hidden" not in process.said
