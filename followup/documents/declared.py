"""What a document is declared with."""

from __future__ import annotations

from dataclasses import dataclass

from followup.locale import Message


@dataclass(frozen=True)
class Chapter:
    """A heading and the sections under it, by key. ``lying`` turns the page; ``split`` gives each section a heading."""

    title: Message
    sections: tuple[str, ...]
    lying: bool = False
    split: bool = False


@dataclass(frozen=True)
class Document:
    """A document: its name on the command line, its title, its Word template and its chapters in order.

    A section that no chapter names gets a chapter of its own at the end, so that a new kind is never left out.
    """

    key: str
    title: Message
    template: str
    chapters: tuple[Chapter, ...]
