"""Examples of findings about teams, strategy, records and what is shared."""

from __future__ import annotations

from datetime import date

from models.authority.rules import Edition
from models.commons import Booking, Guild, Pool
from models.document import Document
from models.records import Option, Record
from models.signals import Signal
from models.strategy import Quarter, Theme
from models.targets import CheckIn, Outcome
from models.teams import Role, Team
from tests.models.authority.small import matrix, row
from tests.models.findings.example import (
    CHARTER,
    FULL,
    LARGE,
    PEOPLE,
    SMALL,
    TEAM,
    Example,
    member,
)

MEMBER = Role(id="ours", name="Ours", team="ops")
GROUP = Role(id="leads", name="Leads", kind="group", members=("ours",))
OURS = Role(id="lead", name="Lead", team="ops")
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
READ = CheckIn(id="c1", outcome="rate", on=date(2026, 4, 27), value=45)
RECORD = Record(
    id="record", name="Keep two suppliers", options=(Option(name="Keep"), Option(name="Leave")), expected="Fewer stops"
)
POOL = Pool(id="pool", name="Data engineers", unit="people", capacity=2)
MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 1), date(2026, 6, 30))


def strategy(*rows: Theme | Outcome | CheckIn | Signal) -> Document:
    return matrix(QUARTER, THEME, TEAM, OUTCOME, READ, *rows, SMALL, LARGE)


def booking(name: str, starts: date, ends: date, **fields: object) -> Booking:
    known = {"id": name, "pool": "pool", "team": "ops", "amount": 1.5, "starts": starts, "ends": ends}
    return Booking.model_validate({**known, "status": "granted", **fields})


EXAMPLES = (
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
        "F80",
        matrix(SMALL, LARGE),
        matrix(Edition(id="matrix", name="Matrix", approving_body="board", approved_on=date(2026, 1, 1)), SMALL, LARGE),
        words="The matrix “Matrix” is in force, but does not say who approved it or when.",
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
