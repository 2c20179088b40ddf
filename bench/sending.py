"""How many messages a second the local Slack takes, against what one worker sends when nothing limits it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.arranging import MANAGER, add_project, arranging, team_of
from bench.figures import Figure, ratio
from bench.people_at_work import Place, at_work
from bench.processes import loaded
from domain.identity import UserId
from domain.notices import RoleNeeds, ToPerson
from domain.projects import Project
from domain.roles import Role
from storage.due import effects_unfinished

PEOPLE = 60
CONNECTIONS = 8
"""As many calls at a time as a worker has threads."""
TAKEN = 600
ROUNDS = 5
LOOK_SECONDS = 0.005
GIVEN_UP_SECONDS = 60.0
WORDS = "Two days a week without other work until the access points are mounted, and somebody who knows the site."


def measure_sending(folder: Path) -> list[Figure]:
    """Target 8: the local Slack is never what a test or a demo waits for."""
    team = team_of(PEOPLE)
    with at_work(folder, "sending", team, f"sqlite:///{folder}/sending.db") as place:
        with arranging(place.steward) as tx:
            project = add_project(tx, team)
        _sent_each_second(place, project, team)  # warms both, and opens the direct messages
        request, port = _as_the_worker_sends(place)
        taken, sent = list[float](), list[float]()
        for number in range(ROUNDS):
            if number % 2:
                sent.append(_sent_each_second(place, project, team))
            taken.append(TAKEN / loaded(port, CONNECTIONS, TAKEN, request)[0])
            if not number % 2:
                sent.append(_sent_each_second(place, project, team))
    ratios = [theirs / ours for theirs, ours in zip(taken, sent, strict=True)]
    return [
        ratio("The local Slack takes / one worker sends, messages", ratios, at_least=5),
        Figure("  the local Slack takes", sorted(taken)[ROUNDS // 2], "/s"),
        Figure("  one worker sends", sorted(sent)[ROUNDS // 2], "/s"),
    ]


def _sent_each_second(place: Place, project: Project, team: tuple[UserId, ...]) -> float:
    """Let the worker write to everybody, and count what Slack heard."""
    with arranging(place.steward) as tx:
        for person in team:
            said = RoleNeeds(ToPerson(person), project.key, project.name, (Role.TEAM_MEMBER,), MANAGER, WORDS)
            tx.outbox.add(said, tx.now)
    before, began = _calls(place), time.perf_counter()
    place.steward.worker.start()
    while list(place.steward.sweep(effects_unfinished)):
        if time.perf_counter() - began > GIVEN_UP_SECONDS:
            raise RuntimeError("the worker does not get its messages told")
        time.sleep(LOOK_SECONDS)
    seconds = time.perf_counter() - began
    place.steward.worker.stop()
    return (_calls(place) - before) / seconds


def _calls(place: Place) -> int:
    return int(place.driver.wire.look("calls", since=10**9)["last"])


def _as_the_worker_sends(place: Place) -> tuple[bytes, int]:
    """The last message of the worker, as it travels, and where to."""
    call = place.driver.calls("chat.postMessage")[-1]
    host = urlsplit(place.settings["SLACK_API_URL"]).netloc
    body = json.dumps(call["arguments"]).encode()
    head = [
        "POST /api/chat.postMessage HTTP/1.1",
        f"Host: {host}",
        "Authorization: Bearer xoxb-sandbox",
        "Content-Type: application/json;charset=utf-8",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body, int(host.rsplit(":", 1)[1])
