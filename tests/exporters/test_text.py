"""The document as text: stable, complete, and told apart by its fingerprint."""

from __future__ import annotations

import json
from pathlib import Path

from exporters.base import Options
from exporters.text import document_text, fingerprint, write
from models.document import TYPES, Document, document_of


def test_the_text_holds_the_whole_document(northlight: Document) -> None:
    read = json.loads(document_text(northlight))
    assert read.pop("schema") == "remit.document/1"
    rows = {name: [TYPES[name].model_validate(row) for row in found] for name, found in read.items()}
    assert document_of(rows) == document_of(
        {name: list(northlight.table(name)) for name in TYPES if len(northlight.table(name))}
    )


def test_the_same_document_gives_the_same_text_whatever_the_order_of_its_rows(northlight: Document) -> None:
    turned = document_of({name: list(reversed(list(northlight.table(name)))) for name in TYPES})
    assert document_text(turned) == document_text(northlight)
    assert fingerprint(turned) == fingerprint(northlight)


def test_any_edit_changes_the_fingerprint(northlight: Document) -> None:
    seen = {fingerprint(northlight), fingerprint(Document())}
    for table, field in (("role", "note"), ("decision", "clause"), ("rule", "note"), ("theme", "why")):
        row = next(iter(northlight.table(table)))
        seen.add(fingerprint(northlight.with_rows({table: {row.id: row.changed(**{field: "Another."})}})))
    assert len(seen) == 6


def test_one_edit_is_one_place_in_a_line_by_line_difference(northlight: Document) -> None:
    role = next(iter(northlight.roles))
    other = northlight.with_rows({"role": {role.id: role.changed(name="Somebody else")}})
    before, after = document_text(northlight).splitlines(), document_text(other).splitlines()
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


def test_it_is_written_as_utf_8(northlight: Document, tmp_path: Path, options: Options) -> None:
    write(northlight, tmp_path / "all.json", options)
    assert (tmp_path / "all.json").read_bytes() == document_text(northlight).encode()
