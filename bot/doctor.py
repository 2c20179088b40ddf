"""What is wrong with an installation, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.clients import OUT_OF_REACH, rejection_of
from bot.composition import Steward
from bot.manifest import SCOPES
from bot.settings import Given, RunSettings, Settings, SettingsRefused, WebSettings, read_settings
from domain.actors import Actor
from domain.refusals import Unavailable
from use_cases.directory import ListHomes, list_homes

MOST_SKEW_SECONDS = 60
SIGNATURES_AGE_SECONDS = 300
MEND_THE_WAY = "check the network, the proxy and SLACK_API_URL"


class Ailing(Exception):
    """Something is wrong; the sentence says what to do."""


@dataclass(frozen=True)
class Finding:
    """What one check found."""

    check: str
    is_well: bool
    words: str
    was_checked: bool = True

    def __str__(self) -> str:
        sign = ("ok  " if self.is_well else "FAIL") if self.was_checked else "-   "
        return f"{sign}  {self.check}: {self.words}"


Check = Callable[[Steward], str]


def examine() -> Iterator[Finding]:
    """Look at everything, from the settings to the channels; each failure says what to do."""
    try:
        settings = _settings()
    except SettingsRefused as refused:
        yield from (Finding("settings", False, problem) for problem in refused.problems)
        return
    yield Finding("settings", True, f"for {'Socket Mode' if isinstance(settings, RunSettings) else 'HTTP'}")
    steward = Steward(settings)
    try:
        yield from _examine_each(steward)
    finally:
        steward.close()


def _settings() -> Settings:
    return read_settings(WebSettings if read_settings(Given).is_for_http else RunSettings)


def _examine_each(steward: Steward) -> Iterator[Finding]:
    """One cause is said once: what needs something that failed is not checked."""
    failed: set[str] = set()
    for name, check in CHECKS.items():
        missing = sorted(failed & NEEDS.get(name, frozenset()))
        if missing:
            yield Finding(name, False, f"not checked: it needs {' and '.join(missing)}", was_checked=False)
            continue
        finding = found(name, steward, check)
        if not finding.is_well:
            failed.add(name)
        yield finding


def found(name: str, steward: Steward, check: Check) -> Finding:
    """One check's finding, whatever happens in it."""
    try:
        return Finding(name, True, check(steward))
    except Ailing as ailing:
        return Finding(name, False, str(ailing))
    except Unavailable as away:
        return Finding(name, False, f"the database cannot be reached ({away}): start it, or mend DATABASE_URL")
    except SlackApiError as error:
        return Finding(
            name, False, rejection_of(TOKENS.get(name, "SLACK_BOT_TOKEN"), error) or _what_to_do(error.response)
        )
    except OUT_OF_REACH as error:
        return Finding(name, False, f"Slack cannot be reached ({type(error).__name__}): {MEND_THE_WAY}")


def _what_to_do(response: Any) -> str:
    error = response.get("error") or f"HTTP {response.status_code}"
    if error == "missing_scope":
        return f"the scope {response.get('needed')} is missing: install the app again with `steward manifest`"
    return f"Slack says {error}: install the app again with `steward manifest`, or try again later"


def database_answers(steward: Steward) -> str:
    """The database is there and at this version's revision."""
    if steward.is_migrated:
        return "answers, and is at the newest revision"
    if steward.database.is_sqlite:
        raise Ailing("is not at the newest revision: run `steward migrate` (`steward run` does it by itself)")
    raise Ailing("is not at the newest revision: run `steward migrate`")


def slack_answers(steward: Steward) -> str:
    """Slack is there, whatever it thinks of our tokens."""
    steward.clients.connecting().api_test()
    return f"answers at {steward.settings.slack_api_url}"


def bot_token_works(steward: Steward) -> str:
    """Slack takes the bot token."""
    here = steward.account.installation()
    return f"belongs to {here.name or here.workspace}"


def app_token_works(steward: Steward) -> str:
    """Slack takes the app-level token, where there is one."""
    token = steward.settings.slack_app_token.get_secret_value()
    if not token:
        return "not needed over HTTP"
    steward.clients.connecting().apps_connections_open(app_token=token)
    return "opens connections"


def scopes_are_granted(steward: Steward) -> str:
    """The installation has every scope that the manifest asks for."""
    granted = _header(steward, "x-oauth-scopes")
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if missing:
        why = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
        raise Ailing(f"not granted: {why}. Put `steward manifest` into the app's page and install it again")
    return "all that the manifest asks for are granted"


def clocks_agree(steward: Steward) -> str:
    """This machine's clock is near Slack's: requests are signed with the time."""
    said = _header(steward, "date")
    if not said:
        return "Slack did not say what time it is"
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds())
    if skew > MOST_SKEW_SECONDS:
        raise Ailing(
            f"this machine is {skew:.0f} s away from Slack's time, and from {SIGNATURES_AGE_SECONDS} s on no request "
            "is believed: switch on time synchronisation (NTP)"
        )
    return f"{skew:.0f} s apart"


def _header(steward: Steward, name: str) -> str:
    answer = steward.clients.delivering(steward.settings.slack_bot_token.get_secret_value()).auth_test()
    named = {header.lower(): value for header, value in answer.headers.items()}
    return str(named.get(name, ""))


def bot_is_in_channels(steward: Steward) -> str:
    """Steward is a member of the channel of every project."""
    here = steward.account.installation().workspace
    homes = steward.run(list_homes, ListHomes(Actor.clock(here)))
    client = steward.clients.reading(steward.account.token_for(here))
    troubles = [trouble for home in homes if (trouble := _trouble_with(client, home.channel, home.channel_name))]
    if troubles:
        raise Ailing("; ".join(troubles))
    return f"{len(homes)} of {len(homes)} in order"


def _trouble_with(client: Any, channel: str, name: str) -> str | None:
    try:
        seen = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        if error.response.get("error") == "channel_not_found":
            return f"#{name} is gone or hidden: invite Steward there (/invite @Steward)"
        raise
    if seen.get("is_archived"):
        return f"#{name} is archived: unarchive it"
    return None if seen.get("is_member") else f"Steward is not in #{name}: invite it there (/invite @Steward)"


CHECKS: dict[str, Check] = {
    "database": database_answers,
    "Slack": slack_answers,
    "bot token": bot_token_works,
    "app-level token": app_token_works,
    "scopes": scopes_are_granted,
    "clock": clocks_agree,
    "projects' channels": bot_is_in_channels,
}
NEEDS: dict[str, frozenset[str]] = {
    "bot token": frozenset({"Slack"}),
    "app-level token": frozenset({"Slack"}),
    "scopes": frozenset({"Slack", "bot token"}),
    "clock": frozenset({"Slack", "bot token"}),
    "projects' channels": frozenset({"Slack", "bot token", "database"}),
}
TOKENS = {"app-level token": "SLACK_APP_TOKEN"}
