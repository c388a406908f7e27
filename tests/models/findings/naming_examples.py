"""Examples of findings about those whom the rows name: one decider, in reach, within limits, able to meet, a role."""

from __future__ import annotations

from models.authority.expressions import AllOf, AnyOf, KOf, OneRole, Vote
from models.authority.grants import UrgentRoute
from models.authority.rules import Edition, Rule, Step
from models.authority.schemes import Letter, Scheme
from models.decisions import Decision
from models.teams import Role
from tests.models.authority.small import approve, band, matrix, row, urgent
from tests.models.findings.example import LARGE, LEVELS, PEOPLE, SMALL, WHOLE, Example, held, link

HEAD = OneRole(role="head")
SPENT = Decision(id="buy", name="Buy", dimensions=("amount",))
MINE = Role(id="lead", name="Lead", own_limit=5_000)
MORE = Role(id="head", name="Head", own_limit=50_000)
BOARD = Role(id="board", name="Board", kind="body", quorum=3, meets_every_days=30)
SEATED = (*held("p1", "board"), *held("p2", "board"))
LETTERS = (Letter(letter="A", name="Accountable", rights=("approve",)),)
RACI = Scheme(id="scheme", name="RACI", family="raci", letters=LETTERS)
OWN = Scheme(id="scheme", name="RACI, as we use it", letters=LETTERS)
DACI = Scheme(id="scheme", name="DACI", family="daci", letters=LETTERS)
WITH = Edition(id="matrix", name="Matrix", scheme="scheme")
DONE = (approve("Lead"), approve("Head", right="perform", stage=2))
MIDDLE = row("middle", band(100, 500), by="CFO")
TOP = row("top", band(500, "unlimited"), by="CEO")
BELOW = row("small", band(None, 100))
MANY = tuple(Decision(id=f"d{at}", name=f"Matter {at}", position=at + 1) for at in range(4))


def say(who: object, **fields: object) -> tuple[Step, ...]:
    return (Step.model_validate({"right": "approve", "who": who, **fields}),)


def many(*by: tuple[Step, ...]) -> tuple[Rule, ...]:
    return tuple(row(f"r{at}", by=steps, decision=f"d{at}") for at, steps in enumerate(by))


