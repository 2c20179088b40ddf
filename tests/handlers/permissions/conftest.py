"""The stage of each walk."""

import pytest

from tests.handlers.permissions.stage import Stage
from tests.handlers.permissions.worlds import Worlds
from tests.handlers.slack_side import SlackSide


@pytest.fixture(scope="module")
def stage(migrated_file, tmp_path_factory):
    yield from opened(Stage, migrated_file, tmp_path_factory)


@pytest.fixture(scope="module")
def worlds(migrated_file, tmp_path_factory):
    yield from opened(Worlds, migrated_file, tmp_path_factory)


def opened(kind, migrated_file, tmp_path_factory):
    made = kind(tmp_path_factory.mktemp("stage") / "steward.db", migrated_file, SlackSide())
    yield made
    made.close()
