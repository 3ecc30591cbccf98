"""Agreements are counted as agreements: several units may report on one, and one may have several rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import merged_round

AGREEMENTS = """
## Överenskommelser
| Id | Nr | Överenskommelse | Period | Pågående eller ny | Enheter |
| cancer-a | 1 | Cancervård | 2021 | pågående | nord |
| cancer-b | 1 | Cancervård | 2022 | pågående | nord |
| psykisk | 2 | Psykisk hälsa | | pågående | nord, syd |
| kroniska | 3 | Kroniska sjukdomar | | pågående | nord |
| ny | 4 | Beredskap | | ny | syd |
"""
TITLES = "| Överenskommelse | Period | Vår del 2022, mnkr |"
ALL = "Summa"


@pytest.mark.parametrize(
    ("nord", "syd", "expected"),
    [
        pytest.param(
            "| Cancervård | 2021 | 10 |\n| Psykisk hälsa | | 5 |\n| Kroniska sjukdomar | | 7 |",
            "| Psykisk hälsa | | 3 |",
            {"Summa pågående": (25, "ofullständig: 2 av 3"), ALL: (25, "ofullständig: 2 av 4")},
            id="one of two rows of an agreement",
        ),
        pytest.param(
            "| Cancervård | 2021 | 10 |\n| Cancervård | 2022 | 1 |\n| Psykisk hälsa | | 5 |",
            "| Beredskap | | 2 |",
            {"Summa pågående": (16, "ofullständig: 1 av 3"), "Summa nya": (2, None), ALL: (18, "ofullständig: 2 av 4")},
            id="one of the two units of an agreement",
        ),
    ],
)
def test_sums_count_agreements(
    tmp_path: Path, nord: str, syd: str, expected: dict[str, tuple[int, str | None]]
) -> None:
    heading = f"## Nationella överenskommelser\n{TITLES}\n"
    round_ = merged_round(tmp_path / "r", PLAN + AGREEMENTS, {"nord": heading + nord, "syd": heading + syd})
    page = list(sheet_in(round_.regional, "Regionen", data_only=True).iter_rows(values_only=True))
    header = next(row for row in page if "Överenskommelse" in row)
    at = [header.index(title) for title in ("Överenskommelse", "Vår del 2022, mnkr", "Ofullständig")]
    rows = [tuple(row[place] for place in at) for row in page[page.index(header) + 1 :] if len(row) > max(at)]
    sums = {name: figures for name, *figures in rows if str(name).startswith("Summa")}
    assert {name: tuple(sums[name]) for name in expected} == expected
