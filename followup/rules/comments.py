"""What a comment must hold."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.cells.comment import only_goes_on
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.written.plain_text import plain
from followup.rulebook.answers import COMMENT_SAYS_NOTHING
from followup.rulebook.problem import Remark


def comment_only_says_that_work_goes_on(row: RowView, _plan: Frame) -> Iterator[Remark]:
    """The comment says that work goes on, in one of the ways to say it, and nothing besides."""
    comment = row.text("comment")
    if comment and only_goes_on(comment):
        yield COMMENT_SAYS_NOTHING.remark("comment", plain(comment).rstrip(".! "))
