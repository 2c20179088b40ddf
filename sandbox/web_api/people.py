"""users.*: who works here."""

from __future__ import annotations

from sandbox.refusals import Refused
from sandbox.web_api.registry import Answer, Call, method, page_of
from sandbox.workspace.people import Person


def _person(call: Call) -> Person:
    person = call.workspace.people.get(call.text("user"))
    if person is None:
        raise Refused("user_not_found")
    return person


@method("users.info")
def describe_person(call: Call) -> Answer:
    return {"user": _as_api(call, _person(call))}


@method("users.list")
def list_people(call: Call) -> Answer:
    home = [person for person in call.workspace.people.values() if not person.is_stranger]
    people, metadata = page_of(call, home, usual=1000)
    members = [_as_api(call, person) for person in people]
    return {"members": members, "cache_ts": call.workspace.clock.seconds(), "response_metadata": metadata}


@method("users.lookupByEmail")
def find_by_email(call: Call) -> Answer:
    wanted = call.needed("email").casefold()
    for person in call.workspace.people.values():
        if person.email.casefold() == wanted and not (person.is_bot or person.deleted or person.is_stranger):
            return {"user": _as_api(call, person)}
    raise Refused("users_not_found")


@method("users.getPresence")
def tell_presence(call: Call) -> Answer:
    person = _person(call) if call.has("user") else call.workspace.people[call.workspace.bot]
    return {"presence": "away" if person.deleted else "active"}


@method("users.profile.get")
def describe_profile(call: Call) -> Answer:
    person = _person(call) if call.has("user") else call.workspace.people[call.workspace.bot]
    return {"profile": person.profile(with_email=call.may("users:read.email"))}


def _as_api(call: Call, person: Person) -> Answer:
    user = person.as_api(call.workspace.clock.now(), with_email=call.may("users:read.email"))
    return user | {"locale": "en-US"} if call.flag("include_locale") else user
