"""Whatever goes wrong, the person hears it where they are, keeps what they typed, and nothing escapes to Bolt."""

import logging
import re
import sqlite3
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from domain.actors import Actor
from domain.permissions import Forbidden
from domain.refusals import Problem, Refused, Unavailable
from handlers.errors import AWAY, beside
from storage.transactions import read_only
from tests.handlers.slack_side import modal

SECRET_WORDS = "the customer's secret"


@dataclass(frozen=True)
class Fail:
    """An order for a use case that fails as it is told."""

    actor: Actor
    failure: Exception | None = None


def fail(order, tx, now):
    if order.failure:
        raise order.failure
    return "done"


@read_only
def look(order, tx, now):
    return "seen"


@pytest.fixture
def failing(routes):
    """Every kind of request answered by a function that fails with what stands here."""
    what = {}

    @routes.command("go")
    @routes.action("go")
    @routes.action("make.go")
    @routes.view("make")
    @routes.options("make.project")
    @routes.shortcut("go")
    @routes.view_closed("make")
    @routes.event("channel_rename")
    def gone(run, clock):
        run(fail, Fail(clock, what["failure"]))

    return what


def everywhere(phone):
    """The same thing going wrong for every kind of request that a person makes."""
    return {
        "command": phone.command("go"),
        "press": phone.press("go"),
        "home": phone.press("go", view=modal(kind="home")),
        "modal": phone.press("value", "go", view=modal("name")),
        "view": phone.submit(modal("name", "due")),
        "options": phone.suggest("x", modal(), "project"),
        "shortcut": phone.shortcut("go"),
        "closed": phone.close(modal()),
    }


def test_a_refusal_is_told_wherever_the_person_is(phone, failing, slack):
    failing["failure"] = Refused("Pick <today> & later.")

    answers = everywhere(phone)

    assert {answer.status for answer in answers.values()} == {200}
    assert answers["command"].said["text"] == "Pick &lt;today&gt; &amp; later."
    assert answers["command"].said["blocks"][0]["text"]["text"] == "Pick <today> & later."
    assert answers["press"].body == answers["home"].body == answers["modal"].body == ""
    assert answers["view"].said == {"response_action": "errors", "errors": {"name": "Pick <today> & later."}}
    assert answers["options"].said == {"options": []}
    [posted] = slack.told("answer")
    assert (posted["text"], posted["replace_original"]) == ("Pick &lt;today&gt; &amp; later.", False)
    assert posted["response_type"] == "ephemeral"
    assert [name for name, _ in slack.calls] == ["answer", "views.open", "views.push", "views.open"]
    assert all("Pick <today> & later." in str(slack.told(name)) for name in ("views.open", "views.push"))


def test_a_refusal_of_a_view_without_inputs_takes_its_place(phone, failing):
    failing["failure"] = Refused("Not any more.")

    answer = phone.submit(modal())

    assert answer.said["response_action"] == "update"
    assert answer.said["view"]["blocks"][0]["text"]["text"] == "Not any more."


def test_a_database_that_is_away_is_told_and_the_form_is_kept(phone, failing, slack):
    failing["failure"] = Unavailable("OperationalError")

    answers = everywhere(phone)

    assert answers["command"].said["text"] == AWAY
    assert answers["view"].said["errors"] == {"name": AWAY}
    assert slack.told("answer")[0]["text"] == AWAY
    assert answers["options"].said == {"options": []}
    assert {answer.status for answer in answers.values()} == {200}


def test_our_own_mistake_gets_a_reference_that_stands_in_the_log(phone, failing, caplog):
    failing["failure"] = ValueError("a mistake")

    answers = everywhere(phone)

    reference = re.search(r"reference ([0-9a-f]{8})", answers["command"].said["text"])[1]
    assert f"reference {reference}: command go failed" in caplog.text
    assert "ValueError: a mistake" in caplog.text
    assert "Nothing was saved" in answers["view"].said["errors"]["name"]
    assert {answer.status for answer in answers.values()} == {200}


def test_the_log_never_says_what_was_typed(phone, routes, caplog):
    caplog.set_level(logging.DEBUG, logger="tests.handlers")

    @routes.view("make")
    def make_submitted(view):
        raise Refused("No.")

    phone.command(SECRET_WORDS)
    phone.submit(modal("name", name=SECRET_WORDS))

    assert "secret" not in caplog.text


def test_not_even_what_the_database_complains_about_is_in_the_log(phone, routes, caplog):
    def break_the_database(order, tx, now):
        tx.connection.execute(sa.text("INSERT INTO people (id) VALUES (:id)"), {"id": SECRET_WORDS})

    @routes.command("go")
    def gone(run, clock):
        run(break_the_database, Fail(clock))

    phone.command("go")

    assert "IntegrityError" in caplog.text
    assert "secret" not in caplog.text


