import pytest
from typer.testing import CliRunner

from bot.commands import app
from bot.composition import Steward
from bot.doctor import CHECKS, clocks_agree, examine, found
from bot.live_checks import LIVE
from bot.manifest import SCOPES
from bot.settings import RunSettings, SettingsRefused, read_settings
from domain.actors import Actor
from domain.identity import ChannelId
from sandbox import Driver, Sandbox
from storage.migrating import migrate
from tests.delivery.offices import project
from use_cases.directory import FindWorkspace


@pytest.fixture
def migrated(environment) -> Steward:
    steward = Steward(read_settings(RunSettings))
    migrate(steward.database)
    steward.close()
    return steward


def ailing() -> dict[str, str]:
    return {finding.check: finding.words for finding in examine() if not finding.is_well}


def test_a_sound_installation_has_nothing_to_complain_of(migrated):
    findings = list(examine())

    assert [finding.words for finding in findings if not finding.is_well] == []
    assert [finding.check for finding in findings] == ["settings", *CHECKS]


def test_wrong_settings_end_the_examination(environment, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "nonsense")

    findings = list(examine())

    assert [finding.check for finding in findings] == ["settings"]
    assert "SLACK_BOT_TOKEN does not begin with xoxb-" in findings[0].words


def test_wrong_settings_are_the_same_list_as_when_steward_runs(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "nonsense")
    with pytest.raises(SettingsRefused) as refused:
        read_settings(RunSettings)

    findings = list(examine())

    assert [finding.words for finding in findings] == refused.value.problems
    assert len(findings) == 3


def test_over_http_no_app_level_token_is_needed(migrated, monkeypatch):
    monkeypatch.delenv("SLACK_APP_TOKEN")

    findings = {finding.check: finding for finding in examine()}

    assert findings["settings"].words == "for HTTP"
    assert findings["app-level token"].is_well


def test_a_database_that_is_behind_is_told_to_migrate(environment):
    complaints = ailing()

    assert "run `steward migrate`" in complaints["database"]


def test_a_refused_token_is_told_to_be_copied_again(migrated, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-others")

    complaints = ailing()

    assert complaints == {
        "bot token": "Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy the Bot User OAuth Token (xoxb-…) from "
        "OAuth & Permissions, or install the app again"
    } | dict.fromkeys(("scopes", "clock", "projects' channels"), "not checked: it needs bot token")


def test_a_refused_app_level_token_is_called_by_its_own_name(migrated, monkeypatch):
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-others")

    complaints = ailing()

    assert list(complaints) == ["app-level token"]
    assert complaints["app-level token"].startswith("Slack refuses SLACK_APP_TOKEN (invalid_auth): copy it (xapp-…)")


def test_slack_out_of_reach_is_told_as_that(migrated, monkeypatch):
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")

    complaints = ailing()

    assert complaints.pop("Slack") == (
        "Slack cannot be reached (URLError): check the network, the proxy and SLACK_API_URL"
    )
    assert all(words.startswith("not checked: it needs Slack") for words in complaints.values())
    assert len(complaints) == 5


def test_what_was_not_checked_is_no_second_failure(migrated, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-others")

    result = CliRunner().invoke(app, ["doctor"])

    assert result.exit_code == 1
    assert result.output.count("FAIL") == 1
    assert "-     scopes: not checked" in result.output


def test_a_missing_scope_is_named_with_what_it_is_for(migrated, monkeypatch):
    monkeypatch.setitem(SCOPES, "links:read", "previews")

    complaints = ailing()

    assert complaints["scopes"].startswith("not granted: links:read (previews). Put `steward manifest`")


def test_a_wrong_clock_is_noticed(migrated, monkeypatch):
    monkeypatch.setattr("bot.doctor._header", lambda steward, name: "Wed, 21 Oct 2015 07:28:00 GMT")

    finding = found("clock", migrated, clocks_agree)

    assert not finding.is_well
    assert "switch on time synchronisation" in finding.words


def test_the_command_fails_when_something_is_wrong(environment):
    result = CliRunner().invoke(app, ["doctor"])

    assert result.exit_code == 1
    assert "FAIL  database" in result.output


def test_live_checks_try_what_is_believed_in_one_channel(migrated, box: Sandbox):
    driver = Driver(box.url)
    channel = driver.channel("create", name="try", members=["U0ANA", "U0APP"], **{"as": "U0ANA"})

    result = CliRunner().invoke(app, ["doctor", "--live", "--channel", channel])

    assert result.exit_code == 0, result.output
    assert result.output.count("ok    live: ") == len(LIVE)
    assert len(driver.person("ana").messages(channel)) == 1


def test_live_checks_need_to_be_told_where(migrated):
    result = CliRunner().invoke(app, ["doctor", "--live"])

    assert result.exit_code == 2


def test_a_live_check_that_cannot_begin_ends_the_others(migrated, box: Sandbox):
    driver = Driver(box.url)
    channel = driver.channel("create", name="elsewhere", members=["U0ANA"], **{"as": "U0ANA"})

    result = CliRunner().invoke(app, ["doctor", "--live", "--channel", channel])

    assert result.exit_code == 1
    assert result.output.count("live:") == 1
    assert "not_in_channel" in result.output


@pytest.mark.parametrize(
    ("op", "complaint"),
    [
        ("archive", "#net-project is archived: unarchive it"),
        ("kick", "Steward is not in #net-project: invite it there (/invite @Steward)"),
        ("delete", "#net-project is gone or hidden: invite Steward there (/invite @Steward)"),
    ],
)
def test_a_project_whose_channel_is_lost_is_named(migrated, box: Sandbox, op, complaint):
    driver = Driver(box.url)
    channel = driver.channel("create", name="net-project", members=["U0ANA", "U0APP"], **{"as": "U0ANA"})
    steward = Steward(read_settings(RunSettings))
    lost = project(channel=ChannelId(channel))
    steward.run(lambda order, tx, now: tx.projects.add(lost), FindWorkspace(Actor.clock("T0SANDBOX")))
    steward.close()
    driver.channel(op, channel, **{"user": "U0APP", "as": "U0ANA"} if op == "kick" else {})

    complaints = ailing()

    assert complaints == {"projects' channels": complaint}


def test_a_project_whose_channel_is_in_order_is_counted(migrated, box: Sandbox):
    driver = Driver(box.url)
    channel = driver.channel("create", name="net-project", members=["U0ANA", "U0APP"], **{"as": "U0ANA"})
    steward = Steward(read_settings(RunSettings))
    well = project(channel=ChannelId(channel))
    steward.run(lambda order, tx, now: tx.projects.add(well), FindWorkspace(Actor.clock("T0SANDBOX")))
    steward.close()

    findings = {finding.check: finding for finding in examine()}

    assert findings["projects' channels"].words == "1 of 1 in order"
