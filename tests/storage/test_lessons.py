"""Lessons are found where they apply and by their words, by those who may know of them, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.lesson_lists import LessonFilter, LessonPlace
from domain.lessons import LessonAnswer, LessonState, LessonVerdict, Trigger, TriggerKind, UseCount
from domain.projects import ChannelKind, ProjectChannel
from tests.storage import rows
from tests.storage.rows import ANA, CY, LATER, NOON, SATURDAY, tx_of

STRANGER = "U_ELSEWHERE"
WIFI = ("service:wi-fi",)


@pytest.fixture
def homes(database):
    every = [rows.project(key, channel=ProjectChannel(ChannelKind.PUBLIC)) for key in ("NET", "OPS")]
    every.append(rows.project("SEC", channel=ProjectChannel(ChannelKind.PRIVATE)))
    with tx_of(database) as tx:
        for one in every:
            tx.projects.add(one)
    return every


def test_it_is_brought_up_by_its_trigger_until_it_is_answered_and_never_in_its_own_project(database, homes):
    net, ops, _ = homes
    kept, done = rows.lesson(net, 1), rows.lesson(net, 2, state=LessonState.DONE, made_at=LATER)
    elsewhere = rows.lesson(net, 3, triggers=(Trigger(TriggerKind.SKILL, "wi-fi", "Wi-Fi"),))
    dropped = rows.lesson(net, 4, state=LessonState.DROPPED)
    with tx_of(database) as tx:
        for one in (kept, done, elsewhere, dropped):
            tx.lessons.add(one)

    with tx_of(database) as tx:
        assert tx.lessons.applying(ops.id, WIFI, CY, 9) == [done, kept]
        assert tx.lessons.applying(net.id, WIFI, CY, 9) == []
        tx.lessons.answer(LessonAnswer(done.id, ops.id, LessonVerdict.USED, "", CY, NOON))
        tx.lessons.answer(LessonAnswer(done.id, net.id, LessonVerdict.IGNORED, "No", CY, NOON))
        assert tx.lessons.applying(ops.id, WIFI, CY, 9) == [kept]
        assert tx.lessons.counts([kept.id, done.id]) == {done.id: UseCount(1, 2)}


def test_one_of_a_private_project_is_for_those_on_it_unless_it_is_shared(database, homes):
    secret, shared = rows.lesson(homes[2], 1, is_shared=False), rows.lesson(homes[2], 2)
    owed = rows.lesson(homes[2], 3, is_shared=False, owner="U_OWES")
    with tx_of(database) as tx:
        for one in (secret, shared, owed):
            tx.lessons.add(one)

    with tx_of(database) as tx:
        assert {one.id for one in tx.lessons.applying(homes[1].id, WIFI, CY, 9)} == {secret.id, shared.id, owed.id}
        assert set(tx.lesson_lists.page(LessonFilter(), None, "U_OWES", 9)) == {shared, owed}
        assert tx.lessons.applying(homes[1].id, WIFI, STRANGER, 9) == [shared]
        assert tx.lesson_lists.page(LessonFilter(), None, STRANGER, 9) == [shared]


def test_pages_hold_what_has_every_word_the_newest_first(database, homes):
    said = [rows.lesson(homes[0], n, what=f"Licences {n}", made_at=NOON + timedelta(hours=n)) for n in (1, 2, 3)]
    with tx_of(database) as tx:
        for one in (*said, rows.lesson(homes[1], 1, what="Cables")):
            tx.lessons.add(one)

    with tx_of(database) as tx:
        first = tx.lesson_lists.page(LessonFilter.typed(["licenc", "wi"]), None, ANA, 2)
        rest = tx.lesson_lists.page(LessonFilter(text="licenc"), homes[0].id, ANA, 2, LessonPlace.of(first[-1]))
        nothing = tx.lesson_lists.page(LessonFilter(text="licences cables"), None, ANA, 2)
    assert (first, rest, nothing) == ([said[2], said[1]], [said[0]], [])


def test_its_owner_owes_it_until_it_is_done(database, homes):
    owed = rows.lesson(homes[0], 1)
    with tx_of(database) as tx:
        tx.lessons.add(owed)

    with tx_of(database) as tx:
        assert tx.lessons.due_of(CY, SATURDAY, 9) == [owed]
        assert tx.lessons.due_of(CY, SATURDAY - timedelta(days=1), 9) == []
        assert tx.lessons.earliest_due_of(CY) == SATURDAY
        tx.lessons.change(replace(owed, state=LessonState.DONE, ended_by=CY, ended_at=LATER, end_words="Done"))
        assert (tx.lessons.due_of(CY, SATURDAY, 9), tx.lessons.earliest_due_of(CY)) == ([], None)
