"""The README and the guides say what is so: their commands are run, their outputs compared, their names looked up.

What stands in a `console` block behind `$` is run, in the order of the page, in a folder of the page's own; a block
whose fence names a file (such as `csv limits.csv`) is written there first. `...` in an output stands for anything, and
`[exit code 1]` at its end for how the command ended. `pycon` blocks run as doctests in the same folder.
"""

from __future__ import annotations

import ast
import builtins
import doctest
import importlib
import re
import shlex
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PACKAGES = ("models", "views", "exporters", "workbench", "resources", "tests", "remit")
LARGEST_PICTURE = 300_000

# Lines for people to type that no test can: they open a window, set up a machine or take minutes.
NOT_RUN = {
    "pip install 'remit[cluster]'": "installs something",
    "make run": "opens the window",
    "make test": "runs this test",
    "make check": "takes a minute",
    "make bench": "takes minutes",
    "make screenshots": "takes a minute",
    "make pictures": "overwrites the pictures of these pages",
    "make package": "builds an application",
    "py -3.11 -m venv remit-env": "Windows",
    "remit-env\\Scripts\\pip install .": "Windows",
    "python3.11 -m venv remit-env": "macOS",
    "remit-env/bin/pip install .": "macOS",
    "remit": "opens the window",
    "remit acme.remit": "opens the window",
    ".venv/bin/python -m pytest tests/models/authority": "is part of this run",
    ".venv/bin/python -m pytest -m 'not slow'": "is part of this run",
    ".venv/bin/python -m tests.bench edit": "measures",
    ".venv/bin/python -m tests.models.simulation.oracle_table": "is compared below",
}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    line: int
    kind: str
    file: str
    lines: tuple[str, ...]


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    found: list[Block] = []
    start, info, inside = 0, "", False
    lines = text_of(page).splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("```"):
            continue
        if not inside:
            start, info = number, line[3:]
        else:
            kind, _, file = info.partition(" ")
            found.append(Block(start, kind, file.strip(), tuple(lines[start : number - 1])))
        inside = not inside
    assert not inside, f"{page.name} ends inside a block"
    return tuple(found)


def prose(page: Path) -> str:
    """The page without its blocks."""
    return re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


every_page = pytest.mark.parametrize("page", PAGES, ids=named)


def looks_like(expected: list[str]) -> re.Pattern[str]:
    """A pattern of an output in which `...` stands for anything: alone on a line for any number of lines."""
    parts = []
    for line in expected:
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*?".join(re.escape(part) for part in line.rstrip().split("...")) + r"\n")
    return re.compile("".join(parts))


def conversations(block: Block) -> Iterator[tuple[str, list[str], int]]:
    """The commands of a block, each with the lines of its output and its exit code."""
    command, shown = "", []
    for line in (*block.lines, "$ "):
        if not line.startswith("$ "):
            shown.append(line)
            continue
        if command:
            code = re.fullmatch(r"\[exit code (\d+)\]", shown[-1]) if shown else None
            yield command, shown[:-1] if code else shown, int(code[1]) if code else 0
        command, shown = line[2:], []


@every_page
def test_commands_do_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from workbench.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    names: dict[str, Any] = {}
    for block in blocks(page):
        where = f"{page.name}:{block.line}"
        if block.file:
            (tmp_path / block.file).write_text("\n".join(block.lines) + "\n", encoding="utf-8")
        elif block.kind == "sh":
            for line in block.lines:
                command = line.partition("  #")[0].strip()
                assert not command or command in NOT_RUN, f"{where}: nothing says why this is not run: {command}"
        elif block.kind == "pycon":
            test = doctest.DocTestParser().get_doctest("\n".join(block.lines) + "\n", names, page.name, where, 0)
            names = test.globs
            runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
            failed = runner.run(test, clear_globs=False).failed
            assert not failed, f"{where}\n{capfd.readouterr().out}"
        elif block.kind == "console":
            for command, shown, code in conversations(block):
                program, *arguments = shlex.split(command)
                assert program == "remit", f"{where}: only remit is run: {command}"
                capfd.readouterr()
                ended = main(arguments)
                answer = capfd.readouterr()
                said = "".join(f"{line.rstrip()}\n" for line in (answer.out + answer.err).splitlines())
                assert ended == code, f"{where}: {command} ended with {ended}\n{said}"
                assert not shown or looks_like(shown).fullmatch(said), f"{where}: {command} said\n{said}"


@every_page
def test_what_is_not_run_is_listed_and_nothing_else(page: Path) -> None:
    known = {"console", "sh", "pycon", "python", "csv", "text", "json", "sql"}
    assert {block.kind for block in blocks(page)} <= known
    for block in blocks(page):
        if block.kind == "python":
            ast.parse("\n".join(block.lines))


def test_the_list_of_what_is_not_run_holds_nothing_idle() -> None:
    written = "\n".join(text_of(page) for page in PAGES)
    assert [line for line in NOT_RUN if line not in written] == []


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@every_page
def test_no_link_is_dead(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page)) + re.findall(r'(?:src|href)="([^"]+)"', prose(page))
    for link in links:
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} is nowhere"
        assert not anchor or anchor in anchors(target), f"{link} names no heading"


def test_pictures_are_small_and_used() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    written = "\n".join(text_of(page) for page in PAGES)
    for picture in pictures:
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG"), picture.name
        assert struct.unpack(">II", content[16:24]) == (1440, 900), picture.name
        assert len(content) < LARGEST_PICTURE, picture.name
        assert f"pictures/{picture.name}" in written, picture.name


