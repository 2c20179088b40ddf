"""A contact cannot be asked: who waits for the answer reads so, with the way on, until there is an answer."""

import json
from dataclasses import replace

import pytest

from domain.effects import Posted
from domain.identity import ChannelId
from domain.plan_living import OfferNotShown
from message_templates import draw_message
from tests import make, saved
from tests.make import NOBODY, NOON, PM
from tests.use_cases.plan_scenes import manager, planned
from tests.use_cases.test_plans import presented, recorded
from use_cases.missed_offers import read_offer_not_shown
from use_cases.plan_answers import RecordAnswer, record_answer
from use_cases.reading import Read


def settled_by_an_answer(tx, version):
    record_answer(RecordAnswer(manager(), version.id, recorded()), tx, NOON)


def settled_by_another_version(tx, version):
    presented(tx, tx.projects.get(version.project_id), contact=NOBODY)


@pytest.mark.parametrize(
    ("settle", "words"), [(settled_by_an_answer, "accepted"), (settled_by_another_version, "presented since")]
)
def test_who_was_told_that_the_contact_cannot_answer_has_no_buttons_any_more_once_it_is_settled(tx, settle, words):
    version = presented(tx, planned(tx))
    told = OfferNotShown.of(version.id, "user_disabled", True, PM)
    tx.outbox.keep_posted(told.mark, Posted(ChannelId(PM), "1"))
    before = shown_of(tx, told)

    settle(tx, version)

    after = shown_of(tx, told)
    assert replace(told, edit_only=True) in saved.said(tx, OfferNotShown)
    assert ("record_plan_answer" in before, "record_plan_answer" in after) == (True, False)
    assert words in after


def shown_of(tx, told):
    read = Read(make.clock(tx.workspace), told.about, told.to)
    message = draw_message(told.subject, tx.people.named(read_offer_not_shown(read, tx, NOON)))
    return " ".join(json.dumps(block, ensure_ascii=False) for block in message.blocks) + message.text
