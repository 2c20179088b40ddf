"""App Home, published when somebody opens it."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack

from domain.actors import Actor
from handlers.routing import Routes
from storage.transactions import Runner
from use_cases.home import OpenHome, open_home
from use_cases.own_plans import OpenCustomerHome, open_customer_home

routes = Routes()


@routes.event("app_home_opened")
def home_opened(ack: Ack, actor: Actor, event: dict[str, Any], run: Runner, once: str) -> None:
    """Publish the person's Home, whose refusal stands in its place; the Messages tab needs nothing."""
    if event.get("tab") == "home" and actor.is_from_outside:
        run(open_customer_home, OpenCustomerHome(actor), once=once)
    elif event.get("tab") == "home":
        run(open_home, OpenHome(actor), once=once)
    ack()
