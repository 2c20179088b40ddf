"""The tasks of a project, as people ask for them and page through them."""

from domain.tasks import TaskState
from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import things
from tests.make import ANA, NOBODY, PM, YESTERDAY
from use_cases.task_lists import LINES_SHOWN


def buttons(said):
    return [
        one["text"]["text"]
        for block in said["blocks"]
        for one in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        if one["type"] == "button"
    ]


def test_the_list_is_for_nobody_but_who_asked_with_what_they_may_do(office):
    things(office)

    heard = {who: office.phone(who).command("tasks NET open").said for who in (PM, ANA, NOBODY)}

    assert all("Mount the access points" in words_in(said) for said in heard.values())
    assert all(said["response_type"] == "ephemeral" for said in heard.values())
    assert {who: buttons(said) for who, said in heard.items()} == {PM: ["Edit"], ANA: ["Progress"], NOBODY: []}


def test_pages_take_each_others_place(office, net):
    office.inside(lambda tx: [make.task(tx, net) for _ in range(LINES_SHOWN + 1)])
    first = office.phone(PM).command("tasks", channel_id="C_NET").said
    pressable = [one for block in first["blocks"] for one in block.get("elements", [])]
    following = next(one["value"] for one in pressable if one.get("action_id") == "more_tasks")

    office.phone(PM).press("more_tasks", element={"value": following})

    assert "NET-11" not in words_in(first)
    assert "NET-11" in office.told()
    assert office.slack.told("answer")[-1]["replace_original"] is True


def test_another_state_is_chosen_in_the_list(office):
    things(office)
    office.phone(ANA).command("done NET-1")

    option = {"type": "static_select", "selected_option": {"value": "NET done -"}}
    office.phone(PM).press("list_tasks", element=option)

    assert "done by Ana" in office.told()


def test_nothing_found_says_what_to_do(office, net):
    heard = office.phone(PM).command("tasks NET")
    fruitless = office.phone(PM).command("tasks NET switches")

    assert "To give somebody one: /project delegate NET" in " ".join(words_in(heard.said).split())
    assert "No task fits" in words_in(fruitless.said)


def test_a_task_that_was_given_back_stays_overdue_and_says_how_it_came_back(office, net):
    def arrange(tx):
        make.task(tx, net, TaskState.DECLINED, due=YESTERDAY)
        offered = make.task(tx, net, due=YESTERDAY)
        tx.tasks.change(offered, offered.taken_back(), tx.projects.get(net.id))

    office.inside(arrange)

    listed = " ".join(words_in(office.phone(PM).command("tasks NET overdue").said).split())
    mine = " ".join(words_in(office.phone(PM).command("mine").said).split())

    for said, late in ((listed, "needs somebody, due Tue 1 Dec 2026"), (mine, "overdue by 1 day")):
        assert "declined by Ana" in said
        assert "taken back from Ana" in said
        assert said.count(late) == 2


def test_on_a_phone_the_key_comes_first_and_the_filters_after_the_list(office):
    things(office)

    for text, filters in (("tasks NET", "list_tasks"), ("list", "list_state"), ("difficulties NET", None)):
        blocks = office.phone(PM).command(text).said["blocks"]
        texts = [block["elements"][0]["elements"][0] for block in blocks if block["type"] == "rich_text"]
        dividers = [place for place, block in enumerate(blocks) if block["type"] == "divider"]
        filtering = [place for place, block in enumerate(blocks) if filters and filters in str(block)]

        assert [one["text"] for one in texts if one.get("style") == {"bold": True} and one["text"].startswith("NET")]
        assert len(dividers) == len(filtering) == bool(filters)
        assert not filters or dividers[0] < filtering[0]
        assert not filters or "NET" in str(blocks[: dividers[0]])
