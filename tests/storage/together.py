"""Many at once: the same work in several threads that begin together."""

import threading
from concurrent.futures import ThreadPoolExecutor

THREADS = 8
SECONDS = 20


def together(work, count=THREADS):
    """Call work(0), work(1) … at the same moment; returns what each gave, an exception as itself."""
    start = threading.Barrier(count, timeout=SECONDS)

    def begin(number):
        start.wait()
        try:
            return work(number)
        except Exception as failure:  # what went wrong in a thread is for the test to judge
            return failure

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, range(count)))
