"""What opens the window and what runs a command, decided before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.cli.running import ENVIRONMENT, refused, remit
from workbench import cli
from workbench.commandline.application import app


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The files for which a window was opened."""
    import workbench.app

    asked: list[Path | None] = []

    def run(path: Path | None = None) -> int:
        asked.append(path)
        return 0

    monkeypatch.setattr(workbench.app, "run", run)
    return asked


def test_a_file_alone_or_nothing_opens_the_window(opened: list[Path | None], tmp_path: Path) -> None:
    file = tmp_path / "acme.remit"
    file.touch()
    assert cli.main([]) == 0
    assert cli.main([str(file)]) == 0
    assert opened == [None, file]


def test_a_file_that_is_called_like_a_command_is_the_command(
    opened: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "check").touch()
    assert cli.main(["check"]) == 2
    assert "FILE" in capsys.readouterr().err
    assert opened == []


def test_a_word_that_is_neither_is_told(opened: list[Path | None], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["chekc"]) == 2
    assert "chekc" in capsys.readouterr().err
    assert cli.main(["nowhere.remit"]) == 2
    assert capsys.readouterr().err == "There is no file nowhere.remit.\n"
    assert opened == []


def test_every_command_is_known_before_the_command_line_is_loaded() -> None:
    assert {command.name for command in app.registered_commands} == set(cli.COMMANDS)


def test_the_way_to_the_window_loads_no_command_line() -> None:
    code = "import sys, workbench.cli; print(sorted({'typer', 'rich', 'pydantic'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    ran = remit(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "--json" in ran.out


def test_the_version_is_told() -> None:
    ran = remit("--version")
    assert ran.code == 0
    assert ran.out.startswith("Remit ")


def test_where_there_is_no_screen_the_window_says_what_works_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("there is always a screen here")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert cli.main([]) == 2
    assert "remit demo" in capsys.readouterr().err


def test_what_is_refused_says_how_it_goes() -> None:
    assert "remit decide --help" in refused(remit("decide"))
