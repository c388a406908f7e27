"""``python -m remit``."""

from __future__ import annotations

import sys

from remit import main

sys.exit(main())
