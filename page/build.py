"""The published files -> ``build/page/``, ``page/frame.html``, and ``docs/pictures/``.

The frame is for ``read``: it offers those files only that every installation has, and tells
crawlers nothing, for none comes there.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from base64 import b64encode
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from german_pows_ussr import cite
from german_pows_ussr._chart import SUFFIX
from german_pows_ussr._known import shown_tables
from german_pows_ussr._package import descriptor, location
from german_pows_ussr._page import identifier, in_words, whole
from german_pows_ussr._text import no_figures, read

from .downloads import SUMS, carried, exported, files, snippets, sums
from .front import front
from .head import head_elements
from .picture import Picture
from .pictures import pictures
from .tables import filters, table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = ROOT / "build" / "page"
DRAWN = ROOT / "docs" / "pictures"
FRAME = HERE / "frame.html"
"""What an installation carries of the page: ``read`` writes the rest into it."""

Json = dict[str, Any]

STYLES = ("style.css", "pictures.css")
COMMENT = re.compile(r"/\*.*?\*/\n")
IMPORT = re.compile(r'^import [^;]* from "\./(.+)";\n', re.MULTILINE)


DATE = re.compile(r"\b\d{4}-\w\w(?:-\d\d)?/?")


def main() -> int:
    """Write the page, the frame and the pictures."""
    drawn = pictures()
    for picture in drawn:
        publish(picture)
    exports = beside()
    shown = content(drawn)
    head = head_elements(descriptor())
    write(TARGET / "index.html", whole(frame(shown, descriptor(), exports, head)))
    write(FRAME, frame(shown, carried(descriptor()), [], head=""))
    print(f"build/page/index.html and {len(drawn)} pictures written")
    return 0


def beside() -> list[Json]:
    """Lay out what the page offers; the whole package in one file of each kind."""
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "resources").mkdir(parents=True)
    published = descriptor()["resources"]
    for resource in published:
        shutil.copyfile(location(resource), TARGET / resource["path"])
    shutil.copyfile(ROOT / "datapackage.json", TARGET / "datapackage.json")
    shutil.copytree(DRAWN, TARGET / DRAWN.relative_to(ROOT))
    exports = exported(TARGET)
    write(TARGET / SUMS, sums(TARGET, [*published, *exports]))
    return exports


def frame(shown: Json, package: Json, exports: list[Json], head: str) -> str:
    """The page but for what the accessor writes into it, with links to these files and exports."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters.update(id=identifier, words=in_words, days=days)
    return environment.get_template("index.html.jinja").render(
        shown,
        package=package,
        head=Markup(head),  # noqa: S704 - escaped there
        files=files(package),
        exports=exports,
    )


def days(text: str) -> Markup:
    """Text whose dates are not divided at the end of a line; a period is, after its stroke."""
    whole_dates = DATE.sub(r'<span class="day">\g<0></span>', str(escape(text)))
    return Markup(whole_dates.replace("/</span>", "/</span><wbr>"))  # noqa: S704 - escaped


def content(drawn: list[Picture]) -> Json:
    """What every frame shows, whatever lies beside it."""
    first = front()
    style, script = COMMENT.sub("", "".join(map(asset, STYLES))), bundled()
    return dict(
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
    return {
        "excluded": len(no_figures()),
        "tables": [table(resource, anchors) for resource in shown_tables()],
        "filters": filters(),
    }


def offered(cell: str) -> Json:
    """What a reader takes away: lines of code, citations."""
    styles = {"Text": "text", "BibTeX": "bibtex", "RIS": "ris"}
    return {
        "sums": SUMS,
        "snippets": snippets(cell),
        "citations": {name: cite(style=style) for name, style in styles.items()},
    }


def bundled() -> str:
    """The modules of the script -> one, each after those that it imports, without comments."""
    modules = {file.name: asset(file.name) for file in sorted(HERE.glob("*.js"))}
    needs = {name: IMPORT.findall(text) for name, text in modules.items()}
    ordered = [modules[name] for name in TopologicalSorter(needs).static_order()]
    return re.sub(r"^export |^ *//.*\n", "", IMPORT.sub("", "".join(ordered)), flags=re.MULTILINE)


def asset(name: str) -> str:
    """A style sheet or a script."""
    return (HERE / name).read_text(encoding="utf-8")


def integrity(text: str) -> str:
    """What a Content-Security-Policy allows, and nothing else: this very text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def publish(picture: Picture) -> None:
    """Write a picture, and the specification from which it is drawn."""
    for suffix, text in ((".svg", alone(picture)), (SUFFIX, specified(picture))):
        write(DRAWN / f"{picture.name}{suffix}", text)


def write(file: Path, text: str) -> None:
    """Write a text, the same on every system; its folder is made if there is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def specified(picture: Picture) -> str:
    """A specification as it is published, one line for a part that is read at a glance."""
    return json.dumps(picture.specification, ensure_ascii=False, indent=1) + "\n"


def alone(picture: Picture) -> str:
    """A picture in a file of its own: its looks within; no links, for there is no page around."""
    drawing = re.sub(r"<a\b.*?</a>", "", picture.wide).replace('role="group"', 'role="img"')
    within = f"<desc>{escape(picture.alternative)}</desc><style>{asset('pictures.css')}</style>"
    return drawing.replace("</title>", f"</title>{within}", 1) + "\n"
