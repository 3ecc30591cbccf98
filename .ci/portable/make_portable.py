"""The portable folder for Windows: followup with a Python of its own, in one zip, run without installing anything.

    .venv/bin/python .ci/portable/make_portable.py followup-….whl python-3.13.15-embed-amd64.zip INTO

Takes the official embeddable Python (from python.org, fetched by a person) and the wheel; uv fetches the wheels for Windows
of what followup needs. What comes out is looked through by ``check_portable.py`` before it is packed.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from check_portable import faults_in  # noqa: E402

KNOWN = {
    "python-3.13.15-embed-amd64.zip": "d1f04d990aee1253d8569e8e5104e30fa9f5fa830899f14843448872d936a2cf",
    "python-3.12.10-embed-amd64.zip": "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3",
    "python-3.11.9-embed-amd64.zip": "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b",
}
"""The official zips by name, with their SHA-256. Another one is taken with --sha256, as python.org says it."""

NAMED = re.compile(r"python-(3)\.(\d+)\.\d+-embed-amd64\.zip")
SITE_PACKAGES = Path("Lib", "site-packages")
PLATFORM = "x86_64-pc-windows-msvc"
NOT_NEEDED = ("bin", "**/__pycache__", "**/tests", "**/*.pyi", "**/*.pxd", "**/*.pxi", "**/*.pyx", "**/*.h", "**/*.c", "**/*.cpp",
              "PIL/_avif.*", "*.dist-info/direct_url.json", "*.dist-info/uv_cache.json", "*.dist-info/RECORD")  # fmt: skip
"""Of the packages: what is for who builds or tests them; pictures in AVIF, which no document holds; what names a path here."""

# Bytecode is kept in the user's own folder: this one may be read-only, and stays as it was handed out.
RUNNER = r"""@echo off
setlocal
if not exist "%~dp0python\python.exe" goto absent
set "bytecode="
if defined LOCALAPPDATA set "bytecode=%LOCALAPPDATA%\followup\bytecode"
"%~dp0python\python.exe" -X utf8 -X "pycache_prefix=%bytecode%" -m followup %*
exit /b %errorlevel%

:absent
chcp 65001 >nul
echo Mappen python saknas bredvid den här filen. Packa upp hela zip-filen först, och kör filen därifrån.
pause
exit /b 2
"""

DOUBLE_CLICKED = r"""@echo off
chcp 65001 >nul
title followup
set "code=2"
pushd "%~dp0"
if "%~1"=="" goto here
pushd "%~1"
if errorlevel 1 goto stay

:here
call "%~dp0followup.cmd" {arguments}
set "code=%errorlevel%"

:stay
pause
exit /b %code%
"""

WINDOW = r"""@echo off
chcp 65001 >nul
title followup
pushd "%~dp0"
if not "%~1"=="" pushd "%~1"
set "PATH=%~dp0;%PATH%"
cmd /k followup
"""

FILES = {
    "followup.cmd": RUNNER,
    "1 Prova ett exempel.cmd": DOUBLE_CLICKED.format(arguments="demo --into exempel"),
    "2 Ny uppföljning.cmd": DOUBLE_CLICKED.format(arguments="new"),
    "3 Handböcker.cmd": DOUBLE_CLICKED.format(arguments="guide index"),
    "4 Kommandofönster.cmd": WINDOW,
}
"""What is double-clicked; a folder that is dropped on a file is where it works. The steps of a round lie in its own folder."""


class Refused(Exception):
    """Why no folder is made."""


def main() -> None:
    """Make the folder and the zip, and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("python", type=Path, help="the zip of the official embeddable Python, 64 bits")
    parser.add_argument("into", type=Path)
    parser.add_argument("--sha256", help="of a zip whose name is not known here, as python.org says it")
    asked = parser.parse_args()
    try:
        print(make_portable(asked.wheel, asked.python, asked.into, asked.sha256))
    except Refused as refused:
        sys.exit(str(refused))


def make_portable(wheel: Path, python: Path, into: Path, sha256: str | None = None) -> Path:
    """The zip. Refused where the Python is not the one that it says it is, or the folder would not do."""
    minor = minor_of(python, sha256)
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        folder = Path(beside) / "followup"
        lay_out_python(folder / "python", python, minor)
        install(wheel, folder / "python" / SITE_PACKAGES, minor)
        for name, text in FILES.items():
            (folder / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8"))
        read_me = (HERE / "LÄS MIG FÖRST.txt").read_text(encoding="utf-8")
        (folder / "LÄS MIG FÖRST.txt").write_bytes(read_me.replace("\n", "\r\n").encode("utf-8-sig"))
        if faults := faults_in(folder, minor, (beside, str(Path.home() / ".cache"), str(wheel.resolve().parent))):
            raise Refused("\n".join(faults))
        packed = into / f"{'-'.join(wheel.name.split('-')[:2])}-windows.zip"
        files = pack(folder, packed)
        size = sum(path.stat().st_size for path in files)
    print(f"{len(files)} files, {size / 1e6:.1f} MB; packed {packed.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    return packed


def minor_of(python: Path, sha256: str | None) -> int:
    """The 13 of Python 3.13, by the name of the zip; Refused for any zip but the official one."""
    named = NAMED.fullmatch(python.name)
    if named is None:
        raise Refused(f"{python.name}: fetch python-3.13.15-embed-amd64.zip from python.org, and keep its name")
    wanted = KNOWN.get(python.name) or (sha256 or "").casefold()
    if not re.fullmatch(r"[0-9a-f]{64}", wanted):
        raise Refused(f"{python.name}: its SHA-256 is not known here. Give the one that python.org says with --sha256")
    digest = hashlib.sha256(python.read_bytes()).hexdigest()
    if digest != wanted:
        raise Refused(f"{python.name} has the SHA-256 {digest}, and should have {wanted}: fetch it again")
    return int(named[2])


def lay_out_python(folder: Path, python: Path, minor: int) -> None:
    """Python, which then finds its packages in its own folder and asks neither the registry nor the user's folders."""
    with zipfile.ZipFile(python) as packed:
        packed.extractall(folder)
    paths = f"python3{minor}.zip\r\n.\r\n{SITE_PACKAGES.as_posix()}\r\n".replace("/", "\\")
    (folder / f"python3{minor}._pth").write_bytes(paths.encode("ascii"))


def install(wheel: Path, folder: Path, minor: int) -> None:
    """The packages for Windows, without what is not needed there."""
    uv = Path(sys.executable).with_name("uv")
    options = [
        "--target",
        folder,
        "--python-platform",
        PLATFORM,
        "--python-version",
        f"3.{minor}",
        "--link-mode",
        "copy",
    ]
    done = subprocess.run(
        [uv, "pip", "install", "--quiet", "--system-certs", "--only-binary", ":all:", *options, wheel],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Refused(done.stderr)
    for path in sorted(_not_needed(folder), reverse=True):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    names = sorted(path.name.removesuffix(".dist-info").replace("-", " ") for path in folder.glob("*.dist-info"))
    (folder.parents[1] / "packages.txt").write_text("\n".join([*names, ""]), encoding="utf-8")


def _not_needed(folder: Path) -> Iterator[Path]:
    for pattern in NOT_NEEDED:
        yield from folder.glob(pattern)


def pack(folder: Path, packed: Path) -> list[Path]:
    """All files into a zip, in order and without their times: the same files give the same bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix())
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, path.read_bytes())
    return files


if __name__ == "__main__":
    main()
