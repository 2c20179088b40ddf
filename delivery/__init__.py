"""Tells Slack: takes effects from the outbox, calls, classifies what came back, and records it."""

from delivery.worker import Worker

__all__ = ["Worker"]
