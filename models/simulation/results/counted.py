"""What both ways of running a replication have counted, under the same names."""

from __future__ import annotations

from typing import Protocol

from models.simulation.arrays import Records, Words
from models.simulation.kernel.counts import Account, Finished, HopTally, Spent, Trail
from models.simulation.kernel.state import Run


class Counted(Protocol):
    """A replication between two blocks, or at its end: a `world.World` or a `streams.Flow`."""

    @property
    def run(self) -> Records[Run]: ...

    @property
    def accounts(self) -> Records[Account]: ...

    @property
    def finished(self) -> Records[Finished]: ...

    @property
    def spent(self) -> Records[Spent]: ...

    @property
    def trails(self) -> Records[Trail]: ...

    @property
    def samples(self) -> Words: ...

    @property
    def hop_tally(self) -> Records[HopTally]: ...
