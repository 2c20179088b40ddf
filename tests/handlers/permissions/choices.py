"""Forms in which one thing is chosen for another: a task that is waited for, a related task, a task of a check-in."""

from domain.actions import Action
from handlers.routing import Kind
from tests.handlers.permissions.scene import another_task, task_of_team
from tests.handlers.permissions.table import SAVES, Line
from tests.handlers.requests import checkin, detailing, report


def waiting(office, seen, **who):
    """The second task, which is to wait for the first."""
    second = office.inside(lambda tx: tx.tasks.by_key(f"{seen.key}-2")).id
    return detailing(office, second, blocked_by=[seen.task], **who)


def related(office, seen, **who):
    """A difficulty with a task."""
    return report(office, key=seen.key, **{f"task_id__{seen.project}": seen.task}, **who)


def advanced(office, seen, **who):
    """A check-in in which a task goes on."""
    return checkin(office, seen.project, **{f"percent__{seen.task}": "60"}, **who)


CHOICES = (
    Line(Kind.VIEW, "task_details", (Action.CHANGE_TASK,), SAVES, another_task, form=waiting, variant="waiting"),
    Line(Kind.VIEW, "report_difficulty", (Action.REPORT_DIFFICULTY,), SAVES, form=related, variant="of a task"),
    Line(
        Kind.VIEW,
        "check_in",
        (Action.CHECK_IN,),
        SAVES,
        task_of_team,
        form=advanced,
        only="team member",
        variant="with a task",
    ),
)
