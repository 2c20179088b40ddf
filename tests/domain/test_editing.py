"""Of two people who change one task, neither undoes what the other did without being told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.editing import FIELDS, merged, seen_of
from tests import make
from tests.make import ANA, BEN, TODAY, TOMORROW

BEFORE = make.brief(helpers=(BEN,), blocked_by=("t1",))
OTHERS = {
    "title": "Else",
    "why": "Because",
    "done_means": "Hung",
    "assignee": BEN,
    "helpers": (ANA,),
    "due": TODAY,
    "estimate_minutes": None,
    "priority": "urgent",
    "blocked_by": (),
    "stage_id": "s2",
}
THIRDS = OTHERS | {
    "title": "Third",
    "why": "Third",
    "due": TOMORROW.replace(year=2030),
    "helpers": (),
    "assignee": "U3",
}
CHOSEN = st.sets(st.sampled_from(FIELDS))


def changed(names, values):
    return replace(BEFORE, **{name: values[name] for name in names})


@given(CHOSEN, CHOSEN)
def test_what_either_changed_is_kept_and_what_both_changed_differently_is_named(mine, theirs):
    typed, current = changed(mine, THIRDS), changed(theirs, OTHERS)

    result = merged(typed, current, seen_of(BEFORE))

    differ = {name for name in mine & theirs if THIRDS[name] != OTHERS[name]}
    assert set(result.changed_by_both) == differ
    assert all(getattr(result.value, name) == getattr(typed, name) for name in mine)
    assert all(getattr(result.value, name) == getattr(current, name) for name in set(FIELDS) - mine)


@given(CHOSEN, CHOSEN)
def test_whoever_was_told_and_sends_again_has_their_way_there_and_nowhere_else(mine, theirs):
    typed, current = changed(mine, THIRDS), changed(theirs, OTHERS)

    again = merged(typed, current, merged(typed, current, seen_of(BEFORE)).seen)

    assert again.changed_by_both == ()
    assert all(getattr(again.value, name) == getattr(current, name) for name in theirs - mine)


def test_the_order_of_helpers_is_no_change():
    before = replace(BEFORE, helpers=(ANA, BEN))

    result = merged(replace(before, helpers=(BEN, ANA)), replace(before, helpers=()), seen_of(before))

    assert (result.value.helpers, result.changed_by_both) == ((), ())


def test_a_form_that_remembers_nothing_undoes_nothing_unasked():
    assert merged(changed({"title"}, OTHERS), BEFORE, "").changed_by_both == ("title",)
