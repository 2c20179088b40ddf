"""Somebody leaves: their roles and tasks are on one list of whoever looks after the project until all is reassigned."""

from tests.stories.offices import Scene


def left(scene: Scene, handle: str, about: str) -> list[str]:
    """What stands in somebody's messages about a person who left."""
    return [text for text in scene.dm(handle, about) if "made you" not in text]


def test_what_a_deactivated_person_held_is_reassigned_from_one_message_to_all_reassigned(scene):
    scene.creates("DEP", **{"Team members": ["tom", "jon"]})
    scene.delegates("DEP", "Paint the racks", "jon")
    scene.driver.change_person("deactivate", "jon")
    scene.driver.wait_until(lambda: left(scene, "ana", "Jon Reyes (deactivated)"))
    scene.settle()
    [told] = left(scene, "ana", "Jon Reyes (deactivated)")

    assert scene.who("ana").press("Reassign roles", containing="Jon Reyes (deactivated)").ok
    assert scene.who("ana").modal().submit().ok
    scene.settle()
    scene.who("ana").modal().close(everything=True)
    assert scene.who("ana").press("Reassign", containing="Paint the racks").ok
    assert scene.who("ana").modal().fill({"Who": "tom"}).submit().ok
    scene.settle()

    assert "Roles: team member" in told
    assert "DEP-1 Paint the racks, due Thu 30 Apr 2026, with Jon Reyes (deactivated)\n[Reassign]" in told
    [settled] = left(scene, "ana", "Jon Reyes (deactivated)")
    assert settled.startswith(":white_check_mark: All reassigned.")
    assert len(scene.dm("tom", "Paint the racks")) == 1


def test_who_was_handed_a_role_accepts_it_and_the_card_stops_saying_that_they_have_not(scene):
    scene.creates("ACC", **{"Team members": ["li"]})
    channel = scene.channel_of("ACC")["id"]
    before = scene.posts(channel, containing="This card stays up to date")[0]

    given = {"Responsible staff member": "omar", "Why": "Tom has no time"}
    assert scene.fills("ana", "/project assign ACC", given).ok
    scene.who("omar").press("I accept", containing="(ACC)")
    scene.settle()

    card = scene.posts(channel, containing="This card stays up to date")[0]
    assert "Responsible for the scope: Tom Becker (not accepted yet)" in before
    assert "Responsible for the scope: Omar Haddad\n" in card
    assert "responsible staff member: from Tom Becker to Omar Haddad" in scene.posts(channel)[-1]
    assert "You are no longer responsible staff member" in scene.dm("tom", "(ACC)")[-1]
    assert "U0OMAR" in scene.channel_of("ACC")["members"]


def test_none_of_this_broke_a_rule_of_slack(scene):
    assert scene.driver.problems() == []
