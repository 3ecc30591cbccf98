"""What the regional workbook says of the documents' chapters is what stands in them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from followup.documents.registry import PRESETS
from tests.demos import done
from tests.outputs.reading_back import Record, sheet_records

EXAMPLES = ("norrbotten-2022-04", "norrbotten-2018-02", "halland-2020", "jamtland-2021-04")
STYLES = {"Heading 1": 1, "Heading 2": 2}


@pytest.fixture(scope="module", params=EXAMPLES)
def output(request: pytest.FixtureRequest) -> Path:
    """What the demo of an example made."""
    demo = done(request.param)
    assert demo.code == 0
    return demo.folder / "output"


def headings_in(path: Path) -> list[tuple[int, str]]:
    """Level and text of each heading down to the second."""
    styled = [
        (paragraph.style.name if paragraph.style else "", paragraph.text)
        for paragraph in docx.Document(str(path)).paragraphs
    ]
    return [(STYLES[str(style)], text) for style, text in styled if style in STYLES]


def chapters(output: Path, title: str) -> list[tuple[int, str]]:
    """The same as the workbook has it."""
    rows: list[Record] = sheet_records(output / "regional.xlsx", "Dokumentens rubriker", "Dokument")
    return [(int(row["Nivå"]), row["Rubrik"]) for row in rows if row["Dokument"] == title]


def test_the_workbook_lists_the_headings_of_every_document(output: Path) -> None:
    from tests.house import Words

    compared = 0
    for declared in PRESETS:
        listed = chapters(output, Words("sv")(declared.title))
        paths = sorted((output / declared.key).glob("*.docx")) or [output / f"{declared.key}.docx"]
        if not paths[0].is_file() or declared.key == "revision":
            assert listed == []
            continue
        for path in paths:
            if declared.whose == "unit":
                assert set(headings_in(path)) <= set(listed), path.name
            else:
                assert headings_in(path) == listed, path.name
            compared += 1
    assert compared
