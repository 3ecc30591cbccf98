"""followup excel refresh, pdf and show: what is done with the workbook that is open in Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from followup.cli.console import (
    PATH,
    argument,
    format_option,
    inbox_option,
    option,
    path_option,
    plan_option,
    show,
    show_json,
    verb,
    words,
)
from followup.cli.terminal_listener import Terminal
from followup.flow.door.editions.editions import WORKBOOK
from followup.flow.door.editions.open_in_excel import RefreshOffer, as_refusal, is_ready, sentences
from followup.flow.gathering.workspace import PLAN, Workspace, find_workspace
from followup.flow.merge import MergeRequest
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

BOOK = _("The workbook that is open in Excel; else regional.xlsx in the folder output.")


@verb("refresh", _("Merge, and refresh the open regional workbook in place: your own sheets, columns and notes stay."))
@path_option("--book", help=BOOK)
@plan_option()
@inbox_option()
@path_option(
    "--previous", multiple=True, help=_("A regional workbook of an earlier round; may be given several times.")
)
@option("--published", is_flag=True, help=_("Also write both with small numbers masked, in the folder published."))
@format_option()
def refresh(
    book: Path | None,
    plan: Path | None,
    inbox: Path | None,
    previous: tuple[Path, ...],
    published: bool,
    as_format: str,
    today: date,
) -> int:
    """Merge into the folder of the open workbook; exit 1 when something is to be corrected, or a sheet stayed as it was."""
    from followup.cli.commands.merge import merge_and_show

    place = _workspace_of(book, plan)
    path = _book(book, place)
    is_ready(path)
    offer = RefreshOffer(unasked=True, book=path)
    ask = MergeRequest(today, inbox, path.parent, previous, published, offer=offer)
    code = merge_and_show(place, ask, as_format, more=_as_json)
    return 1 if offer.refreshed is not None and offer.refreshed.failed else code


def _as_json(offer: RefreshOffer) -> dict[str, object]:
    result = offer.refreshed
    if result is None:
        return {}
    say = words()
    texts = [say(sentence) for sentence in sentences(result)]
    kept_ranges = [file._asdict() for file in result.displaced]
    return {
        "refreshed": {
            "tables": result.tables,
            "added": result.added,
            "left": result.orphans,
            "kept": kept_ranges,
            "told": texts,
        }
    }


@verb("pdf", _("Make a PDF of the open regional workbook, with Excel."))
@path_option("--book", help=BOOK)
@path_option("--to", help=_("The PDF; else beside the workbook."))
@plan_option()
@format_option()
def pdf(book: Path | None, to: Path | None, plan: Path | None, as_format: str, today: date) -> int:
    """Export the workbook as it stands in Excel."""
    from followup.files.excel.excel_application import export_pdf, find, require_changeable
    from followup.flow.door.placing import note_new_names
    from followup.flow.door.replaceable import place_for
    from followup.flow.door.writing import recall

    path = _book(book, None if book is not None else find_workspace(plan))
    place = place_for(to or path.with_suffix(".pdf"), "excel_pdf", (".pdf",))
    target = place.path
    try:
        with as_refusal():
            export_pdf(require_changeable(find(path), path), target)
        recall(place, "excel_pdf")
    except OSError as error:
        sentence = _(
            "{path} could not be written. Close it if it is open, or choose another place with --to.",
            path=literal(str(target)),
        )
        raise CouldNotRun(sentence) from error
    note_new_names([place], Terminal())
    if as_format == "json":
        show_json({"pdf": str(target)})
    else:
        show(str(target))
    return 0


@verb("show", _("Go to a cell of a unit's workbook in Excel; it is opened for reading only."))
@argument("file", _("FILE"), type=PATH)
@argument("sheet", _("SHEET"))
@argument("cell", _("CELL"))
@plan_option()
@format_option()
def show_cell(file: Path, sheet: str, cell: str, plan: Path | None, as_format: str, today: date) -> int:
    """Open a file, or one of that name in the inbox, at the cell."""
    from followup.files.excel.excel_application import show as show_in_excel

    path = file if file.is_file() else _in_inbox(file, plan)
    with as_refusal():
        show_in_excel(path, sheet, cell)
    if as_format == "json":
        show_json({"file": str(path), "sheet": sheet, "cell": cell})
    return 0


def _in_inbox(file: Path, plan: Path | None) -> Path:
    path = find_workspace(plan).folder("inbox") / file
    if not path.is_file():
        raise CouldNotRun(_("There is no file {file}, neither here nor in the inbox.", file=literal(str(file))))
    return path


def _workspace_of(book: Path | None, plan: Path | None) -> Workspace:
    """The named plan's, else the one that the workbook lies in, else the nearest upwards from here."""
    if plan is None and book is not None:
        workspaces = [folder / PLAN for folder in book.absolute().parents if (folder / PLAN).is_file()]
        plan = workspaces[0] if workspaces else None
    return find_workspace(plan)


def _book(book: Path | None, place: Workspace | None) -> Path:
    path = book.absolute() if book is not None else place.folder("output") / WORKBOOK if place is not None else Path()
    if not path.is_file():
        sentence = _("There is no workbook at {path}. Make it first: followup merge", path=literal(str(path)))
        raise CouldNotRun(sentence)
    return path
