"""`remit scheme`: in which letters a matrix is shown, what others would lose, and showing or converting it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.document import Document
from workbench.commandline.arguments import FileArgument, JsonOption
from workbench.commandline.files import edition_called, reading, writing
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.authority.conversion import Losses
    from models.authority.rules import Edition
    from models.authority.schemes import Scheme


def scheme(
    file: FileArgument,
    to: Annotated[
        str, typer.Option(metavar="SCHEME", help="Show the matrix in this scheme, by key or name.", show_default=False)
    ] = "",
    convert: Annotated[bool, typer.Option("--convert", help="Change the rights to what its letters can say.")] = False,
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Convert although it takes something away.")
    ] = False,
    matrix: Annotated[str, typer.Option(help="Its version, name or identifier; the one in force unless told.")] = "",
    as_json: JsonOption = False,
) -> int:
    """List the schemes with what each would lose, or show a matrix in one. Exit code 1 for losses not accepted."""
    if to:
        return _use(file, matrix, to, convert=convert, accept_losses=accept_losses, as_json=as_json)
    if convert or accept_losses:
        raise FileProblem("Say with --to in which scheme.")
    with reading(file) as session:
        document = session.document
    _list(document, _edition(document, matrix, file), file, as_json=as_json)
    return 0


def _use(file: Path, matrix: str, to: str, *, convert: bool, accept_losses: bool, as_json: bool) -> int:
    from models.authority.conversion import losses
    from models.commands.schemes import convert_to, scheme_for, show_in

    with writing(file) as session:
        document, edition = session.document, _edition(session.document, matrix, file)
        row = scheme_for(document, to)
        found = losses(document, edition, row)
        done = not convert or accept_losses or not found
        if done and convert:
            session.execute(convert_to, edition.id, to, found.fingerprint)
        elif done:
            session.execute(show_in, edition.id, to)
    if as_json:
        fields = {"file": str(file), "matrix": edition.id, "done": done, "converted": convert and done}
        show_json("scheme", {**fields, **_told(row, found)})
    else:
        _tell(document, edition, row, found, converting=convert, done=done)
    return 0 if done else 1


def _edition(document: Document, matrix: str, file: Path) -> "Edition":
    from models.authority.grid import edition_shown

    found = edition_called(document, matrix) if matrix else edition_shown(document)
    if found is None:
        raise FileProblem(f"{file} has no matrix yet.")
    return found


def _list(document: Document, edition: "Edition", file: Path, *, as_json: bool) -> None:
    from models.authority.conversion import losses
    from models.authority.schemes import letters_for
    from models.commands.schemes import key_of, scheme_for, schemes_of

    now = key_of(document.schemes.get(edition.scheme))
    rows = [(key, name, scheme_for(document, key)) for key, name in schemes_of(document)]
    found = [(key, name, row, losses(document, edition, row)) for key, name, row in rows]
    if as_json:
        schemes = [{"key": key, "name": name, **_told(row, lost)} for key, name, row, lost in found]
        show_json("scheme", {"file": str(file), "matrix": edition.id, "scheme": now, "schemes": schemes})
        return
    for key, name, row, lost in found:
        signs = " ".join(letter.letter for letter in letters_for(row))
        shown = " (shown now)" if key == now else ""
        say(f"{key:<7} {name}: {signs}{shown}")
        for sentence in lost.when_shown:
            say(f"        {sentence}")


def _told(row: "Scheme | None", found: "Losses") -> dict[str, object]:
    from models.authority.schemes import letters_for

    return {
        "letters": {letter.letter: list(letter.rights) for letter in letters_for(row)},
        "fingerprint": found.fingerprint,
        "when_shown": list(found.when_shown),
        "when_converted": list(found.when_converted),
        "strictness": list(found.strictness),
        "cells": [
            {
                "rule": loss.rule,
                "role": loss.role,
                "shows": loss.shows,
                "hidden": list(loss.hidden),
                "blurred": list(loss.blurred),
                "dropped": list(loss.dropped),
                "gained": list(loss.gained),
            }
            for loss in found.cells
        ],
    }


def _tell(
    document: Document, edition: "Edition", row: "Scheme | None", found: "Losses", *, converting: bool, done: bool
) -> None:
    from models.authority.conversion import cell_loss_words
    from models.authority.letter_words import scheme_name

    name = scheme_name(row)
    if not done:
        say(f"Converting “{edition.name}” to {name} would lose something, so nothing was changed:")
    elif converting:
        say(f"“{edition.name}” was converted to {name}.")
    else:
        say(f"“{edition.name}” is shown in {name}; no right was changed.")
    for sentence in (*(found.when_converted if converting else found.when_shown), *found.strictness):
        say(f"  {sentence}")
    for loss in found.cells:
        if converting or loss.hidden or loss.blurred:
            say(f"  - {cell_loss_words(document, loss, converting=converting)}")
    if not done:
        say("Accept that with --accept-losses, or leave --convert out to change only what is shown.")
