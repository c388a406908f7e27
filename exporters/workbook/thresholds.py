"""The Thresholds sheet: every band with both its edges as figures, and who decides inside it."""

from exporters.cells import clean
from exporters.workbook.sheet import RenderedSheet, Value, listing
from models.authority.facts import currency_of
from models.authority.grid import edition_shown
from models.authority.procedures import deciders
from models.authority.rules import BandCondition, Edition, Rule
from models.authority.words import band_words, box_words, role_words, unit_of
from models.decisions import Dimension
from models.document import Document
from models.quantities import Band

_HEADINGS = (
    ("Decision", 40.0),
    ("Dimension", 20.0),
    ("From", 16.0),
    ("Lower edge", 14.0),
    ("To", 16.0),
    ("Upper edge", 14.0),
    ("Unit", 10.0),
    ("In words", 40.0),
    ("For", 30.0),
    ("Decided by", 44.0),
)
_LOOKS = ("strong", "text", "number", "text", "number", "text", "text", "text", "text", "text")


def render_thresholds(document: Document, edition: Edition | None = None) -> RenderedSheet:
    """Return the Thresholds sheet of an edition (the latest when none is given): a line for each band of each row."""
    edition = edition or edition_shown(document)
    rules = document.rules.by("edition", edition.id) if edition else ()
    rows = [
        (_values(document, rule, condition, dimension), "rule", rule.id)
        for rule in rules
        for condition in rule.box
        if isinstance(condition, BandCondition) and (dimension := document.dimensions.get(condition.dimension))
    ]
    return listing("Thresholds", _HEADINGS, rows, empty="No row of this matrix has a threshold.", looks=_LOOKS)


def _values(document: Document, rule: Rule, condition: BandCondition, dimension: Dimension) -> tuple[Value, ...]:
    unit = currency_of(document, dimension) if dimension.kind == "money" else unit_of(dimension)
    others = [other for other in rule.box if other is not condition]
    return (
        clean(document.decisions[rule.decision].name),
        clean(dimension.name),
        *_lower(condition.band, dimension),
        *_upper(condition.band, dimension),
        clean(condition.currency or unit),
        clean(band_words(dimension, condition.band, condition.currency)),
        clean(box_words(document, others, rule.places)) if others or rule.places else "",
        clean(", ".join(role_words(document, role) for role in deciders(rule.procedure))),
    )


def _lower(band: Band, dimension: Dimension) -> tuple[Value, str]:
    """Return a lower edge as the figure that its words name, and whether that figure is inside."""
    if band.lower is None:
        return None, "from the start"
    above = "above" in band_words(dimension, Band(lower=band.lower, upper="unlimited"))
    return float((band.lower - 1 if above else band.lower) * dimension.step), "excluded" if above else "included"


def _upper(band: Band, dimension: Dimension) -> tuple[Value, str]:
    if band.upper is None:
        return None, "not stated"
    if isinstance(band.upper, str):
        return None, band.upper
    inside = "including" in band_words(dimension, Band(upper=band.upper))
    return float((band.upper - 1 if inside else band.upper) * dimension.step), "included" if inside else "excluded"
