"""Runs a sandbox from the command line until it is interrupted."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from sandbox.server import Sandbox
from sandbox.workspace.seeds import AS_SLACK, SeedRefused, read_seed


def main() -> int:
    """Start the local workspace and print where it is."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A workspace that stands in for Slack.")
    parser.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--seed", default=None, help="JSON file with team, app, people and channels")
    parser.add_argument("--rate-scale", type=float, default=None, help="1 as Slack (usual), 10 wider, 0 no limits")
    wishes = parser.parse_args()
    stopped = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopped.set())
    try:
        box = Sandbox(AS_SLACK | read_seed(wishes.seed), wishes.port, rate_scale=wishes.rate_scale).start()
    except (SeedRefused, OSError) as cause:
        sys.stderr.write(f"{cause}\n")
        return 1
    sys.stdout.write(f"The workspace is open at {box.url}\n")
    sys.stdout.write("Tokens: xoxb-sandbox, xapp-sandbox; signing secret: sandbox; Web API: " + box.api_url + "\n")
    sys.stdout.flush()
    stopped.wait()
    box.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
