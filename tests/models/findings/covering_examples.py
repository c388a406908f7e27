"""Examples of findings about what the rows of a matrix cover."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.decisions import Rate
from tests.models.authority.small import band, matrix, risk, row, urgent
from tests.models.findings.example import (
    LARGE,
    RESIDUAL,
    SMALL,
    WHOLE,
    Example,
)

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
            "by the first Lead approves; by the second Head approves."
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
        words="The row “back” of “Buy” has Amount from 200 to below 100 EUR, which ends before it begins.",
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
)
