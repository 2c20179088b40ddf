"""What cannot be: refused in a sentence where it was typed, with nothing lost and nothing half done."""

import pytest

from domain.actors import Standing
from tests.stories.offices import Scene, project_form

TEXTS = {"Project name", "Key", "Customer"}
ROLES = ("Project manager", "IT manager", "Department head", "Responsible staff member", "Team members")


@pytest.fixture(scope="module")
def office(scene) -> Scene:
    """With a project, and with accounts that cannot be given work."""
    scene.creates("NET")
    scene.delegates("NET")
    scene.driver.change_person("add", id="U0BOTTY", name="botty", real_name="Build Bot", is_bot=True)
    scene.driver.change_person("add", id="U0VIN", name="vin", real_name="Vin Visitor", is_stranger=True, team_id="T9")
    scene.driver.change_person("add", id="U0LEFT", name="left", real_name="Lena Left")
    scene.driver.wait_until(lambda: scene.standing("U0LEFT") is Standing.MEMBER)
    scene.driver.change_person("deactivate", "left")
    scene.driver.wait_until(lambda: scene.standing("U0LEFT") is Standing.DEACTIVATED)
    return scene


def refusal(scene: Scene, label: str, who: str) -> str:
    """What stands beside a field of the delegation when this account is chosen; the form is closed again."""
    answers = {"What needs doing": "Order", "Who": "tom", "Due date": "2026-04-30"}
    assert scene.types("dana", "/project delegate NET").ok
    steps = [answers, {label: who}] if label == "Helpers" else [answers | {label: who}]
    for step in steps:
        form = scene.who("dana").modal().fill(step)
        form.submit()
    said = form.error(label) or ""
    form.close()
    return said


def refused_creation(scene: Scene, key: str, answers: dict) -> dict[str, str]:
    """The sentences beside the fields of a creation that is refused, by label; the form is closed again."""
    assert scene.types("ana", "/project create").ok
    named, *others = project_form(key, **answers)
    for step in ({"Project name": f"{key} renewal"} | named, *others):
        form = scene.who("ana").modal().fill(step)
        form.submit()
        if form.errors:
            break
    labels = {block["block_id"]: block["label"]["text"] for block in form.blocks if block["type"] == "input"}
    said = {labels[block]: text for block, text in form.errors.items()}
    held = form.fields()
    form.close(everything=True)
    assert {label: held[label] for label in held.keys() & step.keys() & TEXTS} == {
        label: step[label] for label in step.keys() & TEXTS
    }
    return said


REFUSED = [
    ("left", "Lena Left's account is deactivated. Choose somebody who is still here."),
    ("gus", "Gus Brandt (Rhein Logistik) is a guest in this workspace. Choose a full member."),
    ("botty", "Build Bot is an app, not a person. Choose a person."),
    ("vin", "Vin Visitor is from another organisation. Choose a member of this workspace."),
]


@pytest.mark.parametrize(("who", "sentence"), REFUSED)
@pytest.mark.parametrize("field", ["Who", "Helpers"])
def test_no_work_is_given_to_an_account_that_cannot_work(office, who, sentence, field):
    assert refusal(office, field, who) == sentence


@pytest.mark.parametrize(("who", "sentence"), REFUSED)
def test_no_role_is_given_to_an_account_that_cannot_work(office, who, sentence):
    said = refused_creation(office, "ROLES", dict.fromkeys(ROLES, who))

    assert {label: said[label].replace(said["IT manager"], "").strip() for label in ROLES} == {
        "Project manager": "",
        "IT manager": "",
        "Department head": SEPARATE,
        "Responsible staff member": "",
        "Team members": "",
    }
    assert said["IT manager"] == sentence


SEPARATE = "The project manager cannot also be the department head of the same project. Choose somebody else."


def test_the_project_manager_cannot_be_the_department_head(office):
    assert refused_creation(office, "SAME", {"Department head": "ana"}) == {"Department head": SEPARATE}


