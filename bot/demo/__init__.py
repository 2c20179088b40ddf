"""The demo: a local workspace in the browser, with projects whose history was played before you came."""

from bot.demo.running import run_demo

__all__ = ["run_demo"]
