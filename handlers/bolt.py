"""The one place where Bolt and the routes meet: a catch-all listener for each kind of request."""

from __future__ import annotations

import re
from collections.abc import Callable

from slack_bolt import App, BoltRequest, BoltResponse

from domain.figures import written_as_in
from domain.refusals import Refused
from handlers.desk import Desk
from handlers.errors import guard
from handlers.identity import actor_of
from handlers.incoming import Incoming
from handlers.parameters import call
from handlers.routing import FROM_OUTSIDE, Kind, Route, RouteBook

ANYTHING = re.compile("")
# Bolt asks its listeners one after the other, so what people wait for most often comes first.
ORDER = (Kind.COMMAND, Kind.ACTION, Kind.VIEW, Kind.OPTIONS, Kind.SHORTCUT, Kind.VIEW_CLOSED, Kind.EVENT)
OUTDATED = "This is from an older version of Steward and does nothing any more. Use {command} to go on."


def attach(app: App, routes: RouteBook, desk: Desk) -> None:
    """Let the app answer everything by these routes; it needs `process_before_response=True`."""
    for kind in ORDER:
        getattr(app, kind.value)(ANYTHING)(listener(kind, routes, desk))


def listener(kind: Kind, routes: RouteBook, desk: Desk) -> Callable[[BoltRequest], BoltResponse | None]:
    """The one function that Bolt calls for everything of this kind."""

    def heard(req: BoltRequest) -> BoltResponse | None:
        incoming = Incoming(kind, req, desk)
        # As in which country is known once it is known who asks.
        with written_as_in(""):
            is_answered = guard(incoming, lambda: answer(incoming, routes))
        if not is_answered:
            return BoltResponse(status=500)
        if kind is Kind.ACTION or incoming.ack.response is None:
            incoming.ack()
        return None

    heard.__name__ = f"{kind.value}_heard"
    return heard


def answer(incoming: Incoming, routes: RouteBook) -> None:
    """Call the function this request is for; explain when there is none."""
    route = _route_for_whoever_asks(incoming, routes)
    incoming.dispatch = lambda again, kind, name: _dispatch(again, routes.get((kind, name)))
    if route is not None:
        incoming.answered_by = route.name
        call(route, incoming)
    elif not _needs_no_answer(incoming):
        raise Refused(OUTDATED.format(command=incoming.desk.command))


def _dispatch(again: Incoming, route: Route | None) -> bool:
    if route is not None:
        again.answered_by = route.name
        call(route, again)
    return route is not None


def _route_for_whoever_asks(incoming: Incoming, routes: RouteBook) -> Route | None:
    """The route of what is asked; a command of somebody from outside never reaches what our own people see."""
    route, outside = _route(incoming, routes), routes.get((Kind.COMMAND, FROM_OUTSIDE))
    # Who asks is read from the database, once for all who want to know: only where the route does.
    is_known_verb = incoming.kind is Kind.COMMAND and route is not None and route.name != "?"
    asks_who = route is not None and "actor" in route.asks_for
    return outside if outside and is_known_verb and asks_who and actor_of(incoming).is_from_outside else route


def _route(incoming: Incoming, routes: RouteBook) -> Route | None:
    found = (routes.get((incoming.kind, name)) for name in incoming.names)
    return next((route for route in found if route is not None), None)


def _needs_no_answer(incoming: Incoming) -> bool:
    # A button that only opens a link tells us too, and the link has opened already.
    is_link = bool(incoming.action.get("url")) or incoming.press.action_id.startswith("link")
    return incoming.kind in (Kind.EVENT, Kind.VIEW_CLOSED) or (incoming.kind is Kind.ACTION and is_link)
