"""The published files -> ``build/page/``, and the pictures of the README in ``docs/pictures/``."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from german_pows_ussr import cite
from german_pows_ussr._chart import SUFFIX
from german_pows_ussr._known import shown_tables, traces
from german_pows_ussr._package import descriptor, location
from german_pows_ussr._page import identifier, in_words, whole
from german_pows_ussr._text import no_figures, read

from .downloads import SUMS, files, snippets, sums
from .front import front
from .head import head_elements
from .picture import Picture
from .pictures import pictures
from .tables import filters, table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = ROOT / "build" / "page"
DRAWN = ROOT / "docs" / "pictures"
FRAME = "frame.html"
"""What the wheel carries of the page: ``read`` writes the rest into it, out of the package."""

Json = dict[str, Any]

STYLES = ("style.css", "pictures.css")
SCRIPTS = ("text.js", "panel.js", "script.js", "filters.js")


def main() -> int:
    """Write the page and the pictures."""
    drawn = pictures()
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    framed = frame(drawn)
    (TARGET.parent / FRAME).write_text(framed, encoding="utf-8", newline="\n")
    (TARGET / "index.html").write_text(whole(framed), encoding="utf-8", newline="\n")
    for resource in descriptor()["resources"]:
        copy = TARGET / resource["path"]
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(location(resource), copy)
    shutil.copyfile(ROOT / "datapackage.json", TARGET / "datapackage.json")
    (TARGET / SUMS).write_text(sums(), encoding="utf-8", newline="\n")
    DRAWN.mkdir(exist_ok=True)
    for picture in drawn:
        publish(picture)
    shutil.copytree(DRAWN, TARGET / DRAWN.relative_to(ROOT))
    print(f"build/page/index.html and {len(drawn)} pictures written")
    return 0


def frame(drawn: list[Picture]) -> str:
    """The page but for the parts that the accessor writes into it."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters.update(id=identifier, words=in_words)
    first = front()
    style, script = ("".join(map(asset, names)) for names in (STYLES, SCRIPTS))
    return environment.get_template("index.html.jinja").render(
        package=descriptor(),
        head=Markup(head_elements(descriptor())),  # noqa: S704 - escaped there
        style=Markup(style),  # noqa: S704 - ours, and pinned by its hash
        script=Markup(script),  # noqa: S704 - likewise
        style_hash=Markup(integrity(style)),  # noqa: S704 - letters, digits and quotes
        script_hash=Markup(integrity(script)),  # noqa: S704 - likewise
        front=first,
        **reader(),
        pictures=drawn,
        **offered(first["cell"]),
    )


def reader() -> Json:
    """The tables beside the article."""
    anchors = {segment.start: segment.fragment for line in read() for segment in line.segments}
    told = {one.address: one for one in traces()}
    return {
        "excluded": len(no_figures()),
        "tables": [table(resource, told, anchors) for resource in shown_tables()],
        "filters": filters(),
    }


def offered(cell: str) -> Json:
    """What a reader takes away: files, lines of code, citations."""
    styles = {"Text": "text", "BibTeX": "bibtex", "RIS": "ris"}
    return {
        "files": files(),
        "sums": SUMS,
        "snippets": snippets(cell),
        "citations": {name: cite(style=style) for name, style in styles.items()},
    }


def asset(name: str) -> str:
    """A style sheet or a script."""
    return (HERE / name).read_text(encoding="utf-8")


def integrity(text: str) -> str:
    """What a Content-Security-Policy allows, and nothing else: this very text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def publish(picture: Picture) -> None:
    """Write a picture, and the specification from which it is drawn."""
    for suffix, text in ((".svg", alone(picture)), (SUFFIX, specified(picture))):
        (DRAWN / f"{picture.name}{suffix}").write_text(text, encoding="utf-8", newline="\n")


def specified(picture: Picture) -> str:
    """A specification as it is published, one line for a part that is read at a glance."""
    return json.dumps(picture.specification, ensure_ascii=False, indent=1) + "\n"


def alone(picture: Picture) -> str:
    """A picture in a file of its own: its looks within; no links, for there is no page around."""
    drawing = re.sub(r"<a\b.*?</a>", "", picture.wide).replace('role="group"', 'role="img"')
    within = f"<desc>{escape(picture.alternative)}</desc><style>{asset('pictures.css')}</style>"
    return drawing.replace("</title>", f"</title>{within}", 1) + "\n"
