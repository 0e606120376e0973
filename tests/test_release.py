"""Is what is published whole, whatever comes in between, and does the build say truthfully which?

``faults/builds.py`` breaks the build at each of its changes and looks at what it leaves; here it is
what it says, what it refuses to begin, and what it leaves alone.
"""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from conftest import Checkout, share
from faults.builds import revised
from forked import forked

from publication import release
from publication.moving import LOCK, Move
from transcription.refusal import Refusal

# What lies in the way, by what puts it there.
IN_THE_WAY = {
    "resources/old_table.csv": lambda path: path.write_text("mine\n"),
    "metadata/notes.txt": lambda path: path.write_text("mine\n"),
    "resources/.ipynb_checkpoints": lambda path: path.mkdir(),
}


@pytest.fixture
def changed(tmp_path: Path) -> Checkout:
    """A checkout of which the next build changes almost every file, and deletes one."""
    return revised(tmp_path)


@pytest.mark.parametrize("path", share(IN_THE_WAY, every=2))
def test_what_is_not_ours_is_refused_by_name(changed: Checkout, path: str) -> None:
    """The build says what to do with it, deletes nothing, publishes nothing."""
    IN_THE_WAY[path](changed.root / path)
    before = changed.published()
    done = changed.build()
    assert (done.returncode, done.stderr) == (
        1,
        f"build: nothing was published: {path} is none of the published files; "
        "delete it, or move it elsewhere\n",
    )
    assert (changed.root / path).exists()
    assert changed.published() == before


def test_only_what_was_published_is_deleted(changed: Checkout) -> None:
    """The former descriptor names a file that the new one does not: it goes."""
    assert (changed.root / "resources/formerly.txt").exists()
    done = changed.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert not (changed.root / "resources/formerly.txt").exists()
    assert "resources/formerly.txt" in done.stdout


def test_a_folder_in_the_place_of_a_file(changed: Checkout) -> None:
    """It is named, and nothing is moved."""
    file = changed.root / "metadata/croissant.json"
    file.unlink()
    file.mkdir()
    done = changed.build()
    (line,) = done.stderr.splitlines()
    assert line.startswith("build: nothing was published: metadata/croissant.json is no regular")
    assert (changed.root / "resources/formerly.txt").exists()


def test_a_link_in_the_place_of_a_file(changed: Checkout) -> None:
    """A rename would replace the link, and leave the file that it leads to as it was."""
    file, elsewhere = changed.root / "datapackage.json", changed.root / "elsewhere.json"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    done = changed.build()
    assert "datapackage.json is no regular file; move it elsewhere" in done.stderr
    assert file.is_symlink()


def test_a_folder_on_another_file_system(changed: Checkout) -> None:
    """Nothing could be renamed into it; it is named, and nothing is moved."""
    before = changed.published()
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        (changed.root / "metadata").rename(changed.root / "aside")
        (changed.root / "metadata").symlink_to(elsewhere)
        done = changed.build()
        (changed.root / "metadata").unlink()
        (changed.root / "aside").rename(changed.root / "metadata")
    (line,) = done.stderr.splitlines()
    assert "metadata lies on another file system than the checkout" in line
    assert changed.published() == before


