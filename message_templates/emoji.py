"""The emoji that Steward uses, by the names Slack knows them under."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from message_templates.fences import element

EMOJI = {
    "arrow_forward": "▶️",
    "ballot_box_with_check": "☑️",
    "bar_chart": "📊",
    "bell": "🔔",
    "bulb": "💡",
    "bust_in_silhouette": "👤",
    "busts_in_silhouette": "👥",
    "calendar": "📆",
    "card_index_dividers": "🗂️",
    "clipboard": "📋",
    "double_vertical_bar": "⏸️",
    "gear": "⚙️",
    "handshake": "🤝",
    "hourglass_flowing_sand": "⏳",
    "inbox_tray": "📥",
    "large_blue_circle": "🔵",
    "large_green_circle": "🟢",
    "large_orange_circle": "🟠",
    "large_yellow_circle": "🟡",
    "lock": "🔒",
    "no_entry": "⛔",
    "outbox_tray": "📤",
    "palm_tree": "🌴",
    "pencil2": "✏️",
    "pushpin": "📌",
    "question": "❓",
    "raised_hand": "✋",
    "red_circle": "🔴",
    "scales": "⚖️",
    "speech_balloon": "💬",
    "sunrise": "🌅",
    "thumbsup": "👍",
    "tada": "🎉",
    "toolbox": "🧰",
    "triangular_ruler": "📐",
    "trophy": "🏆",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "wrench": "🔧",
    "x": "❌",
    "zzz": "💤",
}


@cache
def emoji(name: str) -> Markup:
    """An emoji by name: an element in rich text, the character itself in plain text.

    The character, not the shortcode: plain text that may hold people's words is sent with `emoji: false`, so that
    a typed ":smile:" stays a typed ":smile:".
    """
    return element(EMOJI[name], type="emoji", name=name)
