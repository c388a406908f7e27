"""What a case brings along beside its facts, as it stands in fields: who asks, who is away, what was spent before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.authority.casebook import fact_text
from models.authority.circumstances import aggregated_dimension
from models.authority.facts import Case
from models.cases import LibraryCase
from models.document import Document

# An amount as people write it, and its day.
Written = tuple[str, date | None]


@dataclass(frozen=True)
class Around:
    """A case without facts; its earlier amounts and the hours that it has waited are texts, readable or not."""

    case: Case
    earlier: tuple[Written, ...] = ()
    waited: str = ""


def around_of(document: Document, case: Case) -> Around:
    """Return what a case brings along."""
    money = aggregated_dimension(document, document.decisions[case.decision])
    earlier = tuple((fact_text(document, money, e.steps), e.on) for e in case.earlier) if money is not None else ()
    return Around(replace(case, facts={}, earlier=(), waited=None), earlier, _hours(case.waited))


def around_kept(kept: LibraryCase) -> Around:
    """Return what a case of the library brings along, in the words in which it is kept."""
    case = Case(
        kept.decision,
        place=kept.place,
        more_places=kept.more_places,
        requester=kept.requester,
        requesting_role=kept.requesting_role,
        subject=kept.subject,
        absent=frozenset(kept.absent),
        urgent=kept.urgent,
    )
    return Around(case, tuple((amount.value, amount.on) for amount in kept.earlier), _hours(kept.waited_hours))


def _hours(hours: float | None) -> str:
    return "" if hours is None else f"{hours:g}"
