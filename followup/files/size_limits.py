"""How large and how slow a file may be: far more than a template is, far less than what would stop a computer."""

from __future__ import annotations

from dataclasses import dataclass, replace

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file. Sizes are in bytes.

    ``seconds`` are the processor's: a computer that is busy with other things refuses nothing. The clock on the wall only
    counts where nothing happens: ``opening`` while nothing comes of a file that is fetched over the network, ``stalled``
    while its reader does nothing. ``megabytes`` is the memory of the process that reads. A mail or a compressed folder
    may hold ``parts`` files, ``workbooks`` among them, and others of its kind in each other, ``depth`` of them.
    """

    file: int = 50 * MEGABYTE
    expanded: int = 150 * MEGABYTE
    ratio: int = 200
    parts: int = 2_000
    pictures: int = 5_000
    cells: int = 300_000
    merges: int = 50_000
    comments: int = 20_000
    text: int = 200_000
    seconds: float = 4.0
    opening: float = 60.0
    stalled: float = 20.0
    megabytes: int = 400
    workbooks: int = 500
    depth: int = 5


USUAL = Limits()

OWN = Limits(
    file=200 * MEGABYTE,
    expanded=1_000 * MEGABYTE,
    parts=20_000,
    cells=5_000_000,
    text=1_000_000,
    seconds=120.0,
    megabytes=4_000,
)
"""The region's own plan, decisions and record: nobody sends them to deceive, and a large region's are large."""


def limits_around(limits: Limits) -> Limits:
    """The limits of a container: one that holds many files may be larger than a plan allows each of them to be."""
    return replace(limits, file=max(limits.file, USUAL.file))
