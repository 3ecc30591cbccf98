"""Each document as PDF is PDF/UA and PDF/A: whoever breaks that is told here, by the rule that fails.

One LibreOffice converts them all, by the product's own options; that one is started for a document is shown in
``tests/outputs/of_report/test_pdf.py``.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pikepdf
import pytest

from tests.demos import copied
from tests.house import breaks, bundled, command
from tests.lint.pdf import faults_of
from tests.macros.running_office import Office, needs_running_office
from tests.tables import new_path

EXAMPLES = sorted(example.name for example in bundled("examples").iterdir() if (example / "plan.md").is_file())


@functools.cache
def made(example: str, office: Office) -> dict[str, Path]:
    """The documents of an example as PDF by their names; not those that there are several of, a unit or a board each."""
    folder = copied(new_path().parent / "copy", example)
    output = folder / "output"
    names = [path.stem for path in sorted(output.glob("*.docx"))]
    names += [below.name for below in sorted(output.glob("[!.]*")) if len(list(below.glob("[!.]*.docx"))) == 1]
    _code, offered = command("report", "--plan", str(folder / "plan.xlsx"))
    names = [name for name in names if name in offered]
    with pytest.MonkeyPatch.context() as patch:
        breaks(patch, "converting a document", lambda _program, document, options: office.to_pdf(document, options))
        command("report", *names, "--format", "pdf", "--plan", str(folder / "plan.xlsx"))
    return {path.stem: path for path in sorted(output.rglob("[!.]*.pdf"))}


@needs_running_office
@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_document_fails_no_rule(office: Office, example: str) -> None:
    found = {name: faults_of(path) for name, path in made(example, office).items()}
    assert found and {name: faults for name, faults in found.items() if faults} == {}


@needs_running_office
@pytest.mark.slow
def test_a_chart_says_what_it_says_in_word(office: Office) -> None:
    with pikepdf.open(made("norrbotten-2022-04", office)["summary"]) as pdf:
        texts = [str(found.Alt) for found in pdf.objects if "/S" in dictionary(found) and found.S == "/Figure"]
    assert len(texts) > 4 and len({*texts}) == len(texts) and all(text.startswith("Diagram") for text in texts)
    assert any("kvinnor" in text for text in texts)


def dictionary(found: pikepdf.Object) -> dict[str, object]:
    return dict(found) if isinstance(found, pikepdf.Dictionary) else {}


@needs_running_office
@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        ("Alt", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        ("ID", "PDFUA1-NOTE-ID-001"),
        ("Tabs", "PDFUA1-PAGE-TABS-001"),
        ("Lang", "PDFUA1-"),
    ],
)
def test_what_is_taken_away_is_found(office: Office, spoil: str, rule: str, tmp_path: Path) -> None:
    with pikepdf.open(made("norrbotten-2022-04", office)["summary"]) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and f"/{spoil}" in found:
                del found[f"/{spoil}"]
        pdf.save(tmp_path / "spoiled.pdf")
    assert [fault for fault in faults_of(tmp_path / "spoiled.pdf") if fault.startswith(rule)]
