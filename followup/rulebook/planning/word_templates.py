"""What may be wrong with a Word template that people have changed. An error stops the document."""

from __future__ import annotations

from followup.locale import _, literal
from followup.rulebook.rule import ERROR, SECRETARIAT, WARNING, Rule

TEMPLATE_UNREADABLE = Rule(
    "template-unreadable",
    ERROR,
    SECRETARIAT,
    _("The file cannot be opened as a Word document. Open it in Word and save it as a Word document (.docx)."),
    why="Word has other formats than the one that can be filled in, and a file may be damaged or encrypted.",
    wrong="summary.dotx, or summary.docx with a password.",
    right="summary.docx, saved as a Word document.",
)

UNKNOWN_PLACEHOLDER = Rule(
    "unknown-placeholder",
    ERROR,
    SECRETARIAT,
    _("is not a placeholder that can be filled in. There are: {known}."),
    why="Nobody would see in the finished document that something was to stand there.",
    wrong="{{ titel }}",
    right="{{ title }}",
)

PLACEHOLDER_NEARLY_KNOWN = UNKNOWN_PLACEHOLDER.case(
    _("is not a placeholder that can be filled in. Did you mean {near}?")
)

ONE_BRACE = Rule(
    "one-brace",
    WARNING,
    SECRETARIAT,
    _("is printed as it stands. Write two braces on each side: {right}"),
    why="With one brace it is a text like any other, and is printed as it stands.",
    wrong="{ dnr }",
    right="{{ dnr }}",
)

BRACES_NOT_CLOSED = Rule(
    "braces-not-closed",
    ERROR,
    SECRETARIAT,
    _(
        "begins or ends with braces that have no counterpart. Write a placeholder as {right}",
        right=literal("{{ title }}"),
    ),
    why="Where a placeholder ends cannot be guessed.",
    wrong="{{ title }",
    right="{{ title }}",
)

TEMPLATE_STATEMENT = Rule(
    "template-statement",
    ERROR,
    SECRETARIAT,
    _(
        "is refused: a template holds placeholders, and {allowed} round a text that is left out where there "
        "is nothing to fill in. Nothing else is carried out.",
        allowed=literal("{% if dnr %} … {% endif %}"),
    ),
    why="A template is a letter, no program: what could run or look into the program is never carried out.",
    wrong="{% for unit in units %}, {{ title.upper() }}",
    right="{{ title }}, {% if dnr %}Dnr: {{ dnr }}{% endif %}",
)

MARK_MISSING = Rule(
    "mark-missing",
    ERROR,
    SECRETARIAT,
    _("The mark for the contents is missing. Write {mark} alone in a paragraph, in no table."),
    why="Without it there is no place for the contents.",
    wrong="[[innehall]], or the mark in a table or a text box.",
    right="[[innehåll]], alone in a paragraph of the page itself.",
)

MARK_NOT_READ = MARK_MISSING.case(
    _("is not read as the mark for the contents. Write {mark} alone in a paragraph, in no table.")
)

MARK_TWICE = Rule(
    "mark-twice",
    ERROR,
    SECRETARIAT,
    _("stands in several places. Keep one of them."),
    why="The contents can stand in one place only; the other mark would be printed.",
    wrong="[[innehåll]] on the first page and again on the second.",
    right="[[innehåll]] once.",
)

TITLE_MISSING = Rule(
    "title-missing",
    WARNING,
    SECRETARIAT,
    _("The title has no place. Write {title} where it is to stand.", title=literal("{{ title }}")),
    why="A document whose title is written by hand in the template keeps the title of last time.",
    wrong="”Delårsrapport april 2022” on the first page.",
    right="{{ title }}",
)

STYLE_MISSING = Rule(
    "style-missing",
    WARNING,
    SECRETARIAT,
    _("are styles that the template lacks; ours are used instead. Keep the styles' names when you change them."),
    why="What is written in a style that is gone would look like any text.",
    wrong="Followup Note renamed to Note.",
    right="Followup Note, with another font.",
)

TEMPLATE_NOT_USED = Rule(
    "template-not-used",
    WARNING,
    SECRETARIAT,
    _("is no document's template, and is not used. Should it be called {near}?"),
    why="A template is found by its name; under another one it is never used, and nobody would notice.",
    wrong="sumary.docx",
    right="summary.docx",
)
