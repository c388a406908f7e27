"""Band labels to explicit edges: what "Up to $5K" or "≥ 10k and < 50k" says, and what is no band but a name."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from models.quantities import Band, group, to_steps
from workbench.importers.amounts import AMOUNT, Quantity, quantity_of

# What the words between amounts mean, one sign each: G above, g from, L below, l up to, t "to", b between, & and,
# p "and above", m "or less", i inclusive. A postfix ("and above") has no amount behind it.
_PHRASES: dict[str, str] = {
    "G": "> | above | over | more than | exceeding | exceeds | greater than | larger than | in excess of | beyond",
    "g": ">= | => | ≥ | from | at least | starting at | starting from | minimum of | minimum | min. | min | "
    "not less than | no less than | equal to or above | equal to or more than | equal or above",
    "L": "< | below | under | less than | fewer than | smaller than | up to but not including | "
    "up to, not including | up to, but not including",
    "l": "<= | =< | ≤ | up to and including | up to & including | up to | upto | at most | maximum of | maximum | "
    "max. | max | not more than | no more than | not exceeding | not to exceed | not over | through | thru | until",
    "t": "to | - | – | — | − | ..",
    "b": "between",
    "&": "and | but | , | & | :",
    "i": "inclusive | incl.",
}
_POSTFIXES: dict[str, str] = {
    "p": "plus | + | and above | & above | or above | and over | & over | or over | and up | & up | and more | "
    "& more | or more | and upwards | upwards | or greater | and greater | or higher | and higher",
    "m": "or less | and less | or below | and below | & below | and under | & under | or under | or fewer | or lower",
}
_SUBJECTS = frozenset(
    "revenue turnover value term duration headcount budget salary rent fee fees loss losses margin price length "
    "deviation variance overrun".split()
)
_AMOUNT_WORDS = frozenset(
    ("amount", "amounts", "value", "values", "total", "total value", "limit", "threshold", "band", "cost", "price")
)


def _words(phrases: dict[str, str]) -> list[tuple[str, str]]:
    return [(phrase.strip(), sign) for sign, joined in phrases.items() for phrase in joined.split(" | ")]


def _pattern(phrase: str) -> str:
    ends = (r"(?<!\w)" if phrase[0].isalpha() else "", r"(?!\w)" if phrase[-1].isalpha() else "")
    return ends[0] + re.escape(phrase).replace(r"\ ", r"\s+") + ends[1]


_AHEAD = r"(?!\s*(?:US\$|[$€£¥₹]|[A-Za-z]{3}\s?\d|\d|\.\d))"
_SIGNS = sorted(
    [(_pattern(phrase), sign, len(phrase)) for phrase, sign in _words(_PHRASES)]
    + [(_pattern(phrase) + _AHEAD, sign, len(phrase)) for phrase, sign in _words(_POSTFIXES)],
    key=lambda found: -found[2],
)
_SIGN = [(re.compile(pattern, re.IGNORECASE), sign) for pattern, sign, _ in _SIGNS]
_WORD = re.compile(r"[^\s\d$€£¥₹<>≤≥()+:,&–—−-]+|\S")
_TWO = re.compile(r"^(b?)([Gg]?)A([t&]?)([lL]?)A(i?)$")
_BACKWARDS = re.compile(r"^([lL])A&?([Gg])A$")
_ONE = re.compile(r"^([GgLl]?)A([pmi]?)$")


@dataclass(frozen=True)
class BandLabel:
    """A band with both edges as written, in whole units of money or of `unit`; it needs a step to become a Band.

    `upper` is a number, "unlimited", "none" or None (not stated). `subject` names the dimension where the label
    does ("annual revenue"); empty means the amount itself. `remark` says what had to be assumed.
    """

    lower: Decimal | None = Decimal(0)
    upper: Decimal | Literal["unlimited", "none"] | None = "unlimited"
    lower_inclusive: bool = True
    upper_inclusive: bool = True
    currency: str | None = None
    unit: str = ""
    subject: str = ""
    remark: str = ""

    def on(self, step: Decimal) -> Band:
        """Return the half-open band in steps. Raises QuantityError when an edge lies between two steps."""
        lower = None if self.lower is None else to_steps(self.lower, step) + (not self.lower_inclusive)
        if not isinstance(self.upper, Decimal):
            return Band(lower=lower, upper=self.upper)
        return Band(lower=lower, upper=to_steps(self.upper, step) + self.upper_inclusive)

    @property
    def edges(self) -> str:
        """The edges in the notation of mathematics: "(5,000, 10,000]"."""
        left = "[" if self.lower_inclusive else "("
        right = "]" if self.upper_inclusive and isinstance(self.upper, Decimal) else ")"
        low = "…" if self.lower is None else f"{group(self.lower)}"
        high = group(self.upper) if isinstance(self.upper, Decimal) else {None: "?", "none": "none"}.get(self.upper)
        return f"{left}{low}, {high or '∞'}{right}"


@dataclass(frozen=True)
class Label:
    """A row label taken apart: the name that is left when the band at its end is taken off."""

    name: str
    band: BandLabel | None = None
    remark: str = ""


@dataclass(frozen=True)
class _Token:
    sign: str
    start: int
    end: int
    quantity: Quantity | None = None


def parse_band(text: str, english: bool = False) -> BandLabel | None:
    """Return the band that a whole text says, or None. `english` reads numbers and words as Remit writes them."""
    if english and (special := _special(text.strip())):
        return special
    label = split_label(text, english)
    return label.band if not label.name else None


@lru_cache(maxsize=4096)
def split_label(text: str, english: bool = False) -> Label:
    """Return a row label as a name, a band, or both; what is no band is a name, unchanged."""
    text = text.strip()
    if text.lower() in ("any amount", "unlimited", "no limit", "all amounts"):
        return Label("", BandLabel())
    tokens = _tokens(text, english)
    runs = [run for run in _runs(tokens) if _solid(run, english or _alone(run, text))]
    if len(runs) != 1:
        remark = "it holds several amounts, so none is read as a condition" if runs else ""
        return Label(text, remark=remark)
    run = runs[0]
    band = _band(run)
    if band is None:
        return Label(text, remark="the amount in it is not read as a condition")
    before = text[: run[0].start].rstrip(" :,-–—(").strip()
    after = text[run[-1].end :].strip()
    if len(run) == 1 and (before or after) and before.lower() not in _AMOUNT_WORDS:
        return Label(text)  # "Loan 2018 EUR", "90 days' notice": a number in a name compares nothing
    if before and text[: run[0].start].rstrip().endswith("("):
        after = after.removeprefix(")").strip()
    return _assembled(text, before, band, after)


def _assembled(text: str, before: str, band: BandLabel, after: str) -> Label:
    subject, remark = "", band.remark
    words = after.strip("()").split()
    if words and words[-1].lower() in _SUBJECTS and len(words) <= 4 and words[0].lower() not in ("per", "of"):
        subject = "" if after.lower() in _AMOUNT_WORDS else after
    elif words and before:
        return Label(text, remark="the amount in the middle of it is not read as a condition")
    elif words and after.lower() not in _AMOUNT_WORDS:
        said = f"“{after}” stays in the row's label and is not a condition of its own"
        remark = f"{remark}; {said}" if remark else said
    if before.lower() in _AMOUNT_WORDS:
        before = ""
    elif before and before.split()[-1].lower() in _SUBJECTS and len(before.split()) <= 3:
        subject, before = before, ""
    return Label(before, replace(band, subject=subject, remark=remark))


def _special(text: str) -> BandLabel | None:
    """Return the bands for which Remit has words of their own."""
    if text == "none":
        return BandLabel(upper="none")
    if text == "any":
        return BandLabel()
    if text in ("up to a limit not stated", "from the start, upper limit not stated"):
        return BandLabel(lower=None, upper=None)
    if text.startswith("exactly "):
        found = parse_band(f"up to {text.removeprefix('exactly ')}", english=True)
        return found and replace(found, lower=found.upper if isinstance(found.upper, Decimal) else None)
    start = text.removesuffix(", upper limit not stated")
    if start == text:
        return None
    if start.startswith("from the start"):
        return BandLabel(lower=None, upper=None)
    found = parse_band(start, english=True)
    return found and replace(found, upper=None, upper_inclusive=True)


def _tokens(text: str, english: bool) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        token = _token(text, place, english)
        tokens.append(token)
        place = token.end
    return tokens


def _token(text: str, place: int, english: bool) -> _Token:
    if amount := AMOUNT.match(text, place):
        quantity = quantity_of(amount, english)
        if quantity is not None:
            return _Token("A", amount.start(), amount.end(), quantity)
    for pattern, sign in _SIGN:
        if found := pattern.match(text, place):
            return _Token(sign, found.start(), found.end())
    word = _WORD.match(text, place)
    return _Token("w", place, word.end() if word else place + 1)


def _runs(tokens: list[_Token]) -> list[list[_Token]]:
    """Return the stretches of amounts and comparing words, without the connectors that they begin or end with."""
    runs: list[list[_Token]] = [[]]
    for token in tokens:
        if token.sign == "w":
            runs.append([])
        else:
            runs[-1].append(token)
    trimmed = []
    for run in runs:
        while run and run[0].sign in "t&pmi":
            run.pop(0)
        while run and run[-1].sign in "t&GgLlb":
            run.pop()
        if any(token.sign == "A" for token in run):
            trimmed.append(run)
    return trimmed


def _alone(run: list[_Token], text: str) -> bool:
    """Whether the run is the whole text and compares with a word or sign: "Up to 5000", but not "2018 - 2019"."""
    return run[0].start == 0 and run[-1].end == len(text) and any(t.sign in "GgLlpmb" for t in run)


def _solid(run: list[_Token], trusted: bool) -> bool:
    return trusted or any(token.quantity is not None and token.quantity.solid for token in run)


def _band(run: list[_Token]) -> BandLabel | None:
    signs = "".join(token.sign for token in run)
    amounts = [token.quantity for token in run if token.quantity is not None]
    last = amounts[-1]
    currency = next((a.currency for a in amounts if a.currency), None)
    unit = next((a.unit for a in amounts if a.unit), "")
    if {a.currency for a in amounts if a.currency} - {currency} or {a.unit for a in amounts if a.unit} - {unit}:
        return None
    if match := _ONE.match(signs):
        return _one_sided(match[1], match[2], last.number, currency, unit)
    if match := _TWO.match(signs):
        between, above, joint, below, _ = match.groups()
        if not (joint == "t" or below or (between and joint)):
            return None
        first = amounts[0].scaled_like(last)
        remark = "" if first is amounts[0] else f"the lower edge is read as {group(first.number)}, on the upper's scale"
        return BandLabel(first.number, last.number, above != "G", below != "L", currency, unit, remark=remark)
    if match := _BACKWARDS.match(signs):
        return BandLabel(last.number, amounts[0].number, match[2] != "G", match[1] != "L", currency, unit)
    return None


def _one_sided(before: str, after: str, number: Decimal, currency: str | None, unit: str) -> BandLabel | None:
    if before in ("L", "l") and after != "p":
        return BandLabel(upper=number, upper_inclusive=before == "l", currency=currency, unit=unit)
    if before in ("G", "g") and after != "m":
        return BandLabel(lower=number, lower_inclusive=before == "g", currency=currency, unit=unit)
    if after == "p" and not before:
        return BandLabel(lower=number, currency=currency, unit=unit)
    if before:
        return None
    remark = "" if after == "m" else "a bare amount is read as “up to and including”"
    return BandLabel(upper=number, currency=currency, unit=unit, remark=remark)
