import threading
import time
from datetime import UTC, datetime

import pytest

from delivery import points
from domain.effects import BookmarkCard, CreateChannel, InvitePeople, PinCard, SetTopic
from domain.identity import ChannelId
from domain.living import ProjectCard
from domain.refusals import Unavailable
from tests.delivery.offices import ANA, BEN, NET, OPS, TEAM, Office, delegated, effect_in, finished, on_both, project
from use_cases.deliveries import claim_effect, record_delivery

pytestmark = pytest.mark.usefixtures("plain_words")
RETRY = 2.0


def real_uptime():
    return datetime.now(UTC)


@pytest.fixture
def hired():
    """Workers that are stopped when the test ends."""
    workers = []

    def hire(worker):
        workers.append(worker)
        worker.start()
        return worker

    yield hire
    for worker in workers:
        worker.stop()


@on_both
def test_everything_due_is_told_in_order(office, slack):
    effects = office.add(*(delegated(f"task {number}") for number in range(5)))

    told = office.worker().deliver_due()

    assert told == 5
    assert [effect_in(message) for message in slack.seen()] == effects
    assert office.states() == ["done"] * 5


def test_nothing_due_is_nothing_told(office, slack):
    told = office.worker().deliver_due()

    assert told == 0
    assert slack.methods() == []


def test_a_lane_waits_for_its_first_and_other_lanes_do_not(office, slack):
    office.add(delegated("first"), delegated("second"), finished())
    slack.driver.fault("chat.postMessage", "status", status=500)

    office.worker().deliver_due()

    assert office.states() == ["waiting", "waiting", "done"]
    assert slack.seen() == []
    assert len(slack.dm()) == 1


def test_after_the_pause_the_lane_goes_on_in_order(office, slack):
    effects = office.add(delegated("first"), delegated("second"))
    slack.driver.fault("chat.postMessage", "drop_after")
    worker = office.worker()
    worker.deliver_due()
    office.uptime.move(RETRY)

    worker.deliver_due()

    assert [effect_in(message) for message in slack.seen()] == effects
    assert office.states() == ["done", "done"]


def test_a_failure_for_good_lets_the_lane_go_on(office, slack):
    office.add(finished("U0GONE", "lost"), finished(ANA, "told"))

    office.worker().deliver_due()

    assert office.states() == ["failed", "done"]
    assert office.rows()[0].error == "user_disabled"


def test_what_depends_on_a_failure_is_not_tried(office, slack):
    (first,) = office.add(finished("U0GONE"))
    office.add(finished(BEN), after=first)

    office.worker().deliver_due()

    assert office.states() == ["failed", "failed"]
    assert slack.dm(BEN) == []


def set_up(tx, home, clock):
    """A chain as creating a project queues it."""
    tx.projects.change(home)
    first = tx.outbox.add(CreateChannel("P1", "net-project", False), clock())
    tx.outbox.add(InvitePeople("P1", (ANA, BEN)), clock(), after=first)
    tx.outbox.add(SetTopic("P1", "about"), clock(), after=first)
    card = tx.outbox.add(ProjectCard.of("P1"), clock(), after=first)
    tx.outbox.add(PinCard("P1"), clock(), after=card)
    tx.outbox.add(BookmarkCard("P1", "NET card"), clock(), after=card)


@on_both
def test_a_chain_makes_the_channel_and_everything_in_it(office, slack):
    office.change(lambda tx: set_up(tx, project(channel=None), office.clock))

    office.worker().deliver_due()

    channel = office.project().channel.id
    made = slack.client().conversations_info(channel=channel)["channel"]
    (card,) = slack.seen(channel)
    assert office.states() == ["done"] * 6
    assert (made["name"], made["topic"]["value"]) == ("net-project", "about")
    assert slack.client().pins_list(channel=channel)["items"][0]["message"]["ts"] == card["ts"]
    assert len(slack.client().bookmarks_list(channel_id=channel)["bookmarks"]) == 1


@on_both
def test_a_taken_name_is_told_to_the_manager_and_the_rest_waits(office, slack):
    slack.driver.channel("create", name="net-project", as_=ANA)
    office.change(lambda tx: set_up(tx, project(channel=None), office.clock))
    office.add(delegated())

    office.worker().deliver_due()

    assert office.project().channel.problem == "name_taken"
    assert office.states() == ["failed"] * 6 + ["parked"] + ["done"] * 3
    assert len(slack.dm(ANA)) == 1


def test_a_hundred_changes_of_a_living_message_are_one_edit(office, slack):
    worker = office.worker()
    office.add(ProjectCard.of("P1"))
    worker.deliver_due()
    for _ in range(100):
        office.add(ProjectCard.of("P1"))

    worker.deliver_due()

    assert len(slack.seen()) == 1
    assert slack.methods().count("chat.update") == 1


@on_both
def test_the_successor_of_a_lost_living_message_does_not_stand_beside_it(office, slack):
    office.add(ProjectCard.of("P1"))
    slack.driver.fault("chat.postMessage", "drop_after")
    changed = []

    def change_meanwhile(point):
        if point == "after_call" and not changed:
            changed.extend(office.add(ProjectCard.of("P1")))

    points.hook = change_meanwhile
    office.worker().deliver_due()

    (message,) = slack.seen()
    assert office.states() == ["done", "done"]
    assert office.change(lambda tx: tx.outbox.posted(ProjectCard.of("P1").mark)).ts == message["ts"]


def test_in_the_background_a_commit_is_told_at_once(office, slack, hired):
    hired(office.worker(uptime=real_uptime, poll_seconds=30))

    started = time.monotonic()
    office.add(delegated(), delegated(), finished())
    slack.driver.wait_until(lambda: office.states() == ["done"] * 3, seconds=5)

    assert time.monotonic() - started < 1.0


