"""A build that runs -> one killed at its first change to a file, one at its second, and so on.

All of them are one process up to the first change. There it stays and forks one after another;
each goes on from there by itself, is killed by SIGKILL when its change is due, and leaves what it
leaves. What that is, is printed; then the folder is put back as it was, for the next. Where the
build forks the process that moves the files in, it is done once more: what was staged and
validated need not be staged and validated for each.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
from pathlib import Path
from typing import Any

from publication.release import STAGING

PRINTED = re.compile(r"^killed at change (\d+), leaving ([0-9a-f]{64})$", re.MULTILINE)


class Kills:
    """An audit hook that counts the changes to files below a folder, and kills at the one due.

    It counts them in the build and in the process that moves the files in; it kills the build.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.builder = os.getpid()
        self.counted = 0
        self.due: int | None = None
        self.waiting = False

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count a change, before it is made."""
        if self.waiting or not self.changes(event, arguments):
            return
        if self.due is None:
            self.kill_from_here()
        self.counted += 1
        if self.counted == self.due:
            os.kill(self.builder, signal.SIGKILL)
        elif event == "os.fork":
            self.kill_from_here()

    def changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether an event is a change to a file, or the start of the process that moves them in."""
        writes = event == "open" and isinstance(arguments[1], str) and arguments[1][0] in "wax"
        if not writes and event not in ("os.mkdir", "os.rename"):
            return event == "os.fork"
        below = str(arguments[0]).startswith((str(self.root), "resources"))
        return below or os.getpid() != self.builder

    def kill_from_here(self) -> None:
        """Fork a build for each change to come, until one survives; only those builds return."""
        before = contents(self.root)
        self.waiting, due, code = True, self.counted, -signal.SIGKILL
        while code == -signal.SIGKILL:
            due += 1
            end, held = os.pipe()
            child = os.fork()
            if not child:
                os.close(end)
                self.builder, self.due, self.waiting = os.getpid(), due, False
                return
            os.close(held)
            code = how_it_ended(child, end)
            if code == -signal.SIGKILL:
                told = f"killed at change {due}, leaving {digest(self.root)}\n"
                os.write(1, told.encode())
                put_back(self.root, before)
        os._exit(code)


def how_it_ended(child: int, end: int) -> int:
    """The exit code of a build, once nothing that it started holds the pipe any more."""
    with os.fdopen(end, "rb") as pipe:
        pipe.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def contents(root: Path) -> dict[Path, bytes | None]:
    """Every file in a copy of the checkout, and every folder, which has no bytes; no scripts."""
    return {
        path: None if path.is_dir() else path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.relative_to(root).parts[0] != "scripts"
    }


def digest(root: Path) -> str:
    """The hash of every file in a copy but its scripts and what was staged: its state."""
    state = hashlib.sha256()
    for path, content in contents(root).items():
        name = str(path.relative_to(root))
        if content is not None and not name.startswith(STAGING):
            state.update(f"{name} {len(content)}\n".encode() + content)
    return state.hexdigest()


def put_back(root: Path, before: dict[Path, bytes | None]) -> None:
    """Give a folder the files and folders that it had."""
    now = contents(root)
    for path in sorted(now.keys() - before.keys(), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
    for path, content in before.items():
        if content is None:
            path.mkdir(exist_ok=True)
        elif now.get(path) != content:
            path.write_bytes(content)
