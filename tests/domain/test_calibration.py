"""What finished projects say of the next plan, against examples that were calculated by hand."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.calibration import ENOUGH_OF_CUSTOMER, MOST_PROJECTS, Finished, calibrate, calibrated, factor_of

RATIOS = st.decimals("0.1", "10", places=2)


def finished(number, customer="Hotel Adler", kind="cloud", **known):
    return Finished(f"p{number}", f"P{number}", kind, customer, **known)


def hundredths(value):
    return value.quantize(Decimal("0.01"))


def test_one_project_counts_for_a_quarter_three_for_a_half_and_nine_for_three_quarters():
    overrun = Decimal("1.28")

    # 1.28 to the power of 1/4, 1/2 and 3/4
    found = [hundredths(factor_of([overrun] * count).value) for count in (1, 3, 9)]

    assert found == [Decimal("1.06"), Decimal("1.13"), Decimal("1.20")]


def test_twice_and_half_of_a_plan_come_to_as_planned():
    factor = factor_of([Decimal(2), Decimal("0.5")])

    assert hundredths(factor.value) == 1
    assert factor.measured == 0
    assert factor.spread == (100, -50)[::-1]


def test_what_was_measured_stands_beside_what_is_suggested():
    factor = factor_of([Decimal("1.10"), Decimal("1.20"), Decimal("1.55")])

    assert factor.measured == 27  # the cube root of 2.046 is 1.2695
    assert factor.percent == 13  # its square root is 1.1267
    assert factor.spread == (10, 55)
    assert factor.count == 3


@given(st.lists(RATIOS, min_size=1, max_size=20))
def test_a_factor_lies_between_as_planned_and_what_was_measured_and_nearer_to_it_with_every_project(ratios):
    factor, twice = factor_of(ratios), factor_of(ratios * 2)

    low, high = sorted((Decimal(1), factor.mean))
    assert low <= hundredths(factor.value) + Decimal("0.01")
    assert hundredths(factor.value) <= high + Decimal("0.01")
    assert abs(twice.value - factor.mean) <= abs(factor.value - factor.mean)


def test_only_projects_of_the_kind_are_asked_and_of_the_customer_once_there_are_enough():
    other = [finished(n, customer="Bank", effort=Decimal(2)) for n in range(4)]
    own = [finished(10 + n, effort=Decimal("1.1")) for n in range(ENOUGH_OF_CUSTOMER)]
    network = [finished(20, kind="network", effort=Decimal(5))]

    few = calibrate([*own[1:], *other, *network], "cloud", "Hotel Adler")
    enough = calibrate([*own, *other, *network], "cloud", "hotel adler")

    assert (few.customer, len(few.projects)) == ("", 6)
    assert (enough.customer, enough.projects) == ("hotel adler", ("P10", "P11", "P12"))
    assert enough.effort.measured == 10
    assert calibrate(network, "cloud", "Hotel Adler") is None


def test_the_newest_count_and_what_nobody_measured_or_can_be_true_does_not():
    old = [finished(90, effort=Decimal(9))]
    newest = [finished(n, effort=None if n else Decimal("1.5"), cost=Decimal("0.001")) for n in range(MOST_PROJECTS)]

    found = calibrate([*newest, *old], "cloud", "")

    assert found.effort.count == 1
    assert found.effort.measured == 50
    assert found.cost is None
    assert found.duration is None
    assert found.contingency == 11  # of the effort: 1.5 to the power of 1/4 is 1.1067


def test_days_and_difficulties_are_those_in_the_middle_and_most_common():
    found = calibrate(
        [
            finished(1, days_late=-2, difficulties=("licences", "people")),
            finished(2, days_late=9, difficulties=("licences",)),
            finished(3, days_late=30, difficulties=("people",)),
        ],
        "cloud",
        "",
    )

    assert found.days_late == 9
    assert found.top_difficulty == "licences"
    assert found.contingency is None


def test_projects_that_came_cheaper_suggest_no_reserve():
    found = calibrate([finished(n, cost=Decimal("0.7")) for n in range(5)], "cloud", "")

    assert found.contingency == 0


def test_estimated_minutes_are_multiplied_to_quarters_of_an_hour():
    factor = factor_of([Decimal("1.28")] * 3)

    assert calibrated(600, factor) == 675  # 600 × 1.1314 = 678.8
    assert calibrated(0, factor) == 0
    assert calibrated(5, factor) == 15
    assert calibrated(607, None) == 607


def test_what_was_agreed_with_changes_carries_no_earlier_factor_and_is_multiplied_with_the_rest():
    factor = factor_of([Decimal("1.28")] * 3)

    assert calibrated(600, factor, already=20, besides=120) == 705  # (600 / 1.2 + 120) × 1.1314 = 701.4
