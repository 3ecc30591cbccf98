"""Why a mail or a compressed folder, or something in it, cannot be read: what it is, and what to do instead."""

from __future__ import annotations

from followup.files.received import UnreadableFile
from followup.files.sources import Refusal
from followup.locale import _, literal, n_

AS_IT_IS = _("Send the workbook itself (.xlsx), as a file of its own.")


def the_compressed_folder_has_a_password() -> UnreadableFile:
    """Nobody can open it without the password, and one that is sent by mail protects nothing.

    Wrong: svar.zip, which asks for a password.
    Right: svar.xlsx; or svar.zip without a password.
    """
    told = _("lies in a compressed folder with a password. Send the workbook itself, or without a password.")
    return UnreadableFile("password-protected", "", told)


def it_cannot_be_unpacked() -> UnreadableFile:
    """It is damaged, or packed in a way that few programs know.

    Wrong: a compressed folder of which a part is damaged.
    Right: svar.xlsx.
    """
    return UnreadableFile("damaged-file", "", _("is damaged and could not be unpacked. {send}", send=AS_IT_IS))


def it_holds_too_many_files(most: int) -> UnreadableFile:
    """A compressed folder with thousands of files is no answer.

    Wrong: svar.zip with 10 000 files.
    Right: svar.zip with the round's workbooks.
    """
    told = n_("holds more than {n} file. {send}", "holds more than {n} files. {send}", most, send=AS_IT_IS)
    return UnreadableFile("too-many-parts", "", told)


def it_holds_too_many_workbooks(most: int) -> UnreadableFile:
    """More workbooks than there are units.

    Wrong: svar.zip with 1 500 workbooks.
    Right: svar.zip with the round's workbooks.
    """
    told = n_("holds more than {n} workbook. {send}", "holds more than {n} workbooks. {send}", most, send=AS_IT_IS)
    return UnreadableFile("too-many-workbooks", "", told)


def it_swells_when_it_is_unpacked() -> UnreadableFile:
    """A small file can be made to unpack to far more than a computer holds.

    Wrong: svar.zip of 30 kB that unpacks to 20 GB.
    Right: svar.zip with workbooks of some hundred kB.
    """
    told = _("is far larger inside than answers can be, and was not unpacked. {send}", send=AS_IT_IS)
    return UnreadableFile("too-large-inside", "", told)


def it_is_nested_too_deep(most: int) -> UnreadableFile:
    """Compressed folders within compressed folders within compressed folders, made to exhaust whoever opens them.

    Wrong: a compressed folder in a compressed folder in a compressed folder, and so on.
    Right: the workbook, or a mail with it.
    """
    told = n_(
        "lies more than {n} mail or compressed folder deep, and was not opened. {send}",
        "lies more than {n} mails or compressed folders deep, and was not opened. {send}",
        most,
        send=AS_IT_IS,
    )
    return UnreadableFile("nested-too-deep", "", told)


def the_mail_is_encrypted() -> UnreadableFile:
    """Only the one it was sent to can open it, in the mail program.

    Wrong: a mail that is encrypted (S/MIME), saved to the inbox.
    Right: the workbook that was attached to it, saved to the inbox.
    """
    told = _(
        "is an encrypted mail, which only its receiver can open. "
        "Send the workbook in a mail that is not encrypted, or save it from the mail program."
    )
    return UnreadableFile("encrypted-mail", "", told)


def only_a_link_was_attached() -> UnreadableFile:
    """Outlook can attach a link to a file in OneDrive: the mail then holds no file.

    Wrong: a mail with svar.xlsx attached as a link.
    Right: a mail with svar.xlsx attached as a copy.
    """
    told = _(
        "is attached as a link only: the mail does not hold the file. Attach a copy, or save the workbook from where the link leads."
    )
    return UnreadableFile("attached-as-link", "", told)


def a_mail_without_a_workbook(others: str) -> Refusal:
    """Who sent it may believe that an answer was attached.

    Wrong: brev.msg without an attachment.
    Right: brev.msg with svar.xlsx attached.
    """
    told = _("is a mail without a workbook. Attach the filled-in workbook (.xlsx) to a mail and send it.")
    if others:
        told = _(
            "is a mail without a workbook; it holds {files}. Attach the filled-in workbook (.xlsx) to a mail and send it.",
            files=literal(others),
        )
    return Refusal("mail-without-workbook", "", told, grave=False)


def a_compressed_folder_without_a_workbook(others: str) -> Refusal:
    """Who sent it may believe that an answer was in it.

    Wrong: svar.zip with a PDF.
    Right: svar.zip with svar.xlsx.
    """
    told = _("is a compressed folder without a workbook. {send}", send=AS_IT_IS)
    if others:
        told = _(
            "is a compressed folder without a workbook; it holds {files}. {send}", files=literal(others), send=AS_IT_IS
        )
    return Refusal("folder-without-workbook", "", told, grave=False)


def the_rest_was_not_read() -> UnreadableFile:
    """Files that cannot be read, one after the other, are a mistake or an attack: they must not hold up the others.

    Wrong: svar.zip with a hundred workbooks that each take all of a reader's time.
    Right: svar.zip with the round's workbooks.
    """
    told = _("holds so many files that cannot be read that the rest of it was left unread. {send}", send=AS_IT_IS)
    return UnreadableFile("rest-not-read", "", told)
