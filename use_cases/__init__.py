"""What Steward does: one function is one transaction, (order, tx, now) -> result."""
