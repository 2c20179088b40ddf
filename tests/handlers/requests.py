"""One request for every route, as Slack sends it: the walk through everything that can be asked of Steward."""

from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.capacity import Leave
from domain.closing import OpenKind
from domain.deputies import StandIn
from domain.deputy_living import DeputyOffer
from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.identity import UserId
from domain.lessons import Occasion
from domain.opinions import Opinion, Stay, Verdict, to_judge
from domain.project_templates import WorkOutline
from domain.projects import Lifecycle
from domain.refusals import SoByNow
from domain.roles import LEADING_ROLES, Role
from domain.scaling import Scaling
from domain.scope import Scope
from domain.stages import StageState
from domain.stock import Thing, ThingKind
from domain.tasks import TaskState
from domain.usual_projects import ROLL_OUT
from domain.viability import StageVote
from domain.work import WorkEntry
from handlers import route_book
from handlers.routing import Kind
from tests import make
from tests.handlers.office import TEAM, filled
from tests.make import ADMIN, ANA, BEN, CONTACT, HEAD, IT, NOON, PM, RESP, TODAY
from tests.use_cases.scope_examples import GOAL
from use_cases.briefings import need_id
from use_cases.change_cards import agreeing
from use_cases.dropped_work import DropWork, drop_work
from use_cases.errands import AskThem, KeepErrand, ask_them, keep_errand
from use_cases.leave_lines import window_of
from use_cases.stages_unbegun import ExplainUnbegun, explain_unbegun

NEW = {"name": "Ops renewal", "key": "ops", "customer": "Acme", "completion_date": "2027-06-30"}
STAFF = {"it_manager": IT, "department_head": HEAD, "responsible": RESP, "team_members": [ANA]}

BOOKING = {"who": ANA, "last_week": "2026-12-10", "hours": "16"}


@dataclass(frozen=True)
class Things:
    """What the requests are about."""

    project: str
    key: str
    channel: str
    task: str
    task_key: str
    errand: str
    prompt: str
    briefing: str
    need: str
    difficulty: str
    tool: str
    plan: str
    request: str
    stage: str
    part: str
    entry: str
    placing: str
    """A stage, and hours that may be put into it."""
    solution: str
    change: str
    agreeing: str
    note: str
    lesson: str
    applied: str
    """A lesson of an earlier project, as the button beside it carries it here."""
    applying: str
    suggested: str
    """The project and the reserve that its finished one suggests."""
    handover: str
    maintained: str
    handing: str
    """The service of the first of the two, as the button beside it carries it."""
    feedback: str
    """How the project was; the customer contact and others were asked."""
    digest: str
    """A digest and the number of its entry, which waits for the other of its two."""
    resource: str
    listed: str
    """The same as the button beside it carries it."""
    scaling: str
    open_task: str
    """The same task as the checklist of the end carries it."""
    open_difficulty: str
    """The project and the number of users that its hours would be reckoned for."""


def things(office):
    """A project with an offered task, an open round and a prompt for Ana, and a difficulty of hers."""

    def arrange(tx):
        project = make.project(tx, started=True)
        task = make.task(tx, project)
        make.round_of(tx, project)
        make.approved(tx, project)
        change = make.change(tx, project)
        prompt = tx.prompts.of_day(ANA, TODAY)
        return Things(
            project=project.id,
            key=project.key,
            channel=project.channel.id,
            task=task.id,
            task_key=task.key,
            errand=errand_of(tx, project),
            prompt=prompt.id,
            briefing=make.briefing(project),
            need=need_id(make.briefing(project), ANA),
            **open_at_end(tx, project, task, ANA),
            tool=make.tool(tx, project).id,
            solution=make.two_solutions(tx, project).id,
            **inventoried(tx, project),
            plan=make.plan_version(tx, project).id,
            request=make.request(tx).id,
            **costly(tx, project, RESP, ANA),
            change=change.id,
            agreeing=agreeing(change),
            note=make.scope_note(tx, project).id,
            **learned(tx, project, ANA, BEN),
            **asked_to_maintain(tx, project, ANA),
            feedback=make.feedback(tx, project, (CONTACT, PM, ANA)).id,
            digest=make.digested(make.digest(tx, project)),
        )

    return office.inside(arrange)


def open_at_end(tx, project, task, reporter):
    """A difficulty, with it and a task as the checklist of the end carries them."""
    difficulty = make.difficulty(tx, project, by=reporter)
    signs = {"open_task": f"task:{task.id}", "open_difficulty": f"difficulty:{difficulty.id}"}
    return {"difficulty": difficulty.id, **signs}


def another_project(tx, seen):
    """Another project of the same leaders, to which work can be moved."""
    project = tx.projects.get(seen.project)
    staff = {one.role: one.person for one in project.staff if one.role in LEADING_ROLES}
    channel = replace(project.channel, name="operations", id=f"{project.channel.id}_OPS")
    more = {"customer": project.customer, "channel": channel}
    if f"OP{project.key}" not in tx.projects.keys():
        make.project(tx, f"OP{project.key}", started=True, team=(), staff=staff, **more)


def moving(office, seen, **who):
    """The form that moves a task to the only other project."""
    office.inside(another_project, seen)
    return opened_by(office, "move_work", seen.open_task, **who)


def learned(tx, project, owner, author):
    """A lesson of the project, and one of an earlier project that applies to it, as buttons carry them."""
    make.finished(tx, project)
    own, past = make.lesson(tx, project, owner, author), make.past_lesson(tx, project, owner=owner, by=author)
    here = f"{project.id} {Occasion.ROLE}"
    return {"lesson": own.id, "applied": f"{past.id} {here}", "applying": here, "suggested": f"{project.id} 11"}


def asked_to_maintain(tx, project, maintainer):
    """A service that somebody was asked to maintain, and one that they maintain."""
    asked, held = make.handover(tx, project, maintainer=maintainer), make.maintained(tx, project, maintainer=maintainer)
    return {"handover": asked.id, "maintained": held.id, "handing": f"{project.key} {asked.service}"}


def all_done(tx, seen):
    """The project is completed, nothing in it is open, and nobody was asked to maintain what it delivers."""
    task, project = tx.tasks.for_change(seen.task), tx.projects.for_change(seen.project)
    tx.tasks.change(task, replace(task, state=TaskState.DONE), project)
    who = make.actor(project.holder(Role.PROJECT_MANAGER), workspace=tx.workspace)
    for one in tx.closings.open_things(seen.project, ()):
        role = Role.DEPARTMENT_HEAD if one.kind in (OpenKind.VOTE, OpenKind.VERDICT) else Role.PROJECT_MANAGER
        by = make.actor(project.holder(role), workspace=tx.workspace)
        drop_work(DropWork(by, one.sign, "Nobody needs it"), tx, make.NOON)
    project = tx.projects.for_change(seen.project)
    with suppress(SoByNow):
        explain_unbegun(ExplainUnbegun(who, project.key, "Nobody needs it"), tx, make.NOON)
    project = tx.projects.for_change(seen.project)
    tx.projects.change(replace(project, lifecycle=Lifecycle.COMPLETED, ended_at=make.NOON))
    make.nobody_asked_to_maintain(tx, project)


