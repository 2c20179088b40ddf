"""Reminding somebody of what is up to them in a project, and asking a colleague or the head for what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calendars import local_date, zone_of
from domain.duties import judge_of
from domain.gate import Fact
from domain.history import Act
from domain.identity import UserId
from domain.notices import ToPerson
from domain.nudges import LEVEL, OVERRIDE, PROPOSAL, REMINDER, Nudge, NudgeState, what_was_said, why_not_today
from domain.projects import Lifecycle, Project, refuse_if_over
from domain.refusals import Refused, SoByNow
from domain.skills import PersonSkill, level_words
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.finding import UNKNOWN_ACCOUNT, find_project
from use_cases.gate import found_again, open_fact
from use_cases.leave import leave_around
from use_cases.levels import judges
from use_cases.nudged import nudged_lately
from use_cases.reading import Read

NOT_OPEN = "This is not open any more, so nobody has to be reminded of it."


@dataclass(frozen=True)
class NudgePerson:
    """Put one thing of the project of this key before one person."""

    actor: Actor
    key: str
    thing: str
    person: UserId


@dataclass(frozen=True)
class Wanted:
    """What somebody has to see to, with its button, and whether that still is so.

    `first` is what has to be done before it can be: until then there is no button.
    """

    to_do: str
    action: str
    button: str
    value: str
    state: NudgeState
    people: tuple[UserId, ...] | None = None
    """Who may see to it; anybody where that is not said."""
    first: str = ""

    def is_up_to(self, person: UserId) -> bool:
        """Whether this person may see to it."""
        return self.people is None or person in self.people


@dataclass(frozen=True)
class Nudged:
    """Who was asked for what."""

    person: UserId
    to_do: str


@dataclass(frozen=True)
class NudgeFacts:
    """What one person was asked to see to, by whom, and what became of it.

    Of a project that they must not know of they read neither key nor name.
    """

    project_key: str
    project_name: str
    asked_by: UserId
    wanted: Wanted
    state: NudgeState


def nudge_person(order: NudgePerson, tx: Transaction, now: datetime) -> Named[Nudged]:
    """Put what is open before whoever has to see to it: a message of its own, at most once a working day."""
    project = tx.projects.for_change(find_project(order.actor, order.key, None, tx).id)
    permissions.require(order.actor, Action.REMIND, project)
    refuse_if_over(project, " and nothing of it is left to do")
    wanted = _wanted(order.thing, order.person, found_again(project, tx, now), tx, now)
    if order.thing.startswith(f"{PROPOSAL}/"):
        _refuse_if_said(order, tx, now)
    if wanted.state is not NudgeState.OPEN:
        raise SoByNow(NOT_OPEN)
    today = _refuse_unless_at_work(order, wanted, project, tx, now)
    by = order.actor.user_id
    said = what_was_said(order.thing, wanted.to_do, order.person, today)
    tx.history.add(by, now, Act.REMINDED, project.id, REMINDER, said)
    tx.outbox.add(Nudge.of(order.person, order.thing, by, project.id, today), now)
    return tx.people.named(Nudged(order.person, wanted.to_do))


def _refuse_unless_at_work(
    order: NudgePerson, wanted: Wanted, project: Project, tx: Transaction, now: datetime
) -> date:
    """The person's own date, on which they are at work and were not asked yet."""
    person = tx.people.get(order.person)
    if person is None:
        raise Refused(UNKNOWN_ACCOUNT)
    if not person.can_work or not wanted.is_up_to(order.person) or order.person == order.actor.user_id:
        raise Refused("This is not up to them. Look again at what is open:", to_type=f"prepare {project.key}")
    if wanted.first:
        raise Refused(f"Somebody has to {wanted.first} before. Look again:", to_type=f"prepare {project.key}")
    today = local_date(now, zone_of(person.zone))
    is_away = any(one.covers(today) for one in leave_around([person.id], now, tx))
    works = tx.workspaces.get().calendar.is_working_day(today)
    last = nudged_lately(project.id, order.thing, order.person, tx, now)
    if why := why_not_today(person.name, last, today, is_away, works):
        raise Refused(why)
    return today


def _wanted(thing: str, person: UserId, project: Project, tx: Transaction, now: datetime) -> Wanted:
    kind, _, rest = thing.partition("/")
    if kind == LEVEL:
        whom, _, skill = rest.partition("/")
        return _level(UserId(whom), skill, tx, now)
    if kind == PROPOSAL:
        return _proposal(person, rest, tx, now)
    if kind != project.id:
        raise SoByNow(NOT_OPEN)
    return _override(project) if rest == OVERRIDE else _decision(rest, project, tx)


