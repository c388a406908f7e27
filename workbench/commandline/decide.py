"""`remit decide`: who can decide a case, and why."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading
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
    as_json: JsonOption = False,
) -> int:
    """Say in one sentence who can decide a case, and why. Exit code 1 where that is a gap, a conflict or unknown."""
    from models.authority.facts import read_case
    from models.authority.routing import route

    day: date = on or today()
    with reading(file) as session:
        document = session.document
        case = read_case(document, decision, _texts(facts or ()), place or None, on=day)
        answer = route(document, case, day)
    if as_json:
        say_bytes(json_text({**answer.to_json(), "file": str(file)}))
    else:
        _show(answer)
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
