"""Amounts as people type and read them, exact to the coin."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.money import Currency, cost_of, typed_money
from domain.refusals import Refused

EUR, YEN, DINAR = Currency("EUR"), Currency("JPY"), Currency("KWD")
AMOUNTS = st.decimals(0, 10**9, places=2)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1200", "1200"),
        ("1 200", "1200"),
        ("1.200", "1200"),
        ("1,200", "1200"),
        ("1.200,50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1'200.50", "1200.50"),
        ("1 200,5", "1200.50"),
        ("12,34,567.50", "1234567.50"),
        ("1.200.300", "1200300"),
        (",5", "0.5"),
        ("0", "0"),
        ("€ 12", "12"),
        ("12 eur", "12"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, amount):
    assert typed_money(typed, EUR, "price") == Decimal(amount)


@pytest.mark.parametrize("typed", ["abc", "1.", "1,2,3", "0.125", "1.200.50", "12 34", "$12", "1e5", "١٢"])
def test_what_is_no_amount_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match=r"Enter an amount in EUR, for example 1200 or 1,200\.50\.") as refusal:
        typed_money(typed, EUR, "price")

    assert refusal.value.field == "price"


@pytest.mark.parametrize("typed", ["-5", "−5", "(5)"])
def test_an_amount_below_nought_is_refused(typed):
    with pytest.raises(Refused, match="Enter an amount of 0 or more"):
        typed_money(typed, EUR, "price")


@pytest.mark.parametrize("typed", ["999999999999999", "9" * 40, "9" + ".999" * 12])
def test_an_absurd_amount_is_refused_with_the_most_there_can_be(typed):
    with pytest.raises(Refused, match="Enter an amount up to €100,000,000,000"):
        typed_money(typed, EUR, "price")


def test_an_amount_that_could_mean_two_things_is_refused():
    with pytest.raises(Refused, match=r"“1\.200” could mean two amounts"):
        typed_money("1.200", DINAR, "price")


def test_a_currency_without_coins_takes_whole_amounts_only():
    assert typed_money("1.200", YEN, "price") == Decimal(1200)
    with pytest.raises(Refused, match="for example 1200 or 1,200"):
        typed_money("1.5", YEN, "price")


def test_an_amount_below_nought_is_told_what_is_taken_where_nought_is_not():
    with pytest.raises(Refused, match="Enter an amount above 0, for example"):
        typed_money("-5", EUR, "amount", "above 0")


def test_nothing_typed_is_no_amount():
    assert typed_money("  ", EUR, "price") is None


def test_an_amount_is_said_as_its_country_writes_it():
    amount = Decimal("1200.5")

    said = [Currency("EUR", country).words(amount) for country in ("", "DE", "IE", "QQ")]

    assert said == ["€1,200.50", "1.200,50\u00a0€", "€1,200.50", "€1,200.50"]


@given(AMOUNTS, st.sampled_from(["", "DE", "CH", "FR", "IN", "US"]))
def test_what_is_said_can_be_typed_again_and_loses_no_cent(amount, country):
    currency = Currency("EUR", country)

    assert typed_money(currency.words(amount), currency, "price") == amount
    assert typed_money(currency.as_typed(amount), currency, "price") == amount


def test_a_form_begins_with_an_amount_as_its_country_types_it_and_without_coins_of_nought():
    typed = [Currency("EUR", "DE").as_typed(Decimal(one)) for one in ("48000", "9084.14", "0.5")]

    assert typed == ["48000", "9084,14", "0,50"]
    assert [Currency("JPY").as_typed(Decimal(1200)), EUR.as_typed(None)] == ["1200", ""]
    assert Currency("EUR", "DE").number(Decimal("1.12")) == "1,12"


@given(st.decimals(0, 10**7, places=3), st.sampled_from(["", "DE", "KW", "IN"]))
@example(Decimal("1.250"), "")
@example(Decimal("1.234"), "DE")
@example(Decimal("12345.678"), "IN")
def test_a_form_of_a_currency_with_three_decimals_begins_with_what_can_mean_one_amount_only(amount, country):
    currency = Currency("KWD", country)

    assert typed_money(currency.as_typed(amount), currency, "price") == amount


def test_a_count_is_written_as_the_amounts_beside_it():
    assert [Currency("EUR", country).count(1200) for country in ("", "DE", "IN")] == ["1,200", "1.200", "1,200"]


def test_hours_cost_their_rate_to_the_cent():
    assert cost_of(90, Decimal("95.50"), EUR) == Decimal("143.25")
    assert cost_of(1, Decimal(100), EUR) == Decimal("1.67")
    assert cost_of(1, Decimal(30), YEN) == Decimal(1)


def test_an_example_of_an_amount_is_written_as_its_country_writes_it_and_means_one_amount_there():
    examples = [Currency("EUR", country).example for country in ("", "DE", "CH")]

    typed = [typed_money(one.rpartition(" ")[2], Currency("EUR"), "price") for one in examples]

    assert examples[:2] == ["for example 1200 or 1,200.50", "for example 1200 or 1.200,50"]
    assert typed == [Decimal("1200.50")] * 3
