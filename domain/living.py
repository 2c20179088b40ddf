"""What Steward keeps true: living messages, drawn from the database whenever they are delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import ClassVar, Self

from domain.difficulties import Difficulty
from domain.difficulty_reports import DayReport
from domain.holders import Holder
from domain.identity import ChannelId, UserId
from domain.notices import Target, ToChannel, ToPerson, ToProject
from domain.projects import Project
from domain.roles import Role
from domain.skills import PersonSkill
from domain.stages import Stage
from domain.tasks import Task
from domain.tools import Tool


@dataclass(frozen=True)
class Living:
    """One message that is redrawn from the database: `read_<subject>` in use_cases/<noun> gives its facts."""

    subject: ClassVar[str]
    noun: ClassVar[str]
    is_decision: ClassVar[bool] = True
    is_forgotten: ClassVar[bool] = False
    """Whether no row may keep when it was drawn, once it was."""
    to: Target
    about: str
    thread_of: str | None = None
    edit_only: bool = False

    @property
    def mark(self) -> str:
        """The unique name under which the message is found again."""
        return f"{self.subject}:{self.about}:{self.to.lane}"

    @classmethod
    def told(cls, mark: str) -> Self:
        """The message to a person that stands under this mark, to be redrawn there."""
        named, _, reader = mark.rsplit(":", 2)
        return cls(ToPerson(UserId(reader)), named.removeprefix(f"{cls.subject}:"), edit_only=True)


@dataclass(frozen=True)
class ProjectCard(Living):
    """The pinned card of a project."""

    subject, noun = "project_card", "projects"

    @classmethod
    def of(cls, project_id: str) -> ProjectCard:
        """The card in the project's own channel."""
        return cls(ToProject(project_id), project_id)


@dataclass(frozen=True)
class MovedCard(Living):
    """What stood as the card in a channel that a project has left: it says where the project lives now."""

    subject, noun = "moved_card", "relocation"

    @classmethod
    def of(cls, project_id: str, channel: ChannelId) -> MovedCard:
        """The signpost in the old channel."""
        return cls(ToChannel(channel), project_id, edit_only=True)


@dataclass(frozen=True)
class SharedStatus(Living):
    """A status that somebody shared; `about` is project/person/occasion, so that sharing again posts again."""

    subject, noun = "shared_status", "status"


@dataclass(frozen=True)
class ChannelRepair(Living):
    """To the PM: what went wrong with the channel and the buttons that repair it."""

    subject, noun = "channel_repair", "channels"


@dataclass(frozen=True)
class HeadConfirmation(Living):
    """To whoever may confirm a department head: the button that does it; `about` is project/person."""

    subject, noun = "head_confirmation", "heads"

    @classmethod
    def of(cls, administrator: UserId, project: Project, edit_only: bool = False) -> HeadConfirmation:
        """What one administrator is asked about the head whom a project has now."""
        head = project.holder(Role.DEPARTMENT_HEAD)
        return cls(ToPerson(administrator), f"{project.id}/{head or ''}", edit_only=edit_only)


@dataclass(frozen=True)
class RoleBriefing(Living):
    """To somebody who was given roles: what each decides and answers for, with I accept and I need …

    `about` is project/moment, so that what is given later is a message of its own.
    """

    subject, noun = "role_briefing", "briefings"

    @classmethod
    def of(cls, project_id: str, given: Holder, edit_only: bool = False) -> RoleBriefing:
        """The briefing about everything that this person was given in a project at the same moment."""
        return cls(ToPerson(given.person), f"{project_id}/{given.since.isoformat()}", edit_only=edit_only)


@dataclass(frozen=True)
class LevelProposals(Living):
    """To whoever judges levels: what somebody says they master, with Confirm, Change and Decline.

    `about` is person/moment: what is proposed while the message waits joins it, and what comes later is a new one.
    """

    subject, noun = "level_proposals", "levels"

    @classmethod
    def of(cls, judge: UserId, one: PersonSkill, edit_only: bool = False) -> LevelProposals:
        """What one judge is asked about everything that a person proposed together with this."""
        asked_at = one.asked_at.isoformat() if one.asked_at else ""
        return cls(ToPerson(judge), f"{one.person}/{asked_at}", edit_only=edit_only)


@dataclass(frozen=True)
class ErrandCard(Living):
    """To somebody who may do what the asker may not: what is asked, with the buttons that do or decline it."""

    subject, noun = "errand_card", "errands"


@dataclass(frozen=True)
class ToolsGiven(Living):
    """To somebody who sees to tools and methods of a project: each with Ready; `about` is project/person/moment.

    What is given later is a message of its own.
    """

    subject, noun = "tools_given", "tools_given"

    @classmethod
    def of(cls, tool: Tool, edit_only: bool = False) -> ToolsGiven | None:
        """The message that a tool stands on; none when nobody has it."""
        if tool.owner is None or tool.given_at is None:
            return None
        about = f"{tool.project_id}/{tool.owner}/{tool.given_at.isoformat()}"
        return cls(ToPerson(tool.owner), about, edit_only=edit_only)


