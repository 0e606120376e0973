"""The published files -> ``docs/pictures/``, and ``build/page/``: the page and what it offers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from german_pows_ussr._files import descriptor, read_file

from .downloads import SUMS, exported, sums
from .drawing import drawn
from .head import head_elements
from .pictures import DRAWN, pictures
from .render import render

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "page"
CLAIMS = "../figures/"  # where the site has them, beside the page

Json = dict[str, Any]


def main() -> int:
    """Draw the pictures, and write the page."""
    for picture in pictures():
        for name, text in drawn(picture).items():
            write(DRAWN / name, text)
    exports, package = beside(), descriptor()
    write(TARGET / "index.html", render(package, exports, head_elements(package), claims=CLAIMS))
    print(f"docs/pictures/ drawn, {TARGET.relative_to(ROOT)}/index.html written")
    return 0


def beside() -> list[Json]:
    """Lay out what the page offers; the whole package in one file of each kind."""
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "resources").mkdir(parents=True)
    published = descriptor()["resources"]
    for resource in published:
        (TARGET / resource["path"]).write_bytes(read_file(resource["path"]))
    shutil.copyfile(ROOT / "datapackage.json", TARGET / "datapackage.json")
    specifications = shutil.ignore_patterns("*.svg")
    shutil.copytree(DRAWN, TARGET / DRAWN.relative_to(ROOT), ignore=specifications)
    exports = exported(TARGET)
    write(TARGET / SUMS, sums(TARGET, [*published, *exports]))
    return exports


def write(file: Path, text: str) -> None:
    """Write a text, the same on every system; its folder is made if there is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
