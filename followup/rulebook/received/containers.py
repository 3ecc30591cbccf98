"""Why a mail or a compressed folder, or something in it, cannot be read."""

from __future__ import annotations

from followup.locale import _, n_
from followup.rulebook.received.files import (
    DAMAGED_FILE,
    NESTED_TOO_DEEP,
    PASSWORD_PROTECTED,
    TOO_LARGE_INSIDE,
    TOO_MANY_PARTS,
)
from followup.rulebook.rule import ERROR, UNIT, WARNING, Rule

AS_IT_IS = _("Send the workbook itself (.xlsx), as a file of its own.")

CONTAINER_HAS_PASSWORD = PASSWORD_PROTECTED.case(
    _("lies in a compressed folder with a password. Send the workbook itself, or without a password."),
    why="Nobody can open it without the password, and one that is sent by mail protects nothing.",
    wrong="svar.zip, which asks for a password.",
    right="svar.xlsx; or svar.zip without a password.",
)

NOT_UNPACKED = DAMAGED_FILE.case(
    _("is damaged and could not be unpacked. {send}", send=AS_IT_IS),
    why="It is damaged, or packed in a way that few programs know.",
    wrong="a compressed folder of which a part is damaged.",
    right="svar.xlsx.",
)

TOO_MANY_FILES = TOO_MANY_PARTS.case(
    n_("holds more than {n} file. {send}", "holds more than {n} files. {send}", send=AS_IT_IS),
    why="A compressed folder with thousands of files is no answer.",
    wrong="svar.zip with 10 000 files.",
    right="svar.zip with the round's workbooks.",
)

TOO_MANY_WORKBOOKS = Rule(
    "too-many-workbooks",
    ERROR,
    UNIT,
    n_("holds more than {n} workbook. {send}", "holds more than {n} workbooks. {send}", send=AS_IT_IS),
    why="More workbooks than there are units.",
    wrong="svar.zip with 1 500 workbooks.",
    right="svar.zip with the round's workbooks.",
)

CONTAINER_TOO_LARGE_INSIDE = TOO_LARGE_INSIDE.case(
    _("is far larger inside than answers can be, and was not unpacked. {send}", send=AS_IT_IS),
    wrong="svar.zip of 30 kB that unpacks to 20 GB.",
    right="svar.zip with workbooks of some hundred kB.",
)

CONTAINERS_TOO_DEEP = NESTED_TOO_DEEP.case(
    n_(
        "lies more than {n} mail or compressed folder deep, and was not opened. {send}",
        "lies more than {n} mails or compressed folders deep, and was not opened. {send}",
        send=AS_IT_IS,
    ),
    why="Compressed folders within compressed folders within compressed folders, made to exhaust whoever opens them.",
    wrong="a compressed folder in a compressed folder in a compressed folder, and so on.",
    right="the workbook, or a mail with it.",
)

ENCRYPTED_MAIL = Rule(
    "encrypted-mail",
    ERROR,
    UNIT,
    _(
        "is an encrypted mail, which only its receiver can open. Send the workbook in a mail that is not "
        "encrypted, or save it from the mail program."
    ),
    why="Only the one it was sent to can open it, in the mail program.",
    wrong="a mail that is encrypted (S/MIME), saved to the inbox.",
    right="the workbook that was attached to it, saved to the inbox.",
)

ATTACHED_AS_LINK = Rule(
    "attached-as-link",
    ERROR,
    UNIT,
    _(
        "is attached as a link only: the mail does not hold the file. Attach a copy, or save the workbook "
        "from where the link leads."
    ),
    why="Outlook can attach a link to a file in OneDrive: the mail then holds no file.",
    wrong="a mail with svar.xlsx attached as a link.",
    right="a mail with svar.xlsx attached as a copy.",
)

MAIL_WITHOUT_WORKBOOK = Rule(
    "mail-without-workbook",
    WARNING,
    UNIT,
    _("is a mail without a workbook. Attach the filled-in workbook (.xlsx) to a mail and send it."),
    why="Who sent it may believe that an answer was attached.",
    wrong="brev.msg without an attachment.",
    right="brev.msg with svar.xlsx attached.",
)

MAIL_WITH_OTHER_FILES = MAIL_WITHOUT_WORKBOOK.case(
    _("is a mail without a workbook; it holds {files}. Attach the filled-in workbook (.xlsx) to a mail and send it.")
)

FOLDER_WITHOUT_WORKBOOK = Rule(
    "folder-without-workbook",
    WARNING,
    UNIT,
    _("is a compressed folder without a workbook. {send}", send=AS_IT_IS),
    why="Who sent it may believe that an answer was in it.",
    wrong="svar.zip with a PDF.",
    right="svar.zip with svar.xlsx.",
)

FOLDER_WITH_OTHER_FILES = FOLDER_WITHOUT_WORKBOOK.case(
    _("is a compressed folder without a workbook; it holds {files}. {send}", send=AS_IT_IS)
)

REST_NOT_READ = Rule(
    "rest-not-read",
    ERROR,
    UNIT,
    _("holds so many files that cannot be read that the rest of it was left unread. {send}", send=AS_IT_IS),
    why=(
        "Files that cannot be read, one after the other, are a mistake or an attack: they must not hold up the others."
    ),
    wrong="svar.zip with a hundred workbooks that each take all of a reader's time.",
    right="svar.zip with the round's workbooks.",
)
