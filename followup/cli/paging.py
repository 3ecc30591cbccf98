"""The page that a command writes for a browser, where it is asked to: also when it could not run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli.console import Decorator, option, path_option, words
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, _

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.outputs.page import Told
    from followup.stages.round import ReadFile
    from followup.stages.unit_state import UnitState

KIND, ENDINGS = "page", (".html", ".htm")


def page_option() -> Decorator:
    """``--page FILE``, and ``--open``."""
    page = path_option("--page", help=_("Also tell what was done and found on a page for a browser, written here."))
    shown = option("--open", "open_page", is_flag=True, help=_("Open that page in the browser when it is written."))
    return lambda function: page(shown(function))


class Page:
    """What is told on the page; nothing is kept where no page is wanted."""

    def __init__(self, told: Told | None = None) -> None:
        self.told = told

    def tell_whose(self, region: str, occasion: str) -> None:
        """Whose round it is."""
        if self.told is not None:
            self.told.whose = " · ".join(part for part in (region, occasion) if part)

    def tell_done(self, lines: Sequence[Message], outputs: Sequence[Path] = ()) -> None:
        """What was done, and what came out of it."""
        if self.told is not None:
            self.told.lines, self.told.outputs = list(lines), outputs

    def tell_units(self, states: Sequence[UnitState]) -> None:
        """How each unit stands."""
        if self.told is not None:
            self.told.units = states

    def tell_found(self, findings: Sequence[Finding], files: Sequence[ReadFile], inbox: Path | None = None) -> None:
        """What was found in these files; those within the inbox have their folder in their name."""
        if self.told is not None:
            self.told.findings, self.told.judged = findings, True
            known = {file.path.name: file.on_disk for file in files}
            within = [file for file in files if inbox is not None and file.path.is_relative_to(inbox)]
            named = {file.path.relative_to(inbox).as_posix(): file.on_disk for file in within if inbox}
            self.told.files = {**known, **named}


@contextmanager
def on_page(page: Path | None, open_page: bool, title: Message, today: date) -> Iterator[Page]:
    """A page at ``page`` of what the block tells; of why it could not run, where it could not. Then it may be opened."""
    if page is None:
        yield Page()
        return
    from followup.flow.replaceable import refuse_name
    from followup.outputs.page import Told

    refuse_name(page, KIND, ENDINGS)
    content = Page(Told(title, today))
    assert content.told is not None
    try:
        yield content
    except CouldNotRun as error:
        content.told.title = _("It could not be done")
        content.told.stopped, content.told.findings = error.message, error.findings
        _write(page, content.told, open_page)
        raise
    _write(page, content.told, open_page)


def _write(page: Path, told: Told, open_page: bool) -> None:
    from followup.cli.listening import Terminal
    from followup.flow.placing import put
    from followup.flow.writing import Output
    from followup.outputs.page import page_of

    def write(beside: Path) -> None:
        beside.write_text(page_of(told, page.absolute().parent, words()), encoding="utf-8", newline="\n")

    (written,) = put([Output(page, KIND, write, ENDINGS)], Terminal()).paths
    if open_page:
        click.launch(str(written.absolute()))
