"""The roles of a project, and what a person can be towards a thing that is being acted on."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one project."""

    PROJECT_MANAGER = "project_manager"
    IT_MANAGER = "it_manager"
    DEPARTMENT_HEAD = "department_head"
    RESPONSIBLE = "responsible"
    TEAM_MEMBER = "team_member"
    OBSERVER = "observer"

    @property
    def words(self) -> str:
        return ROLE_WORDS[self]


ROLE_WORDS = {
    Role.PROJECT_MANAGER: "project manager",
    Role.IT_MANAGER: "IT manager",
    Role.DEPARTMENT_HEAD: "department head",
    Role.RESPONSIBLE: "responsible staff member",
    Role.TEAM_MEMBER: "team member",
    Role.OBSERVER: "observer",
}


LEADING_ROLES = (Role.PROJECT_MANAGER, Role.IT_MANAGER, Role.DEPARTMENT_HEAD, Role.RESPONSIBLE)
DELEGATING_ROLES = (Role.PROJECT_MANAGER, Role.DEPARTMENT_HEAD)
OVERSEEING = (Role.DEPARTMENT_HEAD, Role.IT_MANAGER)
"""Who oversees a project by a role in it, besides those who stand on the workspace's lists."""
ASKED_ROLES = (Role.TEAM_MEMBER, Role.RESPONSIBLE)


class Party(StrEnum):
    """What a person is towards the thing that an action is about."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    LISTED_HEAD = "listed head"
    LISTED_IT_MANAGER = "listed IT manager"
    ASSIGNEE = "assignee"
    HELPER = "helper"
    DELEGATOR = "delegator"
    REPORTER = "reporter"
    ASKER = "asker"
    ASKED = "asked"
    STAGE_OWNER = "stage owner"
    LOGGER = "logger"
    GIVER = "giver"
    REQUESTER = "requester"
    DECIDER = "decider"
    MAINTAINER = "maintainer"
    CUSTOMER_CONTACT = "customer_contact"
    DEPARTMENT_HEAD = Role.DEPARTMENT_HEAD.value
    PROJECT_MANAGER = Role.PROJECT_MANAGER.value
    IT_MANAGER = Role.IT_MANAGER.value
    RESPONSIBLE = Role.RESPONSIBLE.value
    TEAM_MEMBER = Role.TEAM_MEMBER.value
    OBSERVER = Role.OBSERVER.value


PARTY_WORDS = {
    Party.MEMBER: "members of this workspace",
    Party.ADMINISTRATOR: "workspace administrators",
    Party.LISTED_HEAD: "department heads on the workspace's list",
    Party.LISTED_IT_MANAGER: "IT managers on the workspace's list",
    Party.ASSIGNEE: "the person the task was given to",
    Party.HELPER: "the task's helpers",
    Party.DELEGATOR: "the person who delegated it",
    Party.REPORTER: "the person who reported it",
    Party.ASKER: "the person who was refused",
    Party.ASKED: "the person who was asked",
    Party.STAGE_OWNER: "the person who answers for the stage",
    Party.LOGGER: "whoever logged it today",
    Party.GIVER: "the person who gave the role",
    Party.DECIDER: "the two who decide on this project's changes",
    Party.REQUESTER: "whoever asked for it",
    Party.MAINTAINER: "the service's maintainer",
    Party.CUSTOMER_CONTACT: "the customer contact",
    Party.DEPARTMENT_HEAD: "the department head",
    Party.PROJECT_MANAGER: "the project manager",
    Party.IT_MANAGER: "the IT manager",
    Party.RESPONSIBLE: "the responsible staff member",
    Party.TEAM_MEMBER: "the team members",
    Party.OBSERVER: "the observers",
}
