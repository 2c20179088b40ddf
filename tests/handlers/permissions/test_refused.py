"""Everything that can be asked, by everybody whom the table does not let: they hear who may, and nothing is done."""

import pytest

from domain.permissions import STRANGERS
from domain.roles import PARTY_WORDS, Party
from handlers.routing import Kind
from tests.handlers.permissions.people import MEMBERS, PERSONAS
from tests.handlers.permissions.table import KEPT_ANYWAY, LINES, MAY


@pytest.mark.parametrize("line", LINES, ids=str)
def test_whom_the_table_does_not_let_hears_who_may_and_nothing_is_done(stage, line, case):
    for persona in PERSONAS:
        if not line.lets(persona):
            with case(persona):
                assert_nothing_done(stage.sends(line, persona), line, persona)


def assert_nothing_done(outcome, line, persona):
    """An answer that refuses, no form, and no row that is different."""
    assert outcome.heard.status == 200
    assert outcome.changed <= KEPT_ANYWAY
    if line.kind is Kind.OPTIONS:
        assert outcome.heard.said == {"options": []}
    else:
        assert not outcome.opened or line.kind is Kind.VIEW
        assert outcome.heard.said or line.kind is not Kind.VIEW
        assert_refused(outcome.told, line, persona)


def assert_refused(words, line, persona):
    """The words of the table: which roles may, and one of those who have them."""
    missing = line.first_missing(persona)
    if persona.person is None:
        assert STRANGERS[persona.standing] in words
    elif line.refusals and not (missing and "Only " in words):
        assert any(one in words for one in line.refusals)
    else:
        assert f" may {missing}." in words
        assert [party for party in who_may(missing) if PARTY_WORDS[party] not in words] == []
        others = names_of(missing, besides=persona)
        assert others == [] or any(name in words for name in others)


def who_may(action):
    return [party for party in Party if (action, party.value.replace(" ", "-").replace("IT", "it")) in MAY]


def names_of(action, besides):
    """Who else may, by name, as far as they are known from what it is about; administrators are not."""
    others = [one for one in MEMBERS if one.person != besides.person]
    who = [one for one in others if {(action, column) for column in one.columns - {"administrator"}} & MAY]
    return [one.person.removeprefix("U_").capitalize() for one in who]
