"""Choosing the channel that a project lives in: a new one under a free name, or an existing one that will have it."""

from __future__ import annotations

from domain.actors import Actor
from domain.channels import Channel, why_not_lived_in
from domain.identity import ChannelId
from domain.project_names import channel_name_from
from domain.projects import ChannelKind, ProjectChannel
from domain.refusals import Problem, Refused
from storage.transactions import Transaction


def existing_channel_problems(
    actor: Actor, chosen: ChannelId | None, met: Channel | None, tx: Transaction
) -> list[Problem]:
    """Why a project cannot live in this existing channel, beside its field; `met` is how Slack shows it now."""
    if chosen is None:
        return [Problem("Choose the channel the project will live in.", "existing_channel")]
    if why := why_not_lived_in(met or tx.channels.get(chosen)):
        return [Problem(why, "existing_channel")]
    if other := tx.projects.in_channel(chosen):
        named = "Another project" if other.is_hidden_from(actor) else other.key
        return [Problem(f"{named} already lives in that channel. Choose another one.", "existing_channel")]
    return []


def existing_channel(chosen: ChannelId, tx: Transaction) -> ProjectChannel:
    """An existing channel as a project's home, as private as the directory knows it."""
    known = tx.channels.get(chosen)
    kind = ChannelKind.PRIVATE if known and known.is_private else ChannelKind.PUBLIC
    return ProjectChannel(kind, known.name if known else "", chosen)


def free_channel_name(typed: str, tx: Transaction) -> str:
    """The name of a new channel made from what was typed; refuses one that nothing is left of, or that is in use."""
    name = channel_name_from(typed)
    if not name:
        raise Refused("Use letters and digits for the channel's name, for example net-rollout.", field="channel_name")
    if name in tx.channels.names_like(name):
        raise Refused(f"There already is a channel #{name}. Choose another name.", field="channel_name")
    return name
