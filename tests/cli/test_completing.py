"""What Tab gives in bash: commands, options, and names of the plan that one is in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from followup.cli.completing import example_names, unit_names
from tests.demos import Demo


def completed(place: Path, *words: str) -> list[str]:
    """What bash is answered for the last of these words, with `_FOLLOWUP_COMPLETE` as its script sets it."""
    asked = {
        "_FOLLOWUP_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["followup", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "followup"],
        cwd=place,
        env={**os.environ, **asked, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_commands_and_options(demo: Demo) -> None:
    assert completed(demo.folder, "me") == ["merge"]
    assert completed(demo.folder, "plan", "d") == ["diff"]
    assert completed(demo.folder, "merge", "--pu") == ["--published"]
    assert completed(demo.folder, "check", "--format", "j") == ["json"]


def test_names_of_the_plan(demo: Demo) -> None:
    assert completed(demo.folder, "template", "--unit", "ls") == ["lsv1", "lsv2"]
    assert completed(demo.folder, "report", "s") == ["summary"]
    assert completed(demo.folder, "target", "x", "--measure", "vanta") == ["vantat-forsta-besok", "vantat-operation"]
    assert completed(demo.folder, "demo", "norr") == ["norrbotten-2018-02", "norrbotten-2022-04"]


def test_outside_a_workspace_there_are_no_units(tmp_path: Path) -> None:
    assert completed(tmp_path, "template", "--unit", "l") == []
    assert unit_names.__doc__ and example_names.__doc__


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="needs bash")
def test_in_a_real_bash(demo: Demo, tmp_path: Path) -> None:
    program = tmp_path / "followup"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m followup "$@"\n')
    program.chmod(0o755)
    script = """
        eval "$(_FOLLOWUP_COMPLETE=bash_source followup)"
        COMP_WORDS=(followup template --unit ls); COMP_CWORD=3
        _followup_completion followup ls
        echo "${COMPREPLY[*]}"
    """
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        ["bash", "-c", script], cwd=demo.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("lsv1 lsv2\n", "")
