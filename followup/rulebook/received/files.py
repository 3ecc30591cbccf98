"""Why a file cannot be read, and what is to be said of one that was read all the same."""

from __future__ import annotations

from followup.locale import _, n_
from followup.rulebook.cells import TOO_LARGE
from followup.rulebook.rule import ERROR, UNIT, Rule

SAVE_AS = _("Open it in Excel, choose Save as and the file type Excel workbook (.xlsx), and send it again.")

SEND_TEMPLATE = _("Send the template that you were given, as an Excel workbook (.xlsx).")

CANNOT_BE_OPENED = Rule(
    "cannot-be-opened",
    ERROR,
    UNIT,
    _("could not be fetched: the network, OneDrive or the disk did not answer. Keep it on this device and try again."),
    why=(
        "The computer did not give us the file: it is in the cloud only, the network is gone, or another program has it."
    ),
    wrong="a file that OneDrive shows with a cloud, while the network is down.",
    right="the same file, kept on this device.",
)

FILE_NOT_YOURS = CANNOT_BE_OPENED.case(
    _("could not be opened: another program has it open, or you may not read it. Close it there and try again.")
)

FILE_GONE = CANNOT_BE_OPENED.case(
    _("is no longer there: it was moved, or the link to it leads nowhere. Put it back and try again.")
)

FILE_NOT_THERE_YET = CANNOT_BE_OPENED.case(
    _("could not be opened. Check that it is synchronised and not open elsewhere.")
)

NO_ORDINARY_FILE = CANNOT_BE_OPENED.case(
    _("is no ordinary file but a pipe, a device or the like. Take it away, and put the workbook itself there."),
    why=(
        "A pipe, a socket or a device has no content of its own: its reader would wait for ever, or never come "
        "to an end."
    ),
    wrong="a link called svar.xlsx to /dev/zero, or a pipe of that name.",
    right="the workbook itself.",
)

EMPTY_FILE = Rule(
    "empty-file",
    ERROR,
    UNIT,
    _("is empty (0 bytes). Send it again."),
    why="Nothing is in it: an upload or a synchronisation that never finished.",
    wrong="a file of 0 bytes.",
    right="a file that opens in Excel.",
)

INCOMPLETE_FILE = Rule(
    "incomplete-file",
    ERROR,
    UNIT,
    _("has not arrived whole. Wait until OneDrive or the download is done, or send it again."),
    why="The end is missing: what is read from half a file may look complete.",
    wrong="svar.xlsx.crdownload, or the first half of a workbook.",
    right="the whole workbook, when the download is done.",
)

DAMAGED_FILE = Rule(
    "damaged-file",
    ERROR,
    UNIT,
    _("is damaged and cannot be read safely. Open it in Excel, check the figures, save, and send it again."),
    why="A part of it cannot be understood, or says two things at once; nobody can know what was meant.",
    wrong="a workbook where the cell B2 stands twice with different figures.",
    right="the same workbook, opened and saved in Excel.",
)

NOT_A_WORKBOOK = Rule(
    "not-a-workbook",
    ERROR,
    UNIT,
    _("is not an Excel workbook. {send}", send=SEND_TEMPLATE),
    why="What it is, whatever it is called: a new name makes no workbook of a PDF.",
    wrong="a PDF that is called svar.xlsx.",
    right="the template, filled in and saved in Excel.",
)

FILE_OF_OTHER_KIND = NOT_A_WORKBOOK.case(_("is {kind}, not an Excel workbook. {send}", send=SEND_TEMPLATE))

OLD_WORKBOOK = Rule(
    "old-workbook",
    ERROR,
    UNIT,
    _("is {kind}. {save}", save=SAVE_AS),
    why="A workbook in a format where errors or formulas never calculated would look like empty cells to us.",
    wrong="a workbook from Excel 4, or an .ods where no process of its own could be started.",
    right="the same, saved as .xlsx.",
)

