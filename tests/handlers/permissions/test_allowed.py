"""Everything that can be asked, by everybody whom the table lets: it is done."""

import pytest

from domain.permissions import STRANGERS, Action
from tests.handlers.permissions.people import PERSONAS
from tests.handlers.permissions.table import KEPT_ANYWAY, LINES, OPENS, SAVES, SAYS


@pytest.mark.parametrize(("line", "persona"), [(a, b) for a in LINES for b in PERSONAS if a.lets(b)], ids=str)
def test_whom_the_table_lets_does_it(stage, line, persona):
    outcome = stage.sends(line, persona)

    assert outcome.heard.status == 200
    assert not any(f" may {action}." in outcome.told for action in Action)
    assert not any(words in outcome.told for words in (*line.refusals, *STRANGERS.values()))
    assert bool(outcome.changed - KEPT_ANYWAY) is (line.does == SAVES)
    assert outcome.opened or line.does != OPENS
    assert line.shows in outcome.told or line.does != SAYS or line.guards != (Action.SEE_PROJECT,)
    assert outcome.told.strip() or line.does == SAVES
