"""Channels that cannot be had, and channels that are lost: told once to the PM, repaired, and nothing is missing."""

import pytest

from tests.stories.offices import Scene, project_form

BESIDE = "Existing channel"


def told_to_the_manager(scene: Scene, key: str) -> list[str]:
    """What Ana was told of the channel of a project."""
    return [text for text in scene.dm("ana") if f"({key})" in text and "made you" not in text]


def presses(scene: Scene, button: str, key: str) -> None:
    """Ana presses a button of the repair of this project."""
    assert scene.who("ana").press(button, containing=f"({key})").ok
    scene.settle()


def lives_in(scene: Scene, key: str, name: str) -> None:
    """Fails unless the project's card, topic and people are in this channel, once."""
    channel = next(one for one in scene.channels("ana") if one["name"] == name)
    cards = scene.posts(channel["id"], containing="This card stays up to date")
    assert (len(cards), len(channel["pinned"])) == (1, 1)
    assert channel["topic"].startswith(f"{key} · ")
    assert {"U0STEWARD", "U0ANA", "U0MIKA", "U0DANA", "U0TOM", "U0LI"} <= set(channel["members"])


def test_a_name_that_the_directory_knows_is_refused_beside_its_field(scene):
    scene.driver.channel("create", name="kno-known-renewal", as_="kim")
    scene.office.steward.installer.install()

    seen = scene.creates("KNO", name="Known renewal")
    form = scene.who("ana").modal()
    form.close()

    assert list(seen.errors) == ["channel_kind"]
    assert seen.errors["channel_kind"].startswith("There already is a channel #kno-known-renewal.")


def test_a_name_that_only_slack_knows_is_chosen_anew_and_nothing_is_lost(scene):
    scene.driver.channel("create", name="sec-secret-renewal", is_private=True, as_="kim")
    assert scene.creates("SEC", name="Secret renewal").ok
    scene.delegates("SEC", "Order the locks")
    [trouble] = told_to_the_manager(scene, "SEC")
    presses(scene, "Choose another name", "SEC")
    form = scene.who("ana").modal()
    proposed = form.fields()["Name of the channel"]

    assert form.submit().ok
    scene.settle()

    assert "there already is a channel #sec-secret-renewal" in trouble
    assert proposed == "sec-secret-renewal-2"
    assert len(scene.posts("#sec-secret-renewal-2", containing="SEC-1 Order the locks now belongs to")) == 1
    lives_in(scene, "SEC", "sec-secret-renewal-2")
    [mended] = told_to_the_manager(scene, "SEC")
    assert "is ready" in mended


def test_a_name_that_is_free_again_needs_only_a_retry(scene):
    scene.driver.channel("create", name="fre-free-renewal", is_private=True, as_="kim")
    scene.creates("FRE", name="Free renewal")
    scene.driver.channel("rename", "fre-free-renewal", name="old-free", as_="kim")

    presses(scene, "Retry", "FRE")

    lives_in(scene, "FRE", "fre-free-renewal")
    assert ["is ready" in text for text in told_to_the_manager(scene, "FRE")] == [True]


def test_pressing_retry_in_vain_tells_the_same_once(scene):
    scene.driver.channel("create", name="vai-vain-renewal", is_private=True, as_="kim")
    scene.creates("VAI", name="Vain renewal")

    presses(scene, "Retry", "VAI")
    presses(scene, "Retry", "VAI")

    assert ["there already is a channel" in text for text in told_to_the_manager(scene, "VAI")] == [True]


def chosen(scene: Scene, key: str, channel: str) -> str | None:
    """Ana chooses an existing channel for a new project; what stands beside the field then."""
    scene.types("ana", f"/project create {key.title()} renewal")
    named, people, _ = project_form(key)
    form = scene.who("ana").modal().fill(named | {"Kind of channel": "Existing channel", BESIDE: channel})
    form.submit()
    said = form.error(BESIDE) if form.errors else None
    if said is None:
        scene.who("ana").modal().fill(people).submit()
    scene.settle()
    scene.who("ana").modal().close(everything=True)
    return said


def an_existing_channel(scene: Scene, name: str, **more: object) -> str:
    """A channel that was there before, and that the directory knows."""
    channel = scene.driver.channel("create", name=name, members=["ana", "tom"], as_="kim", **more)
    scene.office.steward.installer.install()
    return channel


def test_a_project_can_live_in_a_public_channel_that_the_bot_was_not_in(scene):
    an_existing_channel(scene, "old-public")

    refused = chosen(scene, "PUB", "#old-public")

    assert refused is None
    lives_in(scene, "PUB", "old-public")


def test_a_project_can_live_in_a_private_channel_that_the_bot_is_in_and_is_private_then(scene):
    an_existing_channel(scene, "old-private", is_private=True)
    scene.driver.channel("invite", "old-private", user="U0STEWARD", as_="kim")
    scene.office.steward.installer.install()

    refused = chosen(scene, "PRI", "#old-private")

    assert refused is None
    lives_in(scene, "PRI", "old-private")
    assert "There is no project PRI." in scene.types("omar", "/project status PRI").text


