"""Takes the pictures of the README and the guides anew, from the sample: `make pictures`."""

import os
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
TAKEN = {
    "matrix-light": "matrix",
    "matrix-dark": "matrix-dark",
    "escalation-light": "escalation",
    "findings-light": "findings",
    "simulation-light": "simulation",
    "strategy-light": "strategy",
    "teams-light": "teams",
}


def take(folder: Path) -> None:
    """Take a picture of every page, light and dark, into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from workbench.samples import sample_file
    from workbench.screenshots import LOOKS, picture_all
    from workbench.session import Session

    session = Session.open(sample_file(folder, date.today()))
    for _ in picture_all(session, folder, LOOKS[:2]):
        pass


def keep(taken: Path, kept: Path) -> None:
    """Keep a picture in the 256 colours that cover all of its colours best; the median cut would lose the rare ones."""
    with Image.open(taken) as picture:
        few = picture.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(kept, optimize=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(Path(scratch))
        for name, kept in TAKEN.items():
            keep(Path(scratch) / f"{name}.png", HERE / f"{kept}.png")
