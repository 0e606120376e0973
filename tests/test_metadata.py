"""Does Zenodo get what it asks for, and do all standards name one title?

The standards' own validators are in `tests/programs`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from conftest import DESCRIPTOR, ROOT

Json = dict[str, Any]

TITLES: dict[str, Callable[[Json], str]] = {
    "metadata/croissant.json": lambda content: content["alternateName"],
    "metadata/schema-org.jsonld": lambda content: content["name"],
    "metadata/csv-metadata.json": lambda content: content["dc:title"],
    "ro-crate-metadata.json": lambda content: content["@graph"][1]["name"],
    ".zenodo.json": lambda content: content["title"],
}
RELATIONS = {"isDerivedFrom", "isSupplementTo", "references", "cites"}


def read(path: str) -> Json:
    """Read a published JSON file."""
    content: Json = json.loads((ROOT / path).read_bytes())
    return content


def test_all_standards_name_one_title() -> None:
    """That of the descriptor."""
    found = {path: title(read(path)) for path, title in TITLES.items()}
    assert found == dict.fromkeys(TITLES, DESCRIPTOR["title"])


def test_zenodo_gets_what_it_asks_for() -> None:
    """Its developer pages require these properties and words; there is no validator to install."""
    content = read(".zenodo.json")
    required = {"upload_type", "title", "creators", "description", "license"}
    assert required - set(content) == set()
    assert content["upload_type"] == "dataset"
    assert content["access_right"] == "open"
    assert all(creator["name"] for creator in content["creators"])
    assert {entry["relation"] for entry in content["related_identifiers"]} <= RELATIONS


def test_schema_org_has_what_search_engines_demand() -> None:
    """A description of 50 to 5,000 characters, and a download for each file."""
    content = read("metadata/schema-org.jsonld")
    assert content["@type"] == "Dataset"
    assert 50 <= len(content["description"]) <= 5000
    assert len(content["distribution"]) == len(DESCRIPTOR["resources"])


def test_the_dataset_card_warns_of_the_total() -> None:
    """A sum of the column would count everyone twice."""
    card = (ROOT / "metadata/dataset-card.md").read_text(encoding="utf-8")
    before_use = card.partition("## Before you use it")[2].partition("## ")[0]
    assert "leave out 'total', or everyone is counted twice" in before_use
