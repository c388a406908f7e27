"""`remit may`: what a role or a person may decide, and what else they have a part in."""

from typing import TYPE_CHECKING, Annotated

import typer

from models.document import Document
from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading
from workbench.commandline.output import json_text, say, say_bytes
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from datetime import date

    from models.authority.mandates import Mandate


def may(
    file: FileArgument,
    who: Annotated[
        str, typer.Argument(metavar="ROLE-OR-PERSON", help="The name of a role, or of a person.", show_default=False)
    ],
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Say what a role or a person may decide alone or with others, and what else they are asked or told about."""
    day = on or today()
    with reading(file) as session:
        document = session.document
    mandate = _mandate(document, who, day)
    if as_json:
        say_bytes(json_text({**mandate.to_json(), "file": str(file)}))
    else:
        _show(document, mandate)
    return 0


def _mandate(document: Document, who: str, day: "date") -> "Mandate":
    from models.authority.lookup import LookupFailed, find_person_or_role
    from models.authority.mandates import mandate_of_person, mandate_of_role

    try:
        person, role = find_person_or_role(document, who)
    except LookupFailed as failed:
        raise FileProblem(str(failed)) from None
    if person is not None:
        return mandate_of_person(document, person, day)
    assert role is not None
    return mandate_of_role(document, role, day)


def _show(document: Document, mandate: "Mandate") -> None:
    from models.authority.force import day_words

    say(f"{mandate.name} on {day_words(mandate.on)}")
    for heading, entries in mandate.by_heading().items():
        say(f"{heading}:")
        for entry in entries:
            say(f"  {entry.text}")
    if not mandate.entries:
        say("Has no part in any decision.")
    for decision in mandate.unlisted:
        say(f"{document.decisions[decision].name}: its rows divide the cases too finely to be listed.")
    for remark in mandate.remarks:
        say(remark)
