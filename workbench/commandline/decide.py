"""`remit decide`: who can decide a case, and why."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading, writing
from workbench.commandline.output import json_text, say, say_bytes
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.authority.answers import Answer

_MARKS = {"won": "+", "lost": "-", "open": "?"}


def decide(
    file: FileArgument,
    decision: Annotated[str, typer.Argument(help="Its name, or “Section / Decision”.", show_default=False)],
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FACT]...", help="What is known, such as amount=5000USD in_plan=yes.", show_default=False
        ),
    ] = None,
    on: OnOption = None,
    place: Annotated[str, typer.Option(help="The entity, location or department it is for.")] = "",
    what_changes: Annotated[
        bool, typer.Option("--what-changes", help="Also say for each fact which other value gets another answer.")
    ] = False,
    keep: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Keep the case in the library, with this answer expected.", show_default=False
        ),
    ] = "",
    as_json: JsonOption = False,
) -> int:
    """Say in one sentence who can decide a case, and why. Exit code 1 where that is a gap, a conflict or unknown."""
    from models.authority import turning
    from models.authority.facts import read_case
    from models.authority.routing import route
    from models.commands.cases import save_case

    day: date = on or today()
    with writing(file) if keep else reading(file) as session:
        document = session.document
        case = read_case(document, decision, _texts(facts or ()), place or None, on=day)
        answer = route(document, case, day)
        turns = turning.what_changes(document, case, day) if what_changes else ()
        if keep:
            session.execute(save_case, keep, case, day, on)
    if as_json:
        told = {"what_changes": [turn.to_json() for turn in turns]} if what_changes else {}
        say_bytes(json_text({**answer.to_json(), **told, "file": str(file)}))
    else:
        _show(answer)
        if what_changes:
            say("What would change it:")
            for text in [turn.text for turn in turns] or ["Nothing that this case states."]:
                say(f"  {text}")
    return 0 if _somebody(answer) else 1


def _texts(facts: Iterable[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for fact in facts:
        name, equals, value = fact.partition("=")
        if not equals or not name.strip():
            raise FileProblem(f"“{fact}” is not a fact; write it like amount=5000USD or in_plan=yes.")
        if name.strip() in texts:
            raise FileProblem(f"“{name.strip()}” is given twice.")
        texts[name.strip()] = value
    return texts


def _somebody(answer: "Answer") -> bool:
    """Return whether somebody can decide, however the facts that are still open turn out."""
    if answer.kind == "depends":
        return all(_somebody(branch.answer) for branch in answer.branches)
    return answer.kind == "decided"


def _show(answer: "Answer") -> None:
    say(answer.sentence)
    for branch in answer.branches:
        if branch.words not in answer.sentence:
            say(f"  if {branch.words}: {branch.answer.sentence}")
    for step in answer.steps:
        if step.holders:
            say(f"  {step.who}: {', '.join(_holder(holder.name, holder.capacity) for holder in step.holders)}")
    for remark in answer.remarks:
        say(f"  {remark}")
    if answer.reasons:
        say("Why:")
        for reason in answer.reasons:
            say(f"  {_MARKS[reason.verdict]} {reason.words}: {reason.sentence}")


def _holder(name: str, capacity: str) -> str:
    return f"{name} ({capacity})" if capacity else name
