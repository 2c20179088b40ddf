"""A local workspace that stands in for Slack: to try, to test and to measure a bot against."""

from sandbox.driver import Driver
from sandbox.server import Sandbox
from sandbox.workspace.seeds import SeedRefused

__all__ = ["Driver", "Sandbox", "SeedRefused"]
