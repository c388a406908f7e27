"""Which delegations count: in time, consented to, not revoked, rightly passed on, and as far as their limits go."""

from collections.abc import Callable, Iterator
from datetime import date

from models.authority.force import in_time
from models.authority.grants import Delegation
from models.authority.rules import Right
from models.authority.words import role_words
from models.document import Document

# A delegation with those that it passes on, the first delegator's first.
Chain = tuple[Delegation, ...]
Applies = Callable[[Delegation], bool]
Present = Callable[[str], bool]


def granted(delegation: Delegation, on: date, right: Right | None = None) -> bool:
    """Return whether a delegation by itself is in force on a day, and covers a right.

    One that somebody has to consent to counts from the day they did. Whether it was rightly passed on is another
    matter: see `chain_of` and `chains_from`.
    """
    revoked = delegation.revoked_on is not None and delegation.revoked_on <= on
    consented = delegation.consented_on is not None and delegation.consented_on <= on
    waits = delegation.consent_of is not None and not consented
    covers = not delegation.rights or right is None or right in delegation.rights
    return in_time(delegation.starts, delegation.ends, on) and not revoked and not waits and covers


def chain_of(document: Document, delegation: Delegation) -> Chain | None:
    """Return a delegation with those that it passes on; None where it passes on what may not be passed on."""
    chain: Chain = (delegation,)
    while chain[0].parent is not None:
        above = document.delegations.get(chain[0].parent)
        if above is None or above in chain or above.to_role != chain[0].from_role:
            return None
        chain = (above, *chain)
    return chain if _may_be_passed_on(chain) else None


def chains_from(
    document: Document, role: str, on: date, right: Right | None, applies: Applies, present: Present
) -> Iterator[Chain]:
    """Yield the delegations by which others may act for a role on a day, each with those that it passes on.

    What ends, is revoked, or does not apply takes all that hangs on it with it; so no delegate ever has more than
    was delegated. `present` says whether somebody is there in a role, for those that count only while nobody is.
    """

    def below(chain: Chain) -> Iterator[Chain]:
        last = chain[-1]
        if not granted(last, on, right) or not applies(last) or not _may_be_passed_on(chain):
            return
        if last.only_when_absent and present(last.from_role):
            return
        yield chain
        for child in document.delegations.by("parent", last.id):
            if child.from_role == last.to_role and child not in chain:
                yield from below((*chain, child))

    for grant in document.delegations.by("from_role", role):
        if grant.parent is None:
            yield from below((grant,))


def _may_be_passed_on(chain: Chain) -> bool:
    """Return whether each delegation of a chain may be passed on as often as it is; a depth of 0 sets no limit."""
    below = len(chain) - 1
    return all(
        grant.may_sub_delegate and (not grant.depth or below - at <= grant.depth) for at, grant in enumerate(chain[:-1])
    )


def capacity_words(document: Document, chain: Chain) -> str:
    """Return in which capacity a delegate acts: "by delegation from CFO through Head"."""
    through = "".join(f" through {role_words(document, grant.from_role)}" for grant in chain[1:])
    return f"by delegation from {role_words(document, chain[0].from_role)}{through}"
