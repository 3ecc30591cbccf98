"""Receipts: what came in each file and what is left, in ``followup status`` and as a text to send."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.commands.test_status import GOOD, UNITS, as_json, status
from tests.schemas import faults
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round

TWO = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| samtal | 1 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | DÅ04 | alla | summa |
| kast | 2 | vard-i-tid | Kastade läkemedel | antal | lägre | högst 10 | nej | DÅ04 | alla | summa |
"""
HALF = "| Styrmått | Utfall totalt |\n| Besvarade samtal | många |"
NORD, SYD = "Division Nord T1 2022.xlsx", "Division Syd T1 2022.xlsx"


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """Two measures; the north has answered one of them, and the south one that is not a number."""
    return new_round(tmp_path / "r", plan_text(TWO, units=UNITS), {"nord": GOOD, "syd": HALF})


def test_status_has_a_receipt_for_each_file(round_: Round) -> None:
    (round_.folder / "inbox" / "hälsning.txt").write_text("hej", encoding="utf-8")
    content = as_json(round_)
    assert faults("status", content) == []
    nord, syd, text = content["files"]
    assert (nord["file"], nord["unit"], nord["state"], nord["received"]) == (NORD, "nord", "taken", "")
    assert nord["sha256"] == hashlib.sha256((round_.folder / "inbox" / NORD).read_bytes()).hexdigest()
    assert (nord["values"], nord["rows_left"]) == ({"filled": 1, "read": 1, "refused": 0}, 1)
    assert nord["left"] == [{"sheet": "Styrmått", "rows": 1}]
    assert (syd["values"], syd["rows_left"]) == ({"filled": 1, "read": 0, "refused": 1}, 1), (
        "what was refused is answered"
    )
    assert (text["file"], text["state"], text["unit"]) == ("hälsning.txt", "not_read", "")


def test_the_day_that_a_file_came_is_that_of_the_first_merge_that_had_it(round_: Round) -> None:
    digest = hashlib.sha256((round_.folder / "inbox" / NORD).read_bytes()).hexdigest()
    assert f"\nväntar på sammanställning  {digest[:12]}  {NORD}" in status(round_)
    round_.merge("--today", "2022-05-04")
    round_.merge("--today", "2022-05-09")
    assert [file["received"] for file in as_json(round_)["files"]] == ["2022-05-04", "2022-05-04"]
    round_.answer("syd", GOOD)
    round_.merge("--today", "2022-05-11")
    assert [file["received"] for file in as_json(round_)["files"]] == ["2022-05-04", "2022-05-11"]
    line = f"2022-05-04  {digest[:12]}  {NORD}: 1 ifyllda, alla övertagna, 1 rad kvar"
    assert line in status(round_).splitlines()


def test_a_receipt_is_a_text_to_send(round_: Round, tmp_path: Path) -> None:
    round_.merge("--today", "2022-05-04")
    printed = status(round_, "--receipts", str(tmp_path / "k"))
    assert "2 kvitton skrevs till" in printed
    names = sorted(path.name for path in (tmp_path / "k").glob("*.txt"))
    assert names == ["Division Nord kvitto.txt", "Division Syd kvitto.txt"]
    text = (tmp_path / "k" / names[1]).read_text(encoding="utf-8")
    digest = hashlib.sha256((round_.folder / "inbox" / SYD).read_bytes()).hexdigest()
    assert text.splitlines() == [
        "Kvitto för T1 2022, Division Syd",
        "",
        SYD,
        "Mottagen: 2022-05-04",
        f"SHA-256: {digest}",
        "Filen räknas.",
        "1 cell är ifylld.",
        "0 togs över; 1 gick inte att använda.",
        "Kvar att fylla i på Styrmått: 1 rad",
        "",
        "Läget nu: har svarat, har celler att rätta.",
        "",
        "Att rätta",
        "- Styrmått!F5 · Utfall totalt: ”många” är varken en siffra eller en förklaring till att siffran saknas. Skriv bara "
        "siffror, i antal. Saknas uppgiften lämnar du cellen tom och skriver varför i kommentaren.",
        "",
        "Att kontrollera",
        "- Styrmått!F6 · Utfall totalt: Cellen är tom. Skriv utfallet. Saknas uppgiften? Skriv varför i kommentaren på samma "
        "rad.",
    ]


def test_a_receipt_that_was_edited_is_left(round_: Round, tmp_path: Path) -> None:
    status(round_, "--receipts", str(tmp_path))
    path = tmp_path / "Division Nord kvitto.txt"
    assert "Mottagen: senast 2022-05-10" in path.read_text(encoding="utf-8")
    path.write_text("Tack!\n", encoding="utf-8")
    status(round_, "--receipts", str(tmp_path))
    assert path.read_text(encoding="utf-8") == "Tack!\n"
    assert path.with_name("Division Nord kvitto (2).txt").is_file()
