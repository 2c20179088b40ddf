"""A file is drawn and handed over once, however often Slack goes wrong on the way."""

import io

import pytest
from pypdf import PdfReader

from delivery.calling import Pauses
from domain.customer_plan import PlanSheet
from domain.effects import Delivered, NotDelivered
from domain.handouts import PlanFile
from domain.notices import ToPerson
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
