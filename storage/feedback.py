"""What people said of completed projects, who was asked, and what is kept of it for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from domain.feedback import Feedback, FeedbackAnswer, FeedbackFigures, FeedbackRequest, no_such_feedback
from domain.identity import UserId
from storage.statements import MINE, Gateway, as_new, columns_to_change, insert_of, upsert_of
from storage.tables.feedback import feedback, feedback_answers, feedback_requests

FEEDBACK: sa.BindParameter[str] = sa.bindparam("feedback")
PERSON: sa.BindParameter[str] = sa.bindparam("person")
OURS = sa.select(feedback).where(feedback.c.workspace_id == MINE)
BY_ID = OURS.where(feedback.c.id == FEEDBACK)
BY_ID_LOCKED = BY_ID.with_for_update()
OF_PROJECT = OURS.where(feedback.c.project_id == sa.bindparam("project")).order_by(feedback.c.number.desc())
CHANGE = (
    sa.update(feedback)
    .where(feedback.c.workspace_id == MINE, feedback.c.id == FEEDBACK)
    .values(**columns_to_change(feedback))
)
REQUESTS = (
    sa.select(feedback_requests)
    .where(feedback_requests.c.workspace_id == MINE, feedback_requests.c.feedback_id == FEEDBACK)
    .order_by(feedback_requests.c.person_id)
)
REQUEST = REQUESTS.where(feedback_requests.c.person_id == PERSON)
KEEP_REQUEST = upsert_of(feedback_requests)
ANSWERS = (
    sa.select(feedback_answers)
    .where(feedback_answers.c.workspace_id == MINE, feedback_answers.c.feedback_id == FEEDBACK)
    .order_by(feedback_answers.c.person_id)
)
ANSWER = ANSWERS.where(feedback_answers.c.person_id == PERSON)
KEEP_ANSWER = upsert_of(feedback_answers)
ERASE = sa.delete(feedback_answers).where(
    feedback_answers.c.workspace_id == MINE,
    feedback_answers.c.feedback_id == FEEDBACK,
    feedback_answers.c.person_id == PERSON,
)
COUNTED = ("asked", "answered", "result_sum", "together_sum")


class FeedbackKept(Gateway):
    """Reads and keeps what people said of one workspace's completed projects."""

    def of_project(self, project: str) -> list[Feedback]:
        """Every time that people were asked about a project, the last one first."""
        return [feedback_from(row) for row in self.run(OF_PROJECT, project=project)]

    def get(self, one: str) -> Feedback:
        """The asking with this id; refuses an id of nowhere or of another workspace."""
        return self._one(BY_ID, one)

    def for_change(self, one: str) -> Feedback:
        """The same, held against everybody else until the transaction ends."""
        return self._one(BY_ID_LOCKED, one)

    def add(self, one: Feedback) -> None:
        """Save a new asking."""
        self.connection.execute(insert_of(feedback), {"workspace_id": self.workspace, "id": one.id, **_columns(one)})

    def change(self, one: Feedback) -> None:
        """Save an asking as it is now."""
        self.run(CHANGE, feedback=one.id, **as_new(_columns(one)))

    def requests(self, one: str) -> list[FeedbackRequest]:
        """Everybody who was asked."""
        return [_request(row) for row in self.run(REQUESTS, feedback=one)]

    def request(self, one: str, person: str) -> FeedbackRequest | None:
        """What a person was asked; None where they were not."""
        row = self.run(REQUEST, feedback=one, person=person).one_or_none()
        return _request(row) if row else None

    def keep_requests(self, every: Iterable[FeedbackRequest]) -> None:
        """Save who is asked, and when each is reminded."""
        self.upsert_all(KEEP_REQUEST, (_request_columns(one) for one in every))

    def answers(self, one: str) -> list[tuple[UserId, FeedbackAnswer]]:
        """What everybody said, each with who it was."""
        return [(UserId(row.person_id), _answer(row)) for row in self.run(ANSWERS, feedback=one)]

    def answer_of(self, one: str, person: str) -> FeedbackAnswer | None:
        """What a person said; None where they have not answered."""
        row = self.run(ANSWER, feedback=one, person=person).one_or_none()
        return _answer(row) if row else None

    def keep_answer(self, one: str, person: UserId, said: FeedbackAnswer) -> None:
        """Save what a person says, in place of what they said before."""
        self.upsert(KEEP_ANSWER, feedback_id=one, person_id=person, **vars(said))

    def erase_answer(self, one: str, person: UserId) -> None:
        """Take what a person said out of the database."""
        self.run(ERASE, feedback=one, person=person)

    def _one(self, statement: Any, one: str) -> Feedback:
        row = self.run(statement, feedback=one).one_or_none()
        if row is None:
            raise no_such_feedback()
        return feedback_from(row)


def feedback_from(row: Any) -> Feedback:
    """The asking in a row of OURS."""
    counted = FeedbackFigures(*(getattr(row, name) for name in COUNTED)) if row.ended_at else None
    moments = (row.opened_at, row.closes_at, row.next_at, row.ended_at)
    return Feedback(row.id, row.project_id, row.number, *moments, counted)


def _columns(one: Feedback) -> dict[str, Any]:
    plain = {name: held for name, held in vars(one).items() if name not in ("id", "figures")}
    return {**plain, **{name: getattr(one.figures, name, None) for name in COUNTED}, "unnamed": None}


def _request(row: Any) -> FeedbackRequest:
    return FeedbackRequest(row.feedback_id, UserId(row.person_id), row.of_customer, row.remind_at, row.was_reminded)


def _request_columns(one: FeedbackRequest) -> dict[str, Any]:
    plain = {name: held for name, held in vars(one).items() if name != "person"}
    return {**plain, "person_id": one.person}


def _answer(row: Any) -> FeedbackAnswer:
    return FeedbackAnswer(row.result, row.together, row.went_well, row.otherwise, row.is_named)
