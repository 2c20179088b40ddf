"""The processes as they are started in earnest: each shape tells the same story, and a killed worker loses nothing."""

import contextlib
import re
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.demo.acts import Starts
from domain.effects import EffectState
from sandbox import Driver, Sandbox
from sandbox.driver import Seen, plain
from storage.database import Database
from storage.migrating import migrate
from storage.tables.checkins import schedules
from storage.tables.outbox import effects
from storage.tables.projects import projects
from tests.bot.running import Process, free_port, started, status_of
from tests.stories.offices import project_form

pytestmark = pytest.mark.slow
NOW = datetime.now(UTC)
ZONE = f"Etc/GMT{NOW.hour - 12:+d}"
"""Where it is noon now: there everybody is at work whenever these tests run."""
EVERY_DAY = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SEED: dict[str, Any] = {
    "people": [
        {"id": f"U0{name.upper()}", "name": name, "real_name": name.title(), "tz": ZONE, "is_admin": name == "kim"}
        for name in ("kim", "mika", "dana", "ana", "tom", "li")
    ],
    "channels": [{"id": "C0GENERAL", "name": "general", "is_general": True}],
}
NET = "#net-renewal"


class Provider:
    """A sandbox, a database, and the processes of one shape."""

    def __init__(self, box: Sandbox, database_url: str, folder: Path) -> None:
        self.box, self.folder, self.database_url = box, folder, database_url
        self.driver = Driver(box.url)
        self.database = Database(database_url)
        self.stack = contextlib.ExitStack()
        self.webs: list[tuple[Process, str]] = []
        migrate(self.database)

    def start(self, *words: str) -> Process:
        """One more process; it ends with the test."""
        log = self.folder / f"{len(list(self.folder.iterdir()))}.log"
        process = self.stack.enter_context(started(log, *words))
        if words[0] != "web":
            process.wait_for(lambda: "the directory is as Slack shows it" in process.said)
        if words[0] == "run":
            process.wait_for(lambda: "Slack is heard" in process.said)
        return process

    def start_web(self) -> Process:
        """One more process that answers over HTTP."""
        address = f"127.0.0.1:{free_port()}"
        web = self.start("web", "--bind", address)
        web.wait_for(lambda: status_of(f"http://{address}/readyz") == 200)
        self.webs.append((web, f"http://{address}/slack/events"))
        self.next_web()
        return web

    def next_web(self) -> None:
        """What comes now goes to another one of the answering processes, if there is one."""
        if self.webs:
            self.webs.append(self.webs.pop(0))
            self.box.register_http_app(self.webs[0][1])

    def fills(self, who: str, command: str, *steps: dict[str, Any]) -> None:
        """Somebody fills in a form; it is opened by one process, and each step is read by another."""
        person = self.driver.person(who)
        opened = person.command("#general", command)
        assert opened.modals, opened.text or opened.failure
        for answers in steps:
            self.next_web()
            assert person.modal().fill(answers).submit().ok
        if person.modals():
            person.modal().close()

    def delegates(self, what: str, who: str = "tom") -> None:
        answers = {"What needs doing": what, "Who": who, "Due date": (NOW + timedelta(days=30)).date().isoformat()}
        self.fills("dana", "/project delegate NET", answers)

    def dm(self, who: str, containing: str) -> list[str]:
        person, names = self.driver.person(who), self.driver.names()
        return [text for one in person.dm() if containing in (text := plain(one, names))]

    def posts(self, containing: str) -> list[str]:
        ana, names = self.driver.person("ana"), self.driver.names()
        return [text for one in ana.messages(NET) if containing in (text := plain(one, names))]

    def until(self, holds: Any, seconds: float = 10.0) -> Any:
        return self.driver.wait_until(holds, seconds=seconds)

    def change(self, statement: Any) -> None:
        with self.database.writing() as connection:
            connection.execute(statement)

    def everything_said(self) -> bool:
        unfinished = sa.select(sa.func.count()).where(effects.c.state.in_(["waiting", "claimed"]))
        with self.database.reading() as connection:
            return connection.execute(unfinished).scalar_one() == 0