def inventoried(tx, project):
    """Something that the customer of the project has, and the same as the button beside it carries it."""
    kept = make.resource(tx, project)
    return {"resource": kept.id, "listed": f"{project.key} {kept.id}"}


def costly(tx, project, owner, logger):
    """A stage that somebody answers for, with what it needs, and hours that somebody logged."""
    stage = make.stage(tx, project, responsible=owner)
    entry = WorkEntry(f"entry-{project.id}"[:32], project.id, logger, TODAY, 30, logged_at=make.NOON)
    tx.work.add(entry)
    tx.stock.keep(Thing(f"switch-{tx.workspace}", "Tall ladder", ThingKind.HARDWARE, 4))
    own = replace(ROLL_OUT, id=f"kind-{tx.workspace}", name="Our roll-out", gist="As we do it")
    tx.project_templates.keep(own, PM, make.NOON)
    work = {"entry": entry.id, "placing": f"{stage.id} {entry.id} "}
    return {"stage": stage.id, "part": stage.needs[0].id, **work, "scaling": f"{project.id} 120"}


def without_stages(tx, seen):
    """Nobody has planned a stage of the project yet."""
    for stage in tx.stages.in_project(seen.project):
        tx.stages.remove(stage.id)


def unestimated(tx, seen):
    """Nobody has said what the project's stage takes."""
    priced(tx, seen)
    tx.stages.change(replace(tx.stages.get(seen.stage), needs=(), costs=()))


def in_stage(state):
    """The stage is in this state of its work; when it has ended, the head is asked how it goes on."""

    def arrange(tx, seen):
        stage = tx.stages.get(seen.stage)
        over = state is StageState.ENDED
        tx.stages.change(replace(stage, state=state, started_at=make.NOON, ended_at=make.NOON if over else None))
        if over:
            tx.votes.keep(StageVote(stage.id, seen.project, make.NOON, Decimal(0), Decimal(900)))

    return arrange


def unapproved(tx, seen):
    """The customer has accepted nothing, though work goes on."""
    make.unapproved(tx, seen.project)


def priced(tx, seen):
    """The project has not started, and has a price."""
    unapproved(tx, seen)
    project = replace(tx.projects.for_change(seen.project), lifecycle=Lifecycle.PLANNING, price=Decimal(2000))
    tx.projects.change(project)


def two_stages(tx, seen):
    """The stage runs, and another one is to come: at its end there is something to decide."""
    in_stage(StageState.RUNNING)(tx, seen)
    make.stage(tx, tx.projects.get(seen.project), "Build")


RUNNING_STAGE, ENDED_STAGE = in_stage(StageState.RUNNING), in_stage(StageState.ENDED)
DAYS = {"starts_on": "2026-12-21", "ends_on": "2026-12-23"}


def given(office, seen, state, action, value, person, **typed):
    """The form that a button opens once the things are in this state."""
    office.inside(state, seen)
    return opened_by(office, action, value, person, **typed)


def on_leave(tx, seen) -> None:
    """Ben has leave; a workspace has it once, because it belongs to no project."""
    known = f"leave-{tx.workspace}"
    if not tx.capacity.leave([BEN], TODAY, make.TOMORROW):
        tx.capacity.add_leave(Leave(known, BEN, TODAY, make.TOMORROW))


def stood_in(tx, seen) -> None:
    """Whoever asked for the project is on leave, two people were named, for a task each; a workspace has it once."""
    away = UserId("U_REQ")
    one = Leave(f"stood-{tx.workspace}", away, TODAY, make.TOMORROW)
    if tx.deputies.of_leave(one.id):
        return
    make.people(tx, [away])
    tx.capacity.add_leave(one)
    other = make.task(tx, tx.projects.get(seen.project), TaskState.ACCEPTED)
    for deputy, task in ((UserId("U_ASKED"), seen.task), (HEAD, other.id)):
        line = StandIn.of(one.id, away, seen.project, away, window_of(one, tx), NOON, task_id=task)
        tx.deputies.add([replace(line.given(deputy, away, NOON), id=f"{deputy}-{tx.workspace}")])
        tx.outbox.add(DeputyOffer.of(one.id, deputy), NOON)


def next_need(office, seen, person, *forms, **typed):
    """A later step of what a stage needs: the steps before it are sent empty."""
    view = opened_by(office, "stage_needs", seen.stage, person)[1]
    for _ in forms:
        shown = send(office, (person, view)).said["view"]
        # As Slack names the blocks that have no name of their own.
        blocks = [{"block_id": f"b{n}", **block} for n, block in enumerate(shown["blocks"])]
        view = {**shown, "id": view["id"], "blocks": blocks}
    return person, filled(view, **typed)


def logging(office, seen, person=ANA, where=None, **typed):
    office.phone(person).command(f"log {seen.task_key if where is None else where}")
    return person, filled(office.opened(), **{"hours": "1", "what": "Patched", **typed})


def errand_of(tx, project):
    """Ana may not hold the project, and asked the project manager to."""
    order = KeepErrand(
        make.actor(ANA, workspace=tx.workspace),
        (PM,),
        "Only PM may.",
        "hold",
        "/project hold",
        "command",
        "hold",
        {"text": "hold NET"},
        project.id,
    )
    errand = keep_errand(order, tx, make.NOON).facts.errand_id
    ask_them(AskThem(make.actor(ANA, workspace=tx.workspace), errand, PM), tx, make.NOON)
    return errand


def naming(office, person=PM, **given):
    """The form as it stands filled in, and who is about to send it; so do the others."""
    office.phone(person).command("create")
    return person, filled(office.opened(), **{**NEW, **given})


def creation(office, person=PM, named=None, **given):
    """The step that asks for its people, which follows the first."""
    said = send(office, naming(office, person, **(named or {}))).said
    return person, filled(office.as_shown(said["view"]), **{**STAFF, **given})


def making(office, person=PM, **given):
    """The form that a message outside any project's channel opens."""
    office.phone(person).message_shortcut("make_task_shortcut")
    return person, filled(office.opened(), **given)


def delegation(office, person=PM, key="NET", **given):
    office.phone(person).command(f"delegate {key}")
    wanted = {"title": "Mount", "assignee": ANA, "due": str(make.TOMORROW), **given}
    return person, filled(office.opened(), **wanted)


