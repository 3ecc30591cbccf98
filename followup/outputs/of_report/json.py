"""A report as JSON for scripts: what the document is, and its parts in reading order, a line each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from followup.outputs.registry import Format, Looks
from followup.reports.parts import ChartData, Heading, PageLayout, ReportChart, ReportParagraph
from followup.reports.report import Report
from followup.reports.table import ReportTable


def write_json(report: Report, path: Path, _looks: Looks) -> None:
    """Write one object; the parts are written as they are made, and none is kept."""
    head = {"document": report.document.key, "language": report.words.language, "fields": report.fields}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_line(head)[:-1] + ', "parts": [')
        shown = (ENCODERS[type(part)](part) for part in report if not isinstance(part, PageLayout))
        for number, part in enumerate(shown):
            file.write(("," if number else "") + "\n" + _line(part))
        file.write("\n]}\n")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _heading(heading: Heading) -> dict[str, Any]:
    return {"part": "heading", "level": heading.level, "text": heading.text}


def _paragraph(paragraph: ReportParagraph) -> dict[str, Any]:
    return {
        "part": "paragraph",
        "manner": paragraph.manner,
        "text": paragraph.text,
        "mark": paragraph.mark,
        "link": paragraph.link,
        "notes": list(paragraph.notes),
    }


def _table(table: ReportTable[Any]) -> dict[str, Any]:
    """Rows as they read in the document; what a figure is as a number stands in the facts."""
    return {"part": "table", "caption": table.caption, "columns": table.titles, "rows": list(table.texts())}


def _chart(chart: ReportChart) -> dict[str, Any]:
    figures = chart.figures()
    return {
        "part": "chart",
        "kind": chart.kind,
        "title": chart.title,
        "categories": list(figures.categories),
        "figures": [{"name": name, "values": list(values)} for name, values in _rows_of(figures)],
        "target": {"name": figures.target[0], "value": figures.target[1]} if figures.target else None,
    }


def _rows_of(figures: ChartData) -> Iterator[tuple[str, Sequence[float | None]]]:
    """The figures by their names; what each category aims at is the last of them."""
    yield from ((series.name, series.figures) for series in figures.series)
    if figures.marks is not None:
        yield figures.marks


ENCODERS: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Heading: _heading,
    ReportParagraph: _paragraph,
    ReportTable: _table,
    ReportChart: _chart,
}

FORMAT = Format(".json", write_json)
