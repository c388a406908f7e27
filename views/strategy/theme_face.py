"""How a theme looks before anybody touches it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.strategy import Theme
from views import theme as look
from views import tokens
from views.inplace import INSET
from views.strategy.face import BUTTON, Block, Face, Gap, Words, line_height

_SIDE = tokens.SPACE_S + INSET


def _tr(text: str) -> str:
    return QCoreApplication.translate("strategy", text)


def hints() -> dict[str, str]:
    """Return what an empty text of a theme asks."""
    return {
        "name": _tr("Name of the theme"),
        "statement": _tr("What should become true?"),
        "why": _tr("Why now?"),
        "guardrails": _tr("What must hold meanwhile?"),
    }


def states() -> dict[str, str]:
    """Return the states of a theme in words."""
    return {
        "draft": _tr("Draft"),
        "active": _tr("Active"),
        "kept": _tr("Kept"),
        "carried": _tr("Carried over"),
        "dropped": _tr("Dropped"),
    }


def spoken(theme: Theme) -> str:
    """Return the texts of a theme as a screen reader says them."""
    guardrails = _tr("Guardrails: {text}").format(text=theme.guardrails) if theme.guardrails else ""
    return " ".join(text for text in (theme.statement, theme.why, guardrails) if text)


def face_of(theme: Theme, sponsor: str, *, read_only: bool) -> Face:
    """Return a theme as it looks asleep: to the pixel where its widgets will stand."""
    button = 0 if read_only else BUTTON
    blocks: list[Block] = [
        Words(
            theme.name,
            "title",
            edited=True,
            left=_SIDE,
            right=_SIDE + button,
            above=tokens.SPACE_XS + 3,
            below=5,
            least=tokens.SPACE_XS + button,
            end_icon="" if read_only else "more",
            end_inset=tokens.SPACE_S,
        )
    ]
    if theme.status != "active":
        blocks.append(Words(states()[theme.status], "label", "muted", left=_SIDE, right=_SIDE))
    blocks.append(_text("statement", theme.statement))
    for name, caption, text in (("why", _tr("Why"), theme.why), ("guardrails", _tr("Guardrails"), theme.guardrails)):
        blocks += [Gap(tokens.SPACE_S), Words(caption, "label", "muted", left=_SIDE, right=_SIDE), _text(name, text)]
    feet: list[Block] = [
        Gap(tokens.SPACE_S),
        Words(_tr("Sponsor"), "label", "muted", left=_SIDE, right=_SIDE, below=tokens.SPACE_XS),
        Words(
            sponsor or _tr("None"),
            left=_SIDE,
            right=_SIDE + BUTTON,
            least=line_height("body") + 8,
            centred=True,
            single=True,
            end_icon="chevron-down",
            end_inset=tokens.SPACE_S + 3,
            end_size=14,
        ),
        Gap(tokens.SPACE_S),
    ]
    return Face(tuple(blocks), tuple(feet), look.font().pointSizeF())


def _text(name: str, text: str) -> Words:
    return Words(
        text or hints()[name], color="text" if text else "muted", left=_SIDE, right=_SIDE, above=3, below=5, edited=True
    )
