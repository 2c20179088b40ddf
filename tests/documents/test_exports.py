"""Files of an export, read back by what did not write them."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import exports
from documents.calendars import draw_calendar
from documents.exports import cell, write_document, write_export, write_table, write_tables
from domain.export_dates import DatedEvent
from domain.export_tables import TABLES, Taken
from domain.export_work import TASKS
from domain.exports import ExportFormat, ExportSheet, Portion
from domain.identity import UserId

NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
SHEET = ExportSheet(Portion(tuple(ExportFormat)), UserId("U_ANA"), "T1", "Provider", NOON)
ODD = st.text(max_size=40) | st.sampled_from(
    ["=1+1", "\t=1", '"', "a;b", "a;=1", "a\n @b", ';"=1', "'=1", "a\r\nb", "﻿", "Ünïcode 漢字 🧰"]
)
OFTEN = settings(max_examples=60, deadline=None, derandomize=True)
PUT_BEFORE = re.compile(rf"^'(?={exports.BEGINNING}|'*[\t\r\n])|(?<=[;\t\r\n])'(?={exports.BEGINNING})")
BEGINNINGS = "=+-@\t\r\n＝＋－＠"


def line(table=TASKS, project="NET", **values):
    return dict.fromkeys(table.header) | {"project": project} | values


def taken(*titles, keys=("NET",), dates=()):
    rows = {table.name: [] for table in TABLES}
    rows["projects"] = [line(TABLES[0], key, name=f"Project {key}") for key in keys]
    rows["tasks"] = [line(project=key, title=title) for key in keys for title in titles]
    return Taken(len(keys), rows, list(dates))


def read_back(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@OFTEN
@given(words=ODD)
def test_no_cell_begins_like_a_formula_and_none_loses_its_words(words):
    (row,) = read_back(write_table(TASKS, [line(title=words)]))

    assert not row["title"].lstrip().startswith(tuple(BEGINNINGS))
    # What was put before them can be told from the cell alone.
    assert PUT_BEFORE.sub("", row["title"]) == words


@OFTEN
@given(words=ODD)
def test_no_cell_of_a_program_that_parts_by_semicolons_or_tabs_begins_like_a_formula(words):
    written = write_table(TASKS, [line(title=words)]).decode("utf-8-sig")

    for between in ";\t":
        cells = [cell for row in csv.reader(io.StringIO(written, newline=""), delimiter=between) for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(tuple("=+-@＝＋－＠"))]


@OFTEN
@given(words=st.lists(ODD, min_size=1, max_size=4))
def test_the_document_reads_back_as_it_was_typed(words):
    kept = taken(*words)

    document = json.loads(write_document(SHEET, kept))

    assert document["tables"] == kept.rows
    assert [one["title"] for one in document["tables"]["tasks"]] == words


def test_lists_flags_and_numbers_stand_in_cells_as_a_spreadsheet_takes_them():
    assert [cell(one) for one in (None, True, 0, -5, ["a", "b"], {"Fine?": "Yes"}, ["-x"])] == [
        None,
        "true",
        0,
        -5,
        "a; b",
        "Fine?: Yes",
        "'-x",
    ]


def test_the_archive_has_every_table_that_has_a_line_with_its_header_and_the_mark_of_its_letters():
    with zipfile.ZipFile(io.BytesIO(write_tables(SHEET, taken("Mount")))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}

    written = [table for table in TABLES if taken("Mount").rows[table.name]]
    assert list(found) == [f"{table.name}.csv" for table in written]
    assert len(written) > 1
    for table in written:
        assert found[f"{table.name}.csv"].startswith(b"\xef\xbb\xbfproject,")
        assert found[f"{table.name}.csv"].decode("utf-8-sig").splitlines()[0] == ",".join(table.header)


def event(id="stage-1", summary="NET stage 1 Design", **changes):
    made = DatedEvent(id, "NET", summary, date(2026, 12, 7), date(2026, 12, 11), "Stage of Net, planned. With Rési.")
    return replace(made, **changes)


def test_another_parser_reads_the_same_days_names_and_words():
    odd = "Größe; a, b\\c\nnext line " + "long " * 40
    dates = [event(), event("task-9", odd, last_day=date(2026, 12, 7)), event("stage-2", is_cancelled=True)]

    calendar = vobject.readOne(draw_calendar(dates, NOON, "NET").decode())

    first, second, third = calendar.vevent_list
    assert (calendar.version.value, calendar.x_wr_calname.value) == ("2.0", "NET")
    assert (first.uid.value, first.summary.value) == ("stage-1@steward", "NET stage 1 Design")
    assert (first.dtstart.value, first.dtend.value) == (date(2026, 12, 7), date(2026, 12, 12))
    assert (first.dtstamp.value, first.transp.value, first.status.value) == (NOON, "TRANSPARENT", "CONFIRMED")
    assert (second.summary.value, second.dtend.value) == (odd, date(2026, 12, 8))
    assert third.status.value == "CANCELLED"


def test_the_same_event_drawn_later_has_the_same_name_and_counts_as_newer():
    later = datetime(2026, 12, 2, 12, 1, tzinfo=UTC)

    before, after = (vobject.readOne(draw_calendar([event()], at, "NET").decode()).vevent for at in (NOON, later))

    assert before.uid.value == after.uid.value
    assert int(before.sequence.value) < int(after.sequence.value)


def test_the_last_day_of_all_has_no_day_after_it():
    calendar = vobject.readOne(draw_calendar([event(first_day=date.max, last_day=date.max)], NOON, "NET").decode())

    assert calendar.vevent.dtstart.value == date.max
    assert not hasattr(calendar.vevent, "dtend")


def test_files_are_called_by_what_is_in_them_and_no_calendar_is_empty():
    alone = replace(SHEET, portion=replace(SHEET.portion, key="NET"))

    with_dates = [one.name for one in write_export(alone, taken(dates=[event()]))]
    without = [one.name for one in write_export(SHEET, taken())]

    assert with_dates == ["NET-2026-12-02.zip", "NET-2026-12-02.json", "NET-2026-12-02.ics"]
    assert without == ["projects-2026-12-02.zip", "projects-2026-12-02.json"]


def test_what_is_too_large_for_one_file_comes_as_several_whole_projects_each(monkeypatch):
    keys = ("AAA", "BBB", "CCC")
    document = replace(SHEET, portion=Portion((ExportFormat.DOCUMENT,)))
    most = len(write_document(document, taken("Mount it", keys=keys[:2])))
    monkeypatch.setattr(exports, "MOST_BYTES", most)

    files = list(write_export(document, taken("Mount it", keys=keys)))

    held = [[one["project"] for one in json.loads(file.content)["tables"]["tasks"]] for file in files]
    assert held == [["AAA", "BBB"], ["CCC"]]
    assert [file.name for file in files] == ["projects-2026-12-02-1.json", "projects-2026-12-02-2.json"]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.name)
def test_no_table_names_a_column_twice(table):
    assert len(set(table.header)) == len(table.header)
    assert table.header[0] == "project"
