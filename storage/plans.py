"""The versions of customers' plans, newest first, each exactly as it was shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from domain.customer_plan import CustomerPlan, PromisedChange
from domain.identity import UserId
from domain.plans import Medium, PlanAnswer, PlanVerdict, PlanVersion, no_such_plan
from domain.projects import RUNNING
from storage.statements import MINE, Gateway, as_new
from storage.tables.plans import plan_versions
from storage.tables.projects import projects

PLAN, CHANGE = TypeAdapter(CustomerPlan), TypeAdapter(PromisedChange | None)
SHOWN = plan_versions.alias("shown")
# A change was agreed without its customer when it is accepted by somebody else, who has not written down their word.
AGREED_WITHOUT = (
    SHOWN.c.change.is_not(None)
    & (sa.func.coalesce(SHOWN.c.verdict, "") == PlanVerdict.ACCEPTED.value)
    & SHOWN.c.medium.is_(None)
    & (SHOWN.c.answered_by != sa.func.coalesce(SHOWN.c.contact, ""))
)
SHOWN_AS = (
    sa.select(sa.func.count())
    .where(SHOWN.c.project_id == plan_versions.c.project_id, SHOWN.c.number <= plan_versions.c.number, ~AGREED_WITHOUT)
    .correlate(plan_versions)
    .scalar_subquery()
    .label("shown_as")
)
OURS = sa.select(plan_versions, SHOWN_AS).where(plan_versions.c.workspace_id == MINE)
BY_ID = OURS.where(plan_versions.c.id == sa.bindparam("version"))
OF_PROJECT = OURS.where(plan_versions.c.project_id == sa.bindparam("project")).order_by(plan_versions.c.number.desc())
NEWEST = OF_PROJECT.limit(1)
OF_PROJECTS = OURS.where(plan_versions.c.project_id.in_(sa.bindparam("projects", expanding=True))).order_by(
    plan_versions.c.number.desc()
)
# What waits for an answer comes first, and in a project that is over nothing waits any more.
WAITS = plan_versions.c.verdict.is_(None) & sa.exists(
    sa.select(1)
    .select_from(projects)
    .where(projects.c.id == plan_versions.c.project_id, projects.c.lifecycle.in_([one.value for one in RUNNING]))
)
LATER = plan_versions.alias("later")
OF_CONTACT = (
    OURS.where(plan_versions.c.contact == sa.bindparam("person"))
    .where(
        ~sa.exists().where(LATER.c.project_id == plan_versions.c.project_id, LATER.c.number > plan_versions.c.number)
    )
    .order_by(sa.case((WAITS, 0), else_=1), plan_versions.c.presented_at.desc(), plan_versions.c.id)
    .limit(sa.bindparam("most"))
)
THEIRS = sa.select(plan_versions.c.project_id).where(
    plan_versions.c.workspace_id == MINE,
    plan_versions.c.contact == sa.bindparam("person"),
    plan_versions.c.project_id.in_(sa.bindparam("projects", expanding=True)),
    ~sa.exists().where(LATER.c.project_id == plan_versions.c.project_id, LATER.c.number > plan_versions.c.number),
)
ANSWER_COLUMNS = ("verdict", "answered_by", "answered_at", "comment", "said_by", "said_on", "medium", "evidence")
ANSWER = (
    sa.update(plan_versions)
    .where(plan_versions.c.workspace_id == MINE, plan_versions.c.id == sa.bindparam("version"))
    .values(**{name: sa.bindparam(f"new_{name}") for name in ANSWER_COLUMNS})
)


APART = ("plan", "answer", "change", "shown_as")


class Plans(Gateway):
    """Reads and keeps what customers were presented."""

    def find(self, version: str) -> PlanVersion | None:
        """The version with this id; None for an id of nowhere or of another workspace."""
        row = self.run(BY_ID, version=version).one_or_none()
        return plan_from(row) if row else None

    def get(self, version: str) -> PlanVersion:
        """The same; refuses an id of nowhere."""
        found = self.find(version)
        if found is None:
            raise no_such_plan()
        return found

    def newest_of(self, project: str) -> PlanVersion | None:
        """The version that was presented last, if any was."""
        row = self.run(NEWEST, project=project).one_or_none()
        return plan_from(row) if row else None

    def of_project(self, project: str) -> list[PlanVersion]:
        """Every version that was presented, the newest first."""
        return [plan_from(row) for row in self.run(OF_PROJECT, project=project)]

    def of_projects(self, projects: Iterable[str]) -> list[PlanVersion]:
        """The same of several projects, in one statement."""
        wanted = list(projects)
        return [plan_from(row) for row in self.run(OF_PROJECTS, projects=wanted)] if wanted else []

    def of_contact(self, person: UserId, most: int) -> list[PlanVersion]:
        """The newest version of each project whose contact this person is now: first what waits, then the last."""
        return [plan_from(row) for row in self.run(OF_CONTACT, person=person, most=most)]

    def presented_to(self, person: UserId, projects: Iterable[str]) -> frozenset[str]:
        """Those of these projects whose contact this person is now."""
        wanted = list(projects)
        return frozenset(self.run(THEIRS, person=person, projects=wanted).scalars()) if wanted else frozenset()

    def add(self, one: PlanVersion) -> None:
        """Save what was presented; the database refuses a second version of the same number."""
        plain = {name: value for name, value in vars(one).items() if name not in APART}
        shown = {
            "plan": PLAN.dump_python(one.plan, mode="json"),
            "change": CHANGE.dump_python(one.change, mode="json"),
        }
        self.insert(plan_versions, **plain, **shown, **_answer_columns(one.answer))

    def answer(self, one: PlanVersion) -> None:
        """Save what the customer said to a version; nothing else of it ever changes."""
        self.run(ANSWER, version=one.id, **as_new(_answer_columns(one.answer)))


def plan_from(row: Any) -> PlanVersion:
    """A row of the versions of a plan as the domain knows it."""
    return PlanVersion(
        row.id,
        row.project_id,
        row.number,
        PLAN.validate_python(row.plan),
        row.scope_number,
        UserId(row.presented_by),
        row.presented_at,
        UserId(row.contact) if row.contact else None,
        row.contact_name,
        row.words,
        _answer(row) if row.verdict else None,
        CHANGE.validate_python(row.change),
        row.shown_as,
    )


def _answer(row: Any) -> PlanAnswer:
    return PlanAnswer(
        PlanVerdict(row.verdict),
        UserId(row.answered_by),
        row.answered_at,
        row.comment,
        row.said_by,
        row.said_on,
        Medium(row.medium) if row.medium else None,
        row.evidence,
    )


def _answer_columns(answer: PlanAnswer | None) -> dict[str, Any]:
    if answer is None:
        return dict.fromkeys(ANSWER_COLUMNS) | {"comment": "", "said_by": "", "evidence": ""}
    return {
        "verdict": answer.verdict.value,
        "answered_by": answer.by,
        "answered_at": answer.at,
        "comment": answer.comment,
        "said_by": answer.said_by,
        "said_on": answer.said_on,
        "medium": answer.medium.value if answer.medium else None,
        "evidence": answer.evidence,
    }
