"""What the requests are about, with another person in every part; and states that some requests need."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.gate import Fact
from domain.projects import Lifecycle
from domain.roles import Role
from domain.tasks import TaskState
from domain.workspaces import Department
from tests import make
from tests.handlers.permissions.people import (
    ASKED,
    ASKER,
    DELEGATOR,
    EVERYBODY,
    GIVER,
    HELPER,
    LISTED,
    LISTED_IT,
    LOGGER,
    MAINTAINER,
    OBSERVER,
    OWNER,
    REPORTER,
    REQUESTER,
)
from tests.handlers.requests import (
    Things,
    all_done,
    asked_to_maintain,
    costly,
    inventoried,
    learned,
    let_stay_as_it_is,
    object_to,
    open_at_end,
    plan_again,
    set_goals,
    undecide,
)
from tests.make import ANA, BEN, CONTACT, HEAD, IT, NOON, PM, TODAY
from tests.use_cases.scope_examples import COVERAGE, GOAL
from use_cases.briefings import StateNeed, need_id, state_need
from use_cases.change_cards import agreeing
from use_cases.errands import AskThem, KeepErrand, ask_them, keep_errand
from use_cases.levels import ProposeLevel, propose_level
from use_cases.offers import AskAboutTask, ask_about_task
from use_cases.opinions import AskOpinion, ask_opinion


def arrange(tx, key="NET", cast="", **project) -> Things:
    """A running project with somebody in each part, a task, a round, a difficulty and an errand.

    Another `cast` is of other people: what is put before their ids.
    """
    make.workspace(tx, departments=(Department("Network", LISTED),), it_managers=(LISTED_IT,))
    make.people(tx, [f"{cast}{one}" for one in EVERYBODY])
    made = _project(tx, key, cast, **project)
    make.round_of(tx, made)
    make.approved(tx, made)
    change = make.change(tx, made, by=f"{cast}{REQUESTER}")
    ana, ben, helper, delegator, reporter = (f"{cast}{one}" for one in (ANA, BEN, HELPER, DELEGATOR, REPORTER))
    task = make.task(tx, made, by=delegator, assignee=ana, helpers=(helper,))
    return Things(
        project=made.id,
        key=made.key,
        channel=made.channel.id,
        task=task.id,
        task_key=task.key,
        errand=_errand(tx, made, cast),
        prompt=tx.prompts.of_day(ben, TODAY).id,
        briefing=make.briefing(made, ben),
        need=need_id(make.briefing(made, ben), ben),
        **open_at_end(tx, made, task, reporter),
        tool=make.tool(tx, made, owner=ana).id,
        solution=make.two_solutions(tx, made).id,
        **inventoried(tx, made),
        plan=make.plan_version(tx, made, contact=f"{cast}{CONTACT}").id,
        # Requests belong to the workspace: those who answer them may know of each.
        request="7" * 32 if cast else make.request(tx, by=f"{cast}{REQUESTER}").id,
        **costly(tx, made, f"{cast}{OWNER}", f"{cast}{LOGGER}"),
        change=change.id,
        agreeing=agreeing(change),
        note=make.scope_note(tx, made, by=reporter).id,
        **learned(tx, made, ana, reporter),
        **asked_to_maintain(tx, made, f"{cast}{MAINTAINER}"),
        feedback=make.feedback(tx, made, [f"{cast}{one}" for one in (CONTACT, HEAD, ASKED)]).id,
        digest=make.digested(make.digest(tx, made, (f"{cast}{ASKED}", f"{cast}{HEAD}"), f"{cast}{IT}")),
    )


def _project(tx, key, cast, **project):
    """The team member was given the role a day after everybody else, and has not accepted it."""
    staff = {role: f"{cast}{person}" for role, person in {**make.LEADERS, Role.OBSERVER: OBSERVER}.items()}
    made = make.project(tx, key, started=True, team=(f"{cast}{BEN}",), staff=staff, **project)
    later = NOON + timedelta(days=1)
    new = {"since": later, "accepted_at": None, "given_by": f"{cast}{GIVER}"}
    given = (replace(one, **new) if one.role is Role.TEAM_MEMBER else one for one in made.staff)
    changed = replace(made, staff=tuple(given))
    tx.roles.keep(changed)
    return changed


def _errand(tx, project, cast) -> str:
    asker = make.actor(f"{cast}{ASKER}", workspace=tx.workspace)
    words, said, request = "Only some may.", f"/project hold {project.key}", {"text": f"hold {project.key}"}
    who_may = tuple(f"{cast}{one}" for one in (PM, HEAD, ASKED))
    order = KeepErrand(asker, who_may, words, "hold", said, "command", "hold", request, project.id)
    errand = keep_errand(order, tx, NOON).facts.errand_id
    for person in who_may[1:]:
        ask_them(AskThem(asker, errand, person), tx, NOON)
    return errand


@dataclass(frozen=True)
class InState:
    """The project is in this state of its life."""

    lifecycle: Lifecycle

    def __call__(self, tx, seen: Things) -> None:
        project = tx.projects.for_change(seen.project)
        tx.projects.change(replace(project, lifecycle=self.lifecycle, ended_at=NOON))


@dataclass(frozen=True)
class TaskInState:
    """The task is in this state."""

    state: TaskState

    def __call__(self, tx, seen: Things) -> None:
        task, project = tx.tasks.for_change(seen.task), tx.projects.for_change(seen.project)
        tx.tasks.change(task, replace(task, state=self.state), project)


def undecided(tx, seen: Things) -> None:
    """The project has not started, and its scope is open."""
    undecide(tx, seen.project)


def not_feasible(tx, seen: Things) -> None:
    """The project has not started, and people or things are not enough for it; all else is decided."""
    waits = replace(tx.projects.for_change(seen.project), lifecycle=Lifecycle.PLANNING, started_at=None)
    short = replace(waits, decided=tuple(fact for fact in Fact if fact is not Fact.FEASIBLE))
    tx.projects.change(short)
    tx.projects.settle(short)


def unconfirmed_in_planning(tx, seen: Things) -> None:
    """The project has not started, and its department head waits to be confirmed."""
    PLANNING(tx, seen)
    head_unconfirmed(tx, seen)


def planned_again(tx, seen: Things) -> None:
    """The project has not started, and its customer has accepted nothing."""
    plan_again(tx, seen.project)


def scope_open(tx, seen: Things) -> None:
    """The project has not started, and its scope has a technical requirement, which is asked about, and a goal."""
    planned_again(tx, seen)
    project = tx.projects.for_change(seen.project)
    make.decide_scope(tx, project, technical=(COVERAGE,), goals=(GOAL,))
    manager = make.actor(project.holders(Role.PROJECT_MANAGER)[0], workspace=tx.workspace)
    ask_opinion(AskOpinion(manager, project.key), tx, NOON)


def goals_answered(tx, seen: Things) -> None:
    """The project is completed, and one of its two goals has its answer."""
    set_goals(tx, seen.project)
    COMPLETED(tx, seen)


def objected(tx, seen: Things) -> None:
    """The project has not started, and the opinion objects to its scope."""
    object_to(tx, seen.project)


def staying(tx, seen: Things) -> None:
    """The project has not started, and its scope stays as it is for a reason."""
    let_stay_as_it_is(tx, seen.project)


def head_unconfirmed(tx, seen: Things) -> None:
    """The department head waits to be confirmed."""
    project = tx.projects.for_change(seen.project)
    staff = (replace(one, confirmed=one.role is not Role.DEPARTMENT_HEAD) for one in project.staff)
    tx.roles.keep(replace(project, staff=tuple(staff)))


def difficulty_resolved(tx, seen: Things) -> None:
    """The difficulty is over."""
    difficulty, project = tx.difficulties.for_change(seen.difficulty), tx.projects.for_change(seen.project)
    tx.difficulties.change(difficulty, difficulty.resolved(PM, "It came", "It came by itself", False, NOON), project)


def question_asked(tx, seen: Things) -> None:
    """The assignee has asked something about the task."""
    assignee = make.actor(tx.tasks.get(seen.task).assignee, workspace=tx.workspace)
    ask_about_task(AskAboutTask(assignee, seen.task, "How many?"), tx, NOON)


def something_needed(tx, seen: Things) -> None:
    """The team member has said what they need for the role."""
    member = make.actor(seen.need.rpartition("/")[2], workspace=tx.workspace)
    state_need(StateNeed(member, seen.briefing, "A quiet room"), tx, NOON)


def channel_broken(tx, seen: Things) -> None:
    """The channel has not come about."""
    project = tx.projects.for_change(seen.project)
    tx.projects.change(replace(project, channel=replace(project.channel, id=None, problem="name_taken")))


def channel_left(tx, seen: Things) -> None:
    """Steward was taken out of the channel."""
    project = tx.projects.for_change(seen.project)
    tx.projects.change(replace(project, channel=replace(project.channel, problem="not_in_channel")))


ON_HOLD, PLANNING, COMPLETED = map(InState, (Lifecycle.ON_HOLD, Lifecycle.PLANNING, Lifecycle.COMPLETED))
DONE, DECLINED = TaskInState(TaskState.DONE), TaskInState(TaskState.DECLINED)


def task_of_team(tx, seen: Things) -> None:
    """The task belongs to the team member, who is asked about it in the check-in."""
    task, project = tx.tasks.for_change(seen.task), tx.projects.for_change(seen.project)
    member = project.holders(Role.TEAM_MEMBER)[0]
    tx.tasks.change(task, replace(task, assignee=member, state=TaskState.ACCEPTED), project)


def another_task(tx, seen: Things) -> None:
    """The project has a second task."""
    project = tx.projects.get(seen.project)
    member, manager = project.holders(Role.TEAM_MEMBER)[0], project.holders(Role.PROJECT_MANAGER)[0]
    make.task(tx, project, by=manager, assignee=member)


def handed_over(tx, seen: Things) -> None:
    """The project is completed, nothing in it is open, and everything that it delivers is maintained by somebody."""
    all_done(tx, seen)
    make.handed_over(tx, tx.projects.get(seen.project))


def nobody_asked_to_maintain(tx, seen: Things) -> None:
    """The project is completed, and nobody was asked to maintain any of its services."""
    COMPLETED(tx, seen)
    make.nobody_asked_to_maintain(tx, tx.projects.get(seen.project))


def owner_on_board(tx, seen: Things) -> None:
    """Whoever answers for the stage has a role in its project, without which they do not count."""
    project, owner = tx.projects.get(seen.project), tx.stages.get(seen.stage).responsible
    observer = replace(project.staff[0], person=owner, role=Role.OBSERVER)
    tx.roles.keep(replace(project, staff=(*project.staff, observer)))


def level_proposed(tx, seen: Things) -> None:
    """The team member has said how well they master networking."""
    member = tx.projects.get(seen.project).holders(Role.TEAM_MEMBER)[0]
    propose_level(ProposeLevel(make.actor(member, workspace=tx.workspace), "networking", 4), tx, NOON)
