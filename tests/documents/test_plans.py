from dataclasses import replace
from decimal import Decimal

import pytest

from documents.plans import draw_pages, draw_plan
from domain.customer_plan import (
    CustomerPlan,
    PlannedStage,
    PlanSheet,
    PromisedChange,
    PromisedMove,
    PromisedRequirement,
)
from tests.documents.sheets import FIRST, plan, read, sheet, stages, text

LIKE_CODE = r'#set text(red) $x^2$ *bold* `raw` <label> @ref \ #sys.inputs // comment "quoted" /* more */'


def test_the_document_says_everything_that_was_decided():
    words = text(sheet())

    for said in (
        "Network renewal for Nordlicht GmbH",
        "Version 2 of Mon 7 Dec 2026",
        "Project manager: Ana Torres",
        "IT users 240 Completed by Fri 26 Feb 2027 Price €84,250.50",
        "Fewer interruptions Outages per month at most 1",
        "Wi-Fi, Service desk",
        "Access switches in both buildings",
        "Cabling inside the walls",
        "What you have and we use • Core switch × 4 (device, Kiel)",
        "Managed switches Meets every must.",
        "1 Every office has Wi-Fi Must Met",
        "4 Stage called 4 Mon 28 Dec 2026 Fri 1 Jan 2027",
        "Project completed Fri 26 Feb 2027",
        "€90,000.00",
        "30 days net",
        "1. Half at the start 2. Half at the end",
        "Availability The core survives a loss LAN Must",
        "By accepting version 2 of this plan, Nordlicht GmbH agrees",
        "Dr. Marta Lind",
        "Page 1 of 3",
    ):
        assert said in words


def test_a_version_that_was_made_for_a_change_begins_with_what_moves():
    moves = (PromisedMove("Price", "€84,250.50", "€90,000.00"), PromisedMove("Service added", after="Telephony"))

    words = text(replace(sheet(), change=PromisedChange("NET-C1", "A second site", moves)))

    assert "What changes NET-C1: A second site Agreed before From now on Price €84,250.50 €90,000.00" in words
    assert "Service added — Telephony" in words
    assert "What changes" not in text(sheet())


def test_a_name_too_long_for_the_timeline_is_cut_on_one_line_and_whole_in_the_table():
    words = text(sheet(stages=(PlannedStage(1, "W" * 60, FIRST, FIRST),))).replace(" ", "")

    assert "W" * 60 in words
    assert "WWW…" in words
    assert "W" * 30 + "…" not in words


def test_a_draft_says_so_and_what_is_not_decided():
    words = text(PlanSheet(CustomerPlan("Network", "NET", "Nordlicht", "Ana", "EUR")))

    assert "Draft. This plan has not been presented yet" in words
    assert "Price Not decided yet" in words
    assert "By accepting this plan," in words


def test_what_is_empty_is_left_out_of_what_a_customer_reads():
    bare = CustomerPlan("Network", "NET", "Nordlicht", "Ana", "EUR", services=("Wi-Fi",), price=Decimal(5))

    words = text(PlanSheet(bare, 1, FIRST, "Marta"))

    assert [
        one for one in ("Not stated", "Not decided", "In scope", "Out of scope", "Requirements") if one in words
    ] == []
    assert [one for one in ("Stages", "Your budget", "Payment terms", "Invoiced", "IT users") if one in words] == []
    assert "Scope IT services Wi-Fi" in words
    assert words.count("Price") == 2


def test_amounts_are_written_as_the_readers_country_does():
    words = text(replace(sheet(), country="DE"))

    assert "84.250,50 €" in words


def test_what_people_type_is_never_code():
    typed = sheet(
        title=LIKE_CODE,
        customer=LIKE_CODE,
        in_scope=(LIKE_CODE, "= Heading\n- item\n+ item"),
        stages=(PlannedStage(1, LIKE_CODE, FIRST, FIRST),),
        requirements=(PromisedRequirement(LIKE_CODE, True, "met"),),
    )

    words = text(typed)

    assert words.count(LIKE_CODE) >= 6
    assert "= Heading - item + item" in words


@pytest.mark.parametrize("typed", ["W" * 400, "https://example.org/" + "a/b" * 90])
def test_a_word_wider_than_its_column_is_broken_and_not_cut(typed):
    narrow = sheet(requirements=(PromisedRequirement(typed, True, "met"),))

    assert typed in text(narrow).replace(" ", "")


@pytest.mark.parametrize(
    "typed",
    [
        "شركة المثال للتجارة",
        "すべてのオフィスでWi-Fiが使えること。",
        "👩‍💻 🇩🇪 🚀",
        "\u202eabc",
        "a\u0000b\u0007",
        "ﷺ" * 40,
        "\t\n ",
    ],
)
def test_any_script_is_drawn(typed):
    pages = draw_pages(sheet(title=typed, customer=typed, in_scope=(typed,), stages=stages(1), manager=typed))

    assert pages[0].startswith(b"\x89PNG")


def test_sixty_requirements_and_twelve_stages_break_into_pages_that_repeat_their_heads():
    many = tuple(PromisedRequirement(f"Requirement called {n} " + "and more " * 20, True, "met") for n in range(60))

    pages = [page.extract_text() for page in read(sheet(stages=stages(12), requirements=many)).pages]

    assert sum("What was asked for" in page for page in pages) >= 4
    assert sum(page.count("Requirement called ") for page in pages) == 60


def test_the_same_plan_is_drawn_the_same_again():
    assert draw_plan(sheet()) == draw_plan(sheet())


def test_pictures_and_pdf_have_the_same_pages():
    assert len(draw_pages(sheet())) == len(read(sheet()).pages) == 3


def test_the_file_is_named_after_project_and_version():
    names = (sheet().file_name, sheet(number=None).file_name)

    assert names == ("NET-plan-version-2.pdf", "NET-plan-draft.pdf")
    assert read(sheet()).metadata.title == plan().title
