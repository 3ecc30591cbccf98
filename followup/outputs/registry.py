"""The formats that there are. A new one is one file, in ``of_report`` or in ``of_facts``: nothing else names it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from followup.frozen import frozen
from followup.locale import Message

if TYPE_CHECKING:
    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.region.facts.fact import Facts
    from followup.reports.report import Report

Content = TypeVar("Content")


class Looks(Protocol):
    """How a workspace wants its outputs to look."""

    def template(self, name: str) -> Path:
        """A file of ``workbook_templates``: the workspace's own, else ours."""
        ...

    def of_workbooks(self) -> BaseLook:
        """The styles of the base workbook."""
        ...


def nothing_missing() -> Message | None:
    """What a format says that needs nothing but ourselves."""
    return None


@frozen
class Format(Generic[Content]):
    """A format: the ending of its files, and what writes the whole of one; the same content gives the same bytes.

    ``missing`` tells what is to be installed before it can be written. One ``by_template`` follows the document's Word
    template, which is looked over first.
    """

    suffix: str
    write: Callable[[Content, Path, Looks], object]
    missing: Callable[[], Message | None] = nothing_missing
    by_template: bool = False


class Registry(Generic[Content]):
    """The formats of one kind of content, by the names of their files. None is loaded before it is asked for."""

    def __init__(self, package: str) -> None:
        self.package = package

    @property
    def names(self) -> tuple[str, ...]:
        """What the formats are called, in order."""
        return tuple(sorted(module.name for module in pkgutil.iter_modules(import_module(self.package).__path__)))

    def __getitem__(self, name: str) -> Format[Content]:
        """The format of that name; KeyError where there is none."""
        if name not in self.names:
            raise KeyError(name)
        format_: Format[Content] = import_module(f"{self.package}.{name}").FORMAT
        return format_


REPORTS: Registry[Report] = Registry("followup.outputs.of_report")
FACTS: Registry[Facts] = Registry("followup.outputs.of_facts")