PASSWORD_PROTECTED = Rule(
    "password-protected",
    ERROR,
    UNIT,
    _(
        "is protected with a password. In Excel: File, Info, Protect workbook, Encrypt with password; empty "
        "the box and save."
    ),
    why="Nobody can read it without the password, and a password sent by mail protects nothing.",
    wrong="a workbook that asks for a password when it is opened.",
    right="the same, with File, Info, Protect workbook, Encrypt with password emptied.",
)

RESTRICTED_FILE = Rule(
    "restricted-file",
    ERROR,
    UNIT,
    _(
        "is encrypted by a sensitivity label or restricted access: only people named in it can open it. {remove}",
        remove=_(
            "Choose a label that does not encrypt, or remove the restriction under File, Info, and send it again."
        ),
    ),
    why=(
        "A sensitivity label or rights management has encrypted it: only those named in it can open it, no program can."
    ),
    wrong="a workbook with a label that encrypts, for example Strictly confidential.",
    right="the same, with a label that does not encrypt.",
)

UNSAFE_FILE = Rule(
    "unsafe-file",
    ERROR,
    UNIT,
    _("holds a document type declaration, which no workbook needs. It was not read."),
    why="A document type declaration is how a file makes a reader fetch other files or run out of memory.",
    wrong="a sheet whose XML begins with <!DOCTYPE …>.",
    right="any workbook saved in Excel or LibreOffice.",
)

HIDDEN_MACROS = Rule(
    "hidden-macros",
    ERROR,
    UNIT,
    _("holds macros although its name says that it has none. It was not read. {save}", save=SAVE_AS),
    why="Excel never saves macros in an .xlsx: somebody has renamed it, or built it to deceive.",
    wrong="svar.xlsx with macros in it.",
    right="svar.xlsm, or svar.xlsx without macros.",
)

FILE_TOO_LARGE = TOO_LARGE.case(
    n_("is larger than {n} MB. {send}", "is larger than {n} MB. {send}", send=SEND_TEMPLATE),
    why="A template is less than a megabyte; pictures and whole registers belong elsewhere.",
    wrong="a workbook of 80 MB.",
    right="the template with its answers.",
)

TOO_LARGE_INSIDE = Rule(
    "too-large-inside",
    ERROR,
    UNIT,
    _("is far larger inside than a template can be. {send}", send=SEND_TEMPLATE),
    why="A small file can be made to unpack to far more than a computer holds.",
    wrong="a file of 30 kB that unpacks to 20 GB.",
    right="a workbook that unpacks to a few MB.",
)

TOO_MANY_PARTS = Rule(
    "too-many-parts",
    ERROR,
    UNIT,
    n_("consists of more than {n} part. {send}", "consists of more than {n} parts. {send}", send=SEND_TEMPLATE),
    why="A workbook has some tens of parts.",
    wrong="a file of 5 000 parts.",
    right="the template with its answers.",
)

TOO_MANY_PICTURES = Rule(
    "too-many-pictures",
    ERROR,
    UNIT,
    n_(
        "holds more than {n} picture. {remove}",
        "holds more than {n} pictures. {remove}",
        remove=_("Remove them in Excel (Home, Find & Select, Go To Special, Objects; Delete), and send it again."),
    ),
    why="Pictures that were pasted along by the thousand, as small as a dot each, most often from a web page.",
    wrong="a workbook with 6 000 small pictures.",
    right="the template with its answers.",
)

TOO_MANY_CELLS = Rule(
    "too-many-cells",
    ERROR,
    UNIT,
    n_(
        "The workbook has more than {n} filled-in cell. Delete what does not belong to the template, and "
        "send it again.",
        "The workbook has more than {n} filled-in cells. Delete what does not belong to the template, and "
        "send it again.",
    ),
    why="A register pasted into the template, with perhaps a row for each patient, which does not belong there.",
    wrong="500 000 filled-in cells.",
    right="the sums that the template asks for.",
)

