"""Which pictures stand in Slack already, so that what looks the same is drawn once, and who likes which ground."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.effects import EffectState
from domain.handouts import PictureBook
from domain.pictures import Ground
from storage.statements import MINE, Gateway, upsert_of
from storage.tables.outbox import effects
from storage.tables.pictures import picture_files, picture_grounds

KEPT = timedelta(days=2)
"""So long a file is shown again: later the workspace may have removed it, as old files are where it says so."""
FILES = sa.select(picture_files.c.sign, picture_files.c.file_id).where(
    picture_files.c.workspace_id == MINE,
    picture_files.c.sign.in_(sa.bindparam("signs", expanding=True)),
    picture_files.c.drawn_at >= sa.bindparam("since"),
)
KEEP_FILE, KEEP_GROUND = upsert_of(picture_files), upsert_of(picture_grounds)
FORGET = sa.delete(picture_files).where(
    picture_files.c.workspace_id == MINE, picture_files.c.drawn_at < sa.bindparam("before")
)
GROUND = sa.select(picture_grounds.c.ground).where(
    picture_grounds.c.workspace_id == MINE, picture_grounds.c.person_id == sa.bindparam("person")
)


COMING = sa.select(effects.c.id).where(
    effects.c.workspace_id == MINE,
    effects.c.lane == sa.bindparam("this_lane"),
    effects.c.state.in_([EffectState.WAITING.value, EffectState.CLAIMED.value]),
)


class Pictures(Gateway):
    """Reads and keeps the drawn pictures of one workspace."""

    def files(self, signs: Iterable[str], now: datetime) -> dict[str, str]:
        """The file of each of these pictures that was drawn in the last days, by its sign."""
        wanted = list(signs)
        found = self.run(FILES, signs=wanted, since=now - KEPT) if wanted else ()
        return {row.sign: row.file_id for row in found}

    def keep(self, drawn: Iterable[tuple[str, str]], now: datetime) -> None:
        """Remember which pictures are drawn, each by its sign and its file, and forget those of days gone by."""
        self.run(FORGET, before=now - KEPT)
        for sign, file_id in drawn:
            self.upsert(KEEP_FILE, sign=sign, file_id=file_id, drawn_at=now)

    def are_coming(self, book: PictureBook) -> bool:
        """Whether pictures are on their way already to whoever would be shown these."""
        return self.run(COMING, this_lane=f"side:{book.queue}").first() is not None

    def ground_of(self, person: str) -> Ground:
        """On which ground somebody likes pictures: a light one until they say otherwise."""
        found = self.run(GROUND, person=person).scalar_one_or_none()
        return Ground(found) if found else Ground.LIGHT

    def keep_ground(self, person: str, ground: Ground) -> None:
        """Remember on which ground somebody likes pictures."""
        self.upsert(KEEP_GROUND, person_id=person, ground=ground.value)
