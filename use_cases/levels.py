"""How well somebody masters a skill: they say so, and a head or IT manager on the workspace's list confirms it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.identity import UserId
from domain.living import LevelProposals
from domain.notices import LevelJudged, ToPerson
from domain.nudges import LEVEL, PROPOSAL
from domain.refusals import Refused
from domain.skills import PersonSkill, Skill
from storage.people import Named
from storage.transactions import Transaction, read_only
from use_cases.catalogue import OfferedSkill, chosen_skill, skills_to_choose
from use_cases.finding import account_problems, gone_among
from use_cases.means import note_those_needing
from use_cases.nudged import redraw_nudges
from use_cases.reading import Read

PROPOSALS_SHOWN = 12
NO_LONGER = "This was answered or changed meanwhile. Look at their skills again."


@dataclass(frozen=True)
class PrepareProposal:
    """Open the form in which somebody says how well they master something."""

    actor: Actor
    skill_id: str = ""


@dataclass(frozen=True)
class ProposalForm:
    """What can be chosen, and what is said of the chosen skill by now."""

    skills: tuple[OfferedSkill, ...]
    skill_id: str
    level: int | None
    evidence: str


@dataclass(frozen=True)
class ProposeLevel:
    """Somebody says how well they master a skill, and what shows it."""

    actor: Actor
    skill_id: str
    level: int
    evidence: str = ""


@dataclass(frozen=True)
class PrepareLevel:
    """Open the form in which somebody else's level is set; without a skill it is chosen there."""

    actor: Actor
    person: UserId
    skill_id: str = ""


@dataclass(frozen=True)
class LevelForm:
    """Who is judged, in what, what they say themselves, and what counted until now."""

    person: UserId
    skills: tuple[OfferedSkill, ...]
    skill_id: str
    skill_name: str
    level: int | None
    proposed_level: int | None
    evidence: str


@dataclass(frozen=True)
class JudgeLevel:
    """This is somebody's level; `seen` is what they had proposed when whoever judges looked."""

    actor: Actor
    person: UserId
    skill_id: str
    level: int
    seen: int | None = None


@dataclass(frozen=True)
class DeclineLevel:
    """It is not so, and why."""

    actor: Actor
    person: UserId
    skill_id: str
    reason: str


@dataclass(frozen=True)
class ProposalLine:
    """One skill of a message that asks for confirmation, and what became of it."""

    skill_id: str
    name: str
    proposed_level: int | None
    evidence: str
    level: int | None
    judged_by: UserId | None
    counted_before: int | None


@dataclass(frozen=True)
class LevelProposalsFacts:
    """What somebody says they master, as whoever judges it is shown."""

    person: UserId
    lines: tuple[ProposalLine, ...]
    beyond: int


@read_only
def prepare_proposal(order: PrepareProposal, tx: Transaction, now: datetime) -> Named[ProposalForm]:
    """The form for a level of one's own."""
    permissions.require(order.actor, Action.PROPOSE_LEVEL)
    skills = skills_to_choose(tx)
    held = {one.skill_id: one for one in tx.skills.of_person(order.actor.user_id)}.get(order.skill_id)
    if held is None:
        known = order.skill_id if order.skill_id in {one.id for one in skills} else ""
        return Named(ProposalForm(skills, known, None, ""), {})
    return Named(ProposalForm(skills, held.skill_id, held.proposed_level or held.level, held.evidence), {})


def propose_level(order: ProposeLevel, tx: Transaction, now: datetime) -> tuple[UserId, ...]:
    """Save what somebody says they master, and ask those who judge it; returns whom."""
    permissions.require(order.actor, Action.PROPOSE_LEVEL)
    person, skill = order.actor.user_id, chosen_skill(order.skill_id, tx)
    before = tx.skills.for_change(person, skill.id)
    waiting = [one.asked_at for one in tx.skills.of_person(person) if one.is_proposed and one.asked_at]
    after = before.proposed(order.level, order.evidence, min(waiting, default=now), now)
    tx.skills.master(after)
    _write(Act.PROPOSED_LEVEL, before.proposed_level, after.proposed_level, person, skill, order.actor, tx, now)
    asked = judges(tx, besides=person)
    for judge in asked:
        tx.outbox.add(LevelProposals.of(judge, after), now)
    return asked


def judges(tx: Transaction, besides: UserId | None = None) -> tuple[UserId, ...]:
    """Who is asked to confirm levels: the heads and IT managers on the lists, or else the administrators."""
    return _asked_about(besides, _listed(tx), tx)


def _listed(tx: Transaction) -> tuple[UserId, ...]:
    workspace = tx.workspaces.get()
    listed = dict.fromkeys((*(one.head for one in workspace.departments), *workspace.it_managers))
    gone = gone_among(listed, tx)
    return tuple(one for one in listed if one not in gone)


def _asked_about(person: UserId | None, listed: tuple[UserId, ...], tx: Transaction) -> tuple[UserId, ...]:
    here = tuple(one for one in listed if one != person)
    return here or tuple(admin.id for admin in tx.people.administrators() if admin.id != person)


