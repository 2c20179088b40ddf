"""New scope noted in passing, and how much of it nobody has priced."""

import pytest

from domain.refusals import Refused
from domain.scope_notes import ScopeNote, Tally, note_problems
from tests.make import ANA, NOON, PM


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(), ""),
        (Tally(1, 30), "1 unpriced request, about 30 min"),
        (Tally(4, 650), "4 unpriced requests, about 11 h"),
        (Tally(3, 120, 1), "3 unpriced requests, about 2 h and 1 without a guess"),
        (Tally(2, 0, 2), "2 unpriced requests, nobody guessed the hours"),
    ],
)
def test_the_tally_says_how_much_nobody_has_priced(tally, words):
    assert tally.words == words


def test_a_note_is_decided_once():
    note = ScopeNote.noted("p1", 1, "Label the cables", 90, ANA, NOON, "", None)

    with pytest.raises(Refused, match="A change was already asked for this"):
        note.priced("c1").dropped(PM, NOON)
    with pytest.raises(Refused, match="already dropped"):
        note.dropped(PM, NOON).priced("c1")


@pytest.mark.parametrize("what", ["", "  ", "x" * 3001])
def test_a_note_says_what_is_new(what):
    assert [one.field for one in note_problems(what)] == ["what"]
