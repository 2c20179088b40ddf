from dataclasses import replace
from datetime import time

import pytest

from domain.roles import Party
from domain.workspaces import Department, SettingsForm, Workspace, settings_problems
from tests.make import BEN, HEAD, IT

FORM = SettingsForm("Europe/Berlin", (0, 1, 2, 3, 4), time(9), time(17, 30), "DE", "BY", "EUR")
CURRENCIES = frozenset({"EUR", "USD"})


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"country": "", "region": ""}, []),
        ({"zone": "Berlin"}, ["zone"]),
        ({"zone": ""}, ["zone"]),
        ({"working_days": ()}, ["working_days"]),
        ({"work_end": time(9)}, ["work_end"]),
        ({"work_start": time(22), "work_end": time(6)}, ["work_end"]),
        ({"country": "XX"}, ["country"]),
        ({"region": "ZZ"}, ["region"]),
        ({"country": ""}, ["region"]),
        ({"currency": "eur"}, ["currency"]),
        ({"zone": "x", "working_days": (), "currency": ""}, ["zone", "working_days", "currency"]),
    ],
)
def test_settings_are_refused_beside_each_wrong_field(changes, fields):
    problems = settings_problems(replace(FORM, **changes), CURRENCIES)

    assert [problem.field for problem in problems] == fields


def test_until_somebody_saves_them_settings_are_sensible_defaults():
    fresh = Workspace("T1")

    assert settings_problems(replace(FORM, zone=fresh.zone, currency=fresh.currency), CURRENCIES) == []
    assert (fresh.settings_saved, fresh.calendar.days) == (False, {0, 1, 2, 3, 4})


def test_the_lists_say_what_people_are_towards_the_workspace():
    workspace = Workspace("T1", departments=(Department("Network", HEAD),), it_managers=(IT, HEAD))

    assert workspace.parties_of(HEAD) == {Party.LISTED_HEAD, Party.LISTED_IT_MANAGER}
    assert workspace.parties_of(IT) == {Party.LISTED_IT_MANAGER}
    assert workspace.parties_of(BEN) == frozenset()
    assert workspace.holders_of(frozenset({Party.LISTED_HEAD})) == (HEAD,)
