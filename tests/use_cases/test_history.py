import pytest

from domain.history import Act, Change, HistoryFilter
from domain.identity import ChannelId, UserId
from domain.moves import Move
from domain.projects import ChannelKind, ProjectChannel
from domain.refusals import Refused
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

    def read(*typed, **more):
        return show_history(ShowHistory(make.actor(NOBODY), HistoryFilter.typed(typed or ["NET"]), **more), tx, NOON)

    return read


def test_a_created_project_begins_its_history_with_everything_that_was_decided(tx, history):
    make.office(tx)

    create_project(make.creation(), tx, NOON)

    (line,) = history().facts.entries
    assert (line.by, line.act, line.about, line.at) == (PM, Act.CREATED, "NET", NOON)
    assert Change("IT users", "", "120") in line.changes
    assert Change("project manager", people_after=(PM,)) in line.changes


def test_a_move_says_from_and_to_and_names_who_did_it(tx, history):
    make.ready(tx)

    move_project(MoveProject(make.actor(HEAD), Move.START, "NET"), tx, NOON)

    seen = history()
    assert (seen.facts.entries[0].by, seen.facts.entries[0].changes) == (HEAD, (Change("state", "approved", "active"),))
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
    again = history(after=older.newer).facts

    assert (len(newest.entries), newest.newer) == (ENTRIES_SHOWN, None)
    assert [line.changes[0].after for line in older.entries] == ["1", "0"]
    assert older.older is None
    assert again == newest


def test_the_middle_of_a_long_history_goes_on_both_ways(tx, history):
    project = make.project(tx)
    for percent in range(3 * ENTRIES_SHOWN):
        tx.history.add(PM, NOON, Act.CHANGED_TASK, project.id, "NET-1", (Change("percent", "", str(percent)),))

    middle = history(before=history().facts.older).facts
    oldest = history(before=middle.older).facts
    middle_again = history(after=oldest.newer).facts

    assert middle_again == middle
    assert None not in (middle.newer, middle.older)
    assert [line.changes[0].after for line in oldest.entries][-1] == "0"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("NET",), ["NET-2", "NET-1", "NET-D1", "NET-1"]),
        (("NET-1",), ["NET-1", "NET-1"]),
        (("net-d1",), ["NET-D1"]),
        (("NET", f"<@{ANA}|ana>"), ["NET-2", "NET-1"]),
        ((f"<@{ANA}>", "NET-1"), ["NET-1"]),
        (("NET", f"<@{NOBODY}>"), []),
    ],
)
def test_the_history_is_narrowed_to_a_thing_and_to_a_person(tx, history, typed, found):
    project = make.project(tx)
    for by, about in ((PM, "NET-1"), (PM, "NET-D1"), (ANA, "NET-1"), (ANA, "NET-2")):
        tx.history.add(by, NOON, Act.CHANGED_TASK, project.id, about)

    seen = history(*typed)

    assert [line.about for line in seen.facts.entries] == found
    assert HistoryFilter.typed(seen.facts.wanted.split()).about == seen.facts.about
    assert seen.facts.by is None or seen.names[seen.facts.by]


def test_in_the_projects_channel_the_key_can_be_left_out(tx):
    project = make.project(tx)
    tx.history.add(PM, NOON, Act.MOVED, project.id, "NET")
    order = ShowHistory(make.actor(NOBODY), HistoryFilter.typed([f"<@{PM}>"]), "C_NET")

    seen = show_history(order, tx, NOON)

    assert (seen.facts.wanted, len(seen.facts.entries)) == (f"NET <@{PM}>", 1)


@pytest.mark.parametrize("word", ["wifi!", "NET-", "NET-D", "#net", "2026"])
def test_a_word_that_names_nothing_is_refused_with_what_could_stand_there(word):
    with pytest.raises(Refused) as refusal:
        HistoryFilter.typed(["NET", word])

    assert "nor a task such as NET-12" in refusal.value.message


def test_the_history_of_a_hidden_project_is_that_of_none(tx):
    make.project(tx, channel=ProjectChannel(ChannelKind.PRIVATE, "net", ChannelId("C_NET")))

    with refused(tx, words="There is no project NET"):
        show_history(ShowHistory(make.actor(UserId("U_ELSE")), HistoryFilter("NET")), tx, NOON)