def delegation_with_skill(office, person=PM, key="NET"):
    """The form after somebody chose a skill, when it asks for a level and shows who could do it."""
    _, view = delegation(office, person, key, skill="networking")
    office.phone(person).press("value", "skill", {"value": "networking"}, **in_modal(view))
    return filled(office.opened("views.update"))


def detailing(office, task, person=PM, **given):
    """The second form about a task, which follows the first."""
    said = send(office, opened_by(office, "edit_task", task, person)).said
    return person, filled(office.as_shown(said["view"]), **given)


def assignment(office, person=PM, key="NET", **given):
    office.phone(person).command(f"assign {key}")
    return person, filled(office.opened(), **{"team_members": [ANA], **given})


def relocation(office, person=PM, key="NET", **given):
    office.phone(person).command(f"channel {key}")
    return person, filled(office.opened(), **given)


def need(office, briefing, person=ANA, **given):
    office.phone(person).press("role_need", element={"value": briefing})
    return person, filled(office.opened(), **{"needs": "A quiet room", **given})


def answer_to_need(office, briefing, needing, person=PM, **given):
    """The form that answers what the holder of a role needs, once they said it."""
    send(office, need(office, briefing, needing.rpartition("/")[2]))
    return opened_by(office, "need_answer", needing, person, **{"answer": "From Monday on", **given})


def answer_to_task(office, action, task, person=ANA, **given):
    office.phone(person).press(action, element={"value": task})
    return person, filled(office.opened(), **given)


def cancellation(office, person=PM, key="NET", **given):
    office.phone(person).command(f"cancel {key}")
    return person, filled(office.opened(), **{"reason": "The customer left", **given})


def report(office, person=ANA, key="NET", **given):
    office.phone(person).command(f"difficulty {key}")
    return person, filled(office.opened(), **{"what": "No ladder", "severity": "high", **given})


def resolution(office, difficulty, person=ANA, **given):
    office.phone(person).press("difficulty_resolve", element={"value": difficulty})
    return person, filled(office.opened(), **{"resolution": "It came", "why_no_step": "We waited", **given})


def noting(office, seen, person=PM, **given):
    office.phone(person).message_shortcut("new_scope_shortcut", channel={"id": seen.channel, "name": "here"})
    return person, filled(office.opened(), **{"what": "Label the cables", "hours": "1.5", **given})


def learning(office, seen, person=PM, **given):
    """The form for a lesson, filled in."""
    office.phone(person).command(f"retro {seen.key}")
    typed = {"what": "No ladder", "next_time": "Order two", "owner": BEN, "triggers": ["role:team_member"]}
    return person, filled(office.opened(), **{**typed, **given})


def opened_by(office, action, value, person=PM, **given):
    """The form that a button opens, filled in."""
    office.phone(person).press(action, element={"value": value})
    return person, filled(office.opened(), **given)


def by_admin(office, action, value, person=ADMIN, **given):
    """The same for what an administrator may."""
    return opened_by(office, action, value, person, **given)


def setting_rates(office, seen, person=ADMIN, **given):
    """The form with the rates that the hours of the project lack."""
    return by_admin(office, "set_rates", seen.key, person, **{"rate__networking": "90", **given})


def declining_level(office, person=ADMIN, **given):
    """The form that declines what Ben proposed, once he did."""
    send(office, opened_by(office, "propose_level", "networking", BEN, level="4"))
    return by_admin(office, "decline_level", f"{BEN}/networking", person, **{"reason": "Not yet", **given})


def comparing(office, seen, action, value, person=RESP, **given):
    """A form about the solutions of a project that has not started."""
    office.inside(undecide, seen.project)
    return opened_by(office, action, value, person, **given)


def reply(office, task, person=PM, **given):
    """The form that answers a question, once one is asked."""
    send(office, answer_to_task(office, "task_ask", task, question="How many?"))
    return opened_by(office, "question_answer", task, person, **{"answer": "Two", **given})


def renaming(office, project, person=PM, **given):
    """The form that gives a channel another name, once the first one is taken."""
    office.inside(break_channel, project)
    return opened_by(office, "repair_rename", project, person, **{"channel_name": "another-one", **given})


def overriding(office, seen, person=HEAD, **given):
    """The form that starts a project over what is open, once something is."""
    office.inside(undecide, seen.project)
    return opened_by(office, "override_gate", seen.key, person, **{"reason": "They wait for it", **given})


def undecide(tx, project):
    """The project has not started, and its scope is open."""
    make.unapproved(tx, project)
    waits = tx.projects.for_change(project)
    tx.projects.change(replace(waits, lifecycle=Lifecycle.PLANNING, started_at=None, scope=Scope()))


def set_goals(tx, project):
    """The project has two goals, and of the first it is said what became of it."""
    make.decide_scope(tx, tx.projects.get(project), goals=(GOAL, replace(GOAL, id="g2")))
    tx.outcomes.answer(project, GoalAnswer(GOAL.id, GoalVerdict.PARTLY, "7 a day"), PM, NOON)


def answering_goals(office, seen, person=PM, **given):
    """The form that says what became of goals, once there are some."""
    office.inside(set_goals, seen.project)
    typed = {"verdict__g2": "reached", "measured__g2": "3 a day", **given}
    return opened_by(office, "answer_goals", seen.key, person, **typed)


def deciding(office, action, seen, person=PM, **given):
    """The form of one step of a scope, while the project is planned."""
    office.inside(plan_again, seen.project)
    return opened_by(office, action, seen.key, person, **given)


def deciding_one(office, action, seen, person=PM, **given):
    """The form of one more technical requirement or goal, which takes the place of their list."""
    _, shown = deciding(office, action, seen, person)
    office.phone(person).press("value", "adding", {"value": "new"}, **in_modal(shown))
    return person, filled(office.opened("views.update"), **given)


def judging(office, seen, person=IT, **given):
    """The form that says what is possible of the scope as a whole, once somebody asked."""
    office.inside(plan_again, seen.project)
    office.phone(PM).press("ask_opinion", element={"value": seen.key})
    return opened_by(office, "give_opinion", seen.project, person, **{"verdict__scope": "as planned", **given})


def objecting(office, seen, person=PM, verdict=Verdict.CHANGES_SCOPE, **given):
    """The form that lets the scope stay as it is, once the opinion objects to the whole of it."""
    office.inside(object_to, seen.project, verdict)
    return opened_by(office, "answer_objections", seen.key, person, **{"words__scope": "They know", **given})


def correcting(office, seen, person=PM, **given):
    """The form that corrects why the scope stays as it is."""
    office.inside(let_stay_as_it_is, seen.project)
    return opened_by(office, "correct_stays", seen.key, person, **{"words__scope": "They know by now", **given})


