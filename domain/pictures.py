"""Pictures of a project, for people who would rather look than read: which there are, and what is said with each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendars import DAY_NAMES, MONTH_NAMES
from domain.figures import first_of


class Picture(StrEnum):
    """What can be looked at; the value is what it is saved under."""

    PROGRESS = "progress"
    TIMELINE = "timeline"
    BUDGET = "budget"
    LOAD = "load"

    @property
    def called(self) -> str:
        """What stands above the picture."""
        return TITLES[self]


TITLES = {
    Picture.PROGRESS: "Progress against plan",
    Picture.TIMELINE: "Stages and today",
    Picture.BUDGET: "Budget against actual",
    Picture.LOAD: "Team load",
}
IN_A_CHANNEL = (Picture.PROGRESS, Picture.TIMELINE)
"""What everybody who reads a project's channel may see: no money, and nobody's hours."""


class Ground(StrEnum):
    """What a picture is drawn on: Slack shows one file to everybody and tells nobody which theme they use."""

    LIGHT = "light"
    DARK = "dark"

    @property
    def other(self) -> Ground:
        """The one that it is not."""
        return Ground.DARK if self is Ground.LIGHT else Ground.LIGHT


@dataclass(frozen=True)
class NotDrawn:
    """A picture of which there is nothing to see yet, and why, as a sentence."""

    picture: Picture
    words: str


def short_day(day: date) -> str:
    """A day where the year is clear, without a comma: Thu 14 May."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def named_some(names: list[str], most: int) -> str:
    """The first few of these names in one phrase: A, B and 3 more."""
    if len(names) > most:
        return first_of(names, most)
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
