"""What each verb does, in a sentence: here, so that the help of the program need not load what the verbs do."""

from __future__ import annotations

from collections.abc import Mapping

from followup.locale import Message, _

VERBS: Mapping[str, Message] = {
    "demo": _("Do the whole job on a bundled example: plan, templates, answers, regional workbook and summary."),
    "new": _("Make a workspace in FOLDER: a plan to fill in, and folders for templates, answers and results."),
    "template": _("Make a template for each unit, or for those named with --unit."),
    "check": _("Check filled-in workbooks: each FILE, or every workbook in each folder."),
    "status": _("Show who has answered, who has not, and the days left."),
    "merge": _("Merge what is in the inbox into the regional workbook and the summary."),
    "report": _("Make Word documents by NAME; without a name, list those that the plan allows."),
    "export": _("Export the round's facts, one long table for analysis, as CSV or Parquet."),
    "close": _("Close the round: keep all of it, sealed, in one folder; or say what is to be decided first."),
    "verify": _("Look whether closed rounds are, to the byte, as they were sealed."),
    "reopen": _("Open a closed round again, and write down why."),
    "target": _("Show how a target or an outcome is understood, and with --outcome whether the target is reached."),
    "plan": _("Check the plan, or compare two."),
    "excel": _("Work with the regional workbook that is open in Excel (Windows and macOS)."),
}
"""In the order in which the help lists them."""
