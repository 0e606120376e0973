"""The published tables -> the pages of the site that answer: ``docs/answers/``, ``docs/figures/``.

Each build of the site writes them anew; they are not committed. Sphinx reads a page as JSON: its
title, what the preview of a link shows, under which words the search finds it, and its HTML.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from german_pows_ussr._answer import answer, keys
from german_pows_ussr._cite import cite
from german_pows_ussr._findings import how_exact, percent, range_as_printed
from german_pows_ussr._package import package
from page.head import data_block, element
from page.render import identifier

from .claims import Claim, claims, link_keys
from .words import in_words

Json = dict[str, Any]


def write_pages(docs: Path) -> None:
    """Write the pages below the folder of the documents, and what the index shows of them."""
    for folder in ("answers", "figures"):
        shutil.rmtree(docs / folder, ignore_errors=True)
    known, asked = claims(), answers()
    made = templates(known, asked)
    written = chain(answer_pages(made, asked), claim_pages(made, known), lists(made, len(known)))
    for name, page in written:
        file = docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")


def templates(known: dict[str, Claim], asked: dict[str, Json]) -> Environment:
    """Return what fills the templates; whatever is put in is escaped."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    fields = package().table("figures").fields
    made.globals.update(answers=asked, claims=known, cite=cite, fields=fields)
    made.filters.update(
        claims=lambda cell: [known[key] for key in keys(cell)],
        how_exact=how_exact,
        id=identifier,
        link_keys=link_keys,
        percent=percent,
        range_as_printed=range_as_printed,
        when=in_words,
    )
    return made


def answer_pages(made: Environment, asked: dict[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield the file and the text of the page of each question."""
    for topic, said in asked.items():
        body = made.get_template("answer.jinja").render(said, root="../../")
        entries = (topic, f"how many {topic}", f"how many were {topic}")
        found = page(said["row"]["question"], said["description"], body, entries)
        yield f"answers/{topic}/index.page", found


def claim_pages(made: Environment, known: dict[str, Claim]) -> Iterator[tuple[str, str]]:
    """Yield the file and the text of the page of each claim."""
    for key, claim in known.items():
        body = made.get_template("claim.jinja").render(claim=claim, root="../../")
        found = page(claim.title, claim.description, body, claim.entries)
        yield f"figures/{key}/index.page", found


def lists(made: Environment, count: int) -> Iterator[tuple[str, str]]:
    """Yield the list of all claims, and what the index shows."""
    title = f"All {count} figures of the article"
    body = made.get_template("figures.jinja").render(root="../")
    yield "figures/index.page", page(title, f"{title}, each with its evidence and citation.", body)
    yield "answers/front.html", made.get_template("front.jinja").render(root="")


def page(title: str, description: str, body: str, entries: Sequence[str] = ()) -> str:
    """Write a page as Sphinx reads it."""
    content = {"title": title, "description": description, "entries": entries, "body": body}
    return json.dumps(content)


def answers() -> dict[str, Json]:
    """Return what is said about each question, by its topic."""
    disputes, findings = package().table("disputes"), package().table("findings")
    return {
        row["topic"]: {
            "row": row,
            "description": f"{row['question']} {row['answer']}",
            "citation": answer(row["topic"]).citation,
            "disputes": disputes.by("topic").get(row["topic"], ()),
            "derived": [findings.by("comparison")[key][0] for key in keys(row["derived"])],
        }
        for row in package().rows("answers")
    }


def index_head() -> str:
    """Return what previews and crawlers read in the index: the first answer, and the package."""
    first = next(iter(answers().values()))
    metas = [
        element("meta", name="description", content=first["description"]),
        element("meta", property="og:title", content=first["row"]["question"]),
        element("meta", property="og:description", content=first["row"]["answer"]),
    ]
    return "\n".join([*metas, data_block(package().described, "page/")])
