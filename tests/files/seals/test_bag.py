"""A folder that is sealed: one changed byte is seen wherever it is, and any program can check the lists."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from followup.files.seals.bag import BagFaults, Digests, faults_of, kept_files, new_folder, protect, seal_of, write_bag

LISTS = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "note.txt", "tagmanifest-sha256.txt"]
ODD = "inbox/50 % klart – Åre.txt"


def tags(_digests: Digests) -> dict[str, str]:
    """A text that tells of what is kept."""
    return {"note.txt": "T1 2022\n"}


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A sealed folder of three files."""
    files = {"plan.xlsx": b"PK\x03\x04plan", ODD: b"svar", "output/tom.csv": b""}
    payload = {}
    for number, (way, content) in enumerate(files.items()):
        payload[way] = tmp_path / f"source-{number}"
        payload[way].write_bytes(content)
    folder = tmp_path / "closed" / "T1 2022"
    with new_folder(folder) as part:
        write_bag(part, payload, tags, {"External-Identifier": "T1 2022"})
    return folder


def test_what_is_sealed_is_whole_and_lists_every_file(bag: Path) -> None:
    assert faults_of(bag) == BagFaults()
    assert set(kept_files(bag)) == {"plan.xlsx", ODD, "output/tom.csv"}
    assert sorted(path.name for path in bag.iterdir() if path.is_file()) == LISTS
    assert "Payload-Oxum: 12.3\n" in (bag / "bag-info.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["data/plan.xlsx", f"data/{ODD}", *LISTS[:4]])
def test_one_changed_byte_is_seen(bag: Path, way: str) -> None:
    content = bytearray((bag / way).read_bytes())
    content[len(content) // 2] ^= 1
    (bag / way).write_bytes(content)
    assert way in faults_of(bag).changed


def test_any_changed_byte_of_the_last_list_is_seen(bag: Path) -> None:
    path, seal = bag / "tagmanifest-sha256.txt", seal_of(bag)
    content = path.read_bytes()
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert faults_of(bag), at
        assert seal_of(bag) != seal
    path.write_bytes(content)
    assert not faults_of(bag)


def test_what_is_gone_and_what_came_besides_is_named(bag: Path) -> None:
    (bag / "data" / "output" / "tom.csv").unlink()
    (bag / "data" / "inbox" / "ny.txt").write_text("x", encoding="utf-8")
    (bag / "register.xlsx").write_bytes(b"x")
    assert faults_of(bag, {"register.xlsx"}) == BagFaults((), ("data/output/tom.csv",), ("data/inbox/ny.txt",))
    (bag / "data" / "inbox" / "~$ny.txt").write_text("lock", encoding="utf-8")
    assert "register.xlsx" in faults_of(bag).extra
    assert len(faults_of(bag).extra) == 2, "what a program or a system leaves is passed over"


@pytest.mark.parametrize("name", ["bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_list_that_is_gone_is_missing(bag: Path, name: str) -> None:
    (bag / name).unlink()
    faults = faults_of(bag)
    assert name in faults.missing
    assert faults.unsealed == (name == "tagmanifest-sha256.txt")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not here")
def test_another_program_checks_the_lists(bag: Path) -> None:
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        way = str(bag / name).replace("%25", "%")
        checked = subprocess.run(["sha256sum", "-c", way], cwd=bag, capture_output=True, text=True)
        wrong = [line for line in checked.stdout.splitlines() if not line.endswith(": OK")]
        assert [line for line in wrong if "%25" not in line] == [], (
            "BagIt writes % as %25, which sha256sum does not read"
        )


def test_the_same_files_give_the_same_bytes(bag: Path, tmp_path: Path) -> None:
    payload = {way: bag / "data" / way for way in kept_files(bag)}
    other = tmp_path / "other"
    other.mkdir()
    assert write_bag(other, payload, tags, {"External-Identifier": "T1 2022"}) == seal_of(bag)


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "closed" / "T1"
    with pytest.raises(ValueError, match="half"), new_folder(target) as part:
        (part / "half").write_text("x", encoding="utf-8")
        protect(part)
        raise ValueError("half")
    assert list(target.parent.iterdir()) == []


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "closed" / ".T1.999999.part"
    left.mkdir(parents=True)
    (left / "half").write_text("x", encoding="utf-8")
    with new_folder(tmp_path / "closed" / "T1"):
        pass
    assert [path.name for path in left.parent.iterdir()] == ["T1"]
