"""A change of what was approved: two different people agree to the newest offer, and no offer is lost."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.change_terms import Reader, Terms, terms_changes, terms_problems, typed_effort, typed_price
from domain.changes import ChangeRequest, ChangeState, what_problems
from domain.deciding import Deciding
from domain.holders import Holder
from domain.money import Currency
from domain.refusals import Refused
from domain.roles import Party, Role
from domain.scope import ScopeStatement
from tests import make
from tests.make import ANA, BEN, COMPLETION, HEAD, IT, NOON, PM, TODAY

EURO = Currency("EUR")
APPROVED = Terms(120, ("Wi-Fi", "VPN"), COMPLETION, Decimal(48_000), 400 * 60)
WANTED = replace(APPROVED, users_count=150, completion_date=date(2027, 7, 15), price=Decimal(54_000))


def project_with(manager=PM, it_manager=IT, head=HEAD, head_confirmed=True):
    held = ((Role.PROJECT_MANAGER, manager), (Role.IT_MANAGER, it_manager), (Role.DEPARTMENT_HEAD, head))
    staff = tuple(
        Holder(role, person, NOON, confirmed=role is not Role.DEPARTMENT_HEAD or head_confirmed)
        for role, person in held
        if person
    )
    return replace(make.unsaved_project(), staff=staff)


def asked(by=ANA, project=None, terms=WANTED):
    words = ("A second site", "They bought it")
    return ChangeRequest.asked(project or project_with(), 1, words, APPROVED, terms, by, NOON)


DECIDING = Deciding(project_with())


def test_a_change_that_a_third_person_asks_for_waits_for_both():
    change = asked(ANA)

    assert (change.key, change.waits_for(DECIDING), change.is_agreed(DECIDING)) == ("NET-C1", (PM, IT), False)


def test_whoever_decides_has_agreed_to_what_they_ask_for():
    change = asked(PM)

    after = change.agreed(IT, 1, DECIDING, NOON)

    assert change.waits_for(DECIDING) == (IT,)
    assert after.is_agreed(DECIDING)


def test_nobody_approves_alone_who_manages_the_project_and_its_it():
    both = Deciding(project_with(it_manager=PM))
    change = asked(PM)

    after = change.agreed(HEAD, 1, both, NOON)

    assert both.seats == ((Party.PROJECT_MANAGER, PM), (Party.DEPARTMENT_HEAD, HEAD))
    assert not change.is_agreed(both)
    assert after.is_agreed(both)


@pytest.mark.parametrize(
    ("requester", "manager", "it_manager", "deciding"),
    [
        (PM, PM, IT, (IT, HEAD)),
        (IT, PM, IT, (PM, HEAD)),
        (PM, PM, PM, (HEAD,)),
        (HEAD, PM, IT, (PM, IT)),
        (HEAD, PM, PM, (PM,)),
        (ANA, PM, IT, (PM, IT)),
    ],
)
def test_whoever_asked_for_a_project_decides_on_none_of_its_changes(requester, manager, it_manager, deciding):
    project = replace(project_with(manager, it_manager), requested_by=requester)

    who = Deciding(project)

    assert who.people == deciding
    assert len({party for party, _ in who.seats}) == 2


@pytest.mark.parametrize("project", [project_with(it_manager=None), project_with(it_manager=PM, head_confirmed=False)])
def test_a_seat_that_nobody_takes_keeps_a_change_open(project):
    change = asked(PM, project)

    assert Deciding(project).people == (PM,)
    assert not change.is_agreed(Deciding(project))


def test_another_offer_takes_agreements_back_and_keeps_the_first():
    change = asked(PM).countered(replace(WANTED, price=Decimal(52_000)), IT, "Less hardware", NOON)

    assert [one.terms.price for one in change.offers] == [54_000, 52_000]
    assert (change.agreed_by, change.waits_for(DECIDING)) == ((IT,), (PM,))


@pytest.mark.parametrize(
    ("press", "words"),
    [
        (lambda c: c.agreed(PM, 1, DECIDING, NOON), "That was offer 1 of NET-C1; offer 2 is on the table now."),
        (
            lambda c: c.agreed(IT, 2, DECIDING, NOON),
            "You have already agreed to NET-C1. It waits for the project manag",
        ),
        (
            lambda c: c.countered(c.offer.terms, PM, "", NOON),
            "That is what is offered now: + and − count from what is approved",
        ),
        (lambda c: c.rejected(PM, " ", NOON), "Say why"),
        (lambda c: c.rejected(PM, "No", NOON).agreed(IT, 2, DECIDING, NOON), "NET-C1 is already rejected."),
        (lambda c: c.withdrawn(ANA, NOON).withdrawn(ANA, NOON), "NET-C1 is already withdrawn."),
        (lambda c: c.presented(PM, "plan", NOON).agreed(PM, 2, DECIDING, NOON), "NET-C1 is with the customer."),
    ],
)
def test_a_press_that_comes_too_late_is_answered_with_how_it_stands(press, words):
    change = asked(PM).countered(APPROVED, IT, "", NOON)

    with pytest.raises(Refused) as refusal:
        press(change)

    assert refusal.value.message.startswith(words)


def test_an_agreement_counts_while_the_person_holds_the_role():
    change = asked(PM)

    after = change.agreed(IT, 1, Deciding(project_with(it_manager=IT)), NOON)

    assert not after.is_agreed(Deciding(project_with(it_manager=BEN)))


def test_what_the_customer_rejects_is_agreed_to_anew():
    change = asked(PM).agreed(IT, 1, DECIDING, NOON).presented(IT, "plan", NOON)

    after = change.declined(BEN, "Too dear", NOON)

    assert (after.state, after.waits_for(DECIDING), after.plan_id) == (ChangeState.DISCUSSED, (PM, IT), None)


def test_a_change_follows_what_was_approved_meanwhile():
    change = asked(PM).agreed(IT, 1, DECIDING, NOON)
    meanwhile = Terms(200, ("Wi-Fi", "Printing"), date(2027, 8, 1), Decimal(50_000), 420 * 60)

    after = change.following(meanwhile, "NET-C2", NOON)

    assert after.offer.terms == Terms(230, ("Wi-Fi", "Printing"), date(2027, 7, 15), Decimal(56_000), 420 * 60)
    assert (after.approved, after.agreed_by, len(after.offers)) == (meanwhile, (), 2)


def test_what_the_customer_reads_follows_nothing_and_no_effort_falls_below_none():
    less = asked(PM, terms=replace(WANTED, minutes=100 * 60)).agreed(IT, 1, DECIDING, NOON)
    meanwhile = replace(APPROVED, minutes=200 * 60)
    shown = less.presented(PM, "p2", NOON)

    assert less.following(meanwhile, "NET-C2", NOON).offer.terms.minutes == 0
    assert shown.following(meanwhile, "NET-C2", NOON) == shown


def test_only_price_and_date_concern_the_customer():
    assert not replace(APPROVED, users_count=150, minutes=1).concerns_customer(APPROVED)
    assert replace(APPROVED, price=Decimal(1)).concerns_customer(APPROVED)
    assert replace(APPROVED, completion_date=TODAY).concerns_customer(APPROVED)


def test_a_change_reads_as_before_and_after():
    after = replace(WANTED, services=("Wi-Fi", "Printing"), minutes=440 * 60)

    said = {one.field: (one.before, one.after) for one in terms_changes(APPROVED, after, EURO)}

    assert list(said.items()) == [
        ("Price", ("€48,000.00", "€54,000.00 (+€6,000.00)")),
        ("Completion date", ("Wed 30 Jun 2027", "Thu 15 Jul 2027")),
        ("IT users", ("120", "150")),
        ("Effort", ("400 h", "440 h (+40 h)")),
        ("Service removed", ("VPN", "")),
        ("Service added", ("", "Printing")),
    ]
    assert "Effort" not in [one.field for one in terms_changes(APPROVED, after, EURO, Reader.CUSTOMER)]


def test_a_channel_reads_that_price_and_effort_move_but_no_figure_of_them():
    after = replace(WANTED, services=APPROVED.services, minutes=440 * 60)

    said = {one.field: (one.before, one.after) for one in terms_changes(APPROVED, after, EURO, Reader.CHANNEL)}

    assert said == {
        "Price": ("", "another than before"),
        "Completion date": ("Wed 30 Jun 2027", "Thu 15 Jul 2027"),
        "IT users": ("120", "150"),
        "Effort": ("", "another than before"),
    }


@pytest.mark.parametrize(
    ("typed", "price"),
    [("54000", 54_000), ("+6,000.50", Decimal("54000.50")), ("− 500", 47_500), ("-48000", 0), ("", None)],
)
def test_a_price_is_typed_as_the_whole_or_as_how_much_more(typed, price):
    assert typed_price(typed, Decimal(48_000), EURO) == price


@pytest.mark.parametrize("typed", ["-48001", "+", "much", "+ much", "-"])
def test_an_impossible_price_is_refused_beside_its_field(typed):
    with pytest.raises(Refused) as refusal:
        typed_price(typed, Decimal(48_000), EURO)

    assert refusal.value.field == "price"


@pytest.mark.parametrize(("typed", "minutes"), [("440", 26_400), ("+1h30", 24_090), ("-40 h", 21_600), ("", 24_000)])
def test_effort_is_typed_as_the_whole_or_as_how_much_more(typed, minutes):
    assert typed_effort(typed, APPROVED.minutes) == minutes


@pytest.mark.parametrize("typed", ["-401", "much", "9999999", "+"])
def test_an_impossible_effort_is_refused_beside_its_field(typed):
    with pytest.raises(Refused) as refusal:
        typed_effort(typed, APPROVED.minutes)

    assert refusal.value.field == "effort"


def test_what_is_wrong_with_an_offer_stands_beside_its_fields_all_at_once():
    terms = Terms(0, (), TODAY - timedelta(days=1), None, 0)

    problems = [*what_problems("", "x" * 3001), *terms_problems(terms, APPROVED, TODAY)]

    assert [one.field for one in problems] == ["what", "why", "users_count", "services", "completion_date", "price"]


def test_a_date_that_has_passed_meanwhile_need_not_be_changed():
    assert not list(terms_problems(replace(APPROVED, price=Decimal(1)), APPROVED, COMPLETION + timedelta(days=9)))


def test_an_approved_change_stands_in_the_scope():
    after = WANTED.applied(ScopeStatement.of(APPROVED.scope), "A second site (NET-C1)")

    assert (after.scope, after.in_scope) == (WANTED.scope, ("A second site (NET-C1)",))


TERMS = st.builds(lambda users, more: replace(WANTED, users_count=users, price=48_000 + more), *[st.integers(1, 4)] * 2)
PRESSES = st.one_of(
    st.tuples(st.just("agreed"), st.sampled_from([PM, IT, HEAD]), st.integers(1, 4)),
    st.tuples(st.just("countered"), st.sampled_from([PM, IT, ANA]), TERMS),
    st.tuples(st.just("presented"), st.just(PM), st.none()),
    st.tuples(st.just("declined"), st.just(BEN), st.none()),
    st.tuples(st.just("following"), st.none(), TERMS),
    st.tuples(st.just("roles"), st.sampled_from([PM, IT, BEN]), st.sampled_from([PM, IT, BEN, None])),
    st.tuples(st.just("rejected"), st.just(PM), st.sampled_from(["", "No"])),
    st.tuples(st.just("withdrawn"), st.just(ANA), st.none()),
)


def pressed(change, project, press):
    kind, by, said = press
    match kind:
        case "agreed":
            return change.agreed(by, said, Deciding(project), NOON)
        case "countered":
            return change.countered(said, by, "", NOON)
        case "presented":
            return change.presented(by, "plan", NOON) if change.is_agreed(Deciding(project)) else change
        case "declined":
            return change.declined(by, "No", NOON) if change.state is ChangeState.WITH_CUSTOMER else change
        case "following":
            return change.following(said, "NET-C9", NOON)
        case "rejected":
            return change.rejected(by, said, NOON)
    return change.withdrawn(by, NOON)


@given(st.sampled_from([PM, IT, ANA]), st.lists(PRESSES, max_size=25))
@settings(max_examples=400)
def test_no_sequence_of_presses_agrees_with_fewer_than_two_people_or_loses_an_offer(first, presses):
    project, change = project_with(), asked(first)
    for press in presses:
        if press[0] == "roles":
            project = project_with(press[1], press[2])
            continue
        before = change
        try:
            change = pressed(change, project, press)
        except Refused:
            continue
        assert change.turns[: len(before.turns)] == before.turns
        if change.is_agreed(Deciding(project)):
            since = [one.by for one in change.turns if one.by in change.agreed_by]
            assert len(set(Deciding(project).people) & set(since)) == 2
