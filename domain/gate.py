"""What is decided before work starts: each fact, who decides it, the button that does, and the state that needs it.

A room that brings a fact adds a member to `Fact`, its line in `QUESTIONS`, and the function that says whether it is
decided to `use_cases/decided.py`; then it calls `settle_gate` wherever the fact may change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.actions import Action
from domain.states import BEFORE_START, State

WORDS_OF_A_CUSTOMER = 120


class Fact(StrEnum):
    """One thing that is decided before work starts, in the order in which people decide it."""

    ROLES = "roles"
    HEAD = "head"
    USERS = "users"
    SERVICES = "services"
    DATE = "date"
    REQUIREMENTS = "requirements"
    OPINION = "opinion"
    CHOICE = "choice"
    STAGES = "stages"
    COSTS = "costs"
    FEASIBLE = "feasible"
    VIABLE = "viable"
    TOOLS = "tools"
    PRESENTED = "presented"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Question:
    """How one fact comes to be decided.

    `missing` completes "Still missing: …", `decided` names the fact in a list of what is decided, and `to_do` completes
    "Next: …". The button `action`, whose value is the project's key, opens the modal that fixes it, for whoever has the
    `right`. Without an action there is no button.
    """

    state: State
    missing: str
    decided: str
    to_do: str
    right: Action
    action: str = ""
    button: str = ""


QUESTIONS: dict[Fact, Question] = {
    Fact.ROLES: Question(
        State.SCOPED,
        "the four leading roles",
        "roles",
        "name who leads",
        Action.ASSIGN_ROLES,
        "assign_roles",
        "Change roles",
    ),
    Fact.HEAD: Question(
        State.SCOPED,
        "the confirmation of the department head by an administrator or a listed head",
        "department head confirmed",
        "have the department head confirmed",
        Action.CONFIRM_HEAD,
        "gate_confirm_head",
        "Confirm",
    ),
    Fact.USERS: Question(
        State.SCOPED,
        "the number of IT users",
        "IT users",
        "decide the number of IT users",
        Action.EDIT_SCOPE,
        "edit_scope",
        "Edit scope",
    ),
    Fact.SERVICES: Question(
        State.SCOPED,
        "the IT services",
        "IT services",
        "decide the IT services",
        Action.EDIT_SCOPE,
        "edit_scope",
        "Edit scope",
    ),
    Fact.DATE: Question(
        State.SCOPED,
        "the completion date",
        "completion date",
        "decide the completion date",
        Action.EDIT_SCOPE,
        "edit_scope",
        "Edit scope",
    ),
    Fact.REQUIREMENTS: Question(
        State.SCOPED,
        "the customer's requirements",
        "requirements",
        "write down the customer's requirements",
        Action.EDIT_SCOPE,
        "edit_requirements",
        "Requirements",
    ),
    Fact.OPINION: Question(
        State.SCOPED,
        "the opinion of what is technically possible",
        "technical opinion",
        "ask for the opinion of what is technically possible",
        Action.EDIT_SCOPE,
        "ask_opinion",
        "Ask for the opinion",
    ),
    Fact.CHOICE: Question(
        State.SCOPED,
        "the solution that is chosen among at least two",
        "solution",
        "compare solutions and choose one",
        Action.PROPOSE_SOLUTION,
        "decide_options",
        "Compare solutions",
    ),
    Fact.FEASIBLE: Question(
        State.PLANNED,
        "people and things enough for what is planned",
        "feasible",
        "see whether it can be done with what is there",
        Action.SEE_FEASIBILITY,
        "show_feasibility",
        "Is it feasible?",
    ),
    Fact.TOOLS: Question(
        State.PLANNED,
        "the tools and methods, all ready or not needed",
        "tools and methods",
        "see to the tools and methods",
        Action.LIST_TOOLS,
        "settle_tools",
        "Tools and methods",
    ),
    Fact.PRESENTED: Question(
        State.PRESENTED,
        "the plan presented to the customer as it stands",
        "plan presented",
        "present the plan",
        Action.PRESENT_PLAN,
        "present_plan",
        "Present the plan",
    ),
    Fact.ACCEPTED: Question(
        State.APPROVED,
        "the customer's acceptance",
        "accepted by the customer",
        "hear the customer's answer",
        Action.PRESENT_PLAN,
        "record_plan_answer",
        "Record the answer",
    ),
    Fact.STAGES: Question(
        State.PLANNED,
        "the stages",
        "stages",
        "plan the stages with what they need",
        Action.PLAN_STAGES,
        "show_stages",
        "Plan stages",
    ),
    Fact.COSTS: Question(
        State.PLANNED,
        "the cost of every stage",
        "costs",
        "say what every stage takes and costs",
        Action.PLAN_STAGES,
        "plan_costs",
        "Needs and costs",
    ),
    Fact.VIABLE: Question(
        State.PLANNED,
        "the verdict that it is financially viable",
        "viability",
        "decide whether it is financially viable",
        Action.DECIDE_VIABILITY,
        "decide_viability",
        "Decide",
    ),
}


OBJECTIONS = Question(
    State.SCOPED,
    "what the technical opinion asks for",
    "technical opinion",
    "change what the technical opinion objects to, or say why it stays",
    Action.ANSWER_OBJECTION,
    "answer_objections",
    "Change it or let it stay",
)
"""How the technical opinion comes to be decided once it is given, where it objects to what is required."""


ANSWER = Question(
    State.SCOPED,
    "the answer to what is technically possible",
    "technical opinion",
    "say what is technically possible",
    Action.GIVE_OPINION,
    "give_opinion",
    "Say what is possible",
)
"""How the technical opinion comes to be decided once it is asked for; the value of its button is the project's id."""

