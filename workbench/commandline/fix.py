"""`remit fix`: the ways to end a finding with one edit, and carrying one out."""

from typing import Annotated

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import reading, writing
from workbench.commandline.keys import finding_named
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem


def fix(
    file: FileArgument,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="A finding's key, or how only its key begins.", show_default=False)
    ],
    choose: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Carry out the fix with this number.", show_default=False)
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """List the edits that end a finding and leave all others as they are, or carry one out. Exit code 1: none does."""
    from models.findings import Checker
    from models.findings.base import SEVERITY_WORDS
    from models.fixes import fixes_for

    day = on or today()
    checker = Checker()
    with reading(file) if choose is None else writing(file) as session:
        document = session.document
        finding = finding_named(checker.check(document, day), key, file)
        fixes = fixes_for(document, finding, day, checker)
        if choose is not None:
            if choose > len(fixes):
                raise FileProblem(f"There is no fix {choose} of {finding.key}; it has {len(fixes)}.")
            session.execute(fixes[choose - 1].command)
    if as_json:
        show_json(
            "fix",
            {
                "file": str(file),
                "finding": finding.to_json(),
                "fixes": [each.label for each in fixes],
                "done": choose,
            },
        )
    elif choose is not None:
        say(f"Done: {fixes[choose - 1].label}")
    else:
        say(f"{SEVERITY_WORDS[finding.severity]} {finding.id} {finding.name}: {finding.sentence}")
        for number, each in enumerate(fixes, 1):
            say(f"  {number}  {each.label}")
        if not fixes:
            say(f"No single edit is sure to end this and nothing else. {finding.fix}")
    return int(not fixes)
