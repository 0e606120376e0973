"""Is the zip a valid data package for somebody who has nothing else, and the same every time?"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import DESCRIPTOR, ROOT, rows

import archive
from exports import described

FRICTIONLESS = os.environ.get("FRICTIONLESS", str(Path(sys.executable).with_name("frictionless")))


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip."""
    target = tmp_path_factory.mktemp("packed") / "german-pows-ussr.zip"
    assert archive.main(str(target)) == 0
    return target


@pytest.fixture(scope="module")
def unpacked(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in it, in a folder far from the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with ZipFile(zipped) as packed:
        packed.extractall(folder)
    return folder


def validate(folder: Path) -> subprocess.CompletedProcess[str]:
    """What frictionless says of a folder, from within it."""
    command = [FRICTIONLESS, "validate", "datapackage.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_frictionless_finds_it_valid(unpacked: Path) -> None:
    """Every file of it."""
    done = validate(unpacked)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("VALID") == len(DESCRIPTOR["resources"])


@pytest.mark.slow
def test_frictionless_finds_the_zip_itself_valid(zipped: Path) -> None:
    """Unpacked by nobody: it is at the root that a zip must have its descriptor."""
    command = [FRICTIONLESS, "validate", "--type", "package", zipped.name]
    done = subprocess.run(command, cwd=zipped.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("VALID") == len(DESCRIPTOR["resources"])


@pytest.mark.slow
def test_frictionless_notices_one_changed_byte(unpacked: Path, tmp_path: Path) -> None:
    """So that the verdict above is one on these files."""
    spoilt = shutil.copytree(unpacked, tmp_path / "spoilt")
    file = spoilt / "resources/prisoners_held.csv"
    file.write_bytes(file.read_bytes().replace(b"26000", b"27000", 1))
    assert validate(spoilt).returncode == 1


def test_it_holds_all_that_is_published_and_what_explains_it(unpacked: Path) -> None:
    """Byte for byte; the documents are pages, the licence a text."""
    published = ["datapackage.json", *(resource["path"] for resource in DESCRIPTOR["resources"])]
    for path in published:
        assert (unpacked / path).read_bytes() == (ROOT / path).read_bytes()
    found = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    explained = {"README.md", "LICENSE.txt", "codebook.html", "method.html"}
    assert found == {*published, *explained}


def test_its_codebook_explains_every_column_and_term(unpacked: Path) -> None:
    """In a page without a link that leads out of the folder, and without markup left over."""
    text = (unpacked / "codebook.html").read_text(encoding="utf-8")
    for resource in DESCRIPTOR["resources"]:
        for field in resource.get("schema", {"fields": []})["fields"]:
            for name in (field["name"], *field.get("vocabulary", {})):
                assert f"<td><code>{name}</code></td>" in text, name
    for page in ("codebook.html", "method.html"):
        text = (unpacked / page).read_text(encoding="utf-8")
        assert all((unpacked / link).is_file() for link in re.findall(r'href="([^"]+)"', text))
        assert "| ---" not in text
        assert "<title>" in text


def test_its_readme_names_every_file_and_the_citation(unpacked: Path) -> None:
    """And how to open a CSV file in Excel."""
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    for name in ("datapackage.json", "article.txt", "codebook.html", "method.html", "LICENSE.txt"):  # fmt: skip
        assert f"`{name}`" in text
    assert DESCRIPTOR["citation"] in text
    assert "65001" in text


@pytest.mark.slow
def test_it_is_the_same_every_time(zipped: Path, tmp_path: Path) -> None:
    """Whenever and wherever it is packed."""
    second = tmp_path / "second.zip"
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2", "LC_ALL": "C"}
    command = [sys.executable, str(ROOT / "scripts/archive.py"), str(second)]
    subprocess.run(command, env=os.environ | elsewhere, check=True, capture_output=True)
    assert zipped.read_bytes() == second.read_bytes()


def test_its_readme_names_every_table_and_every_trap(unpacked: Path) -> None:
    """The titles are those of the descriptor, the traps those of the README of the repository."""
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    for resource in DESCRIPTOR["resources"]:
        if "schema" in resource:
            assert f"- `{resource['name']}`: {resource['title']}\n" in text
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    traps = re.findall(
        r"^- \*\*(.+?)\*\*",
        readme.partition("## Mind the traps")[2].partition("\n## ")[0],
        re.MULTILINE,
    )
    assert len(traps) > 3
    assert all(f"**{trap}**" in text for trap in traps)
    for word in ("`Total`", "`claim`", "`rests_on`", "`printed_low`", "missing, not zero"):
        assert word in text
    assert "](" not in text


def test_descriptions_for_programs_lie_beside_it() -> None:
    """What Datasette shows of every table, and an annotation for each transcribed cell."""
    found = {name: json.loads(content) for name, content in described().items()}
    assert set(found) == {"datasette.json", "annotations.jsonld"}
    tables = found["datasette.json"]["databases"]["german-pows-ussr"]["tables"]
    titles = {
        entry["name"]: entry["title"] for entry in DESCRIPTOR["resources"] if "schema" in entry
    }
    assert {name: table["title"] for name, table in tables.items()} == titles
    items = found["annotations.jsonld"]["items"]
    identified = [one["body"][0]["value"] for one in items if one["motivation"] == "identifying"]
    assert identified == [row["address"] for row in rows("evidence") if row["role"] == "read"]
