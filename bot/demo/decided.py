"""A project that was decided before it started: asked for, scoped, compared, planned, presented, accepted, changed."""

from __future__ import annotations

from bot.demo.acts import GENERAL, Act, Beat, FillsIn, GoesThrough, InDays, InTurn, Presses, Types, Weekday

Needs = tuple[dict[str, object], ...]
"""What a stage takes: a form after the other of what it needs and costs; an empty one goes on."""
REQUEST = {
    "What do you need?": "Wi-Fi in the new warehouse",
    "Why?": "The scanners lose their connection between the aisles, and goods are booked twice.",
    "For whom?": "Rhein Logistik",
    "For how many IT users?": "120",
    "Other services": "Wi-Fi\nScanner support",
    "By when?": Weekday(90),
}
DRAFT = (
    {"Project name": "Warehouse Wi-Fi", "Key": "WAR"},
    {"Responsible staff member": "tom", "Project manager": "ana", "Department head": "dana"},
)
SCOPE = (
    {"In scope": "All six aisles\nThe loading dock office", "Out of scope": "The old warehouse"},
    {
        "Must have": "Wi-Fi in every aisle\nScanners roam without loss",
        "Should have": "Guest access for drivers\nOne bill a month",
    },
    "Add the first",
    {"What is required": "Roaming between access points within 50 ms", "About": "Network"},
    "Continue",
    {"Budget ceiling in EUR": "45.000", "Payment terms": "30 days after the invoice, without deduction"},
    "Add the first",
    {
        "What is to be better": "Fewer goods booked twice",
        "How it is measured": "Corrections in the stock a week",
        "What it is to reach": "under 5",
    },
)
MET, PARTLY = "Met", "Partly met"
RATED = {"Wi-Fi in every aisle": MET, "Scanners roam without loss": MET}
RENTED = (
    {
        "Name": "Rent it as a service",
        "What it is": "A provider runs access points of its own.",
        "Cost once (EUR)": "2.000",
        "Running cost each month (EUR)": "1.150",
    },
    RATED | {"Guest access for drivers": MET, "One bill a month": MET},
)
BUILT = (
    {
        "Name": "Build our own",
        "What it is": "24 outdoor access points on the racks, run by our service desk.",
        "Cost once (EUR)": "19.500",
        "Running cost each month (EUR)": "240",
    },
    RATED | {"Guest access for drivers": MET, "One bill a month": PARTLY},
)


def _work(skill: str, hours: str, level: str = "3") -> dict[str, object]:
    return {"Add a skill or tool": skill, "Level at least": level, "Hours of work": hours}


def _stage(name: str, first: int, last: int, *needs: dict[str, object], after: str = "") -> GoesThrough:
    days: dict[str, object] = {"Name": name, "First day": Weekday(first), "Last day": Weekday(last, up_to=True)}
    opened = InTurn(Types("/project stages WAR"), Presses("Add a stage", "WAR", GENERAL))
    return GoesThrough(opened, (days | ({"After": [after]} if after else {}), *needs))


def _on(command: str, button: str) -> InTurn:
    """Types a command, and presses a button in what it answers."""
    return InTurn(Types(command), Presses(button, channel=GENERAL))


def _sends(opened_by: Act, **answers: object) -> FillsIn:
    return FillsIn(opened_by, {label.replace("_", " "): answer for label, answer in answers.items()})


