"""Small numbers in words, as running text has them."""

from __future__ import annotations

from followup.locale import Message, _, literal

NUMBER_WORDS: tuple[Message, ...] = (
    _("nought"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
    _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
)  # fmt: skip


def number_word(n: int) -> Message:
    """Up to twelve in words, as Swedish is written; above that in digits."""
    return NUMBER_WORDS[n] if 0 <= n < len(NUMBER_WORDS) else literal(str(n))
