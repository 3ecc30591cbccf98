"""The bundled folders are found from a checkout, an editable install and a wheel, and all files travel."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from followup.files.disk import bundled as module
from followup.files.disk.bundled import IN_CHECKOUT, Bundle, bundled

CHECKOUT = Path(__file__).resolve().parents[3]
KINDS: tuple[Bundle, ...] = get_args(Bundle)
NEEDED = ("setup.cfg", "setup.py", "pyproject.toml", "MANIFEST.in", "LICENSE", "README.md", "CHANGELOG.md")
LITTER = shutil.ignore_patterns("__pycache__", "*.py[cod]", "~$*", ".~lock.*", ".DS_Store", "*.pot")
SAY_WHERE = f"from followup.files.disk.bundled import bundled; [print(bundled(kind)) for kind in {KINDS!r}]"


@pytest.mark.parametrize("kind", KINDS)
def test_found_in_the_checkout(kind: Bundle) -> None:
    assert bundled(kind) == CHECKOUT / IN_CHECKOUT.get(kind, kind)


def test_a_missing_folder_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "followup")
    with pytest.raises(FileNotFoundError, match=r"folder macros .* not found in .* Install followup again"):
        bundled("macros")


def test_a_strangers_folder_beside_the_package_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").mkdir()
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "followup")
    with pytest.raises(FileNotFoundError):
        bundled("examples")


@pytest.mark.slow
def test_found_in_an_installed_wheel_that_carries_every_file(tmp_path: Path) -> None:
    source = _copy_of_the_checkout(tmp_path / "source")
    wheel = _build_wheel(source, tmp_path / "dist")
    assert _followup_files(wheel) == _files_to_travel(source)

    python = _empty_environment(tmp_path / "venv")
    _install(python, wheel)
    package = Path(_run(python, "-c", "import followup; print(followup.__path__[0])", cwd=tmp_path).strip())
    assert package.is_relative_to(tmp_path / "venv")
    assert _places(python, tmp_path) == [package / kind for kind in KINDS]


@pytest.mark.slow
def test_found_in_an_editable_install(tmp_path: Path) -> None:
    source = _copy_of_the_checkout(tmp_path / "source")
    python = _empty_environment(tmp_path / "venv")
    _install(python, _build_editable(source, tmp_path / "dist"))
    assert _places(python, tmp_path) == [source / IN_CHECKOUT.get(kind, kind) for kind in KINDS]


def _copy_of_the_checkout(target: Path) -> Path:
    """What a build reads, copied: building in the checkout would leave folders there."""
    target.mkdir()
    for folder in ("followup", *(IN_CHECKOUT.get(kind, kind) for kind in KINDS)):
        shutil.copytree(CHECKOUT / folder, target / folder, ignore=LITTER)
    for name in NEEDED:
        if (CHECKOUT / name).exists():
            shutil.copy(CHECKOUT / name, target)
    return target


def _build_wheel(source: Path, into: Path) -> Path:
    _run(Path(sys.executable), "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into), str(source))
    (wheel,) = into.glob("*.whl")
    return wheel


def _build_editable(source: Path, into: Path) -> Path:
    """The wheel that ``pip install --editable`` makes and installs, without fetching setuptools anew."""
    into.mkdir()
    build = "import sys; from setuptools.build_meta import build_editable; build_editable(sys.argv[1])"
    _run(Path(sys.executable), "-c", build, str(into), cwd=source)
    (wheel,) = into.glob("*.whl")
    return wheel


def _followup_files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def _files_to_travel(source: Path) -> set[str]:
    """Where each file of the package and of the mapped folders must stand in a wheel; of the guides the pages and pictures."""
    roots = {"followup": source / "followup"}
    roots |= {f"followup/{kind}": source / IN_CHECKOUT.get(kind, kind) for kind in KINDS}
    return {
        f"{target}/{path.relative_to(root).as_posix()}"
        for target, root in roots.items()
        for path in root.rglob("*")
        if path.is_file() and (target != "followup/guides" or _is_of_a_guide(path.relative_to(root)))
    }


def _is_of_a_guide(path: Path) -> bool:
    return (path.match("*.md") and len(path.parts) == 1) or path.match("images/*.png")


def _empty_environment(folder: Path) -> Path:
    """The interpreter of a new virtual environment without pip."""
    _run(Path(sys.executable), "-m", "venv", "--without-pip", str(folder))
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _install(python: Path, wheel: Path) -> None:
    offline = ("--no-deps", "--no-index")
    _run(Path(sys.executable), "-m", "pip", "--python", str(python), "install", *offline, str(wheel))


def _places(python: Path, cwd: Path) -> list[Path]:
    return [Path(line) for line in _run(python, "-c", SAY_WHERE, cwd=cwd).splitlines()]


def _run(python: Path, *arguments: str, cwd: Path | None = None) -> str:
    """What a command printed; its complaints are shown when it fails."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environment["PYTHONUTF8"] = "1"
    command = [str(python), *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
