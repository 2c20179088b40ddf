import pytest

from domain.history import Act, Change
from domain.identity import ChannelId, UserId
from domain.moves import Move
from domain.projects import ChannelKind, ProjectChannel
from tests import make
from tests.make import ANA, HEAD, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.delegation import delegate_task
from use_cases.directory import ChangeChannel, change_channel
from use_cases.history import ENTRIES_SHOWN, ShowHistory, show_history
from use_cases.moves import MoveProject, move_project
from use_cases.offers import AcceptTask, accept_task
from use_cases.progress import ReportProgress, report_progress
from use_cases.projects import create_project


@pytest.fixture
def history(tx):
    """The newest lines of NET, as somebody sees them."""
    return lambda **more: show_history(ShowHistory(make.actor(NOBODY), "NET", **more), tx, NOON)


def test_a_created_project_begins_its_history_with_everything_that_was_decided(tx, history):
    make.office(tx)

    create_project(make.creation(), tx, NOON)

    (line,) = history().facts.entries
    assert (line.by, line.act, line.about, line.at) == (PM, Act.CREATED, "NET", NOON)
    assert Change("IT users", "", "120") in line.changes
    assert Change("project manager", people_after=(PM,)) in line.changes


def test_a_move_says_from_and_to_and_names_who_did_it(tx, history):
    make.project(tx)

    move_project(MoveProject(make.actor(HEAD), Move.START, "NET"), tx, NOON)

    seen = history()
    assert (seen.facts.entries[0].by, seen.facts.entries[0].changes) == (HEAD, (Change("state", "scoped", "active"),))
    assert seen.names[HEAD]


def test_a_task_leaves_a_line_for_each_of_its_changes_newest_first(tx, history):
    project = make.project(tx)
    key = delegate_task(make.delegation(project), tx, NOON)

    accept_task(AcceptTask(make.actor(ANA), tx.tasks.by_key(key).id), tx, NOON)
    report_progress(ReportProgress(make.actor(ANA), key, 40), tx, NOON)

    progressed, accepted, delegated = history().facts.entries
    assert (progressed.by, progressed.about, progressed.changes) == (ANA, key, (Change("percent", "0", "40"),))
    assert accepted.changes == (Change("state", "offered", "accepted"),)
    assert Change("assignee", people_after=(ANA,)) in delegated.changes


def test_what_steward_notes_by_itself_was_done_by_nobody(tx, history):
    project = make.project(tx)
    channel = project.channel.id

    change_channel(ChangeChannel(make.clock(), channel, name="net-new"), tx, NOON)

    line = history().facts.entries[0]
    assert (line.by, line.act) == (None, Act.CHANNEL_CHANGED)
    assert Change("channel", project.channel.name, "net-new") in line.changes


def test_a_refused_change_leaves_no_line(tx, history):
    make.project(tx)

    with refused(tx):
        move_project(MoveProject(make.actor(HEAD), Move.RESUME, "NET"), tx, NOON)

    assert history().facts.entries == ()


def test_older_lines_stand_on_the_next_page_and_none_is_shown_twice(tx, history):
    project = make.project(tx)
    for percent in range(ENTRIES_SHOWN + 2):
        tx.history.add(PM, NOON, Act.CHANGED_TASK, project.id, "NET-1", (Change("percent", "", str(percent)),))

    newest = history().facts
    older = history(before=newest.older).facts

    assert (len(newest.entries), newest.is_newest) == (ENTRIES_SHOWN, True)
    assert [line.changes[0].after for line in older.entries] == ["1", "0"]
    assert (older.older, older.is_newest) == (None, False)


def test_the_history_of_a_hidden_project_is_that_of_none(tx):
    make.project(tx, channel=ProjectChannel(ChannelKind.PRIVATE, "net", ChannelId("C_NET")))

    with refused(tx, words="There is no project NET"):
        show_history(ShowHistory(make.actor(UserId("U_ELSE")), "NET"), tx, NOON)
