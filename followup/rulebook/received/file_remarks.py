"""What is to be said of a file that was read all the same."""

from __future__ import annotations

from followup.locale import _
from followup.rulebook.rule import INFO, SECRETARIAT, UNIT, WARNING, Rule

OTHER_FORMAT = Rule(
    "other-format",
    WARNING,
    UNIT,
    _("is the format that the workbook was read from. Save it as an Excel workbook (.xlsx) next time."),
    why="Another program's format may hold less than ours: formats, names and drop-downs are lost on the way.",
    wrong="svar.ods, from LibreOffice.",
    right="svar.xlsx.",
)

FORMATS_NOT_READ = OTHER_FORMAT.case(
    _(
        "is a format of which only the values were read, not what their formats show beside them, as kr or "
        "%. Check the figures, and save it as an Excel workbook (.xlsx) next time."
    ),
    why=(
        "A binary workbook's values are read without its formats: 1 400 000 shown as kronor is a number like any other."
    ),
    wrong="svar.xlsb",
    right="svar.xlsx",
)

WAS_DECRYPTED = Rule(
    "was-decrypted",
    INFO,
    UNIT,
    _("The workbook was encrypted with the password that Excel itself uses, and could be read."),
    why="Excel encrypts with a password that everybody knows when a workbook's structure is protected.",
    wrong="a workbook with its structure protected in an older Excel.",
    right="the same without protection.",
)

EXTERNAL_LINKS = Rule(
    "external-links",
    WARNING,
    UNIT,
    _("is linked from the workbook. Links are never followed: the values that it was saved with were read."),
    why="The figures may be those of another day: we use what the workbook holds and fetch nothing.",
    wrong="a formula that points into another workbook.",
    right="the figure itself.",
)

DDE_LINK = Rule(
    "dde-link",
    WARNING,
    UNIT,
    _("is a program that the workbook wants to talk to (DDE). Nothing was run. Do not update links when you open it."),
    why="A DDE link can start programs on the computer of whoever opens the workbook.",
    wrong="a formula =cmd|' /c calc'!A0.",
    right="the figure itself.",
)

EMBEDDED_OBJECT = Rule(
    "embedded-object",
    WARNING,
    UNIT,
    _("is embedded in the workbook. It was neither opened nor copied to the results."),
    why="Files and controls within the workbook are not answers, may do harm, and never reach the results.",
    wrong="a Word document put into a sheet as an object.",
    right="the document sent beside the workbook.",
)

TEXT_BOX = Rule(
    "text-box",
    WARNING,
    UNIT,
    _("stands in a text box and was not read. Write it in a cell if it matters."),
    why="What somebody wrote in a text box stands in no cell, so nothing takes it over.",
    wrong="a text box over the table with an explanation.",
    right="the explanation in the comment column.",
)

PICTURE_NOT_READ = Rule(
    "picture-not-read",
    INFO,
    UNIT,
    _("is a sheet with a picture. Pictures are not read or copied to the results."),
    why="Figures in a picture cannot be read.",
    wrong="a picture of a table.",
    right="the figures in the cells.",
)

TRACKED_CHANGES = Rule(
    "tracked-changes",
    WARNING,
    UNIT,
    _("The document has tracked changes. They were read as if they were accepted; check that this is right."),
    why="Changes that nobody has accepted may be somebody's proposal and not the unit's answer.",
    wrong="a document with tracked changes in it.",
    right='the same document after "Acceptera alla ändringar".',
)

OPEN_ELSEWHERE = Rule(
    "open-elsewhere",
    WARNING,
    SECRETARIAT,
    _("The workbook is open at {who}; what is written there may not be saved yet."),
    why=(
        "Excel and LibreOffice put a small file beside a workbook while somebody has it open: what is on their screen "
        "may not be saved."
    ),
    wrong="svar.xlsx with ~$svar.xlsx beside it.",
    right="svar.xlsx, saved and closed.",
)

MACROS_IGNORED = Rule(
    "macros-ignored",
    INFO,
    UNIT,
    _("The workbook holds macros; they were neither read nor run."),
    why="Macros, our own buttons among them, are neither needed nor run when answers are read.",
    wrong="a workbook with macros (.xlsm).",
    right="a workbook without (.xlsx).",
)
