"""`remit calibrate`: from an event log to a workspace that behaves like it, with a report that says how far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.effort import Progress
from models.quantities import CURRENCIES
from workbench.commandline.arguments import ForceOption, JsonOption
from workbench.commandline.files import making, may_write
from workbench.commandline.output import json_text, say, say_bytes, table
from workbench.commandline.progress import progress_bar
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.calibration.log import EventLog, Floats
    from models.calibration.mapping import LogMapping
    from models.calibration.parameters import Fit
    from models.calibration.study import Calibrated, Calibration, Days

_LARGEST_MAPPING = 10_000_000
_MOST_WEEKS = 52
"""The year of a simulation, after which its calendars begin again."""


def calibrate(
    log: Annotated[
        Path,
        typer.Argument(metavar="LOG", help="An event log: .xes or .csv, as it is or with .gz.", show_default=False),
    ],
    to: Annotated[Path | None, typer.Option(metavar="NEW", help="A new file for it.", show_default=False)] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The report: .md to read, .json for programs.", show_default=False),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the activities mean; else guessed.", show_default=False)
    ] = None,
    mapping_out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what they mean, to edit it.", show_default=False)
    ] = None,
    fit: Annotated[
        str | None,
        typer.Option(
            metavar="FROM..TO", help="The days to fit; else the last stretch without a change.", show_default=False
        ),
    ] = None,
    predict: Annotated[
        list[str] | None,
        typer.Option(metavar="FROM..TO", help="Days to predict from their arrivals; may be given again."),
    ] = None,
    recorded: Annotated[
        str | None,
        typer.Option(
            metavar="FROM..TO", help="Have cases come as they did on these days, not at random.", show_default=False
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEANING=HEADING", help="Name a column of the log, such as case=Number; may be given again."
        ),
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Where the work is done, if the log mixes time zones.", show_default=False),
    ] = None,
    name: Annotated[str, typer.Option(help="What the organisation is called; else as the log.")] = "",
    currency: Annotated[str, typer.Option(help="The currency of the amounts.")] = "EUR",
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")] = 1,
    replications: Annotated[int, typer.Option(min=20, max=10_000, help="Draws for each interval.")] = 200,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> int:
    """Fit arrivals, paths, waits and roles to a log; say where its ways changed; predict from arrivals."""
    targets = [path for path in (to, report, mapping_out) if path is not None]
    for target in targets:
        may_write(target, force=force, source=log)
    if len({target.absolute() for target in targets}) < len(targets):
        raise FileProblem("Two of the files to write have the same name; give each its own.")
    if report is not None and report.suffix.lower() not in {".md", ".json"}:
        raise FileProblem(f"{report} is no report; name it .md to read it, or .json for programs.")
    money = currency.upper()
    if money not in CURRENCIES:
        raise FileProblem(f"“{currency}” is not a currency; use a three-letter code such as USD or EUR.")
    fit_days = _days(fit, "--fit") if fit is not None else None
    predict_days = [_days(text, "--predict") for text in predict or ()]
    recorded_days = _days(recorded, "--recorded") if recorded is not None else None
    events = _read(log, column or (), time_zone, quiet=as_json)
    known = _mapping(mapping) if mapping is not None else None
    found = _calibrated(
        events, known, mapping_out, _stem(log), fit_days, predict_days, seed, replications, force=force, quiet=as_json
    )
    first = _write(found, to, name.strip() or _stem(log), money, recorded_days, force=force) if to is not None else None
    if report is not None:
        _write_report(found, report, log.name, force=force)
    if as_json:
        from models.calibration.report import to_json

        say_bytes(json_text({**to_json(found), "file": None if to is None else str(to)}))
    else:
        _show(found, to, first, [path for path in (mapping_out, report) if path is not None])
    return 0


def _days(text: str, option: str) -> Days:
    first, dots, last = text.partition("..")
    try:
        days = date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
    except ValueError:
        dots = ""
    if not dots or days[1] < days[0]:
        raise FileProblem(f"“{text}” is no stretch of days for {option}; write it like 2018-01-01..2018-06-30.")
    return days


def _stem(log: Path) -> str:
    name = log.name
    for tail in (".gz", ".xes", ".csv", ".tsv", ".txt"):
        if name.lower().endswith(tail):
            name = name[: -len(tail)]
    return name.replace("_", " ").strip() or "Log"


def _read(log: Path, columns: Sequence[str], time_zone: str | None, *, quiet: bool) -> EventLog:
    from models.calibration.log import CalibrationRefused
    from workbench.importers.logs import LogOptions, read_log
    from workbench.importers.logs.headers import COLUMNS

    said: dict[str, str] = {}
    for text in columns:
        meaning, equals, heading = text.partition("=")
        if not equals or meaning.strip() not in COLUMNS or not heading.strip():
            raise FileProblem(f"“{text}” names no column; write one of {', '.join(COLUMNS)}, such as case=Number.")
        said[meaning.strip()] = heading.strip()
    try:
        with progress_bar(f"Reading {log.name}", quiet=quiet) as progress:
            return read_log(log, LogOptions(said, time_zone), progress=progress)
    except CalibrationRefused as refused:
        raise FileProblem(f"{log.name}: {refused}") from None


def _mapping(path: Path) -> LogMapping:
    from models.calibration.log import CalibrationRefused
    from models.calibration.mapping import mapping_of

    try:
        if path.stat().st_size > _LARGEST_MAPPING:
            raise FileProblem(f"{path} is larger than a mapping is.")
        return mapping_of(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise FileProblem(f"{path} is not a text in UTF-8; write a mapping with --mapping-out and edit that.") from None
    except CalibrationRefused as refused:
        raise FileProblem(str(refused)) from None


def _calibrated(
    events: EventLog,
    mapping: LogMapping | None,
    mapping_out: Path | None,
    name: str,
    fit_days: Days | None,
    predict_days: Sequence[Days],
    seed: int,
    replications: int,
    *,
    force: bool,
    quiet: bool,
) -> Calibrated:
    from exporters.base import write_text
    from models.calibration.guessing import guess
    from models.calibration.log import CalibrationRefused
    from models.calibration.study import calibrate_each

    if mapping_out is not None:
        # Written before it is used: where the guess will not do, it is there to be edited.
        known = mapping if mapping is not None else guess(events, name)
        write_text(mapping_out, json_text(known.to_json()) + "\n", force=force)
    try:
        with progress_bar("Predicting", quiet=quiet) as progress:
            return calibrate_each(
                events,
                mapping,
                name=name,
                fit_days=fit_days,
                predict_days=predict_days,
                seed=seed,
                replications=replications,
                progress=_same(progress),
            )
    except CalibrationRefused as refused:
        raise FileProblem(str(refused)) from None


def _same(progress: Progress | None) -> Callable[[str], Progress | None]:
    return lambda _: progress


def _write(
    found: Calibrated, to: Path, organisation: str, currency: str, recorded: Days | None, *, force: bool
) -> date:
    """Write the workspace and return the day from which on it is to be simulated."""
    from models.calibration.log import moment
    from models.calibration.passes import micros_of
    from models.calibration.workspace import Fitted, plan_workspaces

    parts = []
    for part in found.parts:
        fitted = part.fitted
        came: tuple[datetime, ...] = ()
        if recorded is not None:
            fitted, hours = _recorded(part, recorded)
            came = tuple(moment(micros_of(hour)) for hour in hours.tolist())
        parts.append(Fitted(part.mapping.decision, fitted, part.passes, came))
    with making(to, force=force) as session:
        session.execute(plan_workspaces, parts, organisation, currency)
    return recorded[0] if recorded is not None else parts[0].fitted.stretch.first


def _recorded(found: Calibration, days: Days) -> tuple[Fit, Floats]:
    """The fit as these days ask for it, and the moments at which cases came."""
    from models.calibration.backtest import for_arrivals
    from models.calibration.parameters import Stretch
    from models.calibration.rhythm import hour_of

    stretch = Stretch(hour_of(days[0]), hour_of(days[1]) + 24.0)
    came = found.passes.came[found.passes.between(stretch.begin, stretch.end)]
    if not len(came):
        raise FileProblem(f"No case came in from {days[0]} to {days[1]}; there are no arrivals to keep.")
    if stretch.weeks > _MOST_WEEKS:
        raise FileProblem("Recorded arrivals can be of 364 days at most; name fewer with --recorded.")
    return for_arrivals(found.fitted, came, stretch), came


def _write_report(found: Calibrated, report: Path, source: str, *, force: bool) -> None:
    from exporters.base import write_text
    from models.calibration.markdown import to_markdown
    from models.calibration.report import to_json

    text = to_markdown(found, source) if report.suffix.lower() == ".md" else json_text(to_json(found)) + "\n"
    write_text(report, text, force=force)


def _show(found: Calibrated, to: Path | None, first: date | None, written: Sequence[Path]) -> None:
    from models.calibration.sentences import fit_sentences, prediction_sentences, why

    say(f"What the activities mean, {'guessed from their words' if found.guessed else 'as the mapping says'}:")
    several = len(found.parts) > 1
    table(
        ("Activity", "Means", "Right", "Role", *(["Decision"] if several else [])),
        (
            (one.activity, one.means, one.right or "", one.role, *([one.decision] if several else []))
            for one in found.mapping.activities
        ),
    )
    say()
    for note in found.notes:
        say(note)
    for part in found.parts:
        if several:
            say()
            say(part.mapping.decision)
        for note in part.notes:
            say(note)
        for change in part.changes:
            say(change.sentence)
        for sentence in fit_sentences(part.fitted):
            say(sentence)
        for one in part.predictions:
            for sentence in prediction_sentences(one):
                say(sentence)
            for sentence in why(one):
                say(f"  {sentence}")
    for path in written:
        say(f"Wrote {path}")
    if to is None:
        say("No workspace was written; --to NEW.remit makes one.")
    else:
        say(f"It is in {to} now; “remit simulate {to} --on {first}” runs it.")
