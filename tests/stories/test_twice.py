"""What happens twice, late, or at the same time: done once, and said in words."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from domain.actors import Standing
from sandbox.driver import ControlRefused, ModalAtHand, NoSuchButton
from tests.databases import PostgreSQL
from tests.stories.offices import Scene, project_form

EIGHT = 8
AWAY = "Steward cannot reach its database just now, so nothing was saved. Please try again in a minute."
DUE = {"Due date": "2026-04-30"}


@pytest.fixture(
    scope="module",
    params=[("socket", "sqlite"), pytest.param(("http", "postgresql"), marks=pytest.mark.postgres)],
    ids=["socket-sqlite", "http-postgresql"],
)
def scene(request: pytest.FixtureRequest, new_scene: Callable[..., Any]) -> Iterator[Scene]:
    """An office on either database, over either transport, with one project."""
    with new_scene(*request.param) as made:
        made.creates("NET")
        yield made


def at_once(times: int, act: Callable[[], Any]) -> list[Any]:
    """What came of doing the same several times at once; what the page itself refused is left out."""

    def attempt() -> Any:
        try:
            return act()
        except (ControlRefused, NoSuchButton):
            return None

    with ThreadPoolExecutor(times) as pool:
        done = [doing.result() for doing in [pool.submit(attempt) for _ in range(times)]]
    return [one for one in done if one is not None]


def form_of(scene: Scene, who: str, command: str, answers: dict[str, Any]) -> ModalAtHand:
    """A form that somebody has filled in and not sent yet."""
    assert scene.types(who, command).modals
    return scene.who(who).modal().fill(answers)


def sent_eight_times(scene: Scene, who: str, form: ModalAtHand) -> None:
    """The same submission eight times at once; fails when fewer than two got to Steward."""
    act = {"as": who, "view_id": form.view["id"]}
    heard = at_once(EIGHT, lambda: scene.driver.wire.do("submit", act | {"values": form.values}))
    scene.settle()
    assert len(heard) > 1
    assert [one for one in heard if one["failure"] or one["errors"]] == []


def test_one_form_sent_eight_times_at_once_makes_one_project(scene):
    named, people, _ = project_form("EIG", **{"Project name": "Eight"})
    form_of(scene, "ana", "/project create", named).submit()
    form = scene.who("ana").modal().fill(people)

    sent_eight_times(scene, "ana", form)

    assert [one["name"] for one in scene.channels("ana") if one["name"].startswith("eig")] == ["eig-eight"]
    assert len(scene.posts("#eig-eight", containing="This card stays up to date")) == 1
    assert len(scene.dm("tom", "responsible staff member of Eight (EIG)")) == 1


def test_one_form_sent_eight_times_at_once_makes_one_task(scene):
    form = form_of(scene, "dana", "/project delegate NET", {"What needs doing": "Label it", "Who": "li"} | DUE)

    sent_eight_times(scene, "dana", form)

    assert len(scene.dm("li", "Label it")) == 1
    assert len(scene.posts("#net-renewal", containing="Label it")) == 1


def test_one_answer_sent_eight_times_at_once_is_one_answer(scene):
    scene.delegates("NET", "Count the racks", "li")
    scene.who("li").press("Ask", containing="Count the racks")
    form = scene.who("li").modal().fill({"What do you want to know?": "All of them?"})

    sent_eight_times(scene, "li", form)

    assert len(scene.dm("dana", "All of them?")) == 1


def test_two_people_finish_one_task_and_it_is_finished_once(scene):
    scene.delegates("NET", "Mount the rack", "tom", Helpers=["li"])
    key = scene.dm("tom", "Mount the rack")[0].split()[1]
    people = [scene.who("tom"), scene.who("li")]

    with ThreadPoolExecutor(2) as pool:
        seen = list(pool.map(lambda one: one.command("#general", f"/project done {key}").text, people))
    scene.settle()

    assert sorted(f"{key} is already done." == text for text in seen) == [False, True]
    assert len(scene.dm("dana", f"finished {key}")) == 1


def test_a_second_press_on_a_message_not_yet_redrawn_is_told_so(scene):
    scene.delegates("NET", "Wire the room", "tom")
    scene.driver.fault("chat.update", "latency", seconds=0.5, times=None)
    tom = scene.who("tom")

    tom.press("Accept", containing="Wire the room")
    again = tom.press("Accept", containing="Wire the room")
    scene.driver.clear_faults()
    scene.settle()

    assert "was already accepted" in again.text
    assert len(scene.dm("dana", "accepted")) == len(set(scene.dm("dana", "accepted")))
    assert "[Accept]" not in scene.dm("tom", "Wire the room")[0]


def test_whoever_is_no_member_any_more_is_refused(scene):
    scene.delegates("NET", "Paint the wall", "li")
    scene.driver.change_person("change", "li", changes={"is_restricted": True})
    scene.driver.wait_until(lambda: scene.standing("U0LI") is Standing.GUEST)

    seen = scene.who("li").press("Accept", containing="Paint the wall")
    scene.office.steward.tick()  # her projects follow; somebody who is back before that was not missed
    scene.settle()
    scene.driver.change_person("change", "li", changes={"is_restricted": False})
    scene.driver.wait_until(lambda: scene.standing("U0LI") is Standing.MEMBER)
    scene.settle()

    assert seen.text
    assert "accepted it" not in scene.dm("li", "Paint the wall")[0]
    assert "It needs somebody else" in scene.dm("li", "Paint the wall")[0]


def keeps_the_form_and_recovers(scene: Scene, away: Callable[[], None], back: Callable[[], None]) -> None:
    """While the database is away everything is answered in words in time; afterwards all goes on."""
    form = form_of(scene, "dana", "/project delegate NET", {"What needs doing": "Wait", "Who": "tom"} | DUE)
    away()
    began = time.monotonic()
    seen, typed = form.submit(), scene.types("tom", "/project done NET-1")
    took = time.monotonic() - began
    back()
    scene.driver.wait_until(lambda: "Tasks" in scene.types("ana", "/project status NET").text, seconds=15)
    again = form.submit()
    scene.settle()

    assert (seen.failure, list(seen.errors.values())) == (None, [AWAY])
    assert typed.text == AWAY
    assert took < 2 * 3.0
    assert again.ok
    assert len(scene.dm("tom", "Wait")) == 1


def test_a_locked_sqlite_file_is_answered_in_words_and_the_form_stays(new_scene, tmp_path):
    with new_scene("socket", address=f"sqlite:///{tmp_path / 'locked.db'}") as scene:
        scene.creates("NET")
        other = sqlite3.connect(tmp_path / "locked.db", isolation_level=None, check_same_thread=False)

        keeps_the_form_and_recovers(scene, lambda: other.execute("BEGIN IMMEDIATE"), lambda: other.execute("ROLLBACK"))

        other.close()


@pytest.mark.postgres
@pytest.mark.slow
def test_a_postgresql_that_is_stopped_is_answered_in_words_and_the_form_stays(new_scene):
    server = PostgreSQL()

    with new_scene(address=server.make()) as scene:
        scene.creates("NET")
        keeps_the_form_and_recovers(scene, server.stop, server.start)

    server.stop()
