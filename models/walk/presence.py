"""Who can act in a role at a moment in a case; where nobody can, from when on somebody is there again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.authority.attainment import able
from models.authority.expressions import Vote
from models.authority.facts import Case
from models.authority.force import day_words
from models.authority.holders import Holder, absences_of
from models.authority.interests import barred, bars_of
from models.authority.rules import Right
from models.authority.setting import Seat, Setting, quorate
from models.authority.words import role_words
from models.document import Document
from models.walk.clock import clock_of, moment_words

# As far ahead as it is looked for somebody who comes back.
_MOST_DAYS = 366


@dataclass(frozen=True)
class Presence:
    """From when on somebody acts in a role, who, and what there is to say about it ("" where it is plain).

    `starts` is None where nobody ever does; `why` then says why.
    """

    starts: datetime | None
    holder: Holder | None = None
    why: str = ""

    @property
    def person(self) -> str | None:
        """The id of whoever acts, where the file says who that is."""
        return self.holder.person if self.holder else None


def presence(
    document: Document,
    case: Case,
    role: str,
    right: Right,
    moment: datetime,
    *,
    but: Collection[str] = (),
    vote: Vote | None = None,
) -> Presence:
    """Return who acts in a role from when on; a body that votes, from when on enough members are there.

    `but` are people who have acted before, and whom somebody else of the role is preferred to.
    """
    clock, name = clock_of(document, role), role_words(document, role)
    first: Presence | None = None
    for day in _days(document, moment.date()):
        opens = clock.next_open(max(moment, datetime.combine(day, time())))
        if opens is None:
            return Presence(None, why=f"{name} never works, by the calendar “{clock.calendar.name}”")
        found = _on(document, case, role, right, opens, but, vote)
        if found.starts is not None:
            if first is not None and first.why:
                return Presence(opens, found.holder, f"{first.why}; somebody is there again on {moment_words(opens)}")
            return found
        first = first or found
        if role in case.absent:
            break
    return first or Presence(None, why=f"nobody acts as {name}")


def _on(
    document: Document,
    case: Case,
    role: str,
    right: Right,
    moment: datetime,
    but: Collection[str],
    vote: Vote | None,
) -> Presence:
    """Return who acts on the day of a moment."""
    day = moment.date()
    at = Setting(document, case, day)
    seat = at.seat(role, right)
    if seat.people is None:
        return Presence(moment, why=_standing_in(document, seat, role))
    voting = quorate(document, vote) if vote is not None else None
    if isinstance(voting, Vote) and seat.people and not able(voting, at.people(right)):
        return Presence(None, why=f"too few members of {role_words(document, role)} are there for a vote")
    out = _barred(at) if right == "approve" else {}
    there = [holder for holder in seat.holders if holder.person not in out]
    if there:
        fresh = [holder for holder in there if holder.person not in but]
        holder = min(fresh or there, key=lambda each: bool(each.capacity))
        return Presence(moment, holder, _capacity(document, role, holder, day))
    barred_one = next((holder for holder in seat.holders), None)
    if barred_one is not None:
        return Presence(None, why=f"{barred_one.name} {out[barred_one.person]} and may not approve it")
    return Presence(None, why=_empty(document, role, seat, day))


def _barred(at: Setting) -> dict[str, str]:
    editions = {rule.edition for rule in at.document.rules.by("decision", at.case.decision)}
    return {p: why for e in editions for p, why in barred(at, bars_of(at.document.editions.get(e))).items()}


def _standing_in(document: Document, seat: Seat, role: str) -> str:
    if not seat.stand_ins:
        return ""
    return f"{role_words(document, role)} is away; {role_words(document, seat.stand_ins[0])} stands in by delegation"


def _capacity(document: Document, role: str, holder: Holder, day: date) -> str:
    """Return why somebody else than the holder proper acts: "Ann is away until 12 May 2026; Bo stands in"."""
    if not holder.capacity:
        return ""
    away = _away(document, role, day)
    if holder.capacity.startswith("by delegation"):
        return f"{away}; {holder.name} acts {holder.capacity}" if away else f"{holder.name} acts {holder.capacity}"
    if holder.capacity == "acting":
        return f"{holder.name} is acting holder"
    return f"{away or holder.capacity.removeprefix('for ')}; {holder.name} stands in"


def _empty(document: Document, role: str, seat: Seat, day: date) -> str:
    name = role_words(document, role)
    return seat.empty or _away(document, role, day) or f"nobody holds {name} on {day_words(day)}"


def _away(document: Document, role: str, day: date) -> str:
    """Return which holder of a role is away and until when, or nothing where none is."""
    for holding in document.holdings.by("role", role):
        for absence in absences_of(document, holding.person, day):
            name = document.people[holding.person].name
            return f"{role_words(document, role)} ({name}) is away until {day_words(absence.ends)}"
    return ""


def _days(document: Document, first: date) -> Iterator[date]:
    """Yield a day and those after it on which who is there may be another: somebody is back, or begins."""
    yield first
    last = first + timedelta(days=_MOST_DAYS)
    changing = {absence.ends + timedelta(days=1) for absence in document.absences if absence.ends < date.max}
    changing |= {row.starts for row in (*document.holdings, *document.delegations) if row.starts is not None}
    yield from sorted(day for day in changing if first < day <= last)
