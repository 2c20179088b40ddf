"""One order for every use case about scopes, opinions and requests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.actors import Actor
from domain.editing import seen_of
from domain.notices import ToPerson
from domain.opinions import Verdict
from domain.projects import ChannelKind, Project
from domain.requests import ProjectRequest
from domain.scope import Goal, Requirement, TechnicalKind, TechnicalRequirement
from domain.scope_limits import Wishes
from storage.transactions import Transaction
from tests import make
from tests.make import ANA, HEAD, IT, PM, RESP
from use_cases import (
    objections,
    opinion_cards,
    opinions,
    request_assignment,
    request_corrections,
    request_lists,
    requests,
    scope,
    scope_items,
    scope_steps,
    scope_versions,
    services,
    stays,
)
from use_cases.reading import Read
from use_cases.scope_steps import Step

COVERAGE = TechnicalRequirement("t1", TechnicalKind.NETWORK, "Coverage in every hall")
GOAL = Goal("g1", "Fewer dropped scans", "Dropped scans a day", "under 5")
pm, it, ana, boss = make.actor(PM), make.actor(IT), make.actor(ANA), make.admin()


def planned(tx: Transaction) -> Project:
    """A project in planning, with a technical requirement and a goal."""
    make.office(tx)
    project = make.project(tx, decided=())
    make.decide_scope(tx, project, technical=(COVERAGE,), goals=(GOAL,))
    return project


def asked(tx: Transaction) -> Project:
    """The same, in which the IT manager was asked what is possible."""
    project = planned(tx)
    opinions.ask_opinion(opinions.AskOpinion(pm, project.key), tx, make.NOON)
    return project


def judged(tx: Transaction) -> Project:
    """The same, in which the IT manager has answered."""
    project = asked(tx)
    opinions.give_opinion(opinion(project), tx, make.NOON)
    return project


def objected(tx: Transaction, verdict: Verdict, words: str, is_complete: bool = False) -> Project:
    """The same, in which the IT manager objects; with `is_complete` nothing else of the scope is open."""
    project = asked(tx)
    if is_complete:
        wanted = (Requirement("r1", "Wi-Fi in the halls"),)
        make.decide_scope(tx, project, technical=(COVERAGE,), requirements=wanted)
    opinions.give_opinion(opinion(project, verdict, words), tx, make.NOON)
    return project


def staying(tx: Transaction, project: Project, words: str) -> objections.LetStay:
    """The order that lets the technical requirement stay, as the form is filled in now."""
    form = objections.prepare_objections(objections.PrepareObjections(pm, project.key), tx, make.NOON).facts
    reasons = tuple(objections.Reason(one.judged.requirement.id, words, one.seen) for one in form.asked)
    return objections.LetStay(pm, project.id, reasons)


def stayed(tx: Transaction, verdict: Verdict = Verdict.CHANGES_SCOPE) -> Project:
    """The same, in which it stays by the word of the department head: *They know*."""
    project = objected(tx, verdict, "Two weekends")
    objections.let_stay(replace(staying(tx, project, "They know"), actor=make.actor(HEAD)), tx, make.NOON)
    return project


def correction(tx: Transaction, project: Project, words: str, by: Actor = pm) -> stays.CorrectStays:
    """The order that changes the reason, as the form is filled in now."""
    form = stays.prepare_stays(stays.PrepareStays(by, project.key), tx, make.NOON).facts
    reasons = tuple(objections.Reason(one.judged.requirement.id, words, one.seen) for one in form.asked)
    return stays.CorrectStays(by, project.id, reasons)


def opinion(
    project: Project,
    verdict: Verdict | None = Verdict.AS_PLANNED,
    words: str = "",
    of: TechnicalRequirement = COVERAGE,
) -> opinions.GiveOpinion:
    """The order that says something about the technical requirement."""
    said = opinions.Said(of.id, verdict, words, seen_of(of))
    return opinions.GiveOpinion(it, project.id, (said,))


def wishes(project: Project, *must: str) -> scope_steps.DecideStep:
    """The order that decides the customer's requirements."""
    return scope_steps.DecideStep(pm, project.id, Step.REQUIREMENTS, Wishes(must), seen_of(Wishes()))


def requested(tx: Transaction) -> ProjectRequest:
    """A request that nobody has answered, in a workspace with an IT manager."""
    make.office(tx)
    return make.request(tx)


def assignment(request: ProjectRequest, **changes: Any) -> request_assignment.AssignRequest:
    """The order that makes a project of a request, filled in correctly."""
    usual: dict[str, Any] = {
        "name": "Warehouse Wi-Fi",
        "key": "WARE",
        "customer": "Logistics",
        "responsible": RESP,
        "project_manager": PM,
        "department_head": HEAD,
        "channel_kind": ChannelKind.PUBLIC,
    }
    return request_assignment.AssignRequest(boss, request.id, **{**usual, **changes})


