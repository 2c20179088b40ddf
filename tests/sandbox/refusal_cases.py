"""How each refusal of each method is provoked: method -> error -> the arguments that earn it.

`$name` is something of the stage; `token` is another token than the method's own.
"""

from __future__ import annotations

from typing import Any

from tests.sandbox.payloads import field, home, modal, section

Arguments = dict[str, Any]

GENERAL, OTHER, SECRET, OLD, TEAM = "C0GENERAL", "C0OTHER", "C0SECRET", "C0OLD", "C0TEAM"
NOBODY, NOWHERE = "U0NOBODY", "C0NOWHERE"
LONG = "x" * 4001
WRONG_BLOCKS = [{"type": "section"}]
NO_CHANNEL: Arguments = {"channel_not_found": {"channel": NOWHERE}}
NO_CREDENTIALS: dict[str, Arguments] = {
    "invalid_client_id": {"client_id": "other"},
    "bad_client_secret": {"client_id": "sandbox-client", "client_secret": "guess"},
}
CREDENTIALS = {"client_id": "sandbox-client", "client_secret": "sandbox-client-secret"}
LINK = {"channel_id": GENERAL, "title": "Plan", "type": "link", "link": "https://x.example"}
UNPAGED: dict[str, Arguments] = {"invalid_cursor": {"cursor": "nonsense"}}
UNLIMITED: dict[str, Arguments] = UNPAGED | {"invalid_limit": {"limit": "many"}}
NOT_FOR_DMS: dict[str, Arguments] = {"method_not_supported_for_channel_type": {"channel": "$dm"}}
NAMES: dict[str, Arguments] = {
    "invalid_name_required": {"name": ""},
    "invalid_name_maxlength": {"name": "x" * 81},
    "invalid_name_punctuation": {"name": "--"},
    "invalid_name_specials": {"name": "Two words"},
    "name_taken": {"name": "old"},
}


def said(**more: Any) -> Arguments:
    """Arguments of a message that would be taken but for what `more` says."""
    return {"channel": GENERAL, "text": "x"} | more


CONTENT: dict[str, Arguments] = {
    "no_text": said(text=""),
    "invalid_blocks": said(blocks=WRONG_BLOCKS),
    "invalid_blocks_format": said(blocks="{"),
    "invalid_attachments": said(attachments="{"),
    "too_many_attachments": said(attachments=[{}] * 101),
    "markdown_text_conflict": said(markdown_text="x"),
}
METADATA: dict[str, Arguments] = {
    "invalid_metadata_format": said(metadata={"event_type": "posted"}),
    "metadata_too_large": said(metadata={"event_type": "posted", "event_payload": {"x": "x" * 16_001}}),
}
DESTINATION: dict[str, Arguments] = {
    "channel_not_found": said(channel=SECRET),
    "not_in_channel": said(channel=OTHER),
    "is_archived": said(channel=OLD),
}
THREAD: dict[str, Arguments] = {"cannot_reply_to_message": said(thread_ts="1.1")}
EDITED: dict[str, Arguments] = {
    **{error: arguments | {"ts": "$message"} for error, arguments in (CONTENT | METADATA).items()},
    "msg_too_long": said(text=LONG, ts="$message"),
    "channel_not_found": said(channel=NOWHERE),
    "message_not_found": said(ts="1.1"),
    "cant_update_message": said(ts="$hers"),
    "is_inactive": said(channel=OLD, ts="$said_before_archiving"),
}
UNREACHABLE: dict[str, Arguments] = {
    "cannot_dm_bot": said(channel="USLACKBOT"),
    "user_disabled": said(channel="$dm_of_one_who_left"),
}
LATER: dict[str, Arguments] = {
    **{
        error: arguments | {"post_at": "$in_an_hour"} for error, arguments in (CONTENT | METADATA | DESTINATION).items()
    },
    "invalid_time": said(post_at="soon"),
    "time_in_past": said(post_at="$an_hour_ago"),
    "time_too_far": said(post_at="$in_half_a_year"),
    "restricted_too_many": said(channel=TEAM, post_at="$full_window"),
    "msg_too_long": said(text="x" * 40_001, post_at="$in_an_hour"),
    "cannot_reply_to_message": said(thread_ts="1.1", post_at="$in_an_hour"),
}
POINTED: dict[str, Arguments] = {
    "channel_not_found": {"channel": SECRET},
    "not_in_channel": {"channel": OTHER},
    "is_archived": {"channel": OLD},
    "no_item_specified": {"channel": GENERAL},
    "bad_timestamp": {"channel": GENERAL, "timestamp": "yesterday"},
    "message_not_found": {"channel": GENERAL, "timestamp": "1.1"},
}
NAMED: dict[str, Arguments] = {error: arguments | {"name": "eyes"} for error, arguments in POINTED.items()}
TRIGGERS: dict[str, Arguments] = {
    "invalid_arguments": {"trigger_id": "$trigger", "view": modal(field("Name"), submit=None)},
    "invalid_trigger_id": {"trigger_id": "1.2.3", "view": modal(section())},
    "exchanged_trigger_id": {"trigger_id": "$used_trigger", "view": modal(section())},
    "view_too_large": {"trigger_id": "$trigger", "view": modal(*[section("x" * 3000)] * 90)},
}
CHANNEL_CHANGES: dict[str, Arguments] = {
    "channel_not_found": {"channel": SECRET},
    "not_in_channel": {"channel": OTHER},
    "is_archived": {"channel": OLD},
}
INVITED: dict[str, Arguments] = {
    "no_user": {"channel": GENERAL},
    "invalid_arguments": {"channel": GENERAL, "users": "$many_people"},
    "user_not_found": {"channel": GENERAL, "users": NOBODY},
    "cant_invite_self": {"channel": GENERAL, "users": "U0APP"},
    "already_in_channel": {"channel": GENERAL, "users": "U0ANA"},
    "no_external_invite_permission": {"channel": GENERAL, "users": "U0STRANGER"},
    "ura_max_channels": {"channel": TEAM, "users": "U0GUEST"},
    "cant_invite": {"channel": GENERAL, "users": "U0GONE"},
}
SHARED: dict[str, Arguments] = {
    "invalid_arguments": {"files": "none"},
    "file_not_found": {"files": [{"id": "$awaited_file"}]},
    "channel_not_found": {"files": [{"id": "$uploaded_file"}], "channel_id": SECRET},
    "not_in_channel": {"files": [{"id": "$uploaded_file"}], "channel_id": OTHER},
    "posting_to_channel_denied": {"files": [{"id": "$uploaded_file"}], "channel_id": OLD},
    "channels_limit_exceeded": {"files": [{"id": "$uploaded_file"}], "channels": ",".join([GENERAL] * 101)},
    "invalid_blocks": {"files": [{"id": "$uploaded_file"}], "channel_id": GENERAL, "blocks": WRONG_BLOCKS},
    "invalid_blocks_format": {"files": [{"id": "$uploaded_file"}], "channel_id": GENERAL, "blocks": "{"},
    "cannot_reply_to_message": {"files": [{"id": "$uploaded_file"}], "channel_id": GENERAL, "thread_ts": "1.1"},
}

