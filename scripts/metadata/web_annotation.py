"""The provenance -> W3C Web Annotations: each transcribed cell tied to its words in the article.

A target names the pinned article with its hash, and its words three times over, so that a reader
can use what it knows: by position, by quotation, and by the fragment of RFC 5147 ("Web Annotation
Data Model", 4.2). The quotation is unique: it finds its place without the position. A body names
the cell; another leads to the same words in the live article, as long as they stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from german_pows_ussr._quote import char_fragment, context, text_fragment

from .parts import Json, article, from_metadata, sha256


def web_annotation(descriptor: Json, text: str, provenance: Iterable[Mapping[str, str]]) -> Json:
    """A page of annotations, one for each row of ``provenance``."""
    (page,) = descriptor["sources"]
    source = article(descriptor)
    target = {
        "id": from_metadata(source["path"]),
        "type": "Text",
        "format": source["mediatype"],
        "language": "en",
        "sha256": sha256(source),
    }
    return {
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {"sha256": "https://schema.org/sha256"},
        ],
        "id": "annotations.jsonld",
        "type": "AnnotationPage",
        "label": descriptor["title"],
        "items": [annotation(target, page["path"], text, row) for row in provenance],
    }


def annotation(source: Json, page: str, text: str, row: Mapping[str, str]) -> Json:
    """One cell and its words."""
    address = f"{row['resource']}/{row['row']}/{row['field']}"
    start, end = int(row["start"]), int(row["end"])
    prefix, suffix = context(text, start, end)
    return {
        "id": f"#{address.replace(' ', '%20')}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "value": address, "format": "text/plain"},
            {
                "id": page + text_fragment(prefix, row["exact"], suffix),
                "type": "Text",
                "format": "text/html",
                "purpose": "linking",
            },
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "prefix": prefix,
                    "exact": row["exact"],
                    "suffix": suffix,
                },
                {
                    "type": "FragmentSelector",
                    "conformsTo": "http://tools.ietf.org/rfc/rfc5147",
                    "value": char_fragment(start, end).removeprefix("#"),
                },
            ],
        },
    }
