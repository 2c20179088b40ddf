"""From the request to a plan that can be shown to the customer."""

from tests.stories.warehouse.tale import GENERAL, ROOM, Tale

MUSTS = ("Wi-Fi in every aisle", "Scanners roam without loss")


def is_requested(tale: Tale) -> None:
    """Li asks for it; the IT manager makes it a draft with its people."""
    tale.types("li", "/project request")
    asked = {"What do you need?": "Wi-Fi in the new warehouse", "Why?": "Scanners do not work."}
    services = {"For whom?": "Rhein Logistik", "Other services": "Wi-Fi\nScanner support"}
    tale.ends("li", asked | services | {"For how many IT users?": "120", "By when?": "2026-06-30"})
    tale.presses("mika", "Assign", "new warehouse", None)
    people = {"Responsible staff member": "tom", "Project manager": "ana", "Department head": "dana"}
    tale.is_refused("mika", {"Project name": "Warehouse Wi-Fi", "Key": "no key"}, "a key that is none")
    tale.sends("mika", {"Key": "WAR"})
    tale.ends("mika", people)
    tale.heard["the requester"] = tale.scene.dm("li", "assigned your request")[0]
    tale.heard["the draft"] = tale.card()


def is_scoped(tale: Tale) -> None:
    """Ana writes down what is built, step by step, and the IT manager says what of it is possible."""
    tale.types("ana", "/project scope WAR")
    tale.presses("ana", "Edit scope", "scope")
    tale.is_refused("ana", {"Number of IT users": "0"}, "no users")
    tale.sends("ana", {"Number of IT users": "100000", "Out of scope": "The old warehouse"})
    tale.sends("ana", {"Must have": "\n".join(MUSTS), "Should have": "Guest access"})
    tale.scene.who("ana").modal().press("Add the first")
    tale.sends("ana", {"What is required": "Roaming within 50 ms", "About": "Network"})
    tale.scene.who("ana").modal().press("Continue")
    tale.is_refused("ana", {"Budget ceiling in EUR": "minus a million"}, "no amount")
    tale.sends("ana", {"Budget ceiling in EUR": "60.000,00", "Payment terms": "30 days after the invoice"})
    tale.scene.who("ana").modal().press("Back to the scope")
    tale.closes("ana")
    tale.types("ana", "/project scope WAR", "a hundred thousand")
    tale.presses("ana", "Edit scope", "scope")
    tale.ends("ana", {"Number of IT users": "120"})
    tale.types("ana", "/project scope WAR")
    tale.presses("ana", "Ask for the opinion", "scope")
    tale.presses("mika", "Say what is possible", "Warehouse", None)
    tale.is_refused("mika", {"It is": "not possible"}, "no reason of the IT manager")
    tale.ends("mika", {"It is": "as planned"})
    tale.types("ana", "/project scope WAR", "the scope")


def is_chosen(tale: Tale) -> None:
    """Tom compares two solutions, and takes the one that is not the most cost-effective for a reason."""
    tale.types("li", "/project options WAR", "options for somebody else")
    for name, once, monthly in (("Rent it", "2.000", "900"), ("Build our own", "14.500,50", "120")):
        tale.types("tom", "/project options WAR")
        tale.presses("tom", "Add a solution", "WAR")
        if name == "Rent it":
            wrong = {"Name": name, "What it is": "Somebody else runs it", "Cost once (EUR)": "-5"}
            tale.is_refused("tom", wrong, "a cost below nothing")
        tale.sends("tom", {"Name": name, "Cost once (EUR)": once, "Running cost each month (EUR)": monthly})
        tale.ends("tom", dict.fromkeys(MUSTS, "Met") | {"Guest access": "Partly met" if once[1] == "4" else "Met"})
    tale.types("tom", "/project options WAR", "the options")
    tale.presses("tom", "Choose", "WAR")
    tale.is_refused("tom", {"Solution": "Rent it"}, "another without a reason")
    tale.ends("tom", {"Why this one": "They want no hardware of their own."}, "the choice")
    tale.heard["scoped"] = "\n".join(tale.scene.posts(ROOM))


