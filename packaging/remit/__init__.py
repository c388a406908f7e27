"""The one name that the installed distribution owns.

In the source tree ``models``, ``views``, ``exporters``, ``workbench`` and ``resources`` are plain top-level
packages. A wheel carries them inside this package, so that it spills nothing else into ``site-packages``.
"""

from __future__ import annotations

import sys
from pathlib import Path

__version__ = "0.1.0"


def main() -> int:
    """Start Remit as the command ``remit`` does and return its exit code."""
    here = str(Path(__file__).resolve().parent)
    if here not in sys.path:
        # First in line: another distribution may have spilt a package of the same name.
        sys.path.insert(0, here)
    from workbench.cli import main as run

    return run() or 0
