"""What a handler may ask for by the name of a parameter, and in which kinds of request there is such a thing.

ack           Bolt's Ack; a press is acknowledged without a body, whatever is said
actor         domain.actors.Actor of the signed payload; the clock for an event about nobody
clock         the Actor for what Steward does by itself, such as keeping the directory when an event tells
run           runs one use case: run(use_case, order, once=once)
body          the whole payload                      workspace   the workspace's id
words         domain.commands.Words of a command     command     "/project", or as it is called here
place         incoming.Place: channel, channel_name, workspace, thread, message
press         incoming.Press: action_id, block_id, key, value, chosen, message, channel, thread, is_ephemeral,
              is_private, in_home, in_modal; for options `press.value` is what was typed
view          the payload's view                     kept        its private_metadata, a dictionary
event         the event itself                       once        the key for run(..., once=): modal step, event or press
quoted        quoting.Quoted: the message a shortcut was used on, its words and a link to it
meet_channel  meet_channel(id): the domain.channels.Channel as Slack shows it now, kept; None when Slack does not say
meet_person   meet_person(id): has somebody in the directory whom Slack knows and Steward does not yet
client        Slack's client with the time that is left
answer        answer(message, replace=False, everyone=False)
open_modal    open_modal(view): opens; inside a modal it lies on top
replay        replay(errand): does what somebody else asked, as this person
typed         typed(): what the form around the button holds by now; None outside a form
update_modal  update_modal(view): the modal that was submitted or pressed in
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.permissions import refuse_stranger
from handlers.answering import answer_of, open_modal_of, update_modal_of
from handlers.identity import actor_of, clock_of
from handlers.incoming import Incoming
from handlers.meeting import meet_channel_of, meet_person_of
from handlers.quoting import quoted_of
from handlers.replaying import replay_of, typed_of
from handlers.routing import Kind, Route
from use_cases.errands import performing

EVERY = frozenset(Kind)
ANSWERED = frozenset({Kind.COMMAND, Kind.ACTION, Kind.VIEW, Kind.SHORTCUT})
WITH_VIEW = frozenset({Kind.ACTION, Kind.VIEW, Kind.VIEW_CLOSED, Kind.OPTIONS})
WITH_PLACE = frozenset({Kind.COMMAND, Kind.ACTION, Kind.SHORTCUT, Kind.OPTIONS})


def run_of(incoming: Incoming) -> Callable[..., Any]:
    """The runner, noting when something was saved, so that a later failure does not deny it."""

    def run(use_case: Any, order: Any, once: str | None = None) -> Any:
        # Before anything is looked for: what is not found would tell a stranger what there is.
        if not getattr(use_case, "for_customers", False):
            refuse_stranger(order.actor)
        saves = not getattr(use_case, "reads_only", False)
        if saves and incoming.errand and not getattr(use_case, "is_on_the_way", False):
            use_case = performing(use_case, incoming.errand, actor_of(incoming), incoming.note_errand_done)
        result = incoming.desk.run(use_case, order, once=once)
        incoming.saved = incoming.saved or saves
        return result

    return run


PARAMETERS: dict[str, tuple[Callable[[Incoming], Any], frozenset[Kind]]] = {
    "ack": (lambda incoming: incoming.ack, EVERY),
    "actor": (actor_of, EVERY),
    "clock": (clock_of, EVERY),
    "run": (run_of, EVERY),
    "body": (lambda incoming: incoming.body, EVERY),
    "workspace": (lambda incoming: incoming.workspace, EVERY),
    "command": (lambda incoming: incoming.desk.command, EVERY),
    "meet_channel": (meet_channel_of, ANSWERED),
    "meet_person": (meet_person_of, ANSWERED),
    "client": (lambda incoming: incoming.client, EVERY),
    "words": (lambda incoming: incoming.words, frozenset({Kind.COMMAND})),
    "place": (lambda incoming: incoming.place, WITH_PLACE),
    "press": (lambda incoming: incoming.press, frozenset({Kind.ACTION, Kind.OPTIONS})),
    "view": (lambda incoming: incoming.view, WITH_VIEW),
    "kept": (lambda incoming: incoming.kept, WITH_VIEW),
    "event": (lambda incoming: incoming.event, frozenset({Kind.EVENT})),
    "once": (lambda incoming: incoming.once, EVERY),
    "quoted": (quoted_of, frozenset({Kind.SHORTCUT})),
    "answer": (answer_of, ANSWERED),
    "open_modal": (open_modal_of, ANSWERED),
    "replay": (replay_of, frozenset({Kind.ACTION})),
    "typed": (typed_of, frozenset({Kind.ACTION})),
    "update_modal": (update_modal_of, frozenset({Kind.ACTION, Kind.VIEW})),
}
OFFERED = {name: kinds for name, (_, kinds) in PARAMETERS.items()}


def call(route: Route, incoming: Incoming) -> None:
    """Call the function with what it asks for."""
    route.function(**{name: PARAMETERS[name][0](incoming) for name in route.asks_for})
