"""Stages and cost from the first plan to the first hour, as the people concerned see it in Slack."""

import pytest

NET = "NET"


@pytest.fixture(scope="module")
def planned(scene):
    """A project with one stage of 40 hours and something to pay for, planned in one sitting."""
    assert scene.creates(NET).ok
    scene.types("ana", "/project stages NET")
    ana = scene.who("ana")
    ana.press("Add a stage", "#general")
    ana.modal().fill({"Name": "Design", "First day": "2026-03-23", "Last day": "2026-03-27"}).submit()
    ana.modal().fill({"Add a skill or tool": "Networking", "Hours of work": "40"}).submit()
    ana.modal().submit()
    ana.modal().fill({"Add what is paid for": "Survey kit", "Amount (EUR)": "1.200,50"}).submit()
    lines = ana.modal().text
    ana.modal().submit()
    card = ana.modal().text
    ana.modal().close()
    return lines, card


def test_a_stage_is_planned_step_by_step_in_one_sitting(planned):
    lines, card = planned

    assert "Survey kit (hardware): 1.200,50\u00a0€" in lines
    assert "Networking, level 3 or better: 40 h" in card


def test_hours_and_costs_are_written_down_in_a_line_and_seen_by_who_answers_for_them(scene, planned):
    scene.starts(NET)
    kept = scene.types("tom", "/project log 3h NET patched the switch").text
    scene.types("ana", "/project log cost 240 NET cables")

    seen = scene.types("ana", "/project cost NET").text
    refused = scene.types("li", "/project cost NET").text

    assert "3 h on NET" in kept
    assert "240,00\u00a0€ of 1.200,50\u00a0€ spent" in seen
    assert "Only" in refused
    assert "240,00" not in refused


def test_whoever_answers_for_a_stage_is_asked_when_it_begins(scene, planned):
    scene.types("ana", "/project stages NET")
    scene.who("ana").press("Open stage 1", "#general")
    scene.who("ana").press("Start this stage", "#general")
    scene.settle()

    assert "Stage 1 Design of Net renewal (NET) begins" in scene.dm("tom", "Stage 1 Design")[0]
    assert any("Stage 1 Design has started" in one for one in scene.posts(scene.channel_of(NET)["name"]))
