"""Where a received file lies: in a folder, or in a mail or a compressed folder that lies there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from followup.files.received import FileRemark
from followup.frozen import frozen
from followup.locale.letters import readable

WITHIN = " › "
"""Stands between a container and what it holds, where people see them: ``brev.msg › Division Nord T1 2022.xlsx``."""

UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload")
"""How names end of files that have not arrived whole."""

CONTAINERS = (".zip", ".eml", ".msg")
NESTED = (*CONTAINERS, ".dat", ".p7m")
"""And within another: what Outlook sends to others (winmail.dat), and a signed mail."""
NOT_OPENED = (".7z", ".rar", ".gz", ".tar", ".tgz")
"""Compressed folders of kinds that are not opened: they are named in a finding, for a workbook may lie in them."""

_BETWEEN = re.compile(rf"(?<=[.](?:zip|eml|msg|dat|p7m)){WITHIN}", re.IGNORECASE)
LONGEST = 120


@frozen(slots=True)
class ContainerMember:
    """A file in a container: the way to it by numbers and by names; ``subject`` is that of the mails around it.

    ``refusal`` says why it, or the container itself where there are no names, cannot be read.
    """

    within: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    sha256: str = ""
    size: int = 0
    subject: str = ""
    refusal: FileRemark | None = None


@frozen(slots=True)
class Source:
    """A file to read: at ``path`` on disk, or ``member`` of the container there."""

    path: Path
    member: ContainerMember | None = None

    @property
    def name(self) -> str:
        """As people see it."""
        return WITHIN.join([readable(self.path.name), *(self.member.names if self.member else ())])

    @property
    def shown(self) -> Path:
        """Where it would lie under that name."""
        path = Path(readable(str(self.path)))
        return path.with_name(self.name) if self.member and self.member.names else path

    @property
    def refused(self) -> bool:
        """Whether it is known already that it cannot be read."""
        return self.member is not None and self.member.refusal is not None

    @property
    def within(self) -> tuple[int, ...]:
        """The way to it in its container, empty for a file of its own."""
        return self.member.within if self.member else ()


def outermost(name: str) -> str:
    """The file on disk, of a name as people see it."""
    return _BETWEEN.split(name, maxsplit=1)[0]


def innermost(name: str) -> str:
    """The file's own name, of a name as people see it: without its container and the folders there."""
    return name.rpartition(WITHIN)[2] if outermost(name) != name else name


def names_of(name: str) -> tuple[str, ...]:
    """The folders and the file that an archive or a mail names, each fit to be shown; never a way upwards."""
    parts = (_clean(part) for part in re.split(r"[\\/]", name))
    names = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return tuple(names) or ("–",)


def _clean(part: str) -> str:
    text = "".join(sign for sign in unicodedata.normalize("NFC", part) if sign.isprintable()).replace("›", "").strip()
    if len(text) <= LONGEST:
        return text
    ending = Path(text).suffix[:10]
    return text[: LONGEST - len(ending)] + ending
