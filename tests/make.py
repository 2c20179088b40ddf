"""What a test arranges in a line or two: a workspace, its people, projects, tasks, and the orders people give."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from domain.actors import Actor
from domain.baselines import Baseline
from domain.briefs import Brief, Priority, TypedBrief, TypedDetails
from domain.calendars import local_date, zone_of
from domain.change_terms import Terms
from domain.changes import ChangeRequest
from domain.channels import Channel
from domain.checkins import Asked, Prompt, PromptState, Round
from domain.difficulties import Description, Difficulty, DifficultyState, Severity
from domain.digests import Digest, DigestEntry, DigestPlan
from domain.editing import seen_of
from domain.feedback import Feedback, FeedbackAnswer, FeedbackRequest
from domain.gate import Fact
from domain.handover_terms import Document, Support
from domain.handovers import Handover, HandoverState
from domain.holders import Holder
from domain.identity import ChannelId, UserId, new_id
from domain.lessons import Lesson, Origin, Trigger, TriggerKind, Typed
from domain.living import RoleBriefing
from domain.opinions import Opinion, Verdict, to_judge
from domain.options import Choice, OptionSheet, Rating, Solution
from domain.outcomes import Basis, Compared, Outcome, Taken
from domain.people import Person
from domain.plans import PlanAnswer, PlanVerdict, PlanVersion
from domain.project_templates import ProjectTemplate
from domain.projects import ChannelKind, Lifecycle, Project, ProjectChannel
from domain.reminders import Reminder
from domain.requests import ProjectRequest, RequestState
from domain.resources import Resource, ResourceEntry, ResourceKind
from domain.roles import Role
from domain.schedules import Quiet, Schedule
from domain.scope import Requirement, Scope, ScopeVersion
from domain.scope_notes import ScopeNote
from domain.staffing import Staffing
from domain.stages import Budget, CostKind, OtherCost, SkillNeed, Stage, StagePlan, StageState
from domain.tasks import Task, TaskState
from domain.tools import Tool, ToolState
from domain.urgency import Why
from domain.viability import Viability, ViabilityVerdict
from domain.workspaces import Department, Workspace
from storage.tables.handovers import handovers
from storage.tables.plans import baselines
from storage.transactions import Transaction
from use_cases.checkins import AnswerCheckIn, SectionAnswer
from use_cases.costing import terms_of
from use_cases.delegation import DelegateTask
from use_cases.edits import EditTask
from use_cases.gate import found_again
from use_cases.plan_sheets import plan_now
from use_cases.projects import CreateProject
from use_cases.relocation import RelocateProject
from use_cases.roles import AssignRoles

WORKSPACE, ELSEWHERE = "T_HERE", "T_ELSEWHERE"
NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
"""A Wednesday; everything made without a time of its own was made now."""
TODAY = NOON.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
COMPLETION = date(2027, 6, 30)

PM, HEAD, IT, RESP = UserId("U_PM"), UserId("U_HEAD"), UserId("U_IT"), UserId("U_RESP")
ANA, BEN = UserId("U_ANA"), UserId("U_BEN")
CONTACT = UserId("U_CONTACT")
ADMIN, NOBODY, BOT = UserId("U_ADMIN"), UserId("U_NOBODY"), UserId("U_STEWARD")
LEADERS = {
    Role.PROJECT_MANAGER: PM,
    Role.IT_MANAGER: IT,
    Role.DEPARTMENT_HEAD: HEAD,
    Role.RESPONSIBLE: RESP,
}


def actor(person: str = PM, workspace: str = WORKSPACE, **more: Any) -> Actor:
    """A person who gives an order."""
    return Actor(workspace, UserId(person), **more)


def clock(workspace: str = WORKSPACE) -> Actor:
    """The actor for what nobody pressed."""
    return Actor.clock(workspace)


def admin() -> Actor:
    return actor(ADMIN, is_admin=True)


def workspace(tx: Transaction, **changes: Any) -> Workspace:
    """Settings somebody saved: Network's head and the IT manager are on their lists, everybody may create."""
    usual = {
        "name": "Provider",
        "bot_user": BOT,
        "departments": (Department("Network", HEAD),),
        "it_managers": (IT,),
        "settings_saved": True,
    }
    kept = Workspace(tx.workspace, **{**usual, **changes})
    tx.workspaces.keep(kept)
    return kept


