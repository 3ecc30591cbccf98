"""Rules of a whole file: each is made as the example says, as large as it says."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from followup.files.containers.inbox import open_elsewhere_remark
from followup.files.processes.prefetch import Prefetcher
from tests.every_rule.case import Case, Do, number
from tests.files.broken import SHEET, repacked, replaced, saved, small_book, with_macros, zipped
from tests.files.older import container, ods, xlsb
from tests.files.packages.test_file_kinds import DRM, encrypted
from tests.files.processes.test_prefetch import FAILING, SHORT, files, outcome
from tests.files.test_beside import DRAWING, MAIN, OFFICE, with_parts
from tests.files.test_reading_safely import TYPES, with_cell
from tests.house import UnreadableFile, read_book
from tests.tables import new_path, template

AFTER = "</sheetData>"


def rules_of_file(read: Callable[[], object]) -> set[str]:
    """The rules of what is said of a file: why it is refused, or what is remarked."""
    try:
        book = read()
    except UnreadableFile as fault:
        return {fault.problem.rule}
    return {remark.problem.rule for remark in getattr(book, "remarks", ())}


def of(make: Callable[[str], Path]) -> Do:
    """A file made for the example, and read."""
    return lambda example: rules_of_file(lambda: read_book(make(example)))


def file(make: Callable[[str], Path], right: Callable[[str], Path] = lambda _example: small_book()) -> Case:
    """What is wrong with a file; right is a workbook of three cells unless given."""
    return Case(of(make), of(right))


def parts(*related: tuple[str, str, str], **more: str) -> Callable[[str], Path]:
    """A workbook with parts beside its sheet."""
    return lambda _example: with_parts(*related, more=more)


def under_xl(name: str, content: str) -> Callable[[str], Path]:
    """A workbook with one part more."""
    return lambda _example: with_parts(more={f"xl/{name}": content})


# ---------------------------------------------------------------------------------------------------- made as told


def in_the_cloud(_example: str) -> set[str]:
    """The system gives an error instead of the file, as OneDrive does."""
    path = small_book()
    with mock.patch.object(Path, "open", side_effect=OSError(22, "Invalid argument")):
        return rules_of_file(lambda: read_book(path))


def a_pipe(_example: str) -> Path:
    """A link to a device: its reader would never come to an end."""
    path = new_path()
    path.symlink_to(os.devnull)
    return path


def half_a_download(example: str) -> set[str]:
    """By its name, or by its end that is missing: both must be told."""
    name, content = example.partition(",")[0], small_book().read_bytes()
    by_name = rules_of_file(lambda: read_book(content, name))
    return by_name & rules_of_file(lambda: read_book(content[: len(content) // 2], "svar.xlsx"))


def of_so_many_megabytes(example: str) -> Path:
    """A workbook with as much behind it."""
    path = small_book()
    with path.open("r+b") as opened:
        opened.truncate(int(number(example)) * 1024 * 1024)
    return path


def of_so_many_parts(example: str) -> Path:
    """A file of as many parts."""
    names = (f"xl/others/{n}" for n in range(int(number(example))))
    return saved(zipped(TYPES, ("xl/workbook.xml", b"<x/>"), *((name, b"") for name in names)))


def of_so_many_pictures(example: str) -> Path:
    """A file of as many pictures."""
    names = (f"xl/media/{n}.png" for n in range(int(number(example))))
    return saved(zipped(TYPES, ("xl/workbook.xml", b"<x/>"), *((name, b"") for name in names)))


def of_so_many_cells(example: str) -> Path:
    """A sheet with as many cells filled in."""
    rows = (f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(10, int(number(example)) + 10))
    return replaced(SHEET, AFTER, "".join(rows) + AFTER)


def of_so_many_merges(example: str) -> Path:
    """A sheet with as many merged ranges."""
    merges = '<mergeCell ref="A1:B1"/>' * int(number(example))
    return replaced(SHEET, AFTER, f"{AFTER}<mergeCells>{merges}</mergeCells>")


def of_so_many_comments(_example: str) -> Path:
    """A sheet with a comment in each of 50 000 cells."""
    one = '<comment ref="A{}" authorId="0"><text><t>x</t></text></comment>'
    notes = "".join(one.format(n) for n in range(1, 50_001))
    written = f"<comments {MAIN}><authors><author>E</author></authors><commentList>{notes}</commentList></comments>"
    return with_parts((f"{OFFICE}/comments", "xl/comments1.xml", written))


def with_a_text(length: int) -> Path:
    """A cell with a text of this length."""
    cell = f'<row r="9"><c r="A9" t="inlineStr"><is><t>{"x" * length}</t></is></c></row>'
    return replaced(SHEET, AFTER, cell + AFTER)


def nested(_example: str) -> Path:
    """100 000 elements within each other."""
    return replaced(SHEET, AFTER, AFTER + "<x>" * 100_000 + "</x>" * 100_000)


def cell_twice(_example: str) -> Path:
    """B2 stands twice, with 5 and with 6."""
    return replaced(SHEET, "<v>5</v></c>", '<v>5</v></c><c r="B2"><v>6</v></c>')


def without_a_process(_example: str) -> set[str]:
    """An .ods outside the guarded process, and Excel 4: both must be told."""
    old = rules_of_file(lambda: read_book(b"\x09\x04\x06\x00" + b"\0" * 40, "svar.xls"))
    return old & rules_of_file(lambda: read_book(ods(""), "svar.ods", guarded=False))


def beside_an_owner_file(open_: bool) -> Do:
    """A workbook with the file beside it that Excel keeps while it is open, or without."""

    def do(_example: str) -> set[str]:
        path = small_book()
        if open_:
            path.with_name(f"~${path.name}").write_bytes(b"\3Eva")
        remark = open_elsewhere_remark(path)
        return {remark.problem.rule} if remark else set()

    return do


@functools.cache
def ahead() -> Prefetcher:
    """A process whose reader fails when a file's name asks for it."""
    import atexit

    prefetch = Prefetcher(FAILING)
    atexit.register(prefetch.close)
    return prefetch


