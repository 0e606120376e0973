"""Is a version refused that should not be released, and does `make release-check` run what must run?"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from conftest import GIT, ROOT

import ready

DAY = "2026-03-01"
PACKAGE = "scripts/article/package.toml"
NEEDED = {
    "contact": 'contact = "pows@example.org"\n',
    "homepage": 'homepage = "https://example.org/pows/"\n',
    "doi": 'doi = "10.1234/pows"\n',
    "editors": '[[editors]]\nfamily = "Doe"\ngiven = "Jane"\norcid = "0000-0000-0000-0000"\n',
}
"""Made-up values of what a release needs."""


def commit(folder: Path, when: str = f"{DAY}T12:00:00+00:00") -> None:
    """Commit everything, at a time of one's own."""
    environment = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for command in (["add", "-A"], ["commit", "-qm", "Change"]):
        subprocess.run([*GIT, *command], cwd=folder, env=environment, check=True)


def describe(
    folder: Path, version: str = "1.0.0", created: str = DAY, without: str | None = None
) -> None:
    """Write the knowledge of the package, complete but for one thing, and a descriptor of that day."""
    text = (ROOT / PACKAGE).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^((contact|homepage|doi) = |\[\[editors]]\n(.+\n)*).*\n", "", text)
    text = re.sub(r'(?m)^version = ".*"', f'version = "{version}"', text)
    text = re.sub(r'(?m)^created = ".*"', f'created = "{created}T00:00:00Z"', text)
    needed = [lines for name, lines in NEEDED.items() if name != without]
    text = text.replace("[tables]\n", "".join(needed) + "[tables]\n", 1)
    (folder / PACKAGE).parent.mkdir(parents=True, exist_ok=True)
    (folder / PACKAGE).write_text(text, encoding="utf-8")
    (folder / "datapackage.json").write_text(version + created, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one commit is ready."""
    monkeypatch.setattr(ready, "ROOT", tmp_path)
    subprocess.run([*GIT, "init", "-q"], cwd=tmp_path, check=True)
    describe(tmp_path)
    commit(tmp_path)
    return tmp_path


def refusal(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on which it is refused."""
    assert ready.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_what_is_committed_dated_and_new_is_ready(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Later commits that publish nothing do not age it; nor does its own tag."""
    (folder / "README.md").write_text("Later.\n", encoding="utf-8")
    commit(folder, "2026-05-01T12:00:00+00:00")
    subprocess.run([*GIT, "tag", "v1.0.0"], cwd=folder, check=True)
    assert ready.main() == 0
    assert (
        capsys.readouterr().out == f"1.0.0 of {DAY} is complete, committed whole, dated and new\n"
    )


@pytest.mark.parametrize("name", NEEDED)
def test_what_a_release_needs_is_refused_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """An editor, a contact, an address, a DOI: each in a line."""
    describe(folder, without=name)
    commit(folder)
    line = refusal(capsys)
    assert line.startswith(f"release-check: no {name}: ")
    assert f"edit {name} in scripts/article/package.toml" in line


def test_what_this_version_lacks_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """It is what its knowledge does not have."""
    ready.main()
    text = (ROOT / PACKAGE).read_text(encoding="utf-8")
    lacking = {name for name in NEEDED if not re.search(rf"(?m)^(\[\[)?{name}\b", text)}
    assert set(re.findall(r": no (\w+): ", capsys.readouterr().err)) == lacking


@pytest.mark.parametrize("created", ["2026-02-28", "2026-03-02"])
def test_a_date_that_is_not_the_day_of_the_last_change_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], created: str
) -> None:
    """An old one, and one that has not come."""
    describe(folder, created=created)
    commit(folder)
    line = refusal(capsys)
    assert f"created is {created}, but datapackage.json last changed on {DAY}" in line
    assert "edit created in scripts/article/package.toml" in line


def test_the_day_is_that_of_greenwich(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `created` is."""
    describe(folder, created="2026-03-05")
    commit(folder, "2026-03-04T23:30:00-05:00")
    assert ready.main() == 0


def test_what_is_not_committed_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By name, for what is checked would not be what is tagged."""
    (folder / "left.csv").write_text("over\n", encoding="utf-8")
    assert "left.csv" in refusal(capsys)


def test_a_version_that_is_tagged_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A release is never replaced."""
    subprocess.run([*GIT, "tag", "v1.0.0"], cwd=folder, check=True)
    (folder / "README.md").write_text("Other.\n", encoding="utf-8")
    commit(folder)
    assert "v1.0.0 is tagged already" in refusal(capsys)


def test_a_folder_without_a_commit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the words of git."""
    monkeypatch.setattr(ready, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    describe(tmp_path)
    assert "git status: fatal: not a git repository" in refusal(capsys)


def test_the_release_check_runs_all_that_there_is() -> None:
    """The tree is judged first and last, and between them run all the tests."""
    done = subprocess.run(
        ["make", "--dry-run", "release-check"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    first, last = (find(done.stdout, "scripts/ready.py") for find in (str.index, str.rindex))
    for command in (
        "ruff check",
        'pytest -q -m "not slow"',
        "pytest -q -n auto -m slow",
        "hatchling build",
    ):
        assert first < done.stdout.index(command) < last
