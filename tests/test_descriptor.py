"""Does ``datapackage.json`` describe exactly what is shipped?

A profile that accepts the descriptor proves nothing unless it also refuses a broken one.
"""

from __future__ import annotations

import copy
import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from conftest import DESCRIPTOR, ROOT, SCHEMAS, rows, typed
from msgspec.structs import replace

from publication.descriptor import TABLES_ALONE
from publication.package import Package
from publication.release import profile_errors
from transcription.knowledge import read_knowledge

DATA = [
    "figures", "prisoners_held", "prisoners_by_nationality", "statements", "events", "sources",
    "findings", "disputes", "answers",
]  # fmt: skip
AUDIT = ["evidence", "numerals", "sentences", "codings"]
TABLES = [*DATA, *AUDIT]
JOINED = ("depends_on", "assumes")
"""Columns of findings in which a cell may join several terms."""

ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def test_every_file_is_listed_with_its_size_and_hash() -> None:
    """``resources/`` holds the published files and nothing else."""
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
    """Each is published as CSV and as Parquet, beside the article; the data come first."""
    assert list(SCHEMAS) == TABLES
    groups = {
        entry["name"]: entry["group"] for entry in DESCRIPTOR["resources"] if "group" in entry
    }
    assert groups == dict.fromkeys(DATA, "data") | dict.fromkeys(AUDIT, "audit")
    files = [f"resources/{table}.{kind}" for kind in ("csv", "parquet") for table in TABLES]
    paths = [resource["path"] for resource in DESCRIPTOR["resources"]]
    assert sorted(paths) == sorted(["resources/article.txt", *files])


def without_resources(package: dict[str, Any]) -> None:
    del package["resources"]


def size_as_text(package: dict[str, Any]) -> None:
    package["resources"][0]["bytes"] = "8986"


def unknown_type(package: dict[str, Any]) -> None:
    package["resources"][1]["schema"]["fields"][0]["type"] = "text"


def contributors_as_text(package: dict[str, Any]) -> None:
    package["contributors"] = "Wikipedia"


FAULTS: list[Callable[[dict[str, Any]], None]] = [
    without_resources, size_as_text, unknown_type, contributors_as_text,
]  # fmt: skip


