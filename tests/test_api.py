"""A test of ``followup``: the job from Python, without a terminal; every verb sees the same round."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import followup
from tests.cli.commands.test_export_rounds import two_rounds
from tests.demos import Demo
from tests.house import command
from tests.tables import empty_decisions, fill, text_tables

TODAY = date(2022, 5, 16)


@pytest.fixture
def place(demo: Demo, tmp_path: Path) -> Path:
    """The workspace of the demo."""
    shutil.copytree(demo.folder, tmp_path / "w")
    return tmp_path / "w"


def correct(place: Path) -> str:
    """A corrected file beside the first, as it comes when a unit sends it again; the unit's name."""
    sent = next(path for path in (place / "inbox").glob("*.xlsx") if "Närsjukvård" in path.name)
    book = openpyxl.load_workbook(sent)
    sheet = book["Produktion"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "ca 155 000":
                cell.value = 155000
    book.save(sent.with_name(f"{sent.stem} rättad.xlsx"))
    return "Division Närsjukvård"


def test_after_a_correction_every_verb_sees_the_same_round(place: Path) -> None:
    """The first file was merged; then a corrected one lies beside it."""
    followup.merge(place, today=TODAY)
    unit = correct(place)
    merged = followup.merge(place, today=TODAY)
    standing = followup.status(place, today=TODAY)
    checked = followup.check(place, today=TODAY)
    reported = followup.report(place, today=TODAY)
    (state,) = [state for state in merged.round.states if state.unit.name == unit]
    assert state.file.endswith("rättad.xlsx") and state.answered
    for other in (standing.round, checked.round):
        assert other.states == merged.round.states
        assert other.findings == merged.round.findings
        assert other.superseded == merged.round.superseded
    assert reported.region.states == merged.region.states
    assert reported.region.levels == merged.region.levels
    assert reported.region.findings == merged.region.findings
    assert figures(reported.region) == figures(merged.region)


def figures(region: object) -> Counter[str]:
    """Every value of every row."""
    tables = region.tables  # type: ignore[attr-defined]
    rows = [row for table in tables for row in (*table.rows, *table.region)]
    return Counter(
        f"{row.filled.row.key} {column} {value}" for row in rows for column, value in row.filled.values.items()
    )


def test_a_report_has_the_earlier_rounds_that_the_merge_had(place: Path) -> None:
    earlier = place / "regional T1 2021.xlsx"
    shutil.copyfile(place / "output" / "regional.xlsx", earlier)
    merged = followup.merge(place, previous=[earlier], today=TODAY)
    reported = followup.report(place, today=TODAY)
    assert reported.region.findings == merged.region.findings
    assert figures(reported.region) == figures(merged.region)
    earlier.unlink()
    rules = [finding.rule for finding in followup.report(place, today=TODAY).findings]
    assert "earlier-left-out" in rules


def test_templates_and_the_plan(place: Path) -> None:
    assert followup.template(place, ["Division Psykiatri"], place / "nya").count == 1
    assert [path.suffix for path in (place / "nya").iterdir()] == [".xlsx"]
    assert {finding.severity.key for finding in followup.plan_check(place).findings} <= {"warning", "info"}
    assert not followup.plan_diff(place, place).revision.changes


def test_a_comparison_takes_its_report_by_the_name_of_the_option(place: Path, tmp_path: Path) -> None:
    compared = followup.plan_diff(place, place, report=tmp_path / "pm.docx", today=TODAY)
    assert compared.report == tmp_path / "pm.docx" and compared.report.is_file()


def test_a_report_takes_one_name_as_it_is(place: Path, tmp_path: Path) -> None:
    reported = followup.report(place, "summary", into=tmp_path / "there", today=TODAY)
    assert [path.name for path in reported.paths] == ["summary.docx"]


def test_a_report_of_other_folders(place: Path, tmp_path: Path) -> None:
    (place / "inbox").rename(tmp_path / "received")
    reported = followup.report(place, ["summary"], inbox=tmp_path / "received", into=tmp_path / "there", today=TODAY)
    assert reported.paths == (tmp_path / "there" / "summary.docx",) and reported.paths[0].is_file()


def test_facts_are_the_same_from_a_workspace_and_from_what_was_exported(place: Path, tmp_path: Path) -> None:
    csv, parquet = (
        followup.export(place, format=format_, into=tmp_path, today=TODAY) for format_ in ("csv", "parquet")
    )
    assert [path.name for path in (*csv.paths, *parquet.paths)] == ["facts.csv", "facts.parquet"]
    of_place = followup.read_facts(place, today=TODAY)
    assert len(of_place) == len(csv.facts) > 800
    for path in (*csv.paths, *parquet.paths):
        assert followup.read_facts(path).equals(of_place)
    assert set(followup.read_facts(place, published=True, today=TODAY)["masked"]) == {"yes", "no"}


def test_the_same_facts_give_the_same_bytes(place: Path, tmp_path: Path) -> None:
    for name in ("csv", "parquet"):
        one, two = (
            followup.export(place, format=name, into=tmp_path / into, today=TODAY).paths[0] for into in ("one", "two")
        )
        assert one.read_bytes() == two.read_bytes()


def test_a_file_of_facts_that_a_person_has_changed_stays(place: Path, tmp_path: Path) -> None:
    (path,) = followup.export(place, into=tmp_path, today=TODAY).paths
    assert followup.export(place, into=tmp_path, today=TODAY).paths == (path,)
    path.write_text("min egen", encoding="utf-8")
    assert followup.export(place, into=tmp_path, today=TODAY).paths == (tmp_path / "facts (2).csv",)
    assert path.read_text(encoding="utf-8") == "min egen"


def test_facts_that_cannot_be_read_are_said(tmp_path: Path, place: Path) -> None:
    with pytest.raises(followup.CouldNotRun, match="Det finns ingen fil"):
        followup.read_facts(tmp_path / "facts.csv")
    with pytest.raises(followup.CouldNotRun, match="Formatet json finns inte"):
        followup.export(place, format="json")


def test_without_the_extra_it_is_said_what_to_install(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    plan, into = str(place / "plan.xlsx"), tmp_path / "out"
    code, output = command("export", "--plan", plan, "--into", str(into), "--format", "parquet")
    assert code == 2 and 'pip install "followup[analysis]"' in output and not into.exists()
    with pytest.raises(followup.CouldNotRun):
        followup.read_facts(place)
    assert command("export", "--plan", plan, "--into", str(into), "--format", "csv")[0] == 1
    assert [path.name for path in into.glob("*.*") if path.is_file()] == ["facts.csv"]


def test_a_round_is_closed_handed_out_verified_and_opened_again(place: Path, tmp_path: Path) -> None:
    merged = followup.merge(place, today=TODAY)
    attempt = followup.close(place, rows=tmp_path / "rader.xlsx", today=TODAY)
    assert attempt.closed is None and attempt.rows is not None
    assert attempt.rows.paths == (tmp_path / "rader.xlsx",)
    assert {matter.finding.rule for matter in attempt.matters} >= {"unit-silent", "not-a-number"}
    decide(place, [row for matter in attempt.matters for row in matter.rows])
    followup.merge(place, today=TODAY)
    assert followup.close(place, today=TODAY).stale, "the demo's documents are older than the decisions"
    followup.report(place, today=TODAY)
    closed = followup.close(place, today=TODAY).closed
    assert closed is not None and closed.round == merged.region.frame.round
    assert [verified.is_sound for verified in followup.verify(place)] == [True]
    assert [verified.seal for verified in followup.verify(closed.folder)] == [closed.seal]
    with pytest.raises(followup.CouldNotRun, match="är stängd sedan 2022-05-16"):
        followup.merge(place)
    with pytest.raises(followup.CouldNotRun, match="är stängd sedan 2022-05-16"):
        followup.report(place, "summary")
    handed_out = followup.hand_out(place, into=tmp_path / "kopia")
    assert [path.relative_to(tmp_path / "kopia").as_posix() for path in handed_out.paths] == [
        "regional.xlsx",
        "summary.docx",
    ]
    assert handed_out.paths[0].read_bytes() == (place / "output" / "regional.xlsx").read_bytes()
    assert followup.status(place, today=TODAY).closed == closed
    followup.reopen(place, "Rättelse.", today=TODAY)
    with pytest.raises(followup.CouldNotRun, match="inte stängd"):
        followup.hand_out(place)
    followup.merge(place, today=TODAY)


def decide(place: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Type rows on the sheet of waivers, with why and by whom."""
    titles = {"rule": "Regel", "unit": "Enhet", "row": "Rad", "column": "Kolumn eller cell"}
    lines = [" | ".join(row.get(key, "") for key in titles) for row in rows]
    table = "\n".join(f"| {line} | Ändå. | Chefen |" for line in [*lines])
    heading = f"## Undantag\n| {' | '.join(titles.values())} | Varför | Beslutat av |"
    fill(empty_decisions(), place / "decisions.xlsx", text_tables(f"{heading}\n{table}"))


def test_what_cannot_be_done_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(followup.CouldNotRun) as stopped:
        followup.merge(tmp_path)
    assert "plan" in str(stopped.value.message.id)
    assert str(stopped.value) == f"Det finns ingen uppföljningsplan i {tmp_path / 'plan.xlsx'}."
    assert capsys.readouterr() == ("", "")


def test_it_prints_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    followup.merge(place, today=TODAY)
    followup.check(place, today=TODAY)
    assert capsys.readouterr() == ("", "")


def test_read_facts_gives_the_same_rounds_to_pandas(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    later = two_rounds(tmp_path)
    facts = followup.read_facts(later.folder, rounds=["T1 2022", "T1 2023"])
    assert list(facts["round"].unique()) == ["T1 2022", "T1 2023"]
    assert str(facts["value"].dtype) == "float64" and str(facts["period_start"].dtype) == "datetime64[ns]"
    of_one = followup.read_facts(later.folder, rounds="T1 2022")
    assert len(of_one) == (facts["round"] == "T1 2022").sum()


def test_parquet_has_what_csv_has(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    later = two_rounds(tmp_path)
    followup.export(later.folder, into=tmp_path, rounds="all")
    followup.export(later.folder, into=tmp_path, rounds="all", format="parquet")
    as_csv, as_parquet = (followup.read_facts(tmp_path / name) for name in ("facts.csv", "facts.parquet"))
    assert as_csv.equals(as_parquet)
    assert set(followup.read_facts(tmp_path / "facts.parquet", rounds="2022 T1")["round"]) == {"T1 2022"}
    with pytest.raises(followup.CouldNotRun):
        followup.read_facts(tmp_path / "facts.csv", rounds="T3 2020")


def test_a_preview_says_what_the_merge_after_it_changes(place: Path) -> None:
    followup.merge(place, today=TODAY)
    correct(place)
    seen = followup.preview(place, today=TODAY)
    assert seen.since_merge
    merged = followup.merge(place, today=TODAY)
    assert list(merged.region.changes) == list(seen.since_merge)
    assert not followup.preview(place, today=TODAY).since_merge
