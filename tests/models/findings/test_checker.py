"""A checker that looks only at what an edit can have changed says the same as a check of the whole document."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes import apply, difference
from models.document import TYPES, Document
from models.entity import Entity, references
from models.findings import CHECKS, Checker, check
from tests.models.authority.small import ON
from tests.models.findings.test_findings import EXAMPLES

DOCUMENTS = tuple(document for example in EXAMPLES for document in (example.bad, example.good))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_after_random_edits_and_undo_a_checker_says_what_a_check_says(data: st.DataObject) -> None:
    """Each edit makes the document another example, or goes halfway there, so that every kind of row comes and goes."""
    checker = Checker()
    document = data.draw(st.sampled_from(DOCUMENTS), "start")
    assert checker.check(document, ON) == check(document, ON)
    for _ in range(data.draw(st.integers(1, 5), "edits")):
        changes = difference(document, data.draw(st.sampled_from(DOCUMENTS), "target"), "Edit")
        after = apply(document, changes)
        assert checker.check(after, ON) == check(after, ON)
        if data.draw(st.booleans(), "undo"):
            after = apply(after, changes.inverted())
            assert checker.check(after, ON) == check(after, ON)
        document = after


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_after_an_edit_of_one_row_a_checker_says_what_a_check_says(data: st.DataObject) -> None:
    """One row at a time, where all that it names is there: of the row of a matrix also its state."""
    example = data.draw(st.sampled_from(EXAMPLES), "example")
    checker = Checker()
    document: Document = example.bad
    checker.check(document, ON)
    for change in difference(example.bad, example.good, "Edit").changes:
        if change.before is None or change.after is None:
            continue
        if all(named.id in document.table(named.table) for named in references(change.after)):
            document = document.with_rows({change.entity: {change.id: change.after}})
            assert checker.check(document, ON) == check(document, ON)
    for rule in document.rules:
        status = data.draw(st.sampled_from(("draft", "published", "suspended")), "status")
        label = data.draw(st.sampled_from((rule.label, "alike")), "label")
        changed: dict[str, Entity | None] = {rule.id: rule.changed(status=status, label=label)}
        document = document.with_rows({"rule": changed})
        assert checker.check(document, ON) == check(document, ON)


def test_on_another_day_a_checker_says_what_a_check_says() -> None:
    for example in EXAMPLES:
        checker = Checker()
        for days in (0, 1, 60, 0):
            day = ON + timedelta(days=days)
            assert checker.check(example.bad, day) == check(example.bad, day)


def test_what_no_check_reads_changes_nothing() -> None:
    """Else a table would be read that no check names, and its edits go unseen."""
    read = frozenset().union(*(one.reads for one in CHECKS))
    assert set(TYPES) - read >= {"knowledge", "principle", "component"}
