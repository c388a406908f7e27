"""Northlight, a fictional consumer lender: the workspace that shows what Remit is for.

It is built by the same commands as a person's edits, around the day on which it is built, so that check-ins lie
in the past and reviews ahead. Everything in it is sound but for five things that the findings page shows:

- a trip that costs exactly 1,000 EUR is covered by no row ("below 1,000", then "above 1,000");
- a bonus of exactly 5,000 EUR is covered by two rows that do not agree;
- access to personal data escalates from the data protection officer to somebody who cannot decide it;
- one outcome target is phrased as an output;
- one team has eight members, one of them at half time.
"""

from datetime import date
from pathlib import Path

from models.ids import reproducible
from workbench.samples import commons, escalation, grants, library, matrix, organisation, records, scenarios, strategy
from workbench.samples.story import Story
from workbench.session import Session

NAME = "Northlight.remit"
_SEED = 1847


def build(path: Path, today: date) -> None:
    """Make the sample at a path where nothing is yet. Raises FileProblem when it cannot be written."""
    half = path.with_name(f".{path.name}.part")
    half.unlink(missing_ok=True)
    with reproducible(_SEED), Session.create(half) as session:
        story = Story(session, today)
        for part in (organisation, library, matrix, grants, strategy, escalation, records, commons, scenarios):
            part.tell(story)
    half.rename(path)


def sample_file(folder: Path, today: date | None = None) -> Path:
    """Return the sample in a folder, made on the first call."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        build(path, today or date.today())
    return path
