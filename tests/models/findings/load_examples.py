"""Examples of findings about load: on roles, on people, and on those who are heard."""

from __future__ import annotations

from models.decisions import Decision, Tier
from models.document import Document
from models.entity import Entity
from models.escalation import Capacity, Effort, Volume
from models.teams import Role, Team
from models.workspace import Setting, Workspace
from tests.models.authority.small import NAMES, approve, matrix, row
from tests.models.findings.example import PEOPLE, TEAM, Example, grant, held, link

SIX = tuple(Decision(id=f"d{at}", name=f"Decision {at}") for at in range(6))
LEVELS = tuple(Tier(id=f"t{at}", name=f"Tier {at}", rank=at) for at in (1, 2, 3))
HIGH = tuple(decision.changed(tier="t3") for decision in SIX)
MORE = tuple(Role(id=f"role{at}", name=f"Role {at}") for at in range(9))
EIGHT_HOURS = Capacity(id="time", role="lead", hours_a_week=8, holders=1)


def setting(name: str, value: float) -> Workspace:
    return Workspace(name="House", settings=(Setting(name=name, value=value),))


def shares(lead: int, *rows: Entity) -> Document:
    """Twenty rows, of which the lead decides so many."""
    return matrix(
        *(row(f"r{at}", by="Lead" if at < lead else NAMES[1 + at % 4], priority=at) for at in range(20)), *rows
    )


def busy(cases: float) -> Document:
    """A decision of one hour's work for the lead, and nobody above."""
    hour = Effort(right="approve", minutes=60, variation=0)
    often = Volume(id="often", decision="buy", cases_a_quarter=cases, efforts=(hour,), exception_probability=0)
    return matrix(row("all"), often, EIGHT_HOURS)


def heard(right: str, number: int) -> Document:
    steps = tuple(approve(f"Role{at}", right=right) for at in range(number))  # type: ignore[arg-type]
    return matrix(*MORE, row("all", by=(*steps, approve("Head", stage=2))))


def consulted(number: int) -> Document:
    asked = (approve("CFO", right="consult"), approve("Head", stage=2))
    return matrix(*(row(f"r{at}", by=asked if at < number else "Lead", priority=at) for at in range(20)))


def alone(number: int, by: str = "CEO") -> Document:
    return matrix(
        *LEVELS,
        *HIGH,
        *(row(f"r{at}", decision=f"d{at}", by=by if at < number else NAMES[at % 3]) for at in range(6)),
    )


def stops(number: int, *rows: Entity) -> Document:
    """Decisions of the head, of which a single person holds the role; two others sit on the board."""
    own = (row(f"r{at}", decision=f"d{at}", by="Head" if at < number else "Board") for at in range(6))
    return matrix(*SIX, *PEOPLE, *held("p1", "head"), *held("p2", "board"), *held("p3", "board"), *own, *rows)


TEAMS = (TEAM, Team(id="sales", name="Sales"))
ACROSS = (Role(id="lead", name="Lead", team="ops"), Role(id="head", name="Head", team="sales"))
BOTH = (approve("Lead", right="recommend"), approve("Head", stage=2))

EXAMPLES = (
    Example(
        "F40",
        shares(11),
        shares(10),
        words="Lead decides in 11 of 20 rows, which is 55 %; more than 50 % is too much for one role.",
    ),
    Example(
        "F40",
        busy(117),
        busy(104),
        words="Lead is asked for 9 hours a week and has 8 (one holder with 8 each): 9 for “Buy”.",
        note="117 cases of an hour in the 13 weeks of a quarter.",
    ),
    Example(
        "F41",
        heard("agree", 3),
        heard("agree", 2),
        words="Three roles can stop “Buy” (row “all”) before it is decided: Role 0, Role 1 and Role 2.",
    ),
    Example(
        "F41",
        matrix(row("all", by=(approve("CEO", right="veto"), approve("CFO", "Head", right="agree"), approve("Board")))),
        heard("endorse", 4),
        note="Whoever endorses is heard, and stops nothing.",
    ),
    Example("F42", heard("consult", 6), heard("consult", 5), words="Six roles are consulted on “Buy” (row “all”):"),
    Example(
        "F42",
        consulted(11),
        consulted(10),
        words="CFO is consulted in 11 of 20 rows, which is 55 %; more than 50 % is too much for one role.",
    ),
    Example("F43", heard("notify", 9), heard("notify", 8), words="Nine roles are informed of “Buy” (row “all”):"),
    Example(
        "F44",
        matrix(*TEAMS, *ACROSS, row("all", by=BOTH)),
        matrix(*TEAMS, *ACROSS, row("all", by=(*BOTH, approve("CFO", right="notify", stage=3)))),
        words="“Buy” concerns “Operations” and “Sales”, but nobody is consulted on it or informed of it.",
    ),
    Example(
        "F44",
        matrix(*TEAMS, *ACROSS, Decision(id="buy", name="Buy", owner_team="sales"), row("all")),
        matrix(*TEAMS, *ACROSS, Decision(id="buy", name="Buy", owner_team="ops"), row("all")),
    ),
    Example(
        "F46",
        alone(4),
        alone(3),
        words="CEO alone decides four of the six decisions of the two highest tiers, which is 67 %",
    ),
    Example("F46", alone(4).with_rows({"workspace": {"workspace": setting("top_share", 0.6)}}), alone(0)),
    Example(
        "F47",
        stops(3),
        stops(2),
        words=(
            "While Person 1 is away, three decisions stop: “Decision 0”, “Decision 1” and “Decision 2”. Nobody else "
            "acts as Head, and cases do not go on to anybody."
        ),
    ),
    Example(
        "F47",
        stops(3, grant(limits=(), taker="lead")),
        stops(3, grant(taker="board", only_when_absent=True)),
        note="A delegation to a role that nobody holds helps nobody.",
    ),
    Example(
        "F47",
        stops(3, link("away", "head", "board", triggers=("time_out",))),
        stops(3, Role(id="head", name="Head", reports_to="board")),
        note="Whoever the decider reports to keeps the power, and the case goes there.",
    ),
    Example(
        "F47",
        stops(3, *held("p1", "cfo"), Role(id="head", name="Head", reports_to="cfo")),
        stops(3, *held("p3", "cfo"), Role(id="head", name="Head", reports_to="cfo")),
        note="It helps nothing if the same person holds the next role as well.",
    ),
)
