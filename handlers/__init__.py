"""HEARS SLACK: reads a payload, runs one use case, answers."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from slack_bolt import App

from handlers.bolt import attach as attach_routes
from handlers.desk import Desk
from handlers.parameters import OFFERED
from handlers.routing import RouteBook, collect

__all__ = ["Desk", "attach", "route_book", "routed_modules"]


def routed_modules() -> list[ModuleType]:
    """Every module of this package that has `routes`."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return [module for module in modules if hasattr(module, "routes")]


def route_book() -> RouteBook:
    """All routes of Steward; whoever compares them with the manifest asks here."""
    return collect(routed_modules(), OFFERED)


def attach(app: App, desk: Desk) -> None:
    """Let the app answer everything Steward knows."""
    attach_routes(app, route_book(), desk)
