"""The end of a project as its people see it: from open work through the checklist to complete."""

import pytest

NET, OPS = "NET", "OPS"
LIST = "NET · Net renewal"


@pytest.fixture(scope="module")
def ending(scene):
    """A running project with two tasks and two difficulties open, and another one that work can go to."""
    for key in (NET, OPS):
        assert scene.creates(key).ok
        scene.starts(key)
    scene.delegates(NET, "Order the switches", "tom")
    scene.delegates(NET, "Label the cables", "li")
    for words in ("No key for room 2", "The crane is loud"):
        scene.fills(
            "li",
            f"/project difficulty NET {words}",
            {"What is difficult": words, "Severity": "🔵 Low: a nuisance, work goes on"},
        )
    scene.settle()
    return scene.types("ana", "/project complete NET").text


def checklist(scene):
    scene.settle()
    return scene.dm("ana", LIST)[-1]


def test_what_is_open_is_settled_one_by_one_until_the_project_completes(scene, ending):
    ana = scene.who("ana")
    begun = checklist(scene)

    scene.types("tom", "/project done NET-1")
    one_settled = checklist(scene)
    ana.choose("menu@NET-2", "Move to another project", containing=LIST)
    ana.modal().fill({"To which project": "OPS · Ops renewal"}).submit()
    moved = ana.modal().text
    ana.modal().close()
    ana.choose("menu@NET-D1", "Drop", containing=LIST)
    without_reason = ana.modal().submit().ok
    ana.modal().fill({"Why is it dropped?": "We have no *room 2* any more"}).submit()
    ana.choose("menu@NET-D2", "Move to another project", containing=LIST)
    ana.modal().fill({"To which project": "OPS · Ops renewal"}).submit()
    ana.modal().close()
    all_settled = checklist(scene)
    ana.press("Complete the project", containing=LIST)
    completed = checklist(scene)

    assert all(words in ending for words in ("cannot be completed yet", "2 tasks and 2 difficulties", "Try again"))
    assert all(words in begun for words in ("Order the switches", "Label the cables", "No key for room 2"))
    assert "1 of 4 settled" in one_settled
    assert "NET-2 goes on as OPS-1 in Ops renewal." in moved
    assert "[Accept]" in scene.dm("li", "Moved from NET-2.")[0]
    assert "moved it to OPS-1, where it goes on" in scene.dm("li", "NET-2")[0]
    assert not without_reason
    assert "all 4 settled" in all_settled
    assert "[Complete the project]" in all_settled
    assert "The project is completed" in completed
    history = scene.types("ana", "/project history NET").text
    assert "We have no *room 2* any more" in history
    assert "moved to another project: NET-D2" in history
