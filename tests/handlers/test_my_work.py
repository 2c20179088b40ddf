"""What waits for somebody, listed and settled from the list."""

from domain.tasks import TaskState
from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import things
from tests.make import ANA, NOBODY, PM


def test_the_list_says_why_each_thing_waits(office):
    things(office)

    heard = office.phone(ANA).command("mine")

    said = " ".join(words_in(heard.said).split())
    assert heard.said["response_type"] == "ephemeral"
    assert "New task NET-1 Mount the access points, due Thu 3 Dec 2026 (tomorrow), waits for your acceptance" in said


def test_with_nothing_waiting_it_says_so(office):
    things(office)

    assert "Nothing waits for you" in words_in(office.phone(NOBODY).command("mine").said)


def test_what_is_settled_in_the_list_leaves_it(office):
    seen = things(office)
    office.phone(ANA).press("mine_task_accept", element={"value": seen.task})
    after_accepting = office.told()

    office.phone(ANA).press("mine_task_done", element={"value": seen.task_key})

    assert "waits for your acceptance" not in after_accepting
    assert "NET-1 is done." in " ".join(office.told().split())
    assert "Undo" in office.told()
    assert office.inside(lambda tx: tx.tasks.by_key("NET-1").state) is TaskState.DONE
    assert office.slack.told("answer")[-1]["replace_original"] is True


def test_a_second_press_on_an_old_list_says_what_happened(office):
    seen = things(office)
    for _ in range(2):
        office.phone(ANA).press("mine_task_accept", element={"value": seen.task})

    assert "NET-1 was already accepted" in office.told()


def test_another_page_takes_the_place_of_the_first(office, net):
    office.inside(lambda tx: [make.task(tx, net, assignee=PM) for _ in range(12)])
    first = words_in(office.phone(PM).command("mine").said)

    office.phone(PM).press("mine_next", element={"value": "10"})

    assert "NET-12" not in first
    assert "NET-12" in office.told()
