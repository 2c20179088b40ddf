"""A database as it looks after a year: thousands of things over and done, and a few that are open or due."""

from datetime import date, time, timedelta
from decimal import Decimal

import sqlalchemy as sa

from domain.history import Act
from storage.tables.asking import reminders
from storage.tables.checkins import prompts, round_people, rounds, schedules, work_entries
from storage.tables.costs import cost_entries, cost_watches
from storage.tables.deputies import stand_ins
from storage.tables.difficulties import difficulties, report_schedules
from storage.tables.digests import digest_entries, digest_plans, digests
from storage.tables.errands import errands
from storage.tables.feedback import feedback
from storage.tables.gate import overrides
from storage.tables.history import history
from storage.tables.outbox import effects
from storage.tables.plans import baselines, plan_versions
from storage.tables.progress_days import progress_days, progress_watches
from storage.tables.projects import project_roles, project_words, projects
from storage.tables.scope import project_requests
from storage.tables.stages import stage_estimates, stage_things, stages
from storage.tables.tasks import task_blocks, tasks
from storage.types import ExactDecimal, UtcDateTime
from tests.storage.queries import take_stock
from tests.storage.rows import FRIDAY, NOON

WORKSPACES = 4
PROJECTS = 400
DAYS = 3
TASKS = 5
VALUES = {str: "x", int: 1, bool: False, date: FRIDAY, time: time(9)}
WORDS = {"lifecycle": "active", "channel_kind": "public", "role": "team_member", "priority": "normal", "state": "done"}
WORDS |= {
    "why_open": "",
    "severity": "high",
    "category": "other",
    "kind": "other",
    "reached": "draft",
    "listed_as": "scoped",
}


def crowd(connection):
    """Fill every table that grows."""
    for table, made in (
        (projects, _projects()),
        (project_roles, _roles()),
        (stand_ins, _stand_ins()),
        (project_words, _words()),
        (schedules, _schedules()),
        (tasks, _tasks()),
        (difficulties, _difficulties()),
        (report_schedules, _report_schedules()),
        (task_blocks, _blocks()),
        (reminders, _reminders()),
        (rounds, _rounds()),
        (prompts, _prompts()),
        (round_people, _asked()),
        (stages, _stages()),
        (stage_things, _things()),
        (stage_estimates, _estimates()),
        (cost_entries, _costs()),
        (cost_watches, _watches()),
        (progress_watches, _watches()),
        (digest_plans, _digest_plans()),
        (digests, _digests()),
        (digest_entries, _digest_entries()),
        (feedback, ({**one, "id": one["project_id"]} for one in _watches())),
        (progress_days, _progress_days()),
        (baselines, _baselines()),
        (plan_versions, _plan_versions()),
        (project_requests, _requests()),
        (overrides, _overrides()),
        (errands, _errands()),
        (work_entries, _hours()),
        (effects, _effects()),
        (history, _history()),
    ):
        usual = {column.name: _usual(column) for column in table.columns if column.name != "seq"}
        connection.execute(sa.insert(table), [{**usual, **row} for row in made])
    take_stock(connection)


def _usual(column):
    if column.nullable:
        return None
    if column.name in WORDS:
        return WORDS[column.name]
    if column.name == "percent":
        return 100
    if isinstance(column.type, UtcDateTime):
        return NOON
    if isinstance(column.type, ExactDecimal):
        return Decimal(1)
    return [] if isinstance(column.type, sa.JSON) else VALUES[column.type.python_type]


def _each_project():
    return [(f"T{n % WORKSPACES}", f"P{n}", n) for n in range(WORKSPACES * PROJECTS)]


def _projects():
    for workspace, project, n in _each_project():
        kind = "private" if n % 20 == 0 else "public"
        yield {
            "id": project,
            "workspace_id": workspace,
            "key": f"K{n}",
            "channel_id": f"C{n}",
            "channel_kind": kind,
        } | {"lifecycle": "closed" if n % 3 else "active" if n % 4 else "planning"}


