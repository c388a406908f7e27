"""The whole document as stable JSON text, for review in version control, and its fingerprint."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import GenericAlias
from typing import Any

from pydantic import TypeAdapter

from exporters.base import Options, write_text
from models.document import TYPES, Document
from models.entity import Entity

SCHEMA = "remit.document/1"


def document_text(document: Document) -> str:
    """Return the document as JSON: tables by name, rows in the order people see, fields as they are declared.

    The same document always gives the same text; fields that are as a new row has them are left out.
    """
    tables = {
        name: [_told(row, fields) for row, fields in zip(rows, json.loads(_packed(name, rows)), strict=True)]
        for name in TYPES
        if (rows := list(document.table(name)))
    }
    return json.dumps({"schema": SCHEMA, **tables}, ensure_ascii=False, indent=1) + "\n"


def _told(row: Entity, fields: dict[str, Any]) -> dict[str, Any]:
    new = type(row).model_fields
    return {name: value for name, value in fields.items() if name == "id" or getattr(row, name) != new[name].default}


def fingerprint(document: Document) -> str:
    """Return the SHA-256, in hexadecimal, of what the document's text form says, without its white space."""
    digest = sha256(SCHEMA.encode())
    for name in TYPES:
        if rows := list(document.table(name)):
            digest.update(f"\n{name}\n".encode() + _packed(name, rows))
    return digest.hexdigest()


def _packed(table: str, rows: list[Any]) -> bytes:
    """Return rows of a table as compact JSON."""
    return _adapter(table).dump_json(rows)


@cache
def _adapter(table: str) -> TypeAdapter[Any]:
    rows: Any = GenericAlias(list, (TYPES[table],))
    return TypeAdapter(rows)


def write(document: Document, target: Path, options: Options) -> Path:
    """Write the document as text and return where. Raises ExportRefused."""
    return write_text(target, document_text(document), force=options.force)