def person(tx: Transaction, id: str = ANA, **more: Any) -> Person:
    """A member in UTC, called after the id: U_ANA is Ana."""
    usual = {"name": id.removeprefix("U_").capitalize(), "is_admin": id == ADMIN}
    kept = Person(UserId(id), **{**usual, **more})
    tx.people.keep(kept)
    return kept


def people(tx: Transaction, ids: Iterable[str] = (), zone: str = "UTC") -> None:
    """These people, or everybody with a role, an administrator and somebody with nothing to do."""
    wanted = tuple(ids) or (*LEADERS.values(), ANA, BEN, ADMIN, CONTACT, NOBODY)
    known = {one.id for one in tx.people.known(wanted)}
    for one in wanted:
        if one not in known:
            person(tx, one, zone=zone)


def office(tx: Transaction) -> None:
    """A workspace with settings and its people, and no project yet."""
    workspace(tx)
    people(tx)


def channel(tx: Transaction, id: str = "C_NET", name: str = "net-rollout", **more: Any) -> Channel:
    """A channel of the directory with the bot in it."""
    kept = Channel(ChannelId(id), name, **{"has_bot": True, **more})
    tx.channels.keep(kept)
    return kept


def project(
    tx: Transaction,
    key: str = "NET",
    *,
    started: bool = False,
    team: Iterable[str] = (ANA, BEN),
    staff: dict[Role, UserId] | None = None,
    schedule: dict[str, Any] | None = None,
    now: datetime = NOON,
    **changes: Any,
) -> Project:
    """A project in which everything is decided, with its channel, four leaders and a team.

    Started, its first round is on the next working day.

    `changes` are fields of Project; `staff` changes leaders; `schedule` fields of Schedule. Nothing is to be said.
    """
    people(tx)
    people(tx, team)
    made = unsaved_project(key, team=team, staff=staff, now=now, **{"workspace": tx.workspace, **changes})
    if started:
        made = replace(made, lifecycle=Lifecycle.ACTIVE, started_at=now)
    tx.projects.add(made)
    times = Schedule(made.id, made.zone, **(schedule or {}))
    today = local_date(now, zone_of(times.zone))
    tx.schedules.keep(times.begun(today, tx.workspaces.get().calendar, Quiet.NOT_STARTED) if started else times)
    return tx.projects.get(made.id)


def unsaved_project(
    key: str = "NET",
    *,
    team: Iterable[str] = (ANA, BEN),
    staff: dict[Role, UserId] | None = None,
    now: datetime = NOON,
    **changes: Any,
) -> Project:
    """A project that no database knows; everything is decided in it."""
    held = {**LEADERS, **(staff or {})}
    holders = [Holder(role, person, now, accepted_at=now) for role, person in held.items()]
    holders += [Holder(Role.TEAM_MEMBER, UserId(person), now, accepted_at=now) for person in team]
    usual: dict[str, Any] = {
        "id": new_id(),
        "workspace": WORKSPACE,
        "name": f"{key.capitalize()} rollout",
        "customer": "Acme",
        "scope": Scope(120, ("Wi-Fi", "Service desk"), COMPLETION),
        "channel": ProjectChannel(ChannelKind.PUBLIC, f"{key.lower()}-rollout", ChannelId(f"C_{key}")),
        "zone": "UTC",
        "created_at": now,
        "staff": tuple(holders),
        "decided": tuple(Fact),
    }
    return Project(key=key, **{**usual, **changes})


def tool(tx: Transaction, project: Project, owner: str | None = ANA, **changes: Any) -> Tool:
    """Something that the project needs in place; Ana was just asked to see to it."""
    number = len(tx.tools.of_project(project.id)) + 1
    asked = {"owner": UserId(owner), "given_at": NOON} if owner else {}
    kept = Tool(new_id(), project.id, number, f"Access {number}", **{**asked, **changes})
    tx.tools.add([kept])
    return kept


