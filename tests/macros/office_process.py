"""Runs under the Python that python3-uno belongs to: starts LibreOffice with a view and hands it lines of JSON.

A line in, a line out; what they say is done within LibreOffice (``office_component.py``). See
``tests/macros/running_office.py``.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import NamedValue  # type: ignore[import-not-found]

COMPONENT = Path(__file__).with_name("office_component.py")
NAME = "followup.tests.Answering"


def started(program: str, profile: str) -> tuple[Any, Any]:
    """LibreOffice, started anew on a pipe of its own: its context and the process."""
    name = "followup" + "".join(sign for sign in profile if sign.isalnum())[-40:]
    command = [program, "--headless", "--norestore", "--nologo", "--nodefault"]
    command += [f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={name};urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _try in range(300):
        try:
            remote = resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
            time.sleep(1.5)  # it answers before it is ready to load anything
            return remote, process
        except Exception:
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not start within a minute")


def answering(context: Any) -> Any:
    """Our component, within that LibreOffice."""
    loader = context.ServiceManager.createInstanceWithContext("com.sun.star.loader.Python", context)
    return loader.activate(NAME, "", COMPONENT.as_uri(), None).createInstanceWithContext(context)


def asked(component: Any, line: str) -> str:
    """The answer to a line; that it crashed, when there is nobody left to give one."""
    try:
        return str(component.execute((NamedValue("line", line),)))
    except Exception as error:
        return json.dumps({"error": f"{type(error).__name__}: {error}", "crashed": True})


def main() -> None:
    """Until standard input ends."""
    context, process = started(*sys.argv[1:])
    component = answering(context)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    print(json.dumps({"result": {"object": 0}}), flush=True)
    for line in sys.stdin:
        print(asked(component, line), flush=True)
    try:
        desktop.terminate()
        process.wait(20)
    except Exception:
        process.kill()


main()
