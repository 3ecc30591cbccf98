"""What waiting times, and tables that tell their changes, say on the first page of a summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from followup.form.frame import Frame
from followup.form.presenting import BriefRows, SaidInBrief
from followup.form.row_view import RowView
from followup.form.terms.concepts import UNIT
from followup.form.terms.level_sentences import forms_of, things
from followup.form.terms.period_names import compared_name, round_name
from followup.locale import Message, Words, _, literal, n_
from followup.locale.inflection import definite_plural, in_a_sentence
from followup.locale.number_words import number_word, percent_in_words
from followup.locale.numbers import NO_BREAK_SPACE, decimals_needed, show_number
from followup.locale.sentences import listed, sentence

MOST_SERIES, MOST_ROWS, MOST_NAMES = 2, 3, 4
"""So many have room on a page with all else."""


class Reached(NamedTuple):
    """The figures of a unit in the last month of a series, by part, and whether each of them reaches the target."""

    unit: str
    figures: Mapping[str, Decimal]
    target: Decimal

    @property
    def least(self) -> Decimal:
        """The lowest of them."""
        return min(self.figures.values())

    @property
    def is_reached(self) -> bool:
        """Whether the lowest reaches the target: an average of women and men is not looked at."""
        return self.least >= self.target


def waiting_times(rows: BriefRows, frame: Frame) -> Sequence[Message]:
    """Whether targets are reached in the last month of each series, who is nearest and who is furthest from them.

    Those furthest from their targets first; none where nobody has a figure or no series a target.
    """
    by_series = _last_months(rows)
    if not by_series:
        return ()
    every = [reached for of_series in by_series.values() for reached in of_series]
    sentences = [_whether_reached(every)]
    furthest = sorted(
        by_series, key=lambda series: min(reached.least - reached.target for reached in by_series[series])
    )
    for series in furthest[:MOST_SERIES]:
        asked = sum(any(row.text("series") == series for row in of_unit) for _unit, of_unit in rows.units)
        sentences += _of_series(series, by_series[series], asked, frame)
    if len(furthest) > MOST_SERIES:
        sentences.append(_("The two that are furthest from their targets are told here."))
    return sentences


def _whether_reached(every: Sequence[Reached]) -> Message:
    if all(reached.is_reached for reached in every):
        return _("The targets for waiting times are reached.")
    if not any(reached.is_reached for reached in every):
        return _("The targets for waiting times are not reached.")
    return _("The targets for waiting times are reached by some and not by all.")


def _last_months(rows: BriefRows) -> dict[str, list[Reached]]:
    """The units' figures in the last month that anybody has one of, by series with a target."""
    months: dict[str, str] = {}
    figures: dict[tuple[str, str], list[Reached]] = {}
    for unit, of_unit in rows.units:
        for row in of_unit:
            series, month, target = row.text("series"), row.text("month"), row.number("target")
            by_part = {key: number for key in row.parts("share") if (number := row.number(key)) is not None}
            if len(by_part) > 1:
                by_part.pop("share.total", None)
            if by_part and target is not None and not row.refused:
                months[series] = max(months.get(series, ""), month)
                figures.setdefault((series, month), []).append(Reached(unit, by_part, target))
    return {series: figures[series, month] for series, month in months.items()}


def _of_series(series: str, every: Sequence[Reached], asked: int, frame: Frame) -> Iterator[Message]:
    words, n = frame.words, len(every)
    met = sum(reached.is_reached for reached in every)
    target = percent_in_words(every[0].target, words.language, None)
    fields = {"series": literal(series), "target": target, "of": things(words, UNIT, n)}
    if met == n:
        yield _("Of {series} the target of {target} is reached by all {of}.", **fields)
        return
    if met:
        yield _("Of {series} the target of {target} is reached by {count} of {of}.", count=number_word(met), **fields)
    else:
        yield _("Of {series} the target of {target} is reached by none of {of}.", **fields)
    near, far = max(every, key=lambda reached: reached.least), min(every, key=lambda reached: reached.least)
    nearest = _("{unit} ({figures})", unit=literal(near.unit), figures=_figures(near, frame))
    furthest = _("{unit} ({figures})", unit=literal(far.unit), figures=_figures(far, frame))
    if n > 1 and not met:
        yield _("Nearest is {nearest}, furthest from it {furthest}.", nearest=nearest, furthest=furthest)
    else:
        yield _("Furthest from it is {furthest}.", furthest=furthest)
    if n < asked:
        yield _("Others have no figure of the same month.")


