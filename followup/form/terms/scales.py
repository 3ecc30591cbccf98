"""The scales that a region judges by: steps in order, each with a sign, a word and a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from followup.form.cells.text import Choice
from followup.form.terms.judgement import Level
from followup.frozen import frozen
from followup.locale import literal
from followup.locale.adjectives import LevelForms

ATTAINMENT = "attainment"
DECIDED = (Level.MET.value, Level.PARTLY.value, Level.NOT_MET.value)
LEFT_TO = {"plan_status": "forecast"}
"""A kind of scale that a plan needs only where the one behind it is taken by something else."""


@frozen(slots=True)
class ScaleLevel:
    """One step: never shown as a bare symbol. ``colour`` is #RRGGBB.

    ``counts_as`` says of a status whether the work is ``done``, ``under_way``, ``late`` or ``not_started``, and of a
    region's own step of attainment whether it is ``met``, ``partly`` or ``not_met``. ``plural``, ``common`` and ``neuter``
    are the words in a sentence, of several, of one (*en*) and of one that is *ett*; empty where the usual rules make them.
    """

    key: str
    symbol: str
    word: str
    colour: str = ""
    meaning: str = ""
    variants: tuple[str, ...] = ()
    counts_as: str = ""
    plural: str = ""
    common: str = ""
    neuter: str = ""

    def forms(self, language: str) -> LevelForms:
        """Its words in a sentence: the plan's, else what the rules make of the plural, else of the word."""
        if self.plural.startswith("som "):
            usual = LevelForms(f"är en {self.plural}", f"är ett {self.plural}", f"är sådana {self.plural}", "verb")
        else:
            usual = LevelForms.of(self.plural or self.word, language)
        if usual.manner == "quoted" and self.plural:
            usual = LevelForms(*LevelForms.of(self.word, language)[:2], self.plural, "adjective")
        return usual._replace(common=self.common or usual.common, neuter=self.neuter or self.common or usual.neuter)


@frozen(slots=True)
class Scale:
    """Steps in order, under the region's own name; ``kind`` says what the scale measures."""

    name: str
    kind: str
    levels: Mapping[str, ScaleLevel]

    def choice(self) -> Choice:
        """Its words to choose from; its symbols and the variants of each are understood too, but for those of two."""
        options = tuple((key, literal(level.word)) for key, level in self.levels.items())
        others = [(other, key) for key, level in self.levels.items() for other in (level.symbol, *level.variants)]
        shared = {other for other, n in Counter(other for other, _key in set(others)).items() if n > 1}
        variants = tuple((other, key) for other, key in others if other and other not in shared)
        return Choice(options=options, variants=variants)


class Scales(Mapping[str, Scale]):
    """Scales by their names, in the plan's order."""

    def __init__(self, scales: Iterable[Scale] = ()) -> None:
        self._by_name = {scale.name: scale for scale in scales}
        by_kind = {scale.kind: scale for scale in reversed(self._by_name.values())}
        self._by_any = by_kind | {name.casefold(): scale for name, scale in self._by_name.items()}

    def __getitem__(self, name: str) -> Scale:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def of(self, kind: str) -> Scale | None:
        """The scale of that name, or the first of a kind (``attainment``, ``trend``), or of the kind it may be left to."""
        return self._by_any.get(kind.casefold()) or self._by_any.get(LEFT_TO.get(kind, ""))

    def counted_as(self, level: str) -> str:
        """What a step of the scale of attainment counts as: met, partly or not met; another is what it is."""
        step = self._steps.get(level)
        return step.counts_as if step is not None and step.counts_as in DECIDED else level

    def counts_by_ours(self, counts: Mapping[str, int]) -> Counter[str]:
        """Counts by step of the region's own scale as counts by the levels that it counts as."""
        ours: Counter[str] = Counter()
        for level, n in counts.items():
            ours[self.counted_as(level)] += n
        return ours

    def step_for(self, level: str) -> str:
        """The step of the region's scale that a computed level is shown as: its own, else the first that counts as it."""
        if level in self._steps or level not in DECIDED:
            return level
        return next((key for key, step in self._steps.items() if step.counts_as == level), level)

    @property
    def judged_steps(self) -> Sequence[str]:
        """The steps that people may judge by: those of the scale that are a decision, else our three."""
        steps = [key for key in self._steps if self.counted_as(key) in DECIDED]
        return steps if len(steps) > 1 else DECIDED

    @property
    def _steps(self) -> Mapping[str, ScaleLevel]:
        scale = self.of(ATTAINMENT)
        return scale.levels if scale is not None else {}