def _read(tx: Transaction, about: str) -> Read:
    return Read(make.clock(tx.workspace), about, ToPerson(PM))


SCOPE_EXAMPLES: dict[Callable[..., Any], Callable[[Transaction], Any]] = {
    scope.show_scope: lambda tx: scope.ShowScope(pm, planned(tx).key),
    scope_steps.prepare_step: lambda tx: scope_steps.PrepareStep(pm, planned(tx).key, Step.OUTLINE),
    scope_steps.decide_step: lambda tx: wishes(planned(tx), "Roaming"),
    scope_steps.find_next_step: lambda tx: scope_steps.FindNextStep(pm, planned(tx).key, Step.OUTLINE),
    scope_items.list_items: lambda tx: scope_items.ListItems(pm, planned(tx).key, Step.TECHNICAL),
    scope_items.prepare_item: lambda tx: scope_items.PrepareItem(pm, planned(tx).id, Step.GOALS, GOAL.id),
    scope_items.decide_item: lambda tx: scope_items.DecideItem(
        pm, planned(tx).id, Goal("", "Fewer calls", "Calls a month", "under 40")
    ),
    scope_items.drop_item: lambda tx: scope_items.DropItem(pm, planned(tx).id, Step.TECHNICAL, COVERAGE.id),
    scope_versions.compare_versions: lambda tx: scope_versions.CompareVersions(pm, planned(tx).key),
    services.find_services: lambda tx: make.workspace(tx) and services.FindServices(ana, "wi"),
    opinions.ask_opinion: lambda tx: opinions.AskOpinion(pm, planned(tx).key),
    opinions.prepare_opinion: lambda tx: opinions.PrepareOpinion(it, asked(tx).id),
    objections.prepare_objections: lambda tx: objections.PrepareObjections(
        pm, objected(tx, Verdict.CHANGES_SCOPE, "Two weekends").key
    ),
    objections.let_stay: lambda tx: staying(tx, objected(tx, Verdict.CHANGES_SCOPE, "Two weekends"), "They know"),
    stays.prepare_stays: lambda tx: stays.PrepareStays(pm, stayed(tx).key),
    stays.correct_stays: lambda tx: correction(tx, stayed(tx), "They know by now"),
    opinions.give_opinion: lambda tx: opinion(asked(tx)),
    opinion_cards.read_technical_opinion: lambda tx: _read(tx, asked(tx).id),
    opinion_cards.read_opinion_given: lambda tx: _read(tx, f"{judged(tx).id}/{make.NOON.isoformat()}"),
    opinion_cards.read_opinion_asked: lambda tx: _read(tx, f"{asked(tx).id}/{make.NOON.isoformat()}"),
    opinion_cards.read_opinion_answer: lambda tx: _read(tx, f"{judged(tx).id}/{COVERAGE.id}"),
    requests.prepare_request: lambda tx: make.workspace(tx) and requests.PrepareRequest(ana),
    requests.request_project: lambda tx: (
        make.workspace(tx)
        and requests.RequestProject(ana, "Wi-Fi in the warehouse", wanted_by=make.TODAY + timedelta(days=60))
    ),
    request_lists.show_request: lambda tx: request_lists.ShowRequest(ana, requested(tx).number),
    request_lists.show_requests: lambda tx: make.workspace(tx) and request_lists.ShowRequests(ana),
    request_corrections.prepare_correction: lambda tx: request_corrections.PrepareCorrection(ana, requested(tx).id),
    request_corrections.correct_request: lambda tx: request_corrections.CorrectRequest(
        ana, requested(tx).id, requests.RequestProject(ana, "Wi-Fi in both warehouses")
    ),
    request_corrections.prepare_withdrawal: lambda tx: request_corrections.PrepareWithdrawal(ana, requested(tx).id),
    request_corrections.withdraw_request: lambda tx: request_corrections.WithdrawRequest(
        ana, requested(tx).id, "We rent another hall"
    ),
    requests.prepare_request_decline: lambda tx: requests.PrepareDecline(boss, requested(tx).id),
    requests.decline_request: lambda tx: requests.DeclineRequest(boss, requested(tx).id, "There is Wi-Fi already"),
    requests.read_request_card: lambda tx: _read(tx, requested(tx).id),
    request_assignment.prepare_request_assignment: lambda tx: request_assignment.PrepareRequestAssignment(
        boss, requested(tx).id
    ),
    request_assignment.name_draft: lambda tx: request_assignment.NameDraft(
        boss, requested(tx).id, make.creation().naming
    ),
    request_assignment.assign_request: lambda tx: assignment(requested(tx)),
}
