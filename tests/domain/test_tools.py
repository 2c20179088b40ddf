import pytest

from domain.refusals import Refused
from domain.tools import MOST_TOOLS, USUAL_TOOLS, Tool, ToolState, tool_problems, tools_are_settled, tools_from
from tests.make import ANA, BEN, NOON, PM

OPEN = Tool("t1", "p", 1, "Backup", ANA, NOON)
READY = OPEN.stands(ToolState.READY, "", ANA, NOON)


@pytest.mark.parametrize(
    ("tools", "settled"),
    [
        ((), False),
        ((OPEN,), False),
        ((READY,), True),
        ((READY, OPEN), False),
        ((READY, OPEN.stands(ToolState.NOT_NEEDED, "No servers", ANA, NOON)), True),
        ((Tool("t2", "p", 2, "VPN", None, None, ToolState.READY),), False),
    ],
    ids=["no list", "open", "ready", "one of two", "not needed", "nobody has it"],
)
def test_a_list_is_settled_when_everything_on_it_has_somebody_and_is_ready_or_not_needed(tools, settled):
    assert tools_are_settled(tools) is settled


def test_what_nobody_had_belongs_to_whoever_settles_it():
    nobodys = Tool("t1", "p", 1, "Backup")

    assert nobodys.stands(ToolState.READY, "", BEN, NOON).owner == BEN
    assert nobodys.stands(ToolState.OPEN, "", BEN, NOON).owner is None
    assert READY.owner == ANA


def test_what_is_not_needed_says_why_and_forgets_it_when_it_is_needed_again():
    with pytest.raises(Refused) as refusal:
        OPEN.stands(ToolState.NOT_NEEDED, " ", ANA, NOON)
    unneeded = OPEN.stands(ToolState.NOT_NEEDED, "No servers", ANA, NOON)

    assert refusal.value.field == "why"
    assert (unneeded.why, unneeded.stands(ToolState.OPEN, "No servers", ANA, NOON).why) == ("No servers", "")


def test_handing_something_on_is_a_new_request_and_keeping_it_is_none():
    assert OPEN.given_to(ANA, NOON.replace(hour=20)) == OPEN
    assert OPEN.given_to(PM, NOON.replace(hour=20)).given_at == NOON.replace(hour=20)
    assert OPEN.given_to(None, NOON).given_at is None


def test_tools_are_read_one_a_line_once_each_with_their_first_spelling():
    assert tools_from(" Backup \n\nVPN,  access\nbackup") == ("Backup", "VPN, access")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "Name at least one tool or method"),
        (("backup",), "“backup” is on the list already."),
        (("x" * 121,), "Use at most 120 characters a line"),
        (tuple(map(str, range(MOST_TOOLS))), "A list has at most 30; this would make 31."),
    ],
)
def test_what_cannot_be_listed_is_said_beside_the_field(names, words):
    (problem,) = tool_problems(names, [OPEN], "more")

    assert problem.field == "more"
    assert problem.message.startswith(words)


def test_the_usual_tools_can_be_listed_together():
    assert tool_problems(USUAL_TOOLS, (), "more") == []
