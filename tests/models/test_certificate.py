"""Certificates: given for what is proved, refused with the first error, and stale after any edit of what was read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.authority.rules import Edition, Note
from models.cases import Waiver
from models.certificate import (
    NotProved,
    certificate_of,
    checks_of_authority,
    fingerprint,
    is_stale,
    prove_edition,
    state_words,
)
from models.changes import EditRefused, apply
from models.commands import editions, rows
from models.commands.certificates import issue_certificate, keep_certificate
from models.document import TYPES, Document
from models.effort import Stopped
from models.entity import Entity
from models.findings import check
from models.strategy import Principle
from tests.models.authority.small import ON, approve, band, matrix, risk, role, row


def sound() -> Document:
    """A matrix without an error: two bands, a residual rule, and somebody who recommends and performs."""

    def by(name: str) -> tuple[object, ...]:
        lead = (approve("Lead", right="recommend"), approve("Head", right="perform", stage=3))
        return (lead[0], approve(name, stage=2), lead[1])

    return matrix(
        Edition(id="matrix", name="Matrix", version="3", residual="ceo"),
        row("low", band(None, 10), by=by("CFO")),  # type: ignore[arg-type]
        row("high", band(10, "unlimited"), by=by("CEO")),  # type: ignore[arg-type]
        Note(id="n1", mark="1", text="see there", rule="low"),
        Edition(id="plan", name="Matrix", version="4", status="draft", replaces="matrix"),
        row("planned", by="Board", edition="plan"),
    )


def errors(document: Document) -> list[str]:
    ids = {one.id for one in checks_of_authority()}
    return [one.id for one in check(document, ON) if one.severity == "error" and one.id in ids]


def test_what_is_proved_is_said_with_its_domains_method_and_checks() -> None:
    document = sound()
    assert errors(document) == []
    found = prove_edition(document, "matrix", ON)
    assert found.domains == ("Amount: 0 EUR and more, in steps of 0.01",)
    assert (found.decisions, found.rows, found.regions, found.on) == (1, 2, 2, ON)
    assert "all 2 cells were examined, in 2 boxes" in found.method
    assert "method 1" in found.method
    assert set(found.checks) == {one.id for one in checks_of_authority()}
    assert {"F01", "F03", "F31", "F54"} <= set(found.checks)
    assert not {"F61", "F67", "F76"} & set(found.checks)
    assert found.waivers == ()
    assert len(found.fingerprint) == 64


def test_an_error_refuses_it_and_the_first_is_named() -> None:
    document = sound()
    doubled = document.with_rows({"rule": {"more": row("more", band(0, 5), by="Board", label="More")}})
    with pytest.raises(NotProved) as refused:
        prove_edition(doubled, "matrix", ON)
    assert str(refused.value) == (
        f"“Matrix”, version 3 is not certified: one error stands against it, F03: {refused.value.errors[0].sentence}"
    )
    assert [one.id for one in refused.value.errors] == errors(doubled) == ["F03"]
    open_end = doubled.with_rows({"edition": {"matrix": document.editions["matrix"].changed(residual=None)}})
    with pytest.raises(NotProved, match=r"two errors stand against it, the first of them F03: "):
        prove_edition(open_end, "matrix", ON)
    with pytest.raises(EditRefused, match="is not certified"):
        issue_certificate(doubled, "matrix", ON)


def test_a_waived_error_is_told_with_reason_and_end() -> None:
    document = sound()
    overlap = document.with_rows({"rule": {"more": row("more", band(0, 5), by="Board")}})
    (finding, *others) = [one for one in check(overlap, ON) if one.severity == "error"]
    until = ON + timedelta(days=9)
    waivers: dict[str, Entity | None] = {
        f"w{at}": Waiver(id=f"w{at}", finding=one.id, subject=one.subject, reason="Agreed by the board.", until=until)
        for at, one in enumerate((finding, *others))
    }
    idle = Waiver(id="idle", finding="F99", subject="nothing", reason="Of no use")
    waived = overlap.with_rows({"waiver": {**waivers, "idle": idle}})
    found = prove_edition(waived, "matrix", ON)
    assert len(found.waivers) == len(waivers)
    assert found.waivers[0] == (
        f"{finding.id} {finding.name}: {finding.sentence} Accepted until 13 May 2026: Agreed by the board."
    )
    with pytest.raises(NotProved):
        prove_edition(waived, "matrix", until + timedelta(days=1))


def test_every_edit_of_what_was_read_makes_it_stale_and_no_other_does() -> None:
    document = sound()
    document = apply(document, issue_certificate(document, "matrix", ON))
    certificate = certificate_of(document, "matrix")
    assert certificate is not None
    assert not is_stale(document, certificate)
    read = frozenset(("waiver",)).union(*(one.reads for one in checks_of_authority()))
    edits: list[Entity] = [
        document.rules["low"].changed(procedure=(approve("Board"),)),
        document.rules["low"].changed(label="Small ones"),
        document.dimensions["size"].changed(upper=20),
        document.decisions["buy"].changed(note="Seen"),
        document.roles["lead"].changed(name="Leader"),
        document.editions["matrix"].changed(expires=ON),
        Waiver(id="w", finding="F45", subject="board", reason="Soon"),
        role("New"),
    ]
    for edited in edits:
        assert edited.table in read
        after = document.with_rows({edited.table: {edited.id: edited}})
        assert is_stale(after, certificate), edited
        before = document.table(edited.table).get(edited.id)
        assert not is_stale(after.with_rows({edited.table: {edited.id: before}}), certificate)
    gone = document.with_rows({"rule": {"high": None}})
    assert is_stale(gone, certificate)
    beside: list[Entity] = [
        document.rules["planned"].changed(procedure=(approve("CEO"),)),
        document.editions["plan"].changed(version="5"),
        Principle(id="p", name="Trust"),
    ]
    for edited in beside:
        after = document.with_rows({edited.table: {edited.id: edited}})
        assert not is_stale(after, certificate), edited
    discarded = apply(document, editions.discard(document, "plan"))
    assert not is_stale(discarded, certificate)
    unread = set(TYPES) - read
    assert "theme" in unread
    assert "certificate" in unread


def test_the_fingerprint_hangs_on_nothing_but_what_is_said() -> None:
    document = sound()
    ids = [one.id for one in checks_of_authority()]
    again = Document().with_rows({name: {r.id: r for r in reversed(list(document.table(name)))} for name in TYPES})
    assert fingerprint(document, "matrix", ids) == fingerprint(again, "matrix", reversed(ids))
    assert fingerprint(document, "matrix", ids) != fingerprint(document, "plan", ids)


def test_a_draft_is_certified_as_it_would_stand() -> None:
    document = sound()
    with pytest.raises(NotProved, match="“Matrix”, version 4 is not certified"):
        prove_edition(
            document.with_rows({"rule": {"planned": row("planned", risk("low"), edition="plan")}}), "plan", ON
        )
    made = editions.draft_of(document, "matrix", "5")
    (draft,) = made.ids("edition")
    document = apply(document, made)
    document = apply(document, issue_certificate(document, draft, ON))
    assert certificate_of(document, "matrix") is None
    certificate = certificate_of(document, draft)
    assert certificate is not None
    assert state_words(document, certificate).startswith(
        "The certificate of “Matrix”, version 5 of 4 May 2026 is sound"
    )
    after = apply(document, editions.publish(document, draft, "board", ON, ON))
    assert state_words(after, certificate).endswith("is stale: something that was proved has been edited since.")


def test_issuing_is_one_step_that_leaves_a_later_one_in_front() -> None:
    document = sound()
    first = issue_certificate(document, "matrix", ON)
    assert first.label == "Certify “Matrix”, version 3"
    assert len(first.changes) == 1
    after = apply(document, first)
    later = apply(after, issue_certificate(after, "matrix", date(2026, 6, 1)))
    assert len(later.certificates) == 2
    latest = certificate_of(later, "matrix")
    assert latest is not None
    assert latest.on == date(2026, 6, 1)
    assert apply(after, first.inverted()) == document


def test_one_that_was_proved_before_an_edit_is_not_kept() -> None:
    document = sound()
    proved = prove_edition(document, "matrix", ON)
    edited = apply(document, rows.set_fields(document, "rule", "low", label="Small"))
    with pytest.raises(EditRefused, match="edited while it was being proved"):
        keep_certificate(edited, proved)


def test_what_is_not_there_or_cannot_be_examined_is_refused() -> None:
    document = sound()
    for edition, words in (("gone", "no longer in the file"), ("empty", "has no rows; there is nothing to certify")):
        with_empty = document.with_rows({"edition": {"empty": Edition(id="empty", name="Empty")}})
        with pytest.raises(NotProved, match=words):
            prove_edition(with_empty, edition, ON)
    with pytest.raises(Stopped):
        prove_edition(document, "matrix", ON, halt=lambda: True)
