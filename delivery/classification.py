"""What an error of Slack or of the way to Slack means for the effect that met it: one table."""

from __future__ import annotations

import re
import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError


class Verdict(StrEnum):
    """Permanent: stop. Passing: a definite no for now. Ambiguous: it may have happened. Human: somebody repairs it."""

    PERMANENT = "permanent"
    PASSING = "passing"
    AMBIGUOUS = "ambiguous"
    HUMAN = "human"


@dataclass(frozen=True)
class Failure:
    """Why a call failed, and how many seconds to leave it alone at least; `asked` when Slack named them itself."""

    error: str
    verdict: Verdict
    pause: float = 0.0
    asked: bool = False


SLOW = 60.0
AFTER_TIMEOUT = 5.0
"""A call that timed out may still be on its way: it is looked for only when it had time to arrive."""

PASSING = ("ratelimited", "rate_limited", "update_failed", "hash_conflict")
PASSING_SLOWLY = (
    "message_limit_exceeded",
    "external_channel_migrating",
    "org_login_required",
    "team_added_to_org",
    # The installation is suspended, not the message: it waits until somebody has installed Steward again.
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "enterprise_is_restricted",
    "team_access_not_granted",
    "ekm_access_denied",
    "two_factor_setup_required",
)
AMBIGUOUS = ("internal_error", "fatal_error", "request_timeout", "service_unavailable")
CHANNEL_LOST = ("not_in_channel", "channel_not_found", "is_archived")
HUMAN = (
    *CHANNEL_LOST,
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked",
    "slack_connect_file_upload_sharing_blocked",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_lists_sharing_blocked",
    "slack_connect_clip_sharing_blocked",
    "slack_connect_blocked_file_type",
    "name_taken",
    "invalid_name",
    "invalid_name_maxlength",
    "invalid_name_punctuation",
    "invalid_name_required",
    "invalid_name_specials",
    "no_channel",
    "cannot_create_channel",
    "missing_scope",
    "no_permission",
    "access_denied",
    "app_access_restricted",
    "not_allowed_token_type",
)
PERMANENT = (
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
    "invalid_user_combination",
    "cannot_dm_bot",
    "messages_tab_disabled",
    "not_enabled",
    "cannot_reply_to_message",
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "block_mismatch",
    "streaming_state_conflict",
    "msg_too_long",
    "msg_blocks_too_long",
    "no_text",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_arguments",
    "view_too_large",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "metadata_too_large",
    "too_long",
    "too_many_pins",
    "too_many_bookmarks",
    "method_not_supported_for_channel_type",
    "unknown_method",
)
VERDICTS: dict[str, Failure] = {
    **{error: Failure(error, Verdict.PERMANENT) for error in PERMANENT},
    **{error: Failure(error, Verdict.HUMAN) for error in HUMAN},
    **{error: Failure(error, Verdict.AMBIGUOUS) for error in AMBIGUOUS},
    **{error: Failure(error, Verdict.PASSING) for error in PASSING},
    **{error: Failure(error, Verdict.PASSING, SLOW) for error in PASSING_SLOWLY},
    # Other names of the same trouble, so that people read one sentence for it.
    "channel_is_archived": Failure("is_archived", Verdict.HUMAN),
    "is_inactive": Failure("is_archived", Verdict.HUMAN),
}
UNREADABLE = Failure("unreadable_answer", Verdict.AMBIGUOUS)
NEVER_SENT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)


def failure_of(error: Exception) -> Failure:
    """What this exception of a call means."""
    if isinstance(error, SlackApiError):
        return _answered(error.response)
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, NEVER_SENT):
        return Failure("unreachable", Verdict.PASSING)
    if isinstance(reason, TimeoutError):
        return Failure("timeout", Verdict.AMBIGUOUS, AFTER_TIMEOUT)
    if isinstance(reason, OSError):
        return Failure("connection_lost", Verdict.AMBIGUOUS)
    return UNREADABLE


def _answered(response: Any) -> Failure:
    """Slack, or something before it, answered with a refusal."""
    if response.status_code == 429:
        return Failure("ratelimited", Verdict.PASSING, _retry_after(response.headers), asked=True)
    if response.status_code >= 500:
        return Failure(f"http_{response.status_code}", Verdict.AMBIGUOUS)
    error = response.data.get("error") if isinstance(response.data, dict) else None
    # The SDK puts the first words of an answer that is no JSON where Slack's error stands otherwise.
    if not isinstance(error, str) or not re.fullmatch(r"[a-z0-9_]+", error):
        return UNREADABLE
    return VERDICTS.get(error) or Failure(error, Verdict.PERMANENT)


def _retry_after(headers: dict[str, Any]) -> float:
    asked = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        return max(1.0, float(asked[0] if isinstance(asked, list) else asked))
    except ValueError:
        return 1.0
