"""What nobody gains by standing in: a role of their own, both keys of a change, or a way into a private project."""

from datetime import timedelta

import pytest

from domain.actions import Action
from domain.history import Act
from domain.permissions import allowed
from domain.refusals import Refused
from domain.roles import Role
from message_templates import draw_message, draw_view
from tests import make
from tests.make import ADMIN, ANA, BEN, HEAD, IT, NOBODY, NOON, PM
from tests.use_cases.leave_scenes import FRIDAY, MONDAY, at, away, follow
from tests.use_cases.refusals import refused
from use_cases.calibration import TakeReserve, learned_for, take_reserve
from use_cases.change_decisions import AgreeChange, agree_change
from use_cases.deputies import NameDeputy, name_deputy
from use_cases.deputy_lists import ShowDeputies, show_deputies
from use_cases.leave import AddLeave, PrepareTime, add_leave, prepare_time
from use_cases.roles import assign_roles
from use_cases.viability import PrepareVerdict, SetPrice, prepare_verdict, set_price

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def keeper(tx):
    """Somebody who looks after people's time and has no role in any project."""
    make.workspace(tx, it_managers=(IT, NOBODY))
    make.person(tx, NOBODY)
    return make.actor(NOBODY)


@pytest.mark.parametrize("deputy", [NOBODY, BEN])
def test_who_looks_after_peoples_time_gives_nobody_a_place_in_projects_whose_roles_are_not_theirs(tx, keeper, deputy):
    secret = make.project(tx, "SEC", started=True, team=(ANA,), channel=make.private_channel())
    known = make.project(tx, started=True)

    for person in (PM, HEAD):
        with refused(tx, "deputy", words="Leave it empty"):
            add_leave(AddLeave(keeper, person, NOON.date(), NOON.date(), deputy), tx, NOON)
        leave = add_leave(AddLeave(keeper, person, NOON.date(), NOON.date()), tx, NOON)
        follow(tx, NOON)
        lines = tx.deputies.of_leave(leave)
        assert {one.deputy for one in lines} == {None}
        seen = next(one for one in lines if one.project_id == known.id)
        with pytest.raises(Refused, match="may say who stands in"):
            name_deputy(NameDeputy(keeper, seen.id, deputy), tx, NOON)

    assert tx.projects.get(secret.id).is_hidden_from(keeper)
    assert not allowed(keeper, Action.DECIDE_VIABILITY, tx.projects.get(known.id))


@pytest.mark.parametrize(("reader", "may"), [(NOBODY, False), (ADMIN, True), (PM, True)])
def test_only_who_may_choose_a_deputy_is_asked_for_one_and_offered_the_button(tx, keeper, reader, may):
    make.project(tx, started=True)
    actor = make.admin() if reader == ADMIN else make.actor(reader)

    form = prepare_time(PrepareTime(actor, PM), tx, NOON)
    leave = add_leave(AddLeave(actor, PM, MONDAY, FRIDAY), tx, NOON)
    shown = show_deputies(ShowDeputies(actor, leave), tx, NOON)

    assert ("Who stands in" in str(draw_view("add_leave", form))) is may
    assert ("Choose" in str(draw_message("deputies", shown).blocks)) is may


def test_an_administrator_puts_others_in_somebodys_place_and_never_themselves(tx, keeper):
    make.project(tx, started=True)
    with refused(tx, "deputy", words="Nobody names themselves"):
        add_leave(AddLeave(make.admin(), PM, MONDAY, FRIDAY, ADMIN), tx, NOON)

    leave = add_leave(AddLeave(make.admin(), PM, MONDAY, FRIDAY, BEN), tx, NOON)
    line = tx.deputies.of_leave(leave)[0]

    assert line.deputy == BEN
    with refused(tx, "deputy", words="Nobody names themselves"):
        name_deputy(NameDeputy(make.admin(), line.id, ADMIN), tx, NOON)


