"""Each finding: a document that has it and one that has not; and what a list of findings promises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.authority.routing import route
from models.authority.rules import Edition
from models.cases import Waiver
from models.decisions import Decision, Rate
from models.document import TYPES, Document
from models.entity import Entity
from models.findings import CHECKS, Checker, Finding, check, checks_reading
from models.findings.survey import Survey
from models.workspace import Setting, Workspace
from tests.models.authority.gitlab import gitlab
from tests.models.authority.small import ON, band, matrix, risk, row
from tests.models.findings import (
    claiming_examples,
    covering_examples,
    deciding_examples,
    granting_examples,
    load_examples,
    naming_examples,
    reaching_examples,
    scope_examples,
    tier_examples,
    working_examples,
)
from tests.models.findings.example import FULL, PEOPLE, TEAM, WHOLE, Example, member

EXAMPLES: tuple[Example, ...] = (
    *covering_examples.EXAMPLES,
    *scope_examples.EXAMPLES,
    *deciding_examples.EXAMPLES,
    *naming_examples.EXAMPLES,
    *reaching_examples.EXAMPLES,
    *claiming_examples.EXAMPLES,
    *load_examples.EXAMPLES,
    *tier_examples.EXAMPLES,
    *granting_examples.EXAMPLES,
    *working_examples.EXAMPLES,
)
GAP = next(example for example in EXAMPLES if example.id == "F01")


def found(document: Document, number: str, on: date = ON) -> list[Finding]:
    return [finding for finding in check(document, on) if finding.id == number]


def matters(document: Document) -> list[Finding]:
    """What is found, but for what all small documents lack: reporting lines, a part for each role, an approval."""
    return [finding for finding in check(document, ON) if finding.id not in ("F30", "F45", "F80")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_the_document_that_has_it_and_the_one_that_has_not(example: Example) -> None:
    bad, good = found(example.bad, example.id), found(example.good, example.id)
    assert len(bad) == example.count
    assert good == []
    assert example.words in f"{bad[0].sentence} {bad[0].fix}"
    if example.case is not None:
        assert bad[0].case == example.case


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_every_finding_names_rows_that_are_there_and_reads_as_sentences(example: Example) -> None:
    for finding in check(example.bad, ON):
        assert finding.places
        for place in finding.places:
            row_ = example.bad.table(place.table)[place.row]
            assert not place.field or hasattr(row_, place.field)
        for text in (finding.sentence, finding.reason, finding.fix):
            assert text[0].isupper() or text[0] == "“"
            assert text[-1] in ".?"


def test_every_check_has_an_example() -> None:
    assert {one.id for one in CHECKS} == {example.id for example in EXAMPLES}
    assert len({one.id for one in CHECKS}) == len(CHECKS)


def test_the_tables_that_a_check_reads_exist_and_suffice() -> None:
    for one in CHECKS:
        assert one.reads <= set(TYPES)
    assert "F62" in {one.id for one in checks_reading(["membership"])}
    assert not checks_reading(["knowledge"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_a_check_finds_the_same_with_only_the_tables_that_it_reads(example: Example) -> None:
    """Else a view that asks only the checks of changed tables would miss something."""
    (one,) = [one for one in CHECKS if one.id == example.id]
    document = example.bad
    others = {
        name: {row_.id: None for row_ in document.table(name)}
        for name in TYPES
        if name not in one.reads and len(document.table(name))
    }
    assert check(document.with_rows(others), ON, [one]) == check(document, ON, [one])


def test_a_case_of_a_gap_or_an_overlap_is_one() -> None:
    wanted = {"F01": "gap", "F02": "gap", "F08": "gap", "F03": "conflict"}
    for example in EXAMPLES:
        for finding in check(example.bad, ON):
            # Under a residual rule a gap is for information, since somebody decides.
            if finding.id in wanted and finding.severity == "error":
                assert finding.example is not None
                assert route(example.bad, finding.example, ON).kind == wanted[finding.id]


def test_a_matrix_without_gap_or_overlap_has_nothing_but_what_it_lacks() -> None:
    assert [finding.id for finding in matters(WHOLE)] == ["F12"]
    assert matters(matrix(Edition(id="matrix", name="Matrix", residual="ceo"), row("all"))) == []


def test_with_a_residual_rule_a_gap_is_information() -> None:
    document = matrix(Edition(id="matrix", name="Matrix", residual="ceo"), row("small", band(None, 100)))
    (gap,) = matters(document)
    assert (gap.id, gap.severity) == ("F08", "information")
    assert gap.sentence == "No row of “Buy” covers Amount from 100 EUR; by the residual rule CEO decides."


def test_the_order_is_that_of_the_engine() -> None:
    """Well-formed rows, their geometry, the graph of deciders and paths, the rest."""
    ids = [one.id for one in CHECKS]
    assert ids[:10] == ["F07", "F09", "F10", "F00", "F01", "F02", "F03", "F04", "F05", "F06"]
    assert ids[10:35] == [f"F{number}" for number in range(15, 40)]
    assert ids[35:] == ["F08", "F11", "F12", "F13", "F14", *(f"F{number}" for number in range(40, 83))]


def test_a_waiver_takes_its_finding_out_until_it_ends() -> None:
    bad = GAP.bad
    (gap,) = found(bad, "F01")
    waiver = Waiver(id="w", finding="F01", subject=gap.subject, reason="Nobody buys there", until=date(2026, 5, 4))
    document = bad.with_rows({"waiver": {"w": waiver}})
    assert found(document, "F01") == []
    assert found(document, "F01", date(2026, 5, 5)) == [gap]
    assert gap.key == f"F01:{gap.subject}"


def test_a_gap_keeps_its_subject_while_other_rows_change() -> None:
    (before,) = found(GAP.bad, "F01")
    more = GAP.bad.with_rows({"rule": {"more": row("more", band(None, 20))}})
    (after,) = found(more, "F01")
    assert after.subject == before.subject


def test_the_size_of_a_team_is_the_organisations_own() -> None:
    house = Workspace(name="House", settings=(Setting(name="smallest_team", value=2),))
    assert found(matrix(TEAM, *PEOPLE, member(0), member(1), house), "F62") == []
    large = Workspace(name="House", settings=(Setting(name="largest_team", value=3),))
    assert len(found(matrix(TEAM, *PEOPLE, *FULL, large), "F62")) == 1


def test_members_who_left_do_not_count() -> None:
    gone = [member(at, ends=date(2026, 5, 3)) for at in range(4, 9)]
    assert found(matrix(TEAM, *PEOPLE, *FULL, *gone), "F62") == []


def test_three_rows_that_share_a_case_are_three_pairs() -> None:
    document = matrix(*(row(by, by=by) for by in ("Lead", "Head", "CFO")))
    assert [finding.subject for finding in found(document, "F03")] == ["Head+Lead", "CFO+Lead", "CFO+Head"]


def test_a_checker_says_the_same_as_a_check_after_any_edit() -> None:
    """And takes over what an edit cannot have changed."""
    checker = Checker()
    document = matrix(row("small", band(None, 100)), row("large", band(200, "unlimited"), by="Head"))
    assert checker.check(document, ON) == check(document, ON)
    large = document.rules["large"]
    rate = Rate(id="rate", source="USD", target="EUR", on=ON, rate=Decimal(2))
    edits: list[tuple[str, dict[str, Entity | None]]] = [
        ("rule", {"large": large.changed(box=(band(100, "unlimited"),))}),
        ("rule", {"large": large.changed(box=(band(50, "unlimited", currency="USD"),))}),
        ("rate", {"rate": rate}),
        ("decision", {"sell": Decision(id="sell", name="Sell")}),
        ("rule", {"more": row("more", risk("high"), by="CFO")}),
        ("dimension", {"risk": document.dimensions["risk"].changed(classes=("high",))}),
        ("rule", {"more": row("more", risk("high"), by="CFO", kind="carve_out")}),
        ("role", {"head": document.roles["head"].changed(name="Chief")}),
        ("edition", {"matrix": document.editions["matrix"].changed(residual="ceo")}),
        ("waiver", {"w": Waiver(id="w", finding="F45", subject="board", reason="Yes")}),
        ("rule", {"small": None}),
        ("edition", {"matrix": document.editions["matrix"].changed(expires=date(2025, 1, 1))}),
    ]
    for table, rows in edits:
        document = document.with_rows({table: rows})
        assert checker.check(document, ON) == check(document, ON), table
    assert checker.check(document, date(2024, 1, 1)) == check(document, date(2024, 1, 1))


def test_what_is_not_edited_is_not_worked_out_again() -> None:
    two = Decision(id="two", name="Two")
    document = matrix(two, row("one"), row("other", decision="two"))
    before = Survey(document, ON)
    assert len(before.coverages) == 2
    after = Survey(document.with_rows({"rule": {"one": row("one", risk("low"))}}), ON, before)
    assert [new is old for new, old in zip(after.coverages, before.coverages, strict=True)] == [False, True]


def test_findings_are_stable_json() -> None:
    (gap,) = found(GAP.bad, "F01")
    assert gap.to_json() == {
        "id": "F01",
        "severity": "error",
        "name": "Gap",
        "places": [
            {"table": "decision", "row": "buy", "field": ""},
            {"table": "rule", "row": "small", "field": "box"},
            {"table": "rule", "row": "large", "field": "box"},
        ],
        "sentence": "No row of “Buy” covers Amount from 100 and below 200 EUR.",
        "case": "“Buy” with Amount 100 EUR",
        "reason": "The matrix names nobody for these cases.",
        "fix": "Move the edge of a row beside them, or add a row for these cases.",
        "key": "F01:buy|amount:10000-20000",
    }


def test_the_defects_of_a_real_matrix(shared_data: Path) -> None:
    document = gitlab(shared_data / "authority" / "gitlab_2018.csv")
    findings = [finding for finding in check(document, ON) if finding.id not in ("F12", "F80")]
    assert [(finding.id, finding.case) for finding in findings] == [
        ("F01", "“> $0.5M annual revenue” with Amount 100,000 USD"),
        ("F01", "“Decision to withdraw from/settle a lawsuit > $50,000” with Amount 10,000 USD"),
        ("F03", "“Bad debt write-off” with Amount 10,000 USD"),
        ("F03", "“Bad debt write-off” with Amount 100,000 USD"),
        ("F03", "“Employee Travel & Entertainment” with Amount 20,000 USD"),
        ("F16", "“Commission scales”"),
        ("F30", "“Standard Terms”"),
        ("F40", None),
    ]
    lawsuit, debt, travel = findings[1], findings[2], findings[4]
    assert lawsuit.sentence.endswith("covers Amount up to and including 50,000 USD.")
    assert "both cover Amount exactly 10,000 USD" in debt.sentence
    assert [place.table for place in debt.places] == ["rule", "rule"]
    assert travel.sentence == (
        "The rows “Amount above 5,000 USD” and “Amount above 10,000 USD” of “Employee Travel & Entertainment” both "
        "cover Amount above 10,000 USD and do not agree: by the first Exec Team and CFO approve; by the "
        "second CEO and CFO approve."
    )
    assert findings[7].sentence.startswith("CFO decides in 30 of 55 rows, which is 55 %")
