"""Identifiers: short, random, and prefixed by what they name, so that a stray one can be recognised."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random
from typing import Annotated

from models.entity import Ref

# No vowels, so that no word appears by chance; no 0/o or 1/l, so that one can be read aloud.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_LENGTH = 10

_seeded: ContextVar[Random | None] = ContextVar("seeded", default=None)


def fresh(prefix: str) -> str:
    """Return a new identifier such as `role-4k7mzt2xqd` (27**10, about 2e14, possibilities)."""
    source = _seeded.get()
    pick = source.choice if source else secrets.choice
    return f"{prefix}-{''.join(pick(_ALPHABET) for _ in range(_LENGTH))}"


@contextmanager
def reproducible(seed: int) -> Iterator[None]:
    """Make `fresh` repeat itself inside the block: for the sample workspace and for tests."""
    token = _seeded.set(Random(seed))
    try:
        yield
    finally:
        _seeded.reset(token)


RoleId = Annotated[str, Ref("role")]
PersonId = Annotated[str, Ref("person")]
TeamId = Annotated[str, Ref("team")]
QuarterId = Annotated[str, Ref("quarter")]
ThemeId = Annotated[str, Ref("theme")]
OutcomeId = Annotated[str, Ref("outcome")]
SectionId = Annotated[str, Ref("section")]
DecisionId = Annotated[str, Ref("decision")]
DimensionId = Annotated[str, Ref("dimension")]
PlaceId = Annotated[str, Ref("place")]
TierId = Annotated[str, Ref("tier")]
InstrumentId = Annotated[str, Ref("instrument")]
SchemeId = Annotated[str, Ref("scheme")]
EditionId = Annotated[str, Ref("edition")]
RuleId = Annotated[str, Ref("rule")]
CalendarId = Annotated[str, Ref("calendar")]
