"""followup plan diff: what a person and a script get, with and without a round to count from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from tests.house import bundled, command
from tests.outputs.reading_back import word_text
from tests.plans import PLAN, changed
from tests.scoring.rounds import plain
from tests.tables import plan_book

KEYS = "sheet id kind name column old new cell proposal reason decision valid_from"


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """A plan, and the same with another target and another deadline."""
    new = changed("| minst 80 % |", "| minst 85 % |").replace("2022-05-13", "2022-05-20")
    plans = []
    for name, text in (("före", PLAN), ("efter", new)):
        path = tmp_path / f"{name}.xlsx"
        shutil.copyfile(plan_book(text), path)
        plans.append(str(path))
    return plans[0], plans[1]


def test_a_person_reads_changes_by_kind_and_what_to_check(two: tuple[str, str]) -> None:
    code, output = command("plan", "diff", *two)
    assert code == 0
    assert (
        output.index("Ändrade målvärden (1)")
        < output.index("På bladet Uppföljning (1)")
        < output.index("Att kontrollera")
    )
    assert "står inte varför" in output


def test_a_script_gets_one_object(two: tuple[str, str]) -> None:
    code, output = command("plan", "diff", *two, "--format", "json")
    result = json.loads(output)
    assert (code, list(result)) == (0, ["old", "new", "counts", "changes", "findings"])
    assert result["counts"] == {
        **dict.fromkeys(("struck", "added", "renamed", "reworded", "target_added"), 0),
        **{"target_changed": 1, "target_struck": 0, "new_method": 0, "new_id": 0, "changed": 1},
    }
    assert [list(change) for change in result["changes"]] == [KEYS.split()] * 2
    assert [finding["rule"] for finding in result["findings"]] == ["change-without-reason"]


def test_a_figure_that_differs_is_told_however_little_it_differs(tmp_path: Path) -> None:
    plans = []
    for name, share in (("före", "50,12 %"), ("efter", "50,14 %")):
        plans.append(str(tmp_path / f"{name}.xlsx"))
        shutil.copyfile(plan_book(changed("| 2021-01 | 50 % |", f"| 2021-01 | {share} |")), plans[-1])
    code, output = command("plan", "diff", *plans)
    assert code == 0 and "50,12 % → 50,14 %" in plain(output)
    (change,) = json.loads(command("plan", "diff", *plans, "--format", "json")[1])["changes"]
    assert (change["old"], change["new"]) == ("50,12\u00a0%", "50,14\u00a0%")


def test_a_long_text_that_differs_at_its_end_is_told_so_that_it_is_seen(tmp_path: Path) -> None:
    plans, long = [], "Uppgiften lämnas av ekonomienheten senast den femte i varje månad, också i juli och augusti, av"
    for name, by in (("före", "Anna"), ("efter", "Bo")):
        plans.append(str(tmp_path / f"{name}.xlsx"))
        text = changed("Den som själv har valt att vänta räknas inte med.", f"{long} {by}.")
        shutil.copyfile(plan_book(text), plans[-1])
    _code, output = command("plan", "diff", *plans)
    assert "augusti, av Anna. → " in output and "augusti, av Bo." in output


def test_the_same_plan_twice(two: tuple[str, str]) -> None:
    code, output = command("plan", "diff", two[0], two[0])
    assert (code, output.strip()) == (0, "De två planerna säger samma sak.")


def test_without_a_round_the_memorandum_counts_no_goals(two: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "pm.docx"
    code, output = command("plan", "diff", *two, "--report", str(target))
    assert code == 0, output
    text = plain(word_text(target))
    assert "minst 85 %" in text
    assert "Måluppfyllelse" not in text


def test_the_memorandum_is_not_made_from_a_template_with_a_misspelt_placeholder(
    two: tuple[str, str], tmp_path: Path
) -> None:
    restyled, target = tmp_path / "workbook_templates" / "revision.docx", tmp_path / "pm.docx"
    restyled.parent.mkdir()
    document = docx.Document(str(bundled("workbook_templates") / "revision.docx"))
    document.add_paragraph("{{ titel }}")
    document.save(str(restyled))
    code, output = command("plan", "diff", *two, "--report", str(target))
    assert code == 2
    assert "”{{ titel }}” är ingen platshållare" in output
    assert not target.exists()


def test_a_round_that_cannot_be_used_gives_a_script_the_keys_of_this_command_alone(
    two: tuple[str, str], tmp_path: Path
) -> None:
    """Only a merge tells how the units stand."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "Division Nord T1 2022.xlsx").write_bytes(b"")
    shutil.copyfile(two[0], tmp_path / "plan.xlsx")
    old, merged = str(tmp_path / "plan.xlsx"), ["error", "round", "units", "values_merged", "outputs", "findings"]
    for arguments, keys in (
        (("plan", "diff", old, two[1], "--report", str(tmp_path / "pm.docx")), ["error", "findings"]),
        (("merge", "--plan", old), merged),
    ):
        code, output = command(*arguments, "--format", "json")
        assert (code, list(json.loads(output[output.index("{") : output.rindex("}") + 1]))) == (2, keys)


def test_a_plan_that_is_not_there(two: tuple[str, str], tmp_path: Path) -> None:
    code, output = command("plan", "diff", two[0], str(tmp_path / "borta.xlsx"))
    assert code == 2
    assert "borta.xlsx" in output


def test_the_memorandum_is_not_among_the_reports_of_one_plan(two: tuple[str, str]) -> None:
    code, output = command("report", "--plan", two[0])
    assert code == 0
    assert "revision" not in output
