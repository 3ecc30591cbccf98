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
LONGEST_NAME, NARROW, MINUTE = 28, 16, 60
"""Characters of a file's name beside a bar, and of the bar: with label, share and time they have room in 80 columns.
Seconds from which minutes are told."""


class Terminal(Listener):
    """Tells all of it; names the files and shows progress where somebody is watching. A page hears whose round it is."""

    def __init__(self, tell_whose: Callable[[str, str], None] | None = None) -> None:
        self.words = words()
        self.tell_whose = tell_whose
        self._passing = 0

    def note(self, message: Message, kind: str = "") -> None:
        self._take_away()
        tell(message, kind)

    def detail(self, message: Message) -> None:
        if journal().follows:
            tell_detail(self.words(message))

    def opens(self, region: str, occasion: str) -> None:
        if self.tell_whose is not None:
            self.tell_whose(region, occasion)

    def begin(self, name: str) -> None:
        self._take_away()
        if _is_watched():
            tell(_("Writing {file} …", file=literal(name)))

    def asks(self, question: Message) -> bool | None:
        """Yes, where nothing or anything but a no is typed."""
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        self._take_away()
        answer: str = click.prompt(self.words(question), default="", show_default=False, prompt_suffix=" ", err=True)
        return not answer.strip().casefold().startswith("n")

    @contextmanager
    def step(self, label: Message) -> Iterator[None]:
        began = time.monotonic()
        self._let_pass(f"{self.words(label)} …")
        try:
            yield
        finally:
            self._take_away()
        if journal().follows:
            took = f"{time.monotonic() - began:.1f}"
            tell_detail(self.words(_("{step}: {seconds} seconds.", step=label, seconds=literal(took))))

    @contextmanager
    def progress(self, label: Message, steps: int) -> Iterator[Callable[[str], None]]:
        if not _is_watched():
            yield lambda _name: None
            return
        bar, is_done = _Bar(self.words(label), steps, self._take_away), False
        try:
            yield bar.begin
            is_done = True
        finally:
            bar.end(is_done)

    def _let_pass(self, text: str) -> None:
        """What goes on now, on a line that the next one takes the place of: of a step nobody knows how long it takes."""
        self._take_away()
        if _is_watched():
            click.echo(text, err=True, nl=False)
            self._passing = len(text)

    def _take_away(self) -> None:
        if self._passing:
            click.echo(f"\r{'':{self._passing}}\r", err=True, nl=False)
            self._passing = 0


def _is_watched() -> bool:
    """Whether somebody sees what passes by: who follows every step has a line for each instead."""
    return sys.stderr.isatty() and not journal().quiet and not journal().verbose


class _Bar:
    """A bar that is seen when the job has gone on for a while: how much is done, the time left, and which file is begun."""

    def __init__(self, label: str, steps: int, before: Callable[[], None]) -> None:
        """``before`` is called when it is about to be seen."""
        self._before = before
        self._began, self._steps, self._done, self._told = time.monotonic(), steps, -1, 0
        self._bar: Any = click.progressbar(
            length=steps,
            label=label,
            file=sys.stderr,
            width=NARROW,
            show_eta=False,
            item_show_func=lambda text: text or "",
            color=in_colour(),
        )
        self._is_seen = False

    def begin(self, name: str) -> None:
        """A file is begun; those before it are done."""
        self._done += 1
        took = time.monotonic() - self._began
        if not self._is_seen and took > SEEN_AFTER:
            self._is_seen = True
            self._before()
            self._bar.__enter__()
        if self._is_seen:
            self._tell(f"{_time_left(took, self._done, self._steps)}{_shortened(name)}")

    def end(self, is_done: bool) -> None:
        """All is done, or no more will be."""
        if self._is_seen:
            self._done = self._steps if is_done else self._done
            self._tell("")
            self._bar.__exit__(None, None, None)

    def _tell(self, text: str) -> None:
        self._bar.update(self._done - self._told, text)
        self._told = self._done


A_TWENTIETH = 20


def _time_left(took: float, done: int, steps: int) -> str:
    """``12 s kvar  ``, as fast as it has gone; nothing before a twentieth is done: what is begun first takes longest."""
    if done < 1 or done * A_TWENTIETH < steps:
        return ""
    seconds = round(took / done * (steps - done))
    shown = f"{seconds // MINUTE} min {seconds % MINUTE} s" if seconds >= MINUTE else f"{seconds} s"
    left = words()(_("{time} left", time=literal(shown)))
    return f"{left}  "


def _shortened(name: str) -> str:
    """The name, its middle left out where it is long: its end tells what kind of file it is."""
    return name if len(name) <= LONGEST_NAME else f"{name[:16]}…{name[-11:]}"
