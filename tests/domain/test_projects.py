from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actors import Actor
from domain.commands import PROJECT_KEY
from domain.projects import (
    MOST_USERS,
    Lifecycle,
    Move,
    Project,
    Scope,
    State,
    channel_name_for,
    channel_name_from,
    key_proposed_from,
    missing_before_start,
    moved,
    naming_problems,
    next_free_name,
    scope_problems,
    separation_problems,
    services_from,
)
from domain.refusals import Refused
from domain.roles import LEADING_ROLES, Role
from tests import make
from tests.make import COMPLETION, NOON, TODAY, TOMORROW, YESTERDAY

# Written down a second time: from a lifecycle, each legal move and where it leads.
LEGAL = {
    ("planning", "start"): "active",
    ("active", "hold"): "on_hold",
    ("on_hold", "resume"): "active",
}


def fields_of(problems: list) -> set[str]:
    return {problem.field for problem in problems}


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
@pytest.mark.parametrize("move", list(Move))
def test_only_the_legal_moves_can_be_made_from_each_state(lifecycle, move):
    project = replace(make.unsaved_project(), lifecycle=lifecycle)
    after = LEGAL.get((lifecycle.value, move.value))

    if after is None:
        with pytest.raises(Refused, match=rf"NET is (already )?{project.state}\.$|NET has not started yet"):
            moved(project, move, NOON)
    else:
        assert moved(project, move, NOON).lifecycle.value == after


@given(st.lists(st.sampled_from(list(Move)), max_size=30))
def test_any_sequence_of_moves_keeps_the_rules(moves):
    project = make.unsaved_project()
    at = NOON
    legal: list[Move] = []

    for move in moves:
        at += timedelta(hours=1)
        try:
            project = moved(project, move, at)
            legal.append(move)
        except Refused:
            assert (project.lifecycle.value, move.value) not in LEGAL

    after_start = [Move.HOLD, Move.RESUME] * 15
    assert legal == [Move.START, *after_start][: len(legal)]
    assert (project.started_at is not None) == (Move.START in legal)
    assert (project.lifecycle is Lifecycle.ON_HOLD) == (legal[-1:] == [Move.HOLD])


def test_a_project_remembers_when_it_first_started():
    started = moved(make.unsaved_project(), Move.START, NOON)

    resumed = moved(moved(started, Move.HOLD, NOON + timedelta(days=1)), Move.RESUME, NOON + timedelta(days=2))

    assert resumed.started_at == NOON


def without(role: Role) -> Project:
    project = make.unsaved_project()
    return replace(project, staff=tuple(one for one in project.staff if one.role is not role))


def unconfirmed() -> Project:
    project = make.unsaved_project()
    staff = tuple(replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in project.staff)
    return replace(project, staff=staff)


@pytest.mark.parametrize(
    ("project", "words"),
    [
        (make.unsaved_project(scope=Scope(None, ("Wi-Fi",), COMPLETION)), "the number of IT users"),
        (make.unsaved_project(scope=Scope(5, (), COMPLETION)), "the IT services"),
        (make.unsaved_project(scope=Scope(5, ("Wi-Fi",), None)), "the completion date"),
        *((without(role), f"the {role.words}") for role in LEADING_ROLES),
        (unconfirmed(), "the confirmation of the department head by an administrator or a listed head"),
    ],
)
def test_a_project_that_lacks_one_thing_is_a_draft_and_its_start_names_it(project, words):
    with pytest.raises(Refused) as refusal:
        moved(project, Move.START, NOON)

    assert missing_before_start(project) == (words,)
    assert project.state is State.DRAFT
    assert refusal.value.message == f"NET cannot start yet. Still missing: {words}."


def test_a_start_names_everything_that_is_missing_at_once():
    bare = replace(make.unsaved_project(), staff=(), scope=Scope())

    with pytest.raises(Refused) as refusal:
        moved(bare, Move.START, NOON)

    assert refusal.value.message.count(";") == 6


def test_a_project_with_everything_is_scoped_and_falls_back_when_a_fact_is_taken_away():
    whole = make.unsaved_project()

    taken = replace(whole, scope=replace(whole.scope, services=()))

    assert (whole.state, taken.state) == (State.SCOPED, State.DRAFT)


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
