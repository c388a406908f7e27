"""Guards of the house: what every module keeps, whatever it does."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("models", "views", "exporters", "workbench", "resources", "packaging", "tests")
LOOSE = ("Makefile", "pyproject.toml", "README.md", "CHANGELOG.md", ".ci/run")
TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".sh",
    ".spec",
    ".json",
    ".csv",
    ".qss",
    ".svg",
    ".xml",
    ".desktop",
    ".ts",
    ".yaml",
}
LONGEST_MODULE = 400

# Imported when first used, so that the window is there at once.
HEAVY = (
    "docx",
    "distributed",
    "lxml",
    "matplotlib",
    "networkx",
    "numba",
    "numpy",
    "openpyxl",
    "python_calamine",
    "rich",
    "scipy",
    "sqlite_utils",
    "typer",
)


def modules() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def texts() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS and path.is_file())
    docs = ROOT / "docs"
    yield from sorted(docs.rglob("*.md"))
    yield from (ROOT / name for name in LOOSE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_void_calls_into_qt_keep_their_hands_off_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 lost one reference to None a void call on Python 3.11, until the process died."""
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.skipif(not (ROOT / "workbench" / "app.py").exists(), reason="there is no workbench.app yet")
def test_the_way_to_the_first_paint_imports_nothing_heavy() -> None:
    code = f"import sys, workbench.app; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert answer.stderr == ""
    assert answer.stdout.strip() == "[]"


def test_modules_stay_small() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_nothing_is_put_off() -> None:
    marks = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
    assert [named(path) for path in texts() if marks.search(path.read_text(encoding="utf-8"))] == []


def test_no_path_of_one_machine_is_written_down() -> None:
    absolute = re.compile(r"(?<![\w.~*}])/(?:home|Users|root|work|tmp|private|var/folders)/\w")
    found = {
        f"{named(path)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if absolute.search(line)
    }
    assert found == set()


def test_the_models_open_no_file() -> None:
    """The import contracts keep file modules out; this keeps out the built-in that needs no import."""
    opened = [
        f"{named(path)}:{node.lineno}"
        for path in sorted((ROOT / "models").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]
    assert opened == []


def test_no_folder_shadows_the_library_named_packaging() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    import packaging

    assert packaging.__file__ is not None
    assert not Path(packaging.__file__).is_relative_to(ROOT / "packaging")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_owns_one_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"remit"}
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name]


def test_the_wheel_carries_every_module_and_resource(wheel: Path) -> None:
    expected = {
        f"remit/{path.relative_to(ROOT).as_posix()}"
        for folder in ("models", "views", "exporters", "workbench", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        assert expected - set(archive.namelist()) == set()


@pytest.mark.skipif(not (ROOT / "workbench" / "cli.py").exists(), reason="there is no command line yet")
def test_the_installed_command_finds_its_own_folders(wheel: Path, tmp_path: Path) -> None:
    """Unpacked beside a stranger's package called models, remit must still import its own."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").write_text("raise ImportError('a stranger')\n", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import remit, atexit;"
        "atexit.register(lambda: print(sys.modules['workbench'].__file__)); sys.exit(remit.main())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), "--help"], cwd=tmp_path, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stderr
    assert Path(answer.stdout.splitlines()[-1]).is_relative_to(tmp_path / "remit")


def test_the_map_of_authority_names_every_module_once() -> None:
    folder = ROOT / "models" / "authority"
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    lines = [line.partition(":")[0] for line in text.splitlines() if line.startswith("    ")]
    named_there = sorted(name.strip() for line in lines for name in line.split(","))
    there = [path.stem for path in folder.iterdir() if path.stem != "__init__" and not path.name.startswith("__")]
    assert named_there == sorted(there)
