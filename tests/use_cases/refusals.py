"""Watching a use case refuse: beside which fields, with which words, and that nothing was saved."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from domain.refusals import Refused
from storage.transactions import Transaction
from tests import saved


@contextmanager
def refused(tx: Transaction, *fields: str | None, words: str = "") -> Iterator[None]:
    """The block is refused beside exactly these fields (none: beside no field), and nothing is to be said."""
    before = saved.effect_rows(tx)
    with pytest.raises(Refused) as refusal:
        yield
    assert [problem.field for problem in refusal.value.problems] == list(fields or (None,))
    assert words in " ".join(problem.message for problem in refusal.value.problems)
    assert saved.effect_rows(tx) == before
