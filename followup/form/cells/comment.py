"""A comment that a row is explained by; one that only says that the work goes on explains nothing."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.cells.certain import CertainFault, ListOf, quoted_text
from followup.form.cells.certain_texts import SPACES, bared, is_among, text_without
from followup.form.cells.text import Text
from followup.form.values import Value
from followup.form.written.plain_text import plain
from followup.frozen import frozen
from followup.rulebook.answers import COMMENT_SAYS_NOTHING

WORK = ("", "arbetet", "arbete", "det", "aktiviteten", "åtgärden", "insatsen")
GOES_ON = ("pågår", "fortsätter", "fortgår", "löperpå")
WORK_GOES_ON = tuple(work + goes_on for work in WORK for goes_on in GOES_ON)
ADDED = (
    *("löpande", "kontinuerligt", "enligtplan", "somplanerat"),
    *("idivisionen", "iverksamheten", "iverksamheterna", "iförvaltningen", "ienheten"),
)
"""What may be added, and says nothing either; without spaces, and with i for inom."""


def only_goes_on(text: str) -> bool:
    """Whether a text says that work goes on, in one of the ways to say it, and nothing besides."""
    bare = bared(plain(text)).replace("inom", "i")
    for words in ADDED:
        bare = bare.replace(words, "")
    return bare in WORK_GOES_ON


@frozen
class Comment(Text):
    """A text in which the unit explains its row. That it only says that the work goes on is reported by the section's check."""

    def is_remarked(self, value: Value) -> bool:
        return isinstance(value, str) and only_goes_on(value)

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        yield from super().certain_faults(cell, list_of)
        bare = text_without(f"LOWER(CLEAN({cell}))", (*SPACES, ".", ",", "!"))
        remaining = text_without(f"SUBSTITUTE({bare},{quoted_text('inom')},{quoted_text('i')})", ADDED)
        yield CertainFault(COMMENT_SAYS_NOTHING.problem(), is_among(remaining, WORK_GOES_ON, list_of))
