"""The demo's story on both databases and over both transports: what everybody sees on Wednesday at noon."""

import io
import json
import re
import zipfile
from collections import Counter

import pytest

from tests.stories.offices import Scene, said

PEOPLE = ("kim", "mika", "dana", "eva", "ana", "sara", "tom", "priya", "omar", "li", "noah", "jon", "gus")
NET, MAIL, WEB = "#net-network-renewal", "#mail-and-teams-migration", "#web-online-shop-relaunch"
PRN, WAR, PRB = "#prn-print-server-move", "#war-warehouse-wi-fi", "#prb-printers-of-the-branches"
SEEN_BY = {NET: "ana", MAIL: "sara", WEB: "sara", PRN: "sara", WAR: "ana", PRB: "sara"}
ROUNDS = {
    "Mon 9 Mar 2026": ("4 of 4 in", "In: Tom Becker, Li Chen, Omar Haddad and Priya Nair"),
    "Tue 10 Mar 2026": ("3 of 4 in", "In: Tom Becker, Li Chen and Priya Nair", "Away: Omar Haddad"),
    "Wed 11 Mar 2026": ("3 of 4 in", "In: Tom Becker, Li Chen and Priya Nair", "Away: Omar Haddad"),
    "Thu 12 Mar 2026": ("2 of 4 in", "In: Tom Becker and Li Chen", "Missing: Omar Haddad and Priya Nair"),
    "Fri 13 Mar 2026": ("3 of 4 in", "In: Tom Becker, Omar Haddad and Priya Nair", "Missing: Li Chen"),
    "Mon 16 Mar 2026": ("4 of 4 in", "In: Tom Becker, Li Chen, Omar Haddad and Priya Nair"),
    "Tue 17 Mar 2026": ("3 of 4 in", "In: Tom Becker, Li Chen and Priya Nair", "Missing: Omar Haddad"),
}
OFFERS = (
    ("tom", "NET-1", "Tom Becker finished it, Tue 10 Mar 2026, 14:05 UTC"),
    ("li", "NET-2", "Li Chen accepted it, Fri 6 Mar 2026, 09:20 UTC. 60 % done."),
    ("priya", "NET-3", "Priya Nair accepted it, Fri 6 Mar 2026, 09:40 UTC."),
    ("omar", "NET-4", "Omar Haddad declined it, Fri 6 Mar 2026, 10:15 UTC:\nI am on the audit until Friday."),
    ("priya", "NET-5", "[Accept] [Ask] [Decline]"),
    ("ana", "NET-6", "[Accept] [Ask] [Decline]"),
    ("jon", "WEB-1", "Jon Reyes accepted it, Wed 11 Mar 2026, 14:10 UTC."),
)
DAY = r"[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}"
PROMPT = re.compile(rf"(?:check-in of|away on|asked on) ({DAY})")


def rounds_of(played: Scene, channel: str) -> dict[str, str]:
    """The rounds of a channel by their day, newest facts; fails when a day has two."""
    days: dict[str, str] = {}
    for text in played.posts(channel, SEEN_BY[channel], "Check-in of"):
        if found := re.match(rf"\S+ Check-in of ({DAY})", text):
            assert found[1] not in days, f"two rounds on {found[1]}"
            days[found[1]] = text
    return days


def test_every_working_day_has_one_round_that_says_who_is_in_away_and_missing(played):
    rounds = rounds_of(played, NET)

    assert list(rounds) == [*ROUNDS, "Wed 18 Mar 2026"]
    for day, facts in ROUNDS.items():
        for fact in (*facts, "Closed."):
            assert fact in rounds[day]
    assert ("Missing" in rounds["Mon 9 Mar 2026"], "Away" in rounds["Mon 9 Mar 2026"]) == (False, False)
    assert "0 of 4 in. Open until" in rounds["Wed 18 Mar 2026"]
    assert "Not in yet: Li Chen, Omar Haddad, Priya Nair and Tom Becker" in rounds["Wed 18 Mar 2026"]


def test_difficulties_stand_first_in_the_words_they_were_told_in(played):
    monday = rounds_of(played, NET)["Mon 16 Mar 2026"].splitlines()

    assert monday[1:3] == [":warning: 1 difficulty", "• Priya Nair: No test firewall is free before Thursday. (NET-D2)"]


