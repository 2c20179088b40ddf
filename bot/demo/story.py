"""The history of the demo's projects: who did what when, played through commands, forms and presses."""

from __future__ import annotations

from bot.demo.acts import GENERAL, Beat, FillsIn, GoesThrough, InDays, OpensHome, Presses, Starts, Types
from bot.demo.decided import DECIDED
from bot.demo.means import MEANS
from bot.demo.whole_life import WHOLE_LIFE

SETTINGS = {
    "Time zone": "Europe/Berlin",
    "Country of the public holidays": "DE",
}
LEADERSHIP = {
    "department@1": "Infrastructure",
    "head@1": "dana",
    "IT managers": ["mika"],
}
CAMPUS_NETWORK = (
    {
        "Key": "NET",
        "Customer": "Rhein Logistik",
        "Completion date": InDays(62),
    },
    {
        "IT manager": "mika",
        "Department head": "dana",
        "Responsible staff member": "tom",
        "Team members": ["tom", "priya", "omar", "li"],
    },
    {
        "Number of IT users": "420",
        "Services that are not in the catalogue": "Wi-Fi\nWired network\nRemote access (VPN)",
    },
)
MAIL_MIGRATION = (
    {
        "Key": "MAIL",
        "Customer": "Stadtwerke Köln",
        "Kind of channel": "New private channel",
        "Completion date": InDays(120),
    },
    {
        "IT manager": "mika",
        "Department head": "eva",
        "Responsible staff member": "priya",
        "Team members": ["priya", "jon"],
    },
    {
        "Number of IT users": "1150",
        "Services that are not in the catalogue": "Mail\nCalendars\nTeams",
    },
)
MAIL_TODAY = """kind;name;quantity;site;owner
site;Main office;;;
site;Waterworks;;;
server;Mail server;2;Main office;Frau Keller
licence;Mail client;1150;;Frau Keller
account;Shared mailbox;64;;Service desk
network;Line between office and waterworks;;;
"""
PORTAL = (
    {
        "Key": "WEB",
        "Customer": "Bäckerei Haas",
        "Completion date": InDays(45),
    },
    {
        "IT manager": "mika",
        "Department head": "eva",
        "Responsible staff member": "jon",
        "Team members": ["jon", "li"],
    },
    {
        "Number of IT users": "35",
        "Services that are not in the catalogue": "Online shop\nHosting",
    },
)
ANSWER = Presses("Answer")
LATE_ANSWER = Presses("Answer late")


def _task(what: str, who: str, due: int, hours: str = "", **more: str) -> dict[str, object]:
    named = {label.replace("_", " "): text for label, text in more.items()}
    return {"What needs doing": what, "Who": who, "Due date": InDays(due), "Estimate (hours)": hours, **named}


def _said(done: str, following: str, hours: str, difficulties: str = "") -> dict[str, object]:
    return {"Done": done, "Next": following, "Hours worked": hours, "Difficulties": difficulties}


