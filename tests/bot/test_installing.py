import threading

import pytest

from bot.installing import Installer
from domain.actors import Actor, Standing
from domain.identity import UserId
from sandbox import Driver, Sandbox
from use_cases.directory import FindWorkspace, Identify, find_workspace, identify

CLOCK = Actor.clock("T0SANDBOX")
SEED = {
    "people": [
        {"id": "U0ANA", "name": "ana", "real_name": "Ana Alves", "tz": "Europe/Lisbon"},
        {
            "id": "U0BOSS",
            "name": "boss",
            "real_name": "Bo Boss",
            "tz": "Asia/Tokyo",
            "is_admin": True,
            "is_owner": True,
        },
        {"id": "U0GUEST", "name": "guest", "real_name": "Gil Guest", "is_restricted": True},
        *({"id": f"U{n:04}", "name": f"p{n}", "real_name": f"Person {n}"} for n in range(450)),
    ],
    "channels": [{"id": "C0GENERAL", "name": "general", "is_general": True}],
}


@pytest.fixture
def box():
    with Sandbox(SEED) as opened:
        yield opened


def test_everybody_is_known_page_after_page(make_steward, box):
    steward = make_steward(slack_api_url=box.api_url)

    steward.installer.install()

    people = [steward.run(identify, Identify(CLOCK, UserId(user))).person for user in ("U0ANA", "U0GUEST", "U0449")]
    assert [person.name for person in people] == ["Ana Alves", "Gil Guest", "Person 449"]
    assert people[1].standing is Standing.GUEST
    assert len(Driver(box.url).calls("users.list")) == 3


def test_the_workspace_has_its_bot_and_the_zone_of_its_owner(make_steward, box):
    steward = make_steward(slack_api_url=box.api_url)

    steward.installer.install()

    workspace = steward.run(find_workspace, FindWorkspace(CLOCK))
    assert (workspace.name, workspace.bot_user, workspace.zone) == ("Sandbox", "U0APP", "Asia/Tokyo")


def test_channels_are_known_with_whether_the_bot_is_there(make_steward, box):
    steward = make_steward(slack_api_url=box.api_url)
    driver = Driver(box.url)
    driver.channel("create", name="net", members=["U0ANA"], **{"as": "U0ANA"})

    steward.installer.install()

    names = steward.run(lambda order, tx, now: sorted(tx.channels.names_like("")), FindWorkspace(CLOCK))
    assert names == ["general", "net"]


def test_slack_out_of_reach_is_tried_again_until_it_answers(make_steward, box, monkeypatch):
    monkeypatch.setattr("bot.installing.FIRST_PAUSE_SECONDS", 0.05)
    driver = Driver(box.url)
    for kind in ("drop_before", "garbage", "status"):
        driver.fault("users.list", kind)
    steward = make_steward(slack_api_url=box.api_url)

    steward.installer.keep_trying(threading.Event())

    assert steward.run(find_workspace, FindWorkspace(CLOCK)).bot_user == "U0APP"
    assert len(driver.calls("users.list")) >= 4


def test_trying_ends_when_the_process_ends(make_steward):
    steward = make_steward()  # nothing listens at its Web API address
    stop = threading.Event()
    stop.set()
    installer = Installer(steward.run, steward.account, steward.clients.delivering("xoxb-sandbox"))

    installer.keep_trying(stop)

    assert steward.account.known is None
