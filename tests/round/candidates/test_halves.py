"""Two files of one unit, each with a part of the answers; and a second file that says something outside the tables."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.house import command
from tests.one_sheet import sheet_in
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar |
| besok | 1 | vard-i-tid | Besök | antal | högre | minst 40 | nej | DÅ04 | nord |
| samtal | 2 | vard-i-tid | Samtal | antal | högre | minst 40 | nej | DÅ04 | nord |
| hot | 3 | trygghet | Hot och våld | antal | lägre | högst 40 | ja | DÅ04 | nord |
"""
ONE = "| Styrmått | Utfall totalt |\n| Besök | 45 |"
OTHER = "| Styrmått | Utfall totalt |\n| Samtal | 46 |\n\n| Styrmått | Utfall kvinnor | Utfall män |\n| Hot och våld | 3 | 7 |"
DECIDED = "## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n| nord | {} | Var sin halva. | Anna |"
NAMES = ("Division Nord T1 2022 besök.xlsx", "Division Nord T1 2022 samtal.xlsx")


def halves(folder: Path, one: str = ONE, other: str = OTHER) -> Round:
    """A round with two files of Division Nord."""
    round_ = new_round(folder / "r", plan_text(MEASURES), {})
    for name, text in zip(NAMES, (one, other), strict=True):
        round_.answer("nord", text, name)
    return round_


def rules(merged: Round) -> list[str]:
    return [finding["rule"] for finding in merged.merged_json()["findings"]]


def test_halves_are_named_as_halves_with_a_way_to_decide(tmp_path: Path) -> None:
    round_ = halves(tmp_path)
    (finding,) = [finding for finding in round_.merged_json()["findings"] if finding["rule"] == "files-are-halves"]
    assert (finding["severity"], finding["file"]) == ("error", NAMES[1])
    assert "är var sin halva" in finding["advice"] and "bladet Filer: nord, båda." in finding["advice"]


@pytest.mark.parametrize("word", ["båda", "Alla"])
def test_halves_are_put_together_by_decision(tmp_path: Path, word: str) -> None:
    round_ = halves(tmp_path)
    round_.decide(DECIDED.format(word))
    merged = round_.merged_json()
    assert not {"files-are-halves", "files-differ", "not-answered"} & {
        finding["rule"] for finding in merged["findings"]
    }
    assert merged["values_merged"] == 4
    (nord,) = [unit for unit in merged["units"] if unit["id"] == "nord"]
    assert (nord["state"], nord["file"]) == ("answered", ", ".join(NAMES))
    rows = {row["Radnyckel"]: row for row in round_.rows()}
    assert (rows["besok"]["Utfall totalt"], rows["samtal"]["Utfall totalt"]) == (45, 46)
    assert (rows["hot"]["Utfall kvinnor"], rows["hot"]["Utfall män"]) == (3, 7)


def test_a_half_that_comes_after_the_other_was_merged_does_not_replace_it(tmp_path: Path) -> None:
    round_ = halves(tmp_path)
    later = round_.folder / "inbox" / NAMES[1]
    kept = later.rename(round_.folder / NAMES[1])
    assert round_.merged_json()["values_merged"] == 1
    kept.rename(later)
    merged = round_.merged_json()
    (nord,) = [unit for unit in merged["units"] if unit["id"] == "nord"]
    findings = {finding["rule"] for finding in merged["findings"]}
    assert (nord["state"], "files-are-halves" in findings, "file-replaced" in findings) == ("conflict", True, False)


def test_a_correction_that_takes_back_one_answer_of_many_still_replaces_what_was_merged(tmp_path: Path) -> None:
    """It contradicts nowhere either, but repeats what it corrects."""
    rest = OTHER.split("\n\n")[1]
    round_ = halves(tmp_path, f"{OTHER}\n\n{ONE}", f"{OTHER}\n\n{rest}")
    later = round_.folder / "inbox" / NAMES[1]
    kept = later.rename(round_.folder / NAMES[1])
    round_.merged_json()
    kept.rename(later)
    merged = round_.merged_json()
    assert [unit["state"] for unit in merged["units"] if unit["id"] == "nord"] == ["superseded", "answered"]


