"""Pictures reach a person as pictures with words; what Slack cannot show yet waits, and what it never takes is said."""

from dataclasses import replace

import pytest

from delivery.calling import Pauses
from documents.pictures import sign_of
from domain.effects import Delivered, NotDelivered
from domain.handouts import PictureBook
from domain.notices import ToPerson, ToProject
from domain.picture_notices import PicturesShown, ShownPicture
from domain.pictures import Ground
from sandbox.driver.wire import ControlRefused
from storage.people import Named
from tests.delivery.offices import ANA, NET, effect_of, project
from tests.documents import looked_at
from use_cases.deliveries import Prepared
from use_cases.pictures import Book, Page

LIGHT = Ground.LIGHT


def page(sheet, file_id=""):
    return Page(sheet.picture.called, sheet.words, sheet, sign_of(sheet, LIGHT), file_id)


def book(*pages):
    return Book("NET", "Net", LIGHT, pages or (page(looked_at.progress()), page(looked_at.budget())))


def prepared(facts=None, to=None):
    return Prepared(
        effect_of(PictureBook.of(project(), to or ToPerson(ANA), ANA)), ANA, "picture_book", Named(facts or book(), {})
    )


def shown(slack, said, **more):
    """Say what follows the pictures, as the worker does next."""
    return slack.tell(Prepared(effect_of(said, **more), ANA, said.template, Named(said, {})))


def images(slack):
    return [
        block for message in slack.driver.person("U0ANA").dm() for block in message["blocks"] if "slack_file" in block
    ]


def test_pictures_are_uploaded_and_shown_in_one_message_to_whoever_asked_and_nobody_else(slack):
    outcome = slack.tell(prepared())
    shown(slack, outcome.followed_by)

    first, second = images(slack)
    content = slack.driver.person("U0ANA").file(first["slack_file"]["id"])
    assert content.startswith(b"\x89PNG")
    assert (first["alt_text"], second["alt_text"]) == (looked_at.progress().words, looked_at.budget().words)
    assert [sign for sign, _ in outcome.drawn] == [one.sign for one in book().pages]
    with pytest.raises(ControlRefused):
        slack.driver.person("U0BEN").file(first["slack_file"]["id"])


def test_what_stands_in_slack_already_is_neither_drawn_nor_uploaded_again(slack):
    first = slack.tell(prepared())
    files = dict(first.drawn)
    uploads = slack.methods().count("files.getUploadURLExternal")

    again = slack.tell(prepared(book(*(replace(one, file_id=files[one.sign]) for one in book().pages))))

    assert slack.methods().count("files.getUploadURLExternal") == uploads == 2
    assert again.drawn == ()
    assert again.followed_by == first.followed_by


def test_a_picture_of_which_there_is_nothing_to_see_is_a_sentence(slack):
    outcome = slack.tell(prepared(book(Page("Team load", "Nobody works in this project yet."))))

    assert outcome.followed_by.pictures == (ShownPicture("Team load", "Nobody works in this project yet."),)
    assert "files.getUploadURLExternal" not in slack.methods()


def test_a_file_that_slack_still_prepares_is_waited_for(slack):
    said = slack.tell(prepared()).followed_by
    slack.driver.fault("chat.postMessage", kind="error", error="invalid_blocks")

    early = shown(slack, said, id="e1")
    slack.pauses = Pauses()
    later = shown(slack, said, id="e1", attempts=2)

    assert isinstance(early, NotDelivered)
    assert (early.error, early.uncertain) == ("file_not_ready", False)
    assert isinstance(later, Delivered)
    assert len(images(slack)) == 2


def test_a_file_that_never_comes_leaves_the_words(slack):
    said = slack.tell(prepared()).followed_by
    gone = replace(said, pictures=tuple(replace(one, file_id="F0GONE") for one in said.pictures))

    outcome = shown(slack, gone, attempts=6)

    (message,) = slack.dm()
    assert isinstance(outcome, Delivered)
    assert images(slack) == []
    assert looked_at.budget().words in str(message["blocks"])


@pytest.mark.parametrize("error", ["missing_scope", "file_uploads_disabled", "storage_limit_reached"])
def test_where_slack_takes_no_files_the_same_is_said_in_words(slack, error):
    slack.driver.fault("files.completeUploadExternal", kind="error", error=error)

    outcome = slack.tell(prepared())

    assert outcome.drawn == ()
    assert outcome.followed_by.error == error
    assert [one.words for one in outcome.followed_by.pictures] == [one.words for one in book().pages]


@pytest.mark.parametrize("fault", [{"kind": "drop_after"}, {"kind": "status", "status": 429, "retry_after": 1}])
@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_an_upload_that_went_wrong_is_made_again(slack, step, fault):
    slack.driver.fault(step, **fault)

    first = slack.tell(prepared())
    slack.pauses = Pauses()
    again = slack.tell(prepared())
    shown(slack, again.followed_by)

    assert isinstance(first, NotDelivered)
    assert first.retry_in is not None
    assert len(images(slack)) == 2


def test_in_a_channel_they_are_for_everybody_there(slack):
    said = slack.tell(prepared(to=ToProject("P1"))).followed_by

    slack.tell(Prepared(effect_of(said), NET, said.template, Named(said, {})))

    assert isinstance(said, PicturesShown)
    assert not said.is_for_one
    assert len([block for block in slack.seen()[-1]["blocks"] if block["type"] == "image"]) == 2
