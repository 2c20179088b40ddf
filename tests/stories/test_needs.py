"""What somebody needs for a role, from their words to the answer and the acceptance, as both sides see it."""


def test_what_is_needed_is_answered_by_whoever_gave_the_role_and_accepted_after_that(scene):
    assert scene.creates("BAD").ok
    scene.settle()
    li, ana = scene.who("li"), scene.who("ana")

    li.press("I need …", containing="(BAD)")
    li.modal().fill({"I need …": "Two days a week"}).submit()
    scene.settle()
    asked, waiting = scene.dm("ana", "Two days a week"), scene.types("ana", "/project mine").text
    ana.press("Answer", containing="Two days a week")
    ana.modal().fill({"Your answer": "From Monday on"}).submit()
    scene.settle()
    answered = scene.dm("li", "From Monday on")
    li.press("I accept", containing="answered what you need")
    scene.settle()

    assert "Li Chen needs something before accepting to be team member of Bad renewal (BAD)" in asked[0]
    assert "[Answer]" in asked[0]
    assert "Li Chen needs something as team member of BAD" in waiting
    assert any("Ana Silva answered what you need as team member of Bad renewal (BAD)" in one for one in answered)
    assert "accepted to be team member of Bad renewal (BAD)" in scene.dm("ana", "Two days a week")[-1]
    assert "needs something" not in scene.types("ana", "/project mine").text
