"""Whatever is pressed or typed, by whoever, however late: an answer in words, and never our own mistake."""

import shutil

import pytest

from domain.actors import Standing
from handlers import route_book
from handlers.routing import FROM_OUTSIDE, Kind
from storage.database import Database
from tests import make
from tests.databases import without_waiting
from tests.handlers.office import made_office, words_in
from tests.handlers.requests import (
    COMMANDS,
    ELSEWHERE,
    FORMS,
    PRESSES,
    asked_to_maintain,
    costly,
    errand_of,
    inventoried,
    learned,
    open_at_end,
    send,
    things,
)
from tests.handlers.slack_side import SlackSide
from tests.kept_rows import KeptRows
from tests.make import NOBODY, PM
from tests.storage.rows import all_rows
from use_cases.briefings import need_id
from use_cases.change_cards import agreeing

AWAY = "Steward cannot reach its database"
# It is answered to whoever sent it, and concerns nobody else in Slack.
TELLS_NOBODY = {"refuse_reserve", "report_health", "edit_skill", "edit_thing", "change_leave", "set_hours"}
TELLS_NOBODY |= {"set_rates", "edit_resource", "import_resources"}
TELLS_NOBODY |= {"set_price", "log_work", "answer_goals"}
TELLS_NOBODY |= {"save_template", "rename_template", "explain_unbegun"}
# It lays the next step on top and saves nothing by itself.
LEADS_ON = {"create_project", "assign_request"}
OUR_FAULT = "Something went wrong on our side"


@pytest.fixture(scope="module")
def kept(migrated_file, tmp_path_factory):
    """One office in which the things stand and nothing waits: making them takes longer than asking about them."""
    path = tmp_path_factory.mktemp("kept") / "steward.db"
    shutil.copy(migrated_file, path)
    office = made_office(without_waiting(Database(f"sqlite:///{path}")), SlackSide())
    seen = things(office)
    office.forget_what_waits()
    rows = KeptRows(path)
    yield office, seen, rows
    rows.close()
    office.database.close()


@pytest.fixture
def office(kept):
    """The office as it was, whatever the last test did in it."""
    office, _, rows = kept
    rows.put_back(rows.beginning)
    office.run.is_away = False
    office.slack.calls.clear()
    return office


@pytest.fixture
def seen(kept):
    return kept[1]


def test_every_route_is_walked():
    walked = {(Kind.COMMAND, verb) for verb in COMMANDS} | {(Kind.ACTION, name) for name in PRESSES} | ELSEWHERE
    walked |= {
        (Kind.COMMAND, FROM_OUTSIDE)
    }  # no verb: tests/handlers/test_own_plans.py walks it by every verb there is

    assert set(route_book()) == walked


def pressed(office, name, value, person=None):
    return office.phone(person or PRESSES[name][0]).press(name, element={"value": value})


def value_for(name, seen):
    noun = PRESSES[name][1]
    return getattr(seen, noun) if noun else "x"


@pytest.mark.parametrize("verb", sorted(set(COMMANDS) - {"?"}))
def test_a_command_is_answered_in_words_while_the_database_is_away(office, verb):
    person, text = COMMANDS[verb]
    office.run.is_away = True

    heard = office.phone(person).command(text)

    assert heard.status == 200
    assert AWAY in words_in(heard.said)


@pytest.mark.parametrize("name", PRESSES)
def test_a_press_is_answered_in_words_while_the_database_is_away(office, name, seen):
    office.run.is_away = True

    heard = pressed(office, name, value_for(name, seen))

    assert heard.status == 200
    assert AWAY in office.told()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_stays_open_with_what_was_typed_while_the_database_is_away(office, name, seen):
    form = FORMS[name](office, seen)
    office.run.is_away = True

    heard = send(office, form)

    assert heard.said["response_action"] == "errors"
    assert AWAY in words_in(heard.said)


@pytest.mark.parametrize("name", [one for one in FORMS if one not in LEADS_ON])
def test_a_form_that_found_no_database_can_be_sent_again(office, name, seen):
    form = FORMS[name](office, seen)
    office.run.is_away = True
    send(office, form)
    office.run.is_away = False
    office.forget_what_waits()
    before = office.inside(lambda tx: all_rows(tx.connection))

    heard = send(office, form)

    assert heard.said.get("response_action") != "errors"
    assert office.inside(lambda tx: all_rows(tx.connection)) != before
    assert office.is_silent() is (name in TELLS_NOBODY)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_submitted_twice_acts_once(office, name, seen):
    form = FORMS[name](office, seen)
    first = send(office, form)
    after_one = office.inside(lambda tx: all_rows(tx.connection))

    second = send(office, form)

    assert (first.status, second.status) == (200, 200)
    assert second.said == first.said
    assert office.inside(lambda tx: all_rows(tx.connection)) == after_one


