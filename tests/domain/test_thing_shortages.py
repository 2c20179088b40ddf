"""Things fall short on a day when more pieces are used than are there: held against a count of every day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stock import Pieces
from domain.thing_shortages import ThingDemand, thing_shortages

MONDAY = date(2026, 12, 7)
HORIZON = MONDAY + timedelta(days=60)


def day(number):
    return MONDAY + timedelta(days=number)


def need(quantity, first=0, last=4, thing="access point", id="d", is_ours=True):
    return ThingDemand(day(first), thing, day(last), quantity, id, is_ours=is_ours)


@st.composite
def demands(draw):
    made = []
    for number in range(draw(st.integers(0, 5))):
        first = draw(st.integers(0, 8))
        made.append(
            need(
                draw(st.integers(1, 6)),
                first,
                draw(st.integers(first, 9)),
                draw(st.sampled_from(("licence", "server"))),
                f"d{number}",
                draw(st.booleans()),
            )
        )
    return made


pieces = st.builds(Pieces, st.integers(0, 8), st.integers(0, 6), st.none() | st.integers(0, 9).map(day))


def worst_by_counting(thing, wanted, stock):
    """Every day counted by itself: how many are short on the worst day on which we need some."""
    short = 0
    for on in (day(number) for number in range(12)):
        used = [one for one in wanted if one.thing == thing and one.first_day <= on <= one.last_day]
        if any(one.is_ours for one in used):
            arrived = stock.on_order if stock.arrives_on and on >= stock.arrives_on else 0
            short = max(short, sum(one.quantity for one in used) - stock.in_stock - arrived)
    return short


@settings(max_examples=400, deadline=None)
@given(demands(), pieces, pieces)
def test_what_is_short_is_what_a_count_of_every_day_finds(wanted, licences, servers):
    stock = {"licence": licences, "server": servers}

    found = {one.thing: one.short for one in thing_shortages(wanted, stock, HORIZON)}

    assert found == {thing: many for thing in stock if (many := worst_by_counting(thing, wanted, stock[thing]))}


@settings(max_examples=200, deadline=None)
@given(demands(), pieces)
def test_beginning_later_by_what_is_proposed_is_enough(wanted, there):
    stock = {"licence": there, "server": there}

    for short in thing_shortages(wanted, stock, HORIZON):
        if short.later_days is not None:
            moved = [later(one, short.later_days) if one.is_ours else one for one in wanted if one.thing == short.thing]
            assert thing_shortages(moved, stock, HORIZON) == ()


def later(one, days):
    by = timedelta(days=days)
    return ThingDemand(one.first_day + by, one.thing, one.last_day + by, one.quantity, one.id, one.label, one.is_ours)


def test_a_shortage_says_what_is_there_what_others_use_and_when_the_order_helps():
    ours, theirs = need(12, id="ours"), need(3, 0, 2, id="theirs", is_ours=False)

    (short,) = thing_shortages([ours, theirs], {"access point": Pieces(8, 10, day(3))}, HORIZON)

    assert (short.needed, short.there, short.taken, short.short, short.day) == (12, 8, 3, 7, day(0))
    assert short.later_days == 3


def test_an_order_without_a_day_counts_for_nothing():
    (short,) = thing_shortages([need(2)], {"access point": Pieces(1, 5)}, HORIZON)

    assert (short.short, short.later_days) == (1, None)


def test_an_order_that_arrives_on_the_horizon_still_helps_and_a_later_one_does_not():
    days = [thing_shortages([need(2)], {"access point": Pieces(1, 5, day(9))}, day(on))[0].later_days for on in (9, 8)]

    assert days == [9, None]


def test_what_only_others_lack_is_not_our_shortage():
    assert thing_shortages([need(5, is_ours=False)], {"access point": Pieces(1)}, HORIZON) == ()


def test_a_thing_nobody_has_is_short_as_a_whole():
    (short,) = thing_shortages([need(2, thing="unheard of")], {}, HORIZON)

    assert short.short == 2
