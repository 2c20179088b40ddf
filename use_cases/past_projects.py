"""Beginning a project like one that is over: the same stages, costs, tools, services and questions.

What was typed for a customer goes along only into another project for the same one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.calibration import Factor, calibrate, calibrated
from domain.follow_ups import CHANGES_BEHIND, FollowUp, costs_words, shares_of, taken_over
from domain.identity import new_id
from domain.people import staffing_problems
from domain.project_templates import REPEAT, ProjectKind, ProjectTemplate, StageOutline, Take, template_sign
from domain.projects import ChannelKind, Project
from domain.refusals import Refused
from domain.roles import Role
from domain.staffing import Staffing
from domain.stage_order import in_order
from domain.stages import Stage
from domain.workspaces import Workspace
from storage.transactions import Transaction
from use_cases.approved import approved_terms
from use_cases.calibration import finished_of
from use_cases.project_templates import OfferedTemplate, chosen_template, templates_to_choose
from use_cases.template_saving import template_from

PAST_OFFERED = 10
LOOKED_THROUGH = 50
LABEL_LENGTH = 75


class Chosen(NamedTuple):
    """A kind of project, with what else goes along where it is an earlier project."""

    template: ProjectTemplate
    follow_up: FollowUp | None = None


def kinds_to_choose(actor: Actor, tx: Transaction) -> tuple[OfferedTemplate, ...]:
    """Every kind of project that somebody can choose: the templates, then their own newest projects that are over."""
    like = map(offer_of, _past(actor, tx))
    return (*templates_to_choose(tx), *like)


def chosen_kind(id: str, actor: Actor, customer: str, tx: Transaction) -> Chosen:
    """What was chosen of it, as a template for this customer; refuses beside its field what is not offered any more."""
    project = _past_one(id, actor, tx)
    if project is None:
        return Chosen(chosen_template(id, tx))
    kind, is_same = kind_begun(project, tx), _is_for(project, customer)
    like = replace(template_from(project, Take, tx), id=kind.id, name=kind.name)
    if is_same:
        past = tx.scopes.newest(project.id).statement
        like = replace(like, services=past.services, scope=taken_over(past, new_id))
    factor, already, stages = effort_factor(kind.id, project, tx), kind.hours_percent, tx.stages.in_project(project.id)
    added = _agreed_besides(project, stages, tx)
    hours = _recalculated(like.stages, added, project, factor, already)
    percent = (factor.percent if factor else already) if hours else 0
    return Chosen(replace(like, stages=hours, hours_percent=percent), _follow_up(project, stages, added, is_same))


def _is_for(project: Project, customer: str) -> bool:
    return template_sign(project.customer) == template_sign(customer)


def _agreed_besides(project: Project, stages: list[Stage], tx: Transaction) -> int:
    """The minutes of agreed changes that nobody has put into a stage."""
    terms = approved_terms(project, tx)
    return max(0, terms.minutes - sum(one.minutes for one in stages)) if terms else 0


def _follow_up(project: Project, stages: list[Stage], added: int, is_same: bool) -> FollowUp:
    costs = tuple(tuple(replace(cost, id=new_id()) for cost in one.costs) for one in in_order(stages))
    has_hours = any(one.needs for one in stages)
    behind = (CHANGES_BEHIND,) if added and not has_hours else ()
    whole = FollowUp(f"{project.key} {project.name}", costs, project.currency, added > 0 and has_hours, behind)
    if is_same:
        return whole
    typed = f"{costs_words(whole.costs_count)} and what else was typed" if whole.costs_count else "what was typed"
    return FollowUp(currency=project.currency, behind=(f"{typed} for its customer",))


def staff_after(id: str, actor: Actor, tx: Transaction) -> Staffing:
    """Who would lead and work on a project like this one: its people, as far as they are here still and may.

    Whoever makes it manages it until somebody else is chosen, and is not its department head besides.
    """
    alone, project = Staffing(actor.user_id, None, None, None), _past_one(id, actor, tx) if id else None
    if project is None:
        return alone
    team = tuple(one for one in project.holders(Role.TEAM_MEMBER) if one != actor.user_id)
    wanted = replace(Staffing.of(project), project_manager=actor.user_id, team_members=team, observers=())
    if wanted.department_head == actor.user_id:
        wanted = replace(wanted, department_head=None)
    chosen = frozenset(person for _, _, people in wanted.fields() for person in people)
    able = {one.id for one in tx.people.known(chosen) if not staffing_problems("", [one])}
    return wanted.without(chosen - able - {actor.user_id})


def kind_begun(project: Project, tx: Transaction) -> ProjectKind:
    """The kind of project that another one like this begins as: the same, so that they can be compared.

    What began as no kind is one of its own from then on.
    """
    return tx.project_templates.kind_of(project.id) or ProjectKind(project.id, REPEAT)


def effort_factor(kind: str, project: Project, tx: Transaction) -> Factor | None:
    """By what hours like those of this project are multiplied, as finished projects of the kind came out."""
    calibration = calibrate((one for one, _ in finished_of(kind, tx)), kind, project.customer)
    return calibration.effort if calibration else None


def _recalculated(
    stages: tuple[StageOutline, ...], added: int, project: Project, factor: Factor | None, already: int
) -> tuple[StageOutline, ...]:
    """The hours as earlier projects would have had them, with those that were agreed besides shared among them.

    The factor was measured against both; only those of the stages carry what they were changed by before.
    """
    users = project.scope.users_count or 0
    shares = iter(shares_of(added, [work.for_users(users) for one in stages for work in one.work]))
    return tuple(
        replace(
            one,
            work=tuple(
                replace(work, minutes=calibrated(work.minutes, factor, already, next(shares))) for work in one.work
            ),
        )
        for one in stages
    )


def offer_of(project: Project) -> OfferedTemplate:
    """A project that is over, as it can be chosen."""
    return OfferedTemplate(project.id, f"Like {project.key} {project.name}"[:LABEL_LENGTH])


def _past_one(id: str, actor: Actor, tx: Transaction) -> Project | None:
    try:
        project = tx.projects.get(id)
    except Refused:
        return None
    return project if project.is_over and _may_be_taken(project, actor, tx.workspaces.get()) else None


def _may_be_taken(project: Project, actor: Actor, workspace: Workspace) -> bool:
    is_open = project.channel.kind is not ChannelKind.PRIVATE
    return is_open and permissions.allowed(actor, Action.SAVE_TEMPLATE, project, workspace)


def _past(actor: Actor, tx: Transaction) -> list[Project]:
    """What somebody may take along as they may save it as a template; of a private project nobody hears elsewhere."""
    workspace = tx.workspaces.get()
    found = (
        one
        for one in tx.projects.of_person(actor.user_id, LOOKED_THROUGH, only_ended=True)
        if _may_be_taken(one, actor, workspace)
    )
    return [one for one, _ in zip(found, range(PAST_OFFERED), strict=False)]
