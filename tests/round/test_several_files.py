"""Several files of one unit: what the record, a decision and the names say of which counts. Nothing is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.house import Round, Severity
from tests.returns.editing import put
from tests.round.rounds_of_files import (
    answered,
    collected,
    decided,
    name_files,
    record_after,
    reported_rules,
    sentences_of,
    states,
)
from tests.tables import SWEDISH, edited, filled_in

OLD, NEW = "Division Nord T1 2022", "Division Nord T1 2022 rättad"
COUNTS = "## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n"


def figure(round_: Round, unit: str = "nord") -> str:
    """The figure that counts."""
    rows = round_.submissions[unit].tables["measures"]
    return str(next(row for row in rows if row.row.key == "fragor")["outcome.total"])


def two() -> tuple[Path, Path]:
    """A file, and one that says something else."""
    return answered(29), name_files(answered(30), NEW)


def test_a_corrected_file_replaces_the_one_that_was_merged() -> None:
    old, new = two()
    record = record_after(collected(old))
    round_ = collected(old, new, record=record)
    assert states(round_)["nord"] == "answered" and figure(round_) == "30"
    assert [(each.state, each.file) for each in round_.superseded] == [("superseded", f"{OLD}.xlsx")]
    assert reported_rules(round_, "file-replaced", "differs-between-files", "files-differ") == [
        (f"{OLD}.xlsx", "file-replaced", Severity.INFO),
        (f"{NEW}.xlsx", "differs-between-files", Severity.INFO),
    ]
    (sentence,) = sentences_of(round_, "file-replaced")
    assert "Antal som fått frågan, Utfall totalt: 29 → 30" in sentence and f"{NEW}.xlsx" in sentence


def test_the_order_of_names_does_not_matter() -> None:
    old, new = name_files(answered(29), "ö-nord"), name_files(answered(30), "a-nord")
    assert figure(collected(new, old, record=record_after(collected(old)))) == "30"


def test_merged_again_with_both_files_still_there() -> None:
    old, new = two()
    first = collected(old)
    second = collected(old, new, record=record_after(first))
    third = collected(old, new, record=record_after(first, second))
    assert figure(third) == "30"
    assert reported_rules(third) == reported_rules(second)
    assert third.recorded_files == second.recorded_files


def test_the_first_file_sent_again_after_the_second_is_not_mistaken_for_a_correction() -> None:
    """Its content was taken in already: it says nothing new, and the later one goes on counting."""
    old, new = two()
    record = record_after(collected(old), collected(old, new, record=record_after(collected(old))))
    assert figure(collected(old, name_files(old, "Nord igen"), new, record=record)) == "30"


def test_errors_of_the_replaced_file_are_not_told_again() -> None:
    old, new = answered("många"), name_files(answered(30), NEW)
    first = collected(old)
    assert states(first)["nord"] == "with_errors"
    round_ = collected(old, new, record=record_after(first))
    assert states(round_)["nord"] == "answered"
    assert [finding for finding in reported_rules(round_) if finding[2] is Severity.ERROR] == []
    assert "många → 30" in sentences_of(round_, "file-replaced")[0]


@pytest.mark.parametrize(
    "name",
    [
        "Division Nord T1 2022-DESKTOP-4F2K9Q",
        "Division Nord T1 2022-LAPTOP-AB12",
        "Division Nord T1 2022 (Annas dators motstridiga kopia 2022-05-16 konflikt)",
        "Division Nord T1 2022 (conflicted copy 2022-05-16)",
    ],
)
def test_a_copy_that_a_synchronising_program_made_stops_the_unit_even_with_a_record(name: str) -> None:
    old, new = answered(29), name_files(answered(30), name)
    round_ = collected(old, new, record=record_after(collected(old)))
    assert states(round_)["nord"] == "conflict" and "nord" not in round_.submissions
    assert (
        "är" in sentences_of(round_, "files-differ")[0]
        and f"{name}.xlsx en kopia" in sentences_of(round_, "files-differ")[0]
    )


@pytest.mark.parametrize("name", ["Division Nord T1 2022 (1)", "Division Nord T1 2022 - Kopia", NEW, "nord ny"])
def test_without_a_record_files_that_differ_stop_the_unit(name: str) -> None:
    round_ = collected(answered(29), name_files(answered(30), name), answered(1, unit="syd"))
    assert states(round_) == {"nord": "conflict", "syd": "answered", "tand": "missing"}
    (sentence,) = sentences_of(round_, "files-differ")
    assert "Antal som fått frågan, Utfall totalt: 29 → 30" in sentence
    ((cell, advice),) = [
        (finding.place.cell, SWEDISH(finding.advice))
        for finding in round_.findings
        if finding.rule == "differs-between-files"
    ]
    assert cell and f"{OLD}.xlsx {cell} står: 29" in advice, "both cells and both values"


def test_a_file_saved_before_the_one_that_was_merged_is_no_correction() -> None:
    old, new = two()
    record = record_after(collected(old))
    late, early = "2022-05-16T08:00:00Z", "2022-05-12T08:00:00Z"
    assert states(collected(old, new, record=record, saved={OLD: late, NEW: early}))["nord"] == "conflict"
    assert states(collected(old, new, record=record, saved={OLD: early, NEW: late}))["nord"] == "answered"


def test_two_new_files_beside_a_merged_one_stop_the_unit() -> None:
    old, new = two()
    third = name_files(answered(31), "Division Nord tredje")
    assert states(collected(old, new, third, record=record_after(collected(old))))["nord"] == "conflict"


def test_many_differences_are_cut_in_the_sentence_and_all_told_by_cell() -> None:
    rows = "\n".join(f"| {row} | {{}} |" for row in ("Läkarbesök > Somatik", "Övriga besök"))
    months = "".join(f"| Första besök | 2022-0{n} | {{}} % | {{}} % |\n" for n in range(1, 5))
    table = f"## Besök\n| Besök | Besök jan–apr 2022 |\n{rows}\n## Tillgänglighet\n| Serie | Månad | Kvinnor | Män |\n{months}"
    one, other = (table.replace("{}", figure) for figure in ("41", "42"))
    round_ = collected(filled_in(one), name_files(filled_in(other), NEW))
    assert len(sentences_of(round_, "differs-between-files")) == 10
    assert (
        sentences_of(round_, "files-differ")[0].count("→") == 5
        and "och 5 till" in sentences_of(round_, "files-differ")[0]
    )


def test_an_answer_that_only_one_file_has() -> None:
    one = answered(29)
    other = name_files(edited(one, put("Styrmått", "Antal som fått frågan", "Kommentar", "Ny rutin.")), NEW)
    round_ = collected(one, other)
    assert "Kommentar: tomt → Ny rutin." in sentences_of(round_, "files-differ")[0]
    assert "står här" in sentences_of(round_, "differs-between-files")[0]
    back = collected(name_files(other, "a-nord"), one)
    assert "Här är det tomt" in sentences_of(back, "differs-between-files")[0]


def test_a_signature_alone_does_not_stop_a_unit() -> None:
    """The usual way: the unit sends its answers, its manager signs, and the signed file is sent too."""
    bare, signed = (
        answered(29),
        name_files(answered(29, "| Godkänt av | Karin Ek |\n| Godkänt den | 2022-05-12 |"), NEW),
    )
    for files in ((bare, signed), (signed, bare)):
        round_ = collected(*files)
        assert states(round_)["nord"] == "answered"
        assert round_.states[0].approved == "Karin Ek; 2022-05-12"
    other = name_files(answered(29, "| Godkänt av | Per Bo |\n| Godkänt den | 2022-05-12 |"), "Nord Per")
    assert states(collected(signed, other))["nord"] == "conflict"


def test_the_secretariat_chooses_by_name_or_by_hash() -> None:
    old, new = two()
    sha256 = collected(new).states[0].sha256
    for file in (NEW, f"{NEW}.XLSX", sha256[:6], sha256.upper()):
        decisions, findings = decided(f"{COUNTS}| nord | {file} | Rättad i går. | Sekretariatet |")
        assert not findings
        round_ = collected(old, new, decisions=decisions)
        assert states(round_)["nord"] == "answered" and figure(round_) == "30"
        assert [state.file for state in round_.superseded] == [f"{OLD}.xlsx"]
        assert reported_rules(round_, "files-differ", "file-set-aside", "decision-without-effect") == [
            (f"{OLD}.xlsx", "file-set-aside", Severity.WARNING)
        ]
        assert (
            "Sekretariatet" in sentences_of(round_, "file-set-aside")[0]
            and "30" in sentences_of(round_, "file-set-aside")[0]
        )


def test_a_choice_that_names_no_file_is_told_and_the_unit_still_stops() -> None:
    old, new = two()
    decisions, _findings = decided(f"{COUNTS}| nord | Division Nord gammal | Fel namn. | Sekretariatet |")
    round_ = collected(old, new, decisions=decisions)
    assert states(round_)["nord"] == "conflict"
    assert reported_rules(round_, "decision-without-effect") == [
        ("decisions.xlsx", "decision-without-effect", Severity.WARNING)
    ]


def test_a_choice_that_fits_both_files_chooses_none() -> None:
    old, new = answered(29), answered(30)
    decisions, _findings = decided(f"{COUNTS}| nord | {OLD} | Den gäller. | Sekretariatet |")
    assert states(collected(old, new, decisions=decisions))["nord"] == "conflict"


def test_conflicts_name_the_row_to_add() -> None:
    (finding,) = [finding for finding in collected(*two()).findings if finding.rule == "files-differ"]
    assert finding.decide is not None
    assert (SWEDISH(finding.decide.sheet), finding.decide.unit, finding.decide.rule) == ("Filer", "nord", "")


def test_the_same_in_three_files_counts_once_and_is_noted_twice() -> None:
    path = answered("många")
    round_ = collected(path, name_files(path, "Nord (1)"), name_files(path, "Nord - Kopia"))
    assert states(round_)["nord"] == "with_errors"
    assert len(sentences_of(round_, "same-file-twice")) == 2
    assert len(sentences_of(round_, "outcome-not-understood")) == 1, "an error is told once"


def test_refused_cells_are_compared_as_they_stood() -> None:
    one, other = answered("många"), name_files(answered("flera"), NEW)
    round_ = collected(one, other)
    assert states(round_)["nord"] == "conflict"
    assert "många → flera" in sentences_of(round_, "files-differ")[0]


def test_a_row_that_one_of_the_files_lacks() -> None:
    one = answered(29, more="| Resultat mot budget | 1,5 |")

    def lose(workbook: Any) -> None:
        page = workbook["Styrmått"]
        row = next(cell.row for line in page.iter_rows() for cell in line if cell.value == "Antal som fått frågan")
        page.delete_rows(row)

    other = name_files(edited(one, lose), NEW)
    round_ = collected(one, other)
    assert states(round_)["nord"] == "conflict"
    assert "29 → tomt" in sentences_of(round_, "files-differ")[0]


MEASURES = "## Styrmått\n| Styrmått | Utfall kvinnor | Utfall totalt | Kommentar |\n"
FIRST = "Väntelistan gicks igenom i mars, och de som redan hade fått sin vård togs bort"


@pytest.mark.parametrize(
    ("row", "one", "other", "shown"),
    [
        ("| Andel som väntat högst 90 dagar | {} | | |", "0,31 %", "0,34 %", ("0,31 %", "0,34 %")),
        ("| Andel som väntat högst 90 dagar | {} | | |", "0,3041 %", "0,3042 %", ("0,3041 %", "0,3042 %")),
        ("| Andel som väntat högst 90 dagar | {} | | |", "0,3 %", "0,4 %", ("0,3 %", "0,4 %")),
        ("| Antal som fått frågan | | {} | |", "29,2", "29,3", ("29,2", "29,3")),
        (
            "| Antal som fått frågan | | 29 | {} |",
            f"{FIRST}.",
            f"{FIRST} och mejl.",
            ("…rd togs bort.", "…rd togs bort och mejl."),
        ),
        ("| Antal som fått frågan | | 29 | {} |", "Två  ord.", "Två ord.", ("Två  ord.", "Två ord.")),
    ],
)
def test_what_differs_is_seen_to_differ(row: str, one: str, other: str, shown: tuple[str, str]) -> None:
    files = [
        name_files(filled_in(MEASURES + row.format(text), "nord"), name) for text, name in ((one, OLD), (other, NEW))
    ]
    (difference,) = sentences_of(collected(*files), "files-differ")
    assert f": {shown[0]} → {shown[1]}. Behåll" in difference
    (cell,) = sentences_of(collected(*files), "differs-between-files")
    assert f" står: {shown[0]}" in cell
