"""Does ``make diff`` name every value that differs between two versions, and no other?"""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import Checkout

GIT = [
    "git",
    "-c",
    "user.name=x",
    "-c",
    "user.email=x@example.invalid",
    "-c",
    "commit.gpgsign=false",
]


def diff(checkout: Checkout, revision: str) -> subprocess.CompletedProcess[str]:
    """What the command prints."""
    command = [sys.executable, "scripts/diff.py", revision]
    return subprocess.run(command, cwd=checkout.root, capture_output=True, text=True, check=False)


@pytest.fixture
def released(checkout: Checkout) -> Checkout:
    """A checkout whose present state is tagged as a version."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Release"], ["tag", "v1"]):
        subprocess.run([*GIT, *command], cwd=checkout.root, check=True)
    return checkout


def test_a_version_does_not_differ_from_itself(released: Checkout) -> None:
    """It says so."""
    done = diff(released, "v1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "no published value differs\n", "")


def test_a_changed_value_is_named_by_its_address(released: Checkout) -> None:
    """With the old and the new value."""
    released.edit("scripts/article/statements.toml", 'period = "1949-10"', 'period = "1949"')
    assert released.build().returncode == 0
    assert diff(released, "v1").stdout == "~ statements/history-held-1949/period: 1949-10 -> 1949\n"


def test_a_changed_figure_is_followed_to_what_is_computed_from_it(released: Checkout) -> None:
    """Its place, its numeral, and the findings that rest on it."""
    released.edit_article("| 1949 | IV | 85,000 |", "| 1949 | IV | 86,000 |")
    assert released.build().returncode == 0
    lines = diff(released, "v1").stdout.splitlines()
    assert "~ prisoners_held/1949-Q4/prisoners: 85000 -> 86000" in lines
    assert "~ reconciliation/held-october-1949/finding: agrees -> conflicts" in lines
    assert "~ provenance/prisoners_held/1949-Q4/prisoners/exact: 85,000 -> 86,000" in lines
    assert len(lines) == 6


def test_what_was_added_and_removed_is_named(released: Checkout) -> None:
    """A column renamed is one removed and one added; an emptied cell is changed to nothing."""
    released.edit("scripts/article/events.toml", "[fields.note]", "[fields.remark]")
    path = released.root / "scripts/article/events.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\nnote = ", "\nremark = "), encoding="utf-8"
    )
    released.edit(
        "scripts/article/not_figures.toml", "Part of the name of an army.", "The name of an army."
    )
    assert released.build().returncode == 0
    lines = diff(released, "v1").stdout.splitlines()
    assert lines[:2] == ["- column events/*/note", "+ column events/*/remark"]
    assert lines[2].startswith("~ numerals/")
    assert lines[2].endswith("/reason: Part of the name of an army. -> The name of an army.")


def test_an_unknown_revision_is_refused_in_one_line(released: Checkout) -> None:
    """It names the revision."""
    done = diff(released, "v0")
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("diff: cannot read datapackage.json at 'v0'")
