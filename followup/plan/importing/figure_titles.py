"""What the title of a column of earlier figures says: the round that they are of, and the part of the split."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from followup.form.terms.breakdown import WHOLE, Breakdown
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.plan.importing.fields import Field, plain_title, years_in

LETTERS = re.compile(r"[^\W\d_]+")
BRACKETS = re.compile(r"[()\[\],:;*]")
COUNTED = frozenset({"k", "kv", "t"})
"""Before a number they say a quarter or a tertial: Kv 1 2025, T 2 2025."""
BESIDE_A_ROUND = frozenset({"helår", "helåret", "per", "år"})
"""Words of a title that neither its round nor what it is needs."""
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"
)  # fmt: skip
OF_ROUNDS = frozenset(
    {
        *MONTHS, *(month[:3] for month in MONTHS), "sept", "t", "tertial", "då", "delår", "delårs", "delårsrapport", "kv", "kvartal",
        "q", "k", "v", "vecka", "vt", "ht", "vår", "våren", "höst", "hösten", "halvår", "halvåret", "års", "året", "årsredovisning",
        "årsbokslut", "bokslut", "prel", "preliminär", "preliminärt", "tom", "fom", "till", "och", "med", "uppföljning", "mätning",
        "r", "ack", "ackumulerat", "utgången", "slutet", "av", "den",
    }
)  # fmt: skip
"""Words that names of rounds are made of. Any other beside a year may be whose the figure is: riket, Närsjukvård."""


@frozen
class FigureTitle:
    """``round`` is empty where a title names none; ``part`` is the key of a part or of the whole, empty where it does not say.
    ``is_sure`` says that nothing else stands in it.
    """

    round: str
    part: str = ""
    is_sure: bool = True


def figure_title(title: str, field: Field) -> FigureTitle:
    """The round and the part that a title names beside what it is: T1 2025 and women of "Utfall T1 2025 kvinnor"."""
    known = {word for called in field.titles for word in called.split()} | BESIDE_A_ROUND
    words = [word for word in BRACKETS.sub(" ", title).split() if plain_title(word) not in known]
    return _of_words(words, field.plan.breakdown, _words_of_rounds(field))


def names_a_part(round_: str, breakdown: Breakdown) -> FigureTitle | None:
    """What the name of a round says where its last word is a part: T1 2025 and women of "T1 2025 Kv"; None where it is not."""
    words = BRACKETS.sub(" ", round_).split()
    named = _of_words(words, breakdown, frozenset())
    return named if named.round and named.part and breakdown.key_called(words[-1]) else None


def _of_words(words: Sequence[str], breakdown: Breakdown, of_rounds: Collection[str]) -> FigureTitle:
    rest, keys = _without_names(list(words), breakdown)
    kept = []
    for place, word in enumerate(rest):
        following = rest[place + 1] if place + 1 < len(rest) else ""
        is_counted = folded(word) in COUNTED and following[:1].isdigit() and not years_in(following)
        key = "" if is_counted else breakdown.key_called(word.strip(".-–/"))
        if key:
            keys.append(key)
        else:
            kept.append(word)
    round_ = " ".join(kept).strip(" -–/")
    if not years_in(round_):
        return FigureTitle("")
    parts = list(dict.fromkeys(key for key in keys if key != WHOLE)) or list(dict.fromkeys(keys))
    others = [
        word for word in LETTERS.findall(round_) if folded(word) not in OF_ROUNDS and folded(word) not in of_rounds
    ]
    is_sure = not others and len(parts) < 2
    return FigureTitle(round_, parts[0] if len(parts) == 1 else "", is_sure)


def _without_names(words: list[str], breakdown: Breakdown) -> tuple[list[str], list[str]]:
    """The words without names of parts that have several, and the keys of these."""
    keys = []
    for part in breakdown:
        name = [folded(word) for word in part.name.split()]
        if len(name) > 1:
            starts = [at for at in range(len(words)) if [folded(word) for word in words[at : at + len(name)]] == name]
            if starts:
                keys.append(part.key)
                words = words[: starts[0]] + words[starts[0] + len(name) :]
    return words, keys


def _words_of_rounds(field: Field) -> frozenset[str]:
    """The words of the rounds that the plan has."""
    names = [field.plan.round, *(name for name, _days in field.plan.period.earlier)]
    return frozenset(folded(word) for name in names for word in LETTERS.findall(name))
