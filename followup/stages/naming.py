"""What a file's name says, against what stands in the file. The file is trusted, the name only compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from followup.files.sources import Source, innermost, outermost
from followup.form.finding import Finding, Severity
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.units import Unit
from followup.locale import _, literal
from followup.locale.letters import readable

SHORTEST = 3
"""A shorter name or id may be part of anything."""

COPIED = re.compile(
    r"\(\d+\)$|[-_ ](kopia|copy)( ?\(\d+\))?$|^(kopia av|copy of)\b|[-_ ](ny|new|v|version) ?\d+$", re.IGNORECASE
)
"""Names that a person or a browser gives a copy."""

SYNCHRONISED = re.compile(r"-(desktop|laptop)-\w+$|-(pc|dator|ws|lt)[-_]?\d\w*$|konflikt|conflict", re.IGNORECASE)
"""Names that OneDrive, Dropbox and the like give a copy that they could not join with the other."""


def is_copy(path: PurePath) -> bool:
    """Whether the name looks like that of a copy: `` (1)``, `` - Kopia``."""
    return _one_is(COPIED, path) or is_conflict_copy(path)


def is_conflict_copy(path: PurePath) -> bool:
    """Whether the name is one that a synchronising program makes: ``-DESKTOP-4F2``, ``konflikt``."""
    return _one_is(SYNCHRONISED, path)


def _one_is(pattern: re.Pattern[str], path: PurePath) -> bool:
    """Whether the file is called so, or the mail or the compressed folder that it lies in."""
    names = unicodedata.normalize("NFC", path.name)
    return any(pattern.search(PurePath(name).stem) for name in {innermost(names), outermost(names)})


def plain_name(text: str) -> str:
    """A name for comparing: one form of å, ä and ö, small letters, and a space for every mark between words."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).casefold()).split())


def says(name: str, wanted: str) -> bool:
    """Whether a plain name holds these words whole: ``nord`` is not in ``nordost``."""
    return len(wanted) >= SHORTEST and f" {wanted} " in f" {name} "


def unit_named(texts: Iterable[str], frame: Frame) -> Unit | None:
    """The one unit whose name stands in the first text that names any; None where several may be meant."""
    for text in texts:
        name = plain_name(text)
        units = [unit for unit in frame.units.answering if says(name, plain_name(unit.name))]
        names = [plain_name(unit.name) for unit in units]
        longest = [
            unit
            for unit, own in zip(units, names, strict=True)
            if not any(own != each and says(each, own) for each in names)
        ]
        if longest:
            return longest[0] if len(longest) == 1 else None
    return None


def misleading_name(path: PurePath, unit: Unit, frame: Frame) -> Iterator[Finding]:
    """What the file's name, or its folder's, says against the file itself."""
    here = Place(path.name, unit.name)
    for found, name in ((path.name, path.stem), (path.parent.name, path.parent.name)):
        yield from name_says_another_unit(plain_name(name), found, here, unit, frame)
        yield from name_says_another_round(plain_name(name), found, here, frame)


def name_is_in_other_letters(source: Source, unit: str) -> Iterator[Finding]:
    """Other programs may not find the file, and nobody can type its name.

    Wrong: "M?l.xlsx", where ? is a byte of its own (E5), as a compressed folder from Windows unpacked on Linux names "Mål.xlsx".
    Right: "Mål.xlsx", as Linux itself names it.
    """
    name = readable(source.path.name)
    if name != source.path.name:
        told = _(
            "is the file's name as far as it can be read: it is not written in UTF-8, most often because a compressed "
            "folder from Windows was unpacked on Linux. The file was read; give it a new name."
        )
        yield Finding(Place(source.name, unit), "name-in-other-letters", Severity.WARNING, name, told)


def name_says_another_unit(name: str, found: str, here: Place, unit: Unit, frame: Frame) -> Iterator[Finding]:
    """A file sent in another unit's name is most often a template that changed hands; what stands in it decides.

    Wrong: the template of Division Nord, saved as "Division Syd T1 2022.xlsx".
    Right: the template of Division Nord, saved as "Nord klar.xlsx".
    """
    if _names(name, unit):
        return
    others = [each for each in frame.units.answering if each.id != unit.id and _names(name, each)]
    if others:
        other = max(others, key=lambda each: len(each.name))
        told = _(
            "is named after {other}, but the template in it is that of {unit}, and counts as such. Check that it is the right file.",
            other=literal(other.name),
            unit=literal(unit.name),
        )
        yield Finding(here, "name-says-another-unit", Severity.WARNING, found, told)


def name_says_another_round(name: str, found: str, here: Place, frame: Frame) -> Iterator[Finding]:
    """A name with another occasion may hide last year's figures in this year's template.

    Wrong: the template of T1 2022, saved as "Division Nord T1 2021.xlsx".
    Right: the template of T1 2022, saved as "Division Nord T1 2022.xlsx".
    """
    own = plain_name(frame.round)
    alike = re.compile(r"(?<!\w)" + re.sub(r"\\?\d", r"\\d", re.escape(own).replace(r"\ ", " ")) + r"(?!\w| \d\d\b)")
    others = [text for text in alike.findall(name) if text != own] if re.search(r"\d", own) else []
    if others and not says(name, own):
        told = _(
            "is named after {other}, but the template in it is that of {round}, and counts as such. Check that it is the right file.",
            other=literal(others[0].upper()),
            round=literal(frame.round),
        )
        yield Finding(here, "name-says-another-round", Severity.WARNING, found, told)


def _names(name: str, unit: Unit) -> bool:
    return says(name, plain_name(unit.name)) or says(name, plain_name(unit.id))
