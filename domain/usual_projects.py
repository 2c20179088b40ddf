"""The kinds of project that every workspace can begin with: what an IT provider does again and again.

Hours and days are where a first estimate begins, for a usual case of twelve weeks; whoever plans changes them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from domain.project_templates import ProjectTemplate, StageOutline, WorkOutline

EVERYWHERE = (
    "Access to the customer's systems",
    "Place for documents that everybody can reach",
    "Way to change things: who agrees, when, and how back",
)
"""Tools and methods that no project of any kind starts without."""


def _work(skill_id: str, level: int, hours: int, minutes_each_user: int = 0) -> WorkOutline:
    return WorkOutline(skill_id, level, hours * 60, minutes_each_user)


def _stage(name: str, days: int, work: tuple[WorkOutline, ...]) -> StageOutline:
    return StageOutline(name, 0, days, work)


def _in_a_row(*stages: StageOutline) -> tuple[StageOutline, ...]:
    """The stages one after the other, each from the day after the one before it."""
    ends = accumulate((one.lasts for one in stages), initial=0)
    placed = enumerate(zip(stages, ends, strict=False))
    return tuple(replace(one, begins=begins, after=(n - 1,) if n else ()) for n, (one, begins) in placed)


def _lead(hours: int) -> WorkOutline:
    return _work("project_management", 3, hours)


ROLL_OUT = ProjectTemplate(
    "workplace_roll_out",
    "Workplace roll-out",
    "New computers and accounts for people at their desks",
    ("Workplace devices", "E-mail and calendar", "Service desk"),
    _in_a_row(
        _stage("Inventory and standard image", 12, (_lead(8), _work("configuration", 4, 32))),
        _stage("Pilot group", 12, (_work("deployment", 3, 24), _work("service_desk", 3, 16), _lead(4))),
        _stage("Roll-out", 24, (_work("deployment", 2, 8, 40), _work("service_desk", 2, 0, 15), _lead(12))),
        _stage("Collect old devices, wipe disks", 6, (_work("hardware", 2, 4, 10), _work("security", 3, 4))),
        _stage("Handover to the service desk", 6, (_work("service_desk", 3, 12), _lead(6))),
    ),
    (*EVERYWHERE, "Deployment tool", "Remote support for users", "Spare devices", "Licences for every user"),
    ("How many desks were finished?", "Which users have to be visited again?"),
    is_elastic=True,
)
CLOUD = ProjectTemplate(
    "cloud_migration",
    "Cloud migration",
    "Servers and their applications move to a cloud provider",
    ("Cloud hosting", "Backup and recovery", "Monitoring"),
    _in_a_row(
        _stage("What runs where, and what it needs", 12, (_work("cloud", 4, 40), _work("databases", 3, 16), _lead(8))),
        _stage("Landing zone: network, accounts, rights", 12, (_work("cloud", 4, 48), _work("security", 4, 24))),
        _stage("Trial move of one application", 9, (_work("cloud", 3, 24), _work("application_development", 3, 16))),
        _stage("Move in waves", 18, (_work("cloud", 3, 80, 2), _work("databases", 4, 40), _lead(16))),
        _stage("Switch off what is left", 9, (_work("hardware", 2, 16), _work("security", 3, 8), _lead(8))),
    ),
    (*EVERYWHERE, "Backup that was restored once", "Monitoring of cost and load", "Test environment"),
    ("What was moved, and does its owner agree?",),
    is_elastic=True,
)
NETWORK = ProjectTemplate(
    "network_renewal",
    "Network renewal",
    "Switches, cabling and Wi-Fi of one or more sites are renewed",
    ("LAN", "Wi-Fi", "Monitoring"),
    _in_a_row(
        _stage("Survey of the sites", 9, (_work("networking", 3, 24), _lead(6))),
        _stage("Design and configuration", 12, (_work("networking", 4, 40), _work("security", 4, 16))),
        _stage("Build a site as a trial", 9, (_work("networking", 3, 24), _work("hardware", 2, 16))),
        _stage("Build the other sites", 21, (_work("networking", 3, 40, 6), _work("hardware", 2, 24, 6), _lead(12))),
        _stage("Measure, document, hand over", 9, (_work("networking", 3, 16), _lead(8))),
    ),
    (*EVERYWHERE, "Plans of the buildings and keys", "Monitoring of the network", "Times when it may be down"),
    ("Which rooms are done, and measured?",),
    is_elastic=True,
)
APPLICATION = ProjectTemplate(
    "application_build",
    "Web site or application",
    "A web site or an application is designed, built and put to work",
    ("Web hosting", "Application support"),
    _in_a_row(
        _stage("What users need, first designs", 12, (_work("web_design", 4, 40), _lead(12))),
        _stage("A first version that can be tried", 15, (_work("web_programming", 3, 80), _work("web_design", 3, 24))),
        _stage(
            "Build in steps",
            21,
            (_work("application_development", 4, 160), _work("databases", 3, 32), _lead(24)),
        ),
        _stage("Test, load and security", 6, (_work("security", 4, 24), _work("application_development", 3, 24))),
        _stage("Go live and train", 6, (_work("deployment", 3, 24), _work("service_desk", 2, 4, 5), _lead(8))),
    ),
    (*EVERYWHERE, "Version control and its reviews", "Test environment", "Way to deploy and to take back"),
    ("What can be tried today that could not yesterday?",),
    is_elastic=True,
)
SERVICE_DESK = ProjectTemplate(
    "service_desk_onboarding",
    "Service desk for a new customer",
    "A customer's users are taken on by the service desk",
    ("Service desk", "Remote support"),
    _in_a_row(
        _stage("What is promised, and to whom", 12, (_lead(16), _work("service_desk", 4, 16))),
        _stage("Ticket system and knowledge", 18, (_work("configuration", 3, 40), _work("service_desk", 4, 32))),
        _stage("Train the desk", 12, (_work("service_desk", 3, 40), _lead(4))),
        _stage("First weeks with the old desk beside it", 18, (_work("service_desk", 3, 40, 6), _lead(16))),
    ),
    (*EVERYWHERE, "Ticket system", "Telephone and its opening hours", "Remote support for users", "Way to escalate"),
    ("Which questions could nobody answer?",),
    is_elastic=True,
)
USUAL_PROJECTS = (ROLL_OUT, CLOUD, NETWORK, APPLICATION, SERVICE_DESK)
"""In the order in which they are offered."""