def _roles():
    for workspace, project, n in _each_project():
        for seat in range(3):
            yield {"workspace_id": workspace, "project_id": project, "person_id": f"U{(n + seat * 7) % 60}"}
        yield {"workspace_id": workspace, "project_id": project, "person_id": "U_ALL", "role": "it_manager"}


def _stand_ins():
    for workspace, project, n in _each_project():
        acting = f"U{(n + 3) % 60}" if n % 20 == 0 else None
        yield {"id": project, "workspace_id": workspace, "project_id": project, "role": "team_member"} | {
            "leave_id": f"L{n % 300}",
            "person_id": f"U{n % 60}",
            "deputy_id": f"U{(n + 3) % 60}",
            "state": "given" if acting else "over",
            "acting": acting,
            "next_at": NOON + timedelta(minutes=n) if acting else None,
        }


def _words():
    for workspace, project, n in _each_project():
        for word, of_customer in ((f"k{n}", False), ("renewal", False), (f"town{n % 40}", False), ("council", True)):
            yield {"workspace_id": workspace, "project_id": project, "word": word, "of_customer": of_customer}


def _schedules():
    for workspace, project, n in _each_project():
        due = NOON + timedelta(minutes=n) if n % 4 else None
        yield {"project_id": project, "workspace_id": workspace, "open_minutes": 60, "next_at": due}


def _tasks():
    for workspace, project, n in _each_project():
        for number in range(TASKS):
            due, state = FRIDAY + timedelta(days=number - 3), "accepted" if number % 10 == 0 else "done"
            key, person = f"K{n}-{number}", f"U{(n + number) % 60}"
            yield {"id": f"{project}-{number}", "workspace_id": workspace, "project_id": project, "key": key} | {
                "number": number,
                "due": due,
                "state": state,
                "assignee": person,
            }


def _difficulties():
    for workspace, project, n in _each_project():
        for number in range(TASKS):
            state, severity = "open" if number % 10 == 0 else "resolved", "high" if n % 2 else "low"
            yield {"id": f"{project}-D{number}", "workspace_id": workspace, "project_id": project, "state": state} | {
                "key": f"K{n}-D{number}",
                "number": number,
                "severity": severity,
            }


def _report_schedules():
    for workspace, project, n in _each_project():
        due = NOON + timedelta(minutes=n) if n % 4 else None
        yield {"project_id": project, "workspace_id": workspace, "next_at": due}


def _reminders():
    for workspace in range(WORKSPACES):
        for person in range(400):
            due = NOON + timedelta(minutes=person) if person % 4 == 0 else None
            yield {"workspace_id": f"T{workspace}", "person_id": f"U{person}", "next_at": due}


def _blocks():
    for workspace, project, _ in _each_project():
        yield {"workspace_id": workspace, "task_id": f"{project}-2", "blocked_by": f"{project}-1"}


def _rounds():
    for workspace, project, n in _each_project():
        for day in range(DAYS):
            state = "open" if day == 0 and n % 10 == 0 else "closed"
            closes = NOON + timedelta(minutes=n) - timedelta(days=day)
            yield {"id": f"{project}-{day}", "workspace_id": workspace, "project_id": project, "state": state} | {
                "day": FRIDAY - timedelta(days=day),
                "closes_at": closes,
            }


def _prompts():
    for workspace in range(WORKSPACES):
        for person in range(60):
            for day in range(DAYS):
                state, at = "waiting" if day == 0 and person % 6 == 0 else "sent", FRIDAY - timedelta(days=day)
                yield {"id": f"T{workspace}-U{person}-{day}", "workspace_id": f"T{workspace}", "state": state} | {
                    "person_id": f"U{person}",
                    "day": at,
                    "due_at": NOON - timedelta(days=day),
                }


def _asked():
    for workspace, project, n in _each_project():
        for day in range(0, DAYS, 2):
            person = f"U{n % 60}"
            yield {"round_id": f"{project}-{day}", "workspace_id": workspace, "person_id": person} | {
                "prompt_id": f"{workspace}-{person}-{day}"
            }


