"""A process that edits a file without end and says, on standard output, each edit that was acknowledged.

Run as `python -m tests.workbench.stream FILE SEED`; it is meant to be killed.
"""

import sys
from pathlib import Path

from tests.workbench.edits import Editor
from workbench.session import Session


def main() -> None:
    """Edit until killed; now and then undo, so that a kill can hit that, too."""
    session = Session.open(Path(sys.argv[1]))
    editor = Editor(session, int(sys.argv[2]))
    out = sys.stdout.buffer.raw if hasattr(sys.stdout.buffer, "raw") else sys.stdout.buffer
    out.write(b"ready\n")
    while True:
        if editor.random.random() < 0.1:
            accepted = session.undo() is not None
        else:
            accepted = editor.step()
        if accepted:
            newest = next(iter(session.history(1)))
            out.write(f"{newest.id} {newest.state}\n".encode())


if __name__ == "__main__":
    main()
