"""Which action of the permission table guards each thing that can be asked of Steward: written by hand.

Who may do the action stands in tests/domain/test_permissions.py, and nowhere here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.actions import Action
from domain.actors import Standing
from domain.identity import UserId
from domain.opinions import Verdict
from domain.permissions import CUSTOMERS, CUSTOMERS_MAY
from handlers.routing import Kind
from tests.domain.test_permissions import cells
from tests.handlers.office import TEAM
from tests.handlers.permissions.people import ASKED, MEMBERS, REQUESTER, Persona
from tests.handlers.permissions.scene import (
    COMPLETED,
    DECLINED,
    DONE,
    ON_HOLD,
    PLANNING,
    another_task,
    channel_broken,
    difficulty_resolved,
    goals_answered,
    handed_over,
    head_unconfirmed,
    level_proposed,
    objected,
    owner_on_board,
    planned_again,
    question_asked,
    scope_open,
    something_needed,
    staying,
    unconfirmed_in_planning,
    undecided,
)
from tests.handlers.requests import (
    ENDED_STAGE,
    RUNNING_STAGE,
    all_done,
    another_project,
    objecting,
    on_leave,
    opened_by,
    priced,
    reckon_for_others,
    stood_in,
    unapproved,
    unestimated,
    without_stages,
)
from tests.make import ADMIN, ANA, BEN, CONTACT, PM, RESP

A = Action
MAY = {(action, party) for action, party, may in cells() if may}
# What is kept of a refusal, so that somebody else can be asked.
KEPT_ANYWAY = frozenset({"errands"})
OPENS, SAVES, SAYS = "opens", "saves", "says"


@dataclass(frozen=True)
class Line:
    """One request: what guards it, and what it does for those who may.

    `given` is a state that it needs; `said` the text or value, and `form` the form, where it is not the usual one.
    `only` narrows the table to whoever it is for, `also` lets them besides, `not_for` takes out whoever is shown their
    own plan instead, and `refusals` are the words that the others hear in place of the table's. What only says
    something `shows` these words.
    """

    kind: Kind
    name: str
    guards: tuple[Action, ...]
    does: str
    given: Callable[..., None] | None = None
    said: Callable[[Any], str] | None = None
    form: Callable[..., Any] | None = None
    opened_by: UserId | None = None
    only: str = ""
    also: str = ""
    not_for: str = ""
    refusals: tuple[str, ...] = ()
    shows: str = "Net rollout"
    variant: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name or 'nothing'}{self.variant and ', ' + self.variant}"

    def first_missing(self, persona: Persona) -> Action | None:
        """The first guard that the table does not let this person pass."""
        return next((one for one in self.guards if not {(one, party) for party in persona.columns} & MAY), None)

    def lets(self, persona: Persona) -> bool:
        """Whether this person may, by the table and because it is for them."""
        if not self.guards or persona.name == self.also:
            return True
        if persona.standing is not Standing.MEMBER and persona.standing in CUSTOMERS:
            return frozenset(self.guards) <= CUSTOMERS_MAY
        is_for = persona.name != self.not_for and (not self.only or persona.name == self.only)
        return is_for and self.first_missing(persona) is None

    @property
    def allowed(self) -> UserId:
        """The first who may: they open forms that others send, and strangers stand in their place."""
        return self.opened_by or next(one.person for one in MEMBERS if self.lets(one))


def _lines(kind: Kind, *lines: tuple[Any, ...]) -> list[Line]:
    made = []
    for name, guards, does, *rest in lines:
        more = rest[0] if rest else {}
        made.append(Line(kind, name, guards if isinstance(guards, tuple) else (guards,), does, **more))
    return made


def step(office, seen, **who):
    """The form for a step of the difficulty."""
    return opened_by(
        office, "difficulty_step", seen.difficulty, title="Borrow one", assignee=ANA, due="2026-12-10", **who
    )


def barred(office, seen, **who):
    """The form that lets a scope stay which is not possible."""
    return objecting(office, seen, verdict=Verdict.NOT_POSSIBLE, **who)


NOT_ASKED = {"refusals": ("You are asked in no active project now",)}
OWN_PROMPT = {
    "only": "team member",
    "refusals": ("This check-in asks somebody else, or does not exist any more.",),
}
STOOD_IN = {"given": stood_in, "said": lambda _: "stood-T1", "also": "requester", "shows": "away"}
OWN_TEMPLATE = f"kind-{TEAM}"
OWN_ROLE = {"only": "team member", "refusals": ("You do not hold this role in NET any more",)}
# Whoever was asked how a project was, among them its customer.
ASKED_TOO = {"also": "customer contact", "opened_by": CONTACT, "refusals": ("You were not asked about NET",)}
OWN_PLAN_INSTEAD = {"not_for": "customer contact", "refusals": ("To see this again:", "There is no project NET.")}
LED_TO_THEIR_PLAN = {
    "not_for": "customer contact",
    "refusals": ("What you see of this project as its customer:", "There is no project NET."),
}
DECISIONS = {
    "shows": "Waiting for your decision",
    "refusals": ("Department heads and IT managers may see how all projects fare",),
}
# They are confirmed in that one.
HEADS_ANOTHER = {"given": another_project, "also": "department head who is not confirmed", "variant": "of another"}
NO_ROLE = {"refusals": ("You have a role in no running project",)}
NOTHING: tuple[Action, ...] = ()  # it reads nothing of anybody: an unknown verb, the names of time zones

COMMANDS = _lines(
    Kind.COMMAND,
    ("", A.SEE_OWN_WORK, SAYS),
    ("?", NOTHING, SAYS),
    ("help", A.SEE_OWN_WORK, SAYS),
    ("status", A.SEE_PROJECT, SAYS),
    ("history", A.SEE_PROJECT, SAYS),
    ("tasks", A.SEE_PROJECT, SAYS),
    ("mine", A.SEE_OWN_WORK, SAYS),
    ("list", A.SEE_OWN_WORK, SAYS),
    ("export", (A.SEE_OWN_WORK, A.SEE_PROJECT), OPENS, OWN_PLAN_INSTEAD),
    ("create", A.CREATE_PROJECT, OPENS),
    ("assign", A.ASSIGN_ROLES, OPENS),
    ("delegate", A.DELEGATE, OPENS),
    ("done", A.WORK_ON_TASK, SAVES),
    ("progress", A.WORK_ON_TASK, SAVES),
    ("checkin", A.CHECK_IN, OPENS, NOT_ASKED),
    ("difficulty", A.REPORT_DIFFICULTY, OPENS),
    ("difficulty", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"difficulty {seen.key}-D1", "variant": "by its key"}),
    ("difficulties", A.SEE_PROJECT, SAYS),
    ("prepare", A.SEE_PROJECT, SAYS, {"given": undecided}),
    ("tools", A.SEE_PROJECT, SAYS),
    ("scope", A.SEE_PROJECT, SAYS, {"given": scope_open}),
    ("request", A.REQUEST_PROJECT, OPENS),
    (
        "request",
        A.SEE_REQUEST,
        SAYS,
        {"said": lambda _: "request 1", "variant": "by its number", "refusals": ("There is no request 1 that",)},
    ),
    ("requests", A.REQUEST_PROJECT, SAYS),
    ("options", A.SEE_PROJECT, SAYS),
    ("start", A.MOVE_PROJECT, SAVES, {"given": PLANNING}),
    ("hold", A.MOVE_PROJECT, SAVES),
    ("resume", A.MOVE_PROJECT, SAVES, {"given": ON_HOLD}),
    ("complete", A.MOVE_PROJECT, SAVES),
    ("close", A.MOVE_PROJECT, SAYS, {"given": handed_over}),
    ("cancel", A.MOVE_PROJECT, OPENS),
    ("reopen", A.MOVE_PROJECT, SAVES, {"given": COMPLETED}),
    (
        "reopen",
        A.WORK_ON_TASK,
        SAVES,
        {"given": DONE, "said": lambda seen: f"reopen {seen.task_key}", "variant": "a done task"},
    ),
    (
        "reopen",
        A.CHANGE_TASK,
        SAVES,
        {"given": DECLINED, "said": lambda seen: f"reopen {seen.task_key}", "variant": "a declined task"},
    ),
    ("schedule", A.CHANGE_SCHEDULE, OPENS),
    ("pictures", A.SEE_PROJECT, SAVES, LED_TO_THEIR_PLAN),
    ("outcome", A.SEE_PROJECT, SAYS),
    ("plan", A.SEE_PLAN, SAYS, {"also": "customer contact"}),
    ("change", A.ASK_CHANGE, OPENS),
    ("changes", A.SEE_PROJECT, SAYS),
    ("why", A.SEE_OWN_WORK, SAYS),
    ("why", A.EXPLAIN_CHECKINS, SAYS, {"said": lambda _: f"why <@{BEN}>", "also": "team member", "variant": "of Ben"}),
    ("channel", A.REPAIR_CHANNEL, OPENS),
    ("skills", A.SEE_SKILLS, SAYS),
    ("skills", A.SEE_SKILLS, SAYS, {"said": lambda _: f"skills <@{BEN}>", "variant": "of Ben"}),
    ("skills", A.SEE_SKILLS, SAYS, {"said": lambda _: "skills catalogue", "variant": "the catalogue"}),
    ("team", A.SEE_TEAM, SAYS),
    ("feasible", A.SEE_FEASIBILITY, SAYS),
    ("leave", A.SEE_OWN_WORK, SAYS),
    ("leave", A.SEE_TIME, SAYS, {"said": lambda _: f"leave <@{BEN}>", "also": "team member", "variant": "of Ben"}),
    ("stock", A.SEE_STOCK, SAYS),
    ("stages", A.SEE_PROJECT, SAYS),
    ("template", A.SEE_TEMPLATES, SAYS),
    ("template", A.SEE_TEMPLATES, SAYS, {"said": lambda _: "template cloud", "variant": "one by its name"}),
    ("template", A.SAVE_TEMPLATE, OPENS, {"said": lambda seen: f"template save {seen.key}", "variant": "save"}),
    ("log", A.LOG_WORK, OPENS),
    ("log", A.LOG_WORK, SAVES, {"said": lambda seen: f"log 1h {seen.key} Patched", "variant": "in a line"}),
    ("cost", A.SEE_COSTS, SAYS),
    ("resources", A.SEE_RESOURCES, SAYS),
    ("next", (A.CREATE_PROJECT, A.SAVE_TEMPLATE), OPENS, {"given": COMPLETED}),
    ("retro", A.KEEP_LESSON, OPENS),
    ("lessons", A.SEE_LESSONS, SAYS, {"shows": "The licences came late"}),
    ("portfolio", A.SEE_PORTFOLIO, SAYS, DECISIONS),
    ("portfolio", A.SEE_PORTFOLIO, SAYS, DECISIONS | HEADS_ANOTHER),
    ("health", A.REPORT_HEALTH, OPENS),
    ("services", A.SEE_PROJECT, SAYS),
    ("services", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"services {seen.key}", "variant": "of a project"}),
    ("feedback", A.SEE_FEEDBACK, SAYS),
)
PRESSES = _lines(
    Kind.ACTION,
    ("show_status", A.SEE_PROJECT, SAYS),
    ("show_history", A.SEE_PROJECT, SAYS),
    ("older_history", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"9999999 {seen.key}"}),
    ("newer_history", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"0 {seen.key}"}),
    ("show_tasks", A.SEE_PROJECT, SAYS),
    ("list_tasks", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"{seen.key} open -"}),
    ("first_tasks", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"{seen.key} open -"}),
    ("more_tasks", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"{seen.key} 2026-12-01/1 open -"}),
    ("help_about", A.SEE_OWN_WORK, SAYS),
    ("mine_next", A.SEE_OWN_WORK, SAYS),
    ("mine_first", A.SEE_OWN_WORK, SAYS),
    ("mine_task_done", A.WORK_ON_TASK, SAVES),
    ("mine_task_accept", A.ANSWER_TASK, SAVES),
    ("mine_role_accept", A.ANSWER_ROLE, SAVES, OWN_ROLE),
    ("mine_accept_places", A.STAND_IN, SAVES, {"given": stood_in, "said": lambda _: "stood-T1"}),
    ("mine_confirm_head", A.CONFIRM_HEAD, SAVES, {"given": head_unconfirmed}),
    ("mine_repair_retry", A.REPAIR_CHANNEL, SAVES, {"given": channel_broken}),
    ("mine_difficulty_acknowledge", A.HANDLE_DIFFICULTY, SAVES),
    ("list_next", A.SEE_OWN_WORK, SAYS),
    ("export_list", A.SEE_OWN_WORK, OPENS, {"said": lambda _: ""}),
    ("show_portfolio", A.SEE_PORTFOLIO, SAYS, DECISIONS),
    *(
        (f"portfolio_{name}", A.SEE_PORTFOLIO, SAYS, DECISIONS)
        for name in ("whose", "state", "health", "department", "search")
    ),
    ("portfolio_page", A.SEE_PORTFOLIO, SAYS, DECISIONS | {"said": lambda _: "0 "}),
    ("report_health", A.REPORT_HEALTH, OPENS),
    ("export_project", A.SEE_PROJECT, OPENS, OWN_PLAN_INSTEAD),
    ("list_back", A.SEE_OWN_WORK, SAYS),
    ("list_whose", A.SEE_OWN_WORK, SAYS),
    ("list_state", A.SEE_OWN_WORK, SAYS),
    ("list_search", A.SEE_OWN_WORK, SAYS),
    ("share_status", A.SHARE_STATUS, SAVES),
    ("show_scope", A.SEE_PROJECT, SAYS),
    *(
        (f"edit_{step}", A.EDIT_SCOPE, OPENS, {"given": planned_again})
        for step in ("scope", "requirements", "technical")
    ),
    *((f"edit_{step}", A.EDIT_SCOPE, OPENS, {"given": planned_again}) for step in ("technical", "finances", "goals")),
    ("ask_opinion", A.EDIT_SCOPE, SAVES, {"given": planned_again}),
    ("give_opinion", A.GIVE_OPINION, OPENS, {"given": scope_open}),
    ("answer_objections", A.ANSWER_OBJECTION, OPENS, {"given": objected}),
    ("correct_stays", A.ANSWER_OBJECTION, OPENS, {"given": staying}),
    ("scope_versions", A.SEE_PROJECT, SAYS, {"given": scope_open}),
    ("scope_version_from", A.SEE_PROJECT, SAYS, {"given": scope_open, "said": lambda seen: f"{seen.key} 1 2"}),
    ("scope_version_to", A.SEE_PROJECT, SAYS, {"given": scope_open, "said": lambda seen: f"{seen.key} 1 2"}),
    ("request_project", A.REQUEST_PROJECT, OPENS),
    ("request_assign", A.ANSWER_REQUEST, OPENS),
    ("request_decline", A.ANSWER_REQUEST, OPENS),
    ("show_request", A.SEE_REQUEST, SAYS),
    ("request_correct", A.CORRECT_REQUEST, OPENS),
    ("request_withdraw", A.CORRECT_REQUEST, OPENS),
    *((f"requests_{page}", A.REQUEST_PROJECT, SAYS) for page in ("next", "first")),
    ("nudge", A.REMIND, SAVES, {"said": lambda seen: f"{seen.key} proposal/cloud {BEN}"}),
    ("show_gate", A.SEE_PROJECT, SAYS, {"given": undecided}),
    ("gate_confirm_head", (A.SEE_PROJECT, A.CONFIRM_HEAD), SAVES, {"given": unconfirmed_in_planning}),
    ("override_gate", A.OVERRIDE_GATE, OPENS, {"given": undecided}),
    ("show_tools", A.SEE_PROJECT, SAYS),
    ("show_options", A.SEE_PROJECT, SAYS),
    ("decide_options", A.PROPOSE_SOLUTION, OPENS, {"given": undecided}),
    ("add_solution", A.PROPOSE_SOLUTION, OPENS, {"given": undecided}),
    ("edit_solution", A.PROPOSE_SOLUTION, OPENS, {"given": undecided}),
    ("rate_solution", A.PROPOSE_SOLUTION, OPENS, {"given": undecided}),
    ("remove_solution", A.PROPOSE_SOLUTION, SAVES, {"given": undecided}),
    ("compare_over", A.PROPOSE_SOLUTION, OPENS, {"given": undecided}),
    ("choose_solution", A.PROPOSE_SOLUTION, OPENS, {"given": undecided}),
    *((f"{name}_resources", A.SEE_RESOURCES, SAYS) for name in ("show", "list", "more", "first")),
    ("edit_resource", A.KEEP_RESOURCES, OPENS),
    ("import_resources", A.KEEP_RESOURCES, OPENS),
    ("pick_resources", A.EDIT_SCOPE, OPENS, {"given": planned_again}),
    ("list_tools", A.LIST_TOOLS, OPENS),
    ("settle_tools", A.LIST_TOOLS, OPENS),
    ("settle_tool", A.SETTLE_TOOL, OPENS),
    ("tool_ready", A.SETTLE_TOOL, SAVES),
    ("start_project", A.MOVE_PROJECT, SAVES, {"given": PLANNING}),
    ("resume_project", A.MOVE_PROJECT, SAVES, {"given": ON_HOLD}),
    ("complete_project", A.MOVE_PROJECT, SAVES),
    ("close_project", A.MOVE_PROJECT, SAVES, {"given": handed_over}),
    ("ask_to_close", A.MOVE_PROJECT, SAYS, {"given": handed_over}),
    ("reopen_project", A.MOVE_PROJECT, SAVES, {"given": COMPLETED}),
    ("open_task_done", (A.MOVE_PROJECT, A.WORK_ON_TASK), SAVES),
    *((f"{name}_open_work", A.MOVE_PROJECT, SAYS) for name in ("first", "more")),
    ("move_work", A.MOVE_PROJECT, OPENS, {"given": another_project}),
    ("explain_unbegun", A.MOVE_PROJECT, OPENS),
    ("drop_work", A.MOVE_PROJECT, OPENS),
    ("edit_schedule", A.CHANGE_SCHEDULE, OPENS),
    ("ask_change", A.ASK_CHANGE, OPENS),
    ("note_to_change", A.ASK_CHANGE, OPENS),
    ("show_change", A.SEE_PROJECT, SAYS),
    ("agree_change", A.DECIDE_CHANGE, SAVES),
    ("counter_change", A.COUNTER_CHANGE, OPENS),
    ("reject_change", A.DECIDE_CHANGE, OPENS),
    ("withdraw_change", A.WITHDRAW_CHANGE, SAVES),
    ("drop_note", A.DROP_NOTE, SAVES),
    ("show_pictures", A.SEE_PROJECT, SAVES, LED_TO_THEIR_PLAN),
    ("pictures_ground", A.SEE_PROJECT, SAVES, LED_TO_THEIR_PLAN | {"said": lambda seen: f"{seen.key} dark"}),
    ("show_outcome", A.SEE_PROJECT, SAYS),
    ("next_project", (A.CREATE_PROJECT, A.SAVE_TEMPLATE), OPENS, {"given": COMPLETED}),
    ("outcome_pdf", A.SEE_PROJECT, SAVES, LED_TO_THEIR_PLAN),
    ("answer_goals", A.ANSWER_GOALS, OPENS, {"given": goals_answered}),
    ("correct_goals", A.ANSWER_GOALS, OPENS, {"given": goals_answered}),
    ("keep_lesson", A.KEEP_LESSON, OPENS),
    *((f"{name}_feedback", A.SEE_FEEDBACK, SAYS) for name in ("show", "more", "earlier")),
    ("give_feedback", A.ANSWER_FEEDBACK, OPENS, ASKED_TOO),
    ("erase_feedback", A.ANSWER_FEEDBACK, SAVES, ASKED_TOO),
    *((f"digest_{name}", A.ANSWER_DIGEST, SAVES) for name in ("agree", "discuss")),
    ("show_lessons", A.SEE_LESSONS, SAYS),
    *((f"{name}_lessons", A.SEE_LESSONS, SAYS) for name in ("list", "first")),
    ("more_lessons", A.SEE_LESSONS, SAYS),
    ("take_reserve", A.SET_PRICE, SAVES),
    ("refuse_reserve", A.SET_PRICE, OPENS),
    ("lesson_done", A.SETTLE_LESSON, OPENS),
    ("lesson_drop", A.SETTLE_LESSON, OPENS),
    ("lesson_use", A.ANSWER_LESSON, SAVES),
    ("lesson_ignore", A.ANSWER_LESSON, OPENS),
    ("lessons_here", A.SEE_PROJECT, SAYS),
    *((name, A.SEE_PROJECT, SAYS) for name in ("answered_lessons", "next_answered")),
    *((f"{name}_services", A.SEE_PROJECT, SAYS) for name in ("show", "next", "first")),
    ("more_services", A.SEE_PROJECT, SAYS, {"shows": "services"}),
    ("hand_over", A.HAND_OVER, OPENS),
    ("handover_accept", A.ANSWER_HANDOVER, SAVES),
    ("mine_handover_accept", A.ANSWER_HANDOVER, SAVES),
    ("handover_decline", A.ANSWER_HANDOVER, OPENS),
    ("name_maintainer", A.NAME_MAINTAINER, OPENS),
    ("close_over", A.CLOSE_OVER, OPENS, {"given": all_done}),
    ("show_plan", A.SEE_PLAN, SAYS, {"also": "customer contact"}),
    ("plan_pdf", A.SEE_PLAN, SAVES),
    ("present_plan", A.PRESENT_PLAN, OPENS, {"given": unapproved}),
    ("accept_plan", A.ANSWER_PLAN, OPENS),
    ("reject_plan", A.ANSWER_PLAN, OPENS),
    ("own_plan", A.SEE_OWN_PLAN, SAYS),
    ("own_plan_pdf", A.SEE_OWN_PLAN, SAVES),
    ("record_plan_answer", A.PRESENT_PLAN, OPENS),
    ("delegate", A.DELEGATE, OPENS),
    ("create_project", A.CREATE_PROJECT, OPENS),
    ("assign_roles", A.ASSIGN_ROLES, OPENS),
    ("role_accept", A.ANSWER_ROLE, SAVES, OWN_ROLE),
    ("role_need", A.ANSWER_ROLE, OPENS, OWN_ROLE),
    ("need_answer", A.ANSWER_NEED, OPENS, {"given": something_needed}),
    ("confirm_head", A.CONFIRM_HEAD, SAVES, {"given": head_unconfirmed}),
    ("ask_them", A.ASK_THEM, SAVES, {"said": lambda seen: f"{seen.errand} {PM}"}),
    ("errand_do", (A.ANSWER_ERRAND, A.MOVE_PROJECT), SAVES),
    ("errand_decline", A.ANSWER_ERRAND, OPENS),
    ("task_accept", A.ANSWER_TASK, SAVES),
    ("task_ask", A.ANSWER_TASK, OPENS),
    ("task_decline", A.ANSWER_TASK, OPENS),
    ("task_done", A.WORK_ON_TASK, SAVES),
    ("task_progress", A.WORK_ON_TASK, OPENS),
    ("task_reopen", A.WORK_ON_TASK, SAVES, {"given": DONE, "variant": "done"}),
    ("task_reopen", A.CHANGE_TASK, SAVES, {"given": DECLINED, "variant": "declined"}),
    ("edit_task", A.CHANGE_TASK, OPENS),
    ("drop_task", A.CHANGE_TASK, OPENS),
    ("question_answer", A.CHANGE_TASK, OPENS, {"given": question_asked}),
    ("report_difficulty", A.REPORT_DIFFICULTY, OPENS),
    ("difficulty_show", A.SEE_PROJECT, SAYS),
    ("difficulty_acknowledge", A.HANDLE_DIFFICULTY, SAVES),
    ("difficulty_step", A.HANDLE_DIFFICULTY, OPENS),
    ("difficulty_resolve", A.SETTLE_DIFFICULTY, OPENS),
    ("difficulty_reopen", A.SETTLE_DIFFICULTY, SAVES, {"given": difficulty_resolved}),
    ("more_difficulties", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"{seen.key} open 10"}),
    ("first_difficulties", A.SEE_PROJECT, SAYS, {"said": lambda seen: f"{seen.key} all"}),
    ("checkin_answer", A.CHECK_IN, OPENS, OWN_PROMPT),
    ("checkin_away", A.CHECK_IN, SAVES, OWN_PROMPT),
    ("repair_retry", A.REPAIR_CHANNEL, SAVES, {"given": channel_broken}),
    ("repair_rename", A.REPAIR_CHANNEL, OPENS, {"given": channel_broken}),
    ("move_channel", A.REPAIR_CHANNEL, OPENS),
    ("open_settings", A.SEE_SETTINGS, OPENS),
    ("show_catalogue", A.SEE_SKILLS, SAYS),
    ("edit_skill", A.KEEP_CATALOGUE, OPENS, {"said": lambda _: "networking"}),
    ("set_rates", A.KEEP_CATALOGUE, OPENS),
    ("propose_level", A.PROPOSE_LEVEL, OPENS),
    ("set_level", A.JUDGE_LEVEL, OPENS, {"said": lambda _: BEN}),
    ("confirm_level", A.JUDGE_LEVEL, SAVES, {"given": level_proposed, "said": lambda _: f"{BEN}/networking/4"}),
    ("decline_level", A.JUDGE_LEVEL, OPENS, {"given": level_proposed, "said": lambda _: f"{BEN}/networking"}),
    ("show_team", A.SEE_TEAM, SAYS),
    ("show_feasibility", A.SEE_FEASIBILITY, SAYS),
    ("check_feasibility", A.SEE_FEASIBILITY, SAYS),
    ("show_shortages", A.SEE_FEASIBILITY, OPENS),
    ("book_person", A.BOOK_PEOPLE, OPENS),
    ("add_leave", A.KEEP_TIME, OPENS, {"said": lambda _: BEN, "also": "team member"}),
    (
        "change_leave",
        A.KEEP_TIME,
        OPENS,
        {"given": on_leave, "said": lambda _: "leave-T1", "also": "team member"},
    ),
    ("set_hours", A.KEEP_TIME, OPENS, {"said": lambda _: BEN, "also": "team member"}),
    (
        "drop_leave",
        A.KEEP_TIME,
        SAVES,
        {"given": on_leave, "said": lambda _: "leave-T1", "also": "team member"},
    ),
    *((name, A.KEEP_TIME, SAYS, STOOD_IN) for name in ("show_deputies", "first_deputies", "more_deputies")),
    ("show_time", A.SEE_TIME, SAYS, {"said": lambda _: BEN, "also": "team member", "shows": "usual week"}),
    ("name_deputy", A.NAME_DEPUTY, OPENS, {"given": stood_in, "said": lambda _: f"{ASKED}-T1"}),
    ("accept_places", A.STAND_IN, SAVES, {"given": stood_in, "said": lambda _: "stood-T1"}),
    ("give_places_back", A.STAND_IN, OPENS, {"given": stood_in, "said": lambda _: "stood-T1"}),
    ("edit_thing", A.KEEP_STOCK, OPENS, {"said": lambda _: "new"}),
    ("show_stages", A.SEE_PROJECT, SAYS),
    ("show_templates", A.SEE_TEMPLATES, SAYS),
    ("show_template", A.SEE_TEMPLATES, SAYS, {"said": lambda _: "cloud_migration"}),
    ("rename_template", A.KEEP_TEMPLATES, OPENS, {"said": lambda _: OWN_TEMPLATE}),
    ("remove_template", A.KEEP_TEMPLATES, SAVES, {"said": lambda _: OWN_TEMPLATE}),
    ("save_template", A.SAVE_TEMPLATE, OPENS),
    ("use_template", A.PLAN_STAGES, OPENS, {"given": without_stages}),
    ("stage_show", A.SEE_PROJECT, SAYS, {"shows": "Design"}),
    ("stage_new", A.PLAN_STAGES, OPENS),
    ("stage_edit", A.PLAN_STAGES, OPENS),
    ("stage_remove", A.PLAN_STAGES, SAVES),
    *((name, A.PLAN_STAGES, SAVES, {"given": reckon_for_others}) for name in ("scale_stages", "keep_hours")),
    ("stage_start", A.START_STAGE, SAVES, {"given": owner_on_board}),
    ("stage_end", A.RUN_STAGES, SAVES, {"given": RUNNING_STAGE}),
    ("stage_needs", A.PLAN_STAGES, OPENS),
    ("stage_candidates", A.SEE_FEASIBILITY, SAYS),
    ("drop_need", A.PLAN_STAGES, SAVES, {"said": lambda seen: f"skills {seen.stage} {seen.part}"}),
    ("estimate_stage", A.ESTIMATE_STAGE, OPENS, {"given": RUNNING_STAGE}),
    ("stage_go", A.VOTE_ON_STAGE, SAVES, {"given": ENDED_STAGE}),
    ("stage_hold", A.VOTE_ON_STAGE, OPENS, {"given": ENDED_STAGE}),
    ("stage_stop", A.VOTE_ON_STAGE, OPENS, {"given": ENDED_STAGE}),
    ("list_work", A.LOG_WORK, SAYS),
    ("place_work", A.TAKE_BACK_WORK, SAVES),
    ("take_back_work", A.TAKE_BACK_WORK, SAVES, {"said": lambda seen: f"hours {seen.entry}"}),
    ("show_costs", A.SEE_COSTS, SAYS),
    ("plan_costs", A.PLAN_STAGES, OPENS, {"given": unestimated}),
    ("show_changes", A.SEE_PROJECT, SAYS),
    ("set_price", A.SET_PRICE, OPENS),
    ("decide_viability", A.DECIDE_VIABILITY, OPENS, {"given": priced}),
)
IN_FORMS = _lines(
    Kind.ACTION,
    ("create_project.name", A.CREATE_PROJECT, OPENS),
    ("create_project.channel_kind", A.CREATE_PROJECT, OPENS),
    ("leadership.add_department", A.SEE_SETTINGS, OPENS),
    ("edit_task.dropping", A.CHANGE_TASK, OPENS),
    *((f"technical_requirements.{it}", A.EDIT_SCOPE, OPENS, {"given": scope_open}) for it in ("change", "adding")),
    *((f"scope_goals.{it}", A.EDIT_SCOPE, OPENS, {"given": scope_open}) for it in ("change", "adding")),
    ("technical_requirements.going_on", A.EDIT_SCOPE, OPENS, {"given": planned_again}),
    ("scope_goals.going_on", A.SEE_PROJECT, SAYS, {"given": planned_again}),
    ("answer_objections.changing", A.EDIT_SCOPE, OPENS, {"given": objected}),
    ("technical_requirement.listing", A.EDIT_SCOPE, OPENS, {"given": planned_again}),
    ("scope_goal.listing", A.EDIT_SCOPE, OPENS, {"given": planned_again}),
    ("technical_requirement.removing", A.EDIT_SCOPE, SAVES, {"given": scope_open}),
    ("scope_goal.removing", A.EDIT_SCOPE, SAVES, {"given": scope_open}),
    ("edit_schedule.preview", A.CHANGE_SCHEDULE, OPENS),
    ("preview_schedule.person", A.CHANGE_SCHEDULE, OPENS),
    ("move_channel.channel_kind", A.REPAIR_CHANNEL, OPENS),
    ("delegate_task.project", A.DELEGATE, OPENS, {"refusals": ("You lead no running project",)}),
    ("delegate_task.skill", A.DELEGATE, OPENS),
    ("delegate_task.level", A.DELEGATE, OPENS),
    ("report_difficulty.project", A.REPORT_DIFFICULTY, OPENS, NO_ROLE),
    ("log_work.project", A.LOG_WORK, OPENS),
) + _lines(
    Kind.OPTIONS,
    ("staff_project.zone", NOTHING, SAYS),
    ("settings.zone", NOTHING, SAYS, {"opened_by": ADMIN}),
    ("edit_schedule.zone", NOTHING, SAYS),
    ("edit_scope.services", A.REQUEST_PROJECT, SAYS, {"given": planned_again, "opened_by": PM}),
    ("request_project.services", A.REQUEST_PROJECT, SAYS),
    ("keep_lesson.triggers", A.SEE_LESSONS, SAYS, {"opened_by": PM}),
    ("correct_request.services", A.REQUEST_PROJECT, SAYS, {"opened_by": REQUESTER}),
    ("ask_change.services", A.REQUEST_PROJECT, SAYS),
    ("counter_change.services", A.REQUEST_PROJECT, SAYS),
    ("task_details.blocked_by", A.SEE_PROJECT, SAYS, {"given": another_task, "shows": "NET-2", "opened_by": PM}),
    ("report_difficulty.task_id", A.SEE_PROJECT, SAYS, {"shows": "NET-1"}),
    (
        "pick_resources.resources",
        A.SEE_RESOURCES,
        SAYS,
        {"given": planned_again, "shows": "Core switch", "opened_by": PM},
    ),
    ("hand_over.resources", A.SEE_RESOURCES, SAYS, {"shows": "Core switch", "opened_by": PM}),
    ("edit_solution.resources", A.SEE_RESOURCES, SAYS, {"given": undecided, "shows": "Core switch", "opened_by": RESP}),
)
SUBMISSIONS = _lines(
    Kind.VIEW,
    ("create_project", A.CREATE_PROJECT, OPENS),
    ("staff_project", A.CREATE_PROJECT, SAVES),
    ("delegate_task", A.DELEGATE, SAVES),
    ("delegate_task", A.HANDLE_DIFFICULTY, SAVES, {"form": step, "variant": "a step"}),
    ("decline_task", A.ANSWER_TASK, SAVES),
    ("ask_about_task", A.ANSWER_TASK, SAVES),
    ("edit_task", A.CHANGE_TASK, SAVES),
    ("task_details", A.CHANGE_TASK, SAVES),
    ("drop_task", A.CHANGE_TASK, SAVES),
    ("report_progress", A.WORK_ON_TASK, SAVES),
    ("answer_question", A.CHANGE_TASK, SAVES),
    ("check_in", A.CHECK_IN, SAVES),
    ("settings", A.CHANGE_SETTINGS, SAVES),
    ("leadership", A.CHANGE_SETTINGS, SAVES),
    ("ask_change", A.ASK_CHANGE, SAVES),
    ("counter_change", A.COUNTER_CHANGE, SAVES),
    ("reject_change", A.DECIDE_CHANGE, SAVES),
    ("note_scope", A.NOTE_SCOPE, SAVES),
    ("answer_goals", A.ANSWER_GOALS, SAVES),
    ("keep_lesson", A.KEEP_LESSON, SAVES),
    ("refuse_reserve", A.SET_PRICE, SAVES),
    ("report_health", A.REPORT_HEALTH, SAVES),
    ("settle_lesson", A.SETTLE_LESSON, SAVES),
    ("give_feedback", A.ANSWER_FEEDBACK, SAVES, ASKED_TOO),
    ("ignore_lesson", A.ANSWER_LESSON, SAVES),
    ("hand_over", A.HAND_OVER, SAVES),
    ("decline_handover", A.ANSWER_HANDOVER, SAVES),
    ("name_maintainer", A.NAME_MAINTAINER, SAVES),
    ("close_over", A.CLOSE_OVER, SAVES),
    ("present_plan", A.PRESENT_PLAN, SAVES),
    ("answer_plan", A.ANSWER_PLAN, SAVES),
    ("record_plan_answer", A.PRESENT_PLAN, SAVES),
    ("report_difficulty", A.REPORT_DIFFICULTY, SAVES),
    ("resolve_difficulty", A.SETTLE_DIFFICULTY, SAVES),
    ("move_work", A.MOVE_PROJECT, SAVES, {"given": another_project}),
    ("explain_unbegun", A.MOVE_PROJECT, SAVES),
    ("drop_work", A.MOVE_PROJECT, SAVES),
    ("cancel_project", A.MOVE_PROJECT, SAVES),
    ("assign_roles", A.ASSIGN_ROLES, SAVES),
    ("override_gate", A.OVERRIDE_GATE, SAVES),
    ("list_tools", A.LIST_TOOLS, SAVES),
    ("edit_solution", A.PROPOSE_SOLUTION, SAVES, {"given": undecided}),
    ("rate_solution", A.PROPOSE_SOLUTION, SAVES, {"given": undecided}),
    ("compare_over", A.PROPOSE_SOLUTION, SAVES, {"given": undecided}),
    ("choose_solution", A.PROPOSE_SOLUTION, SAVES, {"given": undecided}),
    ("edit_resource", A.KEEP_RESOURCES, SAVES),
    ("import_resources", A.KEEP_RESOURCES, SAVES),
    ("pick_resources", A.EDIT_SCOPE, SAVES),
    ("settle_tool", A.SETTLE_TOOL, SAVES),
    *((f"edit_{step}", A.EDIT_SCOPE, SAVES) for step in ("scope", "requirements", "finances")),
    ("technical_requirement", A.EDIT_SCOPE, SAVES),
    ("scope_goal", A.EDIT_SCOPE, SAVES),
    ("give_opinion", A.GIVE_OPINION, SAVES),
    ("answer_objections", A.ANSWER_OBJECTION, SAVES),
    (
        "answer_objections",
        (A.ANSWER_OBJECTION, A.LET_MUST_STAY),
        SAVES,
        {"form": barred, "variant": "a must that is not possible"},
    ),
    ("correct_stays", A.ANSWER_OBJECTION, SAVES),
    ("request_project", A.REQUEST_PROJECT, SAVES),
    ("assign_request", A.ANSWER_REQUEST, OPENS),
    ("staff_draft", A.ANSWER_REQUEST, SAVES),
    ("decline_request", A.ANSWER_REQUEST, SAVES),
    ("correct_request", A.CORRECT_REQUEST, SAVES),
    ("withdraw_request", A.CORRECT_REQUEST, SAVES),
    ("need_for_role", A.ANSWER_ROLE, SAVES, OWN_ROLE),
    ("answer_need", A.ANSWER_NEED, SAVES),
    ("edit_schedule", A.CHANGE_SCHEDULE, SAVES),
    ("decline_errand", A.ANSWER_ERRAND, SAVES),
    ("rename_channel", A.REPAIR_CHANNEL, SAVES),
    ("move_channel", A.REPAIR_CHANNEL, SAVES),
    ("edit_skill", A.KEEP_CATALOGUE, SAVES),
    ("set_rates", A.KEEP_CATALOGUE, SAVES),
    ("propose_level", A.PROPOSE_LEVEL, SAVES),
    ("set_level", A.JUDGE_LEVEL, SAVES),
    ("decline_level", A.JUDGE_LEVEL, SAVES, {"given": level_proposed}),
    ("add_leave", A.KEEP_TIME, SAVES, {"also": "team member"}),
    ("change_leave", A.KEEP_TIME, SAVES, {"given": on_leave, "also": "team member"}),
    ("set_hours", A.KEEP_TIME, SAVES, {"also": "team member"}),
    ("book_person", A.BOOK_PEOPLE, SAVES),
    ("name_deputy", A.NAME_DEPUTY, SAVES, {"given": stood_in}),
    ("give_places_back", A.STAND_IN, SAVES, {"given": stood_in}),
    ("edit_thing", A.KEEP_STOCK, SAVES),
    ("save_template", A.SAVE_TEMPLATE, SAVES),
    ("export", A.SEE_PROJECT, SAVES, OWN_PLAN_INSTEAD),
    ("rename_template", A.KEEP_TEMPLATES, SAVES),
    ("use_template", A.PLAN_STAGES, SAVES, {"given": without_stages}),
    ("edit_stage", A.PLAN_STAGES, SAVES),
    ("stage_skills", A.PLAN_STAGES, SAVES),
    ("stage_things", A.PLAN_STAGES, SAVES),
    ("stage_money", A.PLAN_STAGES, SAVES),
    ("estimate_stage", A.ESTIMATE_STAGE, SAVES, {"given": RUNNING_STAGE}),
    ("vote_on_stage", A.VOTE_ON_STAGE, SAVES, {"given": ENDED_STAGE}),
    ("log_work", A.LOG_WORK, SAVES),
    ("set_price", A.SET_PRICE, SAVES),
    ("decide_viability", A.DECIDE_VIABILITY, SAVES, {"given": priced}),
)
SHORTCUTS = _lines(
    Kind.SHORTCUT,
    ("create_project_shortcut", A.CREATE_PROJECT, OPENS),
    ("make_task_shortcut", A.DELEGATE, OPENS),
    ("report_difficulty_shortcut", A.REPORT_DIFFICULTY, OPENS),
    ("new_scope_shortcut", A.NOTE_SCOPE, OPENS),
    ("lesson_shortcut", A.KEEP_LESSON, OPENS),
)
LINES = (*COMMANDS, *PRESSES, *IN_FORMS, *SUBMISSIONS, *SHORTCUTS)
