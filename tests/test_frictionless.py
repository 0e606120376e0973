"""Does frictionless find the published files valid, and any that was changed invalid?

A validator that says "valid" proves nothing unless it also notices a broken file.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import frictionless
import pytest
from conftest import DESCRIPTOR, ROOT, SCHEMAS

from publication.descriptor import TABLES_ALONE, describe_tables
from publication.release import profile_errors

PATHS = {resource["name"]: resource["path"] for resource in DESCRIPTOR["resources"]}
ALONE = json.loads((ROOT / TABLES_ALONE).read_bytes())


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the published files alone."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def verdicts(folder: Path) -> dict[str, bool]:
    """Validate the package in a folder, and say which of its resources are valid."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.errors == []
    return {task.name: task.valid for task in report.tasks}


def change_one_byte(file: Path) -> None:
    """Flip a bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_one_changed_byte_makes_a_valid_file_invalid(package: Path) -> None:
    """With a byte changed in each, none is valid; without, the build has found all of them so."""
    for path in PATHS.values():
        change_one_byte(package / path)
    assert verdicts(package) == dict.fromkeys(PATHS, False)


@pytest.mark.slow
def test_only_what_was_changed_is_invalid(package: Path) -> None:
    """The other files stay valid, but for tables that refer to a key in a changed one."""
    assert verdicts(package) == dict.fromkeys(PATHS, True)
    names = list(PATHS)
    for changed in (["article"], names[::2], names[1::2]):
        for name in changed:
            change_one_byte(package / PATHS[name])
        invalid = {name for name, valid in verdicts(package).items() if not valid}
        assert set(changed) <= invalid <= {*changed, *SCHEMAS}
        for name in changed:
            shutil.copy(ROOT / PATHS[name], package / PATHS[name])


def test_the_tables_alone_are_described_as_in_the_whole() -> None:
    """Files, types, keys and references are the same, and what the build would write now."""
    assert describe_tables(DESCRIPTOR) == ALONE
    assert profile_errors(ALONE) == []
    wholes = {entry["name"]: entry for entry in DESCRIPTOR["resources"] if "schema" in entry}
    assert [table["name"] for table in ALONE["resources"]] == list(wholes)
    for table in ALONE["resources"]:
        whole = wholes[table["name"]]
        assert table["path"] == Path(whole["path"]).name
        assert table["hash"] == whole["hash"]
        for key in ("primaryKey", "foreignKeys"):
            assert table["schema"].get(key) == whole["schema"].get(key)
        assert [(field["name"], field["type"]) for field in table["schema"]["fields"]] == [
            (field["name"], field["type"]) for field in whole["schema"]["fields"]
        ]


def test_no_pattern_of_the_tables_alone_meets_a_null() -> None:
    """A database would apply it to the null and refuse the row; the patterns of keys stay."""
    fields = [field for table in ALONE["resources"] for field in table["schema"]["fields"]]
    limits = [field.get("constraints", {}) for field in fields]
    assert any("pattern" in limit for limit in limits)
    assert all(limit.get("required") for limit in limits if "pattern" in limit)


@pytest.mark.slow
def test_the_tables_alone_are_valid(package: Path) -> None:
    """Frictionless notices a changed byte here as well."""
    assert verdicts(package / "resources") == dict.fromkeys(SCHEMAS, True)
    change_one_byte(package / "resources" / "events.csv")
    assert not verdicts(package / "resources")["events"]
