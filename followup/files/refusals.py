"""Why a file cannot be read, each reason a function: what it is, and what the sender should do."""

from __future__ import annotations

from followup.files.received import UnreadableFile
from followup.locale import Message, _, n_

SAVE_AS = _("Open it in Excel, choose Save as and the file type Excel workbook (.xlsx), and send it again.")
SEND_TEMPLATE = _("Send the template that you were given, as an Excel workbook (.xlsx).")


def the_file_cannot_be_opened(error: Exception | None = None) -> UnreadableFile:
    """The computer did not give us the file: it is in the cloud only, the network is gone, or another program has it.

    Wrong: a file that OneDrive shows with a cloud, while the network is down.
    Right: the same file, kept on this device.
    """
    told = _(
        "could not be fetched: the network, OneDrive or the disk did not answer. Keep it on this device and try again."
    )
    if isinstance(error, PermissionError):
        told = _(
            "could not be opened: another program has it open, or you may not read it. Close it there and try again."
        )
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        told = _("is no longer there: it was moved, or the link to it leads nowhere. Put it back and try again.")
    elif isinstance(error, IsADirectoryError | ValueError):
        told = _("could not be opened. Check that it is synchronised and not open elsewhere.")
    return UnreadableFile("cannot-be-opened", "", told)


def the_file_is_no_ordinary_file() -> UnreadableFile:
    """A pipe, a socket or a device has no content of its own: its reader would wait for ever, or never come to an end.

    Wrong: a link called svar.xlsx to /dev/zero, or a pipe of that name.
    Right: the workbook itself.
    """
    told = _("is no ordinary file but a pipe, a device or the like. Take it away, and put the workbook itself there.")
    return UnreadableFile("cannot-be-opened", "", told)


def the_file_is_empty() -> UnreadableFile:
    """Nothing is in it: an upload or a synchronisation that never finished.

    Wrong: a file of 0 bytes.
    Right: a file that opens in Excel.
    """
    return UnreadableFile("empty-file", "", _("is empty (0 bytes). Send it again."))


def the_file_has_not_arrived_whole() -> UnreadableFile:
    """The end is missing: what is read from half a file may look complete.

    Wrong: svar.xlsx.crdownload, or the first half of a workbook.
    Right: the whole workbook, when the download is done.
    """
    told = _("has not arrived whole. Wait until OneDrive or the download is done, or send it again.")
    return UnreadableFile("incomplete-file", "", told)


def the_file_is_damaged(part: str = "") -> UnreadableFile:
    """A part of it cannot be understood, or says two things at once; nobody can know what was meant.

    Wrong: a workbook where the cell B2 stands twice with different figures.
    Right: the same workbook, opened and saved in Excel.
    """
    told = _("is damaged and cannot be read safely. Open it in Excel, check the figures, save, and send it again.")
    return UnreadableFile("damaged-file", part, told)


def the_file_is_no_workbook(kind: Message | None = None) -> UnreadableFile:
    """What it is, whatever it is called: a new name makes no workbook of a PDF.

    Wrong: a PDF that is called svar.xlsx.
    Right: the template, filled in and saved in Excel.
    """
    told = _("is not an Excel workbook. {send}", send=SEND_TEMPLATE)
    if kind is not None:
        told = _("is {kind}, not an Excel workbook. {send}", kind=kind, send=SEND_TEMPLATE)
    return UnreadableFile("not-a-workbook", "", told)


def the_workbook_is_in_another_format(kind: Message) -> UnreadableFile:
    """A workbook in a format where errors or formulas never calculated would look like empty cells to us.

    Wrong: a workbook from Excel 4, or an .ods where no process of its own could be started.
    Right: the same, saved as .xlsx.
    """
    return UnreadableFile("old-workbook", "", _("is {kind}. {save}", kind=kind, save=SAVE_AS))


def the_file_has_a_password() -> UnreadableFile:
    """Nobody can read it without the password, and a password sent by mail protects nothing.

    Wrong: a workbook that asks for a password when it is opened.
    Right: the same, with File, Info, Protect workbook, Encrypt with password emptied.
    """
    told = _(
        "is protected with a password. In Excel: File, Info, Protect workbook, Encrypt with password; empty the box and save."
    )
    return UnreadableFile("password-protected", "", told)


