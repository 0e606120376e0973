"""Does each standard's own validator accept our metadata, and say the same of the data as we do?

Every check is made twice: on the published file, and on a copy that is broken on purpose and must
be refused. Nothing is fetched: contexts and vocabularies come from the validators' own wheels.
``make check-metadata`` runs this in an environment that holds the validators and not our build.
"""

from __future__ import annotations

import importlib.resources
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import datacite.schema45
import mlcroissant
import pandas as pd
import pytest
import rdflib
import requests
import requests_cache
import uritemplate
import yaml
from conftest import ARTICLE, DESCRIPTOR, ROOT, SCHEMAS, rows
from datasets import load_dataset
from huggingface_hub import DatasetCard
from urllib3 import HTTPResponse

import german_pows_ussr as pows

Json = dict[str, Any]

BIN = Path(sys.executable).parent
METADATA = ROOT / "metadata"


def read(path: str) -> Json:
    """A published JSON file."""
    content: Json = json.loads((ROOT / path).read_bytes())
    return content


def write(path: Path, content: Json) -> Path:
    """A JSON file of our own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the validators."""
    return subprocess.run(
        [BIN / command[0], *command[1:]], capture_output=True, text=True, check=False
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the published files, to break."""
    for folder in ("resources", "metadata"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("datapackage.json", "ro-crate-metadata.json", "scripts/build.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first occurrence of ``old``."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


# Croissant: mlcroissant


def croissant_errors(file: Path) -> str:
    """What mlcroissant says of a description that it refuses."""
    done = run("mlcroissant", "validate", "--jsonld", file)
    return done.stderr if done.returncode else ""


def test_croissant_is_valid_without_a_warning() -> None:
    """Nothing but 'Done.'."""
    done = run("mlcroissant", "validate", "--jsonld", METADATA / "croissant.json")
    assert done.returncode == 0
    assert re.fullmatch(r"I.*\] Done\.\n", done.stderr), done.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"distribution"', '"verteilung"'),
        ("sc:Integer", "sc:Whole"),
        ('{\n              "@id": "sources/source"', '{\n              "@id": "sources/quelle"'),
        ('"fileObject": {\n', '"fileObjekt": {\n'),
    ],
)
def test_broken_croissant_is_refused(package: Path, old: str, new: str) -> None:
    """A misspelt property, type or reference."""
    file = package / "metadata/croissant.json"
    edit(file, old, new)
    assert croissant_errors(file)


@pytest.mark.parametrize("suffix", ["", ".parquet"])
@pytest.mark.parametrize("table", SCHEMAS)
def test_mlcroissant_loads_what_the_accessor_loads(table: str, suffix: str) -> None:
    """Every row and every value of the record sets over the CSV and over the Parquet file."""
    records = mlcroissant.Dataset(jsonld=str(METADATA / "croissant.json")).records(table + suffix)
    found = [
        {name.rpartition("/")[2]: plain(value) for name, value in record.items()}
        for record in records
    ]
    assert found == [
        {str(name): plain(value) for name, value in row.items()}
        for row in pows.load(table).to_dict("records")
    ]


def plain(value: object) -> object:
    """A value without the dress of a library; a missing one as None."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return pd.Timestamp(value).date() if hasattr(value, "year") else value  # type: ignore[arg-type]


def test_mlcroissant_checks_the_hashes(package: Path) -> None:
    """A file that is not the one described is not read."""
    edit(package / "resources/prisoners_held.csv", "2000000", "2000001")
    records = mlcroissant.Dataset(jsonld=str(package / "metadata/croissant.json")).records(
        "prisoners_held"
    )
    with pytest.raises(mlcroissant.GenerationError):
        list(records)


# CSV on the Web: csvw


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
def test_broken_csvw_is_refused(package: Path, file: str, old: str, new: str) -> None:
    """A type, a key, a value, a double, a term, a reference, a date."""
    edit(package / file, old, new)
    assert csvw_errors(package)


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


# SKOS: rdflib

BASE = "https://example.org/"
SKOS = rdflib.SKOS


def vocabularies() -> rdflib.Graph:
    """The vocabularies as a graph, as if they lay at an address."""
    file = METADATA / "vocabularies.jsonld"
    return rdflib.Graph().parse(file, format="json-ld", base=f"{BASE}metadata/vocabularies.jsonld")


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


# RO-Crate: roc-validator


class Wheels(requests.adapters.BaseAdapter):
    """Answers the one request for the context with the file that the rocrate wheel carries."""

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        """The context, as if it had been fetched."""
        content = (importlib.resources.files("rocrate") / "data/ro-crate.jsonld").read_bytes()
        headers = {"Content-Type": "application/ld+json"}
        raw = HTTPResponse(io.BytesIO(content), headers=headers, status=200, preload_content=False)
        return requests.adapters.HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for roc-validator that holds the context of RO-Crate 1.3."""
    path = tmp_path_factory.mktemp("cache") / "http"
    session = requests_cache.CachedSession(str(path), backend="sqlite", expire_after=-1)
    session.mount("https://", Wheels())
    assert session.get("https://w3id.org/ro/crate/1.3/context").json()["version"] == "1.3.0"
    session.close()
    return path


def crate_errors(folder: Path, cache: Path, severity: str = "required") -> list[str]:
    """What roc-validator misses."""
    report = cache.with_name("report.json")
    run(
        "rocrate-validator", "-y", "validate", "--offline", "--cache-path", cache,
        "--profile-identifier", "ro-crate-1.3", "--requirement-severity", severity,
        "--output-format", "json", "--output-file", report, folder,
    )  # fmt: skip
    content = json.loads(report.read_bytes())
    errors = [issue["message"] for issue in content["issues"]]
    assert content["passed"] == (not errors)
    return errors


def test_the_folder_is_a_crate(package: Path, cache: Path) -> None:
    """By all that version 1.3 requires."""
    assert crate_errors(package, cache) == []


# Whoever is no institution has no page and no identifier; what is no data has no published size;
# a language would have to name its version, of which there are several.
OPEN = "URL|ROR|contactPoint|contentSize|programmingLanguage"


def test_what_the_crate_leaves_open(package: Path, cache: Path) -> None:
    """What 1.3 merely recommends, and we do not know or do not invent."""
    missed = crate_errors(package, cache, "recommended")
    assert all(re.search(OPEN, message) for message in missed)
    assert missed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"license"', '"lizenz"'),
        ('"@id": "resources/events.csv"', '"@id": "resources/event.csv"'),
        ('"@id": "ro-crate-metadata.json"', '"@id": "metadata.json"'),
    ],
)
def test_a_broken_crate_is_refused(package: Path, cache: Path, old: str, new: str) -> None:
    """Without a licence, without a file that it names, without a descriptor."""
    edit(package / "ro-crate-metadata.json", old, new)
    assert crate_errors(package, cache)


# DataCite: datacite


def test_datacite_is_valid() -> None:
    """Against the schema of kernel 4.5, but for the DOI, which is not registered yet."""
    content = read("metadata/datacite.json")
    assert list(datacite.schema45.validator.iter_errors(content)) == []
    assert "<title>" in datacite.schema45.tostring(content)


@pytest.mark.parametrize("name", ["creators", "titles", "publisher", "publicationYear", "types"])
def test_broken_datacite_is_refused(name: str) -> None:
    """Without something mandatory."""
    content = read("metadata/datacite.json")
    del content[name]
    assert list(datacite.schema45.validator.iter_errors(content))


# schema.org: rdflib, with the vocabulary that the rocrate wheel carries

SCHEMA_ORG = "https://schema.org/"


def triples(path: Path, vocabulary: str) -> rdflib.Graph:
    """A JSON-LD file as a graph; its context would be fetched, so the vocabulary stands in."""
    content = json.loads(path.read_bytes())
    content["@context"] = {"@vocab": vocabulary, "id": "@id", "type": "@type"}
    return rdflib.Graph().parse(
        data=json.dumps(content), format="json-ld", base="file:///metadata/"
    )


def unknown_terms(path: Path) -> set[str]:
    """The types and properties that schema.org does not define."""
    vocabulary = json.loads(
        (importlib.resources.files("rocrate") / "data/schema.jsonld").read_bytes()
    )
    known = {SCHEMA_ORG + entry["@id"].removeprefix("schema:") for entry in vocabulary["@graph"]}
    graph = triples(path, SCHEMA_ORG)
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


# Dataset card: huggingface_hub and datasets


def load_card(folder: Path, table: str) -> pd.DataFrame:
    """A table, loaded by the card as the hub would."""
    (folder / "README.md").write_bytes((folder / "metadata/dataset-card.md").read_bytes())
    loaded = load_dataset(str(folder), table, split="train", cache_dir=str(folder / "cache"))
    frame: pd.DataFrame = loaded.to_pandas()
    return frame


@pytest.mark.parametrize("table", SCHEMAS)
def test_the_card_loads_every_table(package: Path, table: str) -> None:
    """Its configurations lead to the Parquet files, with the values of the accessor."""
    found = load_card(package, table).to_dict("records")
    assert [{name: plain(value) for name, value in row.items()} for row in found] == [
        {name: plain(value) for name, value in row.items()}
        for row in pows.load(table).to_dict("records")
    ]


def test_the_card_warns_of_the_total() -> None:
    """Whoever sums the column counts everyone twice."""
    card = (METADATA / "dataset-card.md").read_text(encoding="utf-8")
    before_use = card.partition("## Before you use it")[2].partition("## ")[0]
    assert "leave out 'total', or everyone is counted twice" in before_use


def test_the_folder_for_a_hub_can_be_loaded(tmp_path: Path) -> None:
    """As `make hub` lays it out: the card names the files that lie beside it."""
    subprocess.run(["make", "--silent", "--old-file=build", "hub"], cwd=ROOT, check=True)
    loaded = load_dataset(str(ROOT / "build/hub"), "events", split="train", cache_dir=str(tmp_path))
    assert loaded["event"] == [row["event"] for row in rows("events")]


def test_a_broken_card_is_refused(package: Path) -> None:
    """A file that is not there; a header that is no YAML."""
    edit(
        package / "metadata/dataset-card.md", "resources/events.parquet", "resources/event.parquet"
    )
    with pytest.raises(FileNotFoundError):
        load_card(package, "events")
    text = (METADATA / "dataset-card.md").read_text(encoding="utf-8")
    assert DatasetCard(text).data.pretty_name == DESCRIPTOR["title"]
    with pytest.raises(yaml.YAMLError):
        DatasetCard(text.replace("language:", "language: [", 1))


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


# Web Annotation: an independent reader


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


WORDS = [*rows("provenance"), *(row for row in rows("evidence") if row["ground"] == "words")]


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
        assert annotation["body"][0]["value"] == f"{row['resource']}/{row['row']}/{row['field']}"
        assert target["source"]["sha256"] == DESCRIPTOR["resources"][0]["hash"][7:]


def test_an_annotation_of_evidence_classifies_its_words() -> None:
    """Its body is the term; one of a transcribed cell identifies, and has none."""
    terms = {f"{row['resource']}/{row['row']}/{row['field']}": row["reading"] for row in WORDS
             if "reading" in row and row["field"] not in ("notes", "populations")}  # fmt: skip
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


# All of them

TITLES: dict[str, Callable[[Json], str]] = {
    "metadata/croissant.json": lambda content: content["alternateName"],
    "metadata/schema-org.jsonld": lambda content: content["name"],
    "metadata/csv-metadata.json": lambda content: content["dc:title"],
    "metadata/datacite.json": lambda content: content["titles"][0]["title"],
    "metadata/datasette.json": lambda content: content["title"],
    "metadata/annotations.jsonld": lambda content: content["label"],
    "ro-crate-metadata.json": lambda content: content["@graph"][1]["name"],
    ".zenodo.json": lambda content: content["title"],
}


@pytest.mark.parametrize("path", TITLES)
def test_they_name_one_title(path: str) -> None:
    """That of the descriptor."""
    assert TITLES[path](read(path)) == DESCRIPTOR["title"]
