"""Delegations in words: whether each is in force on a day, what it gives, and which passes on which."""

from __future__ import annotations

from datetime import date

from models.authority.delegation import chain_of, granted
from models.authority.force import day_words
from models.authority.grants import Delegation
from models.authority.rules import RIGHTS
from models.authority.words import box_words, listed, role_words, sentence, some_of, verb
from models.document import Document
from views.timeline.row import State, StateKind

__all__ = ["State", "StateKind", "grant_words", "in_chains", "state_of", "what_words"]


def state_of(document: Document, grant: Delegation, on: date) -> State:
    """Return whether a delegation counts on a day, and why not."""
    if grant.revoked_on is not None and grant.revoked_on <= on:
        return State("revoked", f"revoked on {day_words(grant.revoked_on)}")
    if grant.ends is not None and grant.ends < on:
        return State("expired", f"ended on {day_words(grant.ends)}")
    if grant.starts is not None and grant.starts > on:
        return State("not_yet", f"begins on {day_words(grant.starts)}")
    if not granted(grant, on):
        return State("waiting", f"waits for the consent of {role_words(document, grant.consent_of or '')}")
    chain = chain_of(document, grant)
    if chain is None:
        return State("cut_off", "not in force: what it passes on may not be passed on")
    above = next((each for each in chain[:-1] if not granted(each, on)), None)
    if above is not None:
        return State("cut_off", f"not in force: that from {role_words(document, above.from_role)} is not")
    ends = [day for day in (grant.ends, grant.revoked_on) if day is not None]
    return State("in_force", f"in force until {day_words(min(ends))}" if ends else "in force")


def in_chains(document: Document) -> list[tuple[Delegation, int]]:
    """Return the delegations, each behind the one that it passes on, with how deep it stands."""
    found: list[tuple[Delegation, int]] = []
    listed_ids: set[str] = set()

    def put(grant: Delegation, depth: int) -> None:
        if grant.id not in listed_ids:
            listed_ids.add(grant.id)
            found.append((grant, depth))
            for child in document.delegations.by("parent", grant.id):
                put(child, depth + 1)

    for grant in document.delegations:
        if grant.parent is None:
            put(grant, 0)
    for grant in document.delegations:  # what is left hangs on itself
        put(grant, 0)
    return found


def what_words(document: Document, grant: Delegation) -> str:
    """Return what a delegation gives, in a few words: "Buy goods, Amount up to and including 5,000 EUR"."""
    names = [decision.name for decision in document.decisions if decision.id in grant.decisions]
    parts = [some_of(names, most=2) if names else "all it may decide"]
    if grant.limits or grant.places:
        parts.append(box_words(document, grant.limits, grant.places))
    if grant.rights:
        parts.append(f"to {listed([verb(right, True) for right in RIGHTS if right in grant.rights], 'or')}")
    if grant.only_when_absent:
        parts.append("only when absent")
    return ", ".join(parts)


def grant_words(document: Document, grant: Delegation) -> str:
    """Return a delegation as a sentence."""
    to = role_words(document, grant.to_role)
    if grant.to_person is not None and (person := document.people.get(grant.to_person)) is not None:
        to = f"{person.name} as {to}"
    days = [
        f"from {day_words(grant.starts)}" if grant.starts is not None else "",
        f"until {day_words(grant.ends)}" if grant.ends is not None else "without an end",
    ]
    verbs = {"standing": "delegates to", "temporary": "delegates for a time to", "acting": "has acting for it"}
    said = f"{role_words(document, grant.from_role)} {verbs[grant.kind]} {to}: {what_words(document, grant)}, "
    tail = ""
    if grant.may_sub_delegate:
        times = {0: "", 1: " once"}.get(grant.depth, f" up to {grant.depth} times")
        tail = f" It may be passed on{times}."
    return sentence(said + " ".join(day for day in days if day)) + tail
