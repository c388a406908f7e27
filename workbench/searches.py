"""What a search has tried, kept in a file of its own beside the workspace: whole or not at all."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench.failures import FileProblem

LARGEST = 500_000_000
"""Bytes of a file that is read."""


def read_state(path: Path) -> dict[str, Any]:
    """Return what a file holds of a search. Raises FileProblem."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileProblem(f"{path} is too large to be the state of a search.")
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileProblem(f"There is no file {path}; without --resume the search begins.") from None
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror or error}.") from None
    except (ValueError, RecursionError):
        raise FileProblem(f"{path} is not the state of a search; begin anew without --resume.") from None
    if not isinstance(found, dict):
        raise FileProblem(f"{path} is not the state of a search; begin anew without --resume.")
    return found


def write_state(path: Path, state: Mapping[str, Any]) -> None:
    """Put the state of a search into a file, in place of what it holds. Raises FileProblem."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        half.write_text(json.dumps(state, allow_nan=False), encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise FileProblem(f"{path} cannot be written: {error.strerror or error}.") from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
