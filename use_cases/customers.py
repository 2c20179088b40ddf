"""What customers may ask for, who are often guests here or at home in another organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def for_customers(use_case: F) -> F:
    """Mark a use case that no full member has to ask for; it asks the table of permissions by itself who may."""
    use_case.for_customers = True  # type: ignore[attr-defined]
    return use_case
