"""Outputs phrased as outcomes: what the hint beside the field says, and that it keeps quiet otherwise."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from models.findings import output_phrase

WHAT = "What will be different for whom"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "Launch the renewal portal",
            f"“Launch” names something to make. {WHAT} through launching the renewal portal, from … to …?",
        ),
        (
            "roll out single sign-on.",
            f"“roll out” names something to make. {WHAT} through rolling out single sign-on, from … to …?",
        ),
        ("Java SDK shipped", f"“shipped” says that something was made. {WHAT} then, from … to …?"),
    ],
)
def test_a_thing_to_make_gets_a_hint(text: str, hint: str) -> None:
    assert output_phrase(text) == hint


@pytest.mark.parametrize(
    "text",
    [
        "Build a data lake",
        "We will implement the new CRM",
        "To publish 12 articles",
        "Deliver phase 2",
        "  migrate billing",
        "Ship",
        "Release the new app",
        "Legacy algorithm migrated",
        "Java SDK shipped.",
    ],
)
def test_verbs_of_making(text: str) -> None:
    assert output_phrase(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Customers renew without calling us",
        "Increase renewals from 40 % to 60 %",
        "Launch the portal so that 60 % of customers renew by themselves",
        "Build trust: complaints fall from 30 to 10 a week",
        "Deliver 95 % of orders on the promised day",
        "Releases cause fewer incidents",
        "Shipping time below two days",
        "Hold churn below 3",
        "Release data on all events",
        "Orders shipped within two days",
    ],
)
def test_a_change_gets_none(text: str) -> None:
    assert output_phrase(text) is None


def test_real_outcome_targets_get_none(shared_data: Path) -> None:
    with (shared_data / "outcomes" / "okrs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    measured = [row["key_result"] for row in rows if row["baseline"] and row["target"]]
    assert len(measured) > 20
    assert [text for text in measured if output_phrase(text)] == []
