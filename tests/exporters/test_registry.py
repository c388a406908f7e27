"""Every export in the list writes its file, once, and says why when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters.base import ExportRefused
from exporters.registry import EXPORTERS, export
from models.document import Document
from tests.exporters.conftest import ON


@pytest.mark.parametrize("key", [one.key for one in EXPORTERS])
def test_every_export_writes_whole_files_and_overwrites_none(key: str, northlight: Document, tmp_path: Path) -> None:
    target = tmp_path / f"out-{key}"
    assert export(key, northlight, target, on=ON) == target
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    before = [path.read_bytes() for path in files]
    assert all(before)
    with pytest.raises(ExportRefused, match="there already"):
        export(key, northlight, target, on=ON)
    assert [path.read_bytes() for path in files] == before
    export(key, northlight, target, on=ON, force=True)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == files


def test_an_export_that_there_is_not_is_named() -> None:
    with pytest.raises(ExportRefused, match=r"no export “pdf2”; there are xlsx, docx"):
        export("pdf2", Document(), Path("out"), on=ON)
