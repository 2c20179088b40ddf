import json

from bot.composition import Steward
from bot.web import front_of
from domain.actors import Actor
from domain.identity import UserId
from domain.people import Person
from sandbox import Driver
from storage.migrating import migrate
from tests.bot.signed import COMMAND, ask, ask_as_slack
from use_cases.directory import InstallWorkspace, KeepPeople, install_workspace, keep_people

CLOCK = Actor.clock("T0SANDBOX")


def settle(steward: Steward) -> None:
    """As after the first start: the workspace and one person are known."""
    steward.run(install_workspace, InstallWorkspace(CLOCK, "Sandbox", UserId("U0APP"), "UTC"))
    steward.run(keep_people, KeepPeople(CLOCK, (Person(UserId("U0ANA"), "Ana Alves"),)))


def test_a_signed_request_is_answered_without_asking_slack(make_steward):
    steward = make_steward()  # nothing listens at its Web API address
    settle(steward)

    answered = ask_as_slack(front_of(steward), COMMAND)

    assert answered.status == 200
    assert "nonsense" in json.loads(answered.body)["text"]
    assert steward.account.known is None


def test_a_request_that_others_signed_is_not_believed(make_steward):
    steward = make_steward()
    settle(steward)

    answered = ask_as_slack(front_of(steward), COMMAND, secret="others")

    assert answered.status == 401


def test_an_oversized_request_is_not_even_read(make_steward):
    front = front_of(make_steward())

    answers = [
        ask(front, "/slack/events", "POST", CONTENT_LENGTH="2000000"),
        ask(front, "/slack/events", "POST", CONTENT_LENGTH="many"),
        ask(front, "/slack/events", "POST", HTTP_TRANSFER_ENCODING="chunked"),
    ]

    assert [answer.status for answer in answers] == [413, 413, 413]


def test_a_client_id_in_the_environment_does_not_turn_on_oauth(make_steward, monkeypatch):
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    steward = make_steward()
    settle(steward)

    answered = ask_as_slack(front_of(steward), COMMAND)

    assert steward.app.oauth_flow is None
    assert answered.status == 200


def test_a_healthy_process_says_so(make_steward):
    front = front_of(make_steward())

    answers = [ask(front, "/healthz"), ask(front, "/readyz"), ask(front, "/readyz", "HEAD")]

    assert [(answer.status, answer.body) for answer in answers] == [(200, "ok"), (200, "ready"), (200, "ready")]


def test_a_database_that_is_behind_is_not_ready_but_alive(make_steward, tmp_path):
    steward = make_steward(database_url=f"sqlite:///{tmp_path / 'steward.db'}")
    with steward.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    front = front_of(steward)

    answers = [ask(front, "/healthz"), ask(front, "/readyz")]

    assert [answer.status for answer in answers] == [200, 503]
    assert answers[1].body == "not ready: the database is not at this version's revision: run `steward migrate`"


def test_a_database_out_of_reach_is_not_ready(make_steward):
    steward = make_steward()
    away = Steward(
        steward.settings.model_copy(
            update={"database_url": type(steward.settings.database_url)("postgresql+psycopg://a:b@127.0.0.1:9/c")}
        )
    )

    answered = ask(front_of(away), "/readyz")

    assert answered.status == 503
    assert "cannot be reached: start it" in answered.body


def test_a_token_that_slack_rejects_makes_nothing_ready_and_says_what_to_do(make_steward, box):
    driver = Driver(box.url)
    steward = make_steward(slack_api_url=box.api_url)
    front = front_of(steward)
    before = ask(front, "/readyz")
    driver.app("revoke")

    steward.ask_whose_token()
    answers = [ask(front, "/healthz"), ask(front, "/readyz")]

    assert before.status == 200
    assert [answer.status for answer in answers] == [200, 503]
    assert answers[1].body.startswith("not ready: Slack refuses SLACK_BOT_TOKEN (token_revoked): copy the Bot User")


def test_slack_out_of_reach_is_nobodys_mistake(make_steward):
    steward = make_steward()  # nothing listens at its Web API address
    front = front_of(steward)

    steward.ask_whose_token()

    assert ask(front, "/readyz").status == 200


def test_other_paths_are_nothing(make_steward):
    front = front_of(make_steward())

    answered = ask(front, "/")

    assert answered.status == 404


def test_migrating_again_changes_nothing(make_steward):
    steward = make_steward()

    migrate(steward.database)

    assert steward.is_migrated
