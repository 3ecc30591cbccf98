"""The site of the guides, made by Sphinx: ``sphinx-build -W -c docs/site . FOLDER``, then open FOLDER/index.html.

It opens from disk: nothing is loaded from a network, and the search works without a server. What it contains is listed
once, in ``followup/flow/guide.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from followup.flow.guide import FOR_DEVELOPERS, GUIDES  # noqa: E402
from followup.locale import Words  # noqa: E402
from followup.version import __version__  # noqa: E402

OTHERS = {
    "Exemplen": sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.glob("examples/*/README.md")),
    "Utvecklare": [
        *(f"docs/{name}" for name in FOR_DEVELOPERS),
        *("README", "CONTRIBUTING", "SECURITY", "CHANGELOG"),
        *("macros/README", "benchmarks/README"),
    ],
}
"""What stands beside the guides, for who opens the site from a checkout."""

project = "followup"
copyright = "MIT"
version = release = __version__
language = "sv"
root_doc = "docs/index"
include_patterns = ["docs/*.md", "*.md", "examples/*/README.md", "*/README.md"]
exclude_patterns = [".venv", "node_modules", "build", "dist", "demo-output", "site", ".*"]
extensions = ["myst_parser"]
myst_heading_anchors = 6
myst_heading_slug_func = "followup.outputs.guide_page.anchor_of"
html_theme = "furo"
html_title = "followup"
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_show_sphinx = False
html_show_copyright = False
html_permalinks = False
html_additional_pages = {"index": "start.html"}
templates_path = ["templates"]
html_theme_options = {"top_of_page_buttons": []}
# A code block without a language is what is typed, or a picture of signs; it is no program.
highlight_language = "none"


def contents() -> str:
    """The contents of the site, as the first page has them: by who reads them."""
    swedish = Words("sv")
    groups = {swedish(readers): [f"docs/{name}" for name in names] for readers, names in GUIDES.items()}
    return "\n".join(_toctree(title, pages) for title, pages in {**groups, **OTHERS}.items())


def _toctree(title: str, pages: list[str]) -> str:
    return "\n".join(
        ["", "```{toctree}", ":maxdepth: 1", f":caption: {title}", "", *(f"/{page}" for page in pages), "```"]
    )


def setup(app: Any) -> None:
    """Sphinx asks for this: the first page gets its contents, and pages in English say so."""
    app.connect("source-read", _add_contents)
    app.connect("html-page-context", _name_the_language)
    app.connect("build-finished", _translate_the_theme)


def _add_contents(_app: Any, page: str, source: list[str]) -> None:
    if page == root_doc:
        source[0] += contents()


def _name_the_language(_app: Any, page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    if page in OTHERS["Utvecklare"]:
        context["language"] = "en"


OF_THE_THEME = {
    'aria-label="Toggle site navigation sidebar"': 'aria-label="Visa eller dölj innehållet"',
    'aria-label="Toggle table of contents sidebar"': 'aria-label="Visa eller dölj sidans rubriker"',
    'aria-label="Toggle Light / Dark / Auto color theme"': 'aria-label="Växla mellan ljust och mörkt"',
    'title="Toggle site navigation sidebar"': 'title="Visa eller dölj innehållet"',
    "On this page": "På den här sidan",
    "Skip to content": "Till innehållet",
    "Back to top": "Till början",
    "Made with": "Gjord med",
    ">Home<": ">Start<",
    'role="heading"': 'role="heading" aria-level="2"',
    '<aside class="sidebar-drawer"': '<aside aria-label="Alla handböcker" class="sidebar-drawer"',
    '<aside class="toc-drawer': '<aside aria-label="På den här sidan" class="toc-drawer',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    "<pre>": '<pre tabindex="0">',
}
"""What the theme has no Swedish words for, and what those need who read with a screen reader or the keyboard alone."""


def _translate_the_theme(app: Any, error: Exception | None) -> None:
    for path in Path(app.outdir).rglob("*.html") if error is None else ():
        text = path.read_text(encoding="utf-8")
        for theirs, ours in OF_THE_THEME.items():
            text = text.replace(theirs, ours)
        path.write_text(text, encoding="utf-8", newline="\n")
