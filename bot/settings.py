"""Settings from the environment or `.env`: each process says what it needs, and all that is wrong is said at once."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.addresses import unknown_options

SLACK = "https://slack.com/api/"
WHERE_FROM = {
    "SLACK_BOT_TOKEN": "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions",
    "SLACK_APP_TOKEN": "copy it (xapp-…) from Basic Information > App-Level Tokens (scope connections:write)",
    "SLACK_SIGNING_SECRET": "copy it from Basic Information > Signing Secret",
}
TOKEN = re.compile(r"(xoxb|xapp)-[A-Za-z0-9-]+")
COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
WHAT_A_COMMAND_IS = "must be a slash and at most 31 small letters, digits, - or _, such as /project"
POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}


class LogLevel(StrEnum):
    """How much is logged; DEBUG is ours alone, because Slack's libraries would log what people wrote."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class SettingsRefused(Exception):
    """The settings are not usable; `problems` has one line for each, with what to do, and no secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _bot_token(secret: SecretStr) -> SecretStr:
    return _token(secret, "xoxb-", "SLACK_BOT_TOKEN")


def _app_token(secret: SecretStr) -> SecretStr:
    return _token(secret, "xapp-", "SLACK_APP_TOKEN")


def _token(secret: SecretStr, beginning: str, name: str) -> SecretStr:
    token = secret.get_secret_value().strip()
    if token.startswith("xoxe"):
        raise ValueError("is a rotating token: install from an app without token rotation")
    if not token.startswith(beginning):
        raise ValueError(f"does not begin with {beginning}: {WHERE_FROM[name]}")
    if not TOKEN.fullmatch(token):
        raise ValueError(f"is not such a token: {WHERE_FROM[name]}")
    return SecretStr(token)


def _signing_secret(secret: SecretStr) -> SecretStr:
    words = secret.get_secret_value().strip()
    if not words.isascii() or not words.isalnum():
        raise ValueError(f"is no signing secret: {WHERE_FROM['SLACK_SIGNING_SECRET']}")
    return SecretStr(words)


def _api_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"must be an address such as {SLACK}; leave it out to speak to Slack itself")
    return url if url.endswith("/") else f"{url}/"


def _database_url(secret: SecretStr) -> SecretStr:
    url = secret.get_secret_value().strip()
    scheme, _, rest = url.partition("://")
    if scheme in POSTGRESQL and rest.strip("/") and _has_sound_port(url):
        return _with_known_options(f"postgresql+psycopg://{rest}")
    if scheme != "sqlite" or len(rest) < 2 or rest[0] != "/" or ":memory:" in rest:
        raise ValueError("must be sqlite:///a-file.db or postgresql://user:password@host/name")
    folder = Path(rest[1:].partition("?")[0]).parent
    if not folder.is_dir():
        raise ValueError(f"names a file in a folder that does not exist: make the folder {folder}")
    return _with_known_options(url)


def _with_known_options(url: str) -> SecretStr:
    if unknown := unknown_options(url):
        raise ValueError(f"has options that this database does not know: leave out {', '.join(unknown)}")
    return SecretStr(url)


def _has_sound_port(url: str) -> bool:
    try:
        urlsplit(url).port  # noqa: B018 — asking is what finds out
    except ValueError:
        return False
    return True


def _command(command: str) -> str:
    if not COMMAND.fullmatch(command):
        raise ValueError(WHAT_A_COMMAND_IS)
    return command


def _level(level: str) -> str:
    if level.upper() not in LogLevel.__members__:
        raise ValueError(f"must be one of {', '.join(LogLevel)}")
    return level.upper()


BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
AppToken = Annotated[SecretStr, AfterValidator(_app_token)]
SigningSecret = Annotated[SecretStr, AfterValidator(_signing_secret)]


class Given(BaseSettings):
    """What is given of Slack's secrets, whether it is right or not."""

    model_config = SettingsConfigDict(
        # Some editors of Windows begin a file with a mark that would become part of the first name.
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
        frozen=True,
    )
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")

    @property
    def is_for_http(self) -> bool:
        """Requests are signed, and no socket can be opened."""
        return bool(self.slack_signing_secret.get_secret_value()) and not self.slack_app_token.get_secret_value()


class Settings(Given):
    """Everything that can be set; what only some processes need is looked at by the classes below."""

    slack_api_url: Annotated[str, AfterValidator(_api_url)] = SLACK
    database_url: Annotated[SecretStr, AfterValidator(_database_url)] = SecretStr("sqlite:///steward.db")
    steward_command: Annotated[str, AfterValidator(_command)] = "/project"
    steward_log_level: Annotated[str, AfterValidator(_level)] = LogLevel.INFO

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.get_secret_value().startswith("sqlite")


class RunSettings(Settings):
    """What one process with Socket Mode needs."""

    slack_bot_token: BotToken
    slack_app_token: AppToken


class WebSettings(Settings):
    """What answering over HTTP needs."""

    slack_bot_token: BotToken
    slack_signing_secret: SigningSecret


class WorkerSettings(Settings):
    """What delivering needs."""

    slack_bot_token: BotToken


S = TypeVar("S", bound=Given)


def read_settings(kind: type[S]) -> S:
    """What the environment and `.env` say; everything wrong with it in one SettingsRefused."""
    try:
        return kind()
    except UnicodeDecodeError:
        raise SettingsRefused([".env is not text in UTF-8: save it again in that encoding"]) from None
    except ValidationError as wrong:
        raise SettingsRefused([_line(error["loc"], error["type"], error["msg"]) for error in wrong.errors()]) from None


def _line(place: tuple[int | str, ...], kind: str, message: str) -> str:
    name = str(place[0]).upper() if place else "settings"
    if kind == "missing":
        return f"{name} is missing: {WHERE_FROM.get(name, 'set it')}"
    return f"{name} {message.removeprefix('Value error, ')}"
