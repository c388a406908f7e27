"""Event logs of other systems: XES and CSV, packed or not, as arrays."""

from workbench.importers.logs.reading import LogOptions, read_log

__all__ = ["LogOptions", "read_log"]
