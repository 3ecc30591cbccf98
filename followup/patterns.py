"""Regular expressions that are compiled when something is first looked for: a person waits for each, and one command needs
few of all that we know how to look for.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What ``re.compile`` gives, later. For patterns that are seldom needed; a fault in one is found when it is used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Stands for the pattern; each of its methods is looked up once."""

    def __init__(self, text: str, flags: re.RegexFlag) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method
