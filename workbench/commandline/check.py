"""`remit check`: what is wrong or doubtful in a file."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from models.document import Document
from workbench.commandline import limits, waiving
from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, read_date, today
from workbench.commandline.files import reading
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.findings import Finding, Severity


class Threshold(StrEnum):
    """From which severity on a finding makes the answer no."""

    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


_SEVERITIES: tuple["Severity", ...] = ("error", "warning", "information")


def check(
    file: FileArgument,
    fail_on: Annotated[
        Threshold, typer.Option("--fail-on", help="Exit with 1 when there are findings of this severity or above.")
    ] = Threshold.error,
    waive: Annotated[
        str | None, typer.Option("--waive", metavar="KEY", help="Accept the finding with this key.", show_default=False)
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why it is accepted.", show_default=False)] = None,
    until: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=read_date, help="Its last day; for good unless told.", show_default=False),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="ROLE", help="The role that accepts it.", show_default=False)
    ] = None,
    unwaive: Annotated[
        str | None, typer.Option("--unwaive", metavar="KEY", help="No longer accept this finding.", show_default=False)
    ] = None,
    waived: Annotated[bool, typer.Option("--waived", help="List what is waived instead.")] = False,
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", metavar="NAME=VALUE", help="Check against this limit, just once.", show_default=False),
    ] = None,
    set_limit: Annotated[
        str, typer.Option("--set-limit", metavar="NAME=VALUE", help="Set a limit of this file.", show_default=False)
    ] = "",
    list_limits: Annotated[bool, typer.Option("--list-limits", help="List the limits instead.")] = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """List what is wrong or doubtful: gaps, overlaps, nobody to decide, endless escalation, weak strategy."""
    from models.findings import check as findings_of

    day = on or today()
    _refuse_what_does_not_go_together(waive, unwaive, {"--reason": reason, "--by": by, "--until": until})
    if waive is not None:
        waiving.waive(file, waive, reason or "", until, by or "", day, as_json=as_json)
        return 0
    if unwaive is not None:
        waiving.unwaive(file, unwaive, day, as_json=as_json)
        return 0
    if set_limit:
        limits.keep_limit(file, set_limit)
        return 0
    with reading(file) as session:
        document = limits.with_limits(session.document, limit or ())
    if list_limits:
        limits.show_limits(file, document, as_json=as_json)
        return 0
    if waived:
        waiving.show_waivers(file, document, day, as_json=as_json)
        return 0
    found = findings_of(document, day)
    failed = any(_fails(finding.severity, fail_on) for finding in found)
    certificate = _certificate(document, day)
    if as_json:
        fields = {
            "file": str(file),
            "on": day.isoformat(),
            "fail_on": fail_on.value,
            "failed": failed,
            "counts": dict(_counts(found)),
            "findings": [finding.to_json() for finding in found],
            "certificate": certificate,
        }
        show_json("check", fields)
    else:
        show(document, found)
        if certificate is not None:
            say(str(certificate["words"]))
    return int(failed)


def _refuse_what_does_not_go_together(waive: str | None, unwaive: str | None, about: dict[str, object]) -> None:
    """Say in a sentence what is wanted where options for waivers are empty or have nothing to go with."""
    for option, text in {"--waive": waive, "--unwaive": unwaive, **about}.items():
        if text == "" and option != "--reason":
            raise FileProblem(f"{option} is empty; write something behind it, or leave it out.")
    if waive is not None and unwaive is not None:
        raise FileProblem("Either --waive or --unwaive, one finding at a time.")
    for option, given in about.items():
        if given is not None and waive is None:
            raise FileProblem(f"{option} goes with --waive and the key of a finding.")


def show(document: Document, found: Sequence["Finding"]) -> None:
    """Print findings for people, the gravest first, each with its places, a case that shows it and what to do."""
    from exporters.naming import place_name
    from models.findings.base import SEVERITY_WORDS

    for finding in sorted(found, key=lambda each: _SEVERITIES.index(each.severity)):
        say(f"{SEVERITY_WORDS[finding.severity]} {finding.id} {finding.name}: {finding.sentence}")
        say(f"    where    {'; '.join(dict.fromkeys(place_name(document, place) for place in finding.places))}")
        if finding.case:
            say(f"    case     {finding.case}")
        say(f"    to do    {finding.fix}")
        say(f"    key      {finding.key}")
    parts = [
        f"{number} {SEVERITY_WORDS[severity]}{'s' if number != 1 else ''}"
        for severity, number in _counts(found)
        if number
    ]
    say(f"{', '.join(parts)}." if parts else "Nothing was found.")


def _certificate(document: Document, on: date) -> dict[str, object] | None:
    """Return the latest certificate of the matrix in force and whether it still holds; None where there is none."""
    from models.authority.grid import edition_shown
    from models.certificate import certificate_of, is_stale, state_words

    edition = edition_shown(document, on)
    found = certificate_of(document, edition.id) if edition is not None else None
    if found is None:
        return None
    stale = is_stale(document, found)
    return {
        "id": found.id,
        "edition": found.edition,
        "on": found.on.isoformat(),
        "stale": stale,
        "words": state_words(document, found),
    }


def _counts(found: Sequence["Finding"]) -> list[tuple["Severity", int]]:
    counts = Counter(finding.severity for finding in found)
    return [(severity, counts[severity]) for severity in _SEVERITIES]


def _fails(severity: "Severity", fail_on: Threshold) -> bool:
    """Return whether a finding is as grave as was asked for; `Threshold` is in the order of the severities."""
    return _SEVERITIES.index(severity) <= list(Threshold).index(fail_on) and fail_on != Threshold.never
