"""What each verb does, in a sentence: here, so that the help of the program need not load what the verbs do."""

from __future__ import annotations

from collections.abc import Mapping

from followup.frozen import frozen
from followup.locale import Message, _


@frozen
class Verb:
    """What the help says of a verb, and the module of ``followup.cli.commands`` that has its ``command``."""

    sentence: Message
    module: str


VERBS: Mapping[str, Verb] = {
    "demo": Verb(
        _("Do the whole job on a bundled example: plan, templates, answers, regional workbook and summary."),
        "start.demo",
    ),
    "new": Verb(
        _("Make a workspace in FOLDER: a plan to fill in, and folders for templates, answers and results."), "start.new"
    ),
    "import": Verb(
        _(
            "Take a list that you have already, in Excel, CSV or Word, into the plan: measures, units, goals or actions."
        ),
        "start.import_list",
    ),
    "template": Verb(_("Make a template for each unit, or for those named with --unit."), "template"),
    "check": Verb(_("Check filled-in workbooks: each FILE, or every workbook in each folder."), "check"),
    "status": Verb(_("Show who has answered, who has not, and the days left."), "status"),
    "merge": Verb(_("Merge what is in the inbox into the regional workbook and the summary."), "merge"),
    "report": Verb(_("Make Word documents by NAME; without a name, list those that the plan allows."), "report"),
    "export": Verb(_("Export the round's facts, one long table for analysis, as CSV or Parquet."), "export"),
    "close": Verb(
        _("Close the round: keep all of it, sealed, in one folder; or say what is to be decided first."), "close"
    ),
    "verify": Verb(_("Look whether closed rounds are, to the byte, as they were sealed."), "verify"),
    "reopen": Verb(_("Open a closed round again, and write down why."), "reopen"),
    "target": Verb(
        _("Show how a target or an outcome is understood, and with --outcome whether the target is reached."), "target"
    ),
    "plan": Verb(_("Check the plan, or compare two."), "plan"),
    "guide": Verb(
        _("List the guides, or open the one of a NAME in the browser: they are in the program, without internet."),
        "start.guide",
    ),
    "excel": Verb(_("Work with the regional workbook that is open in Excel (Windows and macOS)."), "excel"),
}
"""In the order in which the help lists them."""