def test_the_answers_stand_in_the_thread_of_their_round(played):
    tom = played.who("tom")
    parents = [one for one in tom.messages(NET) if "Check-in" in one["text"] and one["reply_count"]]
    threads = [said(tom, tom.thread(NET, one["ts"]))[1:] for one in parents]

    assert [len(answers) for answers in threads] == [4, 3, 3, 2, 3, 4, 3]
    assert threads[0][0] == "Tom Becker, 6 h\nDone\nWalked floors 1 and 2\nNext\nFloors 3 and 4"
    assert [answers[0].splitlines()[0] for answers in threads] == [
        f"Tom Becker, {hours} h" for hours in (6, 5, 4, 6, 5, 7, 7)
    ]


def test_an_answer_after_closing_is_kept_and_called_late(played):
    thursday = rounds_of(played, WEB)["Thu 12 Mar 2026"]
    texts = said(played.who("jon"), played.who("jon").messages(WEB))
    parent = next(one for one in played.who("jon").messages(WEB) if "Thu 12 Mar" in one["text"])
    answers = said(played.who("jon"), played.who("jon").thread(WEB, parent["ts"]))

    assert "Closed." in thursday
    assert len(texts) == len(set(texts))
    assert any("Jon Reyes, 4 h" in one and "Late answer for Thu 12 Mar 2026" in one for one in answers)


@pytest.mark.parametrize(("who", "key", "state"), OFFERS)
def test_each_offer_shows_what_became_of_it(played, who, key, state):
    offers = played.dm(who, f":clipboard: {key} ")

    assert len(offers) == 1
    assert state in offers[0]
    assert ("[Accept]" in offers[0]) == (key in {"NET-5", "NET-6"})


def test_the_delegator_hears_of_every_answer_with_its_words(played):
    dana, ana = played.dm("dana", "NET-"), played.dm("ana", "NET-")

    assert [text.splitlines()[0] for text in dana] == [
        ":white_check_mark: Tom Becker accepted NET-1 Survey the access switches in building A.",
        ":white_check_mark: Priya Nair accepted NET-3 Plan VLANs and addresses.",
        ":x: Omar Haddad declined NET-4 Write the firewall rules for guests:",
        ":white_check_mark: Tom Becker finished NET-1 Survey the access switches in building A.",
    ]
    assert dana[2].splitlines()[1] == "I am on the audit until Friday. Priya knows the old rules."
    assert [text.splitlines()[:2] for text in ana[:-1]] == [
        [":question: @li asks about NET-2 Order 24 access points:", "The indoor model, or the one for the yard?"],
        [":white_check_mark: Li Chen accepted NET-2 Order 24 access points.", "Network renewal."],
        [
            ":x: Omar Haddad declined NET-4 Write the firewall rules for guests:",
            "I am on the audit until Friday. Priya knows the old rules.",
        ],
    ]


def test_a_status_says_in_one_screen_how_the_project_stands(played):
    text = played.types("omar", "/project status NET").text

    for sentence in (
        "NET is active.",
        "To be completed by Thu 7 May 2026 (in 50 days). :warning: 2 tasks overdue.",
        "Customer: Rhein Logistik",
        "Scope: 420 IT users; Wi-Fi, Wired network and Remote access (VPN)",
        "Department head: Dana Weber",
        "Tasks: 5 of 6 open.",
        ":warning: Overdue: NET-2 Order 24 access points: Li Chen, due Thu 12 Mar 2026, 60 %",
        "NET-4 Write the firewall rules for guests: declined by Omar Haddad, needs somebody, due Wed 18 Mar 2026",
        "Check-in open now, Wed 18 Mar 2026: 0 of 4 in.",
        "Next check-in: Thu 19 Mar 2026, 08:30 UTC",
        "[Share in channel]",
    ):
        assert sentence in text


def test_one_card_is_pinned_and_as_true_as_the_status(played):
    channel = played.channel_of("NET")
    cards = played.posts(NET, containing="This card stays up to date")

    assert [message["ts"] for message in channel["pinned"]] == [
        one["ts"] for one in played.who("ana").messages(NET) if one["pinned"]
    ]
    assert (len(channel["pinned"]), len(channel["bookmarks"]), len(cards)) == (1, 1, 1)
    assert channel["topic"] == "NET · Network renewal for Rhein Logistik · until 07 May 2026"
    assert "Check-in open now, Wed 18 Mar 2026: 0 of 4 in." in cards[0]
    assert "26 % done" in cards[0]


