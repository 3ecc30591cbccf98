"""Workbooks that come in a mail or a compressed folder: read as if they lay in the inbox, and never anything unpacked."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands.test_status import GOOD, WRONG, a_round, as_json, drafts, status, text_of
from tests.files import mails
from tests.house import command
from tests.one_sheet import sheet_in
from tests.scoring.rounds import Round

PDF, PICTURE = b"%PDF-1.7\n%", b"\x89PNG\r\n"
NORD, SYD, VAST = "Division Nord T1 2022.xlsx", "Division Syd T1 2022.xlsx", "Division Väst T1 2022.xlsx"
Pack = Callable[[dict[str, bytes]], bytes]


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def a_round_of(folder: Path, *containers: tuple[str, bytes], **answers: str) -> Round:
    """A round whose inbox holds these containers, and the answers given as files of their own."""
    round_ = a_round(folder, answers)
    (round_.folder / "inbox").mkdir(exist_ok=True)
    for name, content in containers:
        (round_.folder / "inbox" / name).write_bytes(content)
    return round_


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Three answered workbooks by file name; that of Syd has something to correct."""
    round_ = a_round(tmp_path_factory.mktemp("svar"), {"nord": GOOD, "syd": WRONG, "vast": GOOD})
    return {path.name: path.read_bytes() for path in (round_.folder / "inbox").iterdir()}


def states(round_: Round) -> dict[str, tuple[str, str]]:
    """State and file by unit."""
    return {unit["id"]: (unit["state"], unit["file"]) for unit in as_json(round_)["units"]}


def checked(*files: Path, folder: Path) -> list[dict[str, Any]]:
    """What a script gets of a check."""
    _code, output = command("check", "--plan", str(folder), "--format", "json", *map(str, files))
    result: list[dict[str, Any]] = json.loads(output[output.index("{") : output.rindex("}") + 1])["files"]
    return result


def rules(round_: Round) -> dict[str, list[str]]:
    """The rules of each file of the inbox."""
    inbox = round_.folder / "inbox"
    return {file["file"]: [f["rule"] for f in file["findings"]] for file in checked(inbox, folder=round_.folder)}


def nested(files: dict[str, bytes]) -> bytes:
    """A mail that was forwarded as an attachment of an Outlook mail, with its files in a compressed folder."""
    return mails.msg({"Vidarebefordrat": mails.msg_tree({"svar.zip": mails.zipped(files)})})


def in_winmail(files: dict[str, bytes]) -> bytes:
    """What reaches those without Outlook."""
    return mails.eml({"winmail.dat": mails.tnef(files)})


@pytest.mark.parametrize(
    ("name", "pack", "before"),
    [
        ("svar.zip", mails.zipped, "svar.zip › "),
        ("Svar, till er.eml", mails.eml, "Svar, till er.eml › "),
        ("brev.MSG", mails.msg, "brev.MSG › "),
        ("brev.msg", nested, "brev.msg › Vidarebefordrat.msg › svar.zip › "),
        ("brev.eml", in_winmail, "brev.eml › winmail.dat › "),
        ("brev.eml", lambda files: mails.eml({"Vb.eml": mails.mail(files, "Vb")}), "brev.eml › Vb.eml › "),
    ],
)
def test_workbooks_in_a_container_are_read_as_if_they_lay_there(
    tmp_path: Path, books: dict[str, bytes], name: str, pack: Pack, before: str
) -> None:
    packed = pack({**books, "image001.png": PICTURE, "smime.p7s": b"x"})
    round_ = a_round_of(tmp_path, (name, packed))
    assert states(round_) == {
        "nord": ("answered", before + NORD),
        "syd": ("with_errors", before + SYD),
        "vast": ("answered", before + VAST),
    }
    merged = round_.merge("--today", "2022-05-10")
    assert merged.row("nord", "samtal")["Utfall totalt"] == 120
    assert [path.name for path in (round_.folder / "inbox").iterdir()] == [name], "nothing is unpacked there"
    assert (round_.folder / "inbox" / name).read_bytes() == packed


