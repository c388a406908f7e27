"""What an example of a finding is, and the small things that examples are made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.authority.grants import Delegation
from models.authority.rules import Edition
from models.decisions import Decision
from models.document import Document
from models.escalation import EscalationLink
from models.quantities import Money
from models.teams import Charter, Holding, Membership, Person, Role, Team
from tests.models.authority.small import band, matrix, row


@dataclass(frozen=True)
class Example:
    """A finding's id with a document that has it, in how many places, and one that has it not."""

    id: str
    bad: Document
    good: Document
    count: int = 1
    words: str = ""
    case: str | None = None
    note: str = field(default="", compare=False)


def link(name: str, start: str, end: str, **fields: object) -> EscalationLink:
    return EscalationLink.model_validate({"id": name, "from_role": start, "to_role": end, "hours": 4, **fields})


def grant(name: str = "grant", giver: str = "head", taker: str = "lead", **fields: object) -> Delegation:
    return Delegation.model_validate({"id": name, "from_role": giver, "to_role": taker, **fields})


def held(person: str, *roles: str) -> tuple[Holding, ...]:
    return tuple(Holding(id=f"{person}-{role}", role=role, person=person) for role in roles)


def member(at: int, team: str = "ops", **fields: object) -> Membership:
    return Membership.model_validate({"id": f"m-{at}-{team}", "team": team, "person": f"p{at}", **fields})


SMALL, LARGE = row("small", band(None, 100)), row("large", band(100, "unlimited"), by="Head")
WHOLE = matrix(SMALL, LARGE)
RESIDUAL = Edition(id="matrix", name="Matrix", residual="ceo")
LEVELS = (
    Role(id="lead", name="Lead", level=1, reports_to="head"),
    Role(id="cfo", name="CFO", level=2, reports_to="ceo"),
    Role(id="head", name="Head", level=3, reports_to="ceo"),
)
SELL = Decision(id="sell", name="Sell")
TEAM = Team(id="ops", name="Operations")
PEOPLE = tuple(Person(id=f"p{at}", name=f"Person {at}") for at in range(9))
FULL = tuple(member(at) for at in range(4))
CHARTER = Charter(
    id="charter",
    team="ops",
    purpose="Renewals that need no call.",
    out_of_scope="Pricing",
    budget=Money(minor=100, currency="EUR"),
    escalation_note="To the Head.",
)
