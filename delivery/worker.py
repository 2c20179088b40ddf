"""The worker: looks for what may be told, claims it, tells it, records what came back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from slack_sdk.web import WebClient

from delivery.calling import Caller, Pauses
from delivery.points import reached
from delivery.telling import tell
from domain.actors import Actor
from domain.effects import ChannelStep, NotDelivered, Outcome
from domain.refusals import Unavailable
from storage.due import effects_due
from storage.transactions import Runner, Sweeper
from use_cases.deliveries import (
    ClaimEffect,
    PostponeEffect,
    Prepared,
    RecordDelivery,
    claim_effect,
    postpone_effect,
    record_delivery,
)

log = logging.getLogger("steward.delivery")
LEASE_SECONDS = 60.0
LAST_CALL_BEFORE_LEASE_ENDS = 15.0
"""A call begins at least so long before its lease ends; clients give up on an answer sooner than that."""
WAITING_PER_THREAD = 4
ASIDE_SECONDS = 30.0
NO_CLIENT_SECONDS = 600.0
RECORD_SECONDS = 10.0
RECORD_PAUSE = 0.25
Due = tuple[str, str]


class Worker:
    """Delivers effects; any number of workers in any number of processes may share one database."""

    def __init__(
        self,
        run: Runner,
        sweep: Sweeper,
        client_for: Callable[[str], WebClient],
        uptime: Callable[[], datetime],
        wake: threading.Event,
        threads: int = 8,
        poll_seconds: float = 2.0,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        self._run = run
        self._sweep = sweep
        self._client_for = client_for
        self._uptime = uptime
        self._wake = wake
        self._threads = threads
        self._poll_seconds = poll_seconds
        self._lease_seconds = lease_seconds
        self._pauses = Pauses()
        self._running: set[str] = set()
        self._aside: dict[str, float] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._loop: threading.Thread | None = None
        self._pool: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Deliver in the background from now on."""
        self._stopping.clear()
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="delivery")
        self._loop = threading.Thread(target=self._deliver_forever, name="delivery", daemon=True)
        self._loop.start()

    def stop(self) -> None:
        """Begin nothing new, and wait for what is under way."""
        self._stopping.set()
        self._wake.set()
        if self._loop is not None:
            self._loop.join()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._loop = self._pool = None

    def deliver_due(self) -> int:
        """Deliver in this thread until nothing is due; returns how many effects were told."""
        told, seen = 0, set[Due]()
        while True:
            due = self._due()
            now_told = sum(self._deliver_alone(workspace, effect) for workspace, effect in due)
            # What was settled without Slack makes room for others, so only a sight twice seen ends it.
            if not now_told and set(due) <= seen:
                return told
            told, seen = told + now_told, set(due)

    def _due(self) -> list[Due]:
        """What may be claimed now, without what this worker has in hand or has put aside."""
        found = self._sweep(effects_due(self._uptime()))
        now = time.monotonic()
        with self._lock:
            self._aside = {effect: until for effect, until in self._aside.items() if until > now}
            return [due for due in found if due[1] not in self._running and due[1] not in self._aside]

    def _deliver_forever(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self._hand_out(self._due())
            except Unavailable as unavailable:
                log.warning("cannot look for what is due: %s", unavailable)
            except Exception:
                log.exception("looking for what is due failed")
            self._wake.wait(self._poll_seconds)

    def _hand_out(self, due: list[Due]) -> None:
        """Give the oldest to the pool, never more than it can soon begin."""
        assert self._pool is not None
        for workspace, effect in due:
            if self._stopping.is_set() or not self._take(effect, self._threads * WAITING_PER_THREAD):
                return
            self._pool.submit(self._deliver, workspace, effect).add_done_callback(self._returned(effect))

    def _returned(self, effect: str) -> Callable[[Future[bool]], None]:
        def look_again(_done: Future[bool]) -> None:
            self._give_back(effect)
            # Its lane is free now.
            self._wake.set()

        return look_again

    def _take(self, effect: str, most: int) -> bool:
        with self._lock:
            if effect in self._running or len(self._running) >= most:
                return False
            self._running.add(effect)
            return True

    def _give_back(self, effect: str) -> None:
        with self._lock:
            self._running.discard(effect)

    def _put_aside(self, effect: str, seconds: float) -> None:
        """Leave an effect alone for a while that this worker cannot even begin."""
        with self._lock:
            self._aside[effect] = time.monotonic() + seconds

    def _deliver_alone(self, workspace: str, effect: str) -> bool:
        if not self._take(effect, self._threads * WAITING_PER_THREAD + 1):
            return False
        try:
            return self._deliver(workspace, effect)
        finally:
            self._give_back(effect)

    def _deliver(self, workspace: str, effect: str) -> bool:
        """Claim, tell, record; whether there was anything to tell."""
        deadline = time.monotonic() + self._lease_seconds - LAST_CALL_BEFORE_LEASE_ENDS
        begun = self._begin(workspace, effect)
        if begun is None:
            return False
        client, prepared = begun
        reached("claimed")
        outcome = self._tell(prepared, Caller(client, workspace, self._pauses, deadline))
        reached("before_record")
        self._record(workspace, prepared, outcome)
        reached("recorded")
        return True

    def _begin(self, workspace: str, effect: str) -> tuple[WebClient, Prepared] | None:
        """The client and the claimed effect; what cannot begin is left alone for a while."""
        try:
            client = self._client_for(workspace)
        except Exception as error:
            log.exception("nobody to tell effect %s to", effect)
            self._postpone(workspace, effect, error, NO_CLIENT_SECONDS, may_be_given_up=False)
            return None
        try:
            prepared = self._claim(workspace, effect)
        except Unavailable as unavailable:
            log.warning("cannot claim effect %s: %s", effect, unavailable)
            self._put_aside(effect, self._poll_seconds)
            return None
        except Exception as error:
            log.exception("effect %s cannot be prepared", effect)
            self._postpone(workspace, effect, error, ASIDE_SECONDS, may_be_given_up=True)
            return None
        return (client, prepared) if prepared is not None else None

    def _postpone(
        self, workspace: str, effect: str, error: Exception, seconds: float, *, may_be_given_up: bool
    ) -> None:
        """Push it ahead in the database, where every worker sees it; in memory while that is away."""
        self._put_aside(effect, self._poll_seconds)
        words = f"cannot be prepared: {type(error).__name__}"
        order = PostponeEffect(Actor.clock(workspace), effect, words, self._uptime(), seconds, may_be_given_up)
        try:
            self._run(postpone_effect, order)
        except Unavailable:
            self._put_aside(effect, seconds)

    def _claim(self, workspace: str, effect: str) -> Prepared | None:
        now = self._uptime()
        lease_until = now + timedelta(seconds=self._lease_seconds)
        return self._run(claim_effect, ClaimEffect(Actor.clock(workspace), effect, now, lease_until))

    def _tell(self, prepared: Prepared, caller: Caller) -> Outcome:
        try:
            outcome = tell(prepared, caller, self._run)
        except Exception as error:
            log.exception("effect %s cannot be told", prepared.effect.id)
            return NotDelivered(f"cannot be told: {type(error).__name__}")
        if isinstance(outcome, NotDelivered):
            log.warning("effect %s (%s): %s", prepared.effect.id, type(prepared.effect.wanted).__name__, outcome)
        return outcome

    def _record(self, workspace: str, prepared: Prepared, outcome: Outcome) -> None:
        """Write down what came back; while the database is away, wait for it a little."""
        effect, until = prepared.effect, time.monotonic() + RECORD_SECONDS
        while True:
            order = RecordDelivery(Actor.clock(workspace), effect.id, effect, outcome, self._uptime())
            try:
                return self._run(record_delivery, order)
            except Unavailable:
                if time.monotonic() > until:
                    # The lease ends without a mark, and whoever claims it next looks before telling it again.
                    log.warning("effect %s was told but could not be recorded", effect.id)
                    return None
                time.sleep(RECORD_PAUSE)
            except Exception as error:
                log.exception("what came back for effect %s cannot be recorded", effect.id)
                if isinstance(outcome, NotDelivered):
                    return None
                repair = isinstance(effect.wanted, ChannelStep)
                outcome = NotDelivered(f"cannot be recorded: {type(error).__name__}", needs_repair=repair)
