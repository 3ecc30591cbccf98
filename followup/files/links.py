"""Addresses that cells lead to: readers of values do not tell them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from followup.files.guard import place_of

Links = dict[tuple[int, int], str]

FOLLOWED = ("https://", "http://", "mailto:")
"""Addresses that are safe to write on; one to a file on somebody's own computer leads nowhere for others."""


def links_in(content: bytes) -> dict[str, Links]:
    """Links by sheet and cell, counted from 0, of a workbook that the guard has passed.

    A sheet without links costs nothing. A link over several cells belongs to the first of them.
    """
    found = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = {name.casefold(): name for name in archive.namelist()}
        for sheet, part in _sheets(archive, names):
            targets = {key: target for key, kind, target in _relations(archive, part, names) if kind == "hyperlink"}
            if targets:
                found[sheet] = dict(_links(archive.read(part), targets))
    return found


def _sheets(archive: zipfile.ZipFile, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    workbook = next(name for key, name in names.items() if key.endswith("workbook.xml"))
    folder = posixpath.dirname(workbook)
    parts = {key: target for key, _kind, target in _relations(archive, workbook, names)}
    for sheet in _elements(archive.read(workbook), "sheet"):
        target = parts.get(_relation_of(sheet), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path.casefold() in names:
            yield sheet.get("name", ""), names[path.casefold()]


def _relations(archive: zipfile.ZipFile, part: str, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Id, kind and target of each relation of a part."""
    folder, name = posixpath.split(part)
    own = names.get(f"{folder}/_rels/{name}.rels".casefold().lstrip("/"))
    for each in _elements(archive.read(own), "Relationship") if own else ():
        yield each.get("Id", ""), posixpath.basename(each.get("Type", "")), each.get("Target", "")


def _links(sheet: bytes, targets: dict[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for each in _elements(sheet, "hyperlink"):
        place = place_of(each.get("ref", "").partition(":")[0])
        target = targets.get(_relation_of(each), "")
        if place is not None and target.casefold().startswith(FOLLOWED):
            yield place, target


def _relation_of(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def _elements(content: bytes, name: str) -> Iterator[Any]:
    """Elements of a name, one after the other; the rest is let go of at once."""
    from lxml import etree

    wanted = {"events": ("end",), "resolve_entities": False, "no_network": True, "load_dtd": False}
    for _event, element in etree.iterparse(BytesIO(content), **wanted):
        if etree.QName(element).localname == name:
            yield element
        element.clear()
