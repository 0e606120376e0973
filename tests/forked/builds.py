"""The build of the copy in the present folder, as a command runs it, on a disk with little room."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import build
import confirm as confirmation
import diff as differing
from method import method_blocks
from publication.moving import build_lock
from publication.release import validate
from transcription.article import Article

from .kills import WAYS, Breaks, Changes

ARTICLE = build.ROOT / "resources" / "article.txt"


def warm_up() -> None:
    """Do all that the build does but publish, so that what is imported on the way is imported."""
    knowledge = build.read_all(build.KNOWLEDGE)
    article = Article.pinned(ARTICLE, knowledge.package.source.sha256)
    tables = build.read_article(article, knowledge)
    blocks = method_blocks(tables, knowledge.codings, knowledge.settlements)
    build.published_files(knowledge.package, tables, article, blocks)
    validate(build.ROOT)


def run(largest: int | None = None, umask: int | None = None) -> int:
    """The exit code of the build; ``largest`` is the size of the largest file that the disk takes."""
    build.ROOT = Path.cwd()
    build.KNOWLEDGE = build.ROOT / "scripts" / "article"
    if umask is not None:
        os.umask(umask)
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


def run_and_break(way: str, every: int) -> int:
    """The exit code of the build that nothing broke, after others were broken at their changes."""
    sys.addaudithook(Breaks(Path.cwd(), way, every).hook)
    return run()


def run_and_break_once(way: str, event: str, at: int) -> int:
    """The exit code of a build that is broken at a change of one kind, such as its third rename."""
    changes = Changes(Path.cwd(), WAYS[way], {event})
    changes.due = at
    sys.addaudithook(changes.hook)
    return run()


def run_two(at: int, edits: list[tuple[str, str, str]]) -> int:
    """The exit code of two builds: at a change of the first, the knowledge is edited for the second.

    The first goes on once the second waits or has ended.
    """
    go, started = os.pipe()
    said, told = os.pipe()
    second = forked_off(lambda: begin_second(go, told, run))
    os.close(told)

    def start_second(builder: int) -> None:
        for path, old, new in edits:
            file = Path(path)
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        os.write(started, b"!")
        os.write(2, os.read(said, 4096))

    first = forked_off(lambda: run_first(at, start_second))
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in (first, second)]
    return max(map(abs, codes))


def confirm_beside() -> int:
    """The exit code of ``make confirm`` that begins while the lock is held, until it waits."""
    go, started = os.pipe()
    said, told = os.pipe()
    second = forked_off(lambda: begin_second(go, told, lambda: confirm(["all"])))
    os.close(told)
    with build_lock(Path.cwd()):
        os.write(started, b"!")
        os.write(2, os.read(said, 4096))
    return os.waitstatus_to_exitcode(os.waitpid(second, 0)[1])


def run_first(at: int, start_second: Callable[[int], None]) -> int:
    """The exit code of a build that lets another begin at one of its changes."""
    changes = Changes(Path.cwd(), start_second)
    changes.due = at
    sys.addaudithook(changes.hook)
    return run()


def begin_second(go: int, told: int, work: Callable[[], int]) -> int:
    """The exit code of work that begins when it is told to."""
    os.read(go, 1)
    os.dup2(told, 2)
    os.close(told)
    return work()


def forked_off(work: Callable[[], int]) -> int:
    """The process that does the work and ends with the exit code that the work gives."""
    child = os.fork()
    if not child:
        code = 99
        try:
            code = work()
        finally:
            os._exit(code)
    return child
