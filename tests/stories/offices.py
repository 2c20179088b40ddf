"""The demo's provider with Steward at work in it, on either database and over either transport."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from bot.demo.acts import Starts
from bot.demo.playing import moment_of, play, settle
from bot.demo.running import Office
from bot.demo.story import STORY
from bot.manifest import EVENTS_PATH
from bot.web import front_of
from domain.actors import Actor, Standing
from domain.identity import UserId
from sandbox import Driver
from sandbox.driver import PersonAtKeyboard, Seen, plain
from storage.transactions import Transaction
from tests import make
from use_cases.directory import Identify, identify

TEAM = "T0NORDLICHT"
WEDNESDAY_NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
"""The moment of every story: what they show never depends on the day they are run."""
COMPLETION = "2026-06-30"


class ManyAtOnce(ThreadingMixIn, WSGIServer):
    """A small server that turns nobody away."""

    request_queue_size = 128
    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Logs no requests."""

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(application: Any) -> Iterator[str]:
    """The application behind a real port; gives its address."""
    server = ManyAtOnce(("127.0.0.1", 0), Silent)
    server.set_app(application)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class SignedHttpOffice(Office):
    """The same office, heard over signed HTTP."""

    @contextlib.contextmanager
    def hearing(self) -> Iterator[None]:
        """Slack posts to us until the end of the block."""
        with served(front_of(self.steward)) as address:
            self.box.register_http_app(address + EVENTS_PATH)
            yield


OFFICES = {"socket": Office, "http": SignedHttpOffice}


@contextlib.contextmanager
def played_office(transport: str, database_url: str) -> Iterator[Office]:
    """An office in which the demo's whole story has happened up to Wednesday noon."""
    start = moment_of(STORY[0], WEDNESDAY_NOON.date()) - timedelta(minutes=5)
    with OFFICES[transport](start, database_url).opened() as office:
        play(STORY, office.driver, office.steward, until=WEDNESDAY_NOON)
        yield office


class Scene:
    """An office in which a test plays its own story; everybody sits at a keyboard."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.driver: Driver = office.driver
        self._people: dict[str, PersonAtKeyboard] = {}

    def who(self, handle: str) -> PersonAtKeyboard:
        """Somebody at their keyboard."""
        if handle not in self._people:
            self._people[handle] = self.driver.person(handle)
        return self._people[handle]

    def settle(self) -> None:
        """Wait until everything that was to be said has been said."""
        settle(self.office.steward)

    def standing(self, user: str) -> Standing | None:
        """How Steward knows an account, once Slack has told of it."""
        known = self.office.steward.run(identify, Identify(Actor.clock(TEAM), UserId(user)))
        return known.person.standing if known else None

    def types(self, handle: str, text: str, channel: str = "#general") -> Seen:
        """Somebody types a command."""
        return self.who(handle).command(channel, text)

    def fills(self, handle: str, text: str, *steps: dict[str, Any]) -> Seen:
        """Somebody opens a form by a command, fills in its steps and submits them; what was said of it is said then."""
        opened = self.types(handle, text)
        assert opened.ok, opened.failure
        assert opened.modals, opened.text
        for answers in steps:
            form = self.who(handle).modal().fill(answers)
            seen = form.submit()
            if not seen.ok:
                break
        self.settle()
        # What the form says at its end is read and put away, and so is a step that nobody needs; a refused one stays.
        if seen.ok and seen.modals:
            form.close()
        return seen

    def creates(self, key: str, **more: Any) -> Seen:
        """Ana creates a project with this key."""
        name = more.pop("name", f"{key.title()} renewal")
        # Whoever creates it for others has nothing to decide in it.
        steps = project_form(key, **more)[: 2 if "Project manager" in more else 3]
        return self.fills("ana", f"/project create {name}", *steps)

    def starts(self, key: str, head: str = "dana") -> None:
        """The department head starts a project, over whatever is still open in it."""
        Starts(key, "They wait for it.").play(self.who(head), self.driver.clock().date())
        self.settle()

    def decides_everything(self, key: str) -> None:
        """Whatever is decided before the start is decided in a project: until somebody changes a part of it."""
        steward = self.office.steward
        with steward.database.writing() as connection:
            tx = Transaction(connection, TEAM, self.driver.clock())
            make.decide_everything(tx, tx.projects.by_key(key))

    def delegates(self, key: str, what: str = "Order the switches", who: str = "tom", **more: Any) -> Seen:
        """Dana delegates a task in a project."""
        besides = {label: more.pop(label) for label in ("What done means", "Helpers") if label in more}
        answers = {"What needs doing": what, "Who": who, "Due date": "2026-04-30"} | more
        return self.fills("dana", f"/project delegate {key}", answers, *([besides] if besides else []))

    def channel_of(self, key: str, seen_by: str = "ana") -> dict[str, Any]:
        """The channel whose name begins with a project's key, as somebody sees it."""
        return next(one for one in self.channels(seen_by) if one["name"].startswith(f"{key.lower()}-"))

    def channels(self, seen_by: str) -> list[dict[str, Any]]:
        """The channels somebody sees."""
        return [one for one in self.who(seen_by).workspace()["channels"] if one["kind"] != "dm"]

    def dm(self, handle: str, containing: str = "") -> list[str]:
        """What Steward has told somebody directly, in plain words."""
        return said(self.who(handle), self.who(handle).dm(), containing)

    def posts(self, channel: str, seen_by: str = "ana", containing: str = "") -> list[str]:
        """What stands in a channel, in plain words."""
        return said(self.who(seen_by), self.who(seen_by).messages(channel), containing)


def said(reader: PersonAtKeyboard, messages: list[dict[str, Any]], containing: str = "") -> list[str]:
    """Messages in plain words."""
    names = reader.names()
    return [text for message in messages if containing in (text := plain(message, names))]


NAMING = (
    "Project name",
    "Key",
    "Customer",
    "Kind of project",
    "Kind of channel",
    "Existing channel",
    "Completion date",
)
OUTLINE = ("Number of IT users", "Services that are not in the catalogue")


def project_form(key: str, **more: Any) -> tuple[dict[str, Any], ...]:
    """The steps of a small project as people fill them in: what it is called, its people, its scope."""
    answers = {
        "Key": key,
        "Customer": "Rhein Logistik",
        "Completion date": COMPLETION,
        "IT manager": "mika",
        "Department head": "dana",
        "Responsible staff member": "tom",
        "Team members": ["tom", "li"],
        "Number of IT users": "40",
        "Services that are not in the catalogue": "Wi-Fi\nPrinting",
    } | more
    people = {label: answer for label, answer in answers.items() if label not in (*NAMING, *OUTLINE)}
    named, outlined = ({label: answers[label] for label in step if label in answers} for step in (NAMING, OUTLINE))
    return named, people, outlined
