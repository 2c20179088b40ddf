"""Where running projects are among their stages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.calendars import zone_of
from domain.living import ProjectCard
from domain.projects import Lifecycle, Project
from domain.stage_courses import Course, course_of
from storage.transactions import Transaction

HAVE_A_COURSE = (Lifecycle.ACTIVE, Lifecycle.ON_HOLD)
"""Before these no stage can begin, and after them none goes on."""


def redraw_late(project: Project, tx: Transaction, now: datetime) -> None:
    """Each morning let the card say by how much a project's stages are late by now, or which of them begins."""
    course = courses_of([project], tx, now).get(project.id)
    if course is not None and (course.late or course.due or any(one.late for one in course.current)):
        tx.outbox.add(ProjectCard.of(project.id), now)


def courses_of(projects: Iterable[Project], tx: Transaction, now: datetime) -> dict[str, Course]:
    """Where each of these projects is among its stages, by the project's id; those without stages are left out."""
    going = [one for one in projects if one.has_stages and one.lifecycle in HAVE_A_COURSE]
    read = tx.stage_courses.days(one.id for one in going)
    found = {
        one.id: course_of(read.of_project(one.id), one.scope.completion_date, now, zone_of(one.zone), read.calendar)
        for one in going
    }
    return {project: course for project, course in found.items() if course is not None}
