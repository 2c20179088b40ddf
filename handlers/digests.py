"""Agreeing with what waits in a weekly digest, and asking to talk about it."""

from __future__ import annotations

from domain.actors import Actor
from domain.digests import no_such_digest
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.typed_text import number_in
from storage.transactions import Runner
from use_cases.digest_answers import AnswerDigest, agree_in_digest, discuss_in_digest

routes = Routes()


@routes.action("digest_agree")
def agreed_pressed(actor: Actor, press: Press, run: Runner, once: str) -> None:
    """Note the agreement; the message shows it beside the entry."""
    run(agree_in_digest, _order(actor, press), once=once)


@routes.action("digest_discuss")
def discuss_pressed(actor: Actor, press: Press, run: Runner, once: str) -> None:
    """Begin a thread about the entry under the message."""
    run(discuss_in_digest, _order(actor, press), once=once)


def _order(actor: Actor, press: Press) -> AnswerDigest:
    """A button's value is the digest's id and the number of its entry."""
    digest_id, _, typed = press.value.partition(" ")
    number = number_in(typed)
    if number is None:
        raise no_such_digest()
    return AnswerDigest(actor, digest_id, number)
