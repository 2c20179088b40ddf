"""Who is refused reads the same words by whatever way they ask."""

import pytest

from domain.actors import Standing
from tests import make
from tests.handlers.office import words_in
from tests.make import ADMIN, NOBODY

GUEST = "U_GUEST"
WAYS = {"difficulty NET": "report_difficulty_shortcut", "delegate NET": "make_task_shortcut"}


def by_command(office, person, text):
    """The words of the notification alone."""
    return office.phone(person).command(text).said["text"]


def by_shortcut(office, person, shortcut):
    office.phone(person).message_shortcut(shortcut, channel={"id": "C_NET", "name": "net-rollout"})
    return office.slack.told("answer")[-1]["text"]


@pytest.mark.parametrize(("person", "words"), [(GUEST, "Guests cannot"), (ADMIN, "Only the "), (NOBODY, "Only the ")])
@pytest.mark.parametrize("text", WAYS)
def test_by_a_shortcut_on_a_message_as_by_the_command(office, net, person, words, text):
    office.inside(make.person, GUEST, standing=Standing.GUEST)

    typed, pressed = by_command(office, person, text), by_shortcut(office, person, WAYS[text])

    assert typed == pressed
    assert typed.startswith(words)


def test_by_the_shortcut_that_creates_a_project_as_by_the_command(office):
    office.inside(make.person, GUEST, standing=Standing.GUEST)

    typed = by_command(office, GUEST, "create")
    office.phone(GUEST).shortcut("create_project_shortcut")

    assert typed.startswith("Guests cannot")
    assert typed in words_in(office.opened()["blocks"])
