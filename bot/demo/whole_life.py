"""The whole life of one small project, and what it leaves: handed over, learned from, and followed by the next one."""

from __future__ import annotations

from bot.demo.acts import GENERAL, Beat, FillsIn, GoesThrough, InDays, InTurn, Presses, Starts, Types, Weekday

CHANNEL = "#prn-print-server-move"
PRINT_SERVER = (
    {
        "Key": "PRN",
        "Customer": "Bäckerei Haas",
        "Completion date": InDays(12),
    },
    {
        "IT manager": "mika",
        "Department head": "eva",
        "Responsible staff member": "noah",
    },
    {
        "Number of IT users": "35",
        "Services that are not in the catalogue": "Printing",
    },
)
MOVE_QUEUES = {
    "What needs doing": "Move the print queues to the new server",
    "Who": "noah",
    "Due date": InDays(4),
    "Estimate (hours)": "8",
}
QUEUES_MOVED = {"What done means": "Every printer prints a test page from the shop and from the office."}
LABEL_PRINTER = {
    "What is difficult": "The label printer has no driver for the new server.",
    "Severity": "high",
    "Category": "supplier",
    "Impact (hours)": "3",
    "Needed by": InDays(2),
}
GET_DRIVER = {
    "What needs doing": "Get a driver for the label printer from its maker",
    "Who": "noah",
    "Due date": InDays(1),
    "Estimate (hours)": "2",
}
PRINTING = {
    "Maintainer": "noah",
    "Supported when": "Mon to Sat, 5:00 to 14:00",
    "Answered how soon": "Within 2 hours",
    "Documents, one a line": "Runbook https://wiki.example/print-server",
}
GOAL = {
    "What is to be better": "Fewer calls about printers",
    "How it is measured": "Calls a week",
    "What it is to reach": "under 5",
}
STAGE: tuple[dict[str, object], ...] = (
    {
        "Name": "Move the queues",
        "First day": InDays(0),
        "Last day": Weekday(3),
        "Who answers for it": "noah",
    },
    {"Add a skill or tool": "Service desk", "Hours of work": "9"},
    {},
    {},
    {},
)
REACHED = {"Was goal 1 reached?": "Reached", "What was measured": "2 a week"}
DRIVERS_EARLY = {
    "What happened": "The label printer had no driver for the new server; its maker took a day.",
    "What to do next time": "Ask the makers of special printers for drivers before the first queue is moved.",
    "Who sees to it": "noah",
    "Until": InDays(20),
    "Show it to later projects with": ["The same customer", "Printing"],
}
PLEASED = {
    "What came of it": "4 · What was promised",
    "Working together": "5 · Gladly again just like this",
    "What went well?": "The shop never stood still.",
}
BRANCHES = (
    {"Project name": "Printers of the branches", "Key": "PRB", "Completion date": InDays(60)},
    {"IT manager": "mika", "Department head": "eva", "Responsible staff member": "noah"},
)
SCOPED = InTurn(Types("/project scope PRN"), Presses("Goals", "PRN", GENERAL))
STAGED = InTurn(Types("/project stages PRN"), Presses("Add a stage", "PRN", GENERAL))
OPENED = InTurn(Types("/project stages PRN"), Presses("Open stage 1", "PRN", GENERAL))
WHOLE_LIFE: tuple[Beat, ...] = (
    Beat(8, "08:55", "sara", GoesThrough(Types("/project create Print server move"), PRINT_SERVER)),
    Beat(8, "09:05", "sara", FillsIn(Types("/project assign PRN"), {"Team members": ["noah"], "Observers": ["li"]})),
    Beat(8, "09:06", "sara", GoesThrough(SCOPED, ("Add the first", GOAL))),
    Beat(8, "09:06", "sara", GoesThrough(STAGED, STAGE)),
    Beat(8, "09:07", "noah", Presses("I accept", "Print server move")),
    Beat(8, "09:15", "eva", FillsIn(Types("/project delegate PRN"), MOVE_QUEUES, then=QUEUES_MOVED)),
    Beat(8, "09:30", "noah", Presses("Accept", "Move the print queues")),
    Beat(8, "10:05", "eva", Starts("PRN", "A small move that the bakery agreed to by telephone.")),
    Beat(8, "10:06", "sara", InTurn(OPENED, Presses("Start this stage", "stage 1", GENERAL))),
    Beat(
        7,
        "09:40",
        "noah",
        FillsIn(
            Presses("Answer"), {"Done": "Set up the new server", "Next": "Move the shop's queues", "Hours worked": "5"}
        ),
    ),
    Beat(7, "11:10", "noah", FillsIn(Types("/project difficulty PRN"), LABEL_PRINTER)),
    Beat(7, "11:20", "sara", Presses("Acknowledge", "label printer", CHANNEL)),
    Beat(7, "11:25", "sara", FillsIn(Presses("Add a step", "label printer", CHANNEL), GET_DRIVER)),
    Beat(7, "11:40", "noah", Presses("Accept", "Get a driver")),
    Beat(
        6,
        "09:35",
        "noah",
        FillsIn(Presses("Answer"), {"Done": "Moved the queues", "Next": "Label printer", "Hours worked": "6"}),
    ),
    Beat(6, "13:05", "noah", Types("/project done PRN-2")),
    Beat(
        6,
        "13:10",
        "noah",
        FillsIn(
            Presses("Resolve", "label printer", CHANNEL),
            {"How was it resolved": "The maker sent a driver; it prints from the shop and from the office."},
        ),
    ),
    Beat(6, "14:20", "noah", Types("/project done PRN-1")),
    Beat(6, "14:35", "sara", InTurn(OPENED, Presses("End this stage", "stage 1", GENERAL))),
    Beat(6, "14:40", "sara", Types("/project complete PRN")),
    Beat(6, "14:42", "sara", FillsIn(Presses("Answer the goals", "PRN is completed", GENERAL), REACHED)),
    Beat(6, "14:45", "sara", Types("/project services PRN")),
    Beat(6, "14:50", "sara", FillsIn(Presses("Hand over", "Printing", GENERAL), PRINTING)),
    Beat(6, "15:10", "noah", Presses("Accept", "Printing")),
    Beat(5, "09:00", "sara", Types("/project close PRN")),
    Beat(6, "15:12", "noah", FillsIn(Presses("Say how it was", "How was it?"), PLEASED)),
    Beat(6, "15:30", "sara", FillsIn(Types("/project retro PRN"), DRIVERS_EARLY)),
    Beat(5, "09:01", "sara", Presses("Close it for good", "PRN", GENERAL)),
    Beat(4, "10:00", "sara", GoesThrough(Types("/project next PRN"), BRANCHES)),
    Beat(4, "10:10", "sara", InTurn(Types("/project prepare PRB"), Presses("Used", "PRN-L1", GENERAL))),
)