OTHER_HEAD = Question(
    State.PLANNED,
    "another department head, who decides whether it is financially viable",
    "viability",
    "let another department head decide whether it is viable",
    Action.ASSIGN_ROLES,
    "assign_roles",
    "Change roles",
)
"""How viability comes to be decided where the department head would judge what they asked for."""


PRICE = Question(
    State.PLANNED,
    "the price, and then the verdict that it is financially viable",
    "viability",
    "set the price, so that the department head can decide whether it is financially viable",
    Action.SET_PRICE,
    "set_price",
    "Set the price",
)
"""How viability comes to be decided while there is no price that anybody could judge."""

START = Question(
    State.APPROVED,
    "the start",
    "started",
    "start the project",
    Action.MOVE_PROJECT,
    "start_project",
    "Start the project",
)
"""What comes once everything is decided."""


def after_rejection(version: int, comment: str) -> Question:
    """How a plan comes to be presented after the customer rejected this version of it: their words are read first."""
    said = comment if len(comment) <= WORDS_OF_A_CUSTOMER else comment[:WORDS_OF_A_CUSTOMER] + "…"
    return replace(
        QUESTIONS[Fact.PRESENTED],
        missing=f"another plan than version {version}, which the customer rejected: “{said}”",
        to_do=f"change what the customer rejected in version {version} (“{said}”) and present the next version",
        action="show_plan",
        button="See what they said",
    )


def facts_of(state: State) -> tuple[Fact, ...]:
    """The facts that bring a project to this state."""
    return tuple(fact for fact in Fact if QUESTIONS[fact].state is state)


def open_before(state: State, undecided: Collection[Fact]) -> tuple[Fact, ...]:
    """What is still undecided of what comes before a state, in the order in which people decide it."""
    return tuple(fact for fact in Fact if fact in undecided and is_further(state, QUESTIONS[fact].state))


def furthest(undecided: Collection[Fact]) -> State:
    """The furthest state before the start whose facts, and those of every state before it, are decided.

    A state that no fact leads to is not reached: a project would be approved for a plan that nobody made.
    """
    reached = State.DRAFT
    for state in BEFORE_START[1:]:
        needed = facts_of(state)
        if not needed or any(fact in undecided for fact in needed):
            return reached
        reached = state
    return reached


def is_further(state: State, reached: State) -> bool:
    """Whether a state before the start comes after another."""
    return BEFORE_START.index(state) > BEFORE_START.index(reached)
