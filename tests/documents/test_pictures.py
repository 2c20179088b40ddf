"""Where everything stands in the pictures, by numbers; what they look like is looked at by people."""

import struct
from dataclasses import replace

import pytest

from documents.pictures import draw_picture, places_of, sign_of
from domain.load_pictures import LoadRow
from domain.pictures import Ground
from tests.documents import looked_at
from tests.documents.looked_at import DAY, MONDAY, WEEK, seen

LIGHT, DARK = Ground.LIGHT, Ground.DARK
SHEETS = {
    "progress": looked_at.progress,
    "timeline": looked_at.timeline,
    "budget": looked_at.budget,
    "load": looked_at.load,
}
LIKE_CODE = r'#set text(red) $x^2$ *bold* `raw` <label> @ref \ #sys.inputs // "quoted"'


def size_of(png):
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_every_picture_is_drawn_1200_pixels_wide_on_both_grounds_and_low_enough_for_a_phone(sheet, ground):
    wide, tall = size_of(draw_picture(sheet(), ground))

    assert wide == 1200
    assert 500 < tall < 2400


def test_the_burn_up_stands_on_its_days_and_shares():
    # From 7 Dec to 18 Jan, the end at this pace: 43 days.
    places = places_of(looked_at.progress(), LIGHT)

    assert places["today"] == pytest.approx(14 / 43)
    assert places["plan"][0] == [0, 0]
    assert places["plan"][5] == [round(5 / 43, 5), 0.25]
    assert places["plan"][-1] == [round(26 / 43, 5), 1]
    assert [len(run) for run in places["done"]] == [5, 6]
    assert places["done"][1][0] == [round(9 / 43, 5), 0.175]
    assert places["pace"] == [[round(14 / 43, 5), 0.4], [1, 1]]
    assert (places["done_words"], places["planned_words"], places["pace_words"]) == ("40 %", "75 %", "18 Jan 2027")


def test_what_was_agreed_in_all_rises_where_a_change_was_agreed():
    target = places_of(looked_at.progress(), LIGHT)["target"]

    changed = round(10 / 43, 5)
    assert target == [[0, 0.75], [0, 0.75], [changed, 0.75], [changed, 1], [1, 1]]
    assert places_of(looked_at.progress((seen(0, "0"), seen(1, "9"))), LIGHT)["target"] == []


def test_a_pace_that_leads_beyond_the_picture_is_cut_where_the_picture_ends():
    days = (seen(0, "0"), seen(13, "45"), seen(14, "45"))

    places = places_of(looked_at.progress(days), LIGHT)

    # 45 of 400 take 2.25 planned days: 26 × 14 ÷ 2.25 is more than three times the plan, so nothing is said.
    assert places["pace"] is None
    slow = places_of(looked_at.progress((seen(0, "0"), seen(13, "100"), seen(14, "100"))), LIGHT)
    assert slow["pace_words"] == "17 Feb 2027"
    assert slow["pace"][1][0] == 1
    assert slow["pace"][1][1] == pytest.approx(0.25 + 0.75 * (29 - 14) / (73 - 14), abs=1e-3)


def test_years_of_days_are_drawn_as_few_points():
    works = tuple(replace(one, ends_on=one.ends_on + 200 * WEEK) for one in looked_at.WORKS)
    long = replace(looked_at.progress(), plan=looked_at.plan_line(works, looked_at.WorkingCalendar()))

    places = places_of(long, LIGHT)

    assert len(places["plan"]) <= 241
    assert len(places["ticks"]) <= 4


def test_stages_stand_where_they_were_planned_and_where_they_ran():
    # From 7 Dec to 11 Jan, when all is to be completed: 36 days.
    places = places_of(looked_at.timeline(), LIGHT)

    first, second, third, fourth, _ = places["rows"]
    assert first["planned"] == {"start": 0, "width": pytest.approx(5 / 36)}
    assert second["actual"] == {"start": pytest.approx(7 / 36), "width": pytest.approx(5 / 36)}
    assert third["actual"] == {"start": pytest.approx(9 / 36), "width": pytest.approx(6 / 36)}
    assert fourth["actual"] is None
    assert (places["today"], places["due"]) == (pytest.approx(14 / 36), 1)
    assert [row["is_late"] for row in places["rows"]] == [False, True, True, True, False]


def test_money_is_measured_by_the_dearest_stage_and_the_whole_by_itself():
    whole, survey, design, *_ = places_of(looked_at.budget(), LIGHT)["rows"]

    assert (whole["budget"], whole["expected"]) == (pytest.approx(84250 / 87100.5, abs=1e-5), 1)
    assert survey["spent"] == pytest.approx(3600 / 43000, abs=1e-5)
    assert (design["spent"], design["over"]) == (
        pytest.approx(9000 / 43000, abs=1e-5),
        pytest.approx(2250.5 / 43000, abs=1e-5),
    )
    assert design["standing"] == "€11,250.50 of €9,000.00"


def test_time_is_measured_by_the_fullest_week():
    ben, ana, _ = places_of(looked_at.load(), LIGHT)["people"]

    assert [cell["words"] for cell in ana["cells"]] == ["24/40 h", "32/40 h", "away", "0/40 h"]
    assert (ben["cells"][0]["here"], ben["cells"][0]["over"]) == (
        pytest.approx(30 / 46, abs=1e-5),
        pytest.approx(6 / 46, abs=1e-5),
    )
    assert [cell["tasks"] for cell in ben["cells"]][1:] == [None, pytest.approx(8 / 46, abs=1e-5), None]


def test_what_looks_the_same_has_one_sign_and_anything_else_another():
    signs = {sign_of(sheet(), ground) for sheet in SHEETS.values() for ground in Ground}
    later = replace(looked_at.timeline(), today=MONDAY + 3 * WEEK)

    assert len(signs) == 8
    assert sign_of(looked_at.timeline(), LIGHT) in signs
    assert sign_of(later, LIGHT) not in signs


@pytest.mark.parametrize(
    "typed", [LIKE_CODE, "W" * 300, "شركة المثال", "すべての", "👩‍💻 🚀", "\u202eabc", "a\u0000b", " "]
)
def test_whatever_people_type_is_drawn_as_words(typed):
    stages = tuple(replace(one, label=typed) for one in looked_at.timeline().stages)
    people = tuple(LoadRow(typed, one.weeks) for one in looked_at.load().people)

    drawn = [
        draw_picture(replace(looked_at.timeline(), stages=stages, title=typed), LIGHT),
        draw_picture(replace(looked_at.load(), people=people, title=typed), DARK),
    ]

    assert [size_of(one)[0] for one in drawn] == [1200, 1200]


def test_a_picture_of_a_single_day_and_of_nothing_but_noughts_is_drawn():
    alone = looked_at.progress((seen(0, "0"), seen(2, "0")), today=MONDAY + 2 * DAY)
    idle = tuple(
        replace(one, weeks=tuple(replace(cell, capacity=0, here=0, elsewhere=0) for cell in one.weeks))
        for one in looked_at.load().people
    )

    assert size_of(draw_picture(alone, LIGHT))[0] == 1200
    assert size_of(draw_picture(replace(looked_at.load(), people=idle), LIGHT))[0] == 1200
