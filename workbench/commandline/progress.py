"""How far long work is, drawn for somebody who looks at a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.effort import Progress


@contextmanager
def progress_bar(text: str, *, quiet: bool) -> Iterator[Progress | None]:
    """Give a function that draws how far work is; None where nobody looks, or wants `quiet`."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def simulating(text: str) -> str:
    """Return what a bar says over a simulation: that it is also compiled, where that is the first on this computer."""
    from models.simulation.run import is_ready

    return text if is_ready() else f"{text} (making the simulator ready for this computer first, once)"
