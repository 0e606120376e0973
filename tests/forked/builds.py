"""The build of the copy in the present folder, as a command runs it, on a disk with little room."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import build
import confirm as confirmation
import diff as differing
from publication.release import validate
from transcription.article import Article

from .kills import Kills

ARTICLE = build.ROOT / "resources" / "article.txt"


def warm_up() -> None:
    """Do all that the build does but publish, so that what is imported on the way is imported."""
    knowledge = build.read_all(build.KNOWLEDGE)
    article = Article.pinned(ARTICLE, knowledge.package.source.sha256)
    tables = build.read_article(article, knowledge)
    build.published_files(knowledge.package, tables, article)
    validate(build.ROOT / "datapackage.json")


def run(largest: int | None = None) -> int:
    """The exit code of the build; ``largest`` is the size of the largest file that the disk takes."""
    build.ROOT = Path.cwd()
    build.KNOWLEDGE = build.ROOT / "scripts" / "article"
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    return build.main()


def confirm(named: list[str]) -> int:
    """The exit code of ``make confirm`` for the sentences named."""
    build.ROOT = Path.cwd()
    build.KNOWLEDGE = build.ROOT / "scripts" / "article"
    sys.argv = ["scripts/confirm.py", *named]
    return confirmation.main()


def compare(arguments: list[str]) -> int:
    """The exit code of ``make diff`` or ``make check-version``."""
    differing.ROOT = Path.cwd()
    sys.argv = ["scripts/diff.py", *arguments]
    return differing.main()


def run_and_kill() -> int:
    """The exit code of the build that survived, after one was killed at each change to a file."""
    sys.addaudithook(Kills(Path.cwd()).hook)
    return run()