def test_nobody_is_asked_while_a_project_is_on_hold(played):
    asked = [found for text in played.dm("jon") if (found := PROMPT.search(text))]

    assert list(rounds_of(played, WEB)) == ["Thu 12 Mar 2026", "Fri 13 Mar 2026"]
    assert [found[1] for found in asked] == ["Thu 12 Mar 2026", "Fri 13 Mar 2026"]
    assert len(played.dm("jon", "The check-in of Fri 13 Mar 2026 is closed. A late answer is kept")) == 1
    assert "WEB is on hold." in played.posts(WEB, "sara", "This card stays up to date")[0]
    assert "WEB" not in played.dm("li", "Mon 16 Mar 2026")[0]


def test_who_is_on_two_projects_is_asked_once_for_both(played):
    thursday = played.dm("li", "check-in of Thu 12 Mar 2026")

    assert len(thursday) == 1
    assert "• NET Network renewal" in thursday[0]
    assert "• WEB Online shop relaunch" in thursday[0]


def test_everybody_gets_one_prompt_for_each_local_day(played):
    asked = {who: [found for text in played.dm(who) if (found := PROMPT.search(text))] for who in PEOPLE}
    prompts = {who: [found[1] for found in each] for who, each in asked.items()}

    working_days = [*ROUNDS, "Wed 18 Mar 2026"]
    assert {who: days for who, days in prompts.items() if days} == {
        "tom": working_days,
        "priya": working_days,
        "omar": working_days,
        "li": working_days,
        "noah": ["Mon 9 Mar 2026", "Tue 10 Mar 2026"],
        "jon": ["Thu 12 Mar 2026", "Fri 13 Mar 2026"],
    }


@pytest.mark.parametrize("who", ["tom", "omar", "dana", "kim", "gus"])
def test_a_private_project_does_not_exist_for_those_who_are_not_on_it(played, who):
    channels = [channel["name"] for channel in played.channels(who)]
    about_it = played.types(who, "/project status MAIL")
    about_none = played.types(who, "/project status NONE")
    mine = played.types(who, "/project")

    assert MAIL.removeprefix("#") not in channels
    assert about_it.text == about_none.text.replace("NONE", "MAIL")
    assert "Mail and Teams" not in mine.text + "".join(played.dm(who))


def test_those_on_a_private_project_see_it(played):
    assert "MAIL is a draft." in played.types("priya", "/project status MAIL").text
    assert len(played.posts(MAIL, "eva", "MAIL is a draft.")) == 1


def test_no_message_was_posted_twice(played):
    posts = [call["arguments"] for call in played.driver.calls("chat.postMessage")]
    effects = Counter(effect_of(post) for post in posts)
    places = [(who, None) for who in PEOPLE] + [(reader, channel) for channel, reader in SEEN_BY.items()]
    seen = [(place, text) for place in places for text in everything(played, *place)]

    assert effects.most_common(1)[0][1] == 1
    assert Counter(seen).most_common(1)[0][1] == 1
    assert len(seen) == len(posts)


def effect_of(post):
    """The id under which a message can be found again."""
    metadata = post["metadata"]
    payload = json.loads(metadata) if isinstance(metadata, str) else metadata
    return payload["event_payload"]["effect"]


def everything(played, who, channel):
    """What Steward said in one place, threads included; the app's DM when no channel is named."""
    person = played.who(who)
    top = person.messages(channel) if channel else person.dm()
    replies = [reply for one in top if one["reply_count"] for reply in person.thread(one["channel"], one["ts"])[1:]]
    posted = [one for one in (*top, *replies) if not one["files"] and not one["ephemeral"]]
    return said(person, [one for one in posted if one["is_bot"]])


def test_slack_never_saw_anything_it_would_not_take(played):
    failures = Counter(call["answer"].get("error") for call in played.driver.calls() if not call["answer"].get("ok"))

    assert played.driver.problems() == []
    assert failures == Counter()


def test_home_says_what_waits(played):
    ana, sara = played.who("ana"), played.who("sara")
    text = ana.plain(ana.home())
    played.driver.wait_until(lambda: sara.home() or sara.open_home())

    assert "New task NET-6 Agree the weekend of the switch-over" in text
    assert "NET Network renewal for Rhein Logistik: active, 26 % done, 5 open tasks" in text
    assert "MAIL Mail and Teams migration waits for you before it can start" in sara.plain(sara.home())


