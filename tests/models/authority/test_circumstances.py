"""What a case brings along beside its facts, read from what people write and from the library of cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.authority.circumstances import Circumstances, case_of, read_whole_case
from models.authority.facts import Case, CaseError, Earlier
from models.cases import EarlierAmount, Fact, LibraryCase
from models.decisions import Decision, Place, Rate
from models.document import Document
from models.teams import Person
from tests.models.authority.small import EUROPE, INDIA, ON, band, matrix, risk, row


@pytest.fixture(scope="module")
def document() -> Document:
    return matrix(
        EUROPE,
        INDIA,
        Place(id="finance", name="Finance", kind="department"),
        Person(id="ann", name="Ann Lee"),
        Person(id="bob", name="Bob"),
        Rate(id="r1", source="USD", target="EUR", on=date(2026, 1, 1), rate=Decimal("0.9")),
        Rate(id="r2", source="USD", target="EUR", on=date(2026, 4, 1), rate=Decimal("0.5")),
        Decision(id="hire", name="Hire"),
        row("a", band(None, 100), risk("low")),
        row("b", risk("low"), decision="hire"),
    )


def read(document: Document, decision: str = "Buy", **around: object) -> Case:
    return read_whole_case(document, decision, {}, Circumstances(**around), on=ON)  # type: ignore[arg-type]


def test_circumstances_become_a_case(document: Document) -> None:
    case = read(
        document,
        places=("india", "Finance"),
        by="ann lee",
        about="Bob",
        absent=("CFO", "ceo"),
        earlier=("100 USD@2026-03-01", "100USD@2026-04-02", "7"),
        waited=72.0,
        urgent=True,
    )
    assert case.places == ("india", "finance")
    assert (case.requester, case.requesting_role, case.subject) == ("ann", None, "bob")
    assert case.absent == {"cfo", "ceo"}
    assert case.earlier == (Earlier(9000, date(2026, 3, 1)), Earlier(5000, date(2026, 4, 2)), Earlier(700))
    assert (case.waited, case.urgent) == (72.0, True)
    assert read(document, by="Head").requesting_role == "head"
    assert read(document) == Case("buy")


@pytest.mark.parametrize(
    ("around", "sentence"),
    [
        ({"places": ("india", "Europe")}, "“India” and “Europe” are each an entity; a case lies in one only."),
        ({"places": ("Mars",)}, "There is no place “Mars”; the file has “Europe”, “Finance” and “India”."),
        ({"by": "Zoe"}, "There is no person and no role “Zoe”."),
        ({"about": "Zoe"}, "There is no person “Zoe”; the file has “Ann Lee” and “Bob”."),
        (
            {"absent": ("King",)},
            "There is no role “King”; the file has “Lead”, “Head”, “CFO”, “CEO” and “Board”.",
        ),
        ({"earlier": ("5@May",)}, "“May” in “5@May” is not a day; write it like 20000USD@2026-01-05."),
        ({"earlier": ("much",)}, "“Amount”: “much” is not an amount; write it like 5000USD or 12.5."),
        ({"waited": -1.0}, "A case has waited a number of hours such as 72, not less than none."),
        ({"waited": float("nan")}, "A case has waited a number of hours such as 72, not less than none."),
        (
            {"earlier": ("5",), "decision": "hire"},
            "“Hire” is not about money, so no earlier amounts count together with a case.",
        ),
    ],
)
def test_what_cannot_be_gets_one_sentence(document: Document, around: dict[str, object], sentence: str) -> None:
    with pytest.raises(CaseError) as caught:
        read(document, **around)  # type: ignore[arg-type]
    assert str(caught.value) == sentence


def test_a_case_of_the_library_is_one_that_can_be_answered(document: Document) -> None:
    kept = LibraryCase(
        id="c1",
        name="Spare parts",
        decision="buy",
        facts=(Fact(dimension="amount", value="100 USD"), Fact(dimension="risk", value="LOW")),
        place="india",
        more_places=("finance",),
        requester="ann",
        requesting_role="lead",
        subject="bob",
        absent=("cfo",),
        earlier=(EarlierAmount(value="100 USD", on=date(2026, 3, 1)), EarlierAmount(value="1")),
        waited_hours=5,
        urgent=True,
    )
    assert case_of(document, kept, ON) == Case(
        "buy",
        {"amount": 5000, "risk": "low"},
        "india",
        ("finance",),
        requester="ann",
        requesting_role="lead",
        subject="bob",
        absent=frozenset({"cfo"}),
        earlier=(Earlier(9000, date(2026, 3, 1)), Earlier(100)),
        waited=5,
        urgent=True,
    )
    with pytest.raises(CaseError, match=r"“Risk”"):
        case_of(document, kept.changed(facts=(Fact(dimension="risk", value="odd"),)), ON)
    bare = LibraryCase(id="c2", name="Any", decision="buy", more_places=("finance",))
    assert case_of(document, bare, ON).places == ("finance",)
