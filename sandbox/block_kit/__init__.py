"""Checks blocks and views as Slack's validator does."""

from sandbox.block_kit.payloads import check_message_blocks, check_options, check_view

__all__ = ["check_message_blocks", "check_options", "check_view"]
