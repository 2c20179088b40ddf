"""App Home, published when somebody opens it."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from domain.actors import Actor, Standing
from domain.permissions import STRANGERS
from handlers.routing import Routes
from handlers.saying import say
from storage.transactions import Runner
from use_cases.home import OpenHome, open_home

routes = Routes()


@routes.event("app_home_opened")
def home_opened(ack: Ack, actor: Actor, event: dict[str, Any], run: Runner, client: WebClient, once: str) -> None:
    """Publish the person's Home, or who can use Steward; the Messages tab needs nothing."""
    if event.get("tab") == "home" and actor.standing is not Standing.MEMBER:
        client.views_publish(
            user_id=actor.user_id, view={"type": "home", "blocks": say(STRANGERS[actor.standing]).blocks}
        )
    elif event.get("tab") == "home":
        run(open_home, OpenHome(actor), once=once)
    ack()
