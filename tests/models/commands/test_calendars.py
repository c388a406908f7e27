"""Edits of working calendars, and lists of days as people paste them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import EditRefused, apply
from models.commands.calendars import (
    DaysUnclear,
    add_calendar,
    add_holidays,
    read_days,
    remove_holiday,
    set_calendar,
    set_day,
)
from models.constraints import check
from models.document import Document

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WRITTEN = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d. %B %Y")


def begun() -> tuple[Document, str]:
    document = apply(Document(), add_calendar(Document(), "Office hours"))
    return document, next(iter(document.calendars)).id


@given(
    st.lists(
        st.tuples(days, st.sampled_from(WRITTEN), st.sampled_from(("", "\tHoliday", " – Founders’ day"))), min_size=1
    )
)
def test_days_are_read_however_people_write_them(listed: list[tuple[date, str, str]]) -> None:
    text = "\r\n".join(day.strftime(form) + tail for day, form, tail in listed)
    assert read_days(text) == tuple(sorted({day for day, _, _ in listed}))


@given(days, st.integers(0, 365))
def test_a_stretch_means_every_day_of_it(first: date, length: int) -> None:
    last = first + timedelta(length)
    assert read_days(f"{first} – {last}") == tuple(first + timedelta(at) for at in range(length + 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Christmas", "“Christmas” has no day in it"),
        ("2026-12-25\nChristmas", "Line 2, “Christmas”, has no day in it"),
        ("2026-02-30", "There is no day “2026-02-30”"),
        ("3 Foo 2026", "There is no day “3 Foo 2026”"),
        ("2026-12-31 – 2026-12-24", "is not a stretch of up to a year"),
        ("\n".join(f"{year}-01-01 – {year}-12-31" for year in range(2000, 2020)), "more than 5,000 days"),
    ],
)
def test_what_is_no_day_is_named(text: str, said: str) -> None:
    with pytest.raises(DaysUnclear, match=said):
        read_days(text)


@given(st.lists(st.lists(days, min_size=1, max_size=4), max_size=5), st.data())
def test_days_off_are_kept_once_and_in_order(pasted: list[list[date]], data: st.DataObject) -> None:
    document, calendar = begun()
    for block in pasted:
        changes = add_holidays(document, calendar, block)
        after = apply(document, changes)
        assert apply(after, changes.inverted()) == document
        document = after
    kept = document.calendars[calendar].holidays
    assert kept == tuple(sorted({day for block in pasted for day in block}))
    if kept:
        gone = data.draw(st.sampled_from(kept))
        document = apply(document, remove_holiday(document, calendar, gone))
        assert document.calendars[calendar].holidays == tuple(day for day in kept if day != gone)


def test_a_calendar_that_cannot_be_is_refused() -> None:
    document, calendar = begun()
    for changes, said in (
        (set_day(document, calendar, 0, 16), "would end after midnight"),
        (set_calendar(document, calendar, hours=(0,) * 7), "Nobody would ever work"),
        (set_calendar(document, calendar, hours=(8,) * 5), "a week has seven"),
        (add_calendar(document, "office HOURS"), "already a calendar called"),
    ):
        with pytest.raises(EditRefused, match=said):
            check(apply(document, changes), changes)
    changes = set_day(document, calendar, 5, 4)
    assert changes.label == "Change the hours of Saturday in the calendar “Office hours”"
    assert apply(document, changes).calendars[calendar].hours == (8, 8, 8, 8, 8, 4, 0)
