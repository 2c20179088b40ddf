"""Who is shown which pictures of a project, drawn when they are delivered and once while nothing changed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.actors import Standing
from domain.capacity import Booking, monday_of
from domain.effects import Delivered
from domain.handouts import PictureBook
from domain.notices import ToPerson, ToProject
from domain.permissions import Forbidden
from domain.picture_notices import PicturesShown
from domain.pictures import Ground, Picture
from domain.plan_notices import FileNotSent
from domain.progress_days import ProgressDay
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.tasks import TaskState
from message_templates import draw_message
from storage.people import Named
from storage.tables.outbox import effects
from tests import make, saved
from tests.make import ANA, CONTACT, HEAD, NOBODY, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.deliveries import ClaimEffect, RecordDelivery, claim_effect, record_delivery
from use_cases.pictures import ShowPictures, draw_pictures, read_picture_book, show_pictures
from use_cases.reading import Read
from use_cases.status import ShowStatus, show_status

UPTIME = make.NOON
DAY = timedelta(days=1)
TITLES = {one: one.called for one in Picture}
EVERY = list(TITLES.values())


def running(tx, **more):
    """A project that runs since two days, with one stage of ten hours at 90 and one to come; half of it is done."""
    project = make.priced(tx, make.project(tx, started=True, **more))
    make.running_stage(tx, project)
    make.stage(tx, project, "Build", hours=10)
    make.task(tx, project, percent=50)
    for days, percent in ((2, 0), (1, 20)):
        nothing = Decimal(0)
        tx.progress_days.keep(ProgressDay(project.id, TODAY - DAY * days, nothing, nothing, None, nothing, percent, 0))
    return tx.projects.get(project.id)


def book_for(tx, project, person=PM, to=None, wanted=(), now=NOON):
    book = PictureBook.of(project, to or ToPerson(person), person, wanted)
    return read_picture_book(Read(make.clock(), book.about, book.to), tx, now)


def titles(book):
    return [one.title for one in book.pages]


@pytest.mark.parametrize(
    ("person", "left_out"),
    [
        (PM, ()),
        (HEAD, ()),
        (RESP, ()),
        (ANA, (Picture.BUDGET,)),
        (NOBODY, (Picture.BUDGET, Picture.LOAD)),
    ],
)
def test_money_is_drawn_for_those_who_see_costs_and_hours_for_those_who_see_the_team(tx, person, left_out):
    project = running(tx)
    make.people(tx, [PM, HEAD, RESP, ANA, NOBODY])

    book = book_for(tx, project, person)

    assert titles(book) == [TITLES[one] for one in Picture if one not in left_out]


def test_a_channel_sees_neither_money_nor_hours_whatever_is_wanted_there(tx):
    project = running(tx)

    book = book_for(tx, project, to=ToProject(project.id), wanted=(Picture.PROGRESS, Picture.BUDGET, Picture.LOAD))

    assert titles(book) == [TITLES[Picture.PROGRESS]]


def test_whoever_lost_sight_of_a_private_project_is_shown_nothing_of_it_any_more(tx):
    project = running(tx, channel=make.private_channel())
    make.people(tx, [PM, NOBODY])

    assert book_for(tx, project, NOBODY) is None
    with pytest.raises(Refused, match="There is no project NET"):
        show_pictures(ShowPictures(make.actor(NOBODY), "NET"), tx, NOON)
    assert titles(book_for(tx, project, PM)) == EVERY


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.OUTSIDER, Standing.DEACTIVATED, Standing.BOT])
def test_nobody_from_outside_is_shown_anything(tx, standing):
    project = running(tx)
    make.person(tx, CONTACT, standing=standing)

    assert book_for(tx, project, CONTACT) is None
    with pytest.raises(Forbidden):
        show_pictures(ShowPictures(make.actor(CONTACT, standing=standing), "NET"), tx, NOON)


def test_a_contact_who_is_a_member_without_a_role_is_led_to_what_they_were_presented(tx):
    project = running(tx)
    make.plan_version(tx, project, contact=NOBODY)

    with refused(tx, words="What you see of this project as its customer:"):
        show_pictures(ShowPictures(make.actor(NOBODY), "NET"), tx, NOON)


def test_an_order_draws_nothing_and_a_second_one_waits_for_the_first(tx):
    running(tx)

    first = show_pictures(ShowPictures(make.actor(), "NET"), tx, NOON)
    second = show_pictures(ShowPictures(make.actor(), "NET"), tx, NOON)

    assert "come to your direct messages" in first
    assert "on their way" in second
    assert len(saved.said(tx, PictureBook)) == 1


def test_what_looks_the_same_is_drawn_once_and_shown_again(tx):
    project = running(tx)
    make.people(tx, [PM])

    first = _delivered(tx)
    again = book_for(tx, project)
    make.task(tx, project, percent=100)
    changed = book_for(tx, tx.projects.get(project.id))

    assert [one.file_id for one in first.pages] == ["", "", "", ""]
    assert [one.file_id for one in again.pages] == ["F1", "F2", "F3", "F4"]
    assert [one.file_id for one in changed.pages] == ["", "F2", "F3", "F4"]
    (said,) = saved.said(tx, PicturesShown)
    assert said.to == ToPerson(PM)


def _delivered(tx):
    """Have the pictures delivered; returns what was drawn."""
    show_pictures(ShowPictures(make.actor(), "NET"), tx, NOON)
    prepared = _claimed(tx)
    book = prepared.named.facts
    drawn = tuple((one.sign, f"F{n}") for n, one in enumerate(book.pages, 1))
    said = PicturesShown(ToPerson(PM), "NET", book.project_name, book.ground, ())
    outcome = Delivered(drawn=drawn, followed_by=said)
    record_delivery(RecordDelivery(make.clock(), prepared.effect.id, prepared.effect, outcome, UPTIME), tx, NOON)
    return book


def test_pictures_that_come_too_late_are_told_of_instead(tx):
    running(tx)
    show_pictures(ShowPictures(make.actor(), "NET"), tx, NOON)
    (row,) = saved.effect_rows(tx)

    prepared = claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + DAY), tx, NOON + DAY)

    assert prepared is None
    assert [one.called for one in saved.said(tx, FileNotSent)] == ["the pictures of NET"]


def test_the_ground_that_somebody_chose_is_kept_for_the_next_time(tx):
    running(tx)
    show_pictures(ShowPictures(make.actor(), "NET", ground=Ground.DARK), tx, NOON)
    tx.connection.execute(effects.delete())

    show_pictures(ShowPictures(make.actor(), "NET"), tx, NOON)

    (book,) = saved.said(tx, PictureBook)
    assert "/dark/" in book.about


def test_somebody_elses_use_case_names_the_pictures_that_it_wants(tx):
    project = running(tx)

    draw_pictures(project, ToProject(project.id), PM, tx, NOON, (Picture.TIMELINE,))

    (book,) = saved.said(tx, PictureBook)
    read = read_picture_book(Read(make.clock(), book.about, book.to), tx, NOON)
    assert titles(read) == [TITLES[Picture.TIMELINE]]


def test_pictures_for_a_channel_that_is_not_ready_are_drawn_and_wait_with_their_words(tx):
    project = running(tx, channel=make.broken_channel())
    draw_pictures(project, ToProject(project.id), PM, tx, NOON)

    book = _claimed(tx).named.facts

    assert titles(book) == [TITLES[one] for one in (Picture.PROGRESS, Picture.TIMELINE)]


def _claimed(tx):
    (row,) = [one for one in saved.effect_rows(tx) if one.kind == "picture_book"]
    return claim_effect(ClaimEffect(make.clock(), row.id, UPTIME, UPTIME + DAY), tx, NOON)


def test_a_project_in_planning_says_why_there_is_nothing_to_see(tx):
    project = make.project(tx)
    make.people(tx, [PM])

    words = {one.title: one.words for one in book_for(tx, project).pages if one.sheet is None}

    assert words == {
        TITLES[Picture.PROGRESS]: "NET has not started, so nothing is done yet.",
        TITLES[Picture.TIMELINE]: "No stage is planned yet.",
        TITLES[Picture.BUDGET]: "No stage has a cost yet, and nothing is spent.",
    }


def _with_stage(tx):
    project = make.project(tx, started=True)
    make.running_stage(tx, project)
    return project


@pytest.mark.parametrize(
    ("arrange", "said"),
    [
        (lambda tx: make.project(tx, started=True), "There is no plan to compare with."),
        (
            lambda tx: _with_stage(tx),
            "Nobody can say how much is done",
        ),
        (
            lambda tx: make.task(tx, _with_stage(tx)) and tx.projects.by_key("NET"),
            "This is the first day that is counted.",
        ),
    ],
    ids=["without a stage", "without a task", "on the first day"],
)
def test_progress_that_cannot_be_drawn_says_why(tx, arrange, said):
    project = tx.projects.get(arrange(tx).id)
    make.people(tx, [PM])

    (page,) = book_for(tx, project, wanted=(Picture.PROGRESS,)).pages

    assert page.sheet is None
    assert said in page.words


def test_progress_is_measured_by_the_agreed_plan_where_there_is_one(tx):
    project = running(tx)
    make.people(tx, [PM])
    before = book_for(tx, project, wanted=(Picture.PROGRESS,)).pages[0].sheet

    make.approved(tx, project)
    after = book_for(tx, tx.projects.get(project.id), wanted=(Picture.PROGRESS,)).pages[0].sheet

    assert (before.is_agreed, after.is_agreed) == (False, True)
    assert [point.day for point in after.done[0]] == [TODAY - 2 * DAY, TODAY - DAY, TODAY]
    assert after.done_now == 0.5


def test_a_project_that_is_over_shows_its_last_kept_day(tx):
    project = running(tx)
    make.people(tx, [PM])
    over = replace(project, lifecycle=Lifecycle.COMPLETED, ended_at=NOON - DAY)
    tx.projects.change(over)

    pages = book_for(tx, over, now=NOON + 30 * DAY).pages

    assert "It ended on Tue 1 Dec 2026: 20 % was done" in pages[0].words
    assert pages[3].words == "NET is over, so nobody is booked for it."


def test_after_the_end_status_and_pictures_say_one_figure_and_expect_nothing(tx):
    project = running(tx)
    make.people(tx, [PM])
    make.task(tx, project, TaskState.DONE, 2)
    over = replace(tx.projects.get(project.id), lifecycle=Lifecycle.CLOSED, ended_at=NOON - DAY)
    tx.projects.change(over)
    for days, earned in ((2, 0), (1, 100)):
        seen = Decimal(400), Decimal(0), Decimal(earned), Decimal(50), 100, 0
        tx.progress_days.keep(ProgressDay(project.id, TODAY - DAY * days, *seen))

    progress, stages, budget, _ = (one.words for one in book_for(tx, over, now=NOON + 30 * DAY).pages)

    status = show_status(ShowStatus(make.actor(), "NET"), tx, NOON).facts
    assert status.percent == 25
    assert "25 % was done" in progress
    assert "and is closed, 25 % done" in draw_message("status", Named(status, {})).text
    assert stages == "In the end 0 of 2 stages have ended; 1 did not take place."
    assert "expected" not in budget


def test_a_project_that_is_over_grows_no_later_with_the_days_after_its_end(tx):
    project = running(tx)
    over = replace(project, lifecycle=Lifecycle.COMPLETED, ended_at=NOON - DAY)
    tx.projects.change(over)
    wanted = (Picture.PROGRESS, Picture.TIMELINE)

    soon, later = (book_for(tx, over, wanted=wanted, now=NOON + days * DAY) for days in (0, 90))

    assert [one.words for one in later.pages] == [one.words for one in soon.pages]
    assert [one.sign for one in later.pages] == [one.sign for one in soon.pages]
    assert later.pages[1].sheet.today == TODAY - DAY


def test_what_looks_the_same_for_ever_is_drawn_again_once_its_file_may_be_gone(tx):
    project = running(tx)
    over = replace(project, lifecycle=Lifecycle.COMPLETED, ended_at=NOON - DAY)
    tx.projects.change(over)
    stages = {"wanted": (Picture.TIMELINE,)}
    tx.pictures.keep([(book_for(tx, over, **stages).pages[0].sign, "F1")], NOON)

    shown = [book_for(tx, over, now=NOON + days * DAY, **stages).pages[0].file_id for days in (2, 3)]

    assert shown == ["F1", ""]


def test_hours_of_other_projects_are_one_sum_without_a_name(tx):
    project = running(tx, team=(ANA,))
    make.people(tx, [PM, ANA])
    other = make.project(tx, "SECRET", channel=make.private_channel())
    week = monday_of(TODAY)
    tx.capacity.book([Booking(project.id, ANA, week, 600), Booking(other.id, ANA, week, 2400)])

    (page,) = book_for(tx, project, wanted=(Picture.LOAD,)).pages

    first = page.sheet.people[0]
    assert (first.weeks[0].here, first.weeks[0].elsewhere) == (600, 2400)
    assert first.weeks[0].tasks == 120
    assert "SECRET" not in str(page)


def test_what_is_left_of_tasks_stands_in_the_week_in_which_it_is_due(tx):
    project = running(tx)
    make.people(tx, [PM, ANA])
    make.task(tx, project, estimate_minutes=600, percent=40, due=TODAY + 7 * DAY)

    (page,) = book_for(tx, project, wanted=(Picture.LOAD,)).pages

    tasks = {row.name: [cell.tasks for cell in row.weeks] for row in page.sheet.people}
    assert any(weeks[1] >= 360 for weeks in tasks.values())
