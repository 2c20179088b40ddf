"""What Steward says once with pictures: each in a sentence, so that nothing is said by a picture alone."""

from __future__ import annotations

from dataclasses import dataclass

from domain.notices import Announcement
from domain.pictures import Ground


@dataclass(frozen=True)
class ShownPicture:
    """One picture: what it is called, what it shows or why there is none, and its file; empty where there is none."""

    title: str
    words: str
    file_id: str = ""


@dataclass(frozen=True)
class PicturesShown(Announcement):
    """The pictures of a project as they were when they were drawn; with `error` Slack did not take them."""

    template = "pictures_shown"
    project_key: str
    project_name: str
    ground: Ground
    pictures: tuple[ShownPicture, ...]
    error: str = ""
    is_for_one: bool = True
    """Whether it is a message to one person, who may choose the ground."""
