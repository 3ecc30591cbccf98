"""Pages as axe sees them in Chromium: what keeps people from using them. One start of the browser for all."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

AXE = Path(sys.prefix, "axe", "node_modules", "axe-core", "axe.min.js")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS = 100
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""What the law asks (EN 301 549: WCAG 2.1 A and AA), and what is good besides."""

LOOKS = (
    f"<script>{{axe}}\naxe.run(document, {{{{runOnly: {json.dumps(TAGS)}}}}})"
    + """
.then(result => parent.told({number}, result.violations.map(
  rule => rule.id + ": " + rule.nodes[0].html + " (" + rule.nodes.length + ")")))
.catch(error => parent.told({number}, ["axe: " + error]))</script>"""
)
FRAMES = """<!DOCTYPE html><html lang="sv"><title>Sidor</title><script>
const all = {{}};
function told(number, found) {{
  all[number] = found;
  if (Object.keys(all).length === {n}) {{
    const said = document.createElement("pre");
    said.id = "told";
    said.textContent = JSON.stringify(all);
    document.documentElement.append(said);
  }}
}}
</script>{frames}</html>"""
FRAME = '<iframe width="1280" height="900" srcdoc="{page}"></iframe>'


def browser() -> str | None:
    """Chromium, where it is installed."""
    return next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)


def needed() -> None:
    """Skip by name without Chromium or axe-core; fail where they must be there."""
    if browser() is not None and AXE.is_file():
        return
    missing = "Chromium or axe-core is not installed: .ci/get-axe"
    if os.environ.get("FOLLOWUP_AXE") == "required":
        pytest.fail(missing)
    pytest.skip(missing)


def faults_of(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """What axe finds on each page, by its name: the rule, the first element, and how many there are."""
    program, axe = browser(), AXE.read_text(encoding="utf-8")
    assert program is not None
    frames = [
        FRAME.format(page=escape(page.replace("</body>", LOOKS.format(axe=axe, number=number) + "</body>")))
        for number, page in enumerate(pages.values())
    ]
    whole = folder / "pages.html"
    whole.write_text(FRAMES.format(n=len(frames), frames="".join(frames)), encoding="utf-8")
    command = [program, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"]
    said = subprocess.run([*command, whole.as_uri()], check=True, capture_output=True, text=True, timeout=SECONDS)
    found = re.search(r'<pre id="told">(.*?)</pre>', said.stdout, re.DOTALL)
    assert found is not None, said.stderr[-2000:]
    by_number = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return {name: by_number[str(number)] for number, name in enumerate(pages)}
