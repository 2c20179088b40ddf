"""What the provider has: the prices of its hours, who masters what, who is booked and away, and what is in stock."""

from __future__ import annotations

from bot.demo.acts import GENERAL, Beat, Chooses, FillsIn, InDays, InTurn, Presses, Types

RATES = {"Networking": "84", "Service desk": "58", "Project management": "95", "Hardware": "62"}
LEVELS = (
    ("ana", "Project management", "4"),
    ("tom", "Networking", "5"),
    ("priya", "Networking", "3"),
    ("omar", "Networking", "3"),
    ("li", "Service desk", "4"),
    ("omar", "Hardware", "3"),
)
BOOKED = (("tom", "16"), ("priya", "20"), ("omar", "8"))
STOCK = (
    ("Outdoor access point", {"In stock": "6", "On order": "18", "Arrives on": InDays(16)}),
    ("Access switch, 24 ports", {"In stock": "4"}),
    ("Cable tester", {"What it is": "Tool", "In stock": "2"}),
)


def _in(command: str, button: str, **answers: object) -> FillsIn:
    """Opens a list by a command and a form by its button, and fills that in."""
    return FillsIn(InTurn(Types(command), Presses(button, channel=GENERAL)), answers)


def _rate(skill: str, amount: str) -> FillsIn:
    opened = InTurn(Types("/project skills catalogue"), Chooses(skill, "Choose an entry"))
    return FillsIn(opened, {"What an hour costs (EUR)": amount})


def _level(who: str, skill: str, level: str) -> FillsIn:
    return _in(f"/project skills @{who}", "Set a level", **{"Skill or tool": skill, "Level": level})


def _booking(who: str, hours: str) -> FillsIn:
    weeks = {"From the week of": InDays(0), "To the week of": InDays(35)}
    return _in("/project team NET", "Book somebody", **{"Who": who, "Hours a week": hours, **weeks})


MEANS: tuple[Beat, ...] = (
    *(Beat(8, "08:56", "dana", _rate(skill, amount)) for skill, amount in RATES.items()),
    *(Beat(8, "08:57", "dana", _level(*one)) for one in LEVELS),
    *(Beat(8, "08:58", "dana", _in("/project stock", "Add a thing", Name=name, **more)) for name, more in STOCK),
    *(Beat(8, "09:27", "ana", _booking(*one)) for one in BOOKED),
    Beat(
        4,
        "11:20",
        "noah",
        _in(
            "/project skills",
            "Propose a level",
            **{"Skill or tool": "Networking", "Level": "2", "What shows it": "Patched floor 1 together with Tom"},
        ),
    ),
)
