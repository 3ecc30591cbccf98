"""What a file's name says against what stands in it: the file is trusted, and the name told."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from followup.returns.file_names import is_conflict_copy, is_copy, misleading_name
from tests.form.language import Frame, Period, UnitTree
from tests.house import Severity, Unit
from tests.round.rounds_of_files import answered, collected, name_files, reported_rules, sentences_of, states
from tests.tables import SWEDISH, new_path

UNITS = {"nord": "Division Nord", "nordost": "Division Nordost", "lsv1": "Länssjukvård 1", "lsv10": "Länssjukvård 10"}


def a_frame(round_: str = "T1 2022") -> Frame:
    """A region with units whose names begin alike."""
    return Frame(period=Period(round_), units=UnitTree(Unit(id_, name) for id_, name in UNITS.items()))


@pytest.mark.parametrize(
    ("name", "unit", "other"),
    [
        ("Division Nord T1 2022", "nord", ""),
        ("Division Nordost T1 2022", "nordost", ""),
        ("Division Nordost T1 2022", "nord", "Division Nordost"),
        ("division_nordost-t1-2022", "nord", "Division Nordost"),
        ("NORD klar", "nord", ""),
        ("lsv10", "lsv1", "Länssjukvård 10"),
        ("Länssjukvård 10 (1)", "lsv1", "Länssjukvård 10"),
        ("Länssjukvård 1 - Kopia", "lsv1", ""),
        ("uppföljning", "nord", ""),
        ("Division Nord och Division Nordost", "nord", ""),
        (unicodedata.normalize("NFD", "Länssjukvård 10"), "lsv1", "Länssjukvård 10"),
        (unicodedata.normalize("NFD", "Länssjukvård 1"), "lsv1", ""),
    ],
)
def test_the_name_of_another_unit(name: str, unit: str, other: str) -> None:
    findings = list(misleading_name(Path(f"{name}.xlsx"), a_frame().units[unit], a_frame()))
    assert [finding.rule for finding in findings] == (["name-says-another-unit"] if other else [])
    if other:
        sentence = SWEDISH(findings[0].advice)
        assert other in sentence and UNITS[unit] in sentence, "both are named"


@pytest.mark.parametrize(
    ("name", "round_", "told_"),
    [
        ("Nord T1 2022", "T1 2022", False),
        ("Nord T1 2021", "T1 2022", True),
        ("Nord t1_2021", "T1 2022", True),
        ("Nord T1 2022 ersätter T1 2021", "T1 2022", False),
        ("Nord 2021", "T1 2022", False),
        ("Nord", "T1 2022", False),
        ("Nord ÅR 2021", "ÅR 2022", True),
        ("Nord 2022-03", "2022-04", True),
        ("Nord 2022-05-13", "2022-04", False),
        ("Nord 2022-04", "2022-04", False),
    ],
)
def test_the_name_of_another_round(name: str, round_: str, told_: bool) -> None:
    findings = list(misleading_name(Path(f"{name}.xlsx"), a_frame().units["nord"], a_frame(round_)))
    assert [finding.rule for finding in findings] == (["name-says-another-round"] if told_ else [])
    if told_:
        assert round_ in SWEDISH(findings[0].advice)


def test_a_file_in_another_units_folder() -> None:
    path = Path("inbox") / "Division Nordost" / "svar.xlsx"
    (finding,) = misleading_name(path, a_frame().units["nord"], a_frame())
    assert (finding.rule, finding.raw, finding.place.file) == (
        "name-says-another-unit",
        "Division Nordost",
        "svar.xlsx",
    )


def test_the_inner_identity_is_trusted() -> None:
    round_ = collected(name_files(answered(29), "Division Syd T1 2022"))
    assert states(round_) == {"nord": "answered", "syd": "missing", "tand": "missing"}
    name = "Division Syd T1 2022.xlsx"
    assert reported_rules(round_, "name-says-another-unit") == [(name, "name-says-another-unit", Severity.WARNING)]
    assert "Division Nord" in sentences_of(round_, "name-says-another-unit")[0]


def test_a_file_that_cannot_be_used_is_tied_to_its_unit_by_name_however_the_name_is_stored() -> None:
    text = new_path(unicodedata.normalize("NFD", "Folktandvården T1 2022"))
    text.write_text("Besök;12\n", encoding="utf-8")
    assert states(collected(text))["tand"] == "refused"
    copy = new_path("Folktandvården T1 2022 (1)")
    copy.write_text("Besök;12\n", encoding="utf-8")
    assert states(collected(copy))["tand"] == "refused"


@pytest.mark.parametrize(
    ("name", "copy", "synchronised"),
    [
        ("Division Nord T1 2022", False, False),
        ("Division Nord T1 2022 (1)", True, False),
        ("Division Nord T1 2022 - Kopia", True, False),
        ("Division Nord T1 2022 - Kopia (2)", True, False),
        ("Kopia av Division Nord T1 2022", True, False),
        ("Division Nord T1 2022 v2", True, False),
        ("Division Nord T1 2022-DESKTOP-4F2K9Q", True, True),
        ("Division Nord T1 2022 (Annas konfliktkopia)", True, True),
        ("Division Nord-Pc", False, False),
        ("Kopieringscentralen T1 2022", False, False),
    ],
)
def test_names_of_copies(name: str, copy: bool, synchronised: bool) -> None:
    path = Path(f"{name}.xlsx")
    assert (is_copy(path), is_conflict_copy(path)) == (copy, synchronised)