def test_the_record_has_the_hash_of_workbook_and_container_and_links_lead_to_the_container(
    tmp_path: Path, books: dict[str, bytes]
) -> None:

    round_ = a_round_of(tmp_path, ("svar.zip", mails.zipped({**books, "protokoll.pdf": PDF})))
    (round_.folder / "syd.xlsx").write_bytes(books[SYD])
    merged = round_.merge("--today", "2022-05-10")
    assert "svar.zip › protokoll.pdf är inte en arbetsbok" in merged.output
    record_ = json.loads((round_.folder / "output" / "manifest.json").read_text(encoding="utf-8"))
    inputs = {file["file"]: file for file in record_["inputs"]}
    syd, container = inputs[f"svar.zip › {SYD}"], round_.folder / "inbox" / "svar.zip"
    assert (syd["sha256"], syd["size"]) == (sha256_of(round_.folder / "syd.xlsx"), len(books[SYD]))
    assert syd["container"] == {"file": "svar.zip", "sha256": sha256_of(container)}
    assert inputs["svar.zip › protokoll.pdf"]["state"] == "not_read"
    assert {file["file"] for file in record_["taken_from"].values()} == {f"svar.zip › {name}" for name in books}
    assert f"svar.zip › {NORD}" in merged.row("nord", "samtal").values()
    links = "".join(every_formula(round_.regional))
    assert '"../inbox/svar.zip"' in links and "svar.zip#" not in links and '"../inbox/svar.zip ›' not in links


def every_formula(path: Path) -> list[str]:
    """The sheets of a workbook as they are stored."""
    import html
    import zipfile

    with zipfile.ZipFile(path) as archive:
        names = (name for name in archive.namelist() if "sheet" in name)
        return [html.unescape(archive.read(name).decode("utf-8", "replace")) for name in names]


def test_the_same_containers_give_the_same_bytes(tmp_path: Path, books: dict[str, bytes]) -> None:
    outputs = []
    for folder in ("a", "b"):
        round_ = a_round_of(tmp_path / folder, ("brev.msg", nested(books)))
        round_.merge("--today", "2022-05-10")
        outputs.append([path.read_bytes() for path in sorted((round_.folder / "output").rglob("*")) if path.is_file()])
    assert outputs[0] == outputs[1]


def test_a_copy_goes_back_under_the_workbook_s_own_name_and_is_attached_to_the_draft(
    tmp_path: Path, books: dict[str, bytes]
) -> None:
    round_ = a_round_of(tmp_path, ("Svar, Syd.msg", mails.msg({SYD: books[SYD]})), nord=GOOD)
    returned = round_.folder / "returned"
    code, _told = command("check", "--plan", str(round_.folder), "--return-to", str(returned))
    assert code == 1
    assert [path.name for path in returned.glob("*.xlsx")] == [SYD]
    book, answers = (sheet_in(returned / SYD, name) for name in ("Att rätta", "Styrmått"))
    assert all("många" in {cell.value for row in sheet.iter_rows() for cell in row} for sheet in (book, answers))
    draft = drafts(round_)["Division Syd att rätta.eml"]
    assert "många" in text_of(draft)
    assert [part.get_filename() for part in draft.iter_attachments()] == [SYD]


def test_two_workbooks_of_a_unit_in_a_folder_are_two_files(tmp_path: Path, books: dict[str, bytes]) -> None:
    other = a_round(tmp_path / "x", {"nord": GOOD.replace("120", "121")})
    second = (other.folder / "inbox" / NORD).read_bytes()
    round_ = a_round_of(tmp_path / "y", ("svar.zip", mails.zipped({f"nytt/{NORD}": second, NORD: books[NORD]})))
    assert states(round_)["nord"][0] == "conflict"
    assert "files-differ" in rules(round_)[f"svar.zip › nytt › {NORD}"]
    from tests.round.test_waivers import decide

    for name in (f"svar.zip › nytt › {NORD}", f"SVAR.zip > nytt > {NORD[:-5]}"):
        row = f"| nord | {name} | Rätt. | Sekretariatet |"
        decide(round_, f"## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n{row}")
        assert states(round_)["nord"] == ("answered", f"svar.zip › nytt › {NORD}")