def test_the_official_profile_accepts_it_and_refuses_a_broken_one() -> None:
    """The JSON Schema of Data Package v2 is the judge."""
    assert DESCRIPTOR["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert profile_errors(DESCRIPTOR) == []
    for spoil in FAULTS:
        broken = copy.deepcopy(DESCRIPTOR | {"resources": DESCRIPTOR["resources"][:2]})
        assert profile_errors(broken) == []
        spoil(broken)
        assert profile_errors(broken), spoil.__name__


def test_the_package_says_what_a_catalogue_asks() -> None:
    """Title, version, licence, sources, contributors and coverage are filled."""
    for name in ("name", "title", "description", "version", "created", "citation", "keywords", "licenses",
                 "sources", "contributors", "temporal"):  # fmt: skip
        assert DESCRIPTOR[name], name
    assert [licence["name"] for licence in DESCRIPTOR["licenses"]] == ["CC-BY-SA-4.0"]


def test_every_field_is_described() -> None:
    """It has a title, a type, a description and an origin; a transcribed one names its readers."""
    for table, schema in SCHEMAS.items():
        assert schema["primaryKey"], table
        for field in schema["fields"]:
            place = f"{table}/{field['name']}"
            assert all(field.get(name) for name in ("title", "type", "description")), place
            assert field["origin"] in ("transcribed", "curated", "derived"), place
            assert ("readers" in field) == (field["origin"] == "transcribed"), place


def test_readers_of_version_1_know_a_table() -> None:
    """R's frictionless reads a resource with this profile, and no other."""
    profiles = {entry["name"]: entry.get("profile") for entry in DESCRIPTOR["resources"]}
    assert {name for name, profile in profiles.items() if profile == "tabular-data-resource"} == set(TABLES)  # fmt: skip
    assert set(profiles.values()) == {"tabular-data-resource", None}


def test_a_reference_names_its_table() -> None:
    """The empty name, which version 1 demands, stands for the table itself."""
    targets = [
        (table, key["reference"]["resource"])
        for table in TABLES
        for key in SCHEMAS[table].get("foreignKeys", [])
    ]
    assert {target for _, target in targets} <= {"", *TABLES}
    assert all(table != target for table, target in targets)
    assert ("statements", "") in targets


def test_a_vocabulary_has_its_categories() -> None:
    """Programs print their labels, and check ``enum``."""
    fields = [field for table in TABLES for field in SCHEMAS[table]["fields"]]
    found = {field["name"]: field["categories"] for field in fields if "categories" in field}
    assert {"value": "died_confirmed", "label": "died confirmed"} in found["measure"]
    for field in fields:
        terms = [category["value"] for category in field.get("categories", [])]
        known = [] if field["name"] in JOINED else list(field.get("vocabulary", {}))
        assert terms == known == field.get("constraints", {}).get("enum", []), field["name"]


def test_a_column_of_joined_terms_has_terms_of_its_vocabulary() -> None:
    """Which no ``enum`` could hold; each term is used."""
    for name in JOINED:
        (field,) = (each for each in SCHEMAS["findings"]["fields"] if each["name"] == name)
        used = {term for row in rows("findings") for term in row[name].split("; ")} - {""}
        assert used == set(field["vocabulary"])


def test_the_package_has_an_id_of_its_version() -> None:
    """It is a URN, another for each version, until there is a DOI."""
    package = read_knowledge(ROOT / "scripts/article/package.toml", Package)
    assert DESCRIPTOR["id"] == package.id
    package = replace(package, doi=None)
    assert uuid.UUID(package.id).version == 5
    assert package.id != replace(package, version="9.9.9").id
    assert replace(package, doi="10.1234/pows").id == "https://doi.org/10.1234/pows"


def test_the_aggregation_hazard_is_stated() -> None:
    """A user who sums the nationalities is warned of the row that already is the sum."""
    (resource,) = (
        entry for entry in DESCRIPTOR["resources"] if entry["name"] == "prisoners_by_nationality"
    )
    assert "row_kind is not 'total'" in resource["description"]


def test_the_notes_stand_in_the_article() -> None:
    """Six notes say what the Soviet figures include and leave out, each with its place."""
    article = (ROOT / "resources/article.txt").read_text(encoding="utf-8")
    (resource,) = (entry for entry in DESCRIPTOR["resources"] if "notes" in entry)
    assert resource["name"] == "prisoners_by_nationality"
    assert len(resource["notes"]) == 6
    for note in resource["notes"]:
        assert article[note["start"] : note["end"]] == note["exact"]
        assert note["line"] == 53


def test_csv_and_parquet_agree_cell_by_cell() -> None:
    """They hold the same rows, in the same order, with the types of the schema."""
    for table in TABLES:
        parquet = pq.ParquetFile(ROOT / f"resources/{table}.parquet").read()
        assert [(field.name, field.type) for field in parquet.schema] == [
            (field["name"], ARROW_TYPES[field["type"]]) for field in SCHEMAS[table]["fields"]
        ], table
        assert parquet.to_pylist() == typed(table), table


def test_parquet_carries_its_schema_and_citation() -> None:
    """A Parquet file that was sent on alone still says what it is."""
    for table in TABLES:
        metadata = pq.read_metadata(ROOT / f"resources/{table}.parquet").metadata
        assert json.loads(metadata[b"table_schema"]) == SCHEMAS[table], table
        assert metadata[b"citation"].decode() == DESCRIPTOR["citation"], table
        assert metadata[b"version"].decode() == DESCRIPTOR["version"], table
