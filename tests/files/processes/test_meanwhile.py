"""Work is done, once, wherever it is done; and what it raises is raised."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import psutil
import pytest

from followup.files.processes.meanwhile import meanwhile


@pytest.mark.parametrize("wanted", [True, False])
def test_the_work_is_done_when_the_block_ends(tmp_path: Path, wanted: bool) -> None:
    file, done = tmp_path / "file", []

    def work() -> None:
        done.append("work")
        file.write_text(str(os.getpid()), encoding="ascii")

    with meanwhile(work, wanted):
        done.append("block")
    alone = sys.platform == "linux" and wanted and len([*Path("/proc/self/task").iterdir()]) == 1
    assert done == (["block"] if alone else ["block", "work"])
    assert (file.read_text(encoding="ascii") == str(os.getpid())) is not alone


def test_where_nothing_comes_of_the_copy_it_is_done_here(tmp_path: Path) -> None:
    pid, file = os.getpid(), tmp_path / "file"

    def work() -> None:
        if os.getpid() != pid:
            os._exit(3)
        file.touch()

    with meanwhile(work):
        pass
    assert file.exists()


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError), meanwhile(lambda: 1 // 0):
        pass


def test_what_the_block_raises_ends_the_copy(tmp_path: Path) -> None:
    file, others = tmp_path / "file", psutil.Process().children()

    def work() -> None:
        threading.Event().wait(60)
        file.touch()

    with pytest.raises(ZeroDivisionError), meanwhile(work):
        raise ZeroDivisionError
    assert not file.exists() and set(psutil.Process().children()) <= set(others)
