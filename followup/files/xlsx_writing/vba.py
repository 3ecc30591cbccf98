"""VBA as text into a workbook, without Excel: the same text gives the same bytes."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from followup.files.book import Module

CODE_PAGE = "cp1252"
"""What a project of VBA is stored in: å, ä and ö are there, arrows and symbols are not."""
TEXTS_MODULE = "FollowupTexts"
"""The module that is made from the catalogue, in every workbook with macros."""
FIXED = (1980, 1, 1, 0, 0, 0)
TYPES = "[Content_Types].xml"
WITHOUT = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ADD_IN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
RELATIONS = "_rels/.rels"
RIBBON_RELATION = (
    b'<Relationship Id="followupRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    b' Target="customUI/customUI14.xml"/>'
)
XML_TYPE = b'<Default Extension="xml" ContentType="application/xml"/>'
WITH = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def modules_in(folder: Path) -> list[Module]:
    """The modules of a folder, by name: ``.bas`` and ``.cls`` files in UTF-8."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".bas", ".cls"))
    return [Module(path.stem, path.read_text(encoding="utf-8"), path.suffix == ".cls") for path in paths]


def texts_module(name: str, texts: Mapping[str, str]) -> Module:
    """A module with a public function for each text: a constant of VBA can hold neither an arrow nor a line end."""
    functions = (_function(key, text) for key, text in sorted(texts.items()))
    return Module(name, "Option Explicit\n' Made from the catalogue of translations.\n\n" + "\n".join(functions))


def _function(name: str, text: str) -> str:
    """A line of VBA has room for 1 023 characters, and a character by its number takes 16 of them."""
    room = 800 if text.isascii() and text.isprintable() else 50
    parts = [text[start : start + room] for start in range(0, len(text), room)] or [""]
    lines = [f"    text = {quoted(parts[0])}", *(f"    text = text & {quoted(part)}" for part in parts[1:])]
    body = "\n".join(["    Dim text As String", *lines, f"    {name} = text"])
    return f"Public Function {name}() As String\n{body}\nEnd Function\n"


def quoted(text: str) -> str:
    """A text as VBA writes it; a character outside its code page, or a line end, by its number."""
    parts, plain = [], ""
    for sign in text:
        if sign.isprintable() and sign.encode(CODE_PAGE, "ignore"):
            plain += '""' if sign == '"' else sign
            continue
        parts += [f'"{plain}"'] * bool(plain) + [f"ChrW({ord(sign)})"]
        plain = ""
    return " & ".join([*parts, *([f'"{plain}"'] if plain or not parts else [])])


def with_macros(content: bytes, modules: Sequence[Module]) -> bytes:
    """An .xlsx, finished and with its buttons, as an .xlsm that holds these modules."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        path = Path(folder, "book.xlsm")  # the library knows a kind of file by its name
        path.write_bytes(content)
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            for module in modules:
                kind = VBAModuleKind.other if module.is_class else VBAModuleKind.standard
                project.add_module(module.name, module.text.replace("\n", "\r\n"), kind=kind)
            book.save(path)
        with zipfile.ZipFile(path) as archive:
            return _finish((entry.filename, archive.read(entry)) for entry in archive.infolist())


def as_add_in(content: bytes, ribbon: str) -> bytes:
    """An .xlsm as an .xlam, which Excel loads at every start and shows no sheet of; ``ribbon`` is its tab, as XML."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    types, relations = parts[TYPES].replace(WITH, ADD_IN), parts[RELATIONS]
    parts[TYPES] = types if b'Extension="xml"' in types else types.replace(b"<Override", XML_TYPE + b"<Override", 1)
    parts[RELATIONS] = relations.replace(b"</Relationships>", RIBBON_RELATION + b"</Relationships>")
    parts["customUI/customUI14.xml"] = ribbon.encode("utf-8")
    return _finish(parts.items())


def _finish(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The package with fixed dates, declared as one with macros: Excel opens no .xlsm that says it is an .xlsx."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part.replace(WITHOUT, WITH) if name == TYPES else part)
    return memory.getvalue()
