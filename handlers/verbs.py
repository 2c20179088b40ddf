"""What is known of a verb, and what verbs are for. Which there are: work_verbs and project_verbs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What verbs are for, in the order in which help shows it; the value is what people type to see one alone."""

    DAY = "day"
    BEFORE = "before"
    PEOPLE = "people"
    RUNNING = "running"
    CUSTOMER = "customer"
    CHANGING = "changing"
    ENDING = "ending"

    @property
    def words(self) -> str:
        """What the group is called on a screen."""
        return TITLES[self]


TITLES = {
    Group.DAY: "Your day",
    Group.BEFORE: "Before work starts",
    Group.PEOPLE: "Team and tasks",
    Group.RUNNING: "While it runs",
    Group.CUSTOMER: "Customer and money",
    Group.CHANGING: "Change",
    Group.ENDING: "Start, end",
}


@dataclass(frozen=True)
class Verb:
    """One verb: its gist in a few words, how it is written, and what it does for whoever asks about it alone."""

    name: str
    group: Group
    gist: str
    usage: str
    words: str
    example: str
