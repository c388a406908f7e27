"""`remit draft`, `remit publish`, `remit withdraw`, `remit discard`: versions of a matrix from one to the next."""

from datetime import date
from typing import Annotated

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, read_date, today
from workbench.commandline.files import edition_called, role_called, writing
from workbench.commandline.output import say, show_json
from workbench.session import Session

EditionArgument = Annotated[
    str, typer.Argument(metavar="MATRIX", help="Its version, its name or its identifier.", show_default=False)
]
DraftArgument = Annotated[
    str,
    typer.Argument(
        metavar="DRAFT",
        help="Its version, its name or its identifier; “draft” where it is the only one.",
        show_default=False,
    ),
]


def draft(
    file: FileArgument,
    edition: Annotated[
        str, typer.Argument(metavar="[MATRIX]", help="What it is a copy of; the matrix in force unless told.")
    ] = "",
    version: Annotated[
        str | None, typer.Option(help="The version that it will be; the next number unless told.", show_default=False)
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Begin a draft: a copy of a matrix that changes nothing until it is published."""
    from models.authority.grid import edition_shown
    from models.changes import EditRefused
    from models.commands.editions import draft_of

    with writing(file) as session:
        document = session.document
        row = edition_called(document, edition) if edition else edition_shown(document, on or today())
        if row is None:
            raise EditRefused(f"{file} has no matrix to begin a draft of.")
        changes = session.execute(draft_of, row.id, version)
        made = next(iter(session.document.editions.by("replaces", row.id)[-1:]))
        _tell("draft", str(file), session, made.id, changes.label, as_json=as_json)
    return 0


def publish(
    file: FileArgument,
    edition: DraftArgument,
    by: Annotated[
        str, typer.Option("--by", metavar="BODY", help="The role that approved it.", show_default=False)
    ] = "",
    approved: Annotated[
        date | None, typer.Option(metavar="DATE", parser=read_date, help="When it did.", show_default=False)
    ] = None,
    effective: Annotated[
        date | None, typer.Option(metavar="DATE", parser=read_date, help="From when it counts.", show_default=False)
    ] = None,
    review: Annotated[
        date | None, typer.Option(metavar="DATE", parser=read_date, help="When to look again.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Publish a draft: it is in force from a day on, and what it replaces answers for the days before."""
    from models.commands.editions import publish as publishing

    with writing(file) as session:
        row = edition_called(session.document, edition)
        body = role_called(session.document, by) if by else None
        changes = session.execute(publishing, row.id, body, approved, effective, review)
        _tell("publish", str(file), session, row.id, changes.label, as_json=as_json)
    return 0


def withdraw(file: FileArgument, edition: EditionArgument, on: OnOption = None, as_json: JsonOption = False) -> int:
    """Withdraw a matrix: from a day on it is no longer in force, and nothing takes its place."""
    from models.commands.editions import withdraw as withdrawing

    with writing(file) as session:
        row = edition_called(session.document, edition)
        changes = session.execute(withdrawing, row.id, on or today())
        _tell("withdraw", str(file), session, row.id, changes.label, as_json=as_json)
    return 0


def discard(file: FileArgument, edition: DraftArgument, as_json: JsonOption = False) -> int:
    """Discard a draft with all of its rows."""
    from models.commands.editions import discard as discarding

    with writing(file) as session:
        row = edition_called(session.document, edition)
        changes = session.execute(discarding, row.id)
        _tell("discard", str(file), session, row.id, changes.label, as_json=as_json)
    return 0


def _tell(command: str, file: str, session: Session, edition: str, label: str, *, as_json: bool) -> None:
    from models.authority.editions import edition_words, term_words

    row = session.document.editions.get(edition)
    state = f"{edition_words(row)}: {term_words(session.document, row, today())}" if row is not None else ""
    if as_json:
        fields = {"file": file, "label": label, "edition": row.model_dump(mode="json") if row is not None else None}
        show_json(command, fields)
    else:
        say(f"{label}.")
        if state:
            say(state)
