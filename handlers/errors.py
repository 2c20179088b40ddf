"""Where a request went wrong, the person hears it: beside the field, in the command's answer, or in a small modal."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from domain.actors import Actor
from domain.permissions import Forbidden, NotForStrangers
from domain.projects import WhichProject
from domain.refusals import Problem, Refused, SoByNow, Unavailable
from handlers.answering import answer_of
from handlers.identity import NotIdentified, actor_of
from handlers.incoming import Incoming
from handlers.offering import offer_to_ask
from handlers.routing import Kind
from handlers.saying import Message, say, say_view, say_with
from use_cases.directory import NamePeople, name_people
from use_cases.errands import TakeErrand, note_so_by_now
from use_cases.own_plans import WHAT_IS_NOT_THEIRS, AskAsCustomer, ask_as_customer

AWAY = "Steward cannot reach its database just now, so nothing was saved. Please try again in a minute."
BROKEN = (
    "Something went wrong on our side (reference {reference}). Nothing was saved. "
    "Please try again, and tell your administrator the reference if it happens again."
)
SAVED_BUT_BROKEN = (
    "Your change was saved, but something went wrong on our side afterwards (reference {reference}). "
    "There is no need to do it again; please tell your administrator the reference."
)
SAVED_BUT_AWAY = (
    "Your change was saved, but Steward cannot reach its database just now to show the rest. "
    "There is no need to do it again."
)
MOST_NAMES = 5
# The button that does what a refusal says to type, by the command's verb.
PRESSED = {
    "prepare": ("What is open", "show_gate"),
    "plan": ("See the plan", "show_plan"),
    "scope": ("See the scope", "show_scope"),
    "stages": ("Stages", "show_stages"),
    "assign": ("Change roles", "assign_roles"),
    "change": ("Ask for a change", "ask_change"),
    "close": ("Close it", "ask_to_close"),
    "next": ("Plan the next one", "next_project"),
}


class NowhereToSay(Exception):
    """The only way to say something was a trigger, and it is used up."""


def guard(incoming: Incoming, work: Callable[[], None]) -> bool:
    """Do the work and tell whoever asked what went wrong; False when Slack has to say that it failed."""
    try:
        work()
    except Refused as refusal:
        _end_what_is_so(incoming, refusal)
        told = offer_to_ask(incoming, refusal) or _tell(incoming, _spelled(incoming, _with_names(incoming, refusal)))
        return told and not _should_be_repeated(incoming, refusal)
    except Unavailable:
        incoming.desk.logger.warning("the database was not there for %s", incoming)
        return _tell(incoming, [Problem(SAVED_BUT_AWAY if incoming.saved else AWAY)]) and _is_final(incoming)
    except Exception:  # noqa: BLE001  # nothing may escape to Bolt: the person would only see a time-out
        return _tell(incoming, [Problem(_logged(incoming))]) and _is_final(incoming)
    return True


def _end_what_is_so(incoming: Incoming, refusal: Refused) -> None:
    """What somebody is doing for the one who asked, and what is so by now, is nobody's to do any more."""
    if not isinstance(refusal, SoByNow) or not incoming.errand:
        return
    try:
        incoming.desk.run(note_so_by_now, TakeErrand(actor_of(incoming), incoming.errand))
    except Exception:  # the refusal matters more than what becomes of the errand
        incoming.desk.logger.exception("what is so by now could not be ended for %s", incoming)


def _is_final(incoming: Incoming) -> bool:
    # Slack sends an event again that was not answered with success; for anything else a person decides.
    return incoming.kind is not Kind.EVENT


def _should_be_repeated(incoming: Incoming, refusal: Refused) -> bool:
    return isinstance(refusal, NotIdentified) and not _is_final(incoming)


def _logged(incoming: Incoming) -> str:
    reference = secrets.token_hex(4)
    incoming.desk.logger.exception("reference %s: %s failed", reference, incoming)
    return (SAVED_BUT_BROKEN if incoming.saved else BROKEN).format(reference=reference)


def _with_names(incoming: Incoming, refusal: Refused) -> Sequence[Problem]:
    if isinstance(refusal, NotForStrangers) and actor_of(incoming).is_from_outside:
        return _as_customer(incoming, refusal).problems
    if isinstance(refusal, WhichProject) and incoming.kind is Kind.COMMAND:
        return WhichProject(refusal.example, f"{incoming.desk.command} {incoming.words.verb}").problems
    if not isinstance(refusal, Forbidden) or not refusal.who_may:
        return refusal.problems
    order = NamePeople(Actor.clock(incoming.workspace), refusal.who_may[:MOST_NAMES])
    try:
        names = sorted(incoming.desk.run(name_people, order).values())
    except Exception:  # the refusal matters more than whom to ask
        incoming.desk.logger.exception("who may do it instead could not be read for %s", incoming)
        return refusal.problems
    who = f" Ask {_listed(names)}." if names else ""
    return [Problem(refusal.message + who, refusal.field)]


