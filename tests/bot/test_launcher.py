"""The command that `make setup` puts into .venv/bin."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_command_works_wherever_the_checkout_is(tmp_path):
    checkout = tmp_path / "my projects" / "steward"
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", checkout)
    (checkout / "bot").mkdir()
    (checkout / "bot" / "__init__.py").touch()
    (checkout / "bot" / "commands.py").write_text(
        "import sys\n\n\ndef main():\n    print(sys.argv[1:])\n    return 3\n"
    )
    # As if the libraries had been installed already.
    (programs / "python").symlink_to(sys.executable)
    (checkout / "requirements.txt").touch()
    (checkout / ".venv" / ".runtime-installed").touch()
    subprocess.run(["make", ".venv/bin/steward"], cwd=checkout, check=True, capture_output=True)

    elsewhere = {**os.environ, "PYTHONPATH": ""}
    said = subprocess.run(
        [programs / "steward", "say", "a b"], check=False, env=elsewhere, cwd=tmp_path, capture_output=True, text=True
    )

    assert (said.stdout, said.returncode) == ("['say', 'a b']\n", 3)
