import re
from pathlib import Path

import delivery
from delivery.repeatability import REPEATS, Repeat, leaves_doubt

METHOD = re.compile(r'"((?:auth|bookmarks|chat|conversations|pins|views|users|reactions|files)\.[A-Za-z]+)"')


def test_every_method_that_is_called_says_how_it_is_repeated_and_no_other_does():
    sources = [path for path in Path(delivery.__file__).parent.glob("*.py") if path.name != "repeatability.py"]
    called = {method for path in sources for method in METHOD.findall(path.read_text("utf-8"))}

    assert called == set(REPEATS)


def test_only_what_would_be_seen_twice_leaves_doubt():
    doubtful = {method for method in REPEATS if leaves_doubt(method)}

    assert doubtful == {"chat.postMessage", "conversations.create", "files.completeUploadExternal"}
    assert REPEATS["pins.add"] is Repeat.ALREADY_IS_SUCCESS
