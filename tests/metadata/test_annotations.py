"""Does an independent reader of Web Annotations find each quotation, and no other place?"""

from __future__ import annotations

import rdflib
from conftest import ARTICLE, DESCRIPTOR, places, rows
from validators import METADATA, Json, read, triples


def targets(annotation: Json) -> list[Json]:
    """The targets of an annotation, one for each fragment of words."""
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def anchored(target: Json, text: str) -> list[int]:
    """Where the quotation of a target stands; its position is not looked at."""
    (quote,) = (
        selector for selector in target["selector"] if selector["type"] == "TextQuoteSelector"
    )
    sought = quote["prefix"] + quote["exact"] + quote["suffix"]
    found, place = [], text.find(sought)
    while place >= 0:
        found.append(place + len(quote["prefix"]))
        place = text.find(sought, place + 1)
    return found


OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
ANNOTATIONS: list[Json] = read("metadata/annotations.jsonld")["items"]


WORDS = [row for row in rows("evidence") if row["ground"] == "words"]


def test_every_quotation_finds_its_place_and_no_other() -> None:
    """By the quotation alone each is found once, and there is its position, its cell, its hash."""
    found = [(annotation, target) for annotation in ANNOTATIONS for target in targets(annotation)]
    for (annotation, target), row in zip(found, WORDS, strict=True):
        start, end = int(row["char_start"]), int(row["char_end"])
        position, quote, fragment = target["selector"]
        assert anchored(target, ARTICLE) == [position["start"]]
        assert (position["start"], position["end"]) == (start, end)
        assert fragment["value"] == f"char={start},{end}"
        assert quote["exact"] == ARTICLE[start:end]
        assert annotation["body"][0]["value"] == row["address"]
        assert target["source"]["sha256"] == DESCRIPTOR["resources"][0]["hash"][7:]


def test_an_annotation_of_evidence_classifies_its_words() -> None:
    """Its body is the term; one of a transcribed cell identifies, and has none."""
    terms = {row["address"]: row["reading"] for row in places("support")
             if row["ground"] == "words" and row["field"] not in ("notes", "populations")}  # fmt: skip
    for annotation in ANNOTATIONS:
        cell, *others = annotation["body"]
        said = [body["value"] for body in others if body.get("purpose") == "classifying"]
        if cell["value"] in terms:
            assert (annotation["motivation"], said) == ("classifying", [terms[cell["value"]]])
        else:
            assert (annotation["motivation"] == "identifying") == (not said)
    assert len({annotation["id"] for annotation in ANNOTATIONS}) == len(ANNOTATIONS)


def test_a_quotation_of_something_else_finds_nothing_or_too_much() -> None:
    """So the check above can fail."""
    (annotation,) = (
        entry for entry in ANNOTATIONS if entry["id"] == "#prisoners_held/1941-Q4/year"
    )
    (target,) = targets(annotation)
    quote = target["selector"][1]
    assert len(anchored(target, ARTICLE)) == 1
    quote["exact"] = "1491"
    assert anchored(target, ARTICLE) == []
    quote.update(prefix="", exact="1941", suffix="")
    assert len(anchored(target, ARTICLE)) > 1


def test_the_annotations_are_linked_data() -> None:
    """Each has its body and, for each target, three selectors in the words of the vocabulary."""
    graph = triples(METADATA / "annotations.jsonld", str(OA))
    for kind in ("TextPositionSelector", "TextQuoteSelector", "FragmentSelector"):
        assert len(set(graph.subjects(rdflib.RDF.type, OA[kind]))) == len(WORDS)
    assert len(set(graph.subjects(rdflib.RDF.type, OA.Annotation))) == len(ANNOTATIONS)


def test_a_link_is_made_for_its_annotation_alone() -> None:
    """The purpose is that of a specific resource; of the web page itself nothing is said."""
    graph = triples(METADATA / "annotations.jsonld", str(OA))
    page = DESCRIPTOR["sources"][0]["path"]
    purposes = {node: str(purpose) for node, purpose in graph.subject_objects(OA.purpose)}
    assert not [node for node in purposes if str(node).startswith(page)]
    assert list(purposes.values()).count("linking") == len(WORDS)
    linked = {str(graph.value(node, OA.source)) for node in purposes if purposes[node] == "linking"}
    assert all(source.startswith(page) for source in linked)
