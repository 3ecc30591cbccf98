"""Runs under the Python that python3-uno belongs to: starts LibreOffice with a view and does what a line of JSON says.

A line in, a line out. Objects stay here and have numbers; plain values travel. See ``tests/macros/running_office.py``.
"""

import json
import subprocess
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

OBJECTS: dict[int, Any] = {}
PLAIN = (str, int, float, bool, type(None))
PLACE = ("Sheet", "StartColumn", "StartRow", "EndColumn", "EndRow", "Column", "Row")


def outwards(value: Any) -> Any:
    """A plain value as it is, a tuple as a list, an enumeration by its word, anything else by a number."""
    if isinstance(value, uno.Enum):
        return value.value
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, tuple | list):
        return [outwards(item) for item in value]
    OBJECTS[len(OBJECTS)] = value
    return {"object": len(OBJECTS) - 1, "fields": fields(value)}


def fields(value: Any) -> dict[str, int]:
    """What a place is made of, sent along with it: asked for one by one, these were half of all questions."""
    is_place = getattr(value, "typeName", "").rpartition(".")[2] in ("CellRangeAddress", "CellAddress")
    return {name: number for name in PLACE if (number := getattr(value, name, None)) is not None} if is_place else {}


def inwards(value: Any) -> Any:
    """The object of a number, a list as a tuple, {"property": [name, value]} as a PropertyValue, {"struct": [type, {…}]}."""
    if isinstance(value, list):
        return tuple(inwards(item) for item in value)
    if isinstance(value, dict) and "object" in value:
        return OBJECTS[value["object"]]
    if isinstance(value, dict) and "struct" in value:
        struct = uno.createUnoStruct(value["struct"][0])
        for name, item in value["struct"][1].items():
            setattr(struct, name, inwards(item))
        return struct
    if isinstance(value, dict) and "enum" in value:
        return uno.Enum(*value["enum"])
    if isinstance(value, dict):
        property_ = PropertyValue()
        property_.Name, property_.Value = value["property"][0], inwards(value["property"][1])
        return property_
    return value


def done(request: dict[str, Any]) -> Any:
    """get, set and call on an object; item of a sequence of UNO's."""
    target = OBJECTS[request["of"]]
    if request["do"] == "get":
        return getattr(target, request["name"])
    if request["do"] == "set":
        return setattr(target, request["name"], inwards(request["value"]))
    return getattr(target, request["name"])(*inwards(request["values"]))


def desktop(profile: str) -> tuple[Any, Any]:
    """LibreOffice, started anew on a pipe of its own; the desktop and the process."""
    name = "followup" + "".join(sign for sign in profile if sign.isalnum())[-40:]
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault"]
    command += [f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={name};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _try in range(300):
        try:
            remote = resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
            time.sleep(1.5)  # it answers before it is ready to load anything
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote), process
        except Exception:
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not start within a minute")


def answers() -> bool:
    """Whether LibreOffice is there at all: an error of a dead one looks like any other."""
    try:
        OBJECTS[0].getFrames().getCount()
    except Exception:
        return False
    return True


def main() -> None:
    """Until standard input ends."""
    OBJECTS[0], process = desktop(sys.argv[1])
    print(json.dumps({"result": {"object": 0}}), flush=True)
    for line in sys.stdin:
        try:
            answer = {"result": outwards(done(json.loads(line)))}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}", "crashed": not answers()}
        print(json.dumps(answer), flush=True)
    try:
        OBJECTS[0].terminate()
        process.wait(20)
    except Exception:
        process.kill()


main()
