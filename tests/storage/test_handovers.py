"""Who maintains what is found by those who may know of it, page by page; one person maintains a service at a time."""

import pytest
from sqlalchemy.exc import IntegrityError

from domain.handovers import HandoverState, MaintainedSearch
from domain.projects import ChannelKind, ProjectChannel
from tests.storage import rows
from tests.storage.rows import ANA, CY, NOON, tx_of

STRANGER = "U_ELSEWHERE"
ACCEPTED = {"state": HandoverState.ACCEPTED, "answered_at": NOON}


@pytest.fixture
def homes(database):
    every = [rows.project(key, channel=ProjectChannel(ChannelKind.PUBLIC)) for key in ("NET", "OPS")]
    every.append(rows.project("SEC", channel=ProjectChannel(ChannelKind.PRIVATE)))
    with tx_of(database) as tx:
        for one in every:
            tx.projects.add(one)
    return every


def keep(database, *several):
    with tx_of(database) as tx:
        for one in several:
            tx.handovers.add(one)
    return several


def test_what_is_maintained_is_listed_by_name_and_goes_on_after_the_last_one(database, homes):
    net, ops, _ = homes
    vpn, wifi, lan = keep(
        database,
        rows.handover(net, 1, service="VPN", **ACCEPTED),
        rows.handover(net, 2, service="Wi-Fi", **ACCEPTED),
        rows.handover(ops, 1, service="LAN", maintainer=ANA, **ACCEPTED),
    )
    keep(database, rows.handover(net, 3, service="Monitoring"))

    with tx_of(database) as tx:
        first = tx.handovers.page(MaintainedSearch(STRANGER), NOON, 2)
        rest = tx.handovers.page(MaintainedSearch(STRANGER), NOON, 2, (first[-1].sign, first[-1].id))
        found = tx.handovers.page(MaintainedSearch(STRANGER, "I-FI"), NOON, 9)
        mine = tx.handovers.page(MaintainedSearch(ANA, mine=True), NOON, 9)
        asked = [one.service for one in tx.handovers.offered_to(CY, 9)]
    assert (first, rest, found, mine, asked) == ([lan, vpn], [wifi], [wifi], [lan], ["Monitoring"])


def test_of_a_private_project_only_those_on_it_and_the_maintainer_know(database, homes):
    (secret,) = keep(database, rows.handover(homes[2], 1, maintainer="U_KEEPER", **ACCEPTED))

    with tx_of(database) as tx:
        assert tx.handovers.page(MaintainedSearch(STRANGER), NOON, 9) == []
        assert tx.handovers.page(MaintainedSearch("U_KEEPER"), NOON, 9) == [secret]
        assert tx.handovers.page(MaintainedSearch(CY, "wi"), NOON, 9) == [secret]


@pytest.mark.parametrize("state", [HandoverState.OFFERED, HandoverState.ACCEPTED])
def test_of_one_service_nobody_is_asked_twice_at_once_and_one_person_maintains_it(database, homes, state):
    keep(database, rows.handover(homes[0], 1, state=state))

    with pytest.raises(IntegrityError):
        keep(database, rows.handover(homes[0], 2, service="WI-FI", state=state))