def requesting(office, person=ANA, **given):
    """The form that asks for a project."""
    office.phone(person).command("request Wi-Fi in the warehouse")
    return person, filled(office.opened(), **{"users_count": "30", **given})


def answering_request(office, seen, person=IT, **given):
    """The form that names the draft project of a request."""
    return opened_by(office, "request_assign", seen.request, person, **{"customer": "Acme", **given})


def staffing_request(office, seen, person=IT, **given):
    """The step that asks for the people of the draft, which follows the first."""
    said = send(office, answering_request(office, seen, person)).said
    people = {"responsible": RESP, "project_manager": PM, "department_head": HEAD}
    return person, filled(office.as_shown(said["view"]), **{**people, **given})


def plan_again(tx, project):
    """The project has not started, and its customer has accepted nothing."""
    make.unapproved(tx, project)
    waits = tx.projects.for_change(project)
    tx.projects.change(replace(waits, lifecycle=Lifecycle.PLANNING, started_at=None))
    tx.projects.settle(replace(tx.projects.get(project), decided=()))


def reckon_for_others(tx, seen):
    """The project has not started, and its stage was reckoned for one user."""
    plan_again(tx, seen.project)
    stage = tx.stages.get(seen.stage)
    growing = WorkOutline(stage.needs[0].skill_id, stage.needs[0].level, 0, 6)
    tx.stages.change(replace(stage, scaling=Scaling(1, (growing,))))


def object_to(tx, project, verdict=Verdict.CHANGES_SCOPE):
    """The same, and the opinion objects to the scope."""
    plan_again(tx, project)
    asked, judge = to_judge(tx.scopes.newest(project).statement)[0], tx.projects.get(project).holder(Role.IT_MANAGER)
    tx.opinions.give(Opinion(project, asked, verdict, "Two weekends", judge, NOON))


def let_stay_as_it_is(tx, project):
    """The same, and it stays for a reason."""
    object_to(tx, project)
    opinion = tx.opinions.of_project(project)[0]
    tx.opinions.give(replace(opinion, stays=Stay("They know", opinion.given_by, NOON)))


def break_channel(tx, project):
    """The channel has not come about, because its name is taken."""
    tx.projects.change(replace(tx.projects.for_change(project), channel=make.broken_channel()))


def previewed(office, form, person=PM):
    """What *Preview* lays on top of the form of the check-ins, which is not sent."""
    _, view = form
    office.phone(person).press("value", "preview", {"value": "x"}, **in_modal(view))
    return office.opened("views.push")


def in_modal(view):
    """What Slack says of a press in this modal."""
    return {"view": view, "container": {"type": "view", "view_id": view["id"]}}


def settings(office, person=ADMIN, **given):
    office.phone(person).press("open_settings", element={"value": "x"})
    return person, filled(office.opened(), **given)


def leadership(office, person=ADMIN, **given):
    """The second step of the settings, which follows the first."""
    said = send(office, settings(office, person)).said
    return person, filled(office.as_shown(said["view"]), **given)


def checkin(office, project, person=ANA, **given):
    office.phone(person).command("checkin")
    return person, filled(office.opened(), **{f"done__{project}": "Mounted two", **given})


def schedule(office, person=PM, key="NET", **given):
    office.phone(person).command(f"schedule {key}")
    return person, filled(office.opened(), **given)


def send(office, form):
    """Submit a form; gives Steward's answer."""
    person, view = form
    return office.phone(person).submit(view)


