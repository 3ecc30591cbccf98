"""followup guide: the guides that travel with the program, in the browser or in the terminal."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from followup.cli.completing import guide_names
from followup.cli.console import argument, option, show, tell, verb, words
from followup.cli.summaries import VERBS
from followup.flow.guide import guide, guides, write_page
from followup.locale import _


@verb("guide", VERBS["guide"].sentence)
@argument("name", _("[NAME]"), required=False, shell_complete=guide_names)
@option("--text", "as_text", is_flag=True, help=_("Show the guide here instead of in a browser."))
def command(name: str | None, as_text: bool, today: date) -> int:
    """List the guides, or write them as pages and show where; a person at a terminal gets the page opened too."""
    if name is None:
        _show_list()
        return 0
    if as_text:
        click.echo_via_pager(guide(name).path.read_text(encoding="utf-8"))
        return 0
    page = write_page(name)
    show(str(page))
    _open(page)
    return 0


def _show_list() -> None:
    """All guides by who reads them."""
    width = max(len(listed.name) for listed in guides())
    readers = None
    for listed in guides():
        if listed.readers != readers:
            show(words()(listed.readers))
            readers = listed.readers
        show(f"  {listed.name:<{width}}  {listed.title}")
    tell(_("Open one in the browser: followup guide {name}", name="division"))


def _open(page: Path) -> None:
    """In the browser, where a person sits at the terminal and can see one; else the path is all."""
    has_screen = sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if sys.stdout.isatty() and has_screen:
        click.launch(str(page))