@dataclass(frozen=True)
class LeftWork(Living):
    """To whoever looks after a project: the roles and tasks of somebody who left; `about` is project/person."""

    subject, noun = "left_work", "left_work"

    @classmethod
    def of(cls, reader: UserId, project_id: str, person: UserId, edit_only: bool = False) -> LeftWork:
        """What one reader is shown of what one person left behind in a project."""
        return cls(ToPerson(reader), f"{project_id}/{person}", edit_only=edit_only)


@dataclass(frozen=True)
class TaskOffer(Living):
    """To the assignee: the task with Accept, Ask, Decline."""

    subject, noun = "task_offer", "offers"

    @classmethod
    def of(cls, task: Task) -> TaskOffer:
        """The offer in the assignee's direct messages; offered anew, it is another message, which is seen again."""
        about = f"{task.id}/{task.times_reoffered}" if task.times_reoffered else task.id
        return cls(ToPerson(task.assignee), about)


@dataclass(frozen=True)
class DifficultyCard(Living):
    """A difficulty with what can be done about it: in the channel, and with whoever leads when it is severe."""

    subject, noun = "difficulty_card", "difficulty_cards"

    @classmethod
    def of(cls, difficulty: Difficulty) -> DifficultyCard:
        """The card in the channel of its project."""
        return cls(ToProject(difficulty.project_id), difficulty.id)


@dataclass(frozen=True)
class DifficultyReport(Living):
    """What is difficult in a project on one day, in its channel."""

    subject, noun = "difficulty_report", "difficulty_reports"
    is_decision = False

    @classmethod
    def of(cls, report: DayReport) -> DifficultyReport:
        """The report of this day."""
        return cls(ToProject(report.project_id), report.id)


@dataclass(frozen=True)
class RoundParent(Living):
    """The one message of a round in the project's channel."""

    subject, noun = "round_parent", "rounds"
    is_decision = False

    @classmethod
    def of(cls, round_id: str, project_id: str) -> RoundParent:
        """The parent message of this round."""
        return cls(ToProject(project_id), round_id)


@dataclass(frozen=True)
class RoundAnswer(Living):
    """One person's answer in the parent's thread."""

    subject, noun = "round_answer", "rounds"
    is_decision = False

    @classmethod
    def of(cls, answer_id: str, round_id: str, project_id: str) -> RoundAnswer:
        """The answer under the parent of its round."""
        return cls(ToProject(project_id), answer_id, thread_of=RoundParent.of(round_id, project_id).mark)


@dataclass(frozen=True)
class CheckInPrompt(Living):
    """The day's one direct message to a person."""

    subject, noun = "checkin_prompt", "prompts"
    is_decision = False


@dataclass(frozen=True)
class TaskReminder(Living):
    """To a person, once a day: what is overdue or due, and how it stands by now."""

    subject, noun = "task_reminder", "reminders"
    is_decision = False

    @classmethod
    def of(cls, person: UserId, day: date, edit_only: bool = False) -> TaskReminder:
        """The reminder of one of the person's local dates."""
        return cls(ToPerson(person), f"{person}/{day.isoformat()}", edit_only=edit_only)


@dataclass(frozen=True)
class StageQuestion(Living):
    """To whoever answers for a stage, when it begins and when it ends: what is left of it; `about` is stage/state."""

    subject, noun = "stage_question", "estimates"

    @classmethod
    def of(cls, stage: Stage, person: UserId, edit_only: bool = False) -> StageQuestion:
        """What one person is asked about a stage that has just become what it is."""
        return cls(ToPerson(person), f"{stage.id}/{stage.state}", edit_only=edit_only)


@dataclass(frozen=True)
class StageVoteCard(Living):
    """To the department head, when a stage ends: go, hold or stop, with the figures in front of them."""

    subject, noun = "stage_vote", "votes"

    @classmethod
    def of(cls, stage_id: str, head: UserId, edit_only: bool = False) -> StageVoteCard:
        """What one head is asked at the end of a stage."""
        return cls(ToPerson(head), stage_id, edit_only=edit_only)


@dataclass(frozen=True)
class Home(Living):
    """A person's App Home; redrawn for those who have opened it, and nobody else."""

    subject, noun = "home", "home"

    @classmethod
    def of(cls, person: UserId) -> Home:
        """The Home of one person."""
        return cls(ToPerson(person), person, edit_only=True)


@cache
def living() -> dict[str, type[Living]]:
    """Every kind of living message by its subject."""
    for room in ("closing", "scope", "plan", "head", "lesson", "outcome", "deputy", "handover", "feedback", "digest"):
        import_module(f"domain.{room}_living")  # its kinds have to be known before they are counted
    import_module("domain.nudges")
    return {kind.subject: kind for kind in Living.__subclasses__()}