EXAMPLES = (
    Example(
        "F16",
        matrix(row("all", by=(approve("CEO"), approve("CFO")))),
        matrix(row("all", by=(approve("CEO", "CFO"),))),
        words="The row “all” of “Buy” has CEO and CFO approve, each for itself.",
        case="“Buy”",
        note="Two approvals are not one approval by two, whatever the scheme.",
    ),
    Example(
        "F16",
        matrix(row("all", by=(approve("CEO"), approve("CFO")))),
        matrix(row("all", by=(approve("CEO"), approve("CFO", stage=2)))),
        note="One after the other is a chain.",
    ),
    Example(
        "F16",
        matrix(row("all", by=(approve("CEO").changed(strand="Money"), approve("CFO").changed(strand="money ")))),
        matrix(row("all", by=(approve("CEO").changed(strand="Money"), approve("CFO").changed(strand="Law")))),
        note="Approvals of different kinds are asked for side by side.",
    ),
    Example(
        "F16",
        matrix(WITH, RACI, row("all", by=(approve("CEO"), approve("CFO", stage=2)))),
        matrix(WITH, OWN, row("all", by=(approve("CEO"), approve("CFO", stage=2)))),
        words="RACI wants one who decides",
        note="By the family of the scheme, whatever it is called.",
    ),
    Example(
        "F17",
        matrix(*LEVELS, BELOW, MIDDLE, TOP, link("a", "lead", "head")),
        matrix(*LEVELS, BELOW, MIDDLE, TOP, link("a", "lead", "head"), link("b", "head", "cfo")),
        words=(
            "CFO decides the row “middle” of “Buy”, but a case above the limit of Lead goes Lead → Head → CEO and "
            "never reaches it."
        ),
        case="“Buy” with Amount 100 EUR",
    ),
    Example(
        "F17",
        matrix(*LEVELS, BELOW, MIDDLE, TOP, link("a", "lead", "head")),
        matrix(*LEVELS, BELOW, MIDDLE, TOP),
        note="Without a link the matrix leads on to whoever decides the next larger cases.",
    ),
    Example(
        "F17",
        matrix(*LEVELS, BELOW, MIDDLE, TOP, link("a", "lead", "head")),
        matrix(
            *LEVELS,
            row("small", band(None, 100), urgent(False)),
            row("middle", urgent(True), by="CFO"),
            row("top", band(100, "unlimited"), urgent(False), by="Head"),
            link("a", "lead", "head"),
        ),
        note="An urgent case is not a larger one, and does not come from below.",
    ),
    Example(
        "F20",
        matrix(SPENT, MINE, SMALL, LARGE),
        matrix(SPENT, MINE, row("small", band(None, 50)), row("large", band(50, "unlimited"), by="Head")),
        words="gives more than its decider may commit: Lead itself may commit up to 50 EUR.",
        case="“Buy” with Amount 60 EUR",
        note="Up to 100 exclusive where 50 inclusive is all; of the near miss the highest case is 49.99.",
    ),
    Example(
        "F20",
        matrix(SPENT, MINE, MORE, row("all", band(None, 600), by=(approve("Lead", "Head"),))),
        matrix(SPENT, MINE, MORE, row("all", band(None, 500), by=(approve("Lead", "Head"),))),
        note="Jointly the highest limit counts: 500.",
    ),
    Example(
        "F20",
        matrix(SPENT, MINE, MORE, row("all", band(None, 500), by=say(AnyOf(parts=(OneRole(role="lead"), HEAD))))),
        matrix(SPENT, MINE, MORE, row("all", band(None, 500), by=say(AllOf(parts=(OneRole(role="lead"), HEAD))))),
        note="Where either may approve the lower limit counts.",
    ),
    Example(
        "F20",
        matrix(
            SPENT, MINE, MORE, row("all", band(None, 500), by=say(KOf(count=1, parts=(OneRole(role="lead"), HEAD))))
        ),
        matrix(
            SPENT, MINE, MORE, row("all", band(None, 500), by=say(KOf(count=2, parts=(OneRole(role="lead"), HEAD))))
        ),
        note="Any one of two can be the one with the lower limit; both together have the higher.",
    ),
    Example(
        "F20",
        matrix(SPENT, MINE.changed(own_limit="none"), row("small", band(0, 1))),
        matrix(SPENT, MINE.changed(own_limit="unlimited"), row("all")),
        words="Lead itself may commit nothing",
    ),
    Example(
        "F21",
        matrix(*PEOPLE, *SEATED, BOARD, row("all", by="Board")),
        matrix(*PEOPLE, *SEATED, BOARD.changed(quorum=2), row("all", by="Board")),
        words="Board is quorate with three members, but has two members on 4 May 2026.",
    ),
    Example(
        "F21",
        matrix(*PEOPLE, *SEATED, BOARD.changed(quorum=2), row("all", by=say(Vote(body="board", quorum=3)))),
        matrix(*PEOPLE, *SEATED, BOARD.changed(quorum=2), row("all", by=say(Vote(body="board", quorum=2)))),
        words="The row “all” of “Buy” needs three members of Board for a quorum, but there are two on 4 May 2026.",
        case="“Buy”",
    ),
    Example(
        "F21",
        matrix(
            *(*PEOPLE, *SEATED, *held("p2", "cfo"), BOARD.changed(quorum=2)),
            row("all", by=say(Vote(body="board", excluded=("cfo",)))),
        ),
        matrix(
            *(*PEOPLE, *SEATED, *held("p3", "cfo"), BOARD.changed(quorum=2)),
            row("all", by=say(Vote(body="board", excluded=("cfo",)))),
        ),
        words="but there is one who may vote on 4 May 2026",
    ),
    Example(
        "F21",
        matrix(BOARD, row("all", by=say(Vote(body="board"), hours=719))),
        matrix(BOARD, row("all", by=say(Vote(body="board"), hours=720))),
        words="gives Board 719 hours, but it meets every 30 days.",
    ),
    Example(
        "F21",
        matrix(BOARD, row("all", by=say(Vote(body="board", minimum_days=40), hours=900))),
        matrix(BOARD, row("all", by=say(Vote(body="board", minimum_days=30), hours=900))),
        words="but its vote needs 40 days’ notice",
    ),
    Example(
        "F21",
        matrix(
            BOARD, UrgentRoute(id="u", name="Fire", decided_by="ceo", ratified_by="board", ratify_within_days=29), SMALL
        ),
        matrix(
            BOARD, UrgentRoute(id="u", name="Fire", decided_by="ceo", ratified_by="board", ratify_within_days=30), SMALL
        ),
        words="By the urgent route “Fire” Board ratifies within 29 days, but it meets every 30 days.",
    ),
    Example(
        "F22",
        matrix(WITH, RACI, WHOLE.rules["small"]),
        matrix(WITH, RACI, row("all", by=DONE)),
        words="“Buy” does not say who carries it out; RACI has a part for that.",
    ),
    Example(
        "F22",
        matrix(*MANY, *many(DONE, DONE, DONE, DONE), row("all")),
        matrix(*MANY, *many(DONE, DONE, DONE, (approve("Lead"),)), row("all")),
        words="“Buy” does not say who carries it out; four others do.",
        note="Four of five is what most do, three of five is not.",
    ),
    Example(
        "F23",
        matrix(WITH, DACI, row("all")),
        matrix(WITH, DACI, row("all", by=(approve("Lead"), approve("CFO", right="recommend")))),
        words="“Buy” does not say who recommends it, or drives it to a decision; DACI has a part for that.",
    ),
    Example(
        "F23",
        matrix(WITH, DACI, row("all")),
        matrix(WITH, RACI, row("all")),
        note="RACI has no part for it.",
    ),
    Example(
        "F24",
        matrix(*PEOPLE, *held("p1", "cfo"), Role(id="x", name="Person  2"), row("all", by=(approve("X"),))),
        matrix(*PEOPLE, *held("p1", "cfo"), Role(id="x", name="Personnel"), row("all", by=(approve("X"),))),
        words="“Person  2” is a person, not a role, yet has a part in “Buy”.",
    ),
    Example(
        "F24",
        matrix(Role(id="x", name="Dr. Weber"), row("all", by=(approve("X"),))),
        matrix(Role(id="x", name="Drafting Committee"), row("all", by=(approve("X"),))),
        words="“Dr. Weber” looks like a person’s name",
    ),
    Example(
        "F24",
        matrix(*PEOPLE, *held("p1", "x"), Role(id="x", name="J. Weber"), row("all", by=(approve("X"),))),
        matrix(*PEOPLE, *held("p1", "x"), Role(id="x", name="J. Weber"), row("all")),
        note="Only where the role has a part.",
    ),
    Example(
        "F24",
        matrix(
            *(PEOPLE[0].changed(name="Jonas Weber"), *held("p0", "x"), Role(id="x", name="Jonas")),
            row("all", by=(approve("X"),)),
        ),
        matrix(
            *(PEOPLE[0].changed(name="Jonas Weber"), *held("p0", "x"), Role(id="x", name="Treasurer")),
            row("all", by=(approve("X"),)),
        ),
        words="“Jonas” is what its only holder, Jonas Weber, is called",
    ),
)
