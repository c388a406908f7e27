"""Guessing what the activities of a log mean, from their words and from where in a case they stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np

from models.authority.rules import RIGHTS, Right
from models.calibration.log import CalibrationRefused, EventLog, Flags, Floats, Longs
from models.calibration.mapping import Activity, LogMapping, Meaning

_SUBMIT = re.compile(r"\b(?:re)?(?:submi|request|appl[yi]|creat|register|open|file|comes? in|receiv|rais|eingereicht)")
_REFUSE = re.compile(r"\b(?:reject|refus|declin|den(?:y|ied)|disapprov|return|sent? back|not approved|abgelehnt)")
_APPROVE = re.compile(r"\b(?:final[_ ]?)?(?:approv|authori[sz]|accept|grant|permit|sanction|decid|genehmigt)")
_FINAL = re.compile(r"\bfinal")
_IGNORED = re.compile(r"\b(?:sav|draft|remind|comment|view|note|assign|closed)")
_ESCALATE = re.compile(r"\b(?:escalat|forward|refer)")
_REVISE = re.compile(r"\b(?:revis|correct|amend|rework)")
_BY = re.compile(r"\bby\s+(.+)$", re.IGNORECASE)
_RIGHT_WORDS: tuple[tuple[str, Right], ...] = tuple((right[:6], right) for right in RIGHTS)
_MOSTLY = 0.7
_MOST_ACTIVITIES = 400
_ALMOST_ALWAYS = 0.95


def guess(log: EventLog, name: str = "Case") -> LogMapping:
    """Return the likely meaning of every activity. It may lack a submission or an approval: `checked` says so.

    Where activities are written "Lease: approved", what stands before the colon is the decision. Raises
    CalibrationRefused where there are more activities than anybody could name.
    """
    if len(log.activities) > _MOST_ACTIVITIES:
        raise CalibrationRefused(
            f"The log has {len(log.activities):,} different activities, such as “{log.activities[0][:60]}”; nobody "
            "could say what each means. Name the column of the activities, or give a mapping of those that count."
        )
    groups = _by_decision(log)
    if groups is None:
        return _guess(log, name)
    entries: dict[str, Activity] = {}
    for decision, numbers in groups.items():
        for entry in _guess(_only(log, numbers), decision).activities:
            entries[entry.activity] = entry.model_copy(update={"decision": decision})
    return LogMapping(decision=name, activities=tuple(entries[text] for text in log.activities))


def _by_decision(log: EventLog) -> dict[str, list[int]] | None:
    """The activities by what stands before their colon, where all have one and it is not the same."""
    groups: dict[str, list[int]] = {}
    for number, text in enumerate(log.activities):
        before, colon, _ = text.partition(": ")
        if not colon:
            return None
        groups.setdefault(before, []).append(number)
    return groups if len(groups) > 1 else None


def _only(log: EventLog, numbers: list[int]) -> EventLog:
    """The log of some activities alone."""
    kept = log.having(np.isin(log.activity, numbers))
    place = np.full(len(log.activities), -1, dtype=np.int32)
    place[numbers] = np.arange(len(numbers), dtype=np.int32)
    return replace(kept, activities=tuple(log.activities[k] for k in numbers), activity=place[kept.activity])


def _guess(log: EventLog, name: str) -> LogMapping:
    words = [_words(text) for text in log.activities]
    done = ~log.starts
    number = np.bincount(log.activity[done], minlength=len(words))
    place = _places(log)
    ignored = np.array([_IGNORED.search(text) is not None for text in words])
    opening = _openings(log, ignored)
    first = int(np.argmax(opening))
    submitted = {k for k, text in enumerate(words) if _SUBMIT.search(text) and not _APPROVE.search(text)}
    submitted = {k for k in submitted if opening[k] > 0.2 * max(number[k], 1)} or (
        set() if _APPROVE.search(words[first]) else {first}
    )
    roles = [_role(log, k) or ("" if k in submitted else titled(log.activities[k])) for k in range(len(words))]
    requesters = {roles[k] for k in submitted} - {""}
    approvals = [k for k, text in enumerate(words) if _APPROVE.search(text) and not _REFUSE.search(text)]
    approvals = [k for k in approvals if k not in submitted and not ignored[k]]
    finals = _finals(log, words, approvals)
    means: dict[int, Meaning] = {}
    for k, text in enumerate(words):
        if k in submitted:
            means[k] = "submitted"
        elif ignored[k]:
            means[k] = "ignored"
        elif _REVISE.search(text) or (_REFUSE.search(text) and roles[k] in requesters):
            means[k] = "taken back"
        elif _REFUSE.search(text):
            means[k] = "sent back"
        elif k in approvals or _ESCALATE.search(text):
            means[k] = "passed"
        elif finals and _follows(log, k, finals):
            means[k] = "after"
        else:
            means[k] = "passed"
    for k in _revisions(log, means):
        means[k] = "taken back"
    rights = _rights(words, means, roles, finals, place)
    entries = tuple(
        Activity(
            activity=log.activities[k],
            means=means[k],
            right=_right(words[k], rights.get(roles[k])) if means[k] in {"passed", "sent back"} else None,
            role=roles[k] if means[k] not in {"after", "ignored"} else "",
        )
        for k in range(len(words))
    )
    return LogMapping(decision=_decision(log, means) or name, activities=entries)


def _openings(log: EventLog, ignored: Flags) -> Longs:
    """[activities] how many cases begin with each, apart from what says nothing about the decision"""
    rows = np.flatnonzero(~ignored[log.activity] & ~log.starts)
    first = rows[np.flatnonzero(np.diff(log.case[rows], prepend=-1))]
    found: Longs = np.bincount(log.activity[first], minlength=len(log.activities))
    return found


def _words(text: str) -> str:
    return re.sub(r"[_\W]+", " ", text).strip().lower()


def _places(log: EventLog) -> Floats:
    """[activities] where in a case each stands on average, from 0 to 1."""
    first = log.first_row
    length = np.maximum(np.diff(first) - 1, 1)
    place = (np.arange(len(log)) - first[log.case]) / length[log.case]
    sums = np.bincount(log.activity, weights=place, minlength=len(log.activities))
    found: Floats = sums / np.maximum(np.bincount(log.activity, minlength=len(log.activities)), 1)
    return found


def _role(log: EventLog, activity: int) -> str:
    """The role that nearly always does it; else what stands behind "by" in its text."""
    roles = log.role[(log.activity == activity) & (log.role >= 0)]
    if len(roles):
        kinds, numbers = np.unique(roles, return_counts=True)
        best = int(np.argmax(numbers))
        if numbers[best] >= _MOSTLY * numbers.sum() and log.roles[int(kinds[best])].lower() not in {
            "undefined",
            "system",
        }:
            return titled(log.roles[int(kinds[best])])
    by = _BY.search(log.activities[activity])
    return titled(by[1]) if by else ""


def titled(name: str) -> str:
    """Return "Budget owner" for BUDGET_OWNER; what is not shouted stays as it is."""
    if not name.isupper():
        return name.strip()
    text = re.sub(r"[_\s]+", " ", name).strip().lower()
    return text[:1].upper() + text[1:]


def _finals(log: EventLog, words: list[str], approvals: list[int]) -> list[int]:
    """The approvals after which a case nearly always sees no other: those that are called final, or all that are so."""
    if not approvals:
        return []
    number = np.bincount(log.activity[~log.starts], minlength=len(words))
    rows = np.flatnonzero(np.isin(log.activity, approvals) & ~log.starts)
    last = rows[np.flatnonzero(np.diff(log.case[rows], append=-1))]
    ends = np.bincount(log.activity[last], minlength=len(words))
    named = [k for k in approvals if _FINAL.search(words[k])] or approvals
    found = [k for k in named if ends[k] >= _MOSTLY * number[k]]
    return found or [max(named, key=lambda k: int(ends[k]))]


def _follows(log: EventLog, activity: int, finals: list[int]) -> bool:
    """Whether an activity nearly always comes after the final approval."""
    order = np.arange(len(log))
    approved = np.full(len(log.cases), len(log))
    rows = np.isin(log.activity, finals)
    np.minimum.at(approved, log.case[rows], order[rows])
    here = log.activity == activity
    return bool(here.any() and (order[here] > approved[log.case[here]]).mean() >= _ALMOST_ALWAYS)


def _rights(
    words: list[str], means: dict[int, Meaning], roles: list[str], finals: list[int], place: Floats
) -> dict[str, Right]:
    """By role: who approves in the end approves; who comes first recommends, who comes between endorses."""
    found: dict[str, Right] = {}
    steps = [k for k, meaning in means.items() if meaning == "passed"]
    deciding = {roles[k] for k in finals}
    for k in sorted(steps, key=lambda k: float(place[k])):
        role = roles[k]
        if role in deciding:
            found[role] = "approve"
            continue
        said = next((right for stem, right in _RIGHT_WORDS if stem in words[k] and right != "approve"), None)
        before = any(right in {"recommend", "endorse"} for right in found.values())
        found.setdefault(role, said or ("endorse" if before else "recommend"))
    for k, meaning in means.items():
        if meaning == "sent back":
            found.setdefault(roles[k], "endorse")
    return found


def _right(text: str, usual: Right | None) -> Right | None:
    """Whoever passes a case on upward does not approve it, whatever the role does otherwise."""
    return "recommend" if _ESCALATE.search(text) and usual == "approve" else usual


def _revisions(log: EventLog, means: dict[int, Meaning]) -> list[int]:
    """What nearly always comes next after a case was sent back: the work of whoever revises it."""
    rows = np.flatnonzero(~log.starts)
    sent = np.isin(log.activity, [k for k, meaning in means.items() if meaning == "sent back"])
    follows = np.zeros(len(log), dtype=bool)
    follows[rows[1:]] = sent[rows[:-1]] & (log.case[rows[1:]] == log.case[rows[:-1]])
    number = np.bincount(log.activity[rows], minlength=len(log.activities))
    times = np.bincount(log.activity[follows], minlength=len(log.activities))
    return [k for k, meaning in means.items() if meaning == "passed" and 0 < number[k] <= times[k] / _MOSTLY]


def _decision(log: EventLog, means: dict[int, Meaning]) -> str:
    """The word with which the activities of the decision begin, if they do."""
    first = Counter(
        log.activities[k].split()[0].rstrip(":") for k, meaning in means.items() if meaning not in {"after", "ignored"}
    )
    if not first:
        return ""
    word, times = first.most_common(1)[0]
    return word if times >= max(2, _MOSTLY * first.total()) else ""