def test_a_mistake_after_saving_does_not_deny_what_was_saved(phone, routes):
    @routes.view("make")
    def make_submitted(run, clock):
        run(fail, Fail(clock))
        raise ValueError("drawing failed")

    @routes.command("look")
    def looked(run, clock):
        run(look, Fail(clock))
        raise ValueError("drawing failed")

    saved, seen = phone.submit(modal("name")), phone.command("look")

    assert saved.said["errors"]["name"].startswith("Your change was saved, but")
    assert "Nothing was saved" in seen.said["text"]


def test_a_refusal_after_an_acknowledgement_still_reaches_the_person(phone, routes):
    @routes.view("make")
    def make_submitted(ack):
        ack()
        raise Refused("Too late.", field="name")

    answer = phone.submit(modal("name"))

    assert answer.said["errors"] == {"name": "Too late."}


@pytest.mark.parametrize(
    ("failure", "status"), [(Refused("No."), 200), (Unavailable(), 500), (ValueError("a mistake"), 500), (None, 200)]
)
def test_an_event_is_sent_again_when_that_can_help(phone, failing, failure, status):
    failing["failure"] = failure

    answer = phone.event({"type": "channel_rename", "channel": {"id": "C1"}})

    assert answer.status == status


def test_an_event_is_acknowledged_only_after_the_work(phone, routes):
    seen = []

    @routes.event("channel_rename")
    def channel_renamed(ack):
        seen.append(ack.response)

    answer = phone.event({"type": "channel_rename", "channel": {"id": "C1"}})

    assert (seen, answer.status) == ([None], 200)


def test_who_may_do_it_is_named(phone, failing):
    failing["failure"] = Forbidden("Only the project manager may delegate.", ("U_BO", "U_CY", "U_GONE"))

    answer = phone.command("go")

    assert answer.said["text"] == "Only the project manager may delegate. Ask Bo Berg or Cy Diaz."


def test_what_to_type_instead_bears_the_name_that_the_command_has_here(phone, failing):
    failing["failure"] = Refused("The customer has accepted this scope. Ask for a change:", to_type="change NET")

    answer = phone.command("go")

    assert answer.said["text"].endswith("Ask for a change: /project change NET")


def test_a_refusal_is_told_without_names_when_they_cannot_be_read(phone, failing, run):
    failing["failure"] = Forbidden("Only the project manager may delegate.", ("U_BO",))
    with run.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE people RENAME TO put_away")

    answer = phone.command("go")

    with run.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE put_away RENAME TO people")
    assert answer.said["text"] == "Only the project manager may delegate."


def test_a_locked_database_answers_in_time_and_works_again_by_itself(phone, failing, run):
    failing["failure"] = None
    phone.command("go")
    keeper = sqlite3.connect(run.database.url.database, isolation_level=None)
    keeper.execute("BEGIN IMMEDIATE")

    locked = phone.command("go")
    keeper.close()
    free = phone.command("go")

    assert locked.said["text"] == AWAY
    assert (free.status, free.body) == (200, "")


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([Problem("A.", "due"), Problem("B.", "due"), Problem("A.", "due")], {"due": "A. B."}),
        ([Problem("A.", None)], {"name": "A."}),
        ([Problem("A.", "elsewhere"), Problem("B.", "name")], {"name": "A. B."}),
        ([Problem("A.", "percent")], {"percent@NET-1": "A."}),
        ([Problem("A.", "percent@NET-2")], {"percent@NET-2": "A."}),
    ],
)
def test_a_problem_stands_beside_its_field_and_otherwise_beside_the_first(problems, expected):
    inputs = ["name", "due", "percent@NET-1", "percent@NET-2"]

    assert beside(inputs, problems) == expected


@pytest.mark.parametrize("missing", ["view", "user", "trigger_id", "container", "channel", "response_url"])
def test_a_press_that_lacks_something_is_answered_all_the_same(phone, failing, missing):
    failing["failure"] = Refused("No.")

    answer = phone.press("go", **{missing: None})

    assert answer.status == 200


@pytest.mark.parametrize("missing", ["id", "blocks", "state", "private_metadata", "hash"])
def test_a_submission_that_lacks_something_is_answered_all_the_same(phone, failing, missing):
    failing["failure"] = Refused("No.")
    view = modal("name")
    del view[missing]

    answer = phone.submit(view)

    assert (answer.status, "response_action" in answer.said) == (200, True)
