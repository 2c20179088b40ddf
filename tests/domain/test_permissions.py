"""The whole table of who may do what, written down a second time and by hand."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from domain import permissions
from domain.actions import Action
from domain.actors import Actor, Standing
from domain.holders import Holder
from domain.identity import UserId
from domain.permissions import Forbidden
from domain.roles import Party, Role
from tests import make

ME, OTHER = UserId("U_ME"), UserId("U_OTHER")
# One column for each party in this order, then the clock; x may, . may not.
PARTIES = (
    "member administrator listed-head listed-it-manager assignee helper delegator asker asked giver reporter "
    "stage-owner logger department_head project_manager it_manager responsible team_member "
    "observer customer_contact requester decider maintainer clock"
)
TABLE = """
CREATE_PROJECT    x x x x x x x x x x x x x x x x x x x x x x x .
SEE_PROJECT       x x x x x x x x x x x x x x x x x x x x x x x .
MOVE_PROJECT      . . . . . . . . . . . . . x x . . . . . . . . .
OVERRIDE_GATE     . . . . . . . . . . . . . x . . . . . . . . . .
REMIND            . . . . . . . . . . . . . x x x x . . . . . . .
LIST_TOOLS        . . . . . . . . . . . . . x x x x . . . . . . .
SETTLE_TOOL       . . . . x . . . . . . . . x x x x . . . . . . .
CONFIRM_HEAD      . x x . . . . . . . . . . . . . . . . . . . . .
REPAIR_CHANNEL    . x . . . . . . . . . . . x x x . . . . . . . .
ASSIGN_ROLES      . x . . . . . . . . . . . x x x . . . . . . . .
ANSWER_ROLE       x x x x x x x x x x x x x x x x x x x x x x x .
ANSWER_NEED       . . . . . . . . . x . . . x x . . . . . . . . .
REQUEST_PROJECT   x x x x x x x x x x x x x x x x x x x x x x x .
SEE_REQUEST       . x . x . . . . . . . . . . . . . . . . x . . .
CORRECT_REQUEST   . . . . . . . . . . . . . . . . . . . . x . . .
ANSWER_REQUEST    . x . x . . . . . . . . . . . . . . . . . . . .
EDIT_SCOPE        . . . . . . . . . . . . . . x . x . . . . . . .
ANSWER_OBJECTION  . . . . . . . . . . . . . x x . x . . . . . . .
LET_MUST_STAY     . . . . . . . . . . . . . x . . . . . . . . . .
PROPOSE_SOLUTION  . . . . . . . . . . . . . . . . x . . . . . . .
GIVE_OPINION      . . . . . . . . . . . . . . . x . . . . . . . .
SEE_RESOURCES     . . . . . . . . . . . . . x x x x x x . . . . .
KEEP_RESOURCES    . . . . . . . . . . . . . x x x x x . . . . . .
CHANGE_SCHEDULE   . . . . . . . . . . . . . x x . . . . . . . . .
EXPLAIN_CHECKINS  . . . . . . . . . . . . . x x . . . . . . . . .
SHARE_STATUS      . . . . . . . . . . . . . x x x x x x . . . . .
DELEGATE          . . . . . . . . . . . . . x x . . . . . . . . .
ANSWER_TASK       . . . . x . . . . . . . . . . . . . . . . . . .
WORK_ON_TASK      . . . . x x x . . . . . . x x . . . . . . . . .
CHANGE_TASK       . . . . . . x . . . . . . x x . . . . . . . . .
REPORT_DIFFICULTY . . . . . . . . . . . . . x x x x x x . . . . .
HANDLE_DIFFICULTY . . . . . . . . . . . . . x x x x . . . . . . .
SETTLE_DIFFICULTY . . . . . . . . . . x . . x x x x . . . . . . .
SEE_PLAN          . . . . . . . . . . . . . x x x x x x . . . . .
PRESENT_PLAN      . . . . . . . . . . . . . . x . . . . . . . . .
ANSWER_PLAN       . . . . . . . . . . . . . . . . . . . x . . . .
SEE_OWN_PLAN      . . . . . . . . . . . . . . . . . . . x . . . .
SEE_COSTS         . . . . . . . . . . . . . x x x x . . . . . . .
PLAN_STAGES       . . . . . . . . . . . . . . x . x . . . . . . .
START_STAGE       . . . . . . . . . . . x . . x . . . . . . . . .
RUN_STAGES        . . . . . . . . . . . . . . x . . . . . . . . .
ESTIMATE_STAGE    . . . . . . . . . . . x . . x . . . . . . . . .
LOG_WORK          . . . . x x . . . . . . . x x x x x . . . . . .
TAKE_BACK_WORK    . . . . . . . . . . . . x . x . . . . . . . . .
SET_PRICE         . . . . . . . . . . . . . . x . . . . . . . . .
DECIDE_VIABILITY  . . . . . . . . . . . . . x . . . . . . . . . .
VOTE_ON_STAGE     . . . . . . . . . . . . . x . . . . . . . . . .
ASK_CHANGE        . . . . . . . . . . . . . x x x x x . . . . . .
DECIDE_CHANGE     . . . . . . . . . . . . . . . . . . . . . x . .
COUNTER_CHANGE    . . . . . . . . . . . . . . . . . . . . x x . .
WITHDRAW_CHANGE   . . . . . . . . . . . . . . . . . . . . x . . .
NOTE_SCOPE        . . . . . . . . . . . . . x x x x x . . . . . .
DROP_NOTE         . . . . . . . . . . x . . . x . . . . . . . . .
ANSWER_GOALS      . . . . . . . . . . . . . . x . x . . . . . . .
KEEP_LESSON       . . . . . . . . . . . . . x x x x x x . . . . .
SEE_LESSONS       x x x x x x x x x x x x x x x x x x x x x x x .
SETTLE_LESSON     . . . . x . . . . . x . . x x . . . . . . . . .
ANSWER_LESSON     . . . . . . . . . . . . . x x x x x . . . . . .
ANSWER_FEEDBACK   . . . . . . . . x . . . . . . . . . . . . . . .
SEE_FEEDBACK      . . . . . . . . . . . . . x x x x x x . . . . .
CHECK_IN          . . . . . . . . . . . . . . . . x x . . . . . .
SEE_SKILLS        x x x x x x x x x x x x x x x x x x x x x x x .
PROPOSE_LEVEL     x x x x x x x x x x x x x x x x x x x x x x x .
JUDGE_LEVEL       . x x x . . . . . . . . . . . . . . . . . . . .
KEEP_CATALOGUE    . x x x . . . . . . . . . . . . . . . . . . . .
SEE_TEMPLATES     x x x x x x x x x x x x x x x x x x x x x x x .
SAVE_TEMPLATE     . x x x . . . . . . . . . . x . x . . . . . . .
KEEP_TEMPLATES    . x x x . . . . . . . . . . . . . . . . . . . .
SEE_TEAM          . x x x . . . . . . . . . x x x x x x . . . . .
BOOK_PEOPLE       . . . . . . . . . . . . . x x x . . . . . . . .
SEE_TIME          . x x x . . . . . . . . . . . . . . . . . . . .
KEEP_TIME         . x x x . . . . . . . . . . . . . . . . . . . .
NAME_DEPUTY       . x . . . . . . . . . . . . . . . . . . x . . .
STAND_IN          . . . . . . . . x . . . . . . . . . . . . . . .
SEE_FEASIBILITY   . . . . . . . . . . . . . x x x x . . . . . . .
SEE_STOCK         x x x x x x x x x x x x x x x x x x x x x x x .
KEEP_STOCK        . x x x . . . . . . . . . . . . . . . . . . . .
ASK_THEM          . . . . . . . x . . . . . . . . . . . . . . . .
ANSWER_ERRAND     . . . . . . . . x . . . . . . . . . . . . . . .
SEE_PORTFOLIO     . . x x . . . . . . . . . x . x . . . . . . . .
ANSWER_DIGEST     . . . . . . . . x . . . . . . . . . . . . . . .
REPORT_HEALTH     . . . . . . . . . . . . . . x . . . . . . . . .
SEE_OWN_WORK      x x x x x x x x x x x x x x x x x x x x x x x .
SEE_SETTINGS      . x . . . . . . . . . . . . . . . . . . . . . .
CHANGE_SETTINGS   . x . . . . . . . . . . . . . . . . . . . . . .
KEEP_DIRECTORY    . . . . . . . . . . . . . . . . . . . . . . . x
RUN_SCHEDULE      . . . . . . . . . . . . . . . . . . . . . . . x
DELIVER           . . . . . . . . . . . . . . . . . . . . . . . x
HAND_OVER         . . . . . . . . . . . . . . x . x . . . . . . .
ANSWER_HANDOVER   . . . . . . . . . . . . . . . . . . . . . . x .
NAME_MAINTAINER   . x x x . . . . . . . . . x x x x . . . . . x .
CLOSE_OVER        . . . . . . . . . . . . . x . . . . . . . . . .
"""


def cells() -> list[tuple[Action, str, bool]]:
    rows = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (Action[row[0]], party, mark == "x")
        for row in rows
        for party, mark in zip(PARTIES.split(), row[1:], strict=True)
    ]


@dataclass(frozen=True)
class Thing:
    """Something towards which one person is one party."""

    party: Party
    person: UserId = ME

    def parties_of(self, person: UserId) -> frozenset[Party]:
        return frozenset({self.party} if person == self.person else ())

    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]:
        return (self.person,) if self.party in parties else ()


def asked_as(party: str) -> tuple[Actor, tuple[Thing, ...]]:
    if party == "clock":
        return Actor.clock("T1"), ()
    if party in ("member", "administrator"):
        return Actor("T1", ME, is_admin=party == "administrator"), ()
    called = party.replace("-", " ").replace("listed it", "listed IT")
    return Actor("T1", ME), (Thing(Party(called)),)


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
def test_who_may_do_what(action, case):
    for party, may in [(party, may) for asked, party, may in cells() if asked is action]:
        actor, about = asked_as(party)

        with case(party):
            assert permissions.allowed(actor, action, *about) is may
            with nullcontext() if may else pytest.raises(Forbidden):
                permissions.require(actor, action, *about)


def test_the_table_has_a_row_for_every_action_and_a_column_for_every_party():
    actions = {action for action, _, _ in cells()}

    assert actions == set(Action)
    assert len(PARTIES.split()) == len(Party) + 1
    assert {thing.party for party in PARTIES.split() for thing in asked_as(party)[1]} | {
        Party.MEMBER,
        Party.ADMINISTRATOR,
    } == set(Party)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.MEMBER])
def test_no_stranger_may_do_anything_whatever_their_roles(standing, case):
    everything = tuple(Thing(party) for party in Party)
    stranger = Actor("T1", ME, standing, is_admin=True)

    for action in set(Action) - permissions.CUSTOMERS_MAY:
        with case(action.name):
            assert not permissions.allowed(stranger, action, *everything)
            with pytest.raises(Forbidden):
                permissions.require(stranger, action, *everything)


@pytest.mark.parametrize("standing", list(Standing))
def test_a_customer_may_be_a_guest_or_from_elsewhere_and_answers_nothing_but_what_they_were_asked(standing):
    contact = Actor("T1", ME, standing, is_admin=True)
    others = tuple(Thing(party) for party in Party if party is not Party.CUSTOMER_CONTACT)

    answers = permissions.allowed(contact, Action.ANSWER_PLAN, Thing(Party.CUSTOMER_CONTACT))

    assert answers is (standing in (Standing.MEMBER, Standing.GUEST, Standing.OUTSIDER))
    assert not permissions.allowed(contact, Action.ANSWER_PLAN, *others)


def test_somebody_elses_role_does_not_let_me_pass():
    assert not permissions.allowed(Actor("T1", ME), Action.DELEGATE, Thing(Party.PROJECT_MANAGER, OTHER))


def test_a_refusal_says_which_roles_may_and_who_holds_them():
    about = (Thing(Party.PROJECT_MANAGER, OTHER), Thing(Party.DEPARTMENT_HEAD, OTHER), Thing(Party.OBSERVER, ME))

    with pytest.raises(Forbidden) as refusal:
        permissions.require(Actor("T1", ME), Action.DELEGATE, *about)

    assert refusal.value.message == "Only the department head or the project manager may delegate work in this project."
    assert refusal.value.who_may == (OTHER,)


def test_a_department_head_who_is_not_confirmed_may_nothing_and_is_not_named_as_one_who_may():
    now = datetime(2026, 12, 2, tzinfo=UTC)
    head, manager = Holder(Role.DEPARTMENT_HEAD, ME, now, confirmed=False), Holder(Role.PROJECT_MANAGER, OTHER, now)
    project = make.unsaved_project()
    project = type(project)(**{**vars(project), "staff": (head, manager)})

    with pytest.raises(Forbidden) as refusal:
        permissions.require(Actor("T1", ME), Action.DELEGATE, project)

    assert refusal.value.who_may == (OTHER,)
