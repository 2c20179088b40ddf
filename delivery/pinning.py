"""The project's card: pinned in its channel, and linked from the channel's bookmarks."""

from __future__ import annotations

from delivery.calling import Caller
from domain.effects import BookmarkCard, Delivered, NotDelivered, Outcome, PinCard
from use_cases.deliveries import Prepared

NO_CARD = NotDelivered("the card was not posted")


def pin_card(wanted: PinCard, prepared: Prepared, caller: Caller) -> Outcome:
    """Pin the card; one that is pinned already stays so."""
    card = prepared.card
    if card is None:
        return NO_CARD
    caller.call("pins.add", fine=("already_pinned",), channel=card.channel, timestamp=card.ts)
    return Delivered()


def bookmark_card(wanted: BookmarkCard, prepared: Prepared, caller: Caller) -> Outcome:
    """Bookmark the card, unless its link is among the bookmarks."""
    card = prepared.card
    if card is None:
        return NO_CARD
    link = caller.call("chat.getPermalink", channel=card.channel, message_ts=card.ts)["permalink"]
    bookmarks = caller.call("bookmarks.list", channel_id=card.channel).get("bookmarks") or []
    if all(bookmark.get("link") != link for bookmark in bookmarks):
        caller.call("bookmarks.add", channel_id=card.channel, title=wanted.title, type="link", link=link)
    return Delivered()