def test_a_workbook_twice_in_a_mail_is_counted_once(tmp_path: Path, books: dict[str, bytes]) -> None:
    one, other = mails.zipped({NORD: books[NORD]}), mails.zipped({NORD: books[NORD]}, compressed=False)
    round_ = a_round_of(tmp_path, ("brev.msg", mails.msg({"svar.zip": one, "SVAR.zip": other})))
    assert rules(round_) == {
        f"brev.msg › SVAR (2).zip › {NORD}": [],
        f"brev.msg › svar.zip › {NORD}": ["same-file-twice"],
    }


@pytest.mark.parametrize(
    "pack",
    [
        lambda files: mails.zipped(files),
        lambda files: mails.with_names_in("cp850", files),
        lambda files: mails.with_names_in("cp1252", files),
        lambda files: mails.with_names_in(
            "utf-8", {unicode_of_a_mac(name): content for name, content in files.items()}
        ),
        lambda files: mails.zipped({f"../../{name}": content for name, content in files.items()}),
        lambda files: mails.zipped({f"C:\\{name}": content for name, content in files.items()}),
        lambda files: mails.zipped({**files, f"__MACOSX/._{VAST}": b"x", f"~${VAST}": b"x", ".DS_Store": b"x"}),
        lambda files: mails.eml({unicode_of_a_mac(name): content for name, content in files.items()}),
    ],
)
def test_names_are_shown_as_they_were_typed(tmp_path: Path, books: dict[str, bytes], pack: Pack) -> None:
    content = pack({VAST: books[VAST]})
    name = "svar.zip" if content.startswith(b"PK") else "svar.eml"
    round_ = a_round_of(tmp_path, (name, content))
    assert rules(round_) == {f"{name} › {VAST}": []}


def unicode_of_a_mac(name: str) -> str:
    """The name in decomposed letters."""
    import unicodedata

    return unicodedata.normalize("NFD", name)


def test_a_workbook_that_is_called_zip_is_read(tmp_path: Path, books: dict[str, bytes]) -> None:
    round_ = a_round_of(tmp_path, ("Division Nord.zip", books[NORD]))
    assert states(round_)["nord"] == ("answered", "Division Nord.zip")


# What cannot be opened.


def link_only() -> bytes:
    """A mail with a link instead of a file."""
    return mails.msg({VAST: None})


def deep(content: bytes) -> bytes:
    """Folders in folders in folders."""
    for number in range(9):
        content = mails.zipped({f"{number}.zip": content})
    return content


def many_parts(book: bytes) -> bytes:
    """A mail of parts within parts."""
    within = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (at, at) for at in range(3000))
    return b"From: a\n" + b"".join(within) + book


HOSTILE: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("Division Väst.zip", lambda book: mails.with_password(mails.zipped({"svar.xlsx": book})), "password-protected"),
    ("svar.zip", lambda book: mails.with_password(mails.zipped({VAST: book})), "password-protected"),
    ("Division Väst.zip", lambda book: mails.zipped({"svar.xlsx": book})[:-40], "incomplete-file"),
    ("Division Väst.zip", lambda _book: b"", "empty-file"),
    ("Division Väst.zip", lambda book: b"PK\x03\x04" + b"x" * 99 + b"PK\x05\x06" + book[:20], "damaged-file"),
    ("Division Väst.zip", lambda _book: PDF, "not-a-workbook"),
    ("Division Väst.7z", lambda _book: b"7z\xbc\xaf\x27\x1c", "not-a-workbook"),
    ("Division Väst.zip", lambda _book: mails.zipped({"svar.xlsx": b"\0" * 60_000_000}), "too-large-inside"),
    ("Division Väst.zip", lambda _book: mails.zipped({f"{n}.txt": b"" for n in range(10_000)}), "too-many-parts"),
    ("Division Väst.zip", lambda _book: mails.zipped({f"{n}.xlsx": b"1" for n in range(900)}), "too-many-workbooks"),
    ("Division Väst.zip", lambda book: deep(mails.zipped({"svar.xlsx": book})), "nested-too-deep"),
    ("Division Väst.zip", lambda _book: mails.zipped({"svar.pdf": PDF}), "folder-without-workbook"),
    ("Division Väst.msg", lambda _book: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000, "damaged-file"),
    ("Division Väst.msg", lambda book: mails.msg({"svar.xlsx": book})[:9000], "damaged-file"),
    ("Division Väst.eml", lambda book: many_parts(book), "too-many-parts"),
    (
        "Division Väst.eml",
        lambda _book: b"From: a\n" + b"Content-Type: message/rfc822\n\nFrom: a\n" * 5000,
        "nested-too-deep",
    ),
    ("brev.msg", lambda _book: link_only(), "attached-as-link"),
    ("brev.msg", lambda _book: mails.msg({}, "Re: påminnelse till Division Väst"), "mail-without-workbook"),
    ("brev.eml", lambda _book: mails.eml({"bild.png": PICTURE}, "Division Väst hinner inte"), "mail-without-workbook"),
    ("brev.eml", lambda _book: mails.eml({"smime.p7m": b"\x30\x80\x06"}, "Division Väst"), "encrypted-mail"),
]


