"""What the command palette searches, and how well an item matches what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """Something to find or to do. `run` is called when it is chosen; `icon` names an icon."""

    title: str
    run: Callable[[], object]
    subtitle: str = ""
    icon: str = ""
    keywords: str = ""
    shortcut: str = ""


Provider = Callable[[], Iterable[PaletteItem]]
"""Called each time the palette opens; returns the items of one group."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with what the search needs, prepared once when the palette opens."""

    item: PaletteItem
    group: str
    title: str = field(default="")
    other: str = field(default="")
    starts: str = field(default="")

    @classmethod
    def of(cls, item: PaletteItem, group: str) -> Entry:
        """Prepare an item."""
        title = item.title.casefold()
        other = f"{item.keywords} {item.subtitle}".casefold()
        return cls(item, group, title, other, "".join(word[0] for word in title.split()))


def score(entry: Entry, words: list[str]) -> int:
    """Return how well an entry matches all `words` (case-folded), 0 for not at all; larger is better."""
    total = 0
    for word in words:
        best = _in_title(entry, word)
        if not best:
            if word not in entry.other:
                return 0
            best = 30 if f" {word}" in f" {entry.other}" else 15
        total += best
    return total * 1000 // len(words) - min(len(entry.title), 200)


def _in_title(entry: Entry, word: str) -> int:
    title = entry.title
    at = title.find(word)
    if at == 0:
        return 120 if len(title) == len(word) else 100
    if at > 0:
        if not title[at - 1].isalnum() or f" {word}" in title:
            return 80
        return 45
    if len(word) > 1 and word in entry.starts:
        return 60
    return _scattered(title, word)


def _scattered(title: str, word: str) -> int:
    """The letters of the word in order, with few gaps: how people abbreviate. 0 if they are too far apart."""
    if len(word) < 3:
        return 0
    at = first = title.find(word[0])
    if at < 0:
        return 0
    for letter in word[1:]:
        at = title.find(letter, at + 1)
        if at < 0:
            return 0
    spread = at - first + 1
    return 25 if spread <= 2 * len(word) else 8 if spread <= 4 * len(word) else 0


def best(entries: Iterable[Entry], query: str, limit: int = 40) -> list[tuple[str, list[PaletteItem]]]:
    """Return the best items by group, the group of the best item first; with no query, all in order."""
    words = query.casefold().split()
    if words:
        scored = [(points, index, entry) for index, entry in enumerate(entries) if (points := score(entry, words))]
        scored.sort(key=lambda row: (-row[0], row[1]))
        chosen = [entry for _, _, entry in scored[:limit]]
    else:
        chosen = list(entries)[:limit]
    groups: dict[str, list[PaletteItem]] = {}
    for entry in chosen:
        groups.setdefault(entry.group, []).append(entry.item)
    return list(groups.items())
