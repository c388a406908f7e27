"""`remit undo` and `remit redo`: the latest edit of a file taken back, or brought back."""

from collections.abc import Callable

from models.changes import ChangeSet
from workbench.commandline.arguments import FileArgument, JsonOption
from workbench.commandline.files import writing
from workbench.commandline.output import say, show_json
from workbench.session import Session


def undo(file: FileArgument, as_json: JsonOption = False) -> int:
    """Take the latest edit of a file back. Exit code 1 where there is none."""
    return _move(file, "undo", Session.undo, "Took back", as_json=as_json)


def redo(file: FileArgument, as_json: JsonOption = False) -> int:
    """Bring back the edit that was taken back last. Exit code 1 where there is none."""
    return _move(file, "redo", Session.redo, "Brought back", as_json=as_json)


def _move(
    file: FileArgument, command: str, move: Callable[[Session], ChangeSet | None], done: str, *, as_json: bool
) -> int:
    with writing(file) as session:
        changes = move(session)
    label = changes.label if changes else None
    if as_json:
        show_json(command, {"file": str(file), "label": label, "changes": len(changes.changes) if changes else 0})
    else:
        say(f"{done} “{label}”." if label else f"There is nothing to {command} in {file}.")
    return 0 if label else 1
