"""The page of OAuth as HTML; whatever an app or a person named is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sandbox.oauth.requests import ConsentRequest
from sandbox.workspace.people import Person
from sandbox.workspace.workspace import Workspace

FRAME = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="referrer" content="same-origin">
  <title>{title}</title>
  <link rel="icon" href="/static/icon.svg">
  <link rel="stylesheet" href="/static/css/base.css">
  <link rel="stylesheet" href="/static/css/forms.css">
  <link rel="stylesheet" href="/static/css/oauth.css">
</head>
<body class="consent"><main class="consent-card">{content}</main></body>
</html>
"""


def consent_page(workspace: Workspace, request: ConsentRequest, people: Iterable[Person], chosen: str) -> str:
    """Return the page that asks a person to allow or cancel."""
    app, team = escape(workspace.app.name), escape(workspace.team.name)
    content = f"""
    <h1>{app} is requesting permission to access the {team} workspace</h1>
    <form method="post" action="/oauth/v2/authorize">
      {_scopes(f"What will {app} be able to do?", request.scopes)}
      {_scopes(f"What will {app} be able to do as you?", request.user_scopes)}
      {_hidden(request)}
      <label class="consent-label">Installing as
        <select class="field" name="person" data-testid="installer">{_people(people, chosen)}</select>
      </label>
      <p class="quiet consent-note">You will be sent to {escape(request.redirect_uri)}</p>
      <footer class="consent-foot">
        <button class="button" name="decision" value="cancel" data-testid="cancel">Cancel</button>
        <button class="button primary" name="decision" value="allow" data-testid="allow">Allow</button>
      </footer>
    </form>"""
    return FRAME.format(title=f"Install {app}", content=content)


def refusal_page(sentence: str) -> str:
    """Return the page that says why nothing can be installed."""
    words = f'<h1>Something went wrong when authorizing this app.</h1><p data-testid="refusal">{escape(sentence)}</p>'
    hint = '<p class="quiet">Try going back and authorizing again, or look at the address that the app sent you to.</p>'
    return FRAME.format(title="Install", content=words + hint)


def _scopes(heading: str, scopes: Iterable[str]) -> str:
    rows = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in scopes)
    return f'<h2>{heading}</h2><ul class="consent-scopes">{rows}</ul>' if rows else ""


def _people(people: Iterable[Person], chosen: str) -> str:
    def option(person: Person) -> str:
        mark = " selected" if person.id == chosen else ""
        return f'<option value="{escape(person.id)}"{mark}>{escape(person.real_name)}</option>'

    return "".join(option(person) for person in people)


def _hidden(request: ConsentRequest) -> str:
    """Return the fields that carry the request over to the decision."""
    carried = {
        "client_id": request.client_id,
        "scope": ",".join(request.scopes),
        "user_scope": ",".join(request.user_scopes),
        "state": request.state,
        "redirect_uri": request.given_uri or "",
    }
    return "".join(f'<input type="hidden" name="{name}" value="{escape(held)}">' for name, held in carried.items())
