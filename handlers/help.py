"""What Steward can do, in the words of the person who asks."""

from __future__ import annotations

from dataclasses import dataclass

from domain.actors import Actor
from domain.commands import Words, as_typed, did_you_mean
from handlers.answering import Answer
from handlers.routing import Routes
from handlers.saying import say
from message_templates import draw_message
from storage.transactions import Runner
from use_cases.help import Help, ShowHelp, show_help

routes = Routes()


@dataclass(frozen=True)
class Verb:
    """One verb as help shows it."""

    usage: str
    words: str
    example: str


VERBS = {
    "mine": Verb("mine", "everything that waits for you, most urgent first", "mine"),
    "status": Verb("status [KEY]", "one screen about a project, for your eyes", "status NET"),
    "list": Verb("list [mine] [STATE] [WORDS]", "find projects", "list mine active"),
    "tasks": Verb("tasks [KEY] [open, overdue, done] [@PERSON] [WORDS]", "a project's tasks", "tasks NET overdue"),
    "checkin": Verb("checkin", "answer your check-in, or change your answer", "checkin"),
    "done": Verb("done TASK", "finish a task", "done NET-12"),
    "progress": Verb("progress TASK PERCENT", "say how far a task is", "progress NET-12 60"),
    "difficulty": Verb("difficulty [KEY] [WHAT]", "report what makes the work hard", "difficulty NET No ladder"),
    "difficulties": Verb("difficulties [KEY] [all]", "what is difficult, most pressing first", "difficulties NET"),
    "create": Verb("create [NAME]", "a new project with its people and channel", "create Campus network"),
    "assign": Verb("assign [KEY]", "change who holds which role", "assign NET"),
    "channel": Verb("channel [KEY]", "move a project to another channel", "channel NET"),
    "delegate": Verb("delegate [KEY] [WHAT]", "give somebody a task", "delegate NET Order the switches"),
    "start": Verb("start [KEY]", "begin the work; check-ins start on the next working day", "start NET"),
    "hold": Verb("hold [KEY]", "pause a project; nobody is asked", "hold NET"),
    "resume": Verb("resume [KEY]", "go on with a project on hold", "resume NET"),
    "complete": Verb("complete [KEY]", "finish a project once nothing in it is open", "complete NET"),
    "close": Verb("close [KEY]", "put a completed project away for good", "close NET"),
    "cancel": Verb("cancel [KEY]", "end a project before it is done, with the reason", "cancel NET"),
    "reopen": Verb(
        "reopen [KEY or TASK]", "go on with a completed or cancelled project, or with a task", "reopen NET-12"
    ),
    "schedule": Verb("schedule [KEY]", "when a project checks in, and what it asks", "schedule NET"),
    "why": Verb("why [@PERSON] [DATE]", "why somebody is asked on a day, or is not", "why yesterday"),
    "history": Verb("history [KEY] [TASK] [@WHO]", "who changed what, from and to", "history NET-12"),
    "help": Verb("help", "this list", "help"),
}


@routes.command("help")
def help_asked(actor: Actor, run: Runner, answer: Answer) -> None:
    """Show the verbs this person can use, each with an example."""
    known: Help = run(show_help, ShowHelp(actor))
    verbs = [verb for name, verb in VERBS.items() if name in known.verbs]
    answer(draw_message("help", verbs=verbs, is_admin=actor.is_admin))


@routes.command("?")
def unknown_verb(words: Words, command: str, answer: Answer) -> None:
    """Propose the verb that was meant."""
    meant = did_you_mean(words.verb, list(VERBS))
    whole = " ".join((command, meant or "", *map(as_typed, words.rest)))
    proposal = f"Did you mean “{whole[:200]}”? " if meant else ""
    answer(say(f"Steward does not know “{words.verb[:40]}”. {proposal}“{command} help” lists everything."))
