import pytest

from bot.settings import SLACK, RunSettings, Settings, SettingsRefused, WebSettings, WorkerSettings, read_settings


def refusal_of(kind) -> list[str]:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(kind)
    return refused.value.problems


def test_everything_wrong_is_said_at_once_with_what_to_do(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-mixed-up")
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere")
    monkeypatch.setenv("STEWARD_COMMAND", "project")
    monkeypatch.setenv("STEWARD_LOG_LEVEL", "loud")
    monkeypatch.setenv("SLACK_API_URL", "slack.example.com")

    problems = refusal_of(RunSettings)

    assert sorted(problem.split()[0] for problem in problems) == [
        "DATABASE_URL",
        "SLACK_API_URL",
        "SLACK_APP_TOKEN",
        "SLACK_BOT_TOKEN",
        "STEWARD_COMMAND",
        "STEWARD_LOG_LEVEL",
    ]
    assert "SLACK_APP_TOKEN is missing: copy it (xapp-…) from Basic Information" in "\n".join(problems)


def test_no_secret_is_printed(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-very-secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "very secret")
    monkeypatch.setenv("DATABASE_URL", "oracle://me:very-secret@host/db")

    problems = refusal_of(WebSettings)

    assert len(problems) == 3
    assert "very" not in "".join(problems)


def test_settings_do_not_show_secrets_when_printed(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:very-secret@host/db")

    settings = read_settings(WorkerSettings)

    assert "very-secret" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        (RunSettings, {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}),
        (WebSettings, {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}),
        (WorkerSettings, {"SLACK_BOT_TOKEN"}),
    ],
)
def test_each_process_asks_for_what_it_needs(kind, needed):
    problems = refusal_of(kind)

    assert {problem.split()[0] for problem in problems} == needed


def test_migrating_needs_no_token_and_minds_no_wrong_one(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-…")

    settings = read_settings(Settings)

    assert settings.database_url.get_secret_value() == "sqlite:///steward.db"


def test_the_placeholders_of_the_example_are_no_tokens(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-…")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-…")

    problems = refusal_of(RunSettings)

    assert len(problems) == 2
    assert all("is not such a token" in problem for problem in problems)


def test_a_token_of_another_kind_is_told_by_its_beginning(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-1-A2-3-f")

    problems = refusal_of(WorkerSettings)

    assert problems == [
        "SLACK_BOT_TOKEN does not begin with xoxb-: copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions"
    ]


def test_a_rotating_token_is_refused_with_the_reason(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxe.xoxb-1-abc")

    problems = refusal_of(WorkerSettings)

    assert problems == ["SLACK_BOT_TOKEN is a rotating token: install from an app without token rotation"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_settings_come_from_a_file_too(tmp_path, encoding):
    lines = "SLACK_BOT_TOKEN=xoxb-1-2-abc\nSTEWARD_COMMAND=/it\nSLACK_API_URL=\n"
    (tmp_path / ".env").write_text(lines, encoding=encoding)

    settings = read_settings(WorkerSettings)

    assert settings.slack_bot_token.get_secret_value() == "xoxb-1-2-abc"
    assert settings.steward_command == "/it"
    assert settings.slack_api_url == SLACK


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path):
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1-2-abc\n", encoding="utf-16")

    problems = refusal_of(WorkerSettings)

    assert problems == [".env is not text in UTF-8: save it again in that encoding"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_is_understood(monkeypatch, scheme):
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://me:pw@127.0.0.1:5432/steward")

    settings = read_settings(Settings)

    assert settings.database_url.get_secret_value() == "postgresql+psycopg://me:pw@127.0.0.1:5432/steward"
    assert not settings.is_sqlite


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "sqlite:///no/such/folder/a.db", "postgresql://host:port/db", "a file"]
)
def test_an_address_that_is_no_database_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    problems = refusal_of(Settings)

    assert len(problems) == 1
    assert problems[0].startswith("DATABASE_URL ")


@pytest.mark.parametrize(
    "address",
    ["postgresql://me:very-secret@host/db?sslmode=require&colour=red", "sqlite:///steward.db?colour=red"],
)
def test_an_option_that_no_database_knows_is_named_and_no_secret_with_it(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)

    problems = refusal_of(Settings)

    assert problems == ["DATABASE_URL has options that this database does not know: leave out colour"]


def test_the_options_that_postgresql_knows_are_taken(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:p%3Fw=1@host/db?sslmode=require&application_name=steward")

    settings = read_settings(Settings)

    assert settings.database_url.get_secret_value().endswith("?sslmode=require&application_name=steward")
