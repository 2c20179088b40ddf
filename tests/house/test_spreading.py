"""Several workers play no story twice."""

import sys
from importlib import import_module

import pytest

from tests.spreading import stays_with
from tests.stories.conftest import WAYS

DAY = "tests/stories/test_chaos.py::test_a_day[sqlite-1-8]"
PLACES = ("tests/stories/test_a.py", "tests/stories/test_b.py")


@pytest.mark.parametrize("way", [str(way.id) for way in WAYS])
def test_what_looks_at_one_played_story_stays_together_and_all_else_goes_anywhere(way):
    nodes = [f"{place}::{test}" for place in PLACES for test in (f"test_it[{way}]", f"test_that[{way}-a key]")]

    first, second, elsewhere, there = map(stays_with, nodes)

    assert first == second != elsewhere == there
    assert stays_with(DAY) == DAY


@pytest.mark.parametrize("module", ["tests.conftest", "tests.spreading"])
def test_tests_are_run_without_xdist_too(monkeypatch, module):
    monkeypatch.setitem(sys.modules, "xdist", None)
    for name in ("tests.conftest", "tests.spreading"):
        monkeypatch.delitem(sys.modules, name, raising=False)

    assert import_module(module)
