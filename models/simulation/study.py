"""A simulation from a file's document to its report, for the command line and the page.

Importing this module costs nothing: numpy and numba are loaded when `study` is called.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from models.document import Document
from models.simulation.assumptions import Assumptions
from models.simulation.settings import Settings

if TYPE_CHECKING:
    from models.simulation.telling.report import Report


NOTHING_ENDS = (
    "No case ever ends: each waits for a role whose holders never act. Give the role holders who do, or days on which "
    "they do."
)
TOO_MUCH_OPEN = "More work is open at once than fits into memory. Let fewer cases come, or give the roles more holders."


class StudyRefused(ValueError):
    """There is nothing to simulate, or some role cannot keep up; the message is plain sentences."""


class StudyOverloaded(StudyRefused):
    """Some role cannot keep up, so that the answer would depend on how long one looks; it can be run all the same.

    `roles` says of each how much it is asked for and how much it has.
    """

    def __init__(self, roles: tuple[str, ...]) -> None:
        self.roles = roles
        super().__init__(
            f"The queue would grow without end. {' '.join(roles)} Give more hours or holders, let fewer cases come "
            "there, or allow overload to see the backlog grow."
        )


class StudyCancelled(Exception):
    """Somebody asked to stop."""


def study(
    document: Document,
    assumptions: Assumptions,
    settings: Settings,
    *,
    on: date,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Return what happens to the cases of a document on a day.

    `progress` is told how many cases of how many have ended and `cancelled` is asked whether to stop, both from the
    calling thread. Raises StudyRefused with what to do (StudyOverloaded where a role cannot keep up), and
    StudyCancelled.
    """
    from models.simulation.compile import NothingToSimulate, compile_model
    from models.simulation.run import Cancelled, NothingEnds, Overloaded, simulate
    from models.simulation.telling.report import load_words, report

    try:
        model = compile_model(document, assumptions, on=on)
        result = simulate(model.layout, settings, progress=progress, cancelled=cancelled)
    except NothingToSimulate as nothing:
        raise StudyRefused(str(nothing)) from None
    except Overloaded as overloaded:
        raise StudyOverloaded(tuple(load_words(document, model, load) for load in overloaded.loads)) from None
    except NothingEnds:
        raise StudyRefused(NOTHING_ENDS) from None
    except MemoryError:
        raise StudyRefused(TOO_MUCH_OPEN) from None
    except Cancelled:
        raise StudyCancelled from None
    return report(document, model, result)
