"""How each call of Slack is made repeatable after an outcome that nobody knows: one table."""

from __future__ import annotations

from enum import StrEnum


class Repeat(StrEnum):
    """What makes doing it again show people one thing."""

    LOOK_FOR_IT = "look for the effect's id in the metadata or the blocks of the messages there"
    LOOK_FOR_OUR_OWN = "on name_taken, look for a channel of that name that our bot made since"
    LIST_FIRST = "list what is there, add only what is not"
    ALREADY_IS_SUCCESS = "Slack's 'already' counts as success"
    SAME_AGAIN = "the second time leaves what the first left"


REPEATS = {
    "chat.postMessage": Repeat.LOOK_FOR_IT,
    "conversations.create": Repeat.LOOK_FOR_OUR_OWN,
    # A file is seen once it is completed; until then it is nothing, and the next attempt announces another.
    "files.completeUploadExternal": Repeat.LOOK_FOR_IT,
    "files.getUploadURLExternal": Repeat.SAME_AGAIN,
    "bookmarks.add": Repeat.LIST_FIRST,
    "conversations.setTopic": Repeat.LIST_FIRST,
    "conversations.invite": Repeat.ALREADY_IS_SUCCESS,
    "pins.add": Repeat.ALREADY_IS_SUCCESS,
    "conversations.join": Repeat.SAME_AGAIN,
    "conversations.open": Repeat.SAME_AGAIN,
    "chat.update": Repeat.SAME_AGAIN,
    "views.publish": Repeat.SAME_AGAIN,
    # Reading changes nothing.
    "auth.test": Repeat.SAME_AGAIN,
    "bookmarks.list": Repeat.SAME_AGAIN,
    "chat.getPermalink": Repeat.SAME_AGAIN,
    "conversations.history": Repeat.SAME_AGAIN,
    "conversations.info": Repeat.SAME_AGAIN,
    "conversations.list": Repeat.SAME_AGAIN,
    "conversations.replies": Repeat.SAME_AGAIN,
}


def leaves_doubt(method: str) -> bool:
    """Whether the next attempt has to know that this call may have happened."""
    return REPEATS[method] in (Repeat.LOOK_FOR_IT, Repeat.LOOK_FOR_OUR_OWN)
