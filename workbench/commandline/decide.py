"""`remit decide`: who can decide a case, and why."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commandline.arguments import (
    AboutOption,
    AbsentOption,
    ByOption,
    DecisionArgument,
    FactsArgument,
    FileArgument,
    JsonOption,
    OnOption,
    PlaceOption,
    UrgentOption,
    today,
)
from workbench.commandline.files import reading, writing
from workbench.commandline.output import json_text, say, say_bytes
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.authority.answers import Answer, ResolvedStep

_MARKS = {"won": "+", "lost": "-", "open": "?"}


def decide(
    file: FileArgument,
    decision: DecisionArgument,
    facts: FactsArgument = None,
    on: OnOption = None,
    place: PlaceOption = None,
    by: ByOption = None,
    about: AboutOption = None,
    absent: AbsentOption = None,
    earlier: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AMOUNT[@DATE]",
            help="What was spent before and counts with it, such as 20000USD@2026-01-05; as often as needed.",
            show_default=False,
        ),
    ] = None,
    waited: Annotated[
        float | None,
        typer.Option(metavar="HOURS", help="How long it has lain with whoever is to act first.", show_default=False),
    ] = None,
    urgent: UrgentOption = False,
    what_changes: Annotated[
        bool, typer.Option("--what-changes", help="Also say for each fact which other value gets another answer.")
    ] = False,
    keep: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Keep the case in the library, with this answer expected.", show_default=False
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Say in one sentence who can decide a case, and why. Exit code 1 where that is a gap, a conflict or unknown."""
    from models.authority import turning
    from models.authority.circumstances import Circumstances, read_whole_case
    from models.authority.routing import route
    from models.commands.cases import save_case

    for option, given in (("--by", by), ("--about", about), ("--keep", keep)):
        if given is not None and not given.strip():
            raise FileProblem(f"{option} is empty; write a name behind it, or leave it out.")
    day: date = on or today()
    with writing(file) if keep else reading(file) as session:
        document = session.document
        around = Circumstances(
            tuple(place or ()), by or "", about or "", tuple(absent or ()), tuple(earlier or ()), waited, urgent
        )
        case = read_whole_case(document, decision, read_facts(facts or ()), around, on=day)
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


def read_facts(facts: Iterable[str]) -> dict[str, str]:
    """Return facts written like amount=5000USD by name. Raises FileProblem for what is none."""
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
        if step.holders and not _named(step):
            say(f"  {step.who}: {', '.join(_holder(holder.name, holder.capacity) for holder in step.holders)}")
    if answer.clause or answer.instrument:
        say(f"  Written in {', '.join(part for part in (answer.instrument, answer.clause) if part)}.")
    for remark in answer.remarks:
        say(f"  {remark}")
    if answer.reasons:
        say("Why:")
        for reason in answer.reasons:
            say(f"  {_MARKS[reason.verdict]} {reason.words}: {reason.sentence}")


def _named(step: "ResolvedStep") -> bool:
    """Return whether the step itself names who it is already: "Requester's manager (Ann Lee)"."""
    return all(not holder.capacity and f"({holder.name})" in step.who for holder in step.holders)


def _holder(name: str, capacity: str) -> str:
    return f"{name} ({capacity})" if capacity else name