def test_what_names_both_halves_leads_to_no_file(tmp_path: Path) -> None:
    """There is no file of such a name."""
    round_ = halves(tmp_path)
    round_.decide(DECIDED.format("båda"))
    round_.merge()
    book = openpyxl.load_workbook(round_.regional)
    links = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [link for link in links if link.startswith("=HYPERLINK") and all(name in link for name in NAMES)]
    assert ", ".join(NAMES) in links


def test_båda_that_cannot_be_done_says_why(tmp_path: Path) -> None:
    round_ = halves(tmp_path, other=f"{OTHER}\n\n| Styrmått | Utfall totalt |\n| Besök | 44 |")
    round_.decide(DECIDED.format("båda"))
    (idle,) = [finding for finding in round_.merged_json()["findings"] if finding["rule"] == "decision-without-effect"]
    assert "säger de emot varandra" in idle["advice"]


def test_a_third_file_that_contradicts_one_half_leaves_the_other_a_half(tmp_path: Path) -> None:
    """Following the advice must not lose the other half: it is not to be moved away."""
    round_ = halves(tmp_path)
    round_.answer("nord", ONE.replace("45", "44"), "Division Nord T1 2022 besök rättad.xlsx")
    rules_by_file = {
        finding["file"]: finding["rule"]
        for finding in round_.merged_json()["findings"]
        if finding["severity"] == "error"
    }
    assert sorted(rules_by_file.values()) == ["files-are-halves", "files-differ"]
    assert rules_by_file[NAMES[1]] == "files-are-halves"


def test_each_row_leads_to_its_own_file(tmp_path: Path) -> None:
    round_ = halves(tmp_path)
    round_.decide(DECIDED.format("båda"))
    round_.merge()
    manifest = json.loads((round_.folder / "output" / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["state"] for entry in manifest["inputs"]] == ["taken", "taken"]
    sheet = sheet_in(round_.regional, "Styrmått")
    links = {str(cell.value) for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)}
    assert any(NAMES[0] in link for link in links) and any(NAMES[1] in link for link in links)


def test_a_row_that_is_answered_in_both_with_something_else_is_no_half(tmp_path: Path) -> None:
    round_ = halves(tmp_path, other=f"{OTHER}\n\n| Styrmått | Utfall totalt |\n| Besök | 44 |")
    round_.decide(DECIDED.format("båda"))
    rules_found = rules(round_)
    assert "files-differ" in rules_found and "files-are-halves" not in rules_found


def test_a_row_filled_in_by_halves_is_no_half(tmp_path: Path) -> None:
    """Nobody can tell whether women and men of two files belong together."""
    one = "| Styrmått | Utfall kvinnor |\n| Hot och våld | 3 |"
    other = "| Styrmått | Utfall män |\n| Hot och våld | 7 |"
    assert "files-differ" in rules(halves(tmp_path, one, other))


def test_the_same_answers_twice_with_a_note_outside_the_tables_name_the_note(tmp_path: Path) -> None:
    round_ = halves(tmp_path, OTHER, OTHER)
    second = round_.folder / "inbox" / NAMES[1]
    book = openpyxl.load_workbook(second)
    book["Styrmått"]["C40"] = "Ring mig om hot och våld!"
    book.save(second)
    findings = round_.merged_json()["findings"]
    (note,) = [finding for finding in findings if finding["rule"] == "outside-the-tables"]
    assert (note["file"], note["cell"], note["found"]) == (NAMES[1], "C40", "Ring mig om hot och våld!")
    assert "same-file-twice" in {finding["rule"] for finding in findings}


def test_a_copy_says_nothing_twice(tmp_path: Path) -> None:
    round_ = halves(tmp_path, OTHER.replace("46", "1 4 6"), OTHER)
    shutil.copyfile(round_.folder / "inbox" / NAMES[0], round_.folder / "inbox" / NAMES[1])
    assert rules(round_).count("same-file-twice") == 1
    assert len([rule for rule in rules(round_) if rule == "not-a-number"]) <= 1


