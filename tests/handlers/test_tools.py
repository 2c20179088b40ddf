import json

import pytest

from domain.tools import USUAL_TOOLS, ToolState
from tests import make
from tests.handlers.office import filled, words_in
from tests.make import ANA, PM


@pytest.fixture
def project(office):
    return office.inside(make.project)


def listed(office, project):
    return office.inside(lambda tx: tx.tools.of_project(project.id))


def settled(view, **given):
    """The form of one tool as somebody filled it in; its fields carry the tool's key."""
    key = json.loads(view["private_metadata"])["tool_id"]
    return filled(view, **{f"{name}__{key}": value for name, value in given.items()})


def ids_of(view):
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}


def as_shown(view):
    """The next step as Slack shows it, with an id and a name for every block."""
    blocks = [{"block_id": f"made{number}", **block} for number, block in enumerate(view["blocks"])]
    return {**view, "id": "V1", "hash": "h2", "blocks": blocks}


def test_the_first_list_is_made_of_what_is_usual_and_what_is_typed(office, project):
    office.phone(PM).press("settle_tools", element={"value": "NET"})

    answered = office.phone(PM).submit(filled(office.opened(), usual=["1", "3"], more="Keys\nKeys", owner=ANA))

    assert [one.what for one in listed(office, project)] == [USUAL_TOOLS[1], USUAL_TOOLS[3], "Keys"]
    assert "0 of 3 settled" in words_in(answered.said["view"])


def test_going_through_what_is_open_saves_each_and_brings_the_next_until_the_list_is_shown(office, project):
    for _ in range(2):
        office.inside(make.tool, project)
    office.phone(PM).press("settle_tools", element={"value": "NET"})
    first = office.opened()

    second = office.phone(PM).submit(settled(first, stands="ready")).said
    refused = office.phone(PM).submit(settled(as_shown(second["view"]), stands="not needed")).said
    last = office.phone(PM).submit(settled(as_shown(second["view"]), stands="open")).said

    assert (first["submit"]["text"], second["view"]["submit"]["text"]) == ("Save and continue", "Save")
    assert list(refused["errors"].values()) == ["Say why it is not needed."]
    assert "1 of 2 settled" in words_in(last["view"])
    assert [one.state for one in listed(office, project)] == [ToolState.READY, ToolState.OPEN]


def test_the_next_tool_shows_its_own_words_and_none_that_slack_kept_of_the_one_before(office, project):
    for _ in range(2):
        office.inside(make.tool, project)
    office.phone(PM).press("settle_tools", element={"value": "NET"})
    first = office.opened()

    second = office.phone(PM).submit(settled(first, stands="ready")).said["view"]

    assert not ids_of(first) & ids_of(second)


def test_one_that_is_edited_by_itself_ends_with_the_list_and_can_be_taken_off_it(office, project):
    tool = office.inside(make.tool, project)
    office.phone(ANA).press("settle_tool", element={"value": tool.id})

    answered = office.phone(ANA).submit(settled(office.opened(), stands="removed"))

    assert listed(office, project) == []
    assert "Nothing is listed yet" in words_in(answered.said["view"])


def test_ready_on_the_message_that_asks_settles_it(office, project):
    tool = office.inside(make.tool, project)

    office.phone(ANA).press("tool_ready", element={"value": tool.id})

    assert [one.state for one in listed(office, project)] == [ToolState.READY]
