"""`remit backup`: a whole copy of a file, also while somebody edits it."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from workbench.commandline.arguments import FileArgument, ForceOption, JsonOption
from workbench.commandline.files import may_write, reading
from workbench.commandline.output import say, show_json


def backup(
    file: FileArgument,
    to: Annotated[
        Path | None, typer.Option(help="The copy; else beside the file with the time in its name.", show_default=False)
    ] = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Copy a file as it stands, also while somebody edits it."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    copy = to or file.with_name(f"{file.stem}-{stamp}{file.suffix}")
    with reading(file) as session:
        may_write(copy, force=force, source=file)
        session.save_copy(copy, force=force)
    if as_json:
        show_json("backup", {"file": str(file), "copy": str(copy), "bytes": copy.stat().st_size})
    else:
        say(f"Copied {file} to {copy}.")
    return 0
