"""What can be wrong with a table as a whole, a row, a column or a cell of it, whatever its type: one function a rule."""

from __future__ import annotations

from decimal import Decimal

from followup.form.finding import Problem, Severity
from followup.locale import Message, _, literal, n_

# ----------------------------------------------------------------------------------------------- tables and columns


def table_was_known_by_its_titles() -> Problem:
    """Without its hidden mark a table is known only by what people see, which they may also have changed.

    Wrong: the hidden column and the hidden row with keys were deleted.
    Right: the hidden column and row are left where they are.
    """
    told = _("The hidden mark of the table is gone; it was known by its titles. Check that nothing is missing.")
    return Problem("found-by-headers", told, Severity.WARNING)


def columns_were_known_by_their_titles() -> Problem:
    """Without its hidden key a column is known only by its title.

    Wrong: the hidden row over the titles was cleared.
    Right: the hidden row is left where it is.
    """
    told = _(
        "The hidden keys of some columns are gone; they were known by their titles. Check that nothing is missing."
    )
    return Problem("found-by-headers", told, Severity.WARNING)


def columns_were_moved_without_their_keys() -> Problem:
    """Columns that were moved from their titles down have the keys of others above them.

    Wrong: the cells of "Kvinnor" and "Män" changed places, but not the hidden cells above them.
    Right: whole columns are moved.
    """
    told = _("Columns were moved without their hidden keys; each was read by its title. Check some of them.")
    return Problem("moved-without-keys", told, Severity.WARNING)


def header_says_something_else() -> Problem:
    """A title that was retyped does not decide whose the answers are, but it may have misled who wrote them.

    Wrong: "Män" typed over the title "Utfall kvinnor".
    Right: "Utfall kvinnor", as in the template.
    """
    told = _("is not the title that this column had. Check that the answers under it are what the template asks for.")
    return Problem("header-changed", told, Severity.WARNING)


def the_row_of_titles_is_gone() -> Problem:
    """Without a single title nobody sees which column an answer stands in; only the hidden keys still say it.

    Wrong: the row with "Utfall kvinnor", "Utfall män" and the other titles was deleted.
    Right: the row of titles is left where it is.
    """
    told = _("The titles over the answers are gone; each column was read by its hidden key. Check some of them.")
    return Problem("titles-gone", told, Severity.WARNING)


def column_is_missing(title: Message) -> Problem:
    """A column that the plan asks for is gone, and its answers with it.

    Wrong: the column "Utfall totalt" was deleted.
    Right: a column that is not needed is left empty.
    """
    told = _("The column {title} is missing. Ask for a new template and move your answers there.", title=title)
    return Problem("column-missing", told)


def column_stands_twice() -> Problem:
    """Of two columns with the same key or title only one can hold the answers.

    Wrong: the column "Utfall totalt" was copied and filled in beside the first.
    Right: one column "Utfall totalt".
    """
    return Problem(
        "column-twice", _("stands in a copy of the column, which was not read. Move it to the first of them.")
    )


# -------------------------------------------------------------------------------------------------------------- rows


def rows_were_sorted_without_their_keys() -> Problem:
    """A sort that leaves the hidden column out puts each answer beside the key of another row.

    Wrong: the columns from B on were selected and sorted.
    Right: a cell was selected and the table was sorted with its button.
    """
    told = _("The rows were sorted without their hidden keys; each row was read by its label.")
    return Problem("sorted-without-keys", told, Severity.WARNING)


def rows_were_known_by_their_labels() -> Problem:
    """Without its hidden key a row is known only by its label, which is not always its alone.

    Wrong: the hidden column with keys was deleted.
    Right: the hidden column is left where it is.
    """
    told = _("The hidden keys of some rows are gone; they were known by their labels. Check that nothing is missing.")
    return Problem("rows-by-labels", told, Severity.WARNING)


def row_is_missing(label: str) -> Problem:
    """A row that the plan asks for is gone, and its answers with it.

    Wrong: the row "Läkarbesök" was deleted.
    Right: a row that is not needed is left empty.
    """
    told = _("The row {row} is missing. Ask for a new template and move your answers there.", row=literal(label))
    return Problem("row-missing", told)


