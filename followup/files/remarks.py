"""What is to be said of a file that was read all the same, each remark a function."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.received import FileRemark
from followup.locale import _

LONGEST = 80


def the_workbook_was_in_another_format(kind: str) -> FileRemark:
    """Another program's format may hold less than ours: formats, names and drop-downs are lost on the way.

    Wrong: svar.ods, from LibreOffice.
    Right: svar.xlsx.
    """
    told = _("is the format that the workbook was read from. Save it as an Excel workbook (.xlsx) next time.")
    return FileRemark("other-format", kind, told)


def what_formats_show_was_not_read() -> FileRemark:
    """A binary workbook's values are read without its formats: 1 400 000 shown as kronor is a number like any other.

    Wrong: svar.xlsb
    Right: svar.xlsx
    """
    told = _(
        "is a format of which only the values were read, not what their formats show beside them, as kr or %. Check "
        "the figures, and save it as an Excel workbook (.xlsx) next time."
    )
    return FileRemark("other-format", ".xlsb", told)


def the_workbook_was_decrypted() -> FileRemark:
    """Excel encrypts with a password that everybody knows when a workbook's structure is protected.

    Wrong: a workbook with its structure protected in an older Excel.
    Right: the same without protection.
    """
    told = _("The workbook was encrypted with the password that Excel itself uses, and could be read.")
    return FileRemark("was-decrypted", "", told, info=True)


def the_workbook_fetches_from_elsewhere(targets: Sequence[str]) -> FileRemark:
    """The figures may be those of another day: we use what the workbook holds and fetch nothing.

    Wrong: a formula that points into another workbook.
    Right: the figure itself.
    """
    told = _("is linked from the workbook. Links are never followed: the values that it was saved with were read.")
    return FileRemark("external-links", _shortened(", ".join(targets)), told)


def the_workbook_talks_to_a_program(targets: Sequence[str]) -> FileRemark:
    """A DDE link can start programs on the computer of whoever opens the workbook.

    Wrong: a formula =cmd|' /c calc'!A0.
    Right: the figure itself.
    """
    told = _(
        "is a program that the workbook wants to talk to (DDE). Nothing was run. Do not update links when you open it."
    )
    return FileRemark("dde-link", _shortened(", ".join(targets)), told)


def the_workbook_holds_other_files(names: Sequence[str]) -> FileRemark:
    """Files and controls within the workbook are not answers, may do harm, and never reach the results.

    Wrong: a Word document put into a sheet as an object.
    Right: the document sent beside the workbook.
    """
    told = _("is embedded in the workbook. It was neither opened nor copied to the results.")
    return FileRemark("embedded-object", _shortened(", ".join(names)), told)


def a_text_box_was_not_read(sheet: str, text: str) -> FileRemark:
    """What somebody wrote in a text box stands in no cell, so nothing takes it over.

    Wrong: a text box over the table with an explanation.
    Right: the explanation in the comment column.
    """
    told = _("stands in a text box and was not read. Write it in a cell if it matters.")
    return FileRemark("text-box", _shortened(f"{sheet}: {text}"), told)


def a_picture_was_not_read(sheet: str) -> FileRemark:
    """Figures in a picture cannot be read.

    Wrong: a picture of a table.
    Right: the figures in the cells.
    """
    told = _("is a sheet with a picture. Pictures are not read or copied to the results.")
    return FileRemark("picture-not-read", sheet, told, info=True)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