@cache
def commands() -> dict[str, set[str]]:
    """The options of each command."""
    import typer

    from workbench.commandline.application import app

    group: Any = typer.main.get_command(app)
    return {
        name: {
            option
            for parameter in found.params
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option.startswith("--")
        }
        | {"--help"}
        for name, found in group.commands.items()
    }


@cache
def defined() -> set[str]:
    """Every name that a module of ours gives to a class, a function, a method, a field or a constant."""
    found: set[str] = set()
    for folder in ("models", "views", "exporters", "workbench", "resources", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef | ast.FunctionDef):
                    found.add(node.name)
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found.add(node.id)
                elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    found.add(node.attr)
    return found


def resolves(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:size]))
        except ModuleNotFoundError:
            continue
        for part in parts[size:]:
            held = {**getattr(found, "model_fields", {}), **getattr(found, "__annotations__", {})}
            if not hasattr(found, part) and part not in held:
                return False
            found = getattr(found, part, None)
        return True
    return False


def problem_with(code: str) -> str:
    """What is wrong with something that a page says in code, or nothing."""
    words = code.split()
    if code.startswith("remit ") and words[1] in commands():
        strange = {word.partition("=")[0] for word in words[2:] if word.startswith("--")} - commands()[words[1]]
        return f"no option {strange}" if strange else ""
    if code.startswith("remit ") and re.fullmatch(r"[a-z]+", words[1]):
        return "no such command"
    if code.startswith("make "):
        return "" if re.search(rf"^{words[1]}:", text_of_makefile(), flags=re.MULTILINE) else "no such target"
    if re.fullmatch(r"(?![A-Z]\w*\.\w+/)[\w.*/-]+", code) and (
        "/" in code or code.endswith((".py", ".toml", ".sh", ".spec", ".md"))
    ):
        made = ("build", "dist", ".venv", "remit-env")
        if code.split("/", maxsplit=1)[0] in made or re.fullmatch(r"remit\.[a-z-]+/\d", code):
            return ""
        return "" if any(ROOT.glob(code.rstrip("/"))) or any(ROOT.glob(f"*/**/{code}")) else "no such file"
    if re.fullmatch(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+", code):
        return "" if resolves(code) else "no such module or name"
    if re.fullmatch(r"[A-Z]\w*[a-z]\w*(?:\.\w+)*(?:\(.*\))?|[a-z_]+\(.*\)", code):
        parts = code.partition("(")[0].split(".")
        known = all(part in defined() or hasattr(builtins, part) or part[:1] == "Q" for part in parts)
        return "" if known else "no such name"
    return ""


@cache
def text_of_makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


# Words in code that only look like names of ours.
OTHERS = {"Decimal", "TypeAdapter", "pyqtgraph"}


@every_page
def test_everything_that_a_page_names_exists(page: Path) -> None:
    spans = re.findall(r"`([^`\n]+)`", prose(page))
    found = {span: problem_with(span) for span in spans if span not in OTHERS}
    assert {span: problem for span, problem in found.items() if problem} == {}


@every_page
def test_every_finding_that_a_page_names_is_checked_for(page: Path) -> None:
    from models.findings import CHECKS

    assert set(re.findall(r"(?<!\*)\bF\d\d\b", text_of(page))) <= {check.id for check in CHECKS}


def test_every_command_and_option_is_described() -> None:
    page = text_of(ROOT / "docs" / "command-line.md")
    for name, options in commands().items():
        section = re.search(rf"^## remit {name}$(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
        assert section is not None, name
        told = set(re.findall(r"--[a-z][a-z-]*", section[1]))
        assert options - told - {"--help", "--json", "--force", "--on"} == set(), name


def test_the_file_format_names_every_table_and_no_column_that_is_not_there() -> None:
    from models.document import TYPES
    from workbench.rows import columns

    page = text_of(ROOT / "docs" / "file-format.md")
    spans = re.findall(r"`([^`\n]+)`", page)
    assert set(TYPES) - set(spans) == set()
    tables = {table: set(columns(table)) for table in TYPES}
    for span in spans:
        table, _, column = span.partition(".")
        if column and table in tables:
            assert column in tables[table], span


def test_the_guide_calls_things_as_the_screen_does() -> None:
    words = [
        node.value
        for folder in ("views", "workbench/window")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    shown = {word.rstrip(" …") for word in words}
    bold = re.findall(r"\*\*([^*]+)\*\*", prose(ROOT / "docs" / "guide.md"))
    assert [label for label in bold if label.rstrip(" …") not in shown] == []


@pytest.mark.slow
def test_the_simulation_finds_what_its_page_says() -> None:
    from tests.models.simulation.oracle_table import rows

    page = text_of(ROOT / "docs" / "simulation.md")
    told = {
        what: [float(figure) for figure in re.findall(r"[-+]?\d+\.\d+", figures)]
        for what, figures in re.findall(r"^\| ([^|]+) \| (\d.*) \|$", page, flags=re.MULTILINE)
    }
    found = {row.what: [row.exact, row.found.mean, row.found.low, row.found.high, row.z] for row in rows()}
    assert told.keys() == found.keys()
    for what, (exact, _, low, high, _) in found.items():
        assert low <= exact <= high, what
        assert told[what][:4] == pytest.approx(found[what][:4], rel=1e-3, abs=1e-4), what
        assert told[what][4] == pytest.approx(found[what][4], abs=0.02), what
