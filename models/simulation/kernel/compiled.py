"""The one way in which this package compiles a function.

Numba is told to release the interpreter lock, so that replications run on threads, and to keep machine code on disk,
so that only the first run on a machine waits for the compiler.
"""

from __future__ import annotations

import inspect
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., object])


# Counting references to arrays on every call would cost fifty times the simulation itself; the kernel only
# borrows arrays from its caller and never makes one, so that code is left out (`_nrt`).
_OPTIONS = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}

_njit: Any = numba.njit


def helper(function: Function) -> Function:
    """`function`, compiled into each of its callers; it can be called from compiled code only."""
    compiled: Function = _njit(forceinline=True, no_cpython_wrapper=True, **_OPTIONS)(function)
    return compiled


def rare(function: Function) -> Function:
    """`function`, compiled once for all its callers, as it is seldom called or large; from compiled code only."""
    compiled: Function = _njit(no_cpython_wrapper=True, **_OPTIONS)(function)
    return compiled


def entry(function: Function) -> Function:
    """`function`, compiled as an entry point whose machine code is kept on disk where there is a place for it."""
    compiled: Any
    try:
        compiled = _njit(cache=True, **_OPTIONS)(function)
    except RuntimeError:  # a frozen build without a writable place beside its sources
        compiled = _njit(**_OPTIONS)(function)
    _load_at_once(getattr(compiled, "_cache", None))
    found: Function = compiled
    return found


def is_kept(function: object) -> bool:
    """Whether machine code of an entry point is on disk, so that nobody waits for the compiler.

    Where this version of numba does not tell, it is taken to be there.
    """
    index = getattr(getattr(getattr(function, "_cache", None), "_cache_file", None), "_load_index", None)
    try:
        return index is None or bool(index())
    except OSError:
        return False


def _load_at_once(kept: Any) -> None:
    """Let machine code that is kept on disk be loaded without first reading in what only the compiler needs.

    Numba fills its tables of all that can be compiled, a third of a second, before it looks whether anything must be.
    Where nothing is kept, or a version of numba has no such inner part, it goes on as it always does.
    """
    lookup, ordinary = getattr(kept, "_load_overload", None), getattr(kept, "load_overload", None)
    if lookup is None or ordinary is None:
        return

    def load_overload(signature: object, target: object) -> object:
        try:
            found = lookup(signature, target)
        except OSError:
            found = None
        return ordinary(signature, target) if found is None else found

    kept.load_overload = load_overload


def stamp(*modules: ModuleType) -> int:
    """A number that changes with the source of any of the modules.

    Numba's cache notices a change in the entry point's own file only. An entry point that closes over this number is
    recompiled when a helper changed. A frozen build has no sources, and nothing in it changes.
    """
    value = 0
    for module in modules:
        try:
            value = zlib.crc32(inspect.getsource(module).encode(), value)
        except OSError:
            continue
    return value
