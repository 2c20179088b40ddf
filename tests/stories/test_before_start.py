"""From the request to the vote at the end of the first stage: a project's whole path, with a restart on the way."""

import pytest

from tests.stories.conftest import WAYS, settled_in
from tests.stories.offices import OFFICES, WEDNESDAY_NOON
from tests.stories.warehouse import agreeing, planning
from tests.stories.warehouse.tale import Tale

BEFORE = (
    planning.is_requested,
    planning.is_scoped,
    planning.is_chosen,
    planning.is_staged,
    planning.is_feasible,
    planning.is_priced,
    planning.is_equipped,
    agreeing.is_rejected,
    agreeing.is_planned_again,
    agreeing.is_accepted,
)
AFTER = (agreeing.is_started, agreeing.is_changed, agreeing.is_noted, agreeing.is_voted_on)


@pytest.fixture(scope="module", params=WAYS)
def tale(request, new_database):
    """The story as it was played, with everything that was heard; Steward was restarted in the middle."""
    transport, kind = request.param
    office = OFFICES[transport](WEDNESDAY_NOON, new_database(kind))
    with office.box:
        with office.at_work():
            tale = Tale(settled_in(office))
            for chapter in BEFORE:
                chapter(tale)
        with office.at_work():
            for chapter in AFTER:
                chapter(tale)
            yield tale


