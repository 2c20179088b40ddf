"""How Steward speaks: facts become messages and views in which people's words are only ever words."""

from message_templates.drawing import Message, draw_message, draw_view, speak_as

__all__ = ["Message", "draw_message", "draw_view", "speak_as"]
