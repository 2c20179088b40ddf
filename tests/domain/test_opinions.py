"""The technical opinion: of which words it is, when it is enough, and who gives it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.holders import Holder
from domain.opinions import (
    Judging,
    Opinion,
    Stay,
    Verdict,
    is_decided,
    judged,
    objections_in_words,
    opinion_problems,
    to_judge,
)
from domain.roles import Party, Role
from domain.scope import ScopeStatement, TechnicalKind, TechnicalRequirement, Weight
from tests import make
from tests.make import HEAD, IT, NOON, PM

MUST = TechnicalRequirement("t1", TechnicalKind.NETWORK, "Coverage in every hall")
SHOULD = TechnicalRequirement("t2", TechnicalKind.SECURITY, "802.1X", Weight.SHOULD)
BOTH = ScopeStatement(technical=(MUST, SHOULD))


def said(requirement, verdict=Verdict.AS_PLANNED):
    return Opinion("p1", requirement, verdict, "", IT, NOON)


def test_every_requirement_needs_an_opinion_and_what_is_objected_to_a_change_or_a_reason_to_stay():
    as_planned, impossible = said(MUST), said(MUST, Verdict.NOT_POSSIBLE)
    changing, never = said(SHOULD, Verdict.CHANGES_SCOPE), said(SHOULD, Verdict.NOT_POSSIBLE)

    assert not is_decided(judged(BOTH, [as_planned]))
    for objecting in ([as_planned, changing], [as_planned, never], [impossible, said(SHOULD)]):
        assert not is_decided(judged(BOTH, objecting))
        assert is_decided(judged(BOTH, [replace(one, stays=Stay("They know", PM, NOON)) for one in objecting]))
    assert [one.stands_in_the_way for one in judged(BOTH, [impossible, never])] == [True, False]


def test_what_is_to_be_done_about_objections_is_said_once_nothing_waits_for_an_opinion():
    never, changing = said(MUST, Verdict.NOT_POSSIBLE), said(SHOULD, Verdict.CHANGES_SCOPE)

    assert objections_in_words(judged(BOTH, [never])) == ""
    assert objections_in_words(judged(BOTH, [never, said(SHOULD)])) == (
        "1 requirement is not possible as written: change it or say why it stays"
    )
    assert objections_in_words(judged(BOTH, [never, changing])) == (
        "2 requirements are not possible as written, or only if the scope changes: change them or say why they stay"
    )


def test_a_requirement_that_is_worded_otherwise_is_open_again_and_no_other():
    reworded = ScopeStatement(technical=(replace(MUST, statement="Coverage in hall 1"), SHOULD))

    first, second = judged(reworded, [said(MUST), said(SHOULD)])

    assert (first.is_open, first.has_lapsed) == (True, True)
    assert not second.is_open


def test_without_technical_requirements_the_scope_is_judged_as_a_whole_as_it_stands():
    whole = ScopeStatement(120, ("Wi-Fi",), date(2027, 5, 31))
    (asked,) = to_judge(whole)

    assert asked.statement == "The scope as a whole: 120 IT users; Wi-Fi, by Mon 31 May 2027"
    assert is_decided(judged(whole, [said(asked)]))
    assert not is_decided(judged(replace(whole, users_count=121), [said(asked)]))


@pytest.mark.parametrize("verdict", [Verdict.CHANGES_SCOPE, Verdict.NOT_POSSIBLE])
def test_how_it_changes_and_why_it_is_not_possible_are_asked(verdict):
    assert [one.field for one in opinion_problems(verdict, " ", "words@t1")] == ["words@t1"]
    assert opinion_problems(verdict, "A metal roof", "words@t1") == []
    assert opinion_problems(Verdict.AS_PLANNED, "", "words@t1") == []


def test_the_it_manager_judges_and_where_that_is_the_project_manager_the_department_head():
    usual = make.unsaved_project()
    both = make.unsaved_project(staff={Role.IT_MANAGER: PM})
    unconfirmed = tuple(replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in both.staff)

    assert (Judging(usual).judge, Judging(usual).parties_of(IT)) == (IT, {Party.IT_MANAGER})
    assert (Judging(both).judge, Judging(both).parties_of(PM)) == (HEAD, frozenset())
    assert Judging(both).parties_of(HEAD) == {Party.IT_MANAGER}
    assert Judging(replace(both, staff=unconfirmed)).judge is None
    assert Judging(replace(usual, staff=(Holder(Role.PROJECT_MANAGER, PM, NOON),))).judge is None
