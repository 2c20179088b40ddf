"""Pages of projects: each fits, none is hidden, none comes twice, and a page costs the same however many there are."""

import pytest

from domain.gate import facts_of
from domain.holders import Holder
from domain.identity import ChannelId
from domain.listing import ProjectFilter, search_words
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.roles import LEADING_ROLES, Role
from domain.states import State
from storage import listing
from tests.storage import rows
from tests.storage.queries import statements_of
from tests.storage.rows import ANA, BO, CY, DEE, NOON, tx_of

NAMES = ("Campus Wi-Fi", "Mail renewal", "Überlänge renewal", "Desk")
CUSTOMERS = ("Acme", "Rhein Logistik", "Campus Ltd")
LED = tuple(Holder(role, DEE, NOON) for role in LEADING_ROLES[1:])
STATES = (Lifecycle.ACTIVE, Lifecycle.CLOSED, Lifecycle.PLANNING)
STAFF = ((), (Holder(Role.PROJECT_MANAGER, ANA, NOON), *LED), (Holder(Role.OBSERVER, BO, NOON),))
KEYS = [f"K{number}" for number in range(36)]
TYPED = (
    "",
    "mine",
    "manager",
    "observer",
    "<@U_BO>",
    "<@U_BO> observer active",
    "closed",
    "wi",
    "renew camp",
    "customer:rhe",
    "customer:camp",
    "uber",
    "K1",
    "planning renewal customer:acme mine",
    "draft",
    "scoped campus",
    "scoped mine",
    "nothing-like-it",
)


def made(number):
    kind = ChannelKind.PRIVATE if number % 5 == 0 else ChannelKind.PUBLIC
    return rows.project(
        f"K{number}",
        name=NAMES[number % 4],
        customer=CUSTOMERS[number % 3],
        lifecycle=STATES[(number // 2) % 3],
        staff=STAFF[(number // 3) % 3],
        decided=facts_of(State.SCOPED),
        channel=ProjectChannel(kind, "x", ChannelId(f"C{number}")),
    )


@pytest.fixture
def several(database):
    """Three dozen projects, a fifth of them private."""
    found = [made(number) for number in range(len(KEYS))]
    with tx_of(database) as tx:
        for one in found:
            tx.projects.add(one)
    return found


@pytest.fixture(params=[300, 4, 0], ids=["all few", "few and many", "all many"])
def few(request, monkeypatch):
    """Where few ends and many begins, so that both ways of looking are taken."""
    monkeypatch.setattr(listing, "FEW", request.param)


def fits(one, wanted, reader):
    """The same filter, by the plainest means."""
    whose = wanted.whose(reader)
    held = {holder.role for holder in one.staff if holder.person == whose}
    ours, theirs = search_words(f"{one.key} {one.name}"), search_words(one.customer)
    return (
        (one.channel.kind is not ChannelKind.PRIVATE or reader in one.people)
        and (whose is None or (wanted.role in held if wanted.role else bool(held)))
        and wanted.state in (None, one.lifecycle if isinstance(wanted.state, Lifecycle) else one.state)
        and all(any(word.startswith(said) for word in ours + theirs) for said in search_words(wanted.text))
        and all(any(word.startswith(said) for word in theirs) for said in search_words(wanted.customer))
    )


@pytest.mark.parametrize("reader", [ANA, CY])
@pytest.mark.parametrize("typed", TYPED)
def test_all_that_fits_and_may_be_seen_is_found_page_by_page_and_back_again(database, several, few, typed, reader):
    wanted = ProjectFilter.typed(typed)
    with tx_of(database) as tx:
        keys = {one.id: one.key for one in several}
        page = tx.listing.page(wanted, reader, 3)
        forth = [page]
        while page.has_later:
            page = tx.listing.page(wanted, reader, 3, after=keys[page.ids[-1]])
            forth.append(page)
        back = [page]
        while page.has_earlier:
            page = tx.listing.page(wanted, reader, 3, before=keys[page.ids[0]])
            back.insert(0, page)

    found = [keys[id] for page in forth for id in page.ids]
    assert found == sorted(one.key for one in several if fits(one, wanted, reader))
    assert {keys[id] for page in back for id in page.ids} == set(found)
    assert not forth[0].has_earlier
    assert not back[0].has_earlier


@pytest.mark.parametrize("typed", ["", "mine", "manager closed renewal customer:acme"])
def test_a_page_takes_as_many_statements_for_hundreds_as_for_a_few(database, typed):
    counted = []
    for beginning, end in ((0, 10), (10, 400)):
        with tx_of(database) as tx:
            for number in range(beginning, end):
                tx.projects.add(made(number))
        with statements_of(database) as sent, tx_of(database) as tx:
            tx.listing.page(ProjectFilter.typed(typed), ANA, 10)
        counted.append(len(sent))

    assert max(counted) <= 6, counted


def test_a_project_is_found_by_its_words_from_the_moment_it_is_saved_and_by_nothing_that_looks_like_sql(database):
    with tx_of(database) as tx:
        tx.projects.add(rows.project("NET", name="100 % Wi-Fi_2'; --", customer="O'Neill", staff=STAFF[1]))

        for typed in ("100", "wi", "2", "customer:neill", "net"):
            assert len(tx.listing.page(ProjectFilter.typed(typed), ANA, 3).ids) == 1, typed
        for typed in ("customer:net", "fi2"):
            assert tx.listing.page(ProjectFilter.typed(typed), ANA, 3).ids == (), typed