def _figures(reached: Reached, frame: Frame) -> Message:
    """``kvinnor 66, män 67 procent``; once where all parts are the same. No figure is rounded onto its target."""
    language, figures = frame.words.language, reached.figures
    target = reached.target * 100
    decimals = max(decimals_needed(figure * 100, [target], 0) for figure in figures.values())
    names = {part.key: in_a_sentence(part.name) for part in frame.breakdown}
    if len(set(figures.values())) == 1:
        return percent_in_words(reached.least, language, decimals)
    *first, last = figures
    parts = [f"{_name(key, names)} {show_number(figures[key] * 100, language, decimals)}".strip() for key in first]
    named = literal(_name(last, names))
    return _(
        "{first}, {name} {share}",
        first=literal(", ".join(parts)),
        name=named,
        share=percent_in_words(figures[last], language, decimals),
    )


def _name(column: str, names: Mapping[str, str]) -> str:
    return names.get(column.partition(".")[2], "")


def changes_in_brief(label: str, now: str, before: str, since: str) -> SaidInBrief:
    """How the region's sums have changed, in columns of a table: what can be compared first. None where nothing is added up.

    ``label`` is the column that names a row; ``since`` what the earlier time is called, empty for the period compared with.
    """
    figures = Compared(label, now, before, since)
    return lambda rows, frame: _changes(figures, rows, frame)


class Compared(NamedTuple):
    """The columns of a table that are compared, and what the earlier time is called."""

    label: str
    now: str
    before: str
    since: str

    def is_whole(self, row: RowView) -> bool:
        """Whether there is a figure of now and of before to which nothing is lacking."""
        known = row.number(self.now) is not None and row.number(self.before) is not None
        return known and row.coverage(self.now) is None and row.coverage(self.before) is None


def _changes(figures: Compared, rows: BriefRows, frame: Frame) -> Sequence[Message]:
    sums = [row for row in rows.region if row.row.sums]
    whole = [row for row in sums if figures.is_whole(row)]
    short = [row for row in sums if not figures.is_whole(row)]
    sentences = [_change(figures, row, rows.title, frame) for row in whole[:MOST_ROWS]]
    if sentences and short:
        names = listed([literal(in_a_sentence(row.text(figures.label))) for row in short[:MOST_ROWS]])
        sentences.append(_("Figures are missing, so these cannot be compared: {rows}.", rows=names))
    elif short:
        names = listed([literal(in_a_sentence(row.text(figures.label))) for row in short[:MOST_ROWS]])
        title = literal(in_a_sentence(frame.words(rows.title)))
        sentences = [
            _("{title} cannot be compared.", title=literal(frame.words(rows.title))),
            _("Figures are missing of {rows}.", rows=names, title=title),
        ]
    return sentences


def _change(figures: Compared, row: RowView, title: Message, frame: Frame) -> Message:
    """``Läkarbesöken ökade med 3,9 procent jämfört med samma period 2021, till 190 842.``"""
    words, now, before = frame.words, row.number(figures.now), row.number(figures.before)
    assert now is not None and before is not None
    label = row.text(figures.label)
    name = words(title) if label.casefold() == "totalt" else label
    name = (definite_plural(name) if words.language == "sv" else "") or name
    fields = {
        "rows": literal(name),
        "now": literal(show_number(now, words.language)),
        "period": round_name(figures.since) if figures.since else compared_name(frame.period),
    }
    if now == before or not before:
        return sentence(words, _("{rows} were {now}, against {before} in {period}", before=before, **fields))
    percent = percent_in_words(abs(now - before) / before, words.language)
    if now > before:
        return sentence(words, _("{rows} rose by {percent} from {period}, to {now}", percent=percent, **fields))
    return sentence(words, _("{rows} fell by {percent} from {period}, to {now}", percent=percent, **fields))


