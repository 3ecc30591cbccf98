"""What a file's name says, against what stands in the file. The file is trusted, the name only compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from followup.files.sources import Source, innermost, outermost
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.terms.units import Unit
from followup.locale import literal
from followup.locale.letters import readable
from followup.patterns import pattern
from followup.rulebook.received.identity import NAME_SAYS_ANOTHER_ROUND, NAME_SAYS_ANOTHER_UNIT
from followup.rulebook.received.rounds import NAME_IN_OTHER_LETTERS

SHORTEST = 3
"""A shorter name or id may be part of anything."""

COPIED = pattern(
    r"\(\d+\)$|[-_ ](kopia|copy)( ?\(\d+\))?$|^(kopia av|copy of)\b|[-_ ](ny|new|v|version) ?\d+$", re.IGNORECASE
)
"""Names that a person or a browser gives a copy."""

SYNCHRONISED = pattern(r"-(desktop|laptop)-\w+$|-(pc|dator|ws|lt)[-_]?\d\w*$|konflikt|conflict", re.IGNORECASE)
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


def says(name: str, words: str) -> bool:
    """Whether a plain name holds these words whole: ``nord`` is not in ``nordost``."""
    return len(words) >= SHORTEST and f" {words} " in f" {name} "


def unit_named(texts: Iterable[str], frame: Frame) -> Unit | None:
    """The one unit whose name stands in the first text that names any; None where several may be meant."""
    for text in texts:
        name = plain_name(text)
        units = [unit for unit in frame.units.answering if says(name, plain_name(unit.name))]
        names = [plain_name(unit.name) for unit in units]
        longest = [
            unit
            for unit, unit_name in zip(units, names, strict=True)
            if not any(unit_name != other_name and says(other_name, unit_name) for other_name in names)
        ]
        if longest:
            return longest[0] if len(longest) == 1 else None
    return None


def misleading_name(path: PurePath, unit: Unit, frame: Frame) -> Iterator[Finding]:
    """What the file's name, or its folder's, says against the file itself."""
    place = Place(path.name, unit.name)
    for raw, name in ((path.name, path.stem), (path.parent.name, path.parent.name)):
        yield from name_says_another_unit(plain_name(name), raw, place, unit, frame)
        yield from name_says_another_round(plain_name(name), raw, place, frame)


def name_is_in_other_letters(source: Source, unit: str) -> Iterator[Finding]:
    """The name holds bytes that are no letters in UTF-8."""
    name = readable(source.path.name)
    if name != source.path.name:
        yield Finding.of(Place(source.name, unit), NAME_IN_OTHER_LETTERS.problem(), name)


def name_says_another_unit(name: str, raw: str, place: Place, unit: Unit, frame: Frame) -> Iterator[Finding]:
    """The name holds another unit's name or id, and not this unit's."""
    if _names(name, unit):
        return
    others = [unit_ for unit_ in frame.units.answering if unit_.id != unit.id and _names(name, unit_)]
    if others:
        other = max(others, key=lambda unit_: len(unit_.name))
        yield Finding.of(place, NAME_SAYS_ANOTHER_UNIT.problem(other=literal(other.name), unit=literal(unit.name)), raw)


def name_says_another_round(name: str, raw: str, place: Place, frame: Frame) -> Iterator[Finding]:
    """The name holds what looks like an occasion, and is not this one."""
    own_round = plain_name(frame.round)
    round_pattern = re.compile(
        r"(?<!\w)" + re.sub(r"\\?\d", r"\\d", re.escape(own_round).replace(r"\ ", " ")) + r"(?!\w| \d\d\b)"
    )
    others = [text for text in round_pattern.findall(name) if text != own_round] if re.search(r"\d", own_round) else []
    if others and not says(name, own_round):
        yield Finding.of(
            place, NAME_SAYS_ANOTHER_ROUND.problem(other=literal(others[0].upper()), round=literal(frame.round)), raw
        )


def _names(name: str, unit: Unit) -> bool:
    return says(name, plain_name(unit.name)) or says(name, plain_name(unit.id))
