"""The server of `steward web` with an empty handler instead of Steward: `python -m bench.empty_server PORT`."""

from __future__ import annotations

import sys

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bench.arranging import settings_of
from bench.in_process import empty_app
from bot import web
from bot.composition import Steward
from bot.logs import set_up_logs


def load_empty_front() -> web.Front:
    """Made inside the serving process, as Steward's own is."""
    set_up_logs("INFO")
    steward = Steward(settings_of("sqlite:///never-opened.db"))
    return web.Front(SlackRequestHandler(empty_app(steward)), lambda: None)


if __name__ == "__main__":
    # The same call with the same settings of the server; only what it serves is another thing.
    web.load_front = load_empty_front
    web.serve("127.0.0.1", int(sys.argv[1]), 1)
