"""What one run has understood the next one knows, without the grammar.

A test of ``followup.expressions.parsing``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TEXTS = (
    "visits", "1 234,5 %", "-före(visits) + abs(a.b) × 2", "summa(a; b; c)", "om(tom(a); 0; andel(a; b))", "om(a > b; 1)",
    'inte (status = "klar" eller ärtal(a)) och förändring(a; b) <= min(1; 2)',
)  # fmt: skip
RUN = """
import sys
from followup.expressions.parsing import parse
for text in sys.argv[1:]:
    print(parse(text))
print("lark" in sys.modules)
"""


def test_the_second_run_needs_no_grammar_and_says_the_same(tmp_path: Path) -> None:
    *first, with_grammar = _run(tmp_path, *TEXTS)
    *second, again = _run(tmp_path, *TEXTS)
    assert (with_grammar, again) == ("True", "False")
    assert first == second
    assert _run(tmp_path, *TEXTS, "a + 1")[-1] == "True"
    assert _run(tmp_path, "a + 1", *TEXTS)[-1] == "False"


def test_a_text_that_is_not_understood_has_its_fault_each_time(tmp_path: Path) -> None:
    assert _run(tmp_path, "summa(a") == _run(tmp_path, "summa(a")


def test_what_is_kept_and_has_been_tampered_with_is_worked_out_again(tmp_path: Path) -> None:
    first = _run(tmp_path, *TEXTS)
    for path in (path for path in tmp_path.rglob("kept/*") if path.is_file()):
        path.write_bytes(path.read_bytes().replace(b"visits", b"wisits"))
    assert _run(tmp_path, *TEXTS) == first


def _run(folder: Path, *texts: str) -> list[str]:
    """What a run of its own makes of the texts, and whether it loaded the grammar."""
    caches = dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(folder))
    variables = {**os.environ, **caches, "FOLLOWUP_KEEP": "yes", "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", RUN, *texts], env=variables, capture_output=True, check=True)
    return run.stdout.decode("utf-8").splitlines()
