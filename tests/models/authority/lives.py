"""Random people: who holds what from when to when, who is away, and what is delegated to whom within which limits."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from models.authority.grants import Delegation
from models.document import Document
from models.entity import Entity
from models.teams import Absence, Holding, Person
from tests.models.authority.schemes_at_random import document_of, edges, tops
from tests.models.authority.small import ON, band

ANN, BOB, EVE = (Person(id=name.lower(), name=name) for name in ("Ann", "Bob", "Eve"))
PEOPLE = ("ann", "bob", "eve")
ROLES = ("lead", "head", "cfo")
spans = st.tuples(st.one_of(st.none(), st.integers(-5, 20)), st.one_of(st.none(), st.integers(0, 25)))
sizes = st.builds(lambda lower, upper: band(lower, upper, "size"), edges, tops)


def day(after: int | None) -> date | None:
    return None if after is None else ON + timedelta(after)


@st.composite
def lives(draw: st.DrawFn) -> list[Entity]:
    """Random holders, absences and delegations with limits, some of which are passed on."""
    found: list[Entity] = [ANN, BOB, EVE]
    for at in range(draw(st.integers(0, 4))):
        starts, ends = draw(spans)
        role, person = draw(st.sampled_from(ROLES)), draw(st.sampled_from(PEOPLE))
        found.append(Holding(id=f"h{at}", role=role, person=person, starts=day(starts), ends=day(ends)))
    for at in range(draw(st.integers(0, 2))):
        first = draw(st.integers(-3, 15))
        last = first + draw(st.integers(0, 6))
        person, other = draw(st.permutations(PEOPLE))[:2]
        substitute = draw(st.sampled_from([None, other]))
        from_day, until = ON + timedelta(first), ON + timedelta(last)
        found.append(Absence(id=f"a{at}", person=person, starts=from_day, ends=until, substitute=substitute))
    grants = draw(st.integers(0, 2))
    passed_on = draw(st.booleans())
    taker = ""
    for at in range(grants):
        starts, ends = draw(spans)
        giver, other = draw(st.permutations(ROLES))[:2]
        child = at == 1 and passed_on
        giver, taker = (taker, giver if giver != taker else other) if child else (giver, other)
        found.append(
            Delegation(
                id=f"d{at}",
                from_role=giver,
                to_role=taker,
                limits=(draw(sizes),) if draw(st.booleans()) else (),
                starts=day(starts),
                ends=day(ends),
                places=draw(st.sampled_from([(), ("germany",), ("europe",)])),
                only_when_absent=draw(st.booleans()),
                revoked_on=draw(st.sampled_from([None, None, day(3)])),
                may_sub_delegate=draw(st.booleans()),
                parent="d0" if child else None,
            )
        )
    return found


def living(specs: list[dict[str, object]], more: list[Entity]) -> Document:
    """A document of random rows with random people."""
    tables = {row.table for row in more}
    return document_of(specs).with_rows({t: {row.id: row for row in more if row.table == t} for t in tables})
