"""One table says who may do what; every use case asks it, and so does every modal when it opens."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from domain.actions import Action
from domain.actors import Actor, Standing
from domain.identity import UserId
from domain.refusals import Refused
from domain.roles import DELEGATING_ROLES, LEADING_ROLES, PARTY_WORDS, Party, Role
from domain.unconfirmed import named_in

LEADERS = frozenset(Party(role.value) for role in DELEGATING_ROLES)
ANSWERABLE = frozenset(Party(role.value) for role in LEADING_ROLES)
ROLES = frozenset(Party(role.value) for role in Role)
# Who looks after the organisation's means: its people, what they can do, and its things.
KEEPERS = frozenset({Party.ADMINISTRATOR, Party.LISTED_HEAD, Party.LISTED_IT_MANAGER})
CLOCK_MAY = frozenset({Action.KEEP_DIRECTORY, Action.RUN_SCHEDULE, Action.DELIVER})
PEOPLE_MAY: dict[Action, frozenset[Party]] = {
    Action.CREATE_PROJECT: frozenset({Party.MEMBER}),
    Action.SEE_PROJECT: frozenset({Party.MEMBER}),
    Action.MOVE_PROJECT: LEADERS,
    Action.OVERRIDE_GATE: frozenset({Party.DEPARTMENT_HEAD}),
    Action.REMIND: ANSWERABLE,
    Action.LIST_TOOLS: ANSWERABLE,
    Action.SETTLE_TOOL: ANSWERABLE | {Party.ASSIGNEE},
    Action.CONFIRM_HEAD: frozenset({Party.ADMINISTRATOR, Party.LISTED_HEAD}),
    Action.REPAIR_CHANNEL: LEADERS | {Party.IT_MANAGER, Party.ADMINISTRATOR},
    Action.ASSIGN_ROLES: LEADERS | {Party.IT_MANAGER, Party.ADMINISTRATOR},
    Action.ANSWER_ROLE: frozenset({Party.MEMBER}),
    Action.ANSWER_NEED: LEADERS | {Party.GIVER},
    Action.REQUEST_PROJECT: frozenset({Party.MEMBER}),
    Action.SEE_REQUEST: frozenset({Party.REQUESTER, Party.ADMINISTRATOR, Party.LISTED_IT_MANAGER}),
    Action.CORRECT_REQUEST: frozenset({Party.REQUESTER}),
    Action.ANSWER_REQUEST: frozenset({Party.ADMINISTRATOR, Party.LISTED_IT_MANAGER}),
    Action.EDIT_SCOPE: frozenset({Party.PROJECT_MANAGER, Party.RESPONSIBLE}),
    Action.ANSWER_OBJECTION: frozenset({Party.PROJECT_MANAGER, Party.RESPONSIBLE, Party.DEPARTMENT_HEAD}),
    Action.LET_MUST_STAY: frozenset({Party.DEPARTMENT_HEAD}),
    Action.PROPOSE_SOLUTION: frozenset({Party.RESPONSIBLE}),
    Action.GIVE_OPINION: frozenset({Party.IT_MANAGER}),
    Action.SEE_RESOURCES: ROLES,
    Action.KEEP_RESOURCES: ROLES - {Party.OBSERVER},
    Action.CHANGE_SCHEDULE: LEADERS,
    Action.EXPLAIN_CHECKINS: LEADERS,
    Action.SHARE_STATUS: ROLES,
    Action.DELEGATE: LEADERS,
    Action.ANSWER_TASK: frozenset({Party.ASSIGNEE}),
    Action.WORK_ON_TASK: LEADERS | {Party.ASSIGNEE, Party.HELPER, Party.DELEGATOR},
    Action.CHANGE_TASK: LEADERS | {Party.DELEGATOR},
    Action.REPORT_DIFFICULTY: ROLES,
    Action.HANDLE_DIFFICULTY: ANSWERABLE,
    Action.SETTLE_DIFFICULTY: ANSWERABLE | {Party.REPORTER},
    Action.SEE_COSTS: ANSWERABLE,
    Action.SEE_FEASIBILITY: ANSWERABLE,
    Action.PLAN_STAGES: frozenset({Party.PROJECT_MANAGER, Party.RESPONSIBLE}),
    Action.START_STAGE: frozenset({Party.PROJECT_MANAGER, Party.STAGE_OWNER}),
    Action.RUN_STAGES: frozenset({Party.PROJECT_MANAGER}),
    Action.ESTIMATE_STAGE: frozenset({Party.PROJECT_MANAGER, Party.STAGE_OWNER}),
    Action.LOG_WORK: (ROLES - {Party.OBSERVER}) | {Party.ASSIGNEE, Party.HELPER},
    Action.TAKE_BACK_WORK: frozenset({Party.PROJECT_MANAGER, Party.LOGGER}),
    Action.SET_PRICE: frozenset({Party.PROJECT_MANAGER}),
    Action.DECIDE_VIABILITY: frozenset({Party.DEPARTMENT_HEAD}),
    Action.VOTE_ON_STAGE: frozenset({Party.DEPARTMENT_HEAD}),
    Action.ASK_CHANGE: ROLES - {Party.OBSERVER},
    Action.DECIDE_CHANGE: frozenset({Party.DECIDER}),
    Action.COUNTER_CHANGE: frozenset({Party.DECIDER, Party.REQUESTER}),
    Action.WITHDRAW_CHANGE: frozenset({Party.REQUESTER}),
    Action.NOTE_SCOPE: ROLES - {Party.OBSERVER},
    Action.DROP_NOTE: frozenset({Party.PROJECT_MANAGER, Party.REPORTER}),
    Action.ANSWER_GOALS: frozenset({Party.PROJECT_MANAGER, Party.RESPONSIBLE}),
    Action.HAND_OVER: frozenset({Party.PROJECT_MANAGER, Party.RESPONSIBLE}),
    Action.ANSWER_HANDOVER: frozenset({Party.MAINTAINER}),
    Action.NAME_MAINTAINER: ANSWERABLE | KEEPERS | {Party.MAINTAINER},
    Action.CLOSE_OVER: frozenset({Party.DEPARTMENT_HEAD}),
    Action.KEEP_LESSON: ROLES,
    Action.SEE_LESSONS: frozenset({Party.MEMBER}),
    Action.SETTLE_LESSON: LEADERS | {Party.ASSIGNEE, Party.REPORTER},
    Action.ANSWER_LESSON: ROLES - {Party.OBSERVER},
    Action.ANSWER_FEEDBACK: frozenset({Party.ASKED}),
    Action.SEE_FEEDBACK: ROLES,
    Action.SEE_PLAN: ROLES,
    Action.PRESENT_PLAN: frozenset({Party.PROJECT_MANAGER}),
    Action.ANSWER_PLAN: frozenset({Party.CUSTOMER_CONTACT}),
    Action.SEE_OWN_PLAN: frozenset({Party.CUSTOMER_CONTACT}),
    Action.CHECK_IN: frozenset({Party.TEAM_MEMBER, Party.RESPONSIBLE}),
    Action.SEE_SKILLS: frozenset({Party.MEMBER}),
    Action.PROPOSE_LEVEL: frozenset({Party.MEMBER}),
    Action.JUDGE_LEVEL: KEEPERS,
    Action.KEEP_CATALOGUE: KEEPERS,
    Action.SEE_TEMPLATES: frozenset({Party.MEMBER}),
    Action.SAVE_TEMPLATE: KEEPERS | {Party.PROJECT_MANAGER, Party.RESPONSIBLE},
    Action.KEEP_TEMPLATES: KEEPERS,
    Action.SEE_TEAM: ROLES | KEEPERS,
    Action.BOOK_PEOPLE: LEADERS | {Party.IT_MANAGER},
    Action.SEE_TIME: KEEPERS,
    Action.KEEP_TIME: KEEPERS,
    Action.NAME_DEPUTY: frozenset({Party.ADMINISTRATOR, Party.REQUESTER}),
    Action.STAND_IN: frozenset({Party.ASKED}),
    Action.SEE_STOCK: frozenset({Party.MEMBER}),
    Action.KEEP_STOCK: KEEPERS,
    Action.ASK_THEM: frozenset({Party.ASKER}),
    Action.ANSWER_ERRAND: frozenset({Party.ASKED}),
    Action.SEE_PORTFOLIO: frozenset(
        {Party.LISTED_HEAD, Party.LISTED_IT_MANAGER, Party.DEPARTMENT_HEAD, Party.IT_MANAGER}
    ),
    Action.ANSWER_DIGEST: frozenset({Party.ASKED}),
    Action.REPORT_HEALTH: frozenset({Party.PROJECT_MANAGER}),
    Action.SEE_OWN_WORK: frozenset({Party.MEMBER}),
    Action.SEE_SETTINGS: frozenset({Party.ADMINISTRATOR}),
    Action.CHANGE_SETTINGS: frozenset({Party.ADMINISTRATOR}),
    **dict.fromkeys(CLOCK_MAY, frozenset[Party]()),
}
# What is only looked at: who looks in somebody's place has done nothing for them, and what they asked would stay open.
SEEING = frozenset(
    {
        Action.SEE_PROJECT,
        Action.SEE_REQUEST,
        Action.SEE_RESOURCES,
        Action.EXPLAIN_CHECKINS,
        Action.SEE_COSTS,
        Action.SEE_FEASIBILITY,
        Action.SEE_PLAN,
        Action.SEE_LESSONS,
        Action.SEE_FEEDBACK,
        Action.SEE_SKILLS,
        Action.SEE_TEMPLATES,
        Action.SEE_TEAM,
        Action.SEE_TIME,
        Action.SEE_STOCK,
        Action.SEE_PORTFOLIO,
        Action.SEE_SETTINGS,
    }
)
# What somebody answers for themselves: nobody can be asked to do it in their place.
PERSONAL = frozenset(
    {
        Action.ANSWER_ROLE,
        Action.ANSWER_TASK,
        Action.ANSWER_HANDOVER,
        Action.ANSWER_PLAN,
        Action.SEE_OWN_PLAN,
        Action.ANSWER_FEEDBACK,
        Action.ANSWER_DIGEST,
        Action.CHECK_IN,
        Action.SEE_OWN_WORK,
        Action.ASK_THEM,
        Action.ANSWER_ERRAND,
        Action.STAND_IN,
    }
)
# What a customer may who is a guest here, or at home in another organisation: see and answer what they were asked.
CUSTOMERS_MAY = frozenset({Action.ANSWER_PLAN, Action.SEE_OWN_PLAN, Action.ANSWER_FEEDBACK})
CUSTOMERS = frozenset({Standing.MEMBER, Standing.GUEST, Standing.OUTSIDER})
STRANGERS = {
    Standing.GUEST: "Guests cannot use Steward. Ask a full member of the project.",
    Standing.OUTSIDER: "Only members of this workspace can use Steward here.",
    Standing.BOT: "Apps cannot use Steward.",
    Standing.DEACTIVATED: "This account is deactivated.",
}


class Concerned(Protocol):
    """Anything an action can be about: it knows what a person is towards it."""

    def parties_of(self, person: UserId) -> frozenset[Party]: ...
    def holders_of(self, parties: frozenset[Party]) -> tuple[UserId, ...]: ...


@runtime_checkable
class InProject(Protocol):
    """Something that belongs to a project."""

    @property
    def project_id(self) -> str: ...


@runtime_checkable
class StoodFor(Protocol):
    """Something in which one person can act in the place of another who is away."""

    def stood_for(self, person: UserId, parties: frozenset[Party]) -> UserId | None: ...


class Forbidden(Refused):
    """A refusal that knows who may do it instead, and in which project."""

    def __init__(
        self,
        message: str,
        who_may: tuple[UserId, ...] = (),
        action: Action | None = None,
        project_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.who_may = who_may
        self.action = action
        self.project_id = project_id

    @property
    def can_be_asked(self) -> bool:
        """Whether somebody else can be asked to do it."""
        return bool(self.who_may) and self.action is not None and self.action not in PERSONAL | SEEING


class NotForStrangers(Forbidden):
    """A refusal of whoever is no full member of the workspace, whatever they asked for."""


def require(actor: Actor, action: Action, *about: Concerned) -> None:
    """Let the actor pass, or refuse with a sentence that says who may."""
    if actor.is_clock:
        if action not in CLOCK_MAY:
            raise Forbidden(f"The clock cannot {action}.")
        return
    if allowed(actor, action, *about):
        _note_whose_place(actor, action, about)
        return
    refuse_stranger(actor)
    raise refusal_of(action, *about, named=named_in(about, actor.user_id, PEOPLE_MAY[action]))


def _note_whose_place(actor: Actor, action: Action, about: tuple[Concerned, ...]) -> None:
    """Remember in whose place a deputy was let pass; whoever may in their own right acts for nobody."""
    may, person = PEOPLE_MAY[action], actor.user_id
    places = [one.stood_for(person, may) if isinstance(one, StoodFor) else None for one in about]
    is_own = any(place is None and one.parties_of(person) & may for one, place in zip(about, places, strict=True))
    project = next((one.project_id for one in about if isinstance(one, InProject)), None)
    place = next((one for one in places if one is not None), None)
    if project is not None and place is not None and Party.MEMBER not in may and not is_own:
        actor.stands_for[project] = place


def refuse_stranger(actor: Actor) -> None:
    """Refuse whoever is no full member of the workspace, whatever is asked and whether or not there is such a thing."""
    if actor.standing is not Standing.MEMBER:
        raise NotForStrangers(STRANGERS[actor.standing])


def allowed(actor: Actor, action: Action, *about: Concerned) -> bool:
    """Whether the table lets this actor do it."""
    if actor.is_clock:
        return action in CLOCK_MAY
    if actor.standing not in (CUSTOMERS if action in CUSTOMERS_MAY else {Standing.MEMBER}):
        return False
    is_member = actor.standing is Standing.MEMBER
    held = ((Party.MEMBER, is_member), (Party.ADMINISTRATOR, is_member and actor.is_admin))
    parties = {party for party, holds in held if holds}
    for one in about:
        parties |= one.parties_of(actor.user_id)
    return bool(parties & PEOPLE_MAY[action])


def refusal_of(action: Action, *about: Concerned, named: str = "") -> Forbidden:
    """The refusal for this action: which roles may do it, and who holds them; `named` is said before that."""
    may = PEOPLE_MAY[action]
    words = [PARTY_WORDS[party] for party in Party if party in may]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}" if words else "nobody"
    people = tuple(dict.fromkeys(person for one in about for person in one.holders_of(may)))
    project = next((one.project_id for one in about if isinstance(one, InProject)), None)
    return Forbidden(f"{named}Only {listed} may {action}.", people, action, project)
