"""Lets a person decide on the page of OAuth without a browser."""

from __future__ import annotations

import http.client
from urllib.parse import parse_qsl, urlencode, urlsplit

from sandbox.driver.wire import ControlRefused

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def decide(url: str, person: str, decision: str) -> str:
    """Press *Allow* or *Cancel* on the page at this address; returns where the browser would go next."""
    place = urlsplit(url)
    form = dict(parse_qsl(place.query)) | {"person": person, "decision": decision}
    connection = http.client.HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=10)
    try:
        connection.request("POST", place.path, urlencode(form), FORM)
        answer = connection.getresponse()
        page = answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
    target = answer.getheader("Location")
    if answer.status != 302 or target is None:
        raise ControlRefused(page.partition('data-testid="refusal">')[2].partition("</p>")[0] or page[:300])
    return target