def _hours():
    for workspace, project, n in _each_project():
        for day in range(2):
            yield {"id": f"{project}-{day}", "workspace_id": workspace, "project_id": project} | {
                "person_id": f"U{n % 60}",
                "day": FRIDAY - timedelta(days=day),
            }


def _stages():
    for workspace, project, _ in _each_project():
        for number in range(3):
            yield {"id": f"{project}-S{number}", "workspace_id": workspace, "project_id": project} | {
                "number": number,
                "state": "planned",
            }


def _things():
    for workspace, project, n in _each_project():
        for number in range(3):
            yield {"id": f"{project}-{number}", "workspace_id": workspace, "stage_id": f"{project}-S{number}"} | {
                "thing_id": f"thing{n % 90}",
                "last_day": FRIDAY + timedelta(days=number - 1),
            }


def _estimates():
    for workspace, project, n in _each_project():
        yield {"id": project, "workspace_id": workspace, "project_id": project} | {
            "stage_id": f"{project}-S0",
            "at": NOON - timedelta(hours=n % 90),
        }


def _costs():
    for workspace, project, n in _each_project():
        for number in range(2):
            yield {"id": f"{project}-{number}", "workspace_id": workspace, "project_id": project} | {
                "person_id": f"U{n % 60}",
                "stage_id": f"{project}-S{number}",
            }


def _watches():
    for workspace, project, n in _each_project():
        due = NOON + timedelta(minutes=n) if n % 4 else None
        yield {"project_id": project, "workspace_id": workspace, "next_at": due}


def _digest_plans():
    for workspace, project, n in _each_project():
        yield {"head_id": project, "workspace_id": workspace, "next_at": NOON + timedelta(minutes=n) if n % 4 else None}


def _digests():
    """One in fifty is of this week."""
    for workspace, project, n in _each_project():
        yield {"id": project, "workspace_id": workspace, "head_id": project, "closed_at": NOON if n % 50 else None}


def _digest_entries():
    for workspace, project, _ in _each_project():
        for number in range(3):
            yield {"digest_id": project, "workspace_id": workspace, "project_id": project, "number": number}


def _progress_days():
    for workspace, project, _ in _each_project():
        for number in range(3):
            yield {"project_id": project, "workspace_id": workspace, "day": FRIDAY + timedelta(days=number)}


def _baselines():
    for workspace, project, _ in _each_project():
        for number in range(3):
            yield {"project_id": project, "workspace_id": workspace, "number": number}


def _plan_versions():
    for workspace, project, n in _each_project():
        for number in range(3):
            yield {"id": f"{project}-V{number}", "workspace_id": workspace, "project_id": project} | {
                "number": number,
                "contact": f"G{n % 90}",
            }


def _errands():
    for workspace, project, n in _each_project():
        done = NOON if n % 9 else None
        yield {"id": f"E{n}", "workspace_id": workspace, "project_id": project, "name": "hold", "performed_at": done}


def _overrides():
    for workspace, project, _ in _each_project():
        yield {"project_id": project, "workspace_id": workspace}


def _requests():
    for workspace, project, n in _each_project():
        yield {"id": f"Q{n}", "workspace_id": workspace, "number": n, "project_id": project, "state": "assigned"}


def _history():
    for workspace, project, n in _each_project():
        for line in range(200 if project == "P7" else 6):
            yield {"number": n * 3_000 + line + 1, "workspace_id": workspace, "project_id": project} | {
                "by": f"U{line % 60}",
                "about": f"K{n}-{line}",
                "act": Act.CHANGED_TASK.value,
            }


def _effects():
    for workspace, project, n in _each_project():
        for number in range(DAYS):
            state = "waiting" if number == DAYS - 1 and n % 10 == 0 else "done"
            yield {"id": f"{project}-{number}", "workspace_id": workspace, "lane": f"project:{project}"} | {
                "state": state,
                "after_id": f"{project}-{number - 1}" if number == 1 else None,
                "mark": None,
            }
