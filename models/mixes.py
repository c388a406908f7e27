"""What the cases of a decision look like, in words."""

from __future__ import annotations

from models.authority.labels import band_signs, condition_signs
from models.authority.rules import ClassCondition, FlagCondition
from models.authority.words import capital, place_words, some_of, verb
from models.document import Document
from models.escalation import Effort, MixPart, MixShare, Volume


def share_words(document: Document, share: MixShare) -> str:
    """Return what a case of a part is like on one dimension: "≤ 5,000 EUR", "low risk", "not budgeted", or nothing."""
    dimension = document.dimensions.get(share.dimension)
    if dimension is None:
        return ""
    if share.band is not None:
        signs = band_signs(dimension, share.band)
        return f"{dimension.name} {signs}" if signs in ("any", "none") or not dimension.unit else signs
    if share.classes:
        return condition_signs(document, ClassCondition(dimension=dimension.id, among=share.classes))
    if share.flag is not None:
        return condition_signs(document, FlagCondition(dimension=dimension.id, value=share.flag))
    return ""


def part_words(document: Document, part: MixPart) -> str:
    """Return what the cases of a part have in common: "≤ 5,000 EUR · budgeted", "in Germany", "any case"."""
    words = [text for share in part.shares if (text := share_words(document, share))]
    if part.place is not None:
        words.append(place_words(document, part.place))
    return " · ".join(words) or "any case"


def shares_of(volume: Volume) -> tuple[float, ...]:
    """Return the share of all cases, 0 to 1, that each part of a mix has."""
    total = sum(part.weight for part in volume.mix)
    return tuple(part.weight / total for part in volume.mix)


def mix_words(document: Document, volume: Volume) -> str:
    """Return a mix at a glance: "60 % ≤ 5,000 EUR, 30 % > 5,000 EUR and two more"."""
    parts = sorted(zip(shares_of(volume), volume.mix, strict=True), key=lambda part: -part[0])
    return some_of([f"{share * 100:.0f} % {part_words(document, part)}" for share, part in parts], most=2)


def effort_words(document: Document, effort: Effort) -> str:
    """Return whose part an effort is about: "CFO approves", "Whoever approves", "CFO", "Every part"."""
    if effort.role is None:
        return f"Whoever {verb(effort.right)}" if effort.right is not None else "Every other part"
    name = document.roles[effort.role].name if effort.role in document.roles else effort.role
    return capital(f"{name} {verb(effort.right)}") if effort.right is not None else name
