"""The rows of departments in the settings: a refusal stands in its own row, and no row is lost for want of room."""

from sandbox.driver import ModalAtHand
from tests.stories.offices import Scene

NOBODY = {"type": "users_select", "selected_user": None}
MANY = 22


def opened(scene: Scene) -> ModalAtHand:
    """The second step of the settings, opened by the administrator."""
    kim = scene.who("kim")
    kim.press("Settings", home=True)
    assert kim.modal().submit().ok
    return kim.modal()


def rows_of(form: ModalAtHand) -> int:
    return form.labels.count("Head")


def test_a_wrong_head_is_refused_in_its_row_although_the_row_above_was_cleared(scene):
    form = opened(scene).fill({"department@1": "", "department@2": "Applications", "head@2": "gus"})
    form.values["head@1"] = {"value": NOBODY}

    form.submit()

    assert list(form.errors) == ["head@2"]
    form.close(everything=True)


def test_more_departments_than_most_have_are_all_kept(scene):
    form = opened(scene)
    while rows_of(form) < MANY:
        form.press("Add a department")
    for row in range(1, MANY + 1):
        form.fill({f"department@{row}": f"Department {row}", f"head@{row}": "dana"})
    saved = form.submit()
    scene.settle()
    again = opened(scene)
    again.press("Add a department")

    assert saved.ok
    assert rows_of(again) == MANY + 2
    assert again.fields()["Department"] is None
    again.close(everything=True)
