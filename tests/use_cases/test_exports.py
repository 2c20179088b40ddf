"""What somebody takes along is what they may see, when it is drawn, and nothing else."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC

import pytest

from domain.actors import Standing
from domain.export_dates import dates_of
from domain.export_views import Contents, Sight, View
from domain.exports import ExportFormat, Portion
from domain.handouts import ExportFile
from domain.notices import ToPerson
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Role
from storage.transactions import Transaction
from tests import make, saved
from tests.make import ANA, BEN, CONTACT, NOBODY, NOON, PM, TODAY
from tests.use_cases.leave_scenes import away
from tests.use_cases.taken import EVERY_FORMAT, drawn, everything_of, files_of, full
from use_cases import export_pages
from use_cases.export_pages import ReadExportPage, read_export_page
from use_cases.exports import (
    ExportForm,
    OrderExport,
    PrepareExport,
    order_export,
    prepare_export,
    read_export_file,
)
from use_cases.own_plans import OwnPlan
from use_cases.reading import Read

CSV = (ExportFormat.TABLES,)
SEC = {"channel": make.private_channel()}


def ordered(tx, person=ANA, key="", wanted="", formats=CSV):
    return order_export(OrderExport(make.actor(person), key, wanted, formats), tx, NOON)


def prepared(tx, person=ANA, *typed, **more):
    return prepare_export(PrepareExport(make.actor(person), typed, **more), tx, NOON).facts


def table(tx, name, reader, portion=None):
    """The lines of one table as the standard library reads them."""
    content = files_of(tx, reader, portion)[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_a_private_project_leaks_nowhere_and_whoever_is_on_it_takes_it_along(tx):
    full(tx, "NET", "OPEN-")
    full(tx, "SEC", "SECRET-", **SEC)

    seen, theirs = everything_of(tx, NOBODY), everything_of(tx, PM)

    assert "SECRET-" not in seen
    assert "SEC" not in seen
    assert "OPEN-title" in seen
    assert {
        f"SECRET-{one}" in theirs for one in ("name", "title", "difficulty", "lesson", "ours-why", "costs-planned")
    } == {True}


def test_who_has_no_role_takes_no_amount_no_word_of_ours_and_nobodys_hours_along(tx):
    full(tx, "NET", "OPEN-")

    seen, theirs = everything_of(tx, NOBODY), everything_of(tx, PM)

    amounts = ("70707.07", "80808.08", "90909.09", "61.61", "62.62", "63.63", "64.64", "65.65")
    hidden = [*amounts, *(f"OPEN-{one}" for one in ("ours-", "plan-", "costs-", "ana-", "ben-"))]
    assert [one for one in hidden if one in seen] == []
    assert [one for one in hidden if one not in theirs] == []


def test_a_team_member_takes_their_own_hours_and_money_along_and_not_those_of_others(tx):
    full(tx, "NET", "OPEN-")

    seen = everything_of(tx, ANA)

    assert {one in seen for one in ("OPEN-ana-worked", "OPEN-ana-spent", "OPEN-ben-did", "OPEN-plan-terms")} == {True}
    assert {one in seen for one in ("OPEN-ben-worked", "OPEN-ben-spent", "OPEN-costs-", "61.61")} == {False}
    assert {one["person"] for one in table(tx, "work", ANA)} == {ANA}


def test_a_customer_contact_without_a_role_takes_nothing_of_that_project_along(tx):
    project = full(tx, "NET", "THEIRS-")
    make.project(tx, "OPS")
    make.plan_version(tx, project, BEN)
    make.plan_version(tx, project, CONTACT)

    seen, form = everything_of(tx, CONTACT), prepared(tx, CONTACT)

    assert "THEIRS-" not in seen
    assert [one["project"] for one in table(tx, "projects", CONTACT)] == ["OPS"]
    assert form.projects == 1
    assert isinstance(prepared(tx, CONTACT, "NET"), OwnPlan)
    with pytest.raises(Refused, match="There is no project NET"):
        ordered(tx, CONTACT, "NET")


def test_values_stand_as_the_description_of_the_format_says(tx):
    full(tx, "NET", "Ö ", zone="Europe/Berlin")

    (project,), (task,) = table(tx, "projects", PM), table(tx, "tasks", PM)
    costs, (solution,) = table(tx, "costs", PM), table(tx, "solutions", PM)

    assert (project["price"], project["currency"], project["is_private"]) == ("70707.07", "EUR", "false")
    assert (project["services"], project["completion_date"]) == ("Wi-Fi; Service desk", "2027-06-30")
    assert task["delegated_at"] == "2026-12-02T13:00:00+01:00"
    assert (task["assignee"], task["assignee_name"]) == (ANA, "Ana")
    assert (solution["is_chosen"], solution["reason"]) == ("true", "Ö because")
    assert solution["ratings"] == "Wi-Fi in every room: met"
    assert {(one["kind"], one["amount"], one["currency"], one["stage"]) for one in costs} == {
        ("planned", "90909.09", "EUR", "1 Ö stage"),
        ("spent", "62.62", "EUR", "1 Ö stage"),
    }


def test_an_export_is_ordered_for_ones_own_messages_and_drawn_as_it_is_by_then(tx):
    project = make.project(tx, "SEC", **SEC)
    make.task(tx, project, title="Hidden")

    counted = ordered(tx, ANA, "SEC")
    (wanted,) = saved.said(tx, ExportFile)
    sheet = read_export_file(Read(make.clock(), wanted.about, wanted.to), tx, NOON)
    before = drawn(tx, ANA, sheet.portion)
    leave_project(tx, project, ANA)
    after = drawn(tx, ANA, sheet.portion)

    assert counted[:2] == (1, 1)
    assert wanted.to == ToPerson(ANA)
    assert (sheet.reader, sheet.portion, sheet.as_of) == (ANA, Portion(CSV, "SEC"), NOON)
    assert (before[0].projects, len(before[1])) == (1, 1)
    assert (after[0].projects, after[1]) == (0, ())


def leave_project(tx: Transaction, project, person):
    """Take somebody out of every role of a project."""
    staff = tuple(one for one in project.staff if one.person != person)
    tx.roles.keep(replace(tx.projects.get(project.id), staff=staff))


def test_who_lost_a_role_is_handed_less_and_who_works_here_no_more_nothing(tx):
    project = full(tx, "NET", "OPEN-")
    make.project(tx, "OPS", staff={Role.PROJECT_MANAGER: BEN})
    leave_project(tx, project, PM)

    without_role = everything_of(tx, PM)
    make.person(tx, PM, standing=Standing.GUEST)

    assert "OPEN-title" in without_role
    assert "90909.09" not in without_role
    assert drawn(tx, PM)[1] == ()


def test_many_projects_are_read_page_by_page_and_each_project_once(tx, monkeypatch):
    monkeypatch.setattr(export_pages, "PROJECTS_AT_ONCE", 2)
    for number in range(5):
        make.task(tx, make.project(tx, f"P{number}"))

    pages, after = [], ""
    while after is not None:
        page = read_export_page(ReadExportPage(make.clock(), ANA, Portion(CSV), after), tx, NOON)
        pages.append([one["project"] for one in page.taken.rows["tasks"]])
        after = page.following

    assert pages == [["P0", "P1"], ["P2", "P3"], ["P4"]]


def test_a_part_begins_and_ends_where_it_was_cut(tx):
    for key in ("AAA", "BBB", "CCC", "DDD"):
        make.project(tx, key)

    part = Portion(CSV, number=2, of=3, after="AAA", until="CCC")

    assert [one["project"] for one in table(tx, "projects", ANA, part)] == ["BBB", "CCC"]


def test_a_long_export_comes_in_parts_that_say_which_they_are(tx, monkeypatch):
    monkeypatch.setattr("domain.exports.MOST_PROJECTS", 2)
    for key in ("AAA", "BBB", "CCC"):
        make.project(tx, key)

    projects, parts, _ = ordered(tx)

    portions = [Portion.read(one.about) for one in saved.said(tx, ExportFile)]
    assert (projects, parts) == (3, 2)
    assert [(one.number, one.of, one.after, one.until) for one in portions] == [(1, 2, "", "BBB"), (2, 2, "BBB", "")]
    assert {row.lane for row in saved.effect_rows(tx)} == {f"side:exports of {ANA}"}
    assert [one.file_stem for one in portions] == ["projects-part-1-of-2", "projects-part-2-of-2"]


def test_a_key_names_one_project_other_words_narrow_a_list_and_none_are_all(tx):
    make.project(tx, "NET", started=True)
    make.project(tx, "OPS")
    make.project(tx, "SEC", **SEC)

    assert prepared(tx, NOBODY, "net") == ExportForm("NET", "Net rollout", "", 1)
    assert prepared(tx, NOBODY, "active") == ExportForm("", "", "active", 1)
    assert prepared(tx, NOBODY, wanted="planning") == ExportForm("", "", "planning", 1)
    assert prepared(tx, NOBODY) == ExportForm("", "", "", 2)
    assert prepared(tx, PM) == ExportForm("", "", "", 3)


def test_in_a_projects_channel_that_project_is_meant_and_empty_tables_are_left_out(tx):
    full(tx, "NET", "OPEN-")
    other = make.project(tx, "OPS")

    here = prepared(tx, PM, channel=other.channel.id)

    assert (here.key, prepared(tx, PM, "active", channel=other.channel.id).key) == ("OPS", "")
    assert list(files_of(tx, PM, Portion(CSV, "OPS"))) == ["projects.csv", "roles.csv", "scope_versions.csv"]


def test_what_a_project_leaves_is_taken_along(tx):
    full(tx, "NET", "OPEN-")
    away(tx, PM, BEN)

    whole, stage = table(tx, "outcomes", PM)
    (service,), (ignored,), (deputy,) = (table(tx, name, PM) for name in ("handovers", "lesson_answers", "deputies"))

    assert (whole["what"], whole["minutes"], whole["cost"]) == ("the whole project", "900", "65.65")
    assert stage["what"] == "1 OPEN-outcome"
    assert (service["maintainer_name"], service["documents"]) == ("Ana", "Runbook https://wiki.example/desk")
    assert (ignored["verdict"], ignored["why"]) == ("ignored", "OPEN-ours-ignored")
    assert (deputy["role"], deputy["person"], deputy["deputy"]) == ("project_manager", PM, BEN)


def test_after_the_end_a_calendar_says_when_it_ended_and_calls_off_what_never_began(tx):
    project = make.project(tx, "NET", lifecycle=Lifecycle.CLOSED, started_at=NOON, ended_at=NOON)
    make.stage(tx, project)
    view = View(PM, frozenset(Sight), UTC, NOON)

    ended, stage = dates_of(Contents(project, stages=tuple(tx.stages.in_project(project.id))), view)

    assert (ended.summary, ended.first_day, ended.is_cancelled) == ("NET Net rollout: completed", TODAY, False)
    assert stage.is_cancelled


def test_an_export_of_nothing_says_so(tx):
    make.project(tx, "SEC", **SEC)

    with pytest.raises(Refused, match="no project yet that you may see"):
        prepared(tx, NOBODY)
    for word in ("SEC", "moon"):
        with pytest.raises(Refused, match="No project that you may see fits that"):
            prepared(tx, NOBODY, word)
    with pytest.raises(Refused, match="nothing to export"):
        ordered(tx, NOBODY)
    with pytest.raises(Refused, match="Choose at least one"):
        ordered(tx, PM, formats=())
    assert saved.said(tx, ExportFile) == []


def test_the_document_says_for_whom_and_as_of_when_it_is_and_holds_the_same_lines(tx):
    full(tx, "NET", "OPEN-")
    away(tx, PM, BEN)

    files = files_of(tx, PM)
    document = json.loads(next(content for name, content in files.items() if name.endswith(".json")))

    assert {name: document[name] for name in ("format", "version", "reader", "as_of", "part", "parts")} == {
        "format": "steward-export",
        "version": 1,
        "reader": PM,
        "as_of": "2026-12-02T12:00:00+00:00",
        "part": 1,
        "parts": 1,
    }
    counted = {name: len(lines) for name, lines in document["tables"].items()}
    assert counted == {name: len(table(tx, name, PM)) for name in document["tables"]}
    assert all(counted.values())
    assert set(EVERY_FORMAT) == {ExportFormat.TABLES, ExportFormat.DOCUMENT, ExportFormat.CALENDAR}
