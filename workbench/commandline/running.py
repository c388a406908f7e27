"""Running a command: its answer becomes an exit code, and whatever goes wrong one plain sentence."""

import os
import sys
from collections.abc import Sequence

import typer

from exporters.base import ExportRefused
from models.authority.facts import CaseError
from models.changes import EditRefused
from workbench.commandline.application import app
from workbench.commandline.output import plain, speak_safely, warn
from workbench.failures import FileProblem

DONE, NO, FAILED = 0, 1, 2
INTERRUPTED = 130

# A path may be as long as this.
_LONGEST_WORD = 1_000

# What people typed is wrong. Typer carries its own Click; the base of its errors is reached through the one it exports.
_Misused: type[Exception] = typer.BadParameter.__mro__[2]


def run(arguments: Sequence[str]) -> int:
    """Run a command and return the exit code. Failures are told on standard error in one sentence."""
    speak_safely()
    try:
        code = _code(app(args=list(arguments), prog_name="remit", standalone_mode=False))
    except (FileProblem, EditRefused, CaseError, ExportRefused) as problem:
        return _failed(str(problem))
    except _Misused as misuse:
        return _failed(_usage(misuse))
    except (BrokenPipeError, SystemExit):
        # The reader of a pipe has seen enough, which Typer takes for a failure and ends the program. Closing what is
        # no longer taken would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except OSError as error:
        return _failed(_system(error))
    # Typer itself turns an interrupt into this code.
    if code == INTERRUPTED:
        warn("Stopped before it was done.")
    return code


def _code(answer: object) -> int:
    return answer if isinstance(answer, int) else DONE


def _failed(sentence: str) -> int:
    warn(" ".join(_shortened(word) for word in plain(sentence).split()))
    return FAILED


def _shortened(word: str) -> str:
    """Return a word, or the two ends of one that nobody would read to its end."""
    return word if len(word) <= _LONGEST_WORD else f"{word[:80]}…{word[-40:]}"


def _usage(misuse: Exception) -> str:
    """Return what was typed wrongly as a sentence that says where help is."""
    words = str(getattr(misuse, "format_message", misuse.__str__)()).strip().replace("Value error, ", "")
    context = getattr(misuse, "ctx", None)
    command = context.command_path if context is not None else "remit"
    return f"{words.rstrip('.?')}; “{command} --help” shows how."


def _system(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}."