TOO_MANY_MERGES = Rule(
    "too-many-merges",
    ERROR,
    UNIT,
    n_(
        "is a sheet with more than {n} merged range. Undo the merging, and send it again.",
        "is a sheet with more than {n} merged ranges. Undo the merging, and send it again.",
    ),
    why="So many merged cells are made by a program, not by a person, and take all of a reader's time.",
    wrong="a sheet with 100 000 merged ranges.",
    right="a sheet with none.",
)

TOO_MANY_COMMENTS = Rule(
    "too-many-comments",
    ERROR,
    UNIT,
    n_(
        "is a sheet with more than {n} comment. Delete those that do not matter, and send it again.",
        "is a sheet with more than {n} comments. Delete those that do not matter, and send it again.",
    ),
    why="Nobody can read so many comments.",
    wrong="a comment in each of 50 000 cells.",
    right="a comment where something needs to be said.",
)

TEXT_TOO_LONG = Rule(
    "text-too-long",
    ERROR,
    UNIT,
    n_(
        "has a text of more than {n} character in one cell. Shorten it, and send it again.",
        "has a text of more than {n} characters in one cell. Shorten it, and send it again.",
    ),
    why="Excel itself holds 32 767 characters in a cell: a longer text comes from another program.",
    wrong="a cell with a text of a million characters.",
    right="a text of some pages.",
)

NESTED_TOO_DEEP = Rule(
    "nested-too-deep",
    ERROR,
    UNIT,
    _("has a part that is built in too many layers to be read. {save}", save=SAVE_AS),
    why="Parts within parts within parts, made to exhaust the reader.",
    wrong="100 000 elements within each other.",
    right="any workbook saved in Excel or LibreOffice.",
)

CELL_BEYOND_SHEET = DAMAGED_FILE.case(
    _("is damaged: it has a cell that no sheet has. {save}", save=SAVE_AS),
    why="A sheet ends at XFD1048576: a value beyond it has no place.",
    wrong="a value in the cell ZZZZ1.",
    right="a value in the cell A1.",
)

TOOK_TOO_LONG = Rule(
    "took-too-long",
    ERROR,
    UNIT,
    n_(
        "had not been read after {n} second, and reading was stopped. {save}",
        "had not been read after {n} seconds, and reading was stopped. {save}",
        save=SAVE_AS,
    ),
    why="Reading was stopped, so that one file does not hold up the others.",
    wrong="a file that is still being read after four seconds.",
    right="a template; it is read in a tenth of a second.",
)

TOOK_TOO_MUCH_MEMORY = Rule(
    "took-too-much-memory",
    ERROR,
    UNIT,
    n_(
        "needed more than {n} MB of memory to be read, and reading was stopped. {save}",
        "needed more than {n} MB of memory to be read, and reading was stopped. {save}",
        save=SAVE_AS,
    ),
    why="Reading was stopped before the computer ran out of memory.",
    wrong="a file that needs 2 000 MB to be read.",
    right="a template; it needs some tens of MB.",
)

READER_FAILED = Rule(
    "reader-failed",
    ERROR,
    UNIT,
    _("could not be read, although it may be sound. {save}", save=SAVE_AS),
    why="The file is built in a way that our reader was not made for; it is not necessarily wrong.",
    wrong="a workbook from a program that follows the format only roughly.",
    right="the same, opened and saved in Excel.",
)

READER_DIED = Rule(
    "reader-died",
    ERROR,
    UNIT,
    _("could not be read: it made the reader fail. {save}", save=SAVE_AS),
    why="The file made the process that reads it fail altogether; the other files were read by a new one.",
    wrong="a file that says that it holds 4 294 967 295 texts.",
    right="the same, saved again in Excel.",
)

FIELDS_GONE = Rule(
    "fields-gone",
    ERROR,
    UNIT,
    _(
        "is a Word form whose fields have lost their marks, most often by being saved in another program "
        "than Word. Open the form that was sent out in Word and move the answers there, or send the workbook."
    ),
    why=(
        "Some programs save a Word form without what says which answer is which; the texts alone could be any "
        "question's."
    ),
    wrong="the Word form saved in LibreOffice.",
    right="the Word form saved in Word.",
)
