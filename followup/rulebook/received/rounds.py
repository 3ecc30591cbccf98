"""Files of a round: when they came, which of them counts, what earlier rounds said."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, UNIT, WARNING, Rule

NOT_FILLED_IN = Rule(
    "not-filled-in",
    WARNING,
    UNIT,
    _("The template is not filled in."),
    why="An untouched template is no answer: its unit counts as one that has not answered, never as zeros.",
    wrong="the template sent back as it came.",
    right="the yellow cells filled in, with 0 where there was none.",
)

UNIT_SILENT = Rule(
    "unit-silent",
    ERROR,
    SECRETARIAT,
    _("has not answered. Ask the unit; or decide that the round is closed without its answers."),
    why="A round that is closed says of each unit what it answered, or who decided that it need not.",
    wrong="followup close where Division Syd has not answered.",
    right="followup close where decisions.xlsx says who decided, and why, that Division Syd need not answer.",
)

NOT_APPROVED = Rule(
    "not-approved",
    ERROR,
    SECRETARIAT,
    _(
        "has not been approved, and the plan asks for that. Get the approval; or decide that the round is closed with "
        "preliminary figures."
    ),
    why=(
        "Where the plan asks for approvals, a round that is closed has them, or says who decided that it need not: nobody "
        "can add one afterwards."
    ),
    wrong="followup close where nobody has approved the answers of Division Syd, and Godkännande krävs is ja.",
    right="followup close where decisions.xlsx says who decided, and why, that the figures of Division Syd stay preliminary.",
)

EARLIER_OUTCOME_DIFFERS = Rule(
    "earlier-outcome-differs",
    WARNING,
    SECRETARIAT,
    _("is used as the outcome of {round} for {row}, but {file} says {value}. Correct the plan if it is wrong."),
    why=(
        "Earlier outcomes are never changed by a merge: where two places tell them differently, a person must "
        "say which."
    ),
    wrong="71 % in the plan for T1 2021, 72 % in the regional workbook of T1 2021.",
    right="the same figure in both, or none in the plan.",
)

EARLIER_FIGURE_DIFFERS = EARLIER_OUTCOME_DIFFERS.case(
    _("is used as the figure of {round} for {row}, but {file} says {value}. Correct the plan, or leave the cell empty.")
)

NO_ROUND_OF_COMPARED_PERIOD = Rule(
    "no-round-of-compared-period",
    WARNING,
    SECRETARIAT,
    _(
        "Rows without a figure of the period compared with, {days}: {n}. No earlier round reported those days; there is "
        "{rounds}. Units are asked for each figure that is missing here. Write those that you know, or correct Compared "
        "period from and to on the first sheet."
    ),
    why=(
        "A figure never stands under another period's heading: visits of January to April are no comparison for "
        "January to August, so a row stays empty until somebody writes the right one."
    ),
    wrong="compared with 2021-01-01 to 2021-08-31, and the history has T1 2021 alone.",
    right="compared with 2021-01-01 to 2021-04-30, and the history has T1 2021, which reported those days.",
)

NO_PERIOD_TO_COMPARE = NO_ROUND_OF_COMPARED_PERIOD.case(
    _(
        "Rows without a figure of the period compared with: {n}. The plan does not say which days that is; there is "
        "{rounds}. Write Compared period from and to on the first sheet, or the figures here."
    )
)

NO_MONTH_TO_COMPARE = NO_ROUND_OF_COMPARED_PERIOD.case(
    _(
        "Rows without a figure of the same month the year before, {months}: {n}. No earlier round reported those months; "
        "there is {rounds}. Units are asked for each figure that is missing here. Write those that you know."
    )
)

FIGURES_OF_ANOTHER_PERIOD = Rule(
    "figures-of-another-period",
    WARNING,
    SECRETARIAT,
    _(
        "is what {round} was compared with, of {days}, and this round is compared with {compared}: such figures on this "
        "sheet, {n}, are not used. Empty the cells, or write the figures of the right days."
    ),
    why=(
        "A plan that was copied by hand keeps last year's figures of the round before: January to April would stand "
        "under the heading of January to August, and every unit would seem to have grown by the half."
    ),
    wrong="42 401 and 36 530 were compared with at T1, of January to April, and stand in the plan of T2.",
    right="the sheet of the figures of last year is empty, or has those of January to August.",
)

EARLIER_LEFT_OUT = Rule(
    "earlier-left-out",
    WARNING,
    SECRETARIAT,
    _("gave earlier figures to the last merge and not to this one. Name it with --previous if they are wanted."),
    why=(
        "A merge without the earlier workbooks that the merge before it had loses their figures, and the trends "
        "with them."
    ),
    wrong="followup merge --previous regional-T1.xlsx, and the day after: followup merge",
    right="followup merge --previous regional-T1.xlsx, both times.",
)

RECORD_CHANGED = Rule(
    "record-changed",
    ERROR,
    SECRETARIAT,
    _("is not as it was written, so nothing is taken from that round. Put the folder back from your copies."),
    why=(
        "Earlier outcomes come from the record of their round: one that somebody has changed, or that is half there, "
        "would say other figures than those that were reported."
    ),
    wrong="somebody corrected a figure in history/T1 2021/figures.csv.",
    right="the folder history/T1 2021 as the merge wrote it; a figure that was wrong is written in the plan.",
)

EARLIER_ROUND_MERGED_AGAIN = Rule(
    "earlier-round-merged-again",
    WARNING,
    SECRETARIAT,
    _(
        "was merged again in {folder} since it was copied from there, and says other things now. Take its record anew with "
        "followup new . --from {folder} --renew, and merge again."
    ),
    why=(
        "A correction that comes when the next round has begun changes what that is compared with: the copy in history "
        "does not know of it, and would go on telling the figure that was wrong."
    ),
    wrong="T2 was begun, and then T1 was merged again with 31 for 19.",
    right="T1 was merged again, and then T2 was begun; or followup new . --from ../T1 --renew in the folder of T2.",
)

RECORD_BEFORE_WORKBOOK = Rule(
    "record-before-workbook",
    INFO,
    SECRETARIAT,
    _("was not read: the record of {round} is at hand, and nobody has edited that."),
    why="A regional workbook that a controller has noted in may be older than the last merge of its round.",
    wrong="followup merge --previous regional-T1.xlsx where history holds the record of T1.",
    right="followup merge",
)

NOTES_NOT_READ = Rule(
    "notes-not-read",
    WARNING,
    SECRETARIAT,
    _(
        "has been changed, and what was noted in it could not be read: {why} The notes of the last merge stand. Write those "
        "that are new into the new workbook."
    ),
    why="What a controller has noted goes from merge to merge; a workbook that is broken says nothing, and nobody would see it.",
    wrong="a regional.xlsx that was cut off while it was copied.",
    right="a regional.xlsx that was saved in Excel.",
)

EARLIER_NOT_IN_PLAN = Rule(
    "earlier-not-in-plan",
    INFO,
    SECRETARIAT,
    _("is not in the plan any more; its earlier figures were left out. Keep ids from round to round."),
    why=(
        "What an earlier round had and this plan has not is left out, and named: a changed id would otherwise "
        "lose a trend."
    ),
    wrong="the measure vantat is called vantetid in this year's plan.",
    right="the same id from round to round.",
)

CAME_LATE = Rule(
    "came-late",
    WARNING,
    SECRETARIAT,
    _("was saved or came in after the round was closed, {closes}. Decide whether it is to count."),
    why="After the last day of all, figures may have gone to print: a late answer must be seen, not slip in.",
    wrong="the round closed on 2022-05-20, saved on 2022-05-23.",
    right="the round closed on 2022-05-20, saved on 2022-05-19.",
)

NAME_IN_OTHER_LETTERS = Rule(
    "name-in-other-letters",
    WARNING,
    SECRETARIAT,
    _(
        "is the file's name as far as it can be read: it is not written in UTF-8, most often because a "
        "compressed folder from Windows was unpacked on Linux. The file was read; give it a new name."
    ),
    why="Other programs may not find the file, and nobody can type its name.",
    wrong=(
        '"M?l.xlsx", where ? is a byte of its own (E5), as a compressed folder from Windows unpacked on Linux '
        'names "Mål.xlsx".'
    ),
    right='"Mål.xlsx", as Linux itself names it.',
)

FILE_REPLACED = Rule(
    "file-replaced",
    INFO,
    SECRETARIAT,
    _("was taken in before and is replaced by {file}: {differences}."),
    why="A corrected file replaces the one that was merged or returned before; what it changes must be seen.",
    wrong="a file that was merged before, left in the inbox beside its correction.",
    right="the older file is moved away when its successor has been merged.",
)

FILE_SET_ASIDE = Rule(
    "file-set-aside",
    WARNING,
    SECRETARIAT,
    _("does not count: {who} has chosen {file} ({why}). They differ: {differences}."),
    why="A decision on which file counts goes on standing when a later file comes: it must not be overlooked.",
    wrong="two files that differ, and one of them is chosen in decisions.xlsx.",
    right="only the file that counts is left in the inbox, and the choice is deleted.",
)

FILE_PUT_TOGETHER = Rule(
    "file-put-together",
    INFO,
    SECRETARIAT,
    _("is put together with the unit's other files: {who} ({why})."),
    why="Files that were put together by decision are told, each with its own part of the answers.",
    wrong="båda on the sheet Filer, for two files that each answer other sheets.",
    right="one file with all answers, and no decision.",
)

FILES_ARE_HALVES = Rule(
    "files-are-halves",
    ERROR,
    SECRETARIAT,
    _("and {file} are halves: no row of one contradicts the other. Ask the unit; they can be put together."),
    why=(
        "Two people have each answered a part of the form: neither file is the whole, and choosing one would "
        "lose the rest."
    ),
    wrong="one file answers Produktion and the other Styrmått, and no cell of one contradicts the other.",
    right="the answers in one file, or båda on the sheet Filer in decisions.xlsx.",
)

PREVIOUS_NOT_USABLE = Rule(
    "previous-not-usable",
    WARNING,
    SECRETARIAT,
    _("is the occasion of this workbook; nothing was taken from it. Name one of an earlier occasion."),
    why="Figures of another region, of this round or of a later one are no earlier outcomes.",
    wrong="--previous with the regional workbook of this same round.",
    right="--previous with the one of the round before.",
)

PREVIOUS_OF_ANOTHER_REGION = PREVIOUS_NOT_USABLE.case(
    _("is the region of this workbook; nothing was taken from it. Name one of your own region.")
)

OF_THE_VERY_DAYS = PREVIOUS_NOT_USABLE.case(
    _(
        "reported the very days that this occasion reports, {first} to {last}; nothing was taken from it. Correct the "
        "period on the first sheet of the plan. If it is this occasion under the name that it had before, all is well."
    )
)

FILES_DIFFER = Rule(
    "files-differ",
    ERROR,
    SECRETARIAT,
    _("differs from {file}: {differences}. Keep the one that counts in the inbox and move the other away."),
    why="Nobody can tell which of two files counts, so neither does: the one saved last is not always the right one.",
    wrong='"Division Nord T1 2022.xlsx" says 29, "Division Nord T1 2022-DESKTOP-4F2.xlsx" says 30.',
    right="one of them is moved out of the inbox, or chosen in decisions.xlsx.",
)

COPIES_DIFFER = FILES_DIFFER.case(_("{advice} By its name {file} is a copy."))
"""``advice`` is what the rule says of all."""

DIFFERS_BETWEEN_FILES = Rule(
    "differs-between-files",
    INFO,
    SECRETARIAT,
    _("stands here; in {file} {cell} stands: {answer}."),
    why="Whoever chooses between two files must see each cell in which they differ, and what both say.",
    wrong="1 200 in one file of a unit and 1 100 in the same cell of the other.",
    right="1 200 in both.",
)

ROW_IN_ONE_FILE = DIFFERS_BETWEEN_FILES.case(_("The row {row} is not in this file; in {file} {cell} stands: {answer}."))

ANSWER_IN_ONE_FILE = DIFFERS_BETWEEN_FILES.case(_("Nothing is written here; in {file} {cell} stands: {answer}."))

CHANGED_BESIDES = Rule(
    "changed-besides",
    INFO,
    SECRETARIAT,
    _("has been changed since the copy was sent back, and was not among the cells to correct: {before} → {now}."),
    why="Who looks only at the cells that were to be corrected does not see that another figure is new.",
    wrong='"21" in a cell that nobody was asked to correct, and "20" in the copy that was sent back.',
    right='"20" in both.',
)

ROW_GONE_BESIDES = CHANGED_BESIDES.case(
    _(
        "stood in the copy that was sent back, in {row}, {column}; the row is not in this file, and nobody asked for that."
    )
)

SAME_FILE_TWICE = Rule(
    "same-file-twice",
    INFO,
    SECRETARIAT,
    _("says the same as {file}; it was counted once."),
    why="A file that was sent twice is counted once.",
    wrong='the same workbook as "Division Nord T1 2022.xlsx" and as "Division Nord T1 2022 (1).xlsx".',
    right="one of them.",
)
