"""followup merge --dry-run says what a merge would change; after it the sheet Ändrat says what it changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.test_previous import FIRST, NOW
from tests.house import command
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import sheet_records
from tests.plans import PLAN
from tests.schemas import faults
from tests.scoring.rounds import NAMES, Round, merged_round, new_round, plain


@pytest.fixture
def merged(tmp_path: Path) -> Round:
    """T1 2022 with two units: merged, and published on the tenth of May."""
    answers = {"nord": FIRST, "syd": FIRST}
    return merged_round(tmp_path / "r", PLAN, answers, "--published", "--today", "2022-05-10")


def dry_run(round_: Round, *arguments: str) -> tuple[int, str]:
    code, output = command("merge", "--dry-run", "--plan", str(round_.folder), *arguments)
    return code, plain(output)


def as_json(round_: Round, *arguments: str) -> dict[str, Any]:
    output = dry_run(round_, "--format", "json", *arguments)[1]
    content: dict[str, Any] = json.loads(output[output.index("{") :])
    return content


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(round_: Round) -> list[tuple[str, str, str, str]]:
    """Unit, column, what it was and is of the sheet Ändrat; nothing where there is no such sheet."""
    try:
        records = round_.rows("Ändrat")
    except KeyError:
        return []
    return [(plain(r["Enhet"]), plain(r["Kolumn"]), plain(r["Var"]), plain(r["Är nu"])) for r in records]


def test_it_writes_nothing(merged: Round) -> None:
    merged.answer("nord", NOW)
    before = files(merged.folder)
    assert dry_run(merged)[0] == 0
    assert files(merged.folder) == before


def test_the_regions_figures_and_every_level_are_named_from_and_to(merged: Round) -> None:
    merged.answer("nord", NOW)
    _code, output = dry_run(merged)
    assert "Region Mellansjö · Styrmått · Antal som fått frågan · Utfall totalt: 40 → 51" in output
    assert "Division Nord · Styrmått · Andel som väntat högst 90 dagar · Utfall kvinnor: 70,8 % → 75,0 %" in output
    assert "Division Syd · Styrmått · Andel" not in output, "nothing of it has changed"
    assert output.rstrip().endswith("Ingenting skrevs.")


def test_a_level_changes_with_sign_and_word(merged: Round) -> None:
    merged.answer("nord", FIRST.replace("70,83 %", "85 %"))
    _code, output = dry_run(merged)
    assert (
        "Division Nord · Styrmått · Andel som väntat högst 90 dagar · Måluppfyllelse K: ▲ Inte uppnått → □ Uppnått"
        in output
    )


TWO_OF_A_NAME = PLAN.replace(
    "| Besök | ovriga | Övriga besök | totalt | fylls i |",
    """\
