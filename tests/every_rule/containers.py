"""Rules of mails and compressed folders, and of what they hold."""

from __future__ import annotations

from collections.abc import Callable

from followup.files.containers.unpacking import contents_of
from followup.files.size_limits import USUAL
from followup.files.sources import ContainerMember, Source
from followup.round.model import ReadFile
from followup.round.patience import Patience
from tests.every_rule.case import Case, number
from tests.files import mails
from tests.house import Finding, Place, Severity, UnreadableFile, literal
from tests.tables import new_path, template

PDF = b"%PDF-1.7"


def svar() -> bytes:
    """A workbook."""
    return template().read_bytes()


def rules_of_container(content: bytes, name: str) -> set[str]:
    """The rules that are found when a container is opened."""
    try:
        contents = contents_of(content, name, USUAL)
    except UnreadableFile as fault:
        return {fault.problem.rule}
    return {file.refusal.problem.rule for file in contents.members if file.refusal is not None}


def container(name: str, wrong: Callable[[str], bytes], right: Callable[[str], bytes] | None = None) -> Case:
    """Opened with what is wrong in it, and with a workbook."""
    good = right or (lambda _example: (mails.zipped if name.endswith("zip") else mails.msg)({"svar.xlsx": svar()}))
    return Case(
        lambda example: rules_of_container(wrong(example), name),
        lambda example: rules_of_container(good(example), name),
    )


def folders(_example: str) -> bytes:
    """Folders in folders in folders."""
    content = svar()
    for _each in range(USUAL.depth + 2):
        content = mails.zipped({"svar.zip": content})
    return content


def damaged(_example: str) -> bytes:
    """A folder with a part that is not what it was."""
    content = bytearray(mails.zipped({"svar.xlsx": svar()}))
    content[2000:2050] = b"x" * 50
    return bytes(content)


def hostile(n: int) -> set[str]:
    """Files of a folder that each take all of a reader's time."""
    patience, path, rules = Patience(), new_path(), set()
    for at in range(n):
        slow = Finding(Place(), "took-too-long", Severity.ERROR, "", literal("–"))
        file = ReadFile(path, None, [slow], source=Source(path, ContainerMember((at,), (f"{at}.xlsx",))))
        if patience.ends_with(file):
            rules |= {finding.rule for finding in patience.rest_of(file).findings}
    return rules


CASES = {
    "CONTAINER_HAS_PASSWORD": container(
        "svar.zip", lambda _example: mails.with_password(mails.zipped({"svar.xlsx": svar()}))
    ),
    "NOT_UNPACKED": container("svar.zip", lambda _example: mails.zipped({"a.zip": damaged("")})),
    "TOO_MANY_FILES": container(
        "svar.zip", lambda example: mails.zipped({f"{at}.txt": b"" for at in range(int(number(example)))})
    ),
    "TOO_MANY_WORKBOOKS": container(
        "svar.zip", lambda example: mails.zipped({f"{at}.xlsx": b"x" for at in range(int(number(example)))})
    ),
    "CONTAINER_TOO_LARGE_INSIDE": container(
        "svar.zip", lambda _example: mails.zipped({"svar.xlsx": b"\0" * 30_000_000})
    ),
    "CONTAINERS_TOO_DEEP": container("svar.zip", folders),
    "ENCRYPTED_MAIL": container("brev.msg", lambda _example: mails.msg({"smime.p7m": b"\x30\x80"})),
    "ATTACHED_AS_LINK": container("brev.msg", lambda _example: mails.msg({"svar.xlsx": None})),
    "MAIL_WITHOUT_WORKBOOK": container("brev.msg", lambda _example: mails.msg({})),
    "FOLDER_WITHOUT_WORKBOOK": container("svar.zip", lambda _example: mails.zipped({"svar.pdf": PDF})),
    "REST_NOT_READ": Case(lambda _example: hostile(100), lambda _example: hostile(2)),
}
"""By function."""
