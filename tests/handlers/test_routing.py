"""Each request reaches the one function it is for, with what that function asks for."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

import handlers
from domain.actors import Actor, Standing
from domain.people import Person
from handlers.bolt import ORDER, attach
from handlers.parameters import OFFERED
from handlers.routing import Kind, Misrouted, Routes, collect
from handlers.saying import say
from tests.handlers.slack_side import made_app, modal
from use_cases.directory import Identify


def book(*all_routes):
    return collect([SimpleNamespace(routes=routes) for routes in all_routes], OFFERED)


def test_two_functions_for_one_name_are_an_error_that_names_both():
    one, other = Routes(), Routes()

    @one.command("start")
    def started(ack): ...

    @other.command("Start")
    def begun(ack): ...

    with pytest.raises(Misrouted, match=r"started.*begun.*start"):
        book(one, other)


def test_a_parameter_that_nobody_knows_is_an_error_at_start():
    routes = Routes()

    @routes.command("start")
    def started(comand): ...

    with pytest.raises(Misrouted, match="`comand`"):
        book(routes)


def test_a_parameter_that_this_kind_of_request_has_not_is_an_error_at_start():
    routes = Routes()

    @routes.event("app_home_opened")
    def home_opened(words): ...

    with pytest.raises(Misrouted, match="no event has"):
        book(routes)


def test_decorating_leaves_the_function_as_it_was_and_may_be_repeated():
    routes = Routes()

    @routes.command("mine")
    @routes.shortcut("my_work")
    def my_work_asked(ack):
        return "itself"

    assert my_work_asked(None) == "itself"
    assert set(book(routes)) == {(Kind.COMMAND, "mine"), (Kind.SHORTCUT, "my_work")}


def test_every_route_of_steward_can_be_collected():
    found = handlers.route_book()

    assert all(kind in Kind for kind, _ in found)
    assert all(hasattr(module, "routes") for module in handlers.routed_modules())


def test_bolt_gets_one_listener_a_kind_in_the_order_people_wait(slack, desk):
    app = made_app(slack)

    attach(app, {}, desk)

    names = [listener.ack_function.__name__ for listener in app._listeners]
    assert names == [f"{kind}_heard" for kind in ORDER]
    assert names == [
        "command_heard",
        "action_heard",
        "view_heard",
        "options_heard",
        "shortcut_heard",
        "view_closed_heard",
        "event_heard",
    ]


def test_a_command_goes_by_its_first_word_in_any_case(phone, routes):
    heard = []

    @routes.command("status")
    def status_asked(words, place, command, workspace):
        heard.append((words.verb, words.rest, place.channel, place.channel_name, command, workspace))

    answer = phone.command("  STATUS “NET” \x07")

    assert heard == [("status", ("“NET”",), "C1", "net", "/project", "T1")]
    assert (answer.status, answer.body) == (200, "")


@pytest.mark.parametrize(("text", "expected"), [("", "nothing"), ("   ", "nothing"), ("frob", "?"), ("?", "?")])
def test_no_word_and_an_unknown_word_have_routes_of_their_own(phone, routes, text, expected):
    heard = []

    @routes.command("")
    def nothing_typed(ack):
        heard.append("nothing")

    @routes.command("?")
    def unknown_typed(words):
        heard.append("?")

    phone.command(text)

    assert heard == [expected]


def test_a_button_goes_by_its_action_id_and_says_what_was_pressed(phone, routes):
    heard = []

    @routes.action("task_accept")
    def task_accepted(press, place, once):
        heard.append((press, place.message, once))

    answer = phone.press("task_accept", "t@42")

    [(press, message, once)] = heard
    assert (press.value, press.key, press.block_id, press.message) == ("42", "42", "t@42", "1.5")
    assert (press.channel, press.is_ephemeral, press.in_home, press.in_modal) == ("C1", True, False, False)
    assert (message, once) == ("1.5", "1.5:task_accept:42:U_ANA")
    assert (answer.status, answer.body) == (200, "")


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"type": "static_select", "value": None, "selected_option": {"value": "high"}}, ("high",)),
        ({"type": "overflow", "value": None, "selected_option": {"value": "drop"}}, ("drop",)),
        ({"type": "users_select", "value": None, "selected_user": "U7"}, ("U7",)),
        ({"type": "datepicker", "value": None, "selected_date": "2027-01-31"}, ("2027-01-31",)),
        ({"type": "checkboxes", "value": None, "selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"type": "multi_users_select", "value": None, "selected_users": []}, ()),
    ],
)
def test_a_press_holds_what_was_chosen(phone, routes, element, expected):
    heard = []

    @routes.action("pick")
    def picked(press):
        heard.append((press.chosen, press.value))

    phone.press("pick", element=element)

    assert heard == [(expected, expected[0] if expected else "")]


def test_inside_a_modal_the_block_decides_and_a_key_is_left_out(phone, routes):
    heard = []

    @routes.action("check_in.percent")
    def percent_chosen(press, view, kept):
        heard.append((press.key, press.in_modal, view["id"], kept))

    phone.press("value", "percent@NET-12", view=modal(callback_id="check_in", kept={"day": "2026-12-04"}))

    assert heard == [("NET-12", True, "V1", {"day": "2026-12-04"})]


def test_a_button_of_messages_is_known_inside_a_modal_and_in_home_too(phone, routes):
    heard = []

    @routes.action("task_accept")
    def task_accepted(press):
        heard.append((press.in_home, press.in_modal))

    phone.press("task_accept", view=modal(callback_id="check_in"))
    phone.press("task_accept", view=modal(callback_id="", kind="home"))

    assert heard == [(False, True), (True, False)]


def test_submitting_closing_options_shortcuts_and_events_each_find_their_function(phone, routes):
    heard = []

    @routes.view("make")
    def make_submitted(view, once):
        heard.append(("view", view["id"], once))

    @routes.view_closed("make")
    def make_closed(kept):
        heard.append(("closed", kept))

    @routes.options("make.project")
    def projects_suggested(press, ack):
        heard.append(("options", press.value))
        ack(options=[{"text": {"type": "plain_text", "text": "NET"}, "value": "p1"}])

    @routes.shortcut("new_project")
    def new_project_asked(body):
        heard.append(("shortcut", body["type"]))

    @routes.event("channel_rename")
    def channel_renamed(event, once, clock):
        heard.append(("event", event["channel"]["name"], once, clock))

    phone.submit(modal(kept={"step": 2}))
    phone.close(modal())
    options = phone.suggest("ne", modal(), "project")
    phone.shortcut("new_project")
    phone.message_shortcut("new_project")
    phone.event({"type": "channel_rename", "channel": {"id": "C1", "name": "net2"}}, "Ev7")

    assert heard == [
        ("view", "V1", "V1:make:2"),
        ("closed", {}),
        ("options", "ne"),
        ("shortcut", "shortcut"),
        ("shortcut", "message_action"),
        ("event", "net2", "Ev7", Actor.clock("T1")),
    ]
    assert options.said["options"][0]["value"] == "p1"


def test_the_same_submission_has_one_key_and_the_next_step_another(phone, routes):
    keys = []

    @routes.view("make")
    def make_submitted(once):
        keys.append(once)

    for view in (modal(), modal(), modal() | {"hash": "h2"}, modal(kept={"step": 2}), modal(kept={"step": 2})):
        phone.submit(view)

    assert keys == ["V1:make:h1", "V1:make:h1", "V1:make:h2", "V1:make:2", "V1:make:2"]


def test_a_press_has_a_key_of_its_own_by_place_button_value_and_person(phone, routes):
    keys = []

    @routes.action("share")
    def shared(once):
        keys.append(once)

    in_modal, in_another = modal(), {**modal(), "id": "V2"}
    for view in ({}, {}, {"view": in_modal}, {"view": in_modal}, {"view": in_another}):
        phone.press("share", **view)
    phone.press("share", element={"value": "43"}, view=in_modal)

    message, again, first, second, another, of_43 = keys
    assert message == again
    assert first == second
    assert len({message, first, another, of_43}) == 4


def test_one_submission_eight_times_at_once_happens_once(phone, routes):
    happened = []

    def happen(order, tx, now):
        happened.append(order.person)
        return "NET-1"

    @routes.view("make")
    def make_submitted(actor, run, once, answer):
        answer(say(run(happen, Identify(actor, actor.user_id), once=once)))

    phone.submit(modal())
    happened.clear()
    view = modal() | {"hash": "h2"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: phone.submit(view), range(8)))

    assert happened == ["U_ANA"]
    assert {answer.said["view"]["blocks"][0]["text"]["text"] for answer in answers} == {"NET-1"}


def test_broken_private_metadata_is_nothing_kept(phone, routes):
    heard = []

    @routes.view("make")
    def make_submitted(kept):
        heard.append(kept)

    phone.submit(modal() | {"private_metadata": "{not json"})
    phone.submit(modal() | {"private_metadata": '["a list"]'})

    assert heard == [{}, {}]


def test_what_is_from_an_older_version_is_acknowledged_and_explained(phone, slack):
    pressed = phone.press("gone")
    submitted = phone.submit(modal("name", callback_id="gone"))
    offered = phone.suggest("x", modal(callback_id="gone"), "project")
    asked = phone.shortcut("gone")
    others = [phone.close(modal(callback_id="gone")), phone.event({"type": "gone"})]

    assert [one.status for one in (pressed, submitted, offered, asked, *others)] == [200] * 6
    assert "older version" in slack.told("answer")[0]["text"]
    assert "older version" in submitted.said["errors"]["name"]
    assert offered.said == {"options": []}
    assert "older version" in str(slack.told("views.open")[0]["view"])


@pytest.mark.parametrize("link", [{"action_id": "link_plan"}, {"element": {"url": "https://example.org"}}])
def test_a_button_that_is_only_a_link_is_acknowledged_in_silence(phone, slack, link):
    answer = phone.press(**link)

    assert (answer.status, answer.body, slack.calls) == (200, "", [])


def asked_by(phone, routes):
    heard = []

    @routes.command("who")
    @routes.action("who")
    @routes.event("app_home_opened")
    def who_asked(actor):
        heard.append(actor)

    return heard


def test_the_actor_is_who_the_directory_says(phone, routes):
    heard = asked_by(phone, routes)

    phone.command("who")
    phone.event({"type": "app_home_opened", "user": "U_BO", "tab": "home"})

    assert heard == [Actor("T1", "U_ANA", is_admin=True), Actor("T1", "U_BO")]


def test_somebody_new_is_fetched_once_and_kept(phone, routes, strangers):
    heard = asked_by(phone, routes)
    strangers["U_NEW"] = Person("U_NEW", "Nia New", standing=Standing.GUEST)
    phone.user_id = "U_NEW"

    phone.command("who")
    strangers.clear()
    phone.command("who")

    assert heard == [Actor("T1", "U_NEW", Standing.GUEST)] * 2


def test_somebody_slack_does_not_know_is_an_outsider(phone, routes):
    heard = asked_by(phone, routes)
    phone.user_id = "U_NOBODY"

    phone.command("who")

    assert heard == [Actor("T1", "U_NOBODY", Standing.OUTSIDER)]


def test_somebody_of_another_organisation_is_an_outsider_whatever_the_directory_says(phone, routes):
    heard = asked_by(phone, routes)
    phone.user = {"id": "U_ANA", "team_id": "T_OTHER"}

    phone.press("who")

    assert heard == [Actor("T1", "U_ANA", Standing.OUTSIDER)]


def test_when_slack_does_not_say_who_somebody_is_the_person_is_told(phone, routes, strangers):
    heard = asked_by(phone, routes)
    strangers["U_NEW"] = TimeoutError("slow")
    phone.user_id = "U_NEW"

    asked = phone.command("who")
    told = phone.event({"type": "app_home_opened", "user": "U_NEW", "tab": "home"})

    assert heard == []
    assert "Slack did not say who you are" in asked.said["text"]
    assert told.status == 500
