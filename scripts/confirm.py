"""Sentences that an editor has read as they now stand -> ``article/sentences.lock``."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping, Sequence

if __name__ == "__main__":  # before the imports that take a second
    from publication.release import INTERRUPTION

    INTERRUPTION.listen("confirm", "confirmed")

import build
from publication.descriptor import article_path
from publication.release import replace_files, run_command
from transcription.article import Article
from transcription.lock import FILE, changed, read_in
from transcription.refusal import Refusal
from transcription.sentences import Sentence, sentences

ALL = "all"
HEADER = """\
# The form in which an editor read each sentence of the article: a digest of its words, and the rows
# that rest on it. Written by `make confirm`, which says that somebody has read it anew.
"""


def main() -> int:
    """Confirm the sentences that are named by their digests, or all."""

    def work() -> str:
        return "\n".join(confirm(sys.argv[1:]))

    return run_command("confirm", "confirmed", work, build.ROOT)


def confirm(digests: Sequence[str]) -> list[str]:
    """Confirm sentences, and return a line for each: its digest, its place, its rows."""
    knowledge = build.read_all(build.KNOWLEDGE, locked=False)
    package = knowledge.package
    article = Article.pinned(build.ROOT / article_path(package), package.source.sha256)
    found = sentences(article)
    named = chosen(digests, found, knowledge.lock)
    transcribed = build.transcribe(article, knowledge)
    now = read_in(article, build.compute(article, transcribed, knowledge).values())
    text = written(confirmed(named, found, now, knowledge.lock))
    replace_files({FILE: text.encode()}, build.ROOT)
    return [
        f"{sentence.key}  {sentence.excerpt.place}  {' '.join(now[sentence.key])}"
        for sentence in found
        if sentence.key in named
    ]


def chosen(
    named: Sequence[str], found: Sequence[Sentence], lock: Mapping[str, list[str]]
) -> set[str]:
    """Return the digests that are named; refuse an unknown one."""
    known = {sentence.key for sentence in found} | set(lock)
    if list(named) == [ALL]:
        return known
    if not named:
        raise Refusal("name the sentences that you have read, as `make build` names them")
    for digest in named:
        if digest not in known:
            raise Refusal(f"{digest!r} is no sentence of the article; `make build` names them")
    return set(named)


def confirmed(
    named: Collection[str],
    found: Sequence[Sentence],
    now: Mapping[str, list[str]],
    lock: Mapping[str, list[str]],
) -> dict[str, list[str]]:
    """Update the lock with what was read anew; leave the rest as it was."""
    instead = {new.key: old for old, new in changed(list(lock), found) if old and new}
    read: dict[str, list[str]] = {}
    for sentence in found:
        digest = sentence.key
        old = instead.get(digest)
        if digest in named:
            read[digest] = now[digest]
        elif digest in lock:
            read[digest] = lock[digest]
        elif old:
            read[old] = lock[old]
    lost = {old for old, new in changed(list(lock), found) if old and not new}
    return read | {old: lock[old] for old in lock if old in lost and old not in named}


def written(lock: Mapping[str, list[str]]) -> str:
    """Write the lock as a file."""
    lines = (f"{digest} = {json.dumps(rows, ensure_ascii=False)}" for digest, rows in lock.items())
    return HEADER + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
