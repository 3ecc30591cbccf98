"""What stands outside the tables of a workbook, or is out of sight."""

from __future__ import annotations

from followup.locale import _, n_
from followup.rulebook.rule import INFO, UNIT, WARNING, Rule

OUTSIDE_THE_TABLES = Rule(
    "outside-the-tables",
    WARNING,
    UNIT,
    _("stands outside the tables and was not read. Move it into a comment if it matters."),
    why="What stands beside a table belongs to no row and column, so nothing can be done with it.",
    wrong='"Ring Eva" below the table.',
    right='"Ring Eva" in a mail, and what matters in the column for comments.',
)

HIDDEN_SHEET = Rule(
    "hidden-sheet",
    WARNING,
    UNIT,
    n_(
        "The sheet is hidden and is none of ours; it has {n} filled-in cell, which was not read. {delete}",
        "The sheet is hidden and is none of ours; it has {n} filled-in cells, which were not read. {delete}",
        delete=_("Show it (right-click a tab, Unhide) and move what matters; one that an add-in needs may stay."),
    ),
    why="A sheet that an add-in or another workbook left behind is one thing to look at, however much stands on it.",
    wrong="a hidden sheet of 400 cells that an add-in keeps for itself.",
    right="the template's own sheets alone.",
)

STRANGE_SHEET = Rule(
    "strange-sheet",
    WARNING,
    UNIT,
    _(
        "The sheet is none of ours; it has {n} filled-in cells, the first of them in {cells}, and none was read. Move "
        "what matters into a table. The rest may stay."
    ),
    why=(
        "A register or a calculation that somebody put into the workbook is one thing to look at, however large it is."
    ),
    wrong="a sheet of 400 cells from the unit's own system.",
    right="the template's own sheets, with a line of notes on a sheet beside them.",
)

MERGED_CELLS = Rule(
    "merged-cells",
    WARNING,
    UNIT,
    _("is in merged cells; only the first of them was read. Undo the merging and write in each cell."),
    why="An answer in merged cells looks as if it were the answer of them all.",
    wrong="one comment in cells that were merged over two rows.",
    right="a comment in each cell.",
)

VALUE_BEHIND_MERGED_CELLS = MERGED_CELLS.case(
    _("is hidden behind merged cells, but was read. Undo the merging and check what stands there."),
    why="A value behind merged cells is seen by nobody, but is still there.",
    wrong="two merged cells, with 29 in the first and 31 behind it.",
    right="29 and 31 in a cell each.",
)

COMMENT_PINNED = Rule(
    "comment-pinned",
    INFO,
    UNIT,
    _("is a comment pinned to this cell. It was not taken over; write it in the table if it is to be."),
    why="A comment pinned to a cell is meant for somebody, but is no answer and goes no further.",
    wrong="a yellow note that says that the figure is preliminary.",
    right='"Preliminär siffra" in the column for comments.',
)

COMMENT_INSTEAD_OF_ANSWER = COMMENT_PINNED.case(
    _("is a comment pinned to a cell that is empty. If it is the answer, write it in the cell."),
    WARNING,
    why="Where the cell is empty the comment may be what was answered.",
    wrong='an empty cell with a note that says "29, enligt Eva".',
    right="29 in the cell.",
)

HIDDEN_ANSWERS = Rule(
    "hidden-answers",
    INFO,
    UNIT,
    n_(
        "stands in a cell that shows nothing, by its format or its colours. It was read all the same.",
        "stands in a cell that shows nothing, by its format or its colours, as do {n} cells of the table in "
        "all. They were read all the same.",
    ),
    why="What shows nothing was read too; who signed may not have seen it.",
    wrong="8 in a cell with the format ;;;",
    right="8 in a cell that shows it.",
)

HIDDEN_ROWS = Rule(
    "hidden-rows",
    INFO,
    UNIT,
    _("Some rows or columns of the table are hidden or filtered away. They were read all the same."),
    why="What is hidden or filtered away was read too; who signed may not have seen it.",
    wrong="a filter that shows only some of the rows.",
    right="all rows in sight.",
)
