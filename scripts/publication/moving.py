"""Staged files -> their places, all of them or none, whoever interrupts it.

Several renames cannot be made one. So a process of its own makes them, which nobody reaches who
interrupts or kills the build; what they replace is kept until all are made, and put back if one
fails. Only who kills both processes at once, or the power, can leave old files beside new ones.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from transcription.refusal import Refusal

LOCK = ".build.lock"
"""The file, in the checkout, that is locked by whoever writes what is published."""

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)


@contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Wait until nobody else writes what the checkout publishes, and keep others waiting.

    The process that moves the files in holds the lock, too, and may outlive the build.
    """
    with (root / LOCK).open("a") as file:
        with suppress(PermissionError):  # it is another user's, who has opened it to all of us
            (root / LOCK).chmod(root.stat().st_mode & 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("another build is at work here; waiting for it\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_command(name: str, done: str, work: Callable[[], str], root: Path) -> int:
    """Run a command alone: print what it says or its failure, and return its exit code."""
    try:
        with build_lock(root):
            said = work()
    except Refusal as refusal:
        sys.stderr.write(f"{name}: {refusal}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{name}: nothing was {done}: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"{name}: interrupted; nothing was {done}\n")
        return 130
    sys.stdout.write(f"{said}\n")
    return 0


def differs(path: Path, content: bytes) -> bool:
    """Tell whether the file is missing or holds other bytes."""
    return not path.is_file() or path.read_bytes() != content


def rewrite(path: Path, text: str) -> None:
    """Give one file another text, by a single rename; its mode stays."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    if path.exists():
        beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)


@dataclass(frozen=True, slots=True)
class Move:
    """What is renamed from ``staged`` into ``root`` and what is deleted there.

    ``former`` are the paths of which ``kept`` holds what was there before.
    """

    root: Path
    staged: Path
    kept: Path
    changed: list[str]
    obsolete: list[str]
    former: list[str]

    def make(self) -> None:
        """Let a process of its own move the files in, and wait for it.

        From here on signals are ignored, but SIGKILL: there are only milliseconds to wait.
        """
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        heard, said = os.pipe()
        child = os.fork()
        if not child:
            os.setsid()
            self.make_and_end(said)
        _, status = os.waitpid(child, 0)
        os.write(said, b"\n")  # so that there is something to read
        cause = os.read(heard, 4096).decode().strip()
        if status:
            self.refuse(cause or "the process that moves the files in was killed")

    def keep(self) -> None:
        """Copy what the move takes away."""
        for path in self.former:
            (self.kept / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.root / path, self.kept / path)

    def make_and_end(self, said: int) -> None:
        """Move the files in, or say why not and put the former back; end the process."""
        code = 1
        try:
            self.move_in()
            code = 0
        except OSError as error:
            os.write(said, str(error).encode())
            self.put_back()
        finally:
            os._exit(code)

    def move_in(self) -> None:
        """Delete what is no longer published, and rename what changed over what was published."""
        for path in self.obsolete:
            (self.root / path).unlink()
        for path in self.changed:
            folder = (self.root / path).parent
            if not folder.exists():
                folder.mkdir()
                folder.chmod(self.root.stat().st_mode & 0o777)
            (self.staged / path).replace(self.root / path)

    def put_back(self) -> None:
        """Undo what was done of the move; again, if somebody else has begun to."""
        for path in self.changed:
            if path not in self.former:
                (self.root / path).unlink(missing_ok=True)
        for path in self.former:
            kept = self.kept / path
            if kept.exists() and differs(self.root / path, kept.read_bytes()):
                kept.replace(self.root / path)

    def refuse(self, cause: str) -> None:
        """Undo the move, and say whether that could be done."""
        try:
            self.put_back()
        except OSError as error:
            raise Refusal(
                f"old and new files are mixed: {cause}; and then {error}; "
                "mend that, and run `make build` again"
            ) from None
        raise Refusal(f"nothing was published: {cause}; what was moved is back in its place")
