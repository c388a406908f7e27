"""Examples of findings about who signs, who stands in, and where a case goes."""

from __future__ import annotations

from models.authority.expressions import OneRole
from models.authority.grants import UrgentRoute
from models.authority.rules import Step
from models.decisions import Decision, Tier
from models.teams import Role
from tests.models.authority.small import approve, band, matrix, row
from tests.models.findings.example import LARGE, LEVELS, PEOPLE, SMALL, Example, held, link

SPENT = Decision(id="buy", name="Buy", dimensions=("amount",))
SIGNED = (approve("Head"), approve("Head", right="sign", stage=2))
BY_TWO = (approve("Head"), approve("Lead", right="sign"))
GRAVE = Tier(id="grave", name="Grave", rank=3)
WEIGHTY = Decision(id="buy", name="Buy", tier="grave")
AGREED = (approve("CFO", right="agree"), approve("Head", stage=2))
STEP = Step(right="approve", who=OneRole(role="head"))
FIRE = UrgentRoute(id="u", name="Fire", decided_by="ceo", tier="grave")
KIN = {"triggers": ("conflict_of_interest",)}

EXAMPLES = (
    Example(
        "F29",
        matrix(SPENT, row("large", band(None, 200_000), by=SIGNED), LEVELS[2]),
        matrix(SPENT, row("large", band(None, 100_000), by=SIGNED), LEVELS[2]),
        words="Head alone approves and signs “Buy” above 100,000 EUR (row “large”).",
        case="“Buy” with Amount 110,000 EUR",
    ),
    Example(
        "F29",
        matrix(SPENT, row("all", by=SIGNED)),
        matrix(SPENT, row("all", by=(*SIGNED, approve("CFO", right="endorse")))),
        case="“Buy” with Amount 200,000 EUR",
        note="Whoever endorses it has seen it.",
    ),
    Example(
        "F29",
        matrix(*PEOPLE, SPENT, *held("p1", "head", "lead"), row("all", by=BY_TWO)),
        matrix(*PEOPLE, SPENT, *held("p1", "head"), *held("p2", "lead"), row("all", by=BY_TWO)),
        words="Person 1, as Head and Lead, alone approves and signs “Buy”",
    ),
    Example(
        "F30",
        matrix(row("all", by="CEO")),
        matrix(row("all", by="CEO"), Role(id="ceo", name="CEO", reports_to="board")),
        words="CEO decides one decision alone, and nothing says who does where it has an interest of its own.",
        case="“Buy”",
    ),
    Example("F30", matrix(SMALL, LARGE), matrix(SMALL, LARGE, link("a", "head", "ceo", **KIN)), words="Head decides"),
    Example(
        "F30",
        matrix(*PEOPLE, *held("p1", "ceo"), row("all", by="CEO")),
        matrix(*PEOPLE, *held("p1", "ceo"), *held("p2", "ceo"), row("all", by="CEO")),
        note="One of two holders can decide in place of the other.",
    ),
    Example(
        "F33",
        matrix(row("small", band(None, 100), by=(approve("Lead", "CFO"),)), LARGE, link("a", "lead", "cfo")),
        matrix(row("small", band(None, 100), by=(approve("Lead", "CFO"),)), LARGE, link("a", "lead", "head")),
        words="but CFO decides no larger cases of “Buy” than Lead does.",
    ),
    Example(
        "F34",
        matrix(*LEVELS, *PEOPLE, *held("p1", "lead", "head"), SMALL, LARGE),
        matrix(*LEVELS, *PEOPLE, *held("p1", "lead", "head"), row("all", by="Lead")),
        words="Lead passes cases to Head, but Person 1 holds both.",
        note="Up the reporting line as well, where there is something to pass up.",
    ),
    Example(
        "F35",
        matrix(row("all", by=(STEP.changed(on_timeout="approve"),))),
        matrix(row("all", by=(STEP.changed(on_timeout="approve", hours=24),))),
        words="By the row “all” of “Buy” Head approves, and when time is over silence is a yes, but nothing says when",
    ),
    Example(
        "F37",
        matrix(Role(id="lead", name="Lead", level=1), Role(id="head", name="Head", level=3), link("a", "lead", "head")),
        matrix(Role(id="lead", name="Lead", level=2), Role(id="head", name="Head", level=3), link("a", "lead", "head")),
        words="Lead passes cases to Head two levels up.",
    ),
    Example(
        "F38",
        matrix(GRAVE, WEIGHTY, row("all")),
        matrix(GRAVE, WEIGHTY, FIRE, row("all")),
        words="Nothing says who decides “Buy” of the tier “Grave” when there is no time for those who do.",
    ),
    Example(
        "F38",
        matrix(GRAVE, WEIGHTY, FIRE.changed(tier=None, decision="sell"), Decision(id="sell", name="Sell"), row("all")),
        matrix(GRAVE, WEIGHTY, FIRE.changed(tier=None), row("all")),
        note="A route without a tier or decision is one for all.",
    ),
    Example("F38", matrix(GRAVE, WEIGHTY, row("all")), matrix(GRAVE.changed(rank=2), WEIGHTY, row("all"))),
    Example("F38", matrix(GRAVE, WEIGHTY, row("all")), matrix(GRAVE, WEIGHTY.changed(reserved="by_law"), row("all"))),
    Example(
        "F39",
        matrix(row("all", by=AGREED)),
        matrix(row("all", by=AGREED), link("a", "cfo", "head", triggers=("disagreement",))),
        words="By the row “all” of “Buy” CFO can say no, and nothing says who decides then.",
        case="“Buy”",
    ),
    Example(
        "F39",
        matrix(row("all", by=AGREED)),
        matrix(*LEVELS, row("all", by=AGREED)),
        note="Who stands above the decider breaks the tie.",
    ),
    Example("F39", matrix(row("all", by=AGREED)), matrix(row("all", by=(AGREED[0].changed(binding=False), AGREED[1])))),
)
