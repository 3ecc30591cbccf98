"""followup verify finds any byte of a closed round that has changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.closing.rounds_to_close import closed_round, folder_of, in_json, run, verified
from tests.cli.test_previous import FIRST
from tests.house import command
from tests.schemas import faults
from tests.scoring.rounds import Round

EVERY_KIND = [
    "data/plan.xlsx",
    "data/inbox/Division Nord T1 2022.xlsx",
    "data/inbox/Åre – fråga.eml",
    "data/output/regional.xlsx",
    "data/output/summary.docx",
    "data/output/summary.csv",
    "data/output/manifest.json",
    "data/output/published/regional.xlsx",
    "data/output/record/figures.csv",
    "data/output/record/record.json",
    "data/register.csv",
    "closing.json",
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed round that tests change and put right again."""
    return folder_of(closed_round(tmp_path_factory.mktemp("sealed") / "r"))


@pytest.mark.parametrize("way", EVERY_KIND)
def test_one_changed_byte_is_found_in_each_kind_of_file(sealed: Path, way: str) -> None:
    path = sealed / way
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert way in verified(sealed, code=1)
    path.write_bytes(content)
    assert "1 stängd omgång är som när den förseglades." in verified(sealed)


def test_what_is_gone_and_what_has_come_is_found(sealed: Path) -> None:
    path = sealed / "data" / "output" / "summary.csv"
    content = path.read_bytes()
    path.unlink()
    (sealed / "data" / "nytt.txt").write_text("x", encoding="utf-8")
    printed = verified(sealed.parent.parent, code=1)
    assert "data/output/summary.csv saknas." in printed
    assert "data/nytt.txt fanns inte där" in printed
    (sealed / "data" / "nytt.txt").unlink()
    path.write_bytes(content)
    verified(sealed)


def test_the_register_may_be_filled_in(sealed: Path) -> None:
    book = openpyxl.load_workbook(sealed / "register.xlsx")
    book.worksheets[0]["G5"] = "§ 12"
    book.save(sealed / "register.xlsx")
    verified(sealed)


def test_a_folder_that_was_sealed_anew_is_found_by_the_list(sealed: Path) -> None:
    """Whoever changes a file and every list gets another seal."""
    kept = {path: path.read_bytes() for path in sealed.rglob("*") if path.is_file()}
    for path in kept:
        path.chmod(0o644)
    old = hashlib.sha256((sealed / "data/output/summary.csv").read_bytes()).hexdigest()
    (sealed / "data/output/summary.csv").write_bytes(kept[sealed / "data/output/summary.csv"].replace(b"N", b"M", 1))
    changes = {old: hashlib.sha256((sealed / "data/output/summary.csv").read_bytes()).hexdigest()}
    for name in ("closing.json", "manifest-sha256.txt", "tagmanifest-sha256.txt"):
        before = hashlib.sha256((sealed / name).read_bytes()).hexdigest()
        text = (sealed / name).read_text(encoding="utf-8")
        for was, now in changes.items():
            text = text.replace(was, now)
        (sealed / name).write_text(text, encoding="utf-8")
        changes[before] = hashlib.sha256((sealed / name).read_bytes()).hexdigest()
    assert "mappen har förseglats om" in verified(sealed, code=1)
    for path, content in kept.items():
        path.write_bytes(content)
    verified(sealed)


def test_a_seal_from_the_register_is_held_against_the_folder(sealed: Path) -> None:
    seal = hashlib.sha256((sealed / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    assert f"{sealed}  {seal}\n" in verified(sealed), "whole, to be copied"
    spaced = " ".join(seal[at : at + 8] for at in range(0, 64, 8)).upper()
    for given in (seal, spaced):
        code, printed = command("verify", str(sealed), "--seal", given)
        assert code == 0 and "Sigillet är det som angavs." in printed
    other = seal[:-1] + ("0" if seal[-1] != "0" else "1")
    code, printed = command("verify", str(sealed), "--seal", other)
    assert code == 1 and f"Sigillet är {seal}, och inte {other}" in printed and "är som när" not in printed
    content = json.loads(command("verify", str(sealed), "--seal", other, "--format", "json")[1])
    assert faults("verify", content) == [] and content["rounds"][0]["given"] == other and not content["sound"]
    code, printed = command("verify", str(sealed), "--seal", seal[:12])
    assert code == 2 and "är inget sigill" in printed and "det här är 12" in printed


def test_of_several_closed_rounds_a_seal_names_one(closed: Round) -> None:
    first = in_json(closed, "status")["closed"]["seal"]
    run(closed, "reopen", "--why", "Rättelse.")
    closed.answer("nord", FIRST.replace("| 20 ", "| 23 "))
    run(closed, "merge", "--published")
    run(closed, "close", "--why", "CSV-filen är redan skickad.")
    path = folder_of(closed, "T1 2022 (2)") / "closing.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    code, printed = command("verify", str(closed.folder), "--seal", first)
    assert code == 0 and "T1 2022 (2)" not in printed
    code, printed = command("verify", str(closed.folder), "--seal", "0" * 64)
    assert code == 1 and printed.count(f"och inte {'0' * 64}") == 2


def test_a_folder_without_closed_rounds_is_told(tmp_path: Path) -> None:
    assert "Det finns ingen stängd omgång" in verified(tmp_path, code=2)
