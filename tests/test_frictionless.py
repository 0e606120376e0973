"""Does frictionless find the published files valid, and any that was changed invalid?

A validator that says VALID is not one that looked, so it is also run against something broken.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS

from publication.descriptor import TABLES_ALONE, describe_tables
from publication.release import profile_errors

# .ci/run names here one that was installed with plain `pip install frictionless`.
FRICTIONLESS = os.environ.get("FRICTIONLESS", str(Path(sys.executable).with_name("frictionless")))
PATHS = [resource["path"] for resource in DESCRIPTOR["resources"]]


def frictionless(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command that a user runs."""
    command = [FRICTIONLESS, "validate", "datapackage.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the published files alone."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def test_frictionless_finds_it_valid(package: Path) -> None:
    """``frictionless validate datapackage.json`` names every resource and finds no fault."""
    done = frictionless(package)
    assert done.returncode == 0, done.stdout
    assert "INVALID" not in done.stdout
    assert done.stdout.count(" VALID ") == len(PATHS)


@pytest.mark.parametrize("first", [0, 1])
def test_frictionless_notices_one_changed_byte(package: Path, first: int) -> None:
    """In every other file, and in those between: each is INVALID, and no file without keys beside."""
    changed = set(PATHS[first::2])
    for path in changed:
        content = bytearray((package / path).read_bytes())
        content[len(content) // 2] ^= 1
        (package / path).write_bytes(content)
    done = frictionless(package)
    assert done.returncode != 0
    found = re.findall(r"\b(VALID|INVALID) +│$", done.stdout, re.MULTILINE)
    invalid = {path for path, status in zip(PATHS, found, strict=True) if status == "INVALID"}
    assert changed <= invalid
    assert not {path for path in invalid - changed if not path.endswith(".csv")}


def test_frictionless_notices_a_single_changed_file(package: Path) -> None:
    """However small; the others stay VALID."""
    with (package / "resources" / "article.txt").open("a", encoding="utf-8") as article:
        article.write("\n")
    done = frictionless(package)
    assert done.returncode != 0
    assert (done.stdout.count(" INVALID "), done.stdout.count(" VALID ")) == (1, len(PATHS) - 1)


ALONE = json.loads((ROOT / TABLES_ALONE).read_bytes())


def test_the_tables_alone_are_described_as_in_the_whole() -> None:
    """In the same bytes, by the same types, keys and references; as it would be made now."""
    assert describe_tables(DESCRIPTOR) == ALONE
    assert [table["name"] for table in ALONE["resources"]] == list(SCHEMAS)
    for table in ALONE["resources"]:
        (whole,) = (entry for entry in DESCRIPTOR["resources"] if entry["name"] == table["name"])
        assert table["path"] == Path(whole["path"]).name
        assert table["hash"] == whole["hash"]
        for key in ("primaryKey", "foreignKeys"):
            assert table["schema"].get(key) == whole["schema"].get(key)
        assert [(field["name"], field["type"]) for field in table["schema"]["fields"]] == [
            (field["name"], field["type"]) for field in whole["schema"]["fields"]
        ]


def test_no_pattern_of_the_tables_alone_meets_a_null() -> None:
    """Databases would apply it to nothing, and refuse the row; those of keys stay."""
    fields = [field for table in ALONE["resources"] for field in table["schema"]["fields"]]
    limits = [field.get("constraints", {}) for field in fields]
    assert any("pattern" in limit for limit in limits)
    assert all(limit.get("required") for limit in limits if "pattern" in limit)


def test_the_tables_alone_are_valid(package: Path) -> None:
    """By the profile and by frictionless, which notices a changed byte here as well."""
    assert profile_errors(ALONE) == []
    done = frictionless(package / "resources")
    assert (done.returncode, done.stdout.count(" VALID ")) == (0, len(SCHEMAS))
    with (package / "resources" / "events.csv").open("a", encoding="utf-8") as events:
        events.write("\n")
    assert frictionless(package / "resources").returncode != 0
