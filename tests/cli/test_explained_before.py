"""An unusual figure that the unit explained in the last round too is said to be so, with what it wrote then."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_previous import LATER, NextRound
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round, new_round

WHY = "Bytt journalsystem, halva perioden saknas."
FEW = f"""
## Produktion
| Besök   | Besök jan–apr 2022 | Kommentar |
| Somatik | 4 192        | {WHY}     |
"""


def later(tmp_path: Path, answers: str, before: str = FEW, plan: str = LATER, unit: str = "nord") -> Round:
    """T1 2022 with ``before``, merged; T1 2023 with ``answers``, held against the same year."""
    first = merged_round(tmp_path / "a", PLAN, {"nord": before})
    new_round(tmp_path / "b", plan, {})
    shutil.copytree(first.folder / "output" / "record", tmp_path / "b" / "history" / "T1 2022")
    round_ = NextRound(tmp_path / "b")
    round_.answer(unit, answers.replace("jan–apr 2022", "jan–apr 2023"))
    return round_


def far(round_: Round, verb: str = "merge", rule: str = "far-from-last-year") -> list[tuple[str, str]]:
    """Severity and advice of each figure that is unusual."""
    if verb == "merge":
        findings = round_.merged_json()["findings"]
    else:
        _code, output = command(verb, "--plan", str(round_.folder / "plan.xlsx"), "--format", "json")
        result: dict[str, Any] = json.loads(output[output.index("{") : output.rindex("}") + 1])
        findings = [finding for file in result["files"] for finding in file["findings"]]
    return [(f["severity"], f["advice"]) for f in findings if f["rule"] == rule]


@pytest.mark.parametrize("verb", ["merge", "check"])
def test_a_figure_that_is_not_explained_now_is_still_asked_about_and_the_old_text_quoted(
    tmp_path: Path, verb: str
) -> None:
    ((severity, advice),) = far(later(tmp_path, FEW.replace(WHY, "")), verb)
    assert severity == "warning"
    assert f"I T1 2022 förklarade enheten samma sak: ”{WHY}”" in advice


def test_another_explanation_stands_beside_the_old_one(tmp_path: Path) -> None:
    ((severity, advice),) = far(later(tmp_path, FEW.replace(WHY, "Flera läkare slutade.")))
    assert severity == "info"
    assert "Flera läkare slutade." in advice and f"”{WHY}”" in advice


def test_the_same_words_again_are_said_to_be_so(tmp_path: Path) -> None:
    ((severity, advice),) = far(later(tmp_path, FEW))
    assert severity == "info"
    assert advice.endswith("Enheten förklarade samma sak i T1 2022, med samma ord.")
    assert advice.count(WHY) == 1


def test_a_figure_that_was_as_usual_then_was_not_explained(tmp_path: Path) -> None:
    usual = FEW.replace("4 192", "42 000")
    ((_severity, advice),) = far(later(tmp_path, FEW.replace(WHY, ""), usual))
    assert "T1 2022" not in advice


def test_what_nobody_explained_then_is_not_quoted(tmp_path: Path) -> None:
    ((_severity, advice),) = far(later(tmp_path, FEW, FEW.replace(WHY, "")))
    assert "T1 2022" not in advice


def test_what_was_said_of_another_row_is_not_quoted(tmp_path: Path) -> None:
    """Both rows have a comment in both rounds; only one of them was far from the year before."""
    two = FEW + "| Övriga besök | 36 000 | Som vanligt i år. |\n"
    round_ = later(tmp_path, two.replace("36 000", "3 600"), two)
    advice = {text for _severity, text in far(round_)}
    assert len(advice) == 2
    assert [text for text in advice if "Som vanligt" in text and "T1 2022" in text] == []
    assert len([text for text in advice if "med samma ord" in text]) == 1


def renamed(replaces: str, more: str = "") -> str:
    """The later plan with a unit of another id and name in the place of Division Nord; ``more`` is another row of units."""
    head, mark, rest = LATER.partition("## Enheter\n")
    table, blank, below = rest.partition("\n\n")
    titles, *rows = table.splitlines()
    cells = [f"{row} {replaces} |" if "Division Nord" in row else f"{row} |" for row in rows]
    lines = [f"{titles} Ersätter |", *(row.replace("| nord | Division Nord |", "| a | Division A |") for row in cells)]
    return head + mark + "\n".join([*lines, *more.splitlines()]) + blank + below


def test_a_unit_that_has_another_id_and_name_has_explained_it_all_the_same(tmp_path: Path) -> None:
    ((_severity, advice),) = far(later(tmp_path, FEW, plan=renamed("nord"), unit="a"))
    assert advice.endswith("Enheten förklarade samma sak i T1 2022, med samma ord.")


def test_a_unit_that_is_a_part_of_one_has_not_explained_it(tmp_path: Path) -> None:
    other = "| b | Division B | division | region | Regionstyrelsen | Stabschef | | ja | nord 40 % |"
    plan = renamed("nord 60 %", other).replace("| nord | årsredovisningen |", "| a | årsredovisningen |")
    ((_severity, advice),) = far(later(tmp_path, FEW, plan=plan, unit="a"))
    assert "T1 2022" not in advice


LOW = """
| Styrmått                        | Utfall kvinnor | Utfall män | Kommentar      |
| Andel som väntat högst 90 dagar | 7,1 %          | 79 %       | Arbetet pågår. |
"""


def test_a_comment_that_explained_nothing_is_not_quoted(tmp_path: Path) -> None:
    first = new_round(tmp_path / "x", PLAN, {"nord": LOW})
    assert [severity for severity, _advice in far(first, rule="far-from-likely")] == ["warning"]
    explained = LOW.replace("Arbetet pågår.", "7,1 och 0,9 stämmer: registret har luckor.")
    now = explained.replace("7,1 %", "0,9 %")
    ((_severity, advice),) = far(later(tmp_path, now, LOW), rule="far-from-likely")
    assert "registret har luckor" in advice and "T1 2022" not in advice
    ((_severity, advice),) = far(later(tmp_path / "b", now, explained), rule="far-from-likely")
    assert advice.endswith("med samma ord.")


def test_a_record_that_somebody_has_changed_explains_nothing(tmp_path: Path) -> None:
    round_ = later(tmp_path, FEW.replace(WHY, ""))
    path = round_.folder / "history" / "T1 2022" / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Bytt", "Nytt"), encoding="utf-8")
    ((_severity, advice),) = far(round_)
    assert "T1 2022" not in advice
