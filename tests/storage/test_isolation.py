"""Nothing of one workspace is seen or changed from another, whoever knows its ids."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound

from domain.actors import Standing
from domain.capacity import Booking
from domain.checkins import Asked
from domain.difficulties import DifficultyState
from domain.effects import Attempts, CreateChannel, EffectState, Posted
from domain.handouts import PictureBook
from domain.handovers import HandoverState, MaintainedSearch
from domain.history import Act, Change
from domain.holders import Holder
from domain.identity import ChannelId
from domain.lesson_lists import LessonFilter
from domain.listing import ProjectFilter
from domain.living import Home, ProjectCard
from domain.notices import ToPerson
from domain.people import Departure
from domain.pictures import Ground
from domain.projects import ChannelKind, Lifecycle, ProjectChannel
from domain.refusals import Refused
from domain.reminders import Reminder
from domain.requests import RequestState
from domain.roles import Role
from domain.scope import Scope
from domain.scope_notes import Tally
from domain.stages import StageState
from domain.task_lists import TaskFilter
from domain.tasks import TaskState
from domain.tools import ToolState
from domain.workspaces import Workspace
from storage.answers import Answers
from storage.baselines import Baselines
from storage.blocks import Blocks
from storage.calibration import ReserveAnswers
from storage.capacity import Capacity
from storage.changes import Changes
from storage.channels import Channels
from storage.closing import Closings
from storage.cost_watches import CostWatches
from storage.departures import Departures
from storage.deputies import Deputies
from storage.difficulties import Difficulties
from storage.difficulty_reports import Reports
from storage.digests import Digests
from storage.errands import Errands
from storage.estimates import Estimates
from storage.exports import Exports
from storage.feedback import FeedbackKept
from storage.handovers import Handovers
from storage.history import Absence, History
from storage.lesson_lists import LessonLists
from storage.lessons import Lessons
from storage.listing import Listing
from storage.opinions import Opinions
from storage.options import Options
from storage.outbox import Outbox
from storage.outcomes import Outcomes
from storage.overrides import Overrides
from storage.people import People
from storage.pictures import Pictures
from storage.plans import Plans
from storage.portfolio import Portfolio
from storage.progress_days import ProgressDays
from storage.project_templates import ProjectTemplates
from storage.projects import Projects
from storage.prompts import Prompts
from storage.reminders import Reminders
from storage.requests import Requests
from storage.resources import Resources
from storage.roles import Roles
from storage.rounds import Rounds
from storage.schedules import Schedules
from storage.scope import Scopes
from storage.scope_notes import ScopeNotes
from storage.services import Services
from storage.skills import Skills
from storage.spending import Spending
from storage.stage_courses import StageCourses
from storage.stages import Stages
from storage.statements import Gateway
from storage.stock import Stock
from storage.task_lists import TaskLists
from storage.tasks import OpenTasks, Tasks
from storage.tools import Tools
from storage.transactions import Transaction
from storage.undelivered import Undelivered
from storage.unsettled import Unsettled
from storage.viability import Viabilities
from storage.votes import Votes
from storage.work import Work
from storage.workspaces import Workspaces
from tests.databases import BOTH, forget_everything
from tests.storage import rows
from tests.storage.rows import ANA, BO, CY, DEE, FRIDAY, LATER, NOON, SATURDAY, tx_of

CARD = ProjectCard.of("T1-NET")
NEVER_ASKED_FOR = (Tally(), ((), Tally()))
NOTHING = (None, [], {}, frozenset(), 0, False, (), OpenTasks((), 0), Workspace("T2"), Attempts(), *NEVER_ASKED_FOR)
READS = {
    "workspaces.get": lambda tx, all: tx.workspaces.get(),
    "people.get": lambda tx, all: tx.people.get(all.person.id),
    "people.hold": lambda tx, all: tx.people.hold([all.person.id]),
    "people.hold_as_they_are": lambda tx, all: tx.people.hold_as_they_are([all.person.id]),
    "people.with_country": lambda tx, all: tx.people.with_country(all.person.id),
    "people.known": lambda tx, all: tx.people.known([all.person.id]),
    "people.named": lambda tx, all: tuple(tx.people.named(all.answer).names),
    "people.administrators": lambda tx, all: tx.people.administrators(),
    "workspaces.for_change": lambda tx, all: tx.workspaces.for_change(),
    "channels.for_change": lambda tx, all: tx.channels.for_change(all.channel.id),
    "channels.get": lambda tx, all: tx.channels.get(all.channel.id),
    "channels.bot_told_at": lambda tx, all: tx.channels.bot_told_at(all.channel.id),
    "channels.names_like": lambda tx, all: tx.channels.names_like("net"),
    "projects.get": lambda tx, all: tx.projects.get(all.project.id),
    "projects.for_change": lambda tx, all: tx.projects.for_change(all.project.id),
    "projects.by_key": lambda tx, all: tx.projects.by_key("NET"),
    "projects.in_channel": lambda tx, all: tx.projects.in_channel("C_NET"),
    "projects.several": lambda tx, all: tx.projects.several([all.project.id]),
    "listing.page": lambda tx, all: tx.listing.page(ProjectFilter.typed("net"), ANA, 9).ids,
    "projects.in_channels": lambda tx, all: tx.projects.in_channels(["C_NET"]),
    "projects.of_person": lambda tx, all: tx.projects.of_person(CY, 9),
    "projects.with_unconfirmed_head": lambda tx, all: tx.projects.with_unconfirmed_head(9),
    "people.named_like": lambda tx, all: tx.people.named_like(all.person.name[:4], 9),
    "projects.running_of": lambda tx, all: tx.projects.running_of(ANA, 9),
    "projects.asking": lambda tx, all: tx.projects.asking(BO, 9),
    "departures.take": lambda tx, all: tx.departures.take(all.project.id),
    "deputies.get": lambda tx, all: tx.deputies.get(all.stand_in.id),
    "deputies.for_change": lambda tx, all: tx.deputies.for_change(all.stand_in.id),
    "deputies.of_leaves": lambda tx, all: tx.deputies.of_leaves([all.leave.id]),
    "deputies.hold": lambda tx, all: tx.deputies.hold([all.stand_in.id]),
    "deputies.of_leave": lambda tx, all: tx.deputies.of_leave(all.leave.id),
    "deputies.of_person": lambda tx, all: tx.deputies.of_person(CY),
    "deputies.of_deputy": lambda tx, all: tx.deputies.of_deputy(BO),
    "deputies.away_after": lambda tx, all: tx.deputies.away_after(NOON),
    "deputies.coming_in": lambda tx, all: tx.deputies.coming_in(all.project.id, LATER),
    "scopes.newest": lambda tx, all: tx.scopes.newest(all.project.id),
    "scopes.version": lambda tx, all: tx.scopes.version(all.project.id, 1),
    "scopes.versions": lambda tx, all: tx.scopes.versions(all.project.id, 9),
    "services.names": lambda tx, all: tx.services.names(),
    "opinions.of_project": lambda tx, all: tx.opinions.of_project(all.project.id),
    "opinions.asked": lambda tx, all: tx.opinions.asked(all.project.id),
    "opinions.asked_in": lambda tx, all: tx.opinions.asked_in([all.project.id]),
    "requests.next_number": lambda tx, all: tx.requests.next_number() - 1,
    "requests.get": lambda tx, all: tx.requests.get(all.request.id),
    "requests.for_change": lambda tx, all: tx.requests.for_change(all.request.id),
    "requests.open": lambda tx, all: tx.requests.open(9),
    "requests.open_of": lambda tx, all: tx.requests.open_of(all.request.asked_by, 9),
    "requests.newest": lambda tx, all: tx.requests.newest(0, 9) + tx.requests.newest(0, 9, all.request.asked_by),
    "requests.by_number": lambda tx, all: tx.requests.by_number(all.request.number),
    "requests.of_project": lambda tx, all: tx.requests.of_project(all.project.id),
    "roles.oversees": lambda tx, all: tx.roles.oversees(DEE),
    "roles.of": lambda tx, all: list(tx.roles.of([all.project.id])),
    "projects.homes": lambda tx, all: tx.projects.homes(),
    "projects.keys": lambda tx, all: tx.projects.keys(),
    "tasks.get": lambda tx, all: tx.tasks.get(all.task.id),
    "tasks.for_change": lambda tx, all: tx.tasks.for_change(all.task.id),
    "tasks.by_key": lambda tx, all: tx.tasks.by_key(all.task.key),
    "tasks.open_in": lambda tx, all: tx.tasks.open_in(all.project.id, SATURDAY + timedelta(days=1), 9),
    "tasks.open_of": lambda tx, all: tx.tasks.open_of(CY, 9),
    "tasks.open_of in a project": lambda tx, all: tx.tasks.open_of(CY, 9, all.project.id),
    "tasks.in_hand_of": lambda tx, all: tx.tasks.in_hand_of(CY, 9),
    "tasks.in_hand_of in a project": lambda tx, all: tx.tasks.in_hand_of(CY, 9, all.project.id),
    "tasks.overdue_in": lambda tx, all: tx.tasks.overdue_in([all.project.id], SATURDAY + timedelta(days=9)),
    "tasks.with_open_tasks_in": lambda tx, all: tx.tasks.with_open_tasks_in(all.project.id),
    "tasks.of_difficulty": lambda tx, all: tx.tasks.of_difficulty(all.task.difficulty_id),
    "tasks.waiting_for": lambda tx, all: tx.tasks.waiting_for(CY, all.project.id, 9),
    "tasks.projects_waiting_for": lambda tx, all: tx.tasks.projects_waiting_for(CY),
    "outbox.posted_marks": lambda tx, all: tx.outbox.posted_marks("project_card:"),
    "tasks.all_in": lambda tx, all: tx.tasks.all_in(all.project.id),
    "difficulties.get": lambda tx, all: tx.difficulties.get(all.difficulty.id),
    "difficulties.of_ids": lambda tx, all: tx.difficulties.of_ids([all.difficulty.id]),
    "difficulties.for_change": lambda tx, all: tx.difficulties.for_change(all.difficulty.id),
    "difficulties.by_key": lambda tx, all: tx.difficulties.by_key(all.difficulty.key),
    "difficulties.of_answer": lambda tx, all: tx.difficulties.of_answer(all.answer.id),
    "difficulties.of_answers": lambda tx, all: tx.difficulties.of_answers([all.answer.id]),
    "difficulties.open_in": lambda tx, all: tx.difficulties.open_in(all.project.id, 9),
    "difficulties.all_in": lambda tx, all: tx.difficulties.all_in(all.project.id, 9),
    "difficulties.open_by": lambda tx, all: tx.difficulties.open_by(CY, all.project.id, 9),
    "difficulties.not_taken_on": lambda tx, all: tx.difficulties.not_taken_on(ANA, 9),
    "reports.plan": lambda tx, all: tx.reports.plan(all.project.id).next_at,
    "reports.get": lambda tx, all: tx.reports.get(all.report.id),
    "reports.of_day": lambda tx, all: tx.reports.of_day(all.project.id, FRIDAY),
    "reports.last_of": lambda tx, all: tx.reports.last_of(all.project.id),
    "plans.get": lambda tx, all: tx.plans.get(all.plan_version.id),
    "plans.find": lambda tx, all: tx.plans.find(all.plan_version.id),
    "plans.newest_of": lambda tx, all: tx.plans.newest_of(all.project.id),
    "plans.of_projects": lambda tx, all: tx.plans.of_projects([all.project.id]),
    "plans.presented_to": lambda tx, all: tx.plans.presented_to(all.plan_version.contact, [all.project.id]),
    "plans.of_contact": lambda tx, all: tx.plans.of_contact(all.plan_version.contact, 9),
    "plans.of_project": lambda tx, all: tx.plans.of_project(all.project.id),
    "baselines.agreed": lambda tx, all: tx.baselines.agreed(all.project.id),
    "baselines.newest_of": lambda tx, all: tx.baselines.newest_of(all.project.id),
    "outcomes.of_project": lambda tx, all: tx.outcomes.of_project(all.project.id),
    "outcomes.of_kind": lambda tx, all: tx.outcomes.of_kind("cloud", 9),
    "outcomes.goal_answers": lambda tx, all: tx.outcomes.goal_answers(all.project.id),
    "closings.open_things": lambda tx, all: tx.closings.open_things(all.project.id, ()),
    "closings.of_project": lambda tx, all: tx.closings.of_project(all.project.id),
    "closings.settled_in": lambda tx, all: tx.closings.settled_in(all.project.id),
    "closings.settled": lambda tx, all: tx.closings.settled(all.settlement.thing_id),
    "difficulties.categories": lambda tx, all: tx.difficulties.categories(all.project.id),
    "baselines.of_project": lambda tx, all: tx.baselines.of_project(all.project.id),
    "changes.get": lambda tx, all: tx.changes.get(all.change.id),
    "changes.of_ids": lambda tx, all: tx.changes.of_ids([all.change.id]),
    "changes.for_change": lambda tx, all: tx.changes.for_change(all.change.id),
    "changes.by_key": lambda tx, all: tx.changes.by_key(all.change.key),
    "changes.of_plan": lambda tx, all: tx.changes.of_plan(all.plan_version.id),
    "changes.of_project": lambda tx, all: tx.changes.of_project(all.project.id, 9),
    "changes.in_state": lambda tx, all: tx.changes.in_state(all.project.id, [all.change.state], 9),
    "changes.open_in": lambda tx, all: tx.changes.open_in([all.project.id], 9),
    "changes.asked_for": lambda tx, all: tx.changes.asked_for(all.project.id, 9),
    "changes.next_number": lambda tx, all: tx.changes.next_number(all.project.id) > 1,
    "handovers.get": lambda tx, all: tx.handovers.get(all.handover.id),
    "handovers.for_change": lambda tx, all: tx.handovers.for_change(all.handover.id),
    "handovers.next_number": lambda tx, all: tx.handovers.next_number(all.project.id) > 1,
    "handovers.in_project": lambda tx, all: tx.handovers.in_project(all.project.id),
    "handovers.in_force_in": lambda tx, all: tx.handovers.in_force_in(all.project.id, NOON),
    "handovers.offered_to": lambda tx, all: tx.handovers.offered_to(CY, 9),
    "handovers.projects_of": lambda tx, all: tx.handovers.projects_of(CY, NOON),
    "handovers.page": lambda tx, all: tx.handovers.page(MaintainedSearch(CY, "wi"), NOON, 9),
    "handovers.counted": lambda tx, all: tx.handovers.counted(MaintainedSearch(CY), NOON),
    "handovers.still_held": lambda tx, all: tx.handovers.still_held([all.project.id], NOON),
    "handovers.closed_over": lambda tx, all: tx.handovers.closed_over(all.project.id),
    "lessons.get": lambda tx, all: tx.lessons.get(all.lesson.id),
    "lessons.for_change": lambda tx, all: tx.lessons.for_change(all.lesson.id),
    "lessons.next_number": lambda tx, all: tx.lessons.next_number(all.project.id) > 1,
    "lessons.applying": lambda tx, all: tx.lessons.applying("on", ["service:wi-fi"], CY, 9),
    "lessons.due_of": lambda tx, all: tx.lessons.due_of(CY, SATURDAY, 9),
    "lessons.open_of": lambda tx, all: tx.lessons.open_of(CY, all.project.id),
    "lessons.projects_waiting_for": lambda tx, all: tx.lessons.projects_waiting_for(CY),
    "lessons.earliest_due_of": lambda tx, all: tx.lessons.earliest_due_of(CY),
    "lessons.answer_in": lambda tx, all: tx.lessons.answer_in(all.lesson.id, all.project.id),
    "lessons.verdicts_in": lambda tx, all: tx.lessons.verdicts_in(all.project.id, CY),
    "lessons.counts": lambda tx, all: tx.lessons.counts([all.lesson.id]),
    "history.in_place_of": lambda tx, all: tx.history.in_place_of(_absence(all), 9)[0],
    "history.of_staff": lambda tx, all: tx.history.of_staff(all.project.id),
    "feedbackkept.of_project": lambda tx, all: tx.feedback.of_project(all.project.id),
    "feedbackkept.get": lambda tx, all: tx.feedback.get(all.feedback.id),
    "feedbackkept.for_change": lambda tx, all: tx.feedback.for_change(all.feedback.id),
    "feedbackkept.requests": lambda tx, all: tx.feedback.requests(all.feedback.id),
    "feedbackkept.request": lambda tx, all: tx.feedback.request(all.feedback.id, CY),
    "feedbackkept.answers": lambda tx, all: tx.feedback.answers(all.feedback.id),
    "feedbackkept.answer_of": lambda tx, all: tx.feedback.answer_of(all.feedback.id, CY),
    "digests.plans": lambda tx, all: tx.digests.plans(),
    "digests.plan": lambda tx, all: tx.digests.plan(BO).next_at,
    "digests.running": lambda tx, all: tx.digests.running(),
    "digests.get": lambda tx, all: tx.digests.get(all.digest.id),
    "digests.for_change": lambda tx, all: tx.digests.for_change(all.digest.id),
    "digests.last_of": lambda tx, all: tx.digests.last_of(BO, CY),
    "lessonlists.answered_in": lambda tx, all: tx.lesson_lists.answered_in(all.project.id, CY, 9),
    "lessonlists.page": lambda tx, all: tx.lesson_lists.page(LessonFilter.typed(["wi"]), None, CY, 9),
    "reserveanswers.newest": lambda tx, all: tx.reserve_answers.newest(all.project.id),
    "scopenotes.get": lambda tx, all: tx.scope_notes.get(all.scope_note.id),
    "scopenotes.of_ids": lambda tx, all: tx.scope_notes.of_ids([all.scope_note.id]),
    "scopenotes.for_change": lambda tx, all: tx.scope_notes.for_change(all.scope_note.id),
    "scopenotes.open_in": lambda tx, all: tx.scope_notes.open_in(all.project.id, 9),
    "scopenotes.of_change": lambda tx, all: tx.scope_notes.of_change(all.change.id),
    "scopenotes.tally": lambda tx, all: tx.scope_notes.tally(all.project.id),
    "scopenotes.next_number": lambda tx, all: tx.scope_notes.next_number(all.project.id) > 1,
    "difficulties.tally": lambda tx, all: tx.difficulties.tally(all.project.id),
    "tasks.asking": lambda tx, all: tx.tasks.asking(all.task.delegated_by, 9),
    "tasks.of_ids": lambda tx, all: tx.tasks.of_ids([all.task.id]),
    "tasklists.page": lambda tx, all: tx.task_lists.page(all.project.id, TaskFilter(), SATURDAY, 9),
    "tasks.minutes_left": lambda tx, all: tx.tasks.minutes_left([CY], SATURDAY),
    "tasks.due_of": lambda tx, all: tx.tasks.due_of(CY, SATURDAY, 9),
    "tasks.earliest_due_of": lambda tx, all: tx.tasks.earliest_due_of(CY),
    "reminders.get": lambda tx, all: tx.reminders.get(CY).next_at,
    "reminders.for_change": lambda tx, all: tx.reminders.for_change(CY).last_day,
    "blocks.open_blockers": lambda tx, all: tuple(tx.blocks.open_blockers([all.task.id])),
    "blocks.waiting_for": lambda tx, all: tuple(tx.blocks.waiting_for(["declined"])),
    "blocks.in_project": lambda tx, all: tuple(tx.blocks.in_project(all.project.id)),
    "schedules.get": lambda tx, all: tx.schedules.get(all.project.id),
    "schedules.for_change": lambda tx, all: tx.schedules.for_change(all.project.id),
    "schedules.of_active": lambda tx, all: _active(tx, all) and tx.schedules.of_active(),
    "schedules.of": lambda tx, all: tx.schedules.of([all.project.id]),
    "rounds.get": lambda tx, all: tx.rounds.get(all.round.id),
    "rounds.of_day": lambda tx, all: tx.rounds.of_day(all.project.id, FRIDAY),
    "rounds.last_standing": lambda tx, all: tx.rounds.last_standing(all.project.id),
    "rounds.of_prompt": lambda tx, all: tx.rounds.of_prompt(all.prompt.id),
    "tasks.needing_somebody": lambda tx, all: tx.tasks.needing_somebody(all.task.delegated_by, 9),
    "outbox.attempts_at_home": lambda tx, all: tx.outbox.attempts_at_home(f"project:{all.project.id}"),
    "rounds.open_of": lambda tx, all: tx.rounds.open_of(CY),
    "rounds.open_in": lambda tx, all: tx.rounds.open_in(all.project.id),
    "rounds.asked": lambda tx, all: tx.rounds.asked(all.round.id),
    "rounds.day_asked": lambda tx, all: tx.rounds.day_asked(all.round.id, CY),
    "prompts.get": lambda tx, all: tx.prompts.get(all.prompt.id),
    "prompts.for_change": lambda tx, all: tx.prompts.for_change(all.prompt.id),
    "rounds.between": lambda tx, all: tx.rounds.between([all.project.id], FRIDAY, SATURDAY),
    "rounds.asked_between": lambda tx, all: tx.rounds.asked_between(CY, FRIDAY, SATURDAY),
    "undelivered.of": lambda tx, all: tx.undelivered.of(Home.of(CY)),
    "prompts.since": lambda tx, all: tx.prompts.since(CY, FRIDAY),
    "prompts.of_day": lambda tx, all: tx.prompts.of_day(CY, FRIDAY),
    "answers.get": lambda tx, all: tx.answers.get(all.answer.id),
    "answers.of_round": lambda tx, all: tx.answers.of_round(all.project.id, FRIDAY),
    "answers.of_person": lambda tx, all: tx.answers.of_person(all.project.id, FRIDAY, CY),
    "answers.since": lambda tx, all: tx.answers.since(CY, FRIDAY),
    "answers.last_of": lambda tx, all: tx.answers.last_of(all.project.id, CY),
    "answers.minutes_on": lambda tx, all: tx.answers.minutes_on(CY, SATURDAY, []),
    "history.of_project": lambda tx, all: tx.history.of_project(all.project.id, 9),
    "history.newest_of_figure": lambda tx, all: tx.history.newest_of_figure(all.project.id, all.task.key, "price"),
    "tools.get": lambda tx, all: tx.tools.get(all.tool.id),
    "tools.of_project": lambda tx, all: tx.tools.of_project(all.project.id),
    "tools.open_of": lambda tx, all: tx.tools.open_of(CY, 9),
    "overrides.of_project": lambda tx, all: tx.overrides.of_project(all.project.id),
    "errands.get": lambda tx, all: tx.errands.get(all.errand.id),
    "errands.of_ids": lambda tx, all: tx.errands.of_ids([all.errand.id]),
    "errands.open_of": lambda tx, all: tx.errands.open_of(all.errand.asked[0], 9),
    "errands.open_in": lambda tx, all: tx.errands.open_in(all.project.id),
    "errands.open_named": lambda tx, all: tx.errands.open_named([all.errand.name]),
    "errands.open_named_in": lambda tx, all: tx.errands.open_named_in(all.project.id, [all.errand.name]),
    "errands.for_change": lambda tx, all: tx.errands.for_change(all.errand.id),
    "options.sheet": lambda tx, all: tx.options.sheet(all.project.id).solutions,
    "options.solution": lambda tx, all: tx.options.solution(all.solution.id),
    "resources.of_customer": lambda tx, all: tx.resources.of_customer(all.resource.customer),
    "resources.get": lambda tx, all: tx.resources.get(all.resource.id),
    "resources.several": lambda tx, all: tx.resources.several([all.resource.id]),
    "projecttemplates.own": lambda tx, all: tx.project_templates.own(),
    "projecttemplates.kind_of": lambda tx, all: tx.project_templates.kind_of(all.project.id),
    "stages.get": lambda tx, all: tx.stages.get(all.stage.id),
    "exports.extents": lambda tx, all: tx.exports.extents([all.project.id]),
    "exports.contents": lambda tx, all: [one for one in tx.exports.contents([all.project]) if one.tasks or one.stages],
    "exports.blocked_by": lambda tx, all: tuple(tx.exports.blocked_by([all.project.id])),
    "stages.in_projects": lambda tx, all: tx.stages.in_projects([all.project.id]),
    "stages.in_project": lambda tx, all: tx.stages.in_project(all.project.id),
    "stages.open_in": lambda tx, all: tx.stages.open_in([all.project.id]),
    "stagecourses.days": lambda tx, all: tx.stage_courses.days([all.project.id]).stages,
    "stages.holding": lambda tx, all: tx.stages.holding(["switch"], FRIDAY),
    "stages.unestimated": lambda tx, all: tx.stages.unestimated(CY, [all.project.id], [], 9),
    "stages.claims": lambda tx, all: tx.stages.claims([ANA, CY], list(Role), NOON.date(), LATER.date()),
    "stages.done": lambda tx, all: tx.stages.done(all.project.id, 60),
    "estimates.in_project": lambda tx, all: tx.estimates.in_project(all.project.id),
    "work.get": lambda tx, all: tx.work.get(all.work.id),
    "work.latest_in": lambda tx, all: tx.work.latest_in(all.project.id, 9),
    "work.latest_in of a person": lambda tx, all: tx.work.latest_in(all.project.id, 9, CY),
    "work.sums": lambda tx, all: tx.work.sums(all.project.id),
    "work.since_estimates": lambda tx, all: tx.work.since_estimates(all.project.id),
    "work.until_estimates": lambda tx, all: tx.work.until_estimates(all.project.id),
    "spending.until_estimates": lambda tx, all: tx.spending.until_estimates(all.project.id),
    "spending.get": lambda tx, all: tx.spending.get(all.cost.id),
    "spending.latest_in": lambda tx, all: tx.spending.latest_in(all.project.id, 9),
    "spending.latest_in of a person": lambda tx, all: tx.spending.latest_in(all.project.id, 9, CY),
    "spending.sums": lambda tx, all: tx.spending.sums(all.project.id),
    "spending.since_estimates": lambda tx, all: tx.spending.since_estimates(all.project.id),
    "viabilities.get": lambda tx, all: tx.viabilities.get(all.project.id).verdict,
    "viabilities.asked_in": lambda tx, all: tx.viabilities.asked_in([all.project.id]),
    "votes.get": lambda tx, all: tx.votes.get(all.stage.id),
    "votes.open_in": lambda tx, all: [
        tx.votes.keep(replace(all.vote, vote=None, voted_at=None)),
        *tx.votes.open_in([all.project.id], 9),
    ][1:],
    "votes.in_project": lambda tx, all: tx.votes.in_project(all.project.id),
    "pictures.files": lambda tx, all: tx.pictures.files([rows.SIGN], NOON),
    "pictures.ground_of": lambda tx, all: tx.pictures.ground_of(CY) is Ground.DARK,
    "pictures.are_coming": lambda tx, all: tx.pictures.are_coming(PictureBook.of(all.project, ToPerson(CY), CY)),
    "progressdays.of_project": lambda tx, all: tx.progress_days.of_project(all.project.id),
    "progressdays.last": lambda tx, all: tx.progress_days.last(all.project.id),
    "progressdays.watch": lambda tx, all: tx.progress_days.watch(all.project.id).next_at,
    "portfolio.known": lambda tx, all: tx.portfolio.known([all.project.id]).costs,
    "portfolio.known, how hard it is": lambda tx, all: tx.portfolio.known([all.project.id]).difficulties,
    "portfolio.known, since when": lambda tx, all: tx.portfolio.known([all.project.id]).heard_at,
    "portfolio.known, what was said": lambda tx, all: tx.portfolio.known([all.project.id]).reports,
    "portfolio.most_against": lambda tx, all: tx.portfolio.most_against(
        "U_ANY", all.progress_day.day, NOON, 9, is_listed=True
    )[0],
    "portfolio.reports": lambda tx, all: tx.portfolio.reports([all.project.id]),
    "costwatches.get": lambda tx, all: tx.cost_watches.get(all.project.id).next_at,
    "outbox.posted": lambda tx, all: tx.outbox.posted(CARD.mark),
    "outbox.claim": lambda tx, all: tx.outbox.claim(all.effect, LATER, LATER),
    "skills.catalogue": lambda tx, all: "tool" in tx.skills.catalogue()["networking"].kind,
    "skills.of_person": lambda tx, all: tx.skills.of_person(CY),
    "skills.for_change": lambda tx, all: tx.skills.for_change(CY, "networking").level,
    "skills.holders": lambda tx, all: tx.skills.holders(["networking"]),
    "skills.proposed_in": lambda tx, all: tx.skills.proposed_in(["networking"]),
    "skills.waiting": lambda tx, all: tx.skills.waiting(9),
    "skills.finished": lambda tx, all: tx.skills.finished(CY),
    "capacity.hours": lambda tx, all: tx.capacity.hours([CY]),
    "capacity.leave": lambda tx, all: tx.capacity.leave([CY], FRIDAY, SATURDAY),
    "capacity.bookings": lambda tx, all: tx.capacity.bookings([CY], rows.MONDAY, rows.MONDAY),
    "capacity.booked_in": lambda tx, all: tx.capacity.booked_in(all.project.id, rows.MONDAY),
    "capacity.one_leave": lambda tx, all: tx.capacity.one_leave(all.leave.id),
    "stock.every": lambda tx, all: tx.stock.every(),
    "stock.several": lambda tx, all: tx.stock.several([all.thing.id]),
    "stock.get": lambda tx, all: tx.stock.get(all.thing.id),
    "outbox.holds": lambda tx, all: tx.outbox.holds(all.held),
}
WRITES = {
    "workspaces.keep": lambda tx, all: tx.workspaces.keep(replace(all.workspace, name="changed")),
    "departures.note": lambda tx, all: tx.departures.note(all.project.id, Departure(CY, could_work=True), LATER),
    "departures.take": lambda tx, all: tx.departures.take(all.project.id),
    "deputies.add": lambda tx, all: tx.deputies.add([replace(all.stand_in, id="another", role=Role.RESPONSIBLE)]),
    "deputies.change": lambda tx, all: tx.deputies.change(replace(all.stand_in, words="changed")),
    "unsettled.note_planned": lambda tx, all: tx.unsettled.note_planned(),
    "unsettled.note_needing": lambda tx, all: tx.unsettled.note_needing(["networking"], ["switch"], ""),
    "unsettled.note": lambda tx, all: tx.unsettled.note([all.project.id]),
    "unsettled.take": lambda tx, all: tx.unsettled.take("begun"),
    "people.keep": lambda tx, all: tx.people.keep(replace(all.person, name="changed")),
    "channels.tell_bot": lambda tx, all: tx.channels.tell_bot(all.channel.id, LATER),
    "channels.keep": lambda tx, all: tx.channels.keep(replace(all.channel, name="changed")),
    "projects.add": lambda tx, all: tx.projects.add(replace(all.project, name="changed")),
    "projects.change": lambda tx, all: tx.projects.change(replace(all.project, zone="UTC")),
    "listing.keep": lambda tx, all: tx.listing.keep(replace(all.project, name="changed")),
    "scopes.begin": lambda tx, all: tx.scopes.begin(replace(all.project, scope=Scope(7))),
    "scopes.keep": lambda tx, all: tx.scopes.keep(replace(all.scope, reason="changed")),
    "services.add": lambda tx, all: tx.services.add(["Changed"]),
    "opinions.give": lambda tx, all: tx.opinions.give(replace(all.opinion, words="changed")),
    "opinions.ask": lambda tx, all: tx.opinions.ask(all.asked.counted(99)),
    "requests.add": lambda tx, all: tx.requests.add(replace(all.request, id="another", number=99)),
    "requests.change": lambda tx, all: tx.requests.change(replace(all.request, reason="changed")),
    "roles.keep": lambda tx, all: tx.roles.keep(replace(all.project, staff=all.project.staff[1:])),
    "tasks.add": lambda tx, all: tx.tasks.add(replace(all.task, number=99, key="NET-99"), all.project),
    "tasks.change": lambda tx, all: tx.tasks.change(all.task, replace(all.task, percent=77), all.project),
    "difficulties.add": lambda tx, all: tx.difficulties.add(
        replace(all.difficulty, number=99, key="NET-D99"), all.project
    ),
    "reports.keep": lambda tx, all: tx.reports.keep(replace(all.plan, next_date=FRIDAY)),
    "reports.add": lambda tx, all: tx.reports.add(replace(all.report, id="other", day=SATURDAY)),
    "difficulties.change": lambda tx, all: tx.difficulties.change(
        all.difficulty, replace(all.difficulty, times_reopened=9), all.project
    ),
    "plans.add": lambda tx, all: tx.plans.add(replace(all.plan_version, id="other", number=9)),
    "plans.answer": lambda tx, all: tx.plans.answer(replace(all.plan_version, answer=None)),
    "changes.add": lambda tx, all: tx.changes.add(replace(all.change, id="other", number=9, key="NET-C9")),
    "changes.change": lambda tx, all: tx.changes.change(replace(all.change, why="changed")),
    "scopenotes.add": lambda tx, all: tx.scope_notes.add(replace(all.scope_note, id="other", number=9)),
    "scopenotes.change": lambda tx, all: tx.scope_notes.change(replace(all.scope_note, minutes=1)),
    "handovers.add": lambda tx, all: tx.handovers.add(replace(all.handover, id="other", number=99, service="LAN")),
    "handovers.change": lambda tx, all: tx.handovers.change(replace(all.handover, reason="changed")),
    "handovers.close_over": lambda tx, all: tx.handovers.close_over(replace(all.closed_over, project_id="on")),
    "lessons.add": lambda tx, all: tx.lessons.add(replace(all.lesson, id="other", number=99)),
    "lessons.change": lambda tx, all: tx.lessons.change(replace(all.lesson, end_words="changed")),
    "lessons.answer": lambda tx, all: tx.lessons.answer(replace(all.lesson_answer, why="changed")),
    "feedbackkept.add": lambda tx, all: tx.feedback.add(replace(all.feedback, id="other", number=99)),
    "feedbackkept.change": lambda tx, all: tx.feedback.change(replace(all.feedback, closes_at=NOON)),
    "feedbackkept.keep_requests": lambda tx, all: tx.feedback.keep_requests(
        [replace(all.feedback_request, was_reminded=False)]
    ),
    "feedbackkept.keep_answer": lambda tx, all: tx.feedback.keep_answer(
        all.feedback.id, CY, replace(all.feedback_answer, went_well="changed")
    ),
    "feedbackkept.erase_answer": lambda tx, all: tx.feedback.erase_answer(all.feedback.id, CY),
    "digests.keep_plan": lambda tx, all: tx.digests.keep_plan(all.digest_plan.stopped()),
    "digests.add": lambda tx, all: tx.digests.add(replace(all.digest, id="other", day=LATER.date())),
    "digests.change": lambda tx, all: tx.digests.change(replace(all.digest, closed_at=None)),
    "reserveanswers.keep": lambda tx, all: tx.reserve_answers.keep(replace(all.reserve_answer, reason="changed")),
    "closings.keep": lambda tx, all: tx.closings.keep(replace(all.closing, seen=("changed",))),
    "closings.forget": lambda tx, all: tx.closings.forget(all.project.id),
    "closings.settle": lambda tx, all: tx.closings.settle(replace(all.settlement, id="other")),
    "outcomes.freeze": lambda tx, all: tx.outcomes.freeze(replace(all.outcome, project_name="changed"), LATER),
    "outcomes.take_back": lambda tx, all: tx.outcomes.take_back(all.project.id),
    "outcomes.answer": lambda tx, all: tx.outcomes.answer(
        all.project.id, replace(all.goal_answer, words="changed"), CY, LATER
    ),
    "baselines.add": lambda tx, all: tx.baselines.add(replace(all.baseline, number=9)),
    "reminders.keep": lambda tx, all: tx.reminders.keep(Reminder(CY, LATER, FRIDAY, ("changed",))),
    "blocks.change": lambda tx, all: tx.blocks.change(all.task.id, ["declined"], [all.task.id]),
    "schedules.keep": lambda tx, all: tx.schedules.keep(replace(all.schedule, zone="UTC")),
    "rounds.add": lambda tx, all: tx.rounds.add(replace(all.round, day=SATURDAY)),
    "rounds.ask": lambda tx, all: tx.rounds.ask(all.round.id, Asked(CY, all.prompt.id, away=True)),
    "rounds.unask": lambda tx, all: tx.rounds.unask(all.round.id, CY),
    "rounds.close": lambda tx, all: tx.rounds.close(all.round.id),
    "rounds.stop": lambda tx, all: tx.rounds.stop(all.round.stopped()),
    "rounds.set_away": lambda tx, all: tx.rounds.set_away(all.prompt.id),
    "prompts.put": lambda tx, all: tx.prompts.put(replace(all.prompt, reason="changed")),
    "prompts.give_up": lambda tx, all: tx.prompts.give_up(all.prompt.id, "changed"),
    "prompts.change": lambda tx, all: tx.prompts.change(replace(all.prompt, reason="changed")),
    "answers.keep": lambda tx, all: tx.answers.keep(replace(all.answer, done="changed", minutes=1)),
    "skills.keep": lambda tx, all: tx.skills.keep(replace(all.skill, name="changed")),
    "skills.master": lambda tx, all: tx.skills.master(replace(all.person_skill, evidence="changed")),
    "capacity.keep_hours": lambda tx, all: tx.capacity.keep_hours(replace(all.hours, minutes=1)),
    "capacity.add_leave": lambda tx, all: tx.capacity.add_leave(replace(all.leave, id="another")),
    "capacity.drop_leave": lambda tx, all: tx.capacity.drop_leave(all.leave.id),
    "capacity.book": lambda tx, all: tx.capacity.book([Booking(all.project.id, CY, rows.MONDAY, 1)]),
    "capacity.unbook": lambda tx, all: tx.capacity.unbook(all.project.id, CY, rows.MONDAY, rows.MONDAY),
    "stock.keep": lambda tx, all: tx.stock.keep(replace(all.thing, in_stock=1)),
    "options.keep": lambda tx, all: tx.options.keep(replace(all.solution, name="changed")),
    "options.remove": lambda tx, all: tx.options.remove([all.solution.id]),
    "options.keep_sheet": lambda tx, all: tx.options.keep_sheet(replace(all.option_sheet, months=7)),
    "resources.keep": lambda tx, all: tx.resources.keep(replace(all.resource, customer="changed")),
    "resources.remove": lambda tx, all: tx.resources.remove(all.resource.id),
    "projecttemplates.keep": lambda tx, all: tx.project_templates.keep(replace(all.template, gist="else"), ANA, NOON),
    "projecttemplates.remove": lambda tx, all: tx.project_templates.remove(all.template.id),
    "projecttemplates.note_kind": lambda tx, all: tx.project_templates.note_kind(
        all.project.id, replace(all.template, name="changed")
    ),
    "stages.add": lambda tx, all: tx.stages.add(rows.stage(all.project, 9, things=(), needs=(), costs=())),
    "stages.change": lambda tx, all: tx.stages.change(replace(all.stage, name="changed")),
    "stages.remove": lambda tx, all: tx.stages.remove("planned"),
    "estimates.add": lambda tx, all: tx.estimates.add(replace(all.estimate, id="another")),
    "work.add": lambda tx, all: tx.work.add(replace(all.work, id="another")),
    "work.remove": lambda tx, all: tx.work.remove(all.work.id),
    "spending.add": lambda tx, all: tx.spending.add(replace(all.cost, id="another")),
    "spending.remove": lambda tx, all: tx.spending.remove(all.cost.id),
    "viabilities.keep": lambda tx, all: tx.viabilities.keep(replace(all.viability, reason="changed")),
    "votes.keep": lambda tx, all: tx.votes.keep(replace(all.vote, reason="changed")),
    "pictures.keep": lambda tx, all: tx.pictures.keep([(rows.SIGN, "F2")], LATER),
    "pictures.keep_ground": lambda tx, all: tx.pictures.keep_ground(CY, Ground.LIGHT),
    "progressdays.keep": lambda tx, all: tx.progress_days.keep(replace(all.progress_day, percent=99)),
    "progressdays.keep_watch": lambda tx, all: tx.progress_days.keep_watch(replace(all.progress_watch, next_at=None)),
    "portfolio.keep": lambda tx, all: tx.portfolio.keep(replace(all.health_report, words="changed")),
    "costwatches.keep": lambda tx, all: tx.cost_watches.keep(replace(all.watch, cost_level=0)),
    "outbox.add": lambda tx, all: tx.outbox.add(CARD, LATER),
    "tools.add": lambda tx, all: tx.tools.add([replace(all.tool, id="another", number=8)]),
    "tools.change": lambda tx, all: tx.tools.change(replace(all.tool, what="changed")),
    "tools.remove": lambda tx, all: tx.tools.remove(all.tool.id),
    "overrides.add": lambda tx, all: tx.overrides.add(replace(all.override, project_id="on")),
    "projects.settle": lambda tx, all: tx.projects.settle(replace(all.project, decided=())),
    "errands.add": lambda tx, all: tx.errands.add(replace(all.errand, id="another")),
    "errands.change": lambda tx, all: tx.errands.change(replace(all.errand, decline_reason="changed")),
    "capacity.change_leave": lambda tx, all: tx.capacity.change_leave(
        replace(all.leave, last_day=SATURDAY + timedelta(days=9))
    ),
    "errands.forget_before": lambda tx, all: tx.errands.forget_before(LATER),
    "history.add": lambda tx, all: tx.history.add(None, LATER, Act.MOVED, all.project.id),
    "outbox.claim": lambda tx, all: tx.outbox.claim(all.effect, LATER, LATER),
    "outbox.keep_posted": lambda tx, all: tx.outbox.keep_posted(CARD.mark, Posted(ChannelId("C9"), "9.9")),
    "outbox.let_rest": lambda tx, all: tx.outbox.let_rest(CARD.mark),
    "outbox.finish": lambda tx, all: tx.outbox.finish(all.claimed, EffectState.DONE, "changed"),
    "outbox.try_again": lambda tx, all: tx.outbox.try_again(all.claimed, LATER, "changed", True),
    "outbox.fail_dependants": lambda tx, all: tx.outbox.fail_dependants(all.claimed, "changed"),
    "outbox.push_ahead": lambda tx, all: tx.outbox.push_ahead(all.effect, LATER, LATER, "changed"),
    "outbox.give_up": lambda tx, all: tx.outbox.give_up(all.effect, "changed"),
    "outbox.forget": lambda tx, all: tx.outbox.forget(all.settled),
    "outbox.forget_settled": lambda tx, all: tx.outbox.forget_settled(LATER),
    "outbox.resume": lambda tx, all: tx.outbox.resume(CARD.to.lane, LATER),
}
ONLY_ADDS = {
    "projects.add",
    "tasks.add",
    "difficulties.add",
    "reports.add",
    "plans.add",
    "baselines.add",
    "changes.add",
    "scopenotes.add",
    "rounds.add",
    "rounds.ask",
    "prompts.put",
    "stages.add",
    "estimates.add",
    "work.add",
    "spending.add",
}  # what stands there already
GATEWAYS = (
    Undelivered,
    Workspaces,
    People,
    Channels,
    Departures,
    Projects,
    Roles,
    Tasks,
    Difficulties,
    TaskLists,
    Reminders,
    Reports,
    Plans,
    Baselines,
    Outcomes,
    Closings,
    Changes,
    Handovers,
    Lessons,
    LessonLists,
    ReserveAnswers,
    FeedbackKept,
    Digests,
    ScopeNotes,
    Blocks,
    Schedules,
    Rounds,
    Prompts,
    Answers,
    History,
    Exports,
    Listing,
    Errands,
    Overrides,
    Unsettled,
    Tools,
    Outbox,
    Skills,
    Capacity,
    Stock,
    Scopes,
    Services,
    Opinions,
    Requests,
    Stages,
    StageCourses,
    Options,
    Resources,
    ProjectTemplates,
    Estimates,
    Work,
    Spending,
    Viabilities,
    Votes,
    CostWatches,
    Portfolio,
    ProgressDays,
    Pictures,
    Deputies,
)
OF_GATEWAYS = set(vars(Gateway))


def _absence(all):
    """Cy is away, and Bo has their task."""
    return Absence(CY, NOON, (all.project.id,), (all.task.key,), (BO,))


class Theirs:
    """Everything of the workspace T1, with an effect that waits, one that is claimed, one parked."""

    def __init__(self, tx):
        self.connection = tx.connection
        self.__dict__.update(vars(rows.save(rows.everything("T1"), tx)))
        tx.history.add(None, NOON, Act.CREATED, self.project.id)
        tx.history.add(BO, NOON, Act.CHANGED_TASK, self.project.id, self.task.key, (Change("price"),))
        tx.people.keep(rows.person("U_ADMIN", standing=Standing.MEMBER))
        tx.outbox.keep_posted(CARD.mark, Posted(ChannelId("C_NET"), "1.5"))
        alarming = rows.difficulty(self.project, 9, state=DifficultyState.OPEN)
        tx.difficulties.add(alarming, self.project)
        declined = replace(self.task, id="declined", key="NET-99", number=99, state=TaskState.DECLINED)
        tx.tasks.add(declined, self.project)
        tx.blocks.change(self.task.id, [], [declined.id])
        tx.channels.tell_bot(self.channel.id, NOON)
        tx.departures.note(self.project.id, Departure(CY, could_work=True), NOON)
        self.stand_in = rows.stand_in(self.project, self.leave)
        tx.deputies.add([self.stand_in])
        tx.tasks.add(replace(self.task, id="staged", key="NET-96", number=96, stage_id=self.stage.id), self.project)
        tx.work.add(replace(self.work, id="early", logged_at=NOON))
        tx.spending.add(replace(self.cost, id="early", logged_at=NOON))
        tx.tools.add([rows.tool(self.project, 9, id="open", state=ToolState.OPEN)])
        tx.reminders.keep(Reminder(CY, NOON, SATURDAY, ("t1",)))
        tx.requests.add(replace(self.request, id="open", number=8, state=RequestState.OPEN, project_id=None))
        staff = (*self.project.staff, Holder(Role.IT_MANAGER, DEE, NOON))
        resumed = replace(self.project, id="on", key="ON", lifecycle=Lifecycle.ACTIVE, staff=staff)
        resumed = replace(resumed, channel=ProjectChannel(ChannelKind.PUBLIC))
        tx.projects.add(resumed)
        tx.tasks.add(replace(self.task, id="due", key="ON-1", number=1, project_id="on"), resumed)
        tx.tasks.add(replace(self.task, id="asking", key="NET-98", number=98, answer=""), self.project)
        tx.tasks.add(replace(self.task, id="done", key="NET-97", number=97, state=TaskState.DONE), self.project)
        tx.scope_notes.add(rows.scope_note(self.project, id="unpriced", number=4))
        tx.lessons.add(rows.lesson(self.project, 5))
        tx.handovers.add(rows.handover(self.project, 5))
        tx.handovers.add(rows.handover(self.project, 6, state=HandoverState.ENDED, ended_at=LATER))
        tx.stock.keep(rows.thing(id="cable", is_retired=False))
        tx.stages.add(rows.stage(self.project, 2, id="planned", state=StageState.PLANNED))
        _plan_another(tx, resumed)
        self._say(tx)

    def _say(self, tx):
        announced = rows.announcement(self.task, self.project)
        parked = tx.outbox.add(announced, NOON)
        tx.outbox.claim(parked, NOON, LATER)
        tx.outbox.finish(parked, EffectState.PARKED, "not_in_channel")
        self.claimed = tx.outbox.add(announced, NOON)
        self.held = tx.outbox.claim(self.claimed, NOON, LATER)
        tx.outbox.add(announced, NOON, after=self.claimed)
        self.effect = tx.outbox.add(rows.to_person(self.task), NOON)
        tx.outbox.add(Home.of(CY), NOON)
        self.settled = tx.outbox.add(rows.to_person(self.task), NOON)
        tx.outbox.give_up(self.settled, "no use")
        tx.outbox.add(CreateChannel(self.project.id, "net", False), NOON)


def _plan_another(tx, project):
    """A project in planning with a stage, which needs what is asked for."""
    begun = replace(project, id="begun", key="BEG", lifecycle=Lifecycle.PLANNING)
    tx.projects.add(begun)
    tx.stages.add(rows.stage(begun))
    tx.unsettled.note_needing(["networking"], ["switch"], "")


@pytest.fixture(scope="module", params=BOTH)
def theirs(request):
    """Everything of T1 on each of the two databases, in one transaction that never happened."""
    kept = request.getfixturevalue("kept_sqlite" if request.param == "sqlite" else "kept_postgres")
    forget_everything(kept)
    with suppress(Undone), tx_of(kept, "T1") as tx:
        yield Theirs(tx)
        raise Undone


@pytest.fixture
def tx(theirs):
    """What a test does among them: everything is seen, nothing stays."""
    savepoint = theirs.connection.begin_nested()
    yield Transaction(theirs.connection, "T1", NOON)
    savepoint.rollback()


def _active(tx, theirs):
    active = replace(theirs.project, lifecycle=Lifecycle.ACTIVE)
    Transaction(tx.connection, "T1", NOON).projects.change(active)
    return True


def _seen(read, tx, theirs):
    try:
        return read(tx, theirs)
    except (Refused, NoResultFound):
        return None


@pytest.mark.parametrize("name", READS)
def test_what_its_own_workspace_sees_no_other_does(tx, theirs, name):
    elsewhere = Transaction(tx.connection, "T2", NOON)

    foreign, own = _seen(READS[name], elsewhere, theirs), _seen(READS[name], tx, theirs)

    assert foreign in NOTHING
    assert own not in NOTHING


@pytest.mark.parametrize("name", WRITES)
def test_no_workspace_changes_another_ones_rows(tx, theirs, name):
    elsewhere, before = Transaction(tx.connection, "T2", NOON), _rows_of("T1", tx)

    with suppress(Refused, IntegrityError, NoResultFound), tx.connection.begin_nested():
        WRITES[name](elsewhere, theirs)

    assert _rows_of("T1", tx) == before


@pytest.mark.parametrize("name", sorted(set(WRITES) - ONLY_ADDS))
def test_the_same_change_works_at_home(tx, theirs, name):
    before = _rows_of("T1", tx)

    WRITES[name](tx, theirs)

    assert _rows_of("T1", tx) != before


def test_no_way_to_the_rows_is_left_out():
    ways = {
        f"{gateway.__name__.lower()}.{name}"
        for gateway in GATEWAYS
        for name, value in vars(gateway).items()
        if callable(value) and not name.startswith("_") and name not in OF_GATEWAYS
    }

    assert ways - set(READS) - set(WRITES) == set()
    assert set(Gateway.__subclasses__()) == set(GATEWAYS)


def _rows_of(workspace, tx):
    found = rows.all_rows(tx.connection)
    return {name: [row for row in kept if workspace in row] for name, kept in found.items()}


class Undone(Exception):
    """Nothing of this test is to stay."""
