from domain.living import Home
from domain.notices import ToPerson
from domain.tasks import TaskState
from domain.workspaces import Creators
from tests import make, saved
from tests.make import ADMIN, ANA, HEAD, NOBODY, NOON, PM, TOMORROW, YESTERDAY
from tests.use_cases.examples import running
from use_cases.help import ShowHelp, show_help
from use_cases.home import WAITING_SHOWN, WORKING_SHOWN, OpenHome, open_home, read_home
from use_cases.my_work import ShowMyWork, show_my_work
from use_cases.reading import Read

EVERYBODY = {
    "mine",
    "status",
    "list",
    "tasks",
    "difficulties",
    "why",
    "history",
    "prepare",
    "tools",
    "options",
    "help",
    "skills",
    "leave",
    "stock",
    "stages",
    "template",
}
EVERYBODY |= {"scope", "request", "requests", "changes", "pictures", "export", "lessons", "outcome", "services"}


def home_of(tx, person, now=NOON):
    return read_home(Read(make.clock(), person, ToPerson(person)), tx, now)


def test_an_opened_home_is_published_and_a_second_opening_does_not_add_another(tx):
    for _ in range(2):
        open_home(OpenHome(make.actor(ANA)), tx, NOON)

    assert saved.waiting(tx) == [Home.of(ANA)]
    assert tx.outbox.posted(Home.of(ANA).mark) is not None


def test_home_shows_what_waits_and_what_is_worked_on_and_the_projects(tx):
    project = running(tx)
    late = make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY)
    working = make.task(tx, project, TaskState.ACCEPTED, due=TOMORROW)

    facts = home_of(tx, ANA)

    assert [one.id for one in facts.waiting] == [late.id]
    assert [one.id for one in facts.working_on] == [working.id]
    assert [line.key for line in facts.projects] == ["NET"]
    assert facts.more == 0


def test_what_home_has_no_room_for_is_counted(tx):
    project = running(tx)
    for _ in range(WAITING_SHOWN + 3):
        make.task(tx, project)
    for _ in range(WORKING_SHOWN + 2):
        make.task(tx, project, TaskState.ACCEPTED)

    facts = home_of(tx, ANA)

    assert (len(facts.waiting), len(facts.working_on), facts.more) == (WAITING_SHOWN, WORKING_SHOWN, 5)


def test_home_and_the_list_by_command_show_the_same(tx):
    project = running(tx)
    make.round_of(tx, project)
    make.task(tx, project, TaskState.ACCEPTED, due=YESTERDAY), make.task(tx, project)

    facts, listed = home_of(tx, ANA), show_my_work(ShowMyWork(make.actor(ANA)), tx, NOON).facts

    assert (*facts.waiting, *facts.working_on) == listed.waiting


def test_home_knows_who_administers_and_who_may_create(tx):
    make.office(tx)
    make.workspace(tx, creators=Creators.LEADERS, settings_saved=False)

    admin, head, nobody = (home_of(tx, person) for person in (ADMIN, HEAD, NOBODY))

    assert (admin.is_admin, admin.may_create, admin.settings_saved) == (True, True, False)
    assert (head.is_admin, head.may_create) == (False, True)
    assert (nobody.is_admin, nobody.may_create, nobody.projects) == (False, False, ())


def test_the_home_of_somebody_nobody_knows_shows_nothing(tx):
    assert home_of(tx, "U_WHO") is None


def test_help_offers_everybody_what_everybody_may(tx):
    make.office(tx)

    assert show_help(ShowHelp(make.actor(NOBODY)), tx, NOON).verbs == EVERYBODY | {"create", "next"}


WORKING = {"difficulty", "done", "progress", "team", "log", "plan", "resources", "change", "retro", "feedback"}
MOVING = {"start", "hold", "resume", "complete", "close", "cancel", "reopen"}
LEADING = {"health", "assign", "channel", "delegate", "schedule", "feasible", "cost"}


def test_help_offers_each_role_its_verbs(tx):
    make.office(tx)
    make.workspace(tx, creators=Creators.LEADERS)
    make.project(tx)

    verbs = {person: show_help(ShowHelp(make.actor(person)), tx, NOON).verbs for person in (PM, ANA, NOBODY)}

    assert verbs[PM] == EVERYBODY | WORKING | MOVING | LEADING
    assert verbs[ANA] == EVERYBODY | WORKING | {"checkin"}
    assert verbs[NOBODY] == EVERYBODY


def test_help_offers_progress_to_whoever_has_a_task(tx):
    project = make.project(tx)
    make.task(tx, project, assignee=NOBODY)

    assert {"done", "progress"} <= show_help(ShowHelp(make.actor(NOBODY)), tx, NOON).verbs
