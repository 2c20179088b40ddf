"""Everybody who could ask something of Steward, and what each is towards the things it is asked about."""

from dataclasses import dataclass

from domain.actors import Standing
from domain.identity import UserId
from tests.make import ADMIN, ANA, BEN, CONTACT, HEAD, IT, NOBODY, PM, RESP

OBSERVER, HELPER, DELEGATOR, REPORTER = (UserId(one) for one in ("U_OBS", "U_HELP", "U_DEL", "U_REP"))
ASKER, ASKED, LISTED, LISTED_IT = (UserId(one) for one in ("U_ASKER", "U_ASKED", "U_LISTED", "U_LISTEDIT"))
GIVER, REQUESTER, OWNER, LOGGER = (UserId(one) for one in ("U_GIVER", "U_REQ", "U_OWNER", "U_LOGGER"))
MAINTAINER = UserId("U_KEEPER")
EVERYBODY = (PM, IT, HEAD, RESP, BEN, OBSERVER, ANA, HELPER, DELEGATOR, REPORTER, ASKER, ASKED, ADMIN, LISTED)
EVERYBODY += (LISTED_IT, GIVER, REQUESTER, OWNER, LOGGER, MAINTAINER, CONTACT, NOBODY)


@dataclass(frozen=True)
class Persona:
    """Somebody with their columns of the permission table; nobody in particular, when a stranger stands for anybody."""

    name: str
    person: UserId | None
    columns: frozenset[str]
    standing: Standing = Standing.MEMBER
    head_is_confirmed: bool = True

    def __str__(self) -> str:
        return self.name


def _member(name: str, person: UserId, *columns: str, head_is_confirmed: bool = True) -> Persona:
    return Persona(name, person, frozenset({"member", *columns}), head_is_confirmed=head_is_confirmed)


MEMBERS = (
    _member("project manager", PM, "project_manager", "decider"),
    _member("IT manager", IT, "it_manager", "decider"),
    # Besides, this head was asked to do an errand.
    _member("department head", HEAD, "department_head", "asked"),
    _member("department head who is not confirmed", HEAD, "asked", head_is_confirmed=False),
    _member("responsible", RESP, "responsible"),
    _member("team member", BEN, "team_member"),
    _member("observer", OBSERVER, "observer"),
    _member("member without a role", NOBODY),
    _member("assignee", ANA, "assignee"),
    _member("helper", HELPER, "helper"),
    _member("delegator", DELEGATOR, "delegator"),
    _member("reporter", REPORTER, "reporter"),
    _member("asker", ASKER, "asker"),
    _member("asked", ASKED, "asked"),
    _member("giver", GIVER, "giver"),
    _member("requester", REQUESTER, "requester"),
    _member("customer contact", CONTACT, "customer_contact"),
    _member("stage owner", OWNER, "stage-owner"),
    _member("logger", LOGGER, "logger"),
    _member("maintainer", MAINTAINER, "maintainer"),
    _member("administrator", ADMIN, "administrator"),
    _member("listed head", LISTED, "listed-head"),
    _member("listed IT manager", LISTED_IT, "listed-it-manager"),
)
# Whoever might do it, had their account not become that of a stranger meanwhile.
STRANGERS = tuple(Persona(one.value, None, frozenset(), one) for one in Standing if one is not Standing.MEMBER)
PERSONAS = MEMBERS + STRANGERS
