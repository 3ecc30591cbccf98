"""The workspace's own Word templates: copied out, looked over, and used for what is made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from tests.demos import Demo
from tests.house import bundled, command
from tests.outputs.reading_back import word_text


@pytest.fixture
def place(demo: Demo, tmp_path: Path) -> Path:
    """The example's workspace, with templates of its own."""
    folder = tmp_path / "region"
    shutil.copytree(demo.folder, folder)
    code, output = command("report", "--plan", str(folder), "--templates")
    assert code == 0 and "summary.docx" in output
    return folder


def retype(place: Path, name: str, old: str, new: str) -> None:
    """Type over a text in a template."""
    path = place / "workbook_templates" / name
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    document.save(str(path))


def made_before(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (place / "output").rglob("*") if path.is_file()}


def test_our_templates_are_copied_out_and_never_over_a_changed_one(place: Path) -> None:
    folder = place / "workbook_templates"
    every = {"base.xlsx", *(path.name for path in bundled("workbook_templates").glob("*.docx"))}
    assert {path.name for path in folder.iterdir()} == every and "revision.docx" in every
    retype(place, "summary.docx", "{{ status }}", "Vår egen rad")
    (folder / "appendix.docx").unlink()
    before = (folder / "summary.docx").read_bytes()
    code, output = command("report", "--plan", str(place), "--templates")
    assert code == 0 and "appendix.docx" in output and f"{len(every) - 1} mallar fanns redan" in output
    assert (folder / "summary.docx").read_bytes() == before
    assert (folder / "appendix.docx").is_file()


def test_the_template_of_one_document_is_copied_out_alone(demo: Demo, tmp_path: Path) -> None:
    shutil.copyfile(demo.folder / "plan.xlsx", tmp_path / "plan.xlsx")
    assert command("report", "revision", "--plan", str(tmp_path), "--templates")[0] == 0
    assert {path.name for path in (tmp_path / "workbook_templates").iterdir()} == {"base.xlsx", "revision.docx"}


def test_a_changed_template_is_used(place: Path) -> None:
    retype(place, "appendix.docx", "{{ status }}", "Till {{ region }}")
    retype(place, "summary.docx", "{{ status }}", "Vår egen rad")
    assert (
        command("report", "appendix", "--plan", str(place))[0] == 1
    )  # the answers have errors; it is made all the same
    assert "Till Region Norrbotten" in word_text(place / "output" / "appendix" / "Division Service.docx")
    assert command("merge", "--plan", str(place))[0] == 1
    assert "Vår egen rad" in word_text(place / "output" / "summary.docx")


MISSPELT = (
    "workbook_templates/{file}: ”{{{{ titel }}}}” är ingen platshållare som kan fyllas i. Menade du {{{{ title }}}}?"
)


@pytest.mark.parametrize(
    ("file", "arguments", "expected"),
    [
        ("summary.docx", ("merge",), 2),
        ("summary.docx", ("report", "summary"), 2),
        ("appendix.docx", ("report", "appendix"), 2),
        ("appendix.docx", ("report", "--all"), 2),
        ("appendix.docx", ("report",), 1),
        ("appendix.docx", ("merge",), 1),
    ],
)
def test_a_misspelt_placeholder_is_named_before_anything_is_written(
    place: Path, file: str, arguments: tuple[str, ...], expected: int
) -> None:
    retype(place, file, "{{ title }}", "{{ titel }}")
    before = made_before(place)
    code, output = command(*arguments, "--plan", str(place))
    assert code == expected
    if arguments == ("merge",) and file != "summary.docx":
        assert "titel" not in output, "a merge makes only the summary"
        return
    assert MISSPELT.format(file=file) in output
    assert made_before(place) == before


def test_the_check_of_the_plan_looks_over_the_templates(place: Path) -> None:
    assert command("plan", "check", str(place))[0] == 0
    retype(place, "appendix.docx", "[[innehåll]]", "")
    shutil.copyfile(place / "workbook_templates" / "summary.docx", place / "workbook_templates" / "sumary.docx")
    code, output = command("plan", "check", str(place))
    assert code == 1
    assert "workbook_templates/appendix.docx: Märket för innehållet saknas." in output
    assert "”sumary.docx” är inte något dokuments mall och används inte. Ska den heta summary.docx?" in output


def test_scripts_get_them_as_findings(place: Path) -> None:
    retype(place, "summary.docx", "{{ title }}", "{{ titel }}")
    code, output = command("plan", "check", str(place), "--format", "json")
    assert code == 1
    result = [finding for finding in json.loads(output)["findings"] if finding["file"] != "plan.xlsx"]
    assert [(finding["file"], finding["rule"], finding["severity"], finding["found"]) for finding in result] == [
        ("workbook_templates/summary.docx", "unknown-placeholder", "error", "{{ titel }}")
    ]


def test_a_template_of_two_documents_is_looked_over_once(place: Path) -> None:
    restyled = place / "workbook_templates" / "agreement-letter.docx"
    shutil.copyfile(bundled("workbook_templates") / restyled.name, restyled)
    retype(place, restyled.name, "{{ document }}", "{{ titel }}")
    code, output = command("plan", "check", str(place), "--format", "json")
    assert code == 1
    result = [finding for finding in json.loads(output)["findings"] if finding["file"] != "plan.xlsx"]
    assert [finding["rule"] for finding in result] == ["unknown-placeholder"]


def test_what_only_warns_does_not_stop_it(place: Path) -> None:
    retype(place, "appendix.docx", "{{ title }}", "Bilaga, skriven för hand")
    footer = place / "workbook_templates" / "appendix.docx"
    document = docx.Document(str(footer))
    for paragraph in document.sections[0].footer.paragraphs:
        paragraph.text = ""
    document.save(str(footer))
    code, output = command("report", "appendix", "--plan", str(place))
    assert code == 1  # for the errors of the answers
    assert "Titeln har ingen plats." in output


def test_a_file_that_word_has_open_is_no_template(place: Path) -> None:
    (place / "workbook_templates" / "~$mmary.docx").write_bytes(b"lock")
    assert command("report", "--plan", str(place))[0] == 0
