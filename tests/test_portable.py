"""The portable folder for Windows: of the official Python alone, and nothing in it that fails on another computer.

A small wheel stands for ours, and files of the right names for Python; ``.ci/portable/try-portable`` takes the real wheel.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PORTABLE = ROOT / ".ci" / "portable"
NAME = "python-3.13.0-embed-amd64.zip"
OFFICIAL = ("python.exe", "python313.dll", "python313.zip", "LICENSE.txt", "python313._pth")
METADATA = "Metadata-Version: 2.1\nName: followup\nVersion: 9.9\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
CODE = "import json\n\nimport followup\n\n\ndef export():\n    import pandas\n"


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("make_portable", PORTABLE / "make_portable.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(PORTABLE))


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("python") / NAME
    with zipfile.ZipFile(path, "w") as packed:
        for name in OFFICIAL:
            packed.writestr(name, "python313.zip\n.\n#import site\n" if name.endswith("_pth") else "")
        packed.writestr("_msi.pyd", program(0x8664, "msi.dll"))  # what Python itself needs is its own matter
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wheel") / "followup-9.9-py3-none-any.whl"
    files = {"followup/__init__.py": CODE, "followup/tests/test_it.py": "", "followup/py.pyi": ""}
    about = {"METADATA": METADATA, "WHEEL": WHEEL, "RECORD": ""}
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in {**files, **{f"followup-9.9.dist-info/{name}": text for name, text in about.items()}}.items():
            packed.writestr(name, text)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def packed(maker: ModuleType, wheel: Path, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = maker.make_portable(wheel, python, tmp_path_factory.mktemp("made"), digest(python))
    assert path.name == "followup-9.9-windows.zip"
    return path


@pytest.fixture
def folder(packed: Path, tmp_path: Path) -> Path:
    """The folder, unpacked where its path has a space and å, ä, ö."""
    with zipfile.ZipFile(packed) as whole:
        whole.extractall(tmp_path / "Mina filer åäö")
    return tmp_path / "Mina filer åäö" / "followup"


def test_the_folder_has_a_python_that_finds_its_own_packages_alone(folder: Path) -> None:
    lines = (folder / "python" / "python313._pth").read_bytes()
    assert lines == b"python313.zip\r\n.\r\nLib\\site-packages\r\n", "import site would bring the user's own packages"
    packages = folder / "python" / "Lib" / "site-packages"
    assert (packages / "followup" / "__init__.py").is_file()
    assert not (packages / "followup" / "tests").exists()
    assert not list(packages.rglob("*.pyi"))
    assert (folder / "python" / "packages.txt").read_text(encoding="utf-8") == "followup 9.9\n"


def test_what_is_double_clicked_is_as_cmd_reads_it(folder: Path) -> None:
    names = sorted(path.name for path in folder.glob("*.cmd"))
    assert names == [
        "1 Prova ett exempel.cmd", "2 Ny uppföljning.cmd", "3 Handböcker.cmd", "4 Kommandofönster.cmd", "followup.cmd"
    ]  # fmt: skip
    for name in names:
        content = (folder / name).read_bytes()
        assert content.startswith(b"@echo off\r\n")
        assert content.count(b"\n") == content.count(b"\r\n")
        ascii_until = next((at for at, byte in enumerate(content) if byte > 127), len(content))
        assert b"goto" not in content[ascii_until:], "cmd may lose its place there"
        assert b'"%~dp0' in content


def test_the_first_page_opens_in_notepad(folder: Path) -> None:
    content = (folder / "LÄS MIG FÖRST.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    for name in ("1 Prova ett exempel", "2 Ny uppföljning", "3 Handböcker", "4 Kommandofönster"):
        assert name in content.decode("utf-8-sig")


def test_the_same_files_give_the_same_zip(
    packed: Path, maker: ModuleType, wheel: Path, python: Path, tmp_path: Path
) -> None:
    again = maker.make_portable(wheel, python, tmp_path, digest(python))
    assert again.read_bytes() == packed.read_bytes()


def test_no_python_is_taken_but_the_official_one(maker: ModuleType, wheel: Path, python: Path, tmp_path: Path) -> None:
    def refusal(path: Path, sha256: str | None = None) -> str:
        with pytest.raises(maker.Refused) as refused:
            maker.make_portable(wheel, path, tmp_path / "made", sha256)
        return str(refused.value)

    assert "its SHA-256 is not known here" in refusal(python)
    assert "fetch it again" in refusal(python, "0" * 64)
    known = Path(shutil.copyfile(python, tmp_path / next(iter(maker.KNOWN))))
    assert "fetch it again" in refusal(known), (
        "whoever gives a hash cannot make another file of that name the official one"
    )
    assert "fetch it again" in refusal(known, digest(known))
    assert "keep its name" in refusal(known.rename(tmp_path / "python.zip"), "0" * 64)
    assert not (tmp_path / "made").exists()


def test_the_guides_name_the_python_that_is_known(maker: ModuleType) -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "Makefile",
        *(ROOT / "docs" / f"{name}.md" for name in ("excel-protokoll", "it")),
    ]
    named = {
        zipped for page in pages for zipped in re.findall(r"python-[\d.]+-embed-amd64\.zip", page.read_text("utf-8"))
    }
    assert named == {next(iter(maker.KNOWN))}


def write(name: str, content: bytes) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    return put


def program(machine: int, library: str = "KERNEL32.dll") -> bytes:
    """A program of Windows of one section, which needs one library and runs nothing."""
    rva, at = 0x1000, 0x200
    table = struct.pack("<5I", rva + 40, 0, 0, rva + 56, rva + 40) + bytes(20)
    table += struct.pack("<QQ", 1 << 63 | 1, 0) + library.encode()
    optional = struct.pack("<H", 0x20B).ljust(24, b"\0") + struct.pack("<QII", 0x180000000, 0x1000, 0x200)
    optional = optional.ljust(56, b"\0") + struct.pack("<II", 0x2000, at)
    optional = optional.ljust(108, b"\0") + struct.pack("<I", 16) + bytes(8) + struct.pack("<II", rva, 40)
    optional = optional.ljust(240, b"\0")
    header = struct.pack("<4sHHIIIHH", b"PE\0\0", machine, 1, 0, 0, 0, len(optional), 0x2022)
    section = struct.pack("<8sIIII", b".rdata", 0x200, rva, 0x200, at).ljust(40, b"\0")
    return (b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + header + optional + section).ljust(
        at, b"\0"
    ) + table.ljust(0x200, b"\0")


SITE = "python/Lib/site-packages"
FAULTS: dict[str, Callable[[Path], object]] = {
    "python.exe is missing": lambda folder: (folder / "python" / "python.exe").unlink(),
    "alone: else the user's own packages come": write("python/python313._pth", b"python313.zip\n.\nimport site\n"),
    "python has another _pth": write("python/python311._pth", b""),
    "names /home/maker": write(f"{SITE}/x/direct_url.json", b'{"url": "file:///home/maker/x.whl"}'),
    "names a drive": write("followup.cmd", b"@echo off\r\nC:\\Python\\python.exe\r\n"),
    "is not for Windows": write(f"{SITE}/x/fast.cpython-313-x86_64-linux-gnu.so", b""),
    "is not for Python 3.13": write(f"{SITE}/x/fast.cp311-win_amd64.pyd", b""),
    "is no program of Windows": write(f"{SITE}/x/fast.pyd", b"MZ" + b"\0" * 100),
    "is not for 64 bits": write(f"{SITE}/x/fast.pyd", program(0x14C)),
    "needs msvcp140.dll": write(f"{SITE}/x/fast.pyd", program(0x8664, "MSVCP140.dll")),
    "lark is missing": write(f"{SITE}/followup/a.py", b"def late():\n    from lark import Lark\n"),
    "followup.gone is missing": write(f"{SITE}/followup/a.py", b"from followup.gone import x\n"),
    "tkinter is missing": write(f"{SITE}/followup/a.py", b"import tkinter\n"),
    "click needs colorama": write(
        f"{SITE}/click-1.dist-info/METADATA",
        b"Metadata-Version: 2.1\nName: click\nVersion: 1\nRequires-Dist: colorama; platform_system == 'Windows'\n",
    ),
    "are one name in Windows": write(f"{SITE}/FOLLOWUP/__init__.py", b""),
    "characters": write(f"{SITE}/{'lång' * 40}/x.py", b""),
    "line ends that cmd does not read": write("5 Till.cmd", b"@echo off\n"),
}


@pytest.mark.parametrize("told", FAULTS)
def test_what_would_fail_on_windows_is_told(told: str, maker: ModuleType, folder: Path) -> None:
    assert maker.faults_in(folder, 13, ("/home/maker",)) == []
    FAULTS[told](folder)
    faults = maker.faults_in(folder, 13, ("/home/maker",))
    assert [fault for fault in faults if told in fault] != [], faults