@contextlib.contextmanager
def provider(database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A sandbox and a database, and the settings that fit them in the environment."""
    with Sandbox(SEED) as box:
        for name, value in {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_APP_TOKEN": "xapp-sandbox",
            "SLACK_SIGNING_SECRET": "sandbox",
            "SLACK_API_URL": box.api_url,
            "DATABASE_URL": database_url,
        }.items():
            monkeypatch.setenv(name, value)
        made = Provider(box, database_url, folder)
        with made.stack:
            yield made
        made.database.close()


def set_up(it: Provider) -> None:
    """An administrator's settings, a project, and one task that was accepted."""
    kim = it.driver.person("kim")
    kim.open_home()
    it.until(kim.home)
    assert kim.press("Settings", home=True).ok
    for settings in (
        {"Working days": EVERY_DAY, "Time zone": ZONE},
        {"department@1": "Infrastructure", "head@1": "dana"},
    ):
        assert kim.modal().fill(settings).submit().ok
    form = project_form("NET", **{"Completion date": (NOW + timedelta(days=60)).date().isoformat()})
    it.fills("ana", "/project create Net renewal", *form)
    it.until(lambda: [one for one in it.driver.workspace("ana")["channels"] if one["pinned"]])
    it.delegates("Order the switches")
    it.until(lambda: it.dm("tom", "NET-1"))
    assert it.driver.person("tom").press("Accept", containing="NET-1").ok
    it.until(lambda: it.dm("dana", "accepted"))


def the_time_comes(it: Provider) -> None:
    """Start the project, as if it had been yesterday, and let its first check-in be due now rather than tomorrow."""
    Starts("NET", "They wait for it.").play(it.driver.person("dana"), NOW.date())
    due = datetime.now(UTC) - timedelta(seconds=1)
    it.change(sa.update(projects).values(active_since=due - timedelta(days=2)))
    it.change(sa.update(schedules).values(next_at=due, next_date=due.astimezone(ZoneInfo(ZONE)).date()))


def answers_are_seen(it: Provider) -> None:
    """Each of the two is asked once, and their answers are in the round."""
    for who in ("tom", "li"):
        it.until(lambda who=who: it.dm(who, "[Answer]"))
        person = it.driver.person(who)
        assert person.press("Answer", containing="Your check-in").ok
        it.next_web()
        assert person.modal().fill({"Done": f"{who} pulled cables"}).submit().ok
    it.until(lambda: it.posts("2 of 2 in"))
    it.until(it.everything_said)

    assert len(it.posts("Check-in of")) == 1
    assert [len(it.dm(who, "check-in of")) for who in ("tom", "li", "dana", "mika")] == [1, 1, 0, 0]
    assert len(it.posts("has started")) == 1
    assert it.driver.problems() == []


def the_story_is_told(it: Provider) -> None:
    set_up(it)
    the_time_comes(it)
    answers_are_seen(it)


def test_run_alone_on_sqlite(tmp_path, monkeypatch):
    with provider(f"sqlite:///{tmp_path / 'steward.db'}", tmp_path, monkeypatch) as it:
        run = it.start("run")

        the_story_is_told(it)

        assert run.stop() == 0
        assert "Traceback" not in run.said


@pytest.mark.proof
def test_web_and_worker_on_one_sqlite_file(tmp_path, monkeypatch):
    with provider(f"sqlite:///{tmp_path / 'steward.db'}", tmp_path, monkeypatch) as it:
        both = it.start_web(), it.start("worker")

        the_story_is_told(it)

        assert [one.stop() for one in both] == [0, 0]
        assert "Traceback" not in "".join(one.said for one in both)


@pytest.mark.postgres
def test_two_webs_and_two_workers_on_one_postgresql_and_a_kill_in_the_middle(tmp_path, monkeypatch, new_database):
    with provider(new_database("postgresql"), tmp_path, monkeypatch) as it:
        webs, workers = [it.start_web(), it.start_web()], [it.start("worker"), it.start("worker")]
        the_story_is_told(it)
        it.driver.fault("chat.postMessage", "latency", seconds=0.4, times=None)

        for number in range(4):
            it.delegates(f"Pull cable {number}", "tom" if number % 2 else "li")
        for worker in workers:
            worker.stop(signal.SIGKILL)
        left = not it.everything_said()
        it.driver.clear_faults()
        it.change(sa.update(effects).where(effects.c.state == EffectState.CLAIMED.value).values(lease_until=NOW))
        after = it.start("worker")
        it.until(it.everything_said, 20)

        assert left
        told = [re.search(r"Pull cable \d", text)[0] for text in it.posts("now belongs to @") if "Pull" in text]
        assert told == [f"Pull cable {number}" for number in range(4)]
        assert [len(it.dm("tom", f"Pull cable {number}")) for number in (1, 3)] == [1, 1]
        assert [len(it.dm("li", f"Pull cable {number}")) for number in (0, 2)] == [1, 1]
        assert [one.stop() for one in (*webs, after)] == [0, 0, 0]
        assert "Traceback" not in "".join(one.said for one in (*webs, *workers, after))


def test_a_web_that_is_asked_to_end_answers_what_it_was_asked(tmp_path, monkeypatch):
    with provider(f"sqlite:///{tmp_path / 'steward.db'}", tmp_path, monkeypatch) as it:
        web, ana, seen = it.start_web(), it.driver.person("ana"), list[Seen]()
        it.driver.fault("views.open", "latency", seconds=1.2)
        asking = threading.Thread(target=lambda: seen.append(ana.command("#general", "/project create")))

        asking.start()
        # Nothing outside tells when a request has arrived; it is answered only after 1.2 s.
        time.sleep(0.6)
        code = web.stop()
        asking.join(5)

        assert (code, seen[0].failure) == (0, None)
        assert seen[0].modals
