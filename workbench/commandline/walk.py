"""`remit walk`: one case stepped from role to role, with a clock and the reason for every hop."""

from datetime import datetime
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
    PlaceOption,
    UrgentOption,
    today,
)
from workbench.commandline.decide import read_facts
from workbench.commandline.files import reading
from workbench.commandline.output import json_text, say, say_bytes
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.walk.telling import Told

_OPENS_AT = 9
_FIRST, _LAST = 1900, 2999


def read_moment(text: str) -> datetime:
    """Return a moment written as 2026-05-04T09:30, or a day, which stands for nine o'clock."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a moment; write it like 2026-05-04T09:30") from None
    if moment.tzinfo is not None:
        raise typer.BadParameter(f"“{text}” names a time zone; leave it out, the hours are those of the calendars")
    if not _FIRST <= moment.year <= _LAST:
        raise typer.BadParameter(f"“{text}” is too far away; choose a year between {_FIRST} and {_LAST}")
    return moment.replace(hour=_OPENS_AT) if "T" not in text and " " not in text.strip() else moment


def walk(
    file: FileArgument,
    decision: DecisionArgument,
    facts: FactsArgument = None,
    at: Annotated[
        datetime | None,
        typer.Option(
            metavar="MOMENT",
            parser=read_moment,
            help="When it comes up, such as 2026-05-04T09:30; today, or the next working day, at nine unless told.",
            show_default=False,
        ),
    ] = None,
    choose: Annotated[
        list[int] | None,
        typer.Option(
            metavar="N",
            help="Take the choice of this number instead of the likely one: for the first hop, the second, and so on.",
            show_default=False,
        ),
    ] = None,
    place: PlaceOption = None,
    by: ByOption = None,
    about: AboutOption = None,
    absent: AbsentOption = None,
    urgent: UrgentOption = False,
    as_json: JsonOption = False,
) -> int:
    """Step a case from role to role: when, why, and what could happen instead. Exit code 1 where it gets stuck."""
    from models.authority.circumstances import Circumstances, read_whole_case
    from models.walk.clock import working_moment
    from models.walk.telling import NoSuchChoice, told
    from models.walk.walking import start

    moment = at or working_moment(today())
    with reading(file) as session:
        document = session.document
    around = Circumstances(tuple(place or ()), by or "", about or "", tuple(absent or ()), (), None, urgent)
    case = read_whole_case(document, decision, read_facts(facts or ()), around, on=moment.date())
    try:
        found = told(start(document, case, at=moment), choose or ())
    except NoSuchChoice as wrong:
        raise FileProblem(str(wrong)) from None
    if as_json:
        say_bytes(json_text({**found.to_json(), "file": str(file)}))
    else:
        _show(found)
    return 0 if found.walk.end in {"decided", "rejected"} else 1


def _show(found: "Told") -> None:
    from models.walk.telling import ending_words, heading, hop_words

    walk = found.walk
    say(f"{heading(walk)}.")
    for hop, offered in found.hops:
        say(hop_words(hop))
        say(f"  {hop.reason}")
        if hop.carries:
            say(f"  Along with it: {hop.carries}")
        for number, choice in enumerate(offered, 1):
            if choice.words != hop.words:
                say(f"  or {number}: {choice.words}")
    say(ending_words(walk))
