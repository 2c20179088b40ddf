"""What waits for somebody because others need their word: votes, changes, opinions, requests, facts and tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.deciding import Deciding
from domain.duties import judge_of, who_finds_judge, whose_turn
from domain.gate import ANSWER, OTHER_HEAD
from domain.identity import UserId
from domain.opinions import Judging
from domain.people import Person
from domain.projects import Lifecycle, Project
from domain.roles import Party
from domain.skills import level_words
from domain.stage_order import due_to_begin
from domain.urgency import Waiting, Why
from storage.transactions import Transaction
from use_cases.gate_questions import question_now
from use_cases.heads import head_confirmation_facts
from use_cases.levels import waiting_to_be_judged
from use_cases.requests import answerers
from use_cases.stage_starts import who_starts
from use_cases.stages import leader_of

LINES_READ = 50


def decisions_owed(person: Person, running: list[Project], tx: Transaction, now: datetime) -> Iterator[Waiting]:
    """Everything that a person is asked to decide in these projects, and the tools they see to."""
    actor = Actor(tx.workspace, person.id, person.standing, person.is_admin)
    by_id = {one.id: one for one in running}
    yield from _votes(actor, by_id, tx)
    yield from _verdicts(actor, by_id, tx)
    yield from _changes(actor, by_id, tx)
    yield from _beginnings(person, by_id, tx, now)
    yield from _estimates(person, by_id, tx)
    yield from _facts(person.id, running, tx)
    yield from _heads(actor, tx)
    yield from _levels(person, tx)
    yield from _opinions(person.id, running, tx)
    yield from _requests(person, actor, tx)
    for tool in tx.tools.open_of(person.id, LINES_READ):
        if (project := by_id.get(tool.project_id)) is not None:
            yield Waiting(Why.TOOL, tool.id, project.key, tool.what)


def _in_place(one: Waiting, person: UserId, party: Party, about: Project | Deciding) -> Waiting:
    """A decision with whose it is, until when, where a person is asked in somebody's place."""
    project = about.project if isinstance(about, Deciding) else about
    whose = about.stood_for(person, frozenset({party}))
    held = next((each for each in project.staff if each.person == whose and each.deputy == person), None)
    return replace(one, stood_for=whose, stood_until=held.deputy_until) if held else one


