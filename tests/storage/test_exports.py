"""An export is read in few statements however much there is, and completely however small the pages are."""

from datetime import timedelta

from domain.exports import ExportFormat, Portion
from domain.history import Act
from storage import exports
from storage.transactions import Runner
from tests import make
from tests.make import ANA, NOON, PM, TODAY
from tests.storage.queries import statements_of
from tests.storage.rows import tx_of
from tests.use_cases.taken import full
from use_cases.export_pages import ReadExportPage, read_export_page

ORDER = ReadExportPage(make.clock(), PM, Portion(tuple(ExportFormat)))
MOST = 38


def page_of(database):
    """The first page, and how many statements it took."""
    run = Runner(database, lambda: NOON, lambda: None)
    with statements_of(database) as sent:
        page = run(read_export_page, ORDER)
    return page, len(sent)


def test_a_page_of_projects_takes_as_many_statements_as_one_project_does(database):
    with tx_of(database, make.WORKSPACE) as tx:
        full(tx, "AAA", "one ")
    one, statements = page_of(database)
    with tx_of(database, make.WORKSPACE) as tx:
        full(tx, "BBB", "two ")
        project = full(tx, "CCC", "three ", channel=make.private_channel())
        for number in range(30):
            make.task(tx, project, title=f"Another {number}")

    many, for_many = page_of(database)

    assert (one.taken.projects, many.taken.projects) == (1, 3)
    assert for_many == statements <= MOST


def test_every_row_comes_once_and_in_order_however_few_fit_on_a_page(database, monkeypatch):
    with tx_of(database, make.WORKSPACE) as tx:
        project = make.project(tx, "NET")
        tasks = [make.task(tx, project, title=f"Step {number}") for number in range(7)]
        tx.blocks.change(tasks[1].id, (), [tasks[0].id])
        for number in range(5):
            tx.history.add(ANA, NOON + timedelta(hours=number), Act.PRICED, project.id, f"line {number}")
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(exports, "PAGES", {name: one.page() for name, one in exports.SOURCES.items()})

    rows = page_of(database)[0].taken.rows

    assert [one["title"] for one in rows["tasks"]] == [f"Step {number}" for number in range(7)]
    assert [one["waits_for"] for one in rows["tasks"]][:3] == [[], ["NET-1"], []]
    assert [one["about"] for one in rows["history"]][-5:] == [f"line {number}" for number in range(5)]


def test_how_much_there_is_about_to_be_is_read_for_many_projects_at_once(database):
    with tx_of(database, make.WORKSPACE) as tx:
        one = make.project(tx, "NET", started=True)
        make.task(tx, one)
        two = make.project(tx, "OPS")

        first, second = tx.exports.extents([two.id, one.id])

    assert (first.key, first.tasks, first.started_on, first.ended_on) == ("NET", 1, TODAY, None)
    assert (second.key, second.tasks, second.started_on) == ("OPS", 0, None)
    assert first.lines(TODAY + timedelta(days=10)) > first.lines(TODAY) > second.lines(TODAY)
