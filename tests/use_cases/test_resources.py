"""What IT a customer has: written down, imported, listed, and picked for a scope and for solutions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.editing import seen_of
from domain.history import Act
from domain.permissions import Forbidden
from domain.projects import Lifecycle
from domain.refusals import Refused
from domain.resource_lists import ResourceFilter
from domain.resources import MOST_PICKED, MOST_RESOURCES, ResourceEntry, ResourceKind
from domain.roles import Role
from tests import make
from tests.make import ANA, COMPLETION, IT, NOBODY, NOON, PM, RESP, TODAY
from tests.use_cases.refusals import refused
from use_cases.options import ShowOptions, show_options
from use_cases.picked_resources import PickResources, PrepareResourcePick, pick_resources, prepare_resource_pick
from use_cases.resource_entries import KeepResource, PrepareResource, keep_resource, prepare_resource
from use_cases.resource_imports import ImportResources, PrepareImport, import_resources, prepare_import
from use_cases.resources import LINES_SHOWN, FindResources, ShowResources, find_resources, show_resources
from use_cases.scope import ShowScope, show_scope
from use_cases.solutions import PrepareSolution, SaveSolution, prepare_solution, save_solution

ana, pm, resp = map(make.actor, (ANA, PM, RESP))
SWITCH = ResourceEntry(ResourceKind.DEVICE, "Core switch", 4, "Kiel")
MAIL = ResourceEntry(ResourceKind.SERVER, "Mail", owner="Ms Lind")


@pytest.fixture
def project(tx):
    make.office(tx)
    return make.project(tx, decided=())


def keep(tx, entry=SWITCH, key="NET", actor=ana, **more):
    return keep_resource(KeepResource(actor, key, entry, **more), tx, NOON)


def take_in(tx, text, key="NET"):
    return import_resources(ImportResources(ana, key, text), tx, NOON)


def shown(tx, person=ANA, key="NET", **more):
    return show_resources(ShowResources(make.actor(person), key, **more), tx, NOON).facts


def entries(tx, project):
    return [one.entry for one in tx.resources.of_customer(project.customer)]


def last(tx, project):
    return tx.history.of_project(project.id, 1, None, None, "", None)[0]


def pick(tx, project, *ids, actor=pm, **more):
    return pick_resources(PickResources(actor, project.id, ids, **more), tx, NOON)


def test_what_is_written_down_once_is_there_for_every_project_of_the_customer_with_who_changed_it(tx, project):
    other = make.project(tx, "OPS", customer=project.customer.upper())
    keep(tx)

    (here,), (there,) = shown(tx).lines, shown(tx, PM, "OPS").lines

    assert (there.name, there.quantity, there.site, there.changed_by_key) == ("Core switch", 4, "Kiel", "NET")
    assert here == there
    assert shown(tx, key="NET").customer == project.customer
    assert entries(tx, other) == [SWITCH]


def test_a_private_project_that_changed_it_is_not_named_to_others(tx, project):
    secret = make.project(tx, "SEC", customer=project.customer, channel=make.private_channel("C_SEC"), team=())
    make.resource(tx, secret)

    assert shown(tx, ANA).lines[0].changed_by_key == ""
    assert shown(tx, PM).lines[0].changed_by_key == "SEC"


def test_what_another_customer_has_cannot_be_reached_through_a_project(tx, project):
    make.project(tx, "OTH", customer="Others", decided=())
    kept = make.resource(tx, project)

    with refused(tx, words="not among what the customer has"):
        prepare_resource(PrepareResource(pm, "OTH", kept.id), tx, NOON)
    with refused(tx, words="not among what the customer has"):
        keep(tx, MAIL, "OTH", pm, resource_id=kept.id, is_gone=True)
    with refused(tx, "resources", words="not there any more"):
        pick(tx, tx.projects.by_key("OTH"), kept.id)


def test_who_works_on_the_project_keeps_it_and_observers_only_read(tx, project):
    staff = {one.role: one.person for one in project.staff if one.role is not Role.TEAM_MEMBER}
    for person in staff.values():
        assert keep(tx, ResourceEntry(ResourceKind.SITE, person), actor=make.actor(person))

    with pytest.raises(Forbidden):
        keep(tx, actor=make.actor(NOBODY))
    with pytest.raises(Forbidden):
        shown(tx, NOBODY)


def test_each_change_stands_in_the_history_with_from_and_to(tx, project):
    keep(tx)
    added = last(tx, project)
    kept = tx.resources.of_customer(project.customer)[0]
    keep(tx, ResourceEntry(ResourceKind.DEVICE, "Core switch", 6, "Kiel"), resource_id=kept.id)
    changed = last(tx, project)
    keep(tx, SWITCH, resource_id=kept.id, is_gone=True)
    gone = last(tx, project)

    assert [one.act for one in (added, changed, gone)] == [
        Act.ADDED_RESOURCE,
        Act.CHANGED_RESOURCE,
        Act.REMOVED_RESOURCE,
    ]
    assert [(one.field, one.before, one.after) for one in changed.changes] == [("quantity", "4", "6")]
    assert ("site", "Kiel", "") in [(one.field, one.before, one.after) for one in gone.changes]
    assert entries(tx, project) == []


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ResourceEntry(ResourceKind.SERVER, " "), "name"),
        (ResourceEntry(ResourceKind.SERVER, "Mail", 0), "quantity"),
        (ResourceEntry(ResourceKind.SERVER, "Mail", 100_000_000), "quantity"),
        (ResourceEntry(ResourceKind.SERVER, "Mail", site="x" * 121), "site"),
        (ResourceEntry(ResourceKind.DEVICE, "core  SWITCH", site="kiel "), "name"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(tx, project, entry, field):
    keep(tx)

    with refused(tx, field):
        keep(tx, entry)

    assert entries(tx, project) == [SWITCH]


def test_of_two_who_change_the_same_the_second_hears_of_the_first_and_nothing_typed_is_lost(tx, project):
    kept = make.resource(tx, project)
    six, eight = (ResourceEntry(ResourceKind.DEVICE, "Core switch", n, "Kiel", "Ana") for n in (6, 8))
    order = KeepResource(ana, "NET", eight, kept.id, seen_of(SWITCH))
    keep(tx, six, resource_id=kept.id, seen=seen_of(SWITCH), actor=pm)

    saved = keep_resource(order, tx, NOON)
    form = prepare_resource(PrepareResource(ana, "NET", kept.id, order), tx, NOON).facts
    again = keep(tx, eight, resource_id=kept.id, seen=form.seen)

    assert not saved
    assert form.quantity == 8
    assert [(one.field, one.before, one.after) for one in form.changed_meanwhile] == [("quantity", "8", "6")]
    assert again
    assert entries(tx, project) == [eight]


def test_a_form_that_was_sent_as_it_was_opened_writes_no_history(tx, project):
    kept = make.resource(tx, project)

    assert keep(tx, resource_id=kept.id, seen=seen_of(SWITCH))
    assert tx.history.of_project(project.id, 1, None, None, "", None) == []


def test_a_project_that_is_over_changes_nothing_but_is_still_read(tx, project):
    make.project(tx, "OLD", customer=project.customer, lifecycle=Lifecycle.CLOSED)
    keep(tx)

    assert not shown(tx, PM, "OLD").may_change
    assert len(shown(tx, PM, "OLD").lines) == 1
    for do in (lambda: keep(tx, MAIL, "OLD", pm), lambda: take_in(tx, "kind,name\nsite,Kiel", "OLD")):
        with refused(tx, words="OLD is closed"):
            do()


def test_a_table_adds_changes_and_leaves_and_says_how_many(tx, project):
    other = make.project(tx, "OPS", customer=project.customer)
    keep(tx)
    keep(tx, MAIL)

    lines = ("kind;name;quantity;site;owner", "Device;core switch;6;KIEL;", "site;Kiel;;;", "server;Mail;1;;Ms Lind")
    counted = take_in(tx, "\r\n".join(lines), "OPS")

    assert counted == (1, 1, 1)
    assert [(one.name, one.quantity) for one in entries(tx, project)] == [("core switch", 6), ("Mail", 1), ("Kiel", 1)]
    assert [one.changed_by for one in tx.resources.of_customer(project.customer)] == [other.id, project.id, other.id]
    noted = last(tx, other)
    assert (noted.act, noted.about) == (Act.IMPORTED_RESOURCES, "1 new, 1 changed")
    assert [(one.field, one.before, one.after) for one in noted.changes] == [
        ("new", "", "Kiel (site)"),
        ("changed", "Core switch × 4 (device, Kiel)", "core switch × 6 (device, KIEL)"),
    ]


def test_the_same_table_again_changes_nothing_and_writes_no_history(tx, project):
    take_in(tx, "kind,name\nsite,Kiel")
    before = last(tx, project)

    assert take_in(tx, "kind,name\nsite,Kiel") == (0, 0, 1)
    assert last(tx, project) == before


def test_one_bad_line_keeps_the_whole_table_out_and_every_line_is_named_at_once(tx, project):
    with refused(tx, "table", "table", words="Line 3: “router” is no kind."):
        take_in(tx, "kind,name,quantity\nserver,Mail,1\nrouter,Edge,1\nserver,Web,many\n")

    assert entries(tx, project) == []


def test_more_than_is_kept_for_one_customer_is_refused_whole(tx, project):
    half = MOST_RESOURCES // 2
    for first in (0, half):
        take_in(tx, "kind,name\n" + "".join(f"site,Site {first + n}\n" for n in range(half)))

    with refused(tx, "name", words="At most 1,000"):
        keep(tx)
    with refused(tx, "table", words="more than 1,000"):
        take_in(tx, "kind,name\nsite,Kiel\nsite,Site 1")

    assert len(entries(tx, project)) == MOST_RESOURCES
    assert prepare_import(PrepareImport(ana, "NET"), tx, NOON).facts.customer == project.customer


def test_the_list_goes_page_by_page_and_by_words_kind_and_use(tx, project):
    take_in(tx, "kind,name,site\n" + "".join(f"server,Server {n:02},Kiel\n" for n in range(LINES_SHOWN + 2)))
    mail = make.resource(tx, project, "Mail", kind=ResourceKind.LICENCE)
    pick(tx, project, mail.id)

    first = shown(tx)
    second = shown(tx, start=first.following)

    assert (len(first.lines), first.in_all, len(second.lines), second.following) == (10, 13, 3, None)
    assert [one.name for one in shown(tx, typed=("NET", "licences")).lines] == ["Mail"]
    assert [one.name for one in shown(tx, typed=("NET", "11", "kiel")).lines] == ["Server 11"]
    assert [one.name for one in shown(tx, wanted=ResourceFilter(is_used=True)).lines] == ["Mail"]
    assert shown(tx, start=999).start == 0


def test_the_end_of_support_is_told_when_it_has_passed_and_when_it_comes_before_the_completion(tx, project):
    one = timedelta(days=1)
    for name, until in (("Old", TODAY - one), ("Soon", COMPLETION - one), ("Yet", COMPLETION)):
        make.resource(tx, project, name, end_of_support=until)

    told = {one.name: (one.is_unsupported, one.ends_before_completion) for one in shown(tx).lines}

    assert told == {"Old": (True, True), "Soon": (False, True), "Yet": (False, False)}


def test_a_scope_names_what_it_uses_in_its_versions_and_what_others_pick_meanwhile_stays(tx, project):
    switch, mail, site = (make.resource(tx, project, name) for name in ("Switch", "Mail", "Site"))
    pick(tx, project, switch.id, mail.id)
    pick(tx, project, switch.id, mail.id, site.id, shown=(switch.id, mail.id), actor=resp)

    pick(tx, project, mail.id, shown=(switch.id, mail.id))

    statement = tx.scopes.newest(project.id).statement
    assert {one.id for one in statement.resources} == {mail.id, site.id}
    assert [(one.field, one.before) for one in last(tx, project).changes] == [
        ("Customer's resource removed", "Switch × 4 (device, Kiel)")
    ]
    assert [one.used_by for one in shown(tx).lines] == [("the scope",), ("the scope",), ()]
    assert len(show_scope(ShowScope(ana, "NET"), tx, NOON).facts.resources) == 2
    form = prepare_resource_pick(PrepareResourcePick(pm, "NET"), tx, NOON).facts
    assert [one.words for one in form.picked] == ["Mail × 4 (device, Kiel)", "Site × 4 (device, Kiel)"]


def test_what_was_taken_out_stays_in_the_versions_of_a_scope_and_leaves_with_the_next_pick(tx, project):
    switch, mail = (make.resource(tx, project, name) for name in ("Switch", "Mail"))
    pick(tx, project, switch.id)
    keep(tx, SWITCH, resource_id=switch.id, is_gone=True)

    before = tx.scopes.newest(project.id).statement.resources
    pick(tx, project, mail.id)

    assert [one.words for one in before] == ["Switch × 4 (device, Kiel)"]
    assert [one.id for one in tx.scopes.newest(project.id).statement.resources] == [mail.id]


def test_only_so_much_is_picked(tx, project):
    many = [make.resource(tx, project, f"Switch {n}").id for n in range(MOST_PICKED + 1)]

    with refused(tx, "resources", words="at most 50"):
        pick(tx, project, *many)


def test_a_solution_says_what_it_uses_and_the_list_and_history_say_so(tx, project):
    switch, mail = (make.resource(tx, project, name) for name in ("Switch", "Mail"))
    order = SaveSolution(resp, project.id, "Keep it", once="100", resources=(switch.id, mail.id))
    solution = save_solution(order, tx, NOON)
    keep(tx, SWITCH, resource_id=mail.id, is_gone=True)

    form = prepare_solution(PrepareSolution(resp, solution_id=solution), tx, NOON)
    compared = show_options(ShowOptions(resp, "NET"), tx, NOON).facts.compared

    assert (form.has_resources, [one.words for one in form.picked]) == (True, ["Switch × 4 (device, Kiel)"])
    assert compared[0].resources == ("Switch × 4 (device, Kiel)",)
    assert shown(tx).lines[0].used_by == ("Keep it",)
    with pytest.raises(Refused):
        save_solution(SaveSolution(resp, project.id, "Other", resources=("nowhere",)), tx, NOON)


def test_of_two_who_change_what_a_solution_uses_the_second_hears_of_the_first_and_keeps_their_own(tx, project):
    switch, mail = (make.resource(tx, project, name).id for name in ("Switch", "Mail"))
    id = save_solution(SaveSolution(resp, project.id, "Keep it"), tx, NOON)
    seen = prepare_solution(PrepareSolution(resp, solution_id=id), tx, NOON).seen
    mine, theirs = (
        SaveSolution(resp, project.id, "Keep it", solution_id=id, resources=(one,), seen=seen) for one in (switch, mail)
    )
    save_solution(theirs, tx, NOON)

    refused_first = save_solution(mine, tx, NOON)
    form = prepare_solution(PrepareSolution(resp, solution_id=id, again=mine), tx, NOON)
    save_solution(replace(mine, seen=form.seen), tx, NOON)

    assert refused_first == ""
    assert [one.id for one in form.picked] == [switch]
    assert [(one.field, one.before, one.after) for one in form.changed_meanwhile] == [
        ("uses", "Switch × 4 (device, Kiel)", "Mail × 4 (device, Kiel)")
    ]
    assert tx.options.solution(id).resources == (switch,)


def test_what_is_offered_while_somebody_types_fits_what_was_typed(tx, project):
    kept = make.resource(tx, project)
    make.resource(tx, project, "Mail")

    found = find_resources(FindResources(resp, project.id, "core KIEL"), tx, NOON)

    assert found == [(kept.id, "Core switch × 4 (device, Kiel)")]
    with pytest.raises(Forbidden):
        find_resources(FindResources(make.actor(NOBODY), project.id, ""), tx, NOON)
    assert len(find_resources(FindResources(make.actor(IT), project.id, ""), tx, NOON)) == 2
