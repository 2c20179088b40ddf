import pytest
from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.account import Account, Installation, NotInstalled
from bot.authorize import RememberedInstallation
from bot.clients import Clients
from domain.identity import UserId

HERE = Installation("T1", "Ours", UserId("UBOT"), "BBOT")


class CountingAccount(Account):
    """Knows its answer, and counts how often Slack would have been asked."""

    def __init__(self, answer: Installation | Exception) -> None:
        super().__init__("xoxb-1", Clients("http://127.0.0.1:9/api/"))
        self.answer, self.asked = answer, 0

    def _ask(self) -> Installation:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Rows:
    """The database's rows, counting how often they are read."""

    def __init__(self, *rows: Installation) -> None:
        self.rows, self.read = {row.workspace: row for row in rows}, 0

    def __call__(self, workspace: str) -> Installation | None:
        self.read += 1
        return self.rows.get(workspace)


def ask(authorize: RememberedInstallation, team: str | None, context: BoltContext | None = None):
    context = context if context is not None else BoltContext()
    return authorize(context=context, enterprise_id=None, team_id=team, user_id="U1")


def test_what_the_database_remembers_is_read_once_and_slack_is_not_asked():
    account, rows = CountingAccount(TimeoutError()), Rows(HERE)
    authorize = RememberedInstallation(account, rows, WebClient)

    answers = [ask(authorize, "T1") for _ in range(3)]

    assert [answer.bot_user_id for answer in answers] == ["UBOT"] * 3
    assert [answer.bot_token for answer in answers] == ["xoxb-1"] * 3
    assert (account.asked, rows.read) == (0, 1)


def test_slack_is_asked_once_when_nothing_is_remembered():
    account, rows = CountingAccount(HERE), Rows()
    authorize = RememberedInstallation(account, rows, WebClient)

    answers = [ask(authorize, "T1") for _ in range(3)]

    assert [answer.bot_id for answer in answers] == ["BBOT"] * 3
    assert (account.asked, rows.read) == (1, 1)


def test_another_workspace_is_not_answered_for():
    account = CountingAccount(HERE)
    authorize = RememberedInstallation(account, Rows(), WebClient)
    ask(authorize, "T1")

    answers = [ask(authorize, "T2"), ask(authorize, None)]

    assert answers == [None, None]
    assert account.asked == 1


def test_a_row_of_the_workspace_before_does_not_lend_it_the_new_token():
    account, rows = CountingAccount(HERE), Rows(Installation("T2", "Before", UserId("UOLD"), None))
    account.installation()
    authorize = RememberedInstallation(account, rows, WebClient)

    answer = ask(authorize, "T2")

    assert answer is None
    with pytest.raises(NotInstalled, match="belongs to T1, not to T2"):
        account.token_for("T2")


def test_slack_out_of_reach_is_no_installation_for_now():
    account = CountingAccount(ConnectionRefusedError())
    authorize = RememberedInstallation(account, Rows(), WebClient)
    first = ask(authorize, "T1")
    account.answer = HERE

    second = ask(authorize, "T1")

    assert first is None
    assert second.bot_user_id == "UBOT"


def test_each_request_has_a_client_of_its_own_that_shares_connections():
    made = []
    clients = Clients("http://127.0.0.1:9/api/")
    authorize = RememberedInstallation(
        CountingAccount(HERE), Rows(HERE), lambda t: made.append(t) or clients.answering(t)
    )
    first, second = BoltContext(), BoltContext()

    ask(authorize, "T1", first)
    ask(authorize, "T1", second)
    first["client"].timeout = 0.5

    assert second["client"].timeout == 2.0
    assert first["client"]._connections is second["client"]._connections
    assert made == ["xoxb-1"]