@read_only
def prepare_level(order: PrepareLevel, tx: Transaction, now: datetime) -> Named[LevelForm]:
    """The form for somebody else's level, for whoever may judge it."""
    _require_judge(order.actor, order.person, tx)
    skills = skills_to_choose(tx)
    skill = chosen_skill(order.skill_id, tx) if order.skill_id else None
    held = {one.skill_id: one for one in tx.skills.of_person(order.person)}.get(order.skill_id)
    held = held or PersonSkill(order.person, order.skill_id)
    form = LevelForm(
        order.person,
        skills,
        order.skill_id,
        skill.name if skill else "",
        held.level_at(now),
        held.proposed_level,
        held.evidence,
    )
    return tx.people.named(form)


def judge_level(order: JudgeLevel, tx: Transaction, now: datetime) -> None:
    """Let a level count from now on, and tell the person; nobody judges themselves."""
    _require_judge(order.actor, order.person, tx)
    skill = chosen_skill(order.skill_id, tx)
    before = tx.skills.for_change(order.person, skill.id)
    if order.seen is not None and before.proposed_level != order.seen:
        raise Refused(NO_LONGER)
    after = before.confirmed(order.level, order.actor.user_id, now)
    tx.skills.master(after)
    _write(Act.CONFIRMED_LEVEL, before.level, after.level, order.person, skill, order.actor, tx, now)
    _tell(before, after, skill, order.actor.user_id, "", tx, now)
    note_those_needing(tx, skills=(skill.id,))


def decline_level(order: DeclineLevel, tx: Transaction, now: datetime) -> None:
    """Let what somebody proposed not count, and tell them why; what counted before still does."""
    _require_judge(order.actor, order.person, tx)
    if not order.reason.strip():
        raise Refused("Say why, so that they know what is missing.", field="reason")
    skill = chosen_skill(order.skill_id, tx)
    before = tx.skills.for_change(order.person, skill.id)
    after = before.declined(order.actor.user_id)
    tx.skills.master(after)
    _write(Act.DECLINED_LEVEL, before.proposed_level, None, order.person, skill, order.actor, tx, now)
    _tell(before, after, skill, order.actor.user_id, order.reason, tx, now)


def _require_judge(actor: Actor, person: UserId, tx: Transaction) -> None:
    permissions.require(actor, Action.JUDGE_LEVEL, tx.workspaces.get())
    problems = account_problems("person", (person,), tx)
    if problems:
        raise Refused(problems[0].message)
    if person == actor.user_id:
        raise Refused("Nobody confirms their own level. Another head or IT manager can.")


def _write(
    act: Act,
    before: int | None,
    after: int | None,
    person: UserId,
    skill: Skill,
    actor: Actor,
    tx: Transaction,
    now: datetime,
) -> None:
    levels = Change("level", str(before or ""), str(after or ""))
    whom = () if person == actor.user_id else (Change("of", people_after=(person,)),)
    tx.history.add(actor.user_id, now, act, None, skill.name, (levels, *whom))
    redraw_nudges(f"{LEVEL}/{person}/{skill.id}", tx, now)
    redraw_nudges(f"{PROPOSAL}/{skill.id}", tx, now)


def _tell(
    before: PersonSkill, after: PersonSkill, skill: Skill, by: UserId, reason: str, tx: Transaction, now: datetime
) -> None:
    said = LevelJudged(
        ToPerson(after.person), skill.name, after.level_at(now), before.proposed_level, by, bool(reason), reason
    )
    tx.outbox.add(said, now)
    if before.asked_at:
        for judge in judges(tx, besides=after.person):
            tx.outbox.add(LevelProposals.of(judge, before, edit_only=True), now)


@read_only
def read_level_proposals(order: Read, tx: Transaction, now: datetime) -> LevelProposalsFacts | None:
    """What one message asks to be confirmed, and what became of each line."""
    permissions.require(order.actor, Action.DELIVER)
    person, _, asked_at = order.about.partition("/")
    held = [one for one in tx.skills.of_person(person) if one.asked_at and one.asked_at.isoformat() == asked_at]
    lines = tuple(_proposal_lines(held, tx, now))
    if not lines:
        return None
    return LevelProposalsFacts(UserId(person), lines[:PROPOSALS_SHOWN], max(0, len(lines) - PROPOSALS_SHOWN))


def _proposal_lines(held: Iterable[PersonSkill], tx: Transaction, now: datetime) -> Iterable[ProposalLine]:
    catalogue = tx.skills.catalogue()
    for one in held:
        since_asked = one.confirmed_at is not None and one.asked_at is not None and one.confirmed_at >= one.asked_at
        judged = one if since_asked and not one.is_proposed else replace(one, level=None, confirmed_by=None)
        yield ProposalLine(
            one.skill_id,
            catalogue[one.skill_id].name,
            one.proposed_level,
            one.evidence,
            judged.level,
            judged.confirmed_by,
            one.level_at(now) if one.is_proposed else None,
        )


def waiting_to_be_judged(judge: UserId, most: int, tx: Transaction) -> tuple[tuple[PersonSkill, Skill], ...]:
    """What waits for somebody who is asked to confirm levels, the oldest first; nothing of people who have gone."""
    listed = _listed(tx)
    is_admin = any(one.id == judge for one in tx.people.administrators())
    if judge not in listed and not is_admin:
        return ()
    found = [one for one in tx.skills.waiting(most) if judge in _asked_about(one.person, listed, tx)]
    gone, catalogue = gone_among((one.person for one in found), tx), tx.skills.catalogue()
    return tuple((one, catalogue[one.skill_id]) for one in found if one.person != judge and one.person not in gone)