def row_stands_twice(first: int) -> Problem:
    """Of two rows that are the same row of the plan only one can hold the answers. ``first`` counts from 0.

    Wrong: the row "Läkarbesök" was copied and filled in below the first.
    Right: one row "Läkarbesök".
    """
    told = _(
        "The row is a copy of row {first}; it was not read. Move its answers there and delete it.", first=first + 1
    )
    return Problem("row-twice", told)


def answer_stands_on_a_copy_of_its_row(first: int) -> Problem:
    """What a copied row says otherwise than the row that was read may be the right answer.

    Wrong: 43 in the row "Läkarbesök" and 45 in its copy.
    Right: 45 in the only row "Läkarbesök".
    """
    told = _("stands on a copy of row {first}, which was not read. Write what is right in row {first}.")
    return Problem("row-twice", told.filled(first=first + 1))


def row_cannot_be_told() -> Problem:
    """An answer whose row has lost its key, and whose label is no row's or several rows', is not guessed at.

    Wrong: "Somatik" under both "Läkarbesök" and "Sjuksköterskebesök", without keys and earlier figures; a row is deleted.
    Right: the answer on its row in a template with its keys.
    """
    told = _(
        "stands on a row that cannot be told: its hidden key is gone and its label is not one row's alone. Ask for a new"
        " template and move the answer there."
    )
    return Problem("row-unclear", told)


def row_holds_parts_of_several() -> Problem:
    """A sort of some columns only parts answers from the labels and figures that they belong to.

    Wrong: columns B to D were sorted, and column E was left as it was.
    Right: the whole table is sorted.
    """
    told = _(
        "stands on a row whose label and earlier figures belong to different rows, as when only some columns were"
        " sorted. Undo it, or move the answer to a new template."
    )
    return Problem("row-mixed", told)


def row_is_not_in_the_plan(key: str) -> Problem:
    """A row from an older plan has nowhere to go until somebody says which row it is now.

    Wrong: an answer on a row that was taken out of the plan after the templates were sent.
    Right: the answer on a row that the plan has.
    """
    told = _("stands on a row that the plan does not have ({key}). Move it to a row that it has.", key=literal(key))
    return Problem("row-unknown", told)


def row_stands_already(first: int) -> Problem:
    """Two rows that say that they are the same thing cannot both be it. ``first`` counts from 0.

    Wrong: the id "atgard-12" on two rows.
    Right: each id on one row.
    """
    told = _("stands already in row {first}. Write another, or delete one of the rows.", first=first + 1)
    return Problem("row-twice", told)


# ------------------------------------------------------------------------------------------------------------- cells


def answer_is_required(help_: Message) -> Problem:
    """A row that somebody added says nothing without its required cells.

    Wrong: an action without a name.
    Right: "Införa produktionsplanering".
    """
    return Problem("required", _("Nothing is written here. {help}", help=help_))


def colour_is_no_answer() -> Problem:
    """A colour says something to who chose it, and nothing to who counts: green may be done or merely on its way.

    Wrong: an empty cell that was coloured green.
    Right: pågår enligt plan
    """
    told = _("The cell was coloured, but nothing is written in it. Colours are not read: write a word or a figure.")
    return Problem("colour-is-no-answer", told, Severity.WARNING)


def prefilled_text_was_changed() -> Problem:
    """A label says what was asked; what it was changed to is told, and what was asked stays.

    Wrong: "Öka mycket" typed over the target "Öka".
    Right: "Öka", and what you want to say in the comment.
    """
    return Problem("prefilled-changed", _("was changed; the plan's own text was kept."), Severity.INFO)


def prefilled_figure_was_changed() -> Problem:
    """A figure from before is owned by somebody else; if it is wrong it must be corrected there.

    Wrong: 36 531 typed over last year's 36 530.
    Right: 36 530, and in the comment that it should be 36 531.
    """
    told = _("was changed; the plan's own figure was kept. Write in the comment if it is wrong.")
    return Problem("prefilled-changed", told, Severity.WARNING)


def answer_was_not_asked_for() -> Problem:
    """A figure in a grey cell may be right, but it may also belong in the cell beside it.

    Wrong: 29 in the grey cell "Utfall kvinnor" of a measure that is followed for all together.
    Right: 29 in the yellow cell "Utfall totalt".
    """
    told = _("stands in a grey cell that is not asked for on this row. It was read; clear it if it belongs elsewhere.")
    return Problem("not-asked-for", told, Severity.WARNING)


