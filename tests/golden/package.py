"""An Office file as what lies in it: XML parts, what each part refers to, and elements as short lines of text."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

WIDTH = 150
"""What is longer than this is a line for each of its parts."""
NOISE = {"count", "uniqueCount", "spans", "Ignorable", "rsidR", "rsidRDefault", "rsidRPr", "rsidTr", "rsidP"}
"""Attributes that only repeat what stands there, or when it was edited."""
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
"""Of a file's bytes: it differs with the hour when the file was saved."""
SHORT_DIGEST = re.compile(r"\b(?:[0-9a-f]{32}|[0-9a-f]{16})\b")
"""Of what a file says: it differs with any word in it."""
FIXED = "T00:00:00Z"
Name = Callable[[str, str], str]
"""How an attribute's value is told, by the attribute's name: a style by its look, a relation by what it leads to."""


class Relation(NamedTuple):
    """What a part refers to: the last word of its type, and the part or the address."""

    kind: str
    target: str


@dataclass
class Package:
    """A zipped Office file."""

    content: bytes
    _related: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> Package:
        """The file at a path."""
        return cls(path.read_bytes())

    @cached_property
    def names(self) -> list[str]:
        """The parts, by name."""
        return sorted(self._archive.namelist())

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(BytesIO(self.content))

    def read(self, part: str) -> bytes:
        """A part as it is."""
        return self._archive.read(part)

    def xml(self, part: str) -> Element:
        """A part's root; an empty element where there is no such part."""
        return ElementTree.fromstring(self.read(part)) if part in self.names else Element("none")

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the id that it uses."""
        if part not in self._related:
            folder, name = posixpath.split(part)
            elements = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._related[part] = {element.get("Id", ""): _relation(folder, element) for element in elements}
        return self._related[part]

    def pictures(self) -> Iterator[str]:
        """Each picture with its size and a digest, without its number."""
        for name in self.names:
            if "/media/" in name:
                content = self.read(name)
                yield f"picture {posixpath.splitext(name)[1]} {len(content)} bytes {sha256(content).hexdigest()[:12]}"


def _relation(folder: str, element: Element) -> Relation:
    kind, target = element.get("Type", "").rsplit("/", 1)[-1], element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target)
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))


def core_properties(package: Package) -> Iterator[str]:
    """Title, author, language and the like; a time only when it is the one that never changes."""
    for element in package.xml("docProps/core.xml"):
        if local(element.tag) in ("created", "modified") and not str(element.text).endswith(FIXED):
            element.text = "(the clock's)"
        yield from lines(element)


def custom_properties(package: Package) -> Iterator[str]:
    """What else the file says of itself; of the mark of what was written only that there is one, and of what."""
    for element in package.xml("docProps/custom.xml"):
        yield from (SHORT_DIGEST.sub("(digest)", line) for line in lines(element))


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def as_given(_name: str, value: str) -> str:
    """An attribute's value as it stands."""
    return value


def in_words(element: Element, name: Name = as_given) -> str:
    """An element in one line: ``name attribute=value: text (children)``."""
    children = ", ".join(in_words(child, name) for child in element)
    return _head(element, name) + (f" ({children})" if children else "")


def lines(element: Element, name: Name = as_given, indent: str = "") -> Iterator[str]:
    """An element in as many lines as keep each readable."""
    line = indent + in_words(element, name)
    if len(line) <= WIDTH or not len(element):
        yield line
        return
    yield indent + _head(element, name)
    for child in element:
        yield from lines(child, name, indent + "  ")


def _head(element: Element, name: Name) -> str:
    attributes = [
        f"{local(key)}={_quoted(name(local(key), value))}"
        for key, value in element.attrib.items()
        if local(key) not in NOISE
    ]
    text = (element.text or "").strip()
    return " ".join([local(element.tag), *attributes]) + (f": {on_one_line(text)}" if text else "")


def _quoted(value: str) -> str:
    return f'"{on_one_line(value)}"' if not value or any(sign in value for sign in " ,()\n") else value


def on_one_line(text: str) -> str:
    """A text with its line breaks and unusual spaces in sight."""
    for sign, shown in (("\\", "\\\\"), ("\r", "\\r"), ("\n", "\\n"), ("\t", "\\t"), ("\u00a0", "°"), ("\u202f", "˙")):
        text = text.replace(sign, shown)
    return text
