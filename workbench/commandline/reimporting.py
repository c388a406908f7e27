"""`remit import` of a workbook that Remit exported itself: what was edited in it, taken over in one step."""

from pathlib import Path
from typing import TYPE_CHECKING

from models.changes import ChangeSet, EditRefused
from workbench.commandline.files import writing
from workbench.commandline.output import say, show_json
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from workbench.importers import Comparison


def take_over(sheet: Path, into: Path, *, force: bool, as_json: bool) -> int:
    """Take over what differs and can be, and say all of it; exit code 1 when something could not be.

    Where the file has changed since the workbook was written nothing is taken over without `force`: the older texts
    of the workbook would undo those changes.
    """
    from workbench.importers import ImportRefused, plan_reimport, reimport

    try:
        with writing(into) as session:
            comparison = reimport(session.document, sheet)
            held_back = comparison.stale and bool(comparison.differences) and not force
            accepted = frozenset(each.address for each in comparison.differences)
            changes = ChangeSet("") if held_back else session.execute(plan_reimport, comparison, accepted)
    except (ImportRefused, EditRefused) as refused:
        raise FileProblem(str(refused)) from None
    if as_json:
        show_json("reimport", {"file": str(into), "changes": len(changes.changes), **_plain(comparison)})
    else:
        _show(comparison, into, changes, held_back=held_back)
    return int(held_back or any(not difference.can_apply for difference in comparison.differences))


def _plain(comparison: "Comparison") -> dict[str, object]:
    return {
        "stale": comparison.stale,
        "differences": [
            {
                "address": each.address,
                "what": each.what,
                "before": each.before,
                "after": each.after,
                **({} if each.can_apply else {"problem": each.problem}),
            }
            for each in comparison.differences
        ],
    }


def _show(comparison: "Comparison", into: Path, changes: ChangeSet, *, held_back: bool) -> None:
    if not comparison.differences:
        say(f"{comparison.file} does not differ from {into}; nothing was changed.")
        return
    for each in comparison.differences:
        why = "" if each.can_apply else f" (not taken over: {each.problem})"
        say(f"  {each.address:<6} {each.what}: “{each.before}” → “{each.after}”{why}")
    if held_back:
        say(f"{into} has changed since this workbook was written; add --force to take its texts over all the same.")
    elif changes:
        say(f"{changes.label}: one step that “remit undo {into}” takes back.")
    else:
        say("Nothing was changed.")
