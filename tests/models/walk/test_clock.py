"""Working time: counted minute by minute it comes to the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.escalation import WorkCalendar
from models.walk.clock import STANDARD, Clock, moment_words

FRIDAY = datetime(2026, 5, 8, 16, 30)
QUARTER = timedelta(minutes=15)


def test_a_week_end_is_no_working_time() -> None:
    assert STANDARD.after(FRIDAY, 1) == datetime(2026, 5, 11, 9, 30)
    assert STANDARD.between(FRIDAY, datetime(2026, 5, 11, 9, 30)) == 1
    assert STANDARD.next_open(datetime(2026, 5, 9, 12, 0)) == datetime(2026, 5, 11, 9, 0)
    assert moment_words(FRIDAY) == "Fri 8 May 2026, 16:30"


def test_a_holiday_and_a_shift_over_midnight_count_as_they_are() -> None:
    clock = Clock(WorkCalendar(id="c", name="Nights", hours=(8,) * 7, opens_at=20, holidays=(date(2026, 5, 9),)))
    assert clock.next_open(datetime(2026, 5, 9, 2, 0)) == datetime(2026, 5, 9, 2, 0)
    assert clock.next_open(datetime(2026, 5, 9, 5, 0)) == datetime(2026, 5, 10, 20, 0)


@pytest.mark.parametrize("hours", [(0,) * 7, ()])
def test_who_never_works_never_will(hours: tuple[float, ...]) -> None:
    clock = Clock(WorkCalendar(id="c", name="Never", hours=hours))
    assert clock.next_open(FRIDAY) is None
    assert clock.after(FRIDAY, 1) is None
    assert clock.between(FRIDAY, FRIDAY + timedelta(days=30)) == 0


def is_open(calendar: WorkCalendar, moment: datetime) -> bool:
    """An own reading of a calendar: whether the quarter of an hour that begins then is worked."""
    for back in (0, 1):
        day = moment.date() - timedelta(days=back)
        since = (moment - datetime.combine(day, datetime.min.time())) / timedelta(hours=1)
        length = calendar.hours[day.weekday()]
        if day not in calendar.holidays and calendar.opens_at <= since < calendar.opens_at + length:
            return True
    return False


CALENDARS = st.builds(
    lambda hours, opens, off: WorkCalendar(
        id="c",
        name="C",
        hours=tuple(h / 4 for h in hours),
        opens_at=opens / 4,
        holidays=tuple(date(2026, 5, 4) + timedelta(days=d) for d in off),
    ),
    st.lists(st.integers(0, 60), min_size=7, max_size=7).filter(any),
    st.integers(0, 36),
    st.sets(st.integers(0, 12)),
)


@settings(max_examples=40, deadline=None)
@given(CALENDARS, st.integers(0, 900), st.integers(1, 120))
def test_counted_in_quarters_of_an_hour_it_comes_to_the_same(calendar: WorkCalendar, first: int, quarters: int) -> None:
    clock, start = Clock(calendar), datetime(2026, 5, 4) + first * QUARTER
    worked, moment = 0, start
    while worked < quarters:
        worked += is_open(calendar, moment)
        moment += QUARTER
    end = clock.after(start, quarters / 4)
    assert end == moment
    assert clock.between(start, moment) == pytest.approx(quarters / 4)
