"""Units of measurement as plans write them: which are shares, and which are slips of one that decides something."""

from __future__ import annotations

import pytest

from followup.form.cells.units import is_share, nearly


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "%",
            "procent",
            "Procent",
            "PROCENT ",
            "pct",
            "andel",
            "Andel (%)",
            "andel i procent",
            "procent (%)",
            "Andel, %",
        ),
        *("andel patienter (%)", "procent av besöken", "% av patienter", "andel i % (vuxna)", "procentandel"),
    ],
)
def test_a_share_is_known_however_it_is_written(unit: str) -> None:
    assert is_share(unit)
    assert nearly(unit) == ""


@pytest.mark.parametrize(
    "unit",
    [
        *("", "antal", "st", "index", "index (%)", "tkr", "mnkr", "Mnkr", "kr/DRG-poäng", "vårdtillfällen", "tkm"),
        *("procentenheter", "%-enheter", "promille", "andel per 1000", "besök per läkare", "BVC"),
        *(
            "platser",
            "patienter",
            "andelar",
            "regioner",
            "kontakter",
            "år",
            "antal besök",
            "dygn",
            "indexpoäng",
            "antalet",
        ),
    ],
)
def test_other_units_are_no_shares_and_no_slips(unit: str) -> None:
    assert not is_share(unit)
    assert nearly(unit) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("procnet", "procent"), ("prosent", "procent"), ("procentenhter", "procentenheter"), ("promile", "promille")),
        *(("mnkt", "mnkr"), ("trk", "tkr"), ("kronnor", "kronor"), ("indx", "index"), ("antall", "antal")),
    ],
)
def test_a_slip_is_told_with_what_was_meant(written: str, meant: str) -> None:
    assert not is_share(written)
    assert nearly(written) == meant
