"""`remit cases`: whether the cases of the library get the answers that people expect."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.document import Document
from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading, writing
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from datetime import date

    from models.authority.casebook import CaseResult

_MARKS = {"passed": "pass", "failed": "FAIL", "not stated": "?   "}


def cases(
    file: FileArgument,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Take the present answer of this case as the expected one; may be given again.",
            show_default=False,
        ),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Run every case of the library and compare its answer with the expected one. Exit code 1 where one fails."""
    from models.authority.casebook import run_cases

    day = on or today()
    document = _accepted(file, accept, day) if accept else _read(file)
    results = tuple(run_cases(document, day))
    failed = any(result.verdict == "failed" for result in results)
    if as_json:
        counts = Counter(result.verdict for result in results)
        fields = {
            "file": str(file),
            "on": day.isoformat(),
            "accepted": list(accept or ()),
            "failed": failed,
            "counts": {verdict: counts[verdict] for verdict in ("passed", "failed", "not stated")},
            "cases": [result.to_json() for result in results],
        }
        show_json("cases", fields)
    else:
        _show(document, results, accept or ())
    return int(failed)


def _read(file: Path) -> Document:
    with reading(file) as session:
        return session.document


def _accepted(file: Path, names: Sequence[str], day: "date") -> Document:
    """Accept the answers to some cases in one step and return the document after it."""
    from models.commands.cases import accept_answers

    with writing(file) as session:
        ids = [_named(session.document, name) for name in dict.fromkeys(names)]
        session.execute(accept_answers, ids, day)
        return session.document


def _named(document: Document, name: str) -> str:
    """Return the id of the case of this id or name. Raises FileProblem."""
    if name in document.library_cases:
        return name
    wanted = " ".join(name.split()).casefold()
    found = [case for case in document.library_cases if case.name.casefold() == wanted]
    if len(found) == 1:
        return found[0].id
    if found:
        raise FileProblem(f"Several cases are called “{name}”; use the id of one: {', '.join(c.id for c in found)}.")
    names = ", ".join(f"“{case.name}”" for case in document.library_cases)
    raise FileProblem(f"There is no case “{name}”; {f'there are {names}' if names else 'the library is empty'}.")


def _show(document: Document, results: Sequence["CaseResult"], accepted: Sequence[str]) -> None:
    for name in accepted:
        say(f"Accepted the answer to “{document.library_cases[_named(document, name)].name}”.")
    for result in results:
        say(f"{_MARKS[result.verdict]}  {result.case.name}: {result.actual}")
        for finding in result.findings if result.answer is not None else ():
            say(f"      {finding}")
    if not results:
        say("The library has no cases yet.")
        return
    counts = Counter(result.verdict for result in results)
    cases = "case" if len(results) == 1 else "cases"
    parts = [f"{counts['passed']} of {len(results)} {cases} {'passes' if counts['passed'] == 1 else 'pass'}"]
    if counts["failed"]:
        parts.append(f"{counts['failed']} {'fails' if counts['failed'] == 1 else 'fail'}")
    if counts["not stated"]:
        number = counts["not stated"]
        parts.append(f"{number} {'states' if number == 1 else 'state'} no expectation")
    say(f"{', '.join(parts)}.")
