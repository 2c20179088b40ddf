"""The whole life of one small project: created, staffed, started, in difficulty, completed and closed."""

from __future__ import annotations

from bot.demo.acts import GENERAL, Beat, FillsIn, GoesThrough, InDays, Presses, Starts, Types

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
WHOLE_LIFE: tuple[Beat, ...] = (
    Beat(8, "08:55", "sara", GoesThrough(Types("/project create Print server move"), PRINT_SERVER)),
    Beat(8, "09:05", "sara", FillsIn(Types("/project assign PRN"), {"Team members": ["noah"], "Observers": ["li"]})),
    Beat(8, "09:07", "noah", Presses("I accept", "Print server move")),
    Beat(8, "09:15", "eva", FillsIn(Types("/project delegate PRN"), MOVE_QUEUES, then=QUEUES_MOVED)),
    Beat(8, "09:30", "noah", Presses("Accept", "Move the print queues")),
    Beat(8, "10:05", "eva", Starts("PRN", "A small move that the bakery agreed to by telephone.")),
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
    Beat(6, "14:40", "sara", Types("/project complete PRN")),
    Beat(6, "14:45", "sara", Types("/project services PRN")),
    Beat(6, "14:50", "sara", FillsIn(Presses("Hand over", "Printing", GENERAL), PRINTING)),
    Beat(6, "15:10", "noah", Presses("Accept", "Printing")),
    Beat(5, "09:00", "sara", Types("/project close PRN")),
    Beat(5, "09:01", "sara", Presses("Close it for good", "PRN", GENERAL)),
)
