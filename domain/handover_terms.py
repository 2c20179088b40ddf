"""What is typed about the handover of a service: who maintains it from when, what they read, and the support."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from domain.calendars import day_words
from domain.figures import count_words
from domain.identity import UserId
from domain.refusals import Problem
from domain.scope import PickedResource
from domain.scope_limits import lines_of

WORDS_LENGTH = 300
LINK_LENGTH = 250
MOST_DOCUMENTS = 10


@dataclass(frozen=True)
class Document:
    """What a maintainer reads: its address, and what it is called."""

    url: str
    title: str = ""

    @property
    def line(self) -> str:
        """The document as it is typed."""
        return f"{self.title} {self.url}".strip()


@dataclass(frozen=True)
class Support:
    """What comes with a service: documents, when it is supported, how soon somebody answers, and what belongs to it."""

    documents: tuple[Document, ...]
    hours: str
    response: str
    resources: tuple[PickedResource, ...] = ()


@dataclass(frozen=True)
class TypedHandover:
    """What was typed about a handover, documents one a line."""

    maintainer: UserId | None
    starts_on: date | None
    documents: str = ""
    hours: str = ""
    response: str = ""

    @property
    def listed(self) -> tuple[Document, ...]:
        """The documents, each read from a line that ends with its address."""
        return tuple(_document(line) for line in lines_of(self.documents))

    def problems(self, earliest: date) -> Iterator[Problem]:
        """What is wrong with it, beside its fields; it may begin on `earliest` or later."""
        yield from date_problems(self.starts_on, earliest)
        yield from maintainer_problems(self.maintainer)
        for text, field, asked in (
            (self.hours, "hours", "Say when it is supported, for example “Mon to Fri, 8:00 to 17:00”."),
            (self.response, "response", "Say how soon somebody answers, for example “within 4 working hours”."),
        ):
            if not text.strip():
                yield Problem(asked, field)
            elif len(text) > WORDS_LENGTH:
                yield Problem(f"Use at most {count_words(WORDS_LENGTH)} characters.", field)
        yield from _document_problems(self.listed)


def _document(line: str) -> Document:
    title, _, url = line.rpartition(" ")
    return Document(url, title.rstrip(":").strip())


def _document_problems(documents: tuple[Document, ...]) -> Iterator[Problem]:
    if not documents:
        yield Problem("Add a link to what the maintainer reads, for example https://wiki.example/wi-fi.", "documents")
    if len(documents) > MOST_DOCUMENTS:
        yield Problem(f"Name at most {MOST_DOCUMENTS} documents.", "documents")
    for one in documents:
        if not _is_address(one.url):
            yield Problem(f"“{one.line[:60]}” has no link at its end. Begin it with https://.", "documents")
            return
        if len(one.line) > LINK_LENGTH:
            yield Problem(f"Use at most {count_words(LINK_LENGTH)} characters a line.", "documents")
            return


def _is_address(url: str) -> bool:
    try:
        found = urlsplit(url)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.netloc)


def date_problems(starts_on: date | None, earliest: date) -> Iterator[Problem]:
    """What is wrong with the day on which maintenance begins, beside its field."""
    if starts_on is None:
        yield Problem("Pick the day from which it is maintained.", "starts_on")
    elif starts_on < earliest:
        yield Problem(f"Pick {day_words(earliest)} or a later day: work began then.", "starts_on")


def maintainer_problems(
    maintainer: UserId | None, current: UserId | None = None, by: UserId | None = None
) -> Iterator[Problem]:
    """What is wrong with whom `by` chose to maintain it, beside the field; `current` does already."""
    if maintainer is None:
        yield Problem("Choose who maintains it.", "maintainer")
    elif maintainer == current:
        who = "You maintain" if current == by else "They maintain"
        yield Problem(f"{who} it already. Choose somebody else.", "maintainer")
