"""What every test stands on: no screen, and nothing of the settings of the person who runs it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ["LC_ALL"] = "C.UTF-8"
_home = tempfile.TemporaryDirectory(prefix="remit-tests-")
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_variable] = str(Path(_home.name) / _variable.lower())
# Matplotlib and numba keep what they have computed; a cold cache for each run would only cost time.
_kept = Path(__file__).resolve().parent.parent / "build" / "test-cache"
os.environ.setdefault("MPLCONFIGDIR", str(_kept / "matplotlib"))

settings.register_profile("quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", parent=settings.get_profile("quick"), max_examples=1000)
settings.register_profile("ci", parent=settings.get_profile("quick"), derandomize=True)
settings.load_profile({"": "quick", "nightly": "deep"}.get(os.environ.get("CI", ""), "ci"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Bury the widgets of each test: Qt deletes later only in an event loop, and they would pile up."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real data of {folder.relative_to(ROOT.parent)} are not beside the project")
    return folder
