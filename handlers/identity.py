"""Who is asking: computed from the signed payload and the directory, never from what a modal or button carries."""

from __future__ import annotations

from domain.actors import Actor, Standing
from domain.figures import write_as_in
from domain.identity import UserId
from domain.people import Person
from domain.refusals import Refused
from handlers.incoming import Incoming
from handlers.routing import Kind
from use_cases.directory import FindWorkspace, Identify, KeepPeople, find_workspace, identify, keep_people

UNKNOWN = "Steward does not know you yet, and Slack did not say who you are. Please try again in a minute."


class NotIdentified(Refused):
    """Slack did not say in time who somebody is; the same request may succeed a moment later."""


def actor_of(incoming: Incoming) -> Actor:
    """The person behind the request, looked up once; the clock, where an event is about nobody."""
    if incoming.actor is None:
        incoming.actor = _actor_of(incoming)
    return incoming.actor


def _actor_of(incoming: Incoming) -> Actor:
    if not incoming.user_id:
        return clock_of(incoming)
    if _is_from_elsewhere(incoming):
        write_as_in(incoming.desk.run(find_workspace, FindWorkspace(clock_of(incoming))).country)
        return Actor(incoming.workspace, incoming.user_id, Standing.OUTSIDER)
    person = known_or_fetched(incoming, incoming.user_id)
    if person is None:
        return Actor(incoming.workspace, incoming.user_id, Standing.OUTSIDER)
    return Actor(incoming.workspace, person.id, person.standing, person.is_admin)


def clock_of(incoming: Incoming) -> Actor:
    """The actor for what Steward does by itself, such as keeping the directory."""
    return Actor.clock(incoming.workspace)


def _is_from_elsewhere(incoming: Incoming) -> bool:
    # A button in a shared channel can be pressed by people of the other organisation.
    user = incoming.body.get("user")
    team = user.get("team_id") if isinstance(user, dict) else None
    return bool(team) and team != incoming.workspace and incoming.kind is not Kind.EVENT


def known_or_fetched(incoming: Incoming, user: UserId) -> Person | None:
    """The person as the directory knows them, or else as Slack shows them, kept from then on; None when it is nobody.

    Refuses when Slack does not say.
    """
    clock = clock_of(incoming)
    known = incoming.desk.run(identify, Identify(clock, user))
    if known is None and (person := _fetched(incoming, user)) is not None:
        incoming.desk.run(keep_people, KeepPeople(clock, (person,)))
        known = incoming.desk.run(identify, Identify(clock, user))
    if known is None:
        return None
    write_as_in(known.country)
    return known.person


def _fetched(incoming: Incoming, user: UserId) -> Person | None:
    try:
        return incoming.desk.fetch_person(incoming.workspace, user)
    except Exception as failure:  # whatever kept Slack from saying, the person is told the same
        incoming.desk.logger.warning("person not fetched: %s", type(failure).__name__)
        raise NotIdentified(UNKNOWN) from failure
