"""Pictures: drawn outside of any transaction, put into Slack as files, and then shown in a message."""

from __future__ import annotations

from dataclasses import replace

from delivery.calling import Caller, CallFailed
from delivery.classification import Verdict
from delivery.files import upload_file
from documents.pictures import draw_picture
from domain.effects import Delivered, Outcome
from domain.handouts import DrawnFile
from domain.notices import ToPerson
from domain.picture_notices import PicturesShown, ShownPicture
from use_cases.deliveries import Prepared
from use_cases.pictures import Book, Page


def upload_pictures(prepared: Prepared, caller: Caller) -> Outcome:
    """Draw what is not in Slack yet and put it there; what is said with it comes as a message of its own.

    A file that nobody was shown is nothing: an attempt that failed half way through is simply made again. Where Slack
    takes no files for good, the same is said in words.
    """
    assert prepared.named is not None
    book: Book = prepared.named.facts
    drawn: dict[str, str] = {}
    error = ""
    for page in book.pages:
        if page.sheet is None or page.file_id or error:
            continue
        try:
            drawn[page.sign] = _uploaded(page, book, caller)
        except CallFailed as failed:
            if failed.failure.verdict not in (Verdict.PERMANENT, Verdict.HUMAN):
                raise
            error = failed.error
    return Delivered(drawn=tuple(drawn.items()), followed_by=_said(prepared, book, drawn, error))


def _uploaded(page: Page, book: Book, caller: Caller) -> str:
    """The id of the file in which this picture stands."""
    assert page.sheet is not None
    content = draw_picture(page.sheet, book.ground)
    name, title = f"{book.project_key}-{page.sheet.picture.value}.png", f"{page.title}: {book.project_key}"
    uploaded = upload_file(DrawnFile(name, title, content, page.words), caller)
    caller.call("files.completeUploadExternal", files=[uploaded])
    return uploaded["id"]


def _said(prepared: Prepared, book: Book, drawn: dict[str, str], error: str) -> PicturesShown:
    to = prepared.effect.wanted.to  # type: ignore[union-attr]
    pictures = tuple(
        ShownPicture(page.title, page.words, page.file_id or drawn.get(page.sign, "")) for page in book.pages
    )
    said = PicturesShown(to, book.project_key, book.project_name, book.ground, pictures, error)
    return replace(said, is_for_one=isinstance(to, ToPerson))
