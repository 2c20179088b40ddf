"""What a customer has, by commands, buttons and forms."""

import pytest

from tests.handlers.office import read
from tests.handlers.requests import deciding, opened_by, send, things
from tests.make import ANA, PM


@pytest.fixture
def seen(office):
    return things(office)


def test_what_is_written_down_is_shown_alone_though_its_name_means_something_else(office, seen):
    heard = send(office, opened_by(office, "edit_resource", seen.key, ANA, kind="licence", name="used servers"))

    assert "used servers: licence" in read(heard.said)
    assert "Core switch" not in read(heard.said)


def test_what_is_not_there_any_more_is_taken_out(office, seen):
    heard = send(office, opened_by(office, "edit_resource", seen.listed, ANA, is_gone=["true"]))

    assert "nothing is written down yet" in read(heard.said)


def test_a_long_table_is_pasted_in_parts_and_its_lines_are_counted_through(office, seen):
    parts = {"table": "kind,name\r\nserver,Mail\r\n", "more": "\nserver,Web", "yet_more": "router,Edge\n"}

    heard = send(office, opened_by(office, "import_resources", seen.key, ANA, **parts))
    again = send(office, opened_by(office, "import_resources", seen.key, ANA, **{**parts, "yet_more": ""}))

    assert heard.said["errors"]["table"].startswith("Line 4: “router” is no kind")
    assert "2 new" in read(again.said)


def test_what_was_picked_is_shown_with_its_use(office, seen):
    heard = send(office, deciding(office, "pick_resources", seen, resources=[seen.resource]))

    assert "Core switch × 4: device, Kiel; :pushpin: used by the scope" in read(heard.said)


def test_a_page_that_is_nowhere_is_the_first(office, seen):
    office.phone(PM).press("more_resources", element={"value": f"{seen.key} 99999999999 "})

    assert "Core switch" in office.told()