@pytest.mark.parametrize("day", ["2026-03-17", "2026-03-18", "1999-12-31"])
def test_a_project_cannot_be_completed_in_the_past(office, day):
    said = refused_creation(office, "PAST", {"Completion date": day})

    assert said == {"Completion date": "Pick a completion date after today."}


def test_a_task_cannot_be_due_in_the_past(office):
    assert refusal(office, "Due date", "2026-03-17") == "Pick today or a later day."


def test_a_key_that_is_taken_is_refused_beside_its_field(office):
    assert refused_creation(office, "NET", {}) == {
        "Key": "The key NET is taken. Choose another one.",
        "Kind of channel": "There already is a channel #net-renewal. "
        "Choose it as existing channel, or change the name or key.",
    }


def test_blank_words_are_no_words(office):
    wrong = {"Key": "1-X", "Customer": " \t ", "Completion date": "2020-02-29"}
    said = refused_creation(office, "MANY", wrong)

    assert said == {
        "Key": "Use 2 to 10 capital letters and digits, a letter first, such as NET.",
        "Customer": "Enter the customer's name.",
        "Completion date": "Pick a completion date after today.",
    }


@pytest.mark.parametrize("typed", ["a lot", "-3", "1e9", "12 days"])
def test_an_estimate_is_a_number_of_hours(office, typed):
    assert "hours" in refusal(office, "Estimate (hours)", typed)


@pytest.mark.parametrize(
    "typed",
    ["/project done NET–1", "/project done “NET-1”", "/project done net—1", "/project  DONE   ‘net‑1’ "],
)
def test_keys_are_read_whatever_the_keyboard_made_of_them(office, typed):
    office.delegates("NET", "Read the key")
    newest = max(int(text.split("NET-")[1].split()[0]) for text in office.dm("tom", "Read the key"))

    seen = office.types("tom", typed.replace("1", str(newest)))

    assert seen.text.startswith(f":white_check_mark: NET-{newest} Read the key is done.")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/project status NOPE", "There is no project NOPE."),
        ("/project delegate NOPE Order", "There is no project NOPE."),
        ("/project done NET-99", "There is no task NET-99."),
        ("/project done NOPE-1", "There is no task NOPE-1."),
        ("/project done NET", "Say which task, for example “/project done NET-12”."),
        ("/project done", "Say which task, for example “/project done NET-12”."),
        ("/project progress NET-1 much", "Say how far it is as a whole number from 0 to 100"),
        ("/project progress NET-1 101", "Say how far it is as a whole number from 0 to 100"),
        ("/project status <@U0TOM|tom>", "“@tom” is not a project key. A key looks like NET."),
        ("/project status", "Say which project"),
        ("/project statsu NET", "does not know “statsu”. Did you mean “/project status NET”?"),
        ("/project delegat", "does not know “delegat”. Did you mean “/project delegate”?"),
        ("/project xyzzy", "does not know “xyzzy”. “/project help” lists everything."),
        ("/project " + "x" * 3000, "does not know “xxxx"),
        ("/project \u202e\u200b*_`", "does not know “\u202e*_`”. “/project help” lists everything."),
    ],
)
def test_what_is_not_understood_is_answered_with_what_would_be(office, typed, answer):
    seen = office.types("dana", typed)

    assert seen.failure is None
    assert answer in seen.text
    assert seen.modals == []


def test_only_head_and_manager_delegate_and_the_refusal_names_them(office):
    seen = office.types("omar", "/project delegate NET")

    assert seen.modals == []
    assert "[Ask Ana Silva] [Ask Dana Weber]" in seen.text


def test_nothing_was_refused_by_slack_and_nothing_was_made_of_what_was_refused(office):
    names = [channel["name"] for channel in office.channels("kim")]

    assert office.driver.problems() == []
    assert names == ["general", "net-renewal"]
