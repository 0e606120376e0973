"""Does csvw accept our CSV on the Web, and does every address in it lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import uritemplate
from conftest import ROOT, SCHEMAS, Checkout, rows
from validators import edit, read, run


def csvw_errors(folder: Path) -> str:
    """What csvwvalidate says; --lax allows the empty foreign keys that the standard allows."""
    done = run("csvwvalidate", "-v", "--lax", folder / "metadata/csv-metadata.json")
    return (done.stdout + done.stderr) if done.returncode else ""


def test_csvw_is_valid() -> None:
    """The metadata, and every cell by it."""
    assert csvw_errors(ROOT) == ""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("metadata/csv-metadata.json", '"base": "integer"', '"base": "date"'),
        ("metadata/csv-metadata.json", '"reference": {', '"referenz": {'),
        ("resources/prisoners_held.csv", "2000000", "two million"),
        ("resources/prisoners_held.csv", "1941-Q4", "1942-Q1"),
        ("resources/statements.csv", ",wehrmacht,", ",bundeswehr,"),
        ("resources/statements.csv", ",overmans,", ",obermann,"),
        ("resources/prisoners_held.csv", "1941-10-01", "1941-13-01"),
    ],
)
def test_broken_csvw_is_refused(checkout: Checkout, file: str, old: str, new: str) -> None:
    """A type, a key, a value, a double, a term, a reference, a date."""
    edit(checkout.root / file, old, new)
    assert csvw_errors(checkout.root)


def urls(template: str) -> set[str]:
    """Every address that a kind of template gives."""
    return {url for found in expanded(template) for url in found}


def expanded(template: str) -> Iterator[list[str]]:
    """The addresses that a kind of template gives to the rows of each table or column."""
    for table in read("metadata/csv-metadata.json")["tables"]:
        name = Path(table["url"]).stem
        schema = table["tableSchema"]
        for described in [schema, *schema["columns"]]:
            if template in described:
                yield [
                    urljoin(f"resources/{name}.csv", uritemplate.expand(described[template], row))
                    for row in rows(name)
                    if row.get(described.get("name", ""), "row")
                ]


def test_every_row_has_an_address_of_its_own() -> None:
    """In the RDF of CSVW: as many as there are rows."""
    found = list(expanded("aboutUrl"))
    assert [len(set(urls)) for urls in found] == [len(rows(table)) for table in SCHEMAS]
    assert "resources/prisoners_held.csv#prisoners_held/1945-Q2" in urls("aboutUrl")


def test_every_reference_leads_to_a_row() -> None:
    """By the address that the row has."""
    found = urls("valueUrl")
    assert found <= urls("aboutUrl")
    assert "resources/sources.csv#sources/overmans" in found
