from datetime import UTC, datetime, timedelta

from freezegun import freeze_time

from bot.clocks import Clock, uptime

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_clock_runs_on_after_a_jump():
    real = [NOON]
    clock = Clock(lambda: real[0])
    clock.jump(NOON + timedelta(days=1))

    real[0] += timedelta(minutes=5)

    assert clock.now() == NOON + timedelta(days=1, minutes=5)


def test_the_clock_never_goes_back():
    clock = Clock(lambda: NOON)
    clock.jump(NOON + timedelta(days=2))

    clock.jump(NOON + timedelta(days=1))

    assert clock.now() == NOON + timedelta(days=2)


def test_both_clocks_tell_real_time_in_utc_until_one_of_them_jumps():
    clock = Clock()
    with freeze_time(NOON) as frozen:
        told = (clock.now(), uptime())
        frozen.tick(timedelta(hours=3))
        clock.jump(NOON + timedelta(days=1))

        jumped = (clock.now(), uptime())

    assert told == (NOON, NOON)
    assert jumped == (NOON + timedelta(days=1), NOON + timedelta(hours=3))
