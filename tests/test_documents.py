"""Do the documents say what the data say, and nothing that was invented?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import DESCRIPTOR, ROOT, Checkout

from publication.documents import citation_cff, with_generated_blocks

README = (ROOT / "README.md").read_text(encoding="utf-8")
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
SCHEMA = ["check-jsonschema", "--builtin-schema", "vendor.citation-file-format"]
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split()


def check_citation(file: Path) -> int:
    """The exit code of the validator of the Citation File Format."""
    command = [str(Path(sys.executable).with_name(SCHEMA[0])), *SCHEMA[1:], str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_generated_parts_of_the_readme_are_current() -> None:
    """Tables, columns and citation are those of the descriptor."""
    assert with_generated_blocks(README, DESCRIPTOR) == README
    for resource in DESCRIPTOR["resources"]:
        for field in resource.get("schema", {"fields": []})["fields"]:
            assert f"| `{field['name']}` | {field['type']} | {field['origin']} |" in README


def test_the_citation_file_is_current() -> None:
    """It is generated from the descriptor, of type dataset."""
    assert citation_cff(DESCRIPTOR) == CITATION
    content = yaml.safe_load(CITATION)
    assert (content["type"], content["version"]) == ("dataset", DESCRIPTOR["version"])
    assert content["title"] == DESCRIPTOR["title"]


def test_the_citation_file_is_valid() -> None:
    """Against the schema of CFF 1.2.0."""
    assert check_citation(ROOT / "CITATION.cff") == 0


def test_the_validator_of_the_citation_file_looks(tmp_path: Path) -> None:
    """Without its authors it is refused."""
    broken = tmp_path / "CITATION.cff"
    broken.write_text(CITATION.replace("authors:", "writers:", 1), encoding="utf-8")
    assert check_citation(broken) != 0


def test_the_version_is_written_in_one_place() -> None:
    """By hand only in package.toml and, as history, in the changelog; elsewhere it is generated."""
    version = DESCRIPTOR["version"]
    holders = {
        name for name in TRACKED
        if name.endswith((".toml", ".py", ".md", ".cff", ".json", "Makefile"))
        and re.search(rf"(?<![\d.]){re.escape(version)}(?![\d.])", (ROOT / name).read_text(encoding="utf-8"))
    }  # fmt: skip
    by_hand = {"scripts/article/package.toml", "CHANGELOG.md"}
    measured = {"benchmarks/README.md"}  # says which version was measured, be it this one or not
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


def test_the_readme_names_every_folder() -> None:
    """A newcomer finds each place in its table of folders."""
    folders = [
        "resources/",
        "scripts/article/",
        "scripts/transcription/",
        "scripts/coding/",
        "scripts/publication/",
        "scripts/metadata/",
        "metadata/",
        "src/german_pows_ussr/",
        "tests/",
    ]
    for folder in folders:
        assert (ROOT / folder).is_dir()
        assert f"| `{folder}` |" in README


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-engines.txt", "pyproject.toml", "Makefile"]
)
def test_no_package_index_is_named(name: str) -> None:
    """The lock pins versions and hashes, and leaves the index to whoever installs."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")


def test_every_link_of_the_readme_leads_somewhere() -> None:
    """To a file that is there, or to one of the two addresses of the data package standard."""
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert target == "https://datapackage.org" or (ROOT / target).is_file(), target


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
    """It is written once; after a build the old one stands nowhere."""
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
    assert holders == before | {"scripts/article/package.toml"}


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