class DeficitWords(NamedTuple):
    """How deficits are told: of some units, of none, and of all units together."""

    some: Message
    none: Message
    together: Message


OF_RESULTS = DeficitWords(
    n_("{count} {things} runs a deficit", "{count} {things} run a deficit"),
    _("No unit that has given its result runs a deficit."),
    _("Together the results come to {amount}."),
)
AGAINST_BUDGET = DeficitWords(
    n_("{count} {things} runs a deficit against the budget", "{count} {things} run a deficit against the budget"),
    _("No unit that has given its figures runs a deficit against the budget."),
    _("Together the difference from the budget is {amount}."),
)


def deficit_sentences(
    results: Mapping[str, Decimal], lacking: Sequence[str], money: str, words: Words, wording: DeficitWords
) -> Sequence[Message]:
    """Which units are below nought, the largest deficit first, and all together where no unit is ``lacking``."""
    below = sorted((unit for unit in results if results[unit] < 0), key=lambda unit: results[unit])
    shown = {unit: literal(show_number(results[unit], words.language)) for unit in below}
    sentences = [wording.none]
    if below:
        forms = forms_of(words, UNIT)
        name = literal(forms.singular if len(below) == 1 else forms.plural)
        lead = wording.some.filled(n=len(below), things=name, count=number_word(len(below)))
        first, *others = below[:MOST_NAMES]
        named = [_("{unit} has {amount}", unit=literal(first), amount=shown[first])]
        named += [_("{unit} {amount}", unit=literal(unit), amount=shown[unit]) for unit in others]
        sentences = [sentence(words, lead), _("{units} {money}.", units=listed(named), money=literal(money))]
        sentences += [_("The others have smaller ones.")] if len(below) > MOST_NAMES else []
    if lacking:
        missing = listed([literal(unit) for unit in lacking])
        sentences.append(_("The result of {units} is missing, so the sum of all is incomplete.", units=missing))
    elif len(results) > 1:
        total = show_number(sum(results.values(), Decimal(0)), words.language)
        sentences.append(wording.together.filled(amount=literal(f"{total}{NO_BREAK_SPACE}{money}".strip())))
    return sentences


def deficits_in_brief(differences: Sequence[str], money: str) -> SaidInBrief:
    """Which units' whole, the row that is the sum of all others, is below nought in the first of the columns that somebody has
    a figure in. None where no row is such.
    """
    return lambda rows, frame: _deficits(differences, money, rows, frame)


def _deficits(differences: Sequence[str], money: str, rows: BriefRows, frame: Frame) -> Sequence[Message]:
    wholes = {unit: whole for unit, of_unit in rows.units if (whole := _whole(of_unit)) is not None}
    for column in differences:
        results = {unit: figure for unit, row in wholes.items() if (figure := _complete(row, column)) is not None}
        if results:
            lacking = [unit for unit in wholes if unit not in results]
            return deficit_sentences(results, [*lacking, *rows.silent], money, frame.words, AGAINST_BUDGET)
    return ()


def _whole(rows: Sequence[RowView]) -> RowView | None:
    parts = {key for row in rows for key in row.row.sums}
    wholes = [row for row in rows if row.row.sums and row.row.key not in parts]
    return wholes[0] if len(wholes) == 1 else None


def _complete(row: RowView, column: str) -> Decimal | None:
    return row.number(column) if row.coverage(column) is None else None
