"""What the app is allowed: its tokens with their scopes, and the codes that OAuth exchanges for them."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.refusals import Refused

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
VERIFICATION_TOKEN = "sandbox-verification-token"
CODE_LIFE = 10 * 60.0


SCOPE = re.compile(r"[\w.:-]+", re.ASCII)


class ScopesRefused(ValueError):
    """No scope is called that; every answer names scopes in its head, where only such letters can stand."""


def read_scopes(words: str) -> list[str]:
    """Return scopes as Slack writes them, apart by commas or spaces, each once and in the order given."""
    scopes = list(dict.fromkeys(words.replace(",", " ").split()))
    strange = [scope for scope in scopes if not SCOPE.fullmatch(scope)]
    if strange:
        raise ScopesRefused(f"Invalid permissions requested. There is no scope {', '.join(strange)}.")
    return scopes


@dataclass
class Token:
    """One token: whom it speaks for, and what it may do."""

    value: str
    kind: str  # bot | user | app
    user: str
    scopes: list[str]
    refusal: str | None = None  # token_revoked, once this one was revoked; account_inactive, once a newer install began


@dataclass(frozen=True)
class Code:
    """What a person allowed on the page of OAuth; exchanged once for tokens."""

    person: str
    scopes: list[str]
    user_scopes: list[str]
    redirect_uri: str | None  # as the app gave it to the page; None when it left it out
    issued: float = field(default_factory=time.monotonic)


class Installs:
    """The tokens of the one app, with its OAuth credentials."""

    def __init__(self, bot: str, scopes: list[str], client_id: str, client_secret: str) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self._bot = bot
        self._codes: dict[str, Code] = {}
        self.tokens: dict[str, Token] = {}
        self._hold(Token(APP_TOKEN, "app", bot, ["connections:write"]))
        self.bot_token = self._hold(Token(BOT_TOKEN, "bot", bot, scopes))

    def _hold(self, token: Token) -> Token:
        self.tokens[token.value] = token
        return token

    @property
    def scopes(self) -> list[str]:
        """What the app may do in this workspace."""
        return self.bot_token.scopes

    def issue_code(self, code: Code) -> str:
        """Keep what a person allowed and return the code that stands for it, for ten minutes and one use."""
        value = secrets.token_urlsafe(24)
        self._codes[value] = code
        return value

    def redeem(self, value: str, redirect_uri: str | None) -> Code:
        """Use a code up; one that is unknown, used, late or meant for another address is refused."""
        code = self._codes.get(value)
        if code is None or time.monotonic() - code.issued > CODE_LIFE:
            raise Refused("invalid_code")
        if code.redirect_uri != redirect_uri:
            raise Refused("bad_redirect_uri")
        del self._codes[value]
        return code

    def grant(self, code: Code) -> tuple[Token, Token | None]:
        """Install what a code allows: scopes only ever grow; returns the bot's token and the person's, if asked."""
        if self.bot_token.refusal is not None:
            self.bot_token = self._hold(Token(f"xoxb-{secrets.token_hex(12)}", "bot", self._bot, []))
        self._widen(self.bot_token, code.scopes)
        if not code.user_scopes:
            return self.bot_token, None
        return self.bot_token, self._widen(self._user_token(code.person), code.user_scopes)

    def _user_token(self, person: str) -> Token:
        mine = (t for t in self.tokens.values() if t.kind == "user" and t.user == person and t.refusal is None)
        return next(mine, None) or self._hold(Token(f"xoxp-{secrets.token_hex(12)}", "user", person, []))

    def _widen(self, token: Token, scopes: Iterable[str]) -> Token:
        token.scopes += [scope for scope in scopes if scope not in token.scopes]
        return token

    def refuse(self, error: str) -> None:
        """Let every token of the workspace answer with this error from now on; the app-level one stays."""
        for token in self.tokens.values():
            if token.kind != "app" and token.refusal is None:
                token.refusal = error

    def restore(self) -> None:
        """Let the newest bot token work again, as if nothing had happened."""
        self.bot_token.refusal = None
