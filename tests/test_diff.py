"""Does ``make diff`` name every value that differs between two versions, and no other?"""

from __future__ import annotations

import subprocess

import pytest
from conftest import DESCRIPTOR, GIT, Checkout
from forked import forked

from diff import Step, last_tag, raised
from transcription.refusal import Refusal


def diff(checkout: Checkout, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the command prints."""
    return forked("compare", checkout.root, arguments=list(arguments))


@pytest.fixture
def released(checkout: Checkout) -> Checkout:
    """A checkout whose present state is tagged as a version."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Release"], ["tag", "v1"]):
        subprocess.run([*GIT, *command], cwd=checkout.root, check=True)
    return checkout


CHANGE = ("scripts/article/events.toml", 'date = { "1990" =', 'date = { "1990-01" =')


def test_a_version_does_not_differ_from_itself(released: Checkout) -> None:
    """It says so."""
    done = diff(released, "v1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "no published value differs\n", "")


def test_a_changed_value_is_named_by_its_address(released: Checkout) -> None:
    """With the old and the new value."""
    released.edit(*CHANGE)
    assert released.build().returncode == 0
    assert diff(released, "v1").stdout.splitlines() == [
        "~ events/history-documents-released/date: 1990 -> 1990-01",
        "~ events/history-documents-released/period_end: 1990-12-31 -> 1990-01-31",
        "~ evidence/events/history-documents-released/date/support/1/reading: 1990 -> 1990-01",
    ]


def test_a_changed_figure_is_followed_to_what_is_computed_from_it(released: Checkout) -> None:
    """Its place, its numeral, and the findings that rest on it."""
    released.edit_article("| 1949 | IV | 85,000 |", "| 1949 | IV | 86,000 |")
    assert released.build().returncode == 0
    lines = diff(released, "v1").stdout.splitlines()
    assert "~ prisoners_held/1949-Q4/prisoners: 85000 -> 86000" in lines
    assert "~ findings/held-october-1949/finding: agrees -> agrees_when_rounded" in lines
    assert "~ evidence/prisoners_held/1949-Q4/prisoners/read/1/exact: 85,000 -> 86,000" in lines
    assert "~ figures/prisoners_held/1949-Q4/prisoners/value: 85000 -> 86000" in lines
    assert len(lines) == 17


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


VERSION = DESCRIPTOR["version"]
MAJOR, MINOR, PATCH = map(int, VERSION.split("."))
NEXT_MINOR = f"{MAJOR}.{MINOR + 1}.0"
NEXT_PATCH = f"{MAJOR}.{MINOR}.{PATCH + 1}"
PACKAGE = "scripts/article/package.toml"
TITLE = f'title = "{DESCRIPTOR["title"]}"'


@pytest.mark.parametrize(
    ("file", "old", "new", "lowest"),
    [
        (*CHANGE, NEXT_MINOR),
        (
            "scripts/article/events.toml",
            "[fields.note]\n",
            '[fields.note]\nunit = "persons"\n',
            NEXT_MINOR,
        ),
        (PACKAGE, TITLE, 'title = "Prisoners, counted"', NEXT_PATCH),
    ],
)
def test_a_version_that_rose_too_little_is_refused(
    released: Checkout, file: str, old: str, new: str, lowest: str
) -> None:
    """A changed value, a changed unit, a changed title; the next version that is enough passes."""
    released.edit(file, old, new)
    assert released.build().returncode == 0
    done = diff(released, "--check")
    assert done.returncode == 1
    assert f"{VERSION} must become at least {lowest} (" in done.stderr
    assert f"but is {VERSION}: edit version in scripts/article/package.toml" in done.stderr
    released.edit(PACKAGE, f'version = "{VERSION}"', f'version = "{lowest}"')
    assert released.build().returncode == 0
    done = diff(released, "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_the_check_it_only_says_so(released: Checkout) -> None:
    """As long as one works, the version may wait."""
    released.edit(PACKAGE, TITLE, 'title = "Prisoners, counted"')
    assert released.build().returncode == 0
    done = diff(released)
    assert (done.returncode, done.stdout) == (0, "no published value differs\n")
    assert f"must become at least {NEXT_PATCH} (patch)" in done.stderr


def test_nothing_changed_needs_no_new_version(released: Checkout) -> None:
    """Nor does a first version have one before it."""
    assert diff(released, "--check").returncode == 0
    subprocess.run(["git", "tag", "-d", "v1"], cwd=released.root, check=True, capture_output=True)
    done = diff(released, "--check")
    assert (done.returncode, done.stdout) == (
        0,
        "no version is tagged yet, so there is none to compare with\n",
    )


def test_a_version_that_is_none_is_refused(released: Checkout) -> None:
    """In one line; a descriptor may have been edited by hand."""
    released.edit("datapackage.json", f'"version": "{VERSION}"', '"version": "newest"')
    done = diff(released, "--check")
    assert done.returncode == 1
    assert done.stderr == (
        "diff: 'newest' is no version; three numbers with dots expected, such as 1.2.3\n"
    )


def test_a_descriptor_that_is_none_is_refused(released: Checkout) -> None:
    """In one line, whether it is damaged or missing."""
    (released.root / "datapackage.json").write_text("{", encoding="utf-8")
    damaged = diff(released, "--check")
    (released.root / "datapackage.json").unlink()
    missing = diff(released, "--check")
    for done in (damaged, missing):
        (line,) = done.stderr.splitlines()
        assert done.returncode == 1
        assert line.startswith("diff: datapackage.json cannot be read: ")


def test_without_a_history_the_check_does_not_pass(checkout: Checkout) -> None:
    """Outside a repository, and in one without a commit."""
    outside = diff(checkout, "--check")
    subprocess.run([*GIT, "init", "-q"], cwd=checkout.root, check=True)
    empty = diff(checkout, "--check")
    for done in (outside, empty):
        (line,) = done.stderr.splitlines()
        assert (done.returncode, done.stdout) == (1, "")
        assert line.startswith("diff: no version to compare with: fatal: ")


def test_in_a_history_that_is_cut_off_the_check_does_not_pass(released: Checkout) -> None:
    """Its tags may lie beyond; the message says how to fetch them."""
    subprocess.run([*GIT, "commit", "-qm", "On", "--allow-empty"], cwd=released.root, check=True)
    clone = ["clone", "-q", "--depth=1", "--no-tags", f"file://{released.root}", "shallow"]
    subprocess.run([*GIT, *clone], cwd=released.root, check=True)
    copied = ["scripts", "datapackage.json"]
    assert all((released.root / "shallow" / name).exists() for name in copied)
    done = diff(Checkout(released.root / "shallow"), "--check")
    assert (done.returncode, done.stderr) == (
        1,
        "diff: no version to compare with: the history is cut off; "
        "`git fetch --unshallow --tags`\n",
    )


def test_without_git_the_check_does_not_pass(
    released: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what git is needed for."""
    monkeypatch.setenv("PATH", str(released.root))
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