def plan_version(tx: Transaction, project: Project, contact: str | None = CONTACT, **changes: Any) -> PlanVersion:
    """The plan as it stands, presented by the project manager to the customer contact; nobody has answered it yet."""
    newest, person = tx.plans.newest_of(project.id), tx.people.get(contact) if contact else None
    usual: dict[str, Any] = {
        "id": new_id(),
        "project_id": project.id,
        "number": newest.number + 1 if newest else 1,
        "plan": plan_now(project, tx),
        "scope_number": tx.scopes.newest(project.id).number,
        "presented_by": project.holder(Role.PROJECT_MANAGER),
        "presented_at": NOON,
        "contact": contact,
        "contact_name": person.name if person else "Marta Lind",
    }
    version = PlanVersion(**{**usual, **changes})
    tx.plans.add(version)
    return version


def solution(tx: Transaction, project: Project, rating: Rating = Rating.MET, **changes: Any) -> Solution:
    """A solution that costs 1,000 and is rated by the one thing that the customer requires; all cost the same."""
    version = tx.scopes.newest(project.id)
    if not version.statement.requirements:
        wanted = replace(version.statement, requirements=(Requirement("wifi", "Wi-Fi in every room"),))
        tx.scopes.keep(replace(version, statement=wanted))
    number = len(tx.options.sheet(project.id).solutions) + 1
    rated = {one.id: rating for one in tx.scopes.newest(project.id).statement.requirements}
    usual = {"one_off": Decimal(1000), "monthly": Decimal(0), "ratings": rated}
    kept = Solution(new_id(), project.id, number, **{"name": f"Way {number}", "description": "", **usual, **changes})
    tx.options.keep(kept)
    return kept


def resource(tx: Transaction, project: Project, name: str = "Core switch", **changes: Any) -> Resource:
    """Something that the project's customer has: four switches in Kiel."""
    usual = {"kind": ResourceKind.DEVICE, "quantity": 4, "site": "Kiel"}
    kept = Resource(new_id(), project.customer, ResourceEntry(**{"name": name, **usual, **changes}), project.id)
    tx.resources.keep(kept)
    return kept


def two_solutions(tx: Transaction, project: Project) -> Solution:
    """Two of them, so that one can be chosen; the first."""
    first = solution(tx, project)
    solution(tx, project, monthly=Decimal(10))
    return first


def chosen_solution(tx: Transaction, project: Project) -> Solution:
    """The better of two solutions, chosen by the responsible staff member."""
    taken = two_solutions(tx, project)
    tx.options.keep_sheet(OptionSheet(project.id, choice=Choice(taken.id, RESP, NOON, "", taken.ratings)))
    return taken


def approved(tx: Transaction, project: Project) -> Baseline:
    """What the customer is taken to have agreed to: the project as it stands, and nothing planned."""
    scope, due = tx.scopes.newest(project.id), project.scope.completion_date
    frozen = Baseline(project.id, 1, 1, scope.number, project.currency, project.price, due, (), NOON, PM)
    tx.baselines.add(frozen)
    return frozen


def unapproved(tx: Transaction, project: str) -> None:
    """Nothing of the project with this id was agreed to, whatever was before."""
    tx.connection.execute(sa.delete(baselines).where(baselines.c.project_id == project))


def change(tx: Transaction, project: Project, by: str = ANA) -> ChangeRequest:
    """A change for more users that nobody else has agreed to, of a project that is approved."""
    before = Terms(project.scope.users_count, project.scope.services, project.scope.completion_date, project.price, 0)
    after, number = replace(before, users_count=150), tx.changes.next_number(project.id)
    made = ChangeRequest.asked(project, number, ("A second site", "They bought it"), before, after, UserId(by), NOON)
    tx.changes.add(made)
    return made


def scope_note(tx: Transaction, project: Project, by: str = ANA) -> ScopeNote:
    """New scope that somebody noted, with a guess of an hour and a half."""
    number = tx.scope_notes.next_number(project.id)
    made = ScopeNote.noted(project.id, number, "Label the cables", 90, UserId(by), NOON, "", None)
    tx.scope_notes.add(made)
    return made


def lesson(tx: Transaction, project: Project, owner: str = ANA, by: str = BEN, **more: Any) -> Lesson:
    """A lesson of a project that later ones with Wi-Fi, for its customer or with a project manager are shown."""
    origin = Origin(project.id, project.key, project.name, project.channel.kind is ChannelKind.PRIVATE)
    typed = Typed("The licences came late", "Order licences first", UserId(owner), COMPLETION, ())
    triggers = (
        Trigger(TriggerKind.SERVICE, "Wi-Fi", "Wi-Fi"),
        Trigger(TriggerKind.CUSTOMER, project.customer, project.customer),
        Trigger(TriggerKind.ROLE, Role.PROJECT_MANAGER.value, "project manager"),
    )
    number = tx.lessons.next_number(project.id)
    kept = Lesson.learned(origin, number, typed, triggers, UserId(by), NOON, is_shared=False, source="")
    kept = replace(kept, **more)
    tx.lessons.add(kept)
    return kept


