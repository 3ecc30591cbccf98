"""Pages can be used by people who see them badly, or not at all: axe finds nothing, and finds what is put there."""

from __future__ import annotations

from pathlib import Path

from tests.demos import copied
from tests.house import command
from tests.lint.pages import faults_of, needed

PAGES = {"norrbotten-2022-04": "summary", "socialnamnd-2026-08": "delarsrapport", "halland-2020": "agreement"}
SEEDED = {
    "image-alt": '<img src="x.png">',
    "color-contrast": '<p style="color: #999; background: #fff">blek</p>',
    "heading-order": "<h1>Ett</h1><h4>Fyra</h4>",
    "link-name": '<a href="x.html"></a>',
    "scrollable-region-focusable": '<div style="overflow: auto; height: 2em"><p>a<br>b<br>c<br>d<br>e<br>f</p></div>',
}
"""What is put on a page that has no fault else, by the rule that finds it."""

PLAIN = "<!DOCTYPE html><html lang='sv'><head><title>En sida</title></head><body><main>{}</main></body></html>"


def test_axe_finds_nothing_on_a_page_of_ours_and_what_is_put_on_another(tmp_path: Path) -> None:
    needed()
    pages = {
        rule: PLAIN.format(seeded if "<h1" in seeded else f"<h1>Ett</h1>{seeded}") for rule, seeded in SEEDED.items()
    }
    for example, document in PAGES.items():
        folder = copied(tmp_path / example, example)
        command("report", document, "--format", "html", "--plan", str(folder / "plan.xlsx"))
        pages[document] = (folder / "output" / f"{document}.html").read_text(encoding="utf-8")
    command(
        "check", str(folder / "inbox"), "--plan", str(folder / "plan.xlsx"), "--page", str(tmp_path / "result.html")
    )
    pages["result"] = (tmp_path / "result.html").read_text(encoding="utf-8")
    found = faults_of(pages, tmp_path)
    assert {name: faults for name, faults in found.items() if name not in SEEDED and faults} == {}
    assert [rule for rule in SEEDED if not any(fault.startswith(f"{rule}:") for fault in found[rule])] == []
