"""The published tables and the committed drawings -> the reading page, by jinja2 alone.

``python -m page.render FILE`` writes the page of a checkout, which ``read`` opens.
"""

from __future__ import annotations

import hashlib
import re
import sys
from base64 import b64encode
from collections.abc import Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from german_pows_ussr import Finding, cite
from german_pows_ussr._files import descriptor
from german_pows_ussr._package import cells_of, package

from .article import Line, leads, no_figures, read
from .disputes import disputes, undisputed
from .downloads import SUMS, files, snippets
from .front import front
from .known import known, shown_tables
from .pictures import pictures
from .tables import filters, in_words, table

HERE = Path(__file__).resolve().parent

Json = dict[str, Any]

STYLES = ("style.css", "pictures.css")
COMMENT = re.compile(r"/\*.*?\*/\n")
IMPORT = re.compile(r'^import [^;]* from "\./(.+)";\n', re.MULTILINE)
DATE = re.compile(r"\b\d{4}-\w\w(?:-\d\d)?/?")


def main(target: str) -> int:
    """Write the page of a checkout, whose links lead to the files of the checkout."""
    Path(target).write_text(
        render(descriptor(), beside=f"{HERE.parent.as_uri()}/"), encoding="utf-8", newline="\n"
    )
    return 0


def render(
    package: Json,
    exports: Sequence[Json] = (),
    head: str = "",
    beside: str = "",
    claims: str = "",
) -> str:
    """Return the page.

    Args:
        package: the descriptor, with the files that the page offers.
        exports: the whole package in one file each, which it offers, too.
        head: what it tells crawlers.
        beside: the address of the folder with the files; empty if it is that of the page.
        claims: the address of the folder with a page for each claim; empty if there is none.

    """
    article = read()
    return (
        environment(leads(article))
        .get_template("index.html.jinja")
        .render(
            content(article),
            package=package,
            files=files(package),
            exports=exports,
            head=Markup(head),  # noqa: S704 - escaped there
            beside=beside,
            claims=claims,
        )
    )


def environment(starts: dict[str, str]) -> Environment:
    """Return what fills the templates; ``starts`` says where each cell leads without the script."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    made.filters.update(
        id=identifier,
        words=in_words,
        days=days,
        cells=cells,
        lead=lambda address: starts.get(address, identifier(address)),
    )
    return made


def content(article: list[Line]) -> Json:
    """Return what the page shows, wherever it lies."""
    style, script = COMMENT.sub("", "".join(map(asset, STYLES))), bundled()
    anchors = {segment.start: segment.fragment for line in article for segment in line.segments}
    return {
        "style": Markup(style),  # noqa: S704 - ours, and pinned by its hash
        "script": Markup(script),  # noqa: S704 - likewise
        "style_hash": Markup(integrity(style)),  # noqa: S704 - letters, digits and quotes
        "script_hash": Markup(integrity(script)),  # noqa: S704 - likewise
        "answers": front(),
        "article": article,
        "excluded": len(no_figures()),
        "tables": [table(resource, anchors) for resource in shown_tables()],
        "filters": filters(),
        "pictures": pictures(),
        "disputes": disputes(),
        "kinds": undisputed(),
        "codebook": list(package().tables.values()),
        "known": Markup(known()),  # noqa: S704 - JSON without "<"
        "sums": SUMS,
        "snippets": snippets(),
        "citations": {name: cite(style=name.lower()) for name in ("Text", "BibTeX", "RIS")},
    }


def cells(finding: Finding) -> list[str]:
    """Return the cells of both sides of a finding; a whole column is no cell."""
    sides = cells_of(finding.left_side) + cells_of(finding.right_side)
    return list(dict.fromkeys(side for side in sides if "*" not in side))


def identifier(address: str) -> str:
    """Return an address as an identifier of HTML, without blanks; a browser writes it so, too."""
    return address.replace(" ", "%20")


def days(text: str) -> Markup:
    """Keep dates in one line; a period may be divided after its stroke."""
    whole_dates = DATE.sub(r'<span class="day">\g<0></span>', str(escape(text)))
    return Markup(whole_dates.replace("/</span>", "/</span><wbr>"))  # noqa: S704 - escaped


def bundled() -> str:
    """Join the modules of the script, each after those that it imports, without comments."""
    modules = {file.name: asset(file.name) for file in sorted(HERE.glob("*.js"))}
    needs = {name: IMPORT.findall(text) for name, text in modules.items()}
    ordered = [modules[name] for name in TopologicalSorter(needs).static_order()]
    return re.sub(r"^export |^ *//.*\n", "", IMPORT.sub("", "".join(ordered)), flags=re.MULTILINE)


def asset(name: str) -> str:
    """Return the text of a style sheet or a script."""
    return (HERE / name).read_text(encoding="utf-8")


def integrity(text: str) -> str:
    """Return what a Content-Security-Policy allows, and nothing else: this very text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
