"""followup export --rounds, and read_facts(rounds=): facts of earlier rounds as their records keep them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from tests.cli.test_previous import FIRST, LATER, NOW, NextRound
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round, new_round

T1, T2 = "T1 2022", "T1 2023"


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022 merged and published; T1 2023 begun from it, where one unit has answered."""
    return two_rounds(tmp_path_factory.mktemp("rounds"))


def two_rounds(folder: Path) -> Round:
    """T1 2022 in ``a``, T1 2023 in ``b``."""
    first = merged_round(folder / "a", PLAN, {"nord": FIRST, "syd": FIRST}, "--published")
    new_round(folder / "b", LATER, {})
    shutil.copytree(first.folder / "output" / "record", folder / "b" / "history" / T1)
    round_ = NextRound(folder / "b")
    round_.answer("nord", NOW)
    return round_


def export(round_: Round, into: Path, *rounds: str, more: tuple[str, ...] = ()) -> tuple[int, str]:
    options = [word for name in rounds for word in ("--rounds", name)]
    return command("export", "--plan", str(round_.folder), "--into", str(into), *options, *more)


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcomes(path: Path, unit: str = "nord") -> list[tuple[str, str, str, str]]:
    """Round, first day, kind and value of a share of a unit's."""
    return [
        (line["round"], line["period_start"], line["kind"], line["value"])
        for line in lines(path)
        if (line["unit"], line["row"], line["column"], line["part"]) == (unit, "vantat", "outcome", "women")
    ]


def test_each_round_has_its_figures_once_with_its_own_days(later: Round, tmp_path: Path) -> None:
    code, output = export(later, tmp_path, T2, T1)
    assert code == 0, output
    assert outcomes(tmp_path / "facts.csv") == [
        (T1, "2022-01-01", "leaf", "0.7083"),
        (T2, "2023-01-01", "leaf", "0.75"),
    ], "the earlier round's figure is its own, not also what this round's form tells of it"
    assert {line["unit"] for line in lines(tmp_path / "facts.csv") if line["round"] == T1} >= {"nord", "syd", ""}


def test_all_is_every_round_that_there_is(later: Round, tmp_path: Path) -> None:
    export(later, tmp_path / "a", "ALL")
    export(later, tmp_path / "b", T1, T2)
    assert (tmp_path / "a" / "facts.csv").read_bytes() == (tmp_path / "b" / "facts.csv").read_bytes()


def test_without_rounds_they_are_as_before(later: Round, tmp_path: Path) -> None:
    export(later, tmp_path)
    figures = [(round_, kind, value) for round_, _day, kind, value in outcomes(tmp_path / "facts.csv")]
    assert (T2, "leaf", "0.75") in figures and (T1, "earlier", "0.7083") in figures


def test_the_lines_of_an_earlier_round_are_those_it_exported_itself(later: Round, tmp_path: Path) -> None:
    first = later.folder.parent / "a"
    command("export", "--plan", str(first), "--into", str(tmp_path / "then"))
    export(later, tmp_path / "now", T1)
    then = [line for line in lines(tmp_path / "then" / "facts.csv") if line["round"] == T1]
    assert lines(tmp_path / "now" / "facts.csv") == then


def test_a_level_has_the_word_of_the_scale_of_its_round(later: Round, tmp_path: Path) -> None:
    """The plan has another word for it now."""
    place = tmp_path / "r"
    shutil.copytree(later.folder, place)
    book = LATER.replace("| Uppnått ", "| Klarat ") if "| Uppnått " in LATER else ""
    assert book, "the plan that is shared names the level"
    shutil.copy(new_round(tmp_path / "other", book, {}).folder / "plan.xlsx", place / "plan.xlsx")
    _code, output = export(NextRound(place), tmp_path, "all")
    words = {(line["round"], line["level_word"]) for line in lines(tmp_path / "facts.csv") if line["level"] == "met"}
    assert words == {(T1, "Uppnått"), (T2, "Klarat")}, output


def test_earlier_rounds_need_no_answers(later: Round, tmp_path: Path) -> None:
    place = tmp_path / "r"
    shutil.copytree(later.folder, place)
    shutil.rmtree(place / "inbox")
    assert export(NextRound(place), tmp_path, T1)[0] == 0
    assert {line["round"] for line in lines(tmp_path / "facts.csv")} == {T1}


def test_a_round_without_a_record_has_the_figures_that_the_plan_tells(later: Round, tmp_path: Path) -> None:
    code, _output = export(later, tmp_path, "T1 2021")
    assert code == 0
    assert outcomes(tmp_path / "facts.csv") == [("T1 2021", "", "earlier", "0.71")]


def test_a_round_that_nobody_knows_is_refused_by_name(later: Round, tmp_path: Path) -> None:
    code, output = export(later, tmp_path, "T3 2020")
    assert code == 2
    assert "T3 2020" in output and T1 in output and T2 in output
    assert not (tmp_path / "facts.csv").exists()


def test_changed_facts_are_refused_by_the_name_of_the_file(later: Round, tmp_path: Path) -> None:
    place = tmp_path / "r"
    shutil.copytree(later.folder, place)
    path = place / "history" / T1 / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0.7083", "0.9"), encoding="utf-8")
    code, output = export(NextRound(place), tmp_path, T1)
    assert code == 2 and "facts.csv är inte som den skrevs" in output


def test_masked_facts_of_an_earlier_round_are_those_that_were_published(later: Round, tmp_path: Path) -> None:
    code, _output = export(later, tmp_path, T1, T2, more=("--published",))
    assert code == 0
    published = [line for line in lines(tmp_path / "published" / "facts.csv") if line["round"] == T1]
    assert published and not any(line["file"] for line in published)
    with (later.folder / "history" / T1 / "published.csv").open(encoding="utf-8", newline="") as file:
        assert published == [line for line in csv.DictReader(file) if line["round"] == T1]


def test_a_round_that_was_not_published_has_no_masked_facts(tmp_path: Path) -> None:
    first = merged_round(tmp_path / "a", PLAN, {"nord": FIRST})
    new_round(tmp_path / "b", LATER, {})
    shutil.copytree(first.folder / "output" / "record", tmp_path / "b" / "history" / T1)
    code, output = export(NextRound(tmp_path / "b"), tmp_path, T1, more=("--published",))
    assert code == 2 and "T1 2022 publicerades inte" in output


def test_a_merge_that_publishes_nothing_keeps_what_was_published(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "a", PLAN, {"nord": FIRST}, "--published")
    path = round_.folder / "output" / "record" / "published.csv"
    published = path.read_bytes()
    round_.answer("nord", NOW)
    round_.merge()
    assert path.read_bytes() == published and b"0.7083" in published
    round_.merge("--published")
    assert b"0.75" in path.read_bytes()
