"""Do the documents say what the data say, and nothing that was invented?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import DESCRIPTOR, ROOT, Checkout, rows

import german_pows_ussr as pows
from publication.documents import CODEBOOK, citation_cff, codebook, with_generated_blocks

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split()


def check(schema: str, file: Path) -> int:
    """The exit code of the validator of a format."""
    command = [str(Path(sys.executable).with_name("check-jsonschema"))]
    command += ["--builtin-schema", f"vendor.{schema}", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_generated_parts_of_the_readme_are_current() -> None:
    """Title and citation are those of the descriptor."""
    assert with_generated_blocks(README, DESCRIPTOR) == README


def test_the_codebook_is_current() -> None:
    """It is generated from the descriptor, and explains every column and every term."""
    text = (ROOT / CODEBOOK).read_text(encoding="utf-8")
    assert codebook(DESCRIPTOR) == text
    for resource in DESCRIPTOR["resources"]:
        for field in resource.get("schema", {"fields": []})["fields"]:
            assert f"| `{field['name']}` | {field['type']} | {field['origin']} |" in text
            for term, meaning in field.get("vocabulary", {}).items():
                assert f"| `{term}` | {meaning} |" in text


def test_the_document_on_findings_lists_every_conflict() -> None:
    """Whether an editor declared the comparison or not."""
    text = " ".join((ROOT / "docs/findings.md").read_text(encoding="utf-8").split())
    conflicts = [row for row in rows("reconciliation") if row["finding"] == "conflicts"]
    assert {row["declared"] for row in conflicts} == {"true", "false"}
    assert all(f"{row['title']}: {row['summary']}" in text for row in conflicts)


def test_the_readme_is_short_and_begins_with_its_source() -> None:
    """Whoever opens it sees in the first line of text where the figures come from."""
    lines = README.splitlines()
    assert len(lines) <= 130
    first = next(line for line in lines if line and not line.startswith(("<!--", "#")))
    assert "English Wikipedia" in first


def test_the_citation_file_is_current() -> None:
    """It is generated from the descriptor, of type dataset."""
    assert citation_cff(DESCRIPTOR) == CITATION
    content = yaml.safe_load(CITATION)
    assert (content["type"], content["version"]) == ("dataset", DESCRIPTOR["version"])
    assert content["title"] == DESCRIPTOR["title"]


def test_the_citation_file_is_valid() -> None:
    """Against the schema of CFF 1.2.0."""
    assert check("citation-file-format", ROOT / "CITATION.cff") == 0


def test_the_validator_of_the_citation_file_looks(tmp_path: Path) -> None:
    """Without its authors it is refused."""
    broken = tmp_path / "CITATION.cff"
    broken.write_text(CITATION.replace("authors:", "writers:", 1), encoding="utf-8")
    assert check("citation-file-format", broken) != 0


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_is_valid_and_its_example_is_a_cell(form: Path, tmp_path: Path) -> None:
    """One for an error of fidelity, one for a doubt about the truth; each asks for an address first."""
    assert [path.stem for path in FORMS] == ["fidelity", "truth"]
    assert check("github-issue-forms", form) == 0
    text = form.read_text(encoding="utf-8")
    broken = tmp_path / "broken.yml"
    broken.write_text(text.replace("type: input", "type: inputs", 1), encoding="utf-8")
    assert check("github-issue-forms", broken) != 0
    asked = next(part for part in yaml.safe_load(text)["body"] if "id" in part)
    assert asked["id"] == "address"
    table, row, field = asked["attributes"]["placeholder"].split("/")
    assert pows.trace(table, row, field).value


def test_the_version_is_written_in_one_place() -> None:
    """By hand only in package.toml and, as history, in the changelog; elsewhere it is generated."""
    version = DESCRIPTOR["version"]
    holders = {
        name for name in TRACKED
        if name.endswith((".toml", ".py", ".md", ".cff", ".json", "Makefile"))
        and re.search(rf"(?<![\d.]){re.escape(version)}(?![\d.])", (ROOT / name).read_text(encoding="utf-8"))
    }  # fmt: skip
    by_hand = {"scripts/article/package.toml", "CHANGELOG.md"}
    measured = {
        "tests/benchmarks/README.md"
    }  # says which version was measured, be it this one or not
    generated = {
        "datapackage.json",
        "resources/datapackage.json",
        "CITATION.cff",
        "README.md",
        "ro-crate-metadata.json",
        ".zenodo.json",
    }
    described = {name for name in holders if name.startswith("metadata/")}
    of_others = {name for name in holders if name.startswith("requirements/")}
    assert holders - measured - described - of_others == by_hand | generated
    assert described


def test_the_changelog_begins_with_this_version() -> None:
    """A version without an entry was never explained."""
    first = re.search(
        r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert first
    assert first[1] == DESCRIPTOR["version"]


def first_column(document: str) -> set[str]:
    """The names in the first column of a table, as code."""
    rows = re.findall(r"^\| (`[^|]+`) \|", document, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_the_readme_names_all_that_lies_at_the_root() -> None:
    """A stranger who lists the repository finds a line for every name, and none for another."""
    listed = {name.partition("/")[0] + "/" * ("/" in name) for name in TRACKED}
    assert first_column(README.partition("## Where things are")[2]) == listed


def test_contributing_names_every_folder() -> None:
    """Each folder in which code or knowledge lies has its sentence, each command its own."""
    places = CONTRIBUTING.partition("## Where things are")[2].partition("\n## ")[0]
    parts = [name.split("/") for name in TRACKED]
    inner = {part[1] for part in parts if part[0] in ("scripts", "tests") and len(part) > 2}
    named = {name.split("/")[1] for name in first_column(places)}
    assert named == inner
    commands = {name for name in TRACKED if re.fullmatch(r"scripts/\w+\.py", name)}
    assert set(re.findall(r"`(scripts/\w+\.py)`", places)) == commands


def test_the_reference_has_every_public_name() -> None:
    """What can be imported is explained."""
    reference = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\.\. (?:auto\w+|data):: (\w+)$", reference, re.MULTILINE))
    assert explained == {*pows.__all__, "german_pows_ussr"}


@pytest.mark.parametrize("name", ["README.md", "docs/files.md", "docs/faq.md"])
def test_where_it_is_installed_the_python_that_it_needs_is_named(name: str) -> None:
    """As `pyproject.toml` declares it."""
    declared = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert declared
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.search(rf"Python \(?{re.escape(declared[1])} or newer", text)


def test_the_recipes_say_what_runs_them() -> None:
    """A block in each language, and what is run of it and what is not."""
    text = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    introduced = text.partition("```")[0].lower()
    languages = set(re.findall(r"^```(\w+)", text, re.MULTILINE))
    assert languages == {"python", "r", "sh", "stata"}
    assert "`make test`" in introduced
    for named in ("python", "r blocks", "shell", "stata"):
        assert named in introduced


@pytest.mark.parametrize(
    "name",
    [*(name for name in TRACKED if name.startswith("requirements/")), "pyproject.toml", "Makefile"],
)
def test_no_package_index_is_named(name: str) -> None:
    """The lock pins versions and hashes, and leaves the index to whoever installs."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")


