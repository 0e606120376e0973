"""The work tree -> whether it may be released: complete, committed whole, dated, and new."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from publication.package import NEEDED, Package
from transcription.knowledge import read_knowledge
from transcription.refusal import Refusal

ROOT = Path(__file__).resolve().parents[1]
EDIT = "edit {} in scripts/article/package.toml, build and commit"


def main() -> int:
    """Say in one line each why it may not, or that it may."""
    package = read_knowledge(ROOT / "scripts" / "article" / "package.toml", Package)
    version, created = package.version, package.created[:10]
    faults = [f"no {name}: {NEEDED[name]}; " + EDIT.format(name) for name in package.missing]
    try:
        check_committed()
        check_created(created)
        check_new(version)
    except Refusal as refusal:
        faults.append(str(refusal))
    for fault in faults:
        print(f"release-check: {fault}", file=sys.stderr)
    if faults:
        return 1
    print(f"{version} of {created} is complete, committed whole, dated and new")
    return 0


def check_committed() -> None:
    """Refuse a work tree that is not what would be tagged."""
    if changed := git("status", "--porcelain"):
        paths = ", ".join(line[3:] for line in changed.splitlines())
        raise Refusal(f"these are not as committed: {paths}; commit them, or put them back")


def check_created(created: str) -> None:
    """Refuse a date that is not the day, in UTC, of the last commit that changed the descriptor.

    Every published byte is hashed in the descriptor, and so is the version, so that it changes with
    everything. The day is that of the commit, not of the clock: a tag is checked years later, too.
    """
    log = ("log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d", "--", "datapackage.json")
    changed = git(*log)
    if created != changed:
        raise Refusal(
            f"created is {created}, but datapackage.json last changed on {changed}; "
            + EDIT.format("created")
        )


def check_new(version: str) -> None:
    """Refuse a version that is tagged already, elsewhere than here."""
    tag = f"v{version}"
    if git("tag", "--list", tag) and git("rev-list", "-1", tag) != git("rev-parse", "HEAD"):
        raise Refusal(f"{tag} is tagged already, at another commit; " + EDIT.format("version"))


def git(*arguments: str) -> str:
    """Ask git, with its days in UTC."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=ROOT, env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Refusal(f"git {arguments[0]}: {done.stderr.strip().partition(chr(10))[0]}")
    return done.stdout.rstrip()


if __name__ == "__main__":
    sys.exit(main())
