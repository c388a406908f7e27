"""Waivers on the command line: accepting a finding, no longer accepting it, and listing what is accepted."""

from datetime import date
from pathlib import Path

from models.authority.force import day_words
from models.authority.words import role_words
from models.cases import Waiver
from models.document import Document
from workbench.commandline.files import writing
from workbench.commandline.keys import finding_named
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem


def waive(file: Path, key: str, reason: str, until: date | None, by: str, on: date, *, as_json: bool) -> None:
    """Accept a finding of a file. Raises FileProblem where there is none of that key, EditRefused as the edit does."""
    from models.commands import waivers
    from models.findings import check

    with writing(file) as session:
        document = session.document
        known = waivers.waiver_of(document, key)
        found = key if known else finding_named(check(document, on), key, file).key
        session.execute(waivers.waive, found, reason, until, _role(document, by), on=on)
        document = session.document
    made = waivers.waiver_of(document, found)
    if as_json:
        show_waivers(file, document, on, as_json=True)
    elif made is not None:
        say(f"Waived {found}: {_words(document, made, on)}")


def unwaive(file: Path, key: str, on: date, *, as_json: bool) -> None:
    """No longer accept a finding of a file. Raises FileProblem where no waiver has that key."""
    from models.commands import waivers

    with writing(file) as session:
        row = waivers.waiver_of(session.document, key)
        if row is None:
            raise FileProblem(f"No finding “{key}” is waived; “remit check {file} --waived” lists those that are.")
        session.execute(waivers.unwaive, row.id)
        document = session.document
    if as_json:
        show_waivers(file, document, on, as_json=True)
    else:
        say(f"{key} is no longer waived.")


def show_waivers(file: Path, document: Document, on: date, *, as_json: bool) -> None:
    """Print what is waived, with the reason and until when."""
    if as_json:
        rows = [
            {
                "key": f"{row.finding}:{row.subject}",
                "reason": row.reason,
                "until": row.until.isoformat() if row.until else None,
                "by": row.by,
                "expired": row.until is not None and row.until < on,
            }
            for row in document.waivers
        ]
        show_json("waivers", {"file": str(file), "on": on.isoformat(), "waivers": rows})
        return
    for row in document.waivers:
        say(f"{row.finding}:{row.subject}")
        say(f"    {_words(document, row, on)}")
    if not len(document.waivers):
        say("Nothing is waived.")


def _words(document: Document, row: Waiver, on: date) -> str:
    until = f", {'until' if row.until >= on else 'expired on'} {day_words(row.until)}" if row.until else ""
    by = f", by {role_words(document, row.by)}" if row.by else ""
    return f"“{row.reason}”{until}{by}."


def _role(document: Document, name: str) -> str | None:
    if not name:
        return None
    found = next((role.id for role in document.roles if role.name.casefold() == name.casefold()), None)
    if found is None:
        raise FileProblem(f"There is no role “{name}” in the file.")
    return found
