"""The guides that travel with the program: which there are, for whom, and as pages for a browser.

This is the one list of them: ``followup guide`` shows it, and the site (``docs/site/conf.py``) has its contents from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from followup.files.disk.bundled import bundled
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.locale.nearest import did_you_mean, nearest

GUIDES: Mapping[Message, Sequence[str]] = {
    _("For all"): ("installera",),
    _("The division"): ("division", "division-mer"),
    _("The secretariat"): (
        "sekretariat",
        "en-omgang",
        "omgang-till",
        "planen",
        "importera",
        "uppslagsverk",
        "utseende",
    ),
    _("The controller"): ("controller", "controller-mer"),
    _("The analyst"): ("analys",),
    _("The IT department"): ("it", "tillganglighet", "excel-protokoll"),
    _("To look up"): ("fragor-och-svar", "commands"),
}
"""The names of the guides by who reads them, in the order in which they are listed: ``division`` is ``docs/division.md``."""

FOR_DEVELOPERS = ("contracts", "rules", "house", "decisions", "faults")
"""Pages in English for those who script against the program or change it. They travel too, and links to them lead there."""

INDEX = "index"
"""The name of the page that leads to all of them."""
SWEDISH = Words("sv")


@frozen
class Guide:
    """A guide: the name that is typed for it, what it is called, for whom it is, and the words of its language."""

    name: str
    title: str
    readers: Message
    path: Path
    words: Words


def guides() -> tuple[Guide, ...]:
    """All that are for users, in order."""
    return tuple(_guide(name, readers) for readers, names in GUIDES.items() for name in names)


def guide(name: str) -> Guide:
    """The one of a name, however its letters are; CouldNotRun with what there is for a name that none has."""
    wanted = name.casefold().removesuffix(".md")
    for known in all_pages():
        if known.name == wanted:
            return known
    names = [known.name for known in guides()]
    guides_there_are = _("There are: {known}.", known=literal(", ".join(names)))
    refusal = _("There is no guide {name}.", name=literal(name))
    raise CouldNotRun(did_you_mean(refusal, nearest(wanted, names), guides_there_are))


def write_page(name: str) -> Path:
    """The page of a guide, or of all of them (``index``), beside those that it leads to, all made anew.

    They lie in the user's own folder, or in a temporary one where nothing can be kept there.
    """
    return write_pages() / f"{INDEX if name.casefold() == INDEX else guide(name).name}.html"


def write_pages() -> Path:
    """The folder of all guides as pages."""
    from followup.outputs.guide_page import index_page, page_of

    folder = _folder()
    names = {known.name for known in all_pages()}
    for known in all_pages():
        _write(folder / f"{known.name}.html", page_of(known.path, names, known.words))
    groups = [
        (readers, [(f"{name}.html", guide(name).title) for name in of_readers])
        for readers, of_readers in GUIDES.items()
    ]
    _write(folder / f"{INDEX}.html", index_page(groups, SWEDISH))
    return folder


def all_pages() -> tuple[Guide, ...]:
    """The guides, and what developers read."""
    of_developers = (_guide(name, _("Developers"), Words("en")) for name in FOR_DEVELOPERS)
    return (*guides(), *of_developers)


def _guide(name: str, readers: Message, words: Words = SWEDISH) -> Guide:
    path = bundled("guides") / f"{name}.md"
    with path.open(encoding="utf-8") as file:
        return Guide(name, file.readline().removeprefix("# ").strip(), readers, path, words)


def _folder() -> Path:
    """Where the pages lie: not in the workspace, which holds what a person asked for, nor beside a program that may be
    read-only.
    """
    from tempfile import mkdtemp

    from followup.files.disk.user_cache import cache_path

    folder = cache_path("guides")
    if isinstance(folder, str):
        try:
            Path(folder).mkdir(exist_ok=True)
        except OSError:
            folder = False
    return Path(folder) if isinstance(folder, str) else Path(mkdtemp(prefix="followup-guides-"))


def _write(path: Path, page: str) -> None:
    from followup.flow.refusal import could_not_write

    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise could_not_write(path) from error
