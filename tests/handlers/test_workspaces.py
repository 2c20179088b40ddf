"""The workspace's settings, as an administrator fills them in."""

from datetime import time

import pytest

from domain.workspaces import Creators, Department
from tests.handlers.office import filled, words_in
from tests.handlers.requests import leadership, send, settings
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, PM


def saved(office):
    return office.inside(lambda tx: tx.workspaces.get())


def test_the_form_shows_what_is_saved_and_one_empty_row(office):
    _, view = leadership(office)

    drawn = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert drawn["department@1"]["initial_value"] == "Network"
    assert drawn["head@1"]["initial_user"] == HEAD
    assert "initial_user" not in drawn["head@2"]
    assert drawn["it_managers"]["initial_users"] == [IT]


def test_everything_that_was_filled_in_is_saved(office):
    times = {"work_start": "07:15", "work_end": "15:45", "working_days": ["6", "0", "1"]}
    first = settings(office, zone="Asia/Kathmandu", **times, country="de", region="by", currency="NPR")
    following = send(office, first).said
    people = {"creators": "leaders", "it_managers": [IT, BEN], "department__2": "Cloud", "head__2": ANA}

    heard = send(office, (ADMIN, filled(office.as_shown(following["view"]), **people)))

    kept = saved(office)
    assert (following["response_action"], heard.said) == ("update", {})
    assert (kept.zone, kept.work_start, kept.work_end) == ("Asia/Kathmandu", time(7, 15), time(15, 45))
    assert set(kept.working_days) == {6, 0, 1}
    assert (kept.country, kept.region, kept.currency) == ("DE", "BY", "NPR")
    assert (kept.creators, kept.it_managers) == (Creators.LEADERS, (IT, BEN))
    assert kept.departments == (Department("Network", HEAD), Department("Cloud", ANA))


def test_emptying_a_row_removes_its_department(office):
    send(office, leadership(office, department__1="", head__1=None))

    assert saved(office).departments == ()


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"working_days": []}, {"working_days"}),
        ({"work_end": "08:00"}, {"work_end"}),
        ({"country": "XX"}, {"country"}),
        ({"region": "BY"}, {"region"}),
        ({"country": "DE", "region": "ZZ"}, {"region"}),
        ({"zone": "Mars/Base"}, {"zone"}),
        ({"currency": "XYZ"}, {"currency"}),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(office, given, refused):
    before = saved(office)

    heard = send(office, settings(office, **given))

    assert set(heard.said["errors"]) == refused
    assert saved(office) == before


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"department__2": "Cloud"}, {"head@2"}),
        ({"head__2": ANA}, {"department@2"}),
        ({"department__2": "Cloud", "head__2": "U_WHO"}, {"head@2"}),
        ({"it_managers": ["U_WHO"]}, {"it_managers"}),
    ],
    ids=str,
)
def test_what_is_wrong_with_who_leads_is_said_beside_its_field_and_is_not_saved(office, given, refused):
    form = leadership(office, **given)
    before = saved(office)

    heard = send(office, form)

    assert set(heard.said["errors"]) == refused
    assert saved(office) == before


def test_a_problem_of_a_row_stands_beside_that_row_although_an_earlier_one_was_emptied(office):
    heard = send(office, leadership(office, department__1="", head__1=None, department__2="Cloud", head__2="U_WHO"))

    assert set(heard.said["errors"]) == {"head@2"}


def test_another_row_is_added_below_those_that_are_shown(office):
    _, view = leadership(office)

    office.phone(ADMIN).press("value", block_id="add_department", element={"value": "x"}, view=view)

    shown = [block.get("block_id") for block in office.opened("views.update")["blocks"]]
    assert [one for one in shown if str(one).startswith("head@")] == ["head@1", "head@2", "head@3"]


@pytest.mark.parametrize("person", [PM, HEAD, NOBODY])
def test_only_administrators_see_and_change_the_settings(office, person):
    form = settings(office, zone="UTC")
    office.slack.calls.clear()
    before = saved(office)

    office.phone(person).press("open_settings", element={"value": "x"})
    said = office.told()
    heard = send(office, (person, filled(form[1], zone="Asia/Tokyo")))

    assert said.startswith("Only ")
    assert words_in(heard.said)
    assert office.slack.told("views.open") == []
    assert saved(office) == before


def test_a_form_that_arrives_again_later_does_not_undo_what_was_saved_meanwhile(office):
    first = settings(office, zone="Asia/Tokyo")
    send(office, first)
    send(office, settings(office, zone="Asia/Kathmandu"))

    send(office, first)

    assert saved(office).zone == "Asia/Kathmandu"
