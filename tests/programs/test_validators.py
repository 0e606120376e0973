"""Do the standards' own validators accept the metadata, and refuse it when it is broken?

Nothing is fetched: contexts and vocabularies come from the validators' own wheels.
"""

from __future__ import annotations

import importlib.resources
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import datasets
import mlcroissant
import pytest
import rdflib
import requests
import requests_cache
import uritemplate
from csvw import CSVW, TableGroup
from published import ROOT, TYPES, plain_rows, rows, typed
from rocrate_validator.services import validate
from urllib3 import HTTPResponse

pytestmark = pytest.mark.filterwarnings("always")  # csvw reports faults as warnings


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the published files, to be broken."""
    for name in ("docs", "metadata", "resources", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for file in ROOT.glob("*.*"):
        if file.is_file():
            shutil.copy(file, tmp_path)
    return tmp_path


def assert_refused(
    package: Path, errors: Callable[[Path], list[str]], faults: dict[str, tuple[str, str]]
) -> None:
    """Assert that a validator finds every fault, each made alone: new text, file, old text."""
    for new, (path, old) in faults.items():
        file = package / path
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        assert errors(package), f"{new} instead of {old} was accepted"
        file.write_text(text, encoding="utf-8", newline="\n")


# Croissant


def croissant_errors(package: Path) -> list[str]:
    """Return what mlcroissant finds wrong, or warns of."""
    try:
        found = mlcroissant.Dataset(jsonld=str(package / "metadata/croissant.json"))
    except mlcroissant.ValidationError as error:
        return [str(error)]
    return [*found.metadata.issues.errors, *found.metadata.issues.warnings]


def test_mlcroissant_loads_every_table() -> None:
    """Without a warning, every row and value, from the CSV and from the Parquet files."""
    assert croissant_errors(ROOT) == []
    metadata = mlcroissant.Dataset(jsonld=str(ROOT / "metadata/croissant.json")).metadata
    for table in TYPES:
        for name in (table, f"{table}.parquet"):
            dataset = mlcroissant.Dataset.from_metadata(metadata)  # one cannot be read from twice
            assert plain_rows(dataset.records(name)) == typed(table), name


def test_mlcroissant_refuses_what_is_broken(package: Path) -> None:
    """A property, a type or a reference that is misspelt, and a file that is not the described one."""
    croissant = "metadata/croissant.json"
    faults = {
        '"verteilung"': (croissant, '"distribution"'),
        "sc:Whole": (croissant, "sc:Integer"),
        '"sources/quelle"': (croissant, '"sources/source"'),
    }
    assert_refused(package, croissant_errors, faults)
    with (package / "resources/events.csv").open("a", encoding="utf-8") as events:
        events.write("\n")
    dataset = mlcroissant.Dataset(jsonld=str(package / croissant))
    with pytest.raises(mlcroissant.GenerationError):
        list(dataset.records("events"))


# CSV on the Web


def csvw_errors(package: Path) -> list[str]:
    """Return what csvw finds wrong; an empty foreign key is allowed, as the standard allows it."""
    try:
        found = CSVW(str(package / "metadata/csv-metadata.json"), validate=True, strict=False)
        return [] if found.is_valid else ["invalid", *map(str, found.warnings)]
    except ValueError as error:
        return [str(error)]


def test_csvw_reads_every_table() -> None:
    """It accepts the description, and reads every cell by it."""
    assert csvw_errors(ROOT) == []
    tables = TableGroup.from_file(str(ROOT / "metadata/csv-metadata.json")).tables
    read = {Path(table.url.string).stem: plain_rows(table) for table in tables}
    assert list(read) == list(TYPES)
    for table, found in read.items():
        assert found == typed(table), table


def test_csvw_refuses_what_is_broken(package: Path) -> None:
    """A type, a number, a key, a term, a reference and a date."""
    description, held = "metadata/csv-metadata.json", "resources/prisoners_held.csv"
    statements = "resources/statements.csv"
    faults = {
        '"base": "integer"': (description, '"base": "date"'),
        "two million": (held, "2000000"),
        "1942-Q1": (held, "1941-Q4"),
        ',"bundeswehr",': (statements, ',"wehrmacht",'),
        ',"obermann",': (statements, ',"overmans",'),
        "1941-13-01": (held, "1941-10-01"),
    }
    assert_refused(package, csvw_errors, faults)


def test_every_row_has_an_address_and_every_reference_leads_to_one() -> None:
    """In the RDF of CSVW, a row is an address in its CSV file, and a reference is that address."""
    leads_to, lies_at = set(), set()
    for table in json.loads((ROOT / "metadata/csv-metadata.json").read_bytes())["tables"]:
        name, schema = Path(table["url"]).stem, table["tableSchema"]
        found = addresses(name, schema["aboutUrl"], rows(name))
        assert len(found) == len(rows(name)), name
        lies_at |= found
        for column in schema["columns"]:
            filled = [row for row in rows(name) if row[column["name"]]]
            leads_to |= addresses(name, column.get("valueUrl", "/"), filled)
    references = {address for address in leads_to if address.startswith("resources/")}
    assert "resources/sources.csv#sources/overmans" in references
    assert references - lies_at == set()


def addresses(table: str, template: str, found: list[dict[str, str]]) -> set[str]:
    """Return the addresses that a template gives to some rows of a table."""
    return {urljoin(f"resources/{table}.csv", uritemplate.expand(template, row)) for row in found}


# RO-Crate


class Wheels(requests.adapters.BaseAdapter):
    """Answer the one request for the context with the file that the rocrate wheel carries."""

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        """Return the context as if it had been fetched."""
        content = (importlib.resources.files("rocrate") / "data/ro-crate.jsonld").read_bytes()
        headers = {"Content-Type": "application/ld+json"}
        raw = HTTPResponse(io.BytesIO(content), headers=headers, status=200, preload_content=False)
        return requests.adapters.HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Do nothing: nothing is open."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for roc-validator that holds the context of RO-Crate 1.3."""
    path = tmp_path_factory.mktemp("cache") / "http"
    session = requests_cache.CachedSession(str(path), backend="sqlite", expire_after=-1)
    session.mount("https://", Wheels())
    assert session.get("https://w3id.org/ro/crate/1.3/context").json()["version"] == "1.3.0"
    session.close()
    return path


