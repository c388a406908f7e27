"""`remit info`: what is in a file."""

from pathlib import Path

from models.authority.grid import edition_shown
from models.document import TYPES, Document
from workbench import migrations
from workbench.commandline.arguments import FileArgument, JsonOption
from workbench.commandline.files import reading
from workbench.commandline.output import say, show_json, table
from workbench.journal import Step

_SHOWN = ("theme", "outcome", "team", "role", "person", "section", "decision", "rule", "tier", "dimension", "note")
_LATEST = 5


def info(file: FileArgument, as_json: JsonOption = False) -> int:
    """Say what is in a file: the organisation, how much of everything, and the latest edits."""
    with reading(file) as session:
        document, steps = session.document, list(session.history(_LATEST))
    counts = {name: len(document.table(name)) for name in TYPES if len(document.table(name))}
    if as_json:
        show_json("info", _fields(file, document, counts, steps))
        return 0
    workspace = document.workspace
    say(f"{workspace.name}: limits in {workspace.currency}, {file.stat().st_size / 1024:,.0f} KB in {file}")
    edition = edition_shown(document)
    if edition is not None:
        version = f", version {edition.version}" if edition.version else ""
        say(f"Matrix: {edition.name}{version}, {edition.status.replace('_', ' ')}")
    table(
        ("", "rows"),
        [(_plural(TYPES[name].what(), counts[name]), f"{counts[name]:,}") for name in _order(counts)],
        right=(1,),
    )
    if steps:
        say()
        table(
            ("latest edits", "when", "who"),
            [(step.label + _state(step), f"{step.at:%Y-%m-%d %H:%M}", step.who) for step in steps],
        )
    return 0


def _order(counts: dict[str, int]) -> list[str]:
    """Return the tables that hold something, those that people ask for first."""
    first = [name for name in _SHOWN if name in counts]
    return first + [name for name in counts if name not in first and name != "workspace"]


def _plural(word: str, number: int) -> str:
    if number == 1 or word.endswith("s"):
        return word
    return f"{word[:-1]}ies" if word.endswith("ty") else f"{word}s"


def _state(step: Step) -> str:
    return "" if step.state == "done" else f" ({step.state})"


def _fields(file: Path, document: Document, counts: dict[str, int], steps: list[Step]) -> dict[str, object]:
    workspace, edition = document.workspace, edition_shown(document)
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "file_version": migrations.CURRENT,
        "organisation": workspace.name,
        "currency": workspace.currency,
        "edition": None
        if edition is None
        else {"id": edition.id, "name": edition.name, "version": edition.version, "status": edition.status},
        "rows": counts,
        "latest": [
            {"id": step.id, "label": step.label, "at": step.at.isoformat(), "who": step.who, "state": step.state}
            for step in steps
        ],
    }
