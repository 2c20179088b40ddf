import pytest

from domain.living import TaskOffer
from domain.notices import ToPerson
from domain.task_notices import QuestionAnswered
from domain.tasks import TaskState
from tests import make, saved
from tests.make import ANA, BEN, HEAD, NOBODY, NOON, PM
from tests.use_cases.refusals import refused
from use_cases.offers import AskAboutTask, ask_about_task, read_task_offer
from use_cases.progress import ReportProgress, report_progress
from use_cases.questions import AnswerQuestion, PrepareReply, answer_question, prepare_reply
from use_cases.reading import Read


@pytest.fixture
def asking(tx):
    """A task about which Ana wants to know something."""
    task = make.task(tx, make.project(tx))
    ask_about_task(AskAboutTask(make.actor(ANA), task.id, "How *many*?"), tx, NOON)
    return task


@pytest.mark.parametrize("person", [PM, HEAD])
def test_the_answer_goes_to_whoever_asked_and_the_task_shows_both(tx, asking, person):
    answer_question(AnswerQuestion(make.actor(person), asking.id, "Two & <three>"), tx, NOON)

    shown = read_task_offer(Read(make.clock(), asking.id, ToPerson(ANA)), tx, NOON)
    assert saved.said(tx, QuestionAnswered) == [
        QuestionAnswered(ToPerson(ANA), "NET-1", asking.title, "Net rollout", person, "How *many*?", "Two & <three>")
    ]
    assert (shown.question, shown.answer) == ("How *many*?", "Two & <three>")
    assert TaskOffer(ToPerson(ANA), asking.id) in saved.said(tx, TaskOffer)


def test_the_form_shows_who_asks_what(tx, asking):
    form = prepare_reply(PrepareReply(make.actor(PM), asking.id), tx, NOON)

    assert (form.facts.task_key, form.facts.asked_by, form.facts.question) == ("NET-1", ANA, "How *many*?")
    assert form.names[ANA] == "Ana"


def test_a_second_answer_and_one_that_nobody_asked_for_are_refused(tx, asking):
    other = make.task(tx, tx.projects.get(asking.project_id))
    answer_question(AnswerQuestion(make.actor(PM), asking.id, "Two"), tx, NOON)

    for task in (asking, other):
        with refused(tx, words="Nobody waits for an answer"):
            answer_question(AnswerQuestion(make.actor(HEAD), task.id, "Three"), tx, NOON)
        with refused(tx, words="Nobody waits for an answer"):
            prepare_reply(PrepareReply(make.actor(PM), task.id), tx, NOON)
    assert tx.tasks.get(asking.id).answer == "Two"


def test_a_question_about_a_task_that_is_done_waits_for_nobody(tx, asking):
    report_progress(ReportProgress(make.actor(ANA), "NET-1", 100), tx, NOON)

    assert tx.tasks.get(asking.id).state is TaskState.DONE
    with refused(tx, words="Nobody waits for an answer"):
        answer_question(AnswerQuestion(make.actor(PM), asking.id, "Two"), tx, NOON)


def test_an_answer_needs_words(tx, asking):
    with refused(tx, "answer"):
        answer_question(AnswerQuestion(make.actor(PM), asking.id, " \n"), tx, NOON)


@pytest.mark.parametrize("person", [ANA, BEN, NOBODY])
def test_only_leaders_and_the_delegator_answer(tx, asking, person):
    with refused(tx, words="may change this task"):
        answer_question(AnswerQuestion(make.actor(person), asking.id, "Two"), tx, NOON)