def test_a_folder_that_is_not_writable(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named."""
    monkeypatch.setattr("os.access", lambda path, _: path.name != "metadata")
    with pytest.raises(Refusal, match="nothing was published: metadata is not writable"):
        release.check_targets({"metadata/croissant.json": b"", "README.md": b""}, checkout.root)


@pytest.mark.parametrize("rename", [1, 12])
def test_a_rename_that_fails(changed: Checkout, rename: int) -> None:
    """The line gives its cause; what was moved and what was deleted is back in its place."""
    before = changed.published()
    done = forked("run_and_break_once", changed.root, way="failure", event="os.rename", at=rename)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert line.startswith("build: nothing was published: [Errno 5] Input/output error")
    assert line.endswith("what was moved is back in its place")
    assert changed.published() == before


def test_an_interrupt_before_the_move(changed: Checkout) -> None:
    """Ctrl-C: one line, exit code 130, and what was staged is gone."""
    before = changed.published()
    done = forked("run_and_break_once", changed.root, way="SIGINT", event="open", at=9)
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        "build: interrupted; nothing was published\n",
    )
    assert changed.published() == before
    assert not list(changed.root.glob(".staging-*"))


@pytest.mark.parametrize("way", share(["SIGINT", "SIGTERM", "SIGHUP"]))
def test_an_interrupt_in_the_move(changed: Checkout, way: str) -> None:
    """It comes too late: the build ends as if nothing had been, and says that it has published."""
    done = forked("run_and_break_once", changed.root, way=way, event="os.rename", at=3)
    assert (done.returncode, done.stderr) == (0, "")
    assert "valid; " in done.stdout
    assert changed.build().stdout.endswith("valid; 0 files changed\n")


def test_the_process_that_moves_the_files_in_is_killed(changed: Checkout) -> None:
    """The build, which lives, puts back what was moved, and says so."""
    before = changed.published()
    done = forked("run_and_break_once", changed.root,
                  way="SIGKILL of the mover", event="os.rename", at=5)  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "build: nothing was published: the process that moves the files in was killed; "
        "what was moved is back in its place\n",
    )
    assert changed.published() == before


def test_what_cannot_be_put_back_is_not_called_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the move fails and its undoing, too, the line says that old and new are mixed."""

    def put_back(_: Move) -> None:
        raise OSError("read-only file system")

    monkeypatch.setattr(Move, "put_back", put_back)
    move = Move(tmp_path, tmp_path, tmp_path, [], [], [])
    with pytest.raises(Refusal, match=r"mixed: no space; and then read-only file system; mend"):
        move.refuse("no space")


def test_a_confirmation_waits_for_a_build(checkout: Checkout) -> None:
    """Both write what others read: one lock holds both back."""
    done = forked("confirm_beside", checkout.root)
    assert (done.returncode, done.stderr) == (0, "another build is at work here; waiting for it\n")


def test_a_second_build_says_that_it_waits(changed: Checkout) -> None:
    """And then reads what there is by then: its own knowledge is published, whole."""
    edits = [("scripts/article/package.toml", '"9.9.9"', '"9.9.10"')]
    done = forked("run_two", changed.root, at=90, edits=edits)
    assert (done.returncode, done.stdout.count("valid; ")) == (0, 2)
    assert "another build is at work here; waiting for it" in done.stderr
    assert b'"version": "9.9.10"' in changed.published()["datapackage.json"]
    assert changed.build().stdout.endswith("valid; 0 files changed\n")


def test_what_a_killed_build_has_staged_is_swept(changed: Checkout) -> None:
    """By the next one."""
    done = forked("run_and_break_once", changed.root, way="SIGKILL", event="open", at=9)
    assert done.returncode == -9
    assert list(changed.root.glob(".staging-*"))
    assert changed.build().returncode == 0
    assert not list(changed.root.glob(".staging-*"))


def test_the_modes_of_the_files_do_not_follow_the_umask(changed: Checkout) -> None:
    """A file keeps its own; one that is new takes after its folder."""
    kept, new = changed.root / "datapackage.json", changed.root / "metadata/croissant.json"
    kept.chmod(0o664)
    new.unlink()
    new.parent.chmod(0o775)
    assert forked("run", changed.root, umask=0o077).returncode == 0
    assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, new)] == [0o664, 0o664]


def test_a_new_folder_and_the_lock_do_not_follow_the_umask(changed: Checkout) -> None:
    """They take after the checkout."""
    for file in (changed.root / "metadata").iterdir():
        file.unlink()
    (changed.root / "metadata").rmdir()
    changed.root.chmod(0o755)
    assert forked("run", changed.root, umask=0o077).returncode == 0
    made = [changed.root / name for name in ("metadata", "metadata/croissant.json", LOCK)]
    assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o755, 0o644, 0o644]


def test_a_checkout_that_cannot_be_written(checkout: Checkout) -> None:
    """The lock cannot be opened: one line."""
    (checkout.root / LOCK).mkdir()
    done = checkout.build()
    (line,) = done.stderr.splitlines()
    assert (done.returncode, line[:31]) == (1, "build: nothing was published: [")
