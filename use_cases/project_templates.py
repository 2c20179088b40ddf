"""The kinds of project: the usual ones and those that the workspace saved, each with what it contains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.history import Act, Change
from domain.project_templates import ProjectTemplate, no_such_template, template_problems, template_sign
from domain.refusals import Refused, refuse_if_any
from domain.usual_projects import USUAL_PROJECTS
from storage.people import Named
from storage.transactions import Transaction, read_only


@dataclass(frozen=True)
class OfferedTemplate:
    """A kind of project that can be chosen."""

    id: str
    name: str


@dataclass(frozen=True)
class ShowTemplates:
    """Which kinds of project are there?"""

    actor: Actor


@dataclass(frozen=True)
class TemplateLine:
    """One kind of project in a list; `minutes` in any case, and more where they grow with the users."""

    id: str
    name: str
    gist: str
    is_own: bool
    stages: int
    days: int
    minutes: int
    grows: bool
    tools: int


@dataclass(frozen=True)
class TemplatesShown:
    """Every kind of project, those of the workspace first."""

    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True)
class ShowTemplate:
    """What does this kind of project contain, by its id or by words of its name?"""

    actor: Actor
    template_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class WorkLine:
    """Work of a skill in a stage of a template, in minutes: in any case, and for each IT user."""

    skill: str
    level: int
    minutes: int
    minutes_each_user: int


@dataclass(frozen=True)
class PiecesLine:
    """How many of a thing a stage of a template needs."""

    thing: str
    quantity: int


@dataclass(frozen=True)
class OutlineLine:
    """One stage of a template in working days, the first of which is day 1, and what it needs."""

    stage: str
    first: int
    last: int
    work: tuple[WorkLine, ...]
    things: tuple[PiecesLine, ...]


@dataclass(frozen=True)
class TemplateShown:
    """One kind of project in full, with what its reader may do about it."""

    template: TemplateLine
    outlines: tuple[OutlineLine, ...]
    services: tuple[str, ...]
    tools: tuple[str, ...]
    questions: tuple[str, ...]
    may_keep: bool


@dataclass(frozen=True)
class PrepareRenaming:
    """Open the form for the name and description of this template."""

    actor: Actor
    template_id: str


@dataclass(frozen=True)
class RenamingForm:
    """How a template of the workspace is called now."""

    template_id: str
    name: str
    gist: str


@dataclass(frozen=True)
class RenameTemplate:
    """This template has this name and description from now on."""

    actor: Actor
    template_id: str
    name: str = ""
    gist: str = ""


@dataclass(frozen=True)
class RemoveTemplate:
    """Offer this template no longer."""

    actor: Actor
    template_id: str


def every_template(tx: Transaction) -> tuple[ProjectTemplate, ...]:
    """Every kind of project that can be chosen: those of the workspace by name, then the usual ones."""
    return (*tx.project_templates.own(), *USUAL_PROJECTS)


def templates_to_choose(tx: Transaction) -> tuple[OfferedTemplate, ...]:
    """The same, to choose from."""
    return tuple(OfferedTemplate(one.id, one.name) for one in every_template(tx))


def chosen_template(id: str, tx: Transaction) -> ProjectTemplate:
    """The kind of project that was chosen in a form; refuses beside its field one that is not offered any more."""
    return _with_id(id, every_template(tx), "template")


def _with_id(id: str, among: Iterable[ProjectTemplate], field: str | None = None) -> ProjectTemplate:
    found = next((one for one in among if one.id == id), None)
    if found is None:
        raise no_such_template(field)
    return found


@read_only
def show_templates(order: ShowTemplates, tx: Transaction, now: datetime) -> Named[TemplatesShown]:
    """Every kind of project with how much is in it."""
    permissions.require(order.actor, Action.SEE_TEMPLATES)
    return Named(TemplatesShown(tuple(_line(one) for one in every_template(tx))), {})


def _line(one: ProjectTemplate) -> TemplateLine:
    work = [each for stage in one.stages for each in stage.work]
    return TemplateLine(
        one.id,
        one.name,
        one.gist,
        one not in USUAL_PROJECTS,
        len(one.stages),
        one.days,
        sum(each.minutes for each in work),
        any(each.minutes_each_user for each in work),
        len(one.tools),
    )


@read_only
def show_template(order: ShowTemplate, tx: Transaction, now: datetime) -> Named[TemplateShown]:
    """One kind of project in full: what a project that begins as it is given."""
    permissions.require(order.actor, Action.SEE_TEMPLATES)
    one = _named(order.words, tx) if order.words else _with_id(order.template_id, every_template(tx))
    line = _line(one)
    may_keep = line.is_own and permissions.allowed(order.actor, Action.KEEP_TEMPLATES, tx.workspaces.get())
    return Named(TemplateShown(line, _outlines(one, tx), one.services, one.tools, one.questions, may_keep), {})


def _named(words: str, tx: Transaction) -> ProjectTemplate:
    """The kind of project whose name is these words, or has them in it while no other has."""
    sign, every = template_sign(words), every_template(tx)
    found = [one for one in every if template_sign(one.name) == sign] or [
        one for one in every if sign in template_sign(one.name)
    ]
    if len(found) == 1:
        return found[0]
    said = "Several kinds of project have" if found else "No kind of project has"
    raise Refused(f"{said} “{words[:40]}” in the name. To see all of them:", to_type="template")


def _outlines(one: ProjectTemplate, tx: Transaction) -> tuple[OutlineLine, ...]:
    skills = tx.skills.catalogue()
    things = tx.stock.several(sorted({thing.thing_id for stage in one.stages for thing in stage.things}))
    return tuple(
        OutlineLine(
            stage.name,
            stage.begins + 1,
            stage.begins + stage.lasts,
            tuple(
                WorkLine(skills[each.skill_id].name, each.level, each.minutes, each.minutes_each_user)
                for each in stage.work
                if each.skill_id in skills
            ),
            tuple(
                PiecesLine(things[each.thing_id].name, each.quantity)
                for each in stage.things
                if each.thing_id in things
            ),
        )
        for stage in one.stages
    )


@read_only
def prepare_renaming(order: PrepareRenaming, tx: Transaction, now: datetime) -> Named[RenamingForm]:
    """The form for a template of the workspace, for whoever keeps them."""
    permissions.require(order.actor, Action.KEEP_TEMPLATES, tx.workspaces.get())
    one = own_template(order.template_id, tx)
    return Named(RenamingForm(one.id, one.name, one.gist), {})


def own_template(id: str, tx: Transaction, field: str | None = None) -> ProjectTemplate:
    """The template with this id that the workspace saved; the usual ones stay as they are."""
    return _with_id(id, tx.project_templates.own(), field)


def rename_template(order: RenameTemplate, tx: Transaction, now: datetime) -> str:
    """Give a template of the workspace another name or description; returns its id."""
    permissions.require(order.actor, Action.KEEP_TEMPLATES, tx.workspaces.for_change())
    before = own_template(order.template_id, tx)
    others = [one for one in every_template(tx) if one.id != before.id]
    refuse_if_any(template_problems(order.name, order.gist, others, is_new=False))
    after = replace(before, name=order.name.strip(), gist=order.gist.strip())
    if after != before:
        by = order.actor.user_id
        tx.project_templates.keep(after, by, now)
        pairs = (("name", before.name, after.name), ("description", before.gist, after.gist))
        changes = tuple(Change(field, old, new) for field, old, new in pairs if old != new)
        tx.history.add(by, now, Act.CHANGED_TEMPLATE, None, after.name, changes)
    return after.id


def remove_template(order: RemoveTemplate, tx: Transaction, now: datetime) -> str:
    """Offer a template of the workspace no longer; projects that began as it keep what they have. Returns its name."""
    permissions.require(order.actor, Action.KEEP_TEMPLATES, tx.workspaces.for_change())
    gone = own_template(order.template_id, tx)
    tx.project_templates.remove(gone.id)
    tx.history.add(order.actor.user_id, now, Act.REMOVED_TEMPLATE, None, gone.name)
    return gone.name
