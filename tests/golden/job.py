"""The whole job on a bundled example through the command line, and every file that it makes as text."""

from __future__ import annotations

import json
import runpy
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from tests.golden.document import document_text
from tests.golden.package import DIGEST
from tests.golden.workbook import workbook_text

DUMPS = Path(__file__).parent / "dumps"
RENEW = "python -m tests.golden"
KEPT = ("output", "returned", "form")
"""Folders whose every workbook and document is kept as text; of the templates only some are."""
TEXT = {".xlsx": workbook_text, ".docx": document_text}


@dataclass(frozen=True)
class Example:
    """A bundled example: the day that it is done on, and what is kept of its templates."""

    name: str
    today: str
    templates: tuple[str, ...]
    """How the names of the templates that are kept begin."""
    word_form: str = ""
    """The unit whose Word form is kept too; answers in words have one."""
    revised: bool = False
    """Its plan was revised: there is a second plan to compare with."""


EXAMPLES = (
    Example("halland-2020", "2021-03-01", ("Psykiatri", "Hallands sjukhus"), word_form="psykiatri"),
    Example("internkontroll-2026", "2027-01-18", ("Vård",)),
    Example("jamtland-2020-revision", "2020-05-18", ("Hälso",), revised=True),
    Example("jamtland-2021-04", "2021-05-10", ("Folkhälsa", "Hälso")),
    Example("norrbotten-2018-02", "2018-02-20", ("Division Länssjukvård", "Regiondirektör"), word_form="stab"),
    Example("norrbotten-2022-04", "2022-05-10", ("Division Närsjukvård", "Division Folktandvård")),
    Example("patientsakerhet-2025", "2026-02-02", ("Område psykiatri",)),
    Example("socialnamnd-2026-08", "2026-09-14", ("Funktionsstöd",)),
)


@dataclass
class Job:
    """The job being done in a folder; texts by the path of their dump."""

    example: Example
    folder: Path
    texts: dict[str, str] = field(default_factory=dict)

    def do(self) -> dict[str, str]:
        """Every dump of the example, by its path."""
        name = self.example.name
        self._command("demo", "demo", name, "--into", str(self.folder))
        self._command("plan check", "plan", "check", "plan.xlsx", "--format", "json")
        self._command("check", "check", "inbox", "--return-to", "returned", "--format", "json")
        self._command("status", "status", "--format", "json")
        self._command("merge", "merge", "--published", "--format", "json")
        self._command("report", "report", "--all", "--published")
        if self.example.revised:
            self._command("plan diff", "plan", "diff", "plan.xlsx", "plan reviderad.xlsx", "--format", "json")
        if self.example.word_form:
            self._command("template", "template", "--unit", self.example.word_form, "--word", "--into", "form")
        self.texts["files.txt"] = "\n".join(sorted(self._files())) + "\n"
        self.texts.update(self._dumps())
        return {unicodedata.normalize("NFC", path): text for path, text in sorted(self.texts.items())}

    def _command(self, title: str, *arguments: str) -> None:
        """Run one command as a person would; keep its exit code and all that it says."""
        self.folder.mkdir(parents=True, exist_ok=True)
        code, stdout, stderr = _run([*arguments, "--today", self.example.today], self.folder)
        report = f"exit {code}\n\n{self._without_place(stderr)}"
        if "json" in arguments and stdout:
            self.texts[f"{title}.json"] = self._json(stdout)
        else:
            report += f"\n{self._without_place(stdout)}"
        self.texts[f"{title}.txt"] = f"followup {' '.join(map(self._without_place, arguments))}\n{report.strip()}\n"

    def _json(self, text: str) -> str:
        dump = json.dumps(self._relative(json.loads(text)), ensure_ascii=False, indent=1) + "\n"
        return DIGEST.sub("0" * 64, dump)  # still a digest to the schemas

    def _relative(self, value: Any) -> Any:
        """The same with paths as seen from the folder."""
        if isinstance(value, dict):
            return {key: self._relative(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._relative(item) for item in value]
        return self._without_place(value) if isinstance(value, str) and str(self.folder) in value else value

    def _without_place(self, text: str) -> str:
        """Paths from the folder, written in the same way on every system."""
        if str(self.folder) not in text:
            return text
        return "\n".join(
            line.replace(str(self.folder), "FOLDER").replace("\\", "/") if str(self.folder) in line else line
            for line in text.split("\n")
        )

    def _files(self) -> Iterator[str]:
        """Every file in the folder after the job."""
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield path.relative_to(self.folder).as_posix()

    def _dumps(self) -> Iterator[tuple[str, str]]:
        for place in sorted(self._files()):
            folder, _slash, name = place.partition("/")
            is_dumped = folder in KEPT or (folder == "templates" and name.startswith(self.example.templates))
            if is_dumped and (make := TEXT.get(Path(name).suffix)) and not name.startswith("."):
                yield f"{place}.txt", make(self.folder / place)


def _run(arguments: list[str], folder: Path) -> tuple[int, str, str]:
    """What the installed command does with these arguments in a folder: exit code, standard output, standard error."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _stream in range(2))
    code: object = 0
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), _called_with(arguments):
        try:
            runpy.run_module("followup", run_name="__main__")
        except SystemExit as end:
            code = end.code
    return int(str(code or 0)), _content(out), _content(err)


@contextmanager
def _called_with(arguments: list[str]) -> Iterator[None]:
    before = sys.argv
    sys.argv = ["followup", *arguments, "--language", "sv"]
    try:
        yield
    finally:
        sys.argv = before


def _content(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read().replace("\r\n", "\n")


def dumps_of(example: Example, folder: Path) -> dict[str, str]:
    """Do the job in a folder that is not there yet."""
    return Job(example, folder.resolve()).do()


def committed(example: Example) -> dict[str, str]:
    """The dumps that are kept, by their path."""
    folder = DUMPS / example.name
    return {
        unicodedata.normalize("NFC", path.relative_to(folder).as_posix()): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def keep(example: Example, texts: dict[str, str]) -> None:
    """Put new dumps in place of the old ones."""
    shutil.rmtree(DUMPS / example.name, ignore_errors=True)
    for path, text in texts.items():
        target = DUMPS / example.name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
