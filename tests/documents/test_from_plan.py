"""A test of ``followup.documents.from_plan``: a new plan has our presets as rows, and they are the very documents."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from followup.documents.from_plan import documents_of
from tests.house import SECTIONS, Plan, Words, command
from tests.tables import plan_of, read_plan

SV = Words("sv")


def declaration_of(block: Any) -> dict[str, object]:
    """What a block is declared with, in words; a function is only whether there is one."""
    values = {field.name: getattr(block, field.name) for field in fields(block) if field.name != "place"}
    if values["title"] is not None:
        values["title"] = SV(values["title"].filled(year="2022", period="202204", before="202104", year_before="2021"))
    return {
        name: type(value).__name__ if name in ("where", "draft") and value is not None else value
        for name, value in values.items()
    }


@pytest.fixture(scope="module")
def new_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of a new workspace."""
    folder = tmp_path_factory.mktemp("new") / "r"
    assert command("new", str(folder))[0] == 0
    return folder / "plan.xlsx"


def test_a_new_plan_has_our_documents_as_rows(new_plan: Path) -> None:
    declared, _findings = read_plan(new_plan)
    ours, theirs = documents_of(Plan(), SECTIONS), documents_of(declared, SECTIONS)
    assert declared.rows("documents") and len(ours) == len(theirs)
    for preset, document in zip(ours, theirs, strict=True):
        bare = replace(preset, title=document.title, blocks=(), place=None)
        assert SV(preset.title) == SV(document.title) and bare == replace(document, blocks=(), place=None)
        assert list(map(type, preset.blocks)) == list(map(type, document.blocks)), preset.key
        assert list(map(declaration_of, preset.blocks)) == list(map(declaration_of, document.blocks)), preset.key


def test_the_sheets_are_hidden_until_they_are_wanted(new_plan: Path) -> None:
    workbook = openpyxl.load_workbook(new_plan)
    assert [workbook[name].sheet_state for name in ("Dokument", "Delar", "Bilagor")] == ["hidden", "hidden", "visible"]


def test_a_plan_without_rows_has_our_documents() -> None:
    plan, _findings = plan_of("## Uppföljning\n| Inställning | Värde |\n| Språk | sv |")
    assert [document.key for document in documents_of(plan, SECTIONS)][:2] == ["summary", "reconciliation"]
