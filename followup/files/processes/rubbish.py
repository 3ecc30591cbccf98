"""What Python's collector of rubbish looks through while much is made and little of it stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OFTEN = (20_000, 10, 10)
"""How many new objects make it look: a workbook and a chart of the libraries hold themselves, and each is large."""


@contextmanager
def new_rubbish_collected() -> Iterator[None]:
    """While the block runs only what is made in it is looked through, and that often.

    What was there before, a whole round, is left out: to look through it takes longer than all that is found.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*OFTEN)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
