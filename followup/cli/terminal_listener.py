"""A person at the terminal hears how a job goes on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from followup.cli.console import tell, words
from followup.flow.listener import Listener
from followup.locale import Message, _, literal

PROGRESS_FROM = 10
"""Fewer files than this are read before a progress bar is seen."""


class Terminal(Listener):
    """Tells all of it; names the files and shows progress where somebody is watching. A page hears whose round it is."""

    def __init__(self, tell_whose: Callable[[str, str], None] | None = None) -> None:
        self.words = words()
        self.tell_whose = tell_whose

    def note(self, message: Message, kind: str = "") -> None:
        tell(message, kind)

    def opens(self, region: str, occasion: str) -> None:
        if self.tell_whose is not None:
            self.tell_whose(region, occasion)

    def begin(self, name: str) -> None:
        if sys.stderr.isatty():
            tell(_("Writing {file} …", file=literal(name)))

    def asks(self, question: Message) -> bool | None:
        """Yes, where nothing or anything but a no is typed."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        answer: str = click.prompt(self.words(question), default="", show_default=False, prompt_suffix=" ", err=True)
        return not answer.strip().casefold().startswith("n")

    @contextmanager
    def progress(self, label: Message, steps: int) -> Iterator[Callable[[], None]]:
        if steps < PROGRESS_FROM or not sys.stderr.isatty():
            yield lambda: None
            return
        with click.progressbar(length=steps, label=self.words(label), file=sys.stderr) as bar:
            yield lambda: bar.update(1)
