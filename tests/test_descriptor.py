"""Does ``datapackage.json`` describe exactly what is shipped?

A descriptor that exists is not one that validates, and a profile that accepts it is not one that
looked. So it is also held against something broken, and must say so.
"""

from __future__ import annotations

import copy
import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import DESCRIPTOR, ROOT, SCHEMAS, Checkout, rows

from publication.descriptor import TABLES_ALONE
from publication.package import Package
from publication.release import profile_errors
from transcription.knowledge import read_knowledge

TABLES = [
    "prisoners_held",
    "prisoners_by_nationality",
    "statements",
    "events",
    "sources",
    "reconciliation",
    "pairs",
    "numerals",
    "provenance",
    "evidence",
    "sentences",
    "codings",
    "agreement",
    "disagreements",
]

PYTHON_TYPES: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}
ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def test_every_file_is_listed_with_its_size_and_hash() -> None:
    """Nothing lies in ``resources/`` that is not published, and nothing is published that is not there."""
    found = {f"resources/{path.name}": path.read_bytes() for path in (ROOT / "resources").iterdir()}
    del found[TABLES_ALONE]
    described = {
        entry["path"]: (entry["bytes"], entry["hash"]) for entry in DESCRIPTOR["resources"]
    }
    assert described == {
        path: (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        for path, content in found.items()
    }


def test_the_tables_are_these() -> None:
    """Each as CSV and as Parquet, beside the article."""
    assert list(SCHEMAS) == TABLES
    files = [f"resources/{table}.{kind}" for kind in ("csv", "parquet") for table in TABLES]
    paths = [resource["path"] for resource in DESCRIPTOR["resources"]]
    assert sorted(paths) == sorted(["resources/article.txt", *files])


def test_the_official_profile_finds_no_error() -> None:
    """The JSON Schema of Data Package v2."""
    assert DESCRIPTOR["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert profile_errors(DESCRIPTOR) == []


def without_resources(package: dict[str, Any]) -> None:
    del package["resources"]


def size_as_text(package: dict[str, Any]) -> None:
    package["resources"][0]["bytes"] = "8986"


def unknown_type(package: dict[str, Any]) -> None:
    package["resources"][1]["schema"]["fields"][0]["type"] = "text"


def contributors_as_text(package: dict[str, Any]) -> None:
    package["contributors"] = "Wikipedia"


@pytest.mark.parametrize(
    "spoil", [without_resources, size_as_text, unknown_type, contributors_as_text]
)
def test_the_official_profile_notices_what_is_broken(
    spoil: Callable[[dict[str, Any]], None],
) -> None:
    """A schema that accepts anything would prove nothing."""
    broken = copy.deepcopy(DESCRIPTOR)
    spoil(broken)
    assert profile_errors(broken)


def test_the_package_says_what_a_catalogue_asks() -> None:
    """Title, version, licence, sources, contributors, coverage: all filled."""
    for name in ("name", "title", "description", "version", "created", "citation", "keywords", "licenses",
                 "sources", "contributors", "temporal"):  # fmt: skip
        assert DESCRIPTOR[name], name
    assert [licence["name"] for licence in DESCRIPTOR["licenses"]] == ["CC-BY-SA-4.0"]


@pytest.mark.parametrize("table", TABLES)
def test_every_field_is_described(table: str) -> None:
    """Title, type, description and origin; a unit for every number of people."""
    for field in SCHEMAS[table]["fields"]:
        assert all(field.get(name) for name in ("name", "title", "type", "description", "origin"))
        assert field["origin"] in ("transcribed", "curated", "derived")
        assert ("readers" in field) == (field["origin"] == "transcribed")
    assert SCHEMAS[table]["primaryKey"]


def test_readers_of_version_1_know_a_table() -> None:
    """R's frictionless reads what has this profile and nothing else; files that are none have not."""
    profiles = {entry["name"]: entry.get("profile") for entry in DESCRIPTOR["resources"]}
    assert {name for name, profile in profiles.items() if profile == "tabular-data-resource"} == set(TABLES)  # fmt: skip
    assert set(profiles.values()) == {"tabular-data-resource", None}


def test_a_reference_names_its_table() -> None:
    """The empty name, which version 1 demands, is that of the table itself."""
    targets = [
        (table, key["reference"]["resource"])
        for table in TABLES
        for key in SCHEMAS[table].get("foreignKeys", [])
    ]
    assert {target for _, target in targets} <= {"", *TABLES}
    assert all(table != target for table, target in targets)
    assert ("statements", "") in targets


def test_a_vocabulary_has_its_categories() -> None:
    """In the words of version 2, for programs that print labels; ``enum`` is what they check."""
    fields = [field for table in TABLES for field in SCHEMAS[table]["fields"]]
    found = {field["name"]: field["categories"] for field in fields if "categories" in field}
    assert {"value": "died_confirmed", "label": "died confirmed"} in found["measure"]
    for field in fields:
        terms = [category["value"] for category in field.get("categories", [])]
        assert terms == list(field.get("vocabulary", {})) == field.get("constraints", {}).get("enum", [])  # fmt: skip


def test_the_package_has_an_id_of_its_version() -> None:
    """A URN; another version has another."""
    package = read_knowledge(ROOT / "scripts/article/package.toml", Package)
    assert DESCRIPTOR["id"] == package.id
    assert uuid.UUID(package.id).version == 5
    package.version += ".1"
    assert DESCRIPTOR["id"] != package.id
    package.doi = "10.1234/pows"
    assert package.id == "https://doi.org/10.1234/pows"


def test_an_address_is_told_wherever_it_is_asked_for(checkout: Checkout) -> None:
    """Once package.toml has it: in the descriptor, in the citation, in CITATION.cff."""
    assert {"homepage", "repository", "doi"}.isdisjoint(DESCRIPTOR)
    checkout.edit(
        "scripts/article/package.toml",
        'version = "',
        'homepage = "https://example.org/pows/"\nrepository = "https://example.org/code"\nversion = "',
    )
    assert checkout.build().returncode == 0
    described = json.loads((checkout.root / "datapackage.json").read_bytes())
    assert described["homepage"] == "https://example.org/pows/"
    assert described["citation"].endswith(". CC-BY-SA-4.0. https://example.org/pows/.")
    assert profile_errors(described) == []
    cited = yaml.safe_load((checkout.root / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["url"], cited["repository-code"]) == (
        "https://example.org/pows/",
        "https://example.org/code",
    )


def test_the_aggregation_hazard_is_stated() -> None:
    """Whoever sums the nationalities is warned of the row that already is the sum."""
    (resource,) = (
        entry for entry in DESCRIPTOR["resources"] if entry["name"] == "prisoners_by_nationality"
    )
    assert "row_kind is not 'total'" in resource["description"]


def test_the_notes_stand_in_the_article() -> None:
    """What the Soviet figures include and leave out, six notes, each with its place."""
    article = (ROOT / "resources/article.txt").read_text(encoding="utf-8")
    (resource,) = (entry for entry in DESCRIPTOR["resources"] if "notes" in entry)
    assert resource["name"] == "prisoners_by_nationality"
    assert len(resource["notes"]) == 6
    for note in resource["notes"]:
        assert article[note["start"] : note["end"]] == note["exact"]
        assert note["line"] == 53


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_parquet_agree_cell_by_cell(table: str) -> None:
    """The same rows, in the same order, with the types of the schema."""
    fields = SCHEMAS[table]["fields"]
    parquet = pq.read_table(ROOT / f"resources/{table}.parquet")
    assert [(field.name, field.type) for field in parquet.schema] == [
        (field["name"], ARROW_TYPES[field["type"]]) for field in fields
    ]
    assert parquet.to_pylist() == [
        {field["name"]: PYTHON_TYPES[field["type"]](row[field["name"]]) if row[field["name"]] else None
         for field in fields}
        for row in rows(table)
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_parquet_carries_its_schema_and_citation(table: str) -> None:
    """A Parquet file that was sent on alone still says what it is."""
    metadata = pq.read_metadata(ROOT / f"resources/{table}.parquet").metadata
    assert json.loads(metadata[b"table_schema"]) == SCHEMAS[table]
    assert metadata[b"citation"].decode() == DESCRIPTOR["citation"]
    assert metadata[b"version"].decode() == DESCRIPTOR["version"]
