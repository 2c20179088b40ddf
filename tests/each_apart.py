"""How xdist spreads tests that take minutes; only its hook imports this, as tests run without xdist too."""

from xdist.scheduler import LoadScopeScheduling

from tests.spreading import stays_with


class EachApart(LoadScopeScheduling):
    """Each test goes to any worker, for proofs that take minutes; but a long story is played in one worker only."""

    def _split_scope(self, nodeid: str) -> str:
        return stays_with(nodeid)
