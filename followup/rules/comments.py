"""What a comment must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup.form.cells.written import plain
from followup.form.finding import Problem, Remark, Severity
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.stated import Stated, Test, states
from followup.locale import _

ONLY_GOES_ON = re.compile(
    r"(arbetet|arbete|det|aktiviteten|åtgärden|insatsen)?\s*(pågår|fortsätter|fortgår|löper på)"
    r"(\s+(löpande|kontinuerligt|enligt plan|som planerat|(i|inom)\s+(divisionen|verksamheten|verksamheterna|förvaltningen|enheten)))*",
    re.IGNORECASE,
)


SAYS_NOTHING = _("only says that the work goes on. Write what has been done, what is left and what hinders.")


@states(
    Stated(Test.PATTERN, "comment-says-nothing", "comment", SAYS_NOTHING, words=lambda _row, _plan: ("OnlyGoesOn",))
)
def comment_only_says_that_work_goes_on(row: RowView, _plan: Frame) -> Iterator[Remark]:
    """A comment that only says that work goes on tells the reader nothing: what was done, what is left, what hinders?

    Wrong: "Arbetet pågår i divisionen."
    Right: "Tre av fem mottagningar har börjat; de två sista väntar på lokaler till september."
    """
    comment = plain(row.text("comment")).rstrip(".! ")
    if comment and ONLY_GOES_ON.fullmatch(comment):
        yield Remark("comment", Problem("comment-says-nothing", SAYS_NOTHING, Severity.WARNING), comment)
