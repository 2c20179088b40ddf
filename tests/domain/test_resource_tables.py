from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.resource_tables import MOST_LINES, Intake, LineProblem, read_table, taken_in
from domain.resources import Resource, ResourceEntry, ResourceKind

SERVER = ResourceEntry(ResourceKind.SERVER, "Mail", 2, "Kiel", "Ana", date(2027, 6, 30))


def problems(text):
    read = read_table(text)
    assert read.entries == ()
    return [(one.line, one.message) for one in read.problems]


@pytest.mark.parametrize(
    "text",
    [
        "kind,name,quantity,site,owner,end of support\nserver,Mail,2,Kiel,Ana,2027-06-30\n",
        "\ufeffKind;Name;Quantity;Site;Owner;End of support\r\nServer;Mail;2;Kiel;Ana;2027-06-30\r\n",
        "owner\tname\ttype\tcount\tlocation\tEOS\nAna\tMail\tservers\t2\tKiel\t2027-06-30",
        'name,kind,qty,site,responsible,support until\n" Mail ",server,2,"Kiel","Ana",2027-06-30\n\n',
    ],
    ids=["commas", "as a German spreadsheet saves it", "tabs and other words in another order", "quotes and blanks"],
)
def test_a_table_is_read_as_spreadsheets_save_it(text):
    assert read_table(text).entries == (SERVER,)


def test_what_is_left_out_is_one_of_it_and_not_known():
    (entry,) = read_table("name,kind\nMail,account\n").entries

    assert entry == ResourceEntry(ResourceKind.ACCOUNT, "Mail")


def test_one_bad_line_keeps_everything_out_and_is_named():
    text = "kind,name,quantity,end of support\nserver,Mail,1,\nserver,Web,two,soon\nrouter,,0,\n"

    assert problems(text) == [
        (3, "“two” is no quantity. Write a whole number, 1 or more."),
        (3, "“soon” is no date. Write it as 2027-06-30."),
        (4, "“router” is no kind. Use site, network, server, device, licence, account."),
        (4, "name: Enter a name, for example “Core switch”."),
        (4, "quantity: Enter a whole number from 1 to 1,000,000."),
    ]


def test_a_line_is_counted_as_it_stands_in_the_file_though_a_cell_before_it_has_several():
    text = 'kind,name,site\nserver,Mail,"Kiel,\nharbour"\n\nserver,Web\nswitch,Core\n'

    assert [line for line, _ in problems(text)] == [6]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "nothing in it"),
        ("\n\n", 1, "nothing in it"),
        ("kind,name\n", 1, "only headings"),
        ("kind,colour,name\nserver,red,Mail\n", 1, "“colour” is no column"),
        ("kind,name,type\nserver,Mail,server\n", 1, "“type” is no column, or stands there twice"),
        ("name,quantity\nMail,2\n", 1, "The column “kind” is missing"),
        ('kind,name\nserver,"Mail\n', 1, "cannot be read as a table"),
        ("kind,name\nserver,Mail,2\n", 2, "more columns than headings"),
        ("kind,name\nserver,Mail\nServer,MAIL\n", 3, "stands in line 2 already"),
        ("kind,name\nserver," + "x" * 121, 2, "at most 120"),
        ("kind,name\n" + "".join(f"server,S{n}\n" for n in range(MOST_LINES + 1)), MOST_LINES + 2, "in parts"),
    ],
)
def test_what_cannot_be_read_says_which_line_and_what_to_do(text, line, says):
    ((found, message),) = problems(text)

    assert found == line
    assert says in message


def test_no_more_than_ten_problems_are_told_at_once():
    text = "kind,name\n" + "x,y\n" * 50

    assert len(problems(text)) == 10
    assert read_table(text).beyond == 40


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_never_half_of_it(text):
    read = read_table(text)

    assert bool(read.entries) != bool(read.problems)
    assert all(isinstance(one, LineProblem) and one.line >= 1 for one in read.problems)


def test_what_is_without_a_heading_may_be_empty_and_stand_anywhere():
    text = "kind,,name,\nserver,,Mail,\nserver,old,Web,\n"

    assert problems(text) == [(3, "There are more columns than headings.")]


def test_a_date_may_be_written_with_dots():
    (entry,) = read_table("kind;name;eos\nserver;Mail;3.6.2027\n").entries

    assert entry.end_of_support == date(2027, 6, 3)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text):
    read = read_table('kind,name,eos\nserver,Mail,"' + text.replace('"', '""') + '"\n')

    assert bool(read.entries) != bool(read.problems)


def test_a_formula_stays_the_words_that_it_is():
    (entry,) = read_table('kind,name,owner\ndevice,"=HYPERLINK(""http://x"",""y"")",@everyone\n').entries

    assert (entry.name, entry.owner) == ('=HYPERLINK("http://x","y")', "@everyone")


def test_a_table_says_how_a_known_resource_is_now_adds_what_is_new_and_leaves_the_rest():
    known = [Resource("1", "Acme", SERVER), Resource("2", "Acme", ResourceEntry(ResourceKind.SITE, "Kiel"))]
    text = "kind,name,site,quantity,owner\nserver,MAIL,Kiel,3,Ana\nserver,Mail,Bonn,2,\nsite,Kiel,,1,\n"

    intake = taken_in(read_table(text), known)

    elsewhere = ResourceEntry(ResourceKind.SERVER, "Mail", 2, "Bonn")
    assert intake == Intake((elsewhere,), ((known[0], replace(SERVER, name="MAIL", quantity=3)),), 1)


def test_a_column_that_a_table_does_not_have_loses_nothing_that_is_known_and_an_empty_cell_does():
    known = [Resource("1", "Acme", SERVER)]

    assert taken_in(read_table("kind,name,site\nserver,Mail,Kiel\n"), known) == Intake((), (), 1)
    ((_, after),) = taken_in(read_table("kind,name,site,owner\nserver,Mail,Kiel,\n"), known).changed
    assert after == replace(SERVER, owner="")
