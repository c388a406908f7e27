"""The whole main job without a screen."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.workbench.cli.running import refused, remit


@pytest.mark.slow
def test_the_demo_leaves_everything_that_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ran = remit("demo", "--to", folder, "--no-pictures", "--on", "2026-05-04", "--json")
    assert ran.code == 0, ran
    written = set(ran.json()["written"])
    assert written == {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]

    assert "Matrix" in openpyxl.load_workbook(folder / "matrix.xlsx").sheetnames
    assert len(docx.Document(str(folder / "charters.docx")).paragraphs) > 100
    assert json.loads((folder / "simulation.json").read_text(encoding="utf-8"))["settings"]["seed"] == 42
    assert (folder / "simulation.png").read_bytes().startswith(b"\x89PNG")
    assert remit("info", folder / "Northlight.remit").code == 0

    assert "--force" in refused(remit("demo", "--to", folder, "--no-pictures"))
    again = remit("demo", "--to", folder, "--no-pictures", "--on", "2026-05-04", "--force", "--json")
    assert set(again.json()["written"]) == written


def test_a_demo_goes_nowhere_but_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "folder" in refused(remit("demo", "--to", tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "mine"
