"""A workspace with everything in it that a call can be about; each thing is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from slack_sdk import WebClient

from sandbox import Driver, Sandbox
from tests.sandbox.consent import APP, page_of, query_of
from tests.sandbox.fake_app import FakeApp
from tests.sandbox.payloads import actions, button, home, modal, section
from tests.sandbox.raw_calls import Answered, call, send

PEOPLE = [
    {"id": "U0ANA", "name": "ana", "is_admin": True},
    {"id": "U0BEN", "name": "ben"},
    {"id": "U0GONE", "name": "gone", "deleted": True},
    {"id": "U0STRANGER", "name": "stranger", "is_stranger": True},
    {"id": "U0GUEST", "name": "guest", "is_ultra_restricted": True},
    {"id": "U0CHI", "name": "chi"},
    *({"id": f"U0P{number}", "name": f"p{number}"} for number in range(101)),
]
SEED = {
    "people": PEOPLE,
    "channels": [
        {"id": "C0GENERAL", "name": "general", "is_general": True, "members": ["U0ANA", "U0BEN", "U0GUEST", "U0APP"]},
        {"id": "C0OTHER", "name": "other", "members": ["U0ANA"]},
        {"id": "C0SECRET", "name": "secret", "members": ["U0ANA"], "is_private": True},
        {"id": "C0OLD", "name": "old", "members": ["U0ANA", "U0APP"], "is_archived": True},
        {"id": "C0ALONE", "name": "alone", "members": ["U0APP"], "is_private": True},
        {"id": "C0TEAM", "name": "team", "members": ["U0ANA", "U0APP"]},
    ],
    "usergroups": [{"id": "S0NET", "name": "Network", "handle": "network", "users": ["U0ANA"]}],
}
PRESSED = actions(button())


class Stage:
    """One workspace, and by name whatever a call may need; `again` things are new each time."""

    def __init__(self, box: Sandbox, app: FakeApp) -> None:
        self.box, self.app = box, app
        self.client = WebClient("xoxb-sandbox", base_url=box.api_url, retry_handlers=[])
        self.driver = Driver(box.url)
        self.ana = self.driver.person("ana")

    def call(self, method: str, arguments: dict[str, Any]) -> Answered:
        """Make a call; `$name` stands for the thing of that name, and `token` for another token."""
        filled = {name: self._filled(value) for name, value in arguments.items()}
        token = filled.pop("token", "xapp-sandbox" if method == "apps.connections.open" else "xoxb-sandbox")
        return call(self.box, method, token, **filled)

    def _filled(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("$"):
            return getattr(self, value[1:])
        if isinstance(value, dict):
            return {name: self._filled(held) for name, held in value.items()}
        return [self._filled(item) for item in value] if isinstance(value, list) else value

    def say(self, channel: str = "C0GENERAL", **more: Any) -> str:
        return str(self.client.chat_postMessage(channel=channel, text="x", **more)["ts"])

    @cached_property
    def message(self) -> str:
        return self.say()

    @cached_property
    def hers(self) -> str:
        return str(self.ana.write("C0GENERAL", "mine")["ts"])

    @cached_property
    def notice(self) -> str:
        """The message that says somebody joined."""
        self.driver.channel("invite", "C0TEAM", user="ben")
        return str(self.ana.messages("C0TEAM", system=True)[-1]["ts"])

    @cached_property
    def said_before_archiving(self) -> str:
        self.driver.channel("unarchive", "C0OLD")
        ts = self.say("C0OLD")
        self.driver.channel("archive", "C0OLD")
        return ts

    @cached_property
    def archived_other(self) -> str:
        """A channel that the app never joined, and that is out of use."""
        channel = self.driver.channel("create", name="gone-by", as_="ana")
        self.driver.channel("archive", channel)
        return channel

    @cached_property
    def pinned(self) -> str:
        ts = self.say()
        self.client.pins_add(channel="C0GENERAL", timestamp=ts)
        return ts

    @cached_property
    def full_of_pins(self) -> str:
        """A channel with a hundred pins; returns a message that is not among them."""
        for _ in range(100):
            self.client.pins_add(channel="C0TEAM", timestamp=self.say("C0TEAM"))
        return self.say("C0TEAM")

    @cached_property
    def bookmark(self) -> str:
        where = {"channel_id": "C0GENERAL", "title": "Plan", "type": "link", "link": "https://x.example"}
        return str(self.client.bookmarks_add(**where)["bookmark"]["id"])

    @cached_property
    def full_of_bookmarks(self) -> str:
        for number in range(100):
            where = {"channel_id": "C0TEAM", "title": str(number), "type": "link", "link": "https://x.example"}
            self.client.bookmarks_add(**where)
        return "C0TEAM"

    @cached_property
    def reacted(self) -> str:
        ts = self.say()
        self.client.reactions_add(channel="C0GENERAL", timestamp=ts, name="eyes")
        return ts

    @cached_property
    def full_of_mine(self) -> str:
        ts = self.say()
        for count in range(23):
            self.client.reactions_add(channel="C0GENERAL", timestamp=ts, name=f"e{count}")
        return ts

    @cached_property
    def full_of_others(self) -> str:
        ts = self.say()
        for count in range(50):
            self.driver.wire.do("react", {"as": "ana", "channel": "C0GENERAL", "ts": ts, "name": f"e{count}"})
        return ts

    @cached_property
    def dm(self) -> str:
        return str(self.client.conversations_open(users="U0ANA")["channel"]["id"])

    @cached_property
    def dm_of_one_who_left(self) -> str:
        dm = str(self.client.conversations_open(users="U0CHI")["channel"]["id"])
        self.driver.change_person("deactivate", "chi")
        return dm

    @property
    def new_channel(self) -> str:
        number = len(self.driver.workspace("ana")["channels"])
        return str(self.client.conversations_create(name=f"new-{number}")["channel"]["id"])

    @property
    def nine_people(self) -> list[str]:
        return [f"U0P{number}" for number in range(9)]

    @property
    def many_people(self) -> list[str]:
        return [f"U0P{number}" for number in range(101)]

    @property
    def trigger(self) -> str:
        self.ana.command("C0GENERAL", "/anything")
        return str(self.app.payloads("slash_commands")[-1]["trigger_id"])

    @property
    def used_trigger(self) -> str:
        self.close_all()
        trigger = self.trigger
        self.client.views_open(trigger_id=trigger, view=modal(section()))
        return trigger

    def close_all(self) -> None:
        for shown in self.driver.wire.look("modals", as_="ana")["modals"][-1:]:
            self.driver.wire.do("close", {"as": "ana", "view_id": shown["id"], "all": True})

    @property
    def view(self) -> str:
        self.close_all()
        shown = self.client.views_open(trigger_id=self.trigger, view=modal(PRESSED, external_id="taken"))
        return str(shown["view"]["id"])

    @property
    def trigger_over_a_view(self) -> str:
        _ = self.view
        return self._trigger_in_the_view()

    def _trigger_in_the_view(self) -> str:
        self.ana.modal().press("Press")
        return str(self.app.payloads("block_actions")[-1]["trigger_id"])

    @property
    def trigger_over_a_full_stack(self) -> str:
        trigger = self.trigger_over_a_view
        for _ in range(2):
            self.client.views_push(trigger_id=trigger, view=modal(PRESSED))
            trigger = self._trigger_in_the_view()
        return trigger

    @property
    def trigger_in_a_closed_view(self) -> str:
        trigger = self.trigger_over_a_view
        self.close_all()
        return trigger

    @cached_property
    def homely(self) -> str:
        """A person whose Home carries the external id `home`."""
        self.client.views_publish(user_id="U0P1", view=home(section()) | {"external_id": "home"})
        return "U0P1"

    @property
    def not_homely(self) -> str:
        """Somebody else than the one whose Home has that id."""
        _ = self.homely
        return "U0P2"

    @property
    def home_id(self) -> str:
        _ = self.homely
        return "home"

    def announced(self, size: int = 3) -> tuple[str, str]:
        answer = self.client.files_getUploadURLExternal(filename="a.txt", length=size)
        return str(answer["file_id"]), str(answer["upload_url"]).split("/", 3)[3]

    @property
    def awaited_file(self) -> str:
        return self.announced()[0]

    @property
    def uploaded_file(self) -> str:
        file, path = self.announced()
        send(self.box, path, b"abc")
        return file

    @property
    def file(self) -> str:
        file = self.uploaded_file
        self.client.files_completeUploadExternal(files=[{"id": file}], channel_id="C0GENERAL")
        return file

    @property
    def deleted_file(self) -> str:
        file = self.file
        self.client.files_delete(file=file)
        return file

    @property
    def in_an_hour(self) -> int:
        return int(self.driver.clock().timestamp()) + 3600

    @property
    def an_hour_ago(self) -> int:
        return int(self.driver.clock().timestamp()) - 3600

    @property
    def in_half_a_year(self) -> int:
        return int(self.driver.clock().timestamp()) + 180 * 86400

    @property
    def scheduled(self) -> str:
        at = {"channel": "C0GENERAL", "text": "x", "post_at": self.in_an_hour}
        return str(self.client.chat_scheduleMessage(**at)["scheduled_message_id"])

    @cached_property
    def full_window(self) -> int:
        """A moment around which #team can take no more scheduled messages."""
        start = self.in_an_hour // 300 * 300
        for number in range(30):
            self.client.chat_scheduleMessage(channel="C0TEAM", text="x", post_at=start + number)
        return start + 40

    @property
    def code(self) -> str:
        """What the page of OAuth hands out, meant for one address."""
        return query_of(self.ana.allow(page_of(self.box)))["code"]

    @property
    def code_with_a_person(self) -> str:
        return query_of(self.ana.allow(page_of(self.box, user_scope="search:read")))["code"]

    @property
    def redirect_uri(self) -> str:
        return APP
