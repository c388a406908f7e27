"""Edits of volumes, mixes and efforts."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.changes import ChangeSet, EditRefused, apply
from models.commands import matrix, rows, volumes
from models.constraints import check
from models.decisions import Dimension
from models.document import Document
from models.escalation import MixShare
from models.mixes import effort_words, mix_words, part_words
from models.quantities import Band

FIELDS = ("cases_a_quarter", *volumes.PROBABILITIES)


def library() -> tuple[Document, list[str]]:
    document = apply(Document(), matrix.add_section(Document(), "Spending"))
    section = next(iter(document.sections)).id
    for row in (
        Dimension(id="amount", name="Amount", key="amount", kind="money", unit="EUR"),
        Dimension(id="risk", name="Risk", key="risk", kind="classes", classes=("low", "high")),
        Dimension(id="planned", name="Budgeted", key="planned", kind="flag"),
    ):
        document = apply(document, rows.add_row(document, row))
    for name in ("Buy", "Hire"):
        document = apply(document, matrix.add_decision(document, name, section))
    return document, [decision.id for decision in document.decisions]


def done(document: Document, changes: ChangeSet) -> Document:
    """Return the document after an edit that is allowed and can be taken back and done again."""
    after = apply(document, changes)
    check(after, changes)
    assert apply(after, changes.inverted()) == document
    assert apply(apply(after, changes.inverted()), changes) == after
    return after


cells = st.dictionaries(
    st.integers(0, 1),
    st.fixed_dictionaries(
        {},
        optional={
            "cases_a_quarter": st.floats(0.1, 1e6),
            "exception_probability": st.one_of(st.none(), st.floats(0, 0.99)),
            "disagreement_probability": st.one_of(st.none(), st.floats(0, 0.99)),
            "rework_probability": st.one_of(st.none(), st.floats(0, 0.5)),
            "refusal_probability": st.one_of(st.none(), st.floats(0, 0.5)),
        },
    ).filter(bool),
    min_size=1,
)


@given(st.lists(cells, min_size=1, max_size=5))
def test_blocks_say_what_was_entered_and_a_number_of_cases_is_taken_over(
    typed: list[dict[int, dict[str, object]]],
) -> None:
    document, decisions = library()
    known: dict[str, dict[str, object]] = {decision: dict.fromkeys(FIELDS) for decision in decisions}
    for block in typed:
        document = done(document, volumes.set_volumes(document, {decisions[at]: f for at, f in block.items()}))
        for at, fields in block.items():
            mine = known[decisions[at]]
            mine |= fields
            if mine["cases_a_quarter"] is None and any(value is not None for value in mine.values()):
                mine["cases_a_quarter"] = 13.0
    for decision, fields in known.items():
        row = volumes.volume_of(document, decision)
        found = dict.fromkeys(FIELDS) if row is None else {field: getattr(row, field) for field in FIELDS}
        assert found == fields


def test_an_emptied_number_ends_what_is_known_unless_more_is() -> None:
    document, (buy, hire) = library()
    document = done(document, volumes.set_volume(document, buy, cases_a_quarter=40))
    document = done(document, volumes.set_volume(document, buy, cases_a_quarter=None))
    assert not len(document.volumes)
    document = done(document, volumes.set_volume(document, hire, exception_probability=0.2))
    with pytest.raises(EditRefused, match="More is known of the cases of “Hire”"):
        volumes.set_volume(document, hire, cases_a_quarter=None)
    document = done(document, volumes.set_volume(document, hire, cases_a_quarter=None, exception_probability=None))
    assert not len(document.volumes)


def test_blanks_and_what_is_assumed_anyway_begin_nothing() -> None:
    document, (buy, hire) = library()
    blanks: dict[str, dict[str, object]] = {
        buy: {"cases_a_quarter": None, "arrivals": "random"},
        hire: {"arrivals": "random", "profile": ()},
    }
    assert not volumes.set_volumes(document, blanks)
    document = done(document, volumes.set_volume(document, buy, cases_a_quarter=4))
    document = done(document, volumes.set_volumes(document, blanks))
    assert not len(document.volumes)


def test_a_schedule_says_how_often_and_a_list_names_its_moments() -> None:
    document, (buy, _) = library()
    document = done(document, volumes.set_volume(document, buy, cases_a_quarter=13))
    document = done(document, volumes.set_volume(document, buy, arrivals="scheduled"))
    assert volumes.volume_of(document, buy).every_days == 7  # type: ignore[union-attr]  # it has one
    for changes, said in (
        (volumes.set_volume(document, buy, every_days=None), "Say every how many days “Buy” comes up"),
        (volumes.set_volume(document, buy, arrivals="recorded"), "needs at least one"),
        (volumes.set_volume(document, buy, rework_probability=0.7, refusal_probability=0.7), "than there are"),
    ):
        with pytest.raises(EditRefused, match=said):
            check(apply(document, changes), changes)
    with pytest.raises(EditRefused, match="needs at least one moment"):
        volumes.set_recorded(document, buy, ())
    moments = (datetime.fromisoformat("2026-03-02T09:00"), datetime.fromisoformat("2026-03-01T09:00"))
    document = done(document, volumes.set_recorded(document, buy, moments))
    row = volumes.volume_of(document, buy)
    assert row is not None
    assert (row.arrivals, row.recorded) == ("recorded", tuple(sorted(moments)))


def test_a_mix_reads_as_what_its_cases_have_in_common() -> None:
    document, (buy, _) = library()
    document = done(document, volumes.add_mix_part(document, buy, 3))
    document = done(document, volumes.add_mix_part(document, buy))
    shares = (
        MixShare(dimension="amount", band=Band(lower=0, upper=5001)),
        MixShare(dimension="risk", classes=("high",)),
        MixShare(dimension="planned", flag=False),
    )
    for share in shares:
        document = done(document, volumes.set_mix_share(document, buy, 0, share))
    row = volumes.volume_of(document, buy)
    assert row is not None
    assert part_words(document, row.mix[0]) == "≤ 5,000 EUR · high risk · not budgeted"
    assert mix_words(document, row) == "75 % ≤ 5,000 EUR · high risk · not budgeted and 25 % any case"
    for share in shares:
        document = done(document, volumes.set_mix_share(document, buy, 0, MixShare(dimension=share.dimension)))
    assert volumes.volume_of(document, buy).mix[0].shares == ()  # type: ignore[union-attr]  # it has one
    document = done(document, volumes.set_mix_part(document, buy, 1, weight=7))
    document = done(document, volumes.delete_mix_part(document, buy, 0))
    assert [part.weight for part in volumes.volume_of(document, buy).mix] == [7]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "share",
    [
        MixShare(dimension="risk", band=Band(lower=0, upper=5)),
        MixShare(dimension="risk", classes=("middling",)),
        MixShare(dimension="amount", flag=True),
    ],
)
def test_a_share_that_does_not_fit_its_dimension_is_refused(share: MixShare) -> None:
    document, (buy, _) = library()
    document = done(document, volumes.add_mix_part(document, buy))
    changes = volumes.set_mix_share(document, buy, 0, share)
    with pytest.raises(EditRefused, match="does not fit the dimension"):
        check(apply(document, changes), changes)


def test_efforts_say_whose_part_they_are_about() -> None:
    document, (buy, _) = library()
    document = done(document, volumes.add_effort(document, buy))
    document = done(document, volumes.set_effort(document, buy, 0, right="approve", minutes=45, variation=0.5))
    row = volumes.volume_of(document, buy)
    assert row is not None
    assert effort_words(document, row.efforts[0]) == "Whoever approves"
    for fields, said in (
        ({"minutes": 0}, "takes more than 0 minutes"),
        ({"variation": -1}, "from 0, always the same time"),
        ({"exception_probability": 1.0}, "below 100 %"),
    ):
        with pytest.raises(EditRefused, match=said):
            volumes.set_effort(document, buy, 0, **fields)
    with pytest.raises(EditRefused, match="no longer in the file"):
        volumes.delete_effort(document, buy, 1)
    document = done(document, volumes.delete_effort(document, buy, 0))
    assert volumes.volume_of(document, buy).efforts == ()  # type: ignore[union-attr]  # it has one
