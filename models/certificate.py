"""Certificates: what is proved of a matrix on a day, and whether that still holds of the document as it is now.

A certificate speaks of authority: the checks up to F59, on rows, deciders, separation, escalation, tiers and
delegations; those on charters, strategy and records speak of other things. Its fingerprint is the SHA-256 of every row
of every table that these checks read, and of the waivers, all of their fields included; only drafts and withdrawn
matrices, which decide nothing, are left out with their rows. So every edit that the proof could have seen, however
slight, makes a certificate stale.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from math import prod

from models.authority.domains import domain_words
from models.authority.editions import edition_words, standing
from models.authority.force import day_words, rules_in_force
from models.authority.geometry import TooIntricate, settle
from models.authority.places import is_place_axis
from models.authority.rules import Edition, Note, Rule
from models.authority.spaces import Space, space_of
from models.authority.words import listed, number_words
from models.cases import Certificate, Waiver
from models.changes import EditRefused
from models.document import Document
from models.effort import Halt, Progress, go_on
from models.entity import Entity
from models.findings.base import Check, Finding
from models.findings.catalogue import CHECKS, check
from models.ids import fresh
from models.quantities import group

# Changes whenever the way in which matrices are proved does; certificates of another version are stale.
METHOD_VERSION = 1
_LAST = 59


class NotProved(EditRefused):
    """A matrix that no certificate can be given for: the message is one plain sentence, `errors` what is wrong."""

    def __init__(self, sentence: str, errors: Sequence[Finding] = ()) -> None:
        super().__init__(sentence)
        self.errors = tuple(errors)


def checks_of_authority() -> tuple[Check, ...]:
    """Return the checks that a certificate stands for."""
    return tuple(one for one in CHECKS if int(one.id[1:]) <= _LAST)


def prove_edition(
    document: Document, edition: str, on: date, *, progress: Progress | None = None, halt: Halt | None = None
) -> Certificate:
    """Return the certificate of an edition as it would stand in force on a day.

    Raises NotProved when an error stands against it that nobody has waived, or when something cannot be examined in
    full, and Stopped.
    """
    row = document.editions.get(edition)
    if row is None:
        raise NotProved("That matrix is no longer in the file.")
    if not document.rules.by("edition", row.id):
        raise NotProved(f"{edition_words(row)} has no rows; there is nothing to certify.")
    proved = standing(document, row)
    checks = checks_of_authority()
    bare = proved.with_rows({"waiver": dict.fromkeys(waiver.id for waiver in document.waivers)})
    found = check(bare, on, checks, progress=progress, halt=halt)
    waivers = {
        (waiver.finding, waiver.subject): waiver
        for waiver in document.waivers
        if waiver.until is None or on <= waiver.until
    }
    errors = [one for one in found if one.severity == "error" and (one.id, one.subject) not in waivers]
    if errors:
        count = f"{number_words(len(errors))} error{'s stand' if len(errors) > 1 else ' stands'}"
        first = f", the first of them {errors[0].id}" if len(errors) > 1 else f", {errors[0].id}"
        text = f"{edition_words(row)} is not certified: {count} against it{first}: {errors[0].sentence}"
        raise NotProved(text, errors)
    accepted = [(one, waivers[one.id, one.subject]) for one in found if (one.id, one.subject) in waivers]
    spaces, rows, boxes = _examined(proved, on, halt)
    ids = tuple(sorted(one.id for one in checks))
    return Certificate(
        id=fresh("certificate"),
        edition=row.id,
        on=on,
        fingerprint=fingerprint(document, row.id, ids),
        method=_method(sum(prod(len(axis.cuts) + 1 for axis in space.axes) for space in spaces), boxes),
        domains=tuple(_domains(proved, spaces)),
        decisions=len(document.decisions),
        rows=rows,
        regions=boxes,
        checks=ids,
        waivers=tuple(_waiver_words(one, waiver) for one, waiver in accepted),
        position=max((one.position for one in document.certificates), default=0.0) + 1,
    )


def _examined(document: Document, on: date, halt: Halt | None) -> tuple[list[Space], int, int]:
    """Return the spaces of the decisions with rows in force, how many those are, and in how many boxes they fall."""
    spaces: list[Space] = []
    rows = boxes = 0
    for decision in document.decisions:
        go_on(halt)
        rules = rules_in_force(document, decision.id, on)
        if rules:
            space = space_of(document, decision.id, rules, on)
            try:
                boxes += len(settle(space.everything, space.pieces))
            except TooIntricate:
                many = f"The {number_words(len(rules))} rows of “{decision.name}”"
                text = f"{many} cut its cases into more pieces than can be examined, so that nothing is certified."
                raise NotProved(text) from None
            spaces.append(space)
            rows += len(rules)
    return spaces, rows, boxes


def _method(cells: int, boxes: int) -> str:
    """Return in words how the proof was made."""
    return (
        f"Exact over all cases, method {METHOD_VERSION}: each dimension is cut at every edge that a row has, so that "
        f"all cases of a cell are alike; all {group(cells)} cells were examined, in {group(boxes)} boxes, in whole "
        "steps, without sampling or rounding."
    )


def _domains(document: Document, spaces: Iterable[Space]) -> Iterator[str]:
    axes = {axis.dimension for space in spaces for axis in space.axes}
    for dimension in document.dimensions:
        if dimension.id in axes:
            yield f"{dimension.name}: {domain_words(document, dimension)}"
    if any(is_place_axis(axis) for axis in axes):
        count = len(document.places)
        yield f"Places: {number_words(count)} {'place' if count == 1 else 'places'}, and anywhere else"


def _waiver_words(found: Finding, waiver: Waiver) -> str:
    until = f" until {day_words(waiver.until)}" if waiver.until is not None else ""
    reason = waiver.reason.rstrip(".")
    return f"{found.id} {found.name}: {found.sentence} Accepted{until}: {reason}."


# ---- whether it still holds


def fingerprint(document: Document, edition: str, checks: Iterable[str]) -> str:
    """Return the SHA-256, in hexadecimal, of all that a proof of an edition by these checks reads."""
    wanted = set(checks)
    tables = frozenset(("waiver",)).union(*(one.reads for one in CHECKS if one.id in wanted))
    idle = {row.id for row in document.editions if row.status != "in_force" and row.id != edition}
    digest = sha256(json.dumps([METHOD_VERSION, edition, sorted(wanted)]).encode())
    for table in sorted(tables):
        digest.update(f"\n{table}\n".encode())
        for row in sorted(document.table(table), key=lambda row: row.id):
            if not _belongs_to(document, row, idle):
                digest.update(row.model_dump_json(exclude_defaults=True).encode() + b"\n")
    return digest.hexdigest()


def _belongs_to(document: Document, row: Entity, editions: set[str]) -> bool:
    """Return whether a row is one of these editions, or of theirs."""
    match row:
        case Edition():
            return row.id in editions
        case Rule():
            return row.edition in editions
        case Note():
            rule = document.rules.get(row.rule)
            return row.edition in editions or (rule is not None and rule.edition in editions)
        case _:
            return False


def is_stale(document: Document, certificate: Certificate) -> bool:
    """Return whether a document is no longer the one that was proved: anything that the proof read has changed."""
    known = {one.id for one in CHECKS}
    if not known.issuperset(certificate.checks) or certificate.edition not in document.editions:
        return True
    return fingerprint(document, certificate.edition, certificate.checks) != certificate.fingerprint


def certificate_of(document: Document, edition: str) -> Certificate | None:
    """Return the latest certificate of an edition, stale or not."""
    return next(reversed(document.certificates.by("edition", edition)), None)


def state_words(document: Document, certificate: Certificate) -> str:
    """Return in a sentence whether a certificate holds of the document as it is."""
    of = f"The certificate of {edition_words(document.editions[certificate.edition])} of {day_words(certificate.on)}"
    if is_stale(document, certificate):
        return f"{of} is stale: something that was proved has been edited since."
    return f"{of} is sound: nothing that was proved has been edited since."


def certificate_lines(document: Document, certificate: Certificate) -> Iterator[tuple[str, str]]:
    """Yield what a certificate says, line by line, each with its heading; a heading that is repeated is left empty."""
    row = document.editions.get(certificate.edition)
    yield "Matrix", edition_words(row) if row is not None else "no longer in the file"
    yield "Proved for", day_words(certificate.on)
    counted = ((certificate.decisions, "decision"), (certificate.rows, "row"), (certificate.regions, "box"))
    yield "Examined", listed([f"{group(n)} {_plural(noun) if n != 1 else noun}" for n, noun in counted])
    yield from _listed("Domains", certificate.domains)
    yield "Method", certificate.method
    yield "Checks", ", ".join(certificate.checks)
    yield from _listed("Waived", certificate.waivers or ("nothing",))
    yield "Fingerprint", certificate.fingerprint


def _plural(noun: str) -> str:
    return f"{noun}es" if noun.endswith("x") else f"{noun}s"


def _listed(heading: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for at, text in enumerate(texts):
        yield "" if at else heading, text
