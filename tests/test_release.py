"""Is what is published whole, old or new, whatever comes in between, and does the command say which?

Small files stand for the package where only their move matters; a real build is killed, interrupted
and repaired once. ``faults/builds.py`` does it at random moments.
"""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from conftest import ROOT
from faults.builds import broken_at, disk_of, revised, stop_at_import

from publication import release
from transcription.refusal import Refusal

OLD = {
    "resources/a.csv": b"old a", "resources/gone.csv": b"old", "metadata/b.json": b"old b", "README.md": b"same",
    "datapackage.json": b'{"resources": [{"path": "resources/gone.csv"}]}',
}  # fmt: skip
NEW = {
    "resources/a.csv": b"new a", "metadata/b.json": b"new b", "README.md": b"same", "docs/made.md": b"new",
    "datapackage.json": b"{}",
}  # fmt: skip


def lay_out(folder: Path) -> Path:
    """Write the old files into a folder."""
    for path, content in OLD.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the old files, of which nothing is validated."""
    monkeypatch.setattr(release, "validate", lambda _: None)
    return lay_out(tmp_path)


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a folder but the lock."""
    files = (path for path in root.rglob("*") if path.is_file() and path.name != release.LOCK)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def refusal(root: Path) -> str:
    """Return the words in which the new files are refused; they are not published."""
    before = contents(root)
    with pytest.raises(Refusal) as refused:
        release.release(NEW, root)
    assert contents(root) == before
    assert not (root / release.STAGING).exists()
    return str(refused.value)


def test_only_what_changed_is_replaced(root: Path) -> None:
    """A file keeps its mode, and one that was published and is no longer is deleted."""
    (root / "resources/a.csv").chmod(0o640)
    untouched = (root / "README.md").stat().st_ino
    assert release.release(NEW, root) == [
        "resources/a.csv", "metadata/b.json", "docs/made.md", "datapackage.json", "resources/gone.csv",
    ]  # fmt: skip
    assert contents(root) == NEW
    assert stat.S_IMODE((root / "resources/a.csv").stat().st_mode) == 0o640
    assert (root / "README.md").stat().st_ino == untouched
    assert release.release(NEW, root) == []


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "resources/old_table.csv": lambda path: path.write_text("mine\n"),
    "metadata/notes.txt": lambda path: path.write_text("mine\n"),
    "resources/.ipynb_checkpoints": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("path", IN_THE_WAY)
def test_a_foreign_file_is_refused_by_name(root: Path, path: str) -> None:
    IN_THE_WAY[path](root / path)
    assert refusal(root) == (
        f"nothing was published: {path} is none of the published files; "
        "delete it, or move it elsewhere"
    )
    assert (root / path).exists()


def test_a_folder_or_a_link_in_the_place_of_a_file_is_refused(root: Path) -> None:
    (root / "elsewhere").write_bytes(b"mine")
    for place in ("metadata/b.json", "README.md"):
        (root / place).unlink()
        (root / place).symlink_to(root / "elsewhere")
        assert f"{place} is no regular file; move it elsewhere" in refusal(root)
        (root / place).unlink()
        (root / place).mkdir()
        assert f"{place} is no regular file; move it elsewhere" in refusal(root)
        (root / place).rmdir()


def test_a_folder_on_another_file_system_is_refused(root: Path) -> None:
    """What was renamed before is undone."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        (root / "docs").symlink_to(elsewhere)
        line = refusal(root)
    assert "docs/made.md" in line
    assert line.endswith("what was moved is back in its place")


def test_a_package_that_is_not_valid_is_not_published(tmp_path: Path) -> None:
    """The profile of Data Package is asked first."""
    root = lay_out(tmp_path)
    assert refusal(root).startswith("the package would not be valid, so nothing was published: ")


def test_a_failing_rename_is_undone(root: Path) -> None:
    """Whichever it is, and the deletion too; the line gives the cause."""
    for call in range(1, 6):
        with broken_at(call):
            line = refusal(root)
        assert line == "nothing was published: broken disk; what was moved is back in its place"


def test_files_that_cannot_be_put_back_are_called_mixed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if path.name == "b.json" or "former" in path.parts:
            raise OSError("broken disk")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Refusal, match=r"mixed: broken disk; and then broken disk; mend that"):
        release.release(NEW, root)


def test_a_full_disk_changes_nothing(root: Path) -> None:
    with disk_of(4):
        line = refusal(root)
    assert line.startswith("nothing was published: [Errno 27] File too large")


def test_what_a_killed_build_has_staged_is_deleted_and_nothing_else(root: Path) -> None:
    mine = [root / name / "mine" for name in (".staging-mine", f"{release.STAGING}-mine")]
    for path in (*mine, root / release.STAGING / "new" / "half"):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half")
    release.release(NEW, root)
    assert not (root / release.STAGING).exists()
    assert all(path.exists() for path in mine)


COMMAND = """
import os, signal, sys
from pathlib import Path
from publication import release

