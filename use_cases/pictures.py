"""Pictures of a project: asked for by somebody, drawn by an effect and never before an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from documents.pictures import Sheet, sign_of
from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.handouts import PictureBook
from domain.identity import UserId
from domain.notices import Target, ToPerson
from domain.pictures import IN_A_CHANNEL, Ground, NotDrawn, Picture
from domain.projects import Project
from domain.refusals import Refused
from storage.transactions import Transaction, read_only
from use_cases.costing import figures_of
from use_cases.finding import find_project
from use_cases.member_contacts import own_plan_instead
from use_cases.picture_sheets import Subject, budget_sheet, load_sheet, progress_sheet, timeline_sheet
from use_cases.reading import Read

WAITED_FOR = timedelta(hours=1)
"""How long somebody wants pictures that they asked for: after that they would show another moment."""


@dataclass(frozen=True)
class ShowPictures:
    """Show this person the pictures of the project of this key, or of the one in this channel.

    A ground that is named is kept for the next time.
    """

    actor: Actor
    key: str | None = None
    channel: str | None = None
    ground: Ground | None = None


@dataclass(frozen=True)
class Page:
    """One picture of a book: what it is called and shows, and its file where it was drawn already.

    Without a sheet there is nothing to draw, and the words say why.
    """

    title: str
    words: str
    sheet: Sheet | None = None
    sign: str = ""
    file_id: str = ""


@dataclass(frozen=True)
class Book:
    """The pictures that whoever reads them may see."""

    project_key: str
    project_name: str
    ground: Ground
    pages: tuple[Page, ...]


def show_pictures(order: ShowPictures, tx: Transaction, now: datetime) -> str:
    """Have the pictures of a project drawn for whoever asks, while they read on; returns what they hear until then."""
    project = find_project(order.actor, order.key, order.channel, tx)
    permissions.require(order.actor, Action.SEE_PROJECT, project)
    if own_plan_instead(order.actor, project, tx, now) is not None:
        raise Refused("What you see of this project as its customer:", to_type=f"plan {project.key}")
    reader = order.actor.user_id
    if order.ground is not None:
        tx.pictures.keep_ground(reader, order.ground)
    ground = order.ground or tx.pictures.ground_of(reader)
    if draw_pictures(project, ToPerson(reader), reader, tx, now, ground=ground):
        return f"The pictures of {project.key} come to your direct messages with Steward."
    return f"The pictures of {project.key} are on their way to your direct messages with Steward."


def draw_pictures(
    project: Project,
    to: Target,
    asked_by: UserId,
    tx: Transaction,
    now: datetime,
    wanted: tuple[Picture, ...] = (),
    ground: Ground = Ground.LIGHT,
) -> bool:
    """Have these pictures of a project drawn and shown there; all that may be seen there, where none is named.

    False where the same is on its way already. Money and people's hours are only ever drawn for a person who may see
    them when it is delivered.
    """
    book = PictureBook.of(project, to, asked_by, wanted, ground)
    if tx.pictures.are_coming(book):
        return False
    tx.outbox.add(book, now, useless_after=now + WAITED_FOR)
    return True


@read_only
def read_picture_book(order: Read, tx: Transaction, now: datetime) -> Book | None:
    """What is drawn of a project now; None where its reader may not know of it any more."""
    permissions.require(order.actor, Action.DELIVER)
    project_id, ground, named = order.about.split("/")
    project = tx.projects.get(project_id)
    may_see = _seen_there(project, order.to, tx)
    wanted = [Picture(one) for one in named.split("+")] if named else list(Picture)
    subject = Subject(project, tx.baselines.newest_of(project.id), figures_of(project, tx, now))
    made = list(_sheets([one for one in wanted if one in may_see], subject, tx, now))
    if not made:
        return None
    signs = {id(one): sign_of(one, Ground(ground)) for one in made if not isinstance(one, NotDrawn)}
    files = tx.pictures.files(signs.values(), now)
    pages = tuple(_page(one, signs.get(id(one), ""), files) for one in made)
    return Book(project.key, project.name, Ground(ground), pages)


def _seen_there(project: Project, to: Target, tx: Transaction) -> frozenset[Picture]:
    """The pictures that whoever reads there may see: in a channel none with money or somebody's hours."""
    if not isinstance(to, ToPerson):
        return frozenset(IN_A_CHANNEL)
    known = tx.people.get(to.person)
    if known is None:
        return frozenset()
    reader = Actor(tx.workspace, known.id, known.standing, known.is_admin)
    if project.is_hidden_from(reader) or not permissions.allowed(reader, Action.SEE_PROJECT, project):
        return frozenset()
    may_count = permissions.allowed(reader, Action.SEE_COSTS, project)
    may_book = permissions.allowed(reader, Action.SEE_TEAM, project, tx.workspaces.get())
    allowed = {Picture.BUDGET: may_count, Picture.LOAD: may_book}
    return frozenset(one for one in Picture if allowed.get(one, True))


def _sheets(wanted: list[Picture], subject: Subject, tx: Transaction, now: datetime) -> Iterator[Sheet | NotDrawn]:
    for one in wanted:
        if one is Picture.PROGRESS:
            yield progress_sheet(subject, tx, now)
        elif one is Picture.TIMELINE:
            yield timeline_sheet(subject)
        else:
            yield budget_sheet(subject) if one is Picture.BUDGET else load_sheet(subject, tx)


def _page(made: Sheet | NotDrawn, sign: str, files: dict[str, str]) -> Page:
    if isinstance(made, NotDrawn):
        return Page(made.picture.called, made.words)
    return Page(made.picture.called, made.words, made, sign, files.get(sign, ""))
