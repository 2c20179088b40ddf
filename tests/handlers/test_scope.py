"""The forms in which a scope is decided, as people see them."""

from tests import make
from tests.handlers.office import read
from tests.make import NOBODY, PM


def test_the_requirements_are_typed_below_what_was_asked_for_and_nothing_stands_there_where_nobody_asked(office, net):
    asked_for = office.inside(make.project, "LAN", decided=())
    office.inside(make.requested, asked_for, NOBODY)

    office.phone(PM).press("edit_requirements", element={"value": "LAN"})
    first = read(office.opened())
    office.phone(PM).press("edit_requirements", element={"value": "NET"})
    other = read(office.opened())

    assert "Request 1: Wi-Fi in the warehouse" in first
    assert "Why: It is new" in first
    assert "Request 1" not in other
