"""How large and how slow a file may be: far more than a template is, far less than what would stop a computer."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file. Sizes are in bytes.

    ``opening`` is for the network: a file that only exists in the cloud is fetched before the clock of ``seconds``
    starts. ``megabytes`` is the memory of the process that reads. A mail or a compressed folder may hold ``parts`` files,
    ``held`` workbooks, and others of its kind in each other, ``deep`` of them.
    """

    file: int = 50 * MEGABYTE
    expanded: int = 150 * MEGABYTE
    ratio: int = 200
    parts: int = 2_000
    cells: int = 300_000
    merges: int = 50_000
    comments: int = 20_000
    text: int = 200_000
    seconds: float = 4.0
    opening: float = 60.0
    megabytes: int = 400
    held: int = 500
    deep: int = 5


USUAL = Limits()
