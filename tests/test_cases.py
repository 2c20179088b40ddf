"""The cases that one test walks fail each by its name, and none hides another."""

WALK = """
from tests.conftest import case

def test_walk(case):
    for number in range(5):
        with case(f"number {number}"):
            assert number not in (1, 3)
        with case(f"root of {number}"):
            assert 12 / (number - 2) > -100
"""


def test_every_case_that_fails_is_named_and_the_others_are_still_looked_at(pytester):
    pytester.makepyfile(WALK)

    told = pytester.inline_run("-p", "no:cacheprovider", "-p", "no:xdist")

    failed = [one.head_line for one in told.getfailures()]
    assert [name.partition("[")[2].rstrip("]") for name in failed] == ["number 1", "root of 2", "number 3", ""]
