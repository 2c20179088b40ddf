"""A command answers in its acknowledgement, a press by response_url, a modal in its own; nothing is said twice."""

import pytest

from handlers.saying import Sentence, say
from tests.handlers.slack_side import modal

HELLO = Sentence("Hello & co", [{"type": "divider"}])
FORM = {"type": "modal", "callback_id": "make", "blocks": []}


def test_a_command_is_answered_in_the_acknowledgement(phone, routes, slack):
    @routes.command("hi")
    def greeted(answer):
        answer(HELLO)

    @routes.command("shout")
    def shouted(answer):
        answer(HELLO, everyone=True)

    quiet, loud = phone.command("hi"), phone.command("shout")

    assert quiet.said == {"text": "Hello & co", "blocks": [{"type": "divider"}], "response_type": "ephemeral"}
    assert loud.said["response_type"] == "in_channel"
    assert slack.calls == []


def test_a_press_is_answered_by_one_post_and_acknowledged_without_a_body(phone, routes, slack):
    @routes.action("greet")
    def greeted(ack, answer):
        ack("this text would be dropped by Slack")
        answer(HELLO, replace=True)

    answer = phone.press("greet")

    assert (answer.status, answer.body) == (200, "")
    assert slack.told("answer") == [
        {
            "text": "Hello & co",
            "blocks": [{"type": "divider"}],
            "replace_original": True,
            "response_type": "ephemeral",
        }
    ]
    assert len(slack.calls) == 1


def test_an_answer_to_a_press_in_a_thread_stays_in_the_thread(phone, routes, slack):
    @routes.shortcut("greet")
    def greeted(answer):
        answer(HELLO)

    phone.message_shortcut("greet")

    assert slack.told("answer")[0]["thread_ts"] == "1.1"


@pytest.mark.parametrize(("kind", "method"), [("home", "views.open"), ("modal", "views.push")])
def test_where_there_is_no_response_url_a_small_modal_says_it(phone, routes, slack, kind, method):
    @routes.action("greet")
    def greeted(answer):
        answer(HELLO)

    phone.press("greet", view=modal(kind=kind))

    [said] = slack.told(method)
    assert said["trigger_id"] == "1.2.x"
    assert '"callback_id": "say"' in str(said["view"]).replace("'", '"')


def test_an_answer_in_place_of_what_was_pressed_in_a_modal_changes_that_modal(phone, routes, slack):
    @routes.action("greet")
    def greeted(answer):
        answer(HELLO, replace=True)

    phone.press("greet", view=modal())

    [(method, said)] = slack.calls
    assert (method, said["view_id"]) == ("views.update", "V1")
    assert '"callback_id": "say"' in str(said["view"]).replace("'", '"')


def test_a_submission_is_answered_by_its_own_modal(phone, routes):
    @routes.view("make")
    def make_submitted(answer):
        answer(say("Done <b>"))

    answer = phone.submit(modal("name"))

    assert answer.said["response_action"] == "update"
    assert answer.said["view"]["blocks"][0]["text"]["text"] == "Done <b>"


def test_opening_a_modal_opens_pushes_or_answers_with_it(phone, routes, slack):
    @routes.command("make")
    @routes.shortcut("make")
    @routes.action("make")
    @routes.view("first")
    def make_asked(open_modal):
        open_modal(FORM)

    phone.command("make")
    phone.shortcut("make")
    phone.press("make")
    phone.press("make", view=modal(kind="home"))
    phone.press("make", view=modal())
    submitted = phone.submit(modal(callback_id="first"))

    assert [name for name, _ in slack.calls] == ["views.open"] * 4 + ["views.push"]
    assert submitted.said == {"response_action": "push", "view": FORM}


def test_a_form_takes_the_place_of_the_card_whose_button_asks_for_it(phone, routes, slack):
    @routes.action("make")
    def make_asked(open_modal):
        open_modal(FORM)

    phone.press("make", view=modal(callback_id="say"))

    [(method, shown)] = slack.calls
    assert (method, shown["view_id"], shown["view"]) == ("views.update", "V1", FORM)


def test_a_modal_is_changed_in_place_unless_it_has_changed_meanwhile(phone, routes, slack):
    @routes.action("make.kind")
    @routes.view("make")
    def make_changed(update_modal):
        update_modal(FORM)

    phone.press("value", "kind", view=modal())
    slack.answers["views.update"] = (200, {"ok": False, "error": "hash_conflict"})
    stale = phone.press("value", "kind", view=modal())
    submitted = phone.submit(modal())

    first, _ = slack.told("views.update")
    assert (first["view_id"], first["hash"]) == ("V1", "h1")
    assert stale.status == 200
    assert [name for name, _ in slack.calls] == ["views.update"] * 2
    assert submitted.said == {"response_action": "update", "view": FORM}


@pytest.mark.parametrize("closes", [True, False])
def test_what_takes_the_place_of_a_last_step_closes_all_of_them_as_it_did(phone, routes, closes):
    @routes.view("make")
    def made(view, answer, update_modal):
        update_modal(FORM) if view.get("says") == "form" else answer(HELLO)

    shown = modal() | ({"clear_on_close": True} if closes else {})
    said = [phone.submit({**shown, "callback_id": "make", "says": what}).said["view"] for what in ("form", "words")]

    assert [one.get("clear_on_close", False) for one in said] == [closes, closes]


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "ratelimited"])
def test_a_modal_that_slack_does_not_open_is_explained(phone, routes, slack, error):
    @routes.command("make")
    @routes.action("make")
    def make_asked(open_modal):
        open_modal(FORM)

    slack.answers["views.open"] = (200, {"ok": False, "error": error})
    asked = phone.command("make")
    phone.press("make")

    assert "could not open the form in time" in asked.said["text"]
    assert "could not open the form in time" in slack.told("answer")[0]["text"]


def test_too_many_modals_on_top_of_each_other_and_no_way_to_say_it_is_slacks_own_failure(phone, routes, slack):
    @routes.action("make.more")
    def more_asked(open_modal):
        open_modal(FORM)

    slack.answers["views.push"] = (200, {"ok": False, "error": "push_limit_reached"})
    answer = phone.press("value", "more", view=modal())

    assert answer.status == 500
    assert len(slack.calls) == 1


def test_a_view_that_slack_refuses_is_our_mistake_and_gets_a_reference(phone, routes, slack):
    @routes.command("make")
    def make_asked(open_modal):
        open_modal(FORM)

    slack.answers["views.open"] = (200, {"ok": False, "error": "invalid_arguments"})
    answer = phone.command("make")

    assert "(reference " in answer.said["text"]


def test_slack_being_broken_is_not_our_mistake(phone, routes, slack):
    @routes.command("make")
    def make_asked(open_modal):
        open_modal(FORM)

    slack.answers["views.open"] = (503, {})
    answer = phone.command("make")

    assert "could not open the form in time" in answer.said["text"]


def test_when_response_url_fails_what_was_done_stays_done(phone, routes, slack, caplog):
    @routes.action("greet")
    def greeted(answer):
        answer(HELLO)

    slack.answers["answer"] = (500, {})
    answer = phone.press("greet")

    assert answer.status == 200
    assert "response_url was not answered: HTTPError" in caplog.text
    assert "Hello" not in caplog.text
