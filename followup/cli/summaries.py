"""What each verb does, in a sentence, and how it is typed: here, so that the help of the program need not load what the
verbs do.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from followup.frozen import frozen
from followup.locale import Message, _


class Work(Enum):
    """The parts of the work, in their order, under which the help lists the verbs."""

    BEGIN = _("Begin")
    ROUND = _("The round, in this order")
    AFTERWARDS = _("When all have answered")
    BESIDES = _("Besides")


@frozen
class Verb:
    """What the help says of a verb, and the module of ``followup.cli.commands`` that has its ``command``.

    ``examples`` are how it is typed, each with what that does; ``also`` are other words that people type for it.
    """

    sentence: Message
    module: str
    work: Work = Work.BESIDES
    examples: tuple[tuple[str, Message], ...] = ()
    also: tuple[str, ...] = ()


VERBS: Mapping[str, Verb] = {
    "demo": Verb(
        _("Do the whole job on a bundled example, to look at."),
        "start.demo",
        Work.BEGIN,
        (
            ("followup demo", _("The job of a round, in the folder followup-demo here.")),
            ("followup demo norrbotten-2022-04 --into test", _("That example, in the folder test.")),
        ),
        ("exempel", "demonstration", "prova", "example"),
    ),
    "new": Verb(
        _("Make a workspace in FOLDER: it asks for what it needs."),
        "start.new",
        Work.BEGIN,
        (
            ("followup new t1", _("A workspace for your first round, in the folder t1.")),
            (
                'followup new ../t2 --from . --round "T2 2022"',
                _("The next round, with plan, targets and earlier outcomes of this one."),
            ),
        ),
        ("ny", "nytt", "skapa", "create", "init"),
    ),
    "import": Verb(
        _("Take a list that you have, in Excel, CSV or Word, into the plan."),
        "start.import_list",
        Work.BEGIN,
        (
            ("followup import styrmått.xlsx --as measures", _("What its columns mean is asked, and remembered.")),
            ("followup import enheter.csv --as units --dry-run", _("Only what would come into the plan.")),
        ),
        ("importera", "läsin", "hämta"),
    ),
    "plan": Verb(
        _("Check the plan, compare two, or bring one up to date."),
        "plan",
        Work.BEGIN,
        (
            ("followup plan check", _("What is wrong in plan.xlsx, and how its targets are understood.")),
            ("followup plan diff plan-t1.xlsx plan.xlsx", _("What differs between two plans.")),
        ),
        ("uppföljningsplan",),
    ),
    "template": Verb(
        _("Make a template for each unit, or for those named with --unit."),
        "template",
        Work.ROUND,
        (
            ("followup template", _("All templates, in the folder templates.")),
            (
                'followup template --unit nord --unit "Division Syd"',
                _("Those of two units, by id or name."),
            ),
        ),
        ("mall", "mallar", "templates"),
    ),
    "check": Verb(
        _("Check filled-in workbooks: a file, or all in a folder."),
        "check",
        Work.ROUND,
        (
            ("followup check", _("All answers in the inbox.")),
            ("followup check inbox --return-to returned", _("With marked copies to send back.")),
        ),
        ("kontrollera", "kontroll", "granska", "kolla"),
    ),
    "status": Verb(
        _("Show who has answered, who has not, and the days left."),
        "status",
        Work.ROUND,
        (
            ("followup status", _("A line for each unit.")),
            ("followup status --drafts drafts", _("With mails to those who have not answered.")),
        ),
        ("läge", "lägesbild", "vilka", "svarat"),
    ),
    "merge": Verb(
        _("Merge the answers into the regional workbook and the summary."),
        "merge",
        Work.ROUND,
        (
            ("followup merge", _("Of all that is in the inbox, into the folder output.")),
            ("followup merge --dry-run", _("Only what a merge would change.")),
            ("followup merge --published --pdf", _("Also for readers outside, with small numbers masked, and as PDF.")),
        ),
        ("sammanställ", "sammanställning", "sammanfoga", "sammanfatta", "slå", "summary"),
    ),
    "report": Verb(
        _("Make the Word documents that the plan has."),
        "report",
        Work.ROUND,
        (
            ("followup report", _("Which there are.")),
            ("followup report appendix --pdf", _("One of them, also as PDF.")),
            ("followup report --all", _("All of them.")),
        ),
        ("rapport", "rapporter", "dokument", "word", "reports"),
    ),
    "export": Verb(
        _("Export all figures as one long table, CSV or Parquet."),
        "export",
        Work.AFTERWARDS,
        (
            ("followup export", _("facts.csv of this round, in the folder output.")),
            ("followup export --rounds all --format parquet", _("Those of every round, for analysis.")),
        ),
        ("exportera", "csv"),
    ),
    "close": Verb(
        _("Close the round: all of it is kept, sealed, in one folder."),
        "close",
        Work.AFTERWARDS,
        (
            ("followup close", _("Or what is to be decided first.")),
            ("followup close --rows rader.xlsx", _("With the rows to copy into decisions.xlsx.")),
        ),
        ("stäng", "avsluta", "slutför"),
    ),
    "verify": Verb(
        _("Look whether closed rounds are as they were sealed."),
        "verify",
        Work.AFTERWARDS,
        (
            ("followup verify", _("Every closed round of this workspace.")),
            ('followup verify "D:/arkiv/T1 2022"', _("One that lies elsewhere.")),
        ),
        ("verifiera", "bekräfta"),
    ),
    "reopen": Verb(
        _("Open a closed round again, and write down why."),
        "reopen",
        Work.AFTERWARDS,
        (('followup reopen --why "rättat utfall"', _("What was kept stays as it is.")),),
        ("öppna", "återöppna", "open"),
    ),
    "target": Verb(
        _("Show how a target or an outcome is understood."),
        "target",
        Work.BESIDES,
        (
            ('followup target "minst 95 %"', _("What that target means.")),
            ('followup target "minst 95 %" --outcome "93 %"', _("Whether it is reached, and why.")),
        ),
        ("mål", "målvärde"),
    ),
    "guide": Verb(
        _("Open a guide in the browser; without a name, list them."),
        "start.guide",
        Work.BESIDES,
        (("followup guide sekretariat", _("The secretariat's.")),),
        ("handbok", "manual", "vägledning", "docs"),
    ),
    "excel": Verb(
        _("Work with the workbook that is open in Excel."),
        "excel",
        Work.BESIDES,
        (("followup excel refresh", _("The regional workbook, refreshed where it is open.")),),
    ),
}
"""In the order in which the help lists them, part of the work by part."""
ALSO: Mapping[str, str] = {word: name for name, verb in VERBS.items() for word in verb.also}
"""The verb that another word is typed for."""
