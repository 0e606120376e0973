"""Do the documents say what the data say, and nothing that was invented?"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import DESCRIPTOR, ROOT, SCHEMAS, UNRELEASED, rows
from msgspec.structs import replace
from spoilt import TABLES

import build
import german_pows_ussr as pows
from metadata.schema_org import schema_org
from metadata.zenodo import zenodo
from publication.answer import answer_block
from publication.descriptor import article_path
from publication.documents import CODEBOOK, citation_cff, codebook, with_generated_blocks
from publication.package import Editor, Package
from publication.release import profile_errors
from transcription.article import Article


def read(path: str | Path) -> str:
    """Read a document of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


README = read("README.md")
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split()
TRACKED = [name for name in TRACKED if (ROOT / name).is_file()]


def test_what_is_generated_from_the_descriptor_is_current() -> None:
    """These are the citation, the README's blocks and the codebook."""
    assert citation_cff(DESCRIPTOR) == read("CITATION.cff")
    assert with_generated_blocks(README, DESCRIPTOR, answer_block(TABLES)) == README
    assert codebook(DESCRIPTOR) == read(CODEBOOK)


def test_the_codebook_explains_every_column_and_every_term() -> None:
    """Each has its line."""
    text = read(CODEBOOK)
    for schema in SCHEMAS.values():
        for field in schema["fields"]:
            assert f"| `{field['name']}` | {field['type']} | {field['origin']} |" in text
            for term, meaning in field.get("vocabulary", {}).items():
                assert f"| `{term}` | {meaning} |" in text


def test_the_document_on_findings_has_every_dispute() -> None:
    """In the words of the table."""
    text = " ".join(read("docs/findings.md").split())
    missing = [row["title"] for row in rows("disputes") if row["sentence"] not in text]
    assert missing == []


def test_the_readme_is_short_and_begins_with_its_source() -> None:
    """A reader sees in the first line of text where the figures come from."""
    lines = README.splitlines()
    assert len(lines) <= 130
    first = next(line for line in lines if line and not line.startswith(("<!--", "#")))
    assert "English Wikipedia" in first


def test_the_citation_is_of_this_data_set() -> None:
    """Its type, version and title are those of the descriptor."""
    content = yaml.safe_load(read("CITATION.cff"))
    found = (content["type"], content["version"], content["title"])
    assert found == ("dataset", DESCRIPTOR["version"], DESCRIPTOR["title"])


def test_a_form_asks_first_for_the_address_of_a_cell() -> None:
    """One form is for an error of fidelity, one for a doubt about the truth."""
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert [path.stem for path in forms] == ["fidelity", "truth"]
    for form in forms:
        first = next(part for part in yaml.safe_load(read(form))["body"] if "id" in part)
        assert first["id"] == "address"
        assert pows.trace(first["attributes"]["placeholder"]).value


def test_the_version_is_written_in_one_place() -> None:
    """By hand only in package.toml and, as history, in the changelog; elsewhere it is generated."""
    version = re.compile(rf"(?<![\d.]){re.escape(DESCRIPTOR['version'])}(?![\d.])")
    kinds = (".toml", ".py", ".md", ".cff", ".json", "Makefile")
    others = ("metadata/", "requirements/", "tests/benchmarks/README.md")  # which was measured
    holders = {
        name
        for name in TRACKED
        if name.endswith(kinds) and not name.startswith(others) and version.search(read(name))
    }
    by_hand = {"scripts/article/package.toml", "CHANGELOG.md"}
    assert holders == by_hand | {
        "datapackage.json", "resources/datapackage.json", "CITATION.cff", "README.md",
        "ro-crate-metadata.json", ".zenodo.json",
    }  # fmt: skip


@pytest.fixture
def knowledge() -> build.Knowledge:
    """What the article says, as it stands."""
    return build.read_all(build.KNOWLEDGE)


def files_of(package: Package, knowledge: build.Knowledge) -> dict[str, bytes]:
    """Return what would be published of another package."""
    article = Article.pinned(ROOT / article_path(package), package.source.sha256)
    return build.published_files(package, build.read_article(article, knowledge), article, {})


