"""What Steward can do, in the words of the person who asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.actors import Actor
from domain.commands import Words, as_typed, did_you_mean, straighten
from handlers.answering import Answer
from handlers.routing import Routes
from handlers.saying import Message, say
from message_templates import draw_message
from storage.people import Named
from storage.transactions import Runner
from use_cases.help import Help, ShowHelp, show_help

routes = Routes()


class Group(StrEnum):
    """What verbs are for."""

    DAY = "day"
    LOOK = "look"
    WORK = "work"
    LIFE = "life"


@dataclass(frozen=True)
class Verb:
    """One verb: its gist for the list of all, how it is written and what it does for whoever asks about it alone."""

    name: str
    group: Group
    gist: str
    usage: str
    words: str
    example: str


EVERY_VERB = (
    Verb("mine", Group.DAY, "what waits for you", "mine", "everything that waits for you, most urgent first", "mine"),
    Verb("checkin", Group.DAY, "answer", "checkin", "answer your check-in, or change your answer", "checkin"),
    Verb("done", Group.DAY, "a task", "done TASK", "finish a task", "done NET-12"),
    Verb("progress", Group.DAY, "", "progress TASK PERCENT", "say how far a task is", "progress NET-12 60"),
    Verb(
        "difficulty",
        Group.DAY,
        "",
        "difficulty [KEY or DIFFICULTY] [WHAT]",
        "report what makes the work hard, or open one with its buttons, such as NET-D1",
        "difficulty NET No ladder",
    ),
    Verb("status", Group.LOOK, "a project", "status [KEY]", "one screen about a project, for your eyes", "status NET"),
    Verb(
        "list",
        Group.LOOK,
        "find projects",
        "list [mine] [ROLE] [STATE] [@PERSON] [customer NAME] [WORDS]",
        "find projects by who is on them, by state, customer, or words of their name, all at once if you like",
        "list active customer acme @dana",
    ),
    Verb(
        "tasks",
        Group.LOOK,
        "",
        "tasks [KEY or TASK] [open, overdue, done, dropped] [@PERSON or @nobody] [WORDS]",
        "a project's tasks by state, person or words; one by its key, whatever became of it",
        "tasks NET overdue @nobody",
    ),
    Verb(
        "plan",
        Group.LOOK,
        "for the customer",
        "plan [KEY]",
        "what the customer is shown, as a message and as a PDF; present it, and see what came back",
        "plan NET",
    ),
    Verb("changes", Group.LOOK, "", "changes [KEY]", "changes asked for, new scope not priced", "changes NET"),
    Verb("change", Group.WORK, "", "change [KEY or CHANGE]", "change what was approved, or open NET-C1", "change NET"),
    Verb(
        "difficulties",
        Group.LOOK,
        "",
        "difficulties [KEY] [all] [WORDS]",
        "what is difficult, most pressing first; with all, also what is resolved",
        "difficulties NET ladder",
    ),
    Verb(
        "history",
        Group.LOOK,
        "who changed what",
        "history [KEY or TASK] [@PERSON]",
        "who changed what, from and to; of one task, or by one person",
        "history NET-12",
    ),
    Verb(
        "why",
        Group.LOOK,
        "is somebody asked",
        "why [@PERSON] [DATE]",
        "why somebody is asked on a day, or is not",
        "why yesterday",
    ),
    Verb(
        "create",
        Group.WORK,
        "a project",
        "create [NAME]",
        "a new project with its people and channel",
        "create Campus network",
    ),
    Verb(
        "request",
        Group.WORK,
        "",
        "request [WHAT]",
        "ask the IT managers for a project; you hear of each step",
        "request Wi-Fi in the new warehouse",
    ),
    Verb(
        "scope",
        Group.WORK,
        "",
        "scope [KEY]",
        "what a project is to deliver: what is decided, what is open, and its versions",
        "scope NET",
    ),
    Verb(
        "options",
        Group.WORK,
        "",
        "options [KEY]",
        "solutions compared by what the customer requires and what they cost; one is chosen",
        "options NET",
    ),
    Verb(
        "tools",
        Group.WORK,
        "",
        "tools [KEY]",
        "what must be in place before a project starts, and who sees to it",
        "tools NET",
    ),
    Verb("assign", Group.WORK, "roles", "assign [KEY]", "change who holds which role", "assign NET"),
    Verb(
        "delegate",
        Group.WORK,
        "a task",
        "delegate [KEY] [WHAT]",
        "give somebody a task",
        "delegate NET Order the switches",
    ),
    Verb(
        "schedule",
        Group.WORK,
        "check-ins",
        "schedule [KEY]",
        "when a project checks in, and what it asks",
        "schedule NET",
    ),
    Verb(
        "skills",
        Group.LOOK,
        "",
        "skills [@PERSON or catalogue]",
        "what you or somebody else can do, and which skills and tools there are",
        "skills @ana",
    ),
    Verb(
        "team",
        Group.WORK,
        "",
        "team [KEY or @PERSON]",
        "how much time a project's people have, week by week, and booking them",
        "team NET",
    ),
    Verb(
        "leave", Group.DAY, "and your hours", "leave", "your leave, weekly hours and what you are booked for", "leave"
    ),
    Verb("stock", Group.LOOK, "", "stock", "hardware, licences and other things in stock or on order", "stock"),
    Verb(
        "feasible",
        Group.WORK,
        "",
        "feasible [KEY]",
        "whether a project can be done with its people and things, what is short, and what would repair it",
        "feasible NET",
    ),
    Verb("channel", Group.WORK, "move", "channel [KEY]", "move a project to another channel", "channel NET"),
    Verb(
        "stages",
        Group.WORK,
        "",
        "stages [KEY]",
        "a project's stages with what they need and cost; plan, start and end them",
        "stages NET",
    ),
    Verb(
        "log",
        Group.DAY,
        "",
        "log [HOURS or cost AMOUNT] [TASK, STAGE or KEY] [WORDS]",
        "write down hours or a cost, against a task, a stage such as NET-S2, or the project; alone it opens a form",
        "log 3h NET-12 patched the switch",
    ),
    Verb(
        "cost",
        Group.LOOK,
        "",
        "cost [KEY]",
        "what a project costs, earned value, and whether it pays; for those who answer for it",
        "cost NET",
    ),
    Verb(
        "prepare",
        Group.LIFE,
        "what is open",
        "prepare [KEY]",
        "what is decided before a project starts, what is still open, and who decides it",
        "prepare NET",
    ),
    Verb(
        "start",
        Group.LIFE,
        "begin",
        "start [KEY]",
        "begin the work; check-ins start on the next working day",
        "start NET",
    ),
    Verb("hold", Group.LIFE, "pause", "hold [KEY]", "pause a project; nobody is asked", "hold NET"),
    Verb("resume", Group.LIFE, "go on", "resume [KEY]", "go on with a project on hold", "resume NET"),
    Verb(
        "complete",
        Group.LIFE,
        "finish",
        "complete [KEY]",
        "finish a project once nothing in it is open",
        "complete NET",
    ),
    Verb("close", Group.LIFE, "for good", "close [KEY]", "put a completed project away for good", "close NET"),
    Verb(
        "cancel",
        Group.LIFE,
        "end early",
        "cancel [KEY]",
        "end a project before it is done, with the reason",
        "cancel NET",
    ),
    Verb(
        "reopen",
        Group.LIFE,
        "take up again",
        "reopen [KEY or TASK]",
        "go on with a completed or cancelled project, or with a task",
        "reopen NET-12",
    ),
    Verb(
        "help",
        Group.LOOK,
        "with one of these",
        "help [WORD]",
        "what you can do, or how one of these is used",
        "help list",
    ),
)
VERBS = {verb.name: verb for verb in EVERY_VERB}


@routes.command("help")
def help_asked(actor: Actor, words: Words, command: str, run: Runner, answer: Answer) -> None:
    """Show the verbs this person can use; or how the one that they name is used."""
    if words.rest:
        answer(_about(straighten(words.rest[0]).lower(), command))
        return
    known: Help = run(show_help, ShowHelp(actor))
    verbs = [verb for name, verb in VERBS.items() if name in known.verbs]
    answer(draw_message("help", verbs=verbs, is_admin=actor.is_admin))


def _about(name: str, command: str) -> Message:
    meant = name if name in VERBS else did_you_mean(name, list(VERBS))
    if meant is None:
        return say(f"Steward does not know “{name[:40]}”. “{command} help” lists everything.")
    return draw_message("help_verb", Named(VERBS[meant], {}))


@routes.command("?")
def unknown_verb(words: Words, command: str, answer: Answer) -> None:
    """Propose the verb that was meant."""
    meant = did_you_mean(words.verb, list(VERBS))
    whole = " ".join((command, meant or "", *map(as_typed, words.rest)))
    proposal = f"Did you mean “{whole[:200]}”? " if meant else ""
    answer(say(f"Steward does not know “{words.verb[:40]}”. {proposal}“{command} help” lists everything."))
