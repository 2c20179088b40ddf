"""Difficulties come back as they were, in the order that people read them, and are counted in the transaction."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.difficulties import Category, Difficulty, DifficultyState, Severity, most_pressing_first
from storage.difficulties import Tally
from tests.storage import rows
from tests.storage.rows import ANA, BO, CY, NOON, tx_of


def test_a_difficulty_comes_back_and_is_counted(database):
    project = rows.project(last_difficulty_number=0, open_difficulties=0)
    wanted = rows.difficulty(project)
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.difficulties.add(wanted, project)

    with tx_of(database) as tx:
        kept = tx.projects.get(project.id)
        assert tx.difficulties.get(wanted.id) == tx.difficulties.for_change(wanted.id) == wanted
        assert tx.difficulties.by_key("NET-D1") == wanted
        assert (kept.last_difficulty_number, kept.open_difficulties) == (1, 1)


def test_a_changed_difficulty_comes_back_changed_in_every_column(database):
    project = rows.project(open_difficulties=0)
    sparse = Difficulty("d1", project.id, "NET-D1", 1, "w", Severity.LOW, Category.OTHER, None, None, None, ANA, NOON)
    full = rows.difficulty(project, id="d1")
    with tx_of(database) as tx:
        tx.projects.add(project)
        tx.difficulties.add(sparse, project)
        before = tx.difficulties.get("d1")
        tx.difficulties.change(sparse, full, tx.projects.get(project.id))

        assert before == sparse
        assert tx.difficulties.get("d1") == full


def test_the_difficulty_of_an_answer_is_found_by_it(database):
    with tx_of(database) as tx:
        saved = rows.save(rows.everything("T1"), tx)

        assert tx.difficulties.of_answer(saved.answer.id) == saved.difficulty
        assert tx.difficulties.of_answer("other") is None
        assert tx.difficulties.of_answers([saved.answer.id, "other"]) == {saved.answer.id: saved.difficulty}
        assert tx.difficulties.of_answers([]) == {}


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(Severity), st.integers(0, 3), st.sampled_from(DifficultyState)),
        min_size=1,
        max_size=8,
    )
)
def test_the_database_sorts_counts_and_pages_as_the_domain_does(database, made):
    project = rows.project(last_difficulty_number=0, open_difficulties=0)
    every = [
        rows.difficulty(project, n, severity=severity, reported_at=NOON + timedelta(hours=hours), state=state)
        for n, (severity, hours, state) in enumerate(made, 1)
    ]
    stands = most_pressing_first(one for one in every if one.is_open)
    with tx_of(database) as tx:
        tx.projects.add(project)
        for one in every:
            tx.difficulties.add(one, tx.projects.get(project.id))

        assert tx.difficulties.open_in(project.id, 99) == stands
        assert tx.difficulties.open_in(project.id, 2, 1) == stands[1:3]
        assert tx.difficulties.all_in(project.id, 3, 1) == every[::-1][1:4]
        assert sum(one.count for one in tx.difficulties.tally(project.id)) == len(stands)
        assert tx.projects.get(project.id).open_difficulties == len(stands)
        tx.connection.rollback()


def test_a_tally_counts_by_severity_and_knows_the_oldest(database):
    project = rows.project()
    with tx_of(database) as tx:
        tx.projects.add(project)
        for number, severity in enumerate([Severity.LOW, Severity.CRITICAL, Severity.LOW], 1):
            one = rows.difficulty(
                project, number, severity=severity, reported_at=NOON + timedelta(days=number), reopened_at=None
            )
            tx.difficulties.add(one, project)

        assert tx.difficulties.tally(project.id) == [
            Tally(Severity.CRITICAL, 1, NOON + timedelta(days=2), NOON + timedelta(days=2)),
            Tally(Severity.LOW, 2, NOON + timedelta(days=1), NOON + timedelta(days=3)),
        ]


def test_what_a_person_reported_is_found_while_it_is_open(database):
    project = rows.project()
    mine, over = rows.difficulty(project, 1), rows.difficulty(project, 2, state=DifficultyState.RESOLVED)
    with tx_of(database) as tx:
        tx.projects.add(project)
        for one in (mine, over, replace(rows.difficulty(project, 3), reported_by=BO)):
            tx.difficulties.add(one, project)

        assert tx.difficulties.open_by(CY, project.id, 9) == [mine]
