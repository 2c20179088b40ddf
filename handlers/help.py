"""What Steward can do, in the words of the person who asks."""

from __future__ import annotations

from domain.actors import Actor
from domain.commands import Words, as_typed, did_you_mean, straighten
from handlers.answering import Answer
from handlers.incoming import Press
from handlers.project_verbs import PROJECT_VERBS
from handlers.routing import Routes
from handlers.saying import Message, say
from handlers.verbs import Group
from handlers.work_verbs import WORK_VERBS
from message_templates import draw_message
from storage.people import Named
from storage.transactions import Runner
from use_cases.help import Help, ShowHelp, show_help

routes = Routes()
VERBS = {verb.name: verb for verb in (*WORK_VERBS, *PROJECT_VERBS)}
KNOWN = (*VERBS, *Group)


@routes.command("help")
def help_asked(actor: Actor, words: Words, command: str, run: Runner, answer: Answer) -> None:
    """Show the verbs this person can use; those for one thing; or how the one that they name is used."""
    name = straighten(words.rest[0]).lower() if words.rest else ""
    meant = name if name in KNOWN else did_you_mean(name, list(KNOWN))
    if meant in VERBS:
        answer(draw_message("help_verb", Named(VERBS[meant], {})))
    elif name and meant is None:
        answer(say(f"Steward does not know “{name[:40]}”. “{command} help” lists everything."))
    else:
        answer(_page(meant, actor, run))


@routes.action("help_about")
def group_asked(actor: Actor, press: Press, run: Runner, answer: Answer) -> None:
    """Show how the verbs for one thing are used, or all of them again."""
    answer(_page(press.value, actor, run), replace=True)


def _page(group: str | None, actor: Actor, run: Runner) -> Message:
    known: Help = run(show_help, ShowHelp(actor))
    verbs = [verb for name, verb in VERBS.items() if name in known.verbs]
    shown = [verb for verb in verbs if verb.group == group]
    groups = [(one.value, one.words) for one in Group if any(verb.group is one for verb in verbs)]
    if shown:
        return draw_message("help_group", verbs=shown, groups=groups)
    first = [VERBS[name] for name in known.first]
    return draw_message("help", verbs=verbs, groups=groups, first=first, is_admin=actor.is_admin)


@routes.command("?")
def unknown_verb(words: Words, command: str, answer: Answer) -> None:
    """Propose the verb that was meant."""
    meant = did_you_mean(words.verb, list(VERBS))
    whole = " ".join((command, meant or "", *map(as_typed, words.rest)))
    proposal = f"Did you mean “{whole[:200]}”? " if meant else ""
    answer(say(f"Steward does not know “{words.verb[:40]}”. {proposal}“{command} help” lists everything."))
