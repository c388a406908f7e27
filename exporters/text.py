"""The whole document as stable JSON text, for review in version control, and its fingerprint."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from exporters.base import Options, write_text
from models.document import TYPES, Document

SCHEMA = "remit.document/1"


def document_text(document: Document) -> str:
    """Return the document as JSON: tables by name, rows in the order people see, fields as they are declared.

    The same document always gives the same text; fields that hold nothing are left out.
    """
    tables = {name: [_plain(row) for row in document.table(name)] for name in TYPES if len(document.table(name))}
    return json.dumps({"schema": SCHEMA, **tables}, ensure_ascii=False, indent=1) + "\n"


def fingerprint(document: Document) -> str:
    """Return the SHA-256 of the document's text form, in hexadecimal."""
    return sha256(document_text(document).encode()).hexdigest()


def _plain(row: Any) -> dict[str, Any]:
    fields: dict[str, Any] = row.model_dump(mode="json", exclude_defaults=True)
    return {"id": row.id, **fields}


def write(document: Document, target: Path, options: Options) -> Path:
    """Write the document as text and return where. Raises ExportRefused."""
    return write_text(target, document_text(document), force=options.force)
