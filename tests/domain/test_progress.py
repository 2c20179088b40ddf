from dataclasses import dataclass
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.progress import Progress, median_estimate


@dataclass(frozen=True)
class Work:
    """What a task shows to the counters."""

    estimate_minutes: int | None
    percent: int = 0
    is_open: bool = True
    counts: bool = True


def counted(*tasks: Work) -> Progress:
    counters = Progress(median_minutes=median_estimate([t.estimate_minutes for t in tasks if t.estimate_minutes]))
    for task in tasks:
        counters = counters.replaced(None, task)
    return counters


@pytest.mark.parametrize(
    ("tasks", "percent"),
    [
        ((), None),
        ((Work(None),), 0),
        ((Work(None, 100),), 100),
        ((Work(60, 100), Work(180, 0)), 25),
        ((Work(60, 50), Work(60, 25)), 37),
        ((Work(100, 100), Work(None, 0)), 50),
        ((Work(60, 0), Work(120, 0), Work(600, 100), Work(None, 100)), 80),
        ((Work(60, 0), Work(120, 0), Work(None, 100)), 25),
        ((Work(60, 100), Work(600, 0, counts=False)), 100),
        ((Work(600, 99), Work(1, 0)), 98),
    ],
    ids=[
        "no task has no percent",
        "one without estimate weighs as one",
        "one done",
        "a quarter of the hours",
        "rounded down",
        "one without estimate weighs as the only estimate",
        "the median of three",
        "the lower of the middle two",
        "a dropped task counts for nothing",
        "almost is not yet",
    ],
)
def test_progress_is_weighed_by_the_estimates(tasks, percent):
    assert counted(*tasks).percent == percent


WORKS = st.builds(
    Work,
    st.one_of(st.none(), st.integers(1, 600_000)),
    st.integers(0, 100),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), WORKS)), max_size=40))
def test_counters_equal_a_recount_after_any_changes(changes):
    held: dict[int, Work] = {}
    counters = Progress()

    for number, after in changes:
        counters = counters.replaced(held.pop(number, None), after)
        if after is not None:
            held[number] = after

    assert counters == Progress(**recounted([task for task in held.values() if task.counts]))


def recounted(tasks: list[Work]) -> dict[str, int]:
    estimated = [task for task in tasks if task.estimate_minutes is not None]
    others = [task for task in tasks if task.estimate_minutes is None]
    return {
        "tasks": len(tasks),
        "open": sum(task.is_open for task in tasks),
        "estimated_minutes": sum(task.estimate_minutes for task in estimated),
        "earned": sum(task.estimate_minutes * task.percent for task in estimated),
        "unestimated": len(others),
        "unestimated_percent": sum(task.percent for task in others),
    }


@given(st.lists(WORKS.filter(lambda work: work.counts), min_size=1))
def test_percent_is_the_weighted_mean_rounded_down_and_between_0_and_100(tasks):
    estimates = [task.estimate_minutes for task in tasks if task.estimate_minutes]
    weight = median_low(estimates) if estimates else 1
    weights = [task.estimate_minutes or weight for task in tasks]

    percent = counted(*tasks).percent

    assert percent == sum(w * t.percent for w, t in zip(weights, tasks, strict=True)) // sum(weights)
    assert 0 <= percent <= 100
