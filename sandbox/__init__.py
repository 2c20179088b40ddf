"""A local workspace that stands in for Slack: to try, to test and to measure a bot against."""

from sandbox.driver import Driver
from sandbox.server import Sandbox
from sandbox.workspace.seeds import AS_SLACK, SeedRefused, read_seed

__all__ = ["AS_SLACK", "Driver", "Sandbox", "SeedRefused", "read_seed"]
