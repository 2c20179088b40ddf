"""Asking why: about oneself, somebody else, or one date."""

import pytest

from tests import make
from tests.handlers.office import words_in
from tests.handlers.requests import things
from tests.make import ANA, BEN, NOBODY, PM


def said(office, person, text):
    return " ".join(words_in(office.phone(person).command(text).said).split())


@pytest.fixture
def seen(office):
    return things(office)


def test_the_last_days_are_explained_in_plain_words(office, seen):
    heard = said(office, ANA, "why")

    assert "Wed 2 Dec 2026 , today:" in heard
    assert "not answered yet" in heard
    assert "Next message:" in heard


@pytest.mark.parametrize("text", [f"why <@{ANA}|ana> 2026-12-03", f"why 2026-12-03 <@{ANA}|ana>"])
def test_a_person_and_a_date_are_understood_in_any_order(office, seen, text):
    heard = said(office, PM, text)

    assert "Why Ana is asked, or is not" in heard
    assert "Thu 3 Dec 2026" in heard
    assert "Wed 2 Dec 2026" not in heard


def test_who_may_not_see_it_is_told_who_may(office, seen):
    heard = said(office, BEN, f"why <@{ANA}|ana>")

    assert "Only the department head or the project manager may see why somebody else is asked." in heard


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("why soon", "is no date"),
        ("why @ana", "Pick the person from the list"),
        (f"why <@{ANA}> <@{BEN}>", "one person and one date at most"),
        ("why today yesterday", "one person and one date at most"),
        ("why <@U_WHO|who>", "does not know this account"),
    ],
)
def test_what_is_not_understood_says_how_to_write_it(office, seen, text, words):
    assert words in said(office, PM, text)


def test_who_only_leads_hears_the_one_sentence_that_matters(office):
    office.inside(make.project, started=True)

    heard = said(office, PM, "why")

    assert "Not asked in NET: only the team and the responsible staff member are." in heard
    assert "due" not in heard


def test_somebody_with_nothing_to_do_hears_that(office):
    office.inside(make.project, started=True)

    heard = said(office, NOBODY, "why")

    assert "Nothing was due from Fri 27 Nov 2026 to Wed 2 Dec 2026." in heard
    assert "none is due" in heard
