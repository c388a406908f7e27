"""Each fix that is offered ends its finding and nothing else, is one step, and is taken back whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from models import constraints
from models.authority.rules import BandCondition
from models.changes import Edit, EditRefused, apply
from models.decisions import Decision
from models.document import Document
from models.entity import Entity, references
from models.findings import Finding, check
from models.findings.catalogue import CHECKS, Checker
from models.fixes import Fix, fixes_for
from models.fixes.catalogue import MOST_OFFERED, OFFERS
from models.quantities import Band
from models.teams import Role
from tests.models.authority.small import ON, approve, band, matrix, row, urgent
from tests.models.findings import load_examples, tier_examples, working_examples
from tests.models.findings.example import PEOPLE, SELL, TEAM, Example, held, link
from tests.models.findings.test_findings import EXAMPLES
from tests.models.fixes.described import described

RANK = ("error", "warning", "information")
# Where the small examples leave no way out, because somebody or some tier would be without a part.
EVERYBODY = row("all", by=tuple(approve(name, stage=at) for at, name in enumerate(("Lead", "Head", "CEO"), 1)))
LINE = (Role(id="lead", name="Lead", reports_to="head"), Role(id="head", name="Head", reports_to="ceo"))
LIGHT = Decision(id="buy", name="Buy", tier="t2", reversibility="reversible")
MEMBERS: dict[str, Entity | None] = {role.id: role.changed(team="ops") for role in load_examples.MORE}
MORE = (
    (
        "F34",
        matrix(*PEOPLE, *held("p1", "lead", "head"), *held("p2", "ceo"), *LINE, EVERYBODY, link("a", "lead", "head")),
    ),
    ("F37", matrix(*LINE, EVERYBODY, link("a", "lead", "ceo"))),
    ("F43", load_examples.heard("notify", 9).with_rows({"team": {"ops": TEAM}, "role": MEMBERS})),
    ("F50", matrix(tier_examples.LOW, tier_examples.HIGH, LIGHT, SELL.changed(tier="t2"), row("all", by="Head"))),
    ("F70", working_examples.strategy(working_examples.OUTCOME.changed(baseline=None))),
)


def offered(document: Document, number: str, on: date = ON) -> Iterator[tuple[Finding, tuple[Fix, ...]]]:
    checker = Checker()
    for finding in check(document, on):
        if finding.id == number:
            yield finding, fixes_for(document, finding, on, checker)


def labels(document: Document, number: str) -> list[str]:
    return [fix.label for _, fixes in offered(document, number) for fix in fixes]


def first_of_each(found: Iterable[Finding], most: int = 3) -> Iterator[Finding]:
    """The first findings of each number: fifty gaps between crossed bars are mended alike."""
    seen = Counter[str]()
    for finding in found:
        seen[finding.id] += 1
        if seen[finding.id] <= most:
            yield finding


def by_key(document: Document) -> dict[str, Finding]:
    return {finding.key: finding for finding in check(document, ON)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_every_fix_ends_its_finding_and_nothing_else(example: Example) -> None:
    document = described(example.bad)
    before = by_key(document)
    checker = Checker()
    for finding in first_of_each(before.values()):
        for fix in fixes_for(document, finding, ON, checker):
            changes = fix.command(document)
            after = apply(document, changes)
            constraints.check(after, changes)
            found = by_key(after)
            where = f"{finding.key}: {fix.label}"
            assert finding.key not in found, where
            assert all(found[key].severity == "information" for key in found.keys() - before.keys()), where
            assert not any(found[key].id == finding.id for key in found.keys() - before.keys()), where
            about = {place.row for place in finding.places} | {change.id for change in changes.changes}
            for change in changes.changes:
                about |= {r.id for r in references(change.after)} if change.after else set()
            for key, was in before.items():
                now = found.get(key)
                if now == was or key == finding.key:
                    continue
                milder = now is not None and RANK.index(now.severity) > RANK.index(was.severity)
                assert milder or about & {place.row for place in was.places}, f"{where} touches {key}"
                assert now is None or milder or now.severity == was.severity, where
            assert apply(after, changes.inverted()) == document, where


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_fixes_read_as_sentences_and_are_told_apart(example: Example) -> None:
    for _, fixes in offered(described(example.bad), example.id):
        texts = [fix.label for fix in fixes]
        assert len(set(texts)) == len(texts) <= MOST_OFFERED
        for fix in fixes:
            assert fix.label[0].isupper()
            assert fix.label.endswith(".")
            assert fix.label.startswith(fix.changes.label)


def test_offers_are_for_findings_that_there_are() -> None:
    assert OFFERS.keys() <= {one.id for one in CHECKS}


@pytest.mark.parametrize("number", sorted(OFFERS))
def test_every_offer_is_kept_on_some_document(number: str) -> None:
    documents = [document for name, document in (*((e.id, e.bad) for e in EXAMPLES), *MORE) if name == number]
    assert any(fixes for document in documents for _, fixes in offered(described(document), number))


def test_a_boundary_is_closed_on_either_side() -> None:
    document = described(matrix(row("small", band(None, 10_000)), row("large", band(10_001, "unlimited"), by="Head")))
    upper, lower, *_ = labels(document, "F02")
    cases = "so that for Amount from 10,000 and below 10,001 EUR"
    assert upper == f"Move the upper edge of the row “small” to 10,001 EUR (not included), {cases} Lead approves."
    assert lower == f"Move the lower edge of the row “large” to 10,000 EUR (included), {cases} Head approves."


def test_an_edge_that_nobody_owns_is_given_to_either_side() -> None:
    large = row("large", band(10_000, "unlimited"), by="Head")
    (condition,) = large.box
    above = BandCondition(dimension=condition.dimension, band=Band(lower=1_000_001, upper="unlimited"))
    document = described(matrix(row("small", band(None, 10_000)), large.changed(box=(above,))))
    upper, lower, *_ = labels(document, "F02")
    cases = "so that for Amount exactly 10,000 EUR"
    assert upper == f"Move the upper edge of the row “small” to 10,000 EUR (included), {cases} Lead approves."
    assert lower == f"Move the lower edge of the row “large” to 10,000 EUR (included), {cases} Head approves."
    ((_, (fix, *_)),) = offered(document, "F02")
    small = apply(document, fix.command(document)).rules["small"]
    assert small.box == (band(None, 10_000).changed(band=Band(upper=1_000_001)),)


def test_a_fix_that_would_take_cases_from_others_is_not_offered() -> None:
    """The row below reaches further only for calm cases; widening it would cut into the row for urgent ones."""
    document = described(
        matrix(
            row("small", band(None, 100)),
            row("urgent", band(100, "unlimited"), urgent(True), by="Head"),
            row("calm", band(200, "unlimited"), urgent(False), by="CFO"),
        )
    )
    assert [text for text in labels(document, "F01") if "“small”" in text] == []
    assert any(
        "Move the lower edge of the row “calm” to 100 EUR (included)" in text for text in labels(document, "F01")
    )


def test_rows_that_give_the_same_become_one() -> None:
    document = described(matrix(row("small", band(None, 100)), row("large", band(50, "unlimited"))))
    (merge, *_) = labels(document, "F04")
    assert merge == "Make the rows “small” and “large” one, for any Amount; no answer changes."


def test_a_fix_of_a_row_that_has_changed_since_is_refused() -> None:
    document = described(matrix(row("small", band(None, 100)), row("large", band(200, "unlimited"))))
    ((_, fixes),) = offered(document, "F01")
    edit = Edit(document)
    edit.set(document.rules["small"], note="Looked at")
    later = apply(document, edit.done("Look"))
    with pytest.raises(EditRefused, match="does not fit any more"):
        apply(later, fixes[0].command(later))


def test_what_only_people_can_say_has_no_fix() -> None:
    (example,) = (example for example in EXAMPLES if example.id == "F71")
    ((_, fixes),) = offered(example.bad, "F71")
    assert fixes == ()
