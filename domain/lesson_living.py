"""A lesson as its owner has it before them."""

from __future__ import annotations

from domain.lessons import Lesson
from domain.living import Living
from domain.notices import ToPerson


class LessonCard(Living):
    """To the owner of a lesson that somebody else kept: what is to be done by when, and what became of it."""

    subject, noun = "lesson_card", "lesson_cards"

    @classmethod
    def of(cls, lesson: Lesson, edit_only: bool = False) -> LessonCard:
        """The card in the owner's direct messages."""
        return cls(ToPerson(lesson.owner), lesson.id, edit_only=edit_only)
