"""Does an independent reader of Web Annotations find each quotation, and no other place?"""

from __future__ import annotations

import re
from typing import Any

from conftest import ARTICLE, DESCRIPTOR, rows

from metadata.web_annotation import web_annotation

Json = dict[str, Any]

WORDS = [row for row in rows("evidence") if row["ground"] == "words"]
EXPORTED = web_annotation(DESCRIPTOR, ARTICLE, WORDS)
ANNOTATIONS: list[Json] = EXPORTED["items"]


def targets(annotation: Json) -> list[Json]:
    """Return the targets of an annotation, one for each fragment of words."""
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def places(quote: Json) -> list[int]:
    """Find every place where a quotation stands, by its words alone."""
    prefix, exact, suffix = (re.escape(quote[part]) for part in ("prefix", "exact", "suffix"))
    return [found.start(1) for found in re.finditer(f"(?={prefix}({exact}){suffix})", ARTICLE)]


def test_every_quotation_finds_its_place_and_no_other() -> None:
    """There are its position, its words, its cell and the hash of the article."""
    found = [(annotation, target) for annotation in ANNOTATIONS for target in targets(annotation)]
    for (annotation, target), row in zip(found, WORDS, strict=True):
        start, end = int(row["char_start"]), int(row["char_end"])
        position, quote, fragment = target["selector"]
        address = row["address"]
        assert annotation["body"][0]["value"] == address
        assert places(quote) == [start], address
        assert (position["start"], position["end"]) == (start, end), address
        assert fragment["value"] == f"char={start},{end}", address
        assert quote["exact"] == ARTICLE[start:end], address
        assert target["source"]["sha256"] == DESCRIPTOR["resources"][0]["hash"][7:]


def test_a_quotation_of_something_else_finds_nothing_or_too_much() -> None:
    """So the test above can fail."""
    quote = dict(targets(ANNOTATIONS[0])[0]["selector"][1])
    assert len(places(quote)) == 1
    assert places({**quote, "exact": "1491"}) == []
    assert len(places({"prefix": "", "exact": "1941", "suffix": ""})) > 1


def test_an_annotation_of_evidence_classifies_its_words() -> None:
    """Its body is the term; one of a transcribed cell identifies, and has none."""
    terms = {
        row["address"]: row["reading"]
        for row in WORDS
        if row["role"] == "support"
        and row["address"].rpartition("/")[2] not in ("notes", "populations")
    }
    for annotation in ANNOTATIONS:
        cell, *others = annotation["body"]
        classes = [body["value"] for body in others if body.get("purpose") == "classifying"]
        if cell["value"] in terms:
            assert (annotation["motivation"], classes) == ("classifying", [terms[cell["value"]]])
        else:
            assert (annotation["motivation"] == "identifying") == (not classes)
    assert len({annotation["id"] for annotation in ANNOTATIONS}) == len(ANNOTATIONS)


def test_an_annotation_links_to_the_same_words_in_the_live_article() -> None:
    """Once for each target, as a specific resource: nothing is said of the web page itself."""
    page = DESCRIPTOR["sources"][0]["path"]
    assert EXPORTED["label"] == DESCRIPTOR["title"]
    for annotation in ANNOTATIONS:
        links = [body for body in annotation["body"] if body.get("purpose") == "linking"]
        assert len(links) == len(targets(annotation)), annotation["id"]
        assert {link["type"] for link in links} == {"SpecificResource"}
        assert all(link["source"]["id"].startswith(page) for link in links), annotation["id"]
