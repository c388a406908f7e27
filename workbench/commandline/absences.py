"""`remit absences`: each role and each person away in turn, and which decisions stop then."""

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading
from workbench.commandline.output import json_text, say, say_bytes
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.document import Document
    from models.findings.absences import Away


def absences(
    file: FileArgument,
    role: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this role, or this person.", show_default=False)
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Have each role and each person be away in turn. Exit code 1 where a decision stops."""
    from models.authority.lookup import LookupFailed, find_person_or_role
    from models.findings.absences import SCHEMA, Away, absence_test

    day = on or today()
    with reading(file) as session:
        document = session.document
    found = absence_test(document, day)
    if role is not None:
        try:
            person, named = find_person_or_role(document, role)
        except LookupFailed as failed:
            raise FileProblem(str(failed)) from None
        wanted = person or named
        found = tuple(away for away in found if away.id == wanted) or (
            Away("person" if person else "role", wanted or ""),
        )
    if as_json:
        entries = [away.to_json(document) for away in found]
        say_bytes(json_text({"schema": SCHEMA, "file": str(file), "on": day.isoformat(), "away": entries}))
    else:
        _show(document, found)
    return 1 if any(away.stops for away in found) else 0


def _show(document: "Document", found: "tuple[Away, ...]") -> None:
    from models.authority.words import role_words
    from models.findings.absences import summary

    if not found:
        say("No decision hangs on anybody: no row says who decides.")
    for away in found:
        say(summary(document, away))
        names = document.decisions
        for decision in away.stops:
            say(f"  stops: {names[decision].name}")
        for decision, to in away.moves.items():
            say(f"  goes to {role_words(document, to)}: {names[decision].name}")
        for decision, by in away.covered.items():
            say(f"  decided by {by}: {names[decision].name}")
        for decision in away.waits:
            say(f"  waits: {names[decision].name}")
