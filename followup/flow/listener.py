"""Who hears how a job goes while it goes on: a terminal, a page, a log, a test, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from followup.locale import Message, Words


class Listener:
    """Hears what its subclass overrides; as it stands, nothing. ``words`` are of the language that it reads."""

    words: Words = Words("sv")

    def note(self, message: Message, kind: str = "") -> None:
        """A sentence on the way; ``kind`` is ``good``, ``info``, ``warning`` or ``error``."""

    def detail(self, message: Message) -> None:
        """What only somebody asks for who wants to follow every step: which file is read, which is written."""

    def opens(self, region: str, occasion: str) -> None:
        """Whose plan was read, and of which occasion."""

    def begin(self, name: str) -> None:
        """A file of that name is being written, alone: it may take seconds."""

    def asks(self, question: Message) -> bool | None:
        """The answer to a question; None where nobody is there to ask."""

    @contextmanager
    def step(self, label: Message) -> Iterator[None]:
        """What is done within it is one step of the job, whose time may be told."""
        yield

    @contextmanager
    def progress(self, label: Message, steps: int) -> Iterator[Callable[[str], None]]:
        """What is to be called before each of so many steps, with the name of the file that it is about."""
        yield lambda _name: None


SILENT = Listener()
