"""What was changed, by whom, from what to what: the lines of a history that nobody can alter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.commands import CHANGE_KEY, DIFFICULTY_KEY, PROJECT_KEY, TASK_KEY, as_typed, bare_key, mentioned
from domain.identity import UserId
from domain.refusals import Refused


class Act(StrEnum):
    """What was done, in the words of the history."""

    CREATED = "created the project"
    MOVED = "moved the project"
    OVERRODE_GATE = "started the project over what was not decided"
    LISTED_TOOLS = "listed tools and methods"
    SETTLED_TOOL = "changed the list of tools and methods"
    CONFIRMED_HEAD = "confirmed the department head"
    DEPARTED = "noted who cannot work here any more"
    RETURNED = "noted who works here again"
    HANDED_OVER = "handed over the role of"
    GAVE_PLACE = "named a deputy"
    TOOK_PLACE = "stands in for"
    GAVE_PLACE_BACK = "cannot stand in for"
    STOOD_IN = "noted who stands in as"
    STOOD_BACK = "noted who is back as"
    CHANGED_TEAM = "changed the team"
    ACCEPTED_ROLE = "accepted the role of"
    NEEDS_FOR_ROLE = "said what they need as"
    ANSWERED_NEED = "answered what is needed as"
    MOVED_CHANNEL = "moved the project to another channel"
    REPAIRED_CHANNEL = "repaired the channel"
    CHANNEL_CHANGED = "noted a change of the channel"
    DELEGATED = "delegated"
    CHANGED_TASK = "changed"
    DID_ERRAND = "did what was asked:"
    REPORTED_DIFFICULTY = "reported"
    REWORDED_DIFFICULTY = "reworded"
    ACKNOWLEDGED_DIFFICULTY = "acknowledged"
    RESOLVED_DIFFICULTY = "resolved"
    REOPENED_DIFFICULTY = "reopened"
    CHANGED_SCOPE = "changed the scope:"
    REMINDED = "sent a"
    ASKED_OPINION = "asked for the technical opinion"
    LET_STAY = "let a requirement stay:"
    CORRECTED_STAY = "corrected why a requirement stays:"
    TOOK_BACK_STAY = "took back why a requirement stays:"
    GAVE_OPINION = "gave the technical opinion:"
    REQUESTED = "asked for a project:"
    CORRECTED_REQUEST = "corrected"
    WITHDREW_REQUEST = "withdrew"
    ASSIGNED_REQUEST = "assigned"
    DECLINED_REQUEST = "declined"
    CHANGED_SCHEDULE = "changed the check-ins"
    ADDED_SOLUTION = "added the solution"
    CHANGED_SOLUTION = "changed the solution"
    REMOVED_SOLUTION = "took out the solution"
    RATED_SOLUTION = "rated the solution"
    CHANGED_MONTHS = "changed over how long solutions are compared"
    CHOSE_SOLUTION = "chose the solution"
    PLANNED_STAGE = "planned the stage"
    CHANGED_STAGE = "changed the stage"
    SCALED_STAGE = "scaled the hours of the stage"
    KEPT_HOURS = "let the hours stay of the stage"
    REMOVED_STAGE = "took out the stage"
    STARTED_STAGE = "started the stage"
    ENDED_STAGE = "ended the stage"
    ESTIMATED_STAGE = "estimated what is left of the stage"
    LOGGED_WORK = "logged work on"
    PLACED_WORK = "let work count for"
    TOOK_BACK_WORK = "took back work on"
    PRICED = "set the price of"
    DECIDED_VIABILITY = "decided on the viability of"
    VOTED_ON_STAGE = "decided how it goes on after the stage"
    REPORTED_HEALTH = "said how the project fares:"
    PROPOSED_LEVEL = "proposed a level in"
    CONFIRMED_LEVEL = "confirmed a level in"
    DECLINED_LEVEL = "declined a level in"
    CHANGED_CATALOGUE = "changed the catalogue of skills:"
    SAVED_TEMPLATE = "saved the template"
    CHANGED_TEMPLATE = "changed the template"
    REMOVED_TEMPLATE = "removed the template"
    USED_TEMPLATE = "filled in from the template"
    BOOKED = "changed the bookings"
    CHANGED_HOURS = "changed the weekly hours"
    ENTERED_LEAVE = "entered leave"
    TOOK_OUT_LEAVE = "took out leave"
    CHANGED_STOCK = "changed the stock:"
    ADDED_RESOURCE = "wrote down that the customer has"
    CHANGED_RESOURCE = "changed what the customer has:"
    REMOVED_RESOURCE = "took out of what the customer has:"
    IMPORTED_RESOURCES = "imported what the customer has:"
    PRESENTED_PLAN = "presented the plan"
    ANSWERED_PLAN = "answered the plan"
    RECORDED_ANSWER = "recorded the customer's answer to the plan"
    ASKED_CHANGE = "asked for the change"
    OFFERED_CHANGE = "offered something else for the change"
    AGREED_CHANGE = "agreed to the change"
    PRESENTED_CHANGE = "presented the change to the customer"
    DECLINED_CHANGE = "recorded that the customer rejected the change"
    FOLLOWED_CHANGE = "brought up to date the change"
    APPROVED_CHANGE = "approved the change"
    REJECTED_CHANGE = "rejected the change"
    WITHDREW_CHANGE = "withdrew the change"
    NOTED_SCOPE = "noted as new scope"
    DROPPED_NOTE = "dropped from what was noted as new:"
    ANSWERED_GOAL = "said what became of the goal"
    OFFERED_HANDOVER = "asked somebody to maintain"
    ACCEPTED_HANDOVER = "accepted to maintain"
    DECLINED_HANDOVER = "declined to maintain"
    CLOSED_OVER = "closed the project over what is not handed over"
    KEPT_LESSON = "kept the lesson"
    DID_LESSON = "did what the lesson asks:"
    DROPPED_LESSON = "dropped the lesson"
    PASSED_LESSON = "passed on the lesson"
    USED_LESSON = "used the lesson"
    IGNORED_LESSON = "ignored the lesson"
    AGREED_BEFOREHAND = "agreed beforehand with whatever is decided about"
    SUMMED_UP_FEEDBACK = "summed up what was said of"
    TOOK_RESERVE = "took the suggested reserve of"
    REFUSED_RESERVE = "refused the suggested reserve of"
    MOVED_WORK = "moved to another project:"
    DROPPED_WORK = "dropped at the end:"
    SAVED_SETTINGS = "changed the workspace settings"


LENGTH_IN_HISTORY = 200
"""Of so many characters is what a line of the history quotes at most."""
IN_PLACE_OF = "in the place of"
"""The field of a change that names who was away, where a deputy did it."""


@dataclass(frozen=True)
class Change:
    """One field before and after, as words; people stand apart, because they are drawn by name."""

    field: str
    before: str = ""
    after: str = ""
    people_before: tuple[UserId, ...] = ()
    people_after: tuple[UserId, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One line of the history; nobody in `by` means that Steward did it by itself."""

    number: int
    at: datetime
    by: UserId | None
    act: Act
    about: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class HistoryFilter:
    """Which lines are wanted: of one project, about one thing with a key in it, by one person."""

    key: str | None = None
    about: str = ""
    by: UserId | None = None

    @classmethod
    def typed(cls, words: Iterable[str]) -> HistoryFilter:
        """Read a project's key, the key of a task or a difficulty, and a name, in any order; refuses any other word."""
        wanted = cls()
        for word in words:
            key = bare_key(word)
            if person := mentioned(word):
                wanted = replace(wanted, by=person)
            elif PROJECT_KEY.fullmatch(key):
                wanted = replace(wanted, key=key)
            elif any(one.fullmatch(key) for one in (TASK_KEY, DIFFICULTY_KEY, CHANGE_KEY)):
                wanted = replace(wanted, about=key)
            else:
                raise Refused(
                    f"“{as_typed(word)[:40]}” is neither a project such as NET, nor a task such as NET-12, "
                    "nor a difficulty such as NET-D3, nor a person such as @ana."
                )
        return wanted if wanted.key or not wanted.about else replace(wanted, key=wanted.about.rpartition("-")[0])

    def __str__(self) -> str:
        """The filter as it could be typed."""
        return " ".join(part for part in (self.key, self.about, f"<@{self.by}>" if self.by else "") if part)
