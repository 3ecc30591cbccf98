"""Facts as a record is to keep them, until it is written: they are large, and nothing of a merge needs them meanwhile."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

from followup.files.size_limits import MEGABYTE
from followup.history.past_facts import TableLines


class KeptFacts:
    """The table as CSV, its pieces after each other, in a file that nobody else sees and that goes with this value.

    A small one is in no file. ``digest`` is that of the whole.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._file = tempfile.SpooledTemporaryFile(MEGABYTE)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        digest = hashlib.sha256()
        for piece in pieces:
            self._file.write(piece)
            digest.update(piece)
        self.digest = digest.hexdigest()

    @property
    def lines(self) -> TableLines:
        """Its lines; they are to be gone through by nobody else meanwhile."""
        return TableLines(self._opened)

    def _opened(self) -> Iterator[bytes]:
        self._file.seek(0)
        yield from iter(self._file.readline, b"")  # who stops halfway would close the file itself

    def write(self, path: Path) -> None:
        """Write the whole table there."""
        self._file.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(self._file, file, MEGABYTE)
