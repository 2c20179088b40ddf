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
    """One verb as help shows it: how it is typed, and what it does."""

    usage: str
    words: str


@dataclass(frozen=True)
class Group:
    """The verbs about one thing."""

    about: str
    verbs: tuple[Verb, ...]


MY_WORK = {
    "mine": Verb("mine", "what waits for you"),
    "checkin": Verb("checkin", "answer your check-in"),
    "status": Verb("status [KEY]", "how a project stands"),
    "why": Verb("why [@PERSON] [DATE]", "why somebody is asked, or not"),
    "help": Verb("help", "this list"),
}
TASKS = {
    "tasks": Verb("tasks [KEY]", "the list; add overdue, done, @PERSON or words"),
    "done": Verb("done TASK", "finish a task"),
    "progress": Verb("progress TASK PERCENT", "say how far it is"),
    "delegate": Verb("delegate [KEY] [WHAT]", "give somebody a task"),
}
DIFFICULTIES = {
    "difficulty": Verb("difficulty [KEY] [WHAT]", "report one, or open NET-D1"),
    "difficulties": Verb("difficulties [KEY] [all]", "what is difficult now"),
}
PROJECTS = {
    "list": Verb("list [mine] [STATE] [WORDS]", "find projects"),
    "create": Verb("create [NAME]", "a new project"),
    "assign": Verb("assign [KEY]", "who holds which role"),
    "schedule": Verb("schedule [KEY]", "when it checks in, what it asks"),
    "channel": Verb("channel [KEY]", "move it to another channel"),
    "start": Verb("start [KEY]", "begin the work"),
    "hold": Verb("hold [KEY]", "pause it; nobody is asked"),
    "resume": Verb("resume [KEY]", "go on after a pause"),
    "complete": Verb("complete [KEY]", "finish it"),
    "close": Verb("close [KEY]", "put it away for good"),
    "cancel": Verb("cancel [KEY]", "end it before it is done"),
    "reopen": Verb("reopen KEY or TASK", "go on with what had ended"),
    "history": Verb("history [KEY or TASK] [@WHO]", "who changed what"),
}
GROUPS = {"My work": MY_WORK, "Tasks": TASKS, "Difficulties": DIFFICULTIES, "Projects": PROJECTS}
VERBS = MY_WORK | TASKS | DIFFICULTIES | PROJECTS


@routes.command("help")
def help_asked(actor: Actor, run: Runner, answer: Answer) -> None:
    """Show the verbs this person can use, by what they are about."""
    known: Help = run(show_help, ShowHelp(actor))
    allowed = ((about, tuple(verbs[name] for name in verbs if name in known.verbs)) for about, verbs in GROUPS.items())
    groups = [Group(about, verbs) for about, verbs in allowed if verbs]
    answer(draw_message("help", groups=groups, is_admin=actor.is_admin))


@routes.command("?")
def unknown_verb(words: Words, command: str, answer: Answer) -> None:
    """Propose the verb that was meant."""
    meant = did_you_mean(words.verb, list(VERBS))
    whole = " ".join((command, meant or "", *map(as_typed, words.rest)))
    proposal = f"Did you mean “{whole[:200]}”? " if meant else ""
    answer(say(f"Steward does not know “{words.verb[:40]}”. {proposal}“{command} help” lists everything."))
