"""What the activities of a log mean: submission, a step of the decision and how it ended, or something else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from models.authority.rules import Right
from models.calibration.log import CalibrationRefused

Meaning = Literal["submitted", "passed", "sent back", "taken back", "after", "ignored"]
SCHEMA = "remit.calibration-mapping/1"

MEANINGS: dict[Meaning, str] = {
    "submitted": "the case comes in, or comes again after it was sent back",
    "passed": "a role has done its step and the case goes on; the last step approves it",
    "sent back": "a role says no; the case is revised and comes again, or ends",
    "taken back": "whoever submitted it has it again and revises it",
    "after": "it follows the decision and is not part of it",
    "ignored": "it says nothing about the decision",
}


class Activity(BaseModel):
    """One activity of the log: what it means and, for a step, whose it is and which right it uses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: str
    means: Meaning
    right: Right | None = None
    role: str = ""
    decision: str = ""
    """Of which decision; that of the mapping where it does not say."""


class LogMapping(BaseModel):
    """What a log is about. Activities that it does not name are not known, and are left out and said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: str
    activities: tuple[Activity, ...]

    @property
    def by_activity(self) -> dict[str, Activity]:
        """The entries by the text of their activity."""
        return {entry.activity: entry for entry in self.activities}

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions that activities belong to, in their order."""
        named = (
            entry.decision or self.decision for entry in self.activities if entry.means not in {"after", "ignored"}
        )
        return tuple(dict.fromkeys(named)) or (self.decision,)

    def of(self, decision: str) -> LogMapping:
        """Return the mapping of one of its decisions, to which the activities of others say nothing."""
        entries = tuple(
            entry
            if (entry.decision or self.decision) == decision
            else Activity(activity=entry.activity, means="ignored")
            for entry in self.activities
        )
        return LogMapping(decision=decision, activities=entries)

    @property
    def requester(self) -> str:
        """The role that submits cases, or revises those that were sent back."""
        known = [(entry.means, entry.role) for entry in self.activities if entry.role]
        meanings: tuple[Meaning, ...] = ("submitted", "taken back")
        return next((role for wanted in meanings for means, role in known if means == wanted), "Requester")

    def to_json(self) -> dict[str, Any]:
        """Return the content of a mapping file."""
        entries = [
            {key: value for key, value in entry.model_dump(mode="json", exclude_none=True).items() if value}
            for entry in self.activities
        ]
        return {"schema": SCHEMA, "meanings": MEANINGS, "decision": self.decision, "activities": entries}


def checked(mapping: LogMapping) -> LogMapping:
    """Return the mapping. Raises CalibrationRefused where no case can come in or be approved by it."""
    entries = mapping.activities
    names = [entry.activity for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise CalibrationRefused(f"The mapping names “{twice}” twice; keep one of them.")
    if not any(entry.means == "submitted" for entry in entries):
        raise CalibrationRefused(
            "No activity is known with which a case comes in; say in a mapping file which one means “submitted”."
        )
    for entry in entries:
        if entry.means in {"passed", "sent back"} and (entry.right is None or not entry.role.strip()):
            raise CalibrationRefused(f"The mapping of “{entry.activity}” lacks the role or the right that it uses.")
    if not any(entry.means == "passed" and entry.right == "approve" for entry in entries):
        raise CalibrationRefused(
            "No activity is known that approves a case; say in a mapping file which one is “passed” with the right "
            "“approve”."
        )
    return mapping


def mapping_of(text: str, name: str) -> LogMapping:
    """Return the mapping that a file in JSON holds. Raises CalibrationRefused with what is wrong and where."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CalibrationRefused(f"{name} is not JSON ({error}); write one with --mapping-out and edit that.") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise CalibrationRefused(f"{name} is no mapping of a log; write one with --mapping-out and edit that.")
    fields = {key: value for key, value in content.items() if key not in {"schema", "meanings"}}
    try:
        mapping = LogMapping.model_validate(fields)
        for decision in mapping.decisions:
            checked(mapping.of(decision))
        return checked(mapping) if len(mapping.decisions) == 1 else mapping
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise CalibrationRefused(f"{name}: {place}: {first['msg'][:1].lower()}{first['msg'][1:]}.") from None


def unknown(mapping: LogMapping, activities: Iterable[str], counts: Mapping[str, int]) -> str | None:
    """Return a sentence about activities of the log that the mapping does not name; None where there are none."""
    known = mapping.by_activity
    missing = [name for name in activities if name not in known]
    if not missing:
        return None
    shown = ", ".join(f"“{name}” ({counts[name]:,})" for name in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return f"The mapping does not know {shown}{more}; these events are left out."
