import pytest

from domain.actors import Standing
from domain.channels import Channel
from domain.people import Person
from handlers.slack_objects import channel_from, person_from

HOME = "T1"


def user(**more):
    return {"id": "U1", "team_id": HOME, "name": "ana", "tz": "Europe/Berlin"} | more


def test_a_member_is_read_with_name_title_and_zone():
    given = user(profile={"real_name": "Ana Alves", "display_name": "ana", "title": "Lead"}, is_owner=True)

    person = person_from(given, HOME)

    assert person == Person("U1", "Ana Alves", "Lead", "Europe/Berlin", Standing.MEMBER, True)


@pytest.mark.parametrize(
    ("flags", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"is_app_user": True}, Standing.MEMBER),
        ({"is_bot": True}, Standing.BOT),
        ({"id": "USLACKBOT"}, Standing.BOT),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_restricted": True, "is_ultra_restricted": True}, Standing.GUEST),
        ({"is_stranger": True}, Standing.OUTSIDER),
        ({"team_id": "T2"}, Standing.OUTSIDER),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T2", HOME]}}, Standing.MEMBER),
        ({"deleted": True, "is_bot": True}, Standing.DEACTIVATED),
    ],
)
def test_how_an_account_stands_is_read_from_its_flags(flags, standing):
    person = person_from(user(**flags), HOME)

    assert person.standing is standing


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "EST5EDT4"])
def test_a_zone_that_nobody_knows_becomes_utc(zone):
    person = person_from(user(tz=zone), HOME)

    assert person.zone == "UTC"


def test_a_person_without_any_name_is_called_by_the_handle():
    person = person_from(user(profile={"real_name": "", "display_name": ""}), HOME)

    assert person.name == "ana"


def test_a_channel_is_read_with_what_a_project_needs_to_know():
    given = {"id": "C1", "name": "net", "is_private": True, "is_member": True, "is_pending_ext_shared": True}

    channel = channel_from(given)

    assert channel == Channel("C1", "net", is_private=True, is_archived=False, is_shared=True, has_bot=True)
