"""Two forms of one thing open at once: the slower one is told beside its field, and touches nothing else."""

from decimal import Decimal

import pytest

from domain.skills import Skill
from domain.stock import Thing, ThingKind
from domain.tools import Tool
from tests import make
from tests.handlers.office import filled
from tests.make import ADMIN, PM


@pytest.fixture
def opened(office):
    def made(tx):
        project = make.priced(tx, make.project(tx))
        tx.stock.keep(Thing("sw", "Switch", ThingKind.HARDWARE, 10))
        tx.skills.keep(Skill("phones", "Telephony", hourly_rate=Decimal(90)))
        tx.tools.add([Tool("vpn", project.id, 1, "VPN", PM)])
        return make.stage(tx, project).id

    values = {
        "stage_edit": office.inside(made),
        "edit_thing": "sw",
        "edit_skill": "phones",
        "set_price": "NET",
        "settle_tool": "vpn",
    }

    def opened(person, action):
        office.phone(person).press(action, element={"value": values[action]})
        return office.opened()

    return opened


@pytest.mark.parametrize(
    ("action", "person", "field", "first", "second", "now"),
    [
        ("stage_edit", PM, "name", "Survey", "Draw", "“Survey”"),
        ("edit_thing", ADMIN, "in_stock", "4", "7", "“4”"),
        ("edit_skill", ADMIN, "rate", "95", "80", "“€95.00”"),
        ("set_price", PM, "price", "90000", "1", "“€90,000.00”"),
        ("settle_tool", PM, "what__vpn", "VPN for all", "No VPN", "“VPN for all”"),
    ],
)
def test_the_slower_of_two_forms_is_refused_beside_the_field_that_both_changed(
    office, opened, action, person, field, first, second, now
):
    quick, slow = opened(person, action), opened(person, action)

    office.phone(person).submit(filled(quick, **{field: first}))
    said = office.phone(person).submit(filled(slow, **{field: second})).said

    block = field.replace("__", "@")
    assert list(said["errors"]) == [block]
    assert said["errors"][block].startswith(f"Somebody else changed this to {now} meanwhile.")
