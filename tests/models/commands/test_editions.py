"""Versions of a matrix: drafts, publishing, withdrawing; earlier days keep the answers that they had."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.authority.editions import predecessor_of, state_of
from models.authority.facts import Case
from models.authority.force import editions_in_force
from models.authority.grid import edition_shown
from models.authority.routing import route
from models.authority.rules import Edition, Note
from models.cases import LibraryCase, Waiver
from models.changes import ChangeSet, EditRefused, apply
from models.commands import editions, rows
from models.commands.matrix import set_procedure
from models.document import Document
from tests.models.authority.small import NAMES, approve, band, matrix, row

START, MAY = date(2026, 1, 1), date(2026, 5, 1)


def ground() -> Document:
    return matrix(
        Edition(id="matrix", name="Matrix", version="3", effective=START),
        row("low", band(None, 10), by="Head"),
        row("high", band(10, "unlimited"), by="CEO"),
        Note(id="n1", mark="1", text="of the matrix", edition="matrix"),
        Note(id="n2", mark="2", text="of a cell", rule="low", role="head"),
        Note(id="n3", mark="3", text="of a role", role="ceo"),
        Waiver(id="w1", finding="F04", subject="high+low", reason="Known"),
        LibraryCase(id="c1", name="Small", decision="buy", expected_rule="low"),
        LibraryCase(id="c2", name="Small, then", decision="buy", expected_rule="low", on=date(2026, 2, 1)),
    )


def draft(document: Document) -> tuple[Document, str]:
    changes = editions.draft_of(document, "matrix")
    (made,) = changes.ids("edition")
    return apply(document, changes), made


def published(document: Document, made: str, on: date = MAY) -> Document:
    return apply(document, editions.publish(document, made, "board", on, on))


def decides(document: Document, on: date, amount: int = 5) -> str:
    return route(document, Case("buy", {"amount": amount * 100}), on).sentence


def test_a_draft_is_a_copy_that_changes_nothing() -> None:
    document = ground()
    after, made = draft(document)
    copy = after.editions[made]
    assert (copy.status, copy.replaces, copy.version, copy.effective) == ("draft", "matrix", "4", None)
    assert [(rule.label, rule.box, rule.procedure) for rule in after.rules.by("edition", made)] == [
        (rule.label, rule.box, rule.procedure) for rule in document.rules
    ]
    copies = {rule.id for rule in after.rules.by("edition", made)}
    notes = [note for note in after.notes if note.id not in document.notes]
    assert {(note.text, note.edition == made, note.rule in copies) for note in notes} == {
        ("of the matrix", True, False),
        ("of a cell", False, True),
    }
    (waiver,) = (waiver for waiver in after.waivers if waiver.id != "w1")
    assert waiver.subject == "+".join(sorted(copies))
    assert decides(after, MAY) == decides(document, MAY)
    assert edition_shown(after) == edition_shown(after, MAY) == document.editions["matrix"]


def test_publishing_leaves_earlier_days_as_they_were() -> None:
    document, made = draft(ground())
    (low, _) = document.rules.by("edition", made)
    document = apply(document, set_procedure(document, low.id, (approve("CFO"),)))
    after = published(document, made)
    eve = MAY - timedelta(days=1)
    assert decides(after, eve) == "Head approves."
    assert decides(after, MAY) == "CFO approves."
    assert after.editions["matrix"].expires == eve
    assert after.editions[made].approving_body == "board"
    assert [state_of(after, after.editions[each], MAY) for each in ("matrix", made)] == ["over", "in force"]
    assert [state_of(after, after.editions[each], eve) for each in ("matrix", made)] == ["in force", "to come"]
    assert [edition_shown(after, day) for day in (eve, MAY)] == [after.editions["matrix"], after.editions[made]]
    assert after.library_cases["c1"].expected_rule == low.id
    assert after.library_cases["c2"].expected_rule == "low"
    reasons = {reason.rule: reason.sentence for reason in route(after, Case("buy", {"amount": 1}), eve).reasons}
    assert "not in force" in reasons[low.id]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"by": None}, "Say which body approved “Matrix”, version 4; it cannot be published without."),
        ({"approved_on": None}, "Say on which day “Matrix”, version 4 was approved"),
        ({"effective": None}, "Say from which day “Matrix”, version 4 is in force"),
        ({"effective": date(2025, 12, 1), "approved_on": date(2025, 12, 1)}, "later day than 1 January 2026"),
        ({"effective": START, "approved_on": START}, "later day than 1 January 2026"),
        ({"approved_on": date(2026, 5, 2)}, "before it was approved on 2 May 2026"),
        ({"review_on": date(2026, 4, 30)}, "cannot be reviewed on 30 April 2026, before it is in force on 1 May 2026"),
        ({"by": "nobody"}, "That role is no longer in the file."),
        ({"draft": "matrix"}, "“Matrix”, version 3 is no draft; only a draft can be published."),
        ({"draft": "gone"}, "That matrix is no longer in the file."),
    ],
)
def test_what_is_missing_or_makes_no_sense_is_refused(fields: dict[str, object], words: str) -> None:
    document, made = draft(ground())
    usual: dict[str, object] = {"draft": made, "by": "board", "approved_on": MAY, "effective": MAY}
    with pytest.raises(EditRefused) as refused:
        editions.publish(document, **{**usual, **fields})  # type: ignore[arg-type]
    assert words in str(refused.value)


def test_nothing_cannot_be_published() -> None:
    document, made = draft(ground())
    document = apply(
        document, rows.delete_rows(document, "rule", tuple(r.id for r in document.rules.by("edition", made)))
    )
    with pytest.raises(EditRefused, match="has no rows; there is nothing to publish"):
        editions.publish(document, made, "board", MAY, MAY)


def test_a_draft_goes_behind_what_was_published_meanwhile() -> None:
    document, first = draft(ground())
    document, second = draft(document)
    document = published(document, first)
    assert predecessor_of(document, document.editions[second]) == document.editions[first]
    with pytest.raises(EditRefused, match="later day than 1 May 2026"):
        editions.publish(document, second, "board", MAY, MAY)
    after = published(document, second, MAY + timedelta(days=9))
    assert after.editions[second].replaces == first
    assert after.editions[first].expires == MAY + timedelta(days=8)
    assert after.editions["matrix"].expires == MAY - timedelta(days=1)


def test_withdrawing_keeps_the_past_and_what_never_came_makes_room() -> None:
    document, made = draft(ground())
    after = published(document, made)
    gone = apply(after, editions.withdraw(after, made, MAY + timedelta(days=30)))
    assert decides(gone, MAY + timedelta(days=29)) == "Head approves."
    assert decides(gone, MAY + timedelta(days=30)).startswith("Gap")
    never = apply(after, editions.withdraw(after, made, MAY - timedelta(days=5)))
    assert never.editions[made].status == "withdrawn"
    assert never.editions["matrix"] == ground().editions["matrix"]
    for document, edition, words in (
        (after, "matrix", "is over since 30 April 2026"),
        (never, made, "is withdrawn already"),
        (ground(), "gone", "no longer in the file"),
        (draft(ground())[0], "", "is a draft; discard it instead"),
    ):
        which = edition or next(e.id for e in document.editions if e.status == "draft")
        with pytest.raises(EditRefused, match=words):
            editions.withdraw(document, which, MAY + timedelta(days=40))
    with pytest.raises(EditRefused, match="is replaced by “Matrix”, version 4; withdraw that first"):
        editions.withdraw(after, "matrix", START + timedelta(days=9))


def test_a_draft_is_discarded_with_all_that_was_copied() -> None:
    document, made = draft(ground())
    assert apply(document, editions.discard(document, made)) == ground()
    with pytest.raises(EditRefused, match="is no draft; only a draft can be discarded"):
        editions.discard(document, "matrix")
    with pytest.raises(EditRefused, match="is a draft already"):
        editions.draft_of(document, made)


@given(
    st.lists(
        st.tuples(st.sampled_from(["draft", "edit", "publish", "withdraw", "discard"]), st.integers(0, 9)), max_size=14
    )
)
@settings(max_examples=60)
def test_whatever_is_edited_later_what_was_answered_on_a_day_stays(steps: list[tuple[str, int]]) -> None:
    """Time goes on a day with each step; each answer given on its day is remembered and asked for again."""
    document, today = ground(), MAY
    given_then = [(START - timedelta(days=1), decides(document, START - timedelta(days=1)))]
    undo: list[tuple[Document, ChangeSet]] = []
    for kind, number in steps:
        try:
            changes = _done(document, kind, number, today)
            undo.append((document, changes))
            document = apply(document, changes)
        except EditRefused:
            pass
        assert len(editions_in_force(document, today)) <= 1
        given_then.append((today, decides(document, today)))
        for day, answer in given_then:
            assert decides(document, day) == answer
        today += timedelta(days=1)
    terms = sorted((e.effective or date.min, e.expires) for e in document.editions if e.status == "in_force")
    assert all(ends is not None and ends < starts for (_, ends), (starts, _) in pairwise(terms))
    for before, changes in reversed(undo):
        document = apply(document, changes.inverted())
        assert document == before


def _done(document: Document, kind: str, number: int, today: date) -> ChangeSet:
    drafts = [edition.id for edition in document.editions if edition.status == "draft"]
    choice = [e.id for e in editions_in_force(document, today)] if kind in ("draft", "withdraw") else drafts
    if not choice:
        raise EditRefused("There is nothing to do this with.")
    each = choice[number % len(choice)]
    match kind:
        case "draft":
            return editions.draft_of(document, each)
        case "edit":
            return _edited(document, each, number)
        case "publish":
            return editions.publish(document, each, "board", today, today)
        case "withdraw":
            return editions.withdraw(document, each, today)
        case _:
            return editions.discard(document, each)


def _edited(document: Document, edition: str, number: int) -> ChangeSet:
    rule = document.rules.by("edition", edition)[number % 2]
    return set_procedure(document, rule.id, (approve(NAMES[number % len(NAMES)]),))
