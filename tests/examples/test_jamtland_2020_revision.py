"""Every fact of the document that the example is made from, in the memorandum and in one regional workbook.

Two rounds belong to it. The workbook of the round after the revision, merged with that of the round before as
``--previous``, holds them all, on sheets that a reader sees. Left out are notes about the source itself: how digits and
words are mixed, which directions are implied, and what its own slips of the pen are.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.demos import done
from tests.house import bundled, command
from tests.outputs.reading_back import sheet_records, word_text
from tests.tables import fill, read_tables

NAME = "jamtland-2020-revision"
DOCUMENT = """
    Region Jämtland Härjedalen
    Revidering av hälso- och sjukvårdsnämndens verksamhetsplan 2020
    Tjänsteskrivelse | beslutsförslag
    2020-04-30
    tertialrapport
    Regiondirektör
    Hälso- och sjukvårdsdirektör
"""
DECISIONS = """
    regionfullmäktige
    2020-02-11/12
    § 15
    reviderad regionplan med budget 2020-2022
    hälso- och sjukvårdsnämnden
    2019-12-18
    § 131
    verksamhetsplan
    2020-04-02
    § 28
    första revidering
"""
COUNTS = """
    24
    16 är gula
    fyra röda
    två gröna
    Två redovisas inte eftersom mätetal saknas per tertial
    påbörjade
    inte uppnådda eller inte påbörjade
    uppfyllt
"""
GOALS = """
    Omlokaliserade verksamheter
    Systematiskt kvalitetsarbete så att våldsutsatta och deras barn upptäcks och får vård, stöd och hjälp
    Hög tillgänglighet
    Vårdgarantin ska vara uppfylld
    Effektiva inköp
    Verksamheterna ska samordnas bättre internt samt med kommunerna
    på grund av pandemin
    Antal patienter i alla verksamheter som fått frågan om våld och där svaret dokumenterats rätt i våldsmallen i Cosmic
    mödrahälsovården
    barn- och ungdomspsykiatrin
    vuxenpsykiatrin
    alla sjukskrivningsärenden
    2000
    0:an
    3:an
    90 (besök)
    90 (behandling)
    minst 100 %
    minst 90 %
    minst 80 %
    Villkoren i 2020 års överenskommelse om tillgänglighet (kömiljarden)
    Antal hembesök
    Kömiljarden är pausad
    Större andel av inköp ska vara upphandlat (leverantörsföljsamhet = andel inköp mot upphandlade leverantörer)
    Målvärdet för 2020 är fortsatt 95 %
    andel samordningsärenden med SIP
    går inte att mäta
    Inför 2021 ska någon form av patientkontrakt kunna mätas
    nationell patientenkät
    enkäten inte genomförs
    redaktionella ändringar
    vårdgarantins fyra gränser
    samordnad individuell plan
"""
POINTS = """
    ändring av mål och mätetal
    föreslå ändringar för fler mål
    delårsrapport per augusti
    Den reviderade planen fastställs i övrigt
    HOSPA-chef
    Närstöd för hälso- och sjukvårdsdirektör
    Ekonomistrateg
"""
FACTS = [line.strip() for part in (DOCUMENT, DECISIONS, COUNTS, GOALS, POINTS) for line in part.strip().splitlines()]
KINDS = {
    ("Mål", "struck"): 1,
    ("Mål", "renamed"): 1,
    ("Mätetal", "reworded"): 2,
    ("Mätetal", "target_added"): 4,
    ("Åtgärder", "struck"): 1,
}
"""How many changes of each kind the document proposes; a struck goal takes its own measure with it."""


@dataclass(frozen=True)
class Outputs:
    """The demo's folder, and the round after the revision."""

    folder: Path
    code: int
    output: str
    after: Path

    @property
    def memorandum(self) -> Path:
        """The memorandum in Word."""
        return self.folder / "output" / "revision.docx"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """The demo, and a second round with the revised plan: template, answers, merge."""
    demo = done(NAME)
    after = tmp_path_factory.mktemp("after")
    shutil.copyfile(demo.folder / "plan reviderad.xlsx", after / "plan.xlsx")
    assert command("template", "--plan", str(after))[0] == 0
    (template,) = (after / "templates").iterdir()
    answers = bundled("examples") / NAME / "answers reviderad" / "hsf.md"
    (after / "inbox").mkdir()
    fill(template, after / "inbox" / template.name, read_tables(answers.read_text(encoding="utf-8")))
    merged, text = command("merge", "--plan", str(after), "--previous", str(demo.regional))
    assert merged == 0, text
    return Outputs(demo.folder, demo.code, demo.output, after)


def plain(text: str) -> str:
    """Usual spaces, one at a time."""
    return re.sub(r"\s+", " ", text)


