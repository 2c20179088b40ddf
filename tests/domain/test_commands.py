import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commands import Words, did_you_mean, straighten
from domain.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "verb", "rest"),
    [
        ("", "", ()),
        ("   ", "", ()),
        ("status", "status", ()),
        ("STATUS net", "status", ("net",)),
        ("  done   NET-12  ", "done", ("NET-12",)),
        ("progress\u00a0NET-12\u202f60", "progress", ("NET-12", "60")),
        ("status\tNET\nplease", "status", ("NET", "please")),
        ("\ufeffstatus\u200b NET", "status", ("NET",)),
    ],
)
def test_typed_text_is_a_verb_and_the_words_after_it(typed, verb, rest):
    words = Words.of(typed)

    assert (words.verb, words.rest) == (verb, rest)


@pytest.mark.parametrize("dash", list("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"))
def test_a_task_key_may_have_any_dash_that_a_keyboard_makes(dash):
    assert Words.of(f"done net{dash}12").task_key("done NET-12") == ("NET", 12)


@pytest.mark.parametrize("quotes", ["“%s”", "„%s“", "‘%s’", "`%s`", '"%s"', "«%s»"])
def test_a_project_key_may_stand_in_any_quotes(quotes):
    assert Words.of("status " + quotes % "net").project_key() == "NET"


def test_words_that_are_no_keys_stay_as_they_were_typed():
    assert Words.of("create “Müller’s” roll–out").rest == ("“Müller’s”", "roll–out")


def test_a_word_that_may_be_a_key_or_the_first_of_a_sentence_is_not_refused():
    assert Words.of("delegate “net”").likely_key() == "NET"
    assert Words.of("delegate <!channel>, now").likely_key() == "<!CHANNEL>,"
    assert Words.of("delegate").likely_key() is None


def test_no_key_is_typed_when_there_is_no_word_after_the_verb():
    assert Words.of("status").project_key() is None


@pytest.mark.parametrize("typed", ["N", "1NET", "NET-12", "NETWORKROLL1", "<!channel>", "{{7*7}}", "Ñ2", "😀"])
def test_a_word_that_cannot_be_a_key_is_refused_and_says_what_a_key_looks_like(typed):
    with pytest.raises(Refused, match="A key looks like NET"):
        Words.of(f"status {typed}").project_key()


def test_a_refused_word_is_repeated_as_it_was_typed_and_not_endlessly():
    with pytest.raises(Refused) as refusal:
        Words.of("status <!channel>" + "x" * 500).project_key()

    assert "<!channel>" in refusal.value.message
    assert len(refusal.value.message) < 120


@pytest.mark.parametrize("typed", ["", "NET", "12", "NET-", "NET-0", "NET-01", "NET-1234567890", "NET--1", "NET-1x"])
def test_what_is_no_task_is_refused_with_the_example(typed):
    with pytest.raises(Refused, match="done NET-12"):
        Words.of(f"done {typed}").task_key("done NET-12")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("statsu", "status"), ("delgate", "delegate"), ("chekin", "checkin"), ("xyzzy", None), ("", None)],
)
def test_a_mistyped_verb_is_answered_with_the_nearest_one(typed, meant):
    assert did_you_mean(typed, ["status", "delegate", "checkin", "create"]) == meant


@given(st.text())
def test_any_text_can_be_read_and_reading_it_twice_changes_nothing(text):
    words = Words.of(text)

    assert words.verb == words.verb.lower()
    assert straighten(straighten(text)) == straighten(text)


@pytest.mark.parametrize(("typed", "shown"), [("<@U1|tom>", "“@tom” is not"), ("<#C1|net>", "“#net” is not")])
def test_a_person_or_channel_in_place_of_a_key_is_repeated_as_it_was_seen(typed, shown):
    with pytest.raises(Refused, match=shown):
        Words.of(f"status {typed}").project_key()
