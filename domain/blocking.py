"""Which task waits for which, and why no task may wait for itself by way of others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

MOST_BLOCKERS = 20


def circle_through(task: str, blockers: Iterable[str], waits_for: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The shortest way back to the task when it waits for these blockers as well, or nothing when there is none.

    `waits_for` gives what each task of the project waits for already; the way begins and ends with the task.
    """
    came_from: dict[str, str] = {}
    ahead: deque[str] = deque()
    for one in blockers:
        if came_from.setdefault(one, task) == task:
            ahead.append(one)
    while ahead:
        here = ahead.popleft()
        if here == task:
            return _way_back(task, came_from)
        for there in waits_for.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                ahead.append(there)
    return ()


def _way_back(task: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [task]
    here = came_from[task]
    while here != task:
        way.append(here)
        here = came_from[here]
    return (task, *reversed(way))


def circle_words(keys: tuple[str, ...]) -> str:
    """The sentence that names a circle of tasks by their keys."""
    first, second, *rest = keys
    told = "".join(f", which waits for {key}" for key in rest)
    if not rest:
        return f"{first} cannot wait for itself."
    return f"That would be a circle: {first} waits for {second}{told}."