CASES: dict[str, dict[str, Arguments]] = {
    "api.test": {"invalid_arg_name": {"two words": "x"}},
    "apps.connections.open": {"invalid_auth": {"token": "xapp-other"}},
    "apps.uninstall": NO_CREDENTIALS,
    "auth.revoke": {"invalid_auth": {"token": "xoxb-other"}},
    "auth.test": {"invalid_auth": {"token": "xoxb-other"}, "not_authed": {"token": ""}},
    "bookmarks.add": {
        "channel_not_found": LINK | {"channel_id": OTHER},
        "invalid_arguments": LINK | {"title": ""},
        "invalid_bookmark_type": LINK | {"type": "folder"},
        "invalid_link": LINK | {"link": "javascript:alert(1)"},
        "too_many_bookmarks": LINK | {"channel_id": "$full_of_bookmarks"},
    },
    "bookmarks.edit": {
        "channel_not_found": {"channel_id": OTHER},
        "not_found": {"channel_id": GENERAL, "bookmark_id": "Bk0"},
        "invalid_link": {"channel_id": GENERAL, "bookmark_id": "$bookmark", "link": "x"},
    },
    "bookmarks.list": {"channel_not_found": {"channel_id": OTHER}},
    "bookmarks.remove": {
        "channel_not_found": {"channel_id": OTHER},
        "not_found": {"channel_id": GENERAL, "bookmark_id": "Bk0"},
    },
    "chat.delete": {
        "channel_not_found": {"channel": NOWHERE},
        "message_not_found": {"channel": GENERAL, "ts": "1.1"},
        "cant_delete_message": {"channel": GENERAL, "ts": "$hers"},
    },
    "chat.deleteScheduledMessage": {
        "channel_not_found": {"channel": NOWHERE, "scheduled_message_id": "$scheduled"},
        "invalid_scheduled_message_id": {"channel": TEAM, "scheduled_message_id": "$scheduled"},
    },
    "chat.getPermalink": {
        "channel_not_found": {"channel": SECRET},
        "message_not_found": {"channel": GENERAL, "message_ts": "1.1"},
    },
    "chat.meMessage": {
        **DESTINATION,
        "no_text": said(text=""),
        "msg_too_long": said(text="x" * 40_001),
    },
    "chat.postEphemeral": {
        **{error: arguments | {"user": "U0ANA"} for error, arguments in (CONTENT | DESTINATION | THREAD).items()},
        "msg_too_long": said(text=LONG, user="U0ANA"),
        "user_not_in_channel": said(user="U0P1"),
    },
    "chat.postMessage": CONTENT
    | METADATA
    | DESTINATION
    | THREAD
    | UNREACHABLE
    | {"msg_blocks_too_long": {"channel": GENERAL, "markdown_text": "x" * 12_001}},
    "chat.scheduleMessage": LATER,
    "chat.scheduledMessages.list": UNPAGED | {"invalid_channel": {"channel": NOWHERE}},
    "chat.update": EDITED,
    "conversations.archive": {
        "channel_not_found": {"channel": SECRET},
        "not_in_channel": {"channel": OTHER},
        "already_archived": {"channel": OLD},
        "cant_archive_general": {"channel": GENERAL},
        **NOT_FOR_DMS,
    },
    "conversations.close": NO_CHANNEL | {"method_not_supported_for_channel_type": {"channel": GENERAL}},
    "conversations.create": NAMES,
    "conversations.history": {
        "channel_not_found": {"channel": SECRET},
        "not_in_channel": {"channel": OTHER},
        "invalid_cursor": {"channel": GENERAL, "cursor": "nonsense"},
        "invalid_ts_oldest": {"channel": GENERAL, "oldest": "yesterday"},
        "invalid_ts_latest": {"channel": GENERAL, "latest": "inf"},
        "invalid_arguments": {"channel": GENERAL, "limit": "many"},
    },
    "conversations.info": {"channel_not_found": {"channel": SECRET}},
    "conversations.invite": CHANNEL_CHANGES | NOT_FOR_DMS | INVITED,
    "conversations.join": {
        "channel_not_found": {"channel": SECRET},
        "is_archived": {"channel": "$archived_other"},
        **NOT_FOR_DMS,
    },
    "conversations.kick": {
        **{error: arguments | {"user": "U0ANA"} for error, arguments in (CHANNEL_CHANGES | NOT_FOR_DMS).items()},
        "invalid_arguments": {"channel": TEAM},
        "user_not_found": {"channel": TEAM, "user": NOBODY},
        "cant_kick_self": {"channel": TEAM, "user": "U0APP"},
        "cant_kick_from_general": {"channel": GENERAL, "user": "U0ANA"},
    },
    "conversations.leave": {
        "channel_not_found": {"channel": SECRET},
        "is_archived": {"channel": OLD},
        "cant_leave_general": {"channel": GENERAL},
        "last_member": {"channel": "C0ALONE"},
        **NOT_FOR_DMS,
    },
    "conversations.list": UNLIMITED | {"invalid_types": {"types": "secret_channel"}},
    "conversations.mark": {
        "channel_not_found": {"channel": SECRET},
        "not_in_channel": {"channel": OTHER},
        "invalid_timestamp": {"channel": GENERAL, "ts": "yesterday"},
    },
    "conversations.members": {error: arguments | {"channel": GENERAL} for error, arguments in UNLIMITED.items()}
    | NO_CHANNEL,
    "conversations.open": {
        "channel_not_found": {"users": "U0BEN", "prevent_creation": True},
        "method_not_supported_for_channel_type": {"channel": GENERAL},
        "users_list_not_supplied": {},
        "not_enough_users": {"users": "U0APP"},
        "too_many_users": {"users": "$nine_people"},
        "user_not_found": {"users": NOBODY},
        "user_disabled": {"users": "U0GONE"},
        "cannot_dm_bot": {"users": "USLACKBOT"},
        "invalid_user_combination": {"users": "U0ANA,USLACKBOT"},
    },
    "conversations.rename": {error: arguments | {"channel": TEAM} for error, arguments in NAMES.items()}
    | CHANNEL_CHANGES
    | NOT_FOR_DMS
    | {"not_authorized": {"channel": GENERAL, "name": "lobby"}},
    "conversations.replies": {
        "channel_not_found": {"channel": SECRET, "ts": "1.1"},
        "not_in_channel": {"channel": OTHER, "ts": "1.1"},
        "thread_not_found": {"channel": GENERAL, "ts": "1.1"},
        "invalid_cursor": {"channel": GENERAL, "ts": "$message", "cursor": "nonsense"},
        "invalid_arguments": {"channel": GENERAL},
    },
    "conversations.setPurpose": CHANNEL_CHANGES | NOT_FOR_DMS | {"too_long": {"channel": TEAM, "purpose": "x" * 251}},
    "conversations.setTopic": CHANNEL_CHANGES | NOT_FOR_DMS | {"too_long": {"channel": TEAM, "topic": "x" * 251}},
    "conversations.unarchive": NO_CHANNEL | NOT_FOR_DMS | {"not_archived": {"channel": GENERAL}},
    "files.completeUploadExternal": SHARED,
    "files.delete": {"file_not_found": {"file": "F0"}, "file_deleted": {"file": "$deleted_file"}},
    "files.getUploadURLExternal": {
        "invalid_arguments": {"filename": "a.txt"},
        "file_upload_size_restricted": {"filename": "a.txt", "length": 2_000_000_000},
        "alt_txt_too_large": {"filename": "a.png", "length": 1, "alt_txt": "x" * 1001},
    },
    "files.info": {"file_not_found": {"file": "$uploaded_file"}, "file_deleted": {"file": "$deleted_file"}},
    "files.list": {"user_not_found": {"user": NOBODY}, "unknown_type": {"types": "secrets"}},
    "oauth.v2.access": NO_CREDENTIALS
    | {
        "invalid_code": CREDENTIALS | {"code": "guess"},
        "bad_redirect_uri": CREDENTIALS | {"code": "$code", "redirect_uri": "https://elsewhere.example"},
        "invalid_grant_type": CREDENTIALS | {"grant_type": "password"},
        "invalid_refresh_token": CREDENTIALS | {"grant_type": "refresh_token", "refresh_token": "x"},
    },
    "pins.add": POINTED
    | {
        "already_pinned": {"channel": GENERAL, "timestamp": "$pinned"},
        "too_many_pins": {"channel": TEAM, "timestamp": "$full_of_pins"},
        "not_pinnable": {"channel": TEAM, "timestamp": "$notice"},
    },
    "pins.list": NO_CHANNEL,
    "pins.remove": POINTED | {"no_pin": {"channel": GENERAL, "timestamp": "$message"}},
    "reactions.add": NAMED
    | {
        "invalid_name": {"channel": GENERAL, "timestamp": "$message", "name": "no emoji!"},
        "already_reacted": {"channel": GENERAL, "timestamp": "$reacted", "name": "eyes"},
        "too_many_reactions": {"channel": GENERAL, "timestamp": "$full_of_mine", "name": "eyes"},
        "too_many_emoji": {"channel": GENERAL, "timestamp": "$full_of_others", "name": "eyes"},
    },
    "reactions.get": POINTED,
    "reactions.list": UNPAGED | {"user_not_found": {"user": NOBODY}},
    "reactions.remove": NAMED
    | {
        "invalid_name": {"channel": GENERAL, "timestamp": "$message", "name": ""},
        "no_reaction": {"channel": GENERAL, "timestamp": "$message", "name": "eyes"},
    },
    "team.info": {"team_not_found": {"team": "T9"}},
    "usergroups.list": {"invalid_auth": {"token": "xoxb-other"}},
    "usergroups.users.list": {"no_such_subteam": {"usergroup": "S9"}},
    "users.conversations": UNLIMITED | {"invalid_types": {"types": "secret_channel"}},
    "users.getPresence": {"user_not_found": {"user": NOBODY}},
    "users.info": {"user_not_found": {"user": NOBODY}},
    "users.list": UNPAGED | {"invalid_arguments": {"limit": "many"}},
    "users.lookupByEmail": {"users_not_found": {"email": "nobody@x.example"}},
    "users.profile.get": {"user_not_found": {"user": NOBODY}},
    "views.open": TRIGGERS
    | {"duplicate_external_id": {"trigger_id": "$trigger_over_a_view", "view": modal(section(), external_id="taken")}},
    "views.publish": {
        "invalid_arguments": {"user_id": NOBODY, "view": home(section())},
        "hash_conflict": {"user_id": "$homely", "view": home(section()), "hash": "stale"},
        "view_too_large": {"user_id": "U0ANA", "view": home(*[section("x" * 3000)] * 90)},
        "duplicate_external_id": {"user_id": "$not_homely", "view": home(section()) | {"external_id": "home"}},
    },
    "views.push": TRIGGERS
    | {
        "not_found": {"trigger_id": "$trigger_in_a_closed_view", "view": modal(section())},
        "push_limit_reached": {"trigger_id": "$trigger_over_a_full_stack", "view": modal(section())},
        "duplicate_external_id": {
            "trigger_id": "$trigger_over_a_view",
            "view": modal(section(), external_id="taken"),
        },
    },
    "views.update": {
        "invalid_arguments": {"view": modal(section())},
        "not_found": {"view_id": "V0", "view": modal(section())},
        "hash_conflict": {"view_id": "$view", "view": modal(section()), "hash": "stale"},
        "view_too_large": {"view_id": "$view", "view": modal(*[section("x" * 3000)] * 90)},
        "duplicate_external_id": {"view_id": "$view", "view": modal(section()) | {"external_id": "$home_id"}},
    },
}
