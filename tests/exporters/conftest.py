"""The documents that exports are tried on."""

from __future__ import annotations

from datetime import date

import pytest

from exporters.base import Options
from models.document import Document
from workbench.samples import build
from workbench.session import Session

ON = date(2026, 5, 4)


@pytest.fixture(scope="session")
def northlight(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The sample workspace as of a day."""
    path = tmp_path_factory.mktemp("sample") / "Northlight.remit"
    build(path, ON)
    with Session.open(path, read_only=True) as session:
        return session.document


@pytest.fixture
def options() -> Options:
    """Options for an export as of that day."""
    return Options(on=ON)
