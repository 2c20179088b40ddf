"""Agreeing with what waits for the other in a weekly digest, and talking about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import permissions
from domain.actions import Action
from domain.actors import Actor
from domain.digest_living import WeeklyDigest
from domain.digest_notices import DigestDiscussed
from domain.digests import Digest, no_such_digest
from domain.history import Act
from domain.identity import ChannelId
from domain.notices import Target, ToThread
from domain.refusals import Refused
from storage.transactions import Transaction


@dataclass(frozen=True)
class AnswerDigest:
    """One of the two answers an entry that waits for the other, or wants to talk about it."""

    actor: Actor
    digest_id: str
    number: int


def agree_in_digest(order: AnswerDigest, tx: Transaction, now: datetime) -> None:
    """Note beside what waits for the other that one agrees with whatever they decide; it decides nothing."""
    digest = _answered(order, tx)
    entry = digest.entry(order.number)
    tx.digests.change(digest.agreed(order.number, order.actor.user_id, now))
    tx.history.add(order.actor.user_id, now, Act.AGREED_BEFOREHAND, entry.project_id, entry.key)
    tx.outbox.add(WeeklyDigest.of(digest, edit_only=True), now)


def discuss_in_digest(order: AnswerDigest, tx: Transaction, now: datetime) -> None:
    """Begin a thread under the digest about one of its entries, which tells the other; once."""
    digest, by = _answered(order, tx), order.actor.user_id
    entry = digest.entry(order.number)
    other = next((one for one in digest.people if one != by), None)
    if other is None:
        raise Refused("Nobody else reads this digest. Ask whoever you want to talk to.")
    tx.digests.change(digest.discussed(order.number, by))
    tx.outbox.add(DigestDiscussed(_under(digest, tx), entry.key, entry.title, by, other), now)
    tx.outbox.add(WeeklyDigest.of(digest, edit_only=True), now)


def _answered(order: AnswerDigest, tx: Transaction) -> Digest:
    """The digest, for one of its two; who must not know of the project finds none."""
    digest = tx.digests.for_change(order.digest_id)
    if tx.projects.get(digest.entry(order.number).project_id).is_hidden_from(order.actor):
        raise no_such_digest()
    permissions.require(order.actor, Action.ANSWER_DIGEST, digest)
    return digest


def _under(digest: Digest, tx: Transaction) -> Target:
    message = WeeklyDigest.of(digest)
    posted = tx.outbox.posted(message.mark)
    return ToThread(ChannelId(posted.channel), posted.ts) if posted else message.to
