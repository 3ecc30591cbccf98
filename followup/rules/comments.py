"""What a comment must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup.form.cells.plain_text import plain
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.rulebook.answers import COMMENT_SAYS_NOTHING
from followup.rulebook.problem import Remark

ONLY_GOES_ON = re.compile(
    r"(arbetet|arbete|det|aktiviteten|åtgärden|insatsen)?\s*(pågår|fortsätter|fortgår|löper på)"
    r"(\s+(löpande|kontinuerligt|enligt plan|som planerat|(i|inom)\s+(divisionen|verksamheten|verksamheterna|förvaltningen|enheten)))*",
    re.IGNORECASE,
)


def comment_only_says_that_work_goes_on(row: RowView, _plan: Frame) -> Iterator[Remark]:
    """The comment says that work goes on, in one of the ways to say it, and nothing besides."""
    comment = plain(row.text("comment")).rstrip(".! ")
    if comment and ONLY_GOES_ON.fullmatch(comment):
        yield COMMENT_SAYS_NOTHING.remark("comment", comment)
