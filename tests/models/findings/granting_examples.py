"""Examples of findings about delegations and reserved matters."""

from __future__ import annotations

from datetime import date

from models.decisions import Decision
from models.escalation import Volume
from models.teams import Role
from tests.models.authority.small import band, matrix, row
from tests.models.findings.example import (
    LARGE,
    PEOPLE,
    SMALL,
    Example,
    grant,
    held,
)

KEPT = Decision(id="buy", name="Buy", reserved="by_law")
UNDER = Role(id="ceo", name="CEO", reports_to="board")
FREE = grant(may_sub_delegate=True, depth=1)
OFTEN = Volume(id="often", decision="buy", cases_a_quarter=40)

EXAMPLES = (
    Example(
        "F52",
        matrix(*PEOPLE, *held("p1", "lead"), row("all", by="Head"), grant(ends=date(2026, 5, 3))),
        matrix(*PEOPLE, *held("p1", "lead"), row("all", by="Head"), grant(ends=date(2026, 5, 4))),
        words="Nobody holds Head, and its delegation to Lead ended on 3 May 2026, which leaves cases of “Buy”",
    ),
    Example(
        "F53",
        matrix(grant(ends=date(2026, 6, 3))),
        matrix(grant(ends=date(2026, 6, 4))),
        words="The delegation from Head to Lead ends on 3 June 2026.",
    ),
    Example(
        "F54",
        matrix(SMALL, row("middle", band(100, 500), by="Head"), grant(decisions=("buy",), limits=(band(None, 600),))),
        matrix(SMALL, row("middle", band(100, 500), by="Head"), grant(decisions=("buy",), limits=(band(None, 500),))),
        words="The delegation from Head to Lead goes further than what Head itself may decide of “Buy”.",
        case="“Buy” with Amount 500 EUR",
    ),
    Example(
        "F54",
        matrix(row("all", by="CFO"), grant(decisions=("buy",))),
        matrix(row("all", by="CFO"), Role(id="cfo", name="CFO", reports_to="head"), grant(decisions=("buy",))),
        words="Head delegates “Buy” to Lead, but has no power to decide it.",
        note="Who stands above the decider keeps the power, and may delegate it.",
    ),
    Example(
        "F55",
        matrix(LARGE, grant(), grant("b", "lead", "cfo", parent="grant")),
        matrix(LARGE, grant(may_sub_delegate=True), grant("b", "lead", "cfo", parent="grant")),
        words="Lead passes on to CFO what Head delegated to it; that delegation may not be passed on.",
    ),
    Example(
        "F55",
        matrix(LARGE, grant(), grant("b", "lead", "cfo", decisions=("buy",))),
        matrix(SMALL, LARGE, grant(), grant("b", "lead", "cfo", decisions=("buy",))),
        note="What a role decides itself it does not pass on.",
    ),
    Example(
        "F55",
        matrix(LARGE, FREE, grant("b", "lead", "cfo", parent="grant"), grant("c", "cfo", "ceo", parent="b")),
        matrix(LARGE, FREE, grant("b", "lead", "cfo", parent="grant", may_sub_delegate=True)),
    ),
    Example(
        "F56",
        matrix(KEPT, UNDER, row("all", by="CEO")),
        matrix(KEPT, UNDER, row("all", by="Board")),
        words="“Buy” is reserved by law, yet by the row “all” CEO decides it.",
    ),
    Example(
        "F56",
        matrix(KEPT, row("all", by="Head"), grant()),
        matrix(KEPT, row("all", by="CEO"), grant()),
        words="“Buy” is reserved by law, yet it is delegated from Head to Lead.",
    ),
    Example(
        "F57",
        matrix(grant(kind="temporary")),
        matrix(grant(kind="temporary", ends=date(2026, 12, 31), reason="Leave")),
        words="The temporary delegation from Head to Lead is without an end or a reason.",
    ),
    Example(
        "F58",
        matrix(grant(), grant("b", "lead", "head")),
        matrix(
            Decision(id="sell", name="Sell"), grant(decisions=("buy",)), grant("b", "lead", "head", decisions=("sell",))
        ),
        words="Delegations go in a circle: Lead → Head → Lead.",
    ),
    Example(
        "F59",
        matrix(SMALL, LARGE, OFTEN),
        matrix(Decision(id="buy", name="Buy", aggregation_days=365), SMALL, LARGE, OFTEN),
        words="“Buy” comes up 40 times a quarter and is decided by Amount, case by case",
    ),
    Example("F59", matrix(SMALL, LARGE, OFTEN), matrix(SMALL, LARGE, OFTEN.changed(cases_a_quarter=2))),
)