def _votes(actor: Actor, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    """Stages that have ended undecided: for who decides, or for who lets another department head take the role."""
    judged = [one.id for one in by_id.values() if judge_of(one) == actor.user_id]
    lacking = [one.id for one in by_id.values() if who_finds_judge(one) == actor.user_id]
    for vote in tx.votes.open_in(judged + lacking, LINES_READ):
        project = by_id[vote.project_id]
        question = OTHER_HEAD if vote.project_id in lacking else None
        one = Waiting(Why.VOTE, vote.stage_id, project.key, project.name, question=question, since=vote.asked_at)
        yield _in_place(one, actor.user_id, Party.DEPARTMENT_HEAD, project)


def _verdicts(actor: Actor, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    judged = [one.id for one in by_id.values() if judge_of(one) == actor.user_id]
    for held in tx.viabilities.asked_in(judged):
        project = by_id[held.project_id]
        one = Waiting(Why.VERDICT, project.id, project.key, project.name, words=held.asked_for)
        yield _in_place(one, actor.user_id, Party.DEPARTMENT_HEAD, project)


def _changes(actor: Actor, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    mine = [one.id for one in by_id.values() if actor.user_id in Deciding(one).people]
    for change in tx.changes.open_in(mine, LINES_READ):
        deciding = Deciding(by_id[change.project_id])
        if actor.user_id in change.waits_for(deciding):
            asked, since = (change.asked_by,), change.asked_at
            one = Waiting(Why.CHANGE, change.id, change.key, change.what, people=asked, since=since)
            yield _in_place(one, actor.user_id, Party.DECIDER, deciding)


def _beginnings(person: Person, by_id: dict[str, Project], tx: Transaction, now: datetime) -> Iterator[Waiting]:
    """Stages whose first day has come, for the project manager and for whoever answers for them."""
    active = [one for one in by_id.values() if one.has_stages and one.lifecycle is Lifecycle.ACTIVE]
    read = tx.stage_courses.days(one.id for one in active)
    for project in active:
        today = local_date(now, zone_of(project.zone))
        for stage in due_to_begin(read.of_project(project.id), today):
            if person.id in who_starts(stage.responsible, project):
                late = (today - stage.starts_on).days
                yield Waiting(Why.BEGINS, stage.id, project.key, stage.name, stage.starts_on, late, is_late=late > 0)


def _estimates(person: Person, by_id: dict[str, Project], tx: Transaction) -> Iterator[Waiting]:
    """Stages that have begun or ended since the person answered last what is left of them."""
    led = [one.id for one in by_id.values() if leader_of(one) == person.id]
    for stage in tx.stages.unestimated(person.id, by_id, led, LINES_READ):
        yield Waiting(Why.ESTIMATE, stage.id, by_id[stage.project_id].key, stage.name)


def _facts(person: UserId, running: list[Project], tx: Transaction) -> Iterator[Waiting]:
    """The next thing before the start of each project that waits for this person, or the start itself."""
    for project in running:
        following = next(iter(project.undecided), None)
        if whose_turn(project) != person:
            continue
        question = question_now(following, project, tx) if following else None
        # While the opinion waits for whoever judges, who hears of it apart, it waits for nobody else.
        if question is not ANSWER:
            named = (project.id, project.key, project.name)
            yield Waiting(Why.TO_DECIDE, *named, fact=following, question=question)


def _heads(actor: Actor, tx: Transaction) -> Iterator[Waiting]:
    """Department heads whom the person may confirm."""
    if permissions.allowed(actor, Action.CONFIRM_HEAD, tx.workspaces.get()):
        found = map(head_confirmation_facts, tx.projects.with_unconfirmed_head(LINES_READ))
        for one in found:
            if one:
                yield Waiting(Why.HEAD, one.project_id, one.project_key, one.project_name, people=(one.head,))


def _levels(person: Person, tx: Transaction) -> Iterator[Waiting]:
    """What others say they master, for whoever is asked to confirm it."""
    for one, skill in waiting_to_be_judged(person.id, LINES_READ, tx):
        named = (
            f"{one.person}/{one.skill_id}",
            skill.name,
            level_words(one.proposed_level) if one.proposed_level else "",
        )
        yield Waiting(Why.LEVEL, *named, people=(one.person,), words=one.evidence, since=one.asked_at)


def _opinions(person: UserId, running: list[Project], tx: Transaction) -> Iterator[Waiting]:
    """Projects whose technical requirements wait for what the person says is possible."""
    judged_here = {one.id: one for one in running if Judging(one).judge == person}
    for asked in tx.opinions.asked_in(judged_here):
        if asked.waiting:
            project = judged_here[asked.project_id]
            named = (project.id, project.key, project.name)
            one = Waiting(Why.OPINION, *named, people=(asked.asked_by,), since=asked.asked_at)
            yield _in_place(one, person, Party.IT_MANAGER, project)


def _requests(person: Person, actor: Actor, tx: Transaction) -> Iterator[Waiting]:
    """Requests that nobody has answered, for those who are shown them; others find here what they asked for."""
    may_answer = permissions.allowed(actor, Action.ANSWER_REQUEST, tx.workspaces.get())
    answer_here = answerers(tx)
    answers = may_answer and person.id in answer_here
    for one in tx.requests.open(LINES_READ) if answers else ():
        yield Waiting(Why.REQUEST, one.id, str(one.number), one.what, people=(one.asked_by,), since=one.asked_at)
    for one in () if answers else tx.requests.open_of(person.id, LINES_READ):
        asked_on = local_date(one.asked_at, zone_of(person.zone))
        yield Waiting(Why.REQUESTED, one.id, str(one.number), one.what, asked_on, people=answer_here)