def migration(tx: Transaction, project: Project) -> ProjectTemplate:
    """The kind of project as which this one is said to have begun."""
    kind = ProjectTemplate("k" * 32, "Cloud migration", "", (), (), ())
    tx.project_templates.note_kind(project.id, kind)
    return kind


def handover(
    tx: Transaction, project: Project, service: str = "Service desk", maintainer: str = ANA, by: str = PM, **more: Any
) -> Handover:
    """Somebody who was asked at noon to maintain a service of a project, and has not answered."""
    support = Support((Document("https://wiki.example/desk", "Runbook"),), "Mon to Fri, 8 to 17", "Within 4 h")
    number = tx.handovers.next_number(project.id)
    terms = (UserId(maintainer), COMPLETION, support)
    asked = replace(Handover.offered(project.id, number, service, terms, UserId(by), NOON), **more)
    tx.handovers.add(asked)
    return asked


def maintained(tx: Transaction, project: Project, service: str = "Wi-Fi", maintainer: str = ANA) -> Handover:
    """A service of a project that somebody has accepted to maintain."""
    return handover(tx, project, service, maintainer, state=HandoverState.ACCEPTED, answered_at=NOON)


def nobody_asked_to_maintain(tx: Transaction, project: Project) -> None:
    """Nobody was ever asked to maintain what the project delivers."""
    tx.connection.execute(sa.delete(handovers).where(handovers.c.project_id == project.id))


def handed_over(tx: Transaction, project: Project) -> None:
    """Everything that the project delivers is maintained by the responsible staff member, whoever was asked before."""
    nobody_asked_to_maintain(tx, project)
    for service in project.scope.services:
        maintained(tx, project, service, RESP)


def feedback(tx: Transaction, project: Project, people: Sequence[str] = (PM, ANA), **more: Any) -> Feedback:
    """These people are asked how a project was, and each has answered with their name."""
    every = tx.feedback.of_project(project.id)
    calendar = tx.workspaces.get().calendar
    one = replace(Feedback.asked(project.id, len(every) + 1, NOON, zone_of(project.zone), calendar), **more)
    tx.feedback.add(one)
    tx.feedback.keep_requests(FeedbackRequest(one.id, UserId(person)) for person in people)
    for person in people:
        tx.feedback.keep_answer(one.id, UserId(person), FeedbackAnswer(4, 5, "The plan", "Earlier", True))
    return one


def digest(
    tx: Transaction, project: Project, people: Sequence[str] = (HEAD, IT), waits_for: str = IT, **more: Any
) -> Digest:
    """A digest of two people, with one decision about the project that waits for somebody."""
    head, it_manager = map(UserId, people)
    entry = DigestEntry(1, project.id, Why.OPINION, project.id, project.key, project.name, (UserId(waits_for),), NOON)
    one = replace(Digest.written(head, it_manager, DigestPlan(head), TODAY, (entry,), NOON), **more)
    tx.digests.add(one)
    return one


def digested(one: Digest, number: int = 1) -> str:
    """An entry of a digest as the buttons beside it carry it."""
    return f"{one.id} {number}"


def finished(tx: Transaction, project: Project, actual: str = "150") -> str:
    """A finished project of the kind that this one is of, which was to cost 100 and cost as much as said; its id.

    Said again, it is the same one, and came out another way.
    """
    kind, key = migration(tx, project), f"{project.key[:7]}9"
    past = replace(project, id=f"done-{project.id}"[:32], key=key, lifecycle=Lifecycle.CLOSED, staff=())
    if tx.outcomes.of_project(past.id) is None:
        tx.projects.add(replace(past, channel=ProjectChannel(project.channel.kind), is_approved=False))
    named = (past.id, key, past.name, past.customer, kind.id, past.currency)
    tx.outcomes.freeze(Outcome(*named, Basis.AGREED, compared(actual), difficulties=("licences",)), NOON)
    return past.id


