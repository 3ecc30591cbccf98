"""A report as a page for a browser: complete in itself, without scripts and without anything from a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from followup.files.colours.contrast import ink_on
from followup.files.runs import in_pieces
from followup.outputs.registry import Format, Looks
from followup.reports.parts import Heading, PageLayout, ReportChart, ReportParagraph
from followup.reports.report import Report
from followup.reports.table import Cells, ReportColumn, ReportTable

FOLLOWED = ("https://", "http://", "mailto:")
"""Addresses that a text may lead to; whatever else stands there is text."""

LOOK = """
body { font: 16px/1.5 "Segoe UI", Calibri, "DejaVu Sans", sans-serif; color: #1f2933; margin: 0; }
main { max-width: 72em; margin: 0 auto; padding: 2em 1.5em 4em; }
h1 { font-size: 1.8em; margin: 0; } h2 { font-size: 1.4em; margin: 2em 0 .5em; } h3 { font-size: 1.15em; }
figure { margin: 1em 0; } figcaption { font-weight: 600; }
h1, h2, h3, h4 { color: #0b4f6c; }
p { margin: .5em 0; white-space: pre-line; }
.note, .muted { color: #5f6368; } .sentence, .contributor { font-weight: 600; }
.warning { background: #fde3c8; padding: .4em .8em; }
.lettered { margin-left: 2em; } ul { margin: .5em 0; padding-left: 1.5em; } .signature { margin-top: 4em; }
.wide { overflow-x: auto; margin: 1em 0 1.5em; }
table { border-collapse: collapse; width: 100%; font-size: .94em; }
caption { text-align: left; font-weight: 600; padding: .4em 0; }
th { text-align: left; background: #0b4f6c; color: #fff; padding: .4em .6em; vertical-align: bottom; }
td a { color: inherit; }
td { padding: .4em .6em; border-bottom: 1px solid #d5dae0; vertical-align: top; white-space: pre-line; }
.right { text-align: right; } .strong { font-weight: 600; }
@media print { main { max-width: none; padding: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } }
"""


def write_html(report: Report, path: Path, _looks: Looks) -> None:
    """Write the page; its parts are written as they are made, and none is kept."""
    page = _PageRenderer()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _head(report))
        in_list = False
        for part in report:
            is_point = isinstance(part, ReportParagraph) and part.manner == "point"
            if is_point != in_list:
                file.write("<ul>\n" if is_point else "</ul>\n")
            in_list = is_point
            file.writelines(f"{line}\n" for line in RENDERERS[type(part)](page, part))
        if in_list:
            file.write("</ul>\n")
        file.writelines(f"{line}\n" for line in page.footnotes())
        file.write("</main>\n</body>\n</html>\n")


def _head(report: Report) -> Iterator[str]:
    fields = report.fields
    yield f'<!DOCTYPE html>\n<html lang="{report.words.language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"{_tag('title', escape(fields['title']))}\n<style>{LOOK}</style>\n</head>\n<body>\n<main>"
    yield _tag("h1", escape(fields["title"]))
    yield _tag("p", escape(fields["subtitle"]))
    yield _tag("p", escape(fields["status"]), "muted" if report.subject.region.published else "warning")


def _tag(name: str, content: str, *looks: str, style: str = "") -> str:
    """An element; of the ``looks`` those that are not empty."""
    kinds = " ".join(look for look in looks if look)
    attributes = f' class="{kinds}"' if kinds else ""
    attributes += f' style="{escape(style)}"' if style else ""
    return f"<{name}{attributes}>{content}</{name}>"


def _link(text: str, address: str) -> str:
    shown = escape(text)
    return f'<a href="{escape(address)}">{shown}</a>' if address.startswith(FOLLOWED) else shown


class _PageRenderer:
    """A page on its way: its footnotes so far, which stand at its end."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def page(self, _page: PageLayout) -> Iterator[str]:
        """A browser turns no pages."""
        return iter(())

    def heading(self, heading: Heading) -> Iterator[str]:
        """A heading one level below that of the page."""
        yield _tag(f"h{heading.level + 1}", escape(heading.text))

    def paragraph(self, paragraph: ReportParagraph) -> Iterator[str]:
        """A paragraph behind its number, its footnotes behind it."""
        message, rest = paragraph.text[: paragraph.message], paragraph.text[paragraph.message :]
        shown = (_tag("strong", escape(message)) if message else "") + _link(rest, paragraph.link)
        if paragraph.italics and not (message or paragraph.link):
            pieces = in_pieces(rest, paragraph.italics)
            shown = "".join(_tag("em", escape(piece)) if italic else escape(piece) for piece, italic in pieces)
        text = (_tag("mark", shown) if paragraph.changed else shown) + "".join(map(self._note, paragraph.notes))
        if paragraph.manner == "point":
            yield _tag("li", text)
            return
        yield _tag("p", f"{escape(paragraph.mark)} {text}" if paragraph.mark else text, paragraph.manner)

    def table(self, table: ReportTable[Any]) -> Iterator[str]:
        """A table with its caption; it scrolls by itself where the window is narrow."""
        columns = zip(table.columns, table.in_words(), strict=True)
        titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in table.titles)
        named = f' role="region" aria-label="{escape(table.caption)}"' if table.caption else ""
        yield f'<div class="wide" tabindex="0"{named}><table>{_tag("caption", escape(table.caption))}'
        yield f"<thead>{_tag('tr', titles)}</thead><tbody>"
        for row in zip(*(self._cells(column, cells) for column, cells in columns), strict=True):
            yield _tag("tr", "".join(row))
        yield "</tbody></table></div>"

    def _cells(self, column: ReportColumn[Any], cells: Cells) -> Iterator[str]:
        side = "right" if column.right else ""
        for at in range(len(cells.values)):
            colour, indent = cells.colours.get(at, ""), cells.indents.get(at, 0)
            style = (
                f"background: {colour}; color: {ink_on(colour)}"
                if colour
                else f"padding-left: {1 + indent}em"
                if indent
                else ""
            )
            strong = "strong" if colour or at in cells.strong else ""
            yield _tag("td", self._lines(cells, at), side, strong, style=style)

    def _lines(self, cells: Cells, at: int) -> str:
        """The lines of a cell, each with its address and its footnotes."""
        value = cells.values[at]
        links = {link.line: link.address for link in cells.links.get(at, ())}
        notes: dict[int, str] = {}
        for line, note in cells.notes.get(at, ()):
            notes[line] = notes.get(line, "") + self._note(note)
        changed = cells.changed.get(at, ())
        shown = [
            _link(text, links.get(no, "")) for no, text in enumerate(("" if value is None else str(value)).split("\n"))
        ]
        marked = [_tag("mark", text) if no in changed else text for no, text in enumerate(shown)]
        return "\n".join(text + notes.get(no, "") for no, text in enumerate(marked))

    def chart(self, chart: ReportChart) -> Iterator[str]:
        """What the chart shows, in words."""
        yield _tag("figure", _tag("figcaption", escape(chart.title)) + _tag("p", escape(chart.alt_text)))

    def _note(self, text: str) -> str:
        if text not in self.notes:
            self.notes.append(text)
        number = self.notes.index(text) + 1
        return f'<sup><a href="#note-{number}">{number}</a></sup>'

    def footnotes(self) -> Iterator[str]:
        """All footnotes, each once."""
        for number, note in enumerate(self.notes, start=1):
            yield f'<p class="note" id="note-{number}">{number}. {escape(note)}</p>'


RENDERERS: Mapping[type, Callable[[_PageRenderer, Any], Iterator[str]]] = {
    PageLayout: _PageRenderer.page,
    Heading: _PageRenderer.heading,
    ReportParagraph: _PageRenderer.paragraph,
    ReportTable: _PageRenderer.table,
    ReportChart: _PageRenderer.chart,
}

FORMAT = Format(".html", write_html)
