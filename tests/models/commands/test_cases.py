"""Edits of the case library, each of which undo takes back in one step."""

from __future__ import annotations

import pytest

from models.authority.casebook import run_cases
from models.authority.facts import Case
from models.cases import Fact
from models.changes import ChangeSet, EditRefused, apply
from models.commands.cases import accept_answers, delete_cases, rename_case, save_case
from models.document import Document
from models.quantities import UNLIMITED
from tests.models.authority.small import ON, RISK, approve, band, matrix, row


def limits() -> Document:
    return matrix(row("small", band(None, 5_000)), row("large", band(5_000, UNLIMITED), by="Board"))


def done(document: Document, changes: ChangeSet) -> Document:
    """Return the document after an edit that can be taken back."""
    after = apply(document, changes)
    assert apply(after, changes.inverted()) == document
    return after


def kept() -> Document:
    document = done(limits(), save_case(limits(), " Laptops ", Case("buy", {"amount": 800_000}), ON))
    return done(document, save_case(document, "Pens", Case("buy", {"amount": 800}), ON))


def test_a_case_is_kept_with_its_present_answer() -> None:
    laptops, pens = kept().library_cases
    assert (laptops.name, pens.name) == ("Laptops", "Pens")
    assert laptops.facts == (Fact(dimension="amount", value="8,000 EUR"),)
    assert (laptops.expected_kind, laptops.expected_rule, laptops.expected) == ("decided", "large", "Board approves.")
    assert save_case(limits(), "Laptops", Case("buy"), ON).label == "Keep the case “Laptops”"


def test_what_changed_can_be_accepted() -> None:
    document = kept()
    row_ = document.rules["large"].changed(procedure=(approve("CEO"),))
    document = document.with_rows({"rule": {"large": row_}})
    assert [found.verdict for found in run_cases(document, ON)] == ["failed", "passed"]
    ids = [case.id for case in document.library_cases]
    changes = accept_answers(document, ids, ON)
    assert len(changes.changes) == 1
    assert [found.verdict for found in run_cases(done(document, changes), ON)] == ["passed", "passed"]
    assert accept_answers(document, ids[:1], ON).label == "Accept the answer to “Laptops”"


def test_a_case_that_cannot_be_read_has_no_answer_to_accept() -> None:
    document = matrix(row("all"))
    document = done(document, save_case(document, "Odd", Case("buy", {"risk": "high"}), ON))
    document = document.with_rows({"dimension": {"risk": RISK.changed(classes=("little",))}})
    with pytest.raises(EditRefused, match="“Odd” can no longer be read: “high” is not a class"):
        accept_answers(document, [next(iter(document.library_cases)).id], ON)


def test_names_are_told_apart() -> None:
    document = kept()
    pens = tuple(document.library_cases)[1]
    assert done(document, rename_case(document, pens.id, "Pencils")).library_cases[pens.id].name == "Pencils"
    assert not rename_case(document, pens.id, "Pens")
    with pytest.raises(EditRefused, match="There is already a case called “laptops”"):
        rename_case(document, pens.id, "laptops")
    with pytest.raises(EditRefused, match="There is already a case called “PENS”"):
        save_case(document, "PENS", Case("buy"), ON)
    with pytest.raises(EditRefused, match="Give the case a name"):
        rename_case(document, pens.id, "  ")


def test_cases_are_deleted_in_one_step() -> None:
    document = kept()
    ids = [case.id for case in document.library_cases]
    changes = delete_cases(document, ids)
    assert not len(done(document, changes).library_cases)
    assert changes.label == "Delete 2 cases"
    assert delete_cases(document, ids[:1]).label == "Delete the case “Laptops”"
