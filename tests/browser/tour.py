"""Takes the pictures of docs/tour.md: plays the stories at the page, and keeps what they look at and the tour shows.

Run it by hand after a change that people see: .venv/bin/python -m tests.browser.tour
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOUR, PICTURES = ROOT / "docs" / "tour.md", ROOT / "docs" / "tour"
SHOWN = re.compile(r"\(tour/([\w-]+)\.png\)")
WIDTH = 1280


def take_pictures() -> int:
    """Play every story that looks around; returns what pytest says of them, 0 when all went well."""
    with tempfile.TemporaryDirectory() as folder:
        stories = [str(one) for one in sorted(Path(__file__).parent.glob("test_*.py")) if ".look(" in one.read_text()]
        said = pytest.main(["-q", "-m", "browser", "--timeout=600", f"--basetemp={folder}/played", *stories])
        if said == pytest.ExitCode.OK:
            _keep(Path(folder) / "played")
    return said


def _keep(played: Path) -> None:
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    for name in dict.fromkeys(SHOWN.findall(TOUR.read_text(encoding="utf-8"))):
        (taken,) = {one.resolve() for one in played.glob(f"*/{name}-{WIDTH}.png")}
        shutil.copy(taken, PICTURES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(take_pictures())
