"""What a department head decides of a running project stays true: the question, and who else must take the role."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson


@dataclass(frozen=True)
class VerdictQuestion(Living):
    """To the department head, once for each change: with what it agreed on, is the project viable still?"""

    subject, noun = "verdict_question", "verdict_questions"

    @classmethod
    def of(cls, project_id: str, change_key: str, head: UserId, edit_only: bool = False) -> VerdictQuestion:
        """What one head is asked after one change."""
        return cls(ToPerson(head), f"{project_id}/{change_key}", edit_only=edit_only)


@dataclass(frozen=True)
class HeadWanted(Living):
    """To whoever may change the roles, once for each ended stage: nobody may decide how the project goes on."""

    subject, noun = "head_wanted", "vote_questions"

    @classmethod
    def of(cls, stage_id: str, person: UserId) -> HeadWanted:
        """What one person is told about one stage."""
        return cls(ToPerson(person), stage_id)
