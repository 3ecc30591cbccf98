"""Figures that are masked in a published document, and stand in what somebody has written in it all the same."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.demos import Demo
from tests.house import command
from tests.outputs.reading_back import word_text
from tests.region.masking.test_published import LIMIT
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, every_text, new_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| hot | 1 | trygghet | Hot och våld | antal | lägre | Minska | ja | ja | DÅ04 | alla | summa |
| andel | 2 | vard-i-tid | Fått plan | % | högre | minst 80 % | ja | ja | DÅ04 | alla | viktat |
"""
HOT = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |\n| Hot och våld | {} |"
SHARE = (
    "| Styrmått | Täljare kvinnor | Täljare män | Täljare totalt | Nämnare kvinnor | Nämnare män | Nämnare totalt |\n"
    "| Fått plan | 431 | 3 | 434 | 517 | 211 | 728 |"
)
OWN = "## Egen bedömning\n| Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |\n| {} | Inte uppnått | {} | Chef |"


def texts(nord: str = "", syd: str = "", plan: str = "") -> tuple[str, dict[str, str]]:
    """A plan with a text, and the answers of three divisions: a judgement of a goal in words from two of them."""
    answers = {
        "nord": f"{HOT.format('729 | 4 | 733')}\n\n{SHARE}\n\n{OWN.format('Trygg vård', nord or 'Så är det.')}",
        "syd": f"{HOT.format('641 | 552 | 1193')}\n\n{OWN.format('Trygg vård', syd or 'Så är det.')}",
        "vast": HOT.format("816 | 927 | 1743"),
    }
    text = plan_text(MEASURES, settings=LIMIT)
    if plan:
        text += f"\n## Texter\n| Id | Slag | Gäller | Text |\n| i | inledning | sammanställning | {plan} |\n"
    return text, answers


def leaks(round_: Round) -> list[tuple[str, str, str]]:
    """Unit, what the text says, and of what it is masked, of each finding when the round is published."""
    result = round_.merged_json("--published")
    findings = [finding for finding in result["findings"] if finding["rule"] == "masked-number-in-text"]
    assert all(finding["severity"] == "warning" and finding["cell"] for finding in findings)
    named = [re.sub(r".*: (.*?)\. Kontroll.*", r"\1", finding["advice"].replace("\u00a0", " ")) for finding in findings]
    return sorted((e["unit"], e["found"].replace("\u00a0", " "), n) for e, n in zip(findings, named, strict=True))


NORD, MEN = "Division Nord", "Utfall män"


@pytest.mark.parametrize(
    ("where", "text", "expected"),
    [
        ("nord", "Av de fyra männen vårdades två.", [(NORD, "fyra", MEN)]),
        ("nord", "Vi hade 4 fall och 4 till.", [(NORD, "4", MEN)]),
        ("nord", "729 kvinnor berördes, av 733.", [(NORD, "729", "Utfall kvinnor")]),
        ("nord", "Det var 1,4 procent av männen.", [(NORD, "1,4 procent", MEN)]),
        ("nord", "Det var 1,5 procent av männen.", []),
        ("nord", "Sedan T4 2021, enligt § 4, den 4:e.", []),
        ("nord", "Tertial 4 2021, vecka 4 och kvartal 4, punkt 4 i bilaga 4.", []),
        ("syd", "Fyra avdelningar har börjat.", []),
        ("syd", "552 män, 5520 kronor.", [("Division Syd", "552", MEN)]),
        ("plan", "I Nord drabbades 4 män.", [("", "4", MEN)]),
        ("plan", "Tre divisioner har svarat.", [("", "Tre", "Täljare män")]),
    ],
)
def test_a_text_that_says_a_masked_figure_is_told(
    tmp_path: Path, where: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    plan, answers = texts(**{where: text})
    assert leaks(new_round(tmp_path / "r", plan, answers)) == expected


def test_the_reason_of_a_decision_is_a_text_too(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", *texts())
    titles = "| Vad | Enhet | Del | Bedömning | Varför | Beslutat av |"
    round_.decide(
        f"{titles}\n| hot | nord | | uppnått | Bara fyra män. | Chef |\n| hot | syd | | uppnått | Fyra. | Chef |"
    )
    assert leaks(round_) == [("", "fyra", MEN)]


def test_it_is_told_only_where_something_is_published(tmp_path: Path) -> None:
    plan, answers = texts("Fyra män.")
    round_ = new_round(tmp_path / "r", plan, answers)
    assert not [finding for finding in round_.merged_json()["findings"] if finding["rule"] == "masked-number-in-text"]


def test_reports_are_published_masked_and_without_the_mark(tmp_path: Path) -> None:
    plan, answers = texts("Av de fyra männen vårdades två.")
    round_ = new_round(tmp_path / "r", plan, answers)
    code, output = command("report", "--plan", str(round_.folder), "--all", "--published")
    assert code == 0
    assert "”fyra” står i texten och är maskerat på annat håll: Division Nord Hot och våld: Utfall män." in output
    before, after = round_.summary, round_.public("summary.docx")
    assert "Arbetsmaterial" in word_text(before) and "729" in word_text(before)
    assert "Publicerad: små tal är maskerade." in word_text(after)
    assert not [part for part, text in every_text(after).items() if "rbetsmaterial" in text]
    assert not [number for number in ("729", "641", "552") if number in word_text(after)]


def test_the_documents_of_units_are_published_too(demo: Demo, tmp_path: Path) -> None:
    place = tmp_path / "region"
    shutil.copytree(demo.folder, place)
    assert command("report", "appendix", "--published", "--plan", str(place))[0] == 1
    working = sorted(path.name for path in (place / "output" / "appendix").iterdir())
    paths = sorted((place / "output" / "published" / "appendix").iterdir())
    assert [path.name for path in paths] == working != []
    assert all("Publicerad: små tal är maskerade." in word_text(path) for path in paths)
    assert not [path for path in paths for text in every_text(path).values() if "rbetsmaterial" in text]


def test_a_report_is_not_published_unasked(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", *texts())
    assert command("report", "--plan", str(round_.folder), "--all")[0] == 0
    assert not round_.public("").exists()
