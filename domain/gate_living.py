"""What stays true of whose turn it is before a project starts."""

from __future__ import annotations

from dataclasses import dataclass

from domain.duties import whose_turn
from domain.gate import QUESTIONS, Fact
from domain.identity import UserId
from domain.living import Living
from domain.notices import ToPerson
from domain.projects import Project
from domain.states import State

# The scope is asked for by the briefing of its roles, and the customer's answer by the plan that is presented.
PASSED_ON = (Fact.CHOICE, *(one for one in Fact if QUESTIONS[one].state in (State.PLANNED, State.PRESENTED)))


@dataclass(frozen=True)
class Turn(Living):
    """To whoever has to do the next thing before a project starts, once for each thing that passes to them."""

    subject, noun = "turn", "gate"

    @classmethod
    def of(cls, project: Project, fact: Fact, person: UserId, edit_only: bool = False) -> Turn:
        """The message to one person about one thing that is to be decided."""
        return cls(ToPerson(person), f"{project.id}/{fact}", edit_only=edit_only)

    @classmethod
    def between(cls, before: Project, after: Project) -> tuple[Turn, ...]:
        """What is said when the next step has gone on to somebody else; the scope itself is asked for by its roles."""
        was, comes = _turn(before), _turn(after)
        if was == comes:
            return ()
        gone = (cls.of(before, *was, edit_only=True),) if was else ()
        is_new = comes is not None and comes[1] != whose_turn(before)
        return (*gone, cls.of(after, *comes)) if comes and is_new else gone


def _turn(project: Project) -> tuple[Fact, UserId] | None:
    following, person = next(iter(project.undecided), None), whose_turn(project)
    return (following, person) if following in PASSED_ON and following and person else None
