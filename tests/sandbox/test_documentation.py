"""What docs/sandbox.md shows works as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sandbox.web_api.endpoint import METHODS

ROOT = Path(__file__).parents[2]


def test_the_example_for_another_bot_runs_as_it_is_written() -> None:
    page = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    section = page.partition("## Using it for another bot")[2]
    [example] = re.findall(r"```python\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)

    ran = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(example.strip().splitlines()) <= 16


def test_the_page_names_every_method_and_no_other() -> None:
    page = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^- Web API, every method.*?: (.*?)\. Form, multipart", page, re.MULTILINE)
    families = [family.strip("`").rpartition(".") for family in line.split(" · ")]

    named = {f"{family}.{last}" for family, _, verbs in families for last in verbs.split("/")}

    assert named == METHODS.keys()