@pytest.mark.parametrize(("name", "make", "rule"), HOSTILE)
def test_what_cannot_be_opened_is_told_and_its_unit_is_not_silent(
    tmp_path: Path, books: dict[str, bytes], name: str, make: Callable[[bytes], bytes], rule: str
) -> None:
    round_ = a_round_of(tmp_path, (name, make(books[VAST])), nord=GOOD)
    began = time.monotonic()
    rules_by_file = rules(round_)
    assert time.monotonic() - began < 20
    assert [rule_found for rules_of_file in rules_by_file.values() for rule_found in rules_of_file] == [rule]
    state, file = states(round_)["vast"]
    assert state == "refused" and file.startswith(name)
    assert "Division Väst" not in status(round_).partition("Har inte svarat")[2].partition("\n\n")[0]
    written = drafts(round_)
    assert "Division Väst påminnelse.eml" not in written
    assert "arbetsbok" in text_of(written["Division Väst att rätta.eml"])
    assert round_.merge("--today", "2022-05-10").row("nord", "samtal")["Utfall totalt"] == 120


def test_a_name_that_may_be_two_units_says_nothing(tmp_path: Path) -> None:
    content = mails.zipped({"svar.pdf": PDF})
    round_ = a_round_of(tmp_path, ("Division Nord och Division Syd.zip", content), vast=GOOD)
    assert {unit: state for unit, (state, _file) in states(round_).items()} == {
        "nord": "missing",
        "syd": "missing",
        "vast": "answered",
    }


def test_one_bad_file_does_not_hold_up_the_others(tmp_path: Path, books: dict[str, bytes]) -> None:
    content = mails.zipped({NORD: books[NORD], "trasig.xlsx": books[SYD][:5000], "inre.zip": b"PK\x03\x04"})
    round_ = a_round_of(tmp_path, ("svar.zip", content))
    assert rules(round_) == {
        f"svar.zip › {NORD}": [],
        "svar.zip › inre.zip": ["incomplete-file"],
        "svar.zip › trasig.xlsx": ["incomplete-file"],
    }


def test_a_folder_of_files_that_cannot_be_read_is_left_after_some(tmp_path: Path, books: dict[str, bytes]) -> None:
    content = mails.zipped({f"{number:03}.xlsx": PDF for number in range(300)})
    round_ = a_round_of(tmp_path, ("svar.zip", content), nord=GOOD)
    rules_by_file = rules(round_)
    assert rules_by_file["svar.zip"] == ["rest-not-read"] and len(rules_by_file) < 30
    assert rules_by_file[NORD] == []


def test_a_file_is_checked_by_itself_too(tmp_path: Path, books: dict[str, bytes]) -> None:
    round_ = a_round_of(tmp_path, ("brev.msg", mails.msg({NORD: books[NORD]})))
    path = round_.folder / "inbox" / "brev.msg"
    (only,) = checked(path, folder=round_.folder)
    assert (only["file"], only["unit"], only["values_read"]) == (f"brev.msg › {NORD}", "nord", 1)
