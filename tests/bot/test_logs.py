import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logs("DEBUG", stream)
    yield stream
    root.handlers[:], root.level = before[0], before[1]


def test_a_line_is_json_with_its_fields(written):
    logging.getLogger("steward.x").warning("refused: %s", "no", extra={"about": "P1"})

    line = json.loads(written.getvalue())

    assert (line["event"], line["about"], line["level"], line["logger"]) == (
        "refused: no",
        "P1",
        "warning",
        "steward.x",
    )


@pytest.mark.parametrize(
    "secret",
    ["xoxb-12-34-aBc", "xapp-1-A2-3-f", "xoxe.xoxb-1-abc", "xoxp-1-2", "wss://h/link/?ticket=abc-1&app_id=2"],
)
def test_no_token_is_written_even_inside_an_exception(written, secret):
    try:
        raise ValueError(f"bad: {secret}")
    except ValueError:
        logging.getLogger("steward.x").exception("failed with %s", secret, extra={"cause": secret})

    text = written.getvalue()

    assert "ValueError" in text
    assert secret not in text
    assert "aBc" not in text


def test_a_database_password_is_not_written(written):
    logging.getLogger("steward.x").error("postgresql+psycopg://me:hidden@host/db is away")

    text = written.getvalue()

    assert "hidden" not in text
    assert "host/db is away" in text


def test_slacks_libraries_do_not_write_what_people_wrote(written):
    for name in ("slack_bolt.RequestVerification", "slack_sdk.web", "slack_bolt.App", "slack_sdk.socket_mode"):
        logging.getLogger(name).info("body: what people wrote")
        logging.getLogger(name).debug("body: what people wrote")

    assert written.getvalue() == ""
