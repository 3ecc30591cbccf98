"""followup excel install: the macros in a workbook of their own, or as an add-in of Excel."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from followup.cli.console import option, path_option, show, tell, verb, words
from followup.cli.terminal_listener import Terminal
from followup.flow.door.double_click import write_double_click_files
from followup.flow.door.placing import put
from followup.flow.gathering.workspace import PLAN
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _

WORKBOOK, ADD_IN = "Followup.xlsm", "Followup.xlam"


@verb("install", _("Put the macros of the regional workbook into a workbook of their own, or into Excel as an add-in."))
@path_option("--into", help=_("The folder; else Excel's own for add-ins."))
@option(
    "--addin", "addin", is_flag=True, help=_("As an add-in with a tab of its own, instead of a workbook with buttons.")
)
def install(into: Path | None, addin: bool, today: object) -> int:
    """Write the file, and renew the workspace's files to double-click where we are in one; tell what to do next."""
    from followup.files.disk.bundled import bundled
    from followup.files.xlsx_writing.base_look import read_look
    from followup.files.xlsx_writing.vba import as_add_in
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.flow.door.writing import Output
    from followup.outputs.own_workbook import add_in, own_workbook, ribbon

    target = (into or folder_of_add_ins()) / (ADD_IN if addin else WORKBOOK)
    look = read_look(bundled("workbook_templates") / "base.xlsx")

    def write(beside: Path) -> None:
        write_book(add_in(words()) if addin else own_workbook(words()), beside, look)
        if addin:
            beside.write_bytes(as_add_in(beside.read_bytes(), ribbon(words())))

    written = put([Output(target, "add_in" if addin else "macros", write)], Terminal())
    for path in (*written.paths, *_renewed()):
        show(str(path))
    tell(_next(addin), "good")
    return 0


def folder_of_add_ins() -> Path:
    """Where Excel looks for a person's add-ins; CouldNotRun where there is no Excel."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "~")).expanduser() / "Microsoft" / "AddIns"
    if sys.platform == "darwin":
        office = Path.home() / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return office / "User Content.localized" / "Add-Ins.localized"
    raise CouldNotRun(_("Excel is only on Windows and macOS. Say with --into where the file is to be put."))


def _renewed() -> tuple[Path, ...]:
    """The files to double-click of the workspace that we are in, if we are in one."""
    current = Path.cwd()
    root = next((folder for folder in (current, *current.parents) if (folder / PLAN).is_file()), None)
    return write_double_click_files(root, Terminal()) if root is not None else ()


def _next(addin: bool) -> Message:
    if not addin:
        return _("Open it beside the regional workbook. Excel asks once whether its macros may run.")
    if sys.platform == "darwin":
        return _("In Excel: Tools, Excel Add-ins, and tick Followup. Then there is a tab Followup.")
    return _("In Excel: File, Options, Add-ins, Go, and tick Followup. Then there is a tab Followup.")