@pytest.mark.slow
def test_a_new_title_reaches_every_file(knowledge: build.Knowledge) -> None:
    """It is written once, in ``package.toml``."""
    package = knowledge.package
    files = files_of(replace(package, title="Prisoners, counted"), knowledge)
    titled = {path for path, content in files.items() if b"Prisoners, counted" in content}
    assert not [path for path, content in files.items() if package.title.encode() in content]
    holders = {name for name in TRACKED if package.title.encode() in (ROOT / name).read_bytes()}
    assert {"datapackage.json", "CITATION.cff", "README.md", ".zenodo.json"} < titled
    assert holders - {"page/frame.html"} == titled | {"scripts/article/package.toml"}


HOME, CODE, DOI = "https://example.org/pows/", "https://example.org/code", "10.1234/pows"
ORCID = "0000-0000-0000-0000"


@pytest.mark.slow
def test_a_release_names_its_editors_its_addresses_and_its_day(knowledge: build.Knowledge) -> None:
    """Made-up ones, the same in every standard; none of them is published before they exist."""
    package = replace(
        knowledge.package,
        homepage=HOME, repository=CODE, doi=DOI, contact="pows@example.org",
        editors=[Editor(family="Doe", given="Jane", orcid=ORCID)],
    )  # fmt: skip
    files, day = files_of(package, knowledge), package.created[:10]
    described, cited = json.loads(files["datapackage.json"]), yaml.safe_load(files["CITATION.cff"])
    assert (described["homepage"], described["released"]) == (HOME, day)
    assert profile_errors(described) == []
    assert described["citation"].startswith(f"Jane Doe ({day[:4]}). ")
    assert described["citation"].endswith(f". CC-BY-SA-4.0. https://doi.org/{DOI}.")
    assert (cited["url"], cited["repository-code"], cited["doi"]) == (HOME, CODE, DOI)
    assert cited["date-released"] == day
    assert cited["contact"] == [
        {"name": "The german-pows-ussr contributors", "email": "pows@example.org"}
    ]
    person = {"@id": f"https://orcid.org/{ORCID}", "@type": "Person", "name": "Jane Doe",
              "givenName": "Jane", "familyName": "Doe"}  # fmt: skip
    for path in ("metadata/schema-org.jsonld", "metadata/croissant.json"):
        content = json.loads(files[path])
        assert (content["creator"], content["datePublished"]) == ([person], day), path
    graph = json.loads(files["ro-crate-metadata.json"])["@graph"]
    assert graph[1]["creator"] == {"@id": person["@id"]}
    assert person in graph
    zenodo = json.loads(files[".zenodo.json"])
    assert (zenodo["creators"], zenodo["publication_date"]) == ([{"name": "Doe, Jane", "orcid": ORCID}], day)  # fmt: skip
    assert cited["authors"] == [
        {"family-names": "Doe", "given-names": "Jane", "orcid": person["@id"]}
    ]


def test_nothing_is_said_of_a_release_before_there_is_one(knowledge: build.Knowledge) -> None:
    """No day; the citation says so."""
    bare = replace(knowledge.package, editors=(), contact=None, homepage=None, doi=None)
    assert bare.citation.startswith("The german-pows-ussr contributors (unreleased). ")
    assert "date-released" not in citation_cff(UNRELEASED)
    assert "publication_date" not in zenodo(UNRELEASED)
    assert "datePublished" not in schema_org(UNRELEASED)


def test_the_changelog_begins_with_this_version() -> None:
    """A version without an entry was never explained."""
    first, *_ = re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert first == DESCRIPTOR["version"]


