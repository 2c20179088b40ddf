"""What somebody needs before they accept a role, and what they are answered."""

from __future__ import annotations

from dataclasses import replace

from domain.holders import Holder
from domain.identity import UserId
from domain.refusals import Refused


def needing(held: Holder, words: str) -> Holder:
    """The role with what its holder needs in place of what was said and answered before; refuses empty words."""
    if not words.strip():
        raise Refused("Say what you need, so that somebody can see to it.", field="needs")
    return replace(held, needs=words, answer="", answered_by=None)


def asks_for_something(held: Holder) -> bool:
    """Whether somebody said what they need and nobody has answered."""
    return bool(held.needs.strip()) and not held.answer.strip()


def refuse_unless_asking(held: Holder) -> None:
    """Refuse an answer that nobody waits for."""
    if not asks_for_something(held):
        raise Refused("Nobody waits for this answer any more.")


def answered(held: Holder, words: str, by: UserId) -> Holder:
    """The role with the answer to what its holder needs; refuses empty words, and a need that nobody has any more."""
    refuse_unless_asking(held)
    if not words.strip():
        raise Refused("Write your answer.", field="answer")
    return replace(held, answer=words, answered_by=by)
