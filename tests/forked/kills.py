"""A build that runs -> one broken at its first change to a file, one at its second, and so on.

All of them are one process up to the first change. There it stays and forks one after another;
each goes on from there by itself, is broken when its change is due, and leaves what it leaves. How
it ended and what that is, is printed; then the folder is put back as it was, for the next. Where
the build forks the process that moves the files in, it is done once more: what was staged and
validated need not be staged and validated for each.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import signal
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any

from publication.moving import LOCK
from publication.release import STAGING

BROKEN = re.compile(r"^broken at change (\d+): ended by (-?\d+), leaving ([0-9a-f]{64})$", re.M)
CHANGES = re.compile(r"^there are (\d+) changes$", re.MULTILINE)
REACHED = "!"
EVENTS = ("open", "os.mkdir", "os.rename", "os.remove")


def interrupted(number: int, builder: int) -> None:
    """A signal for the build and, as a terminal sends it, for what the build has started."""
    os.kill(builder, number)
    if os.getpid() != builder:
        os.kill(os.getpid(), number)


def killed(builder: int) -> None:
    """The build killed; what it has started is not asked."""
    os.kill(builder, signal.SIGKILL)


def mover_killed(builder: int) -> None:
    """The process that moves the files in killed; the build, which puts them back, is not."""
    if os.getpid() != builder:
        os.kill(os.getpid(), signal.SIGKILL)


def failing(builder: int) -> None:
    """The change itself failing, as on a disk that breaks."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


WAYS: dict[str, Callable[[int], None]] = {
    "SIGKILL": killed,
    "SIGINT": lambda builder: interrupted(signal.SIGINT, builder),
    "SIGTERM": lambda builder: interrupted(signal.SIGTERM, builder),
    "SIGHUP": lambda builder: interrupted(signal.SIGHUP, builder),
    "SIGKILL of the mover": mover_killed,
    "failure": failing,
}


class Changes:
    """An audit hook that counts the changes to files below a folder, and acts at the one due.

    It counts them in the build and in the process that moves the files in.
    """

    def __init__(
        self, root: Path, act: Callable[[int], None], events: Container[str] = EVENTS
    ) -> None:
        self.root, self.act, self.events = root, act, events
        self.builder = os.getpid()
        self.counted = 0
        self.due: int | None = None
        self.waiting = False

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count a change, before it is made."""
        if self.waiting or not self.changes(event, arguments):
            return
        self.before(event)
        if event != "os.fork":
            self.counted += 1
            self.tell(str(self.counted))
            if self.counted == self.due:
                self.act(self.builder)

    def before(self, event: str) -> None:
        """Nothing more, before a change is counted."""

    def tell(self, said: str) -> None:
        """Nothing, where nobody asks."""

    def changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether an event is a change to a file, or the start of the process that moves them in."""
        writes = event == "open" and isinstance(arguments[1], str) and arguments[1][0] in "wax"
        if event == "open" and not writes:
            return False
        if event not in self.events:
            return event == "os.fork"
        return str(arguments[0]).startswith(str(self.root))


class Breaks(Changes):
    """Breaks a build at each of its changes, or at the first of ``every`` so many."""

    def __init__(self, root: Path, way: str, every: int) -> None:
        super().__init__(root, self.told_and_broken)
        self.only_mover = way == "SIGKILL of the mover"
        self.way, self.every = WAYS[way], every
        self.end = -1

    def told_and_broken(self, builder: int) -> None:
        """What breaks the build, once whoever waits for it was told."""
        self.tell(REACHED)
        self.way(builder)

    def changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether an event is a change in a process that is to be broken, or a fork."""
        if self.only_mover and os.getpid() == self.builder:
            return event == "os.fork"
        return super().changes(event, arguments)

    def tell(self, said: str) -> None:
        """A line for whoever waits for the build."""
        os.write(self.end, f"{said}\n".encode())

    def before(self, event: str) -> None:
        """Fork the builds that are broken from here on."""
        if self.due is None or event == "os.fork":
            self.break_from_here()

    def break_from_here(self) -> None:
        """Fork a build for each change that is due, until one is not reached; only those return."""
        before = contents(self.root)
        self.waiting, due, said = True, (self.due or 1) - self.every, {REACHED}
        while REACHED in said:
            due += self.every
            end, held = os.pipe()
            child = os.fork()
            if not child:
                os.close(end)
                self.builder, self.due, self.waiting, self.end = os.getpid(), due, False, held
                return
            os.close(held)
            said, code = how_it_ended(child, end)
            if REACHED in said:
                told = f"broken at change {due}: ended by {code}, leaving {digest(self.root)}\n"
                os.write(1, told.encode())
                put_back(self.root, before)
        os.write(1, f"there are {max(map(int, said))} changes\n".encode())
        os._exit(code)


def how_it_ended(child: int, end: int) -> tuple[set[str], int]:
    """What a build told, and its exit code; nothing that it started runs any more."""
    with os.fdopen(end, "rb") as pipe:
        said = pipe.read().decode().split()
    _, status = os.waitpid(child, 0)
    return set(said), os.waitstatus_to_exitcode(status)


def contents(root: Path) -> dict[Path, bytes | None]:
    """Every file in a copy of the checkout, and every folder, which has no bytes; no scripts."""
    return {
        path: None if path.is_dir() else path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.relative_to(root).parts[0] not in ("scripts", LOCK)
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
