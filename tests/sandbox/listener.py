"""An app that listens for HTTP: remembers requests and answers with what stands next."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = tuple[int, bytes, dict[str, str]]


class Listener:
    """Answers challenges by itself; everything else with the next of `answers`, or with nothing."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.paths: list[str] = []
        self.answers: list[Said] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, content, headers = listener.answer(self.path, dict(self.headers.items()), body)
                self.send_response(status)
                for name, held in headers.items():
                    self.send_header(name, held)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Keep the tests' output quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        self.url = f"{self.root}/slack/events"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Said:
        """Take one request and say what to answer."""
        challenge = challenge_in(body)
        if challenge is not None and not self.answers:
            return 200, challenge.encode(), {}
        self.heard.append(({name.lower(): held for name, held in headers.items()}, body))
        self.paths.append(path)
        return self.answers.pop(0) if self.answers else (200, b"", {})

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def challenge_in(body: bytes) -> str | None:
    """Return the challenge of a url_verification, or None for every other request."""
    if not body.startswith(b"{"):
        return None
    content = json.loads(body)
    return str(content["challenge"]) if content.get("type") == "url_verification" else None
