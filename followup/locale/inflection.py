"""One noun put in the place of another in a text: in all its forms, and in compounds where it stands first or last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from followup.frozen import frozen

FEWEST_LETTERS = 3
"""So many letters at least stand beside a noun in a compound: fewer are an ending."""

DERIVED = ("al", "ell", "iser")
"""What stands behind a noun in words that are made of it and are no compounds: regional, regionaliserad."""

OF_NAMING = frozenset({"be", "före", "ovan", "sist", "först", "ny"})
"""What stands before *nämnd* in words that are about naming and no board: ovannämnd."""

ZERO_PLURAL = (
    "tal", "mått", "mål", "avtal", "krav", "råd", "utskott", "hus", "bolag", "län", "verk", "steg", "kontor", "block",
    "förbund", "besök", "bidrag", "team", "program", "perspektiv", "uppdrag", "projekt",
)  # fmt: skip
"""How nouns end that are *ett* and the same in the plural: mätetalet, mätetal, mätetalen."""

NEUTER_IN_E = ("åde", "nde", "älle", "ärde", "elle")
"""How nouns end that are *ett* and end in *-e*: område, ärende, tillfälle, värde."""


PLURALS = (
    ("besök", "besöken"), ("tillfällen", "tillfällena"), ("ärenden", "ärendena"), ("samtal", "samtalen"),
    ("operationer", "operationerna"), ("patienter", "patienterna"), ("kontakter", "kontakterna"), ("dagar", "dagarna"),
    ("remisser", "remisserna"), ("platser", "platserna"), ("timmar", "timmarna"), ("ningar", "ningarna"),
)  # fmt: skip
"""How nouns in the plural end that figures are most often of, and the definite form."""


def definite_plural(text: str) -> str:
    """*Läkarbesöken* of *Läkarbesök*; empty of several words, and of a word that is no such noun in the plural."""
    if len(text.split()) == 1:
        for plural, definite in PLURALS:
            if text.casefold().endswith(plural):
                return text[: -len(plural)] + definite if len(text) > len(plural) else definite.capitalize()
    return ""


def in_a_sentence(text: str) -> str:
    """With a small letter first, unless the first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


class Forms(NamedTuple):
    """A noun: nämnd, nämnden, nämnder, nämnderna."""

    singular: str
    definite: str
    plural: str
    definite_plural: str

    @property
    def neuter(self) -> bool:
        """Whether it is an *ett* word: målet, not planen."""
        return self.definite != self.singular and self.definite.endswith("t")

    @classmethod
    def of(cls, text: str) -> Forms | None:
        """The four forms of a text with commas between; None where there are not four."""
        forms = [" ".join(form.split()) for form in text.split(",")]
        return cls(*forms) if len(forms) == len(cls._fields) and all(forms) else None

    @classmethod
    def derived(cls, noun: str, language: str) -> Forms:
        """Those of a noun by the usual rules, to be looked at by somebody: some nouns follow none."""
        if language != "sv":
            plural = f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"
            return cls(noun, noun, plural, plural)
        if noun.endswith(ZERO_PLURAL):
            return cls(noun, f"{noun}et", noun, f"{noun}en")
        if noun.endswith(NEUTER_IN_E):
            return cls(noun, f"{noun}t", f"{noun}n", f"{noun}na")
        if noun.endswith("are"):
            return cls(noun, f"{noun}n", noun, f"{noun[:-1]}na")
        if noun.endswith(("a", "e")):
            stem = noun[:-1] + ("or" if noun.endswith("a") else "ar")
            return cls(noun, f"{noun}n", stem, f"{stem}na")
        plural = noun + ("ar" if noun.endswith(("ing", "dom")) else "er")
        return cls(noun, f"{noun}n" if noun.endswith("or") else f"{noun}en", plural, f"{plural}na")


FIRST, LAST = "\ue000", "\ue001"
"""What stands around a word that has been put in: of *division* called *nämnd* and *nämnd* called *utskott* each is
renamed once. Signs that nobody writes."""


def rename(text: str, english: str, concepts: Sequence[Renaming]) -> str:
    """A text in which each concept is called what the region calls it."""
    for concept in concepts:
        text = concept.renamed(text, english)
    return text.replace(FIRST, "").replace(LAST, "")


@frozen
class Renaming:
    """A noun of the catalogue, ``old``, that a region calls something else. ``english`` are its English forms: a text
    whose Swedish form may be one or several is as many as the English one that it is the words of.
    """

    old: Forms
    new: Forms
    english: Forms

    def renamed(self, text: str, english: str) -> str:
        """The text with the new noun between marks; what stands in braces, and names of files, are as they were."""
        matches = list(self._pattern.finditer(text))
        numbers = list(self._numbers(english))
        parts, end = list[str](), 0
        words = [match for match in matches if match["form"]]
        for at, match in enumerate(words):
            plural = numbers[at] if len(numbers) == len(words) else bool(numbers) and all(numbers)
            parts += [text[end : match.start()], self._word(match, plural)]
            end = match.end()
        return "".join([*parts, text[end:]])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = "|".join(re.escape(form) for form in sorted(set(self.old), key=len, reverse=True))
        return re.compile(
            rf"{FIRST}[^{LAST}]*{LAST}|\{{[^{{}}]*\}}|\w+\.\w+|(?<!\w)(?P<before>\w*?)(?P<form>{forms})(?P<after>\w*)",
            re.IGNORECASE,
        )

    def _numbers(self, english: str) -> Iterator[bool]:
        """Of each time that an English text says the noun whether it is in the plural."""
        for match in re.finditer(
            rf"(?<!\w)(?:{self.english.plural}|{self.english.singular})(?!\w)", english, re.IGNORECASE
        ):
            yield match[0].casefold() == self.english.plural.casefold()

    def _word(self, match: re.Match[str], plural: bool) -> str:
        before, after = match["before"], match["after"]
        if after in ("", "s"):
            if before and (len(before) < FEWEST_LETTERS or before.casefold() in OF_NAMING):
                return match[0]
            new = self._form(match["form"].casefold(), plural)
            word = before + new + ("" if new.endswith(("s", "x", "z")) else after)
        else:
            rest = match[0][len(self.old.singular) :]
            is_first = match[0].casefold().startswith(self.old.singular.casefold())
            if not is_first or len(rest.lstrip("s")) < FEWEST_LETTERS or rest.startswith(DERIVED):
                return match[0]
            word = self.new.singular + rest
        word = word[:1].upper() + word[1:] if match[0][:1].isupper() else word
        return f"{FIRST}{word}{LAST}"

    def _form(self, form: str, plural: bool) -> str:
        """The new form that stands for an old one."""
        same = [new for old, new in zip(self.old, self.new, strict=True) if old.casefold() == form]
        return same[-1 if plural else 0]