@pytest.mark.parametrize(
    "name", [name for name in TRACKED if re.fullmatch(r"(docs/)?\w+\.md", name)]
)
def test_every_link_leads_somewhere(name: str) -> None:
    """To a file that is there, or to one of the addresses of the data package standard."""
    document = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        file = target.partition("#")[0]
        assert target == "https://datapackage.org" or (document.parent / file).is_file(), target


PYTHON = [name for name in TRACKED if name.endswith(".py")]


@pytest.mark.parametrize("name", PYTHON)
def test_a_file_has_at_most_300_lines_and_a_function_40(name: str) -> None:
    """From its first decorator to its last line, docstring and all."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    functions = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    for node in functions:
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        assert (node.end_lineno or first) - first < 40, node.name


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
            imports = [
                line
                for line in file.read_text(encoding="utf-8").splitlines()
                if re.match(r"\s*(from|import) ", line)
            ]
            assert not [line for line in imports if re.search(forbidden, line)], file


def test_a_new_title_reaches_every_file(checkout: Checkout) -> None:
    """It is written once; after a build the old one stands nowhere, but for the page, made later."""
    old, new = DESCRIPTOR["title"], "Prisoners, counted"
    before = {path for path, content in checkout.published().items() if old.encode() in content}
    assert {"datapackage.json", "CITATION.cff", "README.md", ".zenodo.json"} < before
    checkout.edit("scripts/article/package.toml", f'title = "{old}"', f'title = "{new}"')
    built = checkout.build()
    assert built.returncode == 0, built.stderr
    after = checkout.published()
    assert {path for path, content in after.items() if new.encode() in content} == before
    assert not [path for path, content in after.items() if old.encode() in content]
    assert not subprocess.run(
        ["grep", "-rlF", old, "scripts"], cwd=checkout.root, capture_output=True, check=False
    ).stdout
    tracked = [name for name in TRACKED if (ROOT / name).is_file()]
    holders = {name for name in tracked if old.encode() in (ROOT / name).read_bytes()}
    assert holders == before | {"scripts/article/package.toml", "page/frame.html"}


def test_the_method_names_what_rests_on_a_whole_sentence() -> None:
    """Two speakers and the mark of a slip; a figure without a hedge rests on its own words."""
    resting = {row["field"] for row in rows("evidence") if row["ground"] == "sentence"}
    assert resting == {"asserted_by", "reported_by", "sic"}
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    told = method.partition("**the sentence as a whole**")[2].partition("\n- ")[0]
    assert "speaker" in told
    assert "`sic`" in told
    assert "hedge" not in told


def test_every_command_that_is_named_is_there() -> None:
    """What the documents and the workflows tell `make` to do, it can."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set()
    for name in TRACKED:
        if name.endswith((".md", ".yml")) or name == ".ci/run":
            text = (ROOT / name).read_text(encoding="utf-8")
            for line in re.findall(r"(?:^|`|run: )\s*make ([a-z -]+)", text, re.MULTILINE):
                named |= set(line.split())
    assert named - targets == set()
    assert {"build", "test", "check-metadata", "diff"} <= named


def test_no_command_is_run_by_its_wrapper() -> None:
    """Its first line names the interpreter, which fails in a folder with a quotation mark."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    run = re.findall(r"(?:\$\(BIN\)|\.venv/\w+/bin)/([^\s\"]+)", makefile)
    assert set(run) == {"python", "$(PIP)"}
    assert "\nPIP = python -m pip " in makefile
