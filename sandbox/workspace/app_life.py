"""The life of the app in the workspace: installed, its tokens revoked, uninstalled."""

from __future__ import annotations

from sandbox.workspace.installs import Token
from sandbox.workspace.workspace import Workspace


def uninstall_app(workspace: Workspace) -> None:
    """Take the app out of the workspace: every token is refused, and the app hears of it twice, as in Slack."""
    workspace.app.installs.refuse("account_inactive")
    _tell_revoked(workspace, [workspace.bot], [])
    workspace.emit({"type": "app_uninstalled"})
    workspace.note_workspace()


def revoke_tokens(workspace: Workspace) -> None:
    """Revoke all tokens of the workspace, as an administrator can."""
    workspace.app.installs.refuse("token_revoked")
    _tell_revoked(workspace, [workspace.bot], [])
    workspace.note_workspace()


def revoke_token(workspace: Workspace, token: Token) -> None:
    """Revoke one token, as auth.revoke does."""
    token.refusal = "token_revoked"
    own, of_people = ([token.user], []) if token.kind == "bot" else ([], [token.user])
    _tell_revoked(workspace, own, of_people)
    workspace.note_workspace()


def install_app(workspace: Workspace) -> None:
    """Let the app back in with the token it had."""
    workspace.app.installs.restore()
    workspace.note_workspace()


def _tell_revoked(workspace: Workspace, bots: list[str], people: list[str]) -> None:
    workspace.emit({"type": "tokens_revoked", "tokens": {"oauth": people, "bot": bots}})