FORMS = {
    "create_project": lambda office, seen, **who: naming(office, **who),
    "staff_project": lambda office, seen, **who: creation(office, **who),
    "delegate_task": lambda office, seen, **who: delegation(office, key=seen.key, **who),
    "decline_task": lambda office, seen, **who: answer_to_task(
        office, "task_decline", seen.task, reason="No time", **who
    ),
    "ask_about_task": lambda office, seen, **who: answer_to_task(
        office, "task_ask", seen.task, question="Where?", **who
    ),
    "edit_task": lambda office, seen, **who: opened_by(office, "edit_task", seen.task, title="Else", **who),
    "task_details": lambda office, seen, **who: detailing(office, seen.task, **{"priority": "high", **who}),
    "drop_task": lambda office, seen, **who: opened_by(office, "drop_task", seen.task, reason="Not needed", **who),
    "report_progress": lambda office, seen, **who: answer_to_task(
        office, "task_progress", seen.task_key, percent="60", **who
    ),
    "answer_question": lambda office, seen, **who: reply(office, seen.task, **who),
    "check_in": lambda office, seen, **who: checkin(office, seen.project, **who),
    "settings": lambda office, seen, **who: settings(office, **who),
    "leadership": lambda office, seen, **who: leadership(office, **who),
    "report_difficulty": lambda office, seen, **who: report(office, key=seen.key, **who),
    "move_work": lambda office, seen, **who: moving(office, seen, **who),
    "explain_unbegun": lambda office, seen, **who: opened_by(
        office, "explain_unbegun", seen.key, **{"reason": "Nobody needs it", **who}
    ),
    "drop_work": lambda office, seen, **who: opened_by(
        office, "drop_work", seen.open_difficulty, **{"reason": "Nobody needs it", **who}
    ),
    "resolve_difficulty": lambda office, seen, **who: resolution(office, seen.difficulty, **who),
    "cancel_project": lambda office, seen, **who: cancellation(office, key=seen.key, **who),
    "override_gate": lambda office, seen, **who: overriding(office, seen, **who),
    "list_tools": lambda office, seen, **who: opened_by(office, "list_tools", seen.key, more="Keys", **who),
    "settle_tool": lambda office, seen, **who: opened_by(
        office, "settle_tool", seen.tool, **{f"stands__{seen.tool}": "ready"}, **who
    ),
    "present_plan": lambda office, seen, person=PM, **who: given(
        office,
        seen,
        unapproved,
        "present_plan",
        seen.key,
        person,
        **{"words": "As agreed", **who},
    ),
    "answer_plan": lambda office, seen, **who: opened_by(
        office, "reject_plan", seen.plan, **{"person": CONTACT, "comment": "Too late", **who}
    ),
    "record_plan_answer": lambda office, seen, **who: opened_by(
        office,
        "record_plan_answer",
        seen.key,
        **{"verdict": "accepted", "medium": "e-mail", "said_by": "Marta", "evidence": "In the archive", **who},
    ),
    "edit_resource": lambda office, seen, person=PM, **who: opened_by(
        office, "edit_resource", seen.listed, person, **{"quantity": "6", **who}
    ),
    "import_resources": lambda office, seen, person=PM, **who: opened_by(
        office, "import_resources", seen.key, person, **{"table": "kind,name\nserver,Mail", **who}
    ),
    "pick_resources": lambda office, seen, **who: deciding(
        office, "pick_resources", seen, **{"resources": [seen.resource], **who}
    ),
    "edit_solution": lambda office, seen, **who: comparing(
        office, seen, "edit_solution", seen.solution, name="Rent", **who
    ),
    "rate_solution": lambda office, seen, **who: comparing(
        office, seen, "rate_solution", seen.solution, rating__wifi="partly", **who
    ),
    "compare_over": lambda office, seen, **who: comparing(office, seen, "compare_over", seen.key, months="24", **who),
    "choose_solution": lambda office, seen, **who: comparing(office, seen, "choose_solution", seen.key, **who),
    "ask_change": lambda office, seen, **who: opened_by(
        office, "ask_change", seen.key, **{"what": "A second site", "why": "They bought it", **who}
    ),
    "counter_change": lambda office, seen, **who: opened_by(
        office, "counter_change", seen.change, **{"users_count": "140", "why": "Enough", **who}
    ),
    "reject_change": lambda office, seen, **who: opened_by(
        office, "reject_change", seen.change, **{"reason": "No room", **who}
    ),
    "note_scope": lambda office, seen, **who: noting(office, seen, **who),
    "answer_goals": lambda office, seen, **who: answering_goals(office, seen, **who),
    "keep_lesson": lambda office, seen, **who: learning(office, seen, **who),
    "report_health": lambda office, seen, **who: opened_by(
        office, "report_health", seen.key, **{"colour": "red", "words": "No router", **who}
    ),
    "refuse_reserve": lambda office, seen, **who: opened_by(
        office, "refuse_reserve", seen.project, **{"reason": "It is fixed", **who}
    ),
    "give_feedback": lambda office, seen, **who: opened_by(
        office, "give_feedback", seen.feedback, **{"person": CONTACT, "result": "4", "together": "5", **who}
    ),
    "settle_lesson": lambda office, seen, **who: opened_by(
        office, "lesson_done", seen.lesson, **{"words": "It is on the list", **who}
    ),
    "hand_over": lambda office, seen, **who: opened_by(
        office, "hand_over", seen.handing, **{"maintainer": BEN, "hours": "Always", **who}
    ),
    "decline_handover": lambda office, seen, **who: opened_by(
        office, "handover_decline", seen.handover, **{"person": ANA, "reason": "No time", **who}
    ),
    "name_maintainer": lambda office, seen, **who: opened_by(
        office, "name_maintainer", seen.maintained, **{"maintainer": BEN, **who}
    ),
    "close_over": lambda office, seen, person=HEAD, **who: given(
        office, seen, all_done, "close_over", seen.key, person, **{"reason": "They run it themselves", **who}
    ),
    "ignore_lesson": lambda office, seen, **who: opened_by(
        office, "lesson_ignore", seen.applied, **{"why": "No ladders here", **who}
    ),
    "assign_roles": lambda office, seen, **who: assignment(office, key=seen.key, **who),
    "need_for_role": lambda office, seen, **who: need(office, seen.briefing, **who),
    "answer_need": lambda office, seen, **who: answer_to_need(office, seen.briefing, seen.need, **who),
    "edit_schedule": lambda office, seen, **who: schedule(office, key=seen.key, at="16:00", **who),
    "move_channel": lambda office, seen, **who: relocation(office, key=seen.key, **who),
    "decline_errand": lambda office, seen, **who: opened_by(
        office, "errand_decline", seen.errand, reason="Not yet", **who
    ),
    "edit_scope": lambda office, seen, **who: deciding(office, "edit_scope", seen, users_count="150", **who),
    "edit_requirements": lambda office, seen, **who: deciding(office, "edit_requirements", seen, must="Roaming", **who),
    "edit_finances": lambda office, seen, **who: deciding(
        office, "edit_finances", seen, budget_ceiling="25,000", **who
    ),
    "technical_requirement": lambda office, seen, **who: deciding_one(
        office, "edit_technical", seen, statement="VPN for 200", **who
    ),
    "scope_goal": lambda office, seen, **who: deciding_one(
        office, "edit_goals", seen, text="Fewer calls", measure="Calls a month", target="under 40", **who
    ),
    "give_opinion": lambda office, seen, **who: judging(office, seen, **who),
    "answer_objections": lambda office, seen, **who: objecting(office, seen, **who),
    "correct_stays": lambda office, seen, **who: correcting(office, seen, **who),
    "request_project": lambda office, seen, **who: requesting(office, **who),
    "assign_request": lambda office, seen, **who: answering_request(office, seen, **who),
    "staff_draft": lambda office, seen, **who: staffing_request(office, seen, **who),
    "correct_request": lambda office, seen, **who: opened_by(
        office, "request_correct", seen.request, **{"person": ANA, "what": "Wi-Fi in both warehouses", **who}
    ),
    "withdraw_request": lambda office, seen, **who: opened_by(
        office, "request_withdraw", seen.request, **{"person": ANA, "reason": "We rent another hall", **who}
    ),
    "decline_request": lambda office, seen, **who: opened_by(
        office, "request_decline", seen.request, **{"person": IT, "reason": "There is some", **who}
    ),
    "rename_channel": lambda office, seen, **who: renaming(office, seen.project, **who),
    "set_rates": lambda office, seen, **who: setting_rates(office, seen, **who),
    "edit_skill": lambda office, seen, **who: by_admin(office, "edit_skill", "networking", rate="90", **who),
    "propose_level": lambda office, seen, **who: opened_by(
        office, "propose_level", "networking", level="4", evidence="The campus", **who
    ),
    "set_level": lambda office, seen, **who: by_admin(office, "set_level", f"{BEN}/networking", level="3", **who),
    "decline_level": lambda office, seen, **who: declining_level(office, **who),
    "add_leave": lambda office, seen, **who: by_admin(
        office, "add_leave", BEN, first_day=str(TODAY), last_day=str(make.TOMORROW), **who
    ),
    "change_leave": lambda office, seen, person=ADMIN, **who: given(
        office, seen, on_leave, "change_leave", f"leave-{TEAM}", person, **who
    ),
    "name_deputy": lambda office, seen, person=ADMIN, **who: given(
        office, seen, stood_in, "name_deputy", f"U_ASKED-{TEAM}", person, **{"deputy": ANA, **who}
    ),
    "give_places_back": lambda office, seen, person=HEAD, **who: given(
        office, seen, stood_in, "give_places_back", f"stood-{TEAM}", person, **{"words": "No time", **who}
    ),
    "set_hours": lambda office, seen, **who: by_admin(office, "set_hours", BEN, hours="20", **who),
    "book_person": lambda office, seen, **who: opened_by(office, "book_person", seen.key, **BOOKING, **who),
    "edit_thing": lambda office, seen, **who: by_admin(office, "edit_thing", "new", name="Router", in_stock="4", **who),
}
FORMS |= {
    "export": lambda office, seen, **who: opened_by(office, "export_project", seen.key, formats=["csv", "json"], **who),
    "save_template": lambda office, seen, **who: opened_by(office, "save_template", seen.key, name="As in NET", **who),
    "rename_template": lambda office, seen, **who: by_admin(
        office, "rename_template", f"kind-{TEAM}", name="As we do it now", **who
    ),
    "use_template": lambda office, seen, person=PM, **who: given(
        office, seen, without_stages, "use_template", seen.key, person, template="cloud_migration", **who
    ),
    "edit_stage": lambda office, seen, person=PM, **who: opened_by(
        office, "stage_new", seen.key, person, name="Build", **DAYS, **who
    ),
    "stage_skills": lambda office, seen, person=PM, **who: opened_by(
        office, "stage_needs", seen.stage, person, skill="cloud", hours="4", **who
    ),
    "stage_things": lambda office, seen, person=PM, **who: next_need(
        office, seen, person, 1, thing=f"switch-{TEAM}", quantity="2", **who
    ),
    "stage_money": lambda office, seen, person=PM, **who: next_need(
        office, seen, person, 1, 2, what="Cables", amount="240", **who
    ),
    "estimate_stage": lambda office, seen, person=PM, **who: given(
        office, seen, RUNNING_STAGE, "estimate_stage", seen.stage, person, hours_left="4", **who
    ),
    "vote_on_stage": lambda office, seen, person=HEAD, **who: given(
        office, seen, ENDED_STAGE, "stage_hold", seen.stage, person, reason="They wait", **who
    ),
    "log_work": lambda office, seen, **who: logging(office, seen, **who),
    "set_price": lambda office, seen, person=PM, **who: given(
        office, seen, unapproved, "set_price", seen.key, person, price="2500", contingency="10", **who
    ),
    "decide_viability": lambda office, seen, person=HEAD, **who: given(
        office, seen, priced, "decide_viability", seen.key, person, verdict="viable", **who
    ),
}
COMMANDS = {
    "": (PM, ""),
    "?": (PM, "staus NET"),
    "help": (PM, "help"),
    "status": (PM, "status NET"),
    "history": (PM, "history NET"),
    "tasks": (ANA, "tasks NET overdue"),
    "tools": (PM, "tools NET"),
    "options": (ANA, "options NET"),
    "mine": (ANA, "mine"),
    "list": (PM, "list mine"),
    "export": (ANA, "export NET"),
    "create": (PM, "create Ops renewal"),
    "assign": (PM, "assign NET"),
    "channel": (PM, "channel NET"),
    "delegate": (PM, "delegate NET Mount it"),
    "done": (ANA, "done NET-1"),
    "progress": (ANA, "progress NET-1 60"),
    "checkin": (ANA, "checkin"),
    "difficulty": (ANA, "difficulty NET No ladder"),
    "difficulties": (ANA, "difficulties NET"),
    "prepare": (PM, "prepare NET"),
    "scope": (PM, "scope NET"),
    "request": (ANA, "request Wi-Fi in the warehouse"),
    "requests": (ANA, "requests"),
    "start": (PM, "start NET"),
    "hold": (PM, "hold NET"),
    "resume": (PM, "resume NET"),
    "complete": (PM, "complete NET"),
    "close": (PM, "close NET"),
    "cancel": (PM, "cancel NET"),
    "reopen": (PM, "reopen NET"),
    "schedule": (PM, "schedule NET"),
    "pictures": (ANA, "pictures NET"),
    "outcome": (ANA, "outcome NET"),
    "plan": (PM, "plan NET"),
    "change": (PM, "change NET"),
    "changes": (PM, "changes NET"),
    "why": (ANA, "why"),
    "skills": (ANA, "skills"),
    "team": (PM, "team NET"),
    "feasible": (PM, "feasible NET"),
    "leave": (ANA, "leave"),
    "stock": (ANA, "stock"),
    "stages": (PM, "stages NET"),
    "template": (ANA, "template"),
    "log": (ANA, "log NET-1"),
    "cost": (PM, "cost NET"),
    "resources": (ANA, "resources NET"),
    "next": (PM, "next NET"),
    "retro": (ANA, "retro NET"),
    "lessons": (ANA, "lessons"),
    "portfolio": (HEAD, "portfolio"),
    "health": (PM, "health NET"),
    "services": (ANA, "services"),
    "feedback": (ANA, "feedback NET"),
}
PRESSES = {
    "show_status": (PM, "key"),
    "show_history": (PM, "key"),
    "older_history": (PM, "key"),
    "newer_history": (PM, "key"),
    "list_next": (PM, None),
    "show_portfolio": (HEAD, None),
    **{f"portfolio_{name}": (HEAD, None) for name in ("page", "whose", "state", "health", "department", "search")},
    "report_health": (PM, "key"),
    "list_back": (PM, None),
    "list_whose": (PM, None),
    "list_state": (PM, None),
    "list_search": (PM, None),
    "export_list": (PM, None),
    "export_project": (ANA, "key"),
    "share_status": (PM, "project"),
    "show_scope": (PM, "key"),
    "edit_scope": (PM, "key"),
    "edit_requirements": (PM, "key"),
    "edit_technical": (PM, "key"),
    "edit_finances": (PM, "key"),
    "edit_goals": (PM, "key"),
    "ask_opinion": (PM, "key"),
    "give_opinion": (IT, "project"),
    "answer_objections": (PM, "key"),
    "correct_stays": (PM, "key"),
    "scope_versions": (PM, "key"),
    "scope_version_from": (PM, "key"),
    "scope_version_to": (PM, "key"),
    "request_project": (ANA, None),
    "request_assign": (IT, "request"),
    "request_decline": (IT, "request"),
    "show_request": (ANA, "request"),
    "request_correct": (ANA, "request"),
    "request_withdraw": (ANA, "request"),
    "requests_next": (ANA, None),
    "requests_first": (ANA, None),
    "show_gate": (PM, "key"),
    "nudge": (PM, "key"),
    "gate_confirm_head": (ADMIN, "key"),
    "override_gate": (HEAD, "key"),
    "show_tools": (PM, "key"),
    "show_options": (ANA, "key"),
    "decide_options": (RESP, "key"),
    "add_solution": (RESP, "key"),
    "edit_solution": (RESP, "solution"),
    "rate_solution": (RESP, "solution"),
    "remove_solution": (RESP, "solution"),
    "compare_over": (RESP, "key"),
    "choose_solution": (RESP, "key"),
    **{f"{name}_resources": (ANA, "key") for name in ("show", "list", "more", "first")},
    "edit_resource": (ANA, "listed"),
    "import_resources": (ANA, "key"),
    "pick_resources": (PM, "key"),
    "list_tools": (PM, "key"),
    "settle_tools": (PM, "key"),
    "settle_tool": (PM, "tool"),
    "tool_ready": (ANA, "tool"),
    "start_project": (PM, "key"),
    "resume_project": (PM, "key"),
    "complete_project": (PM, "key"),
    "close_project": (PM, "key"),
    "ask_to_close": (PM, "key"),
    "reopen_project": (PM, "key"),
    "open_task_done": (PM, "task_key"),
    **{f"{name}_open_work": (PM, "key") for name in ("first", "more")},
    "move_work": (PM, "open_task"),
    "drop_work": (PM, "open_difficulty"),
    "explain_unbegun": (PM, "key"),
    "edit_schedule": (PM, "key"),
    "show_pictures": (ANA, "key"),
    "show_outcome": (ANA, "key"),
    "next_project": (PM, "key"),
    "outcome_pdf": (ANA, "key"),
    "answer_goals": (PM, "key"),
    "correct_goals": (PM, "key"),
    "pictures_ground": (ANA, "key"),
    "show_plan": (PM, "key"),
    "plan_pdf": (PM, "key"),
    "present_plan": (PM, "key"),
    "accept_plan": (CONTACT, "plan"),
    "reject_plan": (CONTACT, "plan"),
    "own_plan": (CONTACT, "plan"),
    "own_plan_pdf": (CONTACT, "plan"),
    "record_plan_answer": (PM, "key"),
    "ask_change": (PM, "key"),
    "note_to_change": (PM, "note"),
    "show_change": (PM, "change"),
    "agree_change": (PM, "agreeing"),
    "counter_change": (PM, "change"),
    "reject_change": (PM, "change"),
    "withdraw_change": (ANA, "change"),
    "drop_note": (PM, "note"),
    "keep_lesson": (ANA, "key"),
    "show_feedback": (ANA, "key"),
    "more_feedback": (ANA, "key"),
    "earlier_feedback": (ANA, "key"),
    "give_feedback": (CONTACT, "feedback"),
    "erase_feedback": (CONTACT, "feedback"),
    **{f"digest_{name}": (HEAD, "digest") for name in ("agree", "discuss")},
    "show_lessons": (ANA, "key"),
    **{f"{name}_lessons": (ANA, "key") for name in ("list", "first", "more")},
    "take_reserve": (PM, "suggested"),
    "refuse_reserve": (PM, "project"),
    "lesson_done": (ANA, "lesson"),
    "lesson_drop": (ANA, "lesson"),
    "lesson_use": (PM, "applied"),
    "lesson_ignore": (PM, "applied"),
    "lessons_here": (PM, "applying"),
    **dict.fromkeys(("answered_lessons", "next_answered"), (PM, "key")),
    **dict.fromkeys(("show_services", "next_services"), (ANA, "key")),
    "more_services": (ANA, "maintained"),
    "first_services": (ANA, None),
    "hand_over": (PM, "handing"),
    **dict.fromkeys(("handover_accept", "handover_decline", "mine_handover_accept"), (ANA, "handover")),
    "name_maintainer": (PM, "maintained"),
    "close_over": (HEAD, "key"),
    "delegate": (PM, "key"),
    "create_project": (PM, None),
    "assign_roles": (PM, "key"),
    "move_channel": (PM, "key"),
    "role_accept": (ANA, "briefing"),
    "role_need": (ANA, "briefing"),
    "need_answer": (PM, "need"),
    "confirm_head": (ADMIN, "project"),
    "ask_them": (ANA, "errand"),
    "errand_do": (PM, "errand"),
    "errand_decline": (PM, "errand"),
    "task_accept": (ANA, "task"),
    "task_ask": (ANA, "task"),
    "task_decline": (ANA, "task"),
    "task_done": (ANA, "task_key"),
    "report_difficulty": (ANA, "key"),
    "difficulty_show": (ANA, "difficulty"),
    "difficulty_acknowledge": (PM, "difficulty"),
    "difficulty_step": (PM, "difficulty"),
    "difficulty_resolve": (ANA, "difficulty"),
    "difficulty_reopen": (ANA, "difficulty"),
    "more_difficulties": (ANA, "key"),
    "first_difficulties": (ANA, "key"),
    "task_progress": (ANA, "task_key"),
    "help_about": (ANA, None),
    "mine_next": (ANA, None),
    "mine_first": (ANA, None),
    "mine_task_done": (ANA, "task_key"),
    "mine_task_accept": (ANA, "task"),
    "mine_role_accept": (ANA, "briefing"),
    "mine_accept_places": (HEAD, None),
    "mine_confirm_head": (ADMIN, "project"),
    "mine_repair_retry": (PM, "project"),
    "mine_difficulty_acknowledge": (PM, "difficulty"),
    "show_tasks": (ANA, "key"),
    "list_tasks": (ANA, "key"),
    "first_tasks": (ANA, "key"),
    "more_tasks": (ANA, "key"),
    "task_reopen": (PM, "task_key"),
    "edit_task": (PM, "task"),
    "drop_task": (PM, "task"),
    "question_answer": (PM, "task"),
    "checkin_answer": (ANA, "prompt"),
    "checkin_away": (ANA, "prompt"),
    "repair_retry": (PM, "project"),
    "repair_rename": (PM, "project"),
    "open_settings": (ADMIN, None),
    "show_catalogue": (ANA, None),
    "edit_skill": (ADMIN, None),
    "set_rates": (ADMIN, "key"),
    "propose_level": (ANA, None),
    "set_level": (ADMIN, None),
    "confirm_level": (ADMIN, None),
    "decline_level": (ADMIN, None),
    "show_team": (PM, "key"),
    "show_feasibility": (PM, "key"),
    "check_feasibility": (PM, "key"),
    "show_shortages": (PM, "key"),
    "book_person": (PM, "key"),
    "add_leave": (ADMIN, None),
    "set_hours": (ADMIN, None),
    "drop_leave": (ADMIN, None),
    "change_leave": (ADMIN, None),
    **{f"{name}_deputies": (ADMIN, None) for name in ("show", "first", "more")},
    "show_time": (ADMIN, None),
    "name_deputy": (ADMIN, None),
    "accept_places": (HEAD, None),
    "give_places_back": (HEAD, None),
    "edit_thing": (ADMIN, None),
    "show_stages": (PM, "key"),
    "show_templates": (ANA, None),
    "show_template": (ANA, None),
    "rename_template": (ADMIN, None),
    "remove_template": (ADMIN, None),
    "save_template": (PM, "key"),
    "use_template": (PM, "key"),
    "stage_show": (PM, "stage"),
    "stage_new": (PM, "key"),
    "stage_edit": (PM, "stage"),
    "stage_remove": (PM, "stage"),
    "stage_start": (PM, "stage"),
    "stage_end": (PM, "stage"),
    "stage_needs": (PM, "stage"),
    "scale_stages": (PM, "scaling"),
    "keep_hours": (PM, "scaling"),
    "stage_candidates": (PM, "stage"),
    "drop_need": (PM, "stage"),
    "estimate_stage": (PM, "stage"),
    "stage_go": (HEAD, "stage"),
    "stage_hold": (HEAD, "stage"),
    "stage_stop": (HEAD, "stage"),
    "list_work": (ANA, "key"),
    "place_work": (ANA, "placing"),
    "take_back_work": (ANA, "entry"),
    "show_costs": (PM, "key"),
    "plan_costs": (PM, "key"),
    "show_changes": (PM, "key"),
    "set_price": (PM, "key"),
    "decide_viability": (HEAD, "key"),
}
ELSEWHERE = {  # presses in modals, submissions, options, shortcuts and events; their own files try them
    (Kind.ACTION, "create_project.name"),
    (Kind.ACTION, "move_channel.channel_kind"),
    (Kind.ACTION, "create_project.channel_kind"),
    *((Kind.VIEW, name) for name in ("save_template", "rename_template", "use_template", "export")),
    (Kind.ACTION, "leadership.add_department"),
    (Kind.ACTION, "edit_task.dropping"),
    *((Kind.ACTION, f"technical_requirements.{block}") for block in ("change", "adding", "going_on")),
    (Kind.ACTION, "answer_objections.changing"),
    *((Kind.ACTION, f"technical_requirement.{block}") for block in ("listing", "removing")),
    *((Kind.ACTION, f"scope_goals.{block}") for block in ("change", "adding", "going_on")),
    *((Kind.ACTION, f"scope_goal.{block}") for block in ("listing", "removing")),
    (Kind.OPTIONS, "edit_scope.services"),
    (Kind.OPTIONS, "request_project.services"),
    (Kind.OPTIONS, "correct_request.services"),
    (Kind.OPTIONS, "ask_change.services"),
    (Kind.OPTIONS, "counter_change.services"),
    *((Kind.OPTIONS, f"{form}.resources") for form in ("pick_resources", "edit_solution")),
    (Kind.OPTIONS, "staff_project.zone"),
    (Kind.OPTIONS, "settings.zone"),
    (Kind.OPTIONS, "task_details.blocked_by"),
    (Kind.ACTION, "edit_schedule.preview"),
    (Kind.ACTION, "preview_schedule.person"),
    (Kind.OPTIONS, "edit_schedule.zone"),
    (Kind.VIEW, "edit_schedule"),
    (Kind.SHORTCUT, "create_project_shortcut"),
    (Kind.ACTION, "report_difficulty.project"),
    (Kind.OPTIONS, "report_difficulty.task_id"),
    (Kind.SHORTCUT, "report_difficulty_shortcut"),
    (Kind.SHORTCUT, "make_task_shortcut"),
    (Kind.SHORTCUT, "new_scope_shortcut"),
    (Kind.SHORTCUT, "lesson_shortcut"),
    (Kind.OPTIONS, "keep_lesson.triggers"),
    (Kind.VIEW, "refuse_reserve"),
    (Kind.VIEW, "answer_goals"),
    (Kind.VIEW, "report_health"),
    (Kind.OPTIONS, "hand_over.resources"),
    *((Kind.VIEW, name) for name in ("hand_over", "decline_handover", "name_maintainer", "close_over")),
    *((Kind.VIEW, f"{name}_lesson") for name in ("keep", "settle", "ignore")),
    (Kind.VIEW, "give_feedback"),
    *((Kind.VIEW, name) for name in ("ask_change", "counter_change", "reject_change", "note_scope")),
    *((Kind.ACTION, f"delegate_task.{name}") for name in ("project", "skill", "level")),
    (Kind.VIEW, "report_difficulty"),
    (Kind.VIEW, "resolve_difficulty"),
    *((Kind.VIEW, name) for name in ("move_work", "drop_work", "explain_unbegun")),
    *((Kind.VIEW, name) for name in ("create_project", "staff_project", "delegate_task", "decline_task")),
    *((Kind.VIEW, name) for name in ("ask_about_task", "check_in")),
    *((Kind.VIEW, name) for name in ("rename_channel", "settings", "leadership", "cancel_project")),
    (Kind.VIEW, "decline_errand"),
    *(
        (Kind.VIEW, name)
        for name in (
            "assign_roles",
            "need_for_role",
            "override_gate",
            "list_tools",
            "settle_tool",
            "answer_need",
            "move_channel",
        )
    ),
    *((Kind.VIEW, name) for name in ("edit_task", "task_details", "drop_task", "report_progress", "answer_question")),
    *((Kind.VIEW, name) for name in ("edit_skill", "propose_level", "set_level", "decline_level")),
    (Kind.ACTION, "log_work.project"),
    *((Kind.VIEW, name) for name in ("edit_stage", "stage_skills", "stage_things", "stage_money", "log_work")),
    *((Kind.VIEW, name) for name in ("estimate_stage", "vote_on_stage", "set_price", "decide_viability")),
    *((Kind.VIEW, name) for name in ("add_leave", "change_leave", "set_hours", "book_person", "edit_thing")),
    *((Kind.VIEW, name) for name in ("name_deputy", "give_places_back")),
    *((Kind.VIEW, name) for name in ("present_plan", "answer_plan", "record_plan_answer")),
    *((Kind.VIEW, name) for name in ("edit_scope", "edit_requirements", "edit_finances", "technical_requirement")),
    *((Kind.VIEW, name) for name in ("scope_goal", "give_opinion", "answer_objections", "request_project")),
    (Kind.VIEW, "correct_stays"),
    (Kind.VIEW, "set_rates"),
    *((Kind.VIEW, name) for name in ("assign_request", "staff_draft", "decline_request")),
    *((Kind.VIEW, name) for name in ("correct_request", "withdraw_request")),
    *((Kind.VIEW, name) for name in ("edit_solution", "rate_solution", "compare_over", "choose_solution")),
    *((Kind.VIEW, name) for name in ("edit_resource", "import_resources", "pick_resources")),
    *((kind, name) for kind, name in route_book() if kind is Kind.EVENT),
}