def test_a_project_was_decided_before_it_started_and_shows_what_was_agreed_and_what_is_short(played):
    shown = {
        "status": "now: 135 users, 16.750,00\u00a0€ and 122 h of work (WAR-C1). In discussion: WAR-C2.",
        "feasible": "needs 16 h of Networking level 4 or better by Mon 25 May 2026; free: nobody; short 16 h",
        "team": "16 h booked, of it 8 h here",
        "cost": "768,00\u00a0€ of 10.196,00\u00a0€ spent, 10.102,00\u00a0€ expected in the end",
        "plan": "Accepted: the customer agreed to version 2.",
        "changes": "WAR-C2 Guest access with tickets: in discussion",
    }

    assert {verb: text in played.types("ana", f"/project {verb} WAR").text for verb, text in shown.items()} == (
        dict.fromkeys(shown, True)
    )
    assert "Started over" not in played.types("ana", "/project status WAR").text
    assert len(played.dm("ana", "WAR-C2 Guest access with tickets")) == 1


def test_a_small_project_has_lived_its_whole_life_from_creation_to_its_close(played):
    expected = (
        "has new people in its roles:",
        "PRN-1 Move the print queues to the new server now belongs to @noah",
        "Print server move (PRN) has started.",
        "Stage 1 Move the queues has started.",
        "Check-in of Mon 9 Mar 2026: 1 of 1 in. Closed.",
        "PRN-D1 High difficulty, resolved",
        "PRN-2 Get a driver for the label printer from its maker now belongs to @noah",
        "Check-in of Tue 10 Mar 2026: 1 of 1 in.",
        "Nothing is difficult any more on Tue 10 Mar 2026",
        "Stage 1 Move the queues has ended.",
        "Print server move (PRN) is completed.",
        "How Print server move (PRN) came out: ",
        "What should the next project know?",
        "Print server move (PRN) is closed.",
    )

    posts = played.posts(PRN, "sara")[-len(expected) :]

    assert [words in post for words, post in zip(expected, posts, strict=True)] == [True] * len(expected)
    assert "PRN is closed." in played.types("sara", "/project status PRN").text


def test_what_it_leaves_is_there_for_the_next_one(played):
    shown = {
        "outcome PRN": "reached: Fewer calls about printers",
        "services Printing": "Noah Berg",
        "lessons PRN": "Ask the makers of special printers for drivers",
        "feedback PRN": "1 of",
        "stages PRB": "one alone came to +22 % effort",
    }

    said = {words: played.types("sara", f"/project {words}").text for words in shown}

    assert {words: text in said[words] for words, text in shown.items()} == dict.fromkeys(shown, True), said
    assert "Behind it: PRN." in said["stages PRB"]


def test_its_history_says_who_did_what_from_the_first_act_to_the_last(played):
    pages, seen = [], played.types("sara", "/project history PRN")
    while seen.text not in pages:
        pages.append(seen.text)
        if "[Older]" not in seen.text:
            break
        seen = played.who("sara").press("Older", "#general", containing="PRN")

    told = re.sub(r"\s+", " ", "\n".join(pages))
    acts = (
        "Sara Novak closed the project",
        "Sara Novak completed the project",
        "Noah Berg resolved PRN-D1",
        "Sara Novak acknowledged PRN-D1",
        "Noah Berg reported PRN-D1",
        "Eva Roth started the project",
        "Eva Roth delegated PRN-1",
        "Sara Novak created the project",
    )
    places = [told.index(act) for act in acts]
    assert places == sorted(places)


def test_whoever_asks_for_files_gets_what_they_see_and_nothing_of_a_private_project(played):
    taken = {}
    for who in ("dana", "sara"):
        form = played.types(who, "/project export").modals and played.who(who).modal()
        assert form.fill({"As": ["csv", "json", "ics"]}).submit().ok
        played.settle()
        files = [one for message in played.who(who).dm() for one in message["files"]]
        taken[who] = b"".join(content_of(played.who(who).file(one["id"])) for one in files)

    assert b"Mail and Teams migration" in taken["sara"]
    assert b"MAIL" not in taken["dana"]
    assert b"Network renewal" in taken["dana"]


def content_of(file: bytes) -> bytes:
    """What is in a file, and in every file of an archive."""
    if not file.startswith(b"PK"):
        return file
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
