"""`remit scenarios`: named changes over a file: listed, begun, built change by change, copied, applied, deleted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from models.changes import ChangeSet, in_one_step
from models.document import Document
from models.escalation import Scenario
from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading, writing
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

Edit = Callable[[Document], ChangeSet]

NameArgument = Annotated[str, typer.Argument(metavar="[NAME]", help="A scenario: its name or identifier.")]


def scenarios(
    file: FileArgument,
    name: NameArgument = "",
    add: Annotated[bool, typer.Option("--add", help="Begin a scenario of that name.")] = False,
    over: Annotated[
        str | None,
        typer.Option(metavar="SCENARIO", help="Have it stand on another one; “file”: on the file.", show_default=False),
    ] = None,
    note: Annotated[str | None, typer.Option(help="Say what it is for.", show_default=False)] = None,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="WHAT=VALUE", help="Try a change, such as hours:CFO=20; may be given again."),
    ] = None,
    drop: Annotated[
        list[int] | None, typer.Option(metavar="NUMBER", help="Take a change out, by its number in the list.")
    ] = None,
    copy: Annotated[str, typer.Option(metavar="NEW", help="Add a copy under another name.", show_default=False)] = "",
    rename: Annotated[str, typer.Option(metavar="NEW", help="Call it something else.", show_default=False)] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Make the file as the scenario has it, in one step.")] = False,
    delete: Annotated[bool, typer.Option("--delete", help="Delete it, with those that stand on it.")] = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """List the scenarios of a file with what they change, or change, apply and delete one."""
    from models.commands import scenarios as commands

    edits = [typed_edit(text, on or today()) for text in change or ()]
    asked = (add, over, note, change, drop, copy, rename, apply, delete)
    if not name and any(part not in (False, None, "", []) for part in asked):
        raise FileProblem("Say which scenario: put its name behind the file.")
    if not any(part not in (False, None, "", []) for part in asked):
        with reading(file) as session:
            document = session.document
        chosen = [scenario_called(document, name)] if name else list(document.scenarios)
        return _shown(file, document, chosen, [], as_json=as_json)
    labels: list[str] = []
    steps = _Steps(name, labels, begins=add)
    if add:
        steps.add(lambda d: commands.add_scenario(d, name, _base(d, over), note or ""))
    elif over is not None:
        steps.add(lambda d: commands.stand_on(d, steps.row(d).id, _base(d, over)))
    if note is not None and not add:
        steps.add(lambda d: commands.set_note(d, steps.row(d).id, note))
    if drop:
        steps.add(lambda d: commands.drop_changes(d, steps.row(d).id, _keys(d, steps.row(d), drop)))
    for edit in edits:
        steps.try_in(edit)
    if copy:
        steps.add(lambda d: commands.copy_scenario(d, steps.row(d).id, copy))
    if apply:
        steps.add(lambda d: commands.apply_scenario(d, steps.row(d).id))
    if rename:
        steps.add(lambda d: commands.rename_scenario(d, steps.row(d).id, rename))
    if delete:
        steps.add(lambda d: commands.delete_scenario(d, steps.row(d).id))
    with writing(file) as session:
        session.execute(steps.all)
        document = session.document
    chosen = [] if delete else [scenario_called(document, rename or name)]
    return _shown(file, document, chosen, labels, as_json=as_json)


class _Steps:
    """What is asked of one scenario, as one edit: all of it is done, or nothing."""

    def __init__(self, name: str, labels: list[str], *, begins: bool) -> None:
        self._name, self._labels, self._begins = name, labels, begins
        self._steps: list[Edit] = []

    def row(self, document: Document) -> Scenario:
        """Return the scenario."""
        return scenario_called(document, self._name)

    def add(self, step: Edit) -> None:
        """Add a step to what is to be done."""

        def told(document: Document) -> ChangeSet:
            made = step(document)
            self._labels.append(made.label)
            return made

        self._steps.append(told)

    def try_in(self, edit: Edit) -> None:
        """Add an edit of what the scenario makes of the file."""
        from models.commands.scenarios import try_in

        self.add(lambda document: try_in(document, self.row(document).id, edit))

    def all(self, document: Document) -> ChangeSet:
        """Return everything as one edit."""
        self._labels.clear()
        made = in_one_step("", document, *self._steps)
        one = len(self._labels) == 1 or self._begins
        label = self._labels[0] if one else f"Change the scenario “{self._name}”"
        return ChangeSet(label, made.changes)


def typed_edit(text: str, on: date) -> Edit:
    """Return the edit that a text stands for; what is not known becomes a FileProblem, now and when it is tried."""
    from models.authority.lookup import LookupFailed
    from models.whatif.typed import typed

    try:
        edit = typed(text, on)
    except LookupFailed as failed:
        raise FileProblem(str(failed)) from None

    def tried(document: Document) -> ChangeSet:
        try:
            return edit(document)
        except LookupFailed as failed:
            raise FileProblem(str(failed)) from None

    return tried


def scenario_called(document: Document, name: str) -> Scenario:
    """Return the scenario of this id or name. Raises FileProblem, naming those that there are."""
    wanted = " ".join(name.split()).casefold()
    for row in document.scenarios:
        if name == row.id or row.name.casefold() == wanted:
            return row
    names = ", ".join(f"“{row.name}”" for row in document.scenarios)
    tail = f"there are {names}" if names else "the file has none yet; begin one with --add"
    raise FileProblem(f"There is no scenario “{name}”; {tail}.")


def _base(document: Document, over: str | None) -> str | None:
    return None if over is None or over.casefold() == "file" else scenario_called(document, over).id


def _keys(document: Document, row: Scenario, numbers: list[int]) -> list[tuple[str, str, str]]:
    told = _told(document, row)
    for number in numbers:
        if not 1 <= number <= len(told):
            known = f"numbers 1 to {len(told)}" if told else "no changes"
            raise FileProblem(f"“{row.name}” has {known}; {number} is none of them.")
    return [key for number in dict.fromkeys(numbers) for key in told[number - 1].keys]


def _told(document: Document, row: Scenario) -> Any:
    from models.changes import EditRefused
    from models.scenarios.applying import underneath
    from models.scenarios.wording import told

    try:
        below = underneath(document, row.id)
    except EditRefused:
        below = document
    return told(below, row)


def _trouble(document: Document, row: Scenario) -> str:
    from models.scenarios.applying import DoesNotFit, applied

    try:
        applied(document, row.id)
    except DoesNotFit as broken:
        return str(broken)
    return ""


def _shown(file: Path, document: Document, rows: list[Scenario], labels: list[str], *, as_json: bool) -> int:
    if as_json:
        show_json("scenarios", {"file": str(file), "done": labels, "scenarios": [_json(document, row) for row in rows]})
        return 0
    for label in labels:
        say(f"{label}.")
    if not rows and not labels:
        say("The file has no scenarios yet.")
    for row in rows:
        base = document.scenarios.get(row.base)
        say(f"{row.name}{f' (over {base.name})' if base is not None else ''}{f': {row.note}' if row.note else ''}")
        for number, one in enumerate(_told(document, row), 1):
            say(f"  {number}  {one.words}")
        trouble = _trouble(document, row)
        if trouble:
            say(f"  {trouble}")
    return 0


def _json(document: Document, row: Scenario) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "base": row.base,
        "note": row.note,
        "changes": [one.words for one in _told(document, row)],
        "problem": _trouble(document, row),
    }
