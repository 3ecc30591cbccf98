"""Lists that people type in running text: points in documents, and never a sign less before a figure."""

from __future__ import annotations

import pytest

from followup.reports.wording.points import paragraphs_of
from tests.form.language import ProseAnswer, ProseParagraph

CASES = [
    (["• ett", "•\ttvå"], ["point: ett", "point: två"]),
    (["Vi har", "- anställt två", "- sagt upp avtalet", "Det räcker."],
     ["Vi har", "point: anställt två", "point: sagt upp avtalet", "Det räcker."]),
    (["- Det var bra, säger hon."], ["- Det var bra, säger hon."]),
    (["– Det var bra, säger hon.", "– Det var det, säger han."], ["– Det var bra, säger hon.", "– Det var det, säger han."]),
    (["- 5 % lägre", "- 7 % högre"], ["- 5 % lägre", "- 7 % högre"]),
    (["-5 mnkr", "-7 mnkr"], ["-5 mnkr", "-7 mnkr"]),
    (["1. först", "2. sedan"], ["numbered 1.: först", "numbered 2.: sedan"]),
    (["1) först", "2) sedan"], ["numbered 1.: först", "numbered 2.: sedan"]),
    (["3. kvartalet var bäst."], ["3. kvartalet var bäst."]),
    (["1. kvartalet var bäst.", "3. kvartalet var sämst."], ["1. kvartalet var bäst.", "3. kvartalet var sämst."]),
    (["2.5 timmar", "3.5 timmar"], ["2.5 timmar", "3.5 timmar"]),
    (["a) först", "b) sedan"], ["lettered a): först", "lettered b): sedan"]),
    (["Två saker:\n- bemanning\n- lokaler"], ["Två saker:", "point: bemanning", "point: lokaler"]),
    (["En rad\noch en till"], ["En rad\noch en till"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), CASES)
def test_a_list_becomes_points(written: list[str], shown: list[str]) -> None:
    answer = ProseAnswer(tuple(map(ProseParagraph, written)))
    paragraphs = list(paragraphs_of(answer))
    assert [
        p.text if p.manner == "text" else f"{p.manner}{f' {p.mark}' if p.mark else ''}: {p.text}" for p in paragraphs
    ] == shown


def test_words_in_italics_are_the_same_words_behind_a_number() -> None:
    answer = ProseAnswer((ProseParagraph("1. först", italics=((0, 4),)), ProseParagraph("2. sedan", italics=((5, 8),))))
    assert [(p.text, list(p.italics)) for p in paragraphs_of(answer)] == [("först", [(0, 1)]), ("sedan", [(2, 5)])]


def test_footnotes_stay_where_they_were() -> None:
    answer = ProseAnswer(
        (ProseParagraph("Två:\n- ett\n- två", notes=("om två",)), ProseParagraph("Slut.", notes=("om allt",)))
    )
    assert [list(p.notes) for p in paragraphs_of(answer, ["frågans"])] == [[], [], ["om två"], ["om allt", "frågans"]]
