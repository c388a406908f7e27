"""Examples of findings about who decides, and where cases go."""

from __future__ import annotations

from models.authority.expressions import AllOf, AnyOf, Expression, KOf, OneRole
from models.authority.grants import Separation
from models.authority.rules import Edition, Step
from models.authority.schemes import Letter, Scheme
from models.decisions import Decision
from models.teams import Holding, Role
from tests.models.authority.small import NAMES, approve, band, matrix, row
from tests.models.findings.example import (
    LARGE,
    LEVELS,
    PEOPLE,
    SMALL,
    TEAM,
    WHOLE,
    Example,
    grant,
    held,
    link,
)


def say(who: Expression) -> Step:
    return Step(right="approve", who=who)


CEO, CFO = OneRole(role="ceo"), OneRole(role="cfo")
RACI = Edition(id="matrix", name="Matrix", scheme="raci")
ACCOUNTABLE = Letter(letter="A", name="Accountable", rights=("approve",))
RACI_LETTERS = (Scheme(id="raci", name="RACI", family="raci", letters=(ACCOUNTABLE,)),)
ASKING = Decision(id="buy", name="Buy", requesters=("lead",))
APART = Separation(id="apart", one="lead", other="cfo", reason="Who buys does not pay.")
DYNAMIC = APART.changed(dynamic=True)
ASKED = row("all", by=(approve("Lead", right="recommend"), approve("Head", stage=2)))
QUARREL: dict[str, object] = {"triggers": ("disagreement",)}
EVERYBODY = row("all", by=tuple(approve(name) for name in NAMES))

EXAMPLES = (
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
        words="Nobody holds Head on 4 May 2026, which leaves cases of “Buy” undecided.",
    ),
    Example("F18", matrix(*PEOPLE, Holding(id="h", role="lead", person="p1"), row("all", by="Board")), WHOLE),
    Example(
        "F18",
        matrix(*PEOPLE, *held("p1", "lead"), row("all", by="Head"), grant(limits=(band(None, 5),))),
        matrix(*PEOPLE, *held("p1", "lead"), row("all", by="Head"), grant()),
        note="A delegation without limits is as good as a holder; one with limits leaves the rest to nobody.",
    ),
    Example(
        "F16",
        matrix(RACI, *RACI_LETTERS, row("all", by=(approve("CEO", "CFO"),))),
        matrix(*RACI_LETTERS, row("all", by=(approve("CEO", "CFO"),))),
        words="The row “all” of “Buy” gives A to several roles, CEO and CFO; RACI wants one who decides.",
    ),
    Example(
        "F16",
        matrix(RACI, *RACI_LETTERS, row("all", by=(approve("CEO"), approve("CFO")))),
        matrix(RACI, *RACI_LETTERS, row("all", by=(say(AnyOf(parts=(CEO, CFO))),))),
    ),
    Example(
        "F19",
        matrix(*PEOPLE, *held("p1", "cfo", "ceo"), row("all", by=(say(AllOf(parts=(CEO, CFO), distinct=True)),))),
        matrix(*PEOPLE, *held("p1", "cfo", "ceo"), row("all", by=(say(AllOf(parts=(CEO, CFO))),))),
        words=(
            "By the row “all” of “Buy” CEO and CFO (different persons) approve, but only Person 1 holds these roles on "
            "4 May 2026."
        ),
    ),
    Example(
        "F19",
        matrix(row("all", by=(say(KOf(count=3, parts=(CEO, CFO))),))),
        matrix(row("all", by=(say(KOf(count=2, parts=(CEO, CFO))),))),
        words="By the row “all” of “Buy” three of CEO and CFO approve, but fewer are named",
    ),
    Example(
        "F25",
        matrix(*PEOPLE, ASKING, *held("p1", "lead"), row("all")),
        matrix(*PEOPLE, ASKING, *held("p1", "lead"), *held("p2", "lead"), row("all")),
        words="Lead may ask for “Buy” and alone approves it (row “all”).",
    ),
    Example(
        "F25",
        matrix(*PEOPLE, ASKING, *held("p1", "lead", "head"), row("all", by="Head")),
        matrix(*PEOPLE, ASKING, *held("p1", "lead", "head"), row("all", by=(approve("Head", "CFO"),))),
        words="Person 1, as Lead and Head, may ask for “Buy” and alone approves it (row “all”).",
    ),
    Example(
        "F26",
        matrix(*PEOPLE, *held("p1", "lead"), row("all", by=(approve("Lead"), approve("Lead", right="perform")))),
        matrix(row("all", by=(approve("Lead"), approve("Lead", right="perform")))),
        words="Lead alone approves “Buy” and carries it out (row “all”).",
    ),
    Example(
        "F27",
        matrix(row("all", by=(approve("Lead"), approve("Lead", right="recommend")))),
        matrix(row("all", by=(approve("Lead"), approve("Lead", "Head", right="recommend")))),
        words="Lead alone approves “Buy” and recommends it (row “all”).",
    ),
    Example(
        "F28",
        matrix(*PEOPLE, *held("p1", "lead", "cfo"), APART),
        matrix(*PEOPLE, *held("p1", "lead"), *held("p2", "cfo"), APART),
        words="Person 1 holds Lead and CFO, which are to be kept apart (Who buys does not pay).",
    ),
    Example(
        "F28",
        matrix(
            *PEOPLE, *held("p1", "lead", "cfo"), APART.changed(dynamic=True), row("all", by=(approve("Lead", "CFO"),))
        ),
        matrix(*PEOPLE, *held("p1", "lead", "cfo"), APART.changed(dynamic=True), row("all", by="Lead")),
        note="Apart within one case: only where a row gives both a part.",
    ),
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
    Example(
        "F34",
        matrix(*PEOPLE, *held("p1", "lead", "head"), link("a", "lead", "head")),
        matrix(*PEOPLE, *held("p1", "lead", "head"), *held("p2", "head"), link("a", "lead", "head")),
        words="Lead passes cases to Head, but Person 1 holds both.",
    ),
    Example("F35", matrix(SMALL, LARGE, link("a", "lead", "head", hours=None)), matrix(link("a", "lead", "head"))),
    Example(
        "F36",
        matrix(row("all", by=tuple(approve(name, stage=at) for at, name in enumerate(NAMES[1:], 1)))),
        matrix(row("all", by=tuple(approve(name, stage=1) for name in NAMES[1:]))),
        words="needs four approvals, one after the other.",
    ),
    Example(
        "F37",
        matrix(*LEVELS, link("a", "lead", "ceo")),
        matrix(*LEVELS, link("a", "lead", "ceo", reason="Head is on leave"), link("b", "head", "ceo")),
        words="Lead passes cases to CEO past Head, to whom it reports.",
    ),
    Example(
        "F45",
        matrix(EVERYBODY, Role(id="clerk", name="Clerk")),
        matrix(EVERYBODY, TEAM, Role(id="clerk", name="Clerk", team="ops")),
        words="Clerk has no part in any decision and belongs to no team.",
    ),
)