def _decision(fact: str, project: Project, tx: Transaction) -> Wanted:
    if fact not in list(Fact):
        raise SoByNow(NOT_OPEN)
    found = open_fact(Fact(fact), project, None, tx)
    planned = NudgeState.OPEN if project.lifecycle is Lifecycle.PLANNING else NudgeState.OVER
    state = planned if fact in project.undecided else NudgeState.DONE
    first, button = (found.first.to_do, "") if found.first else ("", found.button)
    return Wanted(found.to_do, found.action, button, found.value, state, found.deciders, first)


def _override(project: Project) -> Wanted:
    judge, left = judge_of(project), len(project.undecided)
    although = f", although {left} thing{' is' if left == 1 else 's are'} not decided" if left else ""
    to_do = f"start it all the same{although}"
    is_open = project.lifecycle is Lifecycle.PLANNING and bool(left)
    state = NudgeState.DONE if project.started_at else NudgeState.OPEN if is_open else NudgeState.OVER
    return Wanted(to_do, "override_gate", "Override", project.key, state, (judge,) if judge else ())


def _level(whom: UserId, skill: str, tx: Transaction, now: datetime) -> Wanted:
    held, name = _held(whom, skill, tx), tx.people.get(whom)
    of = f"{_named(skill, tx)} of {name.name if name else 'somebody'}"
    state = NudgeState.OPEN if held.is_proposed or held.is_outdated(now) else NudgeState.DONE
    return Wanted(f"confirm the level in {of}", "set_level", "Decide", f"{whom}/{skill}", state, judges(tx, whom))


def _proposal(person: UserId, skill: str, tx: Transaction, now: datetime) -> Wanted:
    held = _held(person, skill, tx)
    state = NudgeState.DONE if held.is_proposed or held.level_at(now) is not None else NudgeState.OPEN
    to_do = f"say how well you master {_named(skill, tx)}"
    return Wanted(to_do, "propose_level", "Propose a level", skill, state)


def _refuse_if_said(order: NudgePerson, tx: Transaction, now: datetime) -> None:
    """Refuse to ask a colleague for a level that is known, with the level."""
    skill = order.thing.partition("/")[2]
    held, person = _held(order.person, skill, tx), tx.people.get(order.person)
    name = person.name if person else "Somebody"
    if held.proposed_level is not None:
        proposed = level_words(held.proposed_level)
        raise SoByNow(f"{name} has proposed level {proposed} in {_named(skill, tx)}. It waits to be confirmed.")
    level = held.level_at(now)
    if level is not None:
        has = f"{name} has level {level_words(level)} in {_named(skill, tx)}"
        raise SoByNow(f"{has}. Ask somebody else; if it is more by now, {name} proposes that:", to_type="skills")


def _held(person: UserId, skill: str, tx: Transaction) -> PersonSkill:
    known = {one.skill_id: one for one in tx.skills.of_person(person)}
    return known.get(skill, PersonSkill(person, skill))


def _named(skill: str, tx: Transaction) -> str:
    known = tx.skills.catalogue().get(skill)
    if known is None:
        raise SoByNow(NOT_OPEN)
    return known.name


@read_only
def read_nudge(order: Read, tx: Transaction, now: datetime) -> NudgeFacts | None:
    """What one person was asked to see to, as it stands now."""
    permissions.require(order.actor, Action.DELIVER)
    thing, asker, project_id, _ = order.about.rsplit("/", 3)
    project, reader = tx.projects.get(project_id), order.to.person if isinstance(order.to, ToPerson) else UserId("")
    try:
        wanted = _wanted(thing, reader, project, tx, now)
    except SoByNow:
        return None
    hidden = project.is_hidden_from(Actor(tx.workspace, reader))
    key, name = ("", "") if hidden else (project.key, project.name)
    return NudgeFacts(key, name, UserId(asker), wanted, _became(wanted, reader, project))


def _became(wanted: Wanted, reader: UserId, project: Project) -> NudgeState:
    if wanted.state is not NudgeState.OPEN:
        return wanted.state
    if project.is_over:
        return NudgeState.OVER
    return NudgeState.OPEN if wanted.is_up_to(reader) else NudgeState.PASSED_ON
