"""Documents that have a finding, and the same without it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.authority.rules import Edition
from models.commons import Booking, Guild, Pool
from models.decisions import Decision, Rate
from models.document import Document
from models.escalation import EscalationLink
from models.quantities import Money
from models.records import Option, Record
from models.signals import Signal
from models.strategy import Quarter, Theme
from models.targets import CheckIn, Outcome
from models.teams import Charter, Holding, Membership, Person, Role, Team
from tests.models.authority.small import NAMES, approve, band, matrix, risk, row, urgent


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


RESIDUAL = Edition(id="matrix", name="Matrix", residual="ceo")
SMALL, LARGE = row("small", band(None, 100)), row("large", band(100, "unlimited"), by="Head")
WHOLE = matrix(SMALL, LARGE)

QUARTER = Quarter(id="q2", name="Q2 2026", starts=date(2026, 4, 1), ends=date(2026, 6, 30), status="current")
THEME = Theme(id="renew", quarter="q2", name="Renewals without effort")
OUTCOME = Outcome(
    id="rate",
    quarter="q2",
    theme="renew",
    name="Customers who renew by themselves",
    unit="%",
    baseline=40,
    target=60,
    owner_team="ops",
)
TEAM = Team(id="ops", name="Operations")
READ = CheckIn(id="c1", outcome="rate", on=date(2026, 4, 27), value=45)
PEOPLE = tuple(Person(id=f"p{at}", name=f"Person {at}") for at in range(9))


def member(at: int, team: str = "ops", **fields: object) -> Membership:
    return Membership.model_validate({"id": f"m-{at}-{team}", "team": team, "person": f"p{at}", **fields})


def strategy(*rows: Theme | Outcome | CheckIn | Signal) -> Document:
    return matrix(QUARTER, THEME, TEAM, OUTCOME, READ, *rows, SMALL, LARGE)


FULL = tuple(member(at) for at in range(4))
CHARTER = Charter(
    id="charter",
    team="ops",
    purpose="Renewals that need no call.",
    out_of_scope="Pricing",
    budget=Money(minor=100, currency="EUR"),
    escalation_note="To the Head.",
)
OURS = Role(id="lead", name="Lead", team="ops")

EVERYBODY = row("all", by=tuple(approve(name) for name in NAMES))
RECORD = Record(
    id="record", name="Keep two suppliers", options=(Option(name="Keep"), Option(name="Leave")), expected="Fewer stops"
)
POOL = Pool(id="pool", name="Data engineers", unit="people", capacity=2)


def booking(name: str, starts: date, ends: date, **fields: object) -> Booking:
    known = {"id": name, "pool": "pool", "team": "ops", "amount": 1.5, "starts": starts, "ends": ends}
    return Booking.model_validate({**known, "status": "granted", **fields})


MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 6, 30))

MEMBER = Role(id="ours", name="Ours", team="ops")
GROUP = Role(id="leads", name="Leads", kind="group", members=("ours",))
LEVELS = (
    Role(id="lead", name="Lead", level=1, reports_to="head"),
    Role(id="cfo", name="CFO", level=2, reports_to="ceo"),
    Role(id="head", name="Head", level=3, reports_to="ceo"),
)
ASKED = row("all", by=(approve("Lead", right="recommend"), approve("Head", stage=2)))
QUARREL: dict[str, object] = {"triggers": ("disagreement",)}

# Bars along one axis and along the other make as many holes as they have crossings between them.
BARS = tuple(row(f"amount {at}", band(2 * at, 2 * at + 1)) for at in range(8))
CROSSED = (*BARS, *(row(f"size {at}", band(2 * at, 2 * at + 1, "size"), kind="carve_out") for at in range(6)))

EXAMPLES = (
    Example(
        "F00",
        matrix(*(row(f"row {at}") for at in range(12))),
        matrix(*(row(f"row {at}") for at in range(10))),
        words="More than 50 pairs of the 12 rows of “Buy” overlap; the first are listed.",
    ),
    Example(
        "F00",
        matrix(*CROSSED, *(row(f"more {at}", band(2 * at, 2 * at + 1)) for at in range(8, 11))),
        matrix(*CROSSED),
        words="“Buy” has 66 gaps; the first 50 are listed.",
    ),
    Example(
        "F01",
        matrix(SMALL, row("large", band(200, "unlimited"))),
        WHOLE,
        words="No row of “Buy” covers Amount from 100 and below 200 EUR.",
        case="“Buy” with Amount 100 EUR",
    ),
    Example(
        "F01",
        matrix(row("calm", urgent(False)), row("risky", urgent(True), risk("high"))),
        matrix(row("calm", urgent(False)), row("risky", urgent(True))),
        words="No row of “Buy” covers Risk: low or medium, Urgent: yes.",
        case="“Buy” with Risk: low, Urgent: yes",
    ),
    Example(
        "F02",
        matrix(row("small", band(None, 100)), row("large", band(101, "unlimited"))),
        WHOLE,
        words="No row of “Buy” covers Amount from 100 and below 101 EUR.",
        case="“Buy” with Amount 100 EUR",
    ),
    Example(
        "F03",
        matrix(row("small", band(None, 150)), LARGE),
        WHOLE,
        words=(
            "The rows “small” and “large” of “Buy” both cover Amount from 100 and below 150 EUR and do not agree: "
            "Lead approves, or Head approves."
        ),
        case="“Buy” with Amount 100 EUR",
    ),
    Example("F04", matrix(SMALL, row("large", band(50, "unlimited"))), WHOLE, case="“Buy” with Amount 50 EUR"),
    Example(
        "F05",
        matrix(row("high", risk("high"), by="Head"), row("all", priority=1)),
        matrix(row("high", risk("high"), by="Head", priority=2), row("all", priority=1)),
    ),
    Example("F06", matrix(row("all"), row("part", risk("high"))), WHOLE, words="Delete the row “part”."),
    Example(
        "F07",
        matrix(row("back", band(200, 100)), row("all")),
        matrix(row("no", band(None, "none")), row("all")),
        words="A row of “Buy” has the band from 200 to below 100 EUR on Amount, which no case can be in.",
    ),
    Example(
        "F08",
        matrix(SMALL),
        WHOLE,
        words="No row of “Buy” covers Amount from 100 EUR.",
        case="“Buy” with Amount 100 EUR",
    ),
    Example("F09", matrix(SMALL, row("large", band(100, None))), WHOLE),
    Example(
        "F10",
        matrix(SMALL, row("large", band(100, "unlimited", currency="USD"))),
        matrix(
            Rate(id="rate", source="USD", target="EUR", on=date(2026, 1, 1), rate=Decimal(1)),
            SMALL,
            row("large", band(100, "unlimited", currency="USD")),
        ),
    ),
    Example("F12", WHOLE, matrix(RESIDUAL, SMALL, LARGE)),
    Example(
        "F15",
        matrix(row("all", by=(approve("Head", right="recommend"),))),
        WHOLE,
        words="The row “all” of “Buy” says that Head recommends, but not who approves.",
    ),
    Example(
        "F15",
        matrix(),
        matrix(Decision(id="buy", name="Buy", see_document="Statutes")),
        words="“Buy” has no row, so nobody is named who decides.",
    ),
    Example(
        "F18",
        matrix(*PEOPLE, Holding(id="h", role="lead", person="p1"), SMALL, LARGE),
        matrix(
            *PEOPLE,
            Holding(id="h", role="lead", person="p1"),
            Holding(id="i", role="head", person="p2"),
            SMALL,
            LARGE,
        ),
        words="Nobody holds Head on 4 May 2026, without whom nobody decides “Buy”.",
    ),
    Example("F18", matrix(*PEOPLE, Holding(id="h", role="lead", person="p1"), row("all", by="Board")), WHOLE),
    Example(
        "F31",
        matrix(SMALL, LARGE, link("a", "lead", "cfo"), link("b", "cfo", "lead")),
        matrix(SMALL, LARGE, link("a", "lead", "cfo"), link("b", "cfo", "head")),
        words="Escalation for a case above the limit goes in a circle: Lead → CFO → Lead.",
    ),
    Example(
        "F32",
        matrix(SMALL, LARGE, link("a", "lead", "cfo")),
        matrix(SMALL, LARGE, link("a", "lead", "cfo"), link("b", "cfo", "head")),
        words="A case of “Buy” above the limit of Lead goes Lead → CFO and no further, but CFO cannot decide it.",
        case="“Buy” with Amount 100 EUR",
    ),
    Example(
        "F32",
        matrix(*LEVELS, ASKED, link("a", "lead", "cfo", decision="buy", **QUARREL)),
        matrix(*LEVELS, ASKED, link("a", "lead", "cfo", **QUARREL)),
        words="On disagreement at Lead, a case of “Buy” goes Lead → CFO and no further, but CFO cannot decide it.",
        case="“Buy”",
        note="A path drawn for the decision has to be drawn to its end; a general link goes on by the reporting line.",
    ),
    Example(
        "F32",
        matrix(*LEVELS, row("all", by="Head"), link("a", "head", "cfo", decision="buy", triggers=("time_out",))),
        matrix(*LEVELS, row("all", by="Lead"), link("a", "lead", "cfo", decision="buy", triggers=("time_out",))),
        note="Who is at least on the level of the decider can stand in, who is below cannot.",
    ),
    Example(
        "F33",
        matrix(
            SMALL,
            LARGE,
            Role(id="head", name="Head", level=2),
            Role(id="lead", name="Lead", level=2),
            link("a", "lead", "head"),
        ),
        matrix(
            SMALL,
            LARGE,
            Role(id="head", name="Head", level=3),
            Role(id="lead", name="Lead", level=2),
            link("a", "lead", "head"),
        ),
    ),
    Example("F33", matrix(SMALL, LARGE, link("a", "head", "lead")), matrix(SMALL, LARGE, link("a", "lead", "head"))),
    Example("F35", matrix(SMALL, LARGE, link("a", "lead", "head", hours=None)), matrix(link("a", "lead", "head"))),
    Example(
        "F36",
        matrix(row("all", by=tuple(approve(name, stage=at) for at, name in enumerate(NAMES[1:], 1)))),
        matrix(row("all", by=tuple(approve(name, stage=1) for name in NAMES[1:]))),
        words="needs four approvals, one after the other.",
    ),
    Example(
        "F45",
        matrix(EVERYBODY, Role(id="clerk", name="Clerk")),
        matrix(EVERYBODY, TEAM, Role(id="clerk", name="Clerk", team="ops")),
        words="Clerk has no part in any decision and belongs to no team.",
    ),
    Example("F60", matrix(TEAM, CHARTER, SMALL, LARGE), matrix(TEAM, CHARTER, OURS, SMALL, LARGE)),
    Example(
        "F60",
        matrix(TEAM, CHARTER, MEMBER, GROUP.changed(members=()), row("all", by="Leads")),
        matrix(TEAM, CHARTER, MEMBER, GROUP, row("all", by="Leads")),
        note="A team decides also through the group of which its role is a member.",
    ),
    Example(
        "F62",
        matrix(TEAM, *PEOPLE, member(0), member(1)),
        matrix(TEAM, *PEOPLE, *FULL),
        words="“Operations” has 2 people; a team has 3 to 7.",
    ),
    Example("F62", matrix(TEAM, *PEOPLE, *(member(at) for at in range(8))), matrix(TEAM, *PEOPLE, *FULL)),
    Example("F63", matrix(TEAM, *PEOPLE, *FULL[1:], member(0, allocation=50)), matrix(TEAM, *PEOPLE, *FULL)),
    Example(
        "F64",
        matrix(TEAM, Team(id="two", name="Two"), *PEOPLE, member(0, allocation=60), member(0, "two", allocation=50)),
        matrix(TEAM, Team(id="two", name="Two"), *PEOPLE, member(0, allocation=50), member(0, "two", allocation=50)),
        words="Person 0 is promised for 110 % of their time: “Operations” 60 % and “Two” 50 %.",
    ),
    Example("F65", matrix(TEAM, CHARTER.changed(out_of_scope="", budget=None)), matrix(TEAM, CHARTER)),
    Example(
        "F67",
        strategy(THEME.changed(id="alone", name="Alone")),
        strategy(THEME.changed(id="alone", name="Alone", status="dropped")),
        words="The theme “Alone” has no outcome target.",
    ),
    Example(
        "F68",
        strategy(*(THEME.changed(id=f"t{at}") for at in range(5))),
        strategy(*(THEME.changed(id=f"t{at}") for at in range(4))),
    ),
    Example("F69", strategy(OUTCOME.changed(owner_team=None)), strategy()),
    Example("F70", strategy(OUTCOME.changed(baseline=None, unit="")), strategy(), words="has no baseline or unit."),
    Example("F70", strategy(OUTCOME.changed(target=None, kind="keep_above")), strategy()),
    Example("F71", strategy(OUTCOME.changed(name="Launch the renewal portal")), strategy()),
    Example("F72", strategy(OUTCOME.changed(theme=None)), strategy()),
    Example("F74", strategy(READ.changed(on=date(2026, 4, 2))), strategy(), words="no check-in for four weeks."),
    Example(
        "F75",
        strategy(Signal(id="s", name="Rival cuts prices", noticed=date(2026, 4, 1))),
        strategy(Signal(id="s", name="Rival cuts prices", noticed=date(2026, 4, 1), status="acted")),
    ),
    Example(
        "F77",
        matrix(TEAM, CHARTER.changed(review_on=date(2026, 5, 3))),
        matrix(TEAM, CHARTER.changed(review_on=date(2026, 5, 4))),
        words="The charter “Operations” was to be reviewed by 3 May 2026.",
    ),
    Example("F78", matrix(RECORD.changed(options=(), expected="")), matrix(RECORD), count=2),
    Example(
        "F79",
        matrix(RECORD.changed(status="superseded")),
        matrix(RECORD.changed(status="superseded"), RECORD.changed(id="next", supersedes="record")),
    ),
    Example(
        "F81",
        matrix(TEAM, POOL, booking("one", *MAY), booking("two", *MAY)),
        matrix(TEAM, POOL, booking("one", *MAY), booking("two", *JUNE), booking("three", *MAY, status="asked")),
        words="“Data engineers” is booked for 3 people from 1 May 2026, but has 2.",
    ),
    Example(
        "F82",
        matrix(Guild(id="guild", name="Testing", last_met=date(2026, 1, 1))),
        matrix(Guild(id="guild", name="Testing", last_met=date(2026, 4, 1))),
    ),
)
