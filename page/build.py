"""The published files -> ``build/page/``, and the pictures of the README in ``docs/pictures/``."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from german_pows_ussr import cite, path
from german_pows_ussr._chart import SUFFIX
from german_pows_ussr._package import descriptor, location, row_key, rows, table_resources

from .picture import Picture
from .pictures import pictures
from .readings import compact, in_the_whole, known, links, places, shown_tables, traces
from .text import lines

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = ROOT / "build" / "page"
DRAWN = ROOT / "docs" / "pictures"

Json = dict[str, Any]

STYLES = ("style.css", "pictures.css")
SCRIPTS = ("text.js", "panel.js", "script.js", "filters.js")
FINDINGS = ("conflicts", "agrees_when_rounded", "agrees", "not_comparable")


def main() -> int:
    """Write the page and the pictures."""
    drawn = pictures()
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    (TARGET / "index.html").write_text(page(drawn), encoding="utf-8", newline="\n")
    for resource in descriptor()["resources"]:
        copy = TARGET / resource["path"]
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(location(resource), copy)
    shutil.copyfile(ROOT / "datapackage.json", TARGET / "datapackage.json")
    DRAWN.mkdir(exist_ok=True)
    for picture in drawn:
        publish(picture)
    shutil.copytree(DRAWN, TARGET / DRAWN.relative_to(ROOT))
    print(f"build/page/index.html and {len(drawn)} pictures written")
    return 0


def page(drawn: list[Picture]) -> str:
    """The whole page."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters.update(id=identifier, words=in_words)
    style, script = ("".join(map(asset, names)) for names in (STYLES, SCRIPTS))
    article = path("article", "txt").read_text(encoding="utf-8")
    found = places()
    read = list(lines(article, found))
    anchors = {segment.start: segment.fragment for line in read for segment in line.segments}
    cells = {one.address: known(one) for one in traces()}
    return environment.get_template("index.html.jinja").render(
        package=descriptor(),
        style=Markup(style),  # noqa: S704 - ours, and pinned by its hash
        script=Markup(script),  # noqa: S704 - likewise
        style_hash=Markup(integrity(style)),  # noqa: S704 - letters, digits and quotes
        script_hash=Markup(integrity(script)),  # noqa: S704 - likewise
        lines=read,
        excluded=len([place for place in found if place.reason]),
        tables=[table(resource, cells, anchors) for resource in shown_tables()],
        filters=filters(),
        pictures=drawn,
        findings=findings(),
        files=list(files()),
        snippets=snippets(),
        citations={
            name: cite(style=style)
            for name, style in {"Text": "text", "BibTeX": "bibtex", "RIS": "ris"}.items()
        },
        codebook=list(table_resources().values()),
        known=data_block(compact(cells)),
    )


def asset(name: str) -> str:
    """A style sheet or a script."""
    return (HERE / name).read_text(encoding="utf-8")


def integrity(text: str) -> str:
    """What a Content-Security-Policy allows, and nothing else: this very text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def identifier(address: str) -> str:
    """An address as an identifier of HTML, which has no blanks; a browser writes them so, too."""
    return address.replace(" ", "%20")


def in_words(name: str) -> str:
    """The name of a column, or a term, as people read it."""
    return name.replace("_", " ")


def data_block(content: Json) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def table(resource: Json, cells: dict[str, Json], anchors: dict[int, str]) -> Json:
    """A table as the page shows it: drawn where it is narrow, else a record for each row."""
    schema = resource["schema"]
    leads = links(cells, anchors)
    return {
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "whole": in_the_whole(resource, cells, anchors),
        "key": schema["primaryKey"],
        "drawn": "attribution" in resource,
        "fields": [
            {"name": field["name"], "number": "unit" in field, "origin": field["origin"]}
            for field in schema["fields"]
        ],
        "rows": [record(resource, row, leads) for row in rows(resource["name"])],
    }


def record(resource: Json, row: dict[str, str], leads: dict[str, str]) -> Json:
    """A row: each cell as it is shown, and where it leads."""
    key = row_key(resource, row)
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    shown = {}
    for name, text in row.items():
        shown[name] = {
            "shown": grouped(text) if {"unit", "unitField"} & set(fields[name]) else text,
            "place": leads.get(f"{resource['name']}/{key}/{name}", ""),
        }
    return {"key": key, "cells": shown}


def grouped(number: str) -> str:
    """A number as people read it."""
    return f"{int(number):,}" if number.isdigit() else number


def filters() -> dict[str, list[str]]:
    """What the statements can be filtered by, and the terms that occur."""
    statements = rows("statements")
    return {
        name: sorted({row[name] for row in statements})
        for name in ("measure", "population", "asserted_by")
    }


def findings() -> list[Json]:
    """The reconciliation as sentences, conflicts first."""
    ordered = sorted(rows("reconciliation"), key=lambda row: FINDINGS.index(row["finding"]))
    return [
        {
            "finding": row["finding"],
            "sentence": f"{row['title']}: {row['summary']}",
            "note": row["note"],
            "addresses": sorted(addresses(row["left_side"] + " " + row["right_side"])),
        }
        for row in ordered
    ]


def addresses(expression: str) -> set[str]:
    """The cells that an expression names, one of each; a whole column is none."""
    known_cells = {f"{row['resource']}/{row['row']}/{row['field']}" for row in rows("provenance")}
    found = re.findall(r"[\w.-]+/[\w. -]+/\w+", expression)
    return {address.strip() for address in found} & known_cells


def files() -> Iterator[Json]:
    """The published files, with what tells whether one has them."""
    for resource in descriptor()["resources"]:
        yield {
            "path": resource["path"],
            "bytes": resource["bytes"],
            "sha256": resource["hash"].removeprefix("sha256:"),
        }


def snippets() -> dict[str, str]:
    """What to type, about the highest count of the first table."""
    highest = max(rows("prisoners_held"), key=lambda row: int(row["prisoners"]))["period"]
    return {
        "Python": "import german_pows_ussr as pows\n\n"
        'held = pows.load("prisoners_held")\n'
        f'print(pows.trace("prisoners_held", "{highest}", "prisoners"))',
        "pandas, from the files": "import pandas as pd\n\n"
        'held = pd.read_parquet("resources/prisoners_held.parquet")',
        "R": 'held <- read.csv("resources/prisoners_held.csv", na.strings = "", '
        'encoding = "UTF-8",\n'
        '                 colClasses = c(period_start = "Date", period_end = "Date"))',
        "DuckDB": "select period, prisoners from 'resources/prisoners_held.parquet';",
        "Terminal": f"german-pows-ussr trace prisoners_held/{highest}/prisoners",
    }


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
