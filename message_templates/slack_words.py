"""What Slack's errors mean to somebody who has never read Slack's documentation."""

from __future__ import annotations

WORDS = {
    "ratelimited": "Slack asks Steward to slow down",
    "rate_limited": "Slack asks Steward to slow down",
    "message_limit_exceeded": "this workspace has reached Slack's limit of messages",
    "not_in_channel": "Steward is not in the channel",
    "channel_not_found": "Steward is not in the channel",
    "no_channel": "the project has no channel yet",
    "is_archived": "the channel is archived",
    "name_taken": "the name for the channel is taken",
    "user_disabled": "the account is deactivated",
    "user_not_found": "Slack does not know the account",
    "users_not_found": "Slack does not know the account",
    "cannot_dm_bot": "the account is an app",
    "messages_tab_disabled": "this workspace does not let Steward write to people",
    "missing_scope": "Steward lacks a permission",
    "no_permission": "Steward lacks a permission",
    "timeout": "Slack did not answer in time",
    "connection_lost": "the connection to Slack broke",
    "unreachable": "Slack cannot be reached",
    "unreadable_answer": "Slack's answer could not be read",
    "came too late to be of use": "the day was over before it could be delivered",
}
TOKEN = ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive")
OWN_TROUBLE = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")


def slack_words(error: str) -> str:
    """An error as a person would say it; one that nobody has put into words stands as Slack's own."""
    if error in TOKEN:
        return "Slack does not accept Steward's installation any more"
    if error in OWN_TROUBLE or error.startswith("http_5"):
        return "Slack has trouble of its own"
    if error.startswith("restricted_action"):
        return "this workspace does not let Steward post there"
    return WORDS.get(error, f"Slack's answer was “{error}”")
