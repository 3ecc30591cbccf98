"""The outputs of a merge: all written beside, then moved into place together, with the record of the merge last."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, tell
from followup.cli.in_excel import Offer, advice, keep_as_written, poured
from followup.cli.template import could_not_write
from followup.cli.word_templates import cannot_be_used
from followup.cli.workspace import Workspace, look_of, template_file
from followup.locale import Message, Words, _, literal

if TYPE_CHECKING:
    from followup.cli.merge import Merge
    from followup.files.book import Book
    from followup.files.look import Look
    from followup.files.safe import Placed, Together
    from followup.outputs.manifest import LastMerge
    from followup.plan.model import Plan
    from followup.stages.consolidating import Consolidated

WORKBOOK, PUBLISHED = "regional.xlsx", "published"


@contextmanager
def merging_alone(into: Path) -> Iterator[None]:
    """Nobody else merges into the folder meanwhile; CouldNotRun, with who and since when, where somebody does."""
    from followup.files.lock import LOCK, LockHeld, alone_in
    from followup.files.safe import OutputInUse

    try:
        with alone_in(into) as forgotten:
            if forgotten is not None:
                tell(
                    _(
                        "An earlier merge did not finish ({user}, {host}, {since}); its lock was taken over.",
                        user=literal(forgotten.user or "?"),
                        host=literal(forgotten.host or "?"),
                        since=literal(forgotten.since or "?"),
                    ),
                    "warning",
                )
            yield
    except LockHeld as error:
        told = _(
            "{user} on {host} is merging into {folder} since {since}. Wait and try again. If nobody is merging, delete {lock} there.",
            user=literal(error.holder.user or "?"),
            host=literal(error.holder.host or "?"),
            folder=literal(str(into)),
            since=literal(error.holder.since or "?"),
            lock=literal(LOCK),
        )
        raise CouldNotRun(told) from error
    except OutputInUse as error:
        first = into / WORKBOOK if error.path == into else error.path
        raise could_not_write(first, error.full) from error


def last_merge_in(into: Path, plan: Plan) -> LastMerge:
    """What the record in the folder says of the merge before this one."""
    from followup.files.safe import left_over
    from followup.outputs.manifest import MANIFEST, last_merge

    texts = [_text(path) for path in left_over(into) if path.name.startswith(f".{MANIFEST}.")]
    return last_merge(_text(into / MANIFEST), texts, plan)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def tell_if_interrupted(into: Path) -> None:
    """Say so when the last merge was stopped while it wrote: old and new may stand beside each other."""
    from followup.files.lock import holder_of
    from followup.files.safe import left_over

    if left_over(into) and holder_of(into) is None:
        tell(_("The last merge was stopped while it wrote. Run it again: followup merge"), "warning")


def write_outputs(
    place: Workspace,
    made: Merge,
    into: Path,
    last: LastMerge | None = None,
    pdf: bool = False,
    published: bool = False,
    offer: Offer | None = None,
    macros: bool = False,
) -> list[Path]:
    """Every output of the merge, complete before any of them is moved; the paths where they stand now."""
    from followup.files.safe import OutputInUse, Together
    from followup.outputs.manifest import NO_MERGE

    last = last or NO_MERGE
    together = Together(last.is_ours)
    try:
        before = _put_away_parts(into)
        for folder, result in _editions(made.result, into, published):
            _write_edition(place, result, made.inputs.inbox, folder, together, pdf, macros and not result.published)
        placed = _place(made, together, into, last, offer or Offer())
    except OutputInUse as error:
        raise could_not_write(error.path, error.full) from error
    finally:
        together.discard()
    for path in before:
        path.unlink(missing_ok=True)
    return [each.path for each in placed]


def _put_away_parts(into: Path) -> list[Path]:
    """Remove what an interrupted merge left; its records are needed until a new one stands in place: they are given."""
    from followup.files.safe import left_over
    from followup.outputs.manifest import MANIFEST

    parts = [*left_over(into), *left_over(into / PUBLISHED)]
    if parts:
        tell(_("An earlier merge was stopped while it wrote; everything is now written again."), "warning")
    records = [path for path in parts if path.name.startswith(f".{MANIFEST}.")]
    for path in parts:
        if path not in records:
            path.unlink(missing_ok=True)
    return records


def _editions(result: Consolidated, into: Path, published: bool) -> Iterator[tuple[Path, Consolidated]]:
    """The working material, then the masked one where it is asked for; what masking found is added to the findings."""
    if not published:
        yield into, result
        return
    from followup.stages.publishing import published as masked

    public, told = masked(result)
    yield into, result
    yield into / PUBLISHED, public
    result.findings = sorted([*result.findings, *told], key=lambda finding: finding.order)


def _write_edition(
    place: Workspace, result: Consolidated, inbox: Path, into: Path, together: Together, pdf: bool, macros: bool
) -> None:
    """The regional workbook, also with macros if that is asked for; the summary, also as PDF; each beside its place."""
    from followup.documents.registry import DOCUMENTS
    from followup.documents.summary import SUMMARY
    from followup.files.docx_write import TemplateFault
    from followup.files.office import NoOffice, to_pdf
    from followup.files.safe import told_of
    from followup.files.xlsx_write import write_book
    from followup.outputs.manifest import way_to
    from followup.outputs.regional import regional_workbook
    from followup.outputs.word import write_document
    from followup.outputs.word_outline import outlined

    workbook, summary = into / WORKBOOK, into / f"{SUMMARY.key}.docx"
    with told_of(workbook):
        book = regional_workbook(result, way_to(inbox, into), outlined(result, DOCUMENTS))
        look = look_of(place)
        write_book(book, _begun(workbook, together), look)
        if macros:
            _write_with_macros(book, result.plan.words, _begun(workbook.with_suffix(".xlsm"), together), look)
    with told_of(summary):
        beside = _begun(summary, together)
        try:
            write_document(SUMMARY, result, template_file(place, SUMMARY.template), beside)
        except TemplateFault as error:
            raise cannot_be_used(SUMMARY.template) from error
    if pdf:
        try:
            to_pdf(beside, _begun(summary.with_suffix(".pdf"), together))
        except NoOffice:
            tell(_("LibreOffice was not found, or could not make the PDF; the Word file is complete."), "warning")


def _write_with_macros(book: Book, words: Words, path: Path, look: Look) -> None:
    """The same book once more, with buttons; it gets them, so it must have been written without."""
    from followup.files.bundled import bundled
    from followup.files.vba import TEXTS_MODULE, modules_in, texts_module
    from followup.files.xlsx_write import write_book
    from followup.outputs.buttons import put_regional_buttons

    texts = put_regional_buttons(book, words)
    book.modules = [*modules_in(bundled("macros") / "regional"), texts_module(TEXTS_MODULE, texts)]
    write_book(book, path, look)


def _begun(path: Path, together: Together) -> Path:
    """Where the output is written until it is complete; a person who watches is told."""
    if sys.stderr.isatty():
        tell(_("Writing {file} …", file=literal(path.name)))
    return together.beside(path)


def _place(made: Merge, together: Together, into: Path, last: LastMerge, offer: Offer) -> list[Placed]:
    """Move everything into place. The record is complete beside before the first move, and is itself moved last.

    However the moves end, the record stays: by it the next merge knows what was moved for ours, and not a person's.
    A workbook that is open in Excel is refreshed and saved there first, where that is wanted.
    """
    from followup.files.safe import Placed, move, told_of
    from followup.outputs.manifest import MANIFEST, manifest, with_outputs

    told = manifest(made.inputs, made.result.plan, made.result.decisions, into)
    refreshed = poured(together, into / WORKBOOK, offer, made.result.plan.words)
    planned, digests = together.planned(), together.digests()
    there = [] if refreshed is None else [refreshed[0]]
    digests |= {} if refreshed is None else {refreshed[0].wanted: refreshed[1]}
    record = together.beside(into / MANIFEST)
    with told_of(into / MANIFEST):
        record.write_text(with_outputs(told, [*there, *planned], digests, into, last), encoding="utf-8", newline="\n")
    together.keep(into / MANIFEST)
    placed = together.place(planned)
    _tell_new_names(placed)
    if (whole := Placed(into / WORKBOOK, into / WORKBOOK)) in placed:
        keep_as_written(whole.path)
    with told_of(into / MANIFEST):
        if placed != planned:
            record.write_text(
                with_outputs(told, [*there, *placed], digests, into, last), encoding="utf-8", newline="\n"
            )
        move(record, into / MANIFEST)
    return [*there, *placed]


def _tell_new_names(placed: Sequence[Placed]) -> None:
    for each in placed:
        message = _new_name(each)
        if message is not None:
            tell(message, "warning")
        if message is not None and each.wanted.name == WORKBOOK and (way := advice(each)) is not None:
            tell(way)


def _new_name(placed: Placed) -> Message | None:
    """The sentence for an output that got another name than usual."""
    names = {"file": literal(placed.wanted.name), "other": literal(placed.path.name)}
    if placed.why == "in use":
        return _(
            "{file} is open in another program and could not be replaced. Close it. The new result was saved as {other}.",
            **names,
        )
    if placed.why == "changed":
        return _(
            "{file} has been changed since it was written and was left as it is. The new result was saved as {other}.",
            **names,
        )
    return None