def test_one_pair_of_hands_never_agrees_for_both_to_a_change(tx):
    make.office(tx)
    project = make.project(tx, started=True)
    make.approved(tx, project)
    change = make.change(tx, project)
    away(tx, PM, BEN, MONDAY, MONDAY, now=NOON)
    follow(tx, at(MONDAY))
    agree_change(AgreeChange(make.actor(BEN), change.id, 1), tx, at(MONDAY))
    later = MONDAY + timedelta(days=2)
    follow(tx, at(MONDAY + timedelta(days=1)))
    away(tx, IT, BEN, later, FRIDAY, now=at(MONDAY + timedelta(days=1)))
    follow(tx, at(later))

    with pytest.raises(Refused, match="takes two different people"):
        agree_change(AgreeChange(make.actor(BEN), change.id, 1), tx, at(later))


def test_whoever_stands_in_gives_no_role_to_themselves_and_not_the_one_they_stand_in_for(tx):
    make.office(tx)
    project = make.project(tx, started=True)
    away(tx, PM, BEN)
    follow(tx, at(MONDAY))
    now = tx.projects.get(project.id)

    for taken in ({"project_manager": BEN}, {"project_manager": ANA}, {"responsible": BEN}):
        with pytest.raises(Refused, match="in the place of whoever is away"):
            assign_roles(make.assignment(now, by=make.actor(BEN), why="Mine now", **taken), tx, at(MONDAY))

    assert tx.projects.get(project.id).holder(Role.PROJECT_MANAGER) == PM


def test_an_administrator_fills_no_line_of_a_project_that_they_must_not_know_of(tx, keeper):
    make.project(tx, "SEC", started=True, team=(ANA,), channel=make.private_channel())
    leave = add_leave(AddLeave(make.admin(), PM, MONDAY, FRIDAY, BEN), tx, NOON)
    line = tx.deputies.of_leave(leave)[0]

    with pytest.raises(Refused, match="the project is private"):
        name_deputy(NameDeputy(make.admin(), line.id, BEN), tx, NOON)

    assert line.deputy is None


@pytest.fixture
def priced(tx):
    """A planned project with a price, whose manager is away on Monday: Ben stands in for them."""
    make.office(tx)
    project = make.project(tx)
    make.costed(tx, project)
    set_price(SetPrice(make.actor(PM), project.id, "2500", 10), tx, NOON)
    away(tx, PM, BEN, MONDAY, MONDAY)
    follow(tx, at(MONDAY))
    return project


def verdict_by_ben(tx, project):
    """On Wednesday the department head is away, and Ben, who stands in for them by then, is to judge."""
    follow(tx, at(TUESDAY))
    away(tx, HEAD, BEN, WEDNESDAY, FRIDAY, now=at(TUESDAY))
    follow(tx, at(WEDNESDAY))
    return prepare_verdict(PrepareVerdict(make.actor(BEN), project.key), tx, at(WEDNESDAY))


def takes_the_reserve(tx, project):
    for _ in range(2):
        make.finished(tx, project)
    suggested = learned_for(tx.projects.get(project.id), make.actor(BEN), tx).suggested
    take_reserve(TakeReserve(make.actor(BEN), project.id, suggested), tx, at(MONDAY))


def prices(price, reserve):
    return lambda tx, project: set_price(SetPrice(make.actor(BEN), project.id, price, reserve), tx, at(MONDAY))


@pytest.mark.parametrize(
    ("does", "figure"), [(prices("4000", 10), "price"), (prices("2500", 12), "reserve"), (takes_the_reserve, "reserve")]
)
def test_whoever_set_the_price_or_the_reserve_in_one_place_does_not_judge_it_in_another(tx, priced, does, figure):
    does(tx, priced)
    for _ in range(120):
        tx.history.add(BEN, at(MONDAY, 13), Act.REPORTED_HEALTH, priced.id, priced.key)

    with pytest.raises(Refused, match=f"You set the {figure} of NET"):
        verdict_by_ben(tx, priced)


def test_a_price_that_somebody_else_has_set_since_is_judged_by_whoever_set_the_one_before(tx, priced):
    prices("4000", 12)(tx, priced)
    set_price(SetPrice(make.actor(PM), priced.id, "5000", 15), tx, at(TUESDAY))

    form = verdict_by_ben(tx, priced)

    assert form.facts.project_key == "NET"
