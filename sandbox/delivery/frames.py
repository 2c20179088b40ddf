"""What Socket Mode says besides envelopes: how a connection begins, and that it is about to end."""

from __future__ import annotations

from typing import Any

HOST = "applink-sandbox"


def hello(app_id: str, connections: int, seconds: float) -> dict[str, Any]:
    """Return the first frame of a connection."""
    debug = {"host": HOST, "build_number": 10, "approximate_connection_time": round(seconds)}
    frame = {"type": "hello", "num_connections": connections, "debug_info": debug}
    return frame | {"connection_info": {"app_id": app_id}}


def goodbye(app_id: str, connections: int, reason: str) -> dict[str, Any]:
    """Return the frame that asks the app to open another connection."""
    frame = {"type": "disconnect", "reason": reason, "num_connections": connections}
    return frame | {"debug_info": {"host": HOST}, "connection_info": {"app_id": app_id}}