def is_staged(tale: Tale) -> None:
    """Ana plans two stages with what they need, and cannot let each come after the other."""
    tale.types("dana", "/project stock")
    tale.presses("dana", "Add a thing", "Stock")
    tale.is_refused("dana", {"Name": "Access point", "In stock": "10", "On order": "14"}, "no day for an order")
    tale.ends("dana", {"Arrives on": "2026-04-13"})
    tale.types("ana", "/project stages WAR")
    tale.presses("ana", "Add a stage", "WAR")
    backwards = {"Name": "Survey and design", "First day": "2026-03-23", "Last day": "2026-03-16"}
    tale.is_refused("ana", backwards, "an end before the start")
    tale.is_refused("ana", {"Last day": "2026-09-30"}, "a stage outside the project")
    tale.sends("ana", {"Last day": "2026-03-27"})
    skill = {"Add a skill or tool": "Networking"}
    tale.is_refused("ana", skill | {"Hours of work": "1000000000"}, "absurd hours")
    tale.sends("ana", {"Hours of work": "60"})
    tale.sends("ana")
    tale.sends("ana")
    tale.sends("ana", {"Add what is paid for": "Survey kit", "Amount (EUR)": "1.200,50"})
    tale.ends("ana", heard_as="the first stage")
    tale.types("ana", "/project stages WAR")
    tale.presses("ana", "Add a stage", "WAR")
    build = {"Name": "Build", "First day": "2026-04-13", "Last day": "2026-05-29"}
    tale.sends("ana", build | {"After": ["1 Survey and design"]})
    for step in (skill | {"Hours of work": "60"}, {}, {"Add a thing": "Access point", "How many": "24"}, {}):
        tale.sends("ana", step)
    tale.ends("ana")
    tale.types("ana", "/project stages WAR")
    tale.presses("ana", "Open stage 1", "WAR")
    tale.presses("ana", "Change this stage", "stage 1")
    tale.is_refused("ana", {"After": ["2 Build"]}, "a circle of stages")
    tale.closes("ana")


def is_feasible(tale: Tale) -> None:
    """Nobody masters it, then one does and is away, then it is too much for one, and at last it is enough."""
    tale.types("ana", "/project feasible WAR", "nobody masters it")
    tale.types("tom", "/project skills")
    tale.presses("tom", "Propose a level", "skills")
    tale.ends("tom", {"Skill or tool": "Networking", "Level": "4", "What shows it": "Ran the campus network"})
    tale.presses("dana", "Confirm", "Tom Becker", None)
    tale.types("tom", "/project leave")
    tale.presses("tom", "Add leave", "leave")
    tale.is_refused("tom", {"First day": "2026-03-27", "Last day": "2026-03-23"}, "leave that ends before it begins")
    tale.ends("tom", {"First day": "2026-03-23", "Last day": "2026-03-27"})
    tale.types("ana", "/project feasible WAR", "away over the whole window")
    tale.types("tom", "/project leave")
    tale.presses("tom", "Take out", "Away from")
    tale.types("dana", "/project skills @omar")
    tale.presses("dana", "Set a level", "Omar")
    tale.ends("dana", {"Skill or tool": "Networking", "Level": "3"})
    tale.types("ana", "/project feasible WAR", "too much for one")
    tale.types("ana", "/project team WAR")
    tale.presses("ana", "Book somebody", "WAR")
    weeks = {"Who": "omar", "From the week of": "2026-03-23", "To the week of": "2026-03-27"}
    tale.sends("ana", weeks | {"Hours a week": "50"}, "over-booked")
    tale.ends("ana", {"Hours a week": "24"})
    tale.types("ana", "/project feasible WAR", "enough")


def is_priced(tale: Tale) -> None:
    """Dana says what an hour costs, Ana what the customer pays, and Dana whether that is worth it."""
    tale.types("dana", "/project skills catalogue")
    tale.scene.who("dana").choose("Choose an entry", "Networking", GENERAL)
    tale.ends("dana", {"What an hour costs (EUR)": "80"})
    tale.types("li", "/project cost WAR", "cost for somebody else")
    tale.types("ana", "/project cost WAR")
    tale.presses("ana", "Set the price", "WAR")
    tale.is_refused("ana", {"Price for the customer (EUR)": "-1"}, "a price below nothing")
    tale.ends("ana", {"Price for the customer (EUR)": "15.000", "Reserve in percent of the cost": "10"})
    tale.types("ana", "/project cost WAR", "cost")
    tale.presses("ana", "Is it viable?", "WAR", heard_as="a verdict of the manager")
    tale.types("dana", "/project cost WAR")
    tale.presses("dana", "Is it viable?", "WAR")
    tale.is_refused("dana", {"Verdict": "not viable"}, "not viable without a reason")
    tale.ends("dana", {"Verdict": "viable"})


def is_equipped(tale: Tale) -> None:
    """Two tools are needed; Tom has one and says so, the other is not needed."""
    tale.types("ana", "/project tools WAR")
    tale.presses("ana", "Make the list", "tools")
    tale.ends("ana", {"Usually needed": ["Test environment", "Licences for every user"]})
    tale.types("ana", "/project plan WAR", "a plan that is not ready")
    tale.presses("tom", "Ready: Test environment", "Warehouse", None)
    tale.types("ana", "/project tools WAR")
    tale.presses("ana", "Go through what is open", "tools")
    tale.is_refused("ana", {"How it stands": "Not needed"}, "not needed without a reason")
    tale.ends("ana", {"Why it is not needed": "They come with the hardware."})
    tale.heard["planned"] = tale.card()
