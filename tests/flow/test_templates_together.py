"""Templates that are made together have much in common; each is the same as when it is made alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.house import command

EXAMPLES = Path(__file__).parents[2] / "examples"
UNITS = {
    "norrbotten-2018-02": ("Division Närsjukvård", "Regiondirektörens stab"),
    "jamtland-2021-04": ("Hälso- och sjukvårdens stab",),
}
"""Units that have neither the first template of their round nor one like it: other rows, earlier figures and words."""


@pytest.mark.parametrize("example", UNITS)
def test_a_template_does_not_depend_on_which_others_are_made_with_it(example: str, tmp_path: Path) -> None:
    plan = shutil.copy(EXAMPLES / example / "plan.xlsx", tmp_path)
    assert command("template", "--plan", str(plan), "--into", str(tmp_path / "all"))[0] == 0
    for unit in UNITS[example]:
        assert command("template", "--plan", str(plan), "--unit", unit, "--into", str(tmp_path / unit))[0] == 0
        (alone,) = (tmp_path / unit).glob("*.xlsx")
        assert (tmp_path / "all" / alone.name).read_bytes() == alone.read_bytes()