PROJECTS: tuple[Beat, ...] = (
    Beat(8, "08:40", "kim", OpensHome()),
    Beat(8, "08:42", "kim", FillsIn(Presses("Settings", in_home=True), SETTINGS, then=LEADERSHIP)),
    Beat(
        8,
        "08:50",
        "kim",
        FillsIn(Presses("Settings", in_home=True), then={"department@2": "Applications", "head@2": "eva"}),
    ),
    Beat(8, "09:10", "ana", GoesThrough(Types("/project create Network renewal"), CAMPUS_NETWORK)),
    Beat(
        8,
        "09:25",
        "dana",
        FillsIn(
            Types("/project delegate NET"),
            _task(
                "Survey the access switches in building A",
                "tom",
                5,
                "12",
                Why="We cannot order before we know what hangs where.",
            ),
            then={"What done means": "A list with port, device and age."},
        ),
    ),
    Beat(8, "09:32", "tom", Presses("Accept", "Survey the access switches")),
    Beat(
        8,
        "09:40",
        "ana",
        FillsIn(
            Types("/project delegate NET"), _task("Order 24 access points", "li", 6, "4"), then={"Priority": "High"}
        ),
    ),
    Beat(
        8,
        "09:55",
        "li",
        FillsIn(
            Presses("Ask", "Order 24 access points"),
            {"What do you want to know?": "The indoor model, or the one for the yard?"},
        ),
    ),
    Beat(8, "10:20", "li", Presses("Accept", "Order 24 access points")),
    Beat(
        8,
        "10:30",
        "dana",
        FillsIn(
            Types("/project delegate NET"), _task("Plan VLANs and addresses", "priya", 8, "16"), then={"Helpers": "tom"}
        ),
    ),
    Beat(8, "10:40", "priya", Presses("Accept", "Plan VLANs")),
    Beat(
        8,
        "10:45",
        "dana",
        FillsIn(Types("/project delegate NET"), _task("Write the firewall rules for guests", "omar", 12, "10")),
    ),
    Beat(
        8,
        "11:15",
        "omar",
        FillsIn(
            Presses("Decline", "firewall rules"),
            {"Why do you decline?": "I am on the audit until Friday. Priya knows the old rules."},
        ),
    ),
    Beat(8, "11:30", "dana", Starts("NET", "Rhein Logistik ordered on paper; we write the plan while we survey.")),
    Beat(7, "09:41", "tom", FillsIn(ANSWER, _said("Walked floors 1 and 2", "Floors 3 and 4", "6"))),
    Beat(7, "09:58", "li", FillsIn(ANSWER, _said("Got three offers", "Compare them with Dana", "1.5"))),
    Beat(7, "10:32", "omar", FillsIn(ANSWER, _said("", "Audit until Friday", "0"))),
    Beat(
        7,
        "10:50",
        "priya",
        FillsIn(
            ANSWER,
            _said("Read the old address plan", "First draft", "3", "The old plan has two owners for 10.12.0.0/16."),
        ),
    ),
    Beat(6, "09:15", "sara", GoesThrough(Types("/project create Mail and Teams migration"), MAIL_MIGRATION)),
    Beat(6, "09:24", "sara", Types("/project resources MAIL")),
    Beat(6, "09:25", "sara", FillsIn(Presses("Import a table", "MAIL", GENERAL), {"Table": MAIL_TODAY})),
    Beat(6, "09:27", "sara", Types("/project resources MAIL")),
    Beat(
        6,
        "09:28",
        "sara",
        FillsIn(
            Presses("Pick for the scope", "MAIL", GENERAL),
            {"What the customer has": ["Mail server × 2 (server, Main office)", "Mail client × 1.150 (licence)"]},
        ),
    ),
    Beat(6, "09:44", "tom", FillsIn(ANSWER, _said("Floors 3 and 4", "Write the list", "5"))),
    Beat(6, "09:52", "li", FillsIn(ANSWER, _said("Compared the offers with Dana", "Order", "2"))),
    Beat(6, "10:15", "priya", FillsIn(ANSWER, _said("Draft for Wi-Fi and voice", "Talk to Tom about voice", "4"))),
    Beat(6, "10:20", "omar", Presses("I am away today")),
    Beat(6, "15:05", "tom", Types("/project done NET-1")),
    Beat(5, "09:05", "sara", GoesThrough(Types("/project create Online shop relaunch"), PORTAL)),
    Beat(
        5,
        "09:20",
        "eva",
        FillsIn(Types("/project delegate WEB"), _task("Move the shop to the new hosting", "jon", 14, "20")),
    ),
    Beat(5, "09:38", "tom", FillsIn(ANSWER, _said("The list of switches", "Order the replacements", "4"))),
    Beat(5, "09:55", "li", FillsIn(ANSWER, _said("Ordered 24 indoor access points", "Track the delivery", "2"))),
    Beat(5, "10:05", "omar", Presses("I am away today")),
    Beat(5, "10:40", "priya", FillsIn(ANSWER, _said("Voice is agreed with Tom", "Guest network", "5"))),
    Beat(5, "15:10", "jon", Presses("Accept", "Move the shop")),
    Beat(5, "15:20", "eva", Starts("WEB", "The old hosting ends next month, so the move cannot wait for the plan.")),
    Beat(5, "15:30", "li", Types("/project progress NET-2 60")),
    Beat(4, "09:36", "tom", FillsIn(ANSWER, _said("Six switches ordered", "Patch plan", "6"))),
    Beat(4, "09:50", "li", FillsIn(ANSWER, _said("Asked for a delivery date", "Wait for the access points", "0.5"))),
    Beat(4, "15:35", "jon", FillsIn(LATE_ANSWER, _said("Copied the shop to a test host", "Payment test", "4"))),
    Beat(3, "09:47", "tom", FillsIn(ANSWER, _said("Patch plan for building A", "Patch it", "5"))),
    Beat(3, "10:35", "omar", FillsIn(ANSWER, _said("The audit is through", "Help Priya with the rules", "2"))),
    Beat(3, "10:50", "priya", FillsIn(ANSWER, _said("Guest network drafted", "Firewall rules", "6"))),
    Beat(3, "15:45", "sara", Types("/project hold WEB")),
    Beat(
        2,
        "09:31",
        "dana",
        FillsIn(
            Types("/project delegate NET"),
            _task("Write the firewall rules for guests", "priya", 6, "10"),
            then={"Helpers": "omar"},
        ),
    ),
    Beat(2, "09:42", "tom", FillsIn(ANSWER, _said("Patched floor 1", "Floors 2 to 4", "7"))),
    Beat(2, "09:58", "li", FillsIn(ANSWER, _said("Delivery promised for Monday", "Prepare the labels", "1"))),
    Beat(2, "10:12", "omar", FillsIn(ANSWER, _said("Read Priya's draft", "Review the rules", "3"))),
    Beat(
        2,
        "13:30",
        "priya",
        FillsIn(
            ANSWER,
            _said("Addresses agreed with Tom", "Firewall rules", "5", "No test firewall is free before Thursday."),
        ),
    ),
    Beat(1, "09:45", "tom", FillsIn(ANSWER, _said("Patched building A", "Building B", "7"))),
    Beat(1, "10:10", "li", FillsIn(ANSWER, _said("Delivery is on its way", "Unpack and label", "1"))),
    Beat(1, "10:25", "priya", FillsIn(ANSWER, _said("Rules for web and mail", "Rules for printing", "6"))),
    Beat(
        1,
        "14:20",
        "dana",
        FillsIn(
            Types("/project delegate NET"),
            _task(
                "Agree the weekend of the switch-over with Rhein Logistik",
                "ana",
                6,
                "3",
                Why="Their night shift cannot do without Wi-Fi.",
            ),
        ),
    ),
    Beat(0, "08:30", "ana", OpensHome()),
)
# As it happened: working days ago, then the time of day.
ACCEPTED = tuple(
    Beat(days_ago, at, who, Presses("I accept", project))
    for days_ago, at, project, people in (
        (8, "09:20", "Network renewal", ("mika", "dana", "tom", "priya", "li")),
        (6, "09:30", "Mail and Teams", ("eva", "priya", "jon")),
        (5, "09:12", "Online shop", ("mika", "li")),
    )
    for who in people
)
STORY = tuple(sorted((*PROJECTS, *WHOLE_LIFE, *MEANS, *DECIDED, *ACCEPTED), key=lambda beat: (-beat.days_ago, beat.at)))
