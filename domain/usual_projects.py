"""The kinds of project that every workspace can begin with: what an IT provider does again and again.

Hours are where a first estimate begins, for a usual case; whoever plans changes them.
"""

from __future__ import annotations

from domain.project_templates import ProjectTemplate, StageOutline, WorkOutline

EVERYWHERE = (
    "Access to the customer's systems",
    "Place for documents that everybody can reach",
    "Way to change things: who agrees, when, and how back",
)
"""Tools and methods that no project of any kind starts without."""


def _work(skill_id: str, level: int, hours: int, minutes_each_user: int = 0) -> WorkOutline:
    return WorkOutline(skill_id, level, hours * 60, minutes_each_user)


def _lead(hours: int) -> WorkOutline:
    return _work("project_management", 3, hours)


ROLL_OUT = ProjectTemplate(
    "workplace_roll_out",
    "Workplace roll-out",
    "New computers and accounts for people at their desks",
    ("Workplace devices", "E-mail and calendar", "Service desk"),
    (
        StageOutline("Inventory and standard image", 20, (_lead(8), _work("configuration", 4, 32))),
        StageOutline("Pilot group", 20, (_work("deployment", 3, 24), _work("service_desk", 3, 16), _lead(4))),
        StageOutline("Roll-out", 40, (_work("deployment", 2, 8, 40), _work("service_desk", 2, 0, 15), _lead(12))),
        StageOutline("Collect old devices, wipe disks", 10, (_work("hardware", 2, 4, 10), _work("security", 3, 4))),
        StageOutline("Handover to the service desk", 10, (_work("service_desk", 3, 12), _lead(6))),
    ),
    (*EVERYWHERE, "Deployment tool", "Remote support for users", "Spare devices", "Licences for every user"),
    ("How many desks were finished?", "Which users have to be visited again?"),
)
CLOUD = ProjectTemplate(
    "cloud_migration",
    "Cloud migration",
    "Servers and their applications move to a cloud provider",
    ("Cloud hosting", "Backup", "Monitoring"),
    (
        StageOutline(
            "What runs where, and what it needs", 20, (_work("cloud", 4, 40), _work("databases", 3, 16), _lead(8))
        ),
        StageOutline("Landing zone: network, accounts, rights", 20, (_work("cloud", 4, 48), _work("security", 4, 24))),
        StageOutline(
            "Trial move of one application", 15, (_work("cloud", 3, 24), _work("application_development", 3, 16))
        ),
        StageOutline("Move in waves", 30, (_work("cloud", 3, 80, 2), _work("databases", 4, 40), _lead(16))),
        StageOutline("Switch off what is left", 15, (_work("hardware", 2, 16), _work("security", 3, 8), _lead(8))),
    ),
    (*EVERYWHERE, "Backup that was restored once", "Monitoring of cost and load", "Test environment"),
    ("What was moved, and does its owner agree?",),
)
NETWORK = ProjectTemplate(
    "network_renewal",
    "Network renewal",
    "Switches, cabling and Wi-Fi of one or more sites are renewed",
    ("Wired network", "Wi-Fi", "Monitoring"),
    (
        StageOutline("Survey of the sites", 15, (_work("networking", 3, 24), _lead(6))),
        StageOutline("Design and configuration", 20, (_work("networking", 4, 40), _work("security", 4, 16))),
        StageOutline("Build a site as a trial", 15, (_work("networking", 3, 24), _work("hardware", 2, 16))),
        StageOutline(
            "Build the other sites", 35, (_work("networking", 3, 40, 6), _work("hardware", 2, 24, 6), _lead(12))
        ),
        StageOutline("Measure, document, hand over", 15, (_work("networking", 3, 16), _lead(8))),
    ),
    (*EVERYWHERE, "Plans of the buildings and keys", "Monitoring of the network", "Times when it may be down"),
    ("Which rooms are done, and measured?",),
)
APPLICATION = ProjectTemplate(
    "application_build",
    "Web site or application",
    "A web site or an application is designed, built and put to work",
    ("Web hosting", "Application support"),
    (
        StageOutline("What users need, first designs", 20, (_work("web_design", 4, 40), _lead(12))),
        StageOutline(
            "A first version that can be tried", 25, (_work("web_programming", 3, 80), _work("web_design", 3, 24))
        ),
        StageOutline(
            "Build in steps",
            35,
            (_work("application_development", 4, 160), _work("databases", 3, 32), _lead(24)),
        ),
        StageOutline(
            "Test, load and security", 10, (_work("security", 4, 24), _work("application_development", 3, 24))
        ),
        StageOutline("Go live and train", 10, (_work("deployment", 3, 24), _work("service_desk", 2, 4, 5), _lead(8))),
    ),
    (*EVERYWHERE, "Version control and its reviews", "Test environment", "Way to deploy and to take back"),
    ("What can be tried today that could not yesterday?",),
)
SERVICE_DESK = ProjectTemplate(
    "service_desk_onboarding",
    "Service desk for a new customer",
    "A customer's users are taken on by the service desk",
    ("Service desk", "Remote support"),
    (
        StageOutline("What is promised, and to whom", 20, (_lead(16), _work("service_desk", 4, 16))),
        StageOutline("Ticket system and knowledge", 30, (_work("configuration", 3, 40), _work("service_desk", 4, 32))),
        StageOutline("Train the desk", 20, (_work("service_desk", 3, 40), _lead(4))),
        StageOutline("First weeks with the old desk beside it", 30, (_work("service_desk", 3, 40, 6), _lead(16))),
    ),
    (*EVERYWHERE, "Ticket system", "Telephone and its opening hours", "Remote support for users", "Way to escalate"),
    ("Which questions could nobody answer?",),
)
USUAL_PROJECTS = (ROLL_OUT, CLOUD, NETWORK, APPLICATION, SERVICE_DESK)
"""In the order in which they are offered."""
