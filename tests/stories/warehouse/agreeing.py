"""What the customer says to the plan, and the change that everybody agrees to afterwards."""

from sandbox.driver import Seen
from tests.stories.warehouse.tale import ROOM, Tale

REJECTION = "Please be ready two weeks earlier."


def is_rejected(tale: Tale) -> None:
    """The customer answers a version that has been replaced, and then rejects the one that counts."""
    tale.types("ana", "/project plan WAR")
    tale.presses("ana", "Present it", "Warehouse")
    tale.is_refused("ana", {"What you say with it": "As we talked about."}, "presented to nobody")
    tale.ends("ana", {"Who accepts it": "gus"})
    tale.heard["the offer"] = tale.scene.dm("gus", "As we talked about.")[0]
    tale.presses("gus", "Accept plan", "Warehouse", None)
    tale.types("ana", "/project plan WAR")
    tale.presses("ana", "Present it again", "Warehouse")
    tale.ends("ana")
    tale.is_refused("gus", {"Comment": "Fine with us."}, "an old version")
    tale.closes("gus")
    tale.presses("gus", "Reject plan", "Warehouse", None)
    tale.is_refused("gus", {}, "a rejection without words")
    tale.ends("gus", {"What has to change": REJECTION})
    tale.types("gus", "/project tasks WAR", "a command of the customer")
    tale.types("gus", "/project status WAR", "what the customer sees")
    tale.heard["rejected"] = tale.card()
    tale.types("ana", "/project plan WAR", "the rejected plan")


def is_planned_again(tale: Tale) -> None:
    """Ana moves the date that the customer asked for, and presents the plan again."""
    tale.types("ana", "/project scope WAR")
    tale.presses("ana", "Edit scope", "scope")
    tale.ends("ana", {"To be completed by": "2026-06-16", "Why it changes": REJECTION})
    tale.types("ana", "/project scope WAR")
    tale.presses("ana", "Versions", "scope", heard_as="the versions")
    tale.types("ana", "/project plan WAR")
    tale.presses("ana", "Present it", "Warehouse")
    tale.ends("ana", {"What you say with it": "Two weeks earlier."})


def is_accepted(tale: Tale) -> None:
    """The customer accepts while Ana is about to write an answer down; nobody is told yet."""
    tale.types("ana", "/project plan WAR")
    tale.presses("ana", "Record the answer", "Warehouse")
    tale.presses("gus", "Accept plan", "Warehouse", None)
    tale.scene.office.steward.worker.stop()
    tale.sends("gus", {"Comment": "Go ahead."})
    tale.closes("gus")
    said = {"What did the customer say": "Rejected", "Who said it": "Gus Brandt", "How": "Phone call"}
    tale.is_refused("ana", said | {"Where can it be seen again": "My notes", "Comment": "Too late"}, "answered twice")
    tale.closes("ana")


def is_started(tale: Tale) -> None:
    """Everything is decided: what was accepted changes by agreement only, and Ana starts."""
    tale.scene.settle()
    tale.heard["approved"] = tale.card()
    tale.types("ana", "/project prepare WAR", "all decided")
    tale.types("ana", "/project scope WAR", "the approved scope")
    tale.types("ana", "/project start WAR", "the start")
    tale.scene.settle()
    tale.heard["started"] = tale.card()


def is_changed(tale: Tale) -> None:
    """A change is asked for, countered, agreed to by two and accepted by the customer."""
    tale.types("ana", "/project change WAR")
    asked = {"What changes": "The loading dock too", "Why": "Scanners are used outside."}
    tale.is_refused("ana", asked | {"Price (EUR)": "-20000"}, "a change below nothing")
    tale.ends("ana", {"IT users": "140", "Price (EUR)": "+2.000"}, "the change")
    tale.presses("ana", "Agree", "loading dock", ROOM, "the same person twice")
    tale.presses("tom", "Agree", "loading dock", ROOM, "somebody else")
    tale.presses("mika", "Offer something else", "loading dock", None)
    tale.ends("mika", {"Price (EUR)": "20.000", "Why": "Outdoor access points cost more."})
    tale.heard["countered"] = tale.scene.posts(ROOM, containing="WAR-C1 The loading dock")[0]
    tale.presses("ana", "See the figures", "loading dock", ROOM, "the figures")
    tale.presses("ana", "Reject", "loading dock", ROOM)
    tale.presses("ana", "Agree", "loading dock", ROOM)
    tale.is_refused("ana", {"Why not": "Too dear after all."}, "two deciding at once")
    tale.closes("ana")
    tale.heard["the customer's change"] = tale.scene.dm("gus", "loading dock")[-1]
    tale.presses("gus", "Accept change", "loading dock", None)
    tale.ends("gus")
    for name in ("status", "scope", "plan", "changes", "cost"):
        tale.types("ana", f"/project {name} WAR", f"{name} after the change")


def is_noted(tale: Tale) -> None:
    """Somebody asks for more in passing: it is noted, becomes a change, and is rejected."""
    ana = tale.scene.who("ana")
    seen: Seen = ana.shortcut("new_scope_shortcut", ana.write(ROOM, "Could you cover the canteen, too?"))
    assert seen.ok, seen.failure
    tale.ends("ana", {"Hours it may take": "11"})
    tale.types("ana", "/project status WAR", "the tally")
    tale.types("ana", "/project changes WAR")
    tale.presses("ana", "Make it a change", "canteen")
    tale.ends("ana", {"Why": "They asked for it."}, "a change from a note")
    tale.presses("mika", "Reject", "canteen", None)
    tale.ends("mika", {"Why not": "Not before the summer."})
    tale.heard["the rejection"] = tale.scene.dm("ana", "canteen")[-1]


def is_voted_on(tale: Tale) -> None:
    """The first stage runs and ends, and Dana holds the project with the figures before her."""
    tale.types("ana", "/project stages WAR")
    tale.presses("ana", "Open stage 1", "WAR")
    tale.presses("ana", "Start this stage", "stage 1")
    tale.types("tom", "/project log 30h WAR walked the aisles", "more than a day")
    tale.types("tom", "/project log 20h WAR walked the aisles")
    tale.presses("tom", "Estimate", "Survey and design", None)
    tale.is_refused("tom", {"Hours left": "-1"}, "less than nothing left")
    tale.ends("tom", {"Hours left": "40"})
    tale.types("ana", "/project stages WAR")
    tale.presses("ana", "Open stage 1", "WAR", heard_as="the running stage")
    tale.presses("ana", "End this stage", "stage 1")
    tale.heard["the vote"] = tale.scene.dm("dana", "Does the project go on?")[-1]
    tale.presses("dana", "Hold", "Survey and design", None)
    tale.ends("dana", {"Why": "Their electricians come first."})
    tale.heard["on hold"] = tale.card()
    tale.types("ana", "/project resume WAR", "resumed")
