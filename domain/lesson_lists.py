"""What somebody looks for among lessons, as it is typed and as a button remembers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.commands import straighten
from domain.lessons import Lesson

MINE = "mine"
TEXT_LENGTH = 60
MOST_WORDS = 6


class WhichLessons(StrEnum):
    """Which lessons are wanted; the value is what people type. Without one, all but the dropped."""

    KEPT = "kept"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


STATES = {one.value: one for one in WhichLessons}


@dataclass(frozen=True)
class LessonFilter:
    """The wanted lessons: which, whether only one's own, and words that they contain."""

    which: WhichLessons = WhichLessons.KEPT
    mine: bool = False
    text: str = ""

    @classmethod
    def typed(cls, words: Iterable[str]) -> LessonFilter:
        """Read from words in any order; what is no state and not mine is looked for."""
        which, mine, looked_for = WhichLessons.KEPT, False, []
        for word in words:
            plain = straighten(word).casefold()
            if plain in STATES:
                which = STATES[plain]
            elif plain == MINE:
                mine = True
            else:
                looked_for.append(word)
        return cls(which, mine, " ".join(looked_for)[:TEXT_LENGTH].strip())

    @property
    def words(self) -> str:
        """The filter as a button keeps it."""
        return f"{self.which} {MINE if self.mine else '-'} {self.text}".strip()

    @classmethod
    def kept(cls, words: str) -> LessonFilter:
        """The filter that a button kept."""
        which, _, rest = words.partition(" ")
        mine, _, text = rest.partition(" ")
        return cls(STATES.get(which, WhichLessons.KEPT), mine == MINE, text)


@dataclass(frozen=True)
class LessonPlace:
    """Where a page ends: the moment and the id of its last lesson."""

    made_at: datetime
    id: str

    @classmethod
    def of(cls, lesson: Lesson) -> LessonPlace:
        """Right after this lesson."""
        return cls(lesson.made_at, lesson.id)

    @property
    def words(self) -> str:
        """The place as a button keeps it."""
        return f"{self.made_at.isoformat()}_{self.id}"

    @classmethod
    def kept(cls, words: str) -> LessonPlace | None:
        """The place that a button kept; None for what is none."""
        moment, _, id = words.partition("_")
        try:
            return cls(datetime.fromisoformat(moment), id)
        except ValueError:
            return None
