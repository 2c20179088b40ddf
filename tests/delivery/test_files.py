"""A file is drawn and handed over once, however often Slack goes wrong on the way."""

import io
import json

import pytest
from pypdf import PdfReader

from delivery.calling import Pauses
from domain.customer_plan import PlanSheet
from domain.effects import Delivered, NotDelivered
from domain.exports import ExportFormat, Portion
from domain.handouts import ExportFile, PlanFile
from domain.notices import ToPerson
from domain.people import Person
from storage.people import Named
from tests.delivery.offices import ANA, BEN, effect_of
from tests.documents.sheets import sheet
from use_cases.deliveries import Prepared

FILE = PlanFile(ToPerson(ANA), "v2", "the plan for NET", BEN)
STEPS = ("files.getUploadURLExternal", "files.completeUploadExternal")
FAULTS = (
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "status", "status": 503, "after": True},
    {"kind": "garbage", "after": True},
    {"kind": "status", "status": 429, "retry_after": 1},
)


def prepared(facts: PlanSheet | None = None, **more) -> Prepared:
    return Prepared(effect_of(FILE, **more), ANA, "plan_file", Named(facts or sheet(), {}))


def handed(slack):
    """The messages with a file that Ana has got."""
    return [message for message in slack.driver.person("U0ANA").dm() if message["files"]]


def test_a_plan_is_handed_over_as_a_pdf_that_can_be_read(slack):
    outcome = slack.tell(prepared())

    (message,) = handed(slack)
    (file,) = message["files"]
    content = slack.driver.person("U0ANA").file(file["id"])
    assert outcome == Delivered()
    assert (file["name"], file["title"]) == ("NET-plan-version-2.pdf", "Plan for Network renewal, version 2")
    assert "Network renewal" in PdfReader(io.BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: " ".join(map(str, one.values())))
@pytest.mark.parametrize("step", STEPS)
def test_a_file_is_seen_once(slack, step, fault):
    slack.driver.fault(step, **fault)

    first = slack.tell(prepared(id="e1"))
    slack.pauses = Pauses()
    again = slack.tell(prepared(id="e1", uncertain=first.uncertain, attempts=2))

    assert isinstance(first, NotDelivered)
    assert first.retry_in is not None
    assert again == Delivered()
    assert len(handed(slack)) == 1


def test_another_order_of_the_same_file_is_another_message(slack):
    slack.tell(prepared(id="e1"))

    slack.tell(prepared(id="e2", uncertain=True))

    assert len(handed(slack)) == 2


@pytest.mark.parametrize("error", ["missing_scope", "file_uploads_disabled", "storage_limit_reached"])
def test_what_slack_forbids_for_good_is_not_tried_again(slack, error):
    slack.driver.fault("files.completeUploadExternal", kind="error", error=error)

    outcome = slack.tell(prepared())

    assert outcome == NotDelivered(error)


def with_ana(office):
    office.change(lambda tx: tx.people.keep(Person(ANA, "Ana Alves")))


def test_an_export_comes_as_several_files_in_one_message(office, slack):
    with_ana(office)
    office.add(ExportFile.of(Portion((ExportFormat.TABLES, ExportFormat.DOCUMENT), "NET"), ANA))

    office.worker().deliver_due()

    (message,) = handed(slack)
    content = slack.driver.person("U0ANA").file(message["files"][1]["id"])
    assert [one["name"].rpartition(".")[2] for one in message["files"]] == ["zip", "json"]
    assert [one["project"] for one in json.loads(content)["tables"]["projects"]] == ["NET"]
    assert "as of" in json.dumps(message["blocks"])
    assert office.states() == ["done"]


def test_an_export_of_what_nobody_sees_any_more_is_a_sentence_without_a_file(office, slack):
    with_ana(office)
    office.add(ExportFile.of(Portion((ExportFormat.TABLES,), "GONE"), ANA))

    office.worker().deliver_due()

    assert handed(slack) == []
    (message,) = slack.dm()
    assert message["text"] == "Your export of GONE has nothing in it"
    assert office.states() == ["done"]


def test_whoever_asked_for_an_export_that_slack_takes_no_files_of_is_told(office, slack):
    with_ana(office)
    slack.driver.fault("files.completeUploadExternal", kind="error", error="file_uploads_disabled")
    office.add(ExportFile.of(Portion((ExportFormat.TABLES,), "NET"), ANA))

    office.worker().deliver_due()

    assert [one["text"] for one in slack.dm()] == ["Your export of NET could not be sent"]
