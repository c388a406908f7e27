"""Text in cells: what a person wrote stays text, whatever a spreadsheet would make of it."""

import re

# XML has no way to write these; lone surrogates and the two non-characters are refused by its writers too.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")

# What one cell of a workbook holds at most.
LONGEST = 32_767


def clean(text: str) -> str:
    """Return a text that any XML file can hold, control characters replaced and cut where no cell holds more."""
    text = _UNWRITABLE.sub("\ufffd", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def is_active(text: str) -> bool:
    """Return whether a spreadsheet may take a text for a formula when it reads or re-enters it."""
    return text.startswith(_ACTIVE)


def inert(text: str) -> str:
    """Return a text for plain values (csv, the clipboard) that no spreadsheet runs: an active one behind an
    apostrophe."""
    text = clean(text)
    return f"'{text}" if is_active(text.lstrip(" ")) or text.startswith("\n") else text
