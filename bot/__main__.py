"""`python -m bot` is `steward`."""

from __future__ import annotations

import sys

from bot.commands import main

sys.exit(main())