# ------------------------------------------------------------------------------------------------ a corrected half

CORRECTED = "Division Nord T1 2022 besök rättad.xlsx"
THIRD = "| Styrmått | Utfall totalt |\n| Besök | 47 |"


def nord(merged: dict[str, Any]) -> list[tuple[str, str]]:
    """State and file of Division Nord, those that no longer count first."""
    return [(unit["state"], unit["file"]) for unit in merged["units"] if unit["id"] == "nord"]


def put_together(folder: Path, one: str = ONE, other: str = OTHER) -> Round:
    """A round whose halves were put together and merged."""
    round_ = halves(folder, one, other)
    round_.decide(DECIDED.format("båda"))
    assert round_.merge().code == 0, round_.output
    return round_


def outcomes(round_: Round) -> dict[str, object]:
    """The total of each measure."""
    return {str(row["Radnyckel"]): row["Utfall totalt"] for row in round_.rows()}


def manifest(round_: Round) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((round_.folder / "output" / "manifest.json").read_text(encoding="utf-8"))
    return content


def sha256(round_: Round, name: str) -> str:
    return hashlib.sha256((round_.folder / "inbox" / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("name", [CORRECTED, "Division Nord T1 2022 a.xlsx", "Division Nord T1 2022 ö.xlsx"])
def test_a_corrected_half_takes_the_place_of_the_one_that_was_merged(tmp_path: Path, name: str) -> None:
    round_ = put_together(tmp_path)
    round_.answer("nord", THIRD, name)
    for _again in range(2):
        merged = round_.merged_json()
        assert round_.code == 0, round_.output
        assert nord(merged) == [("superseded", NAMES[0]), ("answered", ", ".join(sorted((name, NAMES[1]))))]
        assert (outcomes(round_)["besok"], outcomes(round_)["samtal"]) == (47, 46)
        (advice,) = [finding["advice"] for finding in merged["findings"] if finding["rule"] == "file-replaced"]
        assert name in advice and "45 → 47" in advice
        assert "decision-without-effect" not in {finding["rule"] for finding in merged["findings"]}
        assert len(manifest(round_)["taken"]["nord"]) == 4, "the same halves again add nothing"
    (round_.folder / "inbox" / NAMES[0]).unlink()
    assert nord(round_.merged_json()) == [("answered", ", ".join(sorted((name, NAMES[1]))))]


def test_a_half_is_corrected_again_and_the_other_one_after_it(tmp_path: Path) -> None:
    round_ = put_together(tmp_path)
    round_.answer("nord", THIRD, CORRECTED)
    round_.merge()
    round_.answer("nord", THIRD.replace("47", "48"), "igen.xlsx")
    round_.merge()
    round_.answer("nord", OTHER.replace("46", "50"), "samtal rättad.xlsx")
    merged = round_.merged_json()
    assert round_.code == 0 and nord(merged)[-1] == ("answered", "igen.xlsx, samtal rättad.xlsx")
    assert (outcomes(round_)["besok"], outcomes(round_)["samtal"]) == (48, 50)


def test_a_corrected_half_takes_back_an_answer(tmp_path: Path) -> None:
    """It contradicts nowhere, and what it takes back is not in the region all the same."""
    round_ = put_together(tmp_path)
    round_.answer("nord", OTHER.split("\n\n")[0], "samtal rättad.xlsx")
    assert round_.merged_json()["values_merged"] == 2
    assert round_.row("nord", "hot").get("Utfall kvinnor") is None


def test_the_whole_form_takes_the_place_of_both_halves(tmp_path: Path) -> None:
    round_ = put_together(tmp_path)
    round_.answer("nord", f"{THIRD}\n| Samtal | 46 |\n\n{OTHER.split(chr(10) * 2)[1]}", "allt.xlsx")
    assert nord(round_.merged_json()) == [("superseded", NAMES[0]), ("superseded", NAMES[1]), ("answered", "allt.xlsx")]


def test_halves_that_share_rows_stay_put_together(tmp_path: Path) -> None:
    """Neither corrects the other, though one repeats most of it: both were merged as halves."""
    both = "| Styrmått | Utfall totalt |\n| Besök | 45 |\n| Samtal | 46 |"
    round_ = put_together(tmp_path, both, OTHER)
    first = outcomes(round_)
    assert nord(round_.merged_json()) == [("answered", ", ".join(NAMES))] and outcomes(round_) == first
    round_.answer("nord", both.replace("45", "47"), CORRECTED)
    assert nord(round_.merged_json()) == [("superseded", NAMES[0]), ("answered", f"{CORRECTED}, {NAMES[1]}")]


def test_without_the_decision_a_corrected_half_does_not_replace_both(tmp_path: Path) -> None:
    round_ = put_together(tmp_path)
    round_.answer("nord", THIRD, CORRECTED)
    round_.decisions.unlink()
    assert [state for state, _file in nord(round_.merged_json())] == ["conflict"]


def test_a_half_that_was_sent_back_is_replaced_by_its_correction(tmp_path: Path) -> None:
    """It was never merged."""
    round_ = halves(tmp_path, one=ONE.replace("45", "många"))
    round_.decide(DECIDED.format("båda"))
    plan, back = str(round_.folder), str(round_.folder / "returned")
    command("check", str(round_.folder / "inbox"), "--plan", plan, "--return-to", back)
    round_.answer("nord", THIRD, CORRECTED)
    assert nord(round_.merged_json()) == [("superseded", NAMES[0]), ("answered", f"{CORRECTED}, {NAMES[1]}")]


def test_where_nobody_can_tell_which_half_is_replaced_it_is_said_what_to_write(tmp_path: Path) -> None:
    """Neither of the two was ever merged."""
    round_ = halves(tmp_path)
    round_.answer("nord", THIRD, CORRECTED)
    round_.decide(DECIDED.format("båda"))
    merged = round_.merged_json()
    assert [state for state, _file in nord(merged)] == ["conflict"]
    (finding,) = [finding for finding in merged["findings"] if finding["severity"] == "error"]
    assert finding["rule"] == "files-differ" and "45" in finding["advice"] and "47" in finding["advice"]
    assert "bladet Filer: nord, och namnen på de filer som gäller, med komma emellan." in finding["advice"]
    (idle,) = [finding["advice"] for finding in merged["findings"] if finding["rule"] == "decision-without-effect"]
    assert "Skriv namnen på de filer som gäller, med komma emellan" in idle
    round_.decide(DECIDED.format(f"{NAMES[1]}, {CORRECTED[:-5]}"))
    merged = round_.merged_json()
    assert round_.code == 0 and nord(merged) == [("superseded", NAMES[0]), ("answered", f"{CORRECTED}, {NAMES[1]}")]
    assert (outcomes(round_)["besok"], outcomes(round_)["samtal"]) == (47, 46)
    (aside,) = [finding for finding in merged["findings"] if finding["rule"] == "file-set-aside"]
    assert aside["file"] == NAMES[0] and CORRECTED in aside["advice"]


def test_a_misspelt_name_among_several_is_told(tmp_path: Path) -> None:
    round_ = halves(tmp_path)
    round_.decide(DECIDED.format(f"{NAMES[0]}, {NAMES[1]}x"))
    merged = round_.merged_json()
    assert [state for state, _file in nord(merged)] == ["conflict"]
    assert "decision-without-effect" in {finding["rule"] for finding in merged["findings"]}


# ------------------------------------------------------------------------------------- who signed, and whose file it is


def approved(name: str, day: str = "2022-05-12") -> str:
    return f"\n\n## Underskrift\n| Uppgift | Svar |\n| Uppgifterna lämnade av | {name} |\n| Datum | 2022-05-10 |\n" + (
        f"| Godkänt av | {name} |\n| Godkänt den | {day} |\n" if day else ""
    )


def asking_for_approval(folder: Path, one: str, other: str) -> Round:
    round_ = new_round(folder / "r", plan_text(MEASURES, settings={"Godkännande krävs": "ja"}), {})
    for name, text in zip(NAMES, (one, other), strict=True):
        round_.answer("nord", f"## Styrmått\n{text}", name)
    round_.decide(DECIDED.format("båda"))
    return round_


@pytest.mark.parametrize(
    ("one", "other", "preliminary"),
    [
        (approved("Karin Ek"), approved("Per Bo"), (False, False)),
        (approved("Karin Ek"), approved("Per Bo", ""), (False, True)),
        (approved("Karin Ek", ""), approved("Karin Ek"), (True, False)),
        ("", "", (True, True)),
    ],
)
def test_what_was_put_together_is_approved_only_where_each_half_is(
    tmp_path: Path, one: str, other: str, preliminary: tuple[bool, bool]
) -> None:
    """Two people sign each their half; that is no contradiction."""
    round_ = asking_for_approval(tmp_path, ONE + one, OTHER + other)
    assert round_.merge().code == 0, round_.output
    assert round_.row("nord", "besok")["Godkännande"] == ("preliminär" if any(preliminary) else None)


@pytest.mark.parametrize("first", NAMES)
@pytest.mark.parametrize("second", ["Karin Ek", "Per Bo"])
def test_an_approval_of_one_half_that_was_merged_alone_is_still_one(tmp_path: Path, first: str, second: str) -> None:
    round_ = asking_for_approval(tmp_path, ONE + approved("Karin Ek"), OTHER + approved(second))
    later = round_.folder / "inbox" / next(name for name in NAMES if name != first)
    kept = later.rename(round_.folder / later.name)
    round_.merge()
    kept.rename(later)
    for _again in range(2):
        assert "changed-after-approval" not in rules(round_)
        assert round_.row("nord", "besok")["Godkännande"] is None


def test_a_half_that_was_changed_after_its_approval_is_told_and_the_other_is_not(tmp_path: Path) -> None:
    round_ = asking_for_approval(tmp_path, ONE + approved("Karin Ek"), OTHER + approved("Karin Ek"))
    round_.merge()
    round_.answer("nord", f"## Styrmått\n{THIRD}{approved('Karin Ek')}", CORRECTED)
    for _again in range(2):
        findings = round_.merged_json()["findings"]
        assert [finding["file"] for finding in findings if finding["rule"] == "changed-after-approval"] == [CORRECTED]
        assert round_.row("nord", "besok")["Godkännande"] == "preliminär"


def test_the_record_knows_each_half_by_its_own_digest(tmp_path: Path) -> None:
    round_ = put_together(tmp_path)
    given = [(name, sha256(round_, name)) for name in NAMES]
    content = manifest(round_)
    assert [(finding["file"], finding["sha256"]) for finding in content["taken"]["nord"]] == given
    assert len({finding["half_of"] for finding in content["taken"]["nord"]} - {""}) == 1
    assert [(finding["file"], finding["sha256"]) for finding in content["taken_from"]["nord"]["halves"]] == given


def sources(round_: Round) -> list[tuple[object, ...]]:
    """State, file, SHA-256 and approval of Division Nord on the sheet of sources."""
    titles = ("Läge", "Fil", "Filens kontrollsumma (SHA-256)", "Godkänt av")
    return [tuple(row[title] for title in titles) for row in round_.rows("Underlag") if row["Enhet"] == "Division Nord"]


def test_each_file_stands_by_itself_among_the_sources_with_its_own_digest(tmp_path: Path) -> None:
    """People compare it with their file."""
    round_ = asking_for_approval(tmp_path, ONE + approved("Karin Ek"), OTHER)
    round_.merge()
    digests = [sha256(round_, name) for name in NAMES]
    assert sources(round_) == [
        ("har svarat", NAMES[0], digests[0], "Karin Ek; 2022-05-12"),
        ("har svarat, preliminärt", NAMES[1], digests[1], None),
    ]
