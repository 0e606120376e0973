"""Does csvw accept our CSV on the Web, and does every address in it lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import rdflib
import uritemplate
from conftest import ROOT, SCHEMAS, Checkout, rows
from validators import BASE, SKOS, edit, read, run, vocabularies


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


def test_every_value_with_an_address_leads_somewhere() -> None:
    """A term to its concept, a reference to its row; and some lead to each."""
    graph = vocabularies()
    concepts = {
        str(node).removeprefix(BASE) for node in graph.subjects(rdflib.RDF.type, SKOS.Concept)
    }
    found = urls("valueUrl")
    assert found <= concepts | urls("aboutUrl")
    assert "metadata/vocabularies.jsonld#statements/measure/captured" in found & concepts
    assert "resources/sources.csv#sources/overmans" in found


def test_every_term_is_a_concept_with_its_meaning() -> None:
    """In the scheme of its column, and nothing else is one."""
    graph = vocabularies()
    described = {
        (f"{BASE}metadata/vocabularies.jsonld#{table}/{field['name']}", term, meaning)
        for table in SCHEMAS
        for field in SCHEMAS[table]["fields"]
        for term, meaning in field.get("vocabulary", {}).items()
    }
    found = {
        (str(graph.value(node, SKOS.inScheme)), str(graph.value(node, SKOS.notation)), str(graph.value(node, SKOS.definition)))
        for node in graph.subjects(rdflib.RDF.type, SKOS.Concept)
    }  # fmt: skip
    assert found == described
    schemes = {str(node) for node in graph.subjects(rdflib.RDF.type, SKOS.ConceptScheme)}
    assert schemes == {scheme for scheme, _, _ in described}
    assert all(graph.value(node, SKOS.prefLabel) for node in graph.subjects(SKOS.inScheme))
