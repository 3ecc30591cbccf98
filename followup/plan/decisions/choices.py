"""Which of several files of a unit counts: the secretariat's choice, by whom and why."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from followup.files.sources import innermost
from followup.form.cells.text import Name
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.frozen import frozen
from followup.locale import _
from followup.plan.decisions.in_force import BELONGS_TO, DECIDED_BY, WHY

HASH = re.compile(r"[0-9a-f]{6,64}")
BETWEEN = re.compile(r"[,;\n]")
"""What stands between the names of files that are put together."""

TOGETHER = {"båda", "alla", "both", "all"}
"""Instead of a file's name: the files of the unit are halves, and are put together."""

FILES = Section(
    "files",
    _("Files"),
    Listing(("unit",), blank=15),
    (
        Column("unit", _("Unit"), Name(_("Write the unit's id.")), width=18, required=True),
        Column(
            "file",
            _("File that counts"),
            Name(
                _(
                    "Write the file's name, or at least six of the first characters of its SHA-256; or båda, or the names "
                    "with commas between, where each file holds a half."
                )
            ),
            width=44,
            required=True,
        ),
        WHY,
        DECIDED_BY,
        BELONGS_TO,
    ),
    intro=_("Which file counts where a unit has sent several that differ. One row a unit."),
)


@frozen
class FileChoice:
    """The file that counts for a unit, or the halves that do: by name, or by the first characters of its hash."""

    unit: str
    file: str
    why: str
    who: str
    place: Place

    @property
    def together(self) -> bool:
        """Whether all files of the unit count, each with its half."""
        return _plain(self.file) in TOGETHER

    @property
    def several(self) -> tuple[FileChoice, ...]:
        """A choice for each name, where there are several with commas between; none where there is one."""
        parts = [part for part in BETWEEN.split(self.file) if part.strip()]
        return tuple(replace(self, file=part) for part in parts) if len(parts) > 1 else ()

    def names(self, file: str, sha256: str) -> bool:
        """Whether this is the file; case, the way å is stored and the ending do not matter.

        A file in a mail or a compressed folder may be named with or without what it lies in.
        """
        wanted = _plain(self.file)
        by_hash = HASH.fullmatch(wanted) is not None and sha256.startswith(wanted)
        file_names = {_plain(file), _plain(innermost(file))}
        return by_hash or wanted in file_names | {name.rpartition(".")[0] for name in file_names}


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("›", ">").split())


def choice_of(row: FilledRow) -> FileChoice:
    """The choice that a row of the workbook holds."""
    unit, file, why, who = (row.text(key) for key in ("unit", "file", "why", "who"))
    return FileChoice(unit, file, why, who, row.place("file"))
