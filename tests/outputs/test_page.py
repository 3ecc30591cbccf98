"""The page that a command writes for a browser: complete in itself, safe, and with ways that lead somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from followup.locale import _
from followup.outputs.page import MOST_FINDINGS, CommandResult, page_of
from tests.demos import Demo
from tests.house import Finding, Place, Severity, Words, command, literal

SV = Words("sv")
DAY = date(2022, 5, 9)


class Read(HTMLParser):
    """A page's tags, ways and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ways: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ways += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += " " if tag in ("td", "th") else ""

    def handle_data(self, data: str) -> None:
        self.text += data if "style" not in self.open else ""


@pytest.fixture(scope="module")
def merged(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a merge of the example."""
    page = tmp_path_factory.mktemp("page") / "resultat.html"
    into = page.parent / "output"
    plan = str(demo.folder / "plan.xlsx")
    assert command("merge", "--plan", plan, "--into", str(into), "--page", str(page), "--today", "2022-05-09")[0] == 1
    return page


def test_what_a_merge_tells(merged: Path) -> None:
    page = Read(merged.read_text(encoding="utf-8"))
    assert page.open == []
    words = " ".join(page.text.split())
    assert "Svaren är sammanställda" in words
    assert "Region Norrbotten · Delårsrapport april 2022 · 2022-05-09" in words
    assert "Fem av sex enheter har svarat." in words
    assert "Division Folktandvård har inte svarat" in words
    assert re.search(r"Att rätta: 2 Att kontrollera: \d+ För kännedom: \d+", words)
    line = "Att rätta Division Närsjukvård Produktion C12 Besök jan–apr 2022: ”ca 155 000” är inte ett tal, utan text med 155 000 i."
    assert line in words
    assert words.index("Att rätta Division") < words.index("Att kontrollera Division")


def test_every_way_leads_to_a_file(merged: Path) -> None:
    ways = Read(merged.read_text(encoding="utf-8")).ways
    assert len(ways) > 10
    assert [way for way in ways if not (merged.parent / unquote(way)).is_file()] == []
    assert {"output/regional.xlsx", "output/summary.docx"} <= set(ways)


def test_it_needs_neither_script_nor_network(merged: Path) -> None:
    html = merged.read_text(encoding="utf-8")
    assert not {"script", "link", "img", "iframe", "form"} & set(Read(html).tags)
    assert not re.search(r"https?:|//|@import|url\(|\bon\w+=", html)


def test_the_same_result_gives_the_same_page(merged: Path, demo: Demo) -> None:
    before = merged.read_bytes()
    plan = str(demo.folder / "plan.xlsx")
    into = str(merged.parent / "output")
    command("merge", "--plan", plan, "--into", into, "--page", str(merged), "--today", "2022-05-09")
    assert merged.read_bytes() == before


def test_what_stopped_a_command_is_told(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    page = tmp_path / "sida.html"
    plan = str(demo.folder / "plan.xlsx")
    assert command("merge", "--plan", plan, "--inbox", str(tmp_path / "tom"), "--page", str(page))[0] == 2
    words = Read(page.read_text(encoding="utf-8")).text
    assert "Det gick inte" in words and "Inget har skrivits." in words
    assert "sammanställda" not in words


def test_the_faults_of_a_plan_are_listed(demo: Demo, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(demo.folder / "plan.xlsx")
    sheet = book["Enheter"]
    cells = [candidate for row in sheet.iter_rows() for candidate in row if candidate.value == "psykiatri"]
    cells[0].value = None
    book.save(tmp_path / "plan.xlsx")
    page = tmp_path / "sida.html"
    assert command("template", "--plan", str(tmp_path / "plan.xlsx"), "--page", str(page))[0] == 2
    words = " ".join(Read(page.read_text(encoding="utf-8")).text.split())
    assert "Det gick inte" in words and "Att rätta" in words and "Enheter" in words


FINDING = Finding(Place("a&b <1>.xlsx", "Division <b>"), "a-rule", Severity.ERROR, '<script>"x"</script>', _("Yes"))


def test_what_people_wrote_is_shown_as_they_wrote_it(tmp_path: Path) -> None:
    result = CommandResult(literal("T"), DAY, findings=[FINDING], files={"a&b <1>.xlsx": tmp_path / "a&b <1>.xlsx"})
    page = Read(page_of(result, tmp_path, SV))
    assert "script" not in page.tags
    assert '”<script>"x"</script>”' in page.text and "Division <b>" in page.text
    assert page.ways == ["a%26b%20%3C1%3E.xlsx"]


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    many = [replace(FINDING, raw=str(number)) for number in range(MOST_FINDINGS + 7)]
    page = Read(page_of(CommandResult(literal("T"), DAY, findings=many), tmp_path, SV))
    assert page.tags.count("tr") == MOST_FINDINGS + 1
    assert "… och 7 till." in page.text


def test_nothing_to_remark_is_said_only_where_something_was_looked_for(tmp_path: Path) -> None:
    looked, not_looked = (
        page_of(CommandResult(literal("T"), DAY, judged=judged), tmp_path, SV) for judged in (True, False)
    )
    assert "Inget att rätta eller kontrollera." in looked
    assert "Inget att rätta eller kontrollera." not in not_looked