REFUSED = {
    "a key that is none": "Use 2 to 10 capital letters and digits",
    "no users": "at least 1",
    "no amount": "Enter an amount in EUR",
    "no reason of the IT manager": "Say why it is not possible.",
    "a cost below nothing": "Enter an amount of 0 or more",
    "another without a reason": "Build our own is the most cost-effective. Say why it is not chosen.",
    "no day for an order": "Pick the day on which what is on order arrives.",
    "an end before the start": "It cannot end before it starts.",
    "a stage outside the project": "The project is to be completed on Tue 30 Jun 2026; end it by then.",
    "absurd hours": "Enter hours above 0 and up to 10.000",
    "a circle of stages": "Build comes after this stage itself: that is a circle.",
    "leave that ends before it begins": "The last day cannot be before the first day.",
    "a price below nothing": "Enter an amount of 0 or more",
    "not viable without a reason": "Say why it is not viable",
    "not needed without a reason": "Say why it is not needed.",
    "presented to nobody": "Choose who accepts the plan",
    "an old version": "This is version 1 of the plan; version 2 was presented on Wed 18 Mar 2026.",
    "a rejection without words": "complete this required field",
    "answered twice": "Version 3 of the plan is already accepted.",
    "a change below nothing": "That leaves less than nothing of 15.000,00\u00a0€.",
    "two deciding at once": "WAR-C1 is with the customer.",
    "less than nothing left": "Enter the hours that are left, from 0",
}
NOT_THEIRS = {
    "cost for somebody else": "Only the department head, the project manager, the IT manager or the responsible",
    "a verdict of the manager": "Only the department head may decide whether this project is viable.",
    "somebody else": "Only the two who decide on this project's changes may agree to this change",
    "the same person twice": "You have already agreed to WAR-C1. It waits for the IT manager.",
    "a command of the customer": "As the customer you see your plans here",
    "more than a day": "That makes 30 hours of work on one day. A day has 24.",
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_typed_is_lost(tale, wrong):
    assert REFUSED[wrong] in tale.heard[wrong]


@pytest.mark.parametrize("who", NOT_THEIRS)
def test_whoever_may_not_hears_who_may(tale, who):
    assert NOT_THEIRS[who] in tale.heard[who]


def test_a_request_becomes_a_draft_with_its_people_and_its_next_step(tale):
    assert "Tom Becker is responsible, Ana Silva manages the project" in tale.heard["the requester"]
    assert "WAR is a draft." in tale.heard["the draft"]
    assert "Next: write down the customer's requirements." in tale.heard["the draft"]
    assert "[Requirements]" in tale.heard["the draft"]


def test_the_scope_is_decided_in_steps_and_judged_by_the_it_manager(tale):
    assert "IT users: 100.000" in tale.heard["a hundred thousand"]
    for line in (
        "Everything that a scope needs is decided.",
        "IT users: 120",
        "Budget ceiling: 60.000,00\u00a0€",
        "• The old warehouse",
        "Roaming within 50 ms: as planned",
    ):
        assert line in tale.heard["the scope"]


def test_solutions_are_compared_by_an_arithmetic_that_outsiders_of_cost_do_not_see(tale):
    assert "18.820,50\u00a0€ ÷ 2½ met (2 + 1 × ½) = 7.528,20\u00a0€ for each" in tale.heard["the options"]
    assert "2. Build our own :trophy: the most cost-effective" in tale.heard["the options"]
    assert "Not Build our own: Although it costs 34 % less for each requirement" in tale.heard["the choice"]
    assert "€" not in tale.heard["options for somebody else"]
    assert "and not the most cost-effective one:\nThey want no hardware" in tale.heard["scoped"]
    assert "Warehouse Wi-Fi (WAR) is scoped" in tale.heard["scoped"]


def test_what_is_short_is_named_until_it_is_repaired(tale):
    needs = "needs 60 h of Networking level 3 or better by Fri 27 Mar 2026"

    nobody = tale.heard["nobody masters it"]
    assert "Nobody has a confirmed level in Networking (needed: 3)" in nobody
    assert "needs 120 h of Networking level 3 or better by Fri 29 May 2026; free: nobody; short 120 h" in nobody
    assert "Tom Becker (on leave) could do it, and has no time then" in tale.heard["away over the whole window"]
    assert f"{needs}; free: Tom Becker 40 h; short 20 h" in tale.heard["too much for one"]
    assert "Another person: Omar Haddad has enough time" in tale.heard["too much for one"]
    assert "Week of Mon 23 Mar 2026: 50 h of 40 h, 10 h too much" in tale.heard["over-booked"]
    assert "Feasible as it is planned" in tale.heard["enough"]


def test_price_cost_and_margin_are_exact(tale):
    for line in (
        "Planned to cost 10.800,50\u00a0€",
        "Expected cost: 10.800,50\u00a0€, and 10 % reserve, 1.080,05\u00a0€",
        "Margin: 3.119,45\u00a0€, 21 % of the price",
    ):
        assert line in tale.heard["cost"]


def test_the_plan_waits_for_what_is_open_and_shows_its_customer_nothing_of_ours(tale):
    assert "the tools and methods, all ready or not needed" in tale.heard["a plan that is not ready"]
    assert "WAR is planned." in tale.heard["planned"]
    assert "Price: 15.000,00\u00a0€" in tale.heard["the offer"]
    for inside in ("10.800", "margin", "Networking", "60 h", "80,00"):
        assert inside not in tale.heard["the offer"]


def test_a_rejected_plan_is_planned_again_with_the_words_of_the_customer(tale):
    assert "WAR is planned." in tale.heard["rejected"]
    assert "is planned again, because you rejected it." in tale.heard["what the customer sees"]
    assert agreeing.REJECTION in tale.heard["what the customer sees"]
    assert agreeing.REJECTION in tale.heard["the rejected plan"]
    assert "replaced by version 2 before an answer" in tale.heard["the rejected plan"]
    assert "Completion date: Tue 30 Jun 2026 → Tue 16 Jun 2026" in tale.heard["the versions"]


def test_what_was_accepted_before_a_restart_is_told_after_it_and_the_gate_is_open(tale):
    assert "WAR is approved." in tale.heard["approved"]
    assert "Approved: 120 users and Tue 16 Jun 2026." in tale.heard["approved"]
    assert "[Start the project]" in tale.heard["approved"]
    assert "Everything is decided." in tale.heard["all decided"]
    assert "only a change request changes it" in tale.heard["the approved scope"]
    assert "WAR has started." in tale.heard["the start"]
    assert "Started over" not in tale.heard["started"]


def test_a_change_is_agreed_by_two_and_by_the_customer_and_everything_says_what_counts_now(tale):
    assert "IT users: 120 → 140" in tale.heard["the change"]
    assert "1 by Ana Silva: Price another than before; IT users 140" in tale.heard["countered"]
    assert "1 by Ana Silva: Price 17.000,00\u00a0€ (+2.000,00\u00a0€); IT users 140" in tale.heard["the figures"]
    assert "Price: 15.000,00\u00a0€ → 20.000,00\u00a0€ (+5.000,00\u00a0€)" in tale.heard["the customer's change"]
    was = "Approved: 120 users, Tue 16 Jun 2026, 15.000,00\u00a0€ and 120 h of work"
    now = f"{was} · now: 140 users and 20.000,00\u00a0€ (WAR-C1)."
    assert now in tale.heard["status after the change"]
    assert "version 3" in tale.heard["scope after the change"]
    assert "• The loading dock too (WAR-C1)" in tale.heard["scope after the change"]
    assert "Everything that a scope needs is decided." in tale.heard["scope after the change"]
    assert "Price: 20.000,00\u00a0€" in tale.heard["plan after the change"]
    assert "WAR-C1 The loading dock too: approved" in tale.heard["changes after the change"]


def test_a_note_counts_until_it_is_priced_and_decided(tale):
    assert "1 unpriced request, about 11 h" in tale.heard["the tally"]
    assert "Effort: 120 h → 131 h (+11 h)" in tale.heard["a change from a note"]
    assert "Not before the summer." in tale.heard["the rejection"]


def test_a_stage_ends_with_a_vote_that_acts(tale):
    assert "So far: 20 h worked, 1.600,00\u00a0€ spent" in tale.heard["the running stage"]
    assert "Left: 40 h and 0,00\u00a0€, says Tom Becker" in tale.heard["the running stage"]
    assert "This stage: 1.600,00\u00a0€ spent of 6.000,50\u00a0€ planned" in tale.heard["the vote"]
    assert "WAR is on hold." in tale.heard["on hold"]
    assert "WAR goes on." in tale.heard["resumed"]


def test_slack_never_saw_anything_it_would_not_take(tale):
    failures = [call for call in tale.scene.driver.calls() if not call["answer"].get("ok")]

    assert (tale.scene.driver.problems(), failures) == ([], [])
