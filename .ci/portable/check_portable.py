"""Whether a portable folder would do on Windows, as far as that can be seen without one."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pefile
from packaging.markers import default_environment
from packaging.metadata import Metadata
from packaging.utils import canonicalize_name

LONGEST = 170
"""Characters of a path within the folder: Windows takes 260 of a whole one, and people put it in deep folders."""
LARGEST = 15_000_000
AMD64 = 0x8664
OF_WINDOWS = {
    "advapi32.dll", "bcrypt.dll", "bcryptprimitives.dll", "comctl32.dll", "comdlg32.dll", "crypt32.dll",
    "dbghelp.dll", "dnsapi.dll", "gdi32.dll", "iphlpapi.dll", "kernel32.dll", "msvcrt.dll", "ncrypt.dll",
    "netapi32.dll", "ntdll.dll", "ole32.dll", "oleaut32.dll", "pdh.dll", "powrprof.dll", "psapi.dll", "rpcrt4.dll",
    "secur32.dll", "setupapi.dll", "shell32.dll", "shlwapi.dll", "ucrtbase.dll", "user32.dll", "userenv.dll",
    "version.dll", "winmm.dll", "ws2_32.dll",
}  # fmt: skip
"""Libraries that every Windows since 10 has. Those of Visual C++ are not among them: who may install nothing has them not."""
OF_PYTHON = {"python3.dll", "vcruntime140.dll", "vcruntime140_1.dll"}
"""Libraries that the official zip has, and a stand-in may lack."""
OPTIONAL = {"pandas", "pyarrow", "distributed", "xlwings"}
"""Extras of followup that are not in the folder: it says itself what to install where they are asked for."""
NOT_EMBEDDED = {"ensurepip", "idlelib", "lib2to3", "tkinter", "turtledemo", "venv", "turtle"}
"""Of the standard library, what the embeddable Python is without."""


def faults_in(folder: Path, minor: int, places: Sequence[str]) -> list[str]:
    """What is wrong, a sentence each; ``places`` are paths of this computer that no file may name."""
    packages = folder / "python" / "Lib" / "site-packages"
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        *_missing(folder, minor),
        *_misnamed(folder, files),
        *_paths_of_here(folder, files, places),
        # Python's own programs are as python.org made them, by the hash of their zip.
        *_of_another_system(folder, [path for path in files if path.is_relative_to(packages)], minor),
        *_imports_that_fail(packages),
        *_packages_that_lack(packages, minor),
    ]


def _missing(folder: Path, minor: int) -> Iterator[str]:
    python = folder / "python"
    for name in ("python.exe", f"python3{minor}.dll", f"python3{minor}.zip", "LICENSE.txt"):
        if not (python / name).is_file():
            yield f"python/{name} is missing"
    paths = python / f"python3{minor}._pth"
    lines = paths.read_text(encoding="ascii").splitlines() if paths.is_file() else []
    if lines != [f"python3{minor}.zip", ".", "Lib\\site-packages"]:
        yield f"python/{paths.name} must name Python, its folder and Lib\\site-packages alone: else the user's own packages come"
    if [path for path in python.glob("*._pth") if path != paths]:
        yield "python has another _pth"
    if "followup.cmd" not in [path.name for path in folder.glob("*.cmd")]:
        yield "followup.cmd is missing"


def _misnamed(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in files:
        name = path.relative_to(folder).as_posix()
        if len(name) > LONGEST:
            yield f"{name}: {len(name)} characters"
        if set(name) & set('<>:"|?*\\') or name.endswith((" ", ".")):
            yield f"{name}: no name in Windows"
        if other := seen.get(name.casefold()):
            yield f"{name} and {other} are one name in Windows"
        seen[name.casefold()] = name
        if path.stat().st_size > LARGEST:
            yield f"{name}: {path.stat().st_size / 1e6:.0f} MB"
        if path.suffix == ".cmd" and b"\n" in path.read_bytes().replace(b"\r\n", b""):
            yield f"{name}: line ends that cmd does not read"


def _paths_of_here(folder: Path, files: Sequence[Path], places: Sequence[str]) -> Iterator[str]:
    """Files that name a folder of the computer that they were made on, or a drive of the one that they come to."""
    for path in files:
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        for place in places:
            if place.encode() in content:
                yield f"{name} names {place}"
        if path.suffix in (".cmd", "._pth") and b":\\" in content:
            yield f"{name} names a drive"


def _of_another_system(folder: Path, files: Sequence[Path], minor: int) -> Iterator[str]:
    present = {path.name.casefold() for path in files}
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".so", ".dylib"):
            yield f"{name} is not for Windows"
        if ".cp3" in path.name and f".cp3{minor}-win_amd64" not in path.name:
            yield f"{name} is not for Python 3.{minor}"
        if path.suffix in (".pyd", ".dll") and path.stat().st_size:
            yield from (f"{name} {fault}" for fault in _faults_of_program(path, present | {f"python3{minor}.dll"}))


def _faults_of_program(path: Path, present: Collection[str]) -> Iterator[str]:
    """What keeps a program from being loaded: other processors, and libraries that neither Windows nor the folder has."""
    try:
        program = pefile.PE(str(path), fast_load=True)
    except pefile.PEFormatError:
        yield "is no program of Windows"
        return
    if program.FILE_HEADER.Machine != AMD64:
        yield "is not for 64 bits"
    program.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
    for library in getattr(program, "DIRECTORY_ENTRY_IMPORT", ()):
        needed = library.dll.decode("ascii").casefold()
        if not needed.startswith("api-ms-win-") and needed not in (*OF_WINDOWS, *OF_PYTHON, *present):
            yield f"needs {needed}, which neither Windows nor the folder has"
    program.close()


def _imports_that_fail(packages: Path) -> Iterator[str]:
    """Modules that followup names and that are neither Python's own nor in the folder."""
    known = sys.stdlib_module_names - NOT_EMBEDDED
    for path in sorted((packages / "followup").rglob("*.py")):
        for name in _imported(path):
            top = name.partition(".")[0]
            if top == "followup":
                if not _is_there(packages, name):
                    yield f"{path.relative_to(packages).as_posix()}: {name} is missing"
            elif top not in known and top not in OPTIONAL and not _is_there(packages, top):
                yield f"{path.relative_to(packages).as_posix()}: {top} is missing"


def _imported(path: Path) -> Iterator[str]:
    """The modules that a file names, also those that it imports late; not those for the type checker alone."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _is_there(packages: Path, name: str) -> bool:
    place = packages.joinpath(*name.split("."))
    return place.is_dir() or any(place.parent.glob(f"{place.name}.*py*"))


def _packages_that_lack(packages: Path, minor: int) -> Iterator[str]:
    """Packages whose own requirements, as they are on Windows, are not in the folder."""
    windows = {
        **default_environment(),
        "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
        "python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0", "extra": "",
    }  # fmt: skip
    described = [
        Metadata.from_email(path.read_bytes(), validate=False) for path in packages.glob("*.dist-info/METADATA")
    ]
    present = {canonicalize_name(package.name) for package in described}
    for package in described:
        for needed in package.requires_dist or ():
            if (needed.marker is None or needed.marker.evaluate(windows)) and canonicalize_name(
                needed.name
            ) not in present:
                yield f"{package.name} needs {needed.name}, which is missing"
