"""What an export is cut into, what somebody sees of it, and that its description is true."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.export_tables import TABLES
from domain.export_views import Sight, sights_of
from domain.exports import FORMAT_VERSION, MOST_LINES, ExportFormat, Extent, Portion, portions
from tests import make
from tests.make import ANA, NOBODY, PM

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 12, 2)
KEYS = st.lists(st.integers(0, 4_000), min_size=1, max_size=40)


def test_the_description_names_every_table_and_every_column_and_no_other():
    rows = re.findall(r"^\| (\w+) \| .* \| (`project`.*) \|$", (ROOT / "docs/export.md").read_text(), re.MULTILINE)

    described = {name: re.findall(r"`(\w+)`", columns) for name, columns in rows}
    assert described == {table.name: list(table.header) for table in TABLES}
    assert f"**{FORMAT_VERSION}**" in (ROOT / "docs/export.md").read_text()


@settings(max_examples=50, deadline=None, derandomize=True)
@given(tasks=KEYS)
def test_every_project_is_in_one_part_and_no_part_is_too_long(tasks):
    extents = [Extent(f"K{n:03}", many, None, None) for n, many in enumerate(tasks)]

    cut = portions(Portion((ExportFormat.TABLES,)), extents, TODAY)

    held = [[one for one in extents if one.key > part.after and not part.ends_before(one.key)] for part in cut]
    assert [one for part in held for one in part] == extents
    assert [(one.number, one.of) for one in cut] == [(n, len(cut)) for n in range(1, len(cut) + 1)]
    assert all(sum(one.lines(TODAY) for one in part) <= MOST_LINES or len(part) == 1 for part in held)


def test_an_export_of_nothing_has_no_part():
    assert portions(Portion((ExportFormat.TABLES,)), [], TODAY) == []


def test_a_portion_comes_back_from_what_an_effect_keeps_of_it():
    portion = Portion((ExportFormat.DOCUMENT, ExportFormat.CALENDAR), "", 'mine "on hold"', 2, 3, "AAA", "NET")

    assert Portion.read(portion.about) == portion


def test_what_somebody_sees_follows_the_table_of_permissions():
    project = make.unsaved_project(team=[ANA])
    private = replace(project, channel=make.private_channel())

    assert sights_of(make.actor(PM), project) == frozenset(Sight)
    assert sights_of(make.actor(ANA), project) == {Sight.PROJECT, Sight.PLAN, Sight.OURS}
    assert sights_of(make.actor(NOBODY), project) == {Sight.PROJECT}
    assert sights_of(make.actor(NOBODY), private) == frozenset()
    assert sights_of(make.actor(NOBODY), project, is_contact=True) == frozenset()
    assert sights_of(make.actor(ANA), project, is_contact=True) == {Sight.PROJECT, Sight.PLAN, Sight.OURS}