def _as_customer(incoming: Incoming, refusal: Refused) -> Refused:
    """What a customer hears who presses what is not theirs: the same as by a command; other strangers hear why not."""
    try:
        incoming.desk.run(ask_as_customer, AskAsCustomer(actor_of(incoming), WHAT_IS_NOT_THEIRS))
    except Refused as instead:
        return instead
    except Exception:  # the refusal matters more than what they may do instead
        incoming.desk.logger.exception("what a customer may could not be read for %s", incoming)
    return refusal


def _spelled(incoming: Incoming, problems: Sequence[Problem]) -> Sequence[Problem]:
    # The rules do not know what the command is called here.
    command = incoming.desk.command
    return [replace(one, message=f"{one.message} {command} {one.to_type}") if one.to_type else one for one in problems]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _tell(incoming: Incoming, problems: Sequence[Problem]) -> bool:
    try:
        TELLING[incoming.kind](incoming, problems)
    except Exception:  # the request is still answered, and Slack shows its own sign of a failure
        incoming.desk.logger.exception("what went wrong could not be told for %s", incoming)
        return False
    return True


def _said(problems: Sequence[Problem]) -> Message:
    """What went wrong, with the button that does the same as the command that it says to type."""
    found = (one.to_type.partition(" ") for one in problems)
    ways = dict.fromkeys((*PRESSED[verb], key) for verb, _, key in found if verb in PRESSED and key)
    return say_with(_in_one(problems), ways)


def _in_one(problems: Sequence[Problem]) -> str:
    return "\n".join(dict.fromkeys(problem.message for problem in problems))


def _answer_in_words(incoming: Incoming, problems: Sequence[Problem]) -> None:
    has_other_ways = bool(incoming.response_url) or incoming.kind is Kind.COMMAND
    if incoming.trigger_used and not has_other_ways:
        raise NowhereToSay
    answer_of(incoming)(_said(problems))


def _answer_beside_fields(incoming: Incoming, problems: Sequence[Problem]) -> None:
    inputs = input_blocks(incoming.view or {})
    if inputs:
        incoming.ack(response_action="errors", errors=beside(inputs, problems))
    else:
        incoming.ack(response_action="update", view=say_view(_said(problems)))


def input_blocks(view: dict[str, Any]) -> list[str]:
    """The ids of the view's input blocks, in the order they stand in."""
    return [block["block_id"] for block in view.get("blocks") or () if block.get("type") == "input"]


def beside(inputs: Sequence[str], problems: Iterable[Problem]) -> dict[str, str]:
    """Each problem beside the input it belongs to; what belongs to none stands beside the first."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        here = found.setdefault(_input_for(problem.field, inputs), [])
        if problem.message not in here:
            here.append(problem.message)
    return {block: " ".join(messages) for block, messages in found.items()}


def _input_for(field: str | None, inputs: Sequence[str]) -> str:
    if field in inputs:
        return str(field)
    return next((block for block in inputs if field and block.partition("@")[0] == field), inputs[0])


def _offer_nothing(incoming: Incoming, problems: Sequence[Problem]) -> None:
    incoming.ack(options=[])


def _log_only(incoming: Incoming, problems: Sequence[Problem]) -> None:
    incoming.desk.logger.info("nobody to tell: %s was refused", incoming)


def _say_at_home(incoming: Incoming, problems: Sequence[Problem]) -> None:
    """An event has nobody to tell, but for a Home that was opened: it is a place to read why it is empty."""
    if incoming.event.get("type") == "app_home_opened" and incoming.event.get("tab") == "home":
        view = {"type": "home", "blocks": say(_in_one(problems)).blocks}
        incoming.client.views_publish(user_id=incoming.user_id, view=view)
    else:
        _log_only(incoming, problems)


TELLING: dict[Kind, Callable[[Incoming, Sequence[Problem]], None]] = {
    Kind.COMMAND: _answer_in_words,
    Kind.ACTION: _answer_in_words,
    Kind.SHORTCUT: _answer_in_words,
    Kind.VIEW: _answer_beside_fields,
    Kind.OPTIONS: _offer_nothing,
    Kind.VIEW_CLOSED: _log_only,
    Kind.EVENT: _say_at_home,
}
