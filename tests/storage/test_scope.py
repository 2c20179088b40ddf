"""What is decided before work starts comes back as it was saved."""

from dataclasses import replace

import pytest

from domain.refusals import Refused
from domain.requests import ProjectRequest
from domain.scope import ScopeStatement, ScopeVersion
from tests.storage import rows
from tests.storage.rows import ANA, DEE, NOON, TYPED, tx_of


@pytest.fixture
def net(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
    return project


def test_a_new_project_begins_with_the_first_version_of_its_scope(database, net):
    with tx_of(database) as tx:
        assert tx.scopes.newest(net.id) == ScopeVersion(net.id, 1, ScopeStatement.of(net.scope), ANA, NOON)


def test_versions_come_back_whole_the_newest_first(database, net):
    second = rows.scope_version(net)
    with tx_of(database) as tx:
        tx.scopes.keep(second)
        tx.scopes.keep(replace(second, number=3, made_by=None))
        tx.scopes.keep(replace(second, number=3))

        assert [one.number for one in tx.scopes.versions(net.id, 9)] == [3, 2, 1]
        assert tx.scopes.version(net.id, 2) == second
        assert tx.scopes.newest(net.id) == replace(second, number=3)
        with pytest.raises(Refused):
            tx.scopes.version(net.id, 4)


def test_a_service_joins_the_catalogue_once_whatever_its_capitals(database):
    with tx_of(database) as tx:
        tx.services.add(["Wi-Fi", TYPED])
        tx.services.add(["WI-FI", "Backup"])

        assert sorted(tx.services.names()) == sorted(["Backup", "Wi-Fi", TYPED])


def test_an_opinion_takes_the_place_of_the_one_before(database, net):
    opinion = rows.opinion(net)
    with tx_of(database) as tx:
        tx.opinions.give(replace(opinion, words="before"))
        tx.opinions.give(opinion)

        assert tx.opinions.of_project(net.id) == [opinion]


@pytest.mark.parametrize("wanted", [rows.request(), ProjectRequest("sparse", "T1", 8, DEE, NOON, "Wi-Fi")])
def test_a_request_comes_back_as_it_was_kept(database, net, wanted):
    with tx_of(database) as tx:
        tx.requests.add(ProjectRequest(wanted.id, "T1", 1, DEE, NOON, "before"))
        tx.requests.change(wanted)

        assert tx.requests.get(wanted.id) == wanted
        assert tx.requests.next_number() == wanted.number + 1
