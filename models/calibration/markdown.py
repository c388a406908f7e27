"""A calibration to read: Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.calibration.backtest import Prediction
from models.calibration.desks import Desk
from models.calibration.log import count
from models.calibration.parameters import Figures, Fit, Stretch
from models.calibration.sentences import fit_sentences, prediction_sentences, why
from models.calibration.shares import percent
from models.calibration.study import Calibrated, Calibration


def to_markdown(found: Calibrated, source: str) -> str:
    """Return the report as Markdown."""
    return "\n".join(_markdown(found, source)) + "\n"


def _markdown(found: Calibrated, source: str) -> Iterator[str]:
    yield f"# Calibrated from {source}"
    yield ""
    events = count(len(found.log), "event")
    yield f"{count(len(found.log.cases), 'case')}, {events}. Hours are by the clock unless said."
    for part in found.parts:
        yield from ("", f"## {part.mapping.decision}")
        yield from _decision(part)
    yield from ("", "## How it was read", "")
    yield from (f"- {note}" for note in found.notes)
    yield f"- What the activities mean was {'guessed from their words' if found.guessed else 'read from the mapping'}:"
    yield ""
    rows = (
        (one.activity, one.means, one.right or "", one.role, one.decision or found.mapping.decision)
        for one in found.mapping.activities
    )
    yield from _table(("Activity", "Means", "Right", "Role", "Decision"), rows)


def _decision(found: Calibration) -> Iterator[str]:
    fitted = found.fitted
    yield from ("", "### Changes", "")
    for change in found.changes:
        yield f"- {change.sentence}"
    if not found.changes:
        yield "The way and the pace of the cases do not change for good anywhere in the log."
    yield from ("", *_table(("Stretch", "Cases", "Median", "90 %"), (_regime(*one) for one in found.regimes)))
    yield from ("", "### Fit", "")
    yield from fit_sentences(fitted)
    yield (
        f"Before moments were matched they were {fitted.unmatched[0]:,.1f} and {fitted.unmatched[1]:,.1f}; all waits "
        f"were multiplied by {fitted.factors[0]:.3f} and the spread of their logarithms by {fitted.factors[1]:.3f}."
    )
    yield from ("", *_table(("Path", "Observed", "Simulated"), (_path(*row) for row in fitted.paths)))
    yield from (
        "",
        "#### Roles",
        "",
        "From coming to a role to leaving it, by the clock; then what is fitted.",
        "",
        *_table(
            _WAIT_HEADINGS, (_wait_row(desk, waits) for desk, waits in zip(fitted.desks, fitted.waits, strict=True))
        ),
        "",
        *_table(_DESK_HEADINGS, (row for desk in fitted.desks for row in _desk_rows(desk))),
    )
    yield ""
    yield from (sentence for desk in fitted.desks for sentence in _desk_sentences(desk))
    yield from _sureness(fitted)
    yield from (f"- {note}" for note in found.notes)
    if found.predictions:
        yield from ("", "### Predictions", "")
        yield from _predictions(found.predictions)


_WAIT_HEADINGS = ("Role", "Answers", "Median", "Simulated", "90 %", "Simulated")
_DESK_HEADINGS = ("Role", "Share of its answers", "Open hours, median", "Variation", "Sent back", "Refused")


def _wait_row(desk: Desk, simulated: tuple[float, float]) -> tuple[str, ...]:
    p50, p90, _ = desk.clock
    return (
        desk.name,
        f"{desk.answers:,}",
        f"{p50:,.2f}",
        f"{simulated[0]:,.2f}",
        f"{p90:,.1f}",
        f"{simulated[1]:,.1f}",
    )


def _desk_rows(desk: Desk) -> Iterator[tuple[str, ...]]:
    for answers, words in ((desk.quick, ""), (desk.slow, ", slow answers")):
        if answers is None:
            continue
        yield (
            desk.name + words,
            percent(answers.share),
            f"{answers.wait.median:,.3g}",
            f"{answers.wait.variation:,.2f}",
            percent(answers.rework),
            percent(answers.refusal),
        )


def _desk_sentences(desk: Desk) -> Iterator[str]:
    if desk.time_out is not None:
        late = desk.time_out
        yield (
            f"- {desk.name}: {percent(late.share, 0)} of the answers pile up between "
            f"{late.first:,.0f} and {late.last:,.0f} hours, nearly all of them consents; "
            f"that is taken as consent by silence after {late.hours:,.1f} hours."
        )
    if desk.slow is not None:
        yield (
            f"- {desk.name} answers in two ways: nearly always at once, and in {percent(desk.slow.share)} of the cases "
            "much later. The log does not say on what that depends; the matrix has a row of its own for each."
        )


def _sureness(fitted: Fit) -> Iterator[str]:
    yield from ("", "#### How sure that is", "")
    response = fitted.response
    if response is None:
        yield "- There are too few weeks to tell whether waits answer to how many cases come."
    else:
        low, high = (response.elasticity + side * 1.96 * response.error for side in (-1, 1))
        yield (
            f"- With 10 % more cases a week, waits change by {response.elasticity * 10:+.1f} % ({low * 10:+.1f} to "
            f"{high * 10:+.1f} %; {response.weeks} weeks). {_queueing(low, high)} {response.used * 10:+.1f} % is used."
        )
    if all(desk.works for desk in fitted.desks):
        yield "- The log tells when work began and when it was done: how long cases waited for it follows, unfitted."
    else:
        yield (
            "- The log tells when steps were done, not who did them nor when the work began. How many hold a role, and "
            "how much of the time to an answer is work, cannot be told apart; only the time to an answer is fitted."
        )
    yield (
        "- Intervals are as wide as the weeks of the fitted stretch scatter. That roles take up another habit is in "
        "none of them."
    )
    if fitted.holidays:
        days = ", ".join(day.isoformat() for day in fitted.holidays)
        yield f"- Taken as days without work, because next to no case came: {days}."


def _queueing(low: float, high: float) -> str:
    if low > 0:
        return "Waits grow with the cases, as behind a queue."
    if high < 0:
        return "Waits shrink with the cases: in quiet weeks people are away, and no queue shows."
    return "No queue shows: that may as well be none, so roles get holders enough for cases not to wait for each other."


def _predictions(predictions: Sequence[Prediction]) -> Iterator[str]:
    headings = ("Stretch", "Figure", "Predicted", "95 % interval", "Observed", "Error", "Carried forward", "Its error")
    yield from _table(headings, (row for one in predictions for row in _prediction_rows(one)))
    for one in predictions:
        yield ""
        yield from prediction_sentences(one)
        yield from (f"- {sentence}" for sentence in why(one))


def _prediction_rows(one: Prediction) -> Iterator[tuple[str, ...]]:
    for at, (name, estimate, observed, carried) in enumerate(
        (
            ("median", one.p50, one.observed.p50, one.carried.p50),
            ("90 %", one.p90, one.observed.p90, one.carried.p90),
        )
    ):
        yield (
            f"{one.stretch.first} to {one.stretch.last}" if not at else "",
            name,
            f"{estimate.value:,.1f}",
            f"{estimate.low:,.1f} to {estimate.high:,.1f}",
            f"{observed:,.1f}",
            percent(one.error[at]),
            f"{carried:,.1f}",
            percent(one.carried_error[at]),
        )


def _regime(stretch: Stretch, seen: Figures) -> tuple[str, ...]:
    return (f"{stretch.first} to {stretch.last}", f"{seen.cases:,}", f"{seen.p50:,.1f}", f"{seen.p90:,.1f}")


def _path(name: str, observed: float, simulated: float) -> tuple[str, ...]:
    return name, percent(observed), percent(simulated)


def _table(headings: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    yield line(headings)
    yield "|" + "---|" * len(headings)
    for row in rows:
        yield line(row)
