"""What was decided and edited, and how a plan was revised."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import INFO, SECRETARIAT, WARNING, Rule

DECISION_EXPIRED = Rule(
    "decision-expired",
    WARNING,
    SECRETARIAT,
    _("was the last day of this decision; it is not applied. Write a later day, or delete the row."),
    why="A decision that no longer applies changes the result without anybody having done anything.",
    wrong="decided until 2022-05-31, merged on 2022-06-01.",
    right="decided until 2022-12-31, merged on 2022-06-01.",
)

OF_ANOTHER_ROUND = Rule(
    "decision-of-another-round",
    WARNING,
    SECRETARIAT,
    _(
        "is another occasion than {round}, so the row is not applied. Write {round} if it shall stand now too, or delete "
        "the row."
    ),
    why="What was decided at one occasion would else change the next one without anybody having thought of it.",
    wrong='a decision of "T1 2021", merged at T1 2022.',
    right='a decision of "T1 2022", merged at T1 2022.',
)

OF_ANOTHER_ROUND_UNTIL = OF_ANOTHER_ROUND.case(
    _(
        "is another occasion than {round}, so the row is not applied. Write {round} if it shall stand now too; or empty the "
        "cell, and it stands at every occasion until {day}; or delete the row."
    )
)

DECIDED_BEFORE = OF_ANOTHER_ROUND.case(
    _(
        "was decided at {earlier}, and nothing says that it holds at {round} too, so the row is not applied. Write {round} "
        "in the column Occasion, or a last day in the column Until; or delete the row."
    )
)

QUESTION_OPEN = Rule(
    "question-open",
    WARNING,
    SECRETARIAT,
    _(
        "has not been answered by {unit}. It goes with the copy that is sent back (followup check --return-to returned); write "
        "yes under Settled when it needs no answer any more."
    ),
    why="A question that nobody remembers is asked when the report is due, or never.",
    wrong='a question to the north, "Varför sjönk besöken?", without a reply.',
    right='a question to the north, "Varför sjönk besöken?", with yes under Settled.',
)

QUESTION_ANSWERED = Rule(
    "question-answered",
    INFO,
    SECRETARIAT,
    _("was answered by {unit}: “{reply}” Write yes under Settled when you are content with it."),
    why="A reply is read by the person who asked, who then settles the question or asks another.",
    wrong='the reply "Två läkare slutade." to a question that is not settled.',
    right='the reply "Två läkare slutade." to a question with yes under Settled.',
)

QUESTION_WITHOUT_PLACE = Rule(
    "question-without-place",
    WARNING,
    SECRETARIAT,
    _(
        "is not found, or stands in several places, in the form of {unit}, so the question has no cell; it is asked all the "
        "same. Write sheet, row and column as in the template, or a cell: Produktion!D7."
    ),
    why="A question that stands beside no cell, or beside a wrong one, is answered about something else.",
    wrong='a question about the row "Läkarbesök på natten".',
    right='a question about the row "Läkarbesök".',
)

QUESTION_TO_NOBODY = QUESTION_WITHOUT_PLACE.case(
    _("answers nothing ({unit} gets no template), so nobody is asked. Write a unit that answers."),
    why="A unit without a template sends no file that a question could go back with.",
    wrong='a question to "region", which gets no template.',
    right='a question to "nord", which gets one.',
)

EDITED_BY_NOBODY = Rule(
    "edited-by-nobody",
    WARNING,
    SECRETARIAT,
    _("is the question of a text that nobody stands for. Write who edited it, by role, on its first row."),
    why="A text that stands instead of what units wrote must be somebody's.",
    wrong="an edited text, nobody named.",
    right='an edited text, "Utvecklingsstrateg", 2021-03-01.',
)

CHANGED_AFTER_EDIT = Rule(
    "changed-after-edit",
    WARNING,
    SECRETARIAT,
    _(
        "was the mark of the contributions when the text was edited; they have changed since ({units}). Look "
        "the text through, and write the new mark: {mark}."
    ),
    why="The edited text stands, for nobody overwrites it; but a unit has said something else since.",
    wrong="edited from contributions with the mark 1a2b3c4d, which now have the mark 99ffee00.",
    right="the text looked through again, and the new mark written beside it.",
)

FIGURE_OF_TEXT_CHANGED = Rule(
    "figure-changed-since",
    WARNING,
    SECRETARIAT,
    _(
        "was right when the round was merged before, and has changed since: {change}. Put the text right, or say of what it is."
    ),
    why="Texts are printed as they were written: a figure that is another in the table below makes both doubtful.",
    wrong='"Läkarbesöken var 45 467" in an introduction, where they are 45 167 now.',
    right='"Läkarbesöken var 45 167".',
)

EDIT_WITHOUT_MARK = Rule(
    "edit-without-mark",
    WARNING,
    SECRETARIAT,
    _("has an edited text without the mark of its contributions. Write {mark}; you are then told if they change."),
    why="Without the mark nobody is told when a contribution changes after the text was edited.",
    wrong="an edited text, no mark.",
    right='the mark 1a2b3c4d from the sheet "Redigerad text" of regional.xlsx.',
)

WAIVER_OF_A_REFUSED_VALUE = Rule(
    "waiver-of-a-refused-value",
    WARNING,
    SECRETARIAT,
    _(
        "is accepted so far that the round may be closed. What could not be used still counts as unanswered and stands in "
        "no sum."
    ),
    why="A value that could not be used is not there: to accept it would not bring it into any sum.",
    wrong='a waiver of "not-a-number" for the cell "ca 1100".',
    right="the unit writes 1100.",
)

WAIVER_TO_CLOSE_WITH = WAIVER_OF_A_REFUSED_VALUE.case(severity=INFO)
"""Of a row that names the very row or file, as ``followup close`` proposes: nobody thinks that it brings in more."""

DECISION_WITHOUT_EFFECT = Rule(
    "decision-without-effect",
    WARNING,
    SECRETARIAT,
    _("is not found for this unit, row and column. Check them, or delete the row if it has been settled."),
    why="A waiver that meets no finding may be misspelt, and the finding that it was meant for still stands.",
    wrong='the rule "comment-missing", where another one was found.',
    right='the rule "far-from-last-year", as it stands with the finding.',
)

DECISION_OF_NO_RULE = DECISION_WITHOUT_EFFECT.case(
    _("is no rule, so nothing is decided. Did you mean {near}?"),
    wrong='the rule "far-from-lastyear".',
    right='the rule "far-from-last-year", as it stands with the finding.',
)

OVERRIDE_WITHOUT_EFFECT = DECISION_WITHOUT_EFFECT.case(
    _("has no judgement to stand instead of for this unit and part. Check what, unit and part.")
)

EDIT_WITHOUT_EFFECT = DECISION_WITHOUT_EFFECT.case(
    _("is no question that any unit was asked, so its text stands nowhere. Check the id.")
)

CHOICE_WITHOUT_EFFECT = DECISION_WITHOUT_EFFECT.case(_("is not among the files of {unit}. Check the name."))

DEADLINE_WITHOUT_EFFECT = DECISION_WITHOUT_EFFECT.case(
    _("is no later day than that of all, or of a unit that gets no template. Write a later day, or delete the row.")
)

CHOICE_OF_SEVERAL_WITHOUT_EFFECT = DECISION_WITHOUT_EFFECT.case(
    _(
        "cannot be done: {unit} has not several files, or they contradict each other. Write the names of those that "
        "count, with commas between, or delete the row."
    )
)

CHANGE_WITHOUT_REASON = Rule(
    "change-without-reason",
    WARNING,
    SECRETARIAT,
    _("is changed, but nothing says why. Write a row with its id and the reason on the sheet Changes."),
    why="Those who decide must be told why a goal or a measure is changed.",
    wrong="a measure is struck, and the sheet Ändringar does not name it.",
    right='a row with the measure\'s id, "stryks", and why.',
)

REASON_WITHOUT_CHANGE = Rule(
    "reason-without-change",
    WARNING,
    SECRETARIAT,
    _("has a reason to be changed so, but is the same in both plans. Make the change, or delete the row."),
    why="A reason for something that stands as it stood would be decided without effect.",
    wrong='"hembesok, stryks, kan inte mätas", and the measure stands unchanged in the new plan.',
    right="the measure's last occasion is written in Gäller till, or the row on Ändringar is deleted.",
)

SAME_UNDER_NEW_ID = Rule(
    "same-under-new-id",
    WARNING,
    SECRETARIAT,
    _(
        "says the same as {earlier} in the plan before. If it is the same row, write {earlier} here: an id "
        "never changes."
    ),
    why="A row that gets another id loses its history: nothing ties it to what was reported before.",
    wrong='"vantat-90" in the plan before, "vantetid" with the same words in the new one.',
    right='"vantat-90" in both.',
)

HISTORY_IS_LOST = Rule(
    "history-is-lost",
    WARNING,
    SECRETARIAT,
    _(
        "is gone from the new plan, and what was reported of it with it. Keep the row and write its last "
        "occasion in the column Valid to."
    ),
    why="A row that is deleted can no longer be shown with what was reported of it.",
    wrong="the row is deleted in the new plan.",
    right="the row stands, with its last occasion in Gäller till.",
)