def the_file_is_locked_to_some_people() -> UnreadableFile:
    """A sensitivity label or rights management has encrypted it: only those named in it can open it, no program can.

    Wrong: a workbook with a label that encrypts, for example Strictly confidential.
    Right: the same, with a label that does not encrypt.
    """
    told = _(
        "is encrypted by a sensitivity label or restricted access: only people named in it can open it. {remove}",
        remove=_(
            "Choose a label that does not encrypt, or remove the restriction under File, Info, and send it again."
        ),
    )
    return UnreadableFile("restricted-file", "", told)


def a_workbook_has_a_document_type(part: str) -> UnreadableFile:
    """A document type declaration is how a file makes a reader fetch other files or run out of memory.

    Wrong: a sheet whose XML begins with <!DOCTYPE …>.
    Right: any workbook saved in Excel or LibreOffice.
    """
    told = _("holds a document type declaration, which no workbook needs. It was not read.")
    return UnreadableFile("unsafe-file", part, told)


def macros_hide_in_a_plain_workbook() -> UnreadableFile:
    """Excel never saves macros in an .xlsx: somebody has renamed it, or built it to deceive.

    Wrong: svar.xlsx with macros in it.
    Right: svar.xlsm, or svar.xlsx without macros.
    """
    told = _("holds macros although its name says that it has none. It was not read. {save}", save=SAVE_AS)
    return UnreadableFile("hidden-macros", "", told)


def the_file_is_too_large(megabytes: int) -> UnreadableFile:
    """A template is less than a megabyte; pictures and whole registers belong elsewhere.

    Wrong: a workbook of 80 MB.
    Right: the template with its answers.
    """
    told = n_("is larger than {n} MB. {send}", "is larger than {n} MB. {send}", megabytes, send=SEND_TEMPLATE)
    return UnreadableFile("too-large", "", told)


def the_file_swells_when_it_is_opened() -> UnreadableFile:
    """A small file can be made to unpack to far more than a computer holds.

    Wrong: a file of 30 kB that unpacks to 20 GB.
    Right: a workbook that unpacks to a few MB.
    """
    told = _("is far larger inside than a template can be. {send}", send=SEND_TEMPLATE)
    return UnreadableFile("too-large-inside", "", told)


def the_file_has_too_many_parts(most: int) -> UnreadableFile:
    """A workbook has some tens of parts.

    Wrong: a file of 5 000 parts.
    Right: the template with its answers.
    """
    told = n_(
        "consists of more than {n} part. {send}", "consists of more than {n} parts. {send}", most, send=SEND_TEMPLATE
    )
    return UnreadableFile("too-many-parts", "", told)


def the_file_has_too_many_pictures(most: int) -> UnreadableFile:
    """Pictures that were pasted along by the thousand, as small as a dot each, most often from a web page.

    Wrong: a workbook with 6 000 small pictures.
    Right: the template with its answers.
    """
    told = n_(
        "holds more than {n} picture. {remove}",
        "holds more than {n} pictures. {remove}",
        most,
        remove=_("Remove them in Excel (Home, Find & Select, Go To Special, Objects; Delete), and send it again."),
    )
    return UnreadableFile("too-many-pictures", "", told)


def the_sheet_has_too_many_cells(most: int, place: str) -> UnreadableFile:
    """A register pasted into the template, with perhaps a row for each patient, which does not belong there.

    Wrong: 500 000 filled-in cells.
    Right: the sums that the template asks for.
    """
    told = n_(
        "The workbook has more than {n} filled-in cell. Delete what does not belong to the template, and send it again.",
        "The workbook has more than {n} filled-in cells. Delete what does not belong to the template, and send it again.",
        most,
    )
    return UnreadableFile("too-many-cells", place, told)


def the_sheet_has_too_many_merges(most: int, sheet: str) -> UnreadableFile:
    """So many merged cells are made by a program, not by a person, and take all of a reader's time.

    Wrong: a sheet with 100 000 merged ranges.
    Right: a sheet with none.
    """
    told = n_(
        "is a sheet with more than {n} merged range. Undo the merging, and send it again.",
        "is a sheet with more than {n} merged ranges. Undo the merging, and send it again.",
        most,
    )
    return UnreadableFile("too-many-merges", sheet, told)


