import pytest

from tests.use_cases.days import Days


@pytest.fixture
def days(run, sweep, clock) -> Days:
    """Time that passes by hand, over the database of `run`."""
    return Days(run, sweep, clock)
