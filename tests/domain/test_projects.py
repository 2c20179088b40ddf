from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actors import Actor
from domain.commands import PROJECT_KEY
from domain.project_names import (
    channel_name_for,
    channel_name_from,
    following_key,
    following_name,
    key_proposed_from,
    naming_problems,
    next_free_name,
)
from domain.projects import Lifecycle
from domain.scope import Scope
from domain.scope_limits import MOST_USERS, scope_problems, services_from
from domain.staffing import separation_problems
from domain.states import State
from tests import make
from tests.make import TODAY, TOMORROW, YESTERDAY


def fields_of(problems: list) -> set[str]:
    return {problem.field for problem in problems}


def test_a_project_with_everything_is_approved_and_falls_back_when_a_fact_is_taken_away():
    whole = make.unsaved_project()

    taken = replace(whole, scope=replace(whole.scope, services=()))

    assert (whole.state, taken.state) == (State.APPROVED, State.DRAFT)
    assert (replace(taken, is_approved=True).state, taken.undecided != ()) == (State.APPROVED, True)


def test_the_team_and_the_responsible_person_are_asked_and_nobody_else():
    project = make.unsaved_project(team=("U_ANA", "U_PM"))

    assert project.asked == ("U_RESP", "U_ANA", "U_PM")


def test_whoever_holds_two_asked_roles_is_asked_once():
    project = make.unsaved_project(team=("U_ANA", "U_RESP"))

    assert project.asked == ("U_RESP", "U_ANA")


def test_a_private_project_is_hidden_from_whoever_is_not_on_it():
    private = make.unsaved_project(channel=make.private_channel())

    assert private.is_hidden_from(make.actor("U_NOBODY"))
    assert private.is_hidden_from(make.admin())
    assert not private.is_hidden_from(make.actor("U_ANA"))
    assert not private.is_hidden_from(Actor.clock("T1"))
    assert not make.unsaved_project().is_hidden_from(make.actor("U_NOBODY"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Network rollout", "NR"),
        ("Network", "NETW"),
        ("wi-fi for all the schools", "WFFATS"),
        ("2026 migration", "PRJ"),
        ("日本語", "PRJ"),
        ("😀", "PRJ"),
        ("", "PRJ"),
        ("42", "PRJ"),
    ],
)
def test_a_key_is_proposed_from_the_name(name, key):
    assert key_proposed_from(name) == key


@given(st.text(), st.sets(st.sampled_from(["PRJ", "PRJ2", "NETW", "NR", "NR2"])))
def test_a_proposed_key_is_always_a_free_key(name, taken):
    proposed = key_proposed_from(name, frozenset(taken))

    assert PROJECT_KEY.fullmatch(proposed)
    assert proposed not in taken


@given(st.text())
def test_a_channel_name_is_one_that_slack_takes(text):
    name = channel_name_from(text)

    assert len(name) <= 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text(st.sampled_from("ab-_ "), max_size=100), st.integers(0, 5))
def test_the_next_free_name_is_free_and_fits(text, others):
    name = channel_name_from(text)
    taken = frozenset({name, *(f"{name[:75]}-{n}" for n in range(2, 2 + others))})

    proposed = next_free_name(name, taken)

    assert proposed not in taken
    assert len(proposed) <= 80


def test_services_are_split_at_lines_commas_and_semicolons_once_each():
    assert services_from(" Wi-Fi, VPN;\nService desk\n\nWi-Fi ,") == ("Wi-Fi", "VPN", "Service desk")


@pytest.mark.parametrize(
    ("before", "after"),
    [("Print server", "Print server 2"), ("Print server 2", "Print server 3"), ("Server 2026", "Server 2026 2")],
)
def test_what_follows_a_project_is_called_by_the_next_number(before, after):
    assert following_name(before) == after


def test_what_follows_has_the_keys_letters_and_the_first_free_number():
    assert following_key("PRN", frozenset({"PRN", "PRN2"})) == following_key("PRN2", frozenset({"PRN2"})) == "PRN3"
    assert following_key("ABCDEFGHIJ", frozenset()) == "ABCDEFG2"


@pytest.mark.parametrize(
    ("scope", "fields"),
    [
        (Scope(1, ("A",), TOMORROW), set()),
        (Scope(MOST_USERS, ("A",) * 50, date(2028, 2, 29)), set()),
        (Scope(0, ("A",), TOMORROW), {"users_count"}),
        (Scope(-1, ("A",), TOMORROW), {"users_count"}),
        (Scope(MOST_USERS + 1, ("A",), TOMORROW), {"users_count"}),
        (Scope(1, (), TOMORROW), {"services"}),
        (Scope(1, ("A",) * 51, TOMORROW), {"services"}),
        (Scope(1, ("A",), TODAY), {"completion_date"}),
        (Scope(0, (), YESTERDAY), {"users_count", "services", "completion_date"}),
    ],
)
def test_a_scope_is_refused_beside_each_wrong_field(scope, fields):
    assert fields_of(scope_problems(scope, TODAY)) == fields


@pytest.mark.parametrize(
    ("name", "key", "customer", "fields"),
    [
        ("Net", "NET", "Acme", set()),
        ("😀", "N2", "مرحبا", set()),
        ("  ", "NET", "Acme", {"name"}),
        ("N" * 81, "NET", "Acme", {"name"}),
        ("Net", "net", "", {"key", "customer"}),
        ("Net", "N", "A" * 81, {"key", "customer"}),
        ("Net", "2NET", "Acme", {"key"}),
        ("Net", "ABCDEFGHIJK", "Acme", {"key"}),
        ("Net", "NET\n", "Acme", {"key"}),
        ("", "", "", {"name", "key", "customer"}),
    ],
)
def test_names_and_key_are_refused_beside_each_wrong_field(name, key, customer, fields):
    assert fields_of(naming_problems(name, key, customer)) == fields


def test_the_manager_cannot_be_the_department_head_too():
    assert fields_of(separation_problems(make.PM, make.PM)) == {"department_head"}
    assert separation_problems(make.PM, make.HEAD) == []


def test_a_state_is_written_as_people_say_it():
    assert replace(make.unsaved_project(), lifecycle=Lifecycle.ON_HOLD).state == "on hold"


@pytest.mark.parametrize(
    ("key", "name", "channel"),
    [
        ("NET", "Campus network", "net-campus-network"),
        ("MAIL", "Mail and Teams migration", "mail-and-teams-migration"),
        ("MAIL", "Mailbox moves", "mail-mailbox-moves"),
        ("NET", "NET", "net"),
    ],
)
def test_a_channel_bears_the_key_once(key, name, channel):
    assert channel_name_for(key, name) == channel