@pytest.mark.parametrize(
    ("key", "before", "sentence"),
    [
        ("NOB", "private", "Steward is not in that channel. Invite it there first (/invite @Steward)"),
        ("ARC", "archived", "#arc-old is archived. Unarchive it first, or choose another channel."),
        ("GEN", "everybody's", "#general is everybody's channel. Choose another one."),
        ("TWO", "lived in", "lives in that channel. Choose another one."),
    ],
)
def test_a_channel_that_cannot_be_lived_in_is_refused_beside_its_field(scene, key, before, sentence):
    name = f"{key.lower()}-old"
    channel = an_existing_channel(scene, name, is_private=before == "private")
    if before == "archived":
        scene.driver.channel("archive", name)
        scene.office.steward.installer.install()
    if before == "everybody's":
        channel = "#general"
    if before == "lived in":
        assert chosen(scene, "ONE", f"#{name}") is None

    refused = chosen(scene, key, channel)

    assert sentence in (refused or "")


LOST = {
    "archived": (("archive", {}), ("unarchive", {}), "is archived. Unarchive it in Slack, and it goes on by itself;"),
    "without the bot": (
        ("kick", {"user": "U0STEWARD"}),
        ("invite", {"user": "U0STEWARD"}),
        "Press Retry, and it joins again by itself.",
    ),
}


@pytest.mark.parametrize("how", LOST)
def test_a_lost_channel_is_told_once_and_what_waited_is_said_after_the_repair(scene, how):
    key = "LA" if how == "archived" else "LB"
    (lose, lost_to), (mend, mended_by), sentence = LOST[how]
    scene.creates(key)
    channel = scene.channel_of(key)["id"]
    scene.driver.channel(lose, channel, as_="kim", **lost_to)

    for what in ("Order the switches", "Install the switches"):
        assert scene.delegates(key, what).ok
    told = told_to_the_manager(scene, key)
    scene.driver.channel(mend, channel, as_="kim", **mended_by)
    scene.driver.wait_until(lambda: scene.posts(channel, containing="now belongs to")[1:])
    scene.settle()

    assert len(told) == 1
    assert sentence in told[0]
    assert [text.split(" now")[0] for text in scene.posts(channel, containing="now belongs to")] == [
        f":clipboard: {key}-1 Order the switches",
        f":clipboard: {key}-2 Install the switches",
    ]
    assert ["is ready" in text for text in told_to_the_manager(scene, key)] == [True]
    assert len(scene.dm("tom", f"{key}-2")) == 1


def test_the_next_trouble_after_a_repair_is_a_message_of_its_own(scene):
    scene.creates("TWI")
    channel = scene.channel_of("TWI")["id"]
    scene.driver.channel("archive", channel, as_="kim")
    scene.driver.wait_until(lambda: told_to_the_manager(scene, "TWI"))
    scene.driver.channel("unarchive", channel, as_="kim")
    scene.driver.wait_until(lambda: "is ready" in told_to_the_manager(scene, "TWI")[0])
    scene.settle()

    scene.driver.channel("kick", channel, as_="kim", user="U0STEWARD")
    scene.driver.wait_until(lambda: told_to_the_manager(scene, "TWI")[1:])
    presses(scene, "Retry", "TWI")

    assert ["is ready" in text for text in told_to_the_manager(scene, "TWI")] == [True, True]


def test_a_renamed_channel_stays_the_projects_home(scene):
    scene.creates("REN")
    channel = scene.channel_of("REN")["id"]

    scene.driver.channel("rename", channel, name="renamed-home", as_="kim")
    scene.delegates("REN")

    assert len(scene.posts("#renamed-home", containing="REN-1 Order the switches now belongs to")) == 1
    assert told_to_the_manager(scene, "REN") == []


def test_a_channel_made_private_hides_its_project_once_slack_was_read_again(scene):
    scene.creates("HID")
    scene.driver.channel("make_private", scene.channel_of("HID")["id"], as_="ana")

    scene.office.steward.installer.install()
    scene.delegates("HID")

    assert "There is no project HID." in scene.types("omar", "/project status HID").text
    assert len(scene.posts(scene.channel_of("HID")["id"], containing="HID-1")) == 1


def moved(scene: Scene, key: str, who: str = "ana", **answers: object) -> None:
    """Somebody moves a project to another channel by its form."""
    seen = scene.fills(who, f"/project channel {key}", answers)
    assert seen.ok, seen.errors


def test_a_deleted_channel_is_told_with_the_one_thing_that_helps_and_nothing_is_lost(scene):
    scene.creates("DEL")
    channel = scene.channel_of("DEL")["id"]
    scene.driver.channel("delete", channel, as_="kim")
    scene.driver.wait_until(lambda: told_to_the_manager(scene, "DEL"))
    scene.delegates("DEL")
    [told] = told_to_the_manager(scene, "DEL")

    presses(scene, "Move to another channel", "DEL")
    form = scene.who("ana").modal()
    assert form.submit().ok
    scene.settle()

    assert "was deleted. Move the project to another channel.\n[Move to another channel]" in told
    lives_in(scene, "DEL", "del-renewal")
    assert len(scene.posts("#del-renewal", containing="DEL-1 Order the switches now belongs to")) == 1
    assert ["is ready" in text for text in told_to_the_manager(scene, "DEL")] == [True]


