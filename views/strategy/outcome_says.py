"""What a card says about an outcome target, and how that looks before anybody touches it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from models.document import Document
from models.findings.outputs import output_phrase
from models.targets import latest, progress
from views import theme, tokens
from views.inplace import INSET
from views.strategy import words
from views.strategy.face import BUTTON, Bar, Block, End, Face, Gap, Words, line_height


@dataclass(frozen=True)
class Says:
    """The texts of a card; `share` is the progress, `advice` what is wrong with the name."""

    name: str
    measure: str
    standing: str
    reading: str
    people: str
    explained: str
    advice: str
    share: float | None
    measurable: bool

    def spoken(self) -> str:
        """Return all of it as a screen reader says it."""
        return ". ".join(text for text in (self.measure, self.standing, self.reading, self.people, self.advice) if text)


def says_of(document: Document, outcome: str, locale: QLocale) -> Says:
    """Return what there is to say about an outcome target."""
    row = document.outcomes[outcome]
    last = latest(document.check_ins.by("outcome", outcome))
    share = progress(row, last.value if last else None)
    past = document.quarters[row.quarter].status == "past"
    return Says(
        name=row.name,
        measure=words.measure(row, locale),
        standing=words.standing(row.kind, share, locale),
        reading=words.reading(document, row, last, locale),
        people=words.owner_and_due(document, row, locale),
        explained=words.standing_in_full(row, last, share, locale),
        advice="" if past else output_phrase(row.name) or "",
        share=share,
        measurable=row.target is not None,
    )


def face_of(says: Says, *, read_only: bool) -> Face:
    """Return the card as it looks asleep: to the pixel where its widgets will stand."""
    side, step = tokens.SPACE_S + INSET, Gap(tokens.SPACE_XS)
    blocks: list[Block] = [
        Words(
            says.name,
            "strong",
            edited=True,
            left=side,
            right=side + BUTTON,
            above=tokens.SPACE_S + 3,
            below=5,
            least=tokens.SPACE_S + BUTTON,
            end_icon="chevron-down",
            end_inset=tokens.SPACE_S,
        )
    ]
    if says.advice:
        advice = Words(says.advice, "small", "warning", side, tokens.SPACE_S + BUTTON, icon="warning")
        blocks += [step, advice]
    standing = End(says.standing, "strong", "text", tokens.SPACE_S)
    blocks += [step, Words(says.measure, left=side, right=side, end=standing)]
    if says.measurable:
        blocks += [step, Bar(says.share, side)]
    blocks += [step, Words(says.reading, "small", "muted", side, side)]
    link = line_height("body") + 8
    check_in = End(QCoreApplication.translate("strategy", "Check in"), "body", "accent_text", tokens.SPACE_S + 2, link)
    people = Words(
        says.people,
        "small",
        "muted",
        side,
        side + 2,
        least=0 if read_only else link,
        centred=True,
        end=None if read_only else check_in,
    )
    return Face((*blocks, step, people, Gap(tokens.SPACE_S)), points=theme.font().pointSizeF())
