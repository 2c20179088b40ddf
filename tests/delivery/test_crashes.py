"""The process ends at every labelled point, another takes over, and people see one message."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from delivery import points
from domain.effects import CreateChannel
from domain.living import ProjectCard
from tests.delivery.offices import ANA, NET, Office, delegated, effect_in, finished, on_both, project
from tests.delivery.test_worker import set_up

pytestmark = pytest.mark.usefixtures("plain_words")
LEASE = 61.0
KILLED = 70


class Killed(BaseException):
    """Ends a delivery as a kill would: nothing after it runs."""


def kill_at(point, times=1):
    """End the process when it comes to this point for the n-th time."""
    left = [times]

    def die(reached):
        if reached == point:
            left[0] -= 1
            if left[0] == 0:
                raise Killed(point)

    points.hook = die


def take_over(office):
    """A fresh worker, after the lease of the dead one has ended."""
    points.hook = points.go_on
    office.worker().deliver_due()
    office.uptime.move(LEASE)
    return office.worker().deliver_due()


@pytest.mark.parametrize("point", points.POINTS)
@pytest.mark.parametrize("wanted", [delegated(), finished(), ProjectCard.of("P1")], ids=["said", "direct", "living"])
def test_a_message_is_seen_once_whenever_the_worker_dies(office, slack, point, wanted):
    office.add(wanted)
    kill_at(point)
    with pytest.raises(Killed):
        office.worker().deliver_due()

    take_over(office)

    seen = slack.dm(ANA) if wanted == finished() else slack.seen(NET)
    assert len(seen) == 1
    assert office.states() == ["done"]


@on_both
@pytest.mark.parametrize("point", points.POINTS)
def test_a_channel_is_made_once_whenever_the_worker_dies(office, slack, point):
    office.change(lambda tx: tx.projects.change(project(channel=None)))
    office.add(CreateChannel("P1", "net-project", False))
    kill_at(point)
    with pytest.raises(Killed):
        office.worker().deliver_due()

    take_over(office)

    made = [one["id"] for one in slack.client().conversations_list()["channels"] if one["name"] == "net-project"]
    assert [office.project().channel.id] == made


@pytest.mark.parametrize("times", range(1, 10))
@pytest.mark.parametrize("point", ["claimed", "before_call", "after_call", "before_record"])
def test_a_chain_comes_about_once_wherever_the_worker_dies(office, slack, point, times):
    office.change(lambda tx: set_up(tx, project(channel=None), office.clock))
    kill_at(point, times)
    try:
        office.worker().deliver_due()
    except Killed:
        take_over(office)

    channel = office.project().channel.id
    assert office.states() == ["done"] * 6
    assert [len(slack.seen(channel)), len(slack.client().pins_list(channel=channel)["items"])] == [1, 1]
    assert len(slack.client().bookmarks_list(channel_id=channel)["bookmarks"]) == 1
    assert slack.methods().count("conversations.setTopic") == 1


def test_the_lane_stays_in_order_when_a_new_worker_takes_over(office, slack):
    effects = office.add(*(delegated(f"task {number}") for number in range(3)))
    kill_at("after_call", 2)
    with pytest.raises(Killed):
        office.worker().deliver_due()

    take_over(office)

    assert [effect_in(message) for message in slack.seen()] == effects


def test_a_living_lease_is_left_to_its_owner(office, slack):
    office.add(delegated())
    kill_at("claimed")
    with pytest.raises(Killed):
        office.worker().deliver_due()
    points.hook = points.go_on

    told = office.worker().deliver_due()

    assert told == 0
    assert office.states() == ["claimed"]


PROGRAM = """
import os, sys
from slack_sdk import WebClient
from delivery import messages, points
from sandbox import Sandbox
from tests.delivery.offices import Office, Slack, words

url, box_url, point = sys.argv[1:]
box = Sandbox()
box.url = box_url
messages.draw_message = words
points.hook = lambda reached: os._exit(70) if reached == point else None
Office(url, Slack(box, WebClient)).worker().deliver_due()
"""


@on_both
@pytest.mark.parametrize("point", points.POINTS)
def test_a_killed_process_leaves_nothing_said_twice(office, slack, point):
    office.add(delegated())
    arguments = [office.url, slack.box.url, point]
    ended = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], check=False, timeout=60, cwd=os.getcwd())
    office.uptime.at = datetime.now(UTC) + timedelta(seconds=LEASE)

    Office.worker(office).deliver_due()

    assert ended.returncode == KILLED
    assert len(slack.seen()) == 1
    assert office.states() == ["done"]
