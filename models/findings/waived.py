"""What is found, and what of it somebody has accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.cases import Waiver
from models.document import Document
from models.findings.base import Finding


@dataclass(frozen=True)
class Waived:
    """A waiver with the finding that it is about; None where that is found no longer."""

    waiver: Waiver
    finding: Finding | None
    expired: bool = False


def without_waivers(document: Document) -> Document:
    """Return the document as it would be if nobody had waived anything, so that a check finds all of it."""
    return document.with_rows({"waiver": {row.id: None for row in document.waivers}})


def parted(document: Document, found: Iterable[Finding], on: date) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Return of what is found without waivers that which is not waived on a day, and each waiver with its finding."""
    by_key = {finding.key: finding for finding in found}
    waived = tuple(
        Waived(row, by_key.get(f"{row.finding}:{row.subject}"), row.until is not None and row.until < on)
        for row in document.waivers
    )
    hidden = {each.finding.key for each in waived if each.finding is not None and not each.expired}
    return tuple(finding for key, finding in by_key.items() if key not in hidden), waived
