"""Who proposes fixes for which finding, and the fixes that keep their promise."""

from datetime import date
from itertools import islice

from models.document import Document
from models.findings.base import Finding
from models.findings.catalogue import Checker
from models.fixes import (
    bodies,
    charters,
    deciders,
    delegations,
    duties,
    escalation,
    gaps,
    limits,
    load,
    overlaps,
    places,
    records,
    strategy,
    teams,
    tiers,
)
from models.fixes.base import Fix, Matter, Offer
from models.fixes.promise import Trial

MOST_OFFERED = 8
_MOST_TRIED = 40

OFFERS: dict[str, Offer] = {
    **gaps.OFFERS,
    **overlaps.OFFERS,
    **limits.OFFERS,
    **places.OFFERS,
    **deciders.OFFERS,
    **bodies.OFFERS,
    **duties.OFFERS,
    **escalation.OFFERS,
    **load.OFFERS,
    **tiers.OFFERS,
    **delegations.OFFERS,
    **charters.OFFERS,
    **teams.OFFERS,
    **strategy.OFFERS,
    **records.OFFERS,
}


def fixes_for(document: Document, finding: Finding, on: date, checker: Checker | None = None) -> tuple[Fix, ...]:
    """Return the ways to end a finding with one edit, the most natural first; none where no edit can promise that.

    Each has been tried on the document: after it the finding is gone, no error or warning has come, and other findings
    are as they were. A `checker` that knows the document, or one much like it, saves most of the work.
    """
    offer = OFFERS.get(finding.id)
    if offer is None:
        return ()
    trial: Trial | None = None
    found: dict[str, Fix] = {}
    for fix in islice(offer(Matter(document, finding, on)), _MOST_TRIED):
        trial = trial or Trial(document, on, checker)
        if fix.label not in found and trial.keeps(finding, fix.changes):
            found[fix.label] = fix
        if len(found) == MOST_OFFERED:
            break
    return tuple(found.values())
