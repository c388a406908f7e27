"""The three-level model as a tight loop in C: compiled here where there is a compiler, called through ctypes."""

from __future__ import annotations

import ctypes
import functools
import shutil
import subprocess
import zlib
from pathlib import Path

import numpy as np

from models.simulation.arrays import Floats
from tests.bench import three_levels as model
from tests.conftest import ROOT

SOURCE = Path(__file__).with_name("heap_loop.c")
FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror")
"""As fast as it gets with the same digits: fusing a product with a sum would round differently."""


def compiler() -> str | None:
    """The C compiler of this machine, or None."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@functools.cache
def library() -> ctypes.CDLL:
    """The compiled loop. Raises CalledProcessError where it does not compile, RuntimeError without a compiler."""
    cc = compiler()
    if cc is None:
        raise RuntimeError("there is no C compiler")
    numbers = {"LEADS": model.LEADS, "HEADS": model.HEADS, "RATE": model.RATE}
    for name, values in (("HOURS", model.HOURS), ("HOLDERS", model.HOLDERS), ("EXCEPTION", model.EXCEPTIONS)):
        numbers |= {f"{name}_{k}": value for k, value in enumerate(values)}
    command = [cc, *FLAGS, *(f"-D{name}={value}" for name, value in numbers.items())]
    mark = zlib.crc32(SOURCE.read_bytes() + " ".join(command).encode())
    target = ROOT / "build" / f"heap_loop-{mark:08x}.so"
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        part = target.with_suffix(".part")
        subprocess.run([*command, "-o", str(part), str(SOURCE), "-lm"], check=True)
        part.replace(target)
    loop = ctypes.CDLL(str(target))
    pointer = np.ctypeslib.ndpointer(dtype=np.float64, flags="C_CONTIGUOUS")
    loop.run.argtypes = [ctypes.c_uint64, ctypes.c_uint32, ctypes.c_uint32, pointer, pointer, pointer]
    return loop


def run(seed: int, replication: int, cases: int) -> tuple[Floats, Floats, Floats]:
    """Return cycle times by case, and by role the hours waited by those cases and the hours worked while they came."""
    cycles, waited, worked = np.empty(cases), np.empty(model.ROLES), np.empty(model.ROLES)
    if library().run(seed, replication, cases, cycles, waited, worked):
        raise MemoryError("the C loop found no memory")
    return cycles, waited, worked
