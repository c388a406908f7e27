"""Examples of findings about places, exchange rates and what amounts are measured in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.decisions import Decision, Dimension, Place, Rate
from tests.models.authority.small import AMOUNT, EUROPE, GERMANY, INDIA, band, matrix, row
from tests.models.findings.example import LARGE, RESIDUAL, SMALL, Example, grant

FINANCE = Place(id="finance", name="Finance", kind="department", position=3)
PAYROLL = Place(id="payroll", name="Payroll", kind="department", parent="finance", position=4)
HERE = row("here", places=("europe",))
ELSE = row("else", priority=-1)
OURS = row("ours", by="CFO", places=("finance",))
YEARLY = Dimension(
    id="yearly", name="Yearly", key="yearly", kind="money", unit="EUR", step=Decimal("0.01"), basis="a year", position=9
)
TWO = Decision(id="buy", name="Buy", dimensions=("amount", "yearly"))
DOLLARS = row("large", band(100, "unlimited", currency="USD"))


def rate(on: date) -> Rate:
    return Rate(id="rate", source="USD", target="EUR", on=on, rate=Decimal(1))


EXAMPLES = (
    Example(
        "F13",
        matrix(EUROPE, GERMANY, INDIA, HERE),
        matrix(EUROPE, GERMANY, INDIA, HERE, row("everywhere")),
        words="“Buy” has rows for other places, but none that holds in India.",
        case="“Buy” in India",
        note="Germany lies in Europe and inherits its row.",
    ),
    Example(
        "F13",
        matrix(EUROPE, GERMANY, INDIA, row("there", places=("india",))),
        matrix(EUROPE, GERMANY, INDIA, row("there", places=("india", "europe"))),
        words="none that holds in Europe.",
        note="A place whose children have no row either is told once.",
    ),
    Example(
        "F13",
        matrix(EUROPE, GERMANY, INDIA, RESIDUAL, row("there", places=("germany", "india"))),
        matrix(EUROPE, GERMANY, INDIA, FINANCE, RESIDUAL, row("there", places=("finance",)), row("all", priority=-1)),
        words="none that holds in Europe; by the residual rule CEO decides there.",
    ),
    Example(
        "F14",
        matrix(EUROPE, INDIA, FINANCE, HERE, OURS, ELSE),
        matrix(EUROPE, INDIA, FINANCE, HERE, OURS.changed(priority=1), ELSE),
        words=(
            "Two rows of “Buy” are equally specific and do not agree: the row “here” (in Europe) says that Lead "
            "approves; the row “ours” (in Finance) says that CFO approves."
        ),
        case="“Buy” in Europe, in Finance",
    ),
    Example(
        "F14",
        matrix(
            *(EUROPE, GERMANY, FINANCE, PAYROLL, ELSE),
            row("one", places=("germany", "finance")),
            row("other", by="CFO", places=("europe", "payroll")),
        ),
        matrix(
            *(EUROPE, GERMANY, FINANCE, PAYROLL, ELSE),
            row("one", places=("germany", "payroll")),
            row("other", by="CFO", places=("europe", "payroll")),
        ),
        words="(in Germany and in Finance)",
        note="Deeper in one kind and less deep in the other comes to the same.",
    ),
    Example(
        "F14",
        matrix(EUROPE, FINANCE, HERE, OURS, ELSE),
        matrix(EUROPE, FINANCE, HERE, OURS.changed(procedure=HERE.procedure), ELSE),
        note="Two that agree are no contradiction.",
    ),
    Example(
        "F03",
        matrix(EUROPE, HERE, row("two", by="CFO", places=("europe",)), ELSE),
        matrix(EUROPE, FINANCE, HERE, OURS, ELSE),
        note="Rows for the same place contradict each other; that they are for different places is F14.",
    ),
    Example(
        "F10",
        matrix(YEARLY, TWO, row("one", band(None, 100)), row("other", band(10, "unlimited", "yearly"))),
        matrix(YEARLY, TWO, row("one", band(None, 100)), row("both", band(100, 200), band(10, "unlimited", "yearly"))),
        words="are limited by one amount and some by another, Amount (EUR) and Yearly (a year, EUR)",
    ),
    Example(
        "F11",
        matrix(SMALL, DOLLARS, rate(date(2026, 2, 2))),
        matrix(SMALL, DOLLARS, rate(date(2026, 2, 3))),
        words="The latest exchange rate from USD to EUR is dated 2 February 2026, and the row “large” of “Buy”",
        note="Ninety days, and one more.",
    ),
    Example(
        "F11",
        matrix(SMALL, LARGE, grant(limits=(band(None, 50, currency="USD"),))),
        matrix(SMALL, LARGE, grant(limits=(band(None, 50, currency="EUR"),))),
        words="There is no exchange rate from USD to EUR up to 4 May 2026, and the delegation from Head to Lead",
    ),
    Example(
        "F11",
        matrix(SMALL, DOLLARS, rate(date(2026, 1, 1))),
        matrix(AMOUNT.changed(unit="USD"), SMALL, DOLLARS, rate(date(2026, 1, 1))),
        note="A limit in the currency of its dimension hangs on no rate.",
    ),
)
