"""A file appears whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters.base import ExportRefused, whole_file, write_text


def test_a_file_that_is_there_stays_unless_told(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    assert write_text(target, "first") == target
    with pytest.raises(ExportRefused, match=r"out\.txt is there already"):
        write_text(target, "second")
    assert target.read_text() == "first"
    write_text(target, "second", force=True)
    assert target.read_text() == "second"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("force", [False, True])
def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path, force: bool) -> None:
    target = tmp_path / "out.txt"
    if force:
        target.write_text("before")

    def fail() -> None:
        with whole_file(target, force=force) as half:
            half.write_text("half")
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == (["out.txt"] if force else [])
    assert not force or target.read_text() == "before"


def test_a_file_that_comes_in_between_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"

    def be_late() -> None:
        with whole_file(target) as half:
            half.write_text("ours")
            target.write_text("theirs")

    with pytest.raises(ExportRefused, match="there already"):
        be_late()
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="There is no folder"):
        write_text(tmp_path / "nowhere" / "out.txt", "text")
    with pytest.raises(ExportRefused, match="is a folder"):
        write_text(tmp_path, "text", force=True)
