"""One order for every use case that would be done, arranged in a line or two each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path
from types import ModuleType
from typing import Any

import use_cases as package
from domain.actors import Standing
from domain.capacity import Leave
from domain.channels import Channel
from domain.checkins import PromptState
from domain.cost_alerts import CostWatch
from domain.deputies import StandIn
from domain.difficulties import DifficultyState, Severity
from domain.difficulty_reports import DayReport
from domain.digests import DigestPlan
from domain.effects import CreateChannel, Delivered
from domain.exports import ExportFormat, Portion
from domain.feedback import FeedbackAnswer
from domain.gate import Fact
from domain.goal_answers import GoalAnswer, GoalVerdict
from domain.handover_terms import TypedHandover
from domain.health import Colour
from domain.history import HistoryFilter
from domain.identity import ChannelId, UserId
from domain.lessons import LessonVerdict, Occasion, Typed
from domain.living import TaskReminder, ToolsGiven
from domain.moves import Move
from domain.notices import ToPerson
from domain.options import Rating
from domain.people import Departure, Person
from domain.plans import Medium, PlanVerdict, RecordedAnswer
from domain.progress_days import ProgressWatch
from domain.project_templates import Take, WorkOutline
from domain.projects import Lifecycle, Project
from domain.resources import ResourceEntry, ResourceKind
from domain.scaling import Scaling
from domain.schedules import Timing
from domain.scope import Goal, Scope
from domain.skills import Skill
from domain.stock import Thing, ThingKind
from domain.tasks import TaskState
from domain.tools import ToolState
from domain.usual_projects import ROLL_OUT
from domain.viability import ViabilityVerdict, Vote
from domain.work import EntryKind, TypedWork
from domain.workspaces import Department, LeadershipForm, SettingsForm
from storage.transactions import Transaction
from tests import make, saved
from tests.make import ANA, BEN, BOT, HEAD, IT, NOBODY, NOON, PM, RESP
from tests.use_cases.scope_examples import SCOPE_EXAMPLES
from use_cases import (
    answered_lessons,
    back_at_work,
    blocking,
    bookings,
    briefings,
    calibration,
    candidates,
    capacity,
    catalogue,
    catalogue_entries,
    change_cards,
    change_decisions,
    changes,
    channels,
    checkins,
    choices,
    closing_over,
    cost_watches,
    costs,
    delegation,
    deliveries,
    departures,
    deputies,
    deputy_answers,
    deputy_lists,
    difficulties,
    difficulty_cards,
    difficulty_lists,
    difficulty_reports,
    digest_answers,
    digests,
    directory,
    dropped_work,
    edits,
    errands,
    estimates,
    export_pages,
    exports,
    feasibility,
    feedback,
    feedback_rounds,
    gate,
    goal_answers,
    handover_answers,
    handover_lists,
    handovers,
    heads,
    health,
    help,
    history,
    home,
    leave,
    left_work,
    lesson_cards,
    lesson_lists,
    lessons,
    levels,
    listing,
    maintained_services,
    maintainers,
    means,
    missed_maintainers,
    missed_offers,
    moved_leave,
    moved_work,
    moves,
    my_work,
    needs,
    nudges,
    offers,
    open_work,
    options,
    outcome_cards,
    outcome_sheets,
    overrides,
    own_plans,
    past_lessons,
    picked_resources,
    pictures,
    plan_answers,
    plan_sheets,
    plans,
    portfolio,
    presenting,
    progress,
    progress_days,
    project_templates,
    projects,
    prompts,
    questions,
    rates,
    ratings,
    reasons,
    relocation,
    reminders,
    reporting,
    request_lists,
    requests,
    resource_entries,
    resource_imports,
    resources,
    roles,
    rounds,
    scaling,
    schedules,
    scope_notes,
    services,
    skills,
    solutions,
    stage_candidates,
    stage_cards,
    stage_needs,
    stages,
    stages_unbegun,
    standing_in,
    status,
    stock,
    task_details,
    task_lists,
    template_filling,
    template_saving,
    tool_lists,
    tools,
    tools_given,
    upkeep,
    verdict_questions,
    viability,
    vote_questions,
    votes,
    work,
    work_entries,
    workspaces,
)
from use_cases.costing import terms_of
from use_cases.reading import Read

SETTINGS = SettingsForm("Europe/Berlin", (0, 1, 2), time(8), time(16), "DE", "BY", "EUR")
LEADERSHIP = LeadershipForm((Department("Network", HEAD),), (IT,))
EVENINGS = Timing("Europe/Berlin", time(17, 30), (0, 2, 4), "2")
FIGURES = changes.TypedTerms(7, ("Wi-Fi",), make.COMPLETION, "", "")
REJECTED = PlanVerdict.REJECTED
SAID = RecordedAnswer(PlanVerdict.ACCEPTED, "Marta", make.TODAY, Medium.EMAIL, "In the archive")
UPTIME = NOON
LEASE = timedelta(seconds=30)


def use_cases() -> list[Callable[..., Any]]:
    """Every public function (order, tx, now) of every module of use_cases."""
    names = sorted(path.stem for path in Path(package.__file__).parent.glob("*.py") if path.stem != "__init__")
    return [one for name in names for one in _of(import_module(f"use_cases.{name}"))]


def _of(module: ModuleType) -> list[Callable[..., Any]]:
    return [
        function
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and list(signature(function).parameters) == ["order", "tx", "now"]
    ]


def running(tx: Transaction) -> Project:
    """A project that is asked, in a workspace with settings."""
    make.office(tx)
    return make.project(tx, started=True)


def _due(tx: Transaction) -> str:
    return make.project(tx, started=True, now=NOON - timedelta(days=1, hours=2)).id


def _read(tx: Transaction, about: str) -> Read:
    return Read(make.clock(tx.workspace), about, ToPerson(PM))


def _answer(tx: Transaction) -> str:
    project = running(tx)
    make.round_of(tx, project)
    checkins.answer_checkin(make.checkin(project), tx, NOON)
    return saved.answer_rows(tx)[0].id


def _unconfirmed(tx: Transaction) -> Project:
    make.workspace(tx, departments=())
    make.people(tx)
    projects.create_project(make.creation(), tx, NOON)
    return tx.projects.by_key("NET")


def _unaccepted(tx: Transaction) -> Project:
    make.office(tx)
    projects.create_project(make.creation(), tx, NOON)
    return tx.projects.by_key("NET")


def _needing(tx: Transaction) -> str:
    briefing = make.briefing(_unaccepted(tx))
    briefings.state_need(briefings.StateNeed(ana, briefing, "A quiet room"), tx, NOON)
    return briefings.need_id(briefing, ANA)


def _broken(tx: Transaction) -> Project:
    make.office(tx)
    return make.project(tx, channel=make.broken_channel())


def _approved(tx: Transaction) -> Project:
    project = make.project(tx)
    make.approved(tx, project)
    return project


def _change(tx: Transaction) -> str:
    return make.change(tx, _approved(tx)).id


def _calibrated(tx: Transaction) -> str:
    """A project whose kind has a finished one that cost half as much again."""
    project = make.project(tx)
    make.finished(tx, project)
    return project.id


def _with_goal(tx: Transaction) -> Project:
    project = running(tx)
    make.decide_scope(tx, project, goals=(Goal("g1", "Fewer dropped scans", "Scans a day", "under 5"),))
    return project


def _handover(tx: Transaction) -> str:
    return make.handover(tx, make.project(tx, started=True)).id


def _maintained(tx: Transaction) -> str:
    return make.maintained(tx, make.project(tx, started=True)).id


def _completed(tx: Transaction) -> str:
    return make.project(tx, lifecycle=Lifecycle.COMPLETED, ended_at=make.NOON).key


def _lesson(tx: Transaction) -> str:
    return make.lesson(tx, make.project(tx)).id


def _feedback(tx: Transaction) -> str:
    return make.feedback(tx, make.project(tx)).id


def _head_with_digest(tx: Transaction) -> UserId:
    """A department head whose digest is due, with something to decide in it."""
    make.difficulty(tx, make.project(tx, started=True), Severity.CRITICAL)
    tx.digests.keep_plan(DigestPlan(make.HEAD, make.TODAY, NOON))
    return make.HEAD


def _answered(tx: Transaction) -> digest_answers.AnswerDigest:
    return digest_answers.AnswerDigest(head, make.digest(tx, make.project(tx)).id, 1)


def _closing(tx: Transaction) -> str:
    """An asking whose time is over."""
    return make.feedback(tx, make.project(tx), closes_at=NOON, next_at=NOON).id


def _taught(tx: Transaction) -> tuple[str, str]:
    """A lesson of an earlier project, and the project that it applies to."""
    project = make.project(tx)
    return make.past_lesson(tx, project).id, project.id


def _note(tx: Transaction) -> str:
    return make.scope_note(tx, _approved(tx)).id


def _presented(tx: Transaction) -> str:
    return make.plan_version(tx, make.project(tx)).id


def _presented_key(tx: Transaction) -> str:
    return tx.projects.get(tx.plans.get(_presented(tx)).project_id).key


def _undecided(tx: Transaction) -> Project:
    return make.project(tx, scope=Scope())


def _waiting_effect(tx: Transaction) -> str:
    return tx.outbox.add(CreateChannel(_broken(tx).id, "net-rollout", False), NOON)


def claimed(tx: Transaction, effect: str) -> deliveries.Prepared:
    """An effect in the hands of a delivery."""
    order = deliveries.ClaimEffect(make.clock(tx.workspace), effect, UPTIME, UPTIME + LEASE)
    prepared = deliveries.claim_effect(order, tx, NOON)
    assert prepared is not None
    return prepared


def _recorded(tx: Transaction) -> deliveries.RecordDelivery:
    effect = claimed(tx, _waiting_effect(tx)).effect
    outcome = Delivered(channel=ChannelId("C_NEW"), channel_name="net-rollout")
    return deliveries.RecordDelivery(make.clock(), effect.id, effect, outcome, UPTIME)


def _waiting_prompt(tx: Transaction) -> str:
    make.round_of(tx, running(tx), asked=[ANA])
    prompt = replace(tx.prompts.of_day(ANA, make.TODAY), state=PromptState.WAITING)
    tx.prompts.change(prompt)
    return str(prompt.id)


def _asked(tx: Transaction) -> str:
    make.round_of(tx, running(tx))
    return str(tx.prompts.of_day(ANA, make.TODAY).id)


def _offered(tx: Transaction) -> str:
    return make.task(tx, running(tx)).id


def _refusal(tx: Transaction) -> errands.KeepErrand:
    project = running(tx)
    words, said, request = "Only Pm may hold it.", "/project hold NET", {"text": "hold NET"}
    return errands.KeepErrand(ana, (PM,), words, "hold this project", said, "command", "hold", request, project.id)


def _kept(tx: Transaction) -> str:
    return errands.keep_errand(_refusal(tx), tx, NOON).facts.errand_id


def _asked_for(tx: Transaction) -> str:
    errand = _kept(tx)
    errands.ask_them(errands.AskThem(ana, errand, PM), tx, NOON)
    return errand


def _difficult(tx: Transaction, state: DifficultyState = DifficultyState.OPEN) -> str:
    return make.difficulty(tx, running(tx), state=state).id


def _movable(tx: Transaction) -> tuple[str, str]:
    """An open task of a project, and another project of the same manager to which it can go."""
    return f"task:{_offered(tx)}", make.project(tx, "OPS", started=True).id


def _checklist(tx: Transaction) -> Read:
    project = running(tx)
    open_work.open_checklist(open_work.OpenChecklist(pm, project.key), tx, NOON)
    return _read(tx, f"{project.id}/{NOON.isoformat()}")


def _reported(tx: Transaction) -> DayReport:
    report = DayReport.posted(running(tx).id, make.YESTERDAY, NOON - timedelta(days=1))
    tx.reports.add(report)
    return report


RESOLVED = DifficultyState.RESOLVED


def _counting_on_what_changed(tx: Transaction) -> Project:
    project = make.project(tx)
    make.stage(tx, project)
    tx.unsettled.note_needing(["networking"], [], "")
    return project


def _left_by_somebody(tx: Transaction) -> Project:
    left = running(tx)
    make.person(tx, RESP, standing=Standing.DEACTIVATED)
    tx.departures.note(left.id, Departure(RESP, could_work=True), NOON)
    return left


def _done(tx: Transaction) -> str:
    return make.task(tx, running(tx), TaskState.DONE).key


def _reminded(tx: Transaction) -> str:
    make.reminder(tx, make.task(tx, running(tx), due=make.TODAY).id)
    reminders.send_reminder(reminders.SendReminder(clock, ANA), tx, NOON)
    return saved.said(tx, TaskReminder)[0].about


def _asking(tx: Transaction) -> str:
    task = _offered(tx)
    offers.ask_about_task(offers.AskAboutTask(ana, task, "How many?"), tx, NOON)
    return task


def _own_skill(tx: Transaction) -> str:
    make.office(tx)
    tx.skills.keep(Skill("own", "Telephony"))
    return "own"


def _proposed(tx: Transaction) -> str:
    skill = _own_skill(tx)
    levels.propose_level(levels.ProposeLevel(ana, skill, 4), tx, NOON)
    return skill


def _ana(tx: Transaction) -> UserId:
    make.office(tx)
    return ANA


def _on_leave(tx: Transaction) -> str:
    tx.capacity.add_leave(Leave("leave", _ana(tx), make.TOMORROW, make.TOMORROW))
    return "leave"


def _stood_in(tx: Transaction) -> StandIn:
    """The responsible staff member of a project is on leave today, and Ana stands in."""
    running(tx)
    order = leave.AddLeave(make.actor(RESP), RESP, make.TODAY, make.TOMORROW, ANA)
    return tx.deputies.of_leave(leave.add_leave(order, tx, NOON))[0]


def _booking(tx: Transaction) -> bookings.BookPerson:
    return bookings.BookPerson(pm, running(tx).id, ANA, make.TOMORROW, make.TOMORROW, "16")


def _in_stock(tx: Transaction) -> str:
    make.office(tx)
    tx.stock.keep(Thing("switch", "Access switch", ThingKind.HARDWARE, 4))
    return "switch"


def _own_template(tx: Transaction) -> str:
    make.office(tx)
    tx.project_templates.keep(replace(ROLL_OUT, id="own", name="Our roll-out"), PM, NOON)
    return "own"


admin = make.admin()


def _comparing(tx: Transaction) -> Project:
    return make.project(tx, decided=())


def _resource(tx: Transaction) -> str:
    return make.resource(tx, running(tx)).id


def _pick(tx: Transaction) -> picked_resources.PickResources:
    project = _comparing(tx)
    return picked_resources.PickResources(pm, project.id, (make.resource(tx, project).id,))


def _solution(tx: Transaction) -> str:
    return make.two_solutions(tx, _comparing(tx)).id


def _choice(tx: Transaction) -> choices.ChooseSolution:
    chosen = make.two_solutions(tx, _comparing(tx))
    return choices.ChooseSolution(resp, chosen.project_id, chosen.id)


ana, pm, head, resp, clock = *map(make.actor, (ANA, PM, HEAD, RESP)), make.clock()
contact = make.actor(make.CONTACT)


def _override_wanted(tx):
    """What the head is asked for, of a project in which things are open."""
    project = make.project(tx)
    return nudges.NudgePerson(pm, project.key, f"{project.id}/override", HEAD)


EXAMPLES: dict[Callable[..., Any], Callable[[Transaction], Any]] = {
    skills.show_skills: lambda tx: skills.ShowSkills(pm, _ana(tx)),
    catalogue.show_catalogue: lambda tx: catalogue.ShowCatalogue(ana),
    catalogue_entries.prepare_skill: lambda tx: catalogue_entries.PrepareSkill(admin, _own_skill(tx)),
    catalogue_entries.keep_skill: lambda tx: catalogue_entries.KeepSkill(
        admin, _own_skill(tx), "Telephones", rate="90"
    ),
    levels.prepare_proposal: lambda tx: levels.PrepareProposal(ana),
    levels.propose_level: lambda tx: levels.ProposeLevel(ana, _own_skill(tx), 4),
    levels.prepare_level: lambda tx: levels.PrepareLevel(admin, ANA, _proposed(tx)),
    levels.judge_level: lambda tx: levels.JudgeLevel(admin, ANA, _proposed(tx), 3),
    levels.decline_level: lambda tx: levels.DeclineLevel(admin, ANA, _proposed(tx), "Not yet"),
    levels.read_level_proposals: lambda tx: _read(tx, f"{ANA}/{NOON.isoformat()}") if _proposed(tx) else None,
    feasibility.show_feasibility: lambda tx: feasibility.ShowFeasibility(pm, running(tx).key),
    capacity.show_team: lambda tx: capacity.ShowTeam(pm, running(tx).key),
    capacity.show_time: lambda tx: capacity.ShowTime(admin, _ana(tx)),
    leave.prepare_time: lambda tx: leave.PrepareTime(admin, _ana(tx)),
    leave.add_leave: lambda tx: leave.AddLeave(admin, _ana(tx), make.TODAY, make.TOMORROW),
    moved_leave.prepare_leave_change: lambda tx: moved_leave.PrepareLeaveChange(admin, _on_leave(tx)),
    moved_leave.change_leave: lambda tx: moved_leave.ChangeLeave(admin, _on_leave(tx), make.TODAY, make.TOMORROW),
    leave.drop_leave: lambda tx: leave.DropLeave(admin, _on_leave(tx)),
    deputies.prepare_deputy: lambda tx: deputies.PrepareDeputy(admin, _stood_in(tx).id),
    deputies.name_deputy: lambda tx: deputies.NameDeputy(admin, _stood_in(tx).id, BEN),
    deputy_lists.show_deputies: lambda tx: deputy_lists.ShowDeputies(admin, _stood_in(tx).leave_id),
    deputy_lists.read_deputy_offer: lambda tx: _read(tx, _stood_in(tx).leave_id),
    deputy_answers.accept_places: lambda tx: deputy_answers.AcceptPlaces(ana, _stood_in(tx).leave_id),
    deputy_answers.prepare_places_back: lambda tx: deputy_answers.PreparePlacesBack(ana, _stood_in(tx).leave_id),
    deputy_answers.give_places_back: lambda tx: deputy_answers.GivePlacesBack(ana, _stood_in(tx).leave_id),
    standing_in.follow_stand_ins: lambda tx: standing_in.FollowStandIns(clock, _stood_in(tx).project_id),
    back_at_work.read_back_at_work: lambda tx: _read(tx, _stood_in(tx).leave_id),
    leave.change_hours: lambda tx: leave.ChangeHours(admin, _ana(tx), "20", (0, 2)),
    candidates.find_candidates: lambda tx: candidates.FindCandidates(pm, running(tx).id, "networking"),
    bookings.prepare_booking: lambda tx: bookings.PrepareBooking(pm, running(tx).key),
    bookings.look_at_booking: _booking,
    bookings.book_person: _booking,
    stock.show_stock: lambda tx: stock.ShowStock(ana),
    stock.prepare_thing: lambda tx: stock.PrepareThing(admin, _in_stock(tx)),
    stock.keep_thing: lambda tx: stock.KeepThing(admin, _in_stock(tx), "Switch", ThingKind.HARDWARE, 5),
    channels.prepare_repair: lambda tx: channels.PrepareRepair(pm, _broken(tx).id),
    channels.repair_channel: lambda tx: channels.RepairChannel(pm, _broken(tx).id, "another-name"),
    relocation.prepare_relocation: lambda tx: relocation.PrepareRelocation(pm, make.project(tx).key),
    relocation.relocate_project: lambda tx: make.relocation(make.project(tx)),
    relocation.read_moved_card: lambda tx: _read(tx, make.project(tx).id),
    channels.read_channel_repair: lambda tx: _read(tx, _broken(tx).id),
    checkins.prepare_checkin: lambda tx: checkins.PrepareCheckIn(ana) if running(tx) else None,
    checkins.answer_checkin: lambda tx: make.checkin(running(tx)),
    deliveries.claim_effect: lambda tx: deliveries.ClaimEffect(clock, _waiting_effect(tx), UPTIME, UPTIME + LEASE),
    deliveries.record_delivery: _recorded,
    deliveries.postpone_effect: lambda tx: deliveries.PostponeEffect(
        clock, _waiting_effect(tx), "broken", UPTIME, 30, may_be_given_up=True
    ),
    history.show_history: lambda tx: history.ShowHistory(ana, HistoryFilter(running(tx).key)),
    directory.find_workspace: lambda tx: directory.FindWorkspace(clock),
    directory.identify: lambda tx: directory.Identify(clock, ANA),
    directory.install_workspace: lambda tx: directory.InstallWorkspace(clock, "Provider", BOT, "Europe/Berlin"),
    directory.keep_channels: lambda tx: directory.KeepChannels(clock, (Channel(ChannelId("C1"), "net"),)),
    directory.change_channel: lambda tx: directory.ChangeChannel(clock, make.project(tx).channel.id, name="net"),
    directory.keep_people: lambda tx: directory.KeepPeople(clock, (Person(ANA, "Ana"),)),
    departures.follow_in_project: lambda tx: departures.FollowInProject(clock, _left_by_somebody(tx).id),
    means.look_at_plans: lambda tx: make.office(tx) or means.LookAtPlans(clock),
    means.settle_again: lambda tx: means.SettleAgain(clock, _counting_on_what_changed(tx).id),
    directory.list_homes: lambda tx: directory.ListHomes(clock),
    directory.name_people: lambda tx: directory.NamePeople(clock, (ANA,)),
    directory.note_bot_presence: lambda tx: (
        make.workspace(tx) and directory.BotPresence(clock, ChannelId("C1"), BOT, True)
    ),
    help.show_help: lambda tx: help.ShowHelp(ana),
    home.open_home: lambda tx: home.OpenHome(ana),
    home.read_home: lambda tx: _read(tx, make.person(tx, ANA).id),
    listing.list_projects: lambda tx: listing.ListProjects(ana),
    portfolio.show_portfolio: lambda tx: portfolio.ShowPortfolio(make.actor(running(tx) and IT)),
    health.prepare_health_report: lambda tx: health.PrepareHealthReport(pm, running(tx).key),
    health.show_health: lambda tx: health.ShowHealth(pm, running(tx).key),
    health.report_health: lambda tx: health.ReportHealth(pm, running(tx).id, Colour.RED, "No router"),
    exports.prepare_export: lambda tx: exports.PrepareExport(ana, key=running(tx).key),
    exports.order_export: lambda tx: exports.OrderExport(ana, running(tx).key, "", (ExportFormat.TABLES,)),
    exports.read_export_file: lambda tx: _read(tx, _portion(tx).about),
    export_pages.read_export_page: lambda tx: export_pages.ReadExportPage(clock, ANA, _portion(tx)),
    moves.ask_to_close: lambda tx: moves.AskToClose(pm, make.project(tx, lifecycle=Lifecycle.COMPLETED).key),
    moves.prepare_cancel: lambda tx: moves.PrepareCancel(pm, running(tx).key),
    moves.cancel_project: lambda tx: moves.CancelProject(pm, running(tx).key, "The customer left"),
    left_work.show_left_tasks: lambda tx: left_work.ShowLeftTasks(pm, running(tx).id, (ANA,)),
    left_work.read_left_work: lambda tx: _read(
        tx, f"{make.task(tx, make.project(tx), assignee=NOBODY).project_id}/{NOBODY}"
    ),
    moves.move_project: lambda tx: moves.MoveProject(pm, Move.START, make.ready(tx).key),
    changes.prepare_change: lambda tx: changes.PrepareChange(pm, _approved(tx).key),
    changes.ask_change: lambda tx: changes.AskChange(pm, _approved(tx).id, "More", "Bought", FIGURES),
    change_decisions.prepare_counter: lambda tx: change_decisions.PrepareCounter(pm, _change(tx)),
    change_decisions.counter_change: lambda tx: change_decisions.CounterChange(pm, _change(tx), 1, "Less", FIGURES),
    change_decisions.agree_change: lambda tx: change_decisions.AgreeChange(pm, _change(tx), 1),
    change_decisions.prepare_rejection: lambda tx: change_decisions.PrepareRejection(pm, _change(tx)),
    change_decisions.reject_change: lambda tx: change_decisions.RejectChange(pm, _change(tx), "No room"),
    change_decisions.withdraw_change: lambda tx: change_decisions.WithdrawChange(ana, _change(tx)),
    change_cards.read_change_asked: lambda tx: _read(tx, f"{_change(tx)}/1/0"),
    change_cards.read_change_card: lambda tx: _read(tx, _change(tx)),
    change_cards.read_change_turn: lambda tx: _read(tx, f"{_change(tx)}/0"),
    change_cards.show_change: lambda tx: change_cards.ShowChange(pm, change_id=_change(tx)),
    calibration.take_reserve: lambda tx: calibration.TakeReserve(pm, _calibrated(tx), 11),
    calibration.prepare_refusing_reserve: lambda tx: calibration.PrepareRefusingReserve(pm, _calibrated(tx)),
    calibration.refuse_reserve: lambda tx: calibration.RefuseReserve(pm, _calibrated(tx), 11, "It is fixed"),
    goal_answers.prepare_goals: lambda tx: goal_answers.PrepareGoals(pm, _with_goal(tx).key),
    goal_answers.answer_goals: lambda tx: goal_answers.AnswerGoals(
        pm, _with_goal(tx).id, (GoalAnswer("g1", GoalVerdict.REACHED, "3 a day"),)
    ),
    outcome_cards.show_outcome: lambda tx: outcome_cards.ShowOutcome(pm, running(tx).key),
    outcome_cards.read_outcome_card: lambda tx: _read(tx, f"{running(tx).id}/{NOON.isoformat()}"),
    outcome_cards.read_outcome_in_short: lambda tx: _read(tx, f"{running(tx).id}/{NOON.isoformat()}"),
    outcome_sheets.send_outcome: lambda tx: outcome_sheets.SendOutcome(pm, running(tx).key),
    outcome_sheets.read_outcome_file: lambda tx: _read(tx, running(tx).id),
    handovers.prepare_handover: lambda tx: handovers.PrepareHandover(pm, make.project(tx, started=True).key, "Wi-Fi"),
    handovers.hand_over: lambda tx: handovers.HandOver(
        pm,
        make.project(tx, started=True).id,
        "Wi-Fi",
        TypedHandover(RESP, make.COMPLETION, "https://wiki.example", "Always", "At once"),
    ),
    handover_answers.accept_handover: lambda tx: handover_answers.AcceptHandover(ana, _handover(tx)),
    handover_answers.prepare_decline: lambda tx: handover_answers.PrepareDecline(ana, _handover(tx)),
    handover_answers.decline_handover: lambda tx: handover_answers.DeclineHandover(ana, _handover(tx), "No time"),
    handover_answers.read_handover_offer: lambda tx: _read(tx, _handover(tx)),
    handover_lists.show_services: lambda tx: handover_lists.ShowServices(pm, make.project(tx).key),
    maintained_services.list_services: lambda tx: maintained_services.ListServices(pm, ("wi",)),
    maintainers.prepare_naming: lambda tx: maintainers.PrepareNaming(pm, _maintained(tx)),
    maintainers.name_maintainer: lambda tx: maintainers.NameMaintainer(pm, _maintained(tx), RESP, make.COMPLETION),
    missed_maintainers.read_maintainer_left: lambda tx: _read(tx, _maintained(tx)),
    closing_over.prepare_closing_over: lambda tx: closing_over.PrepareClosingOver(head, _completed(tx)),
    closing_over.close_over: lambda tx: closing_over.CloseOver(head, _completed(tx), "They run it themselves"),
    lessons.prepare_lesson: lambda tx: lessons.PrepareLesson(pm, make.project(tx).key),
    lessons.keep_lesson: lambda tx: lessons.KeepLesson(
        pm, make.project(tx).id, Typed("Late", "Earlier", ANA, make.COMPLETION, ("customer",))
    ),
    lessons.show_kept: lambda tx: lessons.ShowKept(pm, _lesson(tx)),
    lessons.find_triggers: lambda tx: lessons.FindTriggers(pm, "wi", make.project(tx).id),
    lesson_lists.list_lessons: lambda tx: lesson_lists.ListLessons(pm, (make.lesson(tx, make.project(tx)).origin.key,)),
    lesson_cards.prepare_settling: lambda tx: lesson_cards.PrepareSettling(pm, _lesson(tx)),
    lesson_cards.settle_lesson: lambda tx: lesson_cards.SettleLesson(pm, _lesson(tx), "Done"),
    lesson_cards.read_lesson_card: lambda tx: _read(tx, _lesson(tx)),
    digests.post_digests: lambda tx: digests.PostDigests(clock, _head_with_digest(tx)),
    digests.follow_digest: lambda tx: digests.FollowDigest(clock, make.digest(tx, make.project(tx)).id),
    digest_answers.agree_in_digest: _answered,
    digest_answers.discuss_in_digest: _answered,
    digests.read_weekly_digest: lambda tx: _read(tx, make.digest(tx, make.project(tx)).id),
    feedback.prepare_feedback: lambda tx: feedback.PrepareFeedback(pm, _feedback(tx)),
    feedback.answer_feedback: lambda tx: feedback.AnswerFeedback(pm, _feedback(tx), FeedbackAnswer(4, 3)),
    feedback.erase_feedback: lambda tx: feedback.EraseFeedback(pm, _feedback(tx)),
    feedback.show_feedback: lambda tx: feedback.ShowFeedback(pm, make.project(tx).key),
    feedback_rounds.follow_feedback: lambda tx: feedback_rounds.FollowFeedback(clock, _closing(tx)),
    feedback_rounds.read_feedback_ask: lambda tx: _read(tx, _feedback(tx)),
    past_lessons.show_lessons_here: lambda tx: past_lessons.ShowLessonsHere(pm, _taught(tx)[1], Occasion.PREPARING),
    answered_lessons.show_answered: lambda tx: answered_lessons.ShowAnswered(pm, make.project(tx).key),
    past_lessons.prepare_ignoring: lambda tx: past_lessons.PrepareIgnoring(pm, *_taught(tx)),
    past_lessons.answer_lesson: lambda tx: past_lessons.AnswerLesson(pm, *_taught(tx), LessonVerdict.USED),
    scope_notes.prepare_note: lambda tx: scope_notes.PrepareNote(pm, _approved(tx).channel.id, "New"),
    scope_notes.note_scope: lambda tx: scope_notes.NoteScope(pm, _approved(tx).id, "New", "1.5"),
    scope_notes.drop_note: lambda tx: scope_notes.DropNote(pm, _note(tx)),
    scope_notes.list_changes: lambda tx: scope_notes.ListChanges(pm, make.project(tx).key),
    plans.show_plan: lambda tx: plans.ShowPlan(pm, make.project(tx).key),
    plans.send_plan: lambda tx: plans.SendPlan(pm, make.project(tx).key),
    plan_sheets.read_plan_file: lambda tx: _read(tx, make.plan_version(tx, make.project(tx)).id),
    presenting.prepare_presentation: lambda tx: presenting.PreparePresentation(pm, make.project(tx).key),
    presenting.present_plan: lambda tx: presenting.PresentPlan(pm, make.project(tx).id, contact_name="Marta"),
    missed_offers.read_offer_not_shown: lambda tx: _read(
        tx, f"{make.plan_version(tx, make.project(tx)).id}/shown/user_disabled"
    ),
    presenting.read_plan_offer: lambda tx: _read(tx, make.plan_version(tx, make.project(tx)).id),
    own_plans.ask_as_customer: lambda tx: _presented(tx) and own_plans.AskAsCustomer(contact),
    own_plans.show_own_plan: lambda tx: own_plans.ShowOwnPlan(contact, _presented(tx)),
    own_plans.send_own_plan: lambda tx: own_plans.SendOwnPlan(contact, _presented(tx)),
    own_plans.open_customer_home: lambda tx: _presented(tx) and own_plans.OpenCustomerHome(contact),
    own_plans.read_customer_home: lambda tx: _read(tx, _presented(tx) and contact.user_id),
    plan_answers.prepare_answer: lambda tx: plan_answers.PrepareAnswer(contact, _presented(tx), REJECTED),
    plan_answers.answer_plan: lambda tx: plan_answers.AnswerPlan(contact, _presented(tx), REJECTED, "Too late"),
    plan_answers.prepare_recording: lambda tx: plan_answers.PrepareRecording(pm, _presented_key(tx)),
    plan_answers.record_answer: lambda tx: plan_answers.RecordAnswer(pm, _presented(tx), SAID),
    gate.show_gate: lambda tx: gate.ShowGate(ana, make.project(tx).key),
    options.show_options: lambda tx: options.ShowOptions(ana, make.two_solutions(tx, _comparing(tx)) and "NET"),
    solutions.prepare_solution: lambda tx: solutions.PrepareSolution(resp, _comparing(tx).key),
    solutions.save_solution: lambda tx: solutions.SaveSolution(resp, _comparing(tx).id, "Rent", "", "100", "10"),
    ratings.prepare_rating: lambda tx: ratings.PrepareRating(resp, _solution(tx)),
    ratings.rate_solution: lambda tx: ratings.RateSolution(resp, _solution(tx), {"wifi": Rating.PARTLY}),
    solutions.remove_solution: lambda tx: solutions.RemoveSolution(resp, _solution(tx)),
    solutions.prepare_months: lambda tx: solutions.PrepareMonths(resp, _comparing(tx).key),
    solutions.compare_over: lambda tx: solutions.CompareOver(resp, _comparing(tx).id, 24),
    choices.find_option_step: lambda tx: choices.FindOptionStep(resp, _solution(tx) and "NET"),
    choices.prepare_choice: lambda tx: choices.PrepareChoice(resp, _solution(tx) and "NET"),
    choices.choose_solution: _choice,
    resources.show_resources: lambda tx: resources.ShowResources(ana, _resource(tx) and "NET"),
    resources.find_resources: lambda tx: resources.FindResources(ana, running(tx).id, "core"),
    resource_entries.prepare_resource: lambda tx: resource_entries.PrepareResource(ana, "NET", _resource(tx)),
    resource_entries.keep_resource: lambda tx: resource_entries.KeepResource(
        ana, "NET", ResourceEntry(ResourceKind.DEVICE, "Core switch", 6), _resource(tx)
    ),
    resource_imports.prepare_import: lambda tx: resource_imports.PrepareImport(ana, running(tx).key),
    resource_imports.import_resources: lambda tx: resource_imports.ImportResources(
        ana, running(tx).key, "kind,name\nserver,Mail"
    ),
    picked_resources.prepare_resource_pick: lambda tx: picked_resources.PrepareResourcePick(pm, _comparing(tx).key),
    picked_resources.pick_resources: _pick,
    tool_lists.show_tools: lambda tx: tool_lists.ShowTools(ana, make.project(tx).key),
    tool_lists.prepare_listing: lambda tx: tool_lists.PrepareListing(pm, make.project(tx).key),
    tool_lists.list_tools: lambda tx: tool_lists.ListTools(pm, make.project(tx).key, ("Backup",), "Keys", ANA),
    tools.prepare_tool: lambda tx: tools.PrepareTool(ana, make.tool(tx, make.project(tx)).id),
    tools.prepare_next_tool: lambda tx: tools.PrepareNextTool(pm, make.project(tx).key),
    tools.settle_tool: lambda tx: tools.SettleTool(
        ana, make.tool(tx, make.project(tx)).id, "Keys", ANA, ToolState.NOT_NEEDED, "They are open"
    ),
    tools.ready_tool: lambda tx: tools.ReadyTool(ana, make.tool(tx, make.project(tx)).id),
    tools_given.read_tools_given: lambda tx: _read(tx, ToolsGiven.of(make.tool(tx, make.project(tx))).about),
    overrides.prepare_override: lambda tx: overrides.PrepareOverride(head, _undecided(tx).key),
    overrides.override_gate: lambda tx: overrides.OverrideGate(head, _undecided(tx).key, "They wait for it"),
    open_work.show_open_work: lambda tx: open_work.ShowOpenWork(pm, running(tx).key),
    open_work.open_checklist: lambda tx: open_work.OpenChecklist(pm, running(tx).key),
    open_work.read_open_work: _checklist,
    moved_work.prepare_move: lambda tx: moved_work.PrepareMove(pm, _movable(tx)[0]),
    moved_work.move_work: lambda tx: moved_work.MoveWork(pm, *_movable(tx)),
    dropped_work.prepare_dropping: lambda tx: dropped_work.PrepareDropping(pm, f"difficulty:{_difficult(tx)}"),
    dropped_work.drop_work: lambda tx: dropped_work.DropWork(pm, f"difficulty:{_difficult(tx)}", "Nobody needs it"),
    errands.keep_errand: _refusal,
    errands.ask_them: lambda tx: errands.AskThem(ana, _kept(tx), PM),
    errands.take_errand: lambda tx: errands.TakeErrand(pm, _asked_for(tx)),
    errands.prepare_decline: lambda tx: errands.TakeErrand(pm, _asked_for(tx)),
    errands.note_so_by_now: lambda tx: errands.TakeErrand(pm, _asked_for(tx)),
    errands.decline_errand: lambda tx: errands.DeclineErrand(pm, _asked_for(tx), "Not yet"),
    errands.read_errand_card: lambda tx: _read(tx, _asked_for(tx)),
    projects.prepare_project: lambda tx: projects.PrepareProject(pm, "Net rollout"),
    projects.name_project: lambda tx: (
        make.office(tx) or projects.NameProject(make.creation().actor, make.creation().naming)
    ),
    projects.create_project: lambda tx: make.office(tx) or make.creation(),
    heads.confirm_head: lambda tx: heads.ConfirmHead(make.admin(), _unconfirmed(tx).id),
    projects.read_project_card: lambda tx: _read(tx, make.project(tx).id),
    heads.read_head_confirmation: lambda tx: _read(tx, f"{make.project(tx).id}/{HEAD}"),
    prompts.send_prompt: lambda tx: prompts.SendPrompt(clock, _waiting_prompt(tx)),
    prompts.mark_away: lambda tx: prompts.MarkAway(ana, _asked(tx)),
    prompts.read_checkin_prompt: lambda tx: _read(tx, _asked(tx)),
    roles.prepare_assignment: lambda tx: roles.PrepareAssignment(pm, make.project(tx).key),
    roles.assign_roles: lambda tx: make.assignment(make.project(tx), team_members=(ANA,)),
    briefings.accept_role: lambda tx: briefings.AcceptRole(ana, make.briefing(_unaccepted(tx))),
    briefings.prepare_need: lambda tx: briefings.PrepareNeed(ana, make.briefing(make.project(tx))),
    briefings.state_need: lambda tx: briefings.StateNeed(ana, make.briefing(make.project(tx)), "A quiet room"),
    needs.prepare_need_answer: lambda tx: needs.PrepareNeedAnswer(pm, _needing(tx)),
    needs.answer_need: lambda tx: needs.AnswerNeed(pm, _needing(tx), "From Monday on"),
    briefings.read_role_briefing: lambda tx: replace(_read(tx, make.briefing(make.project(tx))), to=ToPerson(ANA)),
    rounds.open_round: lambda tx: rounds.OpenRound(clock, _due(tx)),
    rounds.close_round: lambda tx: rounds.CloseRound(clock, make.round_of(tx, running(tx)).id),
    rounds.read_round_parent: lambda tx: _read(tx, make.round_of(tx, running(tx)).id),
    rounds.read_round_answer: lambda tx: _read(tx, _answer(tx)),
    reasons.explain_checkins: lambda tx: reasons.ExplainCheckIns(pm, ANA) if running(tx) else None,
    schedules.prepare_schedule: lambda tx: schedules.PrepareSchedule(pm, make.project(tx).key),
    schedules.preview_schedule: lambda tx: schedules.PreviewSchedule(pm, running(tx).id, EVENINGS),
    schedules.change_schedule: lambda tx: schedules.ChangeSchedule(pm, running(tx).id, EVENINGS),
    status.show_status: lambda tx: status.ShowStatus(make.actor(NOBODY), make.project(tx).key),
    status.show_mine: lambda tx: status.ShowMine(ana),
    status.share_status: lambda tx: status.ShareStatus(ana, make.project(tx).id),
    status.read_shared_status: lambda tx: _read(tx, f"{make.project(tx).id}/{PM}/occasion"),
    delegation.prepare_delegation: lambda tx: delegation.PrepareDelegation(pm, make.project(tx).key),
    delegation.prepare_from_message: lambda tx: delegation.PrepareFromMessage(
        pm, "Mount it", make.project(tx).channel.id
    ),
    delegation.delegate_task: lambda tx: make.delegation(make.project(tx)),
    delegation.prepare_step: lambda tx: delegation.PrepareStep(pm, _difficult(tx)),
    difficulties.acknowledge_difficulty: lambda tx: difficulties.AcknowledgeDifficulty(pm, _difficult(tx)),
    difficulties.prepare_resolution: lambda tx: difficulties.PrepareResolution(ana, _difficult(tx)),
    difficulties.resolve_difficulty: lambda tx: difficulties.ResolveDifficulty(
        ana, _difficult(tx), "It came", "Waited"
    ),
    difficulties.reopen_difficulty: lambda tx: difficulties.ReopenDifficulty(ana, _difficult(tx, RESOLVED)),
    difficulty_cards.read_difficulty_card: lambda tx: _read(tx, _difficult(tx)),
    difficulty_cards.show_difficulty: lambda tx: difficulty_cards.ShowDifficulty(ana, _difficult(tx) and "NET-D1"),
    difficulty_reports.post_difficulty_report: lambda tx: difficulty_reports.PostDifficultyReport(
        clock, _reported(tx).project_id
    ),
    difficulty_reports.read_difficulty_report: lambda tx: _read(tx, _reported(tx).id),
    difficulty_lists.list_difficulties: lambda tx: difficulty_lists.ListDifficulties(ana, _difficult(tx) and "NET"),
    reporting.prepare_report: lambda tx: reporting.PrepareReport(ana, running(tx).key),
    reporting.find_tasks: lambda tx: reporting.FindTasks(ana, running(tx).id),
    reporting.report_difficulty: lambda tx: reporting.ReportDifficulty(ana, running(tx).id, "No ladder", Severity.LOW),
    offers.prepare_answer: lambda tx: offers.PrepareAnswer(ana, _offered(tx)),
    offers.accept_task: lambda tx: offers.AcceptTask(ana, _offered(tx)),
    offers.decline_task: lambda tx: offers.DeclineTask(ana, _offered(tx), "No time"),
    offers.ask_about_task: lambda tx: offers.AskAboutTask(ana, _offered(tx), "How many?"),
    progress.prepare_progress: lambda tx: progress.PrepareProgress(ana, _offered(tx) and "NET-1"),
    progress.reopen_task: lambda tx: progress.ReopenTask(ana, _done(tx)),
    progress.submit_progress: lambda tx: progress.ReportProgress(ana, _offered(tx) and "NET-1", 60),
    progress.report_progress: lambda tx: progress.ReportProgress(ana, _offered(tx) and "NET-1", 60),
    questions.prepare_reply: lambda tx: questions.PrepareReply(pm, _asking(tx)),
    questions.answer_question: lambda tx: questions.AnswerQuestion(pm, _asking(tx), "Two"),
    edits.prepare_edit: lambda tx: edits.PrepareEdit(pm, _offered(tx)),
    task_details.prepare_details: lambda tx: task_details.PrepareDetails(pm, _offered(tx) and "NET-1"),
    edits.edit_task: lambda tx: make.edit(tx, tx.tasks.get(_offered(tx)), title="Else"),
    edits.prepare_drop: lambda tx: edits.PrepareDrop(pm, _offered(tx)),
    edits.drop_task: lambda tx: edits.DropTask(pm, _offered(tx), "Not needed"),
    task_lists.list_tasks: lambda tx: task_lists.ListTasks(ana, key=running(tx).key),
    my_work.show_my_work: lambda tx: my_work.ShowMyWork(ana),
    reminders.send_reminder: lambda tx: reminders.SendReminder(clock, make.reminder(tx, _offered(tx))),
    reminders.read_task_reminder: lambda tx: _read(tx, _reminded(tx)),
    blocking.look_for_blockers: lambda tx: blocking.LookForBlockers(pm, make.project(tx).id, ""),
    offers.read_task_offer: lambda tx: _read(tx, _offered(tx)),
    stage_cards.show_stages: lambda tx: stage_cards.ShowStages(ana, _staged(tx).key),
    stage_cards.show_stage: lambda tx: stage_cards.ShowStage(ana, _stage(tx)),
    project_templates.show_templates: lambda tx: project_templates.ShowTemplates(ana),
    project_templates.show_template: lambda tx: project_templates.ShowTemplate(ana, _own_template(tx)),
    project_templates.prepare_renaming: lambda tx: project_templates.PrepareRenaming(admin, _own_template(tx)),
    project_templates.rename_template: lambda tx: project_templates.RenameTemplate(admin, _own_template(tx), "New"),
    project_templates.remove_template: lambda tx: project_templates.RemoveTemplate(admin, _own_template(tx)),
    template_saving.prepare_saving: lambda tx: template_saving.PrepareSaving(pm, _staged(tx).key),
    template_saving.save_template: lambda tx: template_saving.SaveTemplate(
        pm, _staged(tx).id, "Ours", takes=(Take.STAGES,)
    ),
    template_filling.prepare_filling: lambda tx: template_filling.PrepareFilling(pm, make.project(tx).key),
    template_filling.fill_from_template: lambda tx: template_filling.FillFromTemplate(
        pm, make.project(tx).id, "cloud_migration"
    ),
    stages_unbegun.prepare_unbegun: lambda tx: stages_unbegun.PrepareUnbegun(pm, _staged(tx).key),
    stages_unbegun.explain_unbegun: lambda tx: stages_unbegun.ExplainUnbegun(pm, _staged(tx).key, "Nobody needs it"),
    stages.prepare_stage: lambda tx: stages.PrepareStage(pm, _staged(tx).key),
    stages.save_stage: lambda tx: stages.SaveStage(pm, _staged(tx).id, "Build", make.TOMORROW, make.TOMORROW),
    stages.remove_stage: lambda tx: stages.RemoveStage(pm, _stage(tx)),
    scaling.scale_stages: lambda tx: scaling.ScaleStages(pm, _reckoned(tx), 120),
    scaling.keep_hours: lambda tx: scaling.KeepHours(pm, _reckoned(tx), 120),
    stage_needs.prepare_needs: lambda tx: stage_needs.PrepareNeeds(pm, _stage(tx)),
    stage_needs.need_skill: lambda tx: stage_needs.NeedSkill(pm, _stage(tx), "cloud", "3", "5"),
    stage_needs.need_thing: lambda tx: stage_needs.NeedThing(pm, _stage(tx), _in_stock(tx), 2),
    stage_needs.need_money: lambda tx: stage_needs.NeedMoney(pm, _stage(tx), "Switches", amount="100"),
    stage_needs.drop_need: lambda tx: stage_needs.DropNeed(pm, stage := _stage(tx), tx.stages.get(stage).needs[0].id),
    estimates.start_stage: lambda tx: estimates.StartStage(pm, make.stage(tx, running(tx)).id),
    estimates.end_stage: lambda tx: estimates.EndStage(pm, _running_stage(tx)),
    estimates.prepare_estimate: lambda tx: estimates.PrepareEstimate(pm, _running_stage(tx)),
    estimates.estimate_stage: lambda tx: estimates.EstimateStage(make.actor(RESP), _running_stage(tx), "4", "0"),
    estimates.read_stage_question: lambda tx: _read(tx, f"{_running_stage(tx)}/running"),
    votes.prepare_vote: lambda tx: votes.PrepareVote(make.actor(HEAD), _ended_stage(tx), Vote.HOLD),
    votes.vote_on_stage: lambda tx: votes.VoteOnStage(make.actor(HEAD), _ended_stage(tx), Vote.GO),
    nudges.nudge_person: lambda tx: _override_wanted(tx),
    nudges.read_nudge: lambda tx: _read(tx, f"x/override/{PM}/{make.project(tx).id}/2026-12-03"),
    gate.read_turn: lambda tx: _read(tx, f"{make.project(tx).id}/{Fact.VIABLE}"),
    votes.read_stage_vote: lambda tx: _read(tx, _ended_stage(tx)),
    vote_questions.read_head_wanted: lambda tx: _read(tx, _ended_stage(tx)),
    verdict_questions.read_verdict_question: lambda tx: _read(tx, f"{make.project(tx).id}/NET-C1"),
    work.prepare_log: lambda tx: work.PrepareLog(ana, (running(tx).key,)),
    work.log_typed: lambda tx: work.LogTyped(ana, TypedWork("3h", "", (running(tx).key, "Patched"))),
    work.log_work: lambda tx: work.LogWork(ana, running(tx).id, "3"),
    work_entries.list_work: lambda tx: work_entries.ListWork(ana, running(tx).key),
    work_entries.place_work: lambda tx: _placed(tx),
    work_entries.take_back_work: lambda tx: work_entries.TakeBackWork(ana, EntryKind.HOURS, _logged(tx)),
    stage_candidates.find_for_stage: lambda tx: stage_candidates.FindForStage(pm, make.stage(tx, _staged(tx)).id),
    rates.prepare_rates: lambda tx: rates.PrepareRates(make.admin(), _unpriced(tx).key),
    rates.set_rates: lambda tx: rates.SetRates(
        make.admin(), _unpriced(tx).id, (rates.TypedRate("networking", "90"),), "EUR"
    ),
    costs.find_cost_gap: lambda tx: costs.FindCostGap(pm, _staged(tx).key),
    costs.show_costs: lambda tx: costs.ShowCosts(pm, _staged(tx).key),
    pictures.show_pictures: lambda tx: pictures.ShowPictures(pm, make.project(tx).key),
    pictures.read_picture_book: lambda tx: _read(tx, f"{_staged(tx).id}/dark/"),
    progress_days.keep_progress_day: lambda tx: progress_days.KeepProgressDay(clock, _due_to_be_kept(tx)),
    cost_watches.watch_costs: lambda tx: cost_watches.WatchCosts(clock, _watched(tx)),
    viability.prepare_price: lambda tx: viability.PreparePrice(pm, _staged(tx).key),
    viability.set_price: lambda tx: viability.SetPrice(pm, _staged(tx).id, "1200", 10),
    viability.prepare_verdict: lambda tx: viability.PrepareVerdict(make.actor(HEAD), _staged(tx).key),
    viability.decide_viability: lambda tx: viability.DecideViability(
        make.actor(HEAD), (project := _staged(tx)).id, ViabilityVerdict.VIABLE, seen=_seen_pricing(tx, project)
    ),
    upkeep.forget_old_keys: lambda tx: upkeep.ForgetOldKeys(clock),
    workspaces.show_settings: lambda tx: workspaces.ShowSettings(make.admin()),
    workspaces.save_settings: lambda tx: (
        make.office(tx) or workspaces.SaveSettings(make.admin(), SETTINGS, frozenset({"EUR"}))
    ),
    workspaces.save_leadership: lambda tx: make.office(tx) or workspaces.SaveLeadership(make.admin(), LEADERSHIP),
}
EXAMPLES |= SCOPE_EXAMPLES


def _portion(tx: Transaction) -> Portion:
    return Portion((ExportFormat.TABLES,), running(tx).key)


def _staged(tx: Transaction) -> Project:
    """A project in planning with a price and one stage."""
    project = make.priced(tx, make.project(tx))
    make.stage(tx, project)
    return tx.projects.get(project.id)


def _stage(tx: Transaction) -> str:
    project = _staged(tx)
    return tx.stages.in_project(project.id)[0].id


def _unpriced(tx: Transaction) -> Project:
    """A project with a stage whose hours have no rate."""
    project = make.project(tx)
    make.stage(tx, project)
    return project


def _reckoned(tx: Transaction) -> str:
    """A project whose stage was reckoned for another number of users than its 120."""
    project = _staged(tx)
    [stage] = tx.stages.in_project(project.id)
    tx.stages.change(replace(stage, scaling=Scaling(1, (WorkOutline("networking", 3, 0, 6),))))
    return project.id


def _running_stage(tx: Transaction) -> str:
    return make.running_stage(tx, running(tx)).id


def _ended_stage(tx: Transaction) -> str:
    """A stage at whose end the head is asked, with another one to come."""
    project = make.priced(tx, running(tx))
    stage = make.running_stage(tx, project)
    make.stage(tx, project, "Build")
    estimates.end_stage(estimates.EndStage(pm, stage.id), tx, NOON)
    return stage.id


def _placed(tx: Transaction) -> work_entries.PlaceWork:
    logged = _logged(tx)
    return work_entries.PlaceWork(ana, make.stage(tx, tx.projects.by_key("NET")).id, logged)


def _logged(tx: Transaction) -> str:
    return work.log_work(work.LogWork(ana, running(tx).id, "3"), tx, NOON)["hours_id"]


def _watched(tx: Transaction) -> str:
    project = running(tx)
    tx.cost_watches.keep(CostWatch(project.id, NOON))
    return project.id


def _due_to_be_kept(tx: Transaction) -> str:
    project = running(tx)
    tx.progress_days.keep_watch(ProgressWatch(project.id, NOON))
    return project.id


def _seen_pricing(tx: Transaction, project: Project) -> str:
    terms = terms_of(project, 0, tx)
    assert terms is not None
    return viability.pricing_of(terms, project, tx).sign


ABOUT_NOTHING_SAVED = frozenset(
    {
        checkins.prepare_checkin,
        directory.find_workspace,
        directory.identify,
        directory.install_workspace,
        directory.keep_channels,
        directory.keep_people,
        directory.list_homes,
        directory.name_people,
        directory.note_bot_presence,
        errands.keep_errand,
        catalogue.show_catalogue,
        lesson_lists.list_lessons,
        maintained_services.list_services,
        lessons.find_triggers,
        levels.prepare_proposal,
        stock.show_stock,
        help.show_help,
        listing.list_projects,
        portfolio.show_portfolio,
        home.open_home,
        own_plans.ask_as_customer,
        own_plans.open_customer_home,
        home.read_home,
        projects.prepare_project,
        projects.name_project,
        project_templates.show_templates,
        projects.create_project,
        means.look_at_plans,
        my_work.show_my_work,
        status.show_mine,
        requests.prepare_request,
        requests.request_project,
        request_lists.show_requests,
        services.find_services,
        upkeep.forget_old_keys,
        workspaces.show_settings,
        workspaces.save_settings,
        workspaces.save_leadership,
    }
)
"""Use cases whose orders name nothing that could be of another workspace."""
