"""Everything that can be asked, by everybody whom the table lets: it is done."""

import pytest

from domain.actions import Action
from domain.permissions import STRANGERS
from tests.handlers.permissions.people import PERSONAS
from tests.handlers.permissions.table import KEPT_ANYWAY, LINES, OPENS, SAVES, SAYS


@pytest.mark.parametrize("line", LINES, ids=str)
def test_whom_the_table_lets_does_it(stage, line, case):
    for persona in PERSONAS:
        if line.lets(persona):
            with case(persona):
                assert_done(stage.sends(line, persona), line)


def assert_done(outcome, line):
    """No refusal, and what this line is for: a form, words, or rows that are different."""
    assert outcome.heard.status == 200
    assert not any(f" may {action}." in outcome.told for action in Action)
    assert not any(words in outcome.told for words in (*line.refusals, *STRANGERS.values()))
    assert bool(outcome.changed - KEPT_ANYWAY) is (line.does == SAVES)
    assert outcome.opened or line.does != OPENS
    assert line.shows in outcome.told or line.does != SAYS or line.guards != (Action.SEE_PROJECT,)
    assert outcome.told.strip() or line.does == SAVES
