"""The page that a command writes for a browser, where it is asked to: also when it could not run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.console import CouldNotRun, Decorator, path_option, words
from followup.locale import Message, _

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.outputs.page import Told
    from followup.plan.model import Plan
    from followup.stages.collecting import ReadFile
    from followup.stages.region import UnitState


def page_option() -> Decorator:
    """``--page FILE``."""
    return path_option("--page", help=_("Also tell what was done and found on a page for a browser, written here."))


class Paper:
    """What is told on the page; nothing is kept where no page is wanted."""

    def __init__(self, told: Told | None = None) -> None:
        self.told = told

    def of(self, plan: Plan) -> None:
        """Whose round it is."""
        if self.told is not None:
            parts = (plan.text("region"), plan.text("title") or plan.round)
            self.told.whose = " · ".join(part for part in parts if part)

    def done(self, lines: Sequence[Message], outputs: Sequence[Path] = ()) -> None:
        """What was done, and what came out of it."""
        if self.told is not None:
            self.told.lines, self.told.outputs = list(lines), outputs

    def units(self, states: Sequence[UnitState]) -> None:
        """How each unit stands."""
        if self.told is not None:
            self.told.units = states

    def found(self, findings: Sequence[Finding], files: Sequence[ReadFile], inbox: Path | None = None) -> None:
        """What was found in these files; those within the inbox have their folder in their name."""
        if self.told is not None:
            self.told.findings, self.told.judged = findings, True
            known = {file.path.name: file.on_disk for file in files}
            within = [file for file in files if inbox is not None and file.path.is_relative_to(inbox)]
            named = {each.path.relative_to(inbox).as_posix(): each.on_disk for each in within if inbox}
            self.told.files = {**known, **named}


@contextmanager
def on_page(page: Path | None, title: Message, today: date) -> Iterator[Paper]:
    """A page at ``page`` of what the block tells; of why it could not run, where it could not."""
    if page is None:
        yield Paper()
        return
    from followup.outputs.page import Told

    paper = Paper(Told(title, today))
    assert paper.told is not None
    try:
        yield paper
    except CouldNotRun as error:
        paper.told.title = _("It could not be done")
        paper.told.stopped, paper.told.findings = error.message, error.findings
        _write(page, paper.told)
        raise
    _write(page, paper.told)


def _write(page: Path, told: Told) -> None:
    from followup.cli.template import could_not_write
    from followup.files.safe import OutputInUse, written_beside
    from followup.outputs.page import page_of

    try:
        with written_beside(page) as beside:
            beside.write_text(page_of(told, page.absolute().parent, words()), encoding="utf-8", newline="\n")
    except OutputInUse as error:
        raise could_not_write(error.path, error.full) from error
