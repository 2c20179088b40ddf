"""One project's failure is logged, and the others go on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from domain.refusals import Refused, Unavailable

log = logging.getLogger("steward.jobs")


@contextmanager
def failures_logged(what: str, identity: str = "") -> Iterator[None]:
    """Log whatever goes wrong with one thing, and let the next one have its turn."""
    about = {"what": what, "about": identity}
    try:
        yield
    except Unavailable as away:
        log.warning("the database is out of reach, tried again at the next tick", extra={**about, "cause": str(away)})
    except Refused as refused:
        log.warning("refused by a rule: %s", refused.message, extra=about)
    except Exception:
        log.exception("failed, the others go on", extra=about)
