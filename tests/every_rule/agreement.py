"""Rules of reporting back on an agreement: answers in words, figures with sources, edited texts and the Word form."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from tests.every_rule.case import Case, quoted, rules, same
from tests.every_rule.plans import found_in
from tests.house import Plan, UnreadableFile, read_book
from tests.plans import PLAN
from tests.returns.test_older_plan import template_of
from tests.round.rounds_of_files import collected
from tests.sections.test_agreement import GOOD, OF_SYD, QUESTIONS, decided, edit, merged
from tests.sections.test_likely_elsewhere import ASKED as SHARES
from tests.sections.test_word_form import FIELDS, GIVEN, W, empty_form, lose_tags, read, track, typed
from tests.tables import plan_book, read_plan

NORD = "Division Nord T1 2022"
MOST = "250"
IN_WRITING = "| skrift | digital | därav skriftligt | kontakter | nord | | | distans | |\n"
SAID = "Fler besök på video, av kvinnor."


@functools.cache
def asked_plan() -> Plan:
    """What the tests of agreements ask for, with room for a longer answer and one part more."""
    text = QUESTIONS.replace("| nord, syd | 8 |", f"| nord, syd | {MOST} |").replace(
        "| kurs |", f"{IN_WRITING}| kurs |"
    )
    return read_plan(plan_book(PLAN + text))[0]


def numbers(example: str) -> list[str]:
    """The figures of an example: ``2 000``."""
    return re.findall(r"\d+(?: \d{3})*", example)


def replied(nord: str, syd: str = OF_SYD) -> set[str]:
    """The rules found when both divisions have answered."""
    return rules(merged(asked_plan(), {"nord": nord, "syd": syd}).findings)


# ---------------------------------------------------------------------------------------------------------- answers


def so_many_words(example: str) -> set[str]:
    """An answer of so many words, where the plan asks for as many as the wrong example says."""
    count, *most = numbers(example)
    assert most in ([], [MOST])
    return replied(GOOD.replace(SAID, "kvinnor " * (int(count) - 1) + "svarade."))


def perspective(example: str) -> set[str]:
    """The answer that is quoted; and one that says why its perspective does not apply, where the example does."""
    other = (
        replied(GOOD.replace(SAID, "Jämställd hälsa är inte tillämpligt här.")) if "does not apply" in example else ()
    )
    return replied(GOOD.replace(SAID, quoted(example)[0])) | set(other)


def beside(example: str) -> set[str]:
    """A text of the kind that is quoted, beside the section that is quoted."""
    kind, section = (*quoted(example), "")[:2]
    row = "| fore | | | Inledning | {} | {} | nord |"
    assert row.format("inledning", "Uppgifter") in QUESTIONS
    return found_in(PLAN + QUESTIONS.replace(row.format("inledning", "Uppgifter"), row.format(kind, section)))


# ---------------------------------------------------------------------------------------------------------- figures


def of_one_figure(figure: str, source: str = "Registret") -> str:
    """The first figure as a unit types it, alone."""
    return f"## Uppgifter\n| Uppgift | Antal eller värde | Källa |\n| Distanskontakter | {figure} | {source} |"


def source(example: str) -> set[str]:
    """A figure with the source that is quoted."""
    return replied(of_one_figure(numbers(example)[0], "".join(quoted(example))))


def two_units(example: str) -> set[str]:
    """A common figure as two units say it; in the same words where the example has it once."""
    figures = re.findall(r"(?:omkring )?\d \d{3}", example)
    return replied(of_one_figure(figures[0]), of_one_figure(figures[-1]))


def parts(example: str) -> set[str]:
    """A figure and the three that it is made of."""
    labels = ("Distanskontakter", "därav telefon", "därav video", "därav skriftligt")
    rows = [f"| {label} | {figure} | Registret |" for label, figure in zip(labels, numbers(example), strict=True)]
    return replied("\n".join(["## Uppgifter\n| Uppgift | Antal eller värde | Källa |", *rows]))


def share(example: str) -> set[str]:
    """A share that is asked for."""
    answer = f"## Uppgifter\n| Uppgift | Antal eller värde |\n| Andel kallade | {example.split(' of ')[0]} |"
    plan_read = read_plan(plan_book(PLAN + SHARES))[0]
    return rules(collected(template_of(plan_read, NORD, answer), by=plan_read).findings)


# ------------------------------------------------------------------------------------------------------ edited texts


def mark(answer: str = GOOD) -> str:
    """The mark of the contributions to the question that is edited."""
    return merged(asked_plan(), {"nord": answer, "syd": OF_SYD}).questions["digital"].mark


def edited(by_mark: str, who: str = "Strateg", answer: str = GOOD) -> set[str]:
    """An edited text with this mark and editor, over these contributions."""
    decisions, faults, _path = decided(asked_plan(), edit(by_mark, who))
    return rules([*faults, *merged(asked_plan(), {"nord": answer, "syd": OF_SYD}, decisions).findings])


def changed_since(marked_again: bool) -> set[str]:
    """A contribution was changed after the edit; its new mark is written or not."""
    now = GOOD.replace(SAID, f"{SAID} Och män.")
    return edited(mark(now if marked_again else GOOD), answer=now)


# ----------------------------------------------------------------------------------------------------- the Word form


@functools.cache
def word_form() -> Path:
    """The north's empty Word form."""
    return empty_form(asked_plan())


def accepted(document: Any) -> None:
    """Tracked, and then every change accepted as Word does it."""
    track(document)
    for inserted in list(document.element.body.iter(f"{W}ins")):
        for run in list(inserted):
            inserted.addprevious(run)
        inserted.getparent().remove(inserted)


def in_word(change: Any = lambda _document: None) -> set[str]:
    """The Word form filled in."""
    submission, findings = read(asked_plan(), typed(word_form(), GIVEN, change))
    assert submission.read == 5 + len(FIELDS)
    return rules(findings)


def saved_elsewhere(_example: str) -> set[str]:
    """The Word form filled in, and saved by a program that takes the marks of its fields away."""
    try:
        read_book(typed(word_form(), GIVEN, lose_tags))
    except UnreadableFile as fault:
        return {fault.problem.rule}
    return set()


def in_the_workbook(_example: str) -> set[str]:
    """The same questions and figures answered in the workbook."""
    return rules(collected(template_of(asked_plan(), NORD, GOOD), by=asked_plan()).findings)


CASES = {
    "MORE_WORDS_THAN_ASKED": same(so_many_words),
    "PERSPECTIVE_NOT_MENTIONED": same(perspective),
    "TEXT_BESIDE_NO_SECTION": same(beside),
    "SOURCE_MISSING": same(source),
    "FIGURES_CONTRADICT": same(two_units),
    "PARTS_DO_NOT_ADD_UP": same(parts),
    "SHARE_ABOVE_THE_WHOLE": same(share),
    "CHANGED_AFTER_EDIT": Case(lambda _example: changed_since(False), lambda _example: changed_since(True)),
    "EDIT_WITHOUT_MARK": Case(lambda _example: edited(""), lambda _example: edited(mark())),
    "EDITED_BY_NOBODY": same(lambda example: edited(mark(), "".join(quoted(example)))),
    "FIELDS_GONE": Case(saved_elsewhere, lambda _example: in_word()),
    "TRACKED_CHANGES": Case(lambda _example: in_word(track), lambda _example: in_word(accepted)),
    "NOT_IN_WORD_FORM": Case(lambda _example: in_word(), in_the_workbook),
}