def texts_of(path: Path) -> str:
    """Every cell that a reader of the workbook sees, as text."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    seen = [sheet for sheet in workbook if sheet.sheet_state == "visible"]
    cells = (cell for sheet in seen for row in sheet.iter_rows(values_only=True) for cell in row)
    return plain("\n".join(str(cell) for cell in cells if cell is not None))


def header_of(path: Path) -> str:
    """What stands at the top of each page."""
    header = docx.Document(str(path)).sections[0].header
    return "\n".join(paragraph.text for paragraph in header.paragraphs) + "\n"


def diff_of(outputs: Outputs) -> dict[str, Any]:
    """What a script gets."""
    code, output = command("plan", "diff", *plans(outputs), "--format", "json")
    assert code == 0
    result: dict[str, Any] = json.loads(output)
    return result


def plans(outputs: Outputs) -> tuple[str, str]:
    """The plan before and after."""
    return str(outputs.folder / "plan.xlsx"), str(outputs.folder / "plan reviderad.xlsx")


@pytest.mark.parametrize("where", ["memorandum", "workbook"])
def test_every_fact_stands_in_the_memorandum_and_in_the_workbook_after_the_revision(
    outputs: Outputs, where: str
) -> None:
    assert outputs.code == 0, outputs.output
    letter = header_of(outputs.memorandum) + word_text(outputs.memorandum)
    text = plain(letter if where == "memorandum" else texts_of(outputs.after / "output" / "regional.xlsx"))
    listed = [fact for line in FACTS for fact in line.split(" | ")]
    missing = [fact for fact in listed if fact.casefold() not in text.casefold()]
    print(f"{where}: {len(listed) - len(missing)} found / {len(listed)} listed")
    assert missing == []


def test_the_goals_are_counted_in_a_sentence(outputs: Outputs) -> None:
    assert (
        "I uppföljningen per den 30 april 2020 har 24 mål bedömts: 16 är gula, fyra röda och två gröna. "
        "Två redovisas inte eftersom mätetal saknas per tertial." in plain(word_text(outputs.memorandum))
    )


def test_the_goals_come_in_one_order_in_the_background_and_another_in_the_proposals(outputs: Outputs) -> None:
    letter = plain(word_text(outputs.memorandum))
    background = letter[letter.index("Av målen bedöms fem svåra") :]
    names = ["Omlokaliserade", "Systematiskt", "Verksamheterna ska samordnas", "Effektiva inköp", "Hög tillgänglighet"]
    assert sorted(names, key=background.index) == names
    proposals = letter[letter.rindex("Förslag till beslut") : letter.rindex("Protokollsutdrag till")]
    assert letter.rindex("Bakgrund") < letter.rindex("Förslag till beslut") and "Skäl" not in proposals
    marks = ["1.", "a)", "b)", "c)", "d)", "e)", "2.", "3."]
    assert sorted(marks, key=lambda mark: re.search(rf"(?<!\w){re.escape(mark)}", proposals).start()) == marks  # type: ignore[union-attr]
    starts = ["Omlokaliserade", "frågan om våld", "Vårdgarantin ska", "Leverantörsföljsamhet", "med SIP"]
    assert sorted(starts, key=proposals.index) == starts


def test_the_changes_are_of_the_kinds_that_the_document_proposes(outputs: Outputs) -> None:
    changes = diff_of(outputs)["changes"]
    goals = [change for change in changes if change["sheet"] == "Målstruktur"]
    changes_found = {
        ("Mål", "struck"): sum(goal["kind"] == "struck" for goal in goals),
        ("Mål", "renamed"): sum(goal["kind"] == "renamed" for goal in goals),
        **{
            key: sum((change["sheet"], change["kind"]) == key for change in changes) for key in KINDS if key[0] != "Mål"
        },
    }
    assert changes_found == KINDS
    struck = [change["id"] for change in changes if (change["sheet"], change["kind"]) == ("Mätetal", "struck")]
    assert struck == ["omlok-antal", "komiljarden", "hembesok", "sip"]


def test_every_decided_change_has_its_reason_decision_and_round(outputs: Outputs) -> None:
    result = diff_of(outputs)
    decided = [
        change
        for change in result["changes"]
        if change["sheet"] in ("Målstruktur", "Mätetal", "Åtgärder") and change["kind"] != "changed"
    ]
    assert len(decided) == 16
    assert all(change["reason"] and change["valid_from"] == "T2 2020" for change in decided)
    assert {change["decision"]["body"] for change in decided} == {"hälso- och sjukvårdsnämnden"}
    assert {change["proposal"] for change in decided} == {"1a", "1b", "1c", "1d", "1e", ""}
    assert result["findings"] == []


def measures(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of the measures by key."""
    return {row["Radnyckel"]: row for row in sheet_records(path, "Mätetal", "Enhet")}


