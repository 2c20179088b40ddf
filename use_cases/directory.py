"""Keeping the directory of people and channels, and saying who is acting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import permissions
from domain.actors import Actor
from domain.channels import Channel
from domain.identity import ChannelId, UserId
from domain.people import Person
from domain.permissions import Action
from domain.workspaces import Workspace
from storage.transactions import Transaction, read_only


@dataclass(frozen=True)
class Identify:
    """Who is this account? Asked before every other order."""

    actor: Actor
    person: UserId


@dataclass(frozen=True)
class NamePeople:
    """What are these people called?"""

    actor: Actor
    people: tuple[UserId, ...]


@dataclass(frozen=True)
class KeepPeople:
    """These people are like this now."""

    actor: Actor
    people: tuple[Person, ...]


@dataclass(frozen=True)
class KeepChannels:
    """These channels are like this now."""

    actor: Actor
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class InstallWorkspace:
    """Steward was installed, or started again, in a workspace; `zone` is an IANA name."""

    actor: Actor
    name: str
    bot_user: UserId
    zone: str


@dataclass(frozen=True)
class FindWorkspace:
    """What is known of this workspace?"""

    actor: Actor


@dataclass(frozen=True)
class ListHomes:
    """In which channels do the projects of this workspace live?"""

    actor: Actor


@dataclass(frozen=True)
class Home:
    """A project's key and its channel."""

    project_key: str
    channel: ChannelId
    channel_name: str


@read_only
def list_homes(order: ListHomes, tx: Transaction, now: datetime) -> list[Home]:
    """The projects that have a channel, in the order of their keys."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    projects = [tx.projects.by_key(key) for key in sorted(tx.projects.keys())]
    return [Home(one.key, one.channel.id, one.channel.name) for one in projects if one.channel.id]


@read_only
def find_workspace(order: FindWorkspace, tx: Transaction, now: datetime) -> Workspace:
    """The workspace as it is remembered; without a bot when Steward was never installed there."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    return tx.workspaces.get()


@read_only
def identify(order: Identify, tx: Transaction, now: datetime) -> Person | None:
    """The person as the directory knows them, None when it does not."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    return tx.people.get(order.person)


@read_only
def name_people(order: NamePeople, tx: Transaction, now: datetime) -> dict[str, str]:
    """The names of these people, for a sentence about them."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    return {person.id: person.name for person in tx.people.known(order.people)}


def keep_people(order: KeepPeople, tx: Transaction, now: datetime) -> None:
    """Remember these people as Slack shows them now."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    for person in order.people:
        tx.people.keep(person)


def keep_channels(order: KeepChannels, tx: Transaction, now: datetime) -> None:
    """Remember these channels as Slack shows them now."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    for channel in order.channels:
        tx.channels.keep(channel)


def install_workspace(order: InstallWorkspace, tx: Transaction, now: datetime) -> None:
    """Remember the workspace and its bot; settings that somebody saved stay as they are."""
    permissions.require(order.actor, Action.KEEP_DIRECTORY)
    known = tx.workspaces.get()
    zone = known.zone if known.settings_saved else order.zone
    tx.workspaces.keep(replace(known, name=order.name, bot_user=order.bot_user, zone=zone))
