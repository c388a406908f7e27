"""Files for the command line, each made once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.workbench.cli.running import remit
from workbench.samples import build


@pytest.fixture(scope="session")
def northlight_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, for looking at."""
    path = tmp_path_factory.mktemp("sample") / "northlight.remit"
    build(path, date(2026, 5, 4))
    return path


@pytest.fixture(scope="session")
def gitlab_sheet(shared_data: Path) -> Path:
    """A company's real matrix as a workbook."""
    return shared_data / "authority" / "wide" / "gitlab_2018_wide.xlsx"


@pytest.fixture(scope="session")
def imported(gitlab_sheet: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That matrix imported into a new file, for looking at."""
    path = tmp_path_factory.mktemp("imported") / "gitlab.remit"
    assert remit("import", gitlab_sheet, "--to", path, "--name", "GitLab").code == 0
    return path


@pytest.fixture
def northlight(northlight_file: Path, tmp_path: Path) -> Path:
    """The sample, for changing."""
    return Path(shutil.copy(northlight_file, tmp_path / "northlight.remit"))


@pytest.fixture
def gitlab(imported: Path, tmp_path: Path) -> Path:
    """The real matrix, for changing."""
    return Path(shutil.copy(imported, tmp_path / "gitlab.remit"))
