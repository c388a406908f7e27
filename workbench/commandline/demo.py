"""`remit demo`: the whole main job without a screen, on the sample: workbook, charters, findings, figures, pictures."""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from models.document import Document
from workbench.commandline.arguments import ForceOption, JsonOption, OnOption, today
from workbench.commandline.output import json_text, say, show_json
from workbench.failures import FileProblem
from workbench.session import Session


def demo(
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where everything goes.")] = Path("remit-demo"),
    pictures: Annotated[bool, typer.Option(help="Take a picture of every page of the window.")] = True,
    on: OnOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Build the sample and do the main job on it: workbook, charters, findings, simulation, a picture of every page."""
    day = on or today()
    if to.exists() and not to.is_dir():
        raise FileProblem(f"{to} is a file; name a folder.")
    if to.is_dir() and any(to.iterdir()) and not force:
        raise FileProblem(f"{to} is not empty; choose another folder, or overwrite what is in it with --force.")
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{to.name}.", dir=to.parent) as half:
        made = _make(Path(half), day, pictures=pictures)
        for name in made:
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(half) / name, to / name)
    if as_json:
        show_json("demo", {"folder": str(to), "on": day.isoformat(), "written": {str(n): made[n] for n in made}})
    else:
        say(f"Remit did its main job on its sample, without a screen. In {to}:")
        for shown, what in _folders(made).items():
            say(f"  {shown:<20} {what}")
    return 0


def _folders(made: dict[Path, str]) -> dict[str, str]:
    """Return what was made with one line for each folder."""
    return {f"{name.parts[0]}/" if len(name.parts) > 1 else str(name): what for name, what in made.items()}


def _make(folder: Path, day: date, *, pictures: bool) -> dict[Path, str]:
    """Write everything into an empty folder and return what is there, relative to it, each with what it is."""
    from workbench.samples import NAME, build

    file = folder / NAME
    build(file, day)
    with Session.open(file, read_only=True) as session:
        document = session.document
    made = {Path(NAME): "the sample; “remit FILE” opens it"}
    made |= _exports(document, folder, day)
    made |= _simulation(document, folder, day)
    if pictures:
        made |= _pictures(file, folder)
    return made


def _exports(document: Document, folder: Path, day: date) -> dict[Path, str]:
    from exporters.registry import export

    wanted = {
        "matrix.xlsx": ("xlsx", "the workbook: matrix, tiers, thresholds, roles, findings, legend"),
        "charters.docx": ("docx", "all charters, bound"),
        "charters": ("charters", "each charter as Markdown"),
        "findings.csv": ("findings", "the findings"),
        "document.json": ("json", "everything as text"),
    }
    for name, (key, _) in wanted.items():
        export(key, document, folder / name, on=day)
    files: dict[Path, str] = {}
    for name, (_, what) in wanted.items():
        parts = sorted((folder / name).iterdir()) if (folder / name).is_dir() else [folder / name]
        files |= {part.relative_to(folder): what for part in parts}
    return files


def _simulation(document: Document, folder: Path, day: date) -> dict[Path, str]:
    from exporters.figures import write_simulation
    from workbench.commandline.simulate import run

    report = run(document, {}, {"seed": 42}, day)
    (folder / "simulation.json").write_text(json_text(report.to_json()) + "\n", encoding="utf-8")
    write_simulation(report, folder / "simulation.png")
    return {
        Path("simulation.json"): "what a simulation with seed 42 finds, with intervals",
        Path("simulation.png"): "the same as a figure",
    }


def _pictures(file: Path, folder: Path) -> dict[Path, str]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from workbench.screenshots import LOOKS, picture_all

    # Its own copy: the window may keep settings of a page in a file beside it, and picturing must not edit the sample.
    with tempfile.TemporaryDirectory() as elsewhere:
        copy = shutil.copy(file, elsewhere)
        taken = list(picture_all(Session.open(Path(copy)), folder / "pictures", LOOKS[:1]))
    return {path.relative_to(folder): "every page of the window" for path in taken}
