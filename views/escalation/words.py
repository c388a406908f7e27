"""Words and letters of the map: triggers, sources, and what a way says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.authority.network import Way
from models.authority.paths import HopSource
from models.authority.words import listed, role_words, some_of
from models.document import Document
from models.escalation import Trigger
from views.shell.fields import Choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("escalation", text)


def trigger_letter(trigger: Trigger) -> str:
    """Return the letter of a trigger on the map."""
    return {
        "limit": "L",
        "disagreement": "D",
        "time_out": "T",
        "conflict_of_interest": "C",
        "novelty": "N",
        "absence": "A",
    }[trigger]


def trigger_name(trigger: Trigger) -> str:
    """Return a trigger as a short word."""
    return {
        "limit": _tr("limit"),
        "disagreement": _tr("disagreement"),
        "time_out": _tr("time-out"),
        "conflict_of_interest": _tr("conflict of interest"),
        "novelty": _tr("novelty"),
        "absence": _tr("absence"),
    }[trigger]


def trigger_choices() -> list[Choice]:
    """Return the triggers to choose from."""
    triggers: tuple[Trigger, ...] = (
        "limit",
        "disagreement",
        "time_out",
        "conflict_of_interest",
        "novelty",
        "absence",
    )
    return [Choice(each, f"{trigger_letter(each)}  {trigger_name(each)}") for each in triggers]


def source_name(source: HopSource) -> str:
    """Return what says that there is a way."""
    return {
        "link": _tr("Link of the file"),
        "matrix": _tr("Implied by the matrix"),
        "reporting_line": _tr("Reporting line"),
    }[source]


def badge_of(way: Way, *, words: bool) -> str:
    """Return what stands on a link: its letters, or its words."""
    if way.source != "link":
        return ""
    if words:
        return ", ".join(trigger_name(trigger) for trigger in way.triggers)
    return " ".join(trigger_letter(trigger) for trigger in way.triggers)


def way_words(document: Document, way: Way) -> str:
    """Return a way in one sentence."""
    one, other = role_words(document, way.from_role), role_words(document, way.to_role)
    names = [f"“{document.decisions[each].name}”" for each in way.decisions if each in document.decisions]
    if way.source == "link":
        about = _tr(" for {decisions}").format(decisions=listed(names)) if names else ""
        triggers = listed([trigger_name(trigger) for trigger in way.triggers])
        return _tr("{one} passes cases to {other}{about}: {triggers}.").format(
            one=one, other=other, about=about, triggers=triggers
        )
    if way.source == "matrix":
        return _tr("The matrix implies: what {one} cannot decide of {decisions} goes to {other}.").format(
            one=one, decisions=some_of(names), other=other
        )
    return _tr("{one} reports to {other}.").format(one=one, other=other)
