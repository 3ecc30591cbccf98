"""What may be wrong with a Word template that people have changed, each remark a function."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from followup.locale import Message, _, literal

MARK = "[[innehåll]]"


@dataclass(frozen=True, slots=True)
class TemplateRemark:
    """One thing about a template. ``found`` is what stands there, ``advice`` goes on from it; a ``fatal`` one stops
    the document.
    """

    rule: str
    found: str
    advice: Message
    fatal: bool = True


def shown(field: str) -> str:
    """A placeholder as it is written in Word."""
    return "{{ " + field + " }}"


def nearest(name: str, known: Collection[str]) -> str:
    """The known name that is most like another one, empty where none is."""
    return next(iter(get_close_matches(name.casefold(), list(known), 1, 0.6)), "")


def the_template_cannot_be_opened() -> TemplateRemark:
    """Word has other formats than the one that can be filled in, and a file may be damaged or encrypted.

    Wrong: summary.dotx, or summary.docx with a password.
    Right: summary.docx, saved as a Word document.
    """
    told = _("The file cannot be opened as a Word document. Open it in Word and save it as a Word document (.docx).")
    return TemplateRemark("template-unreadable", "", told)


def the_placeholder_is_unknown(written: str, name: str, known: Collection[str]) -> TemplateRemark:
    """Nobody would see in the finished document that something was to stand there.

    Wrong: {{ titel }}
    Right: {{ title }}
    """
    near = nearest(name, known)
    if near:
        told = _("is not a placeholder that can be filled in. Did you mean {near}?", near=literal(shown(near)))
    else:
        every = tuple(literal(shown(each)) for each in known)
        told = _("is not a placeholder that can be filled in. There are: {known}.", known=every)
    return TemplateRemark("unknown-placeholder", written, told)


def the_placeholder_has_one_brace(written: str, name: str) -> TemplateRemark:
    """With one brace it is a text like any other, and is printed as it stands.

    Wrong: { dnr }
    Right: {{ dnr }}
    """
    told = _("is printed as it stands. Write two braces on each side: {right}", right=literal(shown(name)))
    return TemplateRemark("one-brace", written, told, fatal=False)


def the_braces_are_not_closed(written: str) -> TemplateRemark:
    """Where a placeholder ends cannot be guessed.

    Wrong: {{ title }
    Right: {{ title }}
    """
    told = _(
        "begins or ends with braces that have no counterpart. Write a placeholder as {right}", right=shown("title")
    )
    return TemplateRemark("braces-not-closed", written, told)


def the_template_holds_a_statement(written: str) -> TemplateRemark:
    """A template is a letter, no program: what could run or look into the program is never carried out.

    Wrong: {% for unit in units %}, {{ title.upper() }}
    Right: {{ title }}, {% if dnr %}Dnr: {{ dnr }}{% endif %}
    """
    told = _(
        "is refused: a template holds placeholders, and {allowed} round a text that is left out where there is nothing "
        "to fill in. Nothing else is carried out.",
        allowed=literal("{% if dnr %} … {% endif %}"),
    )
    return TemplateRemark("template-statement", written, told)


def the_mark_is_missing(written: str) -> TemplateRemark:
    """Without it there is no place for the contents.

    Wrong: [[innehall]], or the mark in a table or a text box.
    Right: [[innehåll]], alone in a paragraph of the page itself.
    """
    mark = literal(MARK)
    if written:
        told = _("is not read as the mark for the contents. Write {mark} alone in a paragraph, in no table.", mark=mark)
    else:
        told = _("The mark for the contents is missing. Write {mark} alone in a paragraph, in no table.", mark=mark)
    return TemplateRemark("mark-missing", written, told)


def the_mark_stands_twice() -> TemplateRemark:
    """The contents can stand in one place only; the other mark would be printed.

    Wrong: [[innehåll]] on the first page and again on the second.
    Right: [[innehåll]] once.
    """
    return TemplateRemark("mark-twice", MARK, _("stands in several places. Keep one of them."))


def the_title_is_missing() -> TemplateRemark:
    """A document whose title is written by hand in the template keeps the title of last time.

    Wrong: ”Delårsrapport april 2022” on the first page.
    Right: {{ title }}
    """
    told = _("The title has no place. Write {title} where it is to stand.", title=literal(shown("title")))
    return TemplateRemark("title-missing", "", told, fatal=False)


def the_styles_are_missing(names: Collection[str]) -> TemplateRemark:
    """What is written in a style that is gone would look like any text.

    Wrong: Followup Note renamed to Note.
    Right: Followup Note, with another font.
    """
    told = _("are styles that the template lacks; ours are used instead. Keep the styles' names when you change them.")
    return TemplateRemark("style-missing", ", ".join(names), told, fatal=False)


def the_template_is_of_no_document(name: str, known: Collection[str]) -> TemplateRemark:
    """A template is found by its name; under another one it is never used, and nobody would notice.

    Wrong: sumary.docx
    Right: summary.docx
    """
    near = nearest(name, known) or ", ".join(sorted(known))
    told = _("is no document's template, and is not used. Should it be called {near}?", near=literal(near))
    return TemplateRemark("template-not-used", name, told, fatal=False)
