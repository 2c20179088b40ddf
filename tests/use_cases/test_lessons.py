"""What a project learned is kept with what brings it up, done by its owner, and answered by later projects."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.history import Act
from domain.lesson_living import LessonCard
from domain.lesson_notices import RetrospectiveWanted
from domain.lessons import LessonState, LessonVerdict, Occasion, Typed
from domain.living import Home, TaskReminder
from domain.moves import Move
from domain.notices import ToPerson, ToProject
from domain.people import Person
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.roles import Role
from domain.stages import SkillNeed
from domain.urgency import Why
from message_templates import draw_message
from tests import make, saved
from tests.make import ANA, BEN, IT, NOBODY, NOON, PM, TODAY, TOMORROW, YESTERDAY
from tests.use_cases.leave_scenes import MONDAY, NEXT_MONDAY, at, away, follow
from tests.use_cases.taken import everything_of
from use_cases.answered_lessons import ShowAnswered, show_answered
from use_cases.briefings import read_role_briefing
from use_cases.gate import ShowGate, show_gate
from use_cases.lesson_cards import PrepareSettling, SettleLesson, prepare_settling, read_lesson_card, settle_lesson
from use_cases.lesson_lists import ListLessons, list_lessons
from use_cases.lessons import (
    FindTriggers,
    KeepLesson,
    PrepareLesson,
    ShowKept,
    find_triggers,
    keep_lesson,
    prepare_lesson,
    show_kept,
)
from use_cases.moves import MoveProject, move_project
from use_cases.my_work import waiting_for
from use_cases.past_lessons import (
    AnswerLesson,
    PrepareIgnoring,
    ShowLessonsHere,
    answer_lesson,
    prepare_ignoring,
    show_lessons_here,
)
from use_cases.reading import Read
from use_cases.reminders import SendReminder, read_task_reminder, send_reminder
from use_cases.scope import ShowScope, show_scope
from use_cases.stage_cards import ShowStages, show_stages

AT_NINE = datetime(2026, 12, 3, 9, tzinfo=UTC)
LATE, EARLY = "The licences came <!here> late", "Order *licences* first"


def keep(tx, project, triggers=("customer",), owner=ANA, by=PM, due=TOMORROW, **more):
    typed = Typed(LATE, EARLY, owner, due, triggers)
    return tx.lessons.get(keep_lesson(KeepLesson(make.actor(by), project.id, typed, **more), tx, NOON))


def answer(tx, lesson, project, verdict=LessonVerdict.USED, why="", by=PM):
    return answer_lesson(AnswerLesson(make.actor(by), lesson.id, project.id, verdict, why), tx, NOON)


def gate(tx, key, reader=PM):
    return show_gate(ShowGate(make.actor(reader), key), tx, NOON).facts


def ids(found):
    return [one.id for one in found.shown] if found else []


@pytest.fixture
def project(tx):
    return make.project(tx)


@pytest.fixture
def later(tx, project):
    return make.project(tx, "CRM")


def test_it_is_kept_told_to_its_owner_and_said_back_with_what_brings_it_up(tx, project):
    lesson = keep(tx, project, ("customer", "role:team_member", "skill:networking", "service:Wi-Fi"))

    assert (lesson.key, lesson.what, lesson.state) == ("NET-L1", LATE, LessonState.OPEN)
    assert saved.said(tx, LessonCard) == [LessonCard.of(lesson)]
    card = read_lesson_card(Read(make.clock(), lesson.id, ToPerson(ANA)), tx, NOON)
    assert (card.next_time, card.author, card.may_settle) == (EARLY, PM, True)
    kept = show_kept(ShowKept(make.actor(PM), lesson.id), tx, NOON).facts
    assert kept.triggers == ("Acme", "team member", "Networking", "Wi-Fi")
    assert tx.history.of_project(project.id, 1)[0].about == "NET-L1"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"triggers": ()}, "triggers", "Choose at least one trigger"),
        ({"triggers": ("kind",)}, "triggers", "NET began as no kind of project"),
        ({"triggers": ("skill:gone",)}, "triggers", "does not exist any more"),
        ({"owner": "U_UNKNOWN"}, "owner", "does not know this account"),
        ({"owner": None}, "owner", "Choose who sees to it"),
        ({"due": YESTERDAY}, "due", "or a later day"),
        ({"what": " "}, "what", "Say what happened"),
        ({"next_time": "x" * 2001}, "next_time", "at most"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(tx, project, changes, field, said):
    typed = replace(Typed(LATE, EARLY, ANA, TOMORROW, ("customer",)), **changes)

    with pytest.raises(Refused, match=said) as refused:
        keep_lesson(KeepLesson(make.actor(PM), project.id, typed), tx, NOON)

    assert refused.value.field == field


def test_a_message_becomes_a_lesson_of_the_project_that_is_chosen_even_of_one_that_is_over(tx, project):
    over = make.project(tx, "OLD", started=True)
    move_project(MoveProject(make.actor(PM), Move.COMPLETE, "OLD"), tx, NOON)

    form = prepare_lesson(PrepareLesson(make.actor(PM), None, "C_ELSEWHERE", LATE, "", True), tx, NOON)

    assert {one.key for one in form.choices} == {"NET", "OLD"}
    assert form.what == LATE
    assert keep(tx, over).key == "OLD-L1"
    assert saved.said(tx, RetrospectiveWanted) == [RetrospectiveWanted(ToProject(over.id), "OLD", "Old rollout")]


def test_triggers_are_found_by_their_words(tx, project):
    def found(words, of=project):
        return find_triggers(FindTriggers(make.actor(PM), words, of.id), tx, NOON)

    tx.services.add(["wi-fi", "Wiki"])

    assert found("wi-") == [("Services of NET", [("service:Wi-Fi", "Wi-Fi")])]
    assert found("wik") == [("Other IT services", [("service:Wiki", "Wiki")])]
    assert found("kind") == []
    assert found("roles") == [("Roles", [(f"role:{role}", role.words) for role in Role])]
    assert [label for _, label in dict(found(""))["Projects like this one"]] == ["The same customer"]


def test_the_usual_day_of_a_lesson_is_a_working_day(tx, project):
    # Four weeks after this Friday is New Year's Day.
    friday = datetime(2026, 12, 4, 12, tzinfo=UTC)
    tx.workspaces.keep(replace(tx.workspaces.get(), country="DE"))

    form = prepare_lesson(PrepareLesson(make.actor(PM), "NET"), tx, friday)

    assert form.due == date(2027, 1, 4)


def test_it_is_shown_at_the_step_it_is_about_until_it_is_answered_there(tx, project, later):
    stage = make.stage(tx, later)
    tx.stages.change(replace(stage, needs=(SkillNeed("n", "networking", 2, 60),)))
    about_customer, about_service = keep(tx, project), keep(tx, project, ("service:Wi-Fi",))
    about_skill, about_role = keep(tx, project, ("skill:networking",)), keep(tx, project, ("role:team_member",))

    def shown():
        scope = show_scope(ShowScope(make.actor(PM), "CRM"), tx, NOON).facts.lessons
        stages = show_stages(ShowStages(make.actor(PM), "CRM"), tx, NOON).facts.lessons
        briefing = read_role_briefing(Read(make.clock(), make.briefing(later), ToPerson(ANA)), tx, NOON).lessons
        return [ids(one) for one in (gate(tx, "CRM").lessons, scope, stages, briefing)]

    assert shown() == [[one.id] for one in (about_customer, about_service, about_skill, about_role)]
    for one in (about_customer, about_service, about_skill, about_role):
        answer(tx, one, later)
    assert shown() == [[], [], [], []]
    assert gate(tx, "NET").lessons is None


def test_used_and_ignored_are_kept_and_counted_on_the_lesson(tx, project, later):
    lesson, web = keep(tx, project), make.project(tx, "WEB")
    form = prepare_ignoring(PrepareIgnoring(make.actor(PM), lesson.id, later.id), tx, NOON)

    with pytest.raises(Refused, match="Say why") as refused:
        answer(tx, lesson, later, LessonVerdict.IGNORED, " ")
    ignored = answer(tx, lesson, later, LessonVerdict.IGNORED, "No licences here")
    used = answer(tx, lesson, web)

    assert (form.next_time, refused.value.field) == (EARLY, "why")
    assert ignored == ("CRM", "used in 0 of 1 project", "")
    assert used == ("WEB", "used in 1 of 2 projects", "")
    left = show_lessons_here(ShowLessonsHere(make.actor(PM), later.id, Occasion.PREPARING), tx, NOON).facts
    assert left.shown == ()
    with pytest.raises(Refused, match="a lesson of NET itself"):
        answer(tx, lesson, project)


def test_another_answer_says_what_it_takes_the_place_of_and_the_history_keeps_both(tx, project, later):
    lesson = keep(tx, project)
    answer(tx, lesson, later, LessonVerdict.IGNORED, "No licences here")

    (*_, replaced), (*_, again) = answer(tx, lesson, later), answer(tx, lesson, later)

    instead, before = tx.history.of_project(later.id, 3)[1:]
    assert (replaced, again) == ("ignored, because “No licences here”", "")
    assert (before.act, before.changes[0].after) == (Act.IGNORED_LESSON, "No licences here")
    assert (instead.act, instead.changes[0].before) == (Act.USED_LESSON, replaced)


def test_a_project_can_be_asked_which_lessons_it_was_shown_used_and_ignored_and_why(tx, project, later):
    used, ignored, _ = (keep(tx, project, (trigger,)) for trigger in ("customer", "service:Wi-Fi", "customer"))
    answer(tx, used, later)
    answer(tx, ignored, later, LessonVerdict.IGNORED, "No licences here")

    def page(reader=PM, **more):
        return show_answered(ShowAnswered(make.actor(reader), "CRM", **more), tx, NOON).facts

    kept = list_lessons(ListLessons(make.actor(PM), (), "C_CRM"), tx, NOON).facts
    assert (kept.project_key, kept.used, kept.ignored, kept.lines) == ("CRM", 1, 1, ())
    assert {(one.lesson.id, one.verdict, one.because, one.by) for one in page().lines} == {
        (used.id, LessonVerdict.USED, "", PM),
        (ignored.id, LessonVerdict.IGNORED, "No licences here", PM),
    }
    assert (page().waiting, page(start=1).lines, page().may_answer) == ((Occasion.PREPARING,), page().lines[1:], True)
    assert page(NOBODY).may_answer is False
    tx.projects.change(replace(project, channel=make.private_channel()))
    assert page(NOBODY).lines == ()


def test_in_a_projects_channel_its_lessons_need_no_key(tx, project, later):
    own, other = keep(tx, project), keep(tx, later)

    def found(*typed):
        return [one.id for one in list_lessons(ListLessons(make.actor(PM), typed, "C_NET"), tx, NOON).facts.lines]

    assert (found(), found("open"), found("done")) == ([own.id], [own.id], [])
    assert set(found("all")) == set(found("licences")) == set(found("open", "all")) == {own.id, other.id}


def test_neither_a_dropped_lesson_nor_a_project_that_is_over_is_answered_by_an_old_button(tx, project, later):
    dropped, lesson = keep(tx, project), keep(tx, project, ("customer", "service:Wi-Fi"))
    settle_lesson(SettleLesson(make.actor(PM), dropped.id, "Not ours", is_dropped=True), tx, NOON)
    over = make.project(tx, "OLD", lifecycle=Lifecycle.CLOSED, ended_at=NOON)

    with pytest.raises(Refused, match="dropped meanwhile"):
        answer(tx, dropped, later)
    with pytest.raises(Refused, match="stays as it was said"):
        answer(tx, lesson, over)

    assert tx.lessons.counts([dropped.id, lesson.id]) == {}
    assert show_scope(ShowScope(make.actor(PM), "OLD"), tx, NOON).facts.lessons is None


def test_what_a_private_project_learned_is_shown_elsewhere_only_if_its_author_said_so_and_without_its_name(tx, later):
    private = make.project(tx, "SEC", channel=make.private_channel(), team=(BEN,), staff={})
    keep(tx, private, owner=BEN)
    shared = keep(tx, private, owner=BEN, is_shared=True)
    crm = make.project(tx, "ERP", team=(make.NOBODY,), staff=dict.fromkeys(make.LEADERS, ANA))

    seen = gate(tx, "ERP", ANA).lessons
    listed = list_lessons(ListLessons(make.actor(ANA), ("licences",)), tx, NOON)

    assert ids(seen) == [shared.id] == [one.id for one in listed.facts.lines]
    assert "SEC" not in str(draw_message("lessons", listed).blocks) + draw_message("lessons", listed).text
    answer(tx, shared, crm, by=ANA)
    assert "SEC" not in str(tx.history.of_project(crm.id, 9))


def test_who_stands_in_in_a_private_project_reads_what_it_learned_until_they_stand_back(tx):
    make.office(tx)
    private = make.project(tx, "SEC", started=True, team=(), channel=make.private_channel())
    kept = keep(tx, private, owner=PM)
    away(tx, IT, BEN)

    def found():
        return [one.id for one in list_lessons(ListLessons(make.actor(BEN), ("licences",)), tx, NOON).facts.lines]

    before = found()
    follow(tx, at(MONDAY))
    meanwhile = found()
    follow(tx, at(NEXT_MONDAY))

    assert (before, meanwhile, found()) == ([], [kept.id], [])


def test_whom_a_private_project_was_for_is_neither_told_with_its_lesson_nor_found_by(tx):
    private = make.project(tx, "SEC", customer="Umbrella", channel=make.private_channel(), team=(BEN,), staff={})
    shared = keep(tx, private, owner=BEN, is_shared=True)

    def listed(reader, *words):
        return list_lessons(ListLessons(make.actor(reader), words), tx, NOON).facts.lines

    assert [one.triggers for one in listed(ANA)] == [("the same customer",)]
    assert [one.triggers for one in listed(BEN)] == [("Umbrella",)]
    assert listed(ANA, "umbrella") == ()
    assert [one.id for one in listed(ANA, "licences")] == [shared.id]


def test_answering_what_a_private_project_keeps_to_itself_tells_nobody_else_what_it_says(tx, later):
    private = make.project(tx, "SEC", channel=make.private_channel())
    secret = keep(tx, private)

    answer(tx, secret, later)

    told = str(tx.history.of_project(later.id, 9))
    assert "of a private project" in told
    assert not [words for words in (LATE, EARLY, "SEC") if words in told]


@pytest.mark.parametrize("is_shared", [False, True])
def test_an_export_and_a_count_tell_of_a_private_projects_lesson_what_its_author_lets_others_read(tx, later, is_shared):
    secret = keep(tx, make.project(tx, "SEC", channel=make.private_channel()), is_shared=is_shared)
    answer(tx, secret, later, LessonVerdict.IGNORED, "No licences here")

    taken = everything_of(tx, NOBODY)
    counted = [list_lessons(ListLessons(make.actor(one), ("CRM",)), tx, NOON).facts.ignored for one in (PM, NOBODY)]
    page = show_answered(ShowAnswered(make.actor(NOBODY), "CRM"), tx, NOON).facts

    assert (EARLY in taken, "of a private project" in taken) == (is_shared, not is_shared)
    assert (counted, page.ignored, len(page.lines)) == ([1, is_shared], is_shared, is_shared)


def test_a_project_that_becomes_private_keeps_its_lessons_to_itself(tx, project, later):
    stays, shared = keep(tx, project), keep(tx, project, is_shared=True)
    tx.projects.change(replace(project, channel=make.private_channel()))

    listed = list_lessons(ListLessons(make.actor(NOBODY)), tx, NOON).facts.lines

    assert [one.id for one in listed] == [shared.id]
    with pytest.raises(Refused, match="does not exist any more"):
        prepare_settling(PrepareSettling(make.actor(NOBODY), stays.id), tx, NOON)


def test_its_owner_is_reminded_every_working_day_until_it_is_done(tx, project):
    lesson = keep(tx, project, due=TODAY)

    send_reminder(SendReminder(make.clock(), ANA), tx, AT_NINE)

    day = AT_NINE.date()
    sent = TaskReminder.of(ANA, day)
    facts = read_task_reminder(Read(make.clock(), f"{ANA}/{day}", ToPerson(ANA)), tx, AT_NINE)
    assert [one for one in saved.said(tx, TaskReminder) if not one.edit_only] == [sent]
    assert [(one.key, one.days_late) for one in facts.lessons] == [("NET-L1", 1)]
    assert tx.reminders.get(ANA).next_at == AT_NINE + timedelta(days=1)
    saved.delivered(tx, sent)
    settle_lesson(SettleLesson(make.actor(ANA), lesson.id, "It is on the checklist"), tx, AT_NINE)
    after = read_task_reminder(Read(make.clock(), f"{ANA}/{day}", ToPerson(ANA)), tx, AT_NINE)
    assert after.lessons == ()
    assert TaskReminder.of(ANA, day, edit_only=True) in saved.said(tx, TaskReminder)


def test_from_its_day_on_it_waits_for_its_owner_until_it_is_done(tx, project):
    lesson = keep(tx, project, due=TODAY)
    keep(tx, project, due=TODAY + timedelta(days=9))

    waiting = [one for one in waiting_for(Person(ANA, "Ana"), tx, NOON) if one.why is Why.LESSON]
    settle_lesson(SettleLesson(make.actor(ANA), lesson.id, "It is on the checklist"), tx, NOON)

    assert [(one.id, one.key, one.due) for one in waiting] == [(lesson.id, "NET-L1", TODAY)]
    assert [one for one in waiting_for(Person(ANA, "Ana"), tx, NOON) if one.why is Why.LESSON] == []
    assert Home.of(ANA) in saved.said(tx, Home)


def test_done_says_what_was_done_and_dropped_is_shown_nowhere_any_more(tx, project, later):
    done, dropped = keep(tx, project), keep(tx, project)
    form = prepare_settling(PrepareSettling(make.actor(ANA), dropped.id, is_dropped=True), tx, NOON)

    with pytest.raises(Refused, match="Say what was done"):
        settle_lesson(SettleLesson(make.actor(ANA), done.id, ""), tx, NOON)
    settle_lesson(SettleLesson(make.actor(ANA), done.id, "On the checklist"), tx, NOON)
    settle_lesson(SettleLesson(make.actor(PM), dropped.id, "Not ours", is_dropped=True), tx, NOON)

    assert (form.lesson_key, form.is_dropped) == ("NET-L2", True)
    assert ids(gate(tx, "CRM").lessons) == [done.id]
    with pytest.raises(Refused, match="NET-L1 is done already"):
        settle_lesson(SettleLesson(make.actor(ANA), done.id, "Again"), tx, NOON)
    listed = list_lessons(ListLessons(make.actor(PM), ("dropped", "NET")), tx, NOON).facts
    assert [one.end_words for one in listed.lines] == ["Not ours"]


def test_pages_go_on_and_words_and_keys_stand_in_any_order(tx, project, later):
    for _ in range(6):
        keep(tx, project)
    keep(tx, later)

    first = list_lessons(ListLessons(make.actor(ANA), ("licen", "NET", "mine")), tx, NOON).facts
    nothing = list_lessons(ListLessons(make.actor(BEN), ("mine",)), tx, NOON).facts

    assert (len(first.lines), first.project_key, first.following is not None) == (5, "NET", True)
    assert nothing.lines == ()
    words = str(draw_message("lessons", list_lessons(ListLessons(make.actor(ANA)), tx, NOON)).blocks)
    assert LATE in words
