"""How people, dates and amounts are said; the only filters that a template knows besides a few of Jinja's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from domain.calendars import DAY_NAMES, MONTH_NAMES, day_words
from domain.figures import count_words
from domain.hours import hours_words
from domain.skills import LEVELS, level_words
from message_templates.fences import element, fenced, made, plain_words, ready_element, text_element
from message_templates.slack_words import slack_words

GONE = "somebody who left"
NOBODY = "nobody yet"


@pass_context
def name(context: Context, person: str | None) -> str:
    """A person's name, without telling them."""
    names: Mapping[str, str] = context["names"]
    return names.get(person, GONE) if person else NOBODY


@pass_context
def mention(context: Context, person: str | None) -> Markup:
    """A person who must act: Slack tells them."""
    said = name(context, person)
    return element(f"@{said}", type="user", user_id=person) if person else fenced(said)


def channel(channel_id: str | None, called: str = "") -> Markup:
    """A channel by its id, with its name where only words can stand."""
    words = f"#{called}" if called else "the project's channel"
    return element(words, type="channel", channel_id=channel_id) if channel_id else fenced(words)


def wall_clock(at: time) -> str:
    """A local time of day: 09:30."""
    return f"{at:%H:%M}"


def span(first_day: date, last_day: date) -> str:
    """On which days, as a sentence goes on: on Wed 25 Nov 2026, or from one day to another."""
    if first_day == last_day:
        return f"on {day_words(first_day)}"
    return f"from {day_words(first_day)} to {day_words(last_day)}"


def moment(instant: datetime, wanted: str = "{date_short} at {time}") -> Markup:
    """An instant in the reader's own zone; where Slack cannot do that, in UTC and saying so."""
    # No "pretty" date: Slack would write Today with a capital inside a sentence.
    utc = instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    words = f"{utc:%H:%M} UTC" if wanted == "{time}" else f"{day_words(utc.date())}, {utc:%H:%M} UTC"
    return element(words, type="date", timestamp=int(utc.timestamp()), format=wanted, fallback=words)


def link(url: str, label: str) -> Markup:
    """A web address under its label; anything else is only its label."""
    if urlsplit(url).scheme not in ("http", "https"):
        return fenced(label)
    return element(label, type="link", url=url, text=label)


def strong(words: str) -> Markup:
    """Words that carry the sentence."""
    return _styled(words, "bold")


def quiet(words: str) -> Markup:
    """Words said aside."""
    return _styled(words, "italic")


def code(words: str) -> Markup:
    """Words to be typed as they stand."""
    return _styled(words, "code")


def _styled(words: str, style: str) -> Markup:
    plain = plain_words(words)
    return ready_element(plain, text_element(plain, style)) if plain else Markup()


def decimal_hours(minutes: int) -> str:
    """Minutes as hours are typed: 1.5; nothing for no time."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".") if minutes else ""


def level(degree: int) -> str:
    """A level with its meaning: 3, works alone on usual tasks."""
    return level_words(degree) if degree in LEVELS else amount(degree)


def lasting(minutes: int) -> str:
    """How long something took, by the clock: less than a minute, 12 min, 2 h 5 min, 3 days 4 h."""
    if not minutes:
        return "less than a minute"
    days, rest = divmod(minutes, 24 * 60)
    if not days:
        return hours_words(minutes)
    return " ".join([plural(days, "day"), *([hours_words(rest - rest % 60)] if rest >= 60 else [])])


def days_old(days: int) -> str:
    """How long ago a day is: new today, 1 day old, 3 days old."""
    return f"{plural(days, 'day')} old" if days > 0 else "new today"


def days_away(days: int) -> str:
    """How far a date is from today: in 3 days, tomorrow, 2 days ago."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {amount(days)} days" if days > 0 else f"{amount(-days)} days ago")


def week(monday: date) -> str:
    """A week by its Monday, where the year is clear: 7 Dec."""
    return f"{monday.day} {MONTH_NAMES[monday.month - 1]}"


def weekdays(days: Iterable[int]) -> str:
    """The days of a week, 0 = Monday: Mon to Fri, or Mon, Wed, Sun."""
    held = sorted(set(days))
    if len(held) > 2 and held[-1] - held[0] == len(held) - 1:
        return f"{DAY_NAMES[held[0] % 7]} to {DAY_NAMES[held[-1] % 7]}"
    return ", ".join(DAY_NAMES[day % 7] for day in held)


def percent(part: int) -> str:
    """A share of the whole: 60 %."""
    return f"{part} %"


def amount(count: int) -> str:
    """A number as people read it: 1,200."""
    return count_words(count)


def shifted(minutes: int) -> str:
    """How far clocks were put forward, or back when negative: forward 1 h."""
    return f"{'forward' if minutes > 0 else 'back'} {hours_words(abs(minutes))}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 task, 3 tasks."""
    return f"{amount(count)} {one if count == 1 else many or one + 's'}"


def listed(items: Iterable[Any], last: str = "and") -> Markup:
    """Several things in a row: Ana, Li and Tom."""
    said = [fenced(item) for item in items]
    ends = [", "] * (len(said) - 2) + [f" {last} "] * (len(said) > 1) + [""]
    return made("".join(f"{word}{end}" for word, end in zip(said, ends, strict=False)))


def some(items: Iterable[Any], most: int) -> Markup:
    """The first of several things, and how many there are besides: Wi-Fi, VPN and 3 more."""
    every = list(items)
    beyond = len(every) - most
    return listed([*every[:most], *([made(f"{amount(beyond)} more")] if beyond > 0 else [])])


FILTERS = {
    "amount": amount,
    "channel": channel,
    "code": code,
    "day": day_words,
    "span": span,
    "days_away": days_away,
    "days_old": days_old,
    "decimal_hours": decimal_hours,
    "hours": hours_words,
    "lasting": lasting,
    "level": level,
    "link": link,
    "listed": listed,
    "mention": mention,
    "moment": moment,
    "name": name,
    "percent": percent,
    "plural": plural,
    "shifted": shifted,
    "quiet": quiet,
    "slack_words": slack_words,
    "some": some,
    "strong": strong,
    "wall_clock": wall_clock,
    "week": week,
    "weekdays": weekdays,
}
