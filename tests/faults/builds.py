"""The build killed, or without room on its disk -> whether what is published stays whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from conftest import DESCRIPTOR, ROOT, Checkout, copy_checkout
from forked import forked
from forked.kills import PRINTED, digest

from publication.release import frictionless_errors

from .fault import Fault, Group


def revised(folder: Path) -> Checkout:
    """A checkout whose knowledge was changed so that building it changes every file but the article."""
    checkout = copy_checkout(folder)
    checkout.edit(
        "scripts/article/package.toml", f'version = "{DESCRIPTOR["version"]}"', 'version = "9.9.9"'
    )
    checkout.edit("scripts/article/prisoners_held.toml", "by quarter", "quarter by quarter")
    return checkout


def killed_builds() -> Iterator[Fault]:
    """The build killed at every change it makes to a file: what is published is whole, old or new."""
    whole = old_and_new()
    with tempfile.TemporaryDirectory() as folder:
        done = forked("run_and_kill", revised(Path(folder)).root)
    assert (done.returncode, done.stderr) == (0, "")
    for change, left in PRINTED.findall(done.stdout):
        yield Fault(f"killed at change {change}", partial(whole.__contains__, left))


def old_and_new() -> set[str]:
    """The states before and after the build of a revised checkout, both of them valid."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = revised(Path(folder))
        states = {digest(checkout.root)}
        assert frictionless_errors(checkout.root / "datapackage.json") == []
        assert checkout.build().returncode == 0
        assert frictionless_errors(checkout.root / "datapackage.json") == []
        states.add(digest(checkout.root))
    assert len(states) == 2
    return states


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


GROUPS = {
    "the build killed at each change it makes to a file": Group(killed_builds),
    "the build on a full disk": Group(full_disks, every=3),
}
