"""A build stopped at random moments, a rename failing, a disk full -> whether all stays whole."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from itertools import count
from pathlib import Path
from unittest import mock

from conftest import BUILD, DESCRIPTOR, ROOT, Checkout, copy_checkout

from publication.release import SIGNALS, replace_files
from transcription.refusal import Refusal

from .fault import Fault, Group

VERSION = f'version = "{DESCRIPTOR["version"]}"'
PACKAGE = "scripts/article/package.toml"
FORMER = "resources/formerly.txt"
MOMENTS = 20
STOP_ITSELF = """
import os, runpy, sys
sys.path.insert(0, "scripts")
def stop(event, arguments):
    if event == "import" and arguments[0] == sys.argv[2]:
        os.kill(os.getpid(), int(sys.argv[1]))
sys.addaudithook(stop)
runpy.run_path("scripts/build.py", run_name="__main__")
"""


def revised(folder: Path) -> Checkout:
    """Copy the checkout, its knowledge so altered that a build changes every file but the article.

    What it has published names a file more than it now has.
    """
    checkout = copy_checkout(folder)
    checkout.edit(PACKAGE, VERSION, 'version = "9.9.9"')
    checkout.edit("scripts/article/prisoners_held.toml", "by quarter", "quarter by quarter")
    checkout.publish_besides(FORMER, b"formerly\n")
    checkout.add_scripts()
    return checkout


def start(command: list[str], root: Path) -> subprocess.Popen[str]:
    """Start a build that heeds every signal, even where those who start the tests ignore one."""
    before = [signal.signal(number, signal.default_int_handler) for number in SIGNALS]
    try:
        return subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    finally:
        for number, handler in zip(SIGNALS, before, strict=True):
            signal.signal(number, handler)


def stop_at_import(module: str, root: Path, number: int) -> tuple[int, str]:
    """Let a build send itself a signal as it imports a module; return its exit code and errors."""
    build = start([sys.executable, "-B", "-c", STOP_ITSELF, str(number), module], root)
    errors = build.communicate()[1]
    return build.returncode, errors


def stopped_builds() -> Iterator[Fault]:
    """Stop builds by signals at random moments of the time that a whole one takes."""
    moment = random.Random(21)  # noqa: S311 - it hides nothing
    for number in range(MOMENTS):
        stopped_by, share = SIGNALS[number % len(SIGNALS)], moment.random()
        what = f"{stopped_by.name} after {share:.0%} of the time of a build"
        yield Fault(what, partial(is_stopped_whole, stopped_by, share))


def is_stopped_whole(number: int, share: float) -> bool:
    """Whether the files are all new if the build ended well, else all old, and it said so."""
    seconds, new = whole_build()
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        old = checkout.published()
        build = start(BUILD, checkout.root)
        while build.poll() is None and processor_time(build.pid) < share * seconds:
            time.sleep(0.01)
        build.send_signal(number)
        told, errors = build.communicate()
        print(f"{number} after {share:.0%}: {build.returncode} {told[-20:]!r} {errors[-45:]!r}")
        if build.returncode == 0:
            return checkout.published() == new and "\nvalid; " in told
        return checkout.published() == old and is_said(build.returncode, number, errors)


def is_said(code: int, number: int, errors: str) -> bool:
    """Whether a build has ended in its one line, or as Python ends that has not begun to run it."""
    if code == 128 + number:
        return errors == "build: interrupted; nothing was published\n"
    return code == -number and (errors == "" or errors.endswith("KeyboardInterrupt\n"))


@cache
def whole_build() -> tuple[float, dict[str, bytes]]:
    """Return the processor time that a build takes which nobody stops, and what it publishes."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        build, seconds = start(BUILD, checkout.root), 0.0
        while build.poll() is None:
            seconds = processor_time(build.pid)
            time.sleep(0.01)
        build.communicate()
        assert build.returncode == 0
        return seconds, checkout.published()


def processor_time(process: int) -> float:
    """Return the seconds that a process has computed: they pass no faster on a busy machine."""
    times = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def failing_renames() -> Iterator[Fault]:
    """Let each rename, and the one deletion, fail in turn."""
    for call in range(1, len(Checkout(ROOT).published()) + 2):
        yield Fault(f"change {call} fails", partial(is_refused, broken_at(call)))


def full_disks() -> Iterator[Fault]:
    """Let the disk take files up to a size."""
    published = Checkout(ROOT).published()
    del published["datapackage.json"]  # is_refused() writes another
    largest = max(map(len, published.values()))
    for size in (0, 1, 512, 1024, 4096, largest // 2, largest - 1):
        yield Fault(f"files of {size} bytes at most", partial(is_refused, disk_of(size)))


def is_refused(broken: AbstractContextManager[None]) -> bool:
    """Whether all published files stay as they are if others cannot take their places."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = copy_checkout(Path(folder))
        checkout.publish_besides(FORMER, b"")
        before = checkout.published()
        files = {path: content + b"!" for path, content in before.items() if path != FORMER}
        try:
            with broken:
                replace_files(files, checkout.root, [FORMER])
        except Refusal:
            return checkout.published() == before
    return False


@contextmanager
def broken_at(call: int) -> Iterator[None]:
    """Let one of the renames and deletions fail."""
    calls = count(1)

    def breaking(operation: Callable[..., object]) -> Callable[..., object]:
        def change(*arguments: object) -> object:
            if next(calls) == call:
                raise OSError("broken disk")
            return operation(*arguments)

        return change

    with (
        mock.patch.object(Path, "replace", breaking(Path.replace)),
        mock.patch.object(Path, "unlink", breaking(Path.unlink)),
    ):
        yield


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, in this process and in those that it starts."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


GROUPS = {
    "the build stopped at random moments (SIGINT, SIGTERM, SIGHUP by turns)": Group(
        stopped_builds, every=MOMENTS
    ),
    "each rename of a build failing in turn": Group(failing_renames, every=18),
    "the build on a full disk": Group(full_disks, every=4),
}
