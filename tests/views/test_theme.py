"""The themes: readable by the measure of WCAG 2.2, following the system, sized in points."""

from __future__ import annotations

import itertools
import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from models.authority.rules import RIGHTS
from views import theme, tokens
from views.tokens import THEMES, Tokens

GROUNDS = ("window", "surface", "raised", "field", "hover", "selected")
INKS = ("text", "muted", "error", "warning", "info", "ok", "accent_text")


def linear(value: str) -> tuple[float, float, float]:
    """Linear RGB of an sRGB colour."""
    color = QColor(value)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return red, green, blue


def luminance(value: str) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = linear(value)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, two: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def dichromat(value: str, sight: str) -> tuple[float, float, float]:
    """Linear RGB as seen without one kind of cone: Viénot, Brettel and Mollon (1999)."""
    red, green, blue = linear(value)
    share, shift = {"deuteranopia": (0.29275, -0.02234), "protanopia": (0.11238, 0.00401)}[sight]
    yellow = share * red + (1 - share) * green
    return yellow, yellow, max(0.0, shift * (red - green) + blue)


def lab(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of linear sRGB, white D65."""
    red, green, blue = rgb
    rows = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in rows)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_the_measure_itself() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
class TestContrast:
    @pytest.mark.parametrize("ground", GROUNDS)
    @pytest.mark.parametrize("ink", INKS)
    def test_text_is_readable(self, look: Tokens, ink: str, ground: str) -> None:
        assert ratio(look.color(ink), look.color(ground)) >= 4.5

    def test_text_in_messages_and_on_the_accent(self, look: Tokens) -> None:
        for severity in ("error", "warning", "info", "ok"):
            tint = look.color(f"{severity}_tint")
            assert ratio(look.text, tint) >= 4.5
            assert ratio(look.muted, tint) >= 4.5
            assert ratio(look.accent_text, tint) >= 4.5
            assert ratio(look.color(severity), tint) >= 4.5
        assert ratio(look.on_accent, look.accent) >= 4.5
        assert ratio(look.on_accent, look.accent_hover) >= 4.5
        assert ratio(look.text, look.pressed) >= 4.5

    def test_edges_and_focus_are_seen(self, look: Tokens) -> None:
        for ground in (look.window, look.surface, look.field):
            assert ratio(look.edge, ground) >= 3
            assert ratio(look.focus, ground) >= 3

    def test_letters_and_outlines_of_rights(self, look: Tokens) -> None:
        for right, mark in look.marks.items():
            assert ratio(mark.ink, mark.fill) >= 4.5, right
            if mark.shape != "plain":
                assert ratio(mark.edge, look.surface) >= 3, right

    def test_high_contrast_is_higher(self, look: Tokens) -> None:
        if look.name.startswith("contrast"):
            assert ratio(look.muted, look.surface) >= 7
            assert all(ratio(look.color(ink), look.surface) >= 7 for ink in INKS)


def test_rights_are_told_apart_without_colour() -> None:
    assert {*RIGHTS, "other"} == set(tokens.SHAPES)
    shapes = list(tokens.SHAPES.values())
    assert len(set(shapes)) == len(shapes)
    for look in THEMES:
        assert {right: mark.shape for right, mark in look.marks.items()} == dict(tokens.SHAPES)


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("sight", ["deuteranopia", "protanopia"])
def test_rights_that_bind_are_told_apart_by_people_who_mix_red_and_green(look: Tokens, sight: str) -> None:
    for one, two in itertools.combinations(("approve", "sign", "ratify", "veto"), 2):
        colours = (lab(dichromat(look.mark(right).fill, sight)) for right in (one, two))
        assert math.dist(*colours) >= 10, (one, two)


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("sight", ["deuteranopia", "protanopia"])
def test_severities_are_told_apart_by_people_who_mix_red_and_green(look: Tokens, sight: str) -> None:
    roles = ("error", "warning", "info", "ok")
    for one, two in itertools.combinations(roles, 2):
        difference = math.dist(lab(dichromat(look.color(one), sight)), lab(dichromat(look.color(two), sight)))
        assert difference >= 10, (one, two)


@pytest.mark.parametrize("mode", theme.MODES)
def test_every_mode_dresses_the_application(dressed: QApplication, mode: theme.Mode) -> None:
    theme.apply(dressed, mode)
    look = theme.tokens()
    assert dressed.palette().window().color().name() == look.surface
    assert "$" not in dressed.styleSheet()
    assert look.dark == (mode == "dark")


def test_the_system_is_followed_while_running(dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    theme.apply(dressed, "system")
    theme.notifier().changed.connect(lambda: told.append(theme.tokens().name))
    scheme = Qt.ColorScheme.Dark
    monkeypatch.setattr("views.theme.system_scheme", lambda: scheme)
    dressed.styleHints().colorSchemeChanged.emit(scheme)
    assert told == ["dark"]
    theme.apply(dressed, "light")
    dressed.styleHints().colorSchemeChanged.emit(scheme)
    assert theme.tokens().name == "light"


def test_sizes_are_points_and_grow_with_the_zoom(dressed: QApplication) -> None:
    plain = theme.font("body").pointSizeF()
    assert plain * 96 / 72 >= 14 * 0.99
    theme.apply(dressed, "light", zoom=1.5)
    assert theme.font("body").pointSizeF() == pytest.approx(plain * 1.5, rel=0.01)
    assert theme.font("display").pointSizeF() > theme.font("title").pointSizeF() > theme.font().pointSizeF()
    assert f"font-size: {theme.font('display').pointSizeF():g}pt" in dressed.styleSheet()


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        theme.tokens().color("pink")
    assert theme.tokens().mark("something else").shape == tokens.SHAPES["other"]
