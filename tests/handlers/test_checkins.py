"""A check-in's form says what stood in it, so that only what a person changed is reported."""

import json

import pytest

from domain.tasks import TaskState
from handlers import checkins
from message_templates import draw_view
from storage.people import Named
from storage.transactions import Transaction
from tests import make
from tests.handlers.conftest import NOON
from tests.handlers.slack_side import ANA, TEAM, modal
from use_cases.checkins import PrepareCheckIn, prepare_checkin


@pytest.fixture
def routes():
    return checkins.routes


@pytest.fixture
def inside(run):
    """Arrange or look in a transaction of the workspace."""

    def do(act, *arguments, **more):
        with run.database.writing() as connection:
            return act(Transaction(connection, TEAM, NOON), *arguments, **more)

    return do


def submitted(form, **typed):
    """The form that was opened, as Slack sends it back with these words and numbers in it."""
    view = draw_view("check_in", Named(form, {}))
    return modal(callback_id="check_in", kept=json.loads(view["private_metadata"]), **typed)


def test_only_a_percent_that_was_changed_in_the_form_is_reported(phone, run, inside):
    project = inside(make.project, started=True)
    moved, same = (inside(make.task, project, TaskState.ACCEPTED, percent=20) for _ in range(2))
    form = run(prepare_checkin, PrepareCheckIn(make.actor(ANA, TEAM)))
    inside(lambda tx: tx.tasks.change(same, same.progressed(80, ANA, NOON), tx.projects.for_change(project.id)))

    percents = {f"percent__{moved.id}": "50", f"percent__{same.id}": "20"}
    answer = phone.submit(submitted(form, **{f"done__{project.id}": "Cables"}, **percents))

    assert answer.said == {}
    assert [inside(lambda tx, one=one: tx.tasks.get(one.id).percent) for one in (moved, same)] == [50, 80]
