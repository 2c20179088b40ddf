from datetime import date

import pytest

from domain.resource_lists import ResourceFilter
from domain.resources import Resource, ResourceEntry, ResourceKind, clash_problems, in_order, resource_changes

MAIL = ResourceEntry(ResourceKind.SERVER, "Mail", 2, "Kiel", "Ana Ruiz", date(2027, 6, 30))
SITE = ResourceEntry(ResourceKind.SITE, "Kiel")


def test_the_same_at_another_site_or_of_another_kind_is_another_resource():
    known = [Resource("1", "Acme", MAIL)]

    assert clash_problems(ResourceEntry(ResourceKind.SERVER, " mail", site="KIEL"), known)[0].field == "name"
    assert clash_problems(ResourceEntry(ResourceKind.SERVER, "Mail", site="Bonn"), known) == []
    assert clash_problems(ResourceEntry(ResourceKind.LICENCE, "Mail", site="Kiel"), known) == []


def test_the_last_day_of_support_is_supported_and_nobody_doubts_what_has_no_end():
    assert MAIL.is_supported_on(date(2027, 6, 30))
    assert not MAIL.is_supported_on(date(2027, 7, 1))
    assert SITE.is_supported_on(date(2099, 1, 1))


def test_a_change_says_what_a_field_was_and_is():
    changed = resource_changes(MAIL, ResourceEntry(ResourceKind.SERVER, "Mail", 1200, "Kiel", "", date(2027, 6, 30)))

    assert [(one.field, one.before, one.after) for one in changed] == [
        ("quantity", "2", "1,200"),
        ("owner", "Ana Ruiz", ""),
    ]


def test_sites_are_listed_before_what_stands_in_them_and_2_before_10():
    mail, site = Resource("1", "Acme", MAIL), Resource("2", "Acme", SITE)
    ten, two = (Resource("3", "Acme", ResourceEntry(ResourceKind.DEVICE, f"Switch {n}")) for n in (10, 2))

    assert in_order([ten, mail, two, site]) == [site, mail, two, ten]


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("", [True, True]),
        ("servers", [True, False]),
        ("unused", [True, False]),
        ("used", [False, True]),
        ("KIEL", [True, True]),
        ("kiel ruiz", [True, False]),
        ("used server", [False, False]),
        ("ana bonn", [False, False]),
    ],
)
def test_a_filter_finds_by_kind_use_and_words_and_can_be_typed_again(typed, finds):
    wanted = ResourceFilter.typed(typed.split())

    assert [wanted.lets(MAIL, is_used=False), wanted.lets(SITE, is_used=True)] == finds
    assert ResourceFilter.typed(wanted.words.split()) == wanted
