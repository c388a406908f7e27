"""Long work: it tells how far it is, and stops when it is asked to."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told, now and then, how many parts of how many are done."""

Halt = Callable[[], bool]
"""Asked, now and then, whether to stop."""


class Stopped(Exception):
    """The work was asked to stop; what it had found so far counts for nothing."""


def go_on(halt: Halt | None) -> None:
    """Raise Stopped where the work is to stop."""
    if halt is not None and halt():
        raise Stopped