def answer_is_a_formula(times: int) -> Problem:
    """A formula's result is an answer, but it follows from cells that may change or belong to another workbook.

    Wrong: =SUM(B2:B9).
    Right: 1 204.
    """
    told = n_(
        "An answer is a formula; its result was read. Paste it as a value if it is not to change.",
        "{n} answers are formulas; their results were read. Paste them as values if they are not to change.",
        times,
    )
    return Problem("formula-used", told, Severity.INFO)


def results_are_old(times: int) -> Problem:
    """A workbook that is counted by hand keeps results of what stood there before; nobody sees that they are old.

    Wrong: =SUM(B2:B9) with the result 5, in a workbook that is only counted with F9; B2 to B9 add up to 8.
    Right: the same after F9, saved again.
    """
    told = n_(
        "An answer is a formula, and the workbook itself says that its results may be old. Press F9 in Excel and save, or"
        " paste the answer as a value, and send the workbook again.",
        "{n} answers are formulas, and the workbook itself says that its results may be old. Press F9 in Excel and save,"
        " or paste the answers as values, and send the workbook again.",
        times,
    )
    return Problem("results-may-be-old", told, Severity.WARNING)


def answer_is_struck_out() -> Problem:
    """What is struck out is withdrawn, or done: it is not what the unit answers, and nobody else sees the line.

    Wrong: 8 with a line through it.
    Right: 9, or the same 8 without the line.
    """
    told = _("is struck out, so it was not read. Write what is to count, or take the strike-out away.")
    return Problem("struck-out", told, Severity.WARNING)


def part_is_struck_out() -> Problem:
    """A part that is struck out is withdrawn; the rest of the cell is the answer.

    Wrong: "Vi klarar inte målet." with a line through it, and "Målet nås i december." after it.
    Right: "Målet nås i december."
    """
    told = _("is struck out, so it was left out; the rest of the text was read. Check that this is right.")
    return Problem("struck-out", told, Severity.WARNING)


def row_is_struck_out() -> Problem:
    """A line through a row is seen by people only: the row still counts, and is asked for.

    Wrong: a measure with a line through its row.
    Right: the row deleted, or with its last round under "Gäller till och med".
    """
    told = _(
        "is struck out, but the row still counts and is asked for. Delete the row or say until when it counts, or take the"
        " strike-out away."
    )
    return Problem("struck-out", told, Severity.WARNING)


def asked_row_is_struck_out() -> Problem:
    """A unit that strikes out a row means something by it that nobody else is told.

    Wrong: a line through a row of the form, without a word.
    Right: the reason in the comment, or as the answer where there is no figure.
    """
    told = _("is struck out, but the row is asked for all the same. Answer it, or write why it does not concern you.")
    return Problem("struck-out", told, Severity.WARNING)


def total_does_not_add_up(total: Decimal | None) -> Problem:
    """A total typed by hand that is not the sum of its rows says that one of them is wrong.

    Wrong: 99 999 where the rows add up to 87 860.
    Right: 87 860, or nothing: the sum is worked out.
    """
    told = _(
        "is not the sum of the rows it is made of, which is {sum}. Correct the rows; the sum is worked out.",
        sum=total if total is not None else literal("–"),
    )
    return Problem("total-does-not-add-up", told)


def computed_cell_was_overwritten() -> Problem:
    """What is worked out is worked out again when the workbook is read, so a figure there would be lost.

    Wrong: 50 % typed over the formula of a change.
    Right: the figures that the change is made of are corrected.
    """
    told = _("stands where a formula was; the value is worked out again and this one is not used.")
    return Problem("computed-overwritten", told, Severity.WARNING)


def formula_was_changed(times: int) -> Problem:
    """A formula of the template that somebody changed shows the unit another figure than the one that is used.

    Wrong: =C5+D5*2 where the template has =SUM(C5,D5).
    Right: the formula of the template, as it was sent.
    """
    told = n_(
        "is not the formula that the template has here. What it should show was worked out again, and its result was not"
        " used. Check the figures that it is made of.",
        "is not the formula that the template has here, nor are those of other rows ({n} in all). What they should show"
        " was worked out again, and their results were not used. Check the figures that they are made of.",
        times,
    )
    return Problem("formula-changed", told, Severity.WARNING)
