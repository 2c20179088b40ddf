"""Exports: read a page of projects at a time, each in a snapshot of its own, so that nobody waits for a large one."""

from __future__ import annotations

from dataclasses import replace

from documents.exports import write_export
from domain.actors import Actor
from domain.export_tables import Taken
from domain.exports import ExportSheet
from domain.handouts import DrawnFile
from storage.transactions import Runner
from use_cases.export_pages import ReadExportPage, read_export_page


def draw_export(sheet: ExportSheet, run: Runner) -> tuple[ExportSheet, tuple[DrawnFile, ...]]:
    """Everything that the reader sees by now, as files; none where they see nothing of it any more."""
    taken = _gathered(sheet, run)
    counted = replace(sheet, projects=taken.projects, lines=taken.lines, dates=len(taken.dates))
    return counted, tuple(write_export(counted, taken)) if taken.projects else ()


def _gathered(sheet: ExportSheet, run: Runner) -> Taken:
    pages, after = [], ""
    while True:
        order = ReadExportPage(Actor.clock(sheet.workspace), sheet.reader, sheet.portion, after)
        page = run(read_export_page, order)
        pages.append(page.taken)
        if page.following is None:
            return Taken.together(pages)
        after = page.following
