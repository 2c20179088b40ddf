from dataclasses import dataclass

import pytest

from domain.actors import Standing
from domain.channels import Channel, why_not_lived_in
from domain.identity import ChannelId, UserId
from domain.naming import people_in
from domain.people import Person, staffing_problems
from domain.refusals import Problem, Refused, refuse_if_any
from tests.make import ANA, BEN, PM


@pytest.mark.parametrize(
    ("standing", "word"),
    [
        (Standing.GUEST, "guest"),
        (Standing.OUTSIDER, "another organisation"),
        (Standing.BOT, "app"),
        (Standing.DEACTIVATED, "deactivated"),
    ],
)
def test_whoever_cannot_be_given_work_is_refused_by_name_beside_the_field(standing, word):
    (problem,) = staffing_problems("assignee", [Person(BEN, "Ben", standing=standing), Person(ANA, "Ana")])

    assert problem.field == "assignee"
    assert problem.message.startswith("Ben")
    assert word in problem.message


@pytest.mark.parametrize(
    ("channel", "word"),
    [
        (None, "/invite"),
        (Channel(ChannelId("C1"), "net", is_private=True), "/invite"),
        (Channel(ChannelId("C1"), "net", is_archived=True, has_bot=True), "archived"),
        (Channel(ChannelId("C1"), "net", is_shared=True, has_bot=True), "another organisation"),
        (Channel(ChannelId("C1"), "net"), None),
        (Channel(ChannelId("C1"), "net", is_private=True, has_bot=True), None),
    ],
)
def test_a_channel_is_one_that_a_project_can_live_in_or_says_why_not(channel, word):
    why = why_not_lived_in(channel)

    assert (why is None) if word is None else (word in why)


@dataclass(frozen=True)
class Line:
    who: UserId | None
    helpers: tuple[UserId, ...] = ()
    words: str = "U_NOT_A_PERSON"


@dataclass(frozen=True)
class Page:
    by: UserId
    lines: tuple[Line, ...]


def test_everybody_a_message_speaks_of_is_found_however_deep_and_nobody_else():
    page = Page(PM, (Line(ANA, (BEN,)), Line(None), Line(UserId(""))))

    assert people_in(page) == {PM, ANA, BEN}
    assert people_in([page, Line(BEN)]) == {PM, ANA, BEN}
    assert people_in([]) == set()


def test_a_refusal_carries_every_problem_of_a_form_and_speaks_with_the_first():
    with pytest.raises(Refused) as refusal:
        refuse_if_any([Problem("One.", "a"), Problem("Two.", "b")])

    assert (refusal.value.message, refusal.value.field) == ("One.", "a")
    assert [problem.field for problem in refusal.value.problems] == ["a", "b"]
