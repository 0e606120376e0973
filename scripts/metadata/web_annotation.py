"""Turn the evidence into W3C Web Annotations: each cell tied to its words in the article.

A target names the pinned article with its hash, and its words three times over, so that a reader
can use what it knows: by position, by quotation, and by the fragment of RFC 5147 ("Web Annotation
Data Model", 4.2). The quotation is unique: it finds its place without the position. A transcribed
cell is identified by its words; an editor's reading classifies those that support it, and its body
is the term. Another body leads to the same words in the live article, as long as they stand there;
it is a specific resource ("Specific Resources", 4), so that what is said of the link holds for this
annotation, and not of the web page for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

from .parts import Json, article, from_metadata, sha256
from .quotation import char_fragment, context, text_fragment

Rows = Iterable[Mapping[str, str]]

around = cache(context)
"""The words around some characters, which many readings share."""


def web_annotation(descriptor: Json, text: str, evidence: Rows) -> Json:
    """Write a page of annotations: one for each cell or note that rests on words."""
    (page,) = descriptor["sources"]
    source = article(descriptor)
    target = {
        "id": from_metadata(source["path"]),
        "type": "Text",
        "format": source["mediatype"],
        "language": "en",
        "sha256": sha256(source),
    }
    quoted = (row for row in evidence if row["ground"] == "words")
    readings = (list(rows) for _, rows in groupby(quoted, key=reading_of))
    return {
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {"sha256": "https://schema.org/sha256"},
        ],
        "id": "annotations.jsonld",
        "type": "AnnotationPage",
        "label": descriptor["title"],
        "items": [
            *(annotation(target, page["path"], text, rows) for rows in readings),
        ],
    }


MOTIVATIONS = {"read": "identifying", "support": "classifying"}


def reading_of(row: Mapping[str, str]) -> tuple[str, str]:
    """Return what a row of the evidence supports: a cell, or one of the notes of a table."""
    return row["address"], row["reading"]


def identifier(row: Mapping[str, str]) -> str:
    """Return the address of a cell; of a note after the first also its number."""
    number, address = row["fragment"], row["address"]
    return (address if number == "1" else f"{address}/{number}").replace(" ", "%20")


def annotation(source: Json, page: str, text: str, rows: Sequence[Mapping[str, str]]) -> Json:
    """Annotate the words of one cell, a target for each fragment."""
    targets = [target(source, text, row) for row in rows]
    return {
        "id": f"#{identifier(rows[0])}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[rows[0]["role"]],
        "body": [
            {"type": "TextualBody", "value": rows[0]["address"], "format": "text/plain"},
            *reading(rows[0]),
            *(link(page, text, row) for row in rows),
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def reading(row: Mapping[str, str]) -> list[Json]:
    """Return the term by which an editor classifies the words."""
    if row["role"] == "read":
        return []
    return [{"type": "TextualBody", "value": row["reading"], "purpose": "classifying"}]


def link(page: str, text: str, row: Mapping[str, str]) -> Json:
    """Link to the same words in the live article."""
    prefix, suffix = around(text, int(row["char_start"]), int(row["char_end"]))
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": {
            "id": page + text_fragment(prefix, row["exact"], suffix),
            "type": "Text",
            "format": "text/html",
        },
    }


def target(source: Json, text: str, row: Mapping[str, str]) -> Json:
    """Select some words of the article, three times over."""
    start, end = int(row["char_start"]), int(row["char_end"])
    prefix, suffix = around(text, start, end)
    quotation = {"prefix": prefix, "exact": row["exact"], "suffix": suffix}
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", **quotation},
            {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc5147",
                "value": char_fragment(start, end).removeprefix("#"),
            },
        ],
    }
