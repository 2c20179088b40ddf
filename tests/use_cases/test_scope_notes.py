"""New scope noted in passing is counted until a change prices it, or it is dropped."""

import pytest

from domain.change_notices import NoteDropped
from domain.change_terms import Reader
from domain.changes import ChangeState
from domain.notices import ToPerson
from domain.permissions import Forbidden
from domain.refusals import Refused
from domain.scope_notes import Tally
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, BEN, NOBODY, NOON, PM
from tests.use_cases.change_scenes import approved, ask
from use_cases.approved import agreement_of
from use_cases.changes import PrepareChange, prepare_change
from use_cases.scope_notes import (
    DropNote,
    ListChanges,
    NoteScope,
    PrepareNote,
    drop_note,
    list_changes,
    note_scope,
    prepare_note,
)
from use_cases.status import ShowStatus, show_status

LINK = "https://acme.slack.com/archives/C1/p1"


def note(tx, project, what="Label the cables\nin the cellar too", hours="1.5", by=ANA):
    note_scope(NoteScope(make.actor(by), project.id, what, hours, LINK, BEN), tx, NOON)
    return tx.scope_notes.open_in(project.id, 99)[-1]


def test_what_is_noted_is_counted_and_keeps_its_message(tx):
    project = approved(tx)

    first, _ = note(tx, project), note(tx, project, hours="")

    assert (first.minutes, first.source, first.source_by) == (90, LINK, BEN)
    assert tx.scope_notes.tally(project.id) == Tally(2, 90, 1)
    assert agreement_of(project, tx, Reader.CHANNEL).unpriced == "2 unpriced requests, about 2 h and 1 without a guess"
    status = draw_message("status", show_status(ShowStatus(make.actor(PM), "NET"), tx, NOON))
    assert "2 unpriced requests, about 2 h" in str(status.blocks)


def test_a_note_becomes_a_change_with_its_words_and_hours(tx):
    project = approved(tx)
    noted = note(tx, project)

    form = prepare_change(PrepareChange(make.actor(PM), note_id=noted.id), tx, NOON)
    change = ask(tx, project, note_id=noted.id, users_count=120)

    assert (form.what, form.why, form.effort_minutes) == ("Label the cables", "in the cellar too", 12_090)
    assert (change.source, change.source_by, change.state) == (LINK, BEN, ChangeState.DISCUSSED)
    assert tx.scope_notes.get(noted.id).change_id == change.id
    with pytest.raises(Refused, match="A change was already asked for this"):
        prepare_change(PrepareChange(make.actor(PM), note_id=noted.id), tx, NOON)


def test_a_note_of_another_project_is_priced_by_no_change_of_this_one(tx):
    project = approved(tx)
    elsewhere = make.scope_note(tx, make.project(tx, key="LAN", name="LAN"))

    with pytest.raises(Refused, match="What was noted belongs to another project"):
        ask(tx, project, note_id=elsewhere.id)

    assert tx.scope_notes.get(elsewhere.id).change_id is None


def test_the_words_of_a_long_message_are_kept_whole_in_the_why(tx):
    project = approved(tx)
    noted = note(tx, project, what="x" * 600)

    form = prepare_change(PrepareChange(make.actor(PM), note_id=noted.id), tx, NOON)

    assert (form.what, form.why) == ("x" * 249 + "…", "x" * 600)


def test_a_note_is_dropped_by_whoever_noted_it_or_the_manager(tx):
    project = approved(tx)
    noted = note(tx, project)

    with pytest.raises(Forbidden, match="Only the person who reported it or the project manager may drop"):
        drop_note(DropNote(make.actor(BEN), noted.id), tx, NOON)
    drop_note(DropNote(make.actor(PM), noted.id), tx, NOON)

    assert tx.scope_notes.tally(project.id) == Tally()
    told = [(one.to, one.what, one.dropped_by) for one in saved.said(tx, NoteDropped)]
    assert told == [(ToPerson(ANA), noted.what, PM)]


@pytest.mark.parametrize(("what", "hours", "field"), [("", "1", "what"), ("New", "much", "hours")])
def test_what_is_wrong_stands_beside_its_field(tx, what, hours, field):
    project = approved(tx)

    with pytest.raises(Refused) as refused:
        note(tx, project, what, hours)

    assert refused.value.field == field


def test_nothing_is_noted_before_anything_is_approved(tx):
    project = make.project(tx)

    with pytest.raises(Refused, match="its scope can be edited"):
        note(tx, project)


def test_in_another_channel_the_project_is_chosen(tx):
    approved(tx)
    make.project(tx, "WEB")

    form = prepare_note(PrepareNote(make.actor(ANA), "C_ELSEWHERE", "New", LINK, BEN), tx, NOON)

    assert (form.project_id, {one.key for one in form.choices}, form.what) == ("", {"NET", "WEB"}, "New")


def test_the_list_shows_changes_and_what_nobody_has_priced(tx):
    project = approved(tx)
    noted, change = note(tx, project), ask(tx, project)

    mine = list_changes(ListChanges(make.actor(ANA), "NET"), tx, NOON).facts
    make.people(tx, [NOBODY])
    theirs = list_changes(ListChanges(make.actor(NOBODY), "NET"), tx, NOON).facts

    assert [one.key for one in mine.changes] == [change.key]
    assert [(one.id, one.may_drop) for one in mine.notes] == [(noted.id, True)]
    assert (mine.may_ask, theirs.may_ask, theirs.notes[0].may_drop) == (True, False, False)
