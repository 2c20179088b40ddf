"""What is saved comes back as it was, every field of it, on both databases."""

from dataclasses import MISSING, fields, replace
from datetime import timedelta

import pytest

from domain.actors import Standing
from domain.briefs import Priority
from domain.checkins import Asked, Presence, PromptState, RoundState
from domain.checkins import Standing as RoundStanding
from domain.gate import Fact
from domain.health import Colour, HealthReport
from domain.holders import Holder
from domain.progress import Progress
from domain.projects import ChannelKind, Lifecycle, Project, ProjectChannel
from domain.refusals import Refused
from domain.roles import Role
from domain.scope import Scope
from domain.states import State
from domain.tasks import TaskState
from domain.tools import ToolState
from domain.workspaces import Workspace
from tests.storage import rows
from tests.storage.rows import ANA, BO, CY, DEE, FRIDAY, LATER, NOON, SATURDAY, TYPED, tx_of


def _default(one, field):
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@pytest.mark.parametrize("noun", [field.name for field in fields(rows.Everything)])
def test_the_sample_leaves_no_field_at_its_default(noun):
    sample = getattr(rows.everything(), noun)
    elsewhere = {"work": {"answer_id"}}  # written with the answer
    not_stored = {
        "round": {"state"},
        "project": {"next_checkin", "is_approved", "is_overridden", "requested_by", "has_stages"},
        "channel": {"is_general"},
    } | elsewhere

    at_default = [one.name for one in fields(sample) if getattr(sample, one.name) == _default(sample, one)]

    assert set(at_default) <= not_stored.get(noun, set())


@pytest.mark.parametrize("wanted", [rows.workspace(), Workspace("T1")], ids=["full", "default"])
def test_a_workspace_comes_back(database, wanted):
    with tx_of(database) as tx:
        tx.workspaces.keep(wanted)

    with tx_of(database) as tx:
        assert tx.workspaces.get() == wanted


def test_a_workspace_nobody_saved_has_the_defaults(database):
    with tx_of(database) as tx:
        assert tx.workspaces.get() == Workspace("T1")


def test_whoever_is_kept_under_another_name_is_called_so_in_the_same_transaction(database):
    person = rows.person()
    with tx_of(database) as tx:
        tx.people.keep(replace(person, name="Before"))
        held = tx.people.get(person.id)
        tx.people.keep(replace(person, name="After"))

        assert list(tx.people.named(held).names.values()) == ["After"]


def test_a_person_and_a_channel_come_back_as_they_were_kept_last(database):
    person, channel = rows.person(), rows.channel()
    with tx_of(database) as tx:
        tx.people.keep(replace(person, name="Before", is_admin=False))
        tx.channels.keep(replace(channel, name="before", has_bot=False))
        tx.people.keep(person)
        tx.channels.keep(channel)

    with tx_of(database) as tx:
        assert tx.people.get(person.id) == person
        assert tx.channels.get(channel.id) == channel


def test_only_members_count_as_administrators(database):
    with tx_of(database) as tx:
        for standing in Standing:
            tx.people.keep(rows.person(f"U_{standing}", standing=standing, is_admin=True))
        tx.people.keep(rows.person("U_PLAIN", standing=Standing.MEMBER, is_admin=False))

        assert [one.id for one in tx.people.administrators()] == ["U_member"]


@pytest.mark.parametrize(
    "wanted",
    [
        rows.project(),
        Project("P", "T1", "NET", "N", "C", Scope(), ProjectChannel(ChannelKind.PUBLIC, "net"), "UTC", NOON),
    ],
    ids=["full", "sparse"],
)
def test_a_project_comes_back_with_its_roles_in_order(database, wanted):
    with tx_of(database) as tx:
        tx.projects.add(wanted)

    with tx_of(database) as tx:
        assert tx.projects.get(wanted.id) == wanted
        assert tx.projects.for_change(wanted.id) == wanted
        assert tx.projects.by_key(wanted.key) == wanted