def the_sheet_has_too_many_comments(most: int, sheet: str) -> UnreadableFile:
    """Nobody can read so many comments.

    Wrong: a comment in each of 50 000 cells.
    Right: a comment where something needs to be said.
    """
    told = n_(
        "is a sheet with more than {n} comment. Delete those that do not matter, and send it again.",
        "is a sheet with more than {n} comments. Delete those that do not matter, and send it again.",
        most,
    )
    return UnreadableFile("too-many-comments", sheet, told)


def a_text_is_too_long(most: int, place: str) -> UnreadableFile:
    """Excel itself holds 32 767 characters in a cell: a longer text comes from another program.

    Wrong: a cell with a text of a million characters.
    Right: a text of some pages.
    """
    told = n_(
        "has a text of more than {n} character in one cell. Shorten it, and send it again.",
        "has a text of more than {n} characters in one cell. Shorten it, and send it again.",
        most,
    )
    return UnreadableFile("text-too-long", place, told)


def the_file_is_nested_too_deep(part: str) -> UnreadableFile:
    """Parts within parts within parts, made to exhaust the reader.

    Wrong: 100 000 elements within each other.
    Right: any workbook saved in Excel or LibreOffice.
    """
    told = _("has a part that is built in too many layers to be read. {save}", save=SAVE_AS)
    return UnreadableFile("nested-too-deep", part, told)


def a_cell_that_no_sheet_has(place: str) -> UnreadableFile:
    """A sheet ends at XFD1048576: a value beyond it has no place.

    Wrong: a value in the cell ZZZZ1.
    Right: a value in the cell A1.
    """
    return UnreadableFile("damaged-file", place, _("is damaged: it has a cell that no sheet has. {save}", save=SAVE_AS))


def the_file_took_too_long(seconds: float) -> UnreadableFile:
    """Reading was stopped, so that one file does not hold up the others.

    Wrong: a file that is still being read after four seconds.
    Right: a template; it is read in a tenth of a second.
    """
    told = n_(
        "had not been read after {n} second, and reading was stopped. {save}",
        "had not been read after {n} seconds, and reading was stopped. {save}",
        max(1, round(seconds)),
        save=SAVE_AS,
    )
    return UnreadableFile("took-too-long", "", told)


def the_file_took_too_much_memory(megabytes: int) -> UnreadableFile:
    """Reading was stopped before the computer ran out of memory.

    Wrong: a file that needs 2 000 MB to be read.
    Right: a template; it needs some tens of MB.
    """
    told = n_(
        "needed more than {n} MB of memory to be read, and reading was stopped. {save}",
        "needed more than {n} MB of memory to be read, and reading was stopped. {save}",
        megabytes,
        save=SAVE_AS,
    )
    return UnreadableFile("took-too-much-memory", "", told)


def the_reader_failed(fault: str) -> UnreadableFile:
    """The file is built in a way that our reader was not made for; it is not necessarily wrong.

    Wrong: a workbook from a program that follows the format only roughly.
    Right: the same, opened and saved in Excel.
    """
    return UnreadableFile(
        "reader-failed", fault, _("could not be read, although it may be sound. {save}", save=SAVE_AS)
    )


def the_reader_died() -> UnreadableFile:
    """The file made the process that reads it fail altogether; the other files were read by a new one.

    Wrong: a file that says that it holds 4 294 967 295 texts.
    Right: the same, saved again in Excel.
    """
    told = _("could not be read: it made the reader fail. {save}", save=SAVE_AS)
    return UnreadableFile("reader-died", "", told)


def the_fields_of_the_form_are_gone() -> UnreadableFile:
    """Some programs save a Word form without what says which answer is which; the texts alone could be any question's.

    Wrong: the Word form saved in LibreOffice.
    Right: the Word form saved in Word.
    """
    told = _(
        "is a Word form whose fields have lost their marks, most often by being saved in another program than Word. Open "
        "the form that was sent out in Word and move the answers there, or send the workbook."
    )
    return UnreadableFile("fields-gone", "", told)
