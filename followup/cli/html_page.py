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
    from followup.outputs.page import CommandResult
    from followup.round.model import ReadFile
    from followup.round.unit_state import UnitState

KIND, ENDINGS = "page", (".html", ".htm")


def page_option() -> Decorator:
    """``--page FILE``, and ``--open``."""
    page = path_option("--page", help=_("Also tell what was done and found on a page for a browser, written here."))
    shown = option("--open", "open_page", is_flag=True, help=_("Open that page in the browser when it is written."))
    return lambda function: page(shown(function))


class HtmlPage:
    """The content of the page; nothing is kept where no page is wanted."""

    def __init__(self, content: CommandResult | None = None) -> None:
        self.content = content

    def tell_whose(self, region: str, occasion: str) -> None:
        """Whose round it is."""
        if self.content is not None:
            self.content.whose = " · ".join(part for part in (region, occasion) if part)

    def tell_done(self, lines: Sequence[Message], outputs: Sequence[Path] = ()) -> None:
        """What was done, and what came out of it."""
        if self.content is not None:
            self.content.lines, self.content.outputs = list(lines), outputs

    def tell_units(self, states: Sequence[UnitState]) -> None:
        """How each unit stands."""
        if self.content is not None:
            self.content.units = states

    def tell_found(self, findings: Sequence[Finding], files: Sequence[ReadFile], inbox: Path | None = None) -> None:
        """What was found in these files; those within the inbox have their folder in their name."""
        if self.content is not None:
            self.content.findings, self.content.judged = findings, True
            on_disk = {file.path.name: file.on_disk for file in files}
            within = [file for file in files if inbox is not None and file.path.is_relative_to(inbox)]
            named = {file.path.relative_to(inbox).as_posix(): file.on_disk for file in within if inbox}
            self.content.files = {**on_disk, **named}


@contextmanager
def write_page_of(page: Path | None, open_page: bool, title: Message, today: date) -> Iterator[HtmlPage]:
    """A page at ``page`` of what the block tells; of why it could not run, where it could not. Then it may be opened."""
    if page is None:
        yield HtmlPage()
        return
    from followup.flow.door.replaceable import refuse_name
    from followup.outputs.page import CommandResult

    refuse_name(page, KIND, ENDINGS)
    html_page = HtmlPage(CommandResult(title, today))
    assert html_page.content is not None
    try:
        yield html_page
    except CouldNotRun as error:
        html_page.content.title = _("It could not be done")
        html_page.content.stopped, html_page.content.findings = error.message, error.findings
        _write(page, html_page.content, open_page)
        raise
    _write(page, html_page.content, open_page)


def _write(page: Path, content: CommandResult, open_page: bool) -> None:
    from followup.cli.terminal_listener import Terminal
    from followup.flow.door.placing import put
    from followup.flow.door.writing import Output
    from followup.outputs.page import page_of

    def write(beside: Path) -> None:
        beside.write_text(page_of(content, page.absolute().parent, words()), encoding="utf-8", newline="\n")

    (written,) = put([Output(page, KIND, write, ENDINGS)], Terminal()).paths
    if open_page:
        click.launch(str(written.absolute()))