def test_a_project_moves_to_another_channel_and_the_old_one_says_where(scene):
    scene.creates("MOV")
    old = scene.channel_of("MOV")["id"]
    an_existing_channel(scene, "mov-elsewhere")

    scene.types("ana", "/project channel MOV")
    form = scene.who("ana").modal().fill({"Where to": "Existing channel"})
    form.fill({BESIDE: "#mov-elsewhere"})
    assert form.submit().ok
    form.close()
    scene.settle()
    scene.delegates("MOV")

    lives_in(scene, "MOV", "mov-elsewhere")
    assert len(scene.posts("#mov-elsewhere", containing="MOV-1 Order the switches now belongs to")) == 1
    assert "has moved to #mov-elsewhere; its card is pinned there" in scene.posts(old)[0]
    assert "lives in #mov-elsewhere from now on" in scene.posts(old)[-1]
    assert scene.posts(old, containing="MOV-1") == []


def test_a_project_moves_into_a_private_channel_of_its_own_and_is_private_from_then_on(scene):
    scene.creates("SHY")

    moved(scene, "SHY", **{"Where to": "New private channel", "Name of the new channel": "shy-room"})

    lives_in(scene, "SHY", "shy-room")
    assert "There is no project SHY." in scene.types("omar", "/project status SHY").text
    assert scene.types("tom", "/project status SHY").ok


def test_what_is_lost_while_the_manager_has_gone_is_told_to_the_head_who_repairs_it(scene):
    scene.creates("GON", **{"Project manager": "sara"})
    channel = scene.channel_of("GON")["id"]
    scene.driver.change_person("deactivate", "sara")
    scene.driver.wait_until(lambda: scene.dm("dana", "Sara Novak (deactivated)"))
    scene.driver.channel("kick", channel, as_="kim", user="U0STEWARD")
    scene.driver.wait_until(lambda: scene.dm("dana", "Steward is not in #gon-renewal any more"))
    scene.delegates("GON")

    assert scene.who("dana").press("Retry", containing="Steward is not in #gon-renewal any more").ok
    scene.settle()
    scene.driver.change_person("reactivate", "sara")
    scene.driver.wait_until(lambda: scene.dm("dana", "Sara Novak is back"))

    assert len(scene.posts(channel, containing="GON-1 Order the switches now belongs to")) == 1
    assert len(scene.dm("dana", "#gon-renewal is ready")) == 1


def test_a_private_channel_takes_the_bot_back_by_an_invitation_and_stays_private(scene):
    scene.creates("PRV", **{"Kind of channel": "New private channel"})
    channel = scene.channel_of("PRV")["id"]
    scene.driver.channel("kick", channel, as_="ana", user="U0STEWARD")
    scene.driver.wait_until(lambda: told_to_the_manager(scene, "PRV"))
    scene.delegates("PRV")
    [told] = told_to_the_manager(scene, "PRV")

    scene.driver.channel("invite", channel, as_="ana", user="U0STEWARD")
    scene.driver.wait_until(lambda: scene.posts(channel, containing="PRV-1"))

    assert "Invite it there with /invite @Steward, then press Retry." in told
    assert "There is no project PRV." in scene.types("omar", "/project status PRV").text


def test_whoever_joins_the_project_while_its_channel_is_archived_is_in_it_afterwards(scene):
    scene.creates("ABS")
    channel = scene.channel_of("ABS")["id"]
    scene.driver.channel("archive", channel, as_="kim")
    scene.driver.wait_until(lambda: told_to_the_manager(scene, "ABS"))
    assert scene.fills("ana", "/project assign ABS", {"Team members": ["tom", "li", "omar"]}).ok

    scene.driver.channel("unarchive", channel, as_="kim")

    scene.driver.wait_until(lambda: "U0OMAR" in scene.channel_of("ABS")["members"])
    scene.settle()
    assert ["is ready" in text for text in told_to_the_manager(scene, "ABS")] == [True]


def test_a_head_who_is_not_listed_counts_once_an_administrator_has_confirmed(scene):
    assert scene.creates("HEA", **{"Department head": "eva"}).ok
    before = scene.types("ana", "/project start HEA").text
    refused = scene.types("eva", "/project delegate HEA")

    assert scene.who("kim").press("Confirm", containing="(HEA)").ok
    scene.settle()

    assert "the confirmation of the department head by an administrator or a listed head" in before
    assert refused.modals == []
    assert "is confirmed as department head" in scene.dm("kim", "(HEA)")[0]
    assert scene.types("eva", "/project delegate HEA").modals
    scene.who("eva").modal().close()
    scene.decides_everything("HEA")
    assert "has started" in scene.types("ana", "/project start HEA").text


def test_none_of_this_broke_a_rule_of_slack(scene):
    assert scene.driver.problems() == []
