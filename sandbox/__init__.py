"""A local workspace that stands in for Slack: to try, to test and to measure a bot against."""

from sandbox.driver import Driver
from sandbox.server import Sandbox

__all__ = ["Driver", "Sandbox"]