def test_a_struck_measure_is_not_asked_for_and_keeps_its_history(outputs: Outputs) -> None:
    (template,) = (outputs.after / "templates").iterdir()
    assert "Antal hembesök" not in texts_of(template)
    assert "Antal hembesök" in texts_of(next((outputs.folder / "templates").iterdir()))
    row = measures(outputs.after / "output" / "regional.xlsx")["hembesok"]
    assert (row["Struket efter"], row["Tidigare utfall"]) == ("T1 2020", "T1 2020 2\u00a0870")
    assert (row["Måluppfyllelse"], row["Utfall totalt"]) == (None, None)


def goals_before(outputs: Outputs) -> list[dict[str, Any]]:
    """The rows of the goals before the revision."""
    return sheet_records(outputs.folder / "output" / "regional.xlsx", "Mål", "Enhet")


def goals(outputs: Outputs) -> list[dict[str, Any]]:
    """The rows of the goals after the revision."""
    return sheet_records(outputs.after / "output" / "regional.xlsx", "Mål", "Enhet")


def test_a_struck_goal_is_not_counted_after_and_keeps_its_history(outputs: Outputs) -> None:
    assert "Omlokaliserade verksamheter" in [row["Mål"] for row in goals_before(outputs)]
    struck = [row for row in goals(outputs) if row["Struket efter"]]
    assert [(row["Enhet"], row["Mål"], row["Struket efter"], row["Bedömning T1 2020"]) for row in struck] == [
        (unit, "Omlokaliserade verksamheter", "T1 2020", "○ Röd")
        for unit in ("Hälso- och sjukvårdsförvaltningen", "Region Jämtland Härjedalen")
    ]
    assert {(row["Bedömningar"], row["Uträknat"]) for row in struck} == {(None, None)}
    assert "Av 23 mål är " in texts_of(outputs.after / "output" / "regional.xlsx")


def test_the_goals_stand_beside_how_they_stood_before_the_revision(outputs: Outputs) -> None:
    book = texts_of(outputs.after / "output" / "regional.xlsx")
    assert "I uppföljningen för tertial 1 2020 har 24 mål bedömts: 16 är gula, fyra röda och två gröna" in book
    (renamed,) = {row["Hette vid T1 2020"] for row in goals(outputs)} - {None}
    assert renamed == "Hög tillgänglighet"
    stood = {(row["Enhet"], row["Mål"]): row["Egen bedömning"] or row["Uträknat"] for row in goals_before(outputs)}
    now = {(row["Enhet"], row["Hette vid T1 2020"] or row["Mål"]): row["Bedömning T1 2020"] for row in goals(outputs)}
    assert now == stood


def test_the_changes_say_what_stood_before(outputs: Outputs) -> None:
    rows = sheet_records(outputs.after / "output" / "regional.xlsx", "Ändringar", "Förslag")
    wordings = {(row["Id"], row["Vad som händer"]): (row["Lydelse T1 2020"], row["Lydelse nu"]) for row in rows}
    assert wordings["tillganglighet", "byter namn"] == ("Hög tillgänglighet", "Vårdgarantin ska vara uppfylld")
    assert wordings["vald-fragan", "omformuleras"][0] == "Antal patienter som fått frågan om våld"
    assert wordings["vald-fragan", "målvärde"] == ("Öka", "minst 2000")
    assert wordings["vardgaranti", "målvärde"] == ("Öka", None)
    assert wordings["foljsamhet", "omformuleras"][0] == "Leverantörsföljsamhet"
    assert {row["Id"]: row["Namn"] for row in rows}["hembesok"] == "Antal hembesök"
    assert wordings["sip", "stryks"] == ("andel samordningsärenden med SIP", None)


def test_a_struck_action_is_not_asked_for_and_stays(outputs: Outputs) -> None:
    rows = sheet_records(outputs.after / "output" / "regional.xlsx", "Strategiska åtgärder", "Enhet")
    assert [(row["Radnyckel"], row["Struket efter"]) for row in rows] == [
        ("vardval", None),
        ("patientenkat", "T1 2020"),
    ]


def test_what_is_new_is_asked_for_only_after(outputs: Outputs) -> None:
    before, after = (measures(folder / "output" / "regional.xlsx") for folder in (outputs.folder, outputs.after))
    assert "garanti-0" not in before
    assert after["garanti-0"]["Måluppfyllelse"] == "◐ Gul"


def test_another_method_breaks_the_trend(outputs: Outputs) -> None:
    rows = measures(outputs.after / "output" / "regional.xlsx")
    assert "T2 2020" in rows["vald-fragan"]["Utveckling: motivering"]
    assert "jämföra" in rows["vald-fragan"]["Utveckling: motivering"]
    assert rows["basal"]["Utveckling"].startswith("↑")


def test_the_same_plans_give_the_same_memorandum(outputs: Outputs, tmp_path: Path) -> None:
    target = tmp_path / "tjänsteskrivelse.docx"
    code, _told = command("plan", "diff", *plans(outputs), "--report", str(target))
    assert (code, target.read_bytes()) == (0, outputs.memorandum.read_bytes())
