"""Dates as a calendar of RFC 5545: whole days that block nobody's time, the same event under the same name for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from domain.export_dates import DatedEvent

MAKER = "-//Steward//Export of dates//EN"
MINUTE = 60


def draw_calendar(dates: Iterable[DatedEvent], as_of: datetime, called: str) -> bytes:
    """A calendar of these dates as they were at this moment."""
    calendar = Calendar()
    for name, value in (("PRODID", MAKER), ("VERSION", "2.0"), ("METHOD", "PUBLISH"), ("X-WR-CALNAME", called)):
        calendar.add(name, value)
    for one in dates:
        calendar.add_component(_event(one, as_of))
    written: bytes = calendar.to_ical()
    return written


def _event(one: DatedEvent, as_of: datetime) -> Event:
    event = Event()
    event.add("UID", f"{one.id}@steward")
    event.add("DTSTAMP", as_of)
    # Counted up with every export, so that a program takes the newer one for what became of the same event.
    event.add("SEQUENCE", int(as_of.timestamp()) // MINUTE)
    event.add("DTSTART", one.first_day)
    # The end of whole days is the first day that does not belong to them.
    if one.last_day < date.max:
        event.add("DTEND", one.last_day + timedelta(days=1))
    event.add("SUMMARY", one.summary)
    event.add("DESCRIPTION", one.words)
    event.add("CATEGORIES", [one.project])
    event.add("TRANSP", "TRANSPARENT")
    event.add("STATUS", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    return event
