"""Forms in which one thing is chosen for another: a task that is waited for, a related task, a task of a check-in."""

from domain.permissions import Action
from handlers.routing import Kind
from tests.handlers.permissions.scene import another_task, task_of_team
from tests.handlers.permissions.table import SAVES, Line
from tests.handlers.requests import checkin, delegation, opened_by, report


def waiting_from_the_start(office, seen, **who):
    """A new task that waits for the one there is."""
    return delegation(office, key=seen.key, blocked_by=[seen.task], **who)


def waiting(office, seen, **who):
    """The second task, which is to wait for the first."""
    second = office.inside(lambda tx: tx.tasks.by_key(f"{seen.key}-2")).id
    return opened_by(office, "edit_task", second, blocked_by=[seen.task], **who)


def related(office, seen, **who):
    """A difficulty with a task."""
    return report(office, key=seen.key, **{f"task_id__{seen.project}": seen.task}, **who)


def advanced(office, seen, **who):
    """A check-in in which a task goes on."""
    return checkin(office, seen.project, **{f"percent__{seen.task}": "60"}, **who)


CHOICES = (
    Line(Kind.VIEW, "delegate_task", (Action.DELEGATE,), SAVES, form=waiting_from_the_start, variant="waiting"),
    Line(Kind.VIEW, "edit_task", (Action.CHANGE_TASK,), SAVES, another_task, form=waiting, variant="waiting"),
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