SURVEY: Needs = (_work("Networking", "24"), _work("Project management", "6"), {}, {}, {})
MOUNT: Needs = (
    _work("Networking", "40"),
    _work("Hardware", "16", "2"),
    {},
    {"Add a thing": "Outdoor access point", "How many": "24"},
    {},
    {"Add what is paid for": "Scissor lift for two weeks", "Kind": "Other", "Amount (EUR)": "1.450"},
    {},
)
COMMISSION: Needs = (_work("Networking", "16", "4"), _work("Service desk", "8"), {}, {}, {})
OMAR = {"Who": "omar", "From the week of": InDays(7), "To the week of": InDays(28), "Hours a week": "8"}
PRICE = {"Price for the customer (EUR)": "14.900", "Reserve in percent of the cost": "10"}
TOOLS = ["Test environment", "Licences for every user"]
PRESENTED = {"Who accepts it": "gus", "What you say with it": "As we walked through it on Monday."}
BEGINS = Presses("Start this stage", "stage 1", GENERAL)
LEFT = {"Hours left": "22", "Why": "The racks are steel; we measure twice."}
DOCK = {
    "What changes": "Cover the loading dock, too",
    "Why": "The drivers scan on the ramp; nobody had said so.",
    "IT users": "135",
    "Price (EUR)": "+1.850",
    "Effort (hours)": "+12",
}
TICKETS = {
    "What changes": "Guest access with tickets",
    "Why": "The drivers' firms ask for it.",
    "Price (EUR)": "+600",
}
SUMMER = {"First day": InDays(42), "Last day": InDays(77)}
ASKED: tuple[Beat, ...] = (
    Beat(8, "11:40", "li", GoesThrough(Types("/project request"), (REQUEST,))),
    Beat(8, "11:50", "mika", GoesThrough(Presses("Assign", "new warehouse"), DRAFT)),
    *(Beat(8, "11:55", who, Presses("I accept", "Warehouse Wi-Fi")) for who in ("tom", "dana", "ana")),
    Beat(7, "13:10", "ana", GoesThrough(_on("/project scope WAR", "Edit scope"), SCOPE)),
    Beat(7, "13:40", "ana", _on("/project scope WAR", "Ask for the opinion")),
    Beat(7, "14:05", "mika", _sends(Presses("Say what is possible", "Warehouse"), It_is="as planned")),
    Beat(6, "10:40", "tom", GoesThrough(_on("/project options WAR", "Add a solution"), RENTED)),
    Beat(6, "10:50", "tom", GoesThrough(_on("/project options WAR", "Add a solution"), BUILT)),
    Beat(6, "11:05", "tom", FillsIn(_on("/project options WAR", "Choose"))),
)
PLANNED: tuple[Beat, ...] = (
    Beat(5, "13:05", "ana", _stage("Survey and design", 7, 20, *SURVEY)),
    Beat(5, "13:15", "ana", _stage("Mount and connect", 21, 55, *MOUNT, after="1 Survey and design")),
    Beat(5, "13:25", "ana", _stage("Commission and hand over", 56, 75, *COMMISSION, after="2 Mount and connect")),
    Beat(5, "13:30", "ana", FillsIn(Types("/project assign WAR"), {"Team members": ["tom", "li", "omar"]})),
    *(Beat(5, "13:32", who, Presses("I accept", "Warehouse Wi-Fi")) for who in ("li", "omar")),
    Beat(5, "13:35", "ana", FillsIn(_on("/project cost WAR", "Set the price"), PRICE)),
    Beat(5, "13:40", "ana", FillsIn(_on("/project team WAR", "Book somebody"), OMAR)),
    Beat(5, "13:50", "dana", FillsIn(_on("/project cost WAR", "Is it viable?"), {"Verdict": "viable"})),
    Beat(4, "11:30", "ana", FillsIn(_on("/project tools WAR", "Make the list"), {"Usually needed": TOOLS})),
    *(Beat(4, "13:20", "tom", Presses(f"Ready: {tool}", "Warehouse")) for tool in TOOLS),
    Beat(4, "14:40", "ana", FillsIn(_on("/project plan WAR", "Present it"), PRESENTED)),
    Beat(3, "10:15", "gus", _sends(Presses("Accept plan", "Warehouse"), Comment="Go ahead; the racks are free.")),
)
RUNNING: tuple[Beat, ...] = (
    Beat(1, "10:30", "ana", Types("/project start WAR")),
    Beat(1, "10:32", "ana", InTurn(_on("/project stages WAR", "Open stage 1"), BEGINS)),
    Beat(1, "10:40", "ana", FillsIn(Types("/project change WAR"), DOCK)),
    Beat(1, "11:10", "mika", Presses("Agree", "loading dock")),
    Beat(1, "13:10", "gus", FillsIn(Presses("Accept change", "loading dock"))),
    Beat(1, "14:30", "tom", Types("/project log 5h WAR measured the signal in aisles 1 to 3")),
    Beat(1, "14:32", "tom", FillsIn(Presses("Estimate", "Survey and design"), LEFT)),
    Beat(1, "14:50", "omar", Types("/project log 2h WAR drew the channel plan")),
    Beat(1, "15:05", "ana", Types("/project log cost 180 WAR loan of a spectrum analyser")),
    Beat(1, "15:30", "mika", FillsIn(Types("/project change WAR"), TICKETS)),
    Beat(1, "16:10", "tom", FillsIn(_on("/project leave", "Add leave"), SUMMER)),
)
DECIDED = (*ASKED, *PLANNED, *RUNNING)
