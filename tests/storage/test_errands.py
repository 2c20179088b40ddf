"""What a person was asked to do for others comes back until it is answered."""

from dataclasses import replace

from tests.storage import rows
from tests.storage.rows import ANA, BO, CY, NOON, tx_of


def test_what_nobody_has_answered_comes_back_to_whoever_was_asked_alone(database):
    project = rows.project()
    kept = rows.errand(project, id="kept", asked=(), answered_by=None, performed_at=None, declined_at=None)
    asked = replace(kept, id="asked", asked=(ANA, BO))
    settled = [replace(asked, id="done", performed_at=NOON), replace(asked, id="declined", declined_at=NOON)]
    with tx_of(database) as tx:
        tx.projects.add(project)
        for one in (kept, asked, *settled):
            tx.errands.add(one)

        assert [tx.errands.open_of(person, 9) for person in (ANA, BO, CY)] == [[asked], [asked], []]


def test_each_of_two_projects_that_are_moved_at_once_finds_its_own(postgres):
    net, sec = rows.project(), rows.project(id="p-sec", key="SEC", name="Sec")
    asked = rows.errand(net, name="hold", answered_by=None, performed_at=None, declined_at=None)
    with tx_of(postgres) as tx:
        for project in (net, sec):
            tx.projects.add(project)
            tx.errands.add(replace(asked, id=project.key, project_id=project.id))
        tx.errands.add(replace(asked, id="form", kind="view"))

    with tx_of(postgres) as first, tx_of(postgres) as second:
        found = [
            [one.id for one in tx.errands.open_named_in(of.id, ["hold"])] for tx, of in ((first, net), (second, sec))
        ]

    assert found == [["NET"], ["SEC"]]
