"""Files in their order, however they are read: given to whoever asks in the order in which they were expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from followup.round.collecting import read_file

if TYPE_CHECKING:
    from followup.files.processes.prefetch import Prefetcher
    from followup.files.size_limits import Limits
    from followup.files.sources import Source
    from followup.returns.reader import Reader
    from followup.round.model import ReadFile


class InTurn(Protocol):
    """What reads files: first it is told which to expect, then asked for them in that order."""

    def expect(self, sources: Sequence[Source]) -> None:
        """The files that will be asked for, in order; what was expected before is forgotten."""

    def read(self, source: Source) -> ReadFile:
        """The next file, read and checked; a bad file is a finding, never an exception."""


class OneByOne:
    """Each file is understood here, while those that come next are opened in the guarded process."""

    def __init__(self, reader: Reader, ahead: Prefetcher, limits: Limits) -> None:
        self._reader, self._ahead, self._limits = reader, ahead, limits

    def expect(self, sources: Sequence[Source]) -> None:
        """See InTurn."""
        self._ahead.expect(sources, self._limits)

    def read(self, source: Source) -> ReadFile:
        """See InTurn."""
        return read_file(source, self._reader, self._ahead.open)
