"""A guide, written in Markdown, as a page for a browser: complete in itself, no script, nothing from a network.

Headings get the anchors that links in the guides name, and links between guides lead from page to page. What is not
among the guides (the project's own folders) has no address on the reader's computer, so only the words of such a link
are left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from followup.locale import Message, Words, _

if TYPE_CHECKING:
    from markdown_it.token import Token

LEAST_CONTENTS = 4
"""Headings under which a page needs no contents of its own."""

Link = tuple[str, str]
"""An address and its words."""


def page_of(path: Path, names: Collection[str], words: Words) -> str:
    """The page of a guide, in whose language ``words`` are; ``names`` are the guides that links may lead to.

    Its first line is its title.
    """
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    tokens = markdown.parse("\n".join(lines))
    contents = list(_give_anchors(tokens))
    for token in tokens:
        token.children = list(_lead_links(token.children or (), path.parent, names))
    body = _scrolling(markdown.renderer.render(tokens, markdown.options, {}))
    shown = contents if len(contents) >= LEAST_CONTENTS else []
    title = heading.removeprefix("# ")
    return _render(words, title=title, body=body, contents=shown, home=words(_("All guides")))


def index_page(groups: Sequence[tuple[Message, Sequence[Link]]], words: Words) -> str:
    """The page that lists all guides, by who reads them."""
    return _render(
        words, title=words(_("Guides to followup")), groups=[(words(readers), links) for readers, links in groups]
    )


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as it is made from its words wherever the guides are read: ``planxlsx-blad-för-blad``."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def _give_anchors(tokens: Sequence[Token]) -> Iterator[Link]:
    """An anchor for every heading; gives the addresses of those of the second rank."""
    for token, inner in pairwise(tokens):
        if token.type == "heading_open":
            text = "".join(child.content for child in inner.children or ())
            token.attrSet("id", anchor_of(text))
            if token.tag == "h2":
                yield f"#{anchor_of(text)}", text


def _lead_links(children: Sequence[Token], folder: Path, names: Collection[str]) -> Iterator[Token]:
    """The parts of a line, with links as they lead from a page, and without those that lead nowhere."""
    without = False
    for token in children:
        if token.type == "image":
            token.attrSet("src", (folder / str(token.attrGet("src"))).resolve().as_uri())
            token.attrSet("loading", "lazy")
        if token.type == "link_open":
            address = _address(str(token.attrGet("href")), names)
            without = not address
            token.attrSet("href", address)
        if not (without and token.type in ("link_open", "link_close")):
            yield token


def _address(href: str, names: Collection[str]) -> str:
    """Where a link leads from a page of the guides, empty for nowhere."""
    if re.match(r"[a-z]+:|#", href):
        return href
    file, mark, anchor = href.partition("#")
    name = file.removesuffix(".md")
    return f"{name}.html{mark}{anchor}" if name in names else ""


def _scrolling(body: str) -> str:
    """With tables and commands that scroll by themselves on a narrow screen, also by the keyboard."""
    body = body.replace("<pre>", '<pre tabindex="0">')
    return body.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")


def _render(words: Words, **values: object) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from followup.files.disk.bundled import bundled

    room = Environment(
        loader=FileSystemLoader(bundled("workbook_templates")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    whole = {"body": "", "contents": (), "groups": (), "home": "", **values}
    return room.get_template("guide.html").render(language=words.language, say=words(_("On this page")), **whole)