@on_both
def test_workers_apart_tell_everything_once_and_in_order(office, slack, hired):
    effects = office.add(*(delegated(f"{number}") for number in range(20)))
    office.add(*(finished(person, f"{number}") for number in range(20) for person in (ANA, BEN)))
    elsewhere = Office(office.url, slack)

    for place in (office, elsewhere):
        hired(place.worker(uptime=real_uptime, threads=4, poll_seconds=0.05))
    slack.driver.wait_until(lambda: set(office.states()) == {"done"}, seconds=30)

    elsewhere.database.close()
    assert [effect_in(message) for message in slack.seen()] == effects
    assert [len(slack.dm(person)) for person in (ANA, BEN)] == [20, 20]


def test_stopping_waits_for_what_is_under_way(office, slack, hired):
    slack.driver.fault("chat.postMessage", "latency", seconds=0.4)
    begun = threading.Event()
    points.hook = lambda point: begun.set() if point == "before_call" else None
    worker = hired(office.worker(uptime=real_uptime, poll_seconds=30))
    office.add(delegated(), delegated())
    assert begun.wait(5)

    worker.stop()

    assert office.states() == ["done", "waiting"]
    assert len(slack.seen()) == 1


def test_stopping_begins_nothing_new(office, slack, hired):
    slack.driver.fault("chat.postMessage", "latency", seconds=0.3)
    begun = threading.Event()
    points.hook = lambda point: begun.set() if point == "before_call" else None
    worker = hired(office.worker(uptime=real_uptime, threads=1, poll_seconds=30))
    office.add(finished(ANA), finished(BEN), delegated())
    assert begun.wait(5)

    worker.stop()

    assert office.states() == ["done", "waiting", "waiting"]


def test_an_idle_worker_stops_at_once(office, slack, hired):
    worker = hired(office.worker(uptime=real_uptime, poll_seconds=30))
    slack.driver.wait_until(lambda: not office.wake.is_set())
    started = time.monotonic()

    worker.stop()

    assert time.monotonic() - started < 5


def test_a_stopped_worker_can_start_again(office, slack, hired):
    worker = hired(office.worker(uptime=real_uptime, poll_seconds=0.05))
    worker.stop()
    office.add(delegated())

    worker.start()

    assert slack.driver.wait_until(lambda: office.states() == ["done"])


class Fragile:
    """Runs use cases over a database that is away at times."""

    def __init__(self, run, use_case, times):
        self.run, self.use_case, self.times = run, use_case, times

    def __call__(self, use_case, order, once=None):
        if use_case is self.use_case and self.times:
            self.times -= 1
            raise Unavailable("locked")
        return self.run(use_case, order, once)


@pytest.mark.parametrize("use_case", [claim_effect, record_delivery])
def test_a_database_that_was_away_costs_nothing_but_time(office, slack, hired, use_case):
    office.run = Fragile(office.run, use_case, 2)
    office.add(delegated())

    hired(office.worker(uptime=real_uptime, poll_seconds=0.05))
    slack.driver.wait_until(lambda: office.states() == ["done"])

    assert len(slack.seen()) == 1


def test_a_sweep_that_fails_does_not_end_the_worker(office, slack, hired):
    sweep, failures = office.sweep, [Unavailable("locked"), RuntimeError("odd")]

    def failing_sweep(query):
        if failures:
            raise failures.pop()
        return sweep(query)

    office.sweep = failing_sweep
    hired(office.worker(uptime=real_uptime, poll_seconds=0.05))
    office.add(delegated())

    assert slack.driver.wait_until(lambda: office.states() == ["done"])


def test_a_workspace_without_a_client_keeps_its_messages_and_harms_nobody(office, slack):
    def no_client(workspace):
        raise KeyError(workspace)

    office.add(delegated())

    told = office.worker(client_for=no_client).deliver_due()

    assert told == 0
    assert office.states() == ["waiting"]


def test_what_cannot_be_drawn_fails_and_lets_its_lane_go_on(office, slack, monkeypatch):
    from delivery import messages

    drawn = messages.draw_message
    facts = [RuntimeError("no such word")]

    def failing(template, named):
        if facts:
            raise facts.pop()
        return drawn(template, named)

    monkeypatch.setattr(messages, "draw_message", failing)
    office.add(delegated("cannot be drawn"), delegated("can"))

    office.worker().deliver_due()

    assert office.states() == ["failed", "done"]
    assert office.rows()[0].error == "cannot be told: RuntimeError"


def test_what_cannot_be_recorded_as_done_is_recorded_as_failed(office, slack):
    office.change(lambda tx: tx.projects.add(project("OPS", OPS, "P2")))
    office.change(lambda tx: tx.projects.change(project(channel=None)))
    (effect,) = office.add(CreateChannel("P1", "fresh", False))
    points.hook = lambda point: _give_away(office, slack) if point == "before_record" else None

    office.worker().deliver_due()

    assert office.row(effect).state == "failed"
    assert office.project().channel.problem == "cannot be recorded: RuntimeError"


def _give_away(office, slack):
    """Let another project take the channel that was made for the first."""
    points.hook = points.go_on
    made = next(one for one in slack.client().conversations_list()["channels"] if one["name"] == "fresh")
    office.change(lambda tx: tx.projects.change(project("OPS", ChannelId(made["id"]), "P2")))


def test_channels_are_only_called_by_their_own_workspace(office, slack):
    asked = []

    def client_for(workspace):
        asked.append(workspace)
        return slack.client()

    office.add(delegated())
    office.worker(client_for=client_for).deliver_due()

    assert asked == [TEAM]
    assert slack.arguments("chat.postMessage")["channel"] == NET
