"""A status opened from App Home stands in a small modal: sharing and starting from there, each for its own project."""

import pytest

from tests.stories.offices import Scene


@pytest.fixture
def home(scene) -> Scene:
    """Ana's App Home with two projects that nobody has started."""
    for key in ("NET", "WEB"):
        scene.creates(key)
        scene.decides_everything(key)
    ana = scene.who("ana")
    ana.open_home()
    scene.driver.wait_until(ana.home)
    scene.settle()
    return scene


def pressed(scene: Scene, key: str, button: str) -> list[str]:
    """What Ana's modals say after she presses this in the status of a project."""
    ana = scene.who("ana")
    ana.press(f"Status of {key}", home=True)
    ana.modal().press(button)
    scene.settle()
    said = [ana.plain(view) for view in ana.modals()]
    ana.modal().close(everything=True)
    return said


def test_each_project_is_shared_and_started_and_the_modal_says_so(home):
    shared = [pressed(home, key, "Share in channel") for key in ("NET", "WEB")]
    started = pressed(home, "NET", "Start the project")

    assert shared == [["Shared in the channel of NET."], ["Shared in the channel of WEB."]]
    for key in ("NET", "WEB"):
        assert len(home.posts(home.channel_of(key)["id"], containing="Shared by")) == 1
    [words] = started
    assert words.startswith("NET has started.")
