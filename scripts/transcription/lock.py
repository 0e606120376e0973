"""The sentences of the article, and those that an editor has read -> a refusal, if they differ.

The form in which an editor read a sentence is pinned by its digest, in ``sentences.lock``. So a
word that comes, goes or changes is noticed wherever it stands; a sentence that only moves is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from .article import Article, Excerpt
from .refusal import Refusal
from .sentences import Sentence, containing, sentences
from .table import Table

FILE = "scripts/article/sentences.lock"
CONFIRM = "make confirm READ="
ALIKE = 0.5
"""A sentence is taken for a changed one if at least half of the words of both are the same."""
SHOWN = 12
"""As many words of a changed sentence are shown, around what changed."""


def check_read(
    article: Article, lock: Mapping[str, list[str]], former: Callable[[], str | None]
) -> None:
    """Refuse an article with a sentence that nobody has read, or without one that somebody has.

    ``former`` gives the text in which they were read, where it is still to be had.
    """
    found = sentences(article)
    if {sentence.key for sentence in found} != set(lock):
        then = {one.key: one.excerpt.exact for one in former_sentences(article, former())}
        changes = list(changed(list(lock), found, then))
        told = "; ".join(told_change(old, new, lock, then) for old, new in changes)
        named = " ".join(new.key if new else str(old) for old, new in changes)
        raise Refusal(
            f"{told}. Read anew what changed, let the entries follow it, and confirm it: "
            f"{CONFIRM}'{named}'"
        )


def changed(
    read: list[str], found: Sequence[Sentence], then: Mapping[str, str] | None = None
) -> Iterator[tuple[str | None, Sentence | None]]:
    """Each sentence that was read and is gone, beside the one that stands in its place, if any."""
    now = [sentence.key for sentence in found]
    for _, first, last, begin, end in SequenceMatcher(None, read, now, False).get_opcodes():
        lost = [key for key in read[first:last] if key not in now]
        fresh = [sentence for sentence in found[begin:end] if sentence.key not in read]
        alone = len(lost) == len(fresh) == 1
        for new in fresh:
            old = lost[0] if alone else most_like(new, lost, then or {})
            if old:
                lost.remove(old)
            yield old, new
        yield from ((old, None) for old in lost)


def most_like(new: Sentence, lost: Sequence[str], then: Mapping[str, str]) -> str | None:
    """Find the lost sentence of which a new one has most words; without words, the first."""
    if not then:
        return lost[0] if lost else None
    likeness = {
        old: SequenceMatcher(None, then[old].split(), new.excerpt.exact.split(), False).ratio()
        for old in lost
        if old in then
    }
    best = max(likeness, key=lambda old: likeness[old], default=None)
    return best if best and likeness[best] > ALIKE else None


def former_sentences(article: Article, text: str | None) -> list[Sentence]:
    """Split an earlier text of the article into sentences, if there is one."""
    return list(sentences(Article(article.name, text))) if text else []


def told_change(
    old: str | None,
    new: Sentence | None,
    lock: Mapping[str, list[str]],
    then: Mapping[str, str],
) -> str:
    """One change in words: the place, what it said and says, and the rows that rest on it."""
    borne = ", ".join(lock[old]) if old else ""
    rows = f" ({borne} rest on it)" if borne else ""
    before = then.get(old or "")
    if new is None:
        return f"the sentence {shortened(before) if before else old} is gone{rows}"
    if old is None:
        return f"{new.excerpt.place}: nobody has read {shortened(new.excerpt.exact)}"
    if before is None:
        return f"{new.excerpt.place}: changed to {shortened(new.excerpt.exact)}{rows}"
    was, now = side_by_side(before, new.excerpt.exact)
    return f"{new.excerpt.place}: {was} has become {now}{rows}"


def side_by_side(old: str, new: str) -> tuple[str, str]:
    """Show the words in which two sentences differ, with two words around them."""
    one, two = old.split(), new.split()
    if one == two:
        return around(one, 0, SHOWN - 2), "the same words with other blanks"
    differing = [block for block in SequenceMatcher(None, one, two, False).get_opcodes()
                 if block[0] != "equal"]  # fmt: skip
    first, last = differing[0], differing[-1]
    return around(one, first[1], last[2]), around(two, first[3], last[4])


def around(words: list[str], first: int, last: int) -> str:
    """Show some words of a sentence with two more on either side."""
    begin, end = max(first - 2, 0), min(last + 2, len(words))
    before, behind = ("… " if begin else ""), (" …" if end < len(words) else "")
    return f"'{before}{' '.join(words[begin:end])}{behind}'"


def shortened(text: str) -> str:
    """Show the beginning of a sentence."""
    return around(text.split(), 0, SHOWN - 2)


def read_in(article: Article, tables: Iterable[Table]) -> dict[str, list[str]]:
    """For each sentence by its key, the rows that are read in it, in order: what is locked."""
    found = sentences(article)
    rows: dict[str, list[str]] = {sentence.key: [] for sentence in found}
    for address, excerpt in borne_excerpts(tables):
        sentence = containing(found, excerpt)
        if sentence and address not in rows[sentence.key]:
            rows[sentence.key].append(address)
    return rows


def borne_excerpts(tables: Iterable[Table]) -> Iterator[tuple[str, Excerpt]]:
    """Every excerpt on which a row or a table rests, with its address."""
    for table in tables:
        for _, reading in table.readings:
            yield from ((table.name, excerpt) for excerpt in reading.excerpts)
        for row in table.rows:
            address = f"{table.name}/{table.key(row)}"
            for cell in row.values():
                yield from ((address, excerpt) for excerpt in cell.excerpts)


def check_rows(now: Mapping[str, list[str]], lock: Mapping[str, list[str]]) -> None:
    """Refuse a row for which nobody has confirmed that its sentence was read."""
    for sentence, rows in now.items():
        differing = sorted(set(rows) ^ set(lock[sentence]))
        if differing:
            raise Refusal(
                f"{FILE}: the sentence {sentence} was confirmed for other rows; read it for "
                f"{', '.join(differing)} and confirm it: {CONFIRM}'{sentence}'"
            )