def compared(actual: str) -> Compared:
    """Something that was to take 10 hours and 100 on one day, and took 15 hours and as much as said."""
    return Compared(Taken(TODAY, TODAY, 600, Decimal(100)), Taken(TODAY, TODAY, 900, Decimal(actual)))


def past_lesson(tx: Transaction, project: Project, **more: Any) -> Lesson:
    """The same of a closed project for the same customer, on which nobody is any more."""
    key = f"{project.key[:8]}2"
    past = replace(project, id=f"past-{project.id}"[:32], key=key, name="Earlier one", staff=(), is_approved=False)
    closed = replace(past, lifecycle=Lifecycle.CLOSED, channel=ProjectChannel(project.channel.kind))
    tx.projects.add(closed)
    return lesson(tx, closed, **more)


def broken_channel(problem: str = "name_taken", id: str | None = None, name: str = "net-rollout") -> ProjectChannel:
    """A channel that did not come about, or one that cannot be reached any more."""
    return ProjectChannel(ChannelKind.PUBLIC, name, ChannelId(id) if id else None, problem)


def private_channel(id: str = "C_SECRET") -> ProjectChannel:
    return ProjectChannel(ChannelKind.PRIVATE, "secret", ChannelId(id))


def creation(by: Actor | None = None, **changes: Any) -> CreateProject:
    """The order to create a project, filled in correctly."""
    usual: dict[str, Any] = {
        "name": "Net rollout",
        "key": "NET",
        "customer": "Acme",
        "channel_kind": ChannelKind.PUBLIC,
        "completion_date": COMPLETION,
        "project_manager": PM,
        "it_manager": IT,
        "department_head": HEAD,
        "responsible": RESP,
        "users_count": 120,
        "services": "Wi-Fi, Service desk",
        "team_members": (ANA, BEN),
    }
    return CreateProject(by or actor(), **{**usual, **changes})


def delegation(project: Project, by: Actor | None = None, **changes: Any) -> DelegateTask:
    """The order to delegate a task of the project to Ana, filled in correctly."""
    beside = {name: changes.pop(name) for name in ("difficulty_id", "source", "thread") if name in changes}
    typed = TypedBrief(**{"title": "Mount the access points", "assignee": ANA, "due": TOMORROW, **changes})
    return DelegateTask(by or actor(), project.id, typed, **beside)


def assignment(project: Project, by: Actor | None = None, why: str = "", **changes: Any) -> AssignRoles:
    """The order to change the roles of a project; `changes` are fields of Staffing, the rest stays as it was shown."""
    shown = Staffing.of(project)
    return AssignRoles(by or actor(), project.id, shown, replace(shown, **changes), why)


def relocation(project: Project, by: Actor | None = None, **changes: Any) -> RelocateProject:
    """The order to move a project into a new public channel."""
    usual: dict[str, Any] = {"kind": ChannelKind.PUBLIC, "name": "new-home"}
    return RelocateProject(by or actor(), project.id, **{**usual, **changes})


def briefing(project: Project, person: str = ANA) -> str:
    """What a person's briefing is about."""
    return RoleBriefing.of(project.id, next(one for one in project.staff if one.person == person)).about


def reminder(tx: Transaction, task: str, now: datetime = NOON) -> UserId:
    """A reminder for whoever has this task that is due now; returns the person."""
    person = tx.tasks.get(task).assignee
    tx.reminders.keep(Reminder(person, next_at=now))
    return person


def edit(tx: Transaction, task: Task, by: Actor | None = None, **changes: Any) -> EditTask:
    """The order to change a task, with a form that was opened just now."""
    blockers = tuple(one.id for one in tx.blocks.open_blockers([task.id]).get(task.id, ()))
    shown = task.brief(blockers)
    asked = TypedDetails if set(changes) & set(vars(TypedDetails())) else TypedBrief
    stands = {**vars(shown), "estimate": f"{shown.estimate_minutes} min" if shown.estimate_minutes else ""}
    typed = {one.name: stands[one.name] for one in fields(asked)}
    return EditTask(by or actor(), task.id, asked(**typed | changes), seen_of(shown))


def brief(**changes: Any) -> Brief:
    """What was typed when delegating."""
    usual: dict[str, Any] = {
        "title": "Mount the access points",
        "why": "",
        "done_means": "",
        "assignee": ANA,
        "helpers": (),
        "due": TOMORROW,
        "estimate_minutes": 240,
        "priority": Priority.NORMAL,
    }
    return Brief(**{**usual, **changes})


