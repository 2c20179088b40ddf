"""Facts made from the types of a dataclass: the shortest there can be, very long ones, and hostile ones."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import uuid4

from domain.blocking import MOST_BLOCKERS
from domain.briefs import TITLE_LENGTH
from domain.closing import OpenKind
from domain.cost_alerts import Alarm
from domain.difficulties import LINK_LENGTH, Severity
from domain.errands import MOST_ASKED
from domain.feedback import WORDS_LENGTH as SAID_LENGTH
from domain.gate import Fact
from domain.goal_answers import MEASURED_LENGTH
from domain.handover_terms import LINK_LENGTH as DOCUMENT_LENGTH
from domain.handover_terms import MOST_DOCUMENTS
from domain.handover_terms import WORDS_LENGTH as SUPPORT_LENGTH
from domain.identity import ChannelId, UserId
from domain.lessons import MOST_TRIGGERS, NEXT_LENGTH, WORDS_LENGTH
from domain.moves import REASON_LENGTH
from domain.options import MOST
from domain.outcome_sheets import CATEGORIES_NAMED
from domain.pictures import Picture
from domain.project_names import NAME_LENGTH
from domain.project_templates import GIST_LENGTH, Take
from domain.project_templates import NAME_LENGTH as KIND_LENGTH
from domain.resources import NAME_LENGTH as RESOURCE_LENGTH
from domain.resources import ResourceKind
from domain.roles import LEADING_ROLES
from domain.schedules import MOST_QUESTIONS, QUESTION_LENGTH, REPLY_LENGTH
from domain.scope_limits import LINE_LENGTH, MOST_GOALS, MOST_SERVICES, SERVICE_LENGTH
from domain.skills import EVIDENCE_LENGTH, MOST_SKILLS
from domain.skills import NAME_LENGTH as SKILL_LENGTH
from domain.stage_problems import NAME_LENGTH as STAGE_LENGTH
from domain.stages import MOST_PARTS, MOST_STAGES
from domain.stages import WHAT_LENGTH as PAID_LENGTH
from domain.stock import MOST_THINGS
from domain.stock import NAME_LENGTH as STOCK_LENGTH
from domain.tools import MOST_TOOLS, USUAL_TOOLS, WHAT_LENGTH
from use_cases.answered_lessons import LINES_SHOWN as LESSONS_ANSWERED
from use_cases.approved import KEYS_SHOWN
from use_cases.candidates import CANDIDATES_SHOWN
from use_cases.capacity import BOOKINGS_SHOWN, LEAVE_SHOWN, OWN_WEEKS_SHOWN, PEOPLE_SHOWN, WEEKS_SHOWN
from use_cases.change_cards import OFFERS_SHOWN
from use_cases.checkins import SECTIONS_IN_A_STEP
from use_cases.difficulty_cards import STEPS_SHOWN
from use_cases.difficulty_lists import SHOWN_AT_ONCE
from use_cases.digests import LINES_SHOWN as DIGEST_LINES
from use_cases.digests import SETTLED_SHOWN
from use_cases.feedback import WORDS_SHOWN as FEEDBACK_SHOWN
from use_cases.finding import PROJECTS_OFFERED
from use_cases.gate import DECIDERS_NAMED
from use_cases.goal_answers import GOALS_IN_A_STEP
from use_cases.handover_lists import SERVICES_SHOWN
from use_cases.history import ENTRIES_SHOWN
from use_cases.home import WAITING_SHOWN, WORKING_SHOWN
from use_cases.lesson_lists import LINES_SHOWN as LESSONS_LISTED
from use_cases.levels import PROPOSALS_SHOWN
from use_cases.listing import PROJECTS_ON_A_PAGE
from use_cases.maintained_services import LINES_SHOWN as SERVICES_LISTED
from use_cases.my_work import LINES_SHOWN as WORK_LISTED
from use_cases.objections import OBJECTIONS_IN_A_STEP
from use_cases.open_things import OpenLine
from use_cases.open_work import LINES_SHOWN, QUESTIONS_SHOWN
from use_cases.opinion_cards import LINES_SHOWN as OPINION_LINES
from use_cases.opinions import REQUIREMENTS_IN_A_STEP
from use_cases.own_plans import ANSWERS_SHOWN, PLANS_SHOWN
from use_cases.past_estimates import ESTIMATES_SHOWN
from use_cases.past_lessons import SHOWN_ALONE
from use_cases.plan_sheets import ITEMS_SHOWN, STAGES_SHOWN
from use_cases.plans import OPEN_SHOWN, VERSIONS_SHOWN
from use_cases.project_facts import TASKS_SHOWN
from use_cases.rates import RATES_IN_A_STEP
from use_cases.ratings import RATED_IN_A_STEP
from use_cases.reasons import DAYS_BACK, PROJECTS_EXPLAINED
from use_cases.reminders import LESSONS_SHOWN as LESSONS_REMINDED
from use_cases.reminders import LINES_SHOWN as REMINDED
from use_cases.resources import LINES_SHOWN as RESOURCES_LISTED
from use_cases.schedules import PROMPTS_SHOWN
from use_cases.scope_notes import CHANGES_SHOWN, NOTES_SHOWN
from use_cases.sections import DIFFICULTIES_IN_A_SECTION, PROJECTS_ASKED, TASKS_IN_A_SECTION
from use_cases.skills import SKILLS_SHOWN
from use_cases.stage_candidates import CANDIDATES_OF_A_NEED, NEEDS_SHOWN
from use_cases.task_lists import LINES_SHOWN as TASKS_LISTED
from use_cases.work_entries import ENTRIES_SHOWN as WORK_ENTRIES

HOSTILE = (
    "\u27e6<!channel> <!here> <@U1> <#C1> http://e.com <https://e.com|x> &lt; &amp; & *b* _i_ `c` ~s~ > :smile: "
    "\U0001f600 "
    '\u202aمرحبا\u202c {{ 7*7 }} {% raw %} {# no #} {"type":"broadcast","range":"channel"}, \\" \u2028\x85'
    '\x02x\x04{"type": "broadcast", "range": "channel"}\x03 \x01t\x03\u27e7'
)
SEEN = "".join(sign for sign in HOSTILE if sign not in "\x01\x02\x03\x04")
LONG = ("Überlänge & <br> " * 200)[:3000]
# Words out of a closed list, whose type is only str.
CLOSED = {
    "action": ("assign_roles", "", "start_project"),
    "answer": ("accepted", "declined", "asked"),
    "state": ("draft", "active", "on hold", "completed"),
    "whose": ("mine", "manager", "<@U1> head", "<@U1>"),
}
# How long a text the domain takes, or Slack has for a name.
LENGTHS = {"name": NAME_LENGTH, "project_name": NAME_LENGTH, "customer": NAME_LENGTH, "title": TITLE_LENGTH}
LENGTHS |= {"missing": 120, "asked": QUESTION_LENGTH, "reply": REPLY_LENGTH, "source": LINK_LENGTH}
LENGTHS |= {"contact_name": 80, "said_by": 80, "price": 40, "solution": 80}
LENGTHS |= {"to_do": 60, "button": 30, "value": 40, "decided": 40, "tool": WHAT_LENGTH}
LENGTHS |= {"figure": 20, "at_verdict": 30, "by_now": 30, "over_months": 30, "other_costs": 30}
LENGTHS |= {"once": 30, "monthly": 30, "cost": 30, "each": 30, "worth": 6}
LENGTHS |= {"evidence": EVIDENCE_LENGTH, "skill": SKILL_LENGTH, "rate": 30, "skill_name": SKILL_LENGTH}
LENGTHS |= {"saved_name": SKILL_LENGTH, "template": 32, "project_key": 10}
LENGTHS |= dict.fromkeys(("stage", "stages", "without_needs", "beyond"), STAGE_LENGTH + 4)
LENGTHS |= {"services": SERVICE_LENGTH, "service": SERVICE_LENGTH, "statement": LINE_LENGTH}
AMOUNTS = ("amount", "at_this_pace", "break_even", "budget", "cost", "cost_index", "earned", "elsewhere", "expected")
AMOUNTS += ("left", "left_cost", "margin", "planned_cost", "planned_value", "price", "reserve", "spent", "stage_budget")
AMOUNTS += ("stage_spent", "time_index", "to_go", "total", "variance")
LENGTHS |= dict.fromkeys(AMOUNTS, 40)
LENGTHS |= {"site": RESOURCE_LENGTH, "owner": RESOURCE_LENGTH}
LENGTHS |= {"without": SKILL_LENGTH, "verdict_reason": REASON_LENGTH, "last_vote_reason": REASON_LENGTH}
LENGTHS |= {
    "paid_for": PAID_LENGTH,
    "thing": STOCK_LENGTH,
    "comes_after": 90,
    "label": 200,
    "place": 240,
    "next_stage": 90,
}
LENGTHS |= {"field": 40, "agreeing": 40, "first": 40, "now": 40, "changes": 20, "waiting": 20, "unpriced": 80}
LENGTHS |= {"kind": KIND_LENGTH, "gist": GIST_LENGTH, "tools": WHAT_LENGTH, "questions": QUESTION_LENGTH}
LENGTHS |= dict.fromkeys(("brought_back", "left_out"), STOCK_LENGTH)
LENGTHS |= {
    "happened": WHAT_LENGTH,
    "next_time": NEXT_LENGTH,
    "end_words": WORDS_LENGTH,
    "because": WORDS_LENGTH,
    "triggers": 80,
    "came_out": 30,
}
LENGTHS |= dict.fromkeys(("quoted", "went_well", "otherwise"), SAID_LENGTH) | {"own": 32}
LENGTHS |= {"reserve_reason": WORDS_LENGTH, "of_customer": 80, "figures": 40, "keys": 10, "difficulty": 20}
LENGTHS |= {
    "named": 120,
    "became": 40,
    "called": STAGE_LENGTH + 4,
    "planned": 30,
    "actual": 30,
    "apart": 30,
    "note": 30,
    "goals_words": 80,
}
LENGTHS |= {"measured": MEASURED_LENGTH, "difficulties": 20} | dict.fromkeys(("text", "measure", "target"), LINE_LENGTH)
LENGTHS |= {"sign": 45, "error": 60, "channel_error": 60, "holiday": 80}
LENGTHS |= {
    "end_reason": REASON_LENGTH,
    "grounds": REASON_LENGTH,
    "wanted": 160,
    "search": 80,
    "earlier": 10,
    "later": 10,
}
LENGTHS |= {"digest_id": 32, "meanwhile": 80}
LENGTHS |= {"hours": SUPPORT_LENGTH, "response": SUPPORT_LENGTH, "url": DOCUMENT_LENGTH}
LENGTHS |= {"asking": 10}  # keys
LENGTHS |= dict.fromkeys(("to_hand_over", "not_handed_over"), SERVICE_LENGTH)
# A list that its use case keeps short, and how short.
AT_MOST = {
    ("ProjectFacts", "first_open"): TASKS_SHOWN,
    ("ProjectFacts", "missing"): 8,
    ("ProjectFacts", "roles"): len(LEADING_ROLES),
    ("PicturesShown", "pictures"): len(Picture),
    ("Course", "current"): MOST_STAGES,
    ("Stage", "after"): 1,  # no template says what a stage comes after: it would only be many
    ("OptionsShown", "compared"): MOST,
    ("ChoiceShown", "against"): MOST - 1,
    ("ChoiceForm", "lines"): MOST,
    ("RatingForm", "rows"): RATED_IN_A_STEP,
    ("ToolList", "tools"): MOST_TOOLS,
    ("ToolsGivenFacts", "tools"): MOST_TOOLS,
    ("ListingForm", "usual"): len(USUAL_TOOLS),
    ("StartGate", "decided"): len(Fact),
    ("StartGate", "open"): len(Fact),
    ("PlanFacts", "open"): OPEN_SHOWN,
    ("PlanFacts", "versions"): VERSIONS_SHOWN,
    ("PlanInShort", "stages"): STAGES_SHOWN,
    ("PlanInShort", "out_of_scope"): ITEMS_SHOWN,
    ("PlanInShort", "invoicing_points"): ITEMS_SHOWN,
    ("OverrideForm", "missing"): len(Fact),
    ("Agreement", "first"): 3,
    ("Agreement", "now"): 3,
    ("Agreement", "changes"): KEYS_SHOWN,
    ("Agreement", "waiting"): KEYS_SHOWN,
    ("ChangeFacts", "earlier"): OFFERS_SHOWN,
    ("ChangeFacts", "seats"): 2,
    ("TurnFacts", "waits_for"): 2,
    ("ChangeList", "changes"): CHANGES_SHOWN,
    ("ChangeList", "notes"): NOTES_SHOWN,
    ("NoteForm", "choices"): PROJECTS_OFFERED,
    ("OutcomeSheet", "figures"): 3,
    ("OutcomeSheet", "rows"): MOST_STAGES + 1,
    ("OutcomeSheet", "first"): 3,
    ("OutcomeSheet", "goals"): MOST_GOALS,
    ("OutcomeSheet", "difficulties"): CATEGORIES_NAMED + 1,
    ("OutcomeDocument", "pictures"): 0,  # no message shows them
    ("GoalsForm", "asked"): GOALS_IN_A_STEP,
    ("GoalsForm", "besides"): MOST_GOALS - GOALS_IN_A_STEP,
    ("CustomerOutcome", "goals"): MOST_GOALS,
    ("CloseQuestion", "goals"): MOST_GOALS,
    ("LessonForm", "choices"): 2 * PROJECTS_OFFERED,
    ("LessonForm", "came_out"): 3,
    ("LessonPage", "lines"): LESSONS_LISTED,
    ("AnsweredLessons", "lines"): LESSONS_ANSWERED,
    ("AnsweredLessons", "waiting"): 4,
    ("MaintainedPage", "lines"): SERVICES_LISTED,
    ("ProjectServices", "lines"): SERVICES_SHOWN,
    ("Support", "documents"): MOST_DOCUMENTS,
    ("LessonsHere", "shown"): SHOWN_ALONE,
    ("FeedbackPage", "words"): FEEDBACK_SHOWN,
    ("DigestFacts", "people"): 2,
    ("DigestFacts", "waiting"): DIGEST_LINES,
    ("DigestFacts", "settled"): SETTLED_SHOWN,
    ("DigestLine", "people"): 2,
    ("LessonFacts", "triggers"): MOST_TRIGGERS,
    ("Learned", "figures"): 4,
    ("Learned", "keys"): 12,
    ("KeptLesson", "triggers"): MOST_TRIGGERS,
    ("ReminderFacts", "lessons"): LESSONS_REMINDED,
    ("OpenFact", "missing"): 4,
    ("OpenFact", "deciders"): DECIDERS_NAMED,
    ("Offer", "people"): MOST_ASKED,
    ("BriefingFacts", "roles"): 4,
    ("LeftTasks", "tasks"): 10,
    ("LeftWorkFacts", "roles"): 6,
    ("RoleChange", "out"): 20,
    ("RoleChange", "into"): 20,
    ("RolesChanged", "changes"): 6,
    ("RolesEnded", "ended"): 6,
    ("AssignmentForm", "gone"): 6,
    ("TaskChanged", "changes"): 9,
    ("TaskPage", "lines"): TASKS_LISTED,
    ("DelegationForm", "choices"): PROJECTS_OFFERED,
    ("ReminderFacts", "lines"): REMINDED,
    ("MyWork", "waiting"): WORK_LISTED,
    ("HomeFacts", "waiting"): WAITING_SHOWN,
    ("OwnPlan", "answers"): ANSWERS_SHOWN,
    ("OwnPlans", "projects"): PLANS_SHOWN,
    ("HomeFacts", "working_on"): WORKING_SHOWN,
    ("ListedTask", "waits_for"): MOST_BLOCKERS,
    ("TaskLine", "waits_for"): MOST_BLOCKERS,
    ("EditForm", "blockers"): MOST_BLOCKERS,
    ("EditForm", "changed_meanwhile"): 9,
    ("Brief", "blocked_by"): MOST_BLOCKERS,
    ("HistoryFacts", "entries"): ENTRIES_SHOWN,
    ("Entry", "changes"): 8,
    ("OpinionFacts", "lines"): OPINION_LINES,
    ("OpinionForm", "asked"): REQUIREMENTS_IN_A_STEP,
    ("ObjectionsForm", "asked"): OBJECTIONS_IN_A_STEP,
    ("StaysForm", "asked"): OBJECTIONS_IN_A_STEP,
    ("RatesForm", "asked"): RATES_IN_A_STEP,
    ("Change", "people_before"): 5,
    ("Change", "people_after"): 5,
    ("ProjectList", "projects"): PROJECTS_ON_A_PAGE,
    ("OpenWork", "lines"): LINES_SHOWN,
    ("OpenWork", "questions"): QUESTIONS_SHOWN,
    ("OpenWork", "counts"): len(OpenKind),
    ("EndQuestion", "people"): 3,
    ("OpenLine", "people"): 3,
    ("MoveForm", "choices"): PROJECTS_OFFERED,
    ("DifficultyFacts", "steps"): STEPS_SHOWN,
    ("DifficultyPage", "lines"): SHOWN_AT_ONCE,
    ("DifficultyReportFacts", "lines"): SHOWN_AT_ONCE,
    ("ProjectFacts", "difficulties"): len(Severity),
    ("ReportForm", "choices"): PROJECTS_OFFERED,
    ("CheckInForm", "sections"): SECTIONS_IN_A_STEP,
    ("CheckInForm", "not_moved"): SECTIONS_IN_A_STEP,
    ("CheckInForm", "besides"): PROJECTS_ASKED - SECTIONS_IN_A_STEP,
    ("Section", "tasks"): TASKS_IN_A_SECTION,
    ("Section", "still_difficult"): DIFFICULTIES_IN_A_SECTION,
    ("Section", "questions"): MOST_QUESTIONS,
    ("SchedulePreview", "prompts"): PROMPTS_SHOWN,
    ("StagesShown", "stages"): MOST_STAGES,
    ("StagesShown", "without"): MOST_PARTS,
    ("StageCard", "needs"): MOST_PARTS,
    ("StageCard", "things"): MOST_PARTS,
    ("StageCard", "costs"): MOST_PARTS,
    ("PastEstimates", "lines"): ESTIMATES_SHOWN,
    ("StageCard", "undecided"): MOST_STAGES,
    ("NeedsForm", "lines"): MOST_PARTS,
    ("CostReport", "stages"): MOST_STAGES,
    ("CostAlert", "crossings"): len(Alarm),
    ("EntriesShown", "entries"): WORK_ENTRIES,
    ("SkillsOfPerson", "lines"): SKILLS_SHOWN,
    ("SkillsOfPerson", "asked"): 6,
    ("Catalogue", "lines"): MOST_SKILLS,
    ("Catalogue", "retired"): 20,
    ("LevelProposalsFacts", "lines"): PROPOSALS_SHOWN,
    ("DelegationForm", "skills"): MOST_SKILLS,
    ("FoundCandidates", "lines"): CANDIDATES_SHOWN,
    ("NeedCandidates", "lines"): CANDIDATES_OF_A_NEED,
    ("StageCandidates", "needs"): NEEDS_SHOWN,
    ("TemplateShown", "outlines"): MOST_STAGES,
    ("TemplateShown", "services"): MOST_SERVICES,
    ("TemplateShown", "tools"): MOST_TOOLS,
    ("TemplateShown", "questions"): MOST_QUESTIONS,
    ("OutlineLine", "work"): MOST_PARTS,
    ("OutlineLine", "things"): MOST_PARTS,
    ("SavingForm", "takes"): len(Take),
    ("TeamFacts", "lines"): PEOPLE_SHOWN,
    ("TeamLine", "weeks"): WEEKS_SHOWN,
    ("TimeOfPerson", "leave"): LEAVE_SHOWN,
    ("TimeOfPerson", "weeks"): OWN_WEEKS_SHOWN,
    ("OwnWeek", "bookings"): BOOKINGS_SHOWN,
    ("ResourcesShown", "lines"): RESOURCES_LISTED,
    ("ResourcesShown", "kinds"): len(ResourceKind),
    ("StockFacts", "lines"): MOST_THINGS,
    ("LevelForm", "skills"): MOST_SKILLS,
    ("ProposalForm", "skills"): MOST_SKILLS,
    ("CheckInReasons", "days"): DAYS_BACK + 1,
    ("DayReasons", "projects"): PROJECTS_EXPLAINED,
}
STRUCTURAL = {
    "seen",
    "following",
    "waits_for",
    "others",
    "id",
    "key",
    "mark",
    "field",
    "zone",
    "currency",
    "country",
    "region",
    "proposed",
    "taken",
    "verb",
}


@dataclass(frozen=True)
class Style:
    """How facts are made; `turn` walks through the members of enums."""

    words: str
    people: int
    number: int
    turn: int = 0
    bare: bool = False

    @property
    def names(self) -> dict[str, str]:
        return {} if self.bare else {f"U{n}": self.text("name") for n in range(1, 100)}

    def text(self, name: str) -> str:
        """What a field of this name holds; only the long text is cut to what the domain takes."""
        return self.words[: LENGTHS.get(name, len(self.words))] if self.words is LONG else self.words


SHORTEST = Style("", 0, 0, bare=True)
LONGEST = Style(LONG, 60, 9_999_999)
HOSTILES = Style(HOSTILE, 2, 3)


def is_structural(name: str) -> bool:
    return name in STRUCTURAL or name.endswith(("_id", "_key", "_ids", "_keys", "_zone"))


def made(kind: type, style: Style) -> Any:
    """One object of this dataclass in this style."""
    return kind(**{name: _held(hint, name, _fit(kind, name, style)) for name, hint in _fields(kind)})


@cache
def _fields(kind: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(one.name, hints[one.name]) for one in fields(kind)]


def _fit(kind: type, name: str, style: Style) -> Style:
    most = AT_MOST.get((kind.__name__, name), style.people)
    return replace(style, people=most) if most < style.people else style


def _held(hint: Any, name: str, style: Style) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return _one_of(get_args(hint), name, style)
    if get_origin(hint) is tuple:
        return _several(get_args(hint), name, style)
    if is_dataclass(hint):
        return made(hint, style)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[style.turn % len(hint)]
    return _plain(hint, name, style)


def _one_of(hints: tuple[Any, ...], name: str, style: Style) -> Any:
    if NoneType in hints and style.bare:
        return None
    real = [hint for hint in hints if hint is not NoneType]
    # A target is somebody's direct messages when there is a choice: then its person has a name.
    return _held(real[-1], name, style)


def _several(hints: tuple[Any, ...], name: str, style: Style) -> tuple[Any, ...]:
    if hints[1:] != (Ellipsis,):
        return tuple(_held(hint, name, style) for hint in hints)
    if hints[0] is int:
        return tuple(range(7))[: style.people]
    return tuple(_numbered(_held(hints[0], name, style), n) for n in range(style.people))


def _numbered(one: Any, n: int) -> Any:
    """A list of people is of different people, and one of things that are open of different things."""
    if isinstance(one, OpenLine):
        return replace(one, sign=f"task:{n}")
    return UserId(f"U{n + 1}") if one == "U1" else one


def _plain(hint: Any, name: str, style: Style) -> Any:
    if hint is str:
        return _text(name, style)
    simple = {
        UserId: "U1",
        ChannelId: "C1",
        int: style.number,
        bool: not style.bare,
        date: date(2028, 2, 29),
        datetime: datetime(2028, 2, 29, 9, 30, tzinfo=UTC),
        time: time(9, 30),
        Decimal: Decimal(style.number),
    }
    return simple[hint]


def _text(name: str, style: Style) -> str:
    if name in CLOSED:
        return CLOSED[name][style.turn % len(CLOSED[name])]
    if name == "id" or name.endswith("_id") or name == "besides":
        return uuid4().hex
    return f"{name}-1"[:40] if is_structural(name) else style.text(name)


def typed_words(blocks: Any) -> Iterator[str]:
    """Every text that Slack would show from a payload."""
    if isinstance(blocks, list):
        for one in blocks:
            yield from typed_words(one)
    elif isinstance(blocks, dict):
        for key, held in blocks.items():
            if key in ("text", "initial_value") and isinstance(held, str):
                yield held
            else:
                yield from typed_words(held)


def parts(blocks: Any) -> Iterator[dict[str, Any]]:
    """Every object in a payload that has a type."""
    if isinstance(blocks, list):
        for one in blocks:
            yield from parts(one)
    elif isinstance(blocks, dict):
        if "type" in blocks:
            yield blocks
        for held in blocks.values():
            yield from parts(held)
