"""One of everything, each field away from its default, so that a forgotten column is seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from domain.actors import Standing
from domain.baselines import Baseline, BaselineStage
from domain.briefs import Priority
from domain.capacity import Booking, Leave, WeeklyHours
from domain.change_terms import Terms as ChangeTerms
from domain.changes import ChangeRequest, ChangeState, Turn, TurnKind
from domain.channels import Channel
from domain.checkins import Answer, Asked, Prompt, PromptState, Round, RoundState, Spared
from domain.closing import Closing, OpenKind, Settled, Settlement
from domain.cost_alerts import CostWatch
from domain.customer_plan import (
    CustomerPlan,
    PlannedStage,
    PromisedChange,
    PromisedGoal,
    PromisedMove,
    PromisedQuality,
    PromisedRequirement,
)
from domain.deputies import StandIn, StandInState, WhyOpen, Window
from domain.difficulties import Category, Difficulty, DifficultyState, Severity
from domain.difficulty_reports import DayReport, ReportPlan
from domain.digests import Digest, DigestEntry, DigestPlan
from domain.errands import Errand
from domain.feedback import Feedback, FeedbackAnswer, FeedbackFigures, FeedbackRequest
from domain.gate import Fact
from domain.goal_answers import GoalAnswer, GoalOutcome, GoalVerdict
from domain.handouts import PictureBook
from domain.handover_terms import Document, Support
from domain.handovers import ClosedOver, Handover, HandoverState
from domain.health import Colour, HealthReport
from domain.holders import Holder
from domain.identity import ChannelId, UserId
from domain.lessons import Lesson, LessonAnswer, LessonState, LessonVerdict, Origin, Trigger, TriggerKind
from domain.notices import ToPerson
from domain.opinions import AskedOpinion, Opinion, Stay, Verdict
from domain.options import Choice, OptionSheet, Rating, Solution
from domain.outcomes import (
    Basis,
    Compared,
    Outcome,
    ScopeOutcome,
    StageOutcome,
    Taken,
)
from domain.overrides import Override
from domain.people import Person
from domain.pictures import Ground
from domain.plans import Medium, PlanAnswer, PlanVerdict, PlanVersion
from domain.progress import Progress
from domain.progress_days import ProgressDay, ProgressWatch
from domain.project_templates import ProjectTemplate, StageOutline, ThingOutline, WorkOutline
from domain.projects import ChannelKind, Lifecycle, Project, ProjectChannel
from domain.requests import ProjectRequest, RequestState
from domain.reserves import ReserveAnswer
from domain.resources import Resource, ResourceEntry, ResourceKind
from domain.roles import Role
from domain.scaling import Kept, Scaling
from domain.schedules import Quiet, QuietDay, Schedule
from domain.scope import (
    FinancialRequirements,
    Goal,
    PickedResource,
    Requirement,
    Scope,
    ScopeStatement,
    ScopeVersion,
    TechnicalKind,
    TechnicalRequirement,
    Weight,
)
from domain.scope_notes import ScopeNote
from domain.skills import PersonSkill, Skill, SkillKind
from domain.stages import Budget, CostKind, OtherCost, SkillNeed, Stage, StageState, ThingNeed
from domain.states import State
from domain.stock import Thing, ThingKind
from domain.task_notices import TaskDelegated, TaskFinished
from domain.tasks import Task, TaskState
from domain.tools import Tool, ToolState
from domain.urgency import Why
from domain.viability import StageVote, Terms, Viability, ViabilityVerdict, Vote, VoteFigures
from domain.work import CostEntry, Estimate, WorkEntry
from domain.workspaces import Creators, Department, Workspace
from storage.database import Database
from storage.tables import metadata
from storage.transactions import Transaction

NOON = datetime(2026, 12, 4, 12, 0, 0, 123456, tzinfo=UTC)
TOKYO_MORNING = datetime(2026, 12, 5, 9, 30, tzinfo=timezone(timedelta(hours=9)))
FRIDAY, SATURDAY = date(2026, 12, 4), date(2026, 12, 5)
ANA, BO, CY, DEE = UserId("U_ANA"), UserId("U_BO"), UserId("U_CY"), UserId("U_DEE")
LATER = NOON + timedelta(days=300)
HOME = ChannelId("C_NET")
TYPED = '“<!channel>” <@U1> &lt; `x` *b* {{ 7*7 }} \'; DROP TABLE tasks;-- {"a": 1} שלום 👩‍👩‍👧 日本\n\ttab'


@contextmanager
def tx_of(database: Database, workspace: str = "T1", now: datetime = NOON) -> Iterator[Transaction]:
    """A transaction that may change things, as the runner opens it."""
    with database.writing() as connection:
        yield Transaction(connection, workspace, now)


def workspace(id: str = "T1", **more: Any) -> Workspace:
    departments = (Department(TYPED, BO), Department("Networks", CY))
    full = Workspace(
        id,
        TYPED,
        UserId("U_BOT"),
        "Pacific/Auckland",
        (0, 2, 6),
        time(7, 15),
        time(15, 45),
        "DE",
        "BY",
        "NZD",
        departments,
        (ANA, CY),
        Creators.LEADERS,
        True,
    )
    return replace(full, **more)


def person(id: str = ANA, **more: Any) -> Person:
    return replace(Person(UserId(id), TYPED, f"{TYPED} title", "Asia/Kathmandu", Standing.GUEST, True), **more)


def channel(id: str = HOME, **more: Any) -> Channel:
    return replace(Channel(ChannelId(id), "net-rollout", True, True, True, True), **more)


def project(key: str = "NET", workspace: str = "T1", **more: Any) -> Project:
    staff = (
        Holder(Role.PROJECT_MANAGER, ANA, NOON, accepted_at=NOON),
        Holder(Role.DEPARTMENT_HEAD, BO, NOON, confirmed=False),
        Holder(Role.TEAM_MEMBER, CY, NOON, needs=TYPED, given_by=BO),
        Holder(Role.TEAM_MEMBER, DEE, NOON, needs=TYPED, given_by=BO, answer=f"{TYPED} answer", answered_by=ANA),
        Holder(Role.TEAM_MEMBER, ANA, NOON),
    )
    full = Project(
        f"{workspace}-{key}",
        workspace,
        key,
        TYPED,
        f"{TYPED} customer",
        Scope(240, ("Wi-Fi", TYPED), SATURDAY),
        ProjectChannel(ChannelKind.PRIVATE, "net-rollout", ChannelId(f"C_{key}"), "is_archived"),
        "Australia/Lord_Howe",
        NOON,
        Lifecycle.ON_HOLD,
        NOON,
        staff,
        Progress(7, 3, 2**33, 2**40, 2, 90, 45),
        12,
        last_difficulty_number=4,
        open_difficulties=2,
        ended_at=NOON,
        end_reason=TYPED,
        active_since=NOON,
        currency="NZD",
        price=Decimal("98765.4321"),
        decided=(Fact.HEAD, Fact.DATE),
        reached=State.PLANNED,
        listed_as=State.SCOPED,
    )
    return replace(full, **more)


def task(project: Project, number: int = 1, **more: Any) -> Task:
    full = Task(
        f"{project.id}-task-{number}",
        project.id,
        f"{project.key}-{number}",
        number,
        TYPED,
        f"{TYPED} why",
        f"{TYPED} done",
        CY,
        (BO, DEE),
        SATURDAY,
        90,
        Priority.URGENT,
        ANA,
        NOON,
        TaskState.ACCEPTED,
        40,
        NOON,
        f"{TYPED} question",
        f"{TYPED} reason",
        BO,
        NOON,
        "d1",
        f"{TYPED} source",
        f"{TYPED} answer",
        f"{TYPED} dropped",
        30,
        2,
        "networking",
        4,
        "stage-1",
    )
    return replace(full, **more)


def difficulty(project: Project, number: int = 1, **more: Any) -> Difficulty:
    full = Difficulty(
        f"{project.id}-difficulty-{number}",
        project.id,
        f"{project.key}-D{number}",
        number,
        TYPED,
        Severity.HIGH,
        Category.LICENCES,
        90,
        SATURDAY,
        None,
        CY,
        NOON,
        f"{TYPED} source",
        None,
        DifficultyState.ACKNOWLEDGED,
        BO,
        NOON + timedelta(hours=1),
        ANA,
        NOON + timedelta(hours=2),
        f"{TYPED} resolution",
        f"{TYPED} why",
        2,
        NOON + timedelta(hours=3),
        BO,
    )
    return replace(full, **more)


def schedule(project: Project, **more: Any) -> Schedule:
    full = Schedule(
        project.id,
        "America/St_Johns",
        time(23, 45),
        15,
        (1, 3),
        SATURDAY,
        NOON,
        (TYPED, "Any news?"),
        FRIDAY,
        (QuietDay(FRIDAY, Quiet.HOLIDAY, TYPED),),
    )
    return replace(full, **more)


REQUIREMENTS = (Requirement("r1", TYPED, Weight.SHOULD),)
TECHNICAL = TechnicalRequirement("t1", TechnicalKind.SECURITY, TYPED, Weight.SHOULD, "Wi-Fi")


def scope_version(project: Project, number: int = 2, **more: Any) -> ScopeVersion:
    statement = ScopeStatement(
        240,
        ("Wi-Fi", TYPED),
        SATURDAY,
        (TYPED,),
        ("Telephony", TYPED),
        REQUIREMENTS,
        (Goal("g1", TYPED, f"{TYPED} measure", f"{TYPED} target"),),
        (TECHNICAL,),
        FinancialRequirements(Decimal("1200.5000"), TYPED, ("at the start", TYPED)),
        (PickedResource("p1", TYPED),),
    )
    return replace(ScopeVersion(project.id, number, statement, ANA, NOON, TYPED, True), **more)


def opinion(project: Project, **more: Any) -> Opinion:
    stays = Stay(TYPED, ANA, NOON)
    return replace(Opinion(project.id, TECHNICAL, Verdict.NOT_POSSIBLE, TYPED, BO, NOON, stays), **more)


def request(workspace: str = "T1", **more: Any) -> ProjectRequest:
    full = ProjectRequest(
        f"{workspace}-request",
        workspace,
        7,
        DEE,
        NOON,
        TYPED,
        f"{TYPED} why",
        f"{TYPED} customer",
        240,
        ("Wi-Fi", TYPED),
        SATURDAY,
        RequestState.ASSIGNED,
        BO,
        NOON + timedelta(hours=1),
        f"{TYPED} reason",
        CY,
        f"{workspace}-NET",
    )
    return replace(full, **more)


SPARED = ((DEE, Spared.RESUMED),)


def round_of(project: Project, day: date = FRIDAY, **more: Any) -> Round:
    full = Round(f"{project.id}-{day}", project.id, day, NOON, NOON + timedelta(hours=6), RoundState.OPEN, SPARED)
    return replace(full, **more)


def prompt(person: UserId = CY, day: date = FRIDAY, **more: Any) -> Prompt:
    full = Prompt(
        f"prompt-{person}-{day}", person, day, NOON, NOON + timedelta(hours=9), PromptState.SENT, TYPED, "timeout"
    )
    return replace(full, **more)


def answer(project: Project, person: UserId = CY, day: date = FRIDAY, **more: Any) -> Answer:
    full = Answer(
        f"{project.id}-{person}-{day}",
        project.id,
        day,
        person,
        SATURDAY,
        NOON,
        TYPED,
        f"{TYPED} next",
        f"{TYPED} difficulty",
        75,
        NOON + timedelta(hours=1),
        True,
        {"Any news?": TYPED},
    )
    return replace(full, **more)


def errand(project: Project, **more: Any) -> Errand:
    full = Errand(
        f"errand-{project.workspace}",
        project.workspace,
        CY,
        (ANA, BO),
        f"{TYPED} what",
        f"{TYPED} said",
        "action",
        "delegate_task",
        {"view": {"blocks": [TYPED]}},
        NOON,
        project.id,
        (BO,),
        BO,
        NOON + timedelta(hours=1),
        NOON + timedelta(hours=2),
        f"{TYPED} reason",
    )
    return replace(full, **more)


MONDAY = date(2026, 11, 30)


def skill(id: str = "networking", **more: Any) -> Skill:
    return replace(Skill(id, TYPED, SkillKind.TOOL, Decimal("90.1234"), True), **more)


def person_skill(person: UserId = CY, **more: Any) -> PersonSkill:
    full = PersonSkill(person, "networking", 3, BO, NOON, 4, NOON + timedelta(hours=1), TYPED, NOON)
    return replace(full, **more)


def thing(workspace: str = "T1", **more: Any) -> Thing:
    return replace(Thing(f"{workspace}-switch", TYPED, ThingKind.LICENCE, 4, 20, SATURDAY, True), **more)


def stage(project: Project, number: int = 1, **more: Any) -> Stage:
    id = f"{project.id}-stage-{number}"
    full = Stage(
        id,
        project.id,
        number,
        TYPED,
        FRIDAY,
        SATURDAY,
        CY,
        ("stage-before",),
        (SkillNeed(f"{id}-s2", "networking", 3, 95), SkillNeed(f"{id}-s1", "cloud", 2, 600_000)),
        (ThingNeed(f"{id}-t1", "switch", 12, FRIDAY, SATURDAY),),
        (OtherCost(f"{id}-c1", TYPED, CostKind.LICENCE, Decimal("1200.5025")),),
        StageState.ENDED,
        NOON,
        NOON + timedelta(days=1),
        Budget(Decimal("4321.01"), 90, SATURDAY, FRIDAY),
        Scaling(100_000, (WorkOutline("networking", 3, 95, 2),), Kept(80, CY, NOON)),
    )
    return replace(full, **more)


def worked(task: Task, stage: Stage, **more: Any) -> WorkEntry:
    full = WorkEntry(
        f"{task.id}-work", task.project_id, CY, FRIDAY, 90, stage.id, task.id, Decimal("95.5"), TYPED, LATER
    )
    return replace(full, **more)


def cost(task: Task, stage: Stage, **more: Any) -> CostEntry:
    full = CostEntry(f"{task.id}-cost", task.project_id, CY, FRIDAY, Decimal("240.01"), TYPED, LATER, stage.id, task.id)
    return replace(full, **more)


def estimate(stage: Stage, **more: Any) -> Estimate:
    full = Estimate(f"{stage.id}-left", stage.project_id, stage.id, CY, NOON, 45, Decimal("12.34"), TYPED)
    return replace(full, **more)


def viability(project: Project, **more: Any) -> Viability:
    terms = Terms(Decimal("98765.4321"), Decimal("4321.01"), 15)
    asked = (FRIDAY, "NET-C1", CY)
    full = Viability(project.id, 12, ViabilityVerdict.NOT_VIABLE, TYPED, BO, NOON, terms, *asked)
    return replace(full, **more)


def vote(stage: Stage, **more: Any) -> StageVote:
    spent, expected = Decimal("1.5"), Decimal("2.25")
    whole, own, price = (spent, expected, Decimal(7)), (Decimal(1), Decimal("6.5")), Decimal("9.75")
    decided_on = VoteFigures(*whole, *own, price, Decimal("0.87"), Decimal("1.12"))
    full = StageVote(stage.id, stage.project_id, NOON, spent, expected, Vote.HOLD, TYPED, BO, LATER, decided_on)
    return replace(full, **more)


def solution(project: Project, number: int = 2, **more: Any) -> Solution:
    rated = {"r1": Rating.PARTLY, "r2": Rating.NOT}
    id, costs = f"{project.id}-solution-{number}", (Decimal("1200.5025"), Decimal("0.01"))
    return replace(Solution(id, project.id, number, TYPED, f"{TYPED} words", *costs, rated, ("res1",)), **more)


def option_sheet(project: Project, **more: Any) -> OptionSheet:
    choice = Choice(solution(project).id, CY, NOON, TYPED, {"r1": Rating.PARTLY}, {"s2": f"{TYPED} against"}, "s2")
    return replace(OptionSheet(project.id, (solution(project),), 24, choice), **more)


def resource(project: Project, **more: Any) -> Resource:
    entry = ResourceEntry(ResourceKind.LICENCE, TYPED, 12, f"{TYPED} site", f"{TYPED} owner", SATURDAY)
    return replace(Resource(f"{project.id}-resource", f"{TYPED} Customer", entry, project.id), **more)


def template(workspace: str = "T1", **more: Any) -> ProjectTemplate:
    needs, wanted = (WorkOutline("networking", 3, 95, 7),), ScopeStatement(240, ("Wi-Fi",), requirements=REQUIREMENTS)
    stages = (StageOutline(TYPED, 3, 30, needs, (ThingOutline("switch", 2, 3, 8),), (0,)),)
    full = ProjectTemplate(
        f"{workspace}-kind", TYPED, f"{TYPED} gist", ("Wi-Fi", TYPED), stages, (TYPED,), (TYPED,), True, 13, wanted
    )
    return replace(full, **more)


def tool(project: Project, number: int = 7, **more: Any) -> Tool:
    full = Tool(f"{project.id}-tool", project.id, number, TYPED, CY, NOON, ToolState.NOT_NEEDED, f"{TYPED} why")
    return replace(full, **more)


SIGN = "5" * 64


def override(project: Project, **more: Any) -> Override:
    return replace(Override(project.id, BO, NOON, f"{TYPED} reason", (Fact.USERS, Fact.DATE)), **more)


def stand_in(project: Project, leave: Leave, **more: Any) -> StandIn:
    window = Window(FRIDAY, SATURDAY, MONDAY, NOON, LATER)
    held = (leave.id, CY, project.id, Role.TEAM_MEMBER, None, BO, StandInState.ACCEPTED, ANA, window)
    full = StandIn(f"{leave.id}-line", *held, WhyOpen.DECLINED, f"{TYPED} words", DEE, None, BO, NOON)
    return replace(full, **more)


@dataclass(frozen=True)
class Everything:
    """One of everything in one workspace, as it was saved."""

    workspace: Workspace
    person: Person
    channel: Channel
    project: Project
    task: Task
    schedule: Schedule
    round: Round
    prompt: Prompt
    answer: Answer
    difficulty: Difficulty
    errand: Errand
    plan: ReportPlan
    report: DayReport
    skill: Skill
    person_skill: PersonSkill
    hours: WeeklyHours
    leave: Leave
    booking: Booking
    thing: Thing
    scope: ScopeVersion
    opinion: Opinion
    asked: AskedOpinion
    request: ProjectRequest
    plan_version: PlanVersion
    baseline: Baseline
    stage: Stage
    work: WorkEntry
    cost: CostEntry
    estimate: Estimate
    viability: Viability
    vote: StageVote
    watch: CostWatch
    progress_day: ProgressDay
    progress_watch: ProgressWatch
    override: Override
    solution: Solution
    option_sheet: OptionSheet
    resource: Resource
    template: ProjectTemplate
    tool: Tool
    change: ChangeRequest
    scope_note: ScopeNote
    outcome: Outcome
    closing: Closing
    settlement: Settlement
    goal_answer: GoalAnswer
    lesson: Lesson
    lesson_answer: LessonAnswer
    handover: Handover
    closed_over: ClosedOver
    reserve_answer: ReserveAnswer
    health_report: HealthReport
    feedback: Feedback
    feedback_request: FeedbackRequest
    feedback_answer: FeedbackAnswer
    digest_plan: DigestPlan
    digest: Digest


def plan_version(home: Project, **more: Any) -> PlanVersion:
    plan = CustomerPlan(
        TYPED,
        "NET",
        TYPED,
        "Ana",
        "NZD",
        120,
        (TYPED, "Wi-Fi"),
        SATURDAY,
        (TYPED,),
        ("Telephony",),
        (PromisedGoal(TYPED, "Outages", "at most 1"),),
        (PromisedRequirement(TYPED, True, "partly met"),),
        (PromisedQuality("security", TYPED, False, "Wi-Fi"),),
        "Switches",
        TYPED,
        (PlannedStage(1, TYPED, FRIDAY, SATURDAY),),
        Decimal("84250.1234"),
        Decimal("90000.50"),
        "30 days",
        ("Half", TYPED),
    )
    said = PlanAnswer(PlanVerdict.REJECTED, ANA, NOON, TYPED, "Dr. Lind", FRIDAY, Medium.EMAIL, TYPED)
    full = PlanVersion(f"{home.id}-v3", home.id, 3, plan, 7, BO, NOON, CY, "Marta", TYPED, said, shown_as=1)
    return replace(full, **{"change": PromisedChange("NET-C3", TYPED, (PromisedMove("Price", "1", TYPED),)), **more})


def baseline(home: Project, **more: Any) -> Baseline:
    stages = (BaselineStage("s1", 1, TYPED, FRIDAY, SATURDAY, 90, Decimal("120.3456")),)
    full = Baseline(home.id, 2, 3, 1, "NZD", Decimal("84250.1234"), SATURDAY, stages, NOON, ANA, TYPED)
    return replace(full, **more)


def change(home: Project, **more: Any) -> ChangeRequest:
    approved = ChangeTerms(120, ("Wi-Fi", TYPED), SATURDAY, Decimal("84250.1234"), 2400)
    offered = ChangeTerms(None, (), None, None, 0)
    turns = (
        Turn(TurnKind.OFFERED, ANA, NOON, TYPED, offered),
        Turn(TurnKind.FOLLOWED, None, NOON, "NET-C2", approved),
        Turn(TurnKind.PRESENTED, BO, LATER),
    )
    full = ChangeRequest(
        f"{home.id}-c3",
        home.id,
        f"{home.key}-C3",
        3,
        TYPED,
        TYPED,
        ANA,
        NOON,
        approved,
        turns,
        ChangeState.WITH_CUSTOMER,
        f"{home.id}-v3",
        TYPED,
        CY,
    )
    return replace(full, **more)


def scope_note(home: Project, **more: Any) -> ScopeNote:
    return replace(ScopeNote(f"{home.id}-n2", home.id, 2, TYPED, 90, BO, NOON, TYPED, CY), **more)


def _of_gate_and_changes(home: Project) -> dict[str, Any]:
    return {
        "override": override(home),
        "tool": tool(home),
        "change": change(home),
        "scope_note": scope_note(home, change_id=change(home).id, dropped_by=CY, dropped_at=LATER),
    }


def outcome(home: Project, **more: Any) -> Outcome:
    taken = Taken(FRIDAY, SATURDAY, 90, Decimal("0.0001"))
    compared = Compared(taken, Taken(FRIDAY, None, 0, Decimal("-1.5")))
    full = Outcome(
        home.id,
        home.key,
        TYPED,
        TYPED,
        "cloud",
        "NZD",
        Basis.AGREED,
        compared,
        taken,
        (StageOutcome("s1", 1, TYPED, compared, True),),
        taken,
        5,
        ScopeOutcome((TYPED,), (TYPED,), (f"{home.key}-C1",)),
        (GoalOutcome(Goal("g1", TYPED, TYPED, TYPED), GoalVerdict.PARTLY, TYPED, TYPED),),
        ("people",),
    )
    return replace(full, **more)


def settlement(home: Project) -> Settlement:
    """Something of a project that went on in another one, with every field filled in."""
    gone = (f"{home.id}-thing", "NET-1 Mount the antennas", Settled.MOVED, CY, NOON, TYPED)
    return Settlement(f"{home.id}-gone", home.id, OpenKind.TASK, *gone, home.id, "elsewhere", "OPS-7")


def lesson(home: Project, number: int = 4, **more: Any) -> Lesson:
    origin = Origin(home.id, home.key, home.name, home.channel.kind is ChannelKind.PRIVATE)
    triggers = (Trigger(TriggerKind.SERVICE, "Wi-Fi", "Wi-Fi"), Trigger(TriggerKind.ROLE, "responsible", TYPED))
    made = Lesson(f"{home.id}-l{number}", origin, number, TYPED, TYPED, CY, SATURDAY, triggers, BO, NOON, True, TYPED)
    return replace(made, **more)


def handover(home: Project, number: int = 4, **more: Any) -> Handover:
    support = Support((Document("https://wiki.example/wi-fi", TYPED),), TYPED, TYPED, (PickedResource("r1", TYPED),))
    asked = (f"{home.id}-h{number}", home.id, number, "Wi-Fi", CY, SATURDAY, support, BO, NOON, TYPED)
    return replace(Handover(*asked), **more)


def digest(home: Project) -> Digest:
    """A digest with one entry that was agreed with, and one that was talked about and is settled."""
    agreed = DigestEntry(1, home.id, Why.CHANGE, TYPED, TYPED, TYPED, (BO, CY), NOON, ANA, LATER)
    settled = DigestEntry(2, home.id, Why.OPINION, TYPED, TYPED, TYPED, (CY,), discussed_by=BO, settled_at=LATER)
    moments = (NOON, LATER, LATER, LATER.date())
    return Digest(f"{home.id}-w1", BO, CY, NOON.date(), *moments, (agreed, settled))


def _of_end(home: Project) -> dict[str, Any]:
    answered = GoalAnswer("g1", GoalVerdict.PARTLY, TYPED, TYPED, CY)
    said = f"{home.id}-f2"
    ended = {"state": LessonState.DONE, "ended_by": ANA, "ended_at": LATER, "end_words": TYPED}
    return {
        "outcome": outcome(home),
        "closing": Closing(home.id, NOON, (CY,), ("task:t1",)),
        "settlement": settlement(home),
        "goal_answer": answered,
        "lesson": lesson(home, is_shared=False, **ended),
        "handover": handover(home, state=HandoverState.ACCEPTED, answered_at=LATER, reason=TYPED, ended_at=LATER),
        "closed_over": ClosedOver(home.id, BO, NOON, TYPED, (TYPED, "Wi-Fi"), CY),
        "lesson_answer": LessonAnswer(f"{home.id}-l4", home.id, LessonVerdict.IGNORED, TYPED, CY, NOON),
        "reserve_answer": ReserveAnswer(home.id, TYPED, 13, False, TYPED, CY, NOON),
        "health_report": HealthReport(home.id, Colour.AMBER, TYPED, CY, NOON),
        "feedback": Feedback(said, home.id, 2, NOON, LATER, None, LATER, FeedbackFigures(8, 4, 12, 14)),
        "feedback_request": FeedbackRequest(said, CY, True, LATER, True),
        "feedback_answer": FeedbackAnswer(2, 5, TYPED, TYPED, True),
        "digest_plan": DigestPlan(BO, NOON.date(), NOON, LATER.date()),
        "digest": digest(home),
    }


def everything(workspace_id: str = "T1", key: str = "NET") -> Everything:
    home = project(key, workspace_id)
    work, said, step = task(home, 13), answer(home), stage(home)
    return Everything(
        workspace(workspace_id),
        person(CY),
        channel(f"C_{key}"),
        home,
        work,
        schedule(home),
        round_of(home),
        replace(prompt(), id=f"prompt-{workspace_id}"),
        said,
        difficulty(home, 5, task_id=work.id, answer_id=said.id),
        errand(home),
        ReportPlan(home.id, SATURDAY, NOON),
        DayReport(f"{home.id}-report", home.id, FRIDAY, NOON),
        skill(),
        person_skill(),
        WeeklyHours(CY, 1230, (1, 3)),
        Leave(f"{workspace_id}-leave", CY, FRIDAY, SATURDAY, BO, BO),
        Booking(home.id, CY, MONDAY, 480),
        thing(workspace_id),
        scope_version(home),
        opinion(home),
        AskedOpinion(home.id, ANA, NOON, 3),
        request(workspace_id, project_id=home.id),
        plan_version=plan_version(home),
        baseline=baseline(home),
        stage=step,
        work=worked(work, step),
        cost=cost(work, step),
        estimate=estimate(step),
        viability=viability(home),
        vote=vote(step),
        **_of_watches(home),
        **_of_options(home),
        **_of_gate_and_changes(home),
        **_of_end(home),
    )


def _of_watches(home: Project) -> dict[str, Any]:
    amounts = map(Decimal, ("900.50", "400", "0.0001", "300"))
    return {
        "watch": CostWatch(home.id, NOON, 1, 2, True, 1),
        "progress_day": ProgressDay(home.id, FRIDAY, *amounts, None, 3),
        "progress_watch": ProgressWatch(home.id, LATER),
    }


def _of_options(home: Project) -> dict[str, Any]:
    sheet, kept, kind = option_sheet(home), resource(home), template(home.workspace)
    return {"solution": sheet.solutions[0], "option_sheet": sheet, "resource": kept, "template": kind}


def save(one: Everything, tx: Transaction) -> Everything:
    """Save one of everything through the gateways; returns it."""
    tx.workspaces.keep(one.workspace)
    tx.people.keep(one.person)
    tx.channels.keep(one.channel)
    tx.projects.add(one.project)
    tx.tasks.add(one.task, one.project)
    tx.schedules.keep(one.schedule)
    tx.rounds.add(one.round)
    tx.prompts.put(one.prompt)
    tx.rounds.ask(one.round.id, Asked(CY, one.prompt.id))
    tx.answers.keep(one.answer)
    tx.difficulties.add(one.difficulty, one.project)
    tx.errands.add(one.errand)
    open_still = replace(one.errand, id=f"{one.errand.id}-open", performed_at=None, declined_at=None)
    tx.errands.add(open_still)
    tx.reports.keep(one.plan)
    tx.reports.add(one.report)
    tx.skills.keep(one.skill)
    tx.skills.master(one.person_skill)
    tx.capacity.keep_hours(one.hours)
    tx.capacity.add_leave(one.leave)
    tx.capacity.book([one.booking])
    tx.stock.keep(one.thing)
    tx.scopes.keep(one.scope)
    tx.services.add(["Wi-Fi", TYPED])
    tx.opinions.give(one.opinion)
    tx.opinions.ask(one.asked)
    tx.requests.add(one.request)
    tx.plans.add(one.plan_version)
    tx.baselines.add(one.baseline)
    _save_costs(one, tx)
    tx.overrides.add(one.override)
    _save_options(one, tx)
    tx.tools.add([one.tool])
    tx.changes.add(one.change)
    tx.scope_notes.add(one.scope_note)
    _save_end(one, tx)
    return one


def _save_end(one: Everything, tx: Transaction) -> None:
    tx.outcomes.freeze(one.outcome, NOON)
    tx.closings.keep(one.closing)
    tx.closings.settle(one.settlement)
    tx.outcomes.answer(one.project.id, one.goal_answer, CY, NOON)
    tx.lessons.add(one.lesson)
    tx.lessons.answer(one.lesson_answer)
    tx.handovers.add(one.handover)
    tx.handovers.close_over(one.closed_over)
    tx.reserve_answers.keep(one.reserve_answer)
    tx.portfolio.keep(one.health_report)
    tx.feedback.add(one.feedback)
    tx.feedback.keep_requests([one.feedback_request])
    tx.feedback.keep_answer(one.feedback.id, CY, one.feedback_answer)
    tx.digests.keep_plan(one.digest_plan)
    tx.digests.add(one.digest)


def _save_costs(one: Everything, tx: Transaction) -> None:
    tx.stages.add(one.stage)
    tx.work.add(one.work)
    tx.spending.add(one.cost)
    tx.estimates.add(one.estimate)
    tx.viabilities.keep(one.viability)
    tx.votes.keep(one.vote)
    tx.cost_watches.keep(one.watch)
    tx.pictures.keep([(SIGN, "F1")], NOON)
    tx.pictures.keep_ground(CY, Ground.DARK)
    tx.outbox.add(PictureBook.of(one.project, ToPerson(CY), CY), NOON)
    tx.progress_days.keep(one.progress_day)
    tx.progress_days.keep_watch(one.progress_watch)


def _save_options(one: Everything, tx: Transaction) -> None:
    tx.options.keep(one.solution)
    tx.options.keep_sheet(one.option_sheet)
    tx.resources.keep(one.resource)
    tx.project_templates.keep(one.template, ANA, NOON)
    tx.project_templates.note_kind(one.project.id, one.template)


def all_rows(connection: sa.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order that does not depend on the database."""
    found = {table.name: connection.execute(sa.select(table)).all() for table in metadata.sorted_tables}
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}


def announcement(task: Task, project: Project) -> TaskDelegated:
    """Something to be said in the project's channel."""
    return TaskDelegated.about(task, project)


def to_person(task: Task) -> TaskFinished:
    """Something to be said to one person."""
    return TaskFinished(ToPerson(task.delegated_by), task.key, task.title, "Net", task.assignee)
