"""The table of guards leaves nothing out."""

from domain.actions import Action
from domain.permissions import PEOPLE_MAY, PERSONAL
from domain.roles import Party
from handlers import route_book
from handlers.routing import FROM_OUTSIDE, Kind
from tests.handlers.permissions.table import LINES, MAY, OPENS

PEOPLE_REACH = {Kind.COMMAND, Kind.ACTION, Kind.VIEW, Kind.SHORTCUT, Kind.OPTIONS}
# Where an action can be asked for: a command, a button, a form that is sent, a shortcut.
SURFACES = """
CREATE_PROJECT    command action view shortcut
SEE_PROJECT       command action view options
MOVE_PROJECT      command action view
OVERRIDE_GATE     action view
REMIND            action
LIST_TOOLS        action view
PROPOSE_SOLUTION  action view
SETTLE_TOOL       action view
CONFIRM_HEAD      action
REPAIR_CHANNEL    command action view
ASSIGN_ROLES      command action view
ANSWER_ROLE       action view
ANSWER_NEED       action view
REQUEST_PROJECT   command action view options
SEE_REQUEST       command action
CORRECT_REQUEST   action view
ANSWER_REQUEST    action view
EDIT_SCOPE        action view
GIVE_OPINION      action view
ANSWER_OBJECTION  action view
LET_MUST_STAY     view
SEE_RESOURCES     command action options
KEEP_RESOURCES    action view
CHANGE_SCHEDULE   command action view
EXPLAIN_CHECKINS  command
SHARE_STATUS      action
DELEGATE          command action view shortcut
ANSWER_TASK       action view
WORK_ON_TASK      command action view
CHANGE_TASK       command action view
REPORT_DIFFICULTY command action view shortcut
HANDLE_DIFFICULTY action view
SETTLE_DIFFICULTY action view
ASK_CHANGE        command action view
DECIDE_CHANGE     action view
COUNTER_CHANGE    action view
WITHDRAW_CHANGE   action
NOTE_SCOPE        view shortcut
DROP_NOTE         action
SEE_PLAN          command action
PRESENT_PLAN      action view
ANSWER_PLAN       action view
SEE_OWN_PLAN      action
ANSWER_GOALS      action view
HAND_OVER         action view
ANSWER_HANDOVER   action view
NAME_MAINTAINER   action view
CLOSE_OVER        action view
KEEP_LESSON       command action view shortcut
SEE_LESSONS       command action options
SETTLE_LESSON     action view
ANSWER_LESSON     action view
ANSWER_FEEDBACK   action view
SEE_FEEDBACK      command action
ANSWER_DIGEST     action
CHECK_IN          command action view
SEE_SKILLS        command action
PROPOSE_LEVEL     action view
JUDGE_LEVEL       action view
KEEP_CATALOGUE    action view
SEE_TEMPLATES     command action
SAVE_TEMPLATE     command action view
KEEP_TEMPLATES    action view
SEE_TEAM          command action
SEE_PORTFOLIO     command action
REPORT_HEALTH     command action view
SEE_FEASIBILITY   command action
BOOK_PEOPLE       action view
SEE_TIME          command action
KEEP_TIME         action view
NAME_DEPUTY       action view
STAND_IN          action view
SEE_STOCK         command
KEEP_STOCK        action view
SEE_COSTS         command action
PLAN_STAGES       action view
START_STAGE       action
RUN_STAGES        action
ESTIMATE_STAGE    action view
LOG_WORK          command action view
TAKE_BACK_WORK    action
SET_PRICE         action view
DECIDE_VIABILITY  action view
VOTE_ON_STAGE     action view
ASK_THEM          action
ANSWER_ERRAND     action view
SEE_OWN_WORK      command action
SEE_SETTINGS      action
CHANGE_SETTINGS   view
"""
# Who is one of these is it towards one task, errand or role of their own, and nobody can be it in their place.
ONE_PERSONS_OWN = {Party.ASSIGNEE, Party.ASKER, Party.ASKED, Party.CUSTOMER_CONTACT, Party.MAINTAINER}


def test_every_route_that_people_reach_has_its_line():
    reachable = {(kind, name) for kind, name in route_book() if kind in PEOPLE_REACH}
    # No verb, and no member reaches it: tests/handlers/test_own_plans.py walks every verb as a guest.
    reachable -= {(Kind.COMMAND, FROM_OUTSIDE)}

    assert {(line.kind, line.name) for line in LINES} == reachable


def test_everything_that_people_may_do_is_tried_wherever_it_can_be_asked_for():
    rows = [line.split() for line in SURFACES.strip().splitlines()]
    tried = {action: {line.kind for line in LINES if action in line.guards} for action in Action}

    assert {Action[row[0]] for row in rows} == {action for action, party in MAY if party != "clock"}
    assert {row[0]: set(row[1:]) for row in rows} == {one.name: tried[one] for one in Action if tried[one]}


def test_whatever_is_sent_is_guarded_as_the_form_that_was_opened_for_it():
    sent = {line.guards for line in LINES if line.kind is Kind.VIEW}
    opened = {line.guards for line in LINES if line.does == OPENS}

    # Who may see the settings opens their form; whether a must stays is asked when that form is sent.
    assert sent - opened == {(Action.CHANGE_SETTINGS,), (Action.ANSWER_OBJECTION, Action.LET_MUST_STAY)}


def test_what_is_only_ones_own_nobody_else_is_asked_to_do():
    own = {action for action, parties in PEOPLE_MAY.items() if parties and parties <= ONE_PERSONS_OWN}
    narrowed = {guard for line in LINES if line.only for guard in line.guards}

    assert own | narrowed <= PERSONAL