def test_a_project_knows_when_its_next_round_is_due(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.schedules.keep(rows.schedule(project))

        assert tx.projects.get(project.id).next_checkin == NOON


def test_a_changed_project_comes_back_changed_in_every_column(database):
    sparse = rows.project(
        scope=Scope(), channel=ProjectChannel(ChannelKind.PUBLIC), progress=Progress(), started_at=None
    )
    full = rows.project(staff=sparse.staff)
    with tx_of(database) as tx:
        tx.projects.add(sparse)
        tx.projects.change(full)

        assert tx.projects.get(full.id) == full


def test_confirming_one_role_leaves_the_others(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
        before = tx.projects.with_unconfirmed_head(9)
        tx.roles.keep(replace(project, staff=tuple(replace(one, confirmed=True) for one in project.staff)))

        assert before == [project]
        assert tx.projects.with_unconfirmed_head(9) == []
        assert tx.projects.get(project.id).roles_of(BO) == {Role.DEPARTMENT_HEAD}


def test_another_staff_takes_the_place_of_the_one_before_in_its_own_order(database):
    project, other = rows.project(), rows.project("WEB")
    restaffed = replace(project, staff=(Holder(Role.OBSERVER, DEE, LATER), *project.staff[:0:-1]))
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.projects.add(other)
        tx.roles.keep(restaffed)

        assert tx.projects.get(project.id) == restaffed
        assert tx.projects.get(other.id) == other


def test_projects_are_found_by_channel_person_and_newest_first(database):
    old, new = rows.project("OLD"), rows.project("NEW", created_at=NOON + timedelta(days=1))
    with tx_of(database) as tx:
        tx.projects.add(old)
        tx.projects.add(new)

        assert tx.projects.in_channel("C_OLD") == old
        assert tx.projects.in_channels(["C_OLD", "C_NEW", "C_X"]) in ([old, new], [new, old])
        assert tx.projects.of_person(ANA, 9) == [new, old]
        assert tx.projects.of_person(ANA, 1) == [new]
        assert tx.projects.of_person("U_X", 9) == []
        assert tx.projects.of_person(ANA, 9, only_active=True) == []
        assert tx.projects.keys() == {"OLD", "NEW"}


@pytest.mark.parametrize("over", [Lifecycle.COMPLETED, Lifecycle.CLOSED])
def test_what_ended_long_ago_is_found_behind_newer_projects_and_what_was_cancelled_is_not(database, over):
    old, cancelled = rows.project("OLD", lifecycle=over), rows.project("OFF", lifecycle=Lifecycle.CANCELLED)
    new = rows.project("NEW", created_at=NOON + timedelta(days=1))
    with tx_of(database) as tx:
        for project in (old, cancelled, new):
            tx.projects.add(project)

        assert tx.projects.of_person(ANA, 1, only_ended=True) == [old]


@pytest.mark.parametrize(
    ("twin", "field"),
    [
        (rows.project(id="other", channel=ProjectChannel(ChannelKind.PUBLIC)), "key"),
        (rows.project("OPS", channel=ProjectChannel(ChannelKind.EXISTING, id=rows.HOME)), "existing_channel"),
    ],
    ids=["key", "channel"],
)
def test_a_key_or_channel_that_somebody_took_meanwhile_is_refused_beside_its_field(database, twin, field):
    with tx_of(database) as tx:
        tx.projects.add(rows.project())

    with pytest.raises(Refused) as refusal, tx_of(database) as tx:
        tx.projects.add(twin)

    assert refusal.value.field == field


def test_moving_into_a_channel_that_is_lived_in_is_refused(database):
    other = rows.project("OPS")
    with tx_of(database) as tx:
        tx.projects.add(rows.project())
        tx.projects.add(other)

    with pytest.raises(Refused) as refusal, tx_of(database) as tx:
        tx.projects.change(replace(other, channel=ProjectChannel(ChannelKind.PUBLIC, id=rows.HOME)))

    assert refusal.value.field == "existing_channel"


def test_another_workspace_may_use_the_same_key_and_task_keys(database):
    mine, theirs = rows.everything("T1"), rows.everything("T2")
    with tx_of(database, "T1") as tx:
        rows.save(mine, tx)
    with tx_of(database, "T2") as tx:
        rows.save(theirs, tx)

        assert tx.projects.by_key("NET").id == theirs.project.id
        assert tx.tasks.by_key("NET-13").id == theirs.task.id


def test_a_task_comes_back_and_is_counted(database):
    project = rows.project(progress=Progress(), last_task_number=0)
    task = rows.task(project)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.tasks.add(task, project)

    with tx_of(database) as tx:
        assert tx.tasks.get(task.id) == tx.tasks.for_change(task.id) == tx.tasks.by_key(task.key) == task
        assert tx.projects.get(project.id).progress == Progress(1, 1, 90, 90 * 40, 0, 0, 90)
        assert tx.projects.get(project.id).last_task_number == 1


def test_a_changed_task_comes_back_changed_in_every_column(database):
    project = rows.project(progress=Progress(), last_task_number=0)
    sparse = rows.task(
        project,
        helpers=(),
        estimate_minutes=None,
        state=TaskState.OFFERED,
        priority=Priority.LOW,
        percent=0,
        done_by=None,
        done_at=None,
    )
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.tasks.add(sparse, project)
        tx.tasks.change(sparse, rows.task(project), tx.projects.get(project.id))

        assert tx.tasks.get(sparse.id) == rows.task(project)


def test_open_tasks_come_earliest_due_first_and_the_overdue_are_counted_beyond_those_shown(database):
    project = rows.project(progress=Progress(), last_task_number=0)
    days = [SATURDAY, FRIDAY - timedelta(days=2), FRIDAY - timedelta(days=1), FRIDAY]
    with tx_of(database) as tx:
        tx.projects.add(project)
        for number, day in enumerate(days, 1):
            tx.tasks.add(rows.task(project, number, due=day), tx.projects.get(project.id))
        done = rows.task(project, 5, due=FRIDAY - timedelta(days=9), state=TaskState.DONE)
        tx.tasks.add(done, tx.projects.get(project.id))

        found = tx.tasks.open_in(project.id, FRIDAY, 1)

        assert [one.number for one in found.first] == [2]
        assert found.overdue == 2
        assert found.waits_for == {}
        assert [one.number for one in tx.tasks.open_of(CY, 9)] == [2, 3, 4, 1]
        assert [one.number for one in tx.tasks.open_of(CY, 2, project.id)] == [2, 3]
        assert [one.number for one in tx.tasks.all_in(project.id)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "changes",
    [{}, {"days": None, "next_date": None, "next_at": None}, {"days": ()}],
    ids=["full", "stopped", "no days"],
)
def test_a_schedule_comes_back(database, changes):
    project = rows.project()
    wanted = rows.schedule(project, **changes)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.schedules.keep(rows.schedule(project, zone="UTC"))
        tx.schedules.keep(wanted)

        assert tx.schedules.get(project.id) == tx.schedules.for_change(project.id) == wanted
        assert tx.schedules.of([project.id]) == [wanted]


def test_a_round_is_found_by_its_day_its_prompt_and_its_people(database):
    project = rows.project()
    held, prompt = rows.round_of(project), rows.prompt()
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.rounds.add(held)
        tx.prompts.put(prompt)
        tx.rounds.ask(held.id, Asked(CY, prompt.id, away=True))

        assert tx.rounds.get(held.id) == tx.rounds.of_day(project.id, FRIDAY) == held
        assert tx.rounds.of_prompt(prompt.id) == tx.rounds.open_of(CY) == [held]
        assert tx.rounds.asked(held.id) == [Asked(CY, prompt.id, away=True)]
        assert tx.rounds.day_asked(held.id, CY) == FRIDAY
        assert tx.rounds.day_asked(held.id, BO) is None


def test_a_round_closes_once(database):
    project = rows.project()
    held = rows.round_of(project)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.rounds.add(held)

        assert [tx.rounds.close(held.id), tx.rounds.close(held.id)] == [True, False]
        assert tx.rounds.get(held.id).state is RoundState.CLOSED


def test_only_an_open_round_is_stopped_and_it_stays_told_apart_from_a_closed_one(database):
    project = rows.project()
    held, over = rows.round_of(project), rows.round_of(project, SATURDAY)
    with tx_of(database) as tx:
        tx.projects.add(project)
        for one in (held, over):
            tx.rounds.add(one)
        tx.rounds.close(over.id)

        assert tx.rounds.open_in(project.id) == [held]
        assert [tx.rounds.stop(one.stopped()) for one in (held, held, over)] == [True, False, False]
        assert [tx.rounds.get(one.id).was_stopped for one in (held, over)] == [True, False]


def test_the_last_standing_passes_over_skipped_rounds_and_knows_who_answered(database):
    project, prompts = rows.project(), [rows.prompt(one) for one in (ANA, BO, CY)]
    held = rows.round_of(project)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.rounds.add(rows.round_of(project, FRIDAY - timedelta(days=1)))
        tx.rounds.add(held)
        tx.rounds.add(rows.round_of(project, SATURDAY, state=RoundState.SKIPPED))
        for prompt in prompts:
            tx.prompts.put(prompt)
            tx.rounds.ask(held.id, Asked(prompt.person, prompt.id, away=prompt.person == BO))
        tx.answers.keep(rows.answer(project, CY))

        found = tx.rounds.last_standing(project.id)

    assert found.round == held
    assert [(one.person, one.presence, one.has_difficulty) for one in found.people] == [
        (ANA, Presence.MISSING, False),
        (BO, Presence.AWAY, False),
        (CY, Presence.ANSWERED, True),
    ]


def test_a_round_in_which_nobody_is_asked_has_an_empty_standing(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.rounds.add(rows.round_of(project))

        assert tx.rounds.last_standing(project.id) == RoundStanding(rows.round_of(project), ())


def test_a_person_has_one_prompt_a_day_and_it_is_the_first(database):
    first, second = rows.prompt(), replace(rows.prompt(), id="second", reason="")
    with tx_of(database) as tx:
        put = [tx.prompts.put(first), tx.prompts.put(second)]

        assert put == [(first, True), (first, False)]
        assert tx.prompts.of_day(CY, FRIDAY) == tx.prompts.get(first.id) == first


def test_a_changed_prompt_comes_back_changed(database):
    before = rows.prompt()
    after = replace(before, due_at=NOON - timedelta(hours=1), state=PromptState.WAITING, reason="")
    with tx_of(database) as tx:
        tx.prompts.put(before)
        tx.prompts.change(after)

        found = tx.prompts.for_change(before.id)

        assert found == after


def test_an_answer_comes_back_and_its_hours_are_counted_once(database):
    project = rows.project()
    first = rows.answer(project)
    edited = replace(first, minutes=30, done="", next="n", difficulties="", edited_at=NOON, late=False)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.answers.keep(first)
        kept = tx.answers.get(first.id)
        tx.answers.keep(edited)

        assert kept == first
        assert tx.answers.of_person(project.id, FRIDAY, CY) == tx.answers.last_of(project.id, CY) == edited
        assert tx.answers.of_round(project.id, FRIDAY) == [edited]
        assert tx.answers.minutes_on(CY, SATURDAY, []) == 30
        assert tx.answers.minutes_on(CY, SATURDAY, [first.id]) == 0


def test_an_answer_without_hours_leaves_no_work_entry(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.answers.keep(rows.answer(project))
        tx.answers.keep(rows.answer(project, minutes=0))

        assert rows.all_rows(tx.connection)["work_entries"] == []


def test_words_are_kept_exactly_as_they_were_typed(database):
    project = rows.project(name=TYPED)
    held = rows.round_of(project)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.rounds.add(held)
        tx.answers.keep(rows.answer(project, done=TYPED * 30))

    with tx_of(database) as tx:
        assert tx.projects.get(project.id).name == TYPED
        assert tx.answers.of_round(project.id, FRIDAY)[0].done == TYPED * 30


def test_tools_come_back_in_the_order_of_their_list_as_they_were_changed_last(database):
    project = rows.project()
    second = rows.tool(project, 2, id="second", state=ToolState.READY)
    first = rows.tool(project, 1, id="first", owner=None, given_at=None)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.tools.add([second, first])
        changed = rows.tool(project, 1, id="first", state=ToolState.OPEN)
        tx.tools.change(changed)

        assert tx.tools.of_project(project.id) == [changed, second]
        assert (tx.tools.get("first"), tx.tools.open_of(CY, 9)) == (changed, [changed])

        tx.tools.remove("first")
        assert tx.tools.of_project(project.id) == [second]


def test_an_override_comes_back_whole(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.overrides.add(rows.override(project))

        assert tx.overrides.of_project(project.id) == rows.override(project)
        assert tx.projects.get(project.id).is_overridden
        assert tx.overrides.of_project("another") is None


def test_what_is_decided_is_saved_by_itself_and_never_by_an_older_copy_of_the_project(database):
    project = rows.project()
    settled = replace(project, decided=(Fact.USERS,), reached=State.APPROVED)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.projects.settle(settled)

        tx.projects.change(replace(project, zone="UTC"))

        assert tx.projects.get(project.id) == replace(settled, zone="UTC")


def test_an_errand_comes_back_as_it_was_changed_last_until_it_is_forgotten(database):
    project, errand = rows.project(), rows.errand(rows.project())
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.errands.add(replace(errand, asked=(), answered_by=None, performed_at=None))
        tx.errands.change(errand)

        assert tx.errands.get(errand.id) == tx.errands.for_change(errand.id) == errand

        tx.errands.forget_before(NOON)
        assert tx.errands.get(errand.id) == errand
        tx.errands.forget_before(NOON + timedelta(seconds=1))
        with pytest.raises(Refused, match="too old"):
            tx.errands.get(errand.id)


def test_what_was_said_last_of_how_a_project_fares_comes_back_whole(database):
    project = rows.project()
    report = HealthReport(project.id, Colour.AMBER, TYPED, CY, NOON)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.portfolio.keep(replace(report, colour=Colour.RED, words="before", by=BO, at=LATER))

        tx.portfolio.keep(report)

        assert tx.portfolio.reports([project.id, "another"]) == {project.id: report}
