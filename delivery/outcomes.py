"""What is recorded for an effect whose call failed: final, for a human, or again after a pause."""

from __future__ import annotations

from delivery.calling import CallFailed
from delivery.classification import CHANNEL_LOST, Verdict
from delivery.repeatability import leaves_doubt
from domain.effects import NEVER_HOLDS_ITS_LANE, ChannelStep, Effect, NotDelivered
from domain.notices import ToProject

LONGEST_PAUSE = 30.0


def outcome_of(failed: CallFailed, effect: Effect) -> NotDelivered:
    """What a failed call means for the effect it was made for."""
    failure = failed.failure
    if failure.verdict in (Verdict.PERMANENT, Verdict.HUMAN):
        is_for_humans = failure.verdict is Verdict.HUMAN
        return NotDelivered(failure.error, needs_repair=is_for_humans and _is_of_the_channel(failed, effect))
    # Doubt once raised stays: not to have been found is no proof of not being there.
    doubtful = effect.uncertain or (failure.verdict is Verdict.AMBIGUOUS and leaves_doubt(failed.method))
    pause = failure.pause if failure.asked else max(failure.pause, pause_after(effect.attempts))
    return NotDelivered(failure.error, retry_in=pause, uncertain=doubtful)


def pause_after(attempts: int) -> float:
    """Seconds before the next attempt: one, doubling to thirty."""
    return min(LONGEST_PAUSE, 2.0 ** min(max(attempts - 1, 0), 10))


def _is_of_the_channel(failed: CallFailed, effect: Effect) -> bool:
    """Whether a project's channel is what is broken; an ornament that an admin forbids breaks no channel."""
    wanted = effect.wanted
    if isinstance(wanted, NEVER_HOLDS_ITS_LANE):
        return failed.error in CHANNEL_LOST
    return isinstance(wanted, ChannelStep) or isinstance(wanted.to, ToProject)