| Besök | ovriga | Övriga vårdgivarbesök | totalt | summa |
| Besök | ovriga-somatik | Somatik | ovriga | fylls i |""",
).replace("| nord | ovriga |", "| nord | ovriga-somatik |")
VISITS = """
## Besök
| Besök | Besök jan–apr 2022 |
| Läkarbesök > Somatik | 45 467 |
| Övriga vårdgivarbesök > Somatik | {} |
"""


def test_a_row_whose_label_is_not_its_own_is_told_with_the_way_to_it(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", TWO_OF_A_NAME, {"nord": VISITS.format("40 000")})
    round_.answer("nord", VISITS.format("41 000"))
    _code, output = dry_run(round_)
    assert "Division Nord · Besök · Övriga vårdgivarbesök › Somatik · Besök jan–apr 2022: 40 000 → 41 000" in output
    assert "Region Mellansjö · Besök · Övriga vårdgivarbesök · Besök jan–apr 2022: 40 000 → 41 000" in output
    assert "· Somatik ·" not in output
    round_.merge()
    assert "Övriga vårdgivarbesök › Somatik" in {row["Rad"] for row in round_.rows("Ändrat")}


def test_two_files_that_differ_on_such_a_row_are_told_with_the_way_to_it(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", TWO_OF_A_NAME, {"nord": VISITS.format("40 000")})
    round_.answer("nord", VISITS.format("41 000"), "en till.xlsx")
    _code, output = dry_run(round_)
    assert "Övriga vårdgivarbesök › Somatik" in output and "· Somatik" not in output


NOT_BY_PART = """
| Styrmått | Utfall totalt |
| Antal som fått frågan | 20 |
"""


def test_a_level_of_the_whole_goes_over_into_those_of_its_parts(merged: Round) -> None:
    """And back: a measure that is judged for women and men has not lost a level."""
    merged.answer("nord", NOT_BY_PART)
    merged.merge()
    merged.answer("nord", FIRST)
    _code, output = dry_run(merged)
    of_levels = [line.strip() for line in output.splitlines() if "Måluppfyllelse" in line and "→" in line]
    start = "Division Nord · Styrmått · Andel som väntat högst 90 dagar · Måluppfyllelse"
    assert of_levels == [f"{start} {part}: ○ Uppgift saknas → ▲ Inte uppnått" for part in "KM"]
    assert "\n5 uppgifter skulle bli andra" in output, "two levels, two outcomes and the trend"
    merged.merge()
    merged.answer("nord", NOT_BY_PART)
    assert f"{start} K: ▲ Inte uppnått → ○ Uppgift saknas" in dry_run(merged)[1]
    merged.merge()
    assert ("Division Nord", "Måluppfyllelse M", "▲ Inte uppnått", "○ Uppgift saknas") in changed(merged)


def test_nothing_new_changes_nothing(merged: Round) -> None:
    assert as_json(merged)["changes"] == {"since_merge": [], "published_on": "2022-05-10", "since_publication": []}
    assert "0 uppgifter skulle bli andra" in dry_run(merged)[1]


def test_a_round_that_was_never_merged_has_nothing_to_compare_with(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": FIRST})
    assert as_json(round_)["changes"] == {"since_merge": None, "published_on": "", "since_publication": None}
    assert "ingen tidigare sammanställning av tillfället" in dry_run(round_)[1]
    assert not (round_.folder / "output").exists()


def test_what_a_script_gets_is_as_the_schema_says(merged: Round) -> None:
    merged.answer("nord", FIRST.replace("70,83 %", "85 %"))
    result = as_json(merged)
    assert result["changes"]["since_merge"] and result["changes"]["since_publication"]
    assert faults("merge", result) == []


def test_what_was_published_is_compared_with_what_would_be_published(merged: Round) -> None:
    """A merge in between, that published nothing, does not make the erratum shorter."""
    merged.answer("nord", NOW)
    merged.merge()
    merged.answer("syd", FIRST.replace("| 20 ", "| 25 "))
    changes = as_json(merged)["changes"]
    totals = {
        side: [
            (c["value_before"], c["value_after"]) for c in changes[side] if not c["unit"] and c["column"] == "outcome"
        ]
        for side in ("since_merge", "since_publication")
    }
    assert totals == {"since_merge": [(51.0, 56.0)], "since_publication": [(40.0, 56.0)]}
    assert changes["published_on"] == "2022-05-10"
    assert "skiljer sig från det som publicerades 2022-05-10" in dry_run(merged)[1]


def test_a_masked_figure_stays_masked_in_the_erratum(tmp_path: Path) -> None:
    few = FIRST.replace("| 20 ", "| 3 ")
    round_ = merged_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": few}, "--published")
    round_.answer("syd", FIRST.replace("| 20 ", "| 4 "))
    of_syd = [c for c in as_json(round_)["changes"]["since_publication"] if c["unit"] == "syd"]
    assert of_syd == [], "both are masked: a reader outside sees no difference"
    assert [c["value_after"] for c in as_json(round_)["changes"]["since_merge"] if c["unit"] == "syd"] == [4.0]


def test_it_ends_as_the_merge_would(merged: Round) -> None:
    merged.answer("nord", NOW.replace("| 31 ", "| ca 31 stycken eller så "))
    code, output = dry_run(merged)
    assert code == 1 and "Att rätta" in output
    assert merged.merge().code == 1
    for path in (merged.folder / "inbox").iterdir():
        path.unlink()
    assert dry_run(merged)[0] == 2 == merged.merge().code


def test_a_page_is_refused(merged: Round, tmp_path: Path) -> None:
    code, output = dry_run(merged, "--page", str(tmp_path / "sida.html"))
    assert code == 2 and "ingen sida" in output
    assert not (tmp_path / "sida.html").exists()


def test_the_sheet_says_what_the_dry_run_said(merged: Round) -> None:
    assert changed(merged) == [], "nothing was merged before"
    merged.answer("nord", NOW)
    said = as_json(merged)["changes"]["since_merge"]
    merged.merge()
    assert len(changed(merged)) == len(said)
    assert ("Region Mellansjö", "Utfall totalt", "40", "51") in changed(merged)
    assert ("Division Nord", "Utfall kvinnor", "0.7083", "0.75") in changed(merged)
    row = next(r for r in merged.rows("Ändrat") if r["Enhet"] == NAMES["nord"] and r["Kolumn"] == "Utfall kvinnor")
    assert row["Källa"].startswith("Division Nord T1 2022.xlsx, Styrmått, ")


def test_figures_of_the_sheet_are_numbers_as_their_rows_show_them(merged: Round) -> None:
    merged.answer("nord", NOW)
    merged.merge()
    cells = {
        (plain(line[0].value), plain(line[3].value)): line[4:6]
        for line in sheet_in(merged.regional, "Ändrat").iter_rows()
        if len(line) > 5
    }
    before, after = cells["Division Nord", "Utfall kvinnor"]
    assert (before.value, after.value) == (0.7083, 0.75), "so that they can be counted with"
    assert before.number_format == after.number_format == "0.0\\ %"
    before, after = cells["Region Mellansjö", "Utfall totalt"]
    assert (before.value, after.value) == (40, 51)


def test_the_same_merge_again_gives_the_same_bytes_and_a_new_one_another_list(merged: Round) -> None:
    merged.answer("nord", NOW)
    merged.merge()
    before = files(merged.folder / "output")
    merged.merge()
    assert files(merged.folder / "output") == before
    merged.answer("nord", FIRST)
    merged.merge()
    assert ("Region Mellansjö", "Utfall totalt", "51", "40") in changed(merged)


def test_what_is_gone_is_told_too(merged: Round) -> None:
    merged.answer("nord", FIRST.replace("| 20 ", "|    "))
    merged.merge()
    assert ("Division Nord", "Utfall totalt", "20", "") in [
        (u, c, w, n if n != "None" else "") for u, c, w, n in changed(merged)
    ]


def test_what_could_be_read_and_cannot_any_more_is_told_so(merged: Round) -> None:
    merged.answer("nord", FIRST.replace("| 20 ", "| många "))
    merged.merge()
    assert ("Division Nord", "Utfall totalt", "20", "gick inte att använda") in changed(merged)


def test_published_documents_have_no_such_sheet(merged: Round) -> None:
    merged.answer("nord", NOW)
    merged.merge("--published")
    with pytest.raises(KeyError):
        merged.rows("Ändrat", merged.public("regional.xlsx"))


def edit(path: Path) -> None:
    document = docx.Document(str(path))
    document.paragraphs[0].insert_paragraph_before("Tillagt av Eva.")
    document.save(str(path))


def edited_rows(path: Path) -> list[tuple[str, ...]]:
    return [
        tuple(plain(r[t]) for t in ("Kapitel", "Enhet", "Kolumn", "Var", "Är nu"))
        for r in sheet_records(path, "Ändrat", "Dokument")
    ]


def test_an_edited_document_is_left_and_what_it_no_longer_says_rightly_is_told_by_chapter(merged: Round) -> None:
    edit(merged.summary)
    merged.answer("nord", NOW)
    merged.merge()
    assert "Tillagt av Eva." in merged.word
    rows = edited_rows(merged.regional)
    assert ("Måluppfyllelse per perspektiv", "Division Nord", "Utfall kvinnor", "0.7083", "0.75") in rows
    merged.answer("nord", NOW.replace("75 %", "76 %"))
    merged.merge()
    rows = edited_rows(merged.regional)
    assert ("Måluppfyllelse per perspektiv", "Division Nord", "Utfall kvinnor", "0.7083", "0.76") in rows, (
        "from what the document was made of, not from the merge before"
    )
    merged.answer("nord", FIRST)
    merged.merge()
    with pytest.raises(StopIteration):
        edited_rows(merged.regional)


def test_what_an_edited_document_does_not_show_is_not_said_of_it(merged: Round) -> None:
    """The forecast is no column of the summary."""
    edit(merged.summary)
    forecast = FIRST.replace("| Utfall totalt |", "| Utfall totalt | Helårsprognos |").replace(
        "| 20            |", "| 20 | 25 |"
    )
    merged.answer("nord", forecast.replace("| 79 %       |               |", "| 79 % | | |"))
    merged.merge()
    assert ("Division Nord", "Helårsprognos", "", "25") in changed(merged)
    with pytest.raises(StopIteration):
        edited_rows(merged.regional)


def test_a_document_that_nobody_edited_is_not_listed(merged: Round) -> None:
    merged.answer("nord", NOW)
    merged.merge()
    with pytest.raises(StopIteration):
        edited_rows(merged.regional)


def test_report_says_of_an_edited_document_what_has_changed_in_its_chapters(merged: Round) -> None:
    folder = str(merged.folder)
    assert command("report", "appendix", "--plan", folder)[0] == 0
    nord = next((merged.folder / "output" / "appendix").glob("Division Nord*.docx"))
    edit(nord)
    merged.answer("nord", NOW)
    merged.merge()
    merged.answer("nord", NOW.replace("75 %", "76 %"))
    _code, output = command("report", "appendix", "--plan", folder)
    (line,) = [line for line in plain(output).splitlines() if "det här har ändrats" in line]
    assert line.startswith("Division Nord.docx, ") and "Utfall kvinnor: 70,8 % → 76,0 %" in line, line
    assert "Region Mellansjö" not in line, "the appendix is of the division alone"


@pytest.mark.parametrize("arguments", [("--dry-run",), ()])
def test_a_record_that_somebody_has_changed_is_no_ground_for_telling_what_has_changed(
    merged: Round, arguments: tuple[str, ...]
) -> None:
    path = merged.folder / "output" / "record" / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0.7083", "0.9"), encoding="utf-8")
    merged.answer("nord", NOW)
    _code, output = command("merge", *arguments, "--plan", str(merged.folder))
    assert "output/record/facts.csv är inte som den senaste sammanställningen skrev den" in plain(output)
    assert "0,9" not in plain(output)
    assert changed(merged) == []
