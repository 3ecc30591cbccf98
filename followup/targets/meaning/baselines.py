"""The figure that a target starts from, told beside it: "från 62 %", "(utfall 2022: 62 %)", "utgångsvärde 2015: 51,6 mnkr"."""

from __future__ import annotations

from collections.abc import Sequence

from followup.locale import _
from followup.targets.grammar.phrase_row import NotUnderstood, PhraseRow, is_mark, without_brackets
from followup.targets.grammar.phrases import Amount, Bracket, From, Phrase, Time, To
from followup.targets.model import Figures

EARLIER_WORDS = (
    "utfall",
    "utfallet",
    "resultat",
    "resultatet",
    "nuläge",
    "nuläget",
    "utgångsläge",
    "startvärde",
    "basvärde",
)


def split_start(phrases: Sequence[Phrase]) -> tuple[list[Phrase], Figures | None]:
    """The phrases without an earlier figure, and that figure: what was reached is not what is asked for."""
    others: list[Phrase] = []
    starts: list[Figures] = []
    index = 0
    while index < len(phrases):
        phrase = phrases[index]
        figure = _in_bracket(phrase)
        length = 0 if figure is not None else _length(phrases, index)
        if figure is not None:
            starts.append(figure)
        elif length:
            earlier = phrases[index : index + length]
            starts.append(_figure(earlier))
            others += [phrase for phrase in earlier if isinstance(phrase, Time) and phrase.role == "since"]
        else:
            others.append(phrase)
        index += max(length, 1)
    # Of two earlier figures nobody has said which one is counted from.
    if len(starts) > 1:
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    return others, starts[0] if starts else None


def _in_bracket(phrase: Phrase) -> Figures | None:
    """ "(föregående år 87 %)", "(utfall 2022: 62 %)"."""
    if not isinstance(phrase, Bracket):
        return None
    content = list(without_brackets(phrase.content))
    before = any(isinstance(phrase, Time) and (phrase.earlier or phrase.role == "since") for phrase in content)
    before = before or any(isinstance(phrase, Time) and phrase.at.startswith(("previous", "now")) for phrase in content)
    before = before or any(is_mark(phrase, "WORD") and str(phrase) in EARLIER_WORDS for phrase in content)
    amounts = [phrase for phrase in content if isinstance(phrase, Amount)]
    # Only where a word or a time says that it was before: of "90 % (85 %)" nobody knows what the 85 is.
    return _figure(content) if before and len(amounts) == 1 else None


def _length(phrases: Sequence[Phrase], index: int) -> int:
    """How many phrases from here on tell an earlier figure: a base year with its figure, or a figure compared with."""
    following = [*phrases[index : index + 3], None, None, None]
    if isinstance(following[0], Time) and following[0].role == "since" and is_mark(following[1], "COLON", "EQUALS"):
        return 3 if isinstance(following[2], Amount) else 0
    if is_mark(following[0], "COMPARED") and isinstance(following[1], Amount):
        return 3 if isinstance(following[2], Time) and not following[2].role else 2
    return 0


def _figure(phrases: Sequence[Phrase]) -> Figures:
    amount = next(phrase for phrase in phrases if isinstance(phrase, Amount))
    period = next((phrase.at for phrase in phrases if isinstance(phrase, Time)), "")
    return Figures(period, amount.value, unit=amount.unit)


def start_of_change(row: PhraseRow) -> tuple[Figures | None, Time | None]:
    """The level that a change goes from, and the year that stands straight after it; None when there is none."""
    froms = row.of(From)
    if len(froms) != 1 or (froms[0].to is None and not row.of(To)):
        return None, None
    after = row.after(froms[0])
    year = after if froms[0].to is None and isinstance(after, Time) and not (after.role or after.until) else None
    return Figures(year.at if year else "", froms[0].what.value, unit=froms[0].what.unit), year
