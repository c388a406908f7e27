"""Whether those who must say yes can: a plain warning where the people there are cannot meet an expression."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.authority.attainment import is_attainable, wants_more_than_named
from models.authority.expressions import Expression, OneRole, Vote, roles_in
from models.authority.grants import Delegation
from models.authority.holders import people_of, vacant_roles
from models.authority.rules import Right
from models.authority.words import listed, number_words, role_words
from models.document import Document


def shortfall(document: Document, who: Expression, right: Right, decision: str, on: date) -> str:
    """Return why nobody could meet an expression on a day, or how a body falls short of its quorum; else nothing."""

    def covers(grant: Delegation) -> bool:
        return not grant.limits and not grant.places and (not grant.decisions or decision in grant.decisions)

    if wants_more_than_named(who):
        return "It asks for more parties than it names; nobody could meet it."
    people = people_of(document, on, right, covers)
    empty = vacant_roles(who, people)
    if empty:
        names = listed([role_words(document, role) for role in empty])
        return f"Nobody holds {names} today, so nobody could meet this."
    for vote in _votes(who):
        sitting = people(vote.body)
        barred = frozenset().union(*(people(role) or frozenset() for role in vote.excluded))
        left = len(sitting - barred) if sitting is not None else None
        if vote.quorum is not None and left is not None and left < vote.quorum:
            name = role_words(document, vote.body)
            return f"The quorum is {vote.quorum}, and only {number_words(left)} may vote in {name} today."
    if not is_attainable(who, people):
        held = [people(role) for role in dict.fromkeys(roles_in(who))]
        count = len(frozenset().union(*(found for found in held if found)))
        return (
            f"It wants different people, and only {number_words(count)} {'holds' if count == 1 else 'hold'} "
            "these roles today, so nobody could meet this."
        )
    return ""


def _votes(who: Expression) -> Iterator[Vote]:
    if isinstance(who, Vote):
        yield who
    elif not isinstance(who, OneRole):
        for part in who.parts:
            yield from _votes(part)
