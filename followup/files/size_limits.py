"""How large and how slow a file may be: far more than a template is, far less than what would stop a computer."""

from __future__ import annotations

from dataclasses import replace

from followup.frozen import frozen

MEGABYTE = 1024 * 1024


@frozen(slots=True)
class Limits:
    """Limits of one file. Sizes are in bytes.

    ``seconds`` are the processor's: a computer that is busy with other things refuses nothing. The clock on the wall only
    counts where nothing happens: ``opening`` while nothing comes of a file that is fetched over the network, ``stalled``
    while its reader does nothing. ``megabytes`` is the memory of the process that reads. A mail or a compressed folder
    may hold ``parts`` files, ``workbooks`` among them, and others of its kind in each other, ``depth`` of them.
    """

    # A template is less than a megabyte: so large a file holds pictures or a whole register.
    file: int = 50 * MEGABYTE
    expanded: int = 150 * MEGABYTE
    # Zeros pack a thousand to one; of our examples no part packs more than fifteen to one.
    ratio: int = 200
    # A workbook has some tens of parts: of our examples the largest has 81.
    parts: int = 2_000
    # Apart from the parts: pasted along from a web page they come by the thousand, and nobody meant any harm.
    pictures: int = 5_000
    # So many are a register, with perhaps a row for each patient, which does not belong there.
    cells: int = 300_000
    # Made by a program, not by a person; each one takes of a reader's time.
    merges: int = 50_000
    comments: int = 20_000
    # Excel itself holds 32 767 characters in a cell: what is longer comes from another program.
    text: int = 200_000
    # A template takes some hundredths of a second: a file that takes so long holds up all the others.
    seconds: float = 4.0
    opening: float = 60.0
    stalled: float = 20.0
    megabytes: int = 400
    # More workbooks than there are units.
    workbooks: int = 500
    # A mail in a mail in a .zip is three; made to deceive, they hold each other without end.
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
