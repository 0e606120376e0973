"""The build broken, without room on its disk, or beside another -> whether all stays whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from conftest import ALL, DESCRIPTOR, ROOT, Checkout, copy_checkout
from forked import forked
from forked.kills import BROKEN, CHANGES, digest

from publication.release import frictionless_errors

from .fault import Fault, Group

VERSION = f'version = "{DESCRIPTOR["version"]}"'
PACKAGE = "scripts/article/package.toml"


def revised(folder: Path) -> Checkout:
    """A checkout whose knowledge was changed so that building it changes every file but the article.

    What it has published names a file more than it now has.
    """
    checkout = copy_checkout(folder)
    checkout.edit(PACKAGE, VERSION, 'version = "9.9.9"')
    checkout.edit("scripts/article/prisoners_held.toml", "by quarter", "quarter by quarter")
    checkout.publish_besides("resources/formerly.txt", b"formerly\n")
    return checkout


def broken_builds(way: str, every: int) -> Iterator[Fault]:
    """The build broken at every change it makes to a file: what is published is whole, old or new.

    Where it lived to say so, it is what it said.
    """
    old, new = old_and_new()
    with tempfile.TemporaryDirectory() as folder:
        root = revised(Path(folder)).root
        done = forked("run_and_break", root, way=way, every=1 if ALL else every)
    assert done.returncode == 0, done.stderr
    changes = max(map(int, CHANGES.findall(done.stdout)))
    left = {int(change): (int(code), state) for change, code, state in BROKEN.findall(done.stdout)}
    for change in range(1, changes + 1):
        yield Fault(f"{way} at change {change}", partial(is_whole, left, change, old, new))


def is_whole(left: dict[int, tuple[int, str]], change: int, old: str, new: str) -> bool:
    """Whether a build left the state that its exit code tells, or either if it was killed."""
    code, state = left[change]
    return state in ({old, new} if code < 0 else {new} if code == 0 else {old})


@cache
def old_and_new() -> tuple[str, str]:
    """The states before and after the build of a revised checkout, both of them valid."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        old = digest(checkout.root)
        assert frictionless_errors(checkout.root / "datapackage.json") == []
        assert checkout.build().returncode == 0
        assert frictionless_errors(checkout.root / "datapackage.json") == []
        new = digest(checkout.root)
    assert old != new
    return old, new


def full_disks() -> Iterator[Fault]:
    """The build on a disk that takes files up to a size: it says so in a line and publishes nothing."""
    largest = max(len(content) for content in Checkout(ROOT).published().values())
    for size in (0, 1, 512, 1024, 4096, largest // 2, largest - 1):
        yield Fault(f"files of {size} bytes at most", partial(is_full_disk_noticed, size))


def is_full_disk_noticed(size: int) -> bool:
    """Whether the build is refused in one line, and what was published stays as it was."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        before = checkout.published()
        done = forked("run", checkout.root, largest=size)
        told = done.returncode == 1 and len(done.stderr.splitlines()) == 1
        return told and checkout.published() == before


def two_builds() -> Iterator[Fault]:
    """A second build, of other knowledge, begun while a first is at work: both are whole."""
    _, new = old_and_new()
    for change in range(1, 131, 13):
        yield Fault(f"begun at change {change} of the first", partial(is_second_whole, change, new))


def is_second_whole(change: int, new: str) -> bool:
    """Whether both builds succeed, and what the second has read is what is published at last."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        checkout.edit(PACKAGE, 'version = "9.9.9"', 'version = "8.8.8"')
        edits = [(PACKAGE, 'version = "8.8.8"', 'version = "9.9.9"')]
        done = forked("run_two", checkout.root, at=change, edits=edits)
        return done.returncode == 0 and digest(checkout.root) == new


def broken(way: str, every: int) -> Group:
    """A group of builds that are broken in one way."""
    faults: Callable[[], Iterator[Fault]] = partial(broken_builds, way, every)
    return Group(faults, every)


GROUPS = {
    "the build killed at each change it makes to a file": broken("SIGKILL", every=7),
    "the build interrupted there (SIGINT)": broken("SIGINT", every=29),
    "the build terminated there (SIGTERM)": broken("SIGTERM", every=29),
    "the build hung up on there (SIGHUP)": broken("SIGHUP", every=29),
    "the process that moves the files in killed there": broken("SIGKILL of the mover", every=29),
    "the change itself failing there": broken("failure", every=29),
    "two builds at once": Group(two_builds, every=7),
    "the build on a full disk": Group(full_disks, every=3),
}
