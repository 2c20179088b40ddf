"""A living message is drawn once however often it changed, and never misses the last change."""

from datetime import timedelta

from domain.effects import CreateChannel, EffectState, PinCard
from domain.living import CheckInPrompt, ProjectCard
from domain.notices import ToPerson, ToProject
from tests.storage.outboxes import CARD, add, announcement, claim, due, finish, rows_of, said
from tests.storage.rows import ANA, NOON, tx_of

LANE = ToProject("P1").lane
SOON = NOON + timedelta(seconds=5)


def prompt(edit_only):
    return CheckInPrompt(ToPerson(ANA), "prompt", edit_only=edit_only)


def states(database):
    with tx_of(database) as tx:
        return sorted(row.state for row in rows_of(tx).values())


def park(database, effect):
    claim(database, effect)
    finish(database, effect, EffectState.PARKED)


def resume(database):
    with tx_of(database) as tx:
        tx.outbox.resume(LANE, NOON)


def test_a_hundred_changes_wait_as_one(database):
    ids = {add(database, CARD)[0] for _ in range(100)}

    assert len(ids) == 1
    assert due(database) == [*ids]


def test_a_change_while_it_is_being_told_waits_for_exactly_one_more_turn(database):
    (first,) = add(database, CARD)
    claim(database, first)

    later = {add(database, CARD)[0] for _ in range(5)}
    finish(database, first)

    assert len(later) == 1
    assert due(database) == [*later]
    assert first not in later


def test_two_living_messages_do_not_stand_for_each_other(database):
    ids = add(database, CARD, ProjectCard.of("P2"), prompt(False))

    assert due(database) == ids


def test_the_same_mark_in_another_workspace_is_another_message(database):
    add(database, CARD)
    with tx_of(database, "T2") as tx:
        tx.outbox.add(CARD, NOON)

    assert states(database) == ["waiting", "waiting"]


def test_what_needs_a_message_that_waits_already_goes_on_after_it(database):
    (card,) = add(database, CARD)
    with tx_of(database) as tx:
        create = tx.outbox.add(CreateChannel("P1", "net", False), NOON)
        pin = tx.outbox.add(PinCard("P1"), NOON, after=tx.outbox.add(CARD, NOON, after=create))

    claim(database, card)
    finish(database, card)

    assert pin in due(database)


def test_a_message_to_be_posted_is_not_lost_behind_one_that_only_edits(database):
    ends = NOON + timedelta(hours=9)
    (edit,) = add(database, prompt(edit_only=True))
    (post,) = add(database, prompt(edit_only=False), useless_after=ends)

    found = claim(database, edit)

    assert post == edit
    assert found.wanted == prompt(edit_only=False)
    assert found.useless_after == ends


def test_a_message_to_be_posted_stays_so_when_an_edit_follows(database):
    ends = NOON + timedelta(hours=9)
    (post,) = add(database, prompt(edit_only=False), useless_after=ends)
    add(database, prompt(edit_only=True))

    found = claim(database, post)

    assert found.wanted == prompt(edit_only=False)
    assert found.useless_after == ends


def test_a_failed_attempt_is_dropped_when_a_newer_change_waits_and_its_doubt_goes_on(database):
    (first,) = add(database, CARD)
    claim(database, first)
    (newer,) = add(database, CARD)
    with tx_of(database) as tx:
        tx.outbox.try_again(first, SOON, "timeout", uncertain=True)

    assert states(database) == ["done", "waiting"]
    assert claim(database, newer).uncertain


def test_a_doubt_that_a_message_has_is_not_taken_away_by_a_dropped_one_without(database):
    (first,) = add(database, CARD)
    claim(database, first)
    (newer,) = add(database, CARD)
    with tx_of(database) as tx:
        tx.outbox.try_again(first, SOON, "ratelimited", uncertain=False)

    assert not claim(database, newer).uncertain


def test_what_needs_a_dropped_attempt_waits_for_the_newer_one(database):
    (first,) = add(database, CARD)
    (pin,) = add(database, PinCard("P1"), after=first)
    claim(database, first)
    (newer,) = add(database, CARD)
    with tx_of(database) as tx:
        tx.outbox.try_again(first, SOON, "ratelimited", uncertain=False)
    before = due(database)
    claim(database, newer)
    finish(database, newer)

    assert before == [newer]
    assert due(database) == [pin]


def test_a_failed_attempt_without_a_newer_change_is_tried_again(database):
    (first,) = add(database, CARD)
    claim(database, first)
    with tx_of(database) as tx:
        tx.outbox.try_again(first, SOON, "ratelimited", uncertain=False)

    assert due(database, SOON) == [first]


def test_what_was_parked_goes_on_after_the_repair_and_living_messages_once(database):
    (announced,) = add(database, said())
    first, *_ = add(database, CARD)
    park(database, first)
    (second,) = add(database, CARD)
    park(database, second)
    add(database, CARD)

    resume(database)

    assert states(database) == ["done", "done", "waiting", "waiting"]
    assert announced in due(database)


def test_only_the_repaired_lane_goes_on(database):
    (other,) = add(database, ProjectCard.of("P2"))
    park(database, other)

    resume(database)

    assert states(database) == ["parked"]


def test_a_parked_announcement_is_told_at_once_after_the_repair_whatever_its_pause_was(database):
    (effect,) = add(database, announcement())
    claim(database, effect)
    with tx_of(database) as tx:
        tx.outbox.try_again(effect, NOON + timedelta(hours=1), "timeout", uncertain=False)
    claim(database, effect, NOON + timedelta(hours=1))
    finish(database, effect, EffectState.PARKED)

    resume(database)

    assert due(database, NOON) == [effect]


def test_what_needs_a_parked_message_waits_for_the_one_drawn_after_the_repair(database):
    (card,) = add(database, CARD)
    (pin,) = add(database, PinCard("P1"), after=card)
    park(database, card)
    resume(database)
    (again,) = due(database)

    claim(database, again)
    finish(database, again)

    assert again != card
    assert due(database) == [pin]


def test_a_message_that_could_not_be_posted_is_still_posted_when_only_an_edit_follows(database):
    ends = NOON + timedelta(hours=9)
    (post,) = add(database, prompt(edit_only=False), useless_after=ends)
    claim(database, post)
    (edit,) = add(database, prompt(edit_only=True))
    with tx_of(database) as tx:
        tx.outbox.try_again(post, SOON, "ratelimited", uncertain=False)

    found = claim(database, edit)

    assert found.wanted == prompt(edit_only=False)
    assert found.useless_after == ends


def test_an_edit_that_failed_leaves_the_post_that_follows_as_it_is(database):
    ends = NOON + timedelta(hours=9)
    (edit,) = add(database, prompt(edit_only=True))
    claim(database, edit)
    (post,) = add(database, prompt(edit_only=False), useless_after=ends)
    with tx_of(database) as tx:
        tx.outbox.try_again(edit, SOON, "ratelimited", uncertain=False)

    found = claim(database, post)

    assert found.wanted == prompt(edit_only=False)
    assert found.useless_after == ends
