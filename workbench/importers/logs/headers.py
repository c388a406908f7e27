"""Which column of a table is the case, the activity, the time, the role, the amount."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbench.importers.refusals import ImportRefused

ROLE_KEYS = ("org:role", "role", "org:group", "org:resource")
"""Attributes of an event that say who did it, the best first."""

_WORDS: dict[str, tuple[str, ...]] = {
    "case": (
        "case", "caseid", "caseconceptname", "casename", "caseconceptid", "trace", "traceid", "tracename", "casenumber",
        "caseno", "instance", "instanceid", "processinstance", "processinstanceid", "casekey", "ticket", "ticketid",
        "requestid", "request", "incidentid", "orderid", "vorgang", "fall", "fallnummer",
    ),
    "activity": (
        "activity", "activityname", "conceptname", "event", "eventname", "task", "taskname", "action", "step",
        "operation", "activityid", "aktivität", "vorgangsschritt",
    ),
    "time": (
        "time", "timestamp", "timetimestamp", "completetimestamp", "completetime", "completed", "completedat",
        "endtime", "endtimestamp", "end", "enddate", "date", "datetime", "eventtime", "eventtimestamp",
        "zeit", "zeitpunkt",
    ),
    "start": ("starttimestamp", "starttime", "start", "startdate", "begin", "began", "startedat"),
    "role": (
        "role", "orgrole", "rolename", "orggroup", "group", "orgresource", "resource", "user", "performer", "rolle",
    ),
    "amount": (
        "amount", "caseamount", "value", "casevalue", "total", "sum", "price", "cost", "requestedamount", "betrag",
    ),
    "lifecycle": ("lifecycle", "lifecycletransition", "transition", "eventtype"),
}  # fmt: skip
_HOURS = ("time", "endtime", "zeit", "uhrzeit")
_DAYS = ("date", "enddate", "day", "datum")
AMOUNT_KEYS = frozenset(_WORDS["amount"])
COLUMNS = ("case", "activity", "time", "start", "role", "amount", "lifecycle")


def folded(heading: str) -> str:
    """Return the letters and digits of a heading, in small letters."""
    return re.sub(r"[\W_]+", "", heading).lower()


def columns_of(file: str, headings: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    """Return the number of each column that is there, by what it means. What is said counts before what is guessed.

    A column "day" is there only where the time is written in two.

    Raises ImportRefused where the case, the activity or the time has none, naming the columns that there are.
    """
    names = [folded(heading) for heading in headings]
    found: dict[str, int] = {}
    for meaning, heading in said.items():
        if heading not in headings and folded(heading) not in names:
            raise ImportRefused(f"{file} has no column “{heading}”; its columns are {_listed(headings)}.")
        found[meaning] = list(headings).index(heading) if heading in headings else names.index(folded(heading))
    for meaning, words in _WORDS.items():
        taken = set(found.values())
        best = next((names.index(word) for word in words if word in names and names.index(word) not in taken), None)
        if best is not None:
            found.setdefault(meaning, best)
    # Some write the day and the hour in two columns.
    if "time" in found and names[found["time"]] in _HOURS and "time" not in said:
        day = next((names.index(word) for word in _DAYS if word in names), None)
        if day is not None and day != found["time"]:
            found["day"] = day
    missing = [meaning for meaning in ("case", "activity", "time") if meaning not in found]
    if missing:
        raise ImportRefused(
            f"{file} has no column for the {' and the '.join(missing)}; its columns are {_listed(headings)}. "
            f"Name it with --column {missing[0]}=HEADING."
        )
    return found


def _listed(headings: Sequence[str]) -> str:
    shown = [f"“{heading}”" for heading in headings[:12]]
    return ", ".join(shown) + (f" and {len(headings) - 12} more" if len(headings) > 12 else "")
