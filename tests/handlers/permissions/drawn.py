"""Every button and choice that Steward draws on a message or on Home while everything is asked for once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from domain.actions import Action
from domain.identity import UserId
from domain.living import ChannelRepair, Home, Living
from domain.notices import ToPerson
from domain.picture_notices import PicturesShown, ShownPicture
from domain.pictures import Ground
from domain.urgency import Waiting, Why
from handlers.element_values import chosen_button
from handlers.routing import Kind
from message_templates import draw_message, draw_view
from storage.people import Named
from tests import make
from tests.handlers.permissions.people import DELEGATOR, MAINTAINER
from tests.handlers.permissions.scene import (
    COMPLETED,
    ON_HOLD,
    PLANNING,
    channel_broken,
    channel_left,
    goals_answered,
    head_unconfirmed,
    nobody_asked_to_maintain,
    not_feasible,
    objected,
    planned_again,
    unconfirmed_in_planning,
    undecided,
)
from tests.handlers.permissions.table import LINES, OWN_TEMPLATE, SAYS, Line
from tests.handlers.permissions.worlds import Worlds
from tests.handlers.requests import (
    PRESSES,
    Things,
    all_done,
    on_leave,
    priced,
    reckon_for_others,
    stood_in,
    two_stages,
    unapproved,
    without_stages,
)
from tests.handlers.sending import Sent
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, PM, RESP
from use_cases.digests import DigestFacts, DigestLine
from use_cases.reading import facts_for

ID = re.compile("[0-9a-f]{32}")
OF_NO_PROJECT = {"show_catalogue", "edit_skill", "propose_level", "set_level", "confirm_level", "decline_level"}
OF_NO_PROJECT |= {"show_templates", "show_template", "rename_template", "remove_template"}
OF_NO_PROJECT |= {"show_deputies", "first_deputies", "more_deputies", "show_time", "name_deputy"}
OF_NO_PROJECT |= {"accept_places", "mine_accept_places", "give_places_back"}
OF_NO_PROJECT |= {"add_leave", "set_hours", "drop_leave", "change_leave", "edit_thing"}
WITH_ID = {"plan", "project", "task", "errand", "prompt", "difficulty", "tool", "request", "stage", "part", "entry"}
WITH_ID |= {"solution", "change", "note", "feedback", "handover", "maintained", "digest"}


@dataclass(frozen=True)
class Drawn:
    """Something that can be pressed, with what it carries."""

    action_id: str
    block_id: str
    value: str

    @property
    def name(self) -> str:
        return self.action_id.partition("@")[0]

    def request(self, seen: Things) -> Sent:
        """A press on it, about what was there before everything was asked for."""
        noun = PRESSES[self.name][1]
        value = ID.sub(getattr(seen, noun).partition(" ")[0], self.value) if noun in WITH_ID else self.value
        return Sent("press", {"action_id": self.action_id, "block_id": self.block_id, "element": {"value": value}})


def _look(verb: str, person: UserId, given: Callable[..., None] | None = None) -> Line:
    """What this person is shown in this state."""
    return Line(Kind.COMMAND, verb, (Action.SEE_PROJECT,), SAYS, given, opened_by=person)


# What stands only where something is odd, or where somebody is refused.
LOOKS = (
    *(_look("status", PM, state) for state in (PLANNING, ON_HOLD, COMPLETED, head_unconfirmed)),
    *(_look("status", PM, state) for state in (channel_broken, channel_left)),
    _look("prepare", ADMIN, unconfirmed_in_planning),
    _look("prepare", HEAD, undecided),
    _look("prepare", PM, not_feasible),
    _look("prepare", PM, objected),
    _look("plan", PM, unapproved),
    _look("outcome", PM, goals_answered),
    _look("close", PM, nobody_asked_to_maintain),
    replace(_look("services", HEAD, all_done), said=lambda seen: f"services {seen.key}"),
    *(_look("mine", person) for person in (ANA, BEN, DELEGATOR)),
    *(_look("mine", person, channel_broken) for person in (PM, HEAD)),
    _look("mine", HEAD, stood_in),
    _look("mine", MAINTAINER),
    _look("hold", NOBODY),
    _look("leave", BEN, on_leave),
    Line(Kind.ACTION, "show_deputies", (Action.KEEP_TIME,), SAYS, stood_in, lambda _: "stood-T1", opened_by=ADMIN),
    _look("stock", ADMIN),
    _look("cost", PM, priced),
    _look("stages", PM),
    _look("stages", PM, without_stages),
    _look("stages", PM, reckon_for_others),
    Line(Kind.ACTION, "show_template", (Action.SEE_TEMPLATES,), SAYS, said=lambda _: OWN_TEMPLATE, opened_by=ADMIN),
    _look("options", RESP, undecided),
    _look("resources", PM, planned_again),
    *(Line(Kind.ACTION, name, (Action.RUN_STAGES,), SAYS, given=two_stages) for name in ("stage_show", "stage_end")),
    Line(Kind.COMMAND, "skills", (Action.SEE_SKILLS,), SAYS, said=lambda _: "skills catalogue", opened_by=ADMIN),
)


# What is said when the pictures that were asked for have been drawn.
PICTURES = PicturesShown(ToPerson(PM), "NET", "Net rollout", Ground.LIGHT, (ShownPicture("Stages", "None yet.", "F1"),))


# A digest as it stands for two people of whom one decides.
ENTRY = DigestLine(
    number=1,
    key="NET",
    title="Net rollout",
    project_name="Net rollout",
    waiting=Waiting(Why.OPINION, "0" * 32, "NET", "Net rollout"),
    people=(IT,),
    since=None,
    days=0,
    meanwhile="Nobody knows.",
    completion=None,
    days_left=0,
    agreed_by=None,
    agreed_at=None,
    is_discussed=False,
    other=HEAD,
    settled_at=None,
)
DIGEST = DigestFacts("0" * 32, make.TODAY, (HEAD, IT), False, None, (ENTRY,), 0, (), 0)


def everything_drawn(worlds: Worlds) -> set[Drawn]:
    """What stands on whatever is answered or told when each request is sent by somebody who may."""
    found = {
        one for one in _pressable(draw_message("weekly_digest", Named(DIGEST, {})).blocks, "") if "digest" in one.name
    }
    for line in (*LINES, *LOOKS):
        for said in _said(worlds, line):
            found |= set(_pressable(said, ""))
    return found


def _said(worlds: Worlds, line: Line) -> Iterator[Any]:
    worlds.parts(line)
    worlds.slack.calls.clear()
    heard = worlds.request.by(worlds.office, line.allowed)
    worlds.touched = True
    if line.kind is not Kind.VIEW:
        yield heard.said.get("blocks", [])
    yield from (body.get("blocks", []) for name, body in worlds.slack.calls if name == "answer")
    trouble = ChannelRepair(ToPerson(PM), worlds.seen.project)
    for wanted in (*worlds.office.waiting(), trouble, PICTURES):
        yield worlds.office.inside(_drawn, wanted)


def _drawn(tx, wanted) -> Any:
    if not isinstance(wanted, Living):
        template = getattr(wanted, "template", None)
        return draw_message(template, tx.people.named(wanted)).blocks if template else []
    facts = facts_for(wanted, make.clock(tx.workspace), tx, make.NOON)
    if facts is None:
        return []
    named = tx.people.named(facts)
    if isinstance(wanted, Home):
        return draw_view("home", named)["blocks"]
    return draw_message(wanted.subject, named).blocks


def _pressable(said: Any, block_id: str) -> Iterator[Drawn]:
    if isinstance(said, list):
        for one in said:
            yield from _pressable(one, block_id)
    elif isinstance(said, dict):
        block_id = said.get("block_id", block_id)
        if "action_id" in said:
            options = [one["value"] for one in said.get("options", ())]
            for value in options or [said.get("value", "")]:
                pressed = chosen_button({**said, "selected_option": {"value": value}})
                yield Drawn(pressed["action_id"], block_id, pressed.get("value", value))
        for one in said.values():
            yield from _pressable(one, block_id)
