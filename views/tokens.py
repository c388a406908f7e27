"""Design tokens: the colours, spacing, radii and type scale that every screen is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 16, 24, 32
RADIUS_S, RADIUS_M, RADIUS_L = 4, 6, 10

TYPE_SCALE: Mapping[str, tuple[float, int]] = MappingProxyType(
    {
        "display": (1.72, 600),
        "title": (1.30, 600),
        "heading": (1.12, 600),
        "body": (1.0, 400),
        "strong": (1.0, 600),
        "small": (0.90, 400),
        "label": (0.92, 500),
    }
)
"""Text role -> (multiple of the body size, weight)."""

SEVERITIES = ("error", "warning", "info")


class Mark(NamedTuple):
    """How one decision right looks: never colour alone, always a shape around a letter."""

    shape: str
    fill: str
    ink: str
    edge: str


class Tokens(NamedTuple):
    """One theme. Colours are "#rrggbb"; `marks` is keyed by the name of the right."""

    name: str
    dark: bool
    window: str
    surface: str
    raised: str
    field: str
    hover: str
    pressed: str
    selected: str
    border: str
    edge: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_text: str
    on_accent: str
    focus: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    info: str
    info_tint: str
    ok: str
    ok_tint: str
    scrim: str
    marks: Mapping[str, Mark]

    def color(self, role: str) -> str:
        """Return the "#rrggbb" of a role such as "muted" or "error_tint"; KeyError if there is none."""
        value = getattr(self, role, None)
        if not isinstance(value, str) or not value.startswith("#"):
            raise KeyError(role)
        return value

    def mark(self, right: str) -> Mark:
        """Return the look of a right; one without a look of its own gets a plain ring."""
        return self.marks.get(right, self.marks["other"])


SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "approve": "rounded",
        "ratify": "hexagon",
        "sign": "capsule",
        "agree": "diamond",
        "veto": "shield",
        "endorse": "octagon",
        "support": "pedestal",
        "recommend": "circle",
        "consult": "ring",
        "perform": "square",
        "notify": "corner",
        "other": "plain",
    }
)
"""Right -> outline. Told apart in grey print and by people who see no colours."""


def _marks(**looks: tuple[str, str, str]) -> Mapping[str, Mark]:
    return MappingProxyType({right: Mark(SHAPES[right], *look) for right, look in looks.items()})


LIGHT = Tokens(
    name="light",
    dark=False,
    window="#f5f6f8",
    surface="#ffffff",
    raised="#ffffff",
    field="#ffffff",
    hover="#eceef2",
    pressed="#e1e4ea",
    selected="#e7ecfb",
    border="#e3e6eb",
    edge="#868e9a",
    text="#1a1e24",
    muted="#565e6b",
    disabled="#9aa2ae",
    accent="#2f56c8",
    accent_hover="#2647ab",
    accent_text="#2a4fbd",
    on_accent="#ffffff",
    focus="#2f56c8",
    error="#a8103c",
    error_tint="#fdecf0",
    warning="#855300",
    warning_tint="#fdf4df",
    info="#0b6480",
    info_tint="#e6f4f8",
    ok="#11694a",
    ok_tint="#e6f5ee",
    scrim="#1a1e24",
    marks=_marks(
        approve=("#1f4fa3", "#ffffff", "#1f4fa3"),
        ratify=("#0c5a48", "#ffffff", "#0c5a48"),
        sign=("#8b50c1", "#ffffff", "#8b50c1"),
        agree=("#fce6d4", "#743800", "#b45a0c"),
        veto=("#7d1128", "#ffffff", "#7d1128"),
        endorse=("#fcf1c9", "#594300", "#937011"),
        support=("#e9e7fb", "#352b7a", "#6a5fc4"),
        recommend=("#dff0fb", "#0b466e", "#2b7bb5"),
        consult=("#ffffff", "#3f4754", "#6b7480"),
        perform=("#dff3ea", "#0a4f3b", "#1b8a66"),
        notify=("#f1f2f5", "#3f4754", "#868e9a"),
        other=("#ffffff", "#3f4754", "#ffffff"),
    ),
)

DARK = Tokens(
    name="dark",
    dark=True,
    window="#16181d",
    surface="#1d2026",
    raised="#272b33",
    field="#23272e",
    hover="#2a2e37",
    pressed="#333843",
    selected="#2a3553",
    border="#30353f",
    edge="#757e8d",
    text="#eceef2",
    muted="#a9b2be",
    disabled="#6d7583",
    accent="#8aa6f7",
    accent_hover="#a3baf9",
    accent_text="#9db4f9",
    on_accent="#0d1530",
    focus="#8aa6f7",
    error="#ff9d88",
    error_tint="#41231e",
    warning="#f2c062",
    warning_tint="#3a2f17",
    info="#79cbe4",
    info_tint="#17323b",
    ok="#7bd3ab",
    ok_tint="#18352a",
    scrim="#000000",
    marks=_marks(
        approve=("#9dbcf7", "#0b1f47", "#9dbcf7"),
        ratify=("#7fd6b6", "#04281d", "#7fd6b6"),
        sign=("#b584ea", "#220a3e", "#b584ea"),
        agree=("#4a2d14", "#ffd3a8", "#d98a45"),
        veto=("#ef8396", "#3c0312", "#ef8396"),
        endorse=("#43380f", "#f7e08e", "#bb9a34"),
        support=("#2b2856", "#d6d1fb", "#948bea"),
        recommend=("#14364d", "#bfe2fa", "#5aa6da"),
        consult=("#1d2026", "#d5dae2", "#8c96a4"),
        perform=("#123a2d", "#a9e8cf", "#4bb38d"),
        notify=("#2a2e37", "#d5dae2", "#757e8d"),
        other=("#1d2026", "#d5dae2", "#1d2026"),
    ),
)

CONTRAST_LIGHT = Tokens(
    name="contrast light",
    dark=False,
    window="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    field="#ffffff",
    hover="#e6e6e6",
    pressed="#d4d4d4",
    selected="#d6e2ff",
    border="#4a4a4a",
    edge="#000000",
    text="#000000",
    muted="#1c1c1c",
    disabled="#595959",
    accent="#0033a0",
    accent_hover="#00246f",
    accent_text="#0033a0",
    on_accent="#ffffff",
    focus="#0033a0",
    error="#8f0030",
    error_tint="#ffffff",
    warning="#5c3a00",
    warning_tint="#ffffff",
    info="#003f54",
    info_tint="#ffffff",
    ok="#00442c",
    ok_tint="#ffffff",
    scrim="#000000",
    marks=_marks(
        approve=("#002a85", "#ffffff", "#000000"),
        ratify=("#004d38", "#ffffff", "#000000"),
        sign=("#6a2fb0", "#ffffff", "#000000"),
        agree=("#ffffff", "#5a2a00", "#5a2a00"),
        veto=("#6e0024", "#ffffff", "#000000"),
        endorse=("#ffffff", "#433200", "#433200"),
        support=("#ffffff", "#2c1f80", "#2c1f80"),
        recommend=("#ffffff", "#00365c", "#00365c"),
        consult=("#ffffff", "#000000", "#000000"),
        perform=("#ffffff", "#003d2b", "#003d2b"),
        notify=("#ffffff", "#000000", "#4a4a4a"),
        other=("#ffffff", "#000000", "#ffffff"),
    ),
)

CONTRAST_DARK = Tokens(
    name="contrast dark",
    dark=True,
    window="#000000",
    surface="#000000",
    raised="#000000",
    field="#000000",
    hover="#2b2b2b",
    pressed="#3d3d3d",
    selected="#102a5c",
    border="#b8b8b8",
    edge="#ffffff",
    text="#ffffff",
    muted="#ececec",
    disabled="#a6a6a6",
    accent="#ffd83d",
    accent_hover="#ffe787",
    accent_text="#ffd83d",
    on_accent="#000000",
    focus="#ffd83d",
    error="#ffb3a3",
    error_tint="#000000",
    warning="#ffd27a",
    warning_tint="#000000",
    info="#9be4fa",
    info_tint="#000000",
    ok="#9df0c8",
    ok_tint="#000000",
    scrim="#000000",
    marks=_marks(
        approve=("#bcd2ff", "#000000", "#ffffff"),
        ratify=("#9df0d0", "#000000", "#ffffff"),
        sign=("#c79bff", "#000000", "#ffffff"),
        agree=("#000000", "#ffcf9e", "#ffcf9e"),
        veto=("#ff8fa3", "#000000", "#ffffff"),
        endorse=("#000000", "#ffe98a", "#ffe98a"),
        support=("#000000", "#cfc8ff", "#cfc8ff"),
        recommend=("#000000", "#bfe5ff", "#bfe5ff"),
        consult=("#000000", "#ffffff", "#ffffff"),
        perform=("#000000", "#a8f0d4", "#a8f0d4"),
        notify=("#000000", "#ffffff", "#b8b8b8"),
        other=("#000000", "#ffffff", "#000000"),
    ),
)

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
