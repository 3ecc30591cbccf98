"""A test of ``followup``: what the guide for analysts says can be done is done, as it stands there, on the demo."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import followup
from tests.demos import Demo
from tests.form.language import Fact
from tests.house import command

pytest.importorskip("pyarrow")
DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "analys.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def names(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the lines of the guide leave, run in a workspace from which facts were exported."""
    place = tmp_path_factory.mktemp("analys") / "w"
    shutil.copytree(demo.folder, place)
    for of_format in ("csv", "parquet"):
        command("export", "--plan", str(place / "plan.xlsx"), "--format", of_format)
    frame: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for block in CODE:
            exec(compile(block, "docs/analys.md", "exec"), frame)
    return frame


def test_the_lines_are_ten() -> None:
    lines = [line for line in CODE[0].splitlines() if line and not line.startswith("import ")]
    assert len(lines) <= 10


def test_a_pivot_of_leaves_agrees_with_the_regions_totals(names: dict[str, Any]) -> None:
    facts, table = names["facts"], names["table"]
    totals = facts[(facts["kind"] == "total") & (facts["section"] == "visits") & (facts["column"] == "now")]
    of_region = dict(zip(totals["row"], totals["value"], strict=True))
    rows = [row for row in table.index if row != "All"]
    assert len(rows) >= 5
    assert {row: table["All"][row] for row in rows} == {row: of_region[row] for row in rows}
    assert table["All"]["All"] == of_region["besok-totalt"]


def test_the_levels_are_those_of_the_merge(names: dict[str, Any], demo: Demo) -> None:
    region = followup.merge(demo.folder, into=demo.folder.parent / "again").region
    words = {"Uppnått": "met", "Inte uppnått": "not_met", "Kan inte avgöras": "undecided"}
    counted = {words[word]: int(n) for word, n in names["levels"].sum().items() if word in words}
    assert counted == {level: region.levels[level] for level in counted}
    assert names["levels"].to_numpy().sum() == sum(region.levels.values()) > 20


def test_another_table_is_joined(names: dict[str, Any]) -> None:
    """Närsjukvården: all its visits through 249 inhabitants."""
    joined = names["joined"].set_index("unit")
    visits = names["visits"]
    assert len(joined) == 4
    visits_of_unit = visits[visits["unit"] == "narsjukvard"]["value"].sum()
    assert visits_of_unit > 0 and joined["per_1000"]["narsjukvard"] == pytest.approx(visits_of_unit / 249)


def test_a_file_for_each_unit_has_its_lines(names: dict[str, Any]) -> None:
    facts, of_unit = names["facts"], names["of_unit"]
    lines = facts[facts["unit"] == "narsjukvard"].drop(columns="unit").reset_index(drop=True)
    assert len(names["parts"].files) == facts["unit"].nunique() and names["answers"] == sum(facts["kind"] == "leaf")
    assert of_unit.drop(columns="unit").astype(lines.dtypes).equals(lines) and len(lines) > 100


def test_a_line_over_rounds(names: dict[str, Any]) -> None:
    assert list(names["line"].index) == ["T1 2022"]
    assert names["line"]["besok-lakare-somatik"]["T1 2022"] == 100_812


def test_every_column_is_explained_and_in_the_contract() -> None:
    table = PAGE.split("## Kolumnerna")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    explained = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert explained == list(Fact._fields)
    contract = (DOCS / "contracts.md").read_text(encoding="utf-8").split("## Facts")[1]
    assert re.findall(r"^`(round, .+)`$", contract, re.MULTILINE) == [", ".join(Fact._fields)]
