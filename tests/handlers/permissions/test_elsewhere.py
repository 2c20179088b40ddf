"""Whatever a request names of another workspace or of a private project is like something that does not exist."""

import pytest

from domain.actors import Standing
from domain.permissions import CUSTOMERS_MAY, STRANGERS
from handlers.routing import Kind
from tests.handlers.permissions.choices import CHOICES
from tests.handlers.permissions.drawn import OF_NO_PROJECT
from tests.handlers.permissions.people import Persona
from tests.handlers.permissions.table import KEPT_ANYWAY, LINES, NOTHING, SAVES
from tests.handlers.permissions.worlds import GONE, who_must_not_know
from tests.handlers.sending import Sent
from tests.make import PM
from use_cases.own_plans import WHAT_THEY_MAY

WITHOUT_THINGS = {  # what names nothing that is saved, or only oneself
    *((Kind.COMMAND, verb) for verb in ("", "help", "mine", "list", "create", "request", "requests", "checkin", "why")),
    *((Kind.ACTION, f"list_{name}") for name in ("next", "back", "whose", "state", "search")),
    *((Kind.ACTION, f"portfolio_{name}") for name in ("page", "whose", "state", "health", "department", "search")),
    (Kind.ACTION, "show_portfolio"),
    (Kind.ACTION, "export_list"),
    (Kind.ACTION, "first_services"),
    *(
        (Kind.ACTION, name)
        for name in (
            "create_project",
            "request_project",
            "open_settings",
            "mine_next",
            "mine_first",
            "help_about",
        )
    ),
    *((Kind.ACTION, f"requests_{page}") for page in ("next", "first")),
    *((Kind.ACTION, f"create_project.{name}") for name in ("name", "channel_kind")),
    (Kind.ACTION, "leadership.add_department"),
    *((Kind.OPTIONS, f"{form}.zone") for form in ("staff_project", "settings")),
    *((Kind.VIEW, name) for name in ("create_project", "staff_project", "request_project", "settings", "leadership")),
    (Kind.OPTIONS, "request_project.services"),
    (Kind.SHORTCUT, "create_project_shortcut"),
    # Of people, and of the workspace's catalogue and stock, which belong to no project.
    *((Kind.COMMAND, verb) for verb in ("skills", "leave", "stock", "template", "lessons", "portfolio", "services")),
    *((Kind.ACTION, name) for name in OF_NO_PROJECT),
    *((Kind.VIEW, name) for name in OF_NO_PROJECT),
}
NAME_A_PROJECT = {"save", "of a project"}  # variants of a verb that names nothing without them
IN_A_CHANNEL = sorted({line.name for line in LINES if line.kind is Kind.COMMAND} - {"?"})
GUEST = Persona("guest", None, frozenset(), Standing.GUEST)
ELSEWHERE = pytest.mark.parametrize("world", ["far", "secret"])


@pytest.mark.parametrize("line", [*LINES, *CHOICES], ids=str)
def test_what_one_must_not_know_of_is_like_what_does_not_exist(worlds, line, case):
    person, parts = who_must_not_know(line), worlds.parts(line)

    for part in parts:
        told_of_nothing = worlds.sends_about(GONE, part, line, person)
        for world in ("far", "secret"):
            with case(f"{world} {' '.join(part)}"):
                told = worlds.sends_about(getattr(worlds, world), part, line, person)

                assert told.words == told_of_nothing.words
                assert (told.forms, told.changed) == (told_of_nothing.forms, told_of_nothing.changed)
                assert told.touched == set()
                assert told.changed == set() or part != parts[-1]
    assert bool(parts) is ((line.kind, line.name) not in WITHOUT_THINGS or line.variant in NAME_A_PROJECT)


@pytest.mark.parametrize("line", CHOICES, ids=str)
def test_what_is_ones_own_can_be_chosen(worlds, line):
    told = worlds.sends_about(worlds.seen, (), line, line.allowed)

    assert line.does == SAVES
    assert told.changed - KEPT_ANYWAY
    assert {"tasks", "blocks", "task_blocks", "difficulties"} & told.changed


@ELSEWHERE
@pytest.mark.parametrize("verb", IN_A_CHANNEL)
def test_the_channel_of_a_project_that_one_must_not_know_of_is_like_any_other(worlds, verb, world):
    line = next(one for one in LINES if (one.kind, one.name) == (Kind.COMMAND, verb))
    worlds.parts(line)
    request = Sent("command", {"text": verb, "channel_id": worlds.seen.channel})

    told = worlds.send(request, getattr(worlds, world), ("channel",), PM)
    told_of_nothing = worlds.send(request, GONE, ("channel",), PM)

    assert (told.words, told.forms, told.changed) == (
        told_of_nothing.words,
        told_of_nothing.forms,
        told_of_nothing.changed,
    )


@pytest.mark.parametrize("line", [one for one in LINES if one.guards != NOTHING], ids=str)
def test_a_stranger_hears_the_same_of_what_exists_and_of_what_does_not(worlds, line):
    worlds.parts(line)
    request = worlds.request

    # A guest may be the customer contact of the one plan that they were presented, and of no other.
    is_contact = frozenset(line.guards) <= CUSTOMERS_MAY
    own, refusal = ((), WHAT_THEY_MAY) if is_contact else ((worlds.seen,), STRANGERS[Standing.GUEST])

    for things in (*own, worlds.far, worlds.secret, GONE):
        heard = worlds.sends_as_stranger(request, things, line, GUEST)

        assert heard == ([] if line.kind is Kind.OPTIONS else [refusal])
