"""Words of levels as sentences have them: *uppnått* is *uppnådd* of a plan, *uppnått* of a goal, *uppnådda* of several."""

from __future__ import annotations

from typing import Literal, NamedTuple

Manner = Literal["adjective", "verb", "lacking", "quoted"]
"""What a level's words are: what something is (*inte uppnått*), what it does (*pågår*), what it lacks (*uppgift saknas*),
or words that stand in no sentence but between quotation marks."""

ADVERBS = frozenset(
    {"inte", "ej", "delvis", "helt", "nästan", "snart", "ännu", "redan", "i", "huvudsak", "till", "stor", "del"}
)
"""What stands before the word that is inflected."""

BEHIND = frozenset(
    {"nu", "utan", "enligt", "i", "av", "med", "till", "för", "ännu", "än", "under", "efter", "men", "och"}
)
"""What may stand right behind it: *avslutad utan genomförande*."""

VERBS = frozenset(
    {"pågår", "ökar", "minskar", "går", "kan", "följs", "följer", "väntar", "avvaktar", "utgår", "redovisas", "bedöms"}
    | {"mäts", "saknar", "startar", "har", "ska", "cannot", "is", "are", "has", "have", "increases", "decreases"}
)  # fmt: skip
"""What a level begins with that says what something does."""

SAID_BETTER = {"kan inte avgöras": "går inte att avgöra", "kan inte bedömas": "går inte att bedöma"}
"""Words of levels that a sentence has other words for."""

USUAL = (
    ("röd", "rött", "röda"), ("grön", "grönt", "gröna"), ("gul", "gult", "gula"), ("blå", "blått", "blå"),
    ("grå", "grått", "grå"), ("vit", "vitt", "vita"), ("svart", "svart", "svarta"), ("orange", "orange", "orange"),
    ("klar", "klart", "klara"), ("ny", "nytt", "nya"), ("sen", "sent", "sena"), ("nådd", "nått", "nådda"),
    ("struken", "struket", "strukna"), ("avbruten", "avbrutet", "avbrutna"), ("bra", "bra", "bra"),
    ("god", "gott", "goda"), ("svag", "svagt", "svaga"), ("stark", "starkt", "starka"), ("hög", "högt", "höga"),
    ("låg", "lågt", "låga"), ("gjord", "gjort", "gjorda"), ("begränsad", "begränsat", "begränsade"),
    ("vilande", "vilande", "vilande"), ("pågående", "pågående", "pågående"),
)  # fmt: skip
"""Words that levels often have: of a plan (en), of a goal (ett), of several."""

ENDINGS = (
    ("ådd", "ått", "ådda"), ("örd", "ört", "örda"), ("ylld", "yllt", "yllda"), ("ömd", "ömt", "ömda"),
    ("änd", "änt", "ända"), ("agd", "agt", "agda"), ("ställd", "ställt", "ställda"), ("ad", "at", "ade"),
    ("ig", "igt", "iga"), ("ell", "ellt", "ella"),
)  # fmt: skip
"""Endings of participles and adjectives that follow a rule: the same three forms."""

FEWEST_LETTERS = 2
"""So many letters at least stand before an ending."""


class LevelForms(NamedTuple):
    """How a level reads of one thing, of one that is *ett*, and of several; ``manner`` says what stands before it."""

    common: str
    neuter: str
    plural: str
    manner: Manner = "adjective"

    @classmethod
    def of(cls, word: str, language: str = "sv") -> LevelForms:
        """The forms of a level's word in small letters, by the usual rules; between quotation marks where they know none."""
        text = " ".join(word.split())
        small = text if text[1:2].isupper() else text[:1].lower() + text[1:]
        if small.casefold().split(" ")[0] in VERBS:
            better = SAID_BETTER.get(small, small)
            return cls(better, better, better, "verb")
        if small.startswith("med "):
            return cls(*(f"har {small[len('med ') :]}",) * 3, "verb")
        if small.startswith("utan "):
            return cls(small, small, small)
        if small.endswith(" saknas") and small.count(" ") == 1:
            return cls(*(f"saknas {small[: -len(' saknas')]}",) * 3, "lacking")
        forms = (small,) * 3 if language != "sv" else _inflected(small)
        return cls(*forms) if forms else cls(text, text, text, "quoted")

    def form(self, n: int, neuter: bool) -> str:
        """That of so many."""
        return self.plural if n != 1 else self.neuter if neuter else self.common


def _inflected(text: str) -> tuple[str, str, str] | None:
    """The three forms of words of which the first that is no adverb is an adjective: *inte aktuellt nu*."""
    words = text.split(" ")
    at = next((at for at, word in enumerate(words) if word not in ADVERBS), len(words))
    # A noun behind it makes it another thing: allvarlig brist is what was found, not what a plan is.
    is_last = set(words[at + 1 : at + 2]) <= BEHIND
    forms = _forms(words[at]) if at < len(words) and is_last else None
    if forms is None:
        return None
    common, neuter, plural = (" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms)
    return common, neuter, plural


def _forms(word: str) -> tuple[str, str, str] | None:
    for forms in USUAL:
        if word in forms:
            return forms
    for endings in ENDINGS:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= FEWEST_LETTERS:
                stem = word[: -len(ending)]
                common, neuter, plural = (stem + other for other in endings)
                return common, neuter, plural
    return None