def task(
    tx: Transaction,
    project: Project,
    state: TaskState = TaskState.OFFERED,
    percent: int = 0,
    by: str = PM,
    now: datetime = NOON,
    **changes: Any,
) -> Task:
    """A saved and counted task of the project in this state; `changes` are fields of its brief."""
    due = changes.pop("due", TOMORROW)
    kept = tx.projects.for_change(project.id)
    given = Task.delegated(kept, brief(**changes, due=max(due, now.date())), UserId(by), now.date(), now)
    made = replace(given, due=due, state=state, percent=100 if state is TaskState.DONE else percent)
    if state is TaskState.DONE:
        made = replace(made, done_by=made.assignee, done_at=now)
    if state is TaskState.DECLINED:
        made = replace(made, decline_reason="No time", answered_at=now)
    tx.tasks.add(made, kept)
    return made


def difficulty(
    tx: Transaction,
    project: Project,
    severity: Severity = Severity.MEDIUM,
    by: str = ANA,
    now: datetime = NOON,
    state: DifficultyState = DifficultyState.OPEN,
    **changes: Any,
) -> Difficulty:
    """A saved and counted difficulty of the project in this state; `changes` are fields of its description."""
    kept = tx.projects.for_change(project.id)
    described = Description(**{"what": "The ladder has not come", "severity": severity, **changes})
    made = Difficulty.reported(kept, described, UserId(by), now.date(), now)
    if state is DifficultyState.ACKNOWLEDGED:
        made = made.acknowledged(PM, now)
    if state is DifficultyState.RESOLVED:
        made = made.resolved(PM, "It came", "It came by itself", False, now)
    tx.difficulties.add(made, kept)
    return made


def skill_rates(tx: Transaction, **rates: int) -> None:
    """What an hour of these skills costs, in the workspace's currency; networking 90 and cloud 120 without more."""
    for id, rate in (rates or {"networking": 90, "cloud": 120}).items():
        tx.skills.keep(replace(tx.skills.catalogue()[id], hourly_rate=Decimal(rate)))


def stage(
    tx: Transaction,
    project: Project,
    name: str = "Design",
    hours: int = 10,
    paid: int = 0,
    skill: str = "networking",
    **changes: Any,
) -> Stage:
    """A saved stage of the working week after next, of so many hours of a skill and so much paid besides."""
    number = 1 + len(tx.stages.in_project(project.id))
    plan = StagePlan(name, TODAY + timedelta(days=12 * number), TODAY + timedelta(days=12 * number + 4), RESP)
    made = Stage.planned(project.id, number, plan)
    if hours:
        made = made.needing(SkillNeed(new_id(), skill, 3, hours * 60))
    if paid:
        made = made.costing(OtherCost(new_id(), "Cables", CostKind.HARDWARE, Decimal(paid)))
    made = replace(made, **changes)
    tx.stages.add(made)
    return made


def running_stage(tx: Transaction, project: Project, name: str = "Design", **changes: Any) -> Stage:
    """A stage that has begun this week, with a budget of 10 hours of networking at 90."""
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=2)}
    budget = Budget(Decimal(900), 600, TODAY, TODAY + timedelta(days=2))
    usual = {**days, "state": StageState.RUNNING, "started_at": NOON, "budget": budget}
    return stage(tx, project, name, **{**usual, **changes})


def priced(tx: Transaction, project: Project, price: int = 2_000) -> Project:
    """The project with a price, and what its skills cost."""
    skill_rates(tx)
    after = replace(tx.projects.for_change(project.id), price=Decimal(price))
    tx.projects.change(after)
    return after


def costed(tx: Transaction, project: Project) -> None:
    """The project's cost is planned and found viable: something is paid for in its stages, and there is a price."""
    if not tx.stages.in_project(project.id):
        stage(tx, project, hours=0)
    for one in tx.stages.in_project(project.id):
        tx.stages.change(one.costing(OtherCost(new_id(), "Cables", CostKind.HARDWARE, Decimal(100))))
    priced(tx, project)
    terms = terms_of(tx.projects.get(project.id), 0, tx)
    tx.viabilities.keep(Viability(project.id, 0, ViabilityVerdict.VIABLE, "", HEAD, NOON, terms))