moment, number = sys.argv[1], int(sys.argv[2])
if number:  # a shell may start the tests with signals ignored
    signal.signal(number, signal.SIG_IGN if moment == "under nohup" else signal.SIG_DFL)
release.INTERRUPTION.listen("build", "published")

def check(staged):
    assert (staged / "a").read_bytes() == b"new"
    if moment in ("before", "under nohup"):
        try:
            os.kill(os.getpid(), number)
        except BaseException:  # as a library might
            pass

def hook(event, arguments):
    if moment == "during" and event == "os.rename":
        os.kill(os.getpid(), number)

def work():
    release.replace_files({"a": b"new", "b": b"new"}, Path.cwd(), check=check)
    return "published"

sys.addaudithook(hook)
code = release.run_command("build", "published", work, Path.cwd())
if moment == "after":
    os.kill(os.getpid(), number)
sys.exit(code)
"""


def run_and_signal(folder: Path, moment: str, number: int) -> tuple[int, str, str]:
    """Run a small command that gets a signal; return its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, moment, str(number)],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LATE = list(zip(("during", "after", "under nohup"), SIGNALS, strict=True))
EVERY = list(product(dict(LATE), SIGNALS))


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_command_before_it_renames(tmp_path: Path, number: int) -> None:
    """Nothing is published, and nothing staged is left."""
    said = "build: interrupted; nothing was published\n"
    assert run_and_signal(tmp_path, "before", number) == (128 + number, "", said)
    assert contents(tmp_path) == {}
    assert not (tmp_path / release.STAGING).exists()


@pytest.mark.parametrize("late", [LATE, pytest.param(EVERY, marks=pytest.mark.slow)])
def test_a_signal_comes_too_late(tmp_path: Path, late: list[tuple[str, int]]) -> None:
    """From the first rename on all is published, and the exit code is 0."""
    for moment, number in late:
        assert run_and_signal(tmp_path, moment, number) == (0, "published\n", "")
        assert contents(tmp_path) == {"a": b"new", "b": b"new"}
        (tmp_path / "a").unlink()


def test_a_second_command_says_that_it_waits(tmp_path: Path) -> None:
    """It publishes once the first has ended, and may be interrupted until then."""
    command = [sys.executable, "-c", COMMAND, "never", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    (tmp_path / release.STAGING).mkdir()
    with release.build_lock(tmp_path):
        waiting = [
            subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]  # fmt: skip
        for each in waiting:
            assert each.stderr
            assert each.stderr.readline() == "another build is at work here; waiting for it\n"
        waiting[0].terminate()
        assert waiting[0].communicate()[1] == "build: interrupted; nothing was published\n"
        assert (tmp_path / release.STAGING).exists()  # it is the first one's
        assert contents(tmp_path) == {}
    assert (waiting[1].communicate()[1], waiting[1].returncode) == ("", 0)
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}


def test_a_command_fails_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal, and a checkout in which the lock cannot be opened."""

    def refuse() -> str:
        raise Refusal("no")

    assert release.run_command("build", "published", refuse, tmp_path) == 1
    (tmp_path / release.LOCK).unlink()
    (tmp_path / release.LOCK).mkdir()
    assert release.run_command("build", "published", refuse, tmp_path) == 1
    refused, locked = capsys.readouterr().err.splitlines()
    assert refused == "build: no"
    assert locked.startswith("build: nothing was published: [Errno")


# A build imports this before it reads anything, and frictionless once it has staged all.
FIRST = "transcription.article"


@pytest.mark.parametrize("module", [FIRST, pytest.param("frictionless", marks=pytest.mark.slow)])
def test_a_build_that_is_interrupted_leaves_the_old_files(tmp_path: Path, module: str) -> None:
    """Whatever it imports at that moment; nothing staged is left."""
    changed = revised(tmp_path)
    before = changed.published()
    interrupted = stop_at_import(module, tmp_path, signal.SIGINT)
    assert interrupted == (130, "build: interrupted; nothing was published\n")
    assert not (tmp_path / release.STAGING).exists()
    assert changed.published() == before


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_old_files(tmp_path: Path) -> None:
    """Once it has staged them; the next build deletes what it left, and publishes."""
    changed = revised(tmp_path)
    before, staging = changed.published(), tmp_path / release.STAGING
    assert stop_at_import("frictionless", tmp_path, signal.SIGKILL) == (-9, "")
    assert staging.exists()
    assert changed.published() == before
    done = changed.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert "resources/formerly.txt" in done.stdout
    assert not staging.exists()
    assert b'"version": "9.9.9"' in changed.published()["datapackage.json"]
