"""Fixes of reviews that are late, of records without a successor, and of pools that are booked twice."""

from collections.abc import Iterator

from models.authority.force import day_words, days_after
from models.changes import name_of
from models.fixes.base import Fix, Matter, Offer
from models.strategy import Theme

_TERMS = (90, 365, 30)


def _reviewed_later(matter: Matter) -> Iterator[Fix]:
    for place in matter.finding.places:
        if place.table == "theme":
            yield from _theme_closed(matter, matter.document.themes[place.row])
            continue
        row = matter.document.table(place.table)[place.row]
        if place.table == "theme":
            for status in ("kept", "dropped"):
                yield matter.setting(f"Say that the theme “{row.name}” was {status}", row, status=status)
            continue
        name = matter.document.teams[row.team].name if place.table == "charter" else name_of(row)
        for days in _TERMS:
            due = days_after(matter.on, days)
            yield matter.setting(f"Review the {row.what()} “{name}” by {day_words(due)}", row, review_on=due)


def _theme_closed(matter: Matter, theme: Theme) -> Iterator[Fix]:
    """Yield what can have become of a theme whose quarter is over."""
    for status, words in (("kept", "was kept"), ("carried", "was carried over"), ("dropped", "was dropped")):
        yield matter.setting(f"Say that the theme “{theme.name}” {words}", theme, status=status)


def _withdrawn(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("record"):
        record = matter.document.records[name]
        for status in ("withdrawn", "accepted"):
            label = f"Mark the decision record “{record.name}” as {status} instead of superseded"
            yield matter.setting(label, record, status=status)


def _declined(matter: Matter) -> Iterator[Fix]:
    for name in matter.named("booking"):
        booking = matter.document.bookings[name]
        team = matter.document.teams[booking.team].name
        yield matter.setting(
            f"Decline the booking of “{team}” from {day_words(booking.starts)} to {day_words(booking.ends)}",
            booking,
            status="declined",
        )


OFFERS: dict[str, Offer] = {"F77": _reviewed_later, "F79": _withdrawn, "F81": _declined}
