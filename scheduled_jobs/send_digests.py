"""Tells department heads and IT managers together, once a week, what waits for them, and keeps that true."""

from __future__ import annotations

from domain.actors import Actor
from domain.identity import UserId
from scheduled_jobs.failures import FAILURES
from storage.due import digests_due, digests_moved
from storage.transactions import Runner, Sweeper
from use_cases.digests import FollowDigest, PostDigests, follow_digest, post_digests


def send_digests(sweep: Sweeper, run: Runner) -> None:
    """Post every digest that is due, and look through those in whose projects something was done."""
    for workspace, head in FAILURES.without_troubled("digest", sweep(digests_due)):
        with FAILURES.logged("digest", head):
            run(post_digests, PostDigests(Actor.clock(workspace), UserId(head)))
    for workspace, digest_id in FAILURES.without_troubled("digest", sweep(digests_moved)):
        with FAILURES.logged("digest", digest_id):
            run(follow_digest, FollowDigest(Actor.clock(workspace), digest_id))