def round_of(
    tx: Transaction,
    project: Project,
    day: date = TODAY,
    asked: Iterable[str] | None = None,
    now: datetime = NOON,
    **changes: Any,
) -> Round:
    """A round that opened three hours ago and asks the team by prompts that were sent."""
    opens = now - timedelta(hours=3)
    made = replace(Round(new_id(), project.id, day, opens, opens + timedelta(hours=6)), **changes)
    tx.rounds.add(made)
    for one in project.asked if asked is None else asked:
        kept = prompt(tx, one, day, now=now)
        tx.rounds.ask(made.id, Asked(UserId(one), kept.id, kept.is_away))
    return made


def prompt(tx: Transaction, person: str = ANA, day: date = TODAY, now: datetime = NOON, **changes: Any) -> Prompt:
    """A person's one prompt of a day, sent when it is made."""
    end = datetime.combine(day + timedelta(days=1), time.min, UTC)
    due = now - timedelta(hours=3)
    wanted = replace(Prompt(new_id(), UserId(person), day, due, end, PromptState.SENT), **changes)
    return tx.prompts.put(wanted)[0]


def checkin(project: Project, by: Actor | None = None, day: date = TODAY, **typed: Any) -> AnswerCheckIn:
    """The order that answers one project's check-in; `typed` are fields of its section, or the tasks."""
    tasks = tuple(typed.pop("tasks", ()))
    section = SectionAnswer(project.id, day, **({"done": "Mounted two"} | typed))
    return AnswerCheckIn(by or actor(ANA), (section,), tasks)


def decide_scope(tx: Transaction, project: Project, now: datetime = NOON, **decided: Any) -> ScopeVersion:
    """Decide a part of a project's scope, besides what stands on it, as the version that follows the one there is."""
    before = tx.scopes.newest(project.id)
    version = replace(before, is_frozen=True).edited(replace(before.statement, **decided), PM, now, "They asked for it")
    tx.scopes.keep(version)
    return version


def complete_scope(tx: Transaction, project: Project) -> None:
    """Write down a requirement, and the IT manager's opinion that the scope is possible as it stands."""
    version = decide_scope(tx, project, requirements=(Requirement("r1", "Roaming between the halls"),))
    for wanted in to_judge(version.statement):
        tx.opinions.give(Opinion(project.id, wanted, Verdict.AS_PLANNED, "", IT, NOON))


def decide_everything(tx: Transaction, project: Project) -> Project:
    """Make true of a project whatever is asked before its start, and settle that."""
    complete_scope(tx, project)
    chosen_solution(tx, project)
    costed(tx, project)
    tool(tx, project, state=ToolState.READY)
    plan_version(tx, tx.projects.get(project.id), answer=PlanAnswer(PlanVerdict.ACCEPTED, CONTACT, NOON))
    approved(tx, tx.projects.get(project.id))
    found = found_again(tx.projects.get(project.id), tx, NOON)
    settled = replace(found, reached=found.state)
    tx.projects.settle(settled)
    return settled


def ready(tx: Transaction, key: str = "NET", **changes: Any) -> Project:
    """A project that can be started: what is decided of it is true, and stays decided when it is looked at again."""
    return decide_everything(tx, project(tx, key, **changes))


def request(tx: Transaction, by: str = ANA, **changes: Any) -> ProjectRequest:
    """What somebody asked for, and nobody has answered."""
    number, soon = tx.requests.next_number(), TODAY + timedelta(days=90)
    usual: dict[str, Any] = {"why": "It is new", "users_count": 30, "services": ("Wi-Fi",), "wanted_by": soon}
    what = changes.pop("what", "Wi-Fi in the warehouse")
    made = ProjectRequest(new_id(), tx.workspace, number, UserId(by), NOON, what, **{**usual, **changes})
    tx.requests.add(made)
    return made


def requested(tx: Transaction, project: Project, by: str, **changes: Any) -> Project:
    """A project as if it had been made because this person asked for it."""
    asked = request(tx, by, **changes)
    made = {"project_id": project.id, "answered_by": UserId(IT), "answered_at": NOON, "responsible": UserId(RESP)}
    tx.requests.change(replace(asked, state=RequestState.ASSIGNED, **made))
    return tx.projects.get(project.id)
