"""Units of measurement as plans write them: which are shares, and which are slips of one that decides something."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.form.written.units_of_measure import is_share, unit_meant
from tests.scoring.plans import plan_text
from tests.scoring.rounds import new_round


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
    assert unit_meant(unit) == ""


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
    assert unit_meant(unit) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("procnet", "procent"), ("prosent", "procent"), ("procentenhter", "procentenheter"), ("promile", "promille")),
        *(("mnkt", "mnkr"), ("trk", "tkr"), ("kronnor", "kronor"), ("indx", "index"), ("antall", "antal")),
    ],
)
def test_a_slip_is_told_with_what_was_meant(written: str, meant: str) -> None:
    assert not is_share(written)
    assert unit_meant(written) == meant


def test_a_unit_that_nobody_knows_is_told_once_with_the_nearest(tmp_path: Path) -> None:
    """For information: it may well be right, and of two rows with it the first is named."""
    measures = """
    | Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Svarar |
    | pass | 1 | vard-i-tid | Pass | arbetspass | högre | minst 40 | nord |
    | fler | 2 | vard-i-tid | Fler pass | Arbetspass | högre | minst 40 | nord |
    | dagar | 3 | vard-i-tid | Dagar | arbetsdagar | lägre | högst 40 | nord |
    | andel | 4 | vard-i-tid | Andel | procent av besöken | högre | minst 40 % | nord |
    """
    findings = new_round(tmp_path / "r", plan_text(measures), {}).plan_findings()
    findings = [finding for finding in findings if finding["rule"] == "unit-of-its-own"]
    assert [(finding["severity"], finding["found"]) for finding in findings] == [
        ("info", "arbetspass"),
        ("info", "arbetsdagar"),
    ]
    assert "närmast är dagar" in findings[1]["advice"]
