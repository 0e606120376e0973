"""Do schema.org and Zenodo get what they ask for, and do all standards name one title?"""

from __future__ import annotations

import importlib.resources
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from conftest import DESCRIPTOR
from validators import METADATA, Json, edit, graph_of, read

# schema.org: rdflib, with the vocabulary that the rocrate wheel carries

SCHEMA_ORG = "https://schema.org/"


def unknown_terms(path: Path) -> set[str]:
    """The types and properties that schema.org does not define."""
    vocabulary = json.loads(
        (importlib.resources.files("rocrate") / "data/schema.jsonld").read_bytes()
    )
    known = {SCHEMA_ORG + entry["@id"].removeprefix("schema:") for entry in vocabulary["@graph"]}
    graph = graph_of(json.loads(path.read_bytes()), SCHEMA_ORG)
    used = {str(term) for term in graph.predicates()} | {
        str(kind) for kind in graph.objects(predicate=rdflib.RDF.type)
    }
    return used - known - {str(rdflib.RDF.type)}


def test_schema_org_uses_its_own_words() -> None:
    """Every type and property is defined, and what search engines demand is there."""
    assert unknown_terms(METADATA / "schema-org.jsonld") == set()
    content = read("metadata/schema-org.jsonld")
    assert content["@type"] == "Dataset"
    assert 50 <= len(content["description"]) <= 5000
    assert len(content["distribution"]) == len(DESCRIPTOR["resources"])


def test_a_misspelt_property_is_noticed(tmp_path: Path) -> None:
    """And named."""
    file = tmp_path / "broken.jsonld"
    shutil.copy(METADATA / "schema-org.jsonld", file)
    edit(file, '"creator"', '"creater"')
    assert unknown_terms(file) == {f"{SCHEMA_ORG}creater"}


# Zenodo: there is no validator to install; these are the words of its developer pages


def zenodo_errors(content: Json) -> list[str]:
    """What Zenodo's description of deposit metadata does not allow."""
    allowed = {
        "upload_type": {"publication", "poster", "presentation", "dataset", "image", "video",
                        "software", "lesson", "physicalobject", "other"},
        "access_right": {"open", "embargoed", "restricted", "closed"},
    }  # fmt: skip
    required = {"upload_type", "title", "creators", "description", "license", "publication_date"}
    errors = [f"{name} is missing" for name in required - set(content)]
    errors += [name for name, words in allowed.items() if content.get(name) not in words]
    errors += [name for name in content.get("creators", []) if not name.get("name")]
    errors += [
        entry["relation"]
        for entry in content.get("related_identifiers", [])
        if entry["relation"] not in {"isDerivedFrom", "isSupplementTo", "references", "cites"}
    ]
    return errors


def test_zenodo_gets_what_it_asks_for() -> None:
    """And a wrong word or a missing property would be noticed."""
    content = read(".zenodo.json")
    assert zenodo_errors(content) == []
    assert zenodo_errors({**content, "upload_type": "data"}) == ["upload_type"]
    assert zenodo_errors({name: content[name] for name in content if name != "title"})


# All of them

TITLES: dict[str, Callable[[Json], str]] = {
    "metadata/croissant.json": lambda content: content["alternateName"],
    "metadata/schema-org.jsonld": lambda content: content["name"],
    "metadata/csv-metadata.json": lambda content: content["dc:title"],
    "ro-crate-metadata.json": lambda content: content["@graph"][1]["name"],
    ".zenodo.json": lambda content: content["title"],
}


@pytest.mark.parametrize("path", TITLES)
def test_they_name_one_title(path: str) -> None:
    """That of the descriptor."""
    assert TITLES[path](read(path)) == DESCRIPTOR["title"]
