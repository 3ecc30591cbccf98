"""A person at the terminal hears how a job goes on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from followup.cli.console import in_colour, tell, tell_detail, words
from followup.cli.journal import journal
from followup.flow.listener import Listener
from followup.locale import Message, _, literal

SEEN_AFTER = 0.7
"""Seconds that a job goes on before its progress is seen: of a shorter one a bar would only flicker."""
LONGEST_NAME, NARROW = 30, 24
"""Characters of a file's name beside a bar, and of the bar: with label, share and time they have room in 80 columns."""


class Terminal(Listener):
    """Tells all of it; names the files and shows progress where somebody is watching. A page hears whose round it is."""

    def __init__(self, tell_whose: Callable[[str, str], None] | None = None) -> None:
        self.words = words()
        self.tell_whose = tell_whose

    def note(self, message: Message, kind: str = "") -> None:
        tell(message, kind)

    def detail(self, message: Message) -> None:
        if journal().follows:
            tell_detail(self.words(message))

    def opens(self, region: str, occasion: str) -> None:
        if self.tell_whose is not None:
            self.tell_whose(region, occasion)

    def begin(self, name: str) -> None:
        if _is_watched():
            tell(_("Writing {file} …", file=literal(name)))

    def asks(self, question: Message) -> bool | None:
        """Yes, where nothing or anything but a no is typed."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        answer: str = click.prompt(self.words(question), default="", show_default=False, prompt_suffix=" ", err=True)
        return not answer.strip().casefold().startswith("n")

    @contextmanager
    def step(self, label: Message) -> Iterator[None]:
        began = time.monotonic()
        yield
        if journal().follows:
            took = f"{time.monotonic() - began:.1f}"
            tell_detail(self.words(_("{step}: {seconds} seconds.", step=label, seconds=literal(took))))

    @contextmanager
    def progress(self, label: Message, steps: int) -> Iterator[Callable[[str], None]]:
        if not _is_watched():
            yield lambda _name: None
            return
        bar = _Bar(self.words(label), steps)
        try:
            yield bar.begin
        finally:
            bar.end()


def _is_watched() -> bool:
    """Whether somebody sees what passes by: who follows every step has a line for each instead."""
    return sys.stderr.isatty() and not journal().quiet and not journal().verbose


class _Bar:
    """A bar that is seen when the job has gone on for a while: how much is done, the time left, and which file is begun."""

    def __init__(self, label: str, steps: int) -> None:
        self._began, self._done, self._told = time.monotonic(), -1, 0
        self._bar: Any = click.progressbar(
            length=steps,
            label=label,
            file=sys.stderr,
            width=NARROW,
            item_show_func=lambda name: name or "",
            color=in_colour(),
        )
        self._is_seen = False

    def begin(self, name: str) -> None:
        """A file is begun; those before it are done."""
        self._done += 1
        if not self._is_seen and time.monotonic() - self._began > SEEN_AFTER:
            self._is_seen = True
            self._bar.__enter__()
        if self._is_seen:
            self._bar.update(self._done - self._told, _shortened(name))
            self._told = self._done

    def end(self) -> None:
        """All is done, or no more will be."""
        if self._is_seen:
            self._bar.update(0, "")
            self._bar.__exit__(None, None, None)


def _shortened(name: str) -> str:
    """The name, its middle left out where it is long: its end tells what kind of file it is."""
    return name if len(name) <= LONGEST_NAME else f"{name[:18]}…{name[-11:]}"