def first_column(document: str) -> set[str]:
    """Collect the names in the first column of a table that are set as code."""
    rows = re.findall(r"^\| (`[^|]+`) \|", document, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_the_readme_names_all_that_lies_at_the_root() -> None:
    """A stranger who lists the repository finds a line for every name, and none for another."""
    listed = {name.partition("/")[0] + "/" * ("/" in name) for name in TRACKED}
    assert first_column(README.partition("## Where things are")[2]) == listed


def test_contributing_names_every_folder_and_every_command() -> None:
    """Each folder in which code or knowledge lies has its sentence, each command its own."""
    places = read("CONTRIBUTING.md").partition("## Where things are")[2].partition("\n## ")[0]
    parts = [name.split("/") for name in TRACKED]
    inner = {part[1] for part in parts if part[0] in ("scripts", "tests") and len(part) > 2}
    assert {name.split("/")[1] for name in first_column(places)} == inner
    commands = {name for name in TRACKED if re.fullmatch(r"scripts/\w+\.py", name)}
    assert set(re.findall(r"`(scripts/\w+\.py)`", places)) == commands


def test_the_reference_has_every_public_name() -> None:
    """What can be imported is explained."""
    explained = re.findall(r"^\.\. (?:auto\w+|data):: (\w+)$", read("docs/api.md"), re.MULTILINE)
    assert set(explained) == {*pows.__all__, "german_pows_ussr"}


def test_the_python_that_it_needs_is_named_where_it_is_installed() -> None:
    """It is the one that ``pyproject.toml`` declares."""
    (declared,) = re.findall(r'requires-python = ">=([\d.]+)"', read("pyproject.toml"))
    for name in ("README.md", "docs/files.md", "docs/faq.md"):
        assert re.search(rf"Python \(?{re.escape(declared)} or newer", read(name)), name


def test_no_package_index_is_named() -> None:
    """The lock pins versions and hashes; whoever installs chooses the index."""
    locks = [name for name in TRACKED if name.startswith("requirements/")]
    assert locks
    for name in (*locks, "pyproject.toml", "Makefile"):
        text = read(name)
        assert "://" not in text, name
        assert "index-url" not in text.replace("--no-emit-index-url", ""), name


def test_every_link_leads_somewhere() -> None:
    """It leads to a file that exists, or to the data package standard."""
    dead = [
        (name, target)
        for name in TRACKED
        if re.fullmatch(r"(docs/)?\w+\.md", name)
        for target in re.findall(r"\]\(([^)\s]+)\)", read(name))
        if target != "https://datapackage.org"
        and not ((ROOT / name).parent / target.partition("#")[0]).is_file()
    ]
    assert dead == []


def test_the_modules_import_one_way() -> None:
    """Transcription knows neither publication nor the article; the accessor knows no script."""
    for folder, forbidden in {
        "scripts/transcription": r"publication|\bcoding\b|build|scripts/article/\w+\.toml",
        "scripts/coding": r"publication|metadata|\bbuild\b",
        "scripts/publication": r"\bcoding\b|\bbuild\b",
        "scripts/metadata": r"transcription|publication|\bbuild\b",
        "src": r"transcription|publication|msgspec|scripts",
    }.items():
        for file in (ROOT / folder).rglob("*.py"):
            imports = re.findall(r"^\s*(?:from|import) .*", read(file), re.MULTILINE)
            assert not [line for line in imports if re.search(forbidden, line)], file


def test_the_method_names_what_rests_on_a_whole_sentence() -> None:
    """These are the two speakers and the mark of a slip; a hedge rests on its own words."""
    rested = [row["address"] for row in rows("evidence") if row["ground"] == "sentence"]
    resting = {address.rpartition("/")[2] for address in rested}
    assert resting == {"asserted_by", "reported_by", "sic"}
    method = read("docs/method.md").partition("**the sentence as a whole**")[2]
    paragraph = method.partition("\n- ")[0]
    assert "speaker" in paragraph
    assert "`sic`" in paragraph
    assert "hedge" not in paragraph


def test_every_command_that_is_named_exists() -> None:
    """The documents and the workflows name no target that the Makefile lacks."""
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named: dict[str, str] = {}
    for name in TRACKED:
        if name.endswith((".md", ".yml", ".ci/run")) and name != "CHANGELOG.md":
            for line in re.findall(r"(?:^|`|run: )\s*make ([a-z -]+)", read(name), re.MULTILINE):
                named |= dict.fromkeys((word for word in line.split() if word[0] != "-"), name)
    assert {word: name for word, name in named.items() if word not in targets} == {}
    assert {"build", "test", "diff"} <= set(named)


def test_no_command_is_run_by_its_wrapper() -> None:
    """A wrapper's first line names the interpreter, which fails in a folder with a quotation mark."""
    makefile = read("Makefile")
    programs = set(re.findall(r"(?:\$\(BIN\)|\.venv/\w+/bin)/([^\s\"]+)", makefile))
    assert programs <= {"python"}
    assert "\nRUN := $(BIN)/python\n" in makefile
