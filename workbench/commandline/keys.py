"""Findings by their keys, as people type them."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.findings import Finding


def finding_named(found: Iterable["Finding"], key: str, file: Path) -> "Finding":
    """Return the finding with a key; its beginning will do where only one begins so. Raises FileProblem."""
    keys = {finding.key: finding for finding in found}
    if key in keys:
        return keys[key]
    begun = [name for name in keys if key and name.startswith(key)]
    if len(begun) == 1:
        return keys[begun[0]]
    if begun:
        raise FileProblem(f"{len(begun)} findings begin with “{key}”; give one of {', '.join(begun[:5])} in full.")
    raise FileProblem(f"There is no finding “{key}” now; “remit check {file}” lists them with their keys.")
