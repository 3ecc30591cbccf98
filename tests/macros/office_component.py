"""Runs inside LibreOffice, under the Python that python3-uno belongs to: does what a line of JSON says and answers with one.

From outside each attribute of a document took a message there and one back, half a millisecond of two processes; here it
takes a fiftieth. Objects stay here and have numbers; plain values travel. Loaded by ``office_process.py``.
"""

import json
import os
from typing import Any

import uno  # type: ignore[import-not-found]
import unohelper  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.task import XJob  # type: ignore[import-not-found]

NAME = "followup.tests.Answering"
PLAIN = (str, int, float, bool, type(None))
PLACE = ("Sheet", "StartColumn", "StartRow", "EndColumn", "EndRow", "Column", "Row")


class Answering(unohelper.Base, XJob):  # type: ignore[misc]
    """What LibreOffice is asked through: a job, whose argument is a line and whose result is another."""

    def __init__(self, context: Any) -> None:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.objects: dict[int, Any] = {0: desktop}

    def execute(self, arguments: tuple[Any, ...]) -> str:
        """The answer to a request; or the error, in LibreOffice's own words."""
        try:
            return json.dumps({"result": self.outwards(self.done(json.loads(arguments[0].Value)))})
        except Exception as error:
            return json.dumps({"error": f"{type(error).__name__}: {error}"})

    def done(self, request: dict[str, Any]) -> Any:
        """get, set and call on an object; list: several attributes of each object that a container names; environ: what
        LibreOffice, and whatever it starts, has in its environment from now on."""
        if request["do"] == "environ":
            return os.environ.update(request["values"])
        target = self.objects[request["of"]]
        if request["do"] == "get":
            return getattr(target, request["name"])
        if request["do"] == "set":
            return setattr(target, request["name"], self.inwards(request["value"]))
        if request["do"] == "list":
            named = (target.getByName(name) for name in target.getElementNames())
            return [[item, *(getattr(item, name) for name in request["names"])] for item in named]
        return getattr(target, request["name"])(*self.inwards(request["values"]))

    def outwards(self, value: Any) -> Any:
        """A plain value as it is, a tuple as a list, an enumeration by its word, anything else by a number."""
        if isinstance(value, uno.Enum):
            return value.value
        if isinstance(value, PLAIN):
            return value
        if isinstance(value, tuple | list):
            return [self.outwards(item) for item in value]
        number = len(self.objects)
        self.objects[number] = value
        return {"object": number, "fields": fields(value)}

    def inwards(self, value: Any) -> Any:
        """The object of a number, a list as a tuple, {"property": [name, value]} as a PropertyValue, {"struct": [type, {…}]},
        {"any": [type, value]} where it matters of what a sequence is.
        """
        if isinstance(value, list):
            return tuple(self.inwards(item) for item in value)
        if isinstance(value, dict) and "object" in value:
            return self.objects[value["object"]]
        if isinstance(value, dict) and "struct" in value:
            struct = uno.createUnoStruct(value["struct"][0])
            for name, item in value["struct"][1].items():
                setattr(struct, name, self.inwards(item))
            return struct
        if isinstance(value, dict) and "any" in value:
            return uno.Any(value["any"][0], self.inwards(value["any"][1]))
        if isinstance(value, dict) and "enum" in value:
            return uno.Enum(*value["enum"])
        if isinstance(value, dict):
            property_ = PropertyValue()
            property_.Name, property_.Value = value["property"][0], self.inwards(value["property"][1])
            return property_
        return value


def fields(value: Any) -> dict[str, int]:
    """What a place is made of, sent along with it: asked for one by one, these were half of all questions."""
    is_place = getattr(value, "typeName", "").rpartition(".")[2] in ("CellRangeAddress", "CellAddress")
    return {name: number for name in PLACE if (number := getattr(value, name, None)) is not None} if is_place else {}


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816  LibreOffice looks for this name
g_ImplementationHelper.addImplementation(Answering, NAME, ())