def reader(fails: str) -> Case:
    """A reader that fails in this way on a file, and reads the next one."""

    def read(name: str) -> Do:
        def do(_example: str) -> set[str]:
            (path,) = files(new_path().parent, name)
            ahead().expect([path], SHORT)
            return {outcome(ahead(), path)}

        return do

    return Case(read(fails), read("sound"))


MACROS = {"xl/vbaProject.bin": b"x"}
LABEL = {"docMetadata/LabelInfo.xml": b'<l:labelList xmlns:l="urn:x"><l:label id="{1}" enabled="1"/></l:labelList>'}
BOX = f"<d:wsDr {DRAWING}><d:sp><d:txBody><a:p><a:r><a:t>Se</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>"
PICTURE = f"<d:wsDr {DRAWING}><d:pic/></d:wsDr>"
DDE = '<x xmlns="u"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></x>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
CASES = {
    "NO_ORDINARY_FILE": Case(of(a_pipe), of(lambda _example: small_book())),
    "TOO_MANY_PICTURES": file(of_so_many_pictures, lambda _example: template()),
    "CANNOT_BE_OPENED": Case(in_the_cloud, of(lambda _example: small_book())),
    "EMPTY_FILE": file(lambda example: saved(b"x" * int(number(example)))),
    "INCOMPLETE_FILE": Case(half_a_download, of(lambda _example: small_book())),
    "DAMAGED_FILE": file(cell_twice),
    "CELL_BEYOND_SHEET": file(
        lambda example: with_cell(example.split()[-1].strip(".")), lambda _example: with_cell("A9")
    ),
    "NOT_A_WORKBOOK": file(lambda _example: saved(b"%PDF-1.7\n%", "svar"), lambda _example: template()),
    "OLD_WORKBOOK": Case(without_a_process, of(lambda _example: small_book())),
    "PASSWORD_PROTECTED": file(lambda _example: encrypted("hemligt")),
    "RESTRICTED_FILE": file(
        lambda _example: saved(container(DRM)), lambda _example: repacked(lambda _name, content: content, LABEL)
    ),
    "UNSAFE_FILE": file(lambda _example: replaced(SHEET, 'standalone="yes"?>', f'standalone="yes"?>{DOCTYPE}')),
    "HIDDEN_MACROS": file(
        lambda _example: repacked(lambda _name, content: content, MACROS), lambda _example: with_macros()
    ),
    "FILE_TOO_LARGE": file(of_so_many_megabytes, lambda _example: template()),
    "TOO_LARGE_INSIDE": file(
        lambda _example: saved(zipped(TYPES, ("xl/workbook.xml", b"<x/>"), ("xl/bomb", b"\0" * 30_000_000)))
    ),
    "TOO_MANY_PARTS": file(of_so_many_parts, lambda _example: template()),
    "TOO_MANY_CELLS": file(of_so_many_cells, lambda _example: template()),
    "TOO_MANY_MERGES": file(of_so_many_merges),
    "TOO_MANY_COMMENTS": file(of_so_many_comments),
    "TEXT_TOO_LONG": file(lambda _example: with_a_text(1_000_000), lambda _example: with_a_text(10_000)),
    "NESTED_TOO_DEEP": file(nested),
    "TOOK_TOO_LONG": reader("works for ever"),
    "TOOK_TOO_MUCH_MEMORY": reader("eats memory"),
    "READER_FAILED": reader("raises"),
    "READER_DIED": reader("aborts"),
    "FORMATS_NOT_READ": file(lambda _example: saved(xlsb((0, 0, "id")))),
    "OTHER_FORMAT": file(lambda _example: saved(ods(""))),
    "WAS_DECRYPTED": file(lambda _example: encrypted("VelvetSweatshop")),
    "EXTERNAL_LINKS": file(under_xl("connections.xml", "<x/>")),
    "DDE_LINK": file(under_xl("externalLinks/externalLink1.xml", DDE)),
    "EMBEDDED_OBJECT": file(under_xl("embeddings/Dokument1.docx", "x")),
    "TEXT_BOX": file(parts((f"{OFFICE}/drawing", "xl/drawings/d1.xml", BOX))),
    "PICTURE_NOT_READ": file(parts((f"{OFFICE}/drawing", "xl/drawings/d1.xml", PICTURE))),
    "OPEN_ELSEWHERE": Case(beside_an_owner_file(True), beside_an_owner_file(False)),
}
