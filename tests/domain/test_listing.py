import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.identity import UserId
from domain.listing import TEXT_LENGTH, ProjectFilter, search_words
from domain.projects import Lifecycle
from domain.roles import Role
from domain.states import State
from tests.make import ANA, PM

WORDS = st.sampled_from(
    ["mine", "active", "on hold", "team", "pm", "<@U1|ana>", "customer:acme", 'customer:"Rhein Logistik"', '"', "Wi-Fi"]
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", ProjectFilter()),
        ("mine", ProjectFilter(mine=True)),
        ("MINE Active", ProjectFilter(mine=True, state=Lifecycle.ACTIVE)),
        ("on hold", ProjectFilter(state=Lifecycle.ON_HOLD)),
        ("On-Hold", ProjectFilter(state=Lifecycle.ON_HOLD)),
        ("planning", ProjectFilter(state=Lifecycle.PLANNING)),
        ("draft", ProjectFilter(state=State.DRAFT)),
        ("canceled", ProjectFilter(state=Lifecycle.CANCELLED)),
        ("mine manager", ProjectFilter(role=Role.PROJECT_MANAGER)),
        ("manager closed", ProjectFilter(role=Role.PROJECT_MANAGER, state=Lifecycle.CLOSED)),
        ("<@U_ANA|ana> head", ProjectFilter(person=ANA, role=Role.DEPARTMENT_HEAD)),
        ("customer:acme", ProjectFilter(customer="acme")),
        ("customer Haas wifi <@U_ANA|ana>", ProjectFilter(customer="Haas", text="wifi", person=ANA)),
        ("our customer", ProjectFilter(text="our customer")),
        ("Customer: acme", ProjectFilter(customer="acme")),
        ("customer:“Rhein Logistik” wifi", ProjectFilter(customer="Rhein Logistik", text="wifi")),
        ('"team" active', ProjectFilter(text="team", state=Lifecycle.ACTIVE)),
        ("campus  network", ProjectFilter(text="campus network")),
        ("x" * 99, ProjectFilter(text="x" * TEXT_LENGTH)),
    ],
)
def test_a_filter_is_read_as_people_type_it(typed, wanted):
    assert ProjectFilter.typed(typed) == wanted


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
@example('customer:" mine"')
@example("hold on hold")
@example('"on" hold')
def test_whatever_was_typed_is_read_the_same_from_what_a_button_keeps(typed):
    wanted = ProjectFilter.typed(typed)

    assert ProjectFilter.typed(str(wanted)) == wanted
    assert len(str(wanted).encode("utf-16-le")) // 2 + len("search@") <= 255


@pytest.mark.parametrize(
    ("wanted", "whose"),
    [
        (ProjectFilter(), None),
        (ProjectFilter(mine=True), PM),
        (ProjectFilter(role=Role.OBSERVER), PM),
        (ProjectFilter(person=ANA, role=Role.OBSERVER), ANA),
    ],
)
def test_a_role_without_a_name_is_the_readers_own(wanted, whose):
    assert wanted.whose(UserId(PM)) == whose


def test_what_is_typed_into_the_list_narrows_it_further_and_replaces_what_was_looked_for():
    shown = ProjectFilter.typed("mine active campus")

    assert shown.looking_for(ProjectFilter.typed("wifi")) == ProjectFilter.typed("mine active wifi")
    assert shown.looking_for(ProjectFilter.typed("closed")) == ProjectFilter.typed("mine closed")
    assert shown.looking_for(ProjectFilter.typed("head customer:acme")) == ProjectFilter.typed(
        "head active customer:acme"
    )
    assert shown.looking_for(ProjectFilter.typed("")) == ProjectFilter.typed("mine active")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wi-Fi for all, WI-FI!", ("wi", "fi", "for", "all")),
        ("Überlänge naïve Straße", ("uberlange", "naive", "strasse")),
        ("NET_2 日本語 ①", ("net", "2", "日本語", "1")),
        ("", ()),
        ("💥 --", ()),
        ("x" * 99, ("x" * 40,)),
    ],
)
def test_words_are_found_whatever_their_accents_and_capitals(text, words):
    assert search_words(text) == words


@given(st.text())
def test_a_word_is_found_again_by_any_beginning_of_it(text):
    for word in search_words(text):
        for end in range(1, len(word) + 1):
            assert search_words(word[:end]) == (word[:end],)
