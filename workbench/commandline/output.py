"""What the command line prints: sentences and tables for people, stable JSON for programs."""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

import typer

# A name in a file may carry escape sequences; a terminal would obey them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_UNFOLDED = 10_000


def plain(text: str) -> str:
    """Return a text without what a terminal would take for an order."""
    return _CONTROL.sub("\ufffd", text)


def say(text: str = "") -> None:
    """Print a line for people."""
    typer.echo(plain(text))


def warn(text: str) -> None:
    """Print a line on standard error."""
    typer.echo(plain(text), err=True)


def show_json(command: str, fields: Mapping[str, object]) -> None:
    """Print the answer of a command as JSON with the version of its shape."""
    say_bytes(json_text({"schema": f"remit.{command}/1", **fields}))


def say_bytes(text: str) -> None:
    """Print a text in UTF-8, whatever the terminal speaks: for programs."""
    typer.echo(f"{text}\n".encode(), nl=False)


def json_text(value: object) -> str:
    """Return a value as indented JSON; dates and decimals as text."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print an aligned table; `right` names the columns of figures. Piped, a line is never folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, heading in enumerate(headings):
        made.add_column(heading, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(plain(cell)) for cell in row))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _UNFOLDED
    # Printed like everything else: Rich alone would take the end of a pipe for a failure.
    with console.capture() as printed:
        console.print(made)
    typer.echo(printed.get(), nl=False)


def speak_safely() -> None:
    """Have a terminal that lacks a character show another one instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        _replace_unknown(stream)


def _replace_unknown(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
