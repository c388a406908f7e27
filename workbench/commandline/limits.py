"""The limits of findings on the command line: listing them, setting one, and checking against another just once."""

from collections.abc import Iterable
from pathlib import Path

from models.document import Document
from workbench.commandline.files import writing
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem


def with_limits(document: Document, texts: Iterable[str]) -> Document:
    """Return a document with limits such as "largest_team=6" in place of its own; nothing is written.

    Raises FileProblem where a text is no such pair, EditRefused where a limit or its value makes no sense.
    """
    from models.changes import apply
    from models.commands.settings import read_limit, set_limit

    for text in texts:
        name, value = _pair(text)
        document = apply(document, set_limit(document, name, read_limit(document, name, value)))
    return document


def keep_limit(file: Path, text: str) -> None:
    """Set a limit of a file, such as "largest_team=6"; "largest_team=default" sets it back. Raises as `with_limits`."""
    from models.commands.settings import read_limit, set_limit

    name, value = _pair(text)
    with writing(file) as session:
        wanted = None if value == "default" else read_limit(session.document, name, value)
        changes = session.execute(set_limit, name, wanted)
        say(f"Done: {changes.label}." if changes else "It is so already.")


def show_limits(file: Path, document: Document, *, as_json: bool) -> None:
    """Print every limit with what it is in this file, its default where that differs, and the findings it is for."""
    from models.findings.settings import SETTINGS, setting

    if as_json:
        rows = [
            {
                "name": limit.name,
                "label": limit.label,
                "unit": document.workspace.currency if limit.unit == "currency" else limit.unit,
                "value": setting(document, limit.name),
                "default": limit.default,
                "findings": list(limit.findings),
            }
            for limit in SETTINGS
        ]
        show_json("limits", {"file": str(file), "limits": rows})
        return
    for limit in SETTINGS:
        currency = document.workspace.currency
        value = setting(document, limit.name)
        own = "" if value == limit.default else f" (untold {limit.words(limit.default, currency)})"
        say(f"{limit.name} = {limit.words(value, currency)}{own}")
        say(f"    {limit.label} ({', '.join(limit.findings)})")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not name or not value:
        raise FileProblem(f"“{text}” is no limit; write it like largest_team=6.")
    return name, value