def crate_errors(package: Path, cache: Path) -> list[str]:
    """Return what roc-validator misses of all that RO-Crate 1.3 requires or recommends."""
    settings = {
        "cache_path": cache,
        "offline": True,
        "profile_identifier": "ro-crate-1.3",
        "requirement_severity": "RECOMMENDED",
        "rocrate_uri": str(package),
    }
    issues = validate(settings).get_issues()
    return [f"{issue.severity.name}: {issue.message}" for issue in issues]


UNKNOWN = re.compile("RECOMMENDED: .*(URL|ROR|contactPoint|contentSize|programmingLanguage)")
"""What we do not know and do not invent: pages and identifiers of people, for example."""


def test_roc_validator_accepts_the_folder_as_a_crate(cache: Path) -> None:
    """It misses nothing that is required, and nothing recommended but what is unknown."""
    missed = crate_errors(ROOT, cache)
    assert [message for message in missed if not UNKNOWN.match(message)] == []


def test_roc_validator_refuses_what_is_broken(package: Path, cache: Path) -> None:
    """A crate without a licence, and without a file that it names: both are required."""
    crate = package / "ro-crate-metadata.json"
    broken = crate.read_text(encoding="utf-8").replace('"license"', '"lizenz"')
    crate.write_text(broken, encoding="utf-8")
    (package / "resources/events.csv").unlink()
    missed = [message for message in crate_errors(package, cache) if message.startswith("REQUIRED")]
    assert any("license" in message for message in missed), missed
    assert any("resources/events.csv" in message for message in missed), missed


# schema.org


def unknown_terms(package: Path) -> list[str]:
    """Return the types and properties that schema.org does not define."""
    vocabulary = (importlib.resources.files("rocrate") / "data/schema.jsonld").read_bytes()
    known = {entry["@id"].removeprefix("schema:") for entry in json.loads(vocabulary)["@graph"]}
    content = json.loads((package / "metadata/schema-org.jsonld").read_bytes())
    content["@context"] = {"@vocab": "https://schema.org/"}  # its own would be fetched
    graph = rdflib.Graph().parse(data=json.dumps(content), format="json-ld", base="file:///")
    used = {*graph.predicates(), *graph.objects(predicate=rdflib.RDF.type)} - {rdflib.RDF.type}
    return sorted({str(term).removeprefix("https://schema.org/") for term in used} - known)


def test_schema_org_is_described_in_its_own_words(package: Path) -> None:
    """Every type and property is defined, and a misspelt one is noticed."""
    assert unknown_terms(package) == []
    faults = {'"creater"': ("metadata/schema-org.jsonld", '"creator"')}
    assert_refused(package, unknown_terms, faults)


# The card for Hugging Face


def test_datasets_loads_every_table_by_the_card(package: Path, tmp_path: Path) -> None:
    """Its configurations lead to the Parquet files, which hold the published values."""
    shutil.copy(package / "metadata/dataset-card.md", package / "README.md")
    for table in TYPES:
        found = datasets.load_dataset(
            str(package), table, split="train", cache_dir=str(tmp_path / "cache")
        )
        assert plain_rows(found) == typed(table), table
