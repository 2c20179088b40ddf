"""Exports as files: tables for spreadsheets in one archive, the same as one document, and dates for calendars.

Tables are CSV as RFC 4180 writes it, with the mark of UTF-8 at the beginning, without which spreadsheet programs take
the letters for others. What such a program would take for a formula begins with an apostrophe; the document has the
words as they were typed.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator

from documents.calendars import draw_calendar
from domain.export_columns import Row, Table, Value
from domain.export_tables import TABLES, Taken
from domain.exports import FORMAT_VERSION, ExportFormat, ExportSheet
from domain.handouts import DrawnFile

MOST_BYTES = 50_000_000
"""Of one file: Slack takes a thousand million, but nobody opens that, and it is held in memory while it is sent."""
BEGINNING = r"""'*(?:"|[^\S\t\r\n])*[=+\-@＝＋－＠]"""
FORMULA = re.compile(rf"^(?={BEGINNING}|'*[\t\r\n])|(?<=[;\t\r\n])(?={BEGINNING})")
"""Where a formula begins for spreadsheet programs, before the apostrophes that keep them from it: at the beginning of
a cell, and inside of one where a program that parts cells by semicolons or tabs has another one begin."""
FIRST_YEAR_OF_ZIP = 1980


def write_export(sheet: ExportSheet, taken: Taken) -> Iterator[DrawnFile]:
    """The files of an export in the order of its formats; what is too large for one file comes as several."""
    for wanted in sheet.portion.formats:
        if wanted is ExportFormat.CALENDAR and not taken.dates:
            continue  # a calendar without a date is none
        written = list(_fitting(sheet, taken, WRITERS[wanted]))
        for n, content in enumerate(written, 1):
            part = f"-{n}" if len(written) > 1 else ""
            name = f"{sheet.portion.file_stem}-{sheet.as_of:%Y-%m-%d}{part}.{ENDINGS[wanted]}"
            yield DrawnFile(name, name, content)


def _fitting(sheet: ExportSheet, taken: Taken, write: Callable[[ExportSheet, Taken], bytes]) -> Iterator[bytes]:
    """The file, or as many of halved projects as it takes until each is small enough; one project is never cut."""
    content = write(sheet, taken)
    if len(content) <= MOST_BYTES or taken.projects < 2:
        yield content
        return
    for half in taken.halves():
        yield from _fitting(sheet, half, write)


def write_tables(sheet: ExportSheet, taken: Taken) -> bytes:
    """An archive with one CSV file for each table that has a line; of nothing at all the projects alone."""
    archive = io.BytesIO()
    at = (max(sheet.as_of.year, FIRST_YEAR_OF_ZIP), *sheet.as_of.timetuple()[1:6])
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for table in TABLES:
            if not taken.rows[table.name] and table is not TABLES[0]:
                continue
            entry = zipfile.ZipInfo(f"{table.name}.csv", at)
            zipped.writestr(entry, write_table(table, taken.rows[table.name]), zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def write_table(table: Table, rows: Iterable[Row]) -> bytes:
    """One table as CSV."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(table.header)
    lines.writerows([cell(row[name]) for name in table.header] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def cell(value: Value) -> str | int | None:
    """A value as one cell holds it: lists with semicolons, and words that no program takes for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, list):
        return _harmless("; ".join(value))
    if isinstance(value, dict):
        return _harmless("; ".join(f"{name}: {said}" for name, said in value.items()))
    return _harmless(value)


def _harmless(words: str) -> str:
    return FORMULA.sub("'", words)


def write_document(sheet: ExportSheet, taken: Taken) -> bytes:
    """The same tables as one JSON document, with the number of the format, and for whom and as of when it is."""
    portion = sheet.portion
    head = {
        "format": "steward-export",
        "version": FORMAT_VERSION,
        "workspace": sheet.workspace_name,
        "reader": sheet.reader,
        "as_of": sheet.as_of.isoformat(timespec="seconds"),
        "part": portion.number,
        "parts": portion.of,
    }
    tables = {table.name: taken.rows[table.name] for table in TABLES}
    return json.dumps({**head, "tables": tables}, ensure_ascii=False, indent=1).encode()


def write_calendar(sheet: ExportSheet, taken: Taken) -> bytes:
    """The dates as a calendar."""
    return draw_calendar(taken.dates, sheet.as_of, sheet.portion.key or sheet.workspace_name)


WRITERS: dict[ExportFormat, Callable[[ExportSheet, Taken], bytes]] = {
    ExportFormat.TABLES: write_tables,
    ExportFormat.DOCUMENT: write_document,
    ExportFormat.CALENDAR: write_calendar,
}
ENDINGS = {ExportFormat.TABLES: "zip", ExportFormat.DOCUMENT: "json", ExportFormat.CALENDAR: "ics"}
