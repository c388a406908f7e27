"""Edits of the limits that findings are measured against."""

from math import isfinite

from models.changes import ChangeSet, Edit, EditRefused
from models.document import Document
from models.findings.settings import BY_NAME, SETTINGS, FindingLimit, setting
from models.quantities import QuantityError, parse_amount
from models.workspace import WORKSPACE_ID, Setting


def finding_limit(name: str) -> FindingLimit:
    """Return the limit of this name. Raises EditRefused, naming those like it, where there is none."""
    found = BY_NAME.get(name)
    if found is None:
        alike = [limit.name for limit in SETTINGS if name and name.casefold() in limit.name]
        known = f"; did you mean {' or '.join(alike)}?" if alike else "; --list-limits lists them."
        raise EditRefused(f"There is no limit called “{name}”{known}")
    return found


def read_limit(document: Document, name: str, text: str) -> float:
    """Return what a text says for a limit: "5", "60%" or "0.6" for a share, "50K" for an amount.

    Raises EditRefused when it is no such number, or makes no sense for the limit.
    """
    limit = finding_limit(name)
    try:
        amount = parse_amount(text)
    except QuantityError:
        raise EditRefused(f"“{limit.label}” is a number, not “{text}”.") from None
    unit = amount.unit
    if unit == "%" and limit.unit == "share":
        return checked_limit(document, name, float(amount.number / 100))
    if unit is not None and not (limit.unit == "currency" and unit == document.workspace.currency):
        raise EditRefused(f"“{limit.label}” is not measured in {unit}.")
    return checked_limit(document, name, float(amount.number))


def checked_limit(document: Document, name: str, value: float) -> float:
    """Return a value that makes sense for a limit, alone and beside the others. Raises EditRefused."""
    limit = finding_limit(name)
    if not isfinite(value) and not limit.whole:
        raise EditRefused(f"“{limit.label}” is a number.")
    if limit.whole and not (isfinite(value) and value == int(value)):
        raise EditRefused(f"“{limit.label}” is a whole number.")
    if value < limit.least:
        raise EditRefused(f"“{limit.label}” is at least {limit.words(limit.least)}.")
    if limit.most is not None and value > limit.most:
        raise EditRefused(f"“{limit.label}” is at most {limit.words(limit.most)}.")
    least, most = setting(document, "smallest_team"), setting(document, "largest_team")
    if name == "smallest_team" and value > most:
        raise EditRefused(f"The smallest team cannot be larger than the largest, {most:g}.")
    if name == "largest_team" and value < least:
        raise EditRefused(f"The largest team cannot be smaller than the smallest, {least:g}.")
    return value


def set_limit(document: Document, name: str, value: float | None) -> ChangeSet:
    """Set a limit for this organisation; None brings the default back. Raises EditRefused for what makes no sense."""
    limit = finding_limit(name)
    edit = Edit(document)
    workspace = document.workspace
    if WORKSPACE_ID not in document.workspaces:
        edit.create(workspace)
    others = tuple(own for own in workspace.settings if own.name != name)
    if value is None or checked_limit(document, name, value) == limit.default:
        edit.set(workspace, settings=others)
        return edit.done(f"Set back “{limit.label}” to {limit.words(limit.default, workspace.currency)}")
    edit.set(workspace, settings=(*others, Setting(name=name, value=value)))
    return edit.done(f"Set “{limit.label}” to {limit.words(value, workspace.currency)}")