@pytest.mark.parametrize("name", [one for one in PRESSES if PRESSES[one][1]])
def test_a_button_of_a_message_whose_thing_is_gone_says_so(office, name, case):
    for value in ("gone", "ffffffffffffffffffffffffffffffff", "<@U1>", "NET-99", "'; --"):
        with case(value):
            office.slack.calls.clear()

            heard = pressed(office, name, value)

            assert heard.status == 200
            assert office.is_silent()
            assert office.told()
            assert OUR_FAULT not in office.told()


def changes_of(tx, project):
    """A change of the project and what was noted of it, under the names by which buttons carry them."""
    make.approved(tx, project)
    change = make.change(tx, project)
    return {"change": change.id, "agreeing": agreeing(change), "note": make.scope_note(tx, project).id}


@pytest.mark.parametrize("name", [one for one in PRESSES if PRESSES[one][1]])
def test_another_workspaces_things_are_like_things_that_do_not_exist(office, name):
    def arrange(tx):
        project = make.project(tx, "FAR", started=True)
        task = make.task(tx, project)
        make.round_of(tx, project)
        return {"project": project.id, "key": "FAR", "task": task.id, "task_key": task.key} | {
            "prompt": tx.prompts.of_day(make.ANA, make.TODAY).id,
            "errand": errand_of(tx, project),
            "briefing": make.briefing(project),
            "need": need_id(make.briefing(project), make.ANA),
            **open_at_end(tx, project, task, make.ANA),
            "tool": make.tool(tx, project).id,
            "solution": make.two_solutions(tx, project).id,
            **inventoried(tx, project),
            **learned(tx, project, make.ANA, make.BEN),
            **asked_to_maintain(tx, project, make.ANA),
            "feedback": make.feedback(tx, project).id,
            "digest": make.digested(make.digest(tx, project)),
            "plan": make.plan_version(tx, project).id,
            **changes_of(tx, project),
            "request": make.request(tx).id,
            **costly(tx, project, make.RESP, make.ANA),
        }

    theirs = office.inside(arrange, workspace="T2")
    office.forget_what_waits()

    pressed(office, name, theirs[PRESSES[name][1]])

    assert office.is_silent()
    assert OUR_FAULT not in office.told()
    assert "Far rollout" not in office.told()


@pytest.mark.parametrize("name", PRESSES)
def test_only_members_get_anything_from_a_press(office, name, seen, case):
    for standing in (Standing.GUEST, Standing.OUTSIDER, Standing.DEACTIVATED, Standing.BOT):
        with case(standing):
            office.inside(make.person, "U_STRANGER", standing=standing)
            office.slack.calls.clear()

            pressed(office, name, value_for(name, seen), "U_STRANGER")

            assert office.is_silent()
            assert office.slack.told("views.open") == [] or "Net rollout" not in office.told()
            assert "Net rollout" not in office.told()
            assert OUR_FAULT not in office.told()


@pytest.mark.parametrize("verb", sorted(set(COMMANDS) - {"?"}))
def test_only_members_get_anything_from_a_command(office, verb, case):
    for standing in (Standing.GUEST, Standing.OUTSIDER, Standing.DEACTIVATED):
        with case(standing):
            office.inside(make.person, "U_STRANGER", standing=standing)

            heard = office.phone("U_STRANGER").command(COMMANDS[verb][1])

            assert office.is_silent()
            assert office.slack.told("views.open") == []
            assert "Net rollout" not in words_in(heard.said)
            assert OUR_FAULT not in words_in(heard.said)


@pytest.mark.parametrize(
    "name",
    [
        "start_project",
        "edit_schedule",
        "assign_roles",
        "complete_project",
        "share_status",
        "delegate",
        "move_channel",
        "repair_retry",
        "repair_rename",
    ],
)
def test_a_member_without_a_role_is_told_who_may(office, name, seen):
    pressed(office, name, value_for(name, seen), NOBODY)

    assert office.is_silent()
    assert office.told().startswith("Only ")
    assert "Ask " in office.told()


@pytest.mark.parametrize("name", ["task_accept", "task_ask", "task_decline", "checkin_away", "task_done"])
def test_nobody_else_presses_the_buttons_of_a_person(office, name, seen):
    pressed(office, name, value_for(name, seen), NOBODY)

    assert office.is_silent()
    assert OUR_FAULT not in office.told()


def test_an_unknown_button_says_that_it_is_from_an_older_version(office):
    office.phone(PM).press("plan_approve", element={"value": "x"})

    assert "older version of Steward" in office.told()
