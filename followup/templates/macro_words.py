"""Every word that the macros of a division's workbook need, from the catalogue. What is wrong the workbook itself says."""

from __future__ import annotations

from followup.files.marking.recognise_marks import CHECKED_MARK, CLOSING, OPENING
from followup.form.self_check.titles import TITLES_OF_RULES
from followup.locale import Message, Words, _
from followup.rulebook.problem import Severity

NOT_LOOKED_AT = _(
    "Below the list stands what the workbook looks at by itself. Whether outcomes written in sentences are understood, "
    "whether a target is met and figures are likely, what others have answered, earlier occasions and rows or columns "
    "that lost their hidden keys are looked at when the workbook has come in."
)
TEXTS: dict[str, Message] = {
    "TextNothingLeft": _("Nothing is left to correct. Save the workbook and send it."),
    "TextLeft": _("{errors} to correct and {warnings} to look at. The check list shows where."),
    "TextNothingEmpty": _("No cell that must be filled in is empty."),
    "TextSavedAs": _("Saved to send: {path}"),
    "TextNoRules": _("The hidden sheet of the check is gone. The workbook can be filled in and sent all the same."),
    "TextFailed": _("It could not be done. The workbook can be filled in and sent all the same. ({why})"),
    "TextReportTitle": _("Check list"),
    "TextToCorrect": Severity.ERROR.title,
    "TextToCheck": Severity.WARNING.title,
    "TextNotLookedAt": NOT_LOOKED_AT,
    "TextJudgedHere": _("What the workbook looks at by itself"),
}
"""What the macros say, by the name of the function that gives it in VBA; braces are filled in there."""

REPORT_COLUMNS = (_("What"), _("Sheet"), _("Cell"), _("About"), _("What stands there"), _("What to do"), _("Rule"))


def texts(words: Words) -> dict[str, str]:
    """Every text and list by the name of the function that gives it: one a line, with a tab before what it means."""
    marks = {"MarkOfReport": CHECKED_MARK, "MarkOfNote": OPENING, "EndOfNote": CLOSING}
    marks["TextActsOnItself"] = "yes"  # an add-in says otherwise
    return {
        **{key: words(text) for key, text in TEXTS.items()},
        "TextReportColumns": "\n".join(map(words, REPORT_COLUMNS)),
        "WordsRules": "\n".join(f"{rule.id}\t{words(title)}" for rule, title in TITLES_OF_RULES),
        **marks,
    }
