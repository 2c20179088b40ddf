"""What makes a project's work hard: how severe, of what kind, and how far it has got."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a difficulty hurts; the most severe stand first everywhere."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Category(StrEnum):
    """What a difficulty is about, so that repeated causes are seen."""

    PEOPLE = "people"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    TECHNICAL = "technical"
    ACCESS = "access"
    LICENCES = "licences"
    OTHER = "other"


class DifficultyState(StrEnum):
    """Reported, taken on by somebody, or resolved."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
