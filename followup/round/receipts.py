"""What earlier merges took in: by it a corrected file is known from a copy that went astray."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from followup.frozen import frozen


@frozen
class RecordedFile:
    """A file that was merged, or returned to its unit. ``answers`` is a digest of its answers without the sign-off;
    ``approved`` tells its approval from another, empty when there was none. ``half_of`` is the same for the files that
    were put together, empty for one that was taken alone."""

    file: str
    sha256: str
    answers: str
    approved: str = ""
    half_of: str = ""


@frozen
class Record:
    """What was taken in, by unit, oldest first."""

    by_unit: Mapping[str, tuple[RecordedFile, ...]] = field(default_factory=dict)


EMPTY_RECORD = Record()
