"""Does ``make diff`` name every value that differs between two versions, and no other?"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from conftest import DESCRIPTOR, GIT, ROOT, Checkout

import diff
from diff import Step, Version, differences, last_tag, raised, read_package
from transcription.refusal import Refusal

VERSION = DESCRIPTOR["version"]
MAJOR, MINOR, PATCH = map(int, VERSION.split("."))
NEXT_MINOR = f"{MAJOR}.{MINOR + 1}.0"
NEXT_PATCH = f"{MAJOR}.{MINOR}.{PATCH + 1}"
EVENTS = "scripts/article/events.toml"


def published() -> Version:
    """Return the published version."""
    return read_package(lambda path: (ROOT / path).read_bytes())


def lines_after(checkout: Checkout) -> list[str]:
    """Return the differences between the published version and one built after some edits."""
    found = differences(published(), read_package(checkout.files().__getitem__))
    return [difference.line for difference in found]


def test_a_change_is_followed_to_what_is_computed_from_it(checkout: Checkout) -> None:
    """A value by its address; a figure with its place, its numeral, and the findings on it."""
    assert list(differences(published(), published())) == []
    checkout.edit(EVENTS, 'date = { "1990" =', 'date = { "1990-01" =')
    checkout.edit(EVENTS, "[fields.note]", "[fields.remark]")
    file = checkout.root / EVENTS
    file.write_text(file.read_text("utf-8").replace("\nnote = ", "\nremark = "), "utf-8")
    checkout.edit_article("| 1949 | IV | 85,000 |", "| 1949 | IV | 86,000 |")
    lines = lines_after(checkout)
    assert {
        "- column events/*/note",
        "+ column events/*/remark",
        "~ events/history-documents-released/date: 1990 -> 1990-01",
        "~ events/history-documents-released/period_end: 1990-12-31 -> 1990-01-31",
        "~ evidence/events/history-documents-released/date/support/1/reading: 1990 -> 1990-01",
        "~ prisoners_held/1949-Q4/prisoners: 85000 -> 86000",
        "~ findings/held-october-1949/finding: same -> compatible",
        "~ evidence/prisoners_held/1949-Q4/prisoners/read/1/exact: 85,000 -> 86,000",
    } <= set(lines)
    assert len(lines) == 25


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a small package, which is tagged as a version."""
    monkeypatch.setattr(diff, "ROOT", tmp_path)
    write_package(tmp_path, "1")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Release"], ["tag", "v1"]):
        subprocess.run([*GIT, *command], cwd=tmp_path, check=True)
    return tmp_path


def write_package(folder: Path, value: str, version: str = VERSION, **schema: str) -> None:
    """Write a package of one table with one row, which has a value."""
    fields = [{"name": "key", "type": "string"}, {"name": "value", "type": "string"} | schema]
    table = {"name": "t", "path": "t.csv", "schema": {"primaryKey": ["key"], "fields": fields}}
    descriptor = {"version": version, "title": schema.get("title", "T"), "resources": [table]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (folder / "t.csv").write_text(f"key,value\nk,{value}\n", "utf-8")


def run_diff(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Return the exit code of the command and what it prints."""
    monkeypatch.setattr("sys.argv", ["diff.py", *arguments])
    return (diff.main(), *capsys.readouterr())


def test_a_version_that_rose_too_little_is_refused_under_check(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed value, unit, title; without the check it is only said; the next version passes."""
    line = "~ t/k/value: 1 -> 2"
    unit = "~ unit of column t/*/value: (empty) -> persons"
    none = "no published value differs"
    for value, schema, printed, lowest, step in (
        ("2", {}, line, NEXT_MINOR, "minor"),
        ("1", {"unit": "persons"}, unit, NEXT_MINOR, "major"),
        ("1", {"title": "Counted"}, none, NEXT_PATCH, "patch"),
    ):
        said = (
            f"{VERSION} must become at least {lowest} ({step}), but is {VERSION}: "
            "edit version in scripts/article/package.toml\n"
        )
        write_package(released, value, **schema)
        assert run_diff(monkeypatch, capsys, "--check") == (1, f"{printed}\n", said)
        assert run_diff(monkeypatch, capsys) == (0, f"{printed}\n", said)
        write_package(released, value, lowest, **schema)
        assert run_diff(monkeypatch, capsys, "--check") == (0, f"{printed}\n", "")


def test_nothing_changed_needs_no_new_version(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor does a first version have one before it."""
    assert run_diff(monkeypatch, capsys, "--check") == (0, "no published value differs\n", "")
    subprocess.run(["git", "tag", "-d", "v1"], cwd=released, check=True, capture_output=True)
    said = "no version is tagged yet, so there is none to compare with\n"
    assert run_diff(monkeypatch, capsys, "--check") == (0, said, "")


def test_what_cannot_be_read_is_refused_in_one_line(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A revision that is none, a version that is none, a descriptor damaged or missing."""
    code, _, errors = run_diff(monkeypatch, capsys, "v0")
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith("diff: cannot read datapackage.json at 'v0'")
    write_package(released, "2", "newest")
    said = "diff: 'newest' is no version; three numbers with dots expected, such as 1.2.3\n"
    assert run_diff(monkeypatch, capsys, "--check")[::2] == (1, said)
    (released / "datapackage.json").write_text("{", encoding="utf-8")
    damaged = run_diff(monkeypatch, capsys, "--check")
    (released / "datapackage.json").unlink()
    for code, _, errors in (damaged, run_diff(monkeypatch, capsys, "--check")):
        assert (code, errors.count("\n")) == (1, 1)
        assert errors.startswith("diff: datapackage.json cannot be read: ")


def test_without_a_history_the_check_does_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside a repository, and in one without a commit."""
    monkeypatch.setattr(diff, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outside = run_diff(monkeypatch, capsys, "--check")
    subprocess.run([*GIT, "init", "-q"], cwd=tmp_path, check=True)
    for code, output, errors in (outside, run_diff(monkeypatch, capsys, "--check")):
        assert (code, output, errors.count("\n")) == (1, "", 1)
        assert errors.startswith("diff: no version to compare with: fatal: ")


def test_in_a_history_that_is_cut_off_the_check_does_not_pass(
    released: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its tags may lie beyond; the message says how to fetch them."""
    subprocess.run([*GIT, "commit", "-qm", "On", "--allow-empty"], cwd=released, check=True)
    clone = ["clone", "-q", "--depth=1", "--no-tags", f"file://{released}", "shallow"]
    subprocess.run([*GIT, *clone], cwd=released, check=True)
    monkeypatch.setattr(diff, "ROOT", released / "shallow")
    said = (
        "diff: no version to compare with: the history is cut off; `git fetch --unshallow --tags`\n"
    )
    assert run_diff(monkeypatch, capsys, "--check") == (1, "", said)


def test_without_git_the_check_does_not_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what git is needed for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="git cannot be run: No such file"):
        last_tag()


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        ("0.4.0", "major", "0.5.0"), ("0.4.7", "minor", "0.5.0"), ("0.4.7", "patch", "0.4.8"),
        ("1.2.3", "major", "2.0.0"), ("1.2.3", "minor", "1.3.0"), ("1.2.3", "patch", "1.2.4"),
    ],
)  # fmt: skip
def test_the_next_version(version: str, step: Step, expected: str) -> None:
    """By the rules of docs/releasing.md."""
    assert raised(version, step) == expected
